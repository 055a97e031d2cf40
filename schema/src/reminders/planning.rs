//! Planning: every day, from the record, who is to be told of what. Running it again plans nothing twice.

use super::rules::{Ask, GRACE, HORIZON, Period, asks, notices, waiting_notice};
use super::{Reminder, ReminderReason, ReminderStatus, preferences};
use crate::actor::*;
use crate::commitments::{
    CommitmentStatus, Cycle, MilestoneStatus, ProgressUpdateStatus, visible_to, visible_updates_to,
};
use crate::tables::{
    accounts, appointments, commitments, date_revisions, milestones, progress_updates, reminders, reporting_cycles,
    reporting_periods,
};
use crate::{Connection, Language, Result, Texts};
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

const OPEN: [CommitmentStatus; 2] = [CommitmentStatus::Published, CommitmentStatus::InProgress];
/// Updates that are on their way: while there is one, no other is asked for.
const ON_THEIR_WAY: [ProgressUpdateStatus; 2] = [ProgressUpdateStatus::ForClearance, ProgressUpdateStatus::Submitted];
/// Rows read or written at once.
const PART: usize = 1_000;

/// What planning came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    pub new_count: usize,
    pub dropped_count: usize,
}

/// Plans the reminders of a day, and drops those that are no longer due. A platform's act, in one transaction.
pub async fn plan(conn: &mut Connection, now: DateTime<Utc>) -> Result<Planned> {
    let today = now.date_naive();
    let people = People::load(conn).await?;
    preferences::ensure(conn, &people.all(), now).await?;
    let periods = periods(conn).await?;
    let mut wanted = vec![];
    wanted.extend(dates(conn, &people, today).await?);
    wanted.extend(milestone_dates(conn, &people, today).await?);
    wanted.extend(updates_asked_for(conn, &people, &periods, today).await?);
    wanted.extend(waiting(conn, &people, today).await?);
    let new_count = insert(conn, wanted, now).await?;
    let dropped_count = drop_what_is_over(conn, &people, &periods, today).await?;
    Ok(Planned {
        new_count,
        dropped_count,
    })
}

/// Who serves whom: people who joined and may sign in, with the roles they hold now.
struct People {
    held: HashMap<Option<ParticipantId>, Vec<(Role, AccountId)>>,
}

impl People {
    async fn load(conn: &mut Connection) -> Result<Self> {
        let rows: Vec<(Option<ParticipantId>, Role, AccountId)> = appointments::table
            .inner_join(accounts::table.on(accounts::id.eq(appointments::account_id)))
            .filter(appointments::ended_at.is_null())
            .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_not_null()))
            .select((
                appointments::participant_id,
                appointments::role,
                appointments::account_id,
            ))
            .load(conn)
            .await?;
        let mut held: HashMap<_, Vec<_>> = HashMap::new();
        for (participant, role, account) in rows {
            held.entry(participant).or_default().push((role, account));
        }
        Ok(Self { held })
    }

    fn all(&self) -> Vec<AccountId> {
        let all: HashSet<AccountId> = self.held.values().flatten().map(|(_, account)| *account).collect();
        all.into_iter().collect()
    }

    fn with(&self, participant: Option<ParticipantId>, roles: &[Role]) -> Vec<AccountId> {
        let held = self.held.get(&participant).into_iter().flatten();
        let accounts = held
            .filter(|(role, _)| roles.contains(role))
            .map(|(_, account)| *account);
        let mut accounts: Vec<AccountId> = accounts.collect();
        accounts.sort();
        accounts.dedup();
        accounts
    }

    /// Those of a participant who are told of `reason`. Where nobody holds the first roles, those who hold the next.
    fn told(&self, reason: ReminderReason, participant: ParticipantId) -> Vec<AccountId> {
        use Role::{Approver, Drafter, FocalPoint, RegionalEditor, Reviewer, Stakeholder};
        let roles: &[&[Role]] = match reason {
            ReminderReason::AwaitingReview => return self.with(None, &[Reviewer]),
            ReminderReason::AwaitingClearance | ReminderReason::AwaitingConfirmation => {
                &[&[FocalPoint, Approver], &[Stakeholder, RegionalEditor]]
            }
            ReminderReason::Returned => &[&[FocalPoint, Drafter], &[Approver], &[Stakeholder, RegionalEditor]],
            _ => &[&[FocalPoint], &[Approver], &[Stakeholder, RegionalEditor]],
        };
        roles
            .iter()
            .map(|roles| self.with(Some(participant), roles))
            .find(|accounts| !accounts.is_empty())
            .unwrap_or_default()
    }

    fn told_of_joint(&self, reason: ReminderReason, owner: ParticipantId, joint: &[ParticipantId]) -> Vec<AccountId> {
        let mut accounts: Vec<AccountId> = std::iter::once(&owner)
            .chain(joint)
            .flat_map(|participant| self.told(reason, *participant))
            .collect();
        accounts.sort();
        accounts.dedup();
        accounts
    }
}

