//! Acts on commitments: each takes the time, locks its row, checks, writes; the audit and the queue follow in the database.

use super::audiences::check_readers;
use super::dates::{keep_revision, revisions};
use super::queries::{judge, lock, lock_for};
use super::rules::{note, published_as};
use super::{Act, Commitment, CommitmentStatus, Content, Provenance, Readership, access};
use crate::actor::*;
use crate::tables::{commitment_provisions, commitments, participants, provisions};
use crate::text::Problems;
use crate::{Connection, Error, ProblemCode, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;

/// The columns that hold what a commitment says, but its dates.
macro_rules! words_of {
    ($content:expr) => {
        (
            commitments::joint_ids.eq(&$content.joint),
            commitments::title.eq(&$content.title),
            commitments::summary.eq(&$content.summary),
            commitments::original_language.eq($content.original_language),
            commitments::legal_force.eq($content.legal_force),
            commitments::readiness.eq($content.readiness),
            commitments::source.eq(&$content.source),
            commitments::audience.eq($content.readership.audience),
            commitments::audience_organization_id.eq($content.readership.organization),
            commitments::audience_ids.eq(&$content.readership.named),
        )
    };
}

/// Begins a commitment of a participant; only its people may.
pub async fn draft(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    participant: ParticipantId,
    content: Content,
) -> Result<CommitmentId> {
    if !actor.serves(participant, access::FILERS) {
        // Participants are public: nothing is told by refusing.
        return Err(Error::Forbidden);
    }
    insert(
        conn,
        now,
        participant,
        content,
        Provenance::AsSubmitted,
        CommitmentStatus::Draft,
        None,
    )
    .await
}

/// Reports a commitment of another participant, with its source: unconfirmed until that participant acts.
///
/// The secretariat's editors record in the same way; what they heard said themselves needs no document.
pub async fn report(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    participant: ParticipantId,
    reporter: Option<ParticipantId>,
    content: Content,
) -> Result<CommitmentId> {
    let reporters = actor
        .signed_in()?
        .participants()
        .filter(|own| *own != participant && actor.serves(*own, access::FILERS));
    let by = match access::acts_for("reporterId", reporters, reporter) {
        Err(Error::Forbidden) if reporter.is_none() && actor.is_secretariat(&[Role::Editor]) => None,
        other => Some(other?),
    };
    check_report(&content, by)?;
    let provenance = if content.source.is_named() {
        Provenance::PublicDocument
    } else {
        Provenance::AsRecorded
    };
    insert(
        conn,
        now,
        participant,
        content,
        provenance,
        CommitmentStatus::Unconfirmed,
        by,
    )
    .await
}

/// A report names where it was taken from, and is for everybody: its participant alone chooses another audience.
fn check_report(content: &Content, by: Option<ParticipantId>) -> Result<()> {
    let mut problems = Problems::default();
    problems.check(
        by.is_none() || content.source.is_named(),
        "source",
        ProblemCode::Required,
    );
    problems.check(
        content.readership == Readership::PUBLIC,
        "audience",
        ProblemCode::AudienceIncomplete,
    );
    problems.none_or_rejected()
}

async fn insert(
    conn: &mut Connection,
    now: DateTime<Utc>,
    participant: ParticipantId,
    content: Content,
    provenance: Provenance,
    status: CommitmentStatus,
    recorded_by: Option<ParticipantId>,
) -> Result<CommitmentId> {
    let content = content.checked(participant, now.date_naive())?;
    check_references(conn, participant, &content, now.date_naive()).await?;
    let id = CommitmentId::new();
    diesel::insert_into(commitments::table)
        .values((
            (
                commitments::id.eq(id),
                commitments::reference.eq(""),
                commitments::participant_id.eq(participant),
                commitments::recorded_by_id.eq(recorded_by),
                commitments::status.eq(status),
                commitments::provenance.eq(provenance),
                commitments::made_on.eq(content.made_on),
                commitments::indicative_on.eq(content.indicative_on),
                commitments::definitive_on.eq(content.definitive_on),
                commitments::created_at.eq(now),
                commitments::changed_at.eq(now),
                commitments::submitted_at.eq((status != CommitmentStatus::Draft).then_some(now)),
            ),
            words_of!(content),
        ))
        .execute(conn)
        .await?;
    answer_provisions(conn, id, &content.provisions).await?;
    Ok(id)
}

async fn answer_provisions(conn: &mut Connection, id: CommitmentId, answered: &[ProvisionId]) -> Result<()> {
    let dropped = commitment_provisions::table
        .filter(commitment_provisions::commitment_id.eq(id))
        .filter(commitment_provisions::provision_id.ne_all(answered));
    diesel::delete(dropped).execute(conn).await?;
    let rows = provisions::table.filter(provisions::id.eq_any(answered)).select((
        provisions::id,
        diesel::dsl::sql::<sql_types::Uuid>("").bind::<sql_types::Uuid, _>(id),
        provisions::theme,
    ));
    diesel::insert_into(commitment_provisions::table)
        .values(rows)
        .into_columns((
            commitment_provisions::provision_id,
            commitment_provisions::commitment_id,
            commitment_provisions::theme,
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// Changes what a draft or returned commitment says; `reason` says why where a date changes that was shown before.
pub async fn edit(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    content: Content,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Edit, id, Some(version)).await?;
    if commitment.is_reported() {
        check_report(&content, commitment.recorded_by_id)?;
    }
    let is_needed = was_shown(&commitment) && !revisions(&commitment, &content).is_empty();
    let reason = note("note", reason, is_needed)?;
    rewrite(conn, now, &commitment, content, &reason).await?;
    stay(conn, actor, now, &commitment).await
}

async fn rewrite(
    conn: &mut Connection,
    now: DateTime<Utc>,
    commitment: &Commitment,
    content: Content,
    reason: &str,
) -> Result<()> {
    let content = content.checked(commitment.participant_id, now.date_naive())?;
    check_references(conn, commitment.participant_id, &content, now.date_naive()).await?;
    if was_shown(commitment) {
        let (id, language) = (commitment.id, content.original_language);
        for (field, old_on, new_on) in revisions(commitment, &content) {
            keep_revision(conn, now, id, None, field.code(), old_on, new_on, reason, language).await?;
        }
    }
    diesel::update(commitments::table.find(commitment.id))
        .set((
            words_of!(content),
            commitments::made_on.eq(content.made_on),
            commitments::indicative_on.eq(content.indicative_on),
            commitments::definitive_on.eq(content.definitive_on),
        ))
        .execute(conn)
        .await?;
    answer_provisions(conn, commitment.id, &content.provisions).await
}

/// Whether others have seen its dates: it is shown, or under review once more.
const fn was_shown(commitment: &Commitment) -> bool {
    commitment.published_at.is_some() || commitment.reviewed_from.is_some()
}

/// Throws a draft away.
pub async fn discard(conn: &mut Connection, actor: &Actor, id: CommitmentId, version: i32) -> Result<CommitmentId> {
    lock_for(conn, actor, Act::Discard, id, Some(version)).await?;
    diesel::delete(commitments::table.find(id)).execute(conn).await?;
    Ok(id)
}

/// Hands a commitment to the secretariat; one that the secretariat may not read is shown to its readers at once. What
/// another reported stays unconfirmed.
pub async fn submit(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Submit, id, Some(version)).await?;
    if commitment.is_reported() && commitment.reviewed_from.is_none() {
        step(conn, actor, now, &commitment, CommitmentStatus::Unconfirmed, "").await
    } else if commitment.readership().is_reviewed() {
        step(conn, actor, now, &commitment, CommitmentStatus::Submitted, "").await
    } else {
        show(conn, actor, now, &commitment, "").await
    }
}

/// Sends a commitment back to its participant, or a report to whoever made it, with a note.
pub async fn return_to_participant(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Return, id, Some(version)).await?;
    let reason = note("note", reason, true)?;
    step(conn, actor, now, &commitment, CommitmentStatus::Returned, &reason).await
}

/// Shows a reviewed commitment to its audience. One reported by another is shown as unconfirmed.
pub async fn publish(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Publish, id, Some(version)).await?;
    show(conn, actor, now, &commitment, "").await
}

