//! Steps on the way to a commitment, and its dates as they were before.

use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::commitments::{self as model, MilestoneStatus};
use schema::{Actor, Connection, Language};

/// A step on the way to a commitment.
pub struct Milestone(pub model::Milestone);

impl Acted for Milestone {
    type Id = MilestoneId;

    async fn read(conn: &mut Connection, _: &Actor, id: MilestoneId) -> schema::Result<Self> {
        Ok(Self(model::milestone(conn, id).await?))
    }
}

/// A step on the way to a commitment.
#[Object]
impl Milestone {
    /// Opaque, typed id.
    async fn id(&self) -> MilestoneId {
        self.0.id
    }

    /// Rises with every act on it.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What is to be reached.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(
            &self.0.title,
            language.unwrap_or_else(|| ctx.language()),
            self.0.original_language,
        )
    }

    /// Where it stands.
    async fn status(&self) -> MilestoneStatus {
        self.0.status
    }

    /// The day it is planned for.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }

    /// The day it was reported reached.
    async fn reached_on(&self) -> Option<Date> {
        self.0.reached_on.map(Date)
    }
}

/// A date that was revised.
pub struct DateRevision(pub model::DateRevision);

/// A date of a commitment or milestone that was revised: what it was, what it became, and why.
#[Object]
impl DateRevision {
    /// Opaque, typed id.
    async fn id(&self) -> DateRevisionId {
        self.0.id
    }

    /// Which date: `made_on`, `indicative_on` or `definitive_on` of the commitment, or `due_on` of a milestone.
    async fn field(&self) -> &str {
        &self.0.field
    }

    /// The milestone whose day it was.
    async fn milestone_id(&self) -> Option<MilestoneId> {
        self.0.milestone_id
    }

    /// The day before.
    async fn old_on(&self) -> Option<Date> {
        self.0.old_on.map(Date)
    }

    /// The day since.
    async fn new_on(&self) -> Option<Date> {
        self.0.new_on.map(Date)
    }

    /// Why, in the words of whoever revised it; may be empty where the participant corrected what another had reported.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Language of the reason.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// When it was revised.
    async fn revised_at(&self) -> DateTime<Utc> {
        self.0.revised_at
    }
}
