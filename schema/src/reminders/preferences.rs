//! How often, at which hour, or not at all, a person is reminded: chosen when signed in, or by a link in a letter.

use super::ReminderCadence;
use super::rules::{moment, next_digest};
use crate::actor::*;
use crate::letters::{self, LinkPurpose, NewLink};
use crate::tables::{accounts, reminder_preferences};
use crate::{Connection, Error, Problem, ProblemCode, Result};
use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What a person has chosen, or what holds until they choose.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = reminder_preferences, primary_key(account_id), check_for_backend(diesel::pg::Pg))]
pub struct ReminderPreferences {
    pub account_id: AccountId,
    pub version: i32,
    pub cadence: ReminderCadence,
    pub hour: i32,
    pub paused_until: Option<NaiveDate>,
    pub unsubscribed_at: Option<DateTime<Utc>>,
    pub next_digest_at: Option<DateTime<Utc>>,
    pub last_digest_on: Option<NaiveDate>,
}

pub(super) const CADENCE: ReminderCadence = ReminderCadence::Weekly;
const HOUR: i32 = 8;
/// A pause ends by itself; whoever wants none at all unsubscribes.
const PAUSE_MAX: Months = Months::new(12);

impl ReminderPreferences {
    /// When the next digest is due after a moment; none while unsubscribed.
    pub fn next_after(&self, zone: Tz, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.unsubscribed_at.is_some() {
            return None;
        }
        let hour = u32::try_from(self.hour).unwrap_or(0);
        let resumed = self
            .paused_until
            .map(|day| moment(day, 0, zone) - TimeDelta::seconds(1));
        Some(next_digest(
            self.cadence,
            hour,
            zone,
            resumed.map_or(after, |at| at.max(after)),
        ))
    }

    /// Whether nothing is to be sent on a day.
    pub fn is_silent_on(&self, day: NaiveDate) -> bool {
        self.unsubscribed_at.is_some() || self.paused_until.is_some_and(|until| day < until)
    }
}

/// A time zone by its name; UTC for one that is not known.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

async fn zone_of(conn: &mut Connection, account: AccountId) -> Result<Tz> {
    let name: String = accounts::table
        .find(account)
        .select(accounts::time_zone)
        .first(conn)
        .await?;
    Ok(zone(&name))
}

