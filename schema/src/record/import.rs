//! Takes another body's register in: reads it, looks at all of it, compares it with what is here, and writes what differs,
//! in one transaction. The rows lie in temporary tables meanwhile; this process holds a few hundred of them at a time.

use super::catalogue;
use super::cleaning::Cleaner;
use super::drafting::{Drafted, Drafter, Drafts};
use super::faults::{ImportFault, ImportFaultCode};
use super::mapping::{ChangedHere, Mapping, Missing, Quiet};
use super::reading::{Input, Sheet};
use super::report::{Difference, ImportProgress, ImportReport, Reasoned, Tally};
use crate::actor::*;
use crate::{Connection, Db, Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Date, Integer, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::mpsc;

/// Rows looked at before the rest: if most of these have one fault, it is the file's or the mapping's.
pub const FIRST_ROWS: u32 = 200;
/// With more rows at fault than this the rest is not read.
pub const REJECTED_MAX: usize = 10_000;
const BATCH: usize = 400;
const STRETCH: i64 = 2_000;

/// A register's file to be taken in.
#[derive(Clone, Debug)]
pub struct Import {
    pub mapping: Mapping,
    pub input: Input,
    /// Day on which the source was as the file says; else from the file's name, where the mapping says how.
    pub seen_on: Option<NaiveDate>,
    /// Everything is done and undone again.
    pub is_rehearsal: bool,
    /// Who asked for it.
    pub account: Option<AccountId>,
}

/// Imports a file, or tries it out. Rows at fault are told and left out; the rest is taken, in one transaction.
pub async fn import(
    db: &Db,
    now: DateTime<Utc>,
    import: &Import,
    progress: impl Fn(ImportProgress) + Send + Sync,
) -> Result<ImportReport> {
    let mut report = ImportReport::of(import);
    report.seen_on = match day_of(import) {
        Ok(day) => day,
        Err(fault) => return Ok(refused(report, fault)),
    };
    let work = async |conn: &mut Connection| run(conn, now, import, report, &progress).await;
    if import.is_rehearsal {
        db.rehearsal("import", work).await
    } else {
        db.platform("import", work).await
    }
}

/// Imports within a transaction that is there already.
pub(super) async fn run(
    conn: &mut Connection,
    now: DateTime<Utc>,
    import: &Import,
    mut report: ImportReport,
    progress: &(impl Fn(ImportProgress) + Send + Sync),
) -> Result<ImportReport> {
    if let Some(fault) = begin(conn, now, import, report.seen_on).await? {
        return Ok(refused(report, fault));
    }
    catalogue::add_missing(conn, now, &import.mapping).await?;
    load(conn, now, import, &mut report, progress).await?;
    if report.refusal.is_some() {
        return Ok(report);
    }
    conn.batch_execute(include_str!("sql/check.sql")).await?;
    conn.batch_execute(include_str!("sql/compare.sql")).await?;
    gather_faults(conn, &import.mapping, &mut report).await?;
    if let Some(fault) = too_many_missing(conn, import, &report).await? {
        return Ok(refused(report, fault));
    }
    if let Some(fault) = systemic(&report) {
        return Ok(refused(report, fault));
    }
    let is_partial = report.rejected > 0;
    if is_partial {
        // Who knows whether what seems missing is among the rows at fault.
        conn.batch_execute("update import_run set is_withdrawing = false")
            .await?;
    }
    write(conn, &report, progress).await?;
    tell(conn, &mut report).await?;
    finish(conn, &report).await?;
    Ok(report)
}

fn refused(report: ImportReport, fault: ImportFault) -> ImportReport {
    ImportReport {
        refusal: Some(fault),
        ..report
    }
}

fn day_of(import: &Import) -> Result<Option<NaiveDate>, ImportFault> {
    let Some(snapshot) = &import.mapping.rules.snapshot else {
        return Ok(import.seen_on);
    };
    let name = import.input.name();
    let named = snapshot
        .day_in_file_name
        .as_ref()
        .and_then(|pattern| pattern.0.captures(&name)?.get(1)?.as_str().parse().ok());
    match import.seen_on.or(named) {
        None if snapshot.day_in_file_name.is_some() => {
            Err(ImportFault::file(ImportFaultCode::UnknownDay).showing(&name))
        }
        day => Ok(day),
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Jsonb)]
    found: Value,
}

async fn ask<T: serde::de::DeserializeOwned>(conn: &mut Connection, question: &str) -> Result<T> {
    let found: Found = diesel::sql_query(format!("select {question} as found"))
        .get_result(conn)
        .await?;
    serde_json::from_value(found.found).map_err(Error::internal)
}

