//! Milestones: the steps on the way to a commitment, each with its day.

use super::queries::lock_for;
use super::rules::{check_day, check_version};
use super::{Act, Commitment, CommitmentStatus};
use crate::actor::*;
use crate::tables::{commitments, milestones};
use crate::text::{self, Problems, TITLE_MAX};
use crate::{Connection, Language, Problem, ProblemCode, Result, Texts, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub const MILESTONES_MAX: usize = 60;

values! {
    /// Where a milestone stands.
    pub enum MilestoneStatus {
        /// Planned for its day.
        Planned = "planned",
        /// Reported reached.
        Reached = "reached",
        /// No longer pursued.
        Dropped = "dropped",
    }
}

/// A step on the way to a commitment.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub struct Milestone {
    pub id: MilestoneId,
    pub commitment_id: CommitmentId,
    pub version: i32,
    pub position: i32,
    pub title: Texts,
    pub original_language: Language,
    pub status: MilestoneStatus,
    pub due_on: NaiveDate,
    pub reached_on: Option<NaiveDate>,
}

/// Milestones of the commitments, in their order; those one may not read have none.
pub async fn milestones_of(conn: &mut Connection, ids: &[CommitmentId]) -> Result<Vec<Milestone>> {
    Ok(milestones::table
        .filter(milestones::commitment_id.eq_any(ids))
        .order((milestones::commitment_id, milestones::position, milestones::id))
        .select(Milestone::as_select())
        .load(conn)
        .await?)
}

pub async fn milestone(conn: &mut Connection, id: MilestoneId) -> Result<Milestone> {
    Ok(milestones::table
        .find(id)
        .select(Milestone::as_select())
        .first(conn)
        .await?)
}

/// Adds a step to a commitment.
pub async fn add_milestone(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    title: Texts,
    original_language: Language,
    due_on: NaiveDate,
) -> Result<MilestoneId> {
    let commitment = lock_for(conn, actor, Act::Keep, commitment, None).await?;
    let mut problems = Problems::default();
    let title = problems.take(text::original("title", &title, original_language, TITLE_MAX));
    check_day(&mut problems, "dueOn", Some(due_on));
    problems.check(
        commitment.made_on.is_none_or(|made_on| made_on <= due_on),
        "dueOn",
        ProblemCode::DatesOutOfOrder,
    );
    problems.none_or_rejected()?;
    let (count, last): (i64, Option<i32>) = milestones::table
        .filter(milestones::commitment_id.eq(commitment.id))
        .select((diesel::dsl::count_star(), diesel::dsl::max(milestones::position)))
        .first(conn)
        .await?;
    if usize::try_from(count).unwrap_or(usize::MAX) >= MILESTONES_MAX {
        return Err(Problem::new("commitmentId", ProblemCode::TooMany)
            .with("max", MILESTONES_MAX)
            .into());
    }
    let id = MilestoneId::new();
    diesel::insert_into(milestones::table)
        .values((
            milestones::id.eq(id),
            milestones::commitment_id.eq(commitment.id),
            milestones::position.eq(last.unwrap_or(0) + 1),
            milestones::title.eq(title.unwrap_or_default()),
            milestones::original_language.eq(original_language),
            milestones::due_on.eq(due_on),
            milestones::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

/// Moves a milestone to another day; once the commitment is shown, the old day stays with the reason.
#[expect(clippy::too_many_arguments, reason = "each is part of one revision")]
pub async fn revise_milestone(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: MilestoneId,
    version: i32,
    due_on: NaiveDate,
    reason: &str,
    language: Language,
) -> Result<MilestoneId> {
    let (commitment, milestone) = lock_milestone(conn, actor, id, version).await?;
    let is_shown = !matches!(commitment.status, CommitmentStatus::Draft | CommitmentStatus::Returned);
    let mut problems = Problems::default();
    let reason = problems.take(text::clean("reason", reason, 4_000)).unwrap_or_default();
    problems.check(!is_shown || !reason.is_empty(), "reason", ProblemCode::Required);
    problems.check(milestone.due_on != due_on, "dueOn", ProblemCode::NoChange);
    check_day(&mut problems, "dueOn", Some(due_on));
    problems.none_or_rejected()?;
    if is_shown {
        let (old_on, new_on) = (Some(milestone.due_on), Some(due_on));
        super::dates::keep_revision(
            conn,
            now,
            commitment.id,
            Some(id),
            "due_on",
            old_on,
            new_on,
            &reason,
            language,
        )
        .await?;
    }
    diesel::update(milestones::table.find(id))
        .set((milestones::due_on.eq(due_on), milestones::version.eq(version + 1)))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

/// Reports a milestone reached on a day.
pub async fn reach_milestone(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: MilestoneId,
    version: i32,
    reached_on: NaiveDate,
) -> Result<MilestoneId> {
    let (commitment, _) = lock_milestone(conn, actor, id, version).await?;
    let mut problems = Problems::default();
    check_day(&mut problems, "reachedOn", Some(reached_on));
    problems.check(reached_on <= now.date_naive(), "reachedOn", ProblemCode::InTheFuture);
    problems.check(
        commitment.made_on.is_none_or(|made_on| made_on <= reached_on),
        "reachedOn",
        ProblemCode::DatesOutOfOrder,
    );
    problems.none_or_rejected()?;
    diesel::update(milestones::table.find(id))
        .set((
            milestones::status.eq(MilestoneStatus::Reached),
            milestones::reached_on.eq(reached_on),
            milestones::version.eq(version + 1),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

/// Gives a milestone up; it stays visible as dropped.
pub async fn drop_milestone(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: MilestoneId,
    version: i32,
) -> Result<MilestoneId> {
    let (commitment, _) = lock_milestone(conn, actor, id, version).await?;
    diesel::update(milestones::table.find(id))
        .set((
            milestones::status.eq(MilestoneStatus::Dropped),
            milestones::version.eq(version + 1),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

async fn lock_milestone(
    conn: &mut Connection,
    actor: &Actor,
    id: MilestoneId,
    version: i32,
) -> Result<(Commitment, Milestone)> {
    // The commitment is locked first, always: two acts on one commitment cannot wait for each other.
    let above: CommitmentId = milestones::table
        .find(id)
        .select(milestones::commitment_id)
        .first(conn)
        .await?;
    let commitment = lock_for(conn, actor, Act::Keep, above, None).await?;
    let milestone = milestone(conn, id).await?;
    check_version(milestone.version, version)?;
    if milestone.status != MilestoneStatus::Planned {
        return Err(Problem::new("milestoneId", ProblemCode::WrongState)
            .with("status", milestone.status)
            .into());
    }
    Ok((commitment, milestone))
}

/// What hangs on a commitment changed: it shows among the recently changed.
pub(super) async fn touch(conn: &mut Connection, now: DateTime<Utc>, commitment: &Commitment) -> Result<()> {
    diesel::update(commitments::table.find(commitment.id))
        .set(commitments::changed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}
