//! Acts on commitments: each takes the time, locks its row, checks, writes; the audit and the queue follow in the database.

use super::queries::lock_for;
use super::rules::{check_readership, note, published_as};
use super::{Act, Audience, Commitment, CommitmentStatus, Content, Provenance, Readership, access};
use crate::actor::*;
use crate::tables::{commitment_provisions, commitments, date_revisions, memberships, participants, provisions};
use crate::text::{self, Problems};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
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

/// Begins a commitment of a participant; only its people, or a secretariat editor recording for it, may.
pub async fn draft(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    participant: ParticipantId,
    content: Content,
) -> Result<CommitmentId> {
    let is_own = actor.serves(participant, access::FILERS);
    if !is_own && !actor.is_secretariat(&[Role::Editor]) {
        // Participants are public: nothing is told by refusing.
        return Err(Error::Forbidden);
    }
    let provenance = match is_own {
        true => Provenance::AsSubmitted,
        false if content.source.is_named() => Provenance::PublicDocument,
        false => Provenance::AsRecorded,
    };
    insert(
        conn,
        now,
        participant,
        content,
        provenance,
        CommitmentStatus::Draft,
        None,
    )
    .await
}

/// Reports a commitment of another participant, with its source: unconfirmed until that participant acts.
pub async fn report(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    participant: ParticipantId,
    content: Content,
) -> Result<CommitmentId> {
    let by = actor
        .signed_in()?
        .participants()
        .find(|own| *own != participant && actor.serves(*own, access::FILERS));
    if by.is_none() && !actor.is_secretariat(&[Role::Editor]) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    problems.check(content.source.is_named(), "source", ProblemCode::Required);
    problems.check(
        content.readership == Readership::PUBLIC,
        "audience",
        ProblemCode::AudienceIncomplete,
    );
    problems.none_or_rejected()?;
    insert(
        conn,
        now,
        participant,
        content,
        Provenance::PublicDocument,
        CommitmentStatus::Unconfirmed,
        by,
    )
    .await
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
    diesel::delete(commitment_provisions::table.filter(commitment_provisions::commitment_id.eq(id)))
        .execute(conn)
        .await?;
    let rows = provisions::table.filter(provisions::id.eq_any(answered)).select((
        provisions::id,
        diesel::dsl::sql::<diesel::sql_types::Uuid>("").bind::<diesel::sql_types::Uuid, _>(id),
        provisions::theme,
    ));
    diesel::insert_into(commitment_provisions::table)
        .values(rows)
        .into_columns((
            commitment_provisions::provision_id,
            commitment_provisions::commitment_id,
            commitment_provisions::theme,
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Changes what a draft or returned commitment says.
pub async fn edit(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    content: Content,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Edit, id, Some(version)).await?;
    rewrite(conn, now, &commitment, content).await?;
    step(conn, now, &commitment, commitment.status, &commitment.status_note).await
}

async fn rewrite(conn: &mut Connection, now: DateTime<Utc>, commitment: &Commitment, content: Content) -> Result<()> {
    let content = content.checked(commitment.participant_id, now.date_naive())?;
    check_references(conn, commitment.participant_id, &content, now.date_naive()).await?;
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

/// Throws a draft away.
pub async fn discard(conn: &mut Connection, actor: &Actor, id: CommitmentId, version: i32) -> Result<CommitmentId> {
    lock_for(conn, actor, Act::Discard, id, Some(version)).await?;
    diesel::delete(commitments::table.find(id)).execute(conn).await?;
    Ok(id)
}

/// Hands a commitment to the secretariat; one that the secretariat may not read is shown to its readers at once.
pub async fn submit(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Submit, id, Some(version)).await?;
    if commitment.readership().is_reviewed() {
        step(conn, now, &commitment, CommitmentStatus::Submitted, "").await
    } else {
        show(conn, now, &commitment).await
    }
}

/// Sends a commitment back to its participant, with a note.
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
    step(conn, now, &commitment, CommitmentStatus::Returned, &reason).await
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
    if commitment.status == CommitmentStatus::Unconfirmed && commitment.published_at.is_some() {
        return Err(Error::problem("commitmentId", ProblemCode::NoChange));
    }
    show(conn, now, &commitment).await
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
    step(conn, now, &commitment, CommitmentStatus::InProgress, "").await
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
    step(conn, now, &commitment, CommitmentStatus::Completed, "").await
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
    step(conn, now, &commitment, CommitmentStatus::Suspended, &reason).await
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
        now,
        &commitment,
        commitment.status_before.unwrap_or(CommitmentStatus::Published),
        "",
    )
    .await
}

