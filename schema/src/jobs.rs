//! The queue: work that somebody's act causes and that is done afterwards, outside of the act's transaction.
//!
//! A job is queued in the transaction of its cause, so that neither is there without the other. A worker claims it under
//! a lease that ends, does it with no transaction open, and says how it went; whatever it says counts only while the
//! lease is its own. A job that fails is tried again, later each time; one that has spent its attempts is given up, and
//! kept to be seen and to be taken up again by hand.

use crate::actor::*;
use crate::page::{Page, Rows};
use crate::tables::jobs;
use crate::{Connection, Db, Error, Problem, ProblemCode, Result};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A piece of work. Its fields are ids and dates; what else is needed is read afresh when it is done.
pub trait Job: Serialize + DeserializeOwned {
    /// A verb phrase: `send_letter`.
    const KIND: &'static str;

    /// How often it is tried before it is given up: with the pauses between, about ten hours.
    const ATTEMPTS: i32 = 20;

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
                jobs::id.eq(JobId::new()),
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

/// As [`enqueue`], for a job that may have been done before: somebody wants it done once more.
pub async fn enqueue_again<J: Job>(conn: &mut Connection, job: &J, run_at: DateTime<Utc>) -> Result<()> {
    let payload = serde_json::to_value(job).map_err(Error::internal)?;
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(JobId::new()),
            jobs::kind.eq(J::KIND),
            jobs::key.eq(job.key()),
            jobs::payload.eq(payload),
            jobs::run_at.eq(run_at),
        ))
        .on_conflict((jobs::kind, jobs::key))
        .do_update()
        .set(Anew::at(run_at))
        .execute(conn)
        .await?;
    Ok(())
}

/// A job as it was when it was queued; whoever holds it holds it no longer.
#[derive(AsChangeset)]
#[diesel(table_name = jobs, treat_none_as_null = true)]
struct Anew {
    run_at: DateTime<Utc>,
    attempt: i32,
    leased_by: Option<String>,
    leased_until: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    given_up_at: Option<DateTime<Utc>>,
}

impl Anew {
    fn at(run_at: DateTime<Utc>) -> Self {
        Self {
            run_at,
            attempt: 0,
            leased_by: None,
            leased_until: None,
            finished_at: None,
            given_up_at: None,
        }
    }
}

/// A job in the hands of a worker. Worker and attempt tell this holding from every other.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub struct Held {
    pub id: JobId,
    pub kind: String,
    pub key: String,
    pub payload: serde_json::Value,
    pub attempt: i32,
    leased_by: Option<String>,
}

/// Takes the job that has waited longest, of the kinds this worker knows, until `until`. A job whose holder let the
/// lease end is due again.
pub async fn claim(
    conn: &mut Connection,
    worker: &str,
    kinds: &[&str],
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Held>> {
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
        .filter(queue.field(jobs::kind).eq_any(kinds))
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
        .returning(Held::as_returning())
        .get_result(conn)
        .await
        .optional()?)
}

/// The row of a job while it is still in the hands of its holder: every word about a job is bound to it.
macro_rules! still_held {
    ($held:expr) => {
        jobs::table
            .filter(jobs::id.eq($held.id))
            .filter(jobs::leased_by.eq($held.leased_by.as_deref()))
            .filter(jobs::attempt.eq($held.attempt))
            .filter(jobs::finished_at.is_null())
            .filter(jobs::given_up_at.is_null())
    };
}

/// Whether the job is still its holder's; nobody else can take it until the transaction ends.
pub async fn is_held(conn: &mut Connection, held: &Held) -> Result<bool> {
    let row: Option<JobId> = still_held!(held)
        .select(jobs::id)
        .for_no_key_update()
        .first(conn)
        .await
        .optional()?;
    Ok(row.is_some())
}

/// Holds a job longer. False: it is no longer the worker's, who then has to stop.
pub async fn extend(conn: &mut Connection, held: &Held, until: DateTime<Utc>) -> Result<bool> {
    let count = diesel::update(still_held!(held))
        .set(jobs::leased_until.eq(Some(until)))
        .execute(conn)
        .await?;
    Ok(count == 1)
}

