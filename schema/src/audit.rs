//! The audit as auditors read it: who changed what, when, in which request. Written by triggers only; nobody edits it.

use crate::ids::{AccountId, AnyId, ParticipantId};
use crate::page::{Page, Rows};
use crate::tables::changes;
use crate::{Actor, Connection, Error, Result, Role};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use uuid::Uuid;

/// One row of one table was added, changed or removed.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = changes, check_for_backend(diesel::pg::Pg))]
pub struct Change {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub account_id: Option<AccountId>,
    pub on_behalf_of: Option<ParticipantId>,
    pub request: Option<String>,
    pub act: Option<String>,
    pub table_name: String,
    pub row_id: String,
    pub operation: String,
    pub fields: Vec<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    readers_before: Vec<String>,
    readers: Vec<String>,
}

impl Change {
    pub fn cursor(&self) -> String {
        crate::page::cursor("changes", &self.seq)
    }

    /// Whether any value is shown: of what the asker may not read, only the names of the fields that differ are.
    pub fn shows_values(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    /// Takes out what the asker could not read then, or, by `now`, may not read any more.
    fn shown_to(mut self, actor: &Actor, now: &[String]) -> Self {
        let is_open = |readers: &[String]| actor.reads(readers) && actor.reads(now);
        self.before = self.before.filter(|_| is_open(&self.readers_before));
        self.after = self.after.filter(|_| is_open(&self.readers));
        self
    }
}

diesel::define_sql_function! {
    /// Keys of those who may read the row of a change as it is now.
    fn readers_now(recorded: BigInt) -> Array<Text>;
}

/// Which changes.
#[derive(Clone, Debug, Default)]
pub struct ChangeFilter {
    pub account: Option<AccountId>,
    /// Name of the table, such as `commitments`.
    pub kind: Option<String>,
    /// Key of the row changed, as the table has it.
    pub row: Option<String>,
    pub act: Option<String>,
    pub request: Option<String>,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
}

/// Changes, the latest first; for auditors.
pub async fn changes(conn: &mut Connection, actor: &Actor, filter: &ChangeFilter, page: &Page) -> Result<Rows<Change>> {
    audits(actor)?;
    let mut query = chosen(filter);
    let key: Option<i64> = page.key("changes")?;
    query = match (page.is_backward, key) {
        (false, Some(seq)) => query.filter(changes::seq.lt(seq)),
        (true, Some(seq)) => query.filter(changes::seq.gt(seq)),
        (_, None) => query,
    };
    query = if page.is_backward {
        query.order(changes::seq)
    } else {
        query.order(changes::seq.desc())
    };
    let query = query.select((Change::as_select(), readers_now(changes::seq)));
    let found: Vec<(Change, Vec<String>)> = page.limited(query).load(conn).await?;
    let shown = found.into_iter().map(|(change, now)| change.shown_to(actor, &now));
    Ok(page.rows(shown.collect()))
}

/// How many changes there are; for auditors.
pub async fn change_count(conn: &mut Connection, actor: &Actor, filter: &ChangeFilter) -> Result<i64> {
    audits(actor)?;
    Ok(chosen(filter).count().get_result(conn).await?)
}

fn audits(actor: &Actor) -> Result<()> {
    if actor.is_platform() || actor.is_secretariat(&[Role::Auditor]) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

fn chosen(filter: &ChangeFilter) -> changes::BoxedQuery<'_, diesel::pg::Pg> {
    let mut query = changes::table.into_boxed();
    if let Some(account) = filter.account {
        query = query.filter(changes::account_id.eq(account));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(changes::table_name.eq(kind));
    }
    if let Some(row) = &filter.row {
        query = query.filter(changes::row_id.eq(row));
    }
    if let Some(act) = &filter.act {
        query = query.filter(changes::act.eq(act));
    }
    if let Some(request) = &filter.request {
        query = query.filter(changes::request.eq(request));
    }
    if let Some(since) = filter.since {
        query = query.filter(changes::at.ge(since));
    }
    if let Some(until) = filter.until {
        query = query.filter(changes::at.lt(until));
    }
    query
}

/// The table of a kind of record, by the kind of its id.
fn table_of(kind: &str) -> String {
    match kind {
        "evidence" => kind.to_owned(),
        _ => format!("{kind}s"),
    }
}

/// Table and key of the record that has this id in the API.
pub fn row_of(id: &str) -> Option<(String, String)> {
    let _: AnyId = id.parse().ok()?;
    let (kind, digits) = id.rsplit_once('_')?;
    Some((table_of(kind), Uuid::try_parse(digits).ok()?.to_string()))
}

/// The id, in the API, of the record that was changed; where it has none, its table and key.
pub fn id_of(change: &Change) -> String {
    let Change { table_name, row_id, .. } = change;
    let kind = match table_name.as_str() {
        "evidence" => table_name,
        name => name.strip_suffix('s').unwrap_or(name),
    };
    match Uuid::try_parse(row_id).map(|id| format!("{kind}_{}", id.simple())) {
        Ok(id) if id.parse::<AnyId>().is_ok() => id,
        _ => format!("{table_name}:{row_id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{EvidenceId, ProgressUpdateId};

    #[test]
    fn a_record_is_found_by_the_id_it_has_in_the_api() {
        let (update, evidence) = (ProgressUpdateId::new(), EvidenceId::new());
        assert_eq!(
            row_of(&update.to_string()),
            Some(("progress_updates".into(), update.0.to_string()))
        );
        assert_eq!(
            row_of(&evidence.to_string()),
            Some(("evidence".into(), evidence.0.to_string()))
        );
        assert_eq!(row_of("progress_update_7"), None);
    }
}
