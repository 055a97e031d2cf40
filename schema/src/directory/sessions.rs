//! Sessions: somebody is signed in somewhere, until they sign out, something ends it, or it runs out.
//!
//! A session lasts thirty days, and seven without being used. It is renewed by refresh tokens, each of which works once.
//! Whoever loses the answer to a renewal may ask again within ten seconds and gets the very same next token: it is made
//! from the token presented and a random seed kept beside it, so neither the table nor an old token alone gives it. A
//! token presented again later than that is in two hands, and ends the session.

use super::second_factor::{self, Factor};
use super::{Attempts, SendSessionEnded, SendSignInCode, Visit, codes, passwords, secrets};
use crate::db::audit_names;
use crate::ids::{AccountId, SessionId};
use crate::tables::{accounts, refresh_tokens, sessions};
use crate::{Actor, Connection, Db, Error, ProblemCode, Result, jobs, text, values};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use hmac::{Hmac, KeyInit, Mac};
use secrets::Kind;
use sha2::Sha256;

pub const LASTS: TimeDelta = TimeDelta::days(30);
pub const LASTS_UNUSED: TimeDelta = TimeDelta::days(7);
/// How long a lost answer may be asked for again.
pub const GRACE: TimeDelta = TimeDelta::seconds(10);

values! {
    /// How somebody signed in.
    pub enum SessionMethod {
        /// By password.
        Password = "password",
        /// By a code sent to their address.
        EmailCode = "email_code",
        /// By accepting an invitation.
        Invitation = "invitation",
        /// By a passkey.
        Passkey = "passkey",
        /// By another service that vouches for them.
        Oidc = "oidc",
    }
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
pub struct Session {
    pub id: SessionId,
    pub account_id: AccountId,
    pub method: SessionMethod,
    pub has_second_factor: bool,
    pub user_agent: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// What signing in or renewing gives: who is signed in, and the token for the next renewal, shown this once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub session: SessionId,
    pub account: AccountId,
    pub refresh_token: String,
    pub refresh_expires_at: DateTime<Utc>,
}

/// Sign in by password, and second factor where there is one. An address that is not known costs as much time, and
/// answers as a wrong password does.
pub async fn start_by_password(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    email: &str,
    password: &str,
    second_factor_code: Option<&str>,
) -> Result<SignedIn> {
    let email = text::email("email", email)?;
    attempts.sign_in(db, visit, &email).await?;
    let found: Option<(AccountId, Option<String>)> = db
        .platform("session.start", async |conn: &mut Connection| {
            Ok(accounts::table
                .filter(accounts::email.eq(&email))
                .filter(accounts::disabled_at.is_null().and(accounts::joined_at.is_not_null()))
                .select((accounts::id, accounts::password_hash))
                .first(conn)
                .await
                .optional()?)
        })
        .await?;
    let (account, kept) = found.map_or((None, None), |(id, kept)| (Some(id), kept));
    let is_right = passwords::matches(password, kept.as_deref()).await?;
    let wrong = || Error::problem("password", ProblemCode::CredentialsWrong);
    let (Some(account), Some(kept), true) = (account, kept, is_right) else {
        return Err(wrong());
    };
    db.platform("session.start", async |conn: &mut Connection| {
        let factor: Factor = accounts::table
            .find(account)
            // Changed or disabled while we counted: then it is not what was matched.
            .filter(accounts::disabled_at.is_null().and(accounts::password_hash.eq(&kept)))
            .select(Factor::as_select())
            .for_update()
            .first(conn)
            .await
            .optional()?
            .ok_or_else(wrong)?;
        let has_second_factor = second_factor::ask(conn, account, &factor, second_factor_code, visit.now).await?;
        open(conn, visit, account, SessionMethod::Password, has_second_factor).await
    })
    .await
}

/// Sends a code to the address, if it is that of somebody who may sign in; nobody is told whether it is.
pub async fn request_code(db: &Db, attempts: &Attempts, visit: &Visit, email: &str) -> Result<()> {
    let email = text::email("email", email)?;
    attempts.letter(db, visit, &email).await?;
    db.platform("session.code", async |conn: &mut Connection| {
        let account = codes::account_or_nobody(conn, &email).await?;
        jobs::enqueue(conn, &SendSignInCode { account, at: visit.now }, visit.now).await
    })
    .await
}

/// Sign in by a code that was sent, and second factor where there is one.
pub async fn start_by_code(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    email: &str,
    code: &str,
    second_factor_code: Option<&str>,
) -> Result<SignedIn> {
    let email = text::email("email", email)?;
    attempts.sign_in(db, visit, &email).await?;
    let right = codes::try_code(db, visit.now, codes::Purpose::SignInCode, &email, code).await?;
    db.platform("session.start", async |conn: &mut Connection| {
        let factor = right.spend(conn, visit.now).await?;
        let has_second_factor = second_factor::ask(conn, right.account, &factor, second_factor_code, visit.now).await?;
        open(conn, visit, right.account, SessionMethod::EmailCode, has_second_factor).await
    })
    .await
}

pub(super) async fn open(
    conn: &mut Connection,
    visit: &Visit,
    account: AccountId,
    method: SessionMethod,
    has_second_factor: bool,
) -> Result<SignedIn> {
    audit_names(conn, account, &visit.request).await?;
    let session = SessionId::new();
    let expires_at = visit.now + LASTS;
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::method.eq(method),
            sessions::has_second_factor.eq(has_second_factor),
            sessions::user_agent.eq(shown_agent(&visit.user_agent)),
            sessions::created_at.eq(visit.now),
            sessions::last_used_at.eq(visit.now),
            sessions::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    let refresh_token = Kind::Refresh.mint();
    let refresh_expires_at = keep_token(conn, session, &refresh_token, visit.now, expires_at).await?;
    Ok(SignedIn {
        session,
        account,
        refresh_token,
        refresh_expires_at,
    })
}

/// So that people recognise their devices; what a browser says of itself is not to be trusted with anything else.
fn shown_agent(user_agent: &str) -> String {
    let short: String = user_agent.chars().take(200).collect();
    text::clean("userAgent", &short, 200).unwrap_or_default()
}

async fn keep_token(
    conn: &mut Connection,
    session: SessionId,
    token: &str,
    now: DateTime<Utc>,
    session_ends: DateTime<Utc>,
) -> Result<DateTime<Utc>> {
    let expires_at = session_ends.min(now + LASTS_UNUSED);
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_hash.eq(secrets::digest(token)),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::issued_at.eq(now),
            refresh_tokens::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(expires_at)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_tokens, check_for_backend(diesel::pg::Pg))]