/// Makes the tables and notes what is to be done; or says why this import may not begin.
async fn begin(
    conn: &mut Connection,
    now: DateTime<Utc>,
    import: &Import,
    seen_on: Option<NaiveDate>,
) -> Result<Option<ImportFault>> {
    let rules = &import.mapping.rules;
    #[derive(QueryableByName)]
    struct Free {
        #[diesel(sql_type = Bool)]
        is_free: bool,
        #[diesel(sql_type = Nullable<Date>)]
        newest: Option<NaiveDate>,
    }
    let free: Free = diesel::sql_query(
        "select pg_try_advisory_xact_lock(2031, hashtext($1)) as is_free,
           (select max(seen_on) from imports where source = $1) as newest",
    )
    .bind::<Text, _>(&rules.source)
    .get_result(conn)
    .await?;
    if !free.is_free {
        return Ok(Some(
            ImportFault::file(ImportFaultCode::UnderWay).showing(&rules.source),
        ));
    }
    if let (Some(seen_on), Some(newest), Some(_)) = (seen_on, free.newest, &rules.snapshot)
        && seen_on < newest
    {
        let fault = ImportFault::file(ImportFaultCode::OlderSnapshot).showing(&seen_on.to_string());
        return Ok(Some(fault.with("newest", newest)));
    }
    conn.batch_execute(include_str!("sql/stage.sql")).await?;
    let commitment = &rules.commitment;
    let snapshot = rules.snapshot.as_ref();
    let mut quiet = commitment.quiet.iter().map(|quiet| path(*quiet));
    let digest = import.input.digest().map_err(Error::internal)?;
    diesel::sql_query(
        "insert into import_run values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
    )
    .bind::<Text, _>(&rules.source)
    .bind::<Text, _>(&rules.title)
    .bind::<Text, _>(&rules.credit)
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Date>, _>(seen_on)
    .bind::<Bool, _>(commitment.register.is_some())
    .bind::<Bool, _>(commitment.merge)
    .bind::<Bool, _>(snapshot.is_some())
    .bind::<Bool, _>(commitment.changed_here == ChangedHere::Overwrite)
    .bind::<Bool, _>(commitment.successor.is_some())
    .bind::<Bool, _>(snapshot.is_some_and(|snapshot| snapshot.missing == Missing::Withdraw))
    .bind::<Integer, _>(snapshot.map_or(100, |snapshot| snapshot.missing_at_most_percent))
    .bind::<Text, _>(snapshot.map_or("", |snapshot| &snapshot.missing_note))
    .bind::<Bool, _>(rules.sample)
    .bind::<Array<Text>, _>(quiet.next().unwrap_or_default())
    .bind::<Array<Text>, _>(quiet.next().unwrap_or_default())
    .bind::<Array<Text>, _>(quiet.next().unwrap_or_default())
    .bind::<diesel::sql_types::Uuid, _>(ImportId::new())
    .bind::<Text, _>(import.input.name())
    .bind::<Binary, _>(digest.as_slice())
    .bind::<Binary, _>(import.mapping.digest.as_slice())
    .bind::<Nullable<diesel::sql_types::Uuid>, _>(import.account)
    .execute(conn)
    .await?;
    Ok(None)
}

fn path(quiet: Quiet) -> Vec<&'static str> {
    quiet.path().to_vec()
}

