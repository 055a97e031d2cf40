//! Digests: whose is due, what it tells, and that it is written once.

use super::planning::{CommitmentFact, Facts, drop, periods};
use super::preferences::{CADENCE, zone};
use super::rules::{day_after, moment, next_digest};
use super::{Reminder, ReminderCadence, ReminderPreferences, ReminderReason, ReminderStatus};
use crate::actor::*;
use crate::commitments::DECIDERS;
use crate::directory;
use crate::jobs::{self, Job};
use crate::letters::{self, Addressee, Content, Letter, LetterStatus, LinkPurpose, Recipient};
use crate::page::{Page, Rows};
use crate::tables::{accounts, letters as letter_rows, reminder_preferences, reminders};
use crate::{Connection, Language, Person, Result, Texts};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Plans the reminders of this day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanReminders {
    pub at: DateTime<Utc>,
}

impl Job for PlanReminders {
    const KIND: &'static str = "plan_reminders";
    /// The next one is an hour away.
    const ATTEMPTS: i32 = 10;

    fn key(&self) -> String {
        self.at.to_rfc3339()
    }
}

/// Looks whose digest is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueDigests {
    pub at: DateTime<Utc>,
}

impl Job for QueueDigests {
    const KIND: &'static str = "queue_digests";
    /// The next one is minutes away.
    const ATTEMPTS: i32 = 3;

    fn key(&self) -> String {
        self.at.to_rfc3339()
    }
}

/// Writes one person's digest of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteDigest {
    pub account: AccountId,
    /// The person's own day.
    pub day: NaiveDate,
}

impl Job for WriteDigest {
    const KIND: &'static str = "write_digest";

    fn key(&self) -> String {
        digest_key(self.account, self.day)
    }
}

/// Of the job that writes a digest and of the letter itself: a person has one of a day.
fn digest_key(account: AccountId, day: NaiveDate) -> String {
    format!("{account}:{day}")
}

/// A letter holds at most so many things; the rest waits for the next.
const ITEMS_MAX: usize = 100;
/// A digest that no mail server takes for so long is of no more use: the next one tells what it told.
const USEFUL_MAX: TimeDelta = TimeDelta::days(7);

/// So many people's digests are looked at in one transaction.
pub const DUE_AT_ONCE: usize = 1_000;

/// Queues the digests that are due, and sets each person's next. Gives how many people's were looked at.
pub async fn queue_due(conn: &mut Connection, now: DateTime<Utc>) -> Result<usize> {
    let rows: Vec<(ReminderPreferences, String)> = reminder_preferences::table
        .inner_join(accounts::table)
        .filter(reminder_preferences::next_digest_at.le(now))
        .order((reminder_preferences::next_digest_at, reminder_preferences::account_id))
        .limit(DUE_AT_ONCE as i64)
        .for_no_key_update()
        .skip_locked()
        .select((ReminderPreferences::as_select(), accounts::time_zone))
        .load(conn)
        .await?;
    let count = rows.len();
    let mut due = vec![];
    for (chosen, zone_name) in rows {
        let zone = zone(&zone_name);
        let today = now.with_timezone(&zone).date_naive();
        let hour = u32::try_from(chosen.hour).unwrap_or(0);
        let at = moment(today, hour, zone);
        // Late, and not at night: at the preferred hour of the day that has come meanwhile.
        let next = if now < at && !chosen.is_silent_on(today) {
            Some(at)
        } else {
            if !chosen.is_silent_on(today) {
                due.push(WriteDigest {
                    account: chosen.account_id,
                    day: today,
                });
            }
            chosen.next_after(zone, now)
        };
        diesel::update(reminder_preferences::table.find(chosen.account_id))
            .set(reminder_preferences::next_digest_at.eq(next))
            .execute(conn)
            .await?;
    }
    let waiting: HashSet<AccountId> = reminders::table
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .filter(reminders::account_id.eq_any(due.iter().map(|digest| digest.account)))
        .select(reminders::account_id)
        .distinct()
        .load(conn)
        .await?
        .into_iter()
        .collect();
    due.retain(|digest| waiting.contains(&digest.account));
    jobs::enqueue_all(conn, &due, now).await?;
    Ok(count)
}

