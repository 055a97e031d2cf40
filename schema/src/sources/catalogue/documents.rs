//! Loads themes, instruments and who cites and sponsors them, provisions and their links.

use super::Tallies;
use super::rows::{Provision, Rows};
use crate::actor::*;
use crate::tables::{instrument_citations, instrument_sponsors, instruments, provision_links, provisions, themes};
use crate::{Connection, Result, Texts};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

#[derive(PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = themes, check_for_backend(diesel::pg::Pg))]
struct ThemeRow {
    code: String,
    position: i32,
    name: Texts,
    description: Texts,
}

#[derive(PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = instruments, check_for_backend(diesel::pg::Pg))]
struct InstrumentRow {
    id: InstrumentId,
    symbol: String,
    body: String,
    year: i32,
    dated_on: Option<NaiveDate>,
    status: String,
    title: Texts,
    note: String,
    is_sample: bool,
}

#[derive(PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = instrument_citations, check_for_backend(diesel::pg::Pg))]
struct CitationRow {
    instrument_id: InstrumentId,
    cited_by_id: InstrumentId,
    relation: String,
    at: String,
    edition: String,
    is_struck: bool,
    note: String,
}

#[derive(PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = provisions, check_for_backend(diesel::pg::Pg))]
struct ProvisionRow {
    id: ProvisionId,
    instrument_id: InstrumentId,
    reference: String,
    parent_id: Option<ProvisionId>,
    position: i32,
    section: String,
    paragraph: String,
    addressee: String,
    theme: String,
    kind: String,
    title: Texts,
    summary: Texts,
    is_sample: bool,
}

/// Loads them all, marked as sample data if they are.
pub(super) async fn write(
    conn: &mut Connection,
    rows: &Rows,
    participants: &HashMap<String, ParticipantId>,
    is_sample: bool,
    tallies: &mut Tallies,
) -> Result<()> {
    write_themes(conn, rows, tallies).await?;
    let instruments = write_instruments(conn, rows, is_sample, tallies).await?;
    write_sponsors(conn, rows, participants, &instruments).await?;
    write_citations(conn, rows, &instruments, tallies).await?;
    let provisions = write_provisions(conn, rows, &instruments, is_sample, tallies).await?;
    write_links(conn, rows, &provisions, tallies).await
}

