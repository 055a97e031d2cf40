//! How an alert comes and goes: asked for, confirmed, stopped.

use super::{
    ALERTS_MAX, Alert, SUSPENDED_LASTS, Search, UNCONFIRMED_LASTS, UNCONFIRMED_MAX, UNCONFIRMED_WITHIN, alert,
};
use crate::actor::*;
use crate::directory::{Attempts, Visit};
use crate::jobs::{self, Job};
use crate::letters::{self, Addressee, Content, LetterStatus, LinkPurpose, Recipient};
use crate::tables::{accounts, alerts, changes, letters as letter_rows};
use crate::{Connection, Db, Error, Language, Problem, ProblemCode, Result, text};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

/// Asks an address to confirm that it wants to be told, if it may be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskToConfirm {
    pub alert: AlertId,
}

impl Job for AskToConfirm {
    const KIND: &'static str = "ask_to_confirm_alert";

    fn key(&self) -> String {
        self.alert.to_string()
    }
}

/// Somebody asks that this address be told of a search. The same is done for every address.
pub async fn request(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    email: &str,
    language: Language,
    search: &Search,
) -> Result<()> {
    let address = text::email("email", email)?;
    // Nobody has letters sent to mailboxes of the server itself.
    if address.ends_with("@localhost") {
        return Err(Problem::new("email", ProblemCode::InvalidEmail).into());
    }
    attempts.alert(db, visit).await?;
    let now = visit.now;
    db.platform("alert.request", async |conn: &mut Connection| {
        let id = AlertId::new();
        diesel::insert_into(alerts::table)
            .values((
                alerts::id.eq(id),
                alerts::address.eq(&address),
                alerts::language.eq(language),
                alerts::query.eq(&search.query),
                alerts::filter.eq(&search.filter),
                alerts::named.eq(&search.named),
                alerts::created_at.eq(now),
            ))
            .execute(conn)
            .await?;
        jobs::enqueue(conn, &AskToConfirm { alert: id }, now).await
    })
    .await
}

/// Writes the letter that asks for confirmation; or forgets that it was asked for, where the address is told of that search
/// already, is told of enough, awaits enough such letters, or cannot be reached.
pub async fn ask_to_confirm(conn: &mut Connection, id: AlertId, now: DateTime<Utc>) -> Result<()> {
    let asked = match alert(conn, id).await {
        Err(Error::NotFound) => return Ok(()),
        other => other?,
    };
    let key = id.to_string();
    if asked.confirmed_at.is_some() || letters::is_written(conn, letters::ALERT_CONFIRMATION, &key).await? {
        return Ok(());
    }
    let others = others(conn, &asked).await?;
    if is_refused(conn, &asked, &others, now).await? {
        return forget(conn, &[id], now).await;
    }
    let waiting = others.iter().filter(|alert| alert.confirmed_at.is_none());
    // The oldest first: of what strangers asked for, nothing keeps the owner out for longer than a day.
    let too_many = (waiting.clone().count() + 1).saturating_sub(UNCONFIRMED_MAX);
    let oldest: Vec<AlertId> = waiting.take(too_many).map(|alert| alert.id).collect();
    forget(conn, &oldest, now).await?;
    let to = Addressee {
        whose: Recipient::Alert(id),
        address: asked.address,
        language: asked.language,
    };
    let name = (letters::ALERT_CONFIRMATION, key.as_str());
    let until = asked.created_at + UNCONFIRMED_LASTS;
    letters::insert(conn, now, LetterId::new(), &to, name, Content::default(), until).await?;
    Ok(())
}

/// What else this address asked for. Two who decide about one address decide one after the other.
async fn others(conn: &mut Connection, asked: &Alert) -> Result<Vec<Alert>> {
    let mut all: Vec<Alert> = alerts::table
        .filter(alerts::address.eq(&asked.address))
        .order(alerts::id)
        .select(Alert::as_select())
        .for_no_key_update()
        .load(conn)
        .await?;
    all.retain(|alert| alert.id != asked.id);
    Ok(all)
}

async fn is_refused(conn: &mut Connection, asked: &Alert, others: &[Alert], now: DateTime<Utc>) -> Result<bool> {
    let (confirmed, waiting): (Vec<&Alert>, Vec<&Alert>) =
        others.iter().partition(|alert| alert.confirmed_at.is_some());
    let of_today = waiting
        .iter()
        .filter(|alert| alert.created_at > now - UNCONFIRMED_WITHIN);
    let account = accounts::table
        .filter(accounts::email.eq(&asked.address))
        .filter(accounts::address_suspended_at.is_not_null());
    let is_suspended = diesel::select(diesel::dsl::exists(account));
    Ok(confirmed.iter().any(|alert| alert.is_as(asked))
        || confirmed.len() >= ALERTS_MAX
        || of_today.count() >= UNCONFIRMED_MAX
        || others.iter().any(|alert| alert.suspended_at.is_some())
        || is_suspended.get_result(conn).await?)
}