/// The reader of a digest.
#[derive(Clone, Debug, Queryable)]
pub struct DigestReader {
    pub account: AccountId,
    pub address: String,
    pub name: String,
    pub language: Language,
    pub time_zone: String,
    pub disabled_at: Option<DateTime<Utc>>,
    pub address_suspended_at: Option<DateTime<Utc>>,
    pub preferences: Option<ReminderPreferences>,
}

impl DigestReader {
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&zone(&self.time_zone)).date_naive()
    }

    pub fn cadence(&self) -> ReminderCadence {
        self.preferences.as_ref().map_or(CADENCE, |chosen| chosen.cadence)
    }

    /// Why nothing is sent to them now, if so.
    pub fn silence(&self, now: DateTime<Utc>) -> Option<&'static str> {
        let chosen = self.preferences.as_ref();
        if self.disabled_at.is_some() {
            Some("the account is disabled")
        } else if chosen.is_none_or(|chosen| chosen.unsubscribed_at.is_some()) {
            Some("the reader has unsubscribed")
        } else if chosen.is_some_and(|chosen| chosen.is_silent_on(self.today(now))) {
            Some("the reader has paused the notes")
        } else if self.address_suspended_at.is_some() {
            Some("the address is suspended")
        } else {
            None
        }
    }
}

pub async fn digest_reader(conn: &mut Connection, account: AccountId) -> Result<DigestReader> {
    Ok(accounts::table
        .left_join(reminder_preferences::table)
        .filter(accounts::id.eq(account))
        .select((
            accounts::id,
            accounts::email,
            accounts::name,
            accounts::language,
            accounts::time_zone,
            accounts::disabled_at,
            accounts::address_suspended_at,
            Option::<ReminderPreferences>::as_select(),
        ))
        .first(conn)
        .await?)
}

/// A digest that is still waiting when the next is written has missed its time: what it told goes into the next. Not that
/// of `day` itself, which whoever did this job before has written.
pub async fn take_back_waiting(
    conn: &mut Connection,
    account: AccountId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let waiting: Vec<Letter> = letter_rows::table
        .filter(letter_rows::account_id.eq(account))
        .filter(letter_rows::key.ne(digest_key(account, day)))
        .filter(
            letter_rows::kind
                .eq(letters::DIGEST)
                .and(letter_rows::status.eq(LetterStatus::Queued)),
        )
        .select(Letter::as_select())
        .load(conn)
        .await?;
    for letter in waiting {
        let reason = "the next digest took its place".to_owned();
        letters::settle(conn, &letter, None, now, &letters::Outcome::GivenUp { reason }).await?;
    }
    Ok(())
}

/// Reminders that a digest of `today` is to tell. Dates are told ahead where the next digest would come after their day
/// of notice: nobody learns of a date too late because letters come once a month.
pub async fn open_reminders(conn: &mut Connection, reader: &DigestReader, today: NaiveDate) -> Result<Vec<Reminder>> {
    let next = day_after(reader.cadence(), today);
    Ok(reminders::table
        .filter(reminders::account_id.eq(reader.account))
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .filter(
            reminders::remind_on
                .le(today)
                .or(reminders::reason.eq_any(DATES).and(reminders::remind_on.lt(next))),
        )
        .order((reminders::due_on, reminders::remind_on, reminders::id))
        .limit(2_000)
        .select(Reminder::as_select())
        .load(conn)
        .await?)
}

/// Reminders that a letter was written to tell.
pub async fn reminders_of_letter(conn: &mut Connection, letter: LetterId) -> Result<Vec<Reminder>> {
    Ok(reminders::table
        .filter(reminders::letter_id.eq(letter))
        .order((reminders::due_on, reminders::remind_on, reminders::id))
        .select(Reminder::as_select())
        .load(conn)
        .await?)
}