/// What one reminder is about; with the account it is a reminder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Wanted {
    account: AccountId,
    reason: ReminderReason,
    commitment: CommitmentId,
    milestone: Option<MilestoneId>,
    update: Option<ProgressUpdateId>,
    period: Option<String>,
    due_on: NaiveDate,
    remind_on: NaiveDate,
}

pub(super) async fn periods(conn: &mut Connection) -> Result<Vec<Period>> {
    let rows: Vec<(String, NaiveDate, NaiveDate, NaiveDate)> = reporting_periods::table
        .order(reporting_periods::from_on)
        .select((
            reporting_periods::code,
            reporting_periods::from_on,
            reporting_periods::to_on,
            reporting_periods::due_on,
        ))
        .load(conn)
        .await?;
    let period = |(code, from_on, to_on, due_on)| Period {
        code,
        from_on,
        to_on,
        due_on,
    };
    Ok(rows.into_iter().map(period).collect())
}

async fn dates(conn: &mut Connection, people: &People, today: NaiveDate) -> Result<Vec<Wanted>> {
    type Row = (
        CommitmentId,
        ParticipantId,
        Vec<ParticipantId>,
        NaiveDate,
        Option<DateTime<Utc>>,
    );
    let rows: Vec<Row> = commitments::table
        .filter(commitments::status.eq_any(OPEN))
        .filter(commitments::due_key.between(today, today + HORIZON))
        .select((
            commitments::id,
            commitments::participant_id,
            commitments::joined_ids,
            commitments::due_key,
            commitments::published_at,
        ))
        .load(conn)
        .await?;
    let ids: Vec<CommitmentId> = rows.iter().map(|row| row.0).collect();
    let mut revised = HashMap::new();
    for part in ids.chunks(PART) {
        let rows: Vec<(CommitmentId, Option<DateTime<Utc>>)> = date_revisions::table
            .filter(
                date_revisions::commitment_id
                    .eq_any(part)
                    .and(date_revisions::milestone_id.is_null()),
            )
            .filter(date_revisions::field.eq_any(["indicative_on", "definitive_on"]))
            .group_by(date_revisions::commitment_id)
            .select((date_revisions::commitment_id, max(date_revisions::revised_at)))
            .load(conn)
            .await?;
        revised.extend(rows);
    }
    let wanted = rows
        .into_iter()
        .flat_map(|(commitment, owner, joint, on, published_at)| {
            let due = Due {
                reason: ReminderReason::CommitmentDue,
                commitment,
                milestone: None,
                on,
                known_at: published_at.max(revised.get(&commitment).copied().flatten()),
            };
            due.reminders(&people.told_of_joint(due.reason, owner, &joint), today)
        });
    Ok(wanted.collect())
}

async fn milestone_dates(conn: &mut Connection, people: &People, today: NaiveDate) -> Result<Vec<Wanted>> {
    type Row = (
        (MilestoneId, NaiveDate, DateTime<Utc>),
        (CommitmentId, ParticipantId, Vec<ParticipantId>, Option<DateTime<Utc>>),
    );
    let rows: Vec<Row> = milestones::table
        .inner_join(commitments::table)
        .filter(milestones::status.eq(MilestoneStatus::Planned))
        .filter(milestones::due_on.between(today, today + HORIZON))
        .filter(commitments::status.eq_any(OPEN))
        .select((
            (milestones::id, milestones::due_on, milestones::created_at),
            (
                commitments::id,
                commitments::participant_id,
                commitments::joined_ids,
                commitments::published_at,
            ),
        ))
        .load(conn)
        .await?;
    let ids: Vec<MilestoneId> = rows.iter().map(|row| row.0.0).collect();
    let mut revised = HashMap::new();
    for part in ids.chunks(PART) {
        let rows: Vec<(Option<MilestoneId>, Option<DateTime<Utc>>)> = date_revisions::table
            .filter(date_revisions::milestone_id.eq_any(part))
            .group_by(date_revisions::milestone_id)
            .select((date_revisions::milestone_id, max(date_revisions::revised_at)))
            .load(conn)
            .await?;
        revised.extend(rows);
    }
    let reminders = |((milestone, on, created_at), (commitment, owner, joint, published_at)): Row| {
        let revised_at = revised.get(&Some(milestone)).copied().flatten();
        let due = Due {
            reason: ReminderReason::MilestoneDue,
            commitment,
            milestone: Some(milestone),
            on,
            known_at: published_at.max(Some(created_at)).max(revised_at),
        };
        due.reminders(&people.told_of_joint(due.reason, owner, &joint), today)
    };
    Ok(rows.into_iter().flat_map(reminders).collect())
}

