//! Who may read a commitment and what hangs on it, as its participant chose.

use super::changes::{show, step};
use super::queries::lock_for;
use super::rules::check_readership;
use super::{Act, Audience, CommitmentStatus, ProgressUpdateStatus, Readership};
use crate::actor::*;
use crate::tables::{commitments, memberships, participants, progress_updates};
use crate::text::Problems;
use crate::{Connection, Error, Problem, ProblemCode, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Chooses another audience. Narrowing takes effect at once; what no one reviewed goes to review before more may read it,
/// and what waits for a review that nobody can do any more is shown to those few.
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
    // The secretariat does not shut itself out of what it looks after.
    if !readership.is_reviewed() && !actor.serves(commitment.participant_id, Role::ALL) {
        return Err(Error::Forbidden);
    }
    check_readers(conn, commitment.participant_id, &readership, now.date_naive()).await?;
    let is_reviewed = readership.is_reviewed();
    let is_to_review = commitment.published_at.is_some() && !commitment.readership().is_reviewed() && is_reviewed;
    diesel::update(commitments::table.find(id))
        .set((
            commitments::audience.eq(readership.audience),
            commitments::audience_organization_id.eq(readership.organization),
            commitments::audience_ids.eq(&readership.named),
            commitments::published_at.eq(if is_to_review { None } else { commitment.published_at }),
            commitments::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    if is_to_review {
        review_updates(conn, now, id).await?;
    }
    if commitment.status == CommitmentStatus::Submitted && !is_reviewed {
        return show(conn, actor, now, &commitment, "").await;
    }
    let status = if is_to_review {
        CommitmentStatus::Submitted
    } else {
        commitment.status
    };
    step(conn, actor, now, &commitment, status, &commitment.status_note).await
}

/// Its updates were shown to a few without review: those that more may read with it go to review too.
async fn review_updates(conn: &mut Connection, now: DateTime<Utc>, id: CommitmentId) -> Result<()> {
    let shown = progress_updates::table
        .filter(progress_updates::commitment_id.eq(id))
        .filter(progress_updates::status.eq(ProgressUpdateStatus::Published))
        .filter(progress_updates::audience.ne_all([Audience::Named, Audience::Own]));
    diesel::update(shown)
        .set((
            progress_updates::status.eq(ProgressUpdateStatus::Submitted),
            progress_updates::published_at.eq(None::<DateTime<Utc>>),
            progress_updates::version.eq(progress_updates::version + 1),
            progress_updates::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Those whom an audience names must exist, and an organization be one of the participant's.
pub(super) async fn check_readers(
    conn: &mut Connection,
    participant: ParticipantId,
    readership: &Readership,
    today: NaiveDate,
) -> Result<()> {
    check_named(conn, readership).await?;
    check_audience_organization(conn, participant, readership, today).await
}

pub(super) async fn check_named(conn: &mut Connection, readership: &Readership) -> Result<()> {
    if readership.named.is_empty() {
        return Ok(());
    }
    let found: i64 = participants::table
        .filter(participants::id.eq_any(&readership.named))
        .count()
        .get_result(conn)
        .await?;
    if usize::try_from(found).ok() == Some(readership.named.len()) {
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