/// One thing a digest tells.
#[derive(Clone, Debug)]
pub struct Item {
    pub reason: ReminderReason,
    pub commitment: CommitmentId,
    pub reference: String,
    pub title: Texts,
    pub original_language: Language,
    pub milestone: Option<(MilestoneId, Texts, Language)>,
    pub progress_update: Option<ProgressUpdateId>,
    /// The day due, or since which it waits.
    pub day: NaiveDate,
    /// Grows with every change of the record: of two entries of a calendar about it, the higher is the newer.
    pub sequence: u32,
    /// Everybody may read it, and so it has a page.
    pub is_public: bool,
    /// What the reader may do about it by a link in the letter.
    pub act: Option<LinkPurpose>,
    /// Day of an earlier letter that held it and of which nobody knows whether it arrived.
    pub in_doubt_on: Option<NaiveDate>,
    /// The reminders told by it.
    pub reminders: Vec<ReminderId>,
}

/// What a digest tells its reader.
#[derive(Clone, Debug, Default)]
pub struct Items {
    pub items: Vec<Item>,
    /// Days that earlier letters put into the reader's calendar and that have moved or fallen away since.
    pub moved: Vec<Moved>,
    /// Reminders of what is no longer due, or not for this reader.
    pub gone: Vec<ReminderId>,
    /// The roles for which the reader is told; none in the secretariat.
    pub roles: Vec<(Role, Option<Texts>)>,
}

/// A day of the reader's calendar that is not what it was.
#[derive(Clone, Debug)]
pub struct Moved {
    pub item: Item,
    /// It is no longer due; else it is due on the day of the item.
    pub is_cancelled: bool,
}

/// Whether a role of theirs needs a second factor and they have none yet.
pub(super) fn lacks_second_factor(person: &Person) -> bool {
    let mut held = person.appointments.iter();
    !person.has_second_factor && held.any(|held| directory::needs_second_factor(held.role))
}

/// The reader of a digest as an asker: what they may read when they sign in. Where a role of theirs needs a second factor
/// and they have none yet, that is what is public.
pub async fn as_reader(conn: &mut Connection, account: AccountId, today: NaiveDate) -> Result<Actor> {
    let mut person = directory::person(conn, account, today).await?;
    if lacks_second_factor(&person) {
        person.keys = vec!["public".to_owned()];
    }
    Ok(Actor::Person(std::sync::Arc::new(person)))
}

/// What these reminders tell `reader`, read as the reader: what they may not read, or what has moved on, is gone.
pub async fn items(conn: &mut Connection, reader: &Actor, about: &[Reminder], today: NaiveDate) -> Result<Items> {
    let periods = periods(conn).await?;
    let in_calendar = days_in_calendar(conn, reader, today).await?;
    let facts = Facts::load(conn, reader, &[about, &in_calendar[..]].concat(), &periods).await?;
    let mut told = Items::default();
    let mut held = HashSet::new();
    // One line for one thing, however many notices of it are open: the last of them.
    let mut lines: BTreeMap<(NaiveDate, u8, CommitmentId, Option<Uuid>), Item> = BTreeMap::new();
    for reminder in about {
        let record = facts.commitments.get(&reminder.commitment_id);
        let serving = record.map(|record| {
            let update = reminder.progress_update_id.and_then(|id| facts.updates.get(&id));
            serving(
                reader,
                reminder.reason,
                record.participant_id,
                &record.joined_ids,
                update.map(|u| u.participant_id),
            )
        });
        let (Some(record), Some(serving)) = (record, serving.filter(|serving| !serving.is_empty())) else {
            told.gone.push(reminder.id);
            continue;
        };
        if !facts.still_due(reminder, today) {
            told.gone.push(reminder.id);
            continue;
        }
        let part = reminder
            .milestone_id
            .map(|id| id.0)
            .or(reminder.progress_update_id.map(|id| id.0));
        let group = match reminder.reason {
            ReminderReason::UpdateInvited | ReminderReason::UpdateLastWeek | ReminderReason::NoUpdateReceived => 0,
            ReminderReason::CommitmentDue => 1,
            ReminderReason::MilestoneDue => 2,
            _ => 3,
        };
        // Of two days until which an update is invited, the one reminded of last is told.
        let day = if group == 0 { NaiveDate::MIN } else { reminder.due_on };
        let key = (day, group, record.id, part);
        if lines.len() >= ITEMS_MAX && !lines.contains_key(&key) {
            continue;
        }
        held.extend(serving);
        let line = lines
            .entry(key)
            .or_insert_with(|| item(&facts, reader, reminder, record, today));
        if (reminder.due_on, reminder.reason) > (line.day, line.reason) {
            (line.day, line.reason) = (reminder.due_on, reminder.reason);
        }
        line.in_doubt_on = line.in_doubt_on.max(reminder.in_doubt_on);
        line.reminders.push(reminder.id);
    }
    told.items = lines.into_values().collect();
    told.items
        .sort_by(|a, b| (a.day, &a.reference).cmp(&(b.day, &b.reference)));
    told.moved = moved(&facts, reader, &in_calendar, &told.items, today);
    told.roles = roles(conn, held).await?;
    Ok(told)
}