/// The alert behind a letter's link, asked as the platform; nothing for a link that is nobody's, or has run out.
pub async fn by_link(
    conn: &mut Connection,
    purpose: LinkPurpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<Alert>> {
    match letters::alert_link(conn, purpose, secret, now).await? {
        Some(id) => Ok(Some(alert(conn, id).await?)),
        None => Ok(None),
    }
}

/// The address wants to be told, of what is published from now on. Twice is once.
pub async fn confirm(conn: &mut Connection, now: DateTime<Utc>, secret: &str) -> Result<()> {
    let found = by_link(conn, LinkPurpose::AlertConfirm, secret, now).await?;
    let asked = found.ok_or(Error::NotFound)?;
    let others = others(conn, &asked).await?;
    let mut confirmed = others.iter().filter(|alert| alert.confirmed_at.is_some());
    // Asked for twice, and told of once: the other one is forgotten in time.
    if asked.confirmed_at.is_some() || confirmed.clone().any(|alert| alert.is_as(&asked)) {
        return Ok(());
    }
    if confirmed.nth(ALERTS_MAX - 1).is_some() {
        return Err(Problem::new("", ProblemCode::TooMany).with("max", ALERTS_MAX).into());
    }
    let sealed = super::sealed_up_to(conn).await?;
    // What was recorded before and is not sealed yet is not news either.
    let recorded: Option<i64> = changes::table
        .select(diesel::dsl::max(changes::seq))
        .first(conn)
        .await?;
    diesel::update(alerts::table.find(asked.id))
        .filter(alerts::confirmed_at.is_null())
        .set((
            alerts::confirmed_at.eq(Some(now)),
            alerts::told_up_to.eq(Some(sealed)),
            alerts::recorded_up_to.eq(recorded.unwrap_or(0)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// No more letters, and the address is forgotten. A link that is nobody's does nothing, and is answered like any other: the
/// letters it was for have ended. What never was a link is not there.
pub async fn stop(conn: &mut Connection, now: DateTime<Utc>, secret: &str) -> Result<()> {
    if !letters::is_link(secret) {
        return Err(Error::NotFound);
    }
    let Some(id) = letters::alert_link(conn, LinkPurpose::AlertStop, secret, now).await? else {
        return Ok(());
    };
    let ended = alert(conn, id).await?;
    // Asked for twice, it waits a second time.
    let mut others = others(conn, &ended).await?;
    others.retain(|alert| alert.confirmed_at.is_none() && alert.is_as(&ended));
    let ids: Vec<AlertId> = others.iter().map(|alert| alert.id).chain([id]).collect();
    forget(conn, &ids, now).await
}

/// Forgets alerts; of their letters it is kept that there were some, not to whom. What still waits is not sent.
async fn forget(conn: &mut Connection, ids: &[AlertId], now: DateTime<Utc>) -> Result<()> {
    let theirs = || letter_rows::alert_id.eq_any(ids);
    diesel::update(letter_rows::table.filter(theirs()))
        .filter(letter_rows::status.eq(LetterStatus::Queued))
        .set((
            letter_rows::status.eq(LetterStatus::Suppressed),
            letter_rows::settled_at.eq(Some(now)),
        ))
        .execute(conn)
        .await?;
    // A mail server's answer repeats the address.
    diesel::update(letter_rows::table.filter(theirs()))
        .set((
            letter_rows::address.eq(""),
            letter_rows::response.eq(None::<String>),
            letter_rows::content.eq(Content::default()),
        ))
        .execute(conn)
        .await?;
    diesel::delete(alerts::table.filter(alerts::id.eq_any(ids)))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets addresses that did not confirm, and those that could not be reached.
pub(crate) async fn sweep(conn: &mut Connection, now: DateTime<Utc>) -> Result<()> {
    let unconfirmed = alerts::confirmed_at
        .is_null()
        .and(alerts::created_at.le(now - UNCONFIRMED_LASTS))
        .and(alerts::suspended_at.is_null());
    let over: Vec<AlertId> = alerts::table
        .filter(unconfirmed.or(alerts::suspended_at.assume_not_null().le(now - SUSPENDED_LASTS)))
        .select(alerts::id)
        .load(conn)
        .await?;
    forget(conn, &over, now).await
}
