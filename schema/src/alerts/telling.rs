//! What an alert tells: what became public since, of what the search finds, and that each letter is written once.

use super::{Alert, alert, lock};
use crate::actor::*;
use crate::commitments::{
    CommitmentFilter, ProgressUpdate, ProgressUpdateStatus, Record, commitments_among, progress_updates_by_ids,
};
use crate::directory::{Participant, participants_by_ids};
use crate::jobs::{self, Job};
use crate::letters::{self, Addressee, Content, Letter, LetterStatus, Outcome, Recipient};
use crate::tables::{alerts, changes, checkpoints, progress_updates};
use crate::{Connection, Error, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Looks whose alerts may have news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueAlerts {
    pub day: NaiveDate,
}

impl Job for QueueAlerts {
    const KIND: &'static str = "queue_alerts";

    fn key(&self) -> String {
        self.day.to_string()
    }
}

/// Writes the letter of one alert and one day, if there is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteAlert {
    pub alert: AlertId,
    pub day: NaiveDate,
}

impl Job for WriteAlert {
    const KIND: &'static str = "write_alert";

    fn key(&self) -> String {
        format!("{}:{}", self.alert, self.day)
    }
}

/// So many commitments are looked at in one question.
const PART: usize = 500;
/// A letter that no mail server takes for so long is of no more use: the next one tells what it told.
const USEFUL: TimeDelta = TimeDelta::days(7);

/// The newest checkpoint: all that was sealed up to now.
pub(super) async fn sealed_up_to(conn: &mut Connection) -> Result<i64> {
    let newest: Option<i64> = checkpoints::table
        .select(diesel::dsl::max(checkpoints::id))
        .first(conn)
        .await?;
    Ok(newest.unwrap_or(0))
}

/// Queues the alerts of a day: of those who confirmed, and since whose last letter something was sealed.
pub async fn queue_alerts(conn: &mut Connection, day: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    let sealed = sealed_up_to(conn).await?;
    let due: Vec<AlertId> = alerts::table
        .filter(alerts::confirmed_at.is_not_null().and(alerts::suspended_at.is_null()))
        .filter(alerts::told_up_to.lt(sealed))
        .order(alerts::id)
        .select(alerts::id)
        .load(conn)
        .await?;
    let work: Vec<WriteAlert> = due.into_iter().map(|alert| WriteAlert { alert, day }).collect();
    jobs::enqueue_all(conn, &work, now).await
}

/// Records that became public, by whichever way; still to be read as somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    commitments: BTreeSet<CommitmentId>,
    /// With the commitment each speaks of.
    updates: Vec<(ProgressUpdateId, CommitmentId)>,
}

impl News {
    /// What became public for an alert after one checkpoint and up to another; asked as the platform.
    async fn between(conn: &mut Connection, alert: &Alert, (after, up_to): (i64, i64)) -> Result<Self> {
        let shown = "'is_public' = any (changes.fields) and (changes.after ->> 'is_public')::boolean";
        let rows: Vec<(String, String)> = changes::table
            .filter(changes::checkpoint_id.gt(after).and(changes::checkpoint_id.le(up_to)))
            .filter(changes::seq.gt(alert.recorded_up_to))
            .filter(changes::table_name.eq_any(["commitments", "progress_updates"]))
            .filter(diesel::dsl::sql::<Bool>(shown))
            .order(changes::seq)
            .select((changes::table_name, changes::row_id))
            .load(conn)
            .await?;
        let ids = |table: &str| -> Vec<Uuid> {
            let of_table = rows.iter().filter(|(name, _)| name == table);
            of_table.filter_map(|(_, id)| id.parse().ok()).collect()
        };
        let updates: Vec<ProgressUpdateId> = ids("progress_updates").into_iter().map(ProgressUpdateId).collect();
        Ok(Self {
            commitments: ids("commitments").into_iter().map(CommitmentId).collect(),
            updates: progress_updates::table
                .filter(progress_updates::id.eq_any(updates))
                .order(progress_updates::id)
                .select((progress_updates::id, progress_updates::commitment_id))
                .load(conn)
                .await?,
        })
    }

