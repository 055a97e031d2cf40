//! Alerts: somebody, who need not be known here, is told by e-mail when something is published that a search finds.
//!
//! An alert is *asked for* with an address, *confirmed* by a link that goes there, and *ends* by a link in each letter; with
//! it goes the address. Whoever asks is answered alike whatever is known of the address: what is done is decided
//! afterwards, by a worker.
//!
//! What is news is read from the audit: a record that became public in a change that was sealed since. Each change is
//! sealed once, by the first checkpoint after its commit, so that nothing is told twice and nothing passed over, however
//! long a transaction took. It is told as visitors may read it when the letter goes out.

mod asking;
mod telling;

pub use asking::*;
pub use telling::*;

use crate::actor::*;
use crate::commitments::CommitmentFilter;
use crate::tables::alerts;
use crate::{Connection, Language, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Alerts that one address may have.
pub const ALERTS_MAX: usize = 20;
/// Letters that ask one address for confirmation and are not answered yet; a stranger can cause no more of them within
/// [`UNCONFIRMED_WITHIN`].
pub const UNCONFIRMED_MAX: usize = 5;
pub const UNCONFIRMED_WITHIN: TimeDelta = TimeDelta::days(1);
/// Unconfirmed, an address is kept for so long.
pub const UNCONFIRMED_LASTS: TimeDelta = TimeDelta::days(7);
/// An address that was refused for good is kept for so long, so that it is not written to again meanwhile.
const SUSPENDED_LASTS: TimeDelta = TimeDelta::days(30);

/// A search as it is kept: where it leads, how it is asked, how it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Of the address of the list, in one order.
    pub query: String,
    pub filter: CommitmentFilter,
    /// In the reader's words.
    pub named: String,
}

/// Somebody wants to be told of a search.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = alerts, check_for_backend(diesel::pg::Pg))]
pub struct Alert {
    pub id: AlertId,
    pub address: String,
    pub language: Language,
    pub query: String,
    pub filter: CommitmentFilter,
    pub named: String,
    pub created_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub suspended_at: Option<DateTime<Utc>>,
    recorded_up_to: i64,
    told_up_to: Option<i64>,
    telling_up_to: Option<i64>,
    letter_id: Option<LetterId>,
    pub in_doubt_on: Option<NaiveDate>,
}

impl Alert {
    /// Whether nothing is to be sent now.
    fn is_silent(&self) -> bool {
        self.confirmed_at.is_none() || self.suspended_at.is_some()
    }

    fn is_as(&self, other: &Self) -> bool {
        (&self.query, self.language) == (&other.query, other.language)
    }
}

pub async fn alert(conn: &mut Connection, id: AlertId) -> Result<Alert> {
    Ok(alerts::table.find(id).select(Alert::as_select()).first(conn).await?)
}

async fn lock(conn: &mut Connection, id: AlertId) -> Result<Option<Alert>> {
    let row = alerts::table.find(id).select(Alert::as_select());
    Ok(row.for_no_key_update().first(conn).await.optional()?)
}