/// Withdraws a commitment; one that was shown stays visible as withdrawn.
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
    step(conn, now, &commitment, CommitmentStatus::Withdrawn, &reason).await
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
    let commitment = lock_for(conn, actor, Act::Supersede, id, Some(version)).await?;
    let other = super::queries::commitment(conn, actor, by)
        .await
        .map_err(|error| match error {
            Error::NotFound => Error::problem("supersededById", ProblemCode::InvalidReference),
            other => other,
        })?;
    let other = &other.commitment;
    let fits = other.id != id
        && other.participant_id == commitment.participant_id
        && matches!(
            other.status,
            CommitmentStatus::Published | CommitmentStatus::InProgress | CommitmentStatus::Completed
        );
    if !fits {
        return Err(Error::problem("supersededById", ProblemCode::InvalidReference));
    }
    // In this order: nothing is replaced before it is superseded.
    step(conn, now, &commitment, CommitmentStatus::Superseded, "").await?;
    diesel::update(commitments::table.find(id))
        .set(commitments::superseded_by_id.eq(by))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Chooses another audience. Narrowing takes effect at once; what no one reviewed goes to review before more may read it.
pub async fn set_audience(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    readership: Readership,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::SetAudience, id, Some(version)).await?;
    let mut problems = Problems::default();
    check_readership(&mut problems, &readership);
    problems.none_or_rejected()?;
    check_audience_organization(conn, commitment.participant_id, &readership, now.date_naive()).await?;
    check_named(conn, &readership).await?;
    let is_to_review =
        commitment.published_at.is_some() && !commitment.readership().is_reviewed() && readership.is_reviewed();
    diesel::update(commitments::table.find(id))
        .set((
            commitments::audience.eq(readership.audience),
            commitments::audience_organization_id.eq(readership.organization),
            commitments::audience_ids.eq(&readership.named),
            commitments::published_at.eq(if is_to_review { None } else { commitment.published_at }),
        ))
        .execute(conn)
        .await?;
    let status = if is_to_review {
        CommitmentStatus::Submitted
    } else {
        commitment.status
    };
    step(conn, now, &commitment, status, &commitment.status_note).await
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
    show(
        conn,
        now,
        &Commitment {
            status: CommitmentStatus::Submitted,
            status_before: None,
            ..commitment
        },
    )
    .await
}

/// Corrects, as the participant, what another reported: its own words stand from then on.
pub async fn correct(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    content: Content,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Correct, id, Some(version)).await?;
    rewrite(conn, now, &commitment, content).await?;
    diesel::update(commitments::table.find(id))
        .set(commitments::provenance.eq(Provenance::AsSubmitted))
        .execute(conn)
        .await?;
    show(
        conn,
        now,
        &Commitment {
            status: CommitmentStatus::Submitted,
            status_before: None,
            ..commitment
        },
    )
    .await
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
    step(conn, now, &commitment, CommitmentStatus::Declined, &reason).await
}

values! {
    /// A date of a commitment that can be revised.
    pub enum CommitmentDate {
        /// The day by which it is meant to be kept, as far as can be said.
        IndicativeOn = "indicative_on",
        /// The day by which it is to be kept.
        DefinitiveOn = "definitive_on",
    }
}

/// A date of a commitment, or of a milestone, that was revised.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = date_revisions, check_for_backend(diesel::pg::Pg))]
pub struct DateRevision {
    pub id: DateRevisionId,
    pub commitment_id: CommitmentId,
    pub milestone_id: Option<MilestoneId>,
    pub field: String,
    pub old_on: Option<NaiveDate>,
    pub new_on: Option<NaiveDate>,
    pub reason: String,
    pub language: Language,
    pub revised_at: DateTime<Utc>,
}

/// Revises a date of a shown commitment; the old one stays with the reason.
#[expect(clippy::too_many_arguments, reason = "each is part of one revision")]
pub async fn revise_date(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommitmentId,
    version: i32,
    field: CommitmentDate,
    new_on: Option<NaiveDate>,
    reason: &str,
    language: Language,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::ReviseDate, id, Some(version)).await?;
    let old_on = match field {
        CommitmentDate::IndicativeOn => commitment.indicative_on,
        CommitmentDate::DefinitiveOn => commitment.definitive_on,
    };
    let mut problems = Problems::default();
    let reason = problems.take(text::clean("reason", reason, 4_000)).unwrap_or_default();
    problems.check(!reason.is_empty(), "reason", ProblemCode::Required);
    problems.check(old_on != new_on, "newOn", ProblemCode::NoChange);
    super::rules::check_day(&mut problems, "newOn", new_on);
    problems.check(
        new_on.zip(commitment.made_on).is_none_or(|(new, made)| made <= new),
        "newOn",
        ProblemCode::DatesOutOfOrder,
    );
    problems.none_or_rejected()?;
    let target = commitments::table.find(id);
    match field {
        CommitmentDate::IndicativeOn => {
            diesel::update(target)
                .set(commitments::indicative_on.eq(new_on))
                .execute(conn)
                .await?
        }
        CommitmentDate::DefinitiveOn => {
            diesel::update(target)
                .set(commitments::definitive_on.eq(new_on))
                .execute(conn)
                .await?
        }
    };
    keep_revision(conn, now, id, None, field.code(), old_on, new_on, &reason, language).await?;
    step(conn, now, &commitment, commitment.status, &commitment.status_note).await
}

