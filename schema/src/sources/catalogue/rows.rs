//! The rows of a catalogue.

use super::spans::Given;
use crate::Texts;
use crate::directory::ParticipantKind;
use crate::tables::{reporting_cycles, reporting_periods};
use chrono::NaiveDate;
use diesel::prelude::*;

/// All rows of a catalogue.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub bodies: Vec<Body>,
    pub names: Vec<Named>,
    pub groups: Vec<InGroup>,
    pub memberships: Vec<Belongs>,
    pub suspensions: Vec<Belongs>,
    pub themes: Vec<Theme>,
    pub instruments: Vec<Instrument>,
    pub citations: Vec<Citation>,
    pub provisions: Vec<Provision>,
    pub links: Vec<Link>,
    pub cycles: Vec<Cycle>,
    pub periods: Vec<Period>,
}

/// After how many months without an update the reporting light changes.
#[derive(Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reporting_cycles, check_for_backend(diesel::pg::Pg))]
pub(super) struct Cycle {
    pub code: String,
    pub invited_after_months: i32,
    pub no_update_after_months: i32,
    pub inactive_after_months: i32,
}

/// A span that updates report on, and the day until which they are invited.
#[derive(Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reporting_periods, check_for_backend(diesel::pg::Pg))]
pub(super) struct Period {
    pub code: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// A State or organization.
#[derive(Debug)]
pub(super) struct Body {
    pub file: &'static str,
    pub code: String,
    pub kind: ParticipantKind,
    pub name: Texts,
    /// Short and common names, in whatever language.
    pub other_names: Vec<String>,
    pub sort_key: String,
    pub founded: Option<i32>,
    pub iso2: Option<String>,
    pub m49: Option<String>,
    pub tile: Option<(i32, i32)>,
    pub regional_group: Option<&'static str>,
    /// Symbols of the documents that name it.
    pub named_in: Vec<String>,
}

/// An earlier name.
#[derive(Debug)]
pub(super) struct Named {
    pub participant: String,
    pub from: Option<Given>,
    pub to: NaiveDate,
    pub name: Texts,
    pub note: String,
}

#[derive(Debug)]
pub(super) struct InGroup {
    pub state: String,
    pub group: &'static str,
    pub from: Option<Given>,
    pub to: Option<Given>,
    pub note: String,
}

/// A membership, or the suspension of one.
#[derive(Debug)]
pub(super) struct Belongs {
    pub line: u64,
    pub organization: String,
    pub state: String,
    pub from: Option<Given>,
    pub to: Option<Given>,
    pub note: String,
}

impl Belongs {
    pub fn lasted_during(&self, other: &Self) -> bool {
        self.organization == other.organization
            && self.state == other.state
            && self.to.zip(other.from).is_none_or(|(to, from)| from.first <= to.last)
            && self.from.zip(other.to).is_none_or(|(from, to)| from.first <= to.last)
    }
}

#[derive(Debug)]
pub(super) struct Theme {
    pub code: String,
    pub position: i32,
    pub name: Texts,
    pub description: Texts,
}

#[derive(Debug)]
pub(super) struct Instrument {
    pub symbol: String,
    pub body: String,
    pub year: i32,
    pub dated_on: Option<NaiveDate>,
    pub status: &'static str,
    pub sponsors: Vec<String>,
    pub title: Texts,
    pub note: String,
}

#[derive(Debug)]
pub(super) struct Citation {
    pub from: String,
    pub at: String,
    pub to: String,
    pub relation: String,
    pub edition: String,
    pub is_struck: bool,
    pub note: String,
}

#[derive(Debug)]
pub(super) struct Provision {
    pub reference: String,
    pub parent: Option<String>,
    pub instrument: String,
    pub position: i32,
    pub section: String,
    pub paragraph: String,
    pub addressee: String,
    pub theme: String,
    pub kind: &'static str,
    pub title: Texts,
    pub summary: Texts,
}

#[derive(Debug)]
pub(super) struct Link {
    pub from: String,
    pub to: String,
    pub relation: &'static str,
}
