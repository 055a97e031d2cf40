//! Reminders to the person they are for; letters to their reader and to administrators; the queue to administrators.

use crate::commitments::loader::MilestonesOf;
use crate::commitments::object::{Commitment, Milestone, ProgressUpdate, load};
use crate::connection;
use crate::graphql::ApiError;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use schema::Language;
use schema::actor::*;
use schema::clockwork;
use schema::jobs::{self, JobRow, Load};
use schema::letters::{self, LetterStatus};
use schema::reminders::{self as model, ReminderCadence, ReminderReason};

/// How often, at which hour, or not at all, a person is reminded.
pub struct ReminderPreferences(pub model::ReminderPreferences);

/// How often, at which hour, or not at all, a person is reminded.
#[Object]
impl ReminderPreferences {
    /// Counts changes; to be given with the next one.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// How often letters come, and only when there is something to say.
    async fn cadence(&self) -> ReminderCadence {
        self.0.cadence
    }

    /// The hour at which they come, 0 to 23, in the person's own time zone.
    async fn hour(&self) -> i32 {
        self.0.hour
    }

    /// Until before this day none come.
    async fn paused_until(&self) -> Option<Date> {
        self.0.paused_until.map(Date)
    }

    /// Since when none come at all.
    async fn unsubscribed_at(&self) -> Option<DateTime<Utc>> {
        self.0.unsubscribed_at
    }

    /// When it is next looked whether there is something to tell; empty until it is planned.
    async fn next_digest_at(&self) -> Option<DateTime<Utc>> {
        self.0.next_digest_at
    }
}

/// Something that the asker will be told of.
#[derive(Clone)]
pub struct Reminder(pub model::Reminder);

/// Something that the asker will be told of.
#[Object]
impl Reminder {
    /// Opaque, typed id.
    async fn id(&self) -> ReminderId {
        self.0.id
    }

    /// Why.
    async fn reason(&self) -> ReminderReason {
        self.0.reason
    }

    /// The commitment it is about.
    async fn commitment(&self, ctx: &Context<'_>) -> Result<Option<Commitment>, ApiError> {
        Ok(load(ctx, self.0.commitment_id).await?.map(Commitment))
    }

    /// The milestone that is due, if one is.
    async fn milestone(&self, ctx: &Context<'_>) -> Result<Option<Milestone>, ApiError> {
        let Some(id) = self.0.milestone_id else { return Ok(None) };
        let rows = load(ctx, MilestonesOf(self.0.commitment_id)).await?.unwrap_or_default();
        Ok(rows.into_iter().find(|row| row.id == id).map(Milestone))
    }

    /// The update that waits, if one does.
    async fn progress_update(&self, ctx: &Context<'_>) -> Result<Option<ProgressUpdate>, ApiError> {
        match self.0.progress_update_id {
            Some(id) => Ok(load(ctx, id).await?.map(ProgressUpdate)),
            None => Ok(None),
        }
    }

    /// The reporting period that asks for an update; empty where the reporting light does, or no update is asked for.
    async fn period(&self) -> Option<&str> {
        self.0.period.as_deref()
    }

    /// The day due, or since which it waits.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }

    /// From this day on it belongs into the next letter.
    async fn remind_on(&self) -> Date {
        Date(self.0.remind_on)
    }

    /// Day of a letter that told of it already, and of which nobody knows whether it arrived.
    async fn in_doubt_on(&self) -> Option<Date> {
        self.0.in_doubt_on.map(Date)
    }
}

connection! {
    /// What the asker will be told of, soonest first.
    ReminderConnection, ReminderEdge: Reminder,
    () => |conn, actor, ()| model::my_reminder_count(conn, actor)
}

/// A letter in the ledger. What it said is not kept for reading.
#[derive(Clone)]
pub struct Letter(pub letters::Letter);

/// A letter in the ledger. What it said is not kept for reading.
#[Object]
impl Letter {
    /// Opaque, typed id.
    async fn id(&self) -> LetterId {
        self.0.id
    }

