//! Reminders: planned every hour, gathered into digests when they are due, told as their reader may read.

use crate::letters::{Sending, mark, ready, words_language};
use crate::mail::composing::{Act, Cadence, Digest, Item, Reader, Reason};

use crate::{Env, Failure, Run, Task};
use anyhow::anyhow;
use schema::actor::{CommitmentId, MilestoneId};
use schema::jobs::Job;
use schema::letters::{Letter, LinkPurpose, NewLink};
use schema::reminders::{
    self, DigestReader, Items, PlanReminders, QueueDigests, Reminder, ReminderCadence, ReminderReason, WriteDigest,
};
use schema::{Connection, Language, Texts};
use url::Url;
use words::Words;
use words::calendar::DueDay;

impl Run for PlanReminders {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let now = task.env.now();
        let planned = task
            .env
            .db
            .platform(Self::KIND, async move |conn: &mut Connection| {
                reminders::plan(conn, now).await
            })
            .await?;
        tracing::info!(
            new = planned.new_count,
            dropped = planned.dropped_count,
            "reminders were planned"
        );
        Ok(())
    }
}

impl Run for QueueDigests {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let now = task.env.now();
        loop {
            let queued = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
                reminders::queue_due(conn, now).await
            });
            if queued.await? < reminders::DUE_AT_ONCE {
                return Ok(());
            }
        }
    }
}

impl Run for WriteDigest {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (env, now) = (&task.env, task.env.now());
        let Self { account, day } = *self;
        let reader = env
            .db
            .platform(Self::KIND, async move |conn: &mut Connection| {
                reminders::take_back_waiting(conn, account, day, now).await?;
                reminders::digest_reader(conn, account).await
            })
            .await?;
        match reader.silence(now) {
            // Somebody has to hear that this reader is not reached any more.
            Some(reason) if reader.address_suspended_at.is_some() && reader.disabled_at.is_none() => {
                let suppressed = env.db.platform(Self::KIND, async move |conn: &mut Connection| {
                    reminders::note_suppressed(conn, &reader, day, reason, now).await
                });
                return Ok(suppressed.await?);
            }
            Some(_) => return Ok(()),
            None => {}
        }
        let same = reader.clone();
        let open = env
            .db
            .platform(Self::KIND, async move |conn: &mut Connection| {
                reminders::open_reminders(conn, &same, day).await
            })
            .await?;
        let items = read_as(env, &reader, open).await?;
        let written = env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            reminders::write_digest(conn, &reader, day, &items, now).await
        });
        written.await?;
        Ok(())
    }
}

/// What these reminders tell their reader, read with the reader's own rights.
async fn read_as(env: &Env, reader: &DigestReader, about: Vec<Reminder>) -> Result<Items, Failure> {
    let (account, now) = (reader.account, env.now());
    let actor = env
        .db
        .platform("write_digest", async move |conn: &mut Connection| {
            reminders::as_reader(conn, account, now.date_naive()).await
        })
        .await?;
    let (today, same) = (reader.today(now), actor.clone());
    Ok(env
        .db
        .read(&actor, async move |conn: &mut Connection| {
            reminders::items(conn, &same, &about, today).await
        })
        .await?)
}