struct RefreshToken {
    session_id: SessionId,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    successor_seed: Option<Vec<u8>>,
}

/// The token that follows another: made from both it and its seed.
fn successor(token: &str, seed: &[u8]) -> Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(token.as_bytes()).map_err(Error::internal)?;
    mac.update(seed);
    Ok(Kind::Refresh.write(&mac.finalize().into_bytes().into()))
}

/// Renews a session.
pub async fn refresh(db: &Db, visit: &Visit, token: &str) -> Result<SignedIn> {
    let refused = || Error::problem("refreshToken", ProblemCode::CodeWrong);
    if !Kind::Refresh.is_well_formed(token) {
        return Err(refused());
    }
    let renewed = db
        .platform("session.refresh", async |conn: &mut Connection| {
            renew(conn, visit, token).await
        })
        .await?;
    renewed.ok_or_else(refused)
}

/// Nothing where the token no longer renews; what that ends is then ended, so this is no error that would undo it.
async fn renew(conn: &mut Connection, visit: &Visit, token: &str) -> Result<Option<SignedIn>> {
    let now = visit.now;
    let hash = secrets::digest(token);
    // The same token presented many times at once is dealt with one time after the other.
    let known: Option<RefreshToken> = refresh_tokens::table
        .find(&hash)
        .select(RefreshToken::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()?;
    let Some(known) = known else { return Ok(None) };
    let session = known.session_id;
    let live: Option<(AccountId, DateTime<Utc>)> = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::id.eq(session).and(sessions::ended_at.is_null()))
        .filter(sessions::expires_at.gt(now).and(accounts::disabled_at.is_null()))
        .select((accounts::id, sessions::expires_at))
        .first(conn)
        .await
        .optional()?;
    let Some((account, session_ends)) = live else {
        return Ok(None);
    };
    let signed_in = |refresh_token, refresh_expires_at| SignedIn {
        session,
        account,
        refresh_token,
        refresh_expires_at,
    };
    match (known.used_at, known.successor_seed) {
        (None, _) if known.expires_at <= now => Ok(None),
        (None, _) => {
            let seed = secrets::random::<32>();
            let next = successor(token, &seed)?;
            diesel::update(refresh_tokens::table.find(&hash))
                .set((
                    refresh_tokens::used_at.eq(now),
                    refresh_tokens::successor_seed.eq(&seed[..]),
                ))
                .execute(conn)
                .await?;
            diesel::update(sessions::table.find(session))
                .set(sessions::last_used_at.eq(now))
                .execute(conn)
                .await?;
            let expires_at = keep_token(conn, session, &next, now, session_ends).await?;
            Ok(Some(signed_in(next, expires_at)))
        }
        (Some(used_at), Some(seed)) if now - used_at <= GRACE => {
            let next = successor(token, &seed)?;
            let unused: Option<DateTime<Utc>> = refresh_tokens::table
                .find(secrets::digest(&next))
                .filter(refresh_tokens::used_at.is_null())
                .select(refresh_tokens::expires_at)
                .first(conn)
                .await
                .optional()?;
            Ok(unused.map(|expires_at| signed_in(next, expires_at)))
        }
        (Some(_), _) => {
            audit_names(conn, account, &visit.request).await?;
            end_where(conn, now, "refresh_token_reused", Which::One(session)).await?;
            jobs::enqueue(conn, &SendSessionEnded { account, at: now }, now).await?;
            Ok(None)
        }
    }
}