    /// What of it a search finds now, the newly published commitments first: the first `most` of them; asked as whoever is
    /// told.
    ///
    /// Looked through in parts: an import may have published more than one question can be asked about.
    pub async fn found_by(
        &self,
        conn: &mut Connection,
        reader: &Actor,
        filter: &CommitmentFilter,
        (today, most): (NaiveDate, usize),
    ) -> Result<Found> {
        let about = self.updates.iter().map(|(_, commitment)| *commitment);
        let about: BTreeSet<CommitmentId> = self.commitments.iter().copied().chain(about).collect();
        let mut about: Vec<CommitmentId> = about.into_iter().collect();
        about.sort_by_key(|id| std::cmp::Reverse((self.commitments.contains(id), *id)));
        let mut found = Found::default();
        for part in about.chunks(PART) {
            let mut items = self.items(conn, reader, filter, today, part).await?;
            found.count += items.len();
            items.truncate(most - found.items.len());
            found.items.extend(items);
        }
        Ok(found)
    }

    async fn items(
        &self,
        conn: &mut Connection,
        reader: &Actor,
        filter: &CommitmentFilter,
        today: NaiveDate,
        about: &[CommitmentId],
    ) -> Result<Vec<Item>> {
        let records = commitments_among(conn, reader, today, filter, about).await?;
        let told_of = |commitment: &CommitmentId| records.iter().any(|record| record.commitment.id == *commitment);
        let updates = self.updates.iter().filter(|(_, commitment)| told_of(commitment));
        let ids: Vec<ProgressUpdateId> = updates.map(|(id, _)| *id).collect();
        let mut updates: HashMap<CommitmentId, Vec<ProgressUpdate>> = HashMap::new();
        for update in progress_updates_by_ids(conn, reader, &ids).await? {
            if update.status == ProgressUpdateStatus::Published {
                updates.entry(update.commitment_id).or_default().push(update);
            }
        }
        let joint: Vec<ParticipantId> = records
            .iter()
            .flat_map(|record| record.commitment.joint_ids.clone())
            .collect();
        let joint = participants_by_ids(conn, &joint).await?;
        let item = |record: Record| {
            let id = record.commitment.id;
            let mut updates = updates.get(&id).cloned().unwrap_or_default();
            updates.sort_by_key(|update| std::cmp::Reverse((update.reported_on, update.id)));
            let named = &record.commitment.joint_ids;
            Item {
                is_new: self.commitments.contains(&id),
                updates,
                joint: joint.iter().filter(|one| named.contains(&one.id)).cloned().collect(),
                record,
            }
        };
        let mut items: Vec<Item> = records.into_iter().map(item).collect();
        items.retain(|item| item.is_new || !item.updates.is_empty());
        items.sort_by_key(|item| std::cmp::Reverse((item.is_new, item.record.commitment.id)));
        Ok(items)
    }
}

/// What a search finds of the news.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The first of them.
    pub items: Vec<Item>,
    /// How many commitments there are in all.
    pub count: usize,
}

/// One commitment a letter tells of.
#[derive(Clone, Debug)]
pub struct Item {
    pub record: Record,
    /// It became public itself; else updates on it did.
    pub is_new: bool,
    /// The newest first.
    pub updates: Vec<ProgressUpdate>,
    /// Who undertook it together with its participant.
    pub joint: Vec<Participant>,
}

/// What a letter is to tell of: an alert, and the news since its last one.
#[derive(Clone, Debug)]
pub struct Due {
    pub alert: Alert,
    pub news: News,
    up_to: i64,
}

/// What there is to tell on a day; nothing if it was told, or if a letter is in a mail server's hands at this moment. One
/// that still waits has missed its time: what it told goes into the next.
pub async fn due(conn: &mut Connection, id: AlertId, day: NaiveDate, now: DateTime<Utc>) -> Result<Option<Due>> {
    if letters::is_written(conn, letters::ALERT, &WriteAlert { alert: id, day }.key()).await? {
        return Ok(None);
    }
    let Some(alert) = lock(conn, id).await?.filter(|alert| !alert.is_silent()) else {
        return Ok(None);
    };
    if let Some(earlier) = alert.letter_id {
        let letter = letters::letter(conn, earlier).await?;
        match letter.status {
            LetterStatus::Transmitting => return Ok(None),
            LetterStatus::Queued => {
                let reason = "the next letter took its place".to_owned();
                letters::settle(conn, &letter, None, now, &Outcome::GivenUp { reason }).await?;
            }
            _ => {}
        }
    }
    let (after, up_to) = (alert.told_up_to.unwrap_or(0), sealed_up_to(conn).await?);
    let news = News::between(conn, &alert, (after, up_to)).await?;
    Ok(Some(Due { alert, news, up_to }))
}

