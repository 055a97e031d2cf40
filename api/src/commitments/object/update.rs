//! Progress updates, as the API shows them.

use super::{Commitment, Source, chosen_organization, chosen_participants, is_inside, load};
use crate::connection;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::commitments::{
    self as model, Audience, ProgressUpdateStatus, Provenance, Record, ReportedState, UpdateAct, UpdateFilter,
};
use schema::{Actor, Connection, Language};
use std::sync::Arc;

/// What a participant says of its commitment's progress.
#[derive(Clone)]
pub struct ProgressUpdate(pub Arc<model::ProgressUpdate>);

impl Acted for ProgressUpdate {
    type Id = ProgressUpdateId;

    async fn read(conn: &mut Connection, actor: &Actor, id: ProgressUpdateId) -> schema::Result<Self> {
        Ok(Self(Arc::new(model::progress_update(conn, actor, id).await?)))
    }
}

/// What a participant says of its commitment's progress; never overwritten by an assessment.
#[Object]
impl ProgressUpdate {
    /// Opaque, typed id.
    pub async fn id(&self) -> ProgressUpdateId {
        self.0.id
    }

    /// Rises with every act on it.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The commitment it speaks of.
    async fn commitment(&self, ctx: &Context<'_>) -> Result<Option<Commitment>, ApiError> {
        Ok(load(ctx, self.0.commitment_id).await?.map(Commitment))
    }

    /// Who says so.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.participant_id).await?.map(Participant))
    }

    /// Where it stands in its life.
    async fn status(&self) -> ProgressUpdateStatus {
        self.0.status
    }

    /// Why it was returned or withdrawn.
    async fn status_note(&self) -> Option<&str> {
        Some(self.0.status_note.as_str()).filter(|note| !note.is_empty())
    }

    /// Code of the reporting period it belongs to.
    async fn period(&self) -> Option<&str> {
        self.0.period.as_deref()
    }

    /// How far the participant says it has got.
    async fn reported_state(&self) -> ReportedState {
        self.0.reported_state
    }

    /// Since when there has been no change, where that is what is reported.
    async fn no_change_since(&self) -> Option<Date> {
        self.0.no_change_since.map(Date)
    }

    /// The day it speaks of.
    async fn reported_on(&self) -> Date {
        Date(self.0.reported_on)
    }

    /// What the participant says.
    async fn narrative(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> Option<LocalizedText> {
        LocalizedText::of(
            &self.0.narrative,
            language.unwrap_or_else(|| ctx.language()),
            self.0.original_language,
        )
    }

    /// The language it was written in; that text is authoritative.
    async fn original_language(&self) -> Language {
        self.0.original_language
    }

    /// Where it came from.
    async fn provenance(&self) -> Provenance {
        self.0.provenance
    }

    /// The document or page it was taken from.
    async fn source(&self) -> Option<Source> {
        Source::of(&self.0.source)
    }

    /// Who may read it, in one word.
    async fn audience(&self) -> Audience {
        self.0.audience
    }

    /// The organization whose members may read it; told to its own people and the secretariat.
    async fn audience_organization(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        let is_inside = is_inside(ctx.actor(), self.0.participant_id);
        chosen_organization(ctx, is_inside, self.0.audience_organization_id).await
    }

    /// The participants named as its readers; told to its own people and the secretariat.
    async fn audience_participants(&self, ctx: &Context<'_>) -> Result<Vec<Participant>, ApiError> {
        let is_inside = is_inside(ctx.actor(), self.0.participant_id);
        chosen_participants(ctx, is_inside, &self.0.audience_ids).await
    }

    /// What whoever asks may do to it now.
    async fn acts(&self, ctx: &Context<'_>) -> Result<Vec<UpdateAct>, ApiError> {
        let above = load(ctx, self.0.commitment_id).await?;
        Ok(above.map_or_else(Vec::new, |above: Record| {
            model::update_acts_open_to(ctx.actor(), &self.0, &above.commitment)
        }))
    }

    /// When it was begun.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was handed to the secretariat.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.submitted_at
    }

    /// Since when it is shown to its audience.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }
}

connection! {
    /// A page of a list of progress updates.
    ProgressUpdateConnection, ProgressUpdateEdge: ProgressUpdate,
    UpdateFilter => |conn, actor, filter| model::progress_update_count(conn, actor, filter)
}