/// Drafts of some hundred rows, as the database takes them.
struct Batch {
    rows: u32,
    tables: [(&'static str, String); 4],
}

/// What the reading of a file came to.
#[derive(Default)]
struct ReadingDone {
    refusal: Option<ImportFault>,
    rows: u32,
    ignored: BTreeMap<usize, u32>,
    mended: BTreeMap<usize, u32>,
    faults: Vec<ImportFault>,
    rejected: Vec<(u32, Vec<String>)>,
    unused_columns: Vec<String>,
}

/// Reads the file on a thread of its own and puts its drafts into the tables.
async fn load(
    conn: &mut Connection,
    now: DateTime<Utc>,
    import: &Import,
    report: &mut ImportReport,
    progress: &(impl Fn(ImportProgress) + Send + Sync),
) -> Result<()> {
    let (sender, mut batches) = mpsc::channel::<Batch>(2);
    let (mapping, input) = (import.mapping.clone(), import.input.clone());
    let today = report.seen_on.unwrap_or_default().max(now.date_naive());
    let reading = tokio::task::spawn_blocking(move || read(&mapping, &input, today, &sender));
    while let Some(batch) = batches.recv().await {
        for (table, drafts) in &batch.tables {
            if drafts != "[]" {
                diesel::sql_query(format!(
                    "insert into {table} select * from jsonb_populate_recordset(null::{table}, $1::jsonb)"
                ))
                .bind::<Text, _>(drafts)
                .execute(conn)
                .await?;
            }
        }
        progress(ImportProgress {
            rows: batch.rows,
            ..ImportProgress::default()
        });
    }
    let done = reading.await.map_err(Error::internal)?;
    progress(ImportProgress {
        rows: done.rows,
        ..ImportProgress::default()
    });
    let rules = &import.mapping.rules;
    report.rows = done.rows;
    report.refusal = done.refusal;
    report.unused_columns = done.unused_columns;
    report.ignored = done
        .ignored
        .into_iter()
        .map(|(rule, rows)| Reasoned {
            reason: rules.ignore[rule].reason.clone(),
            rows,
        })
        .collect();
    let mended = done.mended.into_iter().map(|(rule, rows)| Reasoned {
        reason: rules.mend[rule].reason.clone(),
        rows,
    });
    report.mended = mended.filter(|mended| !mended.reason.is_empty()).collect();
    report.faults = done.faults;
    if !done.rejected.is_empty() {
        #[derive(Serialize)]
        struct Rejected<'r> {
            row: u32,
            key: Option<&'r String>,
        }
        let rejected = done.rejected.iter().flat_map(|(row, keys)| {
            let keys: Vec<Option<&String>> = if keys.is_empty() {
                vec![None]
            } else {
                keys.iter().map(Some).collect()
            };
            keys.into_iter().map(|key| Rejected { row: *row, key })
        });
        let json = serde_json::to_string(&rejected.collect::<Vec<_>>()).map_err(Error::internal)?;
        diesel::sql_query(
            "insert into import_rejected select * from jsonb_populate_recordset(null::import_rejected, $1::jsonb)",
        )
        .bind::<Text, _>(json)
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Reads rows and sends their drafts; runs outside the async threads.
fn read(mapping: &Mapping, input: &Input, today: NaiveDate, sender: &mpsc::Sender<Batch>) -> ReadingDone {
    let mut done = ReadingDone::default();
    let opened = Sheet::open(input, mapping)
        .and_then(|sheet| Ok((Cleaner::new(mapping, &sheet.header, &sheet.places, input)?, sheet)));
    let (cleaner, mut sheet) = match opened {
        Ok(opened) => opened,
        Err(mut faults) => {
            done.refusal = Some(faults[0].clone());
            done.faults.append(&mut faults);
            return done;
        }
    };
    done.unused_columns = sheet
        .header
        .iter()
        .enumerate()
        .filter(|(place, name)| !name.trim().is_empty() && !sheet.places.iter().any(|(_, known)| known == place))
        .map(|(_, name)| super::faults::shortened(name.trim()))
        .collect();
    let width = sheet.header.len();
    let mut drafter = Drafter {
        mapping,
        cleaner,
        today,
        seq: 0,
    };
    let mut waiting = Drafts::default();
    loop {
        let row = match sheet.next() {
            Ok(Some(row)) => row,
            Ok(None) => break,
            Err(fault) => {
                done.refusal = Some(fault);
                return done;
            }
        };
        done.rows += 1;
        let drafted = if row.cells.len() == width {
            drafter.draft(&row)
        } else {
            let fault = ImportFault::file(ImportFaultCode::Ragged).at(row.row, row.line);
            Drafted::Faulty(
                vec![fault.with("found", row.cells.len()).with("expected", width)],
                vec![],
            )
        };
        match drafted {
            Drafted::Drafts(mut drafts) => {
                drafts
                    .mended
                    .iter()
                    .for_each(|rule| *done.mended.entry(*rule).or_default() += 1);
                waiting.participants.append(&mut drafts.participants);
                waiting.commitments.append(&mut drafts.commitments);
                waiting.documents.append(&mut drafts.documents);
                waiting.updates.append(&mut drafts.updates);
            }
            Drafted::Ignored(rule) => *done.ignored.entry(rule).or_default() += 1,
            Drafted::Faulty(mut faults, keys) => {
                done.faults.append(&mut faults);
                done.rejected.push((row.row, keys));
            }
        }
        if let Some(refusal) = hopeless(&done) {
            done.refusal = Some(refusal);
            return done;
        }
        if waiting.commitments.len() + waiting.updates.len() >= BATCH && !send(sender, &mut waiting, done.rows) {
            return done;
        }
    }
    if done.rows == 0 {
        done.refusal = Some(ImportFault::file(ImportFaultCode::NoRows));
    } else {
        send(sender, &mut waiting, done.rows);
    }
    done
}

/// Hands drafts over; false once nobody takes them any more.
fn send(sender: &mpsc::Sender<Batch>, waiting: &mut Drafts, rows: u32) -> bool {
    let drafts = std::mem::take(waiting);
    // Drafts are made of texts and numbers; writing them as JSON cannot fail.
    let json = |result: serde_json::Result<String>| result.unwrap_or_else(|_| "[]".to_owned());
    let tables = [
        ("import_participants", json(serde_json::to_string(&drafts.participants))),
        ("import_commitments", json(serde_json::to_string(&drafts.commitments))),
        ("import_documents", json(serde_json::to_string(&drafts.documents))),
        ("import_updates", json(serde_json::to_string(&drafts.updates))),
    ];
    sender.blocking_send(Batch { rows, tables }).is_ok()
}

/// Whether so much is wrong that reading on would tell nothing new.
fn hopeless(done: &ReadingDone) -> Option<ImportFault> {
    if done.rejected.len() > REJECTED_MAX {
        return Some(ImportFault::file(ImportFaultCode::TooManyFaults).with("max", REJECTED_MAX));
    }
    if done.rows != FIRST_ROWS {
        return None;
    }
    let mut rows: BTreeMap<(ImportFaultCode, &str), BTreeSet<Option<u32>>> = BTreeMap::new();
    for fault in &done.faults {
        rows.entry((fault.code, &fault.column)).or_default().insert(fault.row);
    }
    let ((code, column), most) = rows.into_iter().max_by_key(|(_, rows)| rows.len())?;
    let is_most = most.len() * 2 >= FIRST_ROWS as usize;
    is_most.then(|| {
        let fault = ImportFault::cell(column, "", ImportFaultCode::Systemic);
        fault
            .with("fault", code)
            .with("rows", most.len())
            .with("of", FIRST_ROWS)
    })
}

/// Most rows have one fault: what the file leans on is not here, and the few that remain are no register.
fn systemic(report: &ImportReport) -> Option<ImportFault> {
    if report.rows < FIRST_ROWS || u64::from(report.rejected) * 2 < u64::from(report.rows) {
        return None;
    }
    let mut rows: BTreeMap<(ImportFaultCode, &str), usize> = BTreeMap::new();
    for fault in &report.faults {
        *rows.entry((fault.code, &fault.column)).or_default() += 1;
    }
    let ((code, column), _) = rows.into_iter().max_by_key(|(_, rows)| *rows)?;
    let fault = ImportFault::cell(column, "", ImportFaultCode::Systemic);
    Some(
        fault
            .with("fault", code)
            .with("rows", report.rejected)
            .with("of", report.rows),
    )
}

/// Takes the faults that only all rows together show; the database does not know how the file heads its columns.
async fn gather_faults(conn: &mut Connection, mapping: &Mapping, report: &mut ImportReport) -> Result<()> {
    #[derive(serde::Deserialize)]
    struct Row {
        row: u32,
        line: u32,
        column: String,
        value: String,
        code: ImportFaultCode,
        parameters: BTreeMap<String, String>,
    }
    let question = format!(
        "coalesce((select jsonb_agg(f order by f.row, f.code) from (select * from import_faults order by \"row\", code limit {REJECTED_MAX}) as f), '[]')"
    );
    let rows: Vec<Row> = ask(conn, &question).await?;
    let commitment = &mapping.rules.commitment;
    let register = commitment.register.as_ref();
    let first = |templates: &[super::template::Template]| {
        templates
            .iter()
            .flat_map(super::template::Template::columns)
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    for row in rows {
        let column = match row.code {
            ImportFaultCode::UnknownProvision => first(&commitment.provisions),
            ImportFaultCode::UnknownCountry => {
                let countries = mapping.rules.participant.iter().map(|rule| rule.country.column());
                countries
                    .into_iter()
                    .find(|column| !column.is_empty())
                    .unwrap_or_default()
                    .to_owned()
            }
            ImportFaultCode::UnknownValue => commitment.cycle.column().to_owned(),
            ImportFaultCode::AudienceIncomplete => commitment.audience.column().to_owned(),
            ImportFaultCode::Duplicate | ImportFaultCode::TogetherWith => match register {
                Some(register) => register.id.column().to_owned(),
                None => first(std::slice::from_ref(&commitment.external_id)),
            },
            ImportFaultCode::ReferenceMismatch => register
                .map(|register| register.reference.column())
                .unwrap_or_default()
                .to_owned(),
            ImportFaultCode::Stale => register
                .map(|register| register.version.column())
                .unwrap_or_default()
                .to_owned(),
            _ => row.column,
        };
        let mut fault = ImportFault::cell(&column, &row.value, row.code).at(row.row, row.line);
        fault.parameters = row.parameters;
        report.faults.push(fault);
    }
    report.faults.sort_by_key(|fault| fault.row);
    report.rejected = ask(
        conn,
        "to_jsonb((select count(distinct \"row\") from (select \"row\" from import_rejected union select \"row\" from import_faults) as r))",
    )
    .await?;
    Ok(())
}

async fn too_many_missing(
    conn: &mut Connection,
    import: &Import,
    report: &ImportReport,
) -> Result<Option<ImportFault>> {
    let Some(snapshot) = import
        .mapping
        .rules
        .snapshot
        .as_ref()
        .filter(|snapshot| snapshot.missing == Missing::Withdraw)
    else {
        return Ok(None);
    };
    if report.rejected > 0 {
        return Ok(None);
    }
    let (missing, listed): (i64, i64) = ask(
        conn,
        "jsonb_build_array((select count(*) from import_missing),
           (select count(*) from commitments where external_source = (select source from import_run) and status <> 'withdrawn'))",
    )
    .await?;
    let is_too_many = missing * 100 > listed * i64::from(snapshot.missing_at_most_percent);
    Ok(is_too_many.then(|| {
        let fault = ImportFault::file(ImportFaultCode::TooManyMissing);
        fault
            .with("missing", missing)
            .with("listed", listed)
            .with("max", snapshot.missing_at_most_percent)
    }))
}

/// Participants, then new commitments by stretches, then all the rest.
async fn write(
    conn: &mut Connection,
    report: &ImportReport,
    progress: &(impl Fn(ImportProgress) + Send + Sync),
) -> Result<()> {
    conn.batch_execute(include_str!("sql/participants.sql")).await?;
    let (last, to_write): (i64, u32) = ask(
        conn,
        "(select jsonb_build_array(coalesce(max(seq), 0), count(*)) from import_records where state = 'new')",
    )
    .await?;
    let mut written = 0;
    for from in (0..last).step_by(STRETCH as usize) {
        written += diesel::sql_query(include_str!("sql/insert.sql"))
            .bind::<BigInt, _>(from)
            .bind::<BigInt, _>(from + STRETCH)
            .execute(conn)
            .await?;
        progress(ImportProgress {
            rows: report.rows,
            written: u32::try_from(written).unwrap_or(u32::MAX),
            to_write,
        });
    }
    conn.batch_execute(include_str!("sql/updates.sql")).await?;
    conn.batch_execute(include_str!("sql/apply.sql")).await?;
    Ok(())
}

/// Counts what was done.
async fn tell(conn: &mut Connection, report: &mut ImportReport) -> Result<()> {
    let by_state = |table: &str| {
        format!(
            "(select coalesce(jsonb_object_agg(state, n), '{{}}') from (select state, count(*) as n from {table} group by state) as s)"
        )
    };
    report.commitments = ask::<Tally>(conn, &by_state("import_records")).await?;
    report.updates = ask::<Tally>(conn, &by_state("import_changes")).await?;
    report.participants = ask::<Tally>(conn, &by_state("import_keys where state in ('new', 'changed')")).await?;
    report.documents = ask::<Tally>(conn, &by_state("import_links")).await?;
    report.missing = ask(conn, "to_jsonb((select count(*) from import_missing))").await?;
    report.differences = ask::<Vec<Difference>>(
        conn,
        "coalesce((select jsonb_agg(d) from (
           select * from (
             select r.state, c.external_id, c.reference, r.differing as fields
               from import_records as r join commitments as c on c.id = r.commitment_id where r.state in ('changed', 'kept')
             union all select 'missing', external_id, reference, '{}' from import_missing) as all_of_them
           order by state, external_id collate \"C\", reference limit 200) as d), '[]')",
    )
    .await?;
    Ok(())
}

async fn finish(conn: &mut Connection, report: &ImportReport) -> Result<()> {
    let has_written = diesel::sql_query(include_str!("sql/finish.sql"))
        .bind::<Integer, _>(i32::try_from(report.rejected).unwrap_or(i32::MAX))
        .bind::<Bool, _>(report.has_effect())
        .execute(conn)
        .await?;
    if has_written > 0 {
        conn.batch_execute(include_str!("sql/told.sql")).await?;
    }
    Ok(())
}