    /// What kind of letter, such as `digest` or `invitation`.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Whose account it went to.
    async fn account_id(&self) -> Option<AccountId> {
        self.0.account_id
    }

    /// The address it went to.
    async fn address(&self) -> &str {
        &self.0.address
    }

    /// The language it was written in.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// Its subject; empty until it was composed.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Why its reader got it, one line for each role, in the language of the letter.
    async fn why(&self) -> Vec<&str> {
        self.0.why.lines().collect()
    }

    /// What became of it.
    async fn status(&self) -> LetterStatus {
        self.0.status
    }

    /// The mail server's words, or why it was not sent.
    async fn response(&self) -> Option<&str> {
        self.0.response.as_deref()
    }

    /// Its Message-ID, the same at every attempt.
    async fn message_id(&self) -> Option<&str> {
        self.0.message_id.as_deref()
    }

    /// How often a mail server agreed to take it.
    async fn attempt_count(&self) -> i32 {
        self.0.attempt_count
    }

    /// When it was written.
    async fn queued_at(&self) -> DateTime<Utc> {
        self.0.queued_at
    }

    /// When it last went out.
    async fn transmitting_at(&self) -> Option<DateTime<Utc>> {
        self.0.transmitting_at
    }

    /// When its fate was known.
    async fn settled_at(&self) -> Option<DateTime<Utc>> {
        self.0.settled_at
    }
}

connection! {
    /// Letters, newest first.
    LetterConnection, LetterEdge: Letter,
    letters::LetterFilter => |conn, _, filter| letters::letter_count(conn, filter)
}

/// Work that was given up, as an administrator sees it.
#[derive(Clone)]
pub struct Job(pub JobRow);

/// Work that was given up, as an administrator sees it.
#[Object]
impl Job {
    /// Opaque, typed id.
    async fn id(&self) -> JobId {
        self.0.id
    }

    /// What was to be done, such as `send_letter`.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// What it was to be done for.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// How often it was tried.
    async fn attempt_count(&self) -> i32 {
        self.0.attempt
    }

    /// When it was queued.
    async fn queued_at(&self) -> DateTime<Utc> {
        self.0.queued_at
    }

    /// When it was given up; empty once it was taken up again.
    async fn given_up_at(&self) -> Option<DateTime<Utc>> {
        self.0.given_up_at
    }

    /// Why it failed the last time.
    async fn last_error(&self) -> Option<&str> {
        self.0.last_error.as_deref()
    }
}

connection! {
    /// Work that was given up, newest first.
    JobConnection, JobEdge: Job,
    () => |conn, _, ()| jobs::given_up_count(conn)
}

/// A process that does the work of the queue.
#[derive(SimpleObject)]
pub struct Worker {
    /// Its name, new at every start.
    pub name: String,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it last said that it is alive.
    pub beat_at: DateTime<Utc>,
}

impl From<clockwork::Worker> for Worker {
    fn from(row: clockwork::Worker) -> Self {
        let clockwork::Worker {
            name,
            started_at,
            beat_at,
        } = row;
        Self {
            name,
            started_at,
            beat_at,
        }
    }
}

/// How the queue and its workers are.
#[derive(SimpleObject)]
pub struct Clockwork {
    /// Jobs that are due and that no worker has taken yet.
    pub waiting_count: i64,
    /// Jobs that a worker has taken.
    pub running_count: i64,
    /// Jobs that were given up.
    pub given_up_count: i64,
    /// Since when the oldest due job waits.
    pub oldest_due_at: Option<DateTime<Utc>>,
    /// Workers, the liveliest first; one that was killed stands there for a day.
    pub workers: Vec<Worker>,
}

impl Clockwork {
    pub fn of(load: Load, workers: Vec<clockwork::Worker>) -> Self {
        let Load {
            waiting_count,
            running_count,
            given_up_count,
            oldest_due_at,
        } = load;
        Self {
            waiting_count,
            running_count,
            given_up_count,
            oldest_due_at,
            workers: workers.into_iter().map(Worker::from).collect(),
        }
    }
}
