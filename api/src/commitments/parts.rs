//! Acts on what hangs on a commitment: milestones, evidence, indicators, assessments, comments. Each calls one act of `schema`.

use super::input::*;
use super::object::{Comment, Commitment, Evidence, Indicator, Milestone};
use super::query::found_or_nothing;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::texts;
use crate::payload;
use async_graphql::{Context, Object};
use schema::commitments as model;
use schema::{Connection, Scope};

#[derive(Default)]
pub struct PartsMutation;

payload! {
    /// What `milestoneAdd` gives back.
    MilestoneAddPayload {
        /// The milestone as it is now.
        milestone: Milestone
    }
    /// What `milestoneRevise` gives back.
    MilestoneRevisePayload {
        /// The milestone as it is now.
        milestone: Milestone
    }
    /// What `milestoneReach` gives back.
    MilestoneReachPayload {
        /// The milestone as it is now.
        milestone: Milestone
    }
    /// What `milestoneDrop` gives back.
    MilestoneDropPayload {
        /// The milestone as it is now.
        milestone: Milestone
    }
    /// What `evidenceLink` gives back.
    EvidenceLinkPayload {
        /// The evidence; nothing once it is removed.
        evidence: Evidence
    }
    /// What `evidenceRemove` gives back.
    EvidenceRemovePayload {
        /// The evidence; nothing once it is removed.
        evidence: Evidence
    }
    /// What `indicatorDefine` gives back.
    IndicatorDefinePayload {
        /// The indicator as it is now, with its values.
        indicator: Indicator
    }
    /// What `indicatorEdit` gives back.
    IndicatorEditPayload {
        /// The indicator as it is now, with its values.
        indicator: Indicator
    }
    /// What `indicatorRecord` gives back.
    IndicatorRecordPayload {
        /// The indicator as it is now, with its values.
        indicator: Indicator
    }
    /// What `indicatorValueCorrect` gives back.
    IndicatorValueCorrectPayload {
        /// The indicator as it is now, with its values.
        indicator: Indicator
    }
    /// What `assessmentRecord` gives back.
    AssessmentRecordPayload {
        /// The commitment as it is now, with its assessments.
        commitment: Commitment
    }
    /// What `commentSubmit` gives back.
    CommentSubmitPayload {
        /// The comment as it is now.
        comment: Comment
    }
    /// What `commentPublish` gives back.
    CommentPublishPayload {
        /// The comment as it is now.
        comment: Comment
    }
    /// What `commentRefuse` gives back.
    CommentRefusePayload {
        /// The comment as it is now.
        comment: Comment
    }
}