/// The day of a commitment, or of a step on its way, that is to come.
struct Due {
    reason: ReminderReason,
    commitment: CommitmentId,
    milestone: Option<MilestoneId>,
    on: NaiveDate,
    /// When this day was last made known to those who are reminded of it.
    known_at: Option<DateTime<Utc>>,
}

impl Due {
    /// Each notice of that day that is still ahead, to each of these accounts.
    fn reminders(&self, accounts: &[AccountId], today: NaiveDate) -> Vec<Wanted> {
        let known_on = self.known_at.map_or(today, |at| at.date_naive());
        let to_each = |remind_on| {
            accounts.iter().map(move |account| Wanted {
                account: *account,
                reason: self.reason,
                commitment: self.commitment,
                milestone: self.milestone,
                update: None,
                period: None,
                due_on: self.on,
                remind_on,
            })
        };
        notices(self.on, known_on, today)
            .into_iter()
            .flat_map(to_each)
            .collect()
    }
}

/// The newest day of which a published update speaks, of those that whoever asks may read.
macro_rules! reported_on {
    ($keys:expr, $is_platform:expr) => {
        progress_updates::table
            .filter(progress_updates::commitment_id.eq(commitments::id))
            .filter(progress_updates::status.eq(ProgressUpdateStatus::Published))
            .filter(visible_updates_to($keys, $is_platform))
            .select(max(progress_updates::reported_on))
            .single_value()
    };
}

macro_rules! is_on_its_way {
    () => {
        exists(
            progress_updates::table
                .filter(progress_updates::commitment_id.eq(commitments::id))
                .filter(progress_updates::status.eq_any(ON_THEIR_WAY)),
        )
    };
}

async fn updates_asked_for(
    conn: &mut Connection,
    people: &People,
    periods: &[Period],
    today: NaiveDate,
) -> Result<Vec<Wanted>> {
    type Row = (
        (CommitmentId, ParticipantId, Vec<ParticipantId>, Option<DateTime<Utc>>),
        Cycle,
        Option<NaiveDate>,
    );
    let mut wanted = vec![];
    let mut after = CommitmentId(uuid::Uuid::nil());
    loop {
        let rows: Vec<Row> = commitments::table
            .inner_join(reporting_cycles::table)
            .filter(commitments::id.gt(after))
            .filter(commitments::status.eq_any(OPEN))
            .filter(diesel::dsl::not(is_on_its_way!()))
            .order(commitments::id)
            .limit(5_000)
            .select((
                (
                    commitments::id,
                    commitments::participant_id,
                    commitments::joined_ids,
                    commitments::published_at,
                ),
                Cycle::as_select(),
                reported_on!(&[] as &[String], true),
            ))
            .load(conn)
            .await?;
        let Some(last) = rows.last() else { return Ok(wanted) };
        after = last.0.0;
        for ((commitment, owner, joint, published_at), cycle, reported_on) in rows {
            let Some(since) = reported_on.or(published_at.map(|at| at.date_naive())) else {
                continue;
            };
            for ask in asks(since, cycle, periods, today) {
                let Ask {
                    reason,
                    due_on,
                    remind_on,
                    period,
                } = ask;
                wanted.extend(
                    people
                        .told_of_joint(reason, owner, &joint)
                        .into_iter()
                        .map(|account| Wanted {
                            account,
                            reason,
                            commitment,
                            milestone: None,
                            update: None,
                            period: period.clone(),
                            due_on,
                            remind_on,
                        }),
                );
            }
        }
    }
}

