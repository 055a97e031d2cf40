//! What acts on commitments are told.

use crate::graphql::localized::{TextInput, texts};
use crate::graphql::scalars::Date;
use async_graphql::InputObject;
use schema::actor::*;
use schema::commitments::{
    AssessmentRating, Audience, CommitmentDate, Content, IndicatorDefinition, LegalForce, Readership, Readiness,
    ReportedState, Source, UpdateContent,
};
use schema::{Language, Problem};

/// Who may read a record.
#[derive(InputObject, Clone)]
pub struct AudienceInput {
    /// Who, in one word.
    audience: Audience,
    /// The organization whose members may read it, where the audience is `ORGANIZATION`; one that the participant belongs to or is.
    organization_id: Option<ParticipantId>,
    /// The participants that may read it, where the audience is `NAMED`.
    #[graphql(default)]
    participant_ids: Vec<ParticipantId>,
}

impl From<AudienceInput> for Readership {
    fn from(input: AudienceInput) -> Self {
        Self::new(input.audience, input.organization_id, input.participant_ids)
    }
}

fn readership(input: Option<AudienceInput>) -> Readership {
    input.map_or(Readership::PUBLIC, Into::into)
}

/// The document or page that a fact was taken from.
#[derive(InputObject, Clone)]
pub struct SourceInput {
    /// Symbol of the document, such as `A/68/98`.
    symbol: Option<String>,
    /// Paragraph of the document.
    paragraph: Option<String>,
    /// Date of the document.
    on: Option<Date>,
    /// Address of the document or page: http or https.
    url: Option<String>,
    /// Language of the document or page.
    language: Option<Language>,
    /// Its words, quoted.
    quote: Option<String>,
}

fn source(input: Option<SourceInput>) -> Source {
    input.map_or_else(
        Source::default,
        |SourceInput {
             symbol,
             paragraph,
             on,
             url,
             language,
             quote,
         }| Source {
            symbol,
            paragraph,
            on: on.map(Into::into),
            url,
            language,
            quote,
        },
    )
}

/// What a commitment says.
#[derive(InputObject, Clone)]
pub struct CommitmentContentInput {
    /// Participants named as undertaking it jointly; each confirms that itself.
    #[graphql(default)]
    joint_participant_ids: Vec<ParticipantId>,
    /// Provisions it answers.
    #[graphql(default)]
    provision_ids: Vec<ProvisionId>,
    /// What was undertaken, in one line; at least in the original language.
    title: Vec<TextInput>,
    /// What was undertaken, at length.
    #[graphql(default)]
    summary: Vec<TextInput>,
    /// The language it is written in; that text is authoritative.
    original_language: Language,
    /// How far it binds.
    legal_force: Option<LegalForce>,
    /// Whether the participant can begin.
    readiness: Option<Readiness>,
    /// Day it was undertaken.
    made_on: Option<Date>,
    /// Day by which it is meant to be kept, as far as can be said.
    indicative_on: Option<Date>,
    /// Day by which it is to be kept.
    definitive_on: Option<Date>,
    /// Who may read it; everybody where empty.
    audience: Option<AudienceInput>,
    /// Where it was taken from.
    source: Option<SourceInput>,
}

impl TryFrom<CommitmentContentInput> for Content {
    type Error = Problem;

    fn try_from(input: CommitmentContentInput) -> Result<Self, Problem> {
        Ok(Self {
            joint: input.joint_participant_ids,
            provisions: input.provision_ids,
            title: texts("title", input.title)?,
            summary: texts("summary", input.summary)?,
            original_language: input.original_language,
            legal_force: input.legal_force.unwrap_or(LegalForce::VoluntaryNonBinding),
            readiness: input.readiness.unwrap_or(Readiness::Ready),
            made_on: input.made_on.map(Into::into),
            indicative_on: input.indicative_on.map(Into::into),
            definitive_on: input.definitive_on.map(Into::into),
            readership: readership(input.audience),
            source: source(input.source),
        })
    }
}

/// What an indicator is defined by.
#[derive(InputObject, Clone)]
pub struct IndicatorContentInput {
    /// What is counted; at least in the original language.
    name: Vec<TextInput>,
    /// The language it is written in.
    original_language: Language,
    /// Unit of the values, in words.
    unit: String,
    /// Value at the start.
    baseline: Option<f64>,
    /// Day of the baseline.
    baseline_on: Option<Date>,
    /// Value aimed at.
    target: Option<f64>,
    /// Day of the target.
    target_on: Option<Date>,
}

impl TryFrom<IndicatorContentInput> for IndicatorDefinition {
    type Error = Problem;

