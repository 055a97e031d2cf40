//! Invitations: a link that lets a person join, once, within two weeks. Looking at it changes nothing.

use super::accounts::{Account, insert, time_zone};
use super::appointments::{Appointment, appointments_of};
use super::codes::{self, Purpose};
use super::secrets::{self, Kind};
use super::sessions::{SessionMethod, SignedIn, open};
use super::{Attempts, SendInvitation, Visit, appointments, passwords};
use crate::db::audit_names;
use crate::ids::{AccountId, OneTimeTokenId};
use crate::jobs::Job;
use crate::letters::{self, Addressee, Note, Recipient};
use crate::tables::{accounts, appointments as held, one_time_tokens};
use crate::{Actor, Connection, Db, Error, Language, ProblemCode, Result, Role, text};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub const INVITATION_LASTS: TimeDelta = TimeDelta::days(14);

/// An invitation as the person invited sees it, and as the letter tells it.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub account: Account,
    pub appointments: Vec<Appointment>,
    pub expires_at: DateTime<Utc>,
}

/// An invitation with the secret part of its link.
#[derive(Debug)]
pub struct IssuedInvitation {
    pub invitation: Invitation,
    pub token: String,
}

/// Makes the link for the letter that is being written, in its transaction; an earlier link ends. Nothing for a person who
/// has joined meanwhile, or was disabled.
pub async fn issue_invitation(
    conn: &mut Connection,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<IssuedInvitation>> {
    let account: Option<Account> = accounts::table
        .find(account)
        .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_null()))
        .select(Account::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()?;
    let Some(account) = account else { return Ok(None) };
    codes::void(conn, Purpose::Invitation, account.id, now).await?;
    let token = Kind::Link.mint();
    let expires_at = now + INVITATION_LASTS;
    let digest = secrets::digest(&token);
    codes::insert(
        conn,
        OneTimeTokenId::new(),
        Purpose::Invitation,
        account.id,
        &digest,
        now,
        expires_at,
    )
    .await?;
    let appointments = appointments_of(conn, &[account.id]).await?;
    Ok(Some(IssuedInvitation {
        invitation: Invitation {
            account,
            appointments,
            expires_at,
        },
        token,
    }))
}

/// Writes the letter that a job is for, unless it is written already, and gives the path of the link in it. Nothing for
/// who has joined meanwhile, or whose appointment was ended.
pub async fn write_invitation(
    conn: &mut Connection,
    job: &SendInvitation,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    if letters::is_written(conn, letters::INVITATION, &job.key()).await? {
        return Ok(None);
    }
    let Some(issued) = issue_invitation(conn, job.account, now).await? else {
        return Ok(None);
    };
    let IssuedInvitation { invitation, token } = issued;
    let Some(held) = invitation.appointments.iter().find(|held| held.ended_at.is_none()) else {
        return Ok(None);
    };
    let link = invitation_path(invitation.account.language, &token);
    let note = Note::Invitation {
        role: held.role,
        participant: held.participant_id,
        link: link.clone(),
        expires_at: invitation.expires_at,
    };
    let to = Addressee {
        whose: Recipient::Account(invitation.account.id),
        address: invitation.account.email.clone(),
        language: invitation.account.language,
    };
    letters::write(conn, now, &to, &job.key(), note).await?;
    Ok(Some(link))
}

/// What an open invitation says.
pub async fn invitation(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Invitation> {
    if !Kind::Link.is_well_formed(token) {
        return Err(Error::NotFound);
    }
    db.read(&Actor::Platform("invitation.show"), async |conn: &mut Connection| {
        let (account, expires_at): (Account, DateTime<Utc>) = one_time_tokens::table
            .inner_join(accounts::table)
            .filter(one_time_tokens::token_hash.eq(secrets::digest(token)))
            .filter(one_time_tokens::purpose.eq(Purpose::Invitation))
            .filter(
                one_time_tokens::used_at
                    .is_null()
                    .and(one_time_tokens::expires_at.gt(now)),
            )
            .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_null()))
            .select((Account::as_select(), one_time_tokens::expires_at))
            .first(conn)
            .await?;
        let appointments = appointments_of(conn, &[account.id]).await?;
        Ok(Invitation {
            account,
            appointments,
            expires_at,
        })
    })
    .await
}

/// What a person decides on joining.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    pub name: Option<String>,
    pub language: Option<Language>,
    pub time_zone: Option<String>,
    /// None: signs in by codes.
    pub password: Option<String>,
}

/// The link's path. The token stands in the query, since paths are written into logs.
pub fn invitation_path(language: Language, token: &str) -> String {
    format!("/{}/invitation?token={token}", language.code())
}