async fn waiting(conn: &mut Connection, people: &People, today: NaiveDate) -> Result<Vec<Wanted>> {
    type UpdateRow = (
        ProgressUpdateId,
        CommitmentId,
        ParticipantId,
        ProgressUpdateStatus,
        Option<DateTime<Utc>>,
    );
    let updates: Vec<UpdateRow> = progress_updates::table
        .filter(progress_updates::status.eq_any([
            ProgressUpdateStatus::ForClearance,
            ProgressUpdateStatus::Submitted,
            ProgressUpdateStatus::Returned,
        ]))
        .select((
            progress_updates::id,
            progress_updates::commitment_id,
            progress_updates::participant_id,
            progress_updates::status,
            progress_updates::status_since,
        ))
        .load(conn)
        .await?;
    let records: Vec<(CommitmentId, ParticipantId, CommitmentStatus, Option<DateTime<Utc>>)> = commitments::table
        .filter(commitments::status.eq_any([
            CommitmentStatus::Submitted,
            CommitmentStatus::Returned,
            CommitmentStatus::Unconfirmed,
        ]))
        .select((
            commitments::id,
            commitments::participant_id,
            commitments::status,
            commitments::status_since,
        ))
        .load(conn)
        .await?;
    let updates = updates
        .into_iter()
        .filter_map(|(update, commitment, owner, status, since)| {
            Some((waits_as_update(status)?, commitment, Some(update), owner, since?))
        });
    let records = records.into_iter().filter_map(|(commitment, owner, status, since)| {
        Some((waits_as_commitment(status)?, commitment, None, owner, since?))
    });
    let mut wanted = vec![];
    for (reason, commitment, update, owner, since) in updates.chain(records) {
        let due_on = since.date_naive();
        wanted.extend(people.told(reason, owner).into_iter().map(|account| Wanted {
            account,
            reason,
            commitment,
            milestone: None,
            update,
            period: None,
            due_on,
            remind_on: waiting_notice(reason, due_on, today),
        }));
    }
    Ok(wanted)
}

const fn waits_as_update(status: ProgressUpdateStatus) -> Option<ReminderReason> {
    match status {
        ProgressUpdateStatus::ForClearance => Some(ReminderReason::AwaitingClearance),
        ProgressUpdateStatus::Submitted => Some(ReminderReason::AwaitingReview),
        ProgressUpdateStatus::Returned => Some(ReminderReason::Returned),
        _ => None,
    }
}

const fn waits_as_commitment(status: CommitmentStatus) -> Option<ReminderReason> {
    match status {
        CommitmentStatus::Submitted => Some(ReminderReason::AwaitingReview),
        CommitmentStatus::Returned => Some(ReminderReason::Returned),
        CommitmentStatus::Unconfirmed => Some(ReminderReason::AwaitingConfirmation),
        _ => None,
    }
}

#[derive(Clone, Insertable)]
#[diesel(table_name = reminders)]
struct NewReminder {
    id: ReminderId,
    account_id: AccountId,
    reason: ReminderReason,
    commitment_id: CommitmentId,
    milestone_id: Option<MilestoneId>,
    progress_update_id: Option<ProgressUpdateId>,
    period: Option<String>,
    due_on: NaiveDate,
    remind_on: NaiveDate,
    planned_at: DateTime<Utc>,
}

/// Writes what is not there yet; what was dropped and is due again stands up again. What was told stays told.
async fn insert(conn: &mut Connection, wanted: Vec<Wanted>, now: DateTime<Utc>) -> Result<usize> {
    let wanted: HashSet<Wanted> = wanted.into_iter().collect();
    let new = |wanted: Wanted| NewReminder {
        id: ReminderId::new(),
        account_id: wanted.account,
        reason: wanted.reason,
        commitment_id: wanted.commitment,
        milestone_id: wanted.milestone,
        progress_update_id: wanted.update,
        period: wanted.period,
        due_on: wanted.due_on,
        remind_on: wanted.remind_on,
        planned_at: now,
    };
    let rows: Vec<NewReminder> = wanted.into_iter().map(new).collect();
    let mut count = 0;
    for part in rows.chunks(PART) {
        let statement = diesel::insert_into(reminders::table)
            .values(part)
            .on_conflict((
                reminders::account_id,
                reminders::reason,
                reminders::commitment_id,
                reminders::milestone_id,
                reminders::progress_update_id,
                reminders::due_on,
                reminders::remind_on,
            ))
            .do_update()
            .set(reminders::status.eq(ReminderStatus::Planned));
        let was_dropped = reminders::status.eq(ReminderStatus::Dropped);
        count += diesel::query_dsl::methods::FilterDsl::filter(statement, was_dropped)
            .execute(conn)
            .await?;
    }
    Ok(count)
}

