//! The send ledger: every letter, to whom, why, and what became of it.
//!
//! A letter is written in the transaction of its cause, together with the job that sends it. Its words are composed only
//! when it goes out, for what its reader may read at that moment. Before the mail server gets the first byte it is
//! `transmitting`, and from then on the platform never sends it again by itself; see `docs/letters.md`.

mod links;

pub use links::*;

use crate::actor::*;
use crate::alerts;
use crate::jobs::{self, Held, Job};
use crate::page::{Page, Rows};
use crate::tables::{accounts, letters, reminders};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, jsonb, values};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::{deserialize::FromSqlRow, expression::AsExpression};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

values! {
    /// What became of a letter.
    pub enum LetterStatus {
        /// Waiting to go out.
        Queued = "queued",
        /// The mail server agreed to take it, and has not answered yet.
        Transmitting = "transmitting",
        /// The mail server took it over.
        Sent = "sent",
        /// No mail server is set; it can be read on the development page.
        Kept = "kept",
        /// The address was refused for good, and is suspended.
        Bounced = "bounced",
        /// This letter was refused for good; the next one may pass.
        Refused = "refused",
        /// The line or the worker broke while the mail server had it: it may or may not have arrived.
        Uncertain = "uncertain",
        /// No mail server took it over until it was of no more use.
        GivenUp = "given_up",
        /// Not sent: by the reader's choice, for a suspended address, or because nothing was left to say.
        Suppressed = "suppressed",
    }
}

/// The kind of a letter that tells what is due; the others each say one thing (see [`Note`]).
pub const DIGEST: &str = "digest";

/// Kinds of letters that hold a code or a one-time link.
pub const INVITATION: &str = "invitation";
pub const SIGN_IN_CODE: &str = "sign_in_code";
pub const PASSWORD_CODE: &str = "password_code";

/// The kinds of letters to whoever is told of a search: asks them to confirm that, and tells them.
pub const ALERT_CONFIRMATION: &str = "alert_confirmation";
pub const ALERT: &str = "alert";

/// Sends one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendLetter {
    pub letter: LetterId,
}

impl Job for SendLetter {
    const KIND: &'static str = "send_letter";
    /// A letter ends by its own day, not by a number of attempts.
    const ATTEMPTS: i32 = i32::MAX;

    fn key(&self) -> String {
        self.letter.to_string()
    }
}

/// What a short letter says. Links are paths below the address of the platform.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    Invitation {
        role: Role,
        participant: Option<ParticipantId>,
        link: String,
        expires_at: DateTime<Utc>,
    },
    Welcome,
    SignInCode {
        code: String,
        minutes: u32,
        expires_at: DateTime<Utc>,
    },
    PasswordCode {
        code: String,
        minutes: u32,
        expires_at: DateTime<Utc>,
    },
    PasswordChanged {
        at: DateTime<Utc>,
    },
    SessionsEnded {
        at: DateTime<Utc>,
    },
    Test,
}

impl Note {
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => INVITATION,
            Self::Welcome => "welcome",
            Self::SignInCode { .. } => SIGN_IN_CODE,
            Self::PasswordCode { .. } => PASSWORD_CODE,
            Self::PasswordChanged { .. } => "password_changed",
            Self::SessionsEnded { .. } => "sessions_ended",
            Self::Test => "test",
        }
    }

    fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Invitation { expires_at, .. }
            | Self::SignInCode { expires_at, .. }
            | Self::PasswordCode { expires_at, .. } => Some(*expires_at),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind()) // its codes and links are for its reader alone
    }
}

/// A letter as composed, kept for the development page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composed {
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
}

/// What the ledger holds of a letter's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Jsonb)]
pub struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composed: Option<Composed>,
}
jsonb!(Content);

/// Letters are of no more use after this, unless they say so themselves.
const USEFUL: TimeDelta = TimeDelta::days(7);

/// Whom letters and their links are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody with an account.
    Account(AccountId),
    /// Whoever is told of a search, and need not be known here.
    Alert(AlertId),
}

impl Recipient {
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Alert(_) => None,
        }
    }

    pub const fn alert(self) -> Option<AlertId> {
        match self {
            Self::Account(_) => None,
            Self::Alert(id) => Some(id),
        }
    }
}

/// Whom a letter goes to.
#[derive(Clone, Debug)]
pub struct Addressee {
    pub whose: Recipient,
    pub address: String,
    pub language: Language,
}