#[expect(clippy::too_many_arguments, reason = "each is a column of one revision")]
pub(super) async fn keep_revision(
    conn: &mut Connection,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    milestone: Option<MilestoneId>,
    field: &str,
    old_on: Option<NaiveDate>,
    new_on: Option<NaiveDate>,
    reason: &str,
    language: Language,
) -> Result<()> {
    diesel::insert_into(date_revisions::table)
        .values((
            date_revisions::id.eq(DateRevisionId::new()),
            date_revisions::commitment_id.eq(commitment),
            date_revisions::milestone_id.eq(milestone),
            date_revisions::field.eq(field),
            date_revisions::old_on.eq(old_on),
            date_revisions::new_on.eq(new_on),
            date_revisions::reason.eq(reason),
            date_revisions::language.eq(language),
            date_revisions::revised_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Revisions of the commitments' and their milestones' dates, oldest first.
pub async fn date_revisions_of(conn: &mut Connection, ids: &[CommitmentId]) -> Result<Vec<DateRevision>> {
    Ok(date_revisions::table
        .filter(date_revisions::commitment_id.eq_any(ids))
        .order((date_revisions::revised_at, date_revisions::id))
        .select(DateRevision::as_select())
        .load(conn)
        .await?)
}

/// One step in a commitment's life: the next version, with what it was kept while it is suspended or under review again.
async fn step(
    conn: &mut Connection,
    now: DateTime<Utc>,
    commitment: &Commitment,
    to: CommitmentStatus,
    reason: &str,
) -> Result<CommitmentId> {
    let is_pause =
        to == CommitmentStatus::Suspended || (to == CommitmentStatus::Submitted && commitment.published_at.is_some());
    let before = match (is_pause, to == commitment.status) {
        (_, true) => commitment.status_before,
        (true, _) => Some(commitment.status),
        (false, _) => None,
    };
    let submitted_at = if to == CommitmentStatus::Submitted {
        Some(now)
    } else {
        commitment.submitted_at
    };
    diesel::update(commitments::table.find(commitment.id))
        .set((
            commitments::status.eq(to),
            commitments::status_before.eq(before),
            commitments::status_note.eq(reason),
            commitments::submitted_at.eq(submitted_at),
            commitments::version.eq(commitment.version + 1),
            commitments::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(commitment.id)
}

/// From now on its audience may read it.
async fn show(conn: &mut Connection, now: DateTime<Utc>, commitment: &Commitment) -> Result<CommitmentId> {
    diesel::update(commitments::table.find(commitment.id))
        .set((
            commitments::submitted_at.eq(commitment.submitted_at.or(Some(now))),
            commitments::published_at.eq(commitment.published_at.or(Some(now))),
        ))
        .execute(conn)
        .await?;
    step(conn, now, commitment, published_as(commitment), "").await
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
    check_named(conn, &content.readership).await?;
    check_audience_organization(conn, participant, &content.readership, today).await
}

pub(super) async fn check_named(conn: &mut Connection, readership: &Readership) -> Result<()> {
    if readership.named.is_empty() {
        return Ok(());
    }
    let mut named = readership.named.clone();
    named.sort();
    named.dedup();
    let found: i64 = participants::table
        .filter(participants::id.eq_any(&named))
        .count()
        .get_result(conn)
        .await?;
    if usize::try_from(found).ok() == Some(named.len()) {
        Ok(())
    } else {
        Err(Error::problem("audience", ProblemCode::InvalidReference))
    }
}

/// One shares with the members of an organization that one belongs to, or is.
pub(super) async fn check_audience_organization(
    conn: &mut Connection,
    participant: ParticipantId,
    readership: &Readership,
    today: NaiveDate,
) -> Result<()> {
    let (Audience::Organization, Some(organization)) = (readership.audience, readership.organization) else {
        return Ok(());
    };
    let is_member = memberships::table
        .filter(
            memberships::organization_id
                .eq(organization)
                .and(memberships::participant_id.eq(participant)),
        )
        .filter(
            memberships::from_on
                .le(today)
                .and(memberships::to_on.is_null().or(memberships::to_on.ge(today))),
        );
    let is_member = diesel::select(diesel::dsl::exists(is_member))
        .get_result::<bool>(conn)
        .await?;
    if organization == participant || is_member {
        Ok(())
    } else {
        Err(Problem::new("audience", ProblemCode::NotAMember).into())
    }
}
