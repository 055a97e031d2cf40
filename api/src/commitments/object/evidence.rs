//! Evidence, as the API shows it.

use super::{chosen_organization, chosen_participants, is_inside, load};
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::Acted;
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::commitments::{self as model, Audience, EvidenceKind};
use schema::{Actor, Connection, Language};

/// A link or file that supports a commitment or an update.
pub struct Evidence(pub model::Evidence);

impl Acted for Evidence {
    type Id = EvidenceId;

    async fn read(conn: &mut Connection, actor: &Actor, id: EvidenceId) -> schema::Result<Self> {
        Ok(Self(model::one_evidence(conn, actor, id).await?))
    }
}

/// A link or file that supports a commitment or an update.
#[Object]
impl Evidence {
    /// Opaque, typed id.
    async fn id(&self) -> EvidenceId {
        self.0.id
    }

    /// Whose evidence it is.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.participant_id).await?.map(Participant))
    }

    /// Link or file.
    async fn kind(&self) -> EvidenceKind {
        self.0.kind
    }

    /// What it is.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Language it is in.
    async fn language(&self) -> Option<Language> {
        self.0.language
    }

    /// Address of the page or document; for a file, the path it is served at.
    async fn url(&self) -> String {
        self.0.url.clone().unwrap_or_else(|| format!("/evidence/{}", self.0.id))
    }

    /// The update it belongs to; none where it supports the commitment itself.
    async fn progress_update_id(&self) -> Option<ProgressUpdateId> {
        self.0.progress_update_id
    }

    /// Name the file was given by whoever filed it.
    async fn file_name(&self) -> Option<&str> {
        self.0.file_name.as_deref()
    }

    /// Media type, by content.
    async fn media_type(&self) -> Option<&str> {
        self.0.media_type.as_deref()
    }

    /// Size of the file in bytes.
    async fn size_bytes(&self) -> Option<i64> {
        self.0.size_bytes
    }

    /// Who may read it, in one word; never more than may read what it belongs to.
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

    /// When it was filed.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
}
