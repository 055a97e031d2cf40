//! Comments, as the API shows them.

use super::{Commitment, load};
use crate::connection;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::payload::Acted;
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::commitments::{self as model, CommentFilter, CommentStatus};
use schema::{Actor, Connection, Language};

/// A stakeholder's remark on a record.
#[derive(Clone)]
pub struct Comment(pub model::Comment);

impl Acted for Comment {
    type Id = CommentId;

    async fn read(conn: &mut Connection, actor: &Actor, id: CommentId) -> schema::Result<Self> {
        Ok(Self(model::comment(conn, actor, id).await?))
    }
}

/// A stakeholder's remark on a record.
#[Object]
impl Comment {
    /// Opaque, typed id.
    async fn id(&self) -> CommentId {
        self.0.id
    }

    /// Rises with every act on it.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Who remarks.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.participant_id).await?.map(Participant))
    }

    /// The record remarked on.
    async fn commitment(&self, ctx: &Context<'_>) -> Result<Option<Commitment>, ApiError> {
        Ok(load(ctx, self.0.commitment_id).await?.map(Commitment))
    }

    /// Where it stands.
    async fn status(&self) -> CommentStatus {
        self.0.status
    }

    /// The remark.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Language of the remark.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// Why it was refused.
    async fn reason(&self) -> Option<&str> {
        Some(self.0.reason.as_str()).filter(|reason| !reason.is_empty())
    }

    /// When it was handed in.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
}

connection! {
    /// A page of a list of comments.
    CommentConnection, CommentEdge: Comment,
    CommentFilter => |conn, actor, filter| model::comment_count(conn, actor, filter)
}
