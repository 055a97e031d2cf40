//! Running the queue: claim, do, say how it went.

use crate::{Env, Failure, Run, Task, evidence, heartbeat, schedule};
use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use metrics::{counter, histogram};
use rand::RngExt;
use schema::alerts::{AskToConfirm, QueueAlerts, WriteAlert};
use schema::checkpoints::SealRecord;
use schema::clockwork::Tidy;
use schema::directory::{SendInvitation, SendPasswordChanged, SendPasswordCode, SendSessionEnded, SendSignInCode};
use schema::jobs::{self, Ending, Held, Job};
use schema::letters::SendLetter;
use schema::reminders::{PlanReminders, QueueDigests, WriteDigest};
use schema::{Connection, clockwork};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinError;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

/// How a worker goes about its work.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Jobs done at once.
    pub jobs: usize,
    /// A job is another's so long after its worker fell silent.
    pub lease: Duration,
    /// How often the queue and the schedule are looked at when nothing wakes us.
    pub poll: Duration,
    /// What is under way gets so long to end when the worker is told to stop.
    pub farewell: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            jobs: 4,
            lease: Duration::from_secs(60),
            poll: Duration::from_secs(2),
            farewell: Duration::from_secs(12),
        }
    }
}

/// What each kind of job is done by; a worker claims no others.
macro_rules! kinds {
    ($($job:ty),+ $(,)?) => {
        const KINDS: &[&str] = &[$(<$job as Job>::KIND),+];

        async fn dispatch(task: &Task) -> Result<(), Failure> {
            match task.held.kind.as_str() {
                $(<$job as Job>::KIND => start::<$job>(task).await,)+
                other => Err(Failure::GiveUp(anyhow!("nobody here knows how to {other}"))),
            }
        }

        fn attempts(kind: &str) -> i32 {
            match kind {
                $(<$job as Job>::KIND => <$job as Job>::ATTEMPTS,)+
                _ => 1,
            }
        }
    };
}

kinds![
    AskToConfirm,
    PlanReminders,
    QueueAlerts,
    QueueDigests,
    SealRecord,
    SendInvitation,
    SendLetter,
    SendPasswordChanged,
    SendPasswordCode,
    SendSessionEnded,
    SendSignInCode,
    Tidy,
    WriteAlert,
    WriteDigest,
];

async fn start<J: Run>(task: &Task) -> Result<(), Failure> {
    let job: J = serde_json::from_value(task.held.payload.clone()).map_err(|wrong| Failure::GiveUp(wrong.into()))?;
    job.run(task).await
}

impl Run for Tidy {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let now = task.env.now();
        let tidied = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            clockwork::tidy(conn, now).await
        });
        tidied.await?;
        evidence::sweep(&task.env).await
    }
}

/// Does jobs until told to stop; returns when what was under way has ended or was given back.
pub async fn run(env: Env, pace: Pace, stop: CancellationToken) -> anyhow::Result<()> {
    let name = worker_name();
    // Leases are counted in the database's time: none is taken before it is known.
    if let Err(error) = heartbeat::once(&env, &name, env.now()).await {
        tracing::warn!(%error, "the worker begins without the database");
    }
    tracing::info!(worker = name, "the worker has begun");
    let worker = Worker {
        env: env.clone(),
        name: name.clone().into(),
        pace,
        abandon: CancellationToken::new(),
    };
    let keep_schedule = async {
        while timeout(pace.poll, stop.cancelled()).await.is_err() {
            match schedule::queue_recurring(&env).await {
                Ok(queued) if queued.is_empty() => {}
                Ok(queued) => tracing::debug!(?queued, "recurring work was queued"),
                Err(error) => tracing::warn!(%error, "the schedule could not be looked at"),
            }
        }
    };
    tokio::join!(worker.work(&stop), heartbeat::beat(&env, &name, &stop), keep_schedule);
    env.mailer.close().await;
    tracing::info!(worker = name, "the worker has stopped");
    Ok(())
}