async fn write_themes(conn: &mut Connection, rows: &Rows, tallies: &mut Tallies) -> Result<()> {
    let known: Vec<ThemeRow> = themes::table.select(ThemeRow::as_select()).load(conn).await?;
    let given = rows.themes.iter().map(|theme| ThemeRow {
        code: theme.code.clone(),
        position: theme.position,
        name: theme.name.clone(),
        description: theme.description.clone(),
    });
    let wanted: Vec<ThemeRow> = given
        .filter(|row| tallies.count("themes.csv", known.iter().find(|known| known.code == row.code), row))
        .collect();
    diesel::insert_into(themes::table)
        .values(wanted)
        .on_conflict(themes::code)
        .do_update()
        .set((
            themes::position.eq(excluded(themes::position)),
            themes::name.eq(excluded(themes::name)),
            themes::description.eq(excluded(themes::description)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

async fn write_instruments(
    conn: &mut Connection,
    rows: &Rows,
    is_sample: bool,
    tallies: &mut Tallies,
) -> Result<HashMap<String, InstrumentId>> {
    let known: Vec<InstrumentRow> = instruments::table.select(InstrumentRow::as_select()).load(conn).await?;
    let mut ids = HashMap::new();
    let mut wanted = vec![];
    for instrument in &rows.instruments {
        let before = known.iter().find(|row| row.symbol == instrument.symbol);
        let row = InstrumentRow {
            id: before.map_or_else(InstrumentId::new, |row| row.id),
            symbol: instrument.symbol.clone(),
            body: instrument.body.clone(),
            year: instrument.year,
            dated_on: instrument.dated_on,
            status: instrument.status.to_owned(),
            title: instrument.title.clone(),
            note: instrument.note.clone(),
            is_sample,
        };
        ids.insert(row.symbol.clone(), row.id);
        if tallies.count("instruments.csv", before, &row) {
            wanted.push(row);
        }
    }
    diesel::insert_into(instruments::table)
        .values(wanted)
        .on_conflict(instruments::id)
        .do_update()
        .set((
            instruments::body.eq(excluded(instruments::body)),
            instruments::year.eq(excluded(instruments::year)),
            instruments::dated_on.eq(excluded(instruments::dated_on)),
            instruments::status.eq(excluded(instruments::status)),
            instruments::title.eq(excluded(instruments::title)),
            instruments::note.eq(excluded(instruments::note)),
            instruments::is_sample.eq(excluded(instruments::is_sample)),
        ))
        .execute(conn)
        .await?;
    Ok(ids)
}

async fn write_sponsors(
    conn: &mut Connection,
    rows: &Rows,
    participants: &HashMap<String, ParticipantId>,
    instruments: &HashMap<String, InstrumentId>,
) -> Result<()> {
    let wanted: Vec<_> = rows
        .instruments
        .iter()
        .flat_map(|instrument| {
            instrument
                .sponsors
                .iter()
                .map(|sponsor| (instruments[&instrument.symbol], participants[sponsor]))
        })
        .map(|(instrument, sponsor)| {
            (
                instrument_sponsors::instrument_id.eq(instrument),
                instrument_sponsors::participant_id.eq(sponsor),
            )
        })
        .collect();
    diesel::insert_into(instrument_sponsors::table)
        .values(wanted)
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

async fn write_citations(
    conn: &mut Connection,
    rows: &Rows,
    instruments: &HashMap<String, InstrumentId>,
    tallies: &mut Tallies,
) -> Result<()> {
    let known: Vec<CitationRow> = instrument_citations::table
        .select(CitationRow::as_select())
        .load(conn)
        .await?;
    let known: HashMap<_, &CitationRow> = known
        .iter()
        .map(|row| ((row.instrument_id, row.cited_by_id, row.at.as_str()), row))
        .collect();
    let given = rows.citations.iter().map(|citation| CitationRow {
        instrument_id: instruments[&citation.to],
        cited_by_id: instruments[&citation.from],
        relation: citation.relation.clone(),
        at: citation.at.clone(),
        edition: citation.edition.clone(),
        is_struck: citation.is_struck,
        note: citation.note.clone(),
    });
    let wanted: Vec<CitationRow> = given
        .filter(|row| {
            let before = known
                .get(&(row.instrument_id, row.cited_by_id, row.at.as_str()))
                .copied();
            tallies.count("instrument_links.csv", before, row)
        })
        .collect();
    diesel::insert_into(instrument_citations::table)
        .values(wanted)
        .on_conflict((
            instrument_citations::instrument_id,
            instrument_citations::cited_by_id,
            instrument_citations::at,
        ))
        .do_update()
        .set((
            instrument_citations::relation.eq(excluded(instrument_citations::relation)),
            instrument_citations::edition.eq(excluded(instrument_citations::edition)),
            instrument_citations::is_struck.eq(excluded(instrument_citations::is_struck)),
            instrument_citations::note.eq(excluded(instrument_citations::note)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

async fn write_provisions(
    conn: &mut Connection,
    rows: &Rows,
    instruments: &HashMap<String, InstrumentId>,
    is_sample: bool,
    tallies: &mut Tallies,
) -> Result<HashMap<String, ProvisionId>> {
    let known: Vec<ProvisionRow> = provisions::table.select(ProvisionRow::as_select()).load(conn).await?;
    let known: HashMap<&str, &ProvisionRow> = known.iter().map(|row| (row.reference.as_str(), row)).collect();
    let ids: HashMap<String, ProvisionId> = rows
        .provisions
        .iter()
        .map(|row| &row.reference)
        .map(|reference| {
            (
                reference.clone(),
                known
                    .get(reference.as_str())
                    .map_or_else(ProvisionId::new, |row| row.id),
            )
        })
        .collect();
    let row = |provision: &Provision| ProvisionRow {
        id: ids[&provision.reference],
        instrument_id: instruments[&provision.instrument],
        reference: provision.reference.clone(),
        parent_id: provision.parent.as_ref().map(|parent| ids[parent]),
        position: provision.position,
        section: provision.section.clone(),
        paragraph: provision.paragraph.clone(),
        addressee: provision.addressee.clone(),
        theme: provision.theme.clone(),
        kind: provision.kind.to_owned(),
        title: provision.title.clone(),
        summary: provision.summary.clone(),
        is_sample,
    };
    let wanted: Vec<ProvisionRow> = rows
        .provisions
        .iter()
        .map(row)
        .filter(|row| tallies.count("provisions.csv", known.get(row.reference.as_str()).copied(), row))
        .collect();
    diesel::insert_into(provisions::table)
        .values(wanted)
        .on_conflict(provisions::id)
        .do_update()
        .set((
            provisions::instrument_id.eq(excluded(provisions::instrument_id)),
            provisions::parent_id.eq(excluded(provisions::parent_id)),
            provisions::position.eq(excluded(provisions::position)),
            provisions::section.eq(excluded(provisions::section)),
            provisions::paragraph.eq(excluded(provisions::paragraph)),
            provisions::addressee.eq(excluded(provisions::addressee)),
            provisions::theme.eq(excluded(provisions::theme)),
            provisions::kind.eq(excluded(provisions::kind)),
            provisions::title.eq(excluded(provisions::title)),
            provisions::summary.eq(excluded(provisions::summary)),
            provisions::is_sample.eq(excluded(provisions::is_sample)),
        ))
        .execute(conn)
        .await?;
    Ok(ids)
}

async fn write_links(
    conn: &mut Connection,
    rows: &Rows,
    provisions: &HashMap<String, ProvisionId>,
    tallies: &mut Tallies,
) -> Result<()> {
    type Known = (ProvisionId, ProvisionId, String);
    let known: HashSet<Known> = provision_links::table
        .select((
            provision_links::from_id,
            provision_links::to_id,
            provision_links::relation,
        ))
        .load::<Known>(conn)
        .await?
        .into_iter()
        .collect();
    let given = rows
        .links
        .iter()
        .map(|link| (provisions[&link.from], provisions[&link.to], link.relation.to_owned()));
    let wanted: Vec<_> = given
        .filter(|link| tallies.count("provision_links.csv", known.get(link), link))
        .map(|(from, to, relation)| {
            (
                provision_links::from_id.eq(from),
                provision_links::to_id.eq(to),
                provision_links::relation.eq(relation),
            )
        })
        .collect();
    diesel::insert_into(provision_links::table)
        .values(wanted)
        .execute(conn)
        .await?;
    Ok(())
}