/// Accepts an invitation, and signs the person in.
pub async fn accept(db: &Db, attempts: &Attempts, visit: &Visit, token: &str, joining: Joining) -> Result<SignedIn> {
    let checked = check(db, attempts, visit, token, joining).await?;
    db.platform("invitation.accept", async |conn: &mut Connection| {
        checked.join(conn, visit, token).await?;
        open(conn, visit, checked.account.id, SessionMethod::Invitation, false).await
    })
    .await
}

/// Accepts an invitation; the person signs in later.
pub async fn join(db: &Db, attempts: &Attempts, visit: &Visit, token: &str, joining: Joining) -> Result<AccountId> {
    let checked = check(db, attempts, visit, token, joining).await?;
    db.platform("invitation.accept", async |conn: &mut Connection| {
        checked.join(conn, visit, token).await?;
        Ok(checked.account.id)
    })
    .await
}

/// What a person decided on joining, found good.
struct Checked {
    account: Account,
    name: String,
    language: Language,
    time_zone: String,
    password_hash: Option<String>,
}

fn gone() -> Error {
    Error::problem("token", ProblemCode::CodeWrong)
}

async fn check(db: &Db, attempts: &Attempts, visit: &Visit, token: &str, joining: Joining) -> Result<Checked> {
    attempts.peer(db, visit).await?;
    let account = match invitation(db, token, visit.now).await {
        Err(Error::NotFound) => return Err(gone()),
        other => other?.account,
    };
    let mut problems = text::Problems::default();
    let name = joining
        .name
        .and_then(|name| problems.take(text::line("name", &name, text::TITLE_MAX)));
    let zone = joining
        .time_zone
        .and_then(|zone| problems.take(time_zone("timeZone", &zone)));
    let password = joining.password.filter(|password| !password.is_empty());
    let name = name.unwrap_or_else(|| account.name.clone());
    if let Some(password) = &password {
        problems.take(passwords::check("password", password, &[&account.email, &name]));
    }
    problems.none_or_rejected()?;
    let password_hash = match &password {
        Some(password) => Some(passwords::hash(password).await?),
        None => None,
    };
    Ok(Checked {
        name,
        language: joining.language.unwrap_or(account.language),
        time_zone: zone.unwrap_or_else(|| account.time_zone.clone()),
        password_hash,
        account,
    })
}

impl Checked {
    async fn join(&self, conn: &mut Connection, visit: &Visit, token: &str) -> Result<()> {
        audit_names(conn, self.account.id, &visit.request).await?;
        let used = diesel::update(one_time_tokens::table)
            .filter(one_time_tokens::token_hash.eq(secrets::digest(token)))
            .filter(
                one_time_tokens::used_at
                    .is_null()
                    .and(one_time_tokens::expires_at.gt(visit.now)),
            )
            .set(one_time_tokens::used_at.eq(visit.now))
            .execute(conn)
            .await?;
        let joined = diesel::update(accounts::table.find(self.account.id))
            .filter(accounts::joined_at.is_null().and(accounts::disabled_at.is_null()))
            .set((
                accounts::joined_at.eq(visit.now),
                accounts::name.eq(&self.name),
                accounts::language.eq(self.language),
                accounts::time_zone.eq(&self.time_zone),
                accounts::password_hash.eq(&self.password_hash),
            ))
            .execute(conn)
            .await?;
        if (used, joined) == (1, 1) { Ok(()) } else { Err(gone()) }
    }
}

/// Where a register has no administrator who has joined: an invitation for the first one, to be printed. A further start
/// prints a new link, and the one before ends. Nothing once an administrator has joined.
pub async fn first_administrator(db: &Db, now: DateTime<Utc>, email: &str) -> Result<Option<IssuedInvitation>> {
    let email = text::email("email", email)?;
    db.platform("administrator.first", async |conn: &mut Connection| {
        // Two starts at once make one administrator.
        diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(
            "pg_advisory_xact_lock(2030) is null",
        ))
        .execute(conn)
        .await?;
        let there: Vec<(AccountId, Option<DateTime<Utc>>)> = held::table
            .inner_join(accounts::table.on(accounts::id.eq(held::account_id)))
            .filter(held::role.eq(Role::Administrator).and(held::ended_at.is_null()))
            .filter(accounts::disabled_at.is_null())
            .order(held::id)
            .select((accounts::id, accounts::joined_at))
            .load(conn)
            .await?;
        if there.iter().any(|(_, joined_at)| joined_at.is_some()) {
            return Ok(None);
        }
        let account = match there.as_slice().first() {
            Some((account, _)) => *account,
            None => {
                let platform = Actor::Platform("administrator.first");
                let account = insert(conn, now, &email, "Administrator", Language::En).await?;
                appointments::insert(conn, &platform, now, account, None, Role::Administrator).await?;
                account
            }
        };
        issue_invitation(conn, account, now).await
    })
    .await
}