/// Which sessions to end.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    One(SessionId),
    All(AccountId),
    /// All of an account but this one.
    Others(AccountId, Option<SessionId>),
}

pub(super) async fn end_where(conn: &mut Connection, now: DateTime<Utc>, reason: &str, which: Which) -> Result<usize> {
    let mut target = diesel::update(sessions::table)
        .filter(sessions::ended_at.is_null())
        .into_boxed();
    target = match which {
        Which::One(session) => target.filter(sessions::id.eq(session)),
        Which::All(account) | Which::Others(account, None) => target.filter(sessions::account_id.eq(account)),
        Which::Others(account, Some(but)) => target.filter(sessions::account_id.eq(account).and(sessions::id.ne(but))),
    };
    Ok(target
        .set((sessions::ended_at.eq(now), sessions::ended_reason.eq(reason)))
        .execute(conn)
        .await?)
}

/// Sign out: of this session, or of another of one's own.
pub async fn end(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    session: Option<SessionId>,
) -> Result<SessionId> {
    let person = actor.in_person()?;
    let session: SessionId = sessions::table
        .filter(sessions::account_id.eq(person.account))
        .filter(sessions::id.nullable().eq(session.or(person.session)))
        .select(sessions::id)
        .first(conn)
        .await?;
    end_where(conn, now, "signed_out", Which::One(session)).await?;
    Ok(session)
}

/// Sign out everywhere.
pub async fn end_all(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>) -> Result<AccountId> {
    let person = actor.in_person()?;
    end_where(conn, now, "signed_out", Which::All(person.account)).await?;
    Ok(person.account)
}

/// One's own sessions that are not over, the latest first.
pub async fn sessions_of(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Session>> {
    let person = actor.signed_in()?;
    Ok(sessions::table
        .filter(sessions::account_id.eq(person.account))
        .filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
        .order(sessions::last_used_at.desc())
        .select(Session::as_select())
        .load(conn)
        .await?)
}