/// A digest in its reader's language, or why there is none to send.
pub async fn compose(env: &Env, letter: &Letter) -> Result<Sending, Failure> {
    let (account, id) = (letter.account_id.ok_or_else(|| gone("account"))?, letter.id);
    let (reader, about) = env
        .db
        .platform("send_letter", async move |conn: &mut Connection| {
            Ok((
                reminders::digest_reader(conn, account).await?,
                reminders::reminders_of_letter(conn, id).await?,
            ))
        })
        .await?;
    if let Some(reason) = reader.silence(env.now()) {
        return Ok(Sending::Suppressed(reason));
    }
    if reader.address != letter.address {
        return Ok(Sending::Suppressed("the reader has another address now"));
    }
    let items = read_as(env, &reader, about).await?;
    if items.items.is_empty() {
        return Ok(Sending::Suppressed("nothing is left to say"));
    }
    let words = Words::of(words_language(reader.language));
    let (mut links, choose) = (vec![], NewLink::new(LinkPurpose::Choose));
    let mut link = |link: NewLink| {
        let url = env.house.link(&link.path(reader.language));
        links.push(link);
        url
    };
    let told = |item: &reminders::Item| Item {
        act: item.act.map(|purpose| {
            let url = link(NewLink::about(purpose, item.commitment, item.progress_update));
            (act(purpose), url)
        }),
        ..told(env, item, reader.language)
    };
    let digest = Digest {
        items: items.items.iter().map(told).collect(),
        roles: items
            .roles
            .iter()
            .map(|(role, participant)| {
                let name = participant
                    .as_ref()
                    .map(|name| shown(name, reader.language, Language::En));
                (words.text(&format!("role-{role}")), name)
            })
            .collect(),
        cadence: match reader.cadence() {
            ReminderCadence::Daily => Cadence::Daily,
            ReminderCadence::Weekly => Cadence::Weekly,
            ReminderCadence::Monthly => Cadence::Monthly,
        },
        pause: env
            .house
            .link(&format!("/{}/letters/pause/{}", reader.language, choose.secret())),
        choose_cadence: link(choose),
        stop: link(NewLink::new(LinkPurpose::Stop)),
        due: items
            .items
            .iter()
            .map(|item| (item, false))
            .chain(items.moved.iter().map(|moved| (&moved.item, moved.is_cancelled)))
            .filter_map(|(item, is_cancelled)| due_day(env, item, is_cancelled, words, reader.language))
            .collect(),
    };
    let whom = Reader {
        address: reader.address.clone(),
        name: reader.name.clone(),
        language: words_language(reader.language),
    };
    let why: Vec<String> = digest.why(words);
    let composed = digest.letter(&env.house, &whom, &mark(env, letter).await?, env.mailer.domain());
    Ok(ready(composed, why.join("\n"), items.gone, links))
}

fn gone(what: &str) -> Failure {
    Failure::GiveUp(anyhow!("the letter's {what} is gone"))
}

fn shown(texts: &Texts, asked: Language, original: Language) -> String {
    texts
        .shown(asked, original)
        .map_or_else(String::new, |shown| shown.text.to_owned())
}

fn page(env: &Env, item: &reminders::Item, language: Language) -> Option<Url> {
    let path = format!("/{language}/commitments/{}", item.reference);
    item.is_public.then(|| env.house.link(&path))
}

fn told(env: &Env, item: &reminders::Item, language: Language) -> Item {
    Item {
        reason: reason(item.reason),
        reference: item.reference.clone(),
        title: shown(&item.title, language, item.original_language),
        milestone: item
            .milestone
            .as_ref()
            .map(|(_, title, original)| shown(title, language, *original)),
        day: item.day,
        page: page(env, item, language),
        act: None,
        in_doubt_since: item.in_doubt_on,
    }
}

const fn reason(reason: ReminderReason) -> Reason {
    match reason {
        ReminderReason::CommitmentDue => Reason::CommitmentDue,
        ReminderReason::MilestoneDue => Reason::MilestoneDue,
        ReminderReason::UpdateInvited => Reason::UpdateInvited,
        ReminderReason::UpdateLastWeek => Reason::UpdateLastWeek,
        ReminderReason::NoUpdateReceived => Reason::NoUpdateReceived,
        ReminderReason::AwaitingClearance => Reason::AwaitingClearance,
        ReminderReason::AwaitingReview => Reason::AwaitingReview,
        ReminderReason::Returned => Reason::Returned,
        ReminderReason::AwaitingConfirmation => Reason::AwaitingConfirmation,
    }
}

const fn act(purpose: LinkPurpose) -> Act {
    match purpose {
        LinkPurpose::Clear => Act::Clear,
        LinkPurpose::Confirm => Act::Confirm,
        _ => Act::NoChange,
    }
}

/// Days due go into the reader's calendar; days since which something waits do not.
fn due_day(env: &Env, item: &reminders::Item, is_cancelled: bool, words: Words, language: Language) -> Option<DueDay> {
    let title = shown(&item.title, language, item.original_language);
    let (subject, title) = match (item.reason, &item.milestone) {
        (ReminderReason::CommitmentDue, _) => (CommitmentId::to_string(&item.commitment), title),
        (ReminderReason::MilestoneDue, Some((id, milestone, original))) => {
            (MilestoneId::to_string(id), shown(milestone, language, *original))
        }
        _ => return None,
    };
    let whole = [("reference", item.reference.as_str()), ("title", title.as_str())];
    Some(DueDay {
        subject,
        sequence: item.sequence,
        day: item.day,
        title: words::without_isolates(&words.with("letter-item-title", &whole)),
        note: if is_cancelled {
            String::new()
        } else {
            told(env, item, language).says(words)
        },
        link: page(env, item, language).map(Into::into),
        cancelled: is_cancelled,
    })
}