/// Says that a commitment is under way.
pub async fn start(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Start, id, Some(version)).await?;
    step(conn, actor, now, &commitment, CommitmentStatus::InProgress, "").await
}

/// Reports a commitment complete.
pub async fn complete(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Complete, id, Some(version)).await?;
    step(conn, actor, now, &commitment, CommitmentStatus::Completed, "").await
}

/// Suspends a commitment for a time, saying why.
pub async fn suspend(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Suspend, id, Some(version)).await?;
    let reason = note("note", reason, true)?;
    step(conn, actor, now, &commitment, CommitmentStatus::Suspended, &reason).await
}

/// Takes a suspended commitment up again, where it stood.
pub async fn resume(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Resume, id, Some(version)).await?;
    step(
        conn,
        actor,
        now,
        &commitment,
        commitment.status_before.unwrap_or(CommitmentStatus::Published),
        "",
    )
    .await
}

/// Withdraws a commitment, or, until its participant has acted, a report of one; what was shown stays visible as withdrawn.
pub async fn withdraw(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Withdraw, id, Some(version)).await?;
    let reason = note("note", reason, false)?;
    step(conn, actor, now, &commitment, CommitmentStatus::Withdrawn, &reason).await
}

/// Replaces a commitment by another of the same participant, which its readers may read as well.
pub async fn supersede(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    by: CommitmentId,
) -> Result<CommitmentId> {
    // Both are locked: of two that would replace each other at the same moment, one comes first.
    let both = lock(conn, actor, &[id, by]).await?;
    let find = |id| both.iter().find(|one| one.id == id);
    let commitment = find(id).ok_or(Error::NotFound)?;
    judge(actor, Act::Supersede, commitment, Some(version))?;
    let wrong = || Error::problem("supersededById", ProblemCode::InvalidReference);
    let other = find(by).ok_or_else(wrong)?;
    let fits = other.id != id
        && other.participant_id == commitment.participant_id
        && matches!(
            other.status,
            CommitmentStatus::Published | CommitmentStatus::InProgress | CommitmentStatus::Completed
        )
        && access::all_may_read(conn, &commitment.readers, &other.readers, now.date_naive()).await?;
    if !fits {
        return Err(wrong());
    }
    // In this order: nothing is replaced before it is superseded.
    step(conn, actor, now, commitment, CommitmentStatus::Superseded, "").await?;
    diesel::update(commitments::table.find(id))
        .set(commitments::superseded_by_id.eq(by))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Confirms, as the participant, what another reported.
pub async fn confirm(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Confirm, id, Some(version)).await?;
    show(conn, actor, now, &acknowledged(commitment), "").await
}