/// Does all that is due now, one after the other, and what that leads to; gives how many jobs were done or failed.
pub async fn run_due(env: &Env) -> anyhow::Result<usize> {
    let pace = Pace::default();
    let worker = Worker {
        env: env.clone(),
        name: worker_name().into(),
        pace,
        abandon: CancellationToken::new(),
    };
    let mut count = 0;
    while let Some(held) = worker.claim().await? {
        worker.do_one(held).await;
        count += 1;
    }
    Ok(count)
}

/// Process ids are reused, also at once after a restart in a container.
fn worker_name() -> String {
    format!("{}-{:08x}", std::process::id(), rand::rng().random::<u32>())
}

#[derive(Clone)]
struct Worker {
    env: Env,
    name: Arc<str>,
    pace: Pace,
    /// What is still under way is to be left as it is.
    abandon: CancellationToken,
}

impl Worker {
    async fn work(&self, stop: &CancellationToken) {
        let places = Arc::new(Semaphore::new(self.pace.jobs));
        let under_way = TaskTracker::new();
        let wake = Arc::new(tokio::sync::Notify::new());
        let listening = tokio::spawn(listen(self.env.clone(), wake.clone()));
        while let Some(Ok(place)) = stop.run_until_cancelled(places.clone().acquire_owned()).await {
            // Enabled before the queue is looked at: what is queued in between wakes us.
            let woken = wake.notified();
            match self.claim().await {
                Ok(Some(held)) => {
                    let worker = self.clone();
                    under_way.spawn(async move {
                        worker.do_one(held).await;
                        drop(place);
                    });
                }
                nothing => {
                    drop(place);
                    if let Err(error) = nothing {
                        tracing::warn!(%error, "the queue could not be looked at");
                        let _ = timeout(self.pace.poll, stop.cancelled()).await;
                    } else {
                        let pause = timeout(self.pace.poll, woken);
                        let _ = stop.run_until_cancelled(pause).await;
                    }
                }
            }
        }
        listening.abort();
        under_way.close();
        if timeout(self.pace.farewell, under_way.wait()).await.is_err() {
            tracing::info!(count = under_way.len(), "what is still under way is given back");
            self.abandon.cancel();
            let _ = timeout(Duration::from_secs(2), under_way.wait()).await;
        }
    }

    fn lease_end(&self) -> DateTime<Utc> {
        self.env.now() + TimeDelta::from_std(self.pace.lease).unwrap_or(TimeDelta::MAX)
    }

    async fn claim(&self) -> schema::Result<Option<Held>> {
        let (name, now, until) = (self.name.clone(), self.env.now(), self.lease_end());
        self.env
            .db
            .platform("claim", async move |conn: &mut Connection| {
                jobs::claim(conn, &name, KINDS, now, until).await
            })
            .await
    }

    /// Does a job, holding it as long as that takes, and says how it went.
    async fn do_one(&self, held: Held) {
        let task = Task {
            env: self.env.clone(),
            held: held.clone(),
        };
        // A task of its own, so that a panic ends the job and not the worker.
        let span = tracing::error_span!("job", id = %held.id, kind = held.kind);
        let began = Instant::now();
        let mut work = tokio::spawn(async move { dispatch(&task).await }.instrument(span));
        let ending = loop {
            let lost = tokio::select! {
                done = &mut work => break self.ending(&held, done),
                () = self.abandon.cancelled() => {
                    work.abort();
                    let _ = (&mut work).await;
                    break Ending::PutBack;
                }
                () = self.hold(&held) => true,
            };
            if lost {
                tracing::warn!(job = %held.id, kind = held.kind, "the job is another worker's now");
                work.abort();
                let _ = work.await;
                return;
            }
        };
        count(&held.kind, &ending, began.elapsed());
        self.end(&held, &ending).await;
    }

