//! Participants that are added, and those that take a new name.

use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::{TextInput, texts};
use crate::graphql::scalars::Date;
use crate::payload;
use async_graphql::{Context, InputObject, Object};
use schema::actor::*;
use schema::directory::{self as model, ParticipantKind};
use schema::{Connection, Scope};

/// A new participant.
#[derive(InputObject)]
pub struct ParticipantRegisterInput {
    /// What kind of body; States come with the catalogue.
    pub kind: ParticipantKind,
    /// Its name, in one language at least.
    pub name: Vec<TextInput>,
    /// Its usual short code, if it has one.
    pub code: Option<String>,
    /// Its place in lists among its kind; by its English name where empty.
    pub sort_key: Option<String>,
    /// The State where it is based.
    pub country_id: Option<ParticipantId>,
    /// The year it was founded.
    pub founded: Option<i32>,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// A new name.
#[derive(InputObject)]
pub struct ParticipantRenameInput {
    /// Whose.
    pub participant_id: ParticipantId,
    /// The new name in every language there is; it replaces all of the old one.
    pub name: Vec<TextInput>,
    /// The first day of the new name, today at the latest.
    pub from_on: Date,
    /// Why, or by which document.
    #[graphql(default)]
    pub note: String,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

payload! {
    /// What an act on a participant gives back.
    ParticipantPayload {
        /// The participant as it is now.
        participant: Participant
    }
}

#[derive(Default)]
pub struct ParticipantsMutation;

#[Object]
impl ParticipantsMutation {
    /// Add a participant that is no State, as an editor or administrator.
    async fn participant_register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new participant.")] input: ParticipantRegisterInput,
    ) -> Result<ParticipantPayload, ApiError> {
        let occasion = ctx.occasion("participantRegister", Scope::Manage, &input.idempotency_key, &input);
        let ParticipantRegisterInput {
            kind,
            name,
            code,
            sort_key,
            country_id: country,
            founded,
            ..
        } = input;
        let (actor, now) = (ctx.actor(), ctx.now());
        let (participant, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                let new = model::NewParticipant {
                    kind,
                    name: texts("name", name)?,
                    code,
                    sort_key,
                    country,
                    founded,
                };
                model::register(conn, actor, now, new).await
            })
            .await?;
        Ok(ParticipantPayload { participant, problems })
    }

    /// Give a participant a new name from a day on, as an editor or administrator. The old one stays on record.
    async fn participant_rename(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and which name.")] input: ParticipantRenameInput,
    ) -> Result<ParticipantPayload, ApiError> {
        let occasion = ctx.occasion("participantRename", Scope::Manage, &input.idempotency_key, &input);
        let ParticipantRenameInput {
            participant_id: id,
            name,
            from_on,
            note,
            ..
        } = input;
        let (actor, today) = (ctx.actor(), ctx.today());
        let (participant, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                let name = texts("name", name)?;
                model::rename(conn, actor, today, id, &name, from_on.0, &note).await
            })
            .await?;
        Ok(ParticipantPayload { participant, problems })
    }
}
