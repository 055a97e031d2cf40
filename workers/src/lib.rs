//! The clockwork: runs the queue, keeps the schedule, sends letters.
//!
//! A worker process claims jobs under a lease and does them; several may run at once, on several machines. Each queues
//! the recurring work when it falls to it, and says every few seconds that it is alive. [`run()`] is all of that until it
//! is told to stop; [`run_due`] does what is due and returns.

pub mod mail;

mod alerts;
mod directory;
mod evidence;
mod heartbeat;
mod letters;
mod record;
mod reminders;
mod run;
mod schedule;

use chrono::{DateTime, TimeDelta, Utc};
use mail::Mailer;
use mail::composing::House;
use schema::Db;
use schema::checkpoints::RecordKey;
use schema::clock::Clock;
use schema::commitments::Shelf;
use schema::jobs::{Held, Job};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub use run::{Pace, run, run_due};
pub use schedule::{Every, RECURRING, queue_recurring};

/// What workers work with.
#[derive(Clone)]
pub struct Env {
    pub db: Db,
    pub mailer: Arc<Mailer>,
    pub house: House,
    record_key: Option<Arc<RecordKey>>,
    /// Where files of evidence lie, if they can be reached from here.
    evidence: Option<Shelf>,
    clock: Clock,
    /// By how many microseconds the database's clock is ahead of ours.
    ahead: Arc<AtomicI64>,
}

impl Env {
    pub fn new(db: Db, clock: Clock, mailer: Arc<Mailer>, house: House) -> Self {
        Self {
            db,
            mailer,
            house,
            record_key: None,
            evidence: None,
            clock,
            ahead: Arc::default(),
        }
    }

    /// With the key that signs the audit's checkpoints.
    pub fn sealing_with(mut self, key: RecordKey) -> Self {
        self.record_key = Some(Arc::new(key));
        self
    }

    /// Also looks after the files of evidence that lie here.
    pub fn with_evidence(mut self, evidence: Shelf) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// The time all workers go by: the database's, so that leases mean the same on every machine. In tests it is a clock
    /// that stands still.
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::microseconds(self.ahead.load(Ordering::Relaxed));
        self.clock.now() + ahead
    }

    /// Sets our time by the database's.
    fn set_time(&self, database: DateTime<Utc>) {
        if let Clock::System = self.clock {
            let ahead = database - self.clock.now();
            if ahead.abs() > TimeDelta::seconds(5) {
                tracing::warn!(
                    seconds = ahead.num_seconds(),
                    "the clock of this machine is not the database's"
                );
            }
            let ahead = ahead.num_microseconds().unwrap_or(0);
            self.ahead.store(ahead, Ordering::Relaxed);
        }
    }
}

/// Why a job was not done.
#[derive(Debug)]
enum Failure {
    /// It may go better later.
    Retry(anyhow::Error),
    /// It never will.
    GiveUp(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Retry(error)
    }
}

impl From<schema::Error> for Failure {
    fn from(error: schema::Error) -> Self {
        match error {
            schema::Error::Unavailable(_) | schema::Error::Uncertain(_) | schema::Error::Internal(_) => {
                Self::Retry(error.into())
            }
            _ => Self::GiveUp(error.into()),
        }
    }
}

/// A job in our hands.
struct Task {
    env: Env,
    held: Held,
}

/// How a job is done. It reads afresh, and does nothing where the world has moved on; it may be done more than once.
trait Run: Job + Send + Sync {
    fn run(&self, task: &Task) -> impl Future<Output = Result<(), Failure>> + Send;
}