/// Corrects, as the participant, what another reported: its own words stand from then on.
pub async fn correct(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    content: Content,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Correct, id, Some(version)).await?;
    // What others said of it a participant corrects without having to explain itself.
    let reason = note("note", reason, false)?;
    rewrite(conn, now, &commitment, content, &reason).await?;
    diesel::update(commitments::table.find(id))
        .set(commitments::provenance.eq(Provenance::AsSubmitted))
        .execute(conn)
        .await?;
    show(conn, actor, now, &acknowledged(commitment), &reason).await
}

/// What another reported, once its participant stands by it.
fn acknowledged(commitment: Commitment) -> Commitment {
    Commitment {
        status: CommitmentStatus::Submitted,
        ..commitment
    }
}

/// Declines, as the participant, what another reported.
pub async fn decline(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    reason: &str,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Decline, id, Some(version)).await?;
    let reason = note("note", reason, false)?;
    step(conn, actor, now, &commitment, CommitmentStatus::Declined, &reason).await
}

/// Joins, as a joint participant, a commitment that one was only named in so far.
pub async fn join(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Join, id, Some(version)).await?;
    let joining = access::joint_served(actor, &commitment, access::DECIDERS);
    let joined: Vec<ParticipantId> = commitment.joined_ids.iter().copied().chain(joining).collect();
    diesel::update(commitments::table.find(id))
        .set((commitments::joined_ids.eq(joined), commitments::changed_at.eq(now)))
        .execute(conn)
        .await?;
    stay(conn, actor, now, &commitment).await
}