    /// Extends the lease again and again; returns when it is lost, or could not be extended in time.
    async fn hold(&self, held: &Held) {
        let mut ends = Instant::now() + self.pace.lease;
        while Instant::now() < ends {
            sleep(self.pace.lease / 4).await;
            let began = Instant::now();
            let (until, same) = (self.lease_end(), held.clone());
            let extended = self.env.db.platform("extend", async move |conn: &mut Connection| {
                jobs::extend(conn, &same, until).await
            });
            match timeout(self.pace.lease / 4, extended).await {
                Ok(Ok(true)) => ends = began + self.pace.lease,
                Ok(Ok(false)) => return,
                Ok(Err(error)) => tracing::warn!(%error, job = %held.id, "a lease could not be extended"),
                Err(_) => tracing::warn!(job = %held.id, "a lease could not be extended in time"),
            }
        }
    }

    fn ending(&self, held: &Held, done: Result<Result<(), Failure>, JoinError>) -> Ending {
        let failure = match done {
            Ok(Ok(())) => return Ending::Done,
            Ok(Err(failure)) => failure,
            Err(panic) => Failure::Retry(panic.into()),
        };
        let (error, is_final) = match failure {
            Failure::Retry(error) => (error, held.attempt >= attempts(&held.kind)),
            Failure::GiveUp(error) => (error, true),
        };
        let error = format!("{error:#}");
        if is_final {
            tracing::error!(job = %held.id, kind = held.kind, error, "a job was given up");
            return Ending::GivenUp { error };
        }
        tracing::warn!(job = %held.id, kind = held.kind, attempt = held.attempt, error, "a job is tried again later");
        let run_at = self.env.now() + back_off(held.attempt, rand::rng().random_range(-0.25..=0.25));
        Ending::Postponed { run_at, error }
    }

    /// Says how it went; a database that is away for a moment does not make a job be done again.
    async fn end(&self, held: &Held, ending: &Ending) {
        let until = Instant::now() + self.pace.lease / 2;
        loop {
            let (now, same, how) = (self.env.now(), held.clone(), ending.clone());
            let said = self.env.db.platform("end", async move |conn: &mut Connection| {
                jobs::end(conn, &same, now, &how).await
            });
            match said.await {
                Ok(true) => return,
                Ok(false) => {
                    tracing::warn!(job = %held.id, kind = held.kind, "the job was another worker's at its end");
                    return;
                }
                Err(error) if Instant::now() >= until => {
                    tracing::error!(%error, job = %held.id, kind = held.kind, "how a job went could not be recorded");
                    return;
                }
                Err(_) => sleep(Duration::from_millis(500)).await,
            }
        }
    }
}

/// For those who watch over it.
fn count(kind: &str, ending: &Ending, took: Duration) {
    let ending = match ending {
        Ending::Done => "done",
        Ending::Postponed { .. } => "postponed",
        Ending::GivenUp { .. } => "given_up",
        Ending::PutBack => "put_back",
    };
    counter!("para29_jobs_total", "kind" => kind.to_owned(), "ending" => ending).increment(1);
    histogram!("para29_job_duration_seconds", "kind" => kind.to_owned()).record(took);
}

/// Two seconds, four, eight … up to an hour; a quarter more or less, so that what failed together is not tried together.
fn back_off(attempt: i32, part: f64) -> TimeDelta {
    let seconds = 2_f64.powi(attempt.clamp(1, 12)).min(3_600.0);
    TimeDelta::milliseconds((seconds * 1_000.0 * (1.0 + part)) as i64)
}

/// Wakes the worker whenever a job is queued. Without it, polling goes on.
async fn listen(env: Env, wake: Arc<tokio::sync::Notify>) {
    use futures_util::StreamExt;
    loop {
        match jobs::wakes(&env.db).await {
            Ok(mut wakes) => {
                wake.notify_one();
                while wakes.next().await.is_some() {
                    wake.notify_one();
                }
                tracing::warn!("the line that tells of new jobs broke");
            }
            Err(error) => tracing::warn!(%error, "new jobs cannot be listened for"),
        }
        sleep(Duration::from_secs(5)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let seconds = |attempt| back_off(attempt, 0.0).num_seconds();
        assert_eq!([1, 2, 3, 11, 12, 40].map(seconds), [2, 4, 8, 2_048, 3_600, 3_600]);
        assert_eq!(back_off(2, 0.25).num_milliseconds(), 5_000);
        assert_eq!(back_off(2, -0.25).num_milliseconds(), 3_000);
    }
}