/// How a job went, as its holder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    /// It failed and is to be tried again.
    Postponed {
        run_at: DateTime<Utc>,
        error: String,
    },
    /// It failed and is not tried again.
    GivenUp {
        error: String,
    },
    /// The worker stops, and others may take it at once.
    PutBack,
}

/// What changes when a holder lets go; what is `None` stays as it is.
#[derive(Default, AsChangeset)]
#[diesel(table_name = jobs)]
struct Ended {
    leased_by: Option<Option<String>>,
    leased_until: Option<Option<DateTime<Utc>>>,
    run_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    given_up_at: Option<DateTime<Utc>>,
    last_error: Option<Option<String>>,
}

/// Records how a job went. False: it was no longer its holder's, and nothing was recorded.
pub async fn end(conn: &mut Connection, held: &Held, now: DateTime<Utc>, ending: &Ending) -> Result<bool> {
    let mut change = Ended {
        leased_by: Some(None),
        leased_until: Some(None),
        ..Ended::default()
    };
    match ending {
        Ending::Done => (change.finished_at, change.last_error) = (Some(now), Some(None)),
        Ending::Postponed { run_at, error } => {
            (change.run_at, change.last_error) = (Some(*run_at), Some(Some(short(error))));
        }
        Ending::GivenUp { error } => (change.given_up_at, change.last_error) = (Some(now), Some(Some(short(error)))),
        Ending::PutBack => {}
    }
    let count = diesel::update(still_held!(held)).set(change).execute(conn).await?;
    Ok(count == 1)
}

fn short(error: &str) -> String {
    error.chars().filter(|c| *c != '\0').take(2_000).collect()
}

/// Wakes whenever a job was queued; ends when the connection breaks.
pub async fn wakes(db: &Db) -> Result<impl Stream<Item = ()> + Send + Unpin + use<>> {
    db.notes("jobs").await
}

/// A job as an administrator sees it; its payload holds ids and dates only.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub struct JobRow {
    pub id: JobId,
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
        crate::page::cursor("jobs", &self.id.0)
    }
}

/// Jobs that were given up, the newest first.
pub async fn given_up(conn: &mut Connection, page: &Page) -> Result<Rows<JobRow>> {
    let mut query = jobs::table
        .filter(jobs::given_up_at.is_not_null())
        .select(JobRow::as_select())
        .into_boxed();
    let key = page.key::<uuid::Uuid>("jobs")?.map(JobId);
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
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many jobs were given up.
pub async fn given_up_count(conn: &mut Connection) -> Result<i64> {
    let given_up = jobs::table.filter(jobs::given_up_at.is_not_null());
    Ok(given_up.count().get_result(conn).await?)
}

pub async fn job(conn: &mut Connection, id: JobId) -> Result<JobRow> {
    Ok(jobs::table.find(id).select(JobRow::as_select()).first(conn).await?)
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
pub async fn retry(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, id: JobId) -> Result<JobId> {
    if !actor.is_platform() && !actor.is_secretariat(&[Role::Administrator]) {
        return Err(Error::Forbidden);
    }
    let given_up_at: Option<DateTime<Utc>> = jobs::table
        .find(id)
        .select(jobs::given_up_at)
        .for_no_key_update()
        .first(conn)
        .await?;
    if given_up_at.is_none() {
        return Err(Problem::new("jobId", ProblemCode::WrongState).into());
    }
    diesel::update(jobs::table.find(id))
        .set(Anew::at(now))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Forgets what was done longer ago than `age`; keys carry their day, so none of them comes back. Gives how many.
pub async fn forget_finished(conn: &mut Connection, now: DateTime<Utc>, age: TimeDelta) -> Result<usize> {
    Ok(diesel::delete(jobs::table.filter(jobs::finished_at.lt(now - age)))
        .execute(conn)
        .await?)
}
