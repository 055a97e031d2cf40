//! The catalogue: States, organizations and who belongs where; documents, their clauses and themes; cycles and periods of
//! reporting.
//!
//! It comes with the program (`schema/data/`, described in `docs/catalogue.md`), and an operator may keep an own one as a
//! folder of the same files. Loading it is one transaction that may be repeated: what is new is added, what differs is
//! mended, what is no longer in the files stays. A name that changed keeps its old form with its days; a membership that
//! ended keeps its row.

mod documents;
mod faults;
mod files;
mod groups;
mod memberships;
mod participants;
mod reporting;
mod row;
mod rows;
mod sheet;
mod spans;

pub use faults::{Fault, FaultCode};

use crate::actor::*;
use crate::tables::imports;
use crate::{Connection, Db, Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// The day the register counts from where a beginning is not known: the Charter's entry into force.
pub const RECORD_BEGINS: NaiveDate = NaiveDate::from_ymd_opt(1945, 10, 24).expect("a day");

/// Postgres takes 65,535 values in one statement.
const AT_ONCE: usize = 2_000;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The files of a catalogue, in the order in which they are loaded.
        pub const FILES: &[&str] = &[$($name),+];
        const EMBEDDED: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../../data/", $name)))),+];
    };
}

files!(
    "states.csv",
    "tilegrid.csv",
    "organizations.csv",
    "former_names.csv",
    "state_groups.csv",
    "memberships.csv",
    "suspensions.csv",
    "themes.csv",
    "instruments.csv",
    "instrument_links.csv",
    "provisions.csv",
    "provision_links.csv",
    "reporting_cycles.csv",
    "reporting_periods.csv",
);

const SAMPLE: &[(&str, &[u8])] = &[
    (
        "instruments.csv",
        include_bytes!("../../../data/sample/instruments.csv"),
    ),
    ("provisions.csv", include_bytes!("../../../data/sample/provisions.csv")),
];

/// Where a catalogue came from; as kept in the list of imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Embedded,
    Sample,
    Own,
}

impl Origin {
    const fn source(self) -> &'static str {
        match self {
            Self::Embedded => "catalogue",
            Self::Sample => "catalogue:sample",
            Self::Own => "catalogue:own",
        }
    }
}

/// A catalogue without fault, ready to be loaded.
#[derive(Debug)]
pub struct Catalogue {
    rows: rows::Rows,
    origin: Origin,
    name: String,
    digest: [u8; 32],
}

/// A catalogue with faults: all of them; nothing of it can be loaded.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue has {} faults: {}", .faults.len(), .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faulty {
    pub faults: Vec<Fault>,
}

/// How many rows of a file were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    pub file: &'static str,
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub rejected: usize,
}

impl Faulty {
    /// Rows at fault by file.
    pub fn tallies(&self) -> Vec<Tally> {
        let mut rejected: BTreeMap<&'static str, Vec<u64>> = BTreeMap::new();
        for fault in &self.faults {
            rejected.entry(fault.file).or_default().push(fault.line);
        }
        let count = |mut lines: Vec<u64>| {
            lines.sort_unstable();
            lines.dedup();
            lines.len()
        };
        rejected
            .into_iter()
            .map(|(file, lines)| Tally {
                file,
                rejected: count(lines),
                ..Tally::default()
            })
            .collect()
    }
}

impl Catalogue {
    /// The one that comes with the program.
    pub fn embedded() -> Result<Self, Faulty> {
        let files: Files = EMBEDDED.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        Self::of(&files, Origin::Embedded, "schema/data")
    }

    /// The documents behind the sample register; their themes are those of the embedded catalogue.
    pub fn sample() -> Result<Self, Faulty> {
        let mut files: Files = EMBEDDED.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        let themes = files::themes(&files)?;
        files = SAMPLE.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        let rows = files::sample(&files, &themes)?;
        Ok(Self {
            rows,
            origin: Origin::Sample,
            name: "schema/data/sample".into(),
            digest: digest(&files),
        })
    }

    /// One that an operator keeps as a folder.
    pub fn read(folder: &Path) -> Result<Self, Faulty> {
        let files: Files = FILES
            .iter()
            .filter_map(|name| Some((*name, std::fs::read(folder.join(name)).ok()?)))
            .collect();
        let name = folder
            .file_name()
            .map_or_else(|| "catalogue".into(), |name| name.to_string_lossy().into_owned());
        Self::of(&files, Origin::Own, &name)
    }

    fn of(files: &Files, origin: Origin, name: &str) -> Result<Self, Faulty> {
        Ok(Self {
            rows: files::all(files)?,
            origin,
            name: name.to_owned(),
            digest: digest(files),
        })
    }
}

type Files = BTreeMap<&'static str, Vec<u8>>;