    fn try_from(input: IndicatorContentInput) -> Result<Self, Problem> {
        Ok(Self {
            name: texts("name", input.name)?,
            original_language: input.original_language,
            unit: input.unit,
            baseline: input.baseline,
            baseline_on: input.baseline_on.map(Into::into),
            target: input.target,
            target_on: input.target_on.map(Into::into),
        })
    }
}

/// What a progress update says.
#[derive(InputObject, Clone)]
pub struct ProgressUpdateContentInput {
    /// Code of the reporting period it belongs to, such as `2026`; the one in which `reportedOn` lies where empty.
    period: Option<String>,
    /// How far the participant says it has got; `NO_CHANGE` has an act of its own.
    reported_state: ReportedState,
    /// What the participant says; needed to submit it.
    #[graphql(default)]
    narrative: Vec<TextInput>,
    /// The language it is written in; that text is authoritative.
    original_language: Language,
    /// Who may read it; everybody who may read the commitment where empty.
    audience: Option<AudienceInput>,
    /// Where it was taken from.
    source: Option<SourceInput>,
    /// The day it speaks of; today where empty.
    reported_on: Option<Date>,
}

impl TryFrom<ProgressUpdateContentInput> for UpdateContent {
    type Error = Problem;

    fn try_from(input: ProgressUpdateContentInput) -> Result<Self, Problem> {
        Ok(Self {
            period: input.period,
            reported_state: input.reported_state,
            narrative: texts("narrative", input.narrative)?,
            original_language: input.original_language,
            readership: readership(input.audience),
            source: source(input.source),
            reported_on: input.reported_on.map(Into::into),
        })
    }
}

