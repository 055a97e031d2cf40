//! Participants, as the API shows them.

use super::loader::MembershipsOf;
use crate::commitments::object::{CommitmentConnection, load};
use crate::connection;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use async_graphql::{Context, Object};
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{self, CommitmentFilter, CommitmentOrder};
use schema::directory as model;
use schema::directory::ParticipantKind;
use schema::page::Page;
use schema::{Connection, Language};
use std::sync::Arc;

/// A State, organization, company or other body that takes part in the dialogue.
#[derive(Clone)]
pub struct Participant(pub Arc<model::Participant>);

/// A State, organization, company or other body that takes part in the dialogue.
#[Object]
impl Participant {
    /// Opaque, typed id.
    async fn id(&self) -> ParticipantId {
        self.0.id
    }

    /// What kind of body.
    async fn kind(&self) -> ParticipantKind {
        self.0.kind
    }

    /// ISO 3166-1 alpha-3 for States, the usual short code for organizations; empty for others.
    async fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Its present name, in UN usage where there is one.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.name, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// The State where a non-governmental participant is based.
    async fn country(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.0.country_id {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// Organizations it belongs or belonged to, with dates, oldest first.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>, ApiError> {
        Ok(load(ctx, MembershipsOf(self.0.id))
            .await?
            .unwrap_or_default()
            .into_iter()
            .map(Membership)
            .collect())
    }

    /// What it undertook, of what the asker may read.
    async fn commitments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<CommitmentConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let filter = CommitmentFilter {
            participants: vec![self.0.id],
            ..CommitmentFilter::default()
        };
        let (actor, today, order) = (ctx.actor(), ctx.today(), CommitmentOrder::Newest);
        let rows = ctx
            .read(async |conn: &mut Connection| {
                commitments::commitments(conn, actor, today, &filter, order, &page).await
            })
            .await?;
        Ok(CommitmentConnection { rows, order, filter })
    }

    /// Whether it came with the sample register.
    async fn is_sample(&self) -> bool {
        self.0.is_sample
    }
}

connection! {
    /// A page of a list of participants, in protocol order.
    ParticipantConnection, ParticipantEdge: Participant
}

/// A participant belongs to an organization.
pub struct Membership(pub model::Membership);

/// A participant belongs to an organization, from one day to another.
#[Object]
impl Membership {
    /// Opaque, typed id.
    async fn id(&self) -> MembershipId {
        self.0.id
    }

    /// The organization.
    async fn organization(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.organization_id).await?.map(Participant))
    }

    /// `member`, `suspended` (still a member) or `withdrawn`.
    async fn status(&self) -> &str {
        &self.0.status
    }

    /// First day.
    async fn from_on(&self) -> NaiveDate {
        self.0.from_on
    }

    /// Last day; empty while it lasts.
    async fn to_on(&self) -> Option<NaiveDate> {
        self.0.to_on
    }

    /// Whether the days are known; otherwise the years only.
    async fn is_day_known(&self) -> bool {
        self.0.is_day_known
    }
}
