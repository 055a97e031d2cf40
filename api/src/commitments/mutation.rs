//! Acts on commitments. Each calls one act of `schema`.

use super::input::*;
use super::object::Commitment;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::payload;
use async_graphql::{Context, Object};
use schema::commitments as model;
use schema::{Connection, Scope};

#[derive(Default)]
pub struct CommitmentsMutation;

payload! {
    /// What `commitmentDraft` gives back.
    CommitmentDraftPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentReport` gives back.
    CommitmentReportPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentEdit` gives back.
    CommitmentEditPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentDiscard` gives back.
    CommitmentDiscardPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentSubmit` gives back.
    CommitmentSubmitPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentReturn` gives back.
    CommitmentReturnPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentPublish` gives back.
    CommitmentPublishPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentStart` gives back.
    CommitmentStartPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentComplete` gives back.
    CommitmentCompletePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentSuspend` gives back.
    CommitmentSuspendPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentResume` gives back.
    CommitmentResumePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentWithdraw` gives back.
    CommitmentWithdrawPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentSupersede` gives back.
    CommitmentSupersedePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentReviseDate` gives back.
    CommitmentReviseDatePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentSetAudience` gives back.
    CommitmentSetAudiencePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentConfirm` gives back.
    CommitmentConfirmPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentCorrect` gives back.
    CommitmentCorrectPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentDecline` gives back.
    CommitmentDeclinePayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentJoin` gives back.
    CommitmentJoinPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
    /// What `commitmentLeave` gives back.
    CommitmentLeavePayload {
        /// The commitment as it is now; none where whoever left may not read it any more.
        commitment: Commitment
    }
}

