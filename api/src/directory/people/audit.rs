//! The audit, as the API shows it to auditors.

use crate::commitments::object::load;
use crate::connection;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Datelike, Utc};
use schema::actor::AccountId;
use schema::audit as model;
use schema::{Error, Problem, ProblemCode};

/// Which changes.
#[derive(InputObject, Default)]
pub struct ChangeFilter {
    /// By whom.
    pub account_id: Option<AccountId>,
    /// Of which record, by its id.
    pub record_id: Option<ID>,
    /// Of which kind of record, such as `commitments`.
    pub record_kind: Option<String>,
    /// In which act, by its name in the API.
    pub act: Option<String>,
    /// In which request, by the id on its answer.
    pub request_id: Option<String>,
    /// From this moment on.
    pub since: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
}

impl ChangeFilter {
    pub fn into_model(self) -> Result<model::ChangeFilter, Error> {
        let line =
            |field: &str, text: Option<String>| text.map(|text| schema::text::line(field, &text, 200)).transpose();
        // As far as the database's calendar is ours.
        let moment = |field: &str, at: Option<DateTime<Utc>>| match at {
            Some(at) if !(1..=9999).contains(&at.year()) => {
                let wrong = Problem::new(field, ProblemCode::OutOfRange);
                Err(Error::from(wrong.with("min", "0001").with("max", "9999")))
            }
            other => Ok(other),
        };
        let record = match &self.record_id {
            Some(id) => Some(model::row_of(id).ok_or_else(|| Error::problem("filter.recordId", ProblemCode::Unknown))?),
            None => None,
        };
        let (kind, row) = record.unzip();
        Ok(model::ChangeFilter {
            account: self.account_id,
            kind: kind.or(line("filter.recordKind", self.record_kind)?),
            row,
            act: line("filter.act", self.act)?,
            request: line("filter.requestId", self.request_id)?,
            since: moment("filter.since", self.since)?,
            until: moment("filter.until", self.until)?,
        })
    }
}

/// What was done to a record.
#[derive(Enum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeOperation {
    /// It was added.
    Added,
    /// It was changed.
    Changed,
    /// It was removed.
    Removed,
}

/// One record was added, changed or removed.
#[derive(Clone)]
pub struct Change(pub model::Change);

/// A field of a record before and after a change.
#[derive(SimpleObject)]
pub struct ChangedValue {
    /// Name of the field in the database.
    pub field: String,
    /// Its value before, as JSON; a secret, a name or an address only as `"set"`.
    pub before: Option<String>,
    /// Its value afterwards, as JSON; a secret, a name or an address only as `"set"`.
    pub after: Option<String>,
}

/// One record was added, changed or removed.
#[Object]
impl Change {
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Who; empty for the platform itself: workers, imports.
    async fn account_id(&self) -> Option<AccountId> {
        self.0.account_id
    }

    /// The participant for whom the person acted.
    async fn on_behalf_of(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.0.on_behalf_of {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// The request in which it was done, by the id on its answer.
    async fn request_id(&self) -> Option<&str> {
        self.0.request.as_deref()
    }

    /// Name of the act in the API, or of the command or job.
    async fn act(&self) -> Option<&str> {
        self.0.act.as_deref()
    }

    /// Which kind of record, such as `commitments`.
    async fn record_kind(&self) -> &str {
        &self.0.table_name
    }

    /// Id of the record.
    async fn record_id(&self) -> ID {
        ID(model::id_of(&self.0))
    }

    /// What was done.
    async fn operation(&self) -> ChangeOperation {
        match self.0.operation.as_str() {
            "INSERT" => ChangeOperation::Added,
            "DELETE" => ChangeOperation::Removed,
            _ => ChangeOperation::Changed,
        }
    }

    /// Names of the fields that differ.
    async fn fields(&self) -> &[String] {
        &self.0.fields
    }

    /// Whether values are shown: only of records that the auditor may read, and could when it was done.
    async fn are_values_shown(&self) -> bool {
        self.0.shows_values()
    }

    /// The fields that differ with their values, old ones only if the auditor could read the record before; empty where
    /// none are shown.
    async fn values(&self) -> Vec<ChangedValue> {
        if !self.0.shows_values() {
            return vec![];
        }
        let value = |values: &Option<serde_json::Value>, field: &str| {
            values
                .as_ref()
                .and_then(|values| values.get(field))
                .map(ToString::to_string)
        };
        let fields = self.0.fields.iter().map(|field| ChangedValue {
            field: field.clone(),
            before: value(&self.0.before, field),
            after: value(&self.0.after, field),
        });
        fields.collect()
    }
}

connection! {
    /// Changes, the latest first.
    ChangeConnection, ChangeEdge: Change,
    model::ChangeFilter => |conn, actor, filter| model::change_count(conn, actor, filter)
}
