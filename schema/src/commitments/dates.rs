//! A commitment's dates: revised with a reason, and kept as they were.

use super::changes::stay;
use super::queries::lock_for;
use super::{Act, Commitment, Content};
use crate::actor::*;
use crate::tables::{commitments, date_revisions};
use crate::text::{self, Problems};
use crate::{Connection, Language, ProblemCode, Result, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

values! {
    /// A date of a commitment that can be revised.
    pub enum CommitmentDate {
        /// The day it was undertaken.
        MadeOn = "made_on",
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

type Revision = (CommitmentDate, Option<NaiveDate>, Option<NaiveDate>);

/// The dates in which new content differs: what they were, and what they become.
pub(super) fn revisions(commitment: &Commitment, content: &Content) -> Vec<Revision> {
    [
        (CommitmentDate::MadeOn, commitment.made_on, content.made_on),
        (
            CommitmentDate::IndicativeOn,
            commitment.indicative_on,
            content.indicative_on,
        ),
        (
            CommitmentDate::DefinitiveOn,
            commitment.definitive_on,
            content.definitive_on,
        ),
    ]
    .into_iter()
    .filter(|(_, old_on, new_on)| old_on != new_on)
    .collect()
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
    let mut dates = [commitment.made_on, commitment.indicative_on, commitment.definitive_on];
    let revised = &mut dates[match field {
        CommitmentDate::MadeOn => 0,
        CommitmentDate::IndicativeOn => 1,
        CommitmentDate::DefinitiveOn => 2,
    }];
    let old_on = std::mem::replace(revised, new_on);
    let [made_on, indicative_on, definitive_on] = dates;
    let mut problems = Problems::default();
    let reason = problems.take(text::clean("reason", reason, 4_000)).unwrap_or_default();
    problems.check(!reason.is_empty(), "reason", ProblemCode::Required);
    problems.check(old_on != new_on, "newOn", ProblemCode::NoChange);
    super::rules::check_day(&mut problems, "newOn", new_on);
    problems.check(
        made_on.is_none_or(|day| day <= now.date_naive()),
        "newOn",
        ProblemCode::InTheFuture,
    );
    problems.check(
        super::rules::are_in_order(made_on, indicative_on, definitive_on),
        "newOn",
        ProblemCode::DatesOutOfOrder,
    );
    problems.none_or_rejected()?;
    diesel::update(commitments::table.find(id))
        .set((
            commitments::made_on.eq(made_on),
            commitments::indicative_on.eq(indicative_on),
            commitments::definitive_on.eq(definitive_on),
        ))
        .execute(conn)
        .await?;
    keep_revision(conn, now, id, None, field.code(), old_on, new_on, &reason, language).await?;
    stay(conn, actor, now, &commitment).await
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

/// Revisions of dates of what the connection may read, newest first.
pub async fn latest_date_revisions(conn: &mut Connection, limit: i64) -> Result<Vec<DateRevision>> {
    Ok(date_revisions::table
        .order((date_revisions::revised_at.desc(), date_revisions::id.desc()))
        .limit(limit)
        .select(DateRevision::as_select())
        .load(conn)
        .await?)
}
