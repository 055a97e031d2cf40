//! The clockwork as it can be watched: which workers are alive, and when recurring work was last queued.

use crate::jobs::{self, Job};
use crate::tables::{idempotency_keys, schedule, worker_heartbeats};
use crate::{Connection, Result};
use crate::{alerts, directory, letters};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

diesel::define_sql_function! {
    /// Whether this transaction now holds the lock of this number; never waits.
    fn pg_try_advisory_xact_lock(key: BigInt) -> Bool;
}
diesel::define_sql_function! {
    /// The time on the database's clock.
    fn clock_timestamp() -> Timestamptz;
}

/// Number of the lock that whoever queues recurring work holds.
const SCHEDULE: i64 = 2_030;

/// Whether the work of the schedule falls to this transaction; every other one passes on.
pub async fn holds_schedule(conn: &mut Connection) -> Result<bool> {
    Ok(diesel::select(pg_try_advisory_xact_lock(SCHEDULE))
        .get_result(conn)
        .await?)
}

/// For which moment the work of this name was last queued.
pub async fn last_run(conn: &mut Connection, name: &str) -> Result<Option<DateTime<Utc>>> {
    let row: Option<Option<DateTime<Utc>>> = schedule::table
        .find(name)
        .select(schedule::last_run_at)
        .first(conn)
        .await
        .optional()?;
    Ok(row.flatten())
}

pub async fn ran(conn: &mut Connection, name: &str, at: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(schedule::table)
        .values((schedule::name.eq(name), schedule::last_run_at.eq(Some(at))))
        .on_conflict(schedule::name)
        .do_update()
        .set(schedule::last_run_at.eq(Some(at)))
        .execute(conn)
        .await?;
    Ok(())
}

/// The database's time: what all workers of all machines go by.
pub async fn time(conn: &mut Connection) -> Result<DateTime<Utc>> {
    Ok(diesel::select(clock_timestamp()).get_result(conn).await?)
}

/// A process that does jobs.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = worker_heartbeats, primary_key(name), check_for_backend(diesel::pg::Pg))]
pub struct Worker {
    pub name: String,
    pub started_at: DateTime<Utc>,
    pub beat_at: DateTime<Utc>,
}

pub async fn beat(conn: &mut Connection, name: &str, started_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(worker_heartbeats::table)
        .values((
            worker_heartbeats::name.eq(name),
            worker_heartbeats::started_at.eq(started_at),
            worker_heartbeats::beat_at.eq(now),
        ))
        .on_conflict(worker_heartbeats::name)
        .do_update()
        .set(worker_heartbeats::beat_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// A worker that stops by itself takes its name off the list.
pub async fn leave(conn: &mut Connection, name: &str) -> Result<()> {
    diesel::delete(worker_heartbeats::table.find(name))
        .execute(conn)
        .await?;
    Ok(())
}

/// Workers, the liveliest first; a killed one stands there until it is forgotten.
pub async fn workers(conn: &mut Connection) -> Result<Vec<Worker>> {
    Ok(worker_heartbeats::table
        .order((worker_heartbeats::beat_at.desc(), worker_heartbeats::name))
        .limit(100)
        .select(Worker::as_select())
        .load(conn)
        .await?)
}

/// How long ago the liveliest worker gave a sign; nothing if there is none. For `/healthz/worker`, asked as the platform.
pub async fn worker_age(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<TimeDelta>> {
    let latest: Option<DateTime<Utc>> = worker_heartbeats::table
        .select(diesel::dsl::max(worker_heartbeats::beat_at))
        .first(conn)
        .await?;
    Ok(latest.map(|beat| (now - beat).max(TimeDelta::zero())))
}

/// Forgets what nobody asks for any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tidy {
    pub day: NaiveDate,
}

impl Job for Tidy {
    const KIND: &'static str = "tidy";

    fn key(&self) -> String {
        self.day.to_string()
    }
}

/// Forgets workers that died, jobs and keys of acts done long ago, what signing in left behind, the words of letters that
/// were kept, links of letters that have run out, and addresses that did not confirm that they want letters.
pub async fn tidy(conn: &mut Connection, now: DateTime<Utc>) -> Result<()> {
    let before = |days| now - TimeDelta::days(days);
    diesel::delete(worker_heartbeats::table.filter(worker_heartbeats::beat_at.lt(before(1))))
        .execute(conn)
        .await?;
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::at.lt(before(30))))
        .execute(conn)
        .await?;
    directory::sweep_sign_in(conn, now).await?;
    letters::forget_kept(conn, now, TimeDelta::days(14)).await?;
    letters::forget_expired(conn, now).await?;
    alerts::sweep(conn, now).await?;
    jobs::forget_finished(conn, now, TimeDelta::days(90)).await?;
    Ok(())
}