/// The appointments for which somebody is told of a record.
fn serving(
    reader: &Actor,
    reason: ReminderReason,
    owner: ParticipantId,
    joint: &[ParticipantId],
    reporting: Option<ParticipantId>,
) -> Vec<Held> {
    let Some(person) = reader.person() else { return vec![] };
    let held = person.appointments.iter().copied();
    held.filter(|held| match (reason, held.participant) {
        (ReminderReason::AwaitingReview, participant) => participant.is_none() && held.role == Role::Reviewer,
        (_, None) => false,
        (_, Some(participant)) => {
            participant == owner || joint.contains(&participant) || reporting == Some(participant)
        }
    })
    .collect()
}

async fn roles(conn: &mut Connection, held: HashSet<Held>) -> Result<Vec<(Role, Option<Texts>)>> {
    let ids: Vec<ParticipantId> = held.iter().filter_map(|held| held.participant).collect();
    let names = directory::participants_by_ids(conn, &ids).await?;
    let names: HashMap<ParticipantId, (String, Texts)> = names
        .into_iter()
        .map(|participant| (participant.id, (participant.sort_key, participant.name)))
        .collect();
    let mut held: Vec<(String, Role, Option<Texts>)> = held
        .into_iter()
        .filter_map(|held| match held.participant {
            Some(id) => {
                let (sort_key, name) = names.get(&id)?;
                Some((sort_key.clone(), held.role, Some(name.clone())))
            }
            None => Some((String::new(), held.role, None)),
        })
        .collect();
    held.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    Ok(held.into_iter().map(|(_, role, name)| (role, name)).collect())
}

/// The line that tells of a reminder.
fn item(facts: &Facts, reader: &Actor, reminder: &Reminder, record: &CommitmentFact, today: NaiveDate) -> Item {
    let milestone = reminder.milestone_id.and_then(|id| facts.milestones.get(&id));
    let version = record.version + milestone.map_or(0, |milestone| milestone.version);
    Item {
        reason: reminder.reason,
        commitment: record.id,
        reference: record.reference.clone(),
        title: record.title.clone(),
        original_language: record.original_language,
        milestone: milestone.map(|milestone| (milestone.id, milestone.title.clone(), milestone.original_language)),
        progress_update: reminder.progress_update_id,
        day: reminder.due_on,
        sequence: u32::try_from(version).unwrap_or(0),
        is_public: record.is_public,
        act: act(facts, reader, reminder, record, today),
        in_doubt_on: None,
        reminders: vec![],
    }
}

