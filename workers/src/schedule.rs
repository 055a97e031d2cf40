//! Recurring work: one table of names, times and jobs. Whoever holds the lock queues what is due; what was missed while
//! no worker ran is caught up once.

use crate::Env;
use chrono::{DateTime, DurationRound, NaiveTime, TimeDelta, Utc};
use schema::alerts::QueueAlerts;
use schema::checkpoints::SealRecord;
use schema::clockwork::{self, Tidy};
use schema::reminders::{PlanReminders, QueueDigests};
use schema::{Connection, Result, jobs};
use std::pin::Pin;

/// When something recurs; in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// At minutes that these divide: 5 is five past, ten past, …
    Minutes(u32),
    /// Every hour, so many minutes past.
    Hour {
        minute: u32,
    },
    Day {
        hour: u32,
        minute: u32,
    },
}

impl Every {
    /// The last moment up to `now` at which it was due.
    pub fn latest(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let (length, offset) = match self {
            Self::Minutes(minutes) => (TimeDelta::minutes(minutes.into()), TimeDelta::zero()),
            Self::Hour { minute } => (TimeDelta::hours(1), TimeDelta::minutes(minute.into())),
            Self::Day { hour, minute } => {
                let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
                (TimeDelta::days(1), time - NaiveTime::MIN)
            }
        };
        (now - offset)
            .duration_trunc(length)
            .map_or(now, |start| start + offset)
    }
}

/// Something that recurs.
pub struct Recurring {
    pub name: &'static str,
    pub every: Every,
    queue: for<'c> fn(&'c mut Connection, DateTime<Utc>) -> Queued<'c>,
}

type Queued<'c> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'c>>;

/// All that recurs. The job's key is its moment, so that it is queued once whoever queues it.
pub const RECURRING: &[Recurring] = &[
    Recurring {
        name: "plan_reminders",
        every: Every::Hour { minute: 50 },
        queue: |conn, at| Box::pin(async move { jobs::enqueue(conn, &PlanReminders { at }, at).await }),
    },
    Recurring {
        name: "queue_digests",
        every: Every::Minutes(5),
        queue: |conn, at| Box::pin(async move { jobs::enqueue(conn, &QueueDigests { at }, at).await }),
    },
    Recurring {
        name: "seal_record",
        every: Every::Minutes(10),
        queue: |conn, at| Box::pin(async move { jobs::enqueue(conn, &SealRecord { at }, at).await }),
    },
    Recurring {
        name: "queue_alerts",
        every: Every::Day { hour: 6, minute: 40 },
        queue: |conn, at| Box::pin(async move { jobs::enqueue(conn, &QueueAlerts { day: at.date_naive() }, at).await }),
    },
    Recurring {
        name: "tidy",
        every: Every::Day { hour: 3, minute: 30 },
        queue: |conn, at| Box::pin(async move { jobs::enqueue(conn, &Tidy { day: at.date_naive() }, at).await }),
    },
];

/// Queues the recurring work that is due, if that falls to us at this moment; gives the names of what was queued.
pub async fn queue_recurring(env: &Env) -> Result<Vec<&'static str>> {
    let now = env.now();
    env.db
        .platform("schedule", async move |conn: &mut Connection| {
            let mut queued = vec![];
            if !clockwork::holds_schedule(conn).await? {
                return Ok(queued);
            }
            for recurring in RECURRING {
                let due_at = recurring.every.latest(now);
                let last = clockwork::last_run(conn, recurring.name).await?;
                if last.is_none_or(|last| last < due_at) {
                    (recurring.queue)(conn, due_at).await?;
                    clockwork::ran(conn, recurring.name, due_at).await?;
                    queued.push(recurring.name);
                }
            }
            Ok(queued)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_moment_is_the_one_before_or_now() {
        let latest = |every: Every, now: &str| every.latest(now.parse().expect("a moment")).to_rfc3339();
        assert_eq!(
            latest(Every::Minutes(5), "2026-11-23T08:04:59Z"),
            "2026-11-23T08:00:00+00:00"
        );
        assert_eq!(
            latest(Every::Minutes(5), "2026-11-23T08:05:00Z"),
            "2026-11-23T08:05:00+00:00"
        );
        assert_eq!(
            latest(Every::Hour { minute: 50 }, "2026-11-23T08:05:00Z"),
            "2026-11-23T07:50:00+00:00"
        );
        let night = Every::Day { hour: 3, minute: 30 };
        assert_eq!(latest(night, "2026-11-23T03:29:59Z"), "2026-11-22T03:30:00+00:00");
        assert_eq!(latest(night, "2026-11-23T03:30:00Z"), "2026-11-23T03:30:00+00:00");
    }

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<_> = RECURRING.iter().map(|recurring| recurring.name).collect();
        names.dedup();
        assert_eq!(names.len(), RECURRING.len());
    }
}
