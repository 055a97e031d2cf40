//! What of a commitment was public on a day that has passed, as far as the public record keeps it: what was published by
//! then, and dates before they were revised. What it does not keep — the wording of title and summary, a status that has
//! changed since — is said to be so.

use super::Detail;
use chrono::{DateTime, NaiveDate, Utc};
use schema::Error;
use schema::commitments::{CommitmentDate, DateRevision, Milestone, MilestoneStatus, ProgressUpdateStatus};
use std::sync::Arc;
use uuid::Uuid;

/// A day that has passed, of which a page tells.
#[derive(Clone, Copy)]
pub struct Past {
    pub day: NaiveDate,
    /// Whether it had the status then that it has now.
    pub is_status_kept: bool,
}

impl Detail {
    /// Itself as it stood when the day ended, in universal time; or that it was not public yet.
    pub(super) fn as_of(&mut self, day: NaiveDate, status_since: Option<DateTime<Utc>>) -> schema::Result<Past> {
        let end = day
            .succ_opt()
            .and_then(|next| next.and_hms_opt(0, 0, 0))
            .map_or(DateTime::<Utc>::MAX_UTC, |at| at.and_utc());
        let commitment = Arc::make_mut(&mut self.record.commitment);
        if commitment.public_since.is_none_or(|at| at >= end) {
            return Err(Error::NotFound);
        }
        // The newest revision is undone first.
        self.revisions.sort_by_key(|revision| revision.revised_at);
        while let Some(revision) = self.revisions.pop_if(|revision| revision.revised_at >= end) {
            undo(&revision, commitment, &mut self.milestones);
        }
        self.milestones.retain(|step| recorded_before(step.id.0, end));
        for step in &mut self.milestones {
            if step.reached_on.is_some_and(|on| on > day) && step.status == MilestoneStatus::Reached {
                step.status = MilestoneStatus::Planned;
                step.reached_on = None;
            }
        }
        self.updates
            .retain(|update| update.public_since.is_some_and(|at| at < end));
        for update in &mut self.updates {
            if update.status == ProgressUpdateStatus::Withdrawn && update.changed_at >= end {
                update.status = ProgressUpdateStatus::Published;
            }
        }
        self.evidence.retain(|one| {
            let of = one.progress_update_id;
            one.public_since.is_some_and(|at| at < end)
                && of.is_none_or(|id| self.updates.iter().any(|update| update.id == id))
        });
        self.indicators.retain(|one| recorded_before(one.id.0, end));
        self.values.retain(|one| recorded_before(one.id.0, end));
        self.assessments.retain(|one| recorded_before(one.id.0, end));
        self.comments.retain(|one| one.decided_at.is_some_and(|at| at < end));
        let is_status_kept = commitment.changed_at < end || status_since.is_some_and(|at| at < end);
        if !is_status_kept {
            self.superseded_by = None;
            commitment.status_note = String::new();
        }
        let newest = self
            .updates
            .iter()
            .find(|update| update.status == ProgressUpdateStatus::Published);
        self.record.since = newest
            .map(|update| update.reported_on)
            .or_else(|| commitment.public_since.map(|at| at.date_naive()));
        self.record.latest = newest.cloned().map(Arc::new);
        Ok(Past { day, is_status_kept })
    }
}

/// The date as it was before.
fn undo(revision: &DateRevision, commitment: &mut schema::commitments::Commitment, steps: &mut [Milestone]) {
    match revision.milestone_id {
        Some(id) => {
            let step = steps.iter_mut().find(|step| step.id == id);
            if let Some((step, on)) = step.zip(revision.old_on) {
                step.due_on = on;
            }
        }
        None => match CommitmentDate::from_code(&revision.field) {
            Some(CommitmentDate::MadeOn) => commitment.made_on = revision.old_on,
            Some(CommitmentDate::IndicativeOn) => commitment.indicative_on = revision.old_on,
            Some(CommitmentDate::DefinitiveOn) => commitment.definitive_on = revision.old_on,
            None => {}
        },
    }
}

/// An id says when its record was made.
fn recorded_before(id: Uuid, end: DateTime<Utc>) -> bool {
    let made = id.get_timestamp().map(|at| at.to_unix());
    let made = made.and_then(|(seconds, _)| DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0));
    made.is_none_or(|at| at < end)
}