/// Takes oneself, as a joint participant, off a commitment, whether one had joined it or was only named.
pub async fn leave(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Leave, id, Some(version)).await?;
    for leaving in access::joint_served(actor, &commitment, access::DECIDERS) {
        diesel::sql_query("select leave_commitment($1, $2, $3)")
            .bind::<sql_types::Uuid, _>(id)
            .bind::<sql_types::Uuid, _>(leaving)
            .bind::<sql_types::Timestamptz, _>(now)
            .execute(conn)
            .await?;
    }
    Ok(id)
}

/// The next version of a commitment whose life goes on as it was: its content changed, or its dates.
pub(super) async fn stay(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: &Commitment,
) -> Result<CommitmentId> {
    step(conn, actor, now, commitment, commitment.status, &commitment.status_note).await
}

/// One step in a commitment's life: the next version, with what it returns to after a pause or a further review.
///
/// Whoever decides for its participant and takes a step on what another recorded makes it the participant's own.
pub(super) async fn step(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: &Commitment,
    to: CommitmentStatus,
    reason: &str,
) -> Result<CommitmentId> {
    use CommitmentStatus::{Declined, InProgress, Published, Returned, Submitted, Suspended};
    let status_before = match (commitment.status, to) {
        (Published | InProgress, Suspended) => Some(commitment.status),
        (_, Suspended | Submitted | Returned) => commitment.status_before,
        _ => None,
    };
    let reviewed_from = match (commitment.status, to) {
        (Submitted | Returned, Submitted | Returned) => commitment.reviewed_from,
        (_, Submitted) => commitment.published_at.map(|_| commitment.status),
        _ => None,
    };
    let is_own_word = actor.serves(commitment.participant_id, access::DECIDERS) && to != Declined;
    let confirmed_at = (commitment.is_reported() && is_own_word).then_some(now);
    let submitted_at = if to == Submitted {
        Some(now)
    } else {
        commitment.submitted_at
    };
    diesel::update(commitments::table.find(commitment.id))
        .set((
            commitments::status.eq(to),
            commitments::status_before.eq(status_before),
            commitments::reviewed_from.eq(reviewed_from),
            commitments::status_note.eq(reason),
            commitments::submitted_at.eq(submitted_at),
            commitments::confirmed_at.eq(commitment.confirmed_at.or(confirmed_at)),
            commitments::version.eq(commitment.version + 1),
            commitments::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(commitment.id)
}

/// From now on its audience may read it.
pub(super) async fn show(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: &Commitment,
    reason: &str,
) -> Result<CommitmentId> {
    diesel::update(commitments::table.find(commitment.id))
        .set((
            commitments::submitted_at.eq(commitment.submitted_at.or(Some(now))),
            commitments::published_at.eq(commitment.published_at.or(Some(now))),
            // Since when everybody may read it is told by this.
            commitments::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    let shown = Commitment {
        submitted_at: commitment.submitted_at.or(Some(now)),
        ..commitment.clone()
    };
    step(conn, actor, now, &shown, published_as(commitment), reason).await
}

/// Participants and provisions that the content refers to must exist, and its organization be one of the participant's.
async fn check_references(
    conn: &mut Connection,
    participant: ParticipantId,
    content: &Content,
    today: NaiveDate,
) -> Result<()> {
    let exists = diesel::select(diesel::dsl::exists(participants::table.find(participant)))
        .get_result::<bool>(conn)
        .await?;
    if !exists {
        return Err(Error::problem("participantId", ProblemCode::InvalidReference));
    }
    if !content.joint.is_empty() {
        let found: i64 = participants::table
            .filter(participants::id.eq_any(&content.joint))
            .count()
            .get_result(conn)
            .await?;
        if usize::try_from(found).ok() != Some(content.joint.len()) {
            return Err(Error::problem("jointParticipantIds", ProblemCode::InvalidReference));
        }
    }
    if !content.provisions.is_empty() {
        let found: i64 = provisions::table
            .filter(provisions::id.eq_any(&content.provisions))
            .count()
            .get_result(conn)
            .await?;
        if usize::try_from(found).ok() != Some(content.provisions.len()) {
            return Err(Error::problem("provisionIds", ProblemCode::InvalidReference));
        }
    }
    check_readers(conn, participant, &content.readership, today).await
}
