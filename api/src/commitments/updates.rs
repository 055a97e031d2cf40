//! Acts on progress updates. Each calls one act of `schema`.

use super::input::*;
use super::object::ProgressUpdate;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::payload;
use async_graphql::{Context, Object};
use schema::commitments as model;
use schema::{Connection, Scope};

#[derive(Default)]
pub struct UpdatesMutation;

payload! {
    /// What `progressUpdateDraft` gives back.
    ProgressUpdateDraftPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateNoChange` gives back.
    ProgressUpdateNoChangePayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateEdit` gives back.
    ProgressUpdateEditPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateDiscard` gives back.
    ProgressUpdateDiscardPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateSendForClearance` gives back.
    ProgressUpdateSendForClearancePayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateSubmit` gives back.
    ProgressUpdateSubmitPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateReturn` gives back.
    ProgressUpdateReturnPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdatePublish` gives back.
    ProgressUpdatePublishPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateWithdraw` gives back.
    ProgressUpdateWithdrawPayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
    /// What `progressUpdateSetAudience` gives back.
    ProgressUpdateSetAudiencePayload {
        /// The update as it is now.
        progress_update: ProgressUpdate
    }
}

#[Object]
impl UpdatesMutation {
    /// Begin an update on a commitment that is shown.
    async fn progress_update_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateDraftInput,
    ) -> Result<ProgressUpdateDraftPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateDraft", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateDraftInput {
            commitment_id: id,
            participant_id,
            content,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::draft_update(conn, actor, now, id, participant_id, content.try_into()?).await
            })
            .await?;
        Ok(ProgressUpdateDraftPayload {
            progress_update,
            problems,
        })
    }

    /// Report in one act that nothing has changed since the update before.
    async fn progress_update_no_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateNoChangeInput,
    ) -> Result<ProgressUpdateNoChangePayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateNoChange", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateNoChangeInput {
            commitment_id: id,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::report_no_change(conn, actor, now, id).await
            })
            .await?;
        Ok(ProgressUpdateNoChangePayload {
            progress_update,
            problems,
        })
    }

    /// Change what an update says that is not yet with the secretariat.
    async fn progress_update_edit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateEditInput,
    ) -> Result<ProgressUpdateEditPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateEdit", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateEditInput {
            progress_update_id: id,
            version,
            content,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::edit_update(conn, actor, now, id, version, content.try_into()?).await
            })
            .await?;
        Ok(ProgressUpdateEditPayload {
            progress_update,
            problems,
        })
    }

    /// Throw a draft away.
    async fn progress_update_discard(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateDiscardInput,
    ) -> Result<ProgressUpdateDiscardPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateDiscard", Scope::File, &input.idempotency_key, &input);
        let actor = ctx.actor();
        let ProgressUpdateDiscardInput {
            progress_update_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::discard_update(conn, actor, id, version).await
            })
            .await?;
        Ok(ProgressUpdateDiscardPayload {
            progress_update,
            problems,
        })
    }

    /// Ask an approver of the participant to clear an update.
    async fn progress_update_send_for_clearance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateSendForClearanceInput,
    ) -> Result<ProgressUpdateSendForClearancePayload, ApiError> {
        let occasion = ctx.occasion(
            "progressUpdateSendForClearance",
            Scope::File,
            &input.idempotency_key,
            &input,
        );
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateSendForClearanceInput {
            progress_update_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::send_update_for_clearance(conn, actor, now, id, version).await
            })
            .await?;
        Ok(ProgressUpdateSendForClearancePayload {
            progress_update,
            problems,
        })
    }

    /// Clear an update and hand it to the secretariat.
    async fn progress_update_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateSubmitInput,
    ) -> Result<ProgressUpdateSubmitPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateSubmit", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateSubmitInput {
            progress_update_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::submit_update(conn, actor, now, id, version).await
            })
            .await?;
        Ok(ProgressUpdateSubmitPayload {
            progress_update,
            problems,
        })
    }

    /// Send an update back to its author, with a note.
    async fn progress_update_return(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateReturnInput,
    ) -> Result<ProgressUpdateReturnPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateReturn", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateReturnInput {
            progress_update_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::return_update(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(ProgressUpdateReturnPayload {
            progress_update,
            problems,
        })
    }

    /// Show a reviewed update to its audience.
    async fn progress_update_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdatePublishInput,
    ) -> Result<ProgressUpdatePublishPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdatePublish", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdatePublishInput {
            progress_update_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::publish_update(conn, actor, now, id, version).await
            })
            .await?;
        Ok(ProgressUpdatePublishPayload {
            progress_update,
            problems,
        })
    }

    /// Withdraw an update; one that was shown stays visible as withdrawn.
    async fn progress_update_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateWithdrawInput,
    ) -> Result<ProgressUpdateWithdrawPayload, ApiError> {
        let occasion = ctx.occasion("progressUpdateWithdraw", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateWithdrawInput {
            progress_update_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::withdraw_update(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(ProgressUpdateWithdrawPayload {
            progress_update,
            problems,
        })
    }

    /// Choose another audience of an update; narrowing takes effect at once.
    async fn progress_update_set_audience(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: ProgressUpdateSetAudienceInput,
    ) -> Result<ProgressUpdateSetAudiencePayload, ApiError> {
        let occasion = ctx.occasion(
            "progressUpdateSetAudience",
            Scope::Decide,
            &input.idempotency_key,
            &input,
        );
        let (actor, now) = (ctx.actor(), ctx.now());
        let ProgressUpdateSetAudienceInput {
            progress_update_id: id,
            version,
            audience,
            idempotency_key: _,
        } = input;
        let (progress_update, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::set_update_audience(conn, actor, now, id, version, audience.into()).await
            })
            .await?;
        Ok(ProgressUpdateSetAudiencePayload {
            progress_update,
            problems,
        })
    }
}