/// `inputs! { /// doc  Name for id: Id { /// doc  field: Type, … } … }`: inputs of acts on a record.
macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident for $(#[$id_doc:meta])? $id:ident: $id_type:ty { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(InputObject, Clone)]
        pub struct $name {
            $(#[$id_doc])?
            pub $id: $id_type,
            $($(#[$field_doc])* pub $field: $type,)*
            /// A key of the client's choosing, 8 to 200 characters: the same key and input again give the same answer.
            pub idempotency_key: Option<String>,
        }
    )+};
}

inputs! {
    /// What `commitmentDraft` is told.
    CommitmentDraftInput for /** Who undertakes it. */ participant_id: ParticipantId {
        /// What it says.
        content: CommitmentContentInput,
    }
    /// What `commitmentReport` is told.
    CommitmentReportInput for /** Who undertook it, as is reported. */ participant_id: ParticipantId {
        /// Who reports it; needed where one serves several participants.
        reporter_id: Option<ParticipantId>,
        /// What it says; a source is needed.
        content: CommitmentContentInput,
    }
    /// What `commitmentEdit` is told.
    CommitmentEditInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// All that it says.
        content: CommitmentContentInput,
        /// Why a date changes; needed where others have seen the old one, which is kept with it.
        note: Option<String>,
    }
    /// What `commitmentDiscard` is told.
    CommitmentDiscardInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentSubmit` is told.
    CommitmentSubmitInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentReturn` is told.
    CommitmentReturnInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, for the participant's people.
        note: String,
    }
    /// What `commitmentPublish` is told.
    CommitmentPublishInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentStart` is told.
    CommitmentStartInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentComplete` is told.
    CommitmentCompleteInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentSuspend` is told.
    CommitmentSuspendInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, for the participant's people.
        note: String,
    }
    /// What `commitmentResume` is told.
    CommitmentResumeInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentWithdraw` is told.
    CommitmentWithdrawInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, in the participant's words.
        note: Option<String>,
    }
    /// What `commitmentSupersede` is told.
    CommitmentSupersedeInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// The commitment that replaces it; published, under way or completed.
        superseded_by_id: CommitmentId,
    }
    /// What `commitmentReviseDate` is told.
    CommitmentReviseDateInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Which date.
        date: CommitmentDate,
        /// The new day; none where it can no longer be said.
        new_on: Option<Date>,
        /// Why.
        reason: String,
        /// Language of the reason; that of the request where empty.
        language: Option<Language>,
    }
    /// What `commitmentSetAudience` is told.
    CommitmentSetAudienceInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Who may read it from now on.
        audience: AudienceInput,
    }
    /// What `commitmentConfirm` is told.
    CommitmentConfirmInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentCorrect` is told.
    CommitmentCorrectInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// All that it says.
        content: CommitmentContentInput,
        /// What was corrected and why, in the participant's words; dates that were shown are kept with it.
        note: Option<String>,
    }
    /// What `commitmentDecline` is told.
    CommitmentDeclineInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, in the participant's words.
        note: Option<String>,
    }
    /// What `commitmentJoin` is told.
    CommitmentJoinInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commitmentLeave` is told.
    CommitmentLeaveInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `progressUpdateDraft` is told.
    ProgressUpdateDraftInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// For whom; needed where one serves several of those who undertake it.
        participant_id: Option<ParticipantId>,
        /// What it says.
        content: ProgressUpdateContentInput,
    }
    /// What `progressUpdateNoChange` is told.
    ProgressUpdateNoChangeInput for /** The record to act on. */ commitment_id: CommitmentId {
    }
    /// What `progressUpdateEdit` is told.
    ProgressUpdateEditInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// All that it says.
        content: ProgressUpdateContentInput,
    }
    /// What `progressUpdateDiscard` is told.
    ProgressUpdateDiscardInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `progressUpdateSendForClearance` is told.
    ProgressUpdateSendForClearanceInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `progressUpdateSubmit` is told.
    ProgressUpdateSubmitInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `progressUpdateReturn` is told.
    ProgressUpdateReturnInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, for the participant's people.
        note: String,
    }
    /// What `progressUpdatePublish` is told.
    ProgressUpdatePublishInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `progressUpdateWithdraw` is told.
    ProgressUpdateWithdrawInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why, in the participant's words.
        note: Option<String>,
    }
    /// What `progressUpdateSetAudience` is told.
    ProgressUpdateSetAudienceInput for /** The record to act on. */ progress_update_id: ProgressUpdateId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Who may read it from now on.
        audience: AudienceInput,
    }
    /// What `milestoneAdd` is told.
    MilestoneAddInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// What is to be reached; at least in the original language.
        title: Vec<TextInput>,
        /// The language it is written in.
        original_language: Language,
        /// The day it is planned for.
        due_on: Date,
    }
    /// What `milestoneRevise` is told.
    MilestoneReviseInput for /** The record to act on. */ milestone_id: MilestoneId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// The new day.
        due_on: Date,
        /// Why; may be empty for drafts.
        reason: String,
        /// Language of the reason; that of the request where empty.
        language: Option<Language>,
    }
    /// What `milestoneReach` is told.
    MilestoneReachInput for /** The record to act on. */ milestone_id: MilestoneId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// The day it was reached.
        reached_on: Date,
    }
    /// What `milestoneDrop` is told.
    MilestoneDropInput for /** The record to act on. */ milestone_id: MilestoneId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `evidenceLink` is told.
    EvidenceLinkInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// The update it supports; none where it supports the commitment itself.
        progress_update_id: Option<ProgressUpdateId>,
        /// What it is.
        title: String,
        /// Language it is in.
        language: Option<Language>,
        /// Address: http or https.
        url: String,
        /// Who may read it; everybody who may read what it belongs to where empty.
        audience: Option<AudienceInput>,
    }
    /// What `evidenceRemove` is told.
    EvidenceRemoveInput for /** The record to act on. */ evidence_id: EvidenceId {
    }
    /// What `indicatorDefine` is told.
    IndicatorDefineInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// What the indicator is defined by.
        content: IndicatorContentInput,
    }
    /// What `indicatorEdit` is told.
    IndicatorEditInput for /** The record to act on. */ indicator_id: IndicatorId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// What the indicator is defined by.
        content: IndicatorContentInput,
    }
    /// What `indicatorRecord` is told.
    IndicatorRecordInput for /** The record to act on. */ indicator_id: IndicatorId {
        /// The value.
        value: f64,
        /// Day of the measurement.
        measured_on: Date,
        /// A remark on it.
        note: Option<String>,
    }
    /// What `indicatorValueCorrect` is told.
    IndicatorValueCorrectInput for /** The record to act on. */ indicator_value_id: IndicatorValueId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// The value.
        value: f64,
        /// Day of the measurement.
        measured_on: Date,
        /// A remark on it.
        note: Option<String>,
    }
    /// What `assessmentRecord` is told.
    AssessmentRecordInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// The reading.
        rating: AssessmentRating,
        /// How it was arrived at.
        method: String,
        /// What is to be added.
        note: Option<String>,
        /// Language of method and note; that of the request where empty.
        language: Option<Language>,
    }
    /// What `commentSubmit` is told.
    CommentSubmitInput for /** The record to act on. */ commitment_id: CommitmentId {
        /// For whom; needed where one serves several stakeholders.
        participant_id: Option<ParticipantId>,
        /// The remark.
        text: String,
        /// Language of the remark; that of the request where empty.
        language: Option<Language>,
    }
    /// What `commentPublish` is told.
    CommentPublishInput for /** The record to act on. */ comment_id: CommentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
    }
    /// What `commentRefuse` is told.
    CommentRefuseInput for /** The record to act on. */ comment_id: CommentId {
        /// Version of the record that was looked at; the act is refused if it has changed meanwhile.
        version: i32,
        /// Why.
        reason: String,
    }
}
