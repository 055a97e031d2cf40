//! The platform in figures, for those who watch over it: what waits, since when, and who is at work. Counts and ages
//! only, and of everything together: nobody and no record can be made out in them.

use crate::jobs::{self, Load};
use crate::letters::LetterStatus;
use crate::reminders::ReminderStatus;
use crate::tables::{letters, reminder_preferences, reminders, schedule, worker_heartbeats};
use crate::{Actor, Connection, Db, Result, clockwork, upkeep};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A worker gives a sign every ten seconds; one that is silent for so long is none.
pub const SILENCE: TimeDelta = TimeDelta::seconds(60);

/// So many wait, the oldest of them for so long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub count: i64,
    pub oldest: Option<TimeDelta>,
}

impl Waiting {
    fn of((count, oldest): (i64, Option<DateTime<Utc>>), now: DateTime<Utc>) -> Self {
        Self {
            count,
            oldest: oldest.map(|since| (now - since).max(TimeDelta::zero())),
        }
    }
}

/// All of it, at one moment.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The moment, by the database's clock.
    pub now: DateTime<Utc>,
    /// How many migrations have not run. Of a database of another form nothing else is known.
    pub pending: usize,
    pub at_work: Option<AtWork>,
}

#[derive(Clone, Debug)]
pub struct AtWork {
    /// Workers that gave a sign within [`SILENCE`].
    pub worker_count: i64,
    /// How long ago the liveliest one gave it.
    pub worker_age: Option<TimeDelta>,
    pub jobs: Load,
    /// Letters that no mail server has taken yet.
    pub letters: Waiting,
    /// Reminders whose day has come, and which no letter tells yet: they wait for their reader's next digest.
    pub reminders: Waiting,
    /// Readers whose hour has come and whose digest has not been looked at.
    pub digests: Waiting,
    /// For how long each piece of recurring work has not been queued, by name.
    pub recurring: Vec<(String, TimeDelta)>,
}

pub async fn figures(db: &Db) -> Result<Figures> {
    db.read(&Actor::Platform("watch"), async |conn: &mut Connection| {
        let (pending, now) = (upkeep::pending(conn).await?.len(), clockwork::time(conn).await?);
        let at_work = match pending {
            0 => Some(at_work(conn, now).await?),
            _ => None,
        };
        Ok(Figures { now, pending, at_work })
    })
    .await
}

async fn at_work(conn: &mut Connection, now: DateTime<Utc>) -> Result<AtWork> {
    let today = now.date_naive();
    let worker_count = worker_heartbeats::table
        .filter(worker_heartbeats::beat_at.gt(now - SILENCE))
        .count()
        .get_result(conn)
        .await?;
    let open = [LetterStatus::Queued, LetterStatus::Transmitting];
    let letters = letters::table
        .filter(letters::status.ne(LetterStatus::Sent)) // as the index has it
        .filter(letters::status.eq_any(open))
        .select((count_star(), min(letters::queued_at)))
        .first(conn)
        .await?;
    let (reminder_count, first_day) = reminders::table
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .filter(reminders::remind_on.le(today))
        .select((count_star(), min(reminders::remind_on)))
        .first::<(i64, Option<chrono::NaiveDate>)>(conn)
        .await?;
    let since = first_day.map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let digests = reminder_preferences::table
        .filter(reminder_preferences::next_digest_at.le(now))
        .select((count_star(), min(reminder_preferences::next_digest_at)))
        .first(conn)
        .await?;
    let recurring: Vec<(String, Option<DateTime<Utc>>)> = schedule::table
        .group_by(schedule::name)
        .order(schedule::name)
        .select((schedule::name, max(schedule::last_run_at)))
        .load(conn)
        .await?;
    let recurring = recurring.into_iter().filter_map(|(name, at)| Some((name, now - at?)));
    Ok(AtWork {
        worker_count,
        worker_age: clockwork::worker_age(conn, now).await?,
        jobs: jobs::load(conn, now).await?,
        letters: Waiting::of(letters, now),
        reminders: Waiting::of((reminder_count, since), now),
        digests: Waiting::of(digests, now),
        recurring: recurring.collect(),
    })
}