/// Writes the letter of a day, or notes that there is nothing to tell. Nothing is done if another did so meanwhile.
pub async fn write_alert(
    conn: &mut Connection,
    due: &Due,
    day: NaiveDate,
    has_news: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(alert) = lock(conn, due.alert.id).await?.filter(|alert| !alert.is_silent()) else {
        return Ok(());
    };
    if alert.told_up_to != due.alert.told_up_to {
        return Ok(());
    }
    if !has_news {
        return told(conn, alert.id, due.up_to).await;
    }
    let to = Addressee {
        whose: Recipient::Alert(alert.id),
        address: alert.address,
        language: alert.language,
    };
    let (letter, key) = (LetterId::new(), WriteAlert { alert: alert.id, day }.key());
    let name = (letters::ALERT, key.as_str());
    if letters::insert(conn, now, letter, &to, name, Content::default(), now + USEFUL).await? {
        diesel::update(alerts::table.find(alert.id))
            .set((
                alerts::letter_id.eq(Some(letter)),
                alerts::telling_up_to.eq(Some(due.up_to)),
            ))
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// What a letter is to tell, and to whom; nothing once it is no longer wanted.
pub async fn told_by(conn: &mut Connection, letter: &Letter) -> Result<Option<(Alert, News)>> {
    let Some(id) = letter.alert_id else { return Ok(None) };
    let alert = match alert(conn, id).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let (Some(after), Some(up_to)) = (alert.told_up_to, alert.telling_up_to) else {
        return Ok(None);
    };
    if alert.is_silent() || alert.letter_id != Some(letter.id) {
        return Ok(None);
    }
    let news = News::between(conn, &alert, (after, up_to)).await?;
    Ok(Some((alert, news)))
}

/// The whole of what was to be told is told, or need not be.
async fn told(conn: &mut Connection, id: AlertId, up_to: i64) -> Result<()> {
    diesel::update(alerts::table.find(id))
        .set((
            alerts::told_up_to.eq(Some(up_to)),
            alerts::telling_up_to.eq(None::<i64>),
            alerts::letter_id.eq(None::<LetterId>),
            alerts::in_doubt_on.eq(None::<NaiveDate>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// What came of a letter, for the alert it is of: what it did not tell waits for the next one, which says so where it may
/// have arrived. An address that was refused for good is written to no more.
pub(crate) async fn letter_settled(
    conn: &mut Connection,
    letter: &Letter,
    now: DateTime<Utc>,
    outcome: &Outcome,
) -> Result<()> {
    let under_way = alerts::table.filter(alerts::letter_id.eq(letter.id));
    match outcome {
        Outcome::Sent { .. } | Outcome::Kept(..) | Outcome::Suppressed { .. } => {
            let telling: Option<(AlertId, Option<i64>)> = under_way
                .select((alerts::id, alerts::telling_up_to))
                .first(conn)
                .await
                .optional()?;
            if let Some((id, Some(up_to))) = telling {
                told(conn, id, up_to).await?;
            }
        }
        Outcome::Uncertain { .. } => {
            let day = letter.queued_at.date_naive();
            diesel::update(under_way)
                .set(alerts::in_doubt_on.eq(Some(day)))
                .execute(conn)
                .await?;
        }
        Outcome::GivenUp { .. } | Outcome::Refused { .. } => put_back(conn, letter.id).await?,
        Outcome::Bounced { .. } => {
            put_back(conn, letter.id).await?;
            diesel::update(alerts::table.filter(alerts::address.eq(&letter.address)))
                .filter(alerts::suspended_at.is_null())
                .set(alerts::suspended_at.eq(Some(now)))
                .execute(conn)
                .await?;
        }
        Outcome::Waiting { .. } => {}
    }
    Ok(())
}

async fn put_back(conn: &mut Connection, letter: LetterId) -> Result<()> {
    diesel::update(alerts::table.filter(alerts::letter_id.eq(letter)))
        .set((
            alerts::telling_up_to.eq(None::<i64>),
            alerts::letter_id.eq(None::<LetterId>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