#[Object]
impl PartsMutation {
    /// Add a step to a commitment.
    async fn milestone_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: MilestoneAddInput,
    ) -> Result<MilestoneAddPayload, ApiError> {
        let occasion = ctx.occasion("milestoneAdd", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let MilestoneAddInput {
            commitment_id: id,
            title,
            original_language,
            due_on,
            idempotency_key: _,
        } = input;
        let (milestone, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::add_milestone(
                    conn,
                    actor,
                    now,
                    id,
                    texts("title", title)?,
                    original_language,
                    due_on.0,
                )
                .await
            })
            .await?;
        Ok(MilestoneAddPayload { milestone, problems })
    }

    /// Move a milestone to another day; once the commitment is shown, the old day stays with the reason.
    async fn milestone_revise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: MilestoneReviseInput,
    ) -> Result<MilestoneRevisePayload, ApiError> {
        let occasion = ctx.occasion("milestoneRevise", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let MilestoneReviseInput {
            milestone_id: id,
            version,
            due_on,
            reason,
            language,
            idempotency_key: _,
        } = input;
        let language = language.unwrap_or_else(|| ctx.language());
        let (milestone, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::revise_milestone(conn, actor, now, id, version, due_on.0, &reason, language).await
            })
            .await?;
        Ok(MilestoneRevisePayload { milestone, problems })
    }

    /// Report a milestone reached.
    async fn milestone_reach(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: MilestoneReachInput,
    ) -> Result<MilestoneReachPayload, ApiError> {
        let occasion = ctx.occasion("milestoneReach", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let MilestoneReachInput {
            milestone_id: id,
            version,
            reached_on,
            idempotency_key: _,
        } = input;
        let (milestone, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::reach_milestone(conn, actor, now, id, version, reached_on.0).await
            })
            .await?;
        Ok(MilestoneReachPayload { milestone, problems })
    }

    /// Give a milestone up; it stays visible as dropped.
    async fn milestone_drop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: MilestoneDropInput,
    ) -> Result<MilestoneDropPayload, ApiError> {
        let occasion = ctx.occasion("milestoneDrop", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let MilestoneDropInput {
            milestone_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (milestone, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::drop_milestone(conn, actor, now, id, version).await
            })
            .await?;
        Ok(MilestoneDropPayload { milestone, problems })
    }

    /// Add a link that supports a commitment or an update. Files are sent to `/evidence`.
    async fn evidence_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: EvidenceLinkInput,
    ) -> Result<EvidenceLinkPayload, ApiError> {
        let occasion = ctx.occasion("evidenceLink", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let EvidenceLinkInput {
            commitment_id: id,
            progress_update_id,
            title,
            language,
            url,
            audience,
            idempotency_key: _,
        } = input;
        let readership = audience.map_or(model::Readership::PUBLIC, Into::into);
        let about = model::EvidenceAbout {
            commitment: id,
            progress_update: progress_update_id,
            title,
            language,
            readership,
        };
        let (evidence, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::link_evidence(conn, actor, now, about, &url).await
            })
            .await?;
        Ok(EvidenceLinkPayload { evidence, problems })
    }

    /// Take evidence back; it is no longer served.
    async fn evidence_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: EvidenceRemoveInput,
    ) -> Result<EvidenceRemovePayload, ApiError> {
        let occasion = ctx.occasion("evidenceRemove", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let EvidenceRemoveInput {
            evidence_id: id,
            idempotency_key: _,
        } = input;
        let (evidence, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::remove_evidence(conn, actor, now, id).await
            })
            .await?;
        Ok(EvidenceRemovePayload { evidence, problems })
    }

    /// Define what is counted to see how far a commitment has got.
    async fn indicator_define(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: IndicatorDefineInput,
    ) -> Result<IndicatorDefinePayload, ApiError> {
        let occasion = ctx.occasion("indicatorDefine", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let IndicatorDefineInput {
            commitment_id: id,
            content,
            idempotency_key: _,
        } = input;
        let (indicator, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::define_indicator(conn, actor, now, id, content.try_into()?).await
            })
            .await?;
        Ok(IndicatorDefinePayload { indicator, problems })
    }

    /// Change what an indicator is defined by; its values stay, and the audit keeps the definition before.
    async fn indicator_edit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: IndicatorEditInput,
    ) -> Result<IndicatorEditPayload, ApiError> {
        let occasion = ctx.occasion("indicatorEdit", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let IndicatorEditInput {
            indicator_id: id,
            version,
            content,
            idempotency_key: _,
        } = input;
        let (indicator, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::edit_indicator(conn, actor, now, id, version, content.try_into()?).await
            })
            .await?;
        Ok(IndicatorEditPayload { indicator, problems })
    }

    /// Record a measurement of an indicator; one a day.
    async fn indicator_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: IndicatorRecordInput,
    ) -> Result<IndicatorRecordPayload, ApiError> {
        let occasion = ctx.occasion("indicatorRecord", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let IndicatorRecordInput {
            indicator_id: id,
            value,
            measured_on,
            note,
            idempotency_key: _,
        } = input;
        let measurement = model::Measurement {
            value,
            measured_on: measured_on.into(),
            note: note.unwrap_or_default(),
        };
        let (indicator, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::record_value(conn, actor, now, id, measurement).await
            })
            .await?;
        Ok(IndicatorRecordPayload { indicator, problems })
    }

    /// Correct a measurement; the audit keeps what it said before.
    async fn indicator_value_correct(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: IndicatorValueCorrectInput,
    ) -> Result<IndicatorValueCorrectPayload, ApiError> {
        let occasion = ctx.occasion("indicatorValueCorrect", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let IndicatorValueCorrectInput {
            indicator_value_id: id,
            version,
            value,
            measured_on,
            note,
            idempotency_key: _,
        } = input;
        let measurement = model::Measurement {
            value,
            measured_on: measured_on.into(),
            note: note.unwrap_or_default(),
        };
        let above = ctx.read(async |conn: &mut Connection| model::indicator_of_value(conn, id).await);
        let target = found_or_nothing(above.await)?;
        let (indicator, problems) = ctx
            .act_on(occasion, target, async move |conn: &mut Connection| {
                model::correct_value(conn, actor, now, id, version, measurement).await
            })
            .await?;
        Ok(IndicatorValueCorrectPayload { indicator, problems })
    }

    /// Assess a commitment, saying how; it stands beside the participant's own words.
    async fn assessment_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: AssessmentRecordInput,
    ) -> Result<AssessmentRecordPayload, ApiError> {
        let occasion = ctx.occasion("assessmentRecord", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let AssessmentRecordInput {
            commitment_id: id,
            rating,
            method,
            note,
            language,
            idempotency_key: _,
        } = input;
        let note = note.unwrap_or_default();
        let language = language.unwrap_or_else(|| ctx.language());
        let (commitment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::assess(conn, actor, now, id, rating, &method, &note, language).await
            })
            .await?;
        Ok(AssessmentRecordPayload { commitment, problems })
    }

    /// Put a remark on a record to the secretariat.
    async fn comment_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommentSubmitInput,
    ) -> Result<CommentSubmitPayload, ApiError> {
        let occasion = ctx.occasion("commentSubmit", Scope::File, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommentSubmitInput {
            commitment_id: id,
            participant_id,
            text,
            language,
            idempotency_key: _,
        } = input;
        let language = language.unwrap_or_else(|| ctx.language());
        let (comment, problems) = ctx
            .act_on(occasion, None, async move |conn: &mut Connection| {
                model::submit_comment(conn, actor, now, id, participant_id, &text, language).await
            })
            .await?;
        Ok(CommentSubmitPayload { comment, problems })
    }

    /// Show a comment beside its record.
    async fn comment_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommentPublishInput,
    ) -> Result<CommentPublishPayload, ApiError> {
        let occasion = ctx.occasion("commentPublish", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommentPublishInput {
            comment_id: id,
            version,
            idempotency_key: _,
        } = input;
        let (comment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::decide_comment(conn, actor, now, id, version, None).await
            })
            .await?;
        Ok(CommentPublishPayload { comment, problems })
    }

    /// Refuse a comment, with the reason.
    async fn comment_refuse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be done, to what.")] input: CommentRefuseInput,
    ) -> Result<CommentRefusePayload, ApiError> {
        let occasion = ctx.occasion("commentRefuse", Scope::Decide, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let CommentRefuseInput {
            comment_id: id,
            version,
            reason,
            idempotency_key: _,
        } = input;
        let (comment, problems) = ctx
            .act_on(occasion, Some(id), async move |conn: &mut Connection| {
                model::decide_comment(conn, actor, now, id, version, Some(&reason)).await
            })
            .await?;
        Ok(CommentRefusePayload { comment, problems })
    }
}
