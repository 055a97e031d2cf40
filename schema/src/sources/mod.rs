//! Instruments, their provisions, and the themes of the dialogue: what undertakings refer to.

pub mod catalogue;

use crate::actor::*;
use crate::tables::{instruments, provisions, themes};
use crate::{Connection, Result, Texts};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A document that States or bodies agreed, adopted, proposed or noted.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = instruments, check_for_backend(diesel::pg::Pg))]
pub struct Instrument {
    pub id: InstrumentId,
    pub symbol: String,
    pub body: String,
    pub year: i32,
    pub status: String,
    pub title: Texts,
    pub is_sample: bool,
}

/// One recommendation, or clause of one.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = provisions, check_for_backend(diesel::pg::Pg))]
pub struct Provision {
    pub id: ProvisionId,
    pub instrument_id: InstrumentId,
    /// Stable, for people and files: `A/68/98:26(c)`.
    pub reference: String,
    pub parent_id: Option<ProvisionId>,
    pub position: i32,
    pub section: String,
    pub paragraph: String,
    pub addressee: String,
    pub theme: String,
    pub kind: String,
    pub title: Texts,
    pub summary: Texts,
    pub is_sample: bool,
}

/// A subject of the dialogue.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = themes, primary_key(code), check_for_backend(diesel::pg::Pg))]
pub struct Theme {
    pub code: String,
    pub position: i32,
    pub name: Texts,
    pub description: Texts,
}

pub async fn themes(conn: &mut Connection) -> Result<Vec<Theme>> {
    Ok(themes::table
        .order((themes::position, themes::code))
        .select(Theme::as_select())
        .load(conn)
        .await?)
}

/// Those of a batch of codes; unknown ones are left out.
pub async fn themes_by_codes(conn: &mut Connection, codes: &[String]) -> Result<Vec<Theme>> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    Ok(themes::table
        .filter(themes::code.eq_any(codes))
        .select(Theme::as_select())
        .load(conn)
        .await?)
}

/// All instruments, oldest first: a short, closed list.
pub async fn instruments(conn: &mut Connection) -> Result<Vec<Instrument>> {
    Ok(instruments::table
        .order((instruments::year, instruments::symbol))
        .select(Instrument::as_select())
        .load(conn)
        .await?)
}

pub async fn instruments_by_ids(conn: &mut Connection, ids: &[InstrumentId]) -> Result<Vec<Instrument>> {
    Ok(instruments::table
        .filter(instruments::id.eq_any(ids))
        .select(Instrument::as_select())
        .load(conn)
        .await?)
}

pub async fn provision(conn: &mut Connection, id: ProvisionId) -> Result<Provision> {
    Ok(provisions::table
        .find(id)
        .select(Provision::as_select())
        .first(conn)
        .await?)
}

pub async fn provision_by_reference(conn: &mut Connection, reference: &str) -> Result<Provision> {
    Ok(provisions::table
        .filter(provisions::reference.eq(reference))
        .select(Provision::as_select())
        .first(conn)
        .await?)
}

/// Those of a batch of references; unknown ones are left out.
pub async fn provisions_by_references(conn: &mut Connection, references: &[String]) -> Result<Vec<Provision>> {
    if references.is_empty() {
        return Ok(vec![]);
    }
    Ok(provisions::table
        .filter(provisions::reference.eq_any(references))
        .select(Provision::as_select())
        .load(conn)
        .await?)
}

pub async fn provisions_by_ids(conn: &mut Connection, ids: &[ProvisionId]) -> Result<Vec<Provision>> {
    Ok(provisions::table
        .filter(provisions::id.eq_any(ids))
        .order(provisions::position)
        .select(Provision::as_select())
        .load(conn)
        .await?)
}

/// The provisions of an instrument (or of all), in the order of the document: a closed list.
pub async fn provisions(conn: &mut Connection, instrument: Option<InstrumentId>) -> Result<Vec<Provision>> {
    let mut query = provisions::table
        .inner_join(instruments::table)
        .select(Provision::as_select())
        .into_boxed();
    if let Some(instrument) = instrument {
        query = query.filter(provisions::instrument_id.eq(instrument));
    }
    Ok(query
        .order((instruments::year, instruments::symbol, provisions::position))
        .load(conn)
        .await?)
}