/// What the reader may do about it by a link, by the same roles as when signed in.
fn act(
    facts: &Facts,
    reader: &Actor,
    reminder: &Reminder,
    record: &CommitmentFact,
    today: NaiveDate,
) -> Option<LinkPurpose> {
    reader.person().filter(|person| !lacks_second_factor(person))?;
    let (purpose, participant) = match reminder.reason {
        ReminderReason::AwaitingReview | ReminderReason::Returned => return None,
        ReminderReason::AwaitingClearance => {
            let update = facts.updates.get(&reminder.progress_update_id?)?;
            (LinkPurpose::Clear, update.participant_id)
        }
        ReminderReason::AwaitingConfirmation => (LinkPurpose::Confirm, record.participant_id),
        // Whoever reported today has said how things stand.
        _ if record.public_reported_on.is_some_and(|day| day >= today) => return None,
        _ => (LinkPurpose::NoChange, record.participant_id),
    };
    reader.serves(participant, DECIDERS).then_some(purpose)
}

const DATES: [ReminderReason; 2] = [ReminderReason::CommitmentDue, ReminderReason::MilestoneDue];

/// Reminders of days to come that letters have told the reader of.
async fn days_in_calendar(conn: &mut Connection, reader: &Actor, today: NaiveDate) -> Result<Vec<Reminder>> {
    let account = reader.signed_in()?.account;
    Ok(reminders::table
        .filter(reminders::account_id.eq(account))
        .filter(reminders::status.eq(ReminderStatus::Told))
        .filter(reminders::reason.eq_any(DATES).and(reminders::due_on.ge(today)))
        .order((reminders::due_on.desc(), reminders::id.desc()))
        .limit(1_000)
        .select(Reminder::as_select())
        .load(conn)
        .await?)
}

/// Those of them that have moved or fallen away, each once; again in every letter until the day has passed, since nobody
/// knows which of them arrive.
fn moved(facts: &Facts, reader: &Actor, in_calendar: &[Reminder], items: &[Item], today: NaiveDate) -> Vec<Moved> {
    let subject = |item: &Item| (item.commitment, item.milestone.as_ref().map(|(id, ..)| *id));
    let dated = items.iter().filter(|item| DATES.contains(&item.reason));
    let mut seen: HashSet<_> = dated.map(subject).collect();
    let mut moved = vec![];
    for reminder in in_calendar {
        let Some(record) = facts.commitments.get(&reminder.commitment_id) else {
            continue;
        };
        let item = item(facts, reader, reminder, record, today);
        if !seen.insert(subject(&item)) || facts.still_due(reminder, today) {
            continue;
        }
        let day = facts.day_due(reminder).filter(|day| *day >= today);
        moved.push(Moved {
            is_cancelled: day.is_none(),
            item: Item {
                day: day.unwrap_or(reminder.due_on),
                ..item
            },
        });
    }
    moved
}

/// Writes a person's digest of a day: the letter, the job that sends it, and which reminders it tells, all or nothing.
/// Nothing is written if it was written before, or if others have told these reminders meanwhile.
pub async fn write_digest(
    conn: &mut Connection,
    reader: &DigestReader,
    day: NaiveDate,
    items: &Items,
    now: DateTime<Utc>,
) -> Result<Option<LetterId>> {
    drop(conn, &items.gone).await?;
    let to_tell: Vec<ReminderId> = items
        .items
        .iter()
        .flat_map(|item| item.reminders.iter().copied())
        .collect();
    if to_tell.is_empty() {
        return Ok(None);
    }
    // Whoever pauses or unsubscribes at this moment waits for us, or we for them.
    reminder_preferences::table
        .find(reader.account)
        .select(reminder_preferences::account_id)
        .for_no_key_update()
        .first::<AccountId>(conn)
        .await?;
    let to = Addressee {
        whose: Recipient::Account(reader.account),
        address: reader.address.clone(),
        language: reader.language,
    };
    let not_after = useful_until(reader, now);
    let key = digest_key(reader.account, day);
    let letter = LetterId::new();
    let kind_and_key = (letters::DIGEST, key.as_str());
    if !letters::insert(conn, now, letter, &to, kind_and_key, Content::default(), not_after).await? {
        return Ok(None);
    }
    let told = diesel::update(reminders::table.filter(reminders::id.eq_any(&to_tell)))
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .set((
            reminders::status.eq(ReminderStatus::Told),
            reminders::letter_id.eq(Some(letter)),
        ))
        .execute(conn)
        .await?;
    if told == 0 {
        return Err(crate::Error::internal("these reminders were told by another digest"));
    }
    diesel::update(reminder_preferences::table.find(reader.account))
        .set(reminder_preferences::last_digest_on.eq(Some(day)))
        .execute(conn)
        .await?;
    Ok(Some(letter))
}

