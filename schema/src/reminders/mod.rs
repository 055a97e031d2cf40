//! Courtesy notes: who is to be told of what is due, when, and how often.
//!
//! A *reminder* says that one person is to be told of one thing due, once. Reminders are planned every day from the
//! record: dates of commitments and milestones, updates that are invited, what waits for clearance, review, correction
//! or a State's confirmation. A *digest* gathers a person's reminders into one letter per cadence, on the person's day,
//! at the preferred hour, in the person's own time zone; whoever has nothing to be told gets none. What is told is read
//! as that person, when it is told: whoever may not read a record is not told of it.

mod acting;
mod digests;
mod planning;
mod preferences;
mod rules;

pub use acting::*;
pub use digests::*;
pub use planning::*;
pub use preferences::*;
pub use rules::{Ask, Period, asks, day_after, moment, next_digest, notices, waiting_notice};

use crate::actor::*;
use crate::tables::reminders;
use crate::values;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

values! {
    /// Why somebody is told.
    pub enum ReminderReason {
        /// The date set for a commitment comes up.
        CommitmentDue = "commitment_due",
        /// The date set for a milestone comes up.
        MilestoneDue = "milestone_due",
        /// An update is invited.
        UpdateInvited = "update_invited",
        /// An update is invited within the coming week.
        UpdateLastWeek = "update_last_week",
        /// No update has been received since one was invited.
        NoUpdateReceived = "no_update_received",
        /// An update awaits clearance by the participant.
        AwaitingClearance = "awaiting_clearance",
        /// A submission awaits review by the secretariat.
        AwaitingReview = "awaiting_review",
        /// A submission came back with a note.
        Returned = "returned",
        /// Reported by another; the participant may confirm, correct or decline it.
        AwaitingConfirmation = "awaiting_confirmation",
    }
}

values! {
    /// How often digests come.
    pub enum ReminderCadence {
        /// Every day.
        Daily = "daily",
        /// Every Monday.
        Weekly = "weekly",
        /// On the first day of every month.
        Monthly = "monthly",
    }
}

values! {
    /// Where a reminder stands.
    pub enum ReminderStatus {
        /// It waits for its day and the next digest.
        Planned = "planned",
        /// It was told in a letter.
        Told = "told",
        /// It is no longer due, or not for this person to read.
        Dropped = "dropped",
    }
}

/// Somebody is to be told of something due, once.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = reminders, check_for_backend(diesel::pg::Pg))]
pub struct Reminder {
    pub id: ReminderId,
    pub account_id: AccountId,
    pub reason: ReminderReason,
    pub commitment_id: CommitmentId,
    pub milestone_id: Option<MilestoneId>,
    pub progress_update_id: Option<ProgressUpdateId>,
    pub period: Option<String>,
    pub due_on: NaiveDate,
    pub remind_on: NaiveDate,
    pub status: ReminderStatus,
    pub letter_id: Option<LetterId>,
    pub in_doubt_on: Option<NaiveDate>,
    pub planned_at: DateTime<Utc>,
}

impl Reminder {
    pub fn cursor(&self) -> String {
        crate::page::cursor("remind_on", &(self.remind_on, self.id.0))
    }
}