/// The asker's own preferences.
pub async fn preferences(conn: &mut Connection, actor: &Actor) -> Result<ReminderPreferences> {
    let account = actor.signed_in()?.account;
    let found = reminder_preferences::table
        .find(account)
        .select(ReminderPreferences::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(found.unwrap_or(ReminderPreferences {
        account_id: account,
        version: 1,
        cadence: CADENCE,
        hour: HOUR,
        paused_until: None,
        unsubscribed_at: None,
        next_digest_at: None,
        last_digest_on: None,
    }))
}

/// Makes sure that each of these people has preferences, and that their next digest is due by their own clock.
pub(super) async fn ensure(conn: &mut Connection, people: &[AccountId], now: DateTime<Utc>) -> Result<()> {
    for part in people.chunks(1_000) {
        let known: Vec<(AccountId, String, Option<ReminderPreferences>)> = accounts::table
            .left_join(reminder_preferences::table)
            .filter(accounts::id.eq_any(part))
            .select((
                accounts::id,
                accounts::time_zone,
                Option::<ReminderPreferences>::as_select(),
            ))
            .load(conn)
            .await?;
        for (account, zone_name, chosen) in known {
            let zone = zone(&zone_name);
            match chosen {
                None => insert(conn, account, zone, now).await?,
                Some(chosen) => {
                    // Only ever earlier, as where somebody moved to another time zone: what was hastened stays so, and
                    // what is due this moment is on its way. One that comes too early waits there for its hour.
                    let next = chosen.next_after(zone, now);
                    if next.is_some_and(|next| chosen.next_digest_at.is_none_or(|at| next < at)) {
                        diesel::update(reminder_preferences::table.find(account))
                            .set(reminder_preferences::next_digest_at.eq(next))
                            .execute(conn)
                            .await?;
                    }
                }
            }
        }
    }
    Ok(())
}

async fn insert(conn: &mut Connection, account: AccountId, zone: Tz, now: DateTime<Utc>) -> Result<()> {
    let hour = u32::try_from(HOUR).unwrap_or(0);
    diesel::insert_into(reminder_preferences::table)
        .values((
            reminder_preferences::account_id.eq(account),
            reminder_preferences::cadence.eq(CADENCE),
            reminder_preferences::hour.eq(HOUR),
            reminder_preferences::next_digest_at.eq(Some(next_digest(CADENCE, hour, zone, now))),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// A change of somebody's preferences; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct PreferencesEdit {
    pub cadence: Option<ReminderCadence>,
    pub hour: Option<i32>,
}

/// Chooses cadence and hour. Whoever had unsubscribed and chooses again is reminded again.
pub async fn set_preferences(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    version: i32,
    edit: PreferencesEdit,
) -> Result<AccountId> {
    let account = actor.signed_in()?.account;
    edit.hour.map_or(Ok(()), |hour| check_hour("hour", hour))?;
    change(conn, account, now, Some(version), |chosen| {
        chosen.cadence = edit.cadence.unwrap_or(chosen.cadence);
        chosen.hour = edit.hour.unwrap_or(chosen.hour);
        chosen.unsubscribed_at = None;
    })
    .await
}

/// No letters until a day, which is the first of them again.
pub async fn pause(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    version: i32,
    until: NaiveDate,
) -> Result<AccountId> {
    let account = actor.signed_in()?.account;
    check_pause("until", until, now)?;
    change(conn, account, now, Some(version), |chosen| {
        chosen.paused_until = Some(until)
    })
    .await
}

/// Ends a pause, and takes back that one had unsubscribed.
pub async fn resume(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, version: i32) -> Result<AccountId> {
    let account = actor.signed_in()?.account;
    change(conn, account, now, Some(version), |chosen| {
        chosen.paused_until = None;
        chosen.unsubscribed_at = None;
    })
    .await
}

/// No letters any more.
pub async fn unsubscribe(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, version: i32) -> Result<AccountId> {
    let account = actor.signed_in()?.account;
    change(conn, account, now, Some(version), |chosen| {
        chosen.unsubscribed_at = Some(now)
    })
    .await
}

async fn change(
    conn: &mut Connection,
    account: AccountId,
    now: DateTime<Utc>,
    looked_at: Option<i32>,
    edit: impl FnOnce(&mut ReminderPreferences) + Send,
) -> Result<AccountId> {
    let zone = zone_of(conn, account).await?;
    insert(conn, account, zone, now).await?;
    let before: ReminderPreferences = reminder_preferences::table
        .find(account)
        .select(ReminderPreferences::as_select())
        .for_no_key_update()
        .first(conn)
        .await?;
    if looked_at.is_some_and(|version| version != before.version) {
        return Err(Error::Conflict {
            current: before.version,
        });
    }
    let mut after = before.clone();
    edit(&mut after);
    if after == before {
        return Ok(account);
    }
    diesel::update(reminder_preferences::table.find(account))
        .set((
            reminder_preferences::version.eq(before.version + 1),
            reminder_preferences::cadence.eq(after.cadence),
            reminder_preferences::hour.eq(after.hour),
            reminder_preferences::paused_until.eq(after.paused_until),
            reminder_preferences::unsubscribed_at.eq(after.unsubscribed_at),
            reminder_preferences::next_digest_at.eq(after.next_after(zone, now)),
        ))
        .execute(conn)
        .await?;
    Ok(account)
}

/// What the page behind a link in a letter shows. It names nobody: whoever holds the letter may pass it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct ByLink {
    pub cadence: ReminderCadence,
    pub hour: i32,
    pub paused_until: Option<NaiveDate>,
}

/// The choices behind a letter's link; asked as the platform. For a link that is nobody's, those of somebody who has
/// chosen nothing: links cannot be tried out.
pub async fn by_link(conn: &mut Connection, secret: &str, now: DateTime<Utc>) -> Result<ByLink> {
    let found = match letters::link(conn, LinkPurpose::Choose, secret, now).await? {
        Some(link) => {
            let chosen = reminder_preferences::table.find(link.account_id).select((
                reminder_preferences::cadence,
                reminder_preferences::hour,
                reminder_preferences::paused_until,
            ));
            chosen.first(conn).await.optional()?
        }
        None => None,
    };
    Ok(found.unwrap_or(ByLink {
        cadence: CADENCE,
        hour: HOUR,
        paused_until: None,
    }))
}

/// Stops the letters, by one click (RFC 8058); gives the link that takes it back. A link that is nobody's does nothing,
/// and is answered like any other.
pub async fn stop_by_link(conn: &mut Connection, now: DateTime<Utc>, secret: &str) -> Result<NewLink> {
    let back = NewLink::new(LinkPurpose::Resume);
    if let Some(link) = letters::link(conn, LinkPurpose::Stop, secret, now).await? {
        change(conn, link.account_id, now, None, |chosen| {
            // The first time stays: mail programs may ask again.
            chosen.unsubscribed_at = chosen.unsubscribed_at.or(Some(now));
        })
        .await?;
        letters::replace(conn, link.account_id, now, &back).await?;
    }
    Ok(back)
}

/// Takes a stop by link back. Gives how often the letters come now.
pub async fn resume_by_link(conn: &mut Connection, now: DateTime<Utc>, secret: &str) -> Result<ReminderCadence> {
    let Some(link) = letters::link(conn, LinkPurpose::Resume, secret, now).await? else {
        return Ok(CADENCE);
    };
    change(conn, link.account_id, now, None, |chosen| {
        (chosen.paused_until, chosen.unsubscribed_at) = (None, None);
    })
    .await?;
    Ok(reminder_preferences::table
        .find(link.account_id)
        .select(reminder_preferences::cadence)
        .first(conn)
        .await?)
}

/// Chooses by a letter's link.
pub async fn choose_by_link(conn: &mut Connection, now: DateTime<Utc>, secret: &str, choice: ByLink) -> Result<()> {
    check_hour("hour", choice.hour)?;
    choice
        .paused_until
        .map_or(Ok(()), |until| check_pause("paused_until", until, now))?;
    let Some(link) = letters::link(conn, LinkPurpose::Choose, secret, now).await? else {
        return Ok(());
    };
    change(conn, link.account_id, now, None, |chosen| {
        (chosen.cadence, chosen.hour) = (choice.cadence, choice.hour);
        (chosen.paused_until, chosen.unsubscribed_at) = (choice.paused_until, None);
    })
    .await?;
    Ok(())
}

fn check_hour(field: &str, hour: i32) -> Result<()> {
    if (0..=23).contains(&hour) {
        return Ok(());
    }
    Err(Problem::new(field, ProblemCode::OutOfRange)
        .with("min", 0)
        .with("max", 23)
        .into())
}

fn check_pause(field: &str, until: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    let today = now.date_naive();
    let latest = today.checked_add_months(PAUSE_MAX).unwrap_or(today);
    if today < until && until <= latest {
        return Ok(());
    }
    Err(Problem::new(field, ProblemCode::OutOfRange)
        .with("min", today + Days::new(1))
        .with("max", latest)
        .into())
}