fn useful_until(reader: &DigestReader, now: DateTime<Utc>) -> DateTime<Utc> {
    let zone = zone(&reader.time_zone);
    let next = reader
        .preferences
        .as_ref()
        .and_then(|chosen| chosen.next_after(zone, now));
    next.map_or(now + USEFUL_MAX, |next| next.min(now + USEFUL_MAX))
}

/// A digest that cannot be sent stands in the ledger all the same, where the reason is one that somebody should see.
pub async fn note_suppressed(
    conn: &mut Connection,
    reader: &DigestReader,
    day: NaiveDate,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(letter_rows::table)
        .values((
            letter_rows::id.eq(LetterId::new()),
            letter_rows::kind.eq(letters::DIGEST),
            letter_rows::key.eq(digest_key(reader.account, day)),
            letter_rows::account_id.eq(Some(reader.account)),
            letter_rows::address.eq(&reader.address),
            letter_rows::language.eq(reader.language),
            letter_rows::status.eq(LetterStatus::Suppressed),
            letter_rows::response.eq(Some(reason)),
            letter_rows::queued_at.eq(now),
            letter_rows::settled_at.eq(Some(now)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// What an uncertain digest told is told again at the reader's next preferred hour, whatever the cadence.
pub async fn hasten(conn: &mut Connection, letter: &Letter, now: DateTime<Utc>) -> Result<()> {
    let Some(account) = letter.account_id.filter(|_| letter.kind == letters::DIGEST) else {
        return Ok(());
    };
    let reader = digest_reader(conn, account).await?;
    let Some(chosen) = &reader.preferences else {
        return Ok(());
    };
    let hour = u32::try_from(chosen.hour).unwrap_or(0);
    let soon = next_digest(ReminderCadence::Daily, hour, zone(&reader.time_zone), now);
    let is_sooner = chosen.next_digest_at.is_some_and(|next| soon < next);
    if is_sooner && !chosen.is_silent_on(reader.today(now)) {
        diesel::update(reminder_preferences::table.find(account))
            .set(reminder_preferences::next_digest_at.eq(Some(soon)))
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// The asker's own reminders that wait, soonest first: of records that the asker may still read.
pub async fn my_reminders(conn: &mut Connection, actor: &Actor, page: &Page) -> Result<Rows<Reminder>> {
    let mut query = waiting_for(actor.signed_in()?.account);
    if let Some((day, id)) = page.key::<(NaiveDate, Uuid)>("remind_on")? {
        let id = ReminderId(id);
        let same = reminders::remind_on.eq(day);
        query = if page.is_backward {
            query.filter(reminders::remind_on.lt(day).or(same.and(reminders::id.lt(id))))
        } else {
            query.filter(reminders::remind_on.gt(day).or(same.and(reminders::id.gt(id))))
        };
    }
    query = if page.is_backward {
        query.order((reminders::remind_on.desc(), reminders::id.desc()))
    } else {
        query.order((reminders::remind_on, reminders::id))
    };
    let query = query.select(Reminder::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many reminders of the asker's own wait.
pub async fn my_reminder_count(conn: &mut Connection, actor: &Actor) -> Result<i64> {
    let account = actor.signed_in()?.account;
    Ok(waiting_for(account).count().get_result(conn).await?)
}

fn waiting_for(account: AccountId) -> reminders::BoxedQuery<'static, diesel::pg::Pg> {
    reminders::table
        .filter(reminders::account_id.eq(account))
        .filter(reminders::status.eq(ReminderStatus::Planned))
        .into_boxed()
}
