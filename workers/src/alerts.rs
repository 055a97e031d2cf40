//! Alerts: an address is asked whether it wants to be told, and told once a day of what was published.

use crate::letters::{Sending, mark, ready, words_language};
use crate::mail::composing::{Alert, Found, NAMED, Note, Reader};
use crate::{Env, Failure, Run, Task};
use anyhow::anyhow;
use chrono_tz::Tz;
use schema::alerts::{self, AskToConfirm, Item, News, QueueAlerts, WriteAlert};
use schema::jobs::Job;
use schema::letters::{Letter, LinkPurpose, NewLink};
use schema::{Actor, Connection};
use words::Words;

impl Run for AskToConfirm {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (id, now) = (self.alert, task.env.now());
        let asked = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            alerts::ask_to_confirm(conn, id, now).await
        });
        Ok(asked.await?)
    }
}

impl Run for QueueAlerts {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (day, now) = (self.day, task.env.now());
        let queued = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            alerts::queue_alerts(conn, day, now).await
        });
        Ok(queued.await?)
    }
}

impl Run for WriteAlert {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (env, now) = (&task.env, task.env.now());
        let Self { alert, day } = *self;
        let due = env
            .db
            .platform(Self::KIND, async move |conn: &mut Connection| {
                alerts::due(conn, alert, day, now).await
            })
            .await?;
        let Some(due) = due else { return Ok(()) };
        let has_news = found(env, &due.alert, &due.news).await?.count > 0;
        let written = env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            alerts::write_alert(conn, &due, day, has_news, now).await
        });
        Ok(written.await?)
    }
}

/// What of the news the search finds, as a visitor reads it at this moment: nobody knows who reads the letter.
async fn found(env: &Env, alert: &alerts::Alert, news: &News) -> Result<alerts::Found, Failure> {
    let today = env.now().date_naive();
    let found = env.db.read(&Actor::Visitor, async |conn: &mut Connection| {
        news.found_by(conn, &Actor::Visitor, &alert.filter, (today, NAMED))
            .await
    });
    Ok(found.await?)
}

fn reader(letter: &Letter) -> Reader {
    Reader {
        address: letter.address.clone(),
        name: String::new(),
        language: words_language(letter.language),
    }
}

/// The letter that asks for confirmation, or why there is none to send.
pub async fn compose_confirmation(env: &Env, letter: &Letter) -> Result<Sending, Failure> {
    let id = letter.alert_id.ok_or_else(forgotten)?;
    let read = env.db.platform("send_letter", async move |conn: &mut Connection| {
        alerts::alert(conn, id).await
    });
    let alert = read.await?;
    if alert.confirmed_at.is_some() || alert.suspended_at.is_some() {
        return Ok(Sending::Suppressed("nothing is to be confirmed any more"));
    }
    let confirm = NewLink::new(LinkPurpose::AlertConfirm);
    let note = Note::AlertConfirmation {
        link: env.house.link(&confirm.path(letter.language)),
    };
    let composed = note.letter(&env.house, &reader(letter), Tz::UTC, &mark(env, letter).await?);
    Ok(ready(composed, String::new(), vec![], vec![confirm]))
}

fn forgotten() -> Failure {
    Failure::GiveUp(anyhow!("whom the letter was for is forgotten"))
}

/// The letter that tells, in its reader's language, or why there is none to send.
pub async fn compose(env: &Env, letter: &Letter) -> Result<Sending, Failure> {
    let row = letter.clone();
    let told = env.db.platform("send_letter", async move |conn: &mut Connection| {
        alerts::told_by(conn, &row).await
    });
    let Some((alert, news)) = told.await? else {
        return Ok(Sending::Suppressed("it is not wanted any more"));
    };
    let news = found(env, &alert, &news).await?;
    if news.count == 0 {
        return Ok(Sending::Suppressed("nothing is left to say"));
    }
    let (language, words) = (letter.language, Words::of(words_language(letter.language)));
    let link = |path: &str| env.house.link(&format!("/{language}/{path}"));
    let named = |item: &Item| {
        let mut names = vec![item.record.participant.name(language).to_owned()];
        names.extend(item.joint.iter().map(|one| one.name(language).to_owned()));
        words.and(&names)
    };
    let one = |item: &Item| {
        let commitment = &item.record.commitment;
        let title = commitment.title.shown(language, commitment.original_language);
        let updates = item.updates.iter();
        Found {
            reference: commitment.reference.clone(),
            title: title.map_or_else(String::new, |shown| shown.text.to_owned()),
            participant: named(item),
            is_new: item.is_new,
            updates: updates
                .map(|update| {
                    let state = words.name("reported-state", update.reported_state.code());
                    (update.reported_on, state)
                })
                .collect(),
            page: link(&format!("commitments/{}", commitment.reference)),
        }
    };
    let stop = NewLink::new(LinkPurpose::AlertStop);
    let tells = Alert {
        found: news.items.iter().map(one).collect(),
        count: news.count,
        confirmed_on: alert.confirmed_at.unwrap_or(alert.created_at).date_naive(),
        in_doubt_since: alert.in_doubt_on,
        list: match alert.query.as_str() {
            "" => link("commitments"),
            query => link(&format!("commitments?{query}")),
        },
        stop: env.house.link(&stop.path(language)),
        search: alert.named,
    };
    let composed = tells.letter(&env.house, &reader(letter), &mark(env, letter).await?);
    Ok(ready(composed, tells.why(words), vec![], vec![stop]))
}
