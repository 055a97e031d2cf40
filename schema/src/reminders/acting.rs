//! Acting by a letter: whoever got it may do what its link is for, once. Opening the link only shows what would be done.
//!
//! The link stands for the code that signing in by letter would send, so the second factor is asked for wherever signing
//! in would ask for it. What the person may do is read afresh each time, and row-level security holds as for any act.

use super::digests::{as_reader, lacks_second_factor};
use crate::actor::*;
use crate::commitments::{self, Act, Commitment, DECIDERS, ProgressUpdate, UpdateAct};
use crate::db::{Occasion, Once};
use crate::directory::{self, Attempts, Visit};
use crate::letters::{self, Link, LinkPurpose};
use crate::tables::idempotency_keys;
use crate::{Connection, Db, Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// What a link in a letter leads to, as its reader may read it now.
#[derive(Clone, Debug)]
pub struct Opened {
    pub commitment: Arc<Commitment>,
    /// Since when there would be no change.
    pub since: Option<NaiveDate>,
    /// The update to be cleared.
    pub progress_update: Option<ProgressUpdate>,
    pub is_done: bool,
    /// Whether it can be done now, by this person.
    pub is_open: bool,
    /// Whether the second factor is asked for.
    pub needs_code: bool,
}

impl Opened {
    /// The version of what would be acted on, so that nobody clears or confirms what they have not read.
    pub fn version(&self) -> i32 {
        let update = self.progress_update.as_ref();
        update.map_or(self.commitment.version, |update| update.version)
    }
}

/// Whose link it is, and what it is about.
struct Found {
    link: Link,
    commitment: CommitmentId,
    actor: Actor,
    needs_code: bool,
    once: Once,
    is_done: bool,
}

async fn find(db: &Db, purpose: LinkPurpose, secret: &str, now: DateTime<Utc>) -> Result<Found> {
    let digest: [u8; 32] = Sha256::digest(secret).into();
    let once = Once {
        key: format!("letter:{}", data_encoding::HEXLOWER.encode(&digest)),
        digest,
    };
    let platform = Actor::Platform("letter_link");
    db.read(&platform, async move |conn: &mut Connection| {
        let link = letters::link(conn, purpose, secret, now)
            .await?
            .ok_or(Error::NotFound)?;
        let commitment = link.commitment_id.ok_or(Error::NotFound)?;
        let done = idempotency_keys::table.find((link.account_id.0, &once.key));
        Ok(Found {
            actor: as_reader(conn, link.account_id, now.date_naive()).await?,
            needs_code: directory::has_second_factor(conn, link.account_id).await?,
            is_done: diesel::select(diesel::dsl::exists(done)).get_result(conn).await?,
            link,
            commitment,
            once,
        })
    })
    .await
}

/// What the link of a letter leads to; not found if it is nobody's or has run out, or if its reader may no longer read
/// what it is about. Changes nothing.
pub async fn open_link(db: &Db, purpose: LinkPurpose, secret: &str, now: DateTime<Utc>) -> Result<Opened> {
    let found = find(db, purpose, secret, now).await?;
    let (actor, today) = (found.actor.clone(), now.date_naive());
    db.read(&found.actor, async move |conn: &mut Connection| {
        let record = commitments::commitment(conn, &actor, found.commitment).await?;
        let progress_update = match found.link.progress_update_id {
            Some(id) => Some(commitments::progress_update(conn, &actor, id).await?),
            None => None,
        };
        let may = |act| commitments::allow(&actor, act, &record.commitment).is_ok();
        let is_open = match (purpose, &progress_update) {
            (LinkPurpose::NoChange, _) => {
                let is_news = record.latest.is_none() || record.since.is_none_or(|day| day < today);
                is_news && may(Act::Report) && actor.serves(record.commitment.participant_id, DECIDERS)
            }
            (LinkPurpose::Clear, Some(update)) => {
                commitments::update_acts_open_to(&actor, update, &record.commitment).contains(&UpdateAct::Submit)
            }
            (LinkPurpose::Confirm, _) => may(Act::Confirm),
            _ => false,
        };
        let lacks = actor.person().is_none_or(lacks_second_factor);
        Ok(Opened {
            since: record.since,
            commitment: record.commitment,
            progress_update,
            is_done: found.is_done,
            is_open: is_open && !lacks,
            needs_code: found.needs_code,
        })
    })
    .await
}

/// Does what the link of a letter is for; again, it has been done. `version` is that of what was shown.
pub async fn act_by_link(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    purpose: LinkPurpose,
    secret: &str,
    version: i32,
    code: Option<&str>,
) -> Result<()> {
    let found = find(db, purpose, secret, visit.now).await?;
    if found.is_done {
        return Ok(());
    }
    if found.actor.person().is_none_or(lacks_second_factor) {
        return Err(Error::Forbidden);
    }
    let account = found.link.account_id;
    if found.needs_code {
        directory::note_attempt(db, attempts, visit, account).await?;
    }
    let occasion = Occasion {
        now: visit.now,
        request: visit.request.clone(),
        act: match purpose {
            LinkPurpose::NoChange => "letter.no_change",
            LinkPurpose::Clear => "letter.clear",
            _ => "letter.confirm",
        },
        scope: Scope::Decide,
        once: Some(found.once),
    };
    let (actor, now) = (&found.actor, visit.now);
    db.act(actor, &occasion, async |conn: &mut Connection| {
        if found.needs_code {
            directory::show_second_factor(conn, account, code, now).await?;
        }
        let done: Uuid = match (purpose, found.link.progress_update_id) {
            (LinkPurpose::NoChange, _) => {
                commitments::report_no_change(conn, actor, now, found.commitment)
                    .await?
                    .0
            }
            (LinkPurpose::Clear, Some(update)) => {
                commitments::submit_update(conn, actor, now, update, version).await?.0
            }
            (LinkPurpose::Confirm, _) => {
                commitments::confirm(conn, actor, now, found.commitment, version)
                    .await?
                    .0
            }
            _ => return Err(Error::NotFound),
        };
        Ok(done)
    })
    .await?;
    Ok(())
}
