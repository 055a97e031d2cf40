//! The queue: work that somebody's act causes and that is done afterwards, outside of the act's transaction.
//!
//! A job is queued in the transaction of its cause, so that neither is there without the other. A worker claims it under
//! a lease that ends, does it with no transaction open, and says how it went; whatever it says counts only while the
//! lease is its own. A job that fails is tried again, later each time; one that has spent its attempts is given up, and
//! kept to be seen and to be taken up again by hand.

use crate::page::{Page, Rows};
use crate::tables::jobs;
use crate::{Actor, Connection, Db, Error, Problem, ProblemCode, Result, Role};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::{Stream, StreamExt};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A piece of work. Its fields are ids and dates; what else is needed is read afresh when it is done.
pub trait Job: Serialize + DeserializeOwned {
    /// A verb phrase: `send_letter`.
    const KIND: &'static str;

    /// The same kind and key is queued once, ever.
    fn key(&self) -> String;
}

/// Queues `job` for `run_at`, in the transaction that `conn` is in; a job queued before is left as it is.
pub async fn enqueue<J: Job>(conn: &mut Connection, job: &J, run_at: DateTime<Utc>) -> Result<()> {
    enqueue_all(conn, std::slice::from_ref(job), run_at).await
}

/// As [`enqueue`], for several in one statement.
pub async fn enqueue_all<J: Job>(conn: &mut Connection, work: &[J], run_at: DateTime<Utc>) -> Result<()> {
    let rows = work
        .iter()
        .map(|job| {
            let payload = serde_json::to_value(job).map_err(Error::internal)?;
            Ok((
                jobs::kind.eq(J::KIND),
                jobs::key.eq(job.key()),
                jobs::payload.eq(payload),
                jobs::run_at.eq(run_at),
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    for part in rows.chunks(1_000) {
        diesel::insert_into(jobs::table)
            .values(part.to_vec())
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// A job in the hands of a worker. Its attempt tells this holding from every other.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub struct Claimed {
    pub id: i64,
    pub kind: String,
    pub key: String,
    pub payload: serde_json::Value,
    pub attempt: i32,
}

/// Takes the job that has waited longest, if one is due, until `until`. A job whose holder let the lease end is due again.
pub async fn claim(
    conn: &mut Connection,
    worker: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Claimed>> {
    // A scalar sub-select runs exactly once; `IN (…)` may be run again for each row of a join, and take more than one.
    let queue = diesel::alias!(jobs as queue);
    let next = queue
        .filter(queue.field(jobs::finished_at).is_null())
        .filter(queue.field(jobs::given_up_at).is_null())
        .filter(queue.field(jobs::run_at).le(now))
        .filter(
            queue
                .field(jobs::leased_until)
                .is_null()
                .or(queue.field(jobs::leased_until).le(now)),
        )
        .order(queue.fields((jobs::run_at, jobs::id)))
        .select(queue.field(jobs::id))
        .limit(1)
        .for_update()
        .skip_locked()
        .single_value();
    Ok(diesel::update(jobs::table.filter(jobs::id.nullable().eq(next)))
        .set((
            jobs::leased_until.eq(Some(until)),
            jobs::leased_by.eq(Some(worker)),
            jobs::attempt.eq(jobs::attempt + 1),
        ))
        .returning(Claimed::as_returning())
        .get_result(conn)
        .await
        .optional()?)
}

/// The job, if it is still `worker`'s at this attempt: every word about a job is bound to it.
macro_rules! held {
    ($worker:expr, $job:expr) => {
        jobs::table.filter(
            jobs::id
                .eq($job.id)
                .and(jobs::leased_by.eq($worker))
                .and(jobs::attempt.eq($job.attempt))
                .and(jobs::finished_at.is_null())
                .and(jobs::given_up_at.is_null()),
        )
    };
}

/// Holds a job longer. False: it is no longer the worker's, who then has to stop.
pub async fn extend(conn: &mut Connection, worker: &str, job: &Claimed, until: DateTime<Utc>) -> Result<bool> {
    let count = diesel::update(held!(worker, job))
        .set(jobs::leased_until.eq(Some(until)))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

/// The job is done.
pub async fn finish(conn: &mut Connection, worker: &str, job: &Claimed, now: DateTime<Utc>) -> Result<bool> {
    let count = diesel::update(held!(worker, job))
        .set((
            jobs::finished_at.eq(Some(now)),
            jobs::leased_until.eq(None::<DateTime<Utc>>),
            jobs::last_error.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

/// The job failed and is to be tried again at `run_at`.
pub async fn postpone(
    conn: &mut Connection,
    worker: &str,
    job: &Claimed,
    run_at: DateTime<Utc>,
    error: &str,
) -> Result<bool> {
    let count = diesel::update(held!(worker, job))
        .set((
            jobs::run_at.eq(run_at),
            jobs::leased_until.eq(None::<DateTime<Utc>>),
            jobs::last_error.eq(Some(short(error))),
        ))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

/// The job failed and is not tried again.
pub async fn give_up(
    conn: &mut Connection,
    worker: &str,
    job: &Claimed,
    now: DateTime<Utc>,
    error: &str,
) -> Result<bool> {
    let count = diesel::update(held!(worker, job))
        .set((
            jobs::given_up_at.eq(Some(now)),
            jobs::leased_until.eq(None::<DateTime<Utc>>),
            jobs::last_error.eq(Some(short(error))),
        ))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

/// A worker that stops gives back what it did not come to do, at once and without counting the attempt.
pub async fn put_back(conn: &mut Connection, worker: &str, job: &Claimed) -> Result<bool> {
    let count = diesel::update(held!(worker, job))
        .set((
            jobs::leased_until.eq(None::<DateTime<Utc>>),
            jobs::leased_by.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

fn short(error: &str) -> String {
    error.chars().filter(|c| *c != '\0').take(2_000).collect()
}

/// When the first of the waiting jobs is due.
pub async fn next_due(conn: &mut Connection) -> Result<Option<DateTime<Utc>>> {
    Ok(jobs::table
        .filter(jobs::finished_at.is_null().and(jobs::given_up_at.is_null()))
        .select(diesel::dsl::min(jobs::run_at))
        .first(conn)
        .await?)
}

/// Wakes whenever a job was queued; ends when the connection breaks.
pub async fn wakes(db: &Db) -> Result<impl Stream<Item = ()> + Send + Unpin + use<>> {
    let mut conn = db.listener().await?;
    conn.batch_execute("LISTEN jobs").await?;
    Ok(Box::pin(futures_util::stream::unfold(conn, |mut conn| async move {
        let note = std::pin::pin!(conn.notifications_stream()).next().await;
        matches!(note, Some(Ok(_))).then_some(((), conn))
    })))
}

/// A job as an administrator sees it; its payload holds ids and dates only.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub struct JobRow {
    pub id: i64,
    pub kind: String,
    pub key: String,
    pub payload: serde_json::Value,
    pub attempt: i32,
    pub queued_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub given_up_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

impl JobRow {
    pub fn cursor(&self) -> String {
        crate::page::cursor("jobs", &self.id)
    }
}

/// Jobs that were given up, the newest first.
pub async fn given_up(conn: &mut Connection, page: &Page) -> Result<Rows<JobRow>> {
    let mut query = jobs::table
        .filter(jobs::given_up_at.is_not_null())
        .select(JobRow::as_select())
        .into_boxed();
    let key: Option<i64> = page.key("jobs")?;
    query = match (page.is_backward, key) {
        (false, Some(id)) => query.filter(jobs::id.lt(id)),
        (true, Some(id)) => query.filter(jobs::id.gt(id)),
        (_, None) => query,
    };
    query = if page.is_backward {
        query.order(jobs::id)
    } else {
        query.order(jobs::id.desc())
    };
    Ok(page.rows(query.limit(page.limit + 1).load(conn).await?))
}

/// How full the queue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Due and not yet taken.
    pub waiting_count: i64,
    pub running_count: i64,
    pub given_up_count: i64,
    /// Since when the oldest one waits.
    pub oldest_due_at: Option<DateTime<Utc>>,
}

pub async fn load(conn: &mut Connection, now: DateTime<Utc>) -> Result<Load> {
    use diesel::dsl::{count_star, min};
    let open = jobs::finished_at.is_null().and(jobs::given_up_at.is_null());
    let free = jobs::leased_until.is_null().or(jobs::leased_until.le(now));
    let (waiting_count, oldest_due_at) = jobs::table
        .filter(open)
        .filter(free)
        .filter(jobs::run_at.le(now))
        .select((count_star(), min(jobs::run_at)))
        .first(conn)
        .await?;
    let running_count = jobs::table
        .filter(open)
        .filter(jobs::leased_until.gt(now))
        .count()
        .get_result(conn)
        .await?;
    let given_up_count = jobs::table
        .filter(jobs::given_up_at.is_not_null())
        .count()
        .get_result(conn)
        .await?;
    Ok(Load {
        waiting_count,
        running_count,
        given_up_count,
        oldest_due_at,
    })
}

/// An administrator, or the command line, takes up a job that was given up: it starts anew, at once.
pub async fn retry(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, id: i64) -> Result<()> {
    if !actor.is_platform() && !actor.is_secretariat(&[Role::Administrator]) {
        return Err(Error::Forbidden);
    }
    let given_up: Option<DateTime<Utc>> = jobs::table
        .find(id)
        .select(jobs::given_up_at)
        .for_update()
        .first(conn)
        .await?;
    if given_up.is_none() {
        return Err(Problem::new("id", ProblemCode::WrongState).into());
    }
    diesel::update(jobs::table.find(id))
        .set((
            jobs::given_up_at.eq(None::<DateTime<Utc>>),
            jobs::attempt.eq(0),
            jobs::leased_by.eq(None::<String>),
            jobs::run_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets what was done longer ago than `age`; keys carry their day, so none of them comes back. Gives how many.
pub async fn forget_finished(conn: &mut Connection, now: DateTime<Utc>, age: TimeDelta) -> Result<usize> {
    Ok(diesel::delete(jobs::table.filter(jobs::finished_at.lt(now - age)))
        .execute(conn)
        .await?)
}
