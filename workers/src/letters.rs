//! Sending letters: composed for what their reader may read at that moment, handed to the mail server once.
//!
//! The order is everything (see `docs/letters.md`): the server agrees to take the letter, `transmitting` is committed,
//! the letter goes out, its outcome is committed. A letter found `transmitting` is uncertain and not sent again.

use crate::mail::composing::{Mark, Note, Reader};
use crate::mail::{self, Delivery, Whose, composing};
use crate::{Env, Failure, Run, Task, alerts, reminders};
use anyhow::anyhow;
use metrics::counter;
use schema::letters::{
    ALERT, ALERT_CONFIRMATION, Composed, Content, DIGEST, Letter, LetterStatus, Outcome, Outgoing, SendLetter,
};
use schema::{Connection, Language, directory, letters};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// A letter ready to go out, and what the ledger is told of it.
pub struct Ready {
    pub letter: mail::Letter,
    pub outgoing: Outgoing,
}

/// A letter, or why there is none to send.
pub enum Sending {
    Ready(Box<Ready>),
    Suppressed(&'static str),
}

impl Run for SendLetter {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let env = &task.env;
        let id = self.letter;
        let (letter, content) = env
            .db
            .platform("send_letter", async move |conn: &mut Connection| {
                letters::letter_with_content(conn, id).await
            })
            .await?;
        match letter.status {
            LetterStatus::Queued => {}
            LetterStatus::Transmitting => return doubt(env, &letter).await,
            _ => return Ok(()),
        }
        if letter.not_after.is_some_and(|end| end <= env.now()) {
            let last = letter.response.as_deref().unwrap_or("it was not tried");
            let reason = format!("of no more use; at last: {last}");
            return settle(env, &letter, None, Outcome::GivenUp { reason }).await;
        }
        let sending = match letter.kind.as_str() {
            DIGEST => reminders::compose(env, &letter).await?,
            ALERT => alerts::compose(env, &letter).await?,
            ALERT_CONFIRMATION => alerts::compose_confirmation(env, &letter).await?,
            _ => compose_note(env, &letter, content).await?,
        };
        match sending {
            Sending::Ready(ready) => send(task, &letter, &ready).await,
            Sending::Suppressed(reason) => {
                let reason = reason.to_owned();
                settle(env, &letter, None, Outcome::Suppressed { reason }).await
            }
        }
    }
}

async fn send(task: &Task, letter: &Letter, ready: &Ready) -> Result<(), Failure> {
    let env = &task.env;
    let mut transmission = None;
    let begin = async {
        let (held, id, outgoing, now) = (task.held.clone(), letter.id, ready.outgoing.clone(), env.now());
        let begun = env.db.platform("send_letter", async move |conn: &mut Connection| {
            letters::begin_transmission(conn, &held, id, now, &outgoing).await
        });
        transmission = begun.await?;
        transmission
            .map(|_| ())
            .ok_or_else(|| anyhow!("the letter is another worker's now"))
    };
    let delivery = env.mailer.deliver(&ready.letter, begin).await;
    let outcome = match delivery {
        Delivery::Kept { .. } => {
            let composed = Composed {
                subject: ready.letter.subject.clone(),
                text: ready.letter.text.clone(),
                html: ready.letter.html.clone(),
                calendar: ready.letter.calendar.clone(),
            };
            Outcome::Kept(composed, ready.outgoing.clone())
        }
        Delivery::Accepted { response } => Outcome::Sent { response },
        Delivery::Refused { whose, code, text } => {
            let response = code.map_or_else(|| text.clone(), |code| format!("{code} {text}"));
            match whose {
                Whose::Address => Outcome::Bounced { response },
                Whose::Letter => Outcome::Refused { response },
            }
        }
        Delivery::Unknown { reason } => Outcome::Uncertain { reason },
        Delivery::Retry { reason } => {
            settle(env, letter, transmission, Outcome::Waiting { reason }).await?;
            // Servers repeat addresses and words in their answers, which the log and the queue are not to know.
            return Err(Failure::Retry(anyhow!("no mail server has taken the letter over yet")));
        }
    };
    settle(env, letter, transmission, outcome).await
}