async fn drop_what_is_over(
    conn: &mut Connection,
    people: &People,
    periods: &[Period],
    today: NaiveDate,
) -> Result<usize> {
    let platform = Actor::Platform("plan_reminders");
    let mut after = ReminderId(uuid::Uuid::nil());
    let mut count = 0;
    loop {
        let rows: Vec<Reminder> = reminders::table
            .filter(
                reminders::status
                    .eq(ReminderStatus::Planned)
                    .and(reminders::id.gt(after)),
            )
            .order(reminders::id)
            .limit(PART as i64)
            .select(Reminder::as_select())
            .load(conn)
            .await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after = last.id;
        let facts = Facts::load(conn, &platform, &rows, periods).await?;
        let over: Vec<ReminderId> = rows
            .iter()
            .filter(|reminder| {
                let record = facts.commitments.get(&reminder.commitment_id);
                let is_told = record.is_some_and(|record| {
                    let update = reminder.progress_update_id.and_then(|id| facts.updates.get(&id));
                    let owner = update.map_or(record.participant_id, |update| update.participant_id);
                    let told = people.told_of_joint(reminder.reason, owner, &record.joined_ids);
                    told.contains(&reminder.account_id)
                });
                !is_told || !facts.still_due(reminder, today)
            })
            .map(|reminder| reminder.id)
            .collect();
        count += drop(conn, &over).await?;
    }
}

pub(super) async fn drop(conn: &mut Connection, ids: &[ReminderId]) -> Result<usize> {
    Ok(diesel::update(reminders::table.filter(reminders::id.eq_any(ids)))
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .set(reminders::status.eq(ReminderStatus::Dropped))
        .execute(conn)
        .await?)
}

/// A commitment as reminders see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = commitments, check_for_backend(diesel::pg::Pg))]
pub(super) struct CommitmentFact {
    pub id: CommitmentId,
    pub reference: String,
    pub title: Texts,
    pub original_language: Language,
    pub participant_id: ParticipantId,
    pub joined_ids: Vec<ParticipantId>,
    pub status: CommitmentStatus,
    pub status_since: Option<DateTime<Utc>>,
    pub version: i32,
    pub due_key: NaiveDate,
    pub published_at: Option<DateTime<Utc>>,
    pub public_reported_on: Option<NaiveDate>,
    pub is_public: bool,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub(super) struct MilestoneFact {
    pub id: MilestoneId,
    pub title: Texts,
    pub original_language: Language,
    pub version: i32,
    pub status: MilestoneStatus,
    pub due_on: NaiveDate,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = progress_updates, check_for_backend(diesel::pg::Pg))]
pub(super) struct UpdateFact {
    pub id: ProgressUpdateId,
    pub participant_id: ParticipantId,
    pub status: ProgressUpdateStatus,
    pub status_since: Option<DateTime<Utc>>,
}

/// What reminders are about, as far as whoever asks may read it.
pub(super) struct Facts<'a> {
    pub commitments: HashMap<CommitmentId, CommitmentFact>,
    cycles: HashMap<CommitmentId, (Cycle, Option<NaiveDate>, bool)>,
    pub milestones: HashMap<MilestoneId, MilestoneFact>,
    pub updates: HashMap<ProgressUpdateId, UpdateFact>,
    periods: &'a [Period],
}