/// Writes a short letter and queues its sending, in the transaction that `conn` is in. The same kind and key is written
/// once, ever; says whether it was now.
pub async fn write(conn: &mut Connection, now: DateTime<Utc>, to: &Addressee, key: &str, note: Note) -> Result<bool> {
    let (kind, not_after) = (note.kind(), note.expires_at().unwrap_or(now + USEFUL));
    let content = Content {
        note: Some(note),
        composed: None,
    };
    insert(conn, now, LetterId::new(), to, (kind, key), content, not_after).await
}

/// Whether a letter of this kind and key was written before.
pub async fn is_written(conn: &mut Connection, kind: &str, key: &str) -> Result<bool> {
    let written = letters::table.filter(letters::kind.eq(kind).and(letters::key.eq(key)));
    Ok(diesel::select(diesel::dsl::exists(written)).get_result(conn).await?)
}

/// Writes a letter of the given id, unless its kind and key were written before; says whether it did.
pub(crate) async fn insert(
    conn: &mut Connection,
    now: DateTime<Utc>,
    id: LetterId,
    to: &Addressee,
    (kind, key): (&str, &str),
    content: Content,
    not_after: DateTime<Utc>,
) -> Result<bool> {
    let count = diesel::insert_into(letters::table)
        .values((
            letters::id.eq(id),
            letters::kind.eq(kind),
            letters::key.eq(key),
            letters::account_id.eq(to.whose.account()),
            letters::alert_id.eq(to.whose.alert()),
            letters::address.eq(&to.address),
            letters::language.eq(to.language),
            letters::status.eq(LetterStatus::Queued),
            letters::content.eq(content),
            letters::queued_at.eq(now),
            letters::not_after.eq(Some(not_after)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if count == 1 {
        jobs::enqueue(conn, &SendLetter { letter: id }, now).await?;
    }
    Ok(count == 1)
}

/// A line of the ledger; what the letter said is not in it.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = letters, check_for_backend(diesel::pg::Pg))]
pub struct Letter {
    pub id: LetterId,
    pub kind: String,
    pub key: String,
    pub account_id: Option<AccountId>,
    pub alert_id: Option<AlertId>,
    pub address: String,
    pub language: Language,
    pub subject: String,
    pub why: String,
    pub status: LetterStatus,
    pub message_id: Option<String>,
    pub attempt_count: i32,
    pub response: Option<String>,
    pub queued_at: DateTime<Utc>,
    pub not_after: Option<DateTime<Utc>>,
    pub transmitting_at: Option<DateTime<Utc>>,
    pub settled_at: Option<DateTime<Utc>>,
}

impl Letter {
    pub fn cursor(&self) -> String {
        crate::page::cursor("newest", &self.id.0)
    }

    /// Whom it was written for; nobody once they are forgotten.
    pub fn recipient(&self) -> Option<Recipient> {
        let account = self.account_id.map(Recipient::Account);
        account.or(self.alert_id.map(Recipient::Alert))
    }
}

pub async fn letter(conn: &mut Connection, id: LetterId) -> Result<Letter> {
    Ok(letters::table.find(id).select(Letter::as_select()).first(conn).await?)
}

/// A letter with what it says, for the platform itself.
pub async fn letter_with_content(conn: &mut Connection, id: LetterId) -> Result<(Letter, Content)> {
    Ok(letters::table
        .find(id)
        .select((Letter::as_select(), letters::content))
        .first(conn)
        .await?)
}

/// Which letters.
#[derive(Clone, Debug, Default)]
pub struct LetterFilter {
    pub account: Option<AccountId>,
    pub statuses: Vec<LetterStatus>,
}

/// Letters, newest first: the asker's own; to an administrator everybody's.
pub async fn letters(conn: &mut Connection, filter: &LetterFilter, page: &Page) -> Result<Rows<Letter>> {
    let mut query = chosen(filter);
    if let Some(id) = page.key::<uuid::Uuid>("newest")?.map(LetterId) {
        query = if page.is_backward {
            query.filter(letters::id.gt(id))
        } else {
            query.filter(letters::id.lt(id))
        };
    }
    query = if page.is_backward {
        query.order(letters::id.asc())
    } else {
        query.order(letters::id.desc())
    };
    let query = query.select(Letter::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many letters the asker may see.
pub async fn letter_count(conn: &mut Connection, filter: &LetterFilter) -> Result<i64> {
    Ok(chosen(filter).count().get_result(conn).await?)
}

fn chosen(filter: &LetterFilter) -> letters::BoxedQuery<'_, diesel::pg::Pg> {
    let mut query = letters::table.into_boxed();
    if let Some(account) = filter.account {
        query = query.filter(letters::account_id.eq(account));
    }
    if !filter.statuses.is_empty() {
        query = query.filter(letters::status.eq_any(&filter.statuses));
    }
    query
}

/// Where a letter is to go, if it may go anywhere.
#[derive(Clone, Debug, Queryable)]
pub struct Destination {
    pub name: String,
    pub time_zone: String,
    pub disabled_at: Option<DateTime<Utc>>,
    pub address_suspended_at: Option<DateTime<Utc>>,
}

pub async fn destination(conn: &mut Connection, letter: &Letter) -> Result<Destination> {
    let account = letter.account_id.ok_or(Error::NotFound)?;
    Ok(accounts::table
        .find(account)
        .select((
            accounts::name,
            accounts::time_zone,
            accounts::disabled_at,
            accounts::address_suspended_at,
        ))
        .first(conn)
        .await?)
}

/// What is about to go out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    pub subject: String,
    /// Why the reader gets it, in the reader's language.
    pub why: String,
    pub message_id: String,
    /// Reminders that it was written to tell and does not: no longer due, or no longer for this reader.
    pub untold: Vec<ReminderId>,
    /// The links that stand in it.
    pub links: Vec<NewLink>,
}

/// Records, before the mail server gets the first byte, that the letter is in transmission; gives the number of this
/// transmission. Nothing if the letter or its job is no longer the worker's: then it must not be sent.
pub async fn begin_transmission(
    conn: &mut Connection,
    held: &Held,
    letter: LetterId,
    now: DateTime<Utc>,
    outgoing: &Outgoing,
) -> Result<Option<i32>> {
    if !jobs::is_held(conn, held).await? {
        return Ok(None);
    }
    let attempt: Option<(i32, Option<AccountId>, Option<AlertId>)> = diesel::update(
        letters::table
            .find(letter)
            .filter(letters::status.eq(LetterStatus::Queued)),
    )
    .set((
        letters::status.eq(LetterStatus::Transmitting),
        letters::attempt_count.eq(letters::attempt_count + 1),
        letters::transmitting_at.eq(Some(now)),
        letters::subject.eq(&outgoing.subject),
        letters::why.eq(&outgoing.why),
        letters::message_id.eq(Some(&outgoing.message_id)),
    ))
    .returning((letters::attempt_count, letters::account_id, letters::alert_id))
    .get_result(conn)
    .await
    .optional()?;
    let Some((number, account, alert)) = attempt else {
        return Ok(None);
    };
    let reader = account.map(Recipient::Account).or(alert.map(Recipient::Alert));
    tell(conn, letter, reader, now, outgoing).await?;
    Ok(Some(number))
}

/// What came of a letter that is not waiting any more, or waits again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent {
        response: String,
    },
    Kept(Composed, Outgoing),
    Bounced {
        response: String,
    },
    Refused {
        response: String,
    },
    Uncertain {
        reason: String,
    },
    GivenUp {
        reason: String,
    },
    Suppressed {
        reason: String,
    },
    /// Certainly not taken over; it waits for the next attempt.
    Waiting {
        reason: String,
    },
}

impl Outcome {
    pub const fn status(&self) -> LetterStatus {
        match self {
            Self::Sent { .. } => LetterStatus::Sent,
            Self::Kept(..) => LetterStatus::Kept,
            Self::Bounced { .. } => LetterStatus::Bounced,
            Self::Refused { .. } => LetterStatus::Refused,
            Self::Uncertain { .. } => LetterStatus::Uncertain,
            Self::GivenUp { .. } => LetterStatus::GivenUp,
            Self::Suppressed { .. } => LetterStatus::Suppressed,
            Self::Waiting { .. } => LetterStatus::Queued,
        }
    }

    fn words(&self) -> Option<&str> {
        match self {
            Self::Sent { response } | Self::Bounced { response } | Self::Refused { response } => Some(response),
            Self::Uncertain { reason }
            | Self::GivenUp { reason }
            | Self::Suppressed { reason }
            | Self::Waiting { reason } => Some(reason),
            Self::Kept(..) => None,
        }
    }
}

/// Records what came of a letter. `transmission` is the number of the transmission it came of; none for a letter that no
/// mail server agreed to take. False: the letter has moved on without us, and nothing was recorded.
///
/// What a digest told and did not reach its reader waits for the next one, which says so where it may have.
pub async fn settle(
    conn: &mut Connection,
    letter: &Letter,
    transmission: Option<i32>,
    now: DateTime<Utc>,
    outcome: &Outcome,
) -> Result<bool> {
    let mut row = diesel::update(letters::table.find(letter.id)).into_boxed();
    row = match transmission {
        // An answer that comes late ends a doubt.
        Some(number) => row.filter(letters::attempt_count.eq(number)).filter(
            letters::status
                .eq(LetterStatus::Transmitting)
                .or(letters::status.eq(LetterStatus::Uncertain)),
        ),
        None => row.filter(letters::status.eq(LetterStatus::Queued)),
    };
    let settled_at = (!matches!(outcome, Outcome::Waiting { .. })).then_some(now);
    let count = row
        .set((
            letters::status.eq(outcome.status()),
            letters::response.eq(outcome.words().map(short)),
            letters::settled_at.eq(settled_at),
        ))
        .execute(conn)
        .await?;
    if count == 0 {
        return Ok(false);
    }
    match outcome {
        Outcome::Kept(composed, outgoing) => {
            let content = Content {
                note: None,
                composed: Some(composed.clone()),
            };
            diesel::update(letters::table.find(letter.id))
                .set((
                    letters::content.eq(content),
                    letters::subject.eq(&outgoing.subject),
                    letters::why.eq(&outgoing.why),
                    letters::message_id.eq(Some(&outgoing.message_id)),
                ))
                .execute(conn)
                .await?;
            tell(conn, letter.id, letter.recipient(), now, outgoing).await?;
        }
        Outcome::Waiting { .. } => {}
        Outcome::Sent { .. } => {
            blank(conn, letter.id).await?;
            // Told it was before; said again for an answer that ends a doubt.
            diesel::update(reminders::table.filter(reminders::letter_id.eq(letter.id)))
                .set(reminders::status.eq("told"))
                .execute(conn)
                .await?;
        }
        Outcome::Uncertain { .. } => {
            blank(conn, letter.id).await?;
            let day = letter.queued_at.date_naive();
            diesel::update(reminders::table.filter(reminders::letter_id.eq(letter.id)))
                .set((reminders::status.eq("planned"), reminders::in_doubt_on.eq(Some(day))))
                .execute(conn)
                .await?;
        }
        Outcome::Bounced { response } => {
            blank(conn, letter.id).await?;
            untell(conn, letter.id).await?;
            suspend(conn, letter, now, response).await?;
        }
        Outcome::Refused { .. } | Outcome::GivenUp { .. } | Outcome::Suppressed { .. } => {
            blank(conn, letter.id).await?;
            untell(conn, letter.id).await?;
        }
    }
    if letter.alert_id.is_some() {
        alerts::letter_settled(conn, letter, now, outcome).await?;
    }
    Ok(true)
}

fn short(words: &str) -> String {
    words.chars().filter(|c| *c != '\0').take(500).collect()
}

/// The letter goes out: from here on it tells its reminders, and its links are good.
async fn tell(
    conn: &mut Connection,
    letter: LetterId,
    reader: Option<Recipient>,
    now: DateTime<Utc>,
    outgoing: &Outgoing,
) -> Result<()> {
    if let Some(reader) = reader {
        keep(conn, reader, now, &outgoing.links).await?;
    }
    let untold = reminders::table.filter(reminders::id.eq_any(&outgoing.untold));
    diesel::update(untold.filter(reminders::letter_id.eq(letter)))
        .set((
            reminders::status.eq("dropped"),
            reminders::letter_id.eq(None::<LetterId>),
        ))
        .execute(conn)
        .await?;
    diesel::update(reminders::table.filter(reminders::letter_id.eq(letter)))
        .set(reminders::status.eq("told"))
        .execute(conn)
        .await?;
    Ok(())
}

async fn untell(conn: &mut Connection, letter: LetterId) -> Result<()> {
    diesel::update(
        reminders::table
            .filter(reminders::letter_id.eq(letter))
            .filter(reminders::status.eq("told")),
    )
    .set(reminders::status.eq("planned"))
    .execute(conn)
    .await?;
    Ok(())
}

/// Codes and one-time links leave the database as soon as nobody has to send them any more.
async fn blank(conn: &mut Connection, letter: LetterId) -> Result<()> {
    diesel::update(letters::table.find(letter))
        .set(letters::content.eq(Content::default()))
        .execute(conn)
        .await?;
    Ok(())
}

async fn suspend(conn: &mut Connection, letter: &Letter, now: DateTime<Utc>, response: &str) -> Result<()> {
    let Some(account) = letter.account_id else {
        return Ok(());
    };
    // Not an address that was put in its place meanwhile.
    diesel::update(accounts::table.find(account))
        .filter(accounts::email.eq(&letter.address))
        .filter(accounts::address_suspended_at.is_null())
        .set((
            accounts::address_suspended_at.eq(Some(now)),
            accounts::address_suspended_reason.eq(Some(short(response))),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// A letter that was found in transmission by a worker that did not begin it: whoever did is gone.
pub async fn doubt(conn: &mut Connection, letter: &Letter, now: DateTime<Utc>) -> Result<bool> {
    let reason = "the worker stopped while the mail server had the letter".to_owned();
    settle(
        conn,
        letter,
        Some(letter.attempt_count),
        now,
        &Outcome::Uncertain { reason },
    )
    .await
}

/// An administrator sends a letter once more that is in doubt, was refused, bounced or given up; under the same
/// Message-ID, with the words its reader may read now. Only digests: the codes and links of other letters are gone.
pub async fn send_again(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, id: LetterId) -> Result<LetterId> {
    if !actor.is_platform() && !actor.is_secretariat(&[Role::Administrator]) {
        return Err(Error::Forbidden);
    }
    let letter: Letter = letters::table
        .find(id)
        .select(Letter::as_select())
        .for_no_key_update()
        .first(conn)
        .await?;
    let may_be = matches!(
        letter.status,
        LetterStatus::Uncertain | LetterStatus::Refused | LetterStatus::Bounced | LetterStatus::GivenUp
    );
    if !may_be || letter.kind != DIGEST {
        return Err(Problem::new("letterId", ProblemCode::WrongState)
            .with("status", letter.status)
            .into());
    }
    diesel::update(letters::table.find(id))
        .set((
            letters::status.eq(LetterStatus::Queued),
            letters::response.eq(None::<String>),
            letters::settled_at.eq(None::<DateTime<Utc>>),
            letters::not_after.eq(Some(now + USEFUL)),
        ))
        .execute(conn)
        .await?;
    jobs::enqueue_again(conn, &SendLetter { letter: id }, now).await?;
    Ok(id)
}

/// The letters kept for want of a mail server, newest first; to be shown where no production runs.
pub async fn kept(conn: &mut Connection, limit: i64) -> Result<Vec<(Letter, Option<Composed>)>> {
    let rows: Vec<(Letter, Content)> = letters::table
        .filter(letters::status.eq(LetterStatus::Kept))
        .order(letters::id.desc())
        .limit(limit)
        .select((Letter::as_select(), letters::content))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(letter, content)| (letter, content.composed))
        .collect())
}

/// Kept letters lose their words after `age`: a code in them may still be tried.
pub async fn forget_kept(conn: &mut Connection, now: DateTime<Utc>, age: TimeDelta) -> Result<usize> {
    let old = letters::table
        .filter(letters::status.eq(LetterStatus::Kept))
        .filter(letters::settled_at.lt(now - age));
    Ok(diesel::update(old)
        .set(letters::content.eq(Content::default()))
        .execute(conn)
        .await?)
}

/// An administrator has heard that an address works again.
pub async fn restore_address(conn: &mut Connection, actor: &Actor, account: AccountId) -> Result<AccountId> {
    if !actor.is_platform() && !actor.is_secretariat(&[Role::Administrator]) {
        return Err(Error::Forbidden);
    }
    let count = diesel::update(accounts::table.find(account))
        .filter(accounts::address_suspended_at.is_not_null())
        .set((
            accounts::address_suspended_at.eq(None::<DateTime<Utc>>),
            accounts::address_suspended_reason.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    if count == 0 {
        return Err(Problem::new("accountId", ProblemCode::WrongState).into());
    }
    Ok(account)
}
