//! Documents and clauses that a register's records refer to, added where the register has none such: what a mapping needs
//! to be usable on a register of another field. Entries that are there are never changed; the catalogue's loader does that.

use super::mapping::Mapping;
use crate::actor::*;
use crate::directory::{ParticipantKind, sort_key};
use crate::tables::{instruments, participants, provisions, themes};
use crate::{Connection, Error, Language, Result, Texts};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

type Entry = HashMap<String, String>;

/// The rows of a file in the catalogue's form.
fn entries(mapping: &Mapping, file: Option<&String>) -> Result<Vec<Entry>> {
    let Some(bytes) = file.and_then(|name| mapping.files.get(name)) else {
        return Ok(vec![]);
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    csv::Reader::from_reader(bytes)
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(Error::internal)
}

fn cell<'e>(entry: &'e Entry, column: &str) -> &'e str {
    entry.get(column).map_or("", String::as_str)
}

fn texts(entry: &Entry, stem: &str) -> Texts {
    let texts = Language::ALL.iter().map(|language| {
        (
            *language,
            cell(entry, &format!("{stem}_{}", language.code())).to_owned(),
        )
    });
    Texts(texts.filter(|(_, text)| !text.is_empty()).collect())
}

pub(super) async fn add_missing(conn: &mut Connection, now: DateTime<Utc>, mapping: &Mapping) -> Result<()> {
    let files = &mapping.rules.catalogue;
    for state in entries(mapping, files.states.as_ref())? {
        diesel::insert_into(participants::table)
            .values((
                participants::id.eq(ParticipantId::new()),
                participants::kind.eq(ParticipantKind::NonMemberState),
                participants::code.eq(cell(&state, "iso3")),
                participants::name.eq(texts(&state, "name")),
                participants::sort_key.eq(sort_key(ParticipantKind::NonMemberState, cell(&state, "name_en"))),
                participants::iso2.eq(cell(&state, "iso2")),
                participants::m49.eq(cell(&state, "m49")),
                participants::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
    }
    for theme in entries(mapping, files.themes.as_ref())? {
        diesel::insert_into(themes::table)
            .values((
                themes::code.eq(cell(&theme, "code")),
                themes::position.eq(cell(&theme, "position").parse().unwrap_or(99)),
                themes::name.eq(texts(&theme, "name")),
                themes::description.eq(texts(&theme, "description")),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
    }
    let is_sample = mapping.rules.sample;
    for instrument in entries(mapping, files.instruments.as_ref())? {
        let symbol = cell(&instrument, "symbol");
        diesel::insert_into(instruments::table)
            .values((
                instruments::id.eq(InstrumentId::new()),
                instruments::symbol.eq(symbol),
                instruments::body.eq(cell(&instrument, "body")),
                instruments::year.eq(cell(&instrument, "dated_on")
                    .get(..4)
                    .and_then(|year| year.parse().ok())
                    .unwrap_or(0)),
                instruments::dated_on.eq(cell(&instrument, "dated_on").parse::<NaiveDate>().ok()),
                instruments::status.eq(cell(&instrument, "status")),
                instruments::title.eq(texts(&instrument, "title")),
                instruments::note.eq(cell(&instrument, "note")),
                instruments::is_sample.eq(is_sample),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        no_longer_sample(conn, symbol, is_sample).await?;
    }
    for provision in entries(mapping, files.provisions.as_ref())? {
        let instrument: InstrumentId = instruments::table
            .filter(instruments::symbol.eq(cell(&provision, "instrument")))
            .select(instruments::id)
            .first(conn)
            .await?;
        let parent: Option<ProvisionId> = provisions::table
            .filter(provisions::reference.eq(cell(&provision, "parent_reference")))
            .select(provisions::id)
            .first(conn)
            .await
            .optional()?;
        diesel::insert_into(provisions::table)
            .values((
                provisions::id.eq(ProvisionId::new()),
                provisions::instrument_id.eq(instrument),
                provisions::reference.eq(cell(&provision, "reference")),
                provisions::parent_id.eq(parent),
                provisions::position.eq(cell(&provision, "position").parse().unwrap_or(1)),
                provisions::section.eq(cell(&provision, "section")),
                provisions::paragraph.eq(cell(&provision, "paragraph")),
                provisions::addressee.eq(cell(&provision, "addressee")),
                provisions::theme.eq(cell(&provision, "theme")),
                provisions::kind.eq(cell(&provision, "kind")),
                provisions::title.eq(texts(&provision, "title")),
                provisions::summary.eq(texts(&provision, "summary")),
                provisions::is_sample.eq(is_sample),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// What came as sample data is taken up by the whole register it was a sample of.
async fn no_longer_sample(conn: &mut Connection, symbol: &str, is_sample: bool) -> Result<()> {
    if is_sample {
        return Ok(());
    }
    let id: InstrumentId = instruments::table
        .filter(instruments::symbol.eq(symbol))
        .select(instruments::id)
        .first(conn)
        .await?;
    diesel::update(instruments::table.find(id).filter(instruments::is_sample))
        .set(instruments::is_sample.eq(false))
        .execute(conn)
        .await?;
    diesel::update(
        provisions::table
            .filter(provisions::instrument_id.eq(id))
            .filter(provisions::is_sample),
    )
    .set(provisions::is_sample.eq(false))
    .execute(conn)
    .await?;
    Ok(())
}