impl<'a> Facts<'a> {
    pub async fn load(
        conn: &mut Connection,
        actor: &Actor,
        about: &[Reminder],
        periods: &'a [Period],
    ) -> Result<Facts<'a>> {
        let (keys, is_platform): (&[String], bool) = match actor {
            Actor::Person(person) => (&person.keys, false),
            Actor::Platform(_) => (&[], true),
            Actor::Visitor => (&[], false),
        };
        let ids: HashSet<CommitmentId> = about.iter().map(|reminder| reminder.commitment_id).collect();
        let ids: Vec<CommitmentId> = ids.into_iter().collect();
        let rows: Vec<(CommitmentFact, Cycle, Option<NaiveDate>, bool)> = commitments::table
            .inner_join(reporting_cycles::table)
            .filter(commitments::id.eq_any(&ids))
            .filter(visible_to(keys, is_platform))
            .select((
                CommitmentFact::as_select(),
                Cycle::as_select(),
                reported_on!(keys, is_platform),
                is_on_its_way!(),
            ))
            .load(conn)
            .await?;
        let mut facts = Facts {
            commitments: HashMap::new(),
            cycles: HashMap::new(),
            milestones: HashMap::new(),
            updates: HashMap::new(),
            periods,
        };
        for (fact, cycle, reported_on, is_on_its_way) in rows {
            facts.cycles.insert(fact.id, (cycle, reported_on, is_on_its_way));
            facts.commitments.insert(fact.id, fact);
        }
        let ids: Vec<MilestoneId> = about.iter().filter_map(|reminder| reminder.milestone_id).collect();
        let rows: Vec<MilestoneFact> = milestones::table
            .filter(milestones::id.eq_any(&ids))
            .select(MilestoneFact::as_select())
            .load(conn)
            .await?;
        facts.milestones = rows.into_iter().map(|fact| (fact.id, fact)).collect();
        let ids: Vec<ProgressUpdateId> = about
            .iter()
            .filter_map(|reminder| reminder.progress_update_id)
            .collect();
        let rows: Vec<UpdateFact> = progress_updates::table
            .filter(progress_updates::id.eq_any(&ids))
            .filter(visible_updates_to(keys, is_platform))
            .select(UpdateFact::as_select())
            .load(conn)
            .await?;
        facts.updates = rows.into_iter().map(|fact| (fact.id, fact)).collect();
        Ok(facts)
    }

    /// Whether what the reminder is about can be read, and still stands as it did.
    pub fn still_due(&self, reminder: &Reminder, today: NaiveDate) -> bool {
        let Some(record) = self.commitments.get(&reminder.commitment_id) else {
            return false;
        };
        let is_open = OPEN.contains(&record.status);
        let is_recent = reminder.due_on.checked_add_days(GRACE).is_some_and(|end| today <= end);
        let waits_since = |since: Option<DateTime<Utc>>| since.is_some_and(|at| at.date_naive() == reminder.due_on);
        match reminder.reason {
            ReminderReason::CommitmentDue | ReminderReason::MilestoneDue => {
                is_recent && self.day_due(reminder) == Some(reminder.due_on)
            }
            ReminderReason::UpdateInvited | ReminderReason::UpdateLastWeek => {
                is_open && today <= reminder.due_on && self.still_asks(reminder, today)
            }
            ReminderReason::NoUpdateReceived => is_open && self.still_asks(reminder, today),
            reason => match reminder.progress_update_id {
                Some(id) => self.updates.get(&id).is_some_and(|update| {
                    waits_as_update(update.status) == Some(reason) && waits_since(update.status_since)
                }),
                None => waits_as_commitment(record.status) == Some(reason) && waits_since(record.status_since),
            },
        }
    }

    /// The day on which the commitment or milestone of a reminder is due as things stand now, if it is.
    pub fn day_due(&self, reminder: &Reminder) -> Option<NaiveDate> {
        let record = self.commitments.get(&reminder.commitment_id);
        let record = record.filter(|record| OPEN.contains(&record.status))?;
        match reminder.milestone_id {
            // The last day of all stands for none.
            None => Some(record.due_key).filter(|day| day.year() < 9_999),
            Some(id) => {
                let milestone = self.milestones.get(&id);
                let milestone = milestone.filter(|milestone| milestone.status == MilestoneStatus::Planned);
                milestone.map(|milestone| milestone.due_on)
            }
        }
    }

    fn still_asks(&self, reminder: &Reminder, today: NaiveDate) -> bool {
        let (Some(record), Some((cycle, reported_on, is_on_its_way))) = (
            self.commitments.get(&reminder.commitment_id),
            self.cycles.get(&reminder.commitment_id),
        ) else {
            return false;
        };
        let published_on = record.published_at.map(|at| at.date_naive());
        let Some(since) = reported_on.or(published_on).filter(|_| !is_on_its_way) else {
            return false;
        };
        let after = |months: i32| {
            let months = Months::new(u32::try_from(months).unwrap_or(0));
            since.checked_add_months(months)
        };
        match &reminder.period {
            Some(code) => self
                .periods
                .iter()
                .any(|period| period.code == *code && since < period.from_on && period.due_on == reminder.due_on),
            None => {
                after(cycle.no_update_after_months) == Some(reminder.due_on)
                    && after(cycle.inactive_after_months).is_some_and(|day| today < day)
            }
        }
    }
}