fn digest(files: &Files) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for (name, bytes) in files {
        hasher.update((name.len() as u64).to_be_bytes());
        hasher.update(name);
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().into()
}

/// Loads a catalogue in one transaction, or only tries it out; gives what became of each file's rows.
pub async fn load(db: &Db, now: DateTime<Utc>, catalogue: &Catalogue, is_rehearsal: bool) -> Result<Vec<Tally>> {
    let work = async |conn: &mut Connection| {
        one_at_a_time(conn).await?;
        write(conn, now, catalogue).await
    };
    if is_rehearsal {
        db.rehearsal("catalogue", work).await
    } else {
        db.platform("catalogue", work).await
    }
}

/// Loads the catalogue that comes with the program, unless these very files were loaded before, or the operator keeps an
/// own one: a start must not undo an operator's edits. Nothing is given where there was nothing to do.
pub async fn load_embedded(db: &Db, now: DateTime<Utc>) -> Result<Option<Vec<Tally>>> {
    load_unless_known(db, now, Catalogue::embedded().map_err(Error::internal)?).await
}

/// As [`load_embedded`], the documents of the sample register.
pub async fn load_sample(db: &Db, now: DateTime<Utc>) -> Result<Option<Vec<Tally>>> {
    load_unless_known(db, now, Catalogue::sample().map_err(Error::internal)?).await
}

async fn load_unless_known(db: &Db, now: DateTime<Utc>, catalogue: Catalogue) -> Result<Option<Vec<Tally>>> {
    db.platform("catalogue", async |conn: &mut Connection| {
        one_at_a_time(conn).await?;
        let loaded: Vec<(String, Vec<u8>)> = imports::table
            .filter(imports::source.eq_any([catalogue.origin.source(), Origin::Own.source()]))
            .select((imports::source, imports::file_digest))
            .load(conn)
            .await?;
        let is_known = loaded.iter().any(|(source, digest)| {
            let is_same = source == catalogue.origin.source() && *digest == catalogue.digest;
            is_same || (source == Origin::Own.source() && catalogue.origin == Origin::Embedded)
        });
        if is_known {
            return Ok(None);
        }
        write(conn, now, &catalogue).await.map(Some)
    })
    .await
}

/// Several processes may start at once: the second waits and finds the work done.
async fn one_at_a_time(conn: &mut Connection) -> Result<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(2030)")
        .execute(conn)
        .await?;
    Ok(())
}

async fn write(conn: &mut Connection, now: DateTime<Utc>, catalogue: &Catalogue) -> Result<Vec<Tally>> {
    let rows = &catalogue.rows;
    let mut tallies = Tallies::default();
    let participants = participants::write(conn, now, rows, &mut tallies).await?;
    groups::write(conn, now.date_naive(), rows, &participants, &mut tallies).await?;
    memberships::write(conn, now.date_naive(), rows, &participants, &mut tallies).await?;
    reporting::write(conn, rows, &mut tallies).await?;
    documents::write(
        conn,
        rows,
        &participants,
        catalogue.origin == Origin::Sample,
        &mut tallies,
    )
    .await?;
    let total = |count: fn(&Tally) -> usize| tallies.0.iter().map(count).sum::<usize>() as i32;
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(ImportId::new()),
            imports::source.eq(catalogue.origin.source()),
            imports::file_name.eq(&catalogue.name),
            imports::file_digest.eq(&catalogue.digest[..]),
            imports::mapping_digest.eq(&[][..]),
            imports::new_count.eq(total(|tally| tally.new)),
            imports::changed_count.eq(total(|tally| tally.changed)),
            imports::unchanged_count.eq(total(|tally| tally.unchanged)),
            imports::rejected_count.eq(0),
            imports::imported_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(tallies.0)
}

/// What happened to the rows of each file.
#[derive(Default)]
struct Tallies(Vec<Tally>);

impl Tallies {
    /// Counts a row against what was there before; says whether it must be written.
    fn count<T: PartialEq>(&mut self, file: &'static str, before: Option<&T>, after: &T) -> bool {
        let place = self.0.iter().position(|tally| tally.file == file).unwrap_or_else(|| {
            self.0.push(Tally {
                file,
                ..Tally::default()
            });
            self.0.len() - 1
        });
        let tally = &mut self.0[place];
        match before {
            None => tally.new += 1,
            Some(before) if before == after => tally.unchanged += 1,
            Some(_) => tally.changed += 1,
        }
        before != Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogues_that_come_with_the_program_are_without_fault() {
        assert_eq!(Catalogue::embedded().unwrap().rows.provisions.len(), 51);
        assert_eq!(Catalogue::sample().unwrap().rows.provisions.len(), 9);
    }
}