/// Commits what came of a letter. The mail server will not say it again, so a database that is away for a moment is
/// waited for; if it stays away the letter is found `transmitting`, and uncertain.
async fn settle(env: &Env, letter: &Letter, transmission: Option<i32>, outcome: Outcome) -> Result<(), Failure> {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let (row, what, now) = (letter.clone(), outcome.clone(), env.now());
        let settled = env.db.platform("send_letter", async move |conn: &mut Connection| {
            let is_settled = letters::settle(conn, &row, transmission, now, &what).await?;
            if is_settled && matches!(what, Outcome::Uncertain { .. }) {
                schema::reminders::hasten(conn, &row, now).await?;
            }
            Ok(is_settled)
        });
        match settled.await {
            Ok(true) => {
                report(letter, &outcome);
                return Ok(());
            }
            Ok(false) => {
                let outcome = outcome.status();
                tracing::warn!(letter = %letter.id, %outcome, "a letter had moved on before its outcome was recorded");
                return Ok(());
            }
            Err(error) if Instant::now() >= until => return Err(error.into()),
            Err(error) => {
                tracing::warn!(%error, letter = %letter.id, "the outcome of a letter is not recorded yet");
                sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

async fn doubt(env: &Env, letter: &Letter) -> Result<(), Failure> {
    let (row, now) = (letter.clone(), env.now());
    env.db
        .platform("send_letter", async move |conn: &mut Connection| {
            if letters::doubt(conn, &row, now).await? {
                schema::reminders::hasten(conn, &row, now).await?;
            }
            Ok(())
        })
        .await?;
    count(&letter.kind, LetterStatus::Uncertain);
    tracing::warn!(letter = %letter.id, kind = letter.kind, "a letter is uncertain: whoever sent it stopped in between");
    Ok(())
}

/// For those who watch over it: a kind of letter and what became of it, never whose it was.
pub fn count(kind: &str, outcome: LetterStatus) {
    counter!("para29_letters_total", "kind" => kind.to_owned(), "outcome" => outcome.code()).increment(1);
}

/// One line in the log for each ending; never an address, never the words, the letter's or the mail server's.
fn report(letter: &Letter, outcome: &Outcome) {
    count(&letter.kind, outcome.status());
    let (letter, kind) = (letter.id, letter.kind.as_str());
    match outcome {
        Outcome::Sent { .. } => tracing::info!(%letter, kind, "a letter was sent"),
        Outcome::Kept(..) => tracing::info!(%letter, kind, "a letter was kept, since no mail server is set"),
        Outcome::Waiting { .. } => {}
        Outcome::Suppressed { reason } => tracing::info!(%letter, kind, reason, "a letter was not sent"),
        Outcome::Bounced { .. } => tracing::warn!(%letter, kind, "an address was refused for good and is suspended"),
        Outcome::Refused { .. } => tracing::warn!(%letter, kind, "a letter was refused for good"),
        Outcome::Uncertain { .. } => tracing::warn!(%letter, kind, "a letter is uncertain"),
        Outcome::GivenUp { .. } => tracing::warn!(%letter, kind, "a letter was given up"),
    }
}

pub fn words_language(language: Language) -> words::Language {
    language.code().parse().unwrap_or(words::Language::En)
}

/// The mark of a letter: the same Message-ID and date at every attempt.
pub async fn mark(env: &Env, letter: &Letter) -> Result<Mark, Failure> {
    let sample = env.db.read(&schema::Actor::Visitor, schema::settings::sample).await?;
    let made = || mail::message_id(&letter.kind, &letter.key, env.mailer.domain());
    Ok(Mark {
        message_id: letter.message_id.clone().unwrap_or_else(made),
        date: letter.queued_at,
        preview: false,
        sample: sample.is_some(),
    })
}

async fn compose_note(env: &Env, letter: &Letter, content: Content) -> Result<Sending, Failure> {
    let Some(note) = content.note else {
        return Err(Failure::GiveUp(anyhow!("the letter says nothing")));
    };
    let row = letter.clone();
    let participant = match &note {
        letters::Note::Invitation { participant, .. } => *participant,
        _ => None,
    };
    let (destination, participant) = env
        .db
        .platform("send_letter", async move |conn: &mut Connection| {
            let participant = match participant {
                Some(id) => Some(directory::participant(conn, id).await?),
                None => None,
            };
            Ok((letters::destination(conn, &row).await?, participant))
        })
        .await?;
    if destination.disabled_at.is_some() {
        return Ok(Sending::Suppressed("the account is disabled"));
    }
    if destination.address_suspended_at.is_some() {
        return Ok(Sending::Suppressed("the address is suspended"));
    }
    let words = words::Words::of(words_language(letter.language));
    let house = &env.house;
    let note = match note {
        letters::Note::Invitation {
            role, link, expires_at, ..
        } => Note::Invitation(composing::Invitation {
            role: words.text(&format!("role-{role}")),
            participant: participant.map(|participant| participant.name(letter.language).to_owned()),
            link: house.link(&link),
            expires_at,
        }),
        letters::Note::Welcome => Note::Welcome { start: house.link("/") },
        letters::Note::SignInCode { code, minutes, .. } => Note::SignInCode { code, minutes },
        letters::Note::PasswordCode { code, minutes, .. } => Note::PasswordCode { code, minutes },
        letters::Note::PasswordChanged { at } => Note::PasswordChanged { at },
        letters::Note::SessionsEnded { at } => Note::SessionsEnded { at },
        letters::Note::Test => Note::Test,
    };
    let reader = Reader {
        address: letter.address.clone(),
        name: destination.name,
        language: words_language(letter.language),
    };
    let zone = schema::reminders::zone(&destination.time_zone);
    let composed = note.letter(house, &reader, zone, &mark(env, letter).await?);
    Ok(ready(composed, String::new(), vec![], vec![]))
}

pub fn ready(
    letter: mail::Letter,
    why: String,
    untold: Vec<schema::actor::ReminderId>,
    links: Vec<letters::NewLink>,
) -> Sending {
    let outgoing = Outgoing {
        subject: letter.subject.clone(),
        why,
        message_id: letter.message_id.clone(),
        untold,
        links,
    };
    Sending::Ready(Box::new(Ready { letter, outgoing }))
}
