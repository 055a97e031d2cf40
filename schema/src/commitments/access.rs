//! Who may read commitments and what hangs on them, and who may do what to them in which state.

use super::{Commitment, CommitmentStatus};
use crate::tables::{commitments, progress_updates};
use crate::{Actor, Error, Problem, ProblemCode, Result, Role, values};

pub use CommitmentAct as Act;
use diesel::prelude::*;
use diesel::sql_types::Bool;

values! {
    /// Something that may be done to a commitment.
    pub enum CommitmentAct {
        /// Change what it says.
        Edit = "edit",
        /// Throw the draft away.
        Discard = "discard",
        /// Hand it to the secretariat.
        Submit = "submit",
        /// Send it back with a note.
        Return = "return",
        /// Show it to its audience.
        Publish = "publish",
        /// Say that it is under way.
        Start = "start",
        /// Report it complete.
        Complete = "complete",
        /// Suspend it for a time.
        Suspend = "suspend",
        /// Take it up again.
        Resume = "resume",
        /// Withdraw it.
        Withdraw = "withdraw",
        /// Replace it by another commitment.
        Supersede = "supersede",
        /// Revise a date, keeping the old one.
        ReviseDate = "revise_date",
        /// Choose another audience.
        SetAudience = "set_audience",
        /// Confirm what another reported.
        Confirm = "confirm",
        /// Correct what another reported.
        Correct = "correct",
        /// Decline what another reported.
        Decline = "decline",
        /// Keep milestones, indicators and evidence.
        Keep = "keep",
        /// Report progress.
        Report = "report",
        /// Assess progress.
        Assess = "assess",
        /// Comment on the record.
        Comment = "comment",
    }
}

/// Those who write for a participant.
pub const FILERS: &[Role] = &[
    Role::Drafter,
    Role::Approver,
    Role::FocalPoint,
    Role::Stakeholder,
    Role::RegionalEditor,
];
/// Those who decide for a participant.
pub const DECIDERS: &[Role] = &[
    Role::Approver,
    Role::FocalPoint,
    Role::Stakeholder,
    Role::RegionalEditor,
];

impl Act {
    /// The states of a commitment in which it may be done.
    pub const fn states(self) -> &'static [CommitmentStatus] {
        use CommitmentStatus::{Completed, Draft, InProgress, Published, Returned, Submitted, Suspended, Unconfirmed};
        match self {
            Self::Edit => &[Draft, Returned],
            Self::Discard => &[Draft],
            Self::Submit => &[Draft, Returned],
            Self::Return => &[Submitted],
            Self::Publish => &[Submitted, Unconfirmed],
            Self::Start => &[Published],
            Self::Complete => &[Published, InProgress],
            Self::Suspend => &[Published, InProgress],
            Self::Resume => &[Suspended],
            Self::Withdraw => &[Submitted, Returned, Published, InProgress, Suspended],
            Self::Supersede => &[Published, InProgress, Completed, Suspended],
            Self::ReviseDate => &[Published, InProgress, Suspended],
            Self::SetAudience => &[Draft, Returned, Submitted, Published, InProgress, Completed, Suspended],
            Self::Confirm | Self::Correct | Self::Decline => &[Unconfirmed],
            Self::Keep => &[Draft, Returned, Published, InProgress, Suspended],
            Self::Report => &[Published, InProgress, Completed, Suspended],
            Self::Assess | Self::Comment => &[Published, InProgress, Completed, Unconfirmed, Suspended],
        }
    }
}

/// The filter of a list of commitments: what an asker with these keys may read.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn visible_to<'a>(keys: &'a [String], is_platform: bool) -> _ {
    let everything: diesel::dsl::AsExprOf<bool, Bool> = is_platform.into_sql::<Bool>();
    commitments::is_public
        .or(commitments::readers.overlaps_with(keys))
        .or(everything)
}

/// The filter of a list of progress updates: readers of an update may read its commitment as well.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn visible_updates_to<'a>(keys: &'a [String], is_platform: bool) -> _ {
    let everything: diesel::dsl::AsExprOf<bool, Bool> = is_platform.into_sql::<Bool>();
    progress_updates::is_public
        .or(progress_updates::readers
            .overlaps_with(keys)
            .and(progress_updates::parent_readers.overlaps_with(keys)))
        .or(everything)
}

/// Whether the asker's roles let them do it, in whatever state the commitment is.
pub fn may(actor: &Actor, act: Act, commitment: &Commitment) -> bool {
    let owner = commitment.participant_id;
    let files = actor.serves(owner, FILERS);
    let decides = actor.serves(owner, DECIDERS);
    let is_recorded_by_secretariat =
        commitment.recorded_by_id.is_none() && commitment.provenance != super::Provenance::AsSubmitted;
    let records = is_recorded_by_secretariat && actor.is_secretariat(&[Role::Editor]);
    let is_joint = commitment.joint_ids.iter().any(|joint| actor.serves(*joint, FILERS));
    match act {
        Act::Edit | Act::Discard => files || records,
        // What hangs on a shown record is shown at once: it takes those who clear.
        Act::Keep if commitment.published_at.is_some() => decides || records,
        Act::Keep => files || records,
        Act::Submit | Act::ReviseDate => decides || records,
        Act::Start | Act::Complete | Act::Suspend | Act::Resume | Act::Withdraw | Act::Supersede | Act::SetAudience => {
            decides || records
        }
        Act::Confirm | Act::Correct | Act::Decline => decides,
        Act::Report => files || is_joint || records,
        Act::Return | Act::Publish | Act::Assess => actor.is_secretariat(&[Role::Reviewer]),
        Act::Comment => {
            let participants = actor.person().into_iter().flat_map(crate::Person::participants);
            // The secretariat moderates: nothing can be put to it on a record that it may not read.
            commitment.readership().is_reviewed()
                && participants
                    .into_iter()
                    .any(|participant| participant != owner && actor.serves(participant, &[Role::Stakeholder]))
        }
    }
}

/// May the asker do this now? Hidden is missing; a role that lacks is forbidden; a wrong state is said with the state.
pub fn allow(actor: &Actor, act: Act, commitment: &Commitment) -> Result<()> {
    if !actor.reads(&commitment.readers) {
        return Err(Error::NotFound);
    }
    if !may(actor, act, commitment) {
        return Err(Error::Forbidden);
    }
    if !act.states().contains(&commitment.status) {
        return Err(Problem::new("commitmentId", ProblemCode::WrongState)
            .with("status", commitment.status)
            .into());
    }
    Ok(())
}

/// What the asker may do to it now.
pub fn acts_open_to(actor: &Actor, commitment: &Commitment) -> Vec<Act> {
    Act::ALL
        .iter()
        .copied()
        .filter(|act| allow(actor, *act, commitment).is_ok())
        .collect()
}
