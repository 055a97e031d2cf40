//! Who may read commitments and what hangs on them, and who may do what to them in which state.

use super::{Commitment, CommitmentStatus};
use crate::directory::ParticipantKind;
use crate::ids::ParticipantId;
use crate::tables::{commitments, memberships, participants, progress_updates};
use crate::{Actor, Connection, Error, Problem, ProblemCode, Result, Role, values};

pub use CommitmentAct as Act;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

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
        /// Confirm, as a joint participant, that one undertakes it too.
        Join = "join",
        /// Take oneself, as a joint participant, off the record.
        Leave = "leave",
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
            Self::Return => &[Submitted, Unconfirmed],
            Self::Publish => &[Submitted, Unconfirmed],
            Self::Start => &[Published],
            Self::Complete => &[Published, InProgress],
            Self::Suspend => &[Published, InProgress],
            Self::Resume => &[Suspended],
            Self::Withdraw => &[Submitted, Returned, Unconfirmed, Published, InProgress, Suspended],
            Self::Supersede => &[Published, InProgress, Completed, Suspended],
            Self::ReviseDate => &[Published, InProgress, Suspended],
            Self::SetAudience => &[Draft, Returned, Submitted, Published, InProgress, Completed, Suspended],
            Self::Confirm | Self::Correct | Self::Decline => &[Unconfirmed],
            Self::Join | Self::Leave => &[
                Submitted,
                Returned,
                Published,
                InProgress,
                Completed,
                Unconfirmed,
                Suspended,
            ],
            Self::Keep => &[Draft, Returned, Published, InProgress, Suspended],
            Self::Report => &[Published, InProgress, Completed, Suspended],
            Self::Assess | Self::Comment => &[Published, InProgress, Completed, Unconfirmed, Suspended],
        }
    }

    /// Whether it may be done to the commitment as it stands.
    pub fn is_open(self, commitment: &Commitment) -> bool {
        // What another reported is reviewed once: after it was shown its participant has the word.
        let is_past_review = commitment.status == CommitmentStatus::Unconfirmed && commitment.published_at.is_some();
        self.states().contains(&commitment.status) && !(is_past_review && matches!(self, Self::Return | Self::Publish))
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

/// Whether whoever holds one of these keys to all that `everybody` may read holds a key in `may_read` too.
///
/// Keys are compared as they stand; only a participant that is named is looked up, since it may read as a State or as a
/// member of an organization as well.
pub(super) async fn all_may_read(
    conn: &mut Connection,
    everybody: &[String],
    may_read: &[String],
    today: NaiveDate,
) -> Result<bool> {
    let holds = |key: &str| may_read.iter().any(|other| other == key);
    if holds("public") {
        return Ok(true);
    }
    let mut named = Vec::new();
    for key in everybody.iter().filter(|key| !holds(key)) {
        match key.strip_prefix("p:").and_then(|id| id.parse().ok()) {
            Some(id) => named.push(ParticipantId(id)),
            None => return Ok(false),
        }
    }
    named.sort();
    named.dedup();
    let organizations: Vec<ParticipantId> = may_read
        .iter()
        .filter_map(|key| key.strip_prefix("o:")?.parse().ok().map(ParticipantId))
        .collect();
    let members: Vec<ParticipantId> = memberships::table
        .filter(memberships::organization_id.eq_any(&organizations))
        .filter(memberships::participant_id.eq_any(&named))
        .filter(memberships::from_on.le(today))
        .filter(memberships::to_on.is_null().or(memberships::to_on.ge(today)))
        .select(memberships::participant_id)
        .load(conn)
        .await?;
    let kinds: Vec<(ParticipantId, ParticipantKind)> = participants::table
        .filter(participants::id.eq_any(&named))
        .select((participants::id, participants::kind))
        .load(conn)
        .await?;
    let reads_otherwise = |(id, kind): &(ParticipantId, ParticipantKind)| {
        (kind.is_state() && holds("states")) || organizations.contains(id) || members.contains(id)
    };
    Ok(kinds.len() == named.len() && kinds.iter().all(reads_otherwise))
}

/// Whether the asker's roles let them do it, however the commitment stands.
///
/// What another recorded is in the hands of whoever recorded it until it is shown as confirmed: a participant answers it,
/// and acts on it only from then on. The secretariat's editors keep what they recorded until the participant acts.
pub fn may(actor: &Actor, act: Act, commitment: &Commitment) -> bool {
    use CommitmentStatus::{Draft, Returned, Unconfirmed};
    let owner = commitment.participant_id;
    let is_reported = commitment.is_reported();
    let is_with_reporter = is_reported && matches!(commitment.status, Draft | Returned | Unconfirmed);
    let serves = |roles| {
        let by_owner = !is_with_reporter && actor.serves(owner, roles);
        let by_reporter = match commitment.recorded_by_id {
            Some(reporter) => is_with_reporter && actor.serves(reporter, roles),
            None => is_reported && actor.is_secretariat(&[Role::Editor]),
        };
        by_owner || by_reporter
    };
    match act {
        Act::Edit | Act::Discard => serves(FILERS),
        // What hangs on a shown record is shown at once: it takes those who clear.
        Act::Keep if commitment.published_at.is_some() => serves(DECIDERS),
        Act::Keep => serves(FILERS),
        Act::Submit
        | Act::ReviseDate
        | Act::Start
        | Act::Complete
        | Act::Suspend
        | Act::Resume
        | Act::Withdraw
        | Act::Supersede => serves(DECIDERS),
        // A report is for everybody: only its participant may choose for whom else.
        Act::SetAudience => !is_with_reporter && serves(DECIDERS),
        Act::Confirm | Act::Correct | Act::Decline => actor.serves(owner, DECIDERS),
        Act::Join => joint_served(actor, commitment, DECIDERS).any(|joint| !commitment.joined_ids.contains(&joint)),
        Act::Leave => joint_served(actor, commitment, DECIDERS).next().is_some(),
        Act::Report => authors(actor, commitment).next().is_some(),
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

/// The joint participants of a commitment that the asker serves in one of the roles.
pub(super) fn joint_served<'a>(
    actor: &'a Actor,
    commitment: &'a Commitment,
    roles: &'static [Role],
) -> impl Iterator<Item = ParticipantId> + 'a {
    let joint = commitment.joint_ids.iter().copied();
    joint.filter(move |joint| actor.serves(*joint, roles))
}

/// For whom the asker may report progress: the participant, or a joint one that has joined. An update is their own word,
/// nobody else's.
pub(super) fn authors<'a>(actor: &'a Actor, commitment: &'a Commitment) -> impl Iterator<Item = ParticipantId> + 'a {
    std::iter::once(commitment.participant_id)
        .chain(commitment.joined_ids.iter().copied())
        .filter(|participant| actor.serves(*participant, FILERS))
}

/// The one of those served for whom the asker acts. Whoever serves several says which: it decides whose word it is, and
/// who may read it.
pub(super) fn acts_for(
    field: &str,
    mut served: impl Iterator<Item = ParticipantId>,
    given: Option<ParticipantId>,
) -> Result<ParticipantId> {
    match (given, served.next()) {
        (_, None) => Err(Error::Forbidden),
        (Some(given), Some(first)) if given == first || served.any(|one| one == given) => Ok(given),
        (Some(_), Some(_)) => Err(Error::Forbidden),
        (None, Some(only)) if served.next().is_none() => Ok(only),
        (None, Some(_)) => Err(Error::problem(field, ProblemCode::Required)),
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
    if !act.is_open(commitment) {
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