#[Object]
impl CommitmentsMutation {
    /// Begin a commitment of a participant that one serves; for others see `commitmentReport`.
    async fn commitment_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentDraftInput,
    ) -> Result<CommitmentDraftPayload, ApiError> {
        let occasion = ctx.occasion("commitmentDraft", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentDraftInput {
            participant_id: id,
            content,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::draft(conn, actor, now, id, content.try_into()?).await
            })
            .await?;
        Ok(CommitmentDraftPayload { commitment, problems })
    }

    /// Report a commitment of another participant, with its source; it stays unconfirmed until that participant acts.
    async fn commitment_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentReportInput,
    ) -> Result<CommitmentReportPayload, ApiError> {
        let occasion = ctx.occasion("commitmentReport", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentReportInput {
            participant_id: id,
            reporter_id,
            content,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::report(conn, actor, now, id, reporter_id, content.try_into()?).await
            })
            .await?;
        Ok(CommitmentReportPayload { commitment, problems })
    }

    /// Change what a draft or returned commitment says.
    async fn commitment_edit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentEditInput,
    ) -> Result<CommitmentEditPayload, ApiError> {
        let occasion = ctx.occasion("commitmentEdit", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentEditInput {
            commitment_id: id,
            version,
            content,
            note,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::edit(conn, actor, now, id, version, content.try_into()?, &note).await
            })
            .await?;
        Ok(CommitmentEditPayload { commitment, problems })
    }

    /// Throw a draft away.
    async fn commitment_discard(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentDiscardInput,
    ) -> Result<CommitmentDiscardPayload, ApiError> {
        let occasion = ctx.occasion("commitmentDiscard", Scope::File, &input.idempotency_key, &input);
        let actor = ctx.actor();
        let CommitmentDiscardInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::discard(conn, actor, id, version).await
            })
            .await?;
        Ok(CommitmentDiscardPayload { commitment, problems })
    }

    /// Hand a commitment to the secretariat for review.
    async fn commitment_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentSubmitInput,
    ) -> Result<CommitmentSubmitPayload, ApiError> {
        let occasion = ctx.occasion("commitmentSubmit", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentSubmitInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::submit(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentSubmitPayload { commitment, problems })
    }

    /// Send a submitted commitment back to its participant, or a report to whoever made it, with a note.
    async fn commitment_return(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentReturnInput,
    ) -> Result<CommitmentReturnPayload, ApiError> {
        let occasion = ctx.occasion("commitmentReturn", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentReturnInput {
            commitment_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::return_to_participant(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(CommitmentReturnPayload { commitment, problems })
    }

    /// Show a reviewed commitment to its audience.
    async fn commitment_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentPublishInput,
    ) -> Result<CommitmentPublishPayload, ApiError> {
        let occasion = ctx.occasion("commitmentPublish", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentPublishInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::publish(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentPublishPayload { commitment, problems })
    }

    /// Say that a commitment is under way.
    async fn commitment_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentStartInput,
    ) -> Result<CommitmentStartPayload, ApiError> {
        let occasion = ctx.occasion("commitmentStart", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentStartInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::start(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentStartPayload { commitment, problems })
    }

    /// Report a commitment complete. One that was kept at once need not be started first.
    async fn commitment_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentCompleteInput,
    ) -> Result<CommitmentCompletePayload, ApiError> {
        let occasion = ctx.occasion("commitmentComplete", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentCompleteInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::complete(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentCompletePayload { commitment, problems })
    }

    /// Suspend a commitment for a time, saying why.
    async fn commitment_suspend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentSuspendInput,
    ) -> Result<CommitmentSuspendPayload, ApiError> {
        let occasion = ctx.occasion("commitmentSuspend", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentSuspendInput {
            commitment_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::suspend(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(CommitmentSuspendPayload { commitment, problems })
    }

    /// Take a suspended commitment up again, where it stood.
    async fn commitment_resume(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentResumeInput,
    ) -> Result<CommitmentResumePayload, ApiError> {
        let occasion = ctx.occasion("commitmentResume", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentResumeInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::resume(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentResumePayload { commitment, problems })
    }

    /// Withdraw a commitment, or a report that its participant has not acted on; what was shown stays visible as withdrawn.
    async fn commitment_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentWithdrawInput,
    ) -> Result<CommitmentWithdrawPayload, ApiError> {
        let occasion = ctx.occasion("commitmentWithdraw", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentWithdrawInput {
            commitment_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::withdraw(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(CommitmentWithdrawPayload { commitment, problems })
    }

    /// Replace a commitment by another one of the same participant.
    async fn commitment_supersede(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentSupersedeInput,
    ) -> Result<CommitmentSupersedePayload, ApiError> {
        let occasion = ctx.occasion("commitmentSupersede", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentSupersedeInput {
            commitment_id: id,
            version,
            superseded_by_id,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::supersede(conn, actor, now, id, version, superseded_by_id).await
            })
            .await?;
        Ok(CommitmentSupersedePayload { commitment, problems })
    }

    /// Revise a date of a commitment that is shown; the old one stays, with the reason.
    async fn commitment_revise_date(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentReviseDateInput,
    ) -> Result<CommitmentReviseDatePayload, ApiError> {
        let occasion = ctx.occasion("commitmentReviseDate", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentReviseDateInput {
            commitment_id: id,
            version,
            date,
            new_on,
            reason,
            language,
            idempotency_key: _,
        } = input;
        let language = language.unwrap_or_else(|| ctx.language());
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::revise_date(
                    conn,
                    actor,
                    now,
                    id,
                    version,
                    date,
                    new_on.map(Into::into),
                    &reason,
                    language,
                )
                .await
            })
            .await?;
        Ok(CommitmentReviseDatePayload { commitment, problems })
    }

    /// Choose another audience; narrowing takes effect at once.
    async fn commitment_set_audience(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentSetAudienceInput,
    ) -> Result<CommitmentSetAudiencePayload, ApiError> {
        let occasion = ctx.occasion("commitmentSetAudience", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentSetAudienceInput {
            commitment_id: id,
            version,
            audience,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::set_audience(conn, actor, now, id, version, audience.into()).await
            })
            .await?;
        Ok(CommitmentSetAudiencePayload { commitment, problems })
    }

    /// Confirm, as the participant, what another reported.
    async fn commitment_confirm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentConfirmInput,
    ) -> Result<CommitmentConfirmPayload, ApiError> {
        let occasion = ctx.occasion("commitmentConfirm", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentConfirmInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::confirm(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentConfirmPayload { commitment, problems })
    }

    /// Correct, as the participant, what another reported; its own words stand from then on.
    async fn commitment_correct(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentCorrectInput,
    ) -> Result<CommitmentCorrectPayload, ApiError> {
        let occasion = ctx.occasion("commitmentCorrect", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentCorrectInput {
            commitment_id: id,
            version,
            content,
            note,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::correct(conn, actor, now, id, version, content.try_into()?, &note).await
            })
            .await?;
        Ok(CommitmentCorrectPayload { commitment, problems })
    }

    /// Decline, as the participant, what another reported.
    async fn commitment_decline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentDeclineInput,
    ) -> Result<CommitmentDeclinePayload, ApiError> {
        let occasion = ctx.occasion("commitmentDecline", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentDeclineInput {
            commitment_id: id,
            version,
            note,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::decline(conn, actor, now, id, version, &note).await
            })
            .await?;
        Ok(CommitmentDeclinePayload { commitment, problems })
    }

    /// Confirm, as a joint participant, that one undertakes it too; until then one is only named in it.
    async fn commitment_join(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentJoinInput,
    ) -> Result<CommitmentJoinPayload, ApiError> {
        let occasion = ctx.occasion("commitmentJoin", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentJoinInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::join(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentJoinPayload { commitment, problems })
    }

    /// Take oneself, as a joint participant, off a commitment.
    async fn commitment_leave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommitmentLeaveInput,
    ) -> Result<CommitmentLeavePayload, ApiError> {
        let occasion = ctx.occasion("commitmentLeave", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommitmentLeaveInput {
            commitment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::leave(conn, actor, now, id, version).await
            })
            .await?;
        Ok(CommitmentLeavePayload { commitment, problems })
    }
}
