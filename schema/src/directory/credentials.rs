//! What opens an account: its password and second factor, and how they are changed. Each change ends the account's other
//! sessions and its API tokens, since whoever knew the old one may have made some, and tells the person by letter where it is
//! the password.

use super::second_factor::{self, Enrolment, Factor};
use super::sessions::{Which, end_where};
use super::{Attempts, SendPasswordChanged, SendPasswordCode, Visit, codes, passwords, secrets, tokens};
use crate::actor::Person;
use crate::db::audit_names;
use crate::ids::AccountId;
use crate::tables::{accounts, sessions};
use crate::{Actor, Connection, Db, Error, Occasion, ProblemCode, Result, jobs, text};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What has to be known of an account before its credentials may be changed.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
struct Own {
    email: String,
    name: String,
    password_hash: Option<String>,
}

async fn own(db: &Db, actor: &Actor) -> Result<(AccountId, Own)> {
    let account = actor.in_person()?.account;
    let own = db
        .read(actor, async |conn: &mut Connection| {
            Ok(accounts::table
                .find(account)
                .select(Own::as_select())
                .first(conn)
                .await?)
        })
        .await?;
    Ok((account, own))
}

/// Changes the password of whoever is signed in and knows it. Who has none yet chooses one by a code sent to them.
pub async fn change_password(
    db: &Db,
    attempts: &Attempts,
    actor: &Actor,
    visit: &Visit,
    occasion: &Occasion,
    current: &str,
    new: &str,
) -> Result<AccountId> {
    let (account, own) = own(db, actor).await?;
    // Says nothing of the present one, and so is no attempt.
    passwords::check("newPassword", new, &[&own.email, &own.name])?;
    attempts.sign_in(db, visit, &own.email).await?;
    if let Some(done) = db.done_before(actor, occasion).await? {
        return Ok(done);
    }
    if !passwords::matches(current, own.password_hash.as_deref()).await? {
        return Err(Error::problem("currentPassword", ProblemCode::CredentialsWrong));
    }
    let hash = passwords::hash(new).await?;
    db.act(actor, occasion, async |conn: &mut Connection| {
        let changed = diesel::update(accounts::table.find(account))
            .filter(accounts::password_hash.is_not_distinct_from(&own.password_hash))
            .set(accounts::password_hash.eq(&hash))
            .execute(conn)
            .await?;
        if changed != 1 {
            return Err(Error::problem("currentPassword", ProblemCode::CredentialsWrong));
        }
        let others = Which::Others(account, actor.person().and_then(|person| person.session));
        end_where(conn, occasion.now, "password_changed", others).await?;
        tokens::revoke_all(conn, occasion.now, account).await?;
        tell_of_new_password(conn, account, occasion.now).await?;
        Ok(account)
    })
    .await
}

async fn tell_of_new_password(conn: &mut Connection, account: AccountId, at: DateTime<Utc>) -> Result<()> {
    jobs::enqueue(conn, &SendPasswordChanged { account, at }, at).await
}

/// Sends a code for choosing a new password, if the address is that of somebody who may sign in; nobody is told.
pub async fn request_password_reset(db: &Db, attempts: &Attempts, visit: &Visit, email: &str) -> Result<()> {
    let email = text::email("email", email)?;
    attempts.letter(db, visit, &email).await?;
    db.platform("password.code", async |conn: &mut Connection| {
        let account = codes::account_or_nobody(conn, &email).await?;
        jobs::enqueue(conn, &SendPasswordCode { account, at: visit.now }, visit.now).await
    })
    .await
}

/// Chooses a new password by a code that was sent; where there is a second factor it is asked for, so that a mailbox alone
/// opens no account that has one. Ends every session.
pub async fn reset_password(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    email: &str,
    code: &str,
    new: &str,
    second_factor_code: Option<&str>,
) -> Result<()> {
    let email = text::email("email", email)?;
    passwords::check("newPassword", new, &[&email])?;
    attempts.sign_in(db, visit, &email).await?;
    let right = codes::try_code(db, visit.now, codes::Purpose::PasswordReset, &email, code).await?;
    let hash = passwords::hash(new).await?;
    db.platform("password.reset", async |conn: &mut Connection| {
        audit_names(conn, right.account, &visit.request).await?;
        let factor = right.spend(conn, visit.now).await?;
        second_factor::ask(conn, right.account, &factor, second_factor_code, visit.now).await?;
        diesel::update(accounts::table.find(right.account))
            .set(accounts::password_hash.eq(&hash))
            .execute(conn)
            .await?;
        end_where(conn, visit.now, "password_reset", Which::All(right.account)).await?;
        tokens::revoke_all(conn, visit.now, right.account).await?;
        tell_of_new_password(conn, right.account, visit.now).await
    })
    .await
}

/// Begins to set up a second factor: what the person's device is to be told. It counts once a code of it is confirmed.
pub async fn enroll_second_factor(conn: &mut Connection, actor: &Actor, secret: &[u8; 20]) -> Result<AccountId> {
    let account = actor.in_person()?.account;
    let begun = diesel::update(accounts::table.find(account))
        .filter(accounts::second_factor_confirmed_at.is_null())
        .set((
            accounts::second_factor_secret.eq(&secret[..]),
            accounts::second_factor_last_step.eq(None::<i64>),
        ))
        .execute(conn)
        .await?;
    if begun != 1 {
        return Err(Error::problem("account", ProblemCode::WrongState));
    }
    Ok(account)
}

/// What to tell the device of whoever enrolls.
pub async fn enrolment(
    conn: &mut Connection,
    account: AccountId,
    secret: &[u8; 20],
    issuer: &str,
) -> Result<Enrolment> {
    let email: String = accounts::table
        .find(account)
        .select(accounts::email)
        .first(conn)
        .await?;
    Ok(Enrolment::new(secret, issuer, &email))
}

/// A random secret for a device.
pub fn new_second_factor_secret() -> [u8; 20] {
    secrets::random()
}

/// Proves that the device is set up. The session at hand counts as signed in by both factors from now on.
pub async fn confirm_second_factor(
    db: &Db,
    attempts: &Attempts,
    actor: &Actor,
    visit: &Visit,
    occasion: &Occasion,
    code: &str,
) -> Result<AccountId> {
    let (account, own) = own(db, actor).await?;
    attempts.sign_in(db, visit, &own.email).await?;
    db.act(actor, occasion, async |conn: &mut Connection| {
        let factor = lock(conn, account).await?;
        let (Some(secret), false) = (&factor.second_factor_secret, factor.is_set_up()) else {
            return Err(Error::problem("account", ProblemCode::WrongState));
        };
        second_factor::spend(conn, account, secret, code, occasion.now, "code").await?;
        diesel::update(accounts::table.find(account))
            .set(accounts::second_factor_confirmed_at.eq(occasion.now))
            .execute(conn)
            .await?;
        settle_sessions(conn, actor.in_person()?, occasion.now, true).await?;
        Ok(account)
    })
    .await
}

/// Takes the second factor away, on showing the password again; who has none shows a code of the factor itself.
pub async fn remove_second_factor(
    db: &Db,
    attempts: &Attempts,
    actor: &Actor,
    visit: &Visit,
    occasion: &Occasion,
    password: Option<&str>,
    code: Option<&str>,
) -> Result<AccountId> {
    let (account, own) = own(db, actor).await?;
    attempts.sign_in(db, visit, &own.email).await?;
    if let Some(done) = db.done_before(actor, occasion).await? {
        return Ok(done);
    }
    if let Some(kept) = own.password_hash.as_deref()
        && !passwords::matches(password.unwrap_or_default(), Some(kept)).await?
    {
        return Err(Error::problem("password", ProblemCode::CredentialsWrong));
    }
    db.act(actor, occasion, async |conn: &mut Connection| {
        let factor = lock(conn, account).await?;
        if !factor.is_set_up() {
            return Err(Error::problem("account", ProblemCode::WrongState));
        }
        if own.password_hash.is_none() {
            second_factor::ask(conn, account, &factor, code, occasion.now).await?;
        }
        clear_second_factor(conn, account).await?;
        settle_sessions(conn, actor.in_person()?, occasion.now, false).await?;
        Ok(account)
    })
    .await
}

/// Whether signing in asks this person for a second factor.
pub(crate) async fn has_second_factor(conn: &mut Connection, account: AccountId) -> Result<bool> {
    let factor = accounts::table.find(account).select(Factor::as_select());
    Ok(factor.first(conn).await?.is_set_up())
}

/// Notes that somebody shows a second factor for this account without signing in, or refuses it for its number.
pub(crate) async fn note_attempt(db: &Db, attempts: &Attempts, visit: &Visit, account: AccountId) -> Result<()> {
    let platform = Actor::Platform("attempt.count");
    let email: String = db
        .read(&platform, async |conn: &mut Connection| {
            Ok(accounts::table
                .find(account)
                .select(accounts::email)
                .first(conn)
                .await?)
        })
        .await?;
    attempts.sign_in(db, visit, &email).await
}

/// Takes the second factor's code of somebody who has one, once.
pub(crate) async fn show_second_factor(
    conn: &mut Connection,
    account: AccountId,
    code: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let factor = lock(conn, account).await?;
    second_factor::ask(conn, account, &factor, code, now).await?;
    Ok(())
}

async fn lock(conn: &mut Connection, account: AccountId) -> Result<Factor> {
    Ok(accounts::table
        .find(account)
        .select(Factor::as_select())
        .for_update()
        .first(conn)
        .await?)
}

pub(super) async fn clear_second_factor(conn: &mut Connection, account: AccountId) -> Result<()> {
    diesel::update(accounts::table.find(account))
        .set((
            accounts::second_factor_secret.eq(None::<Vec<u8>>),
            accounts::second_factor_confirmed_at.eq(None::<DateTime<Utc>>),
            accounts::second_factor_last_step.eq(None::<i64>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// After a change of the second factor: this session has it or not, the others are over.
async fn settle_sessions(conn: &mut Connection, person: &Person, now: DateTime<Utc>, has_it: bool) -> Result<()> {
    end_where(
        conn,
        now,
        "second_factor_changed",
        Which::Others(person.account, person.session),
    )
    .await?;
    tokens::revoke_all(conn, now, person.account).await?;
    diesel::update(sessions::table)
        .filter(sessions::id.nullable().eq(person.session))
        .set(sessions::has_second_factor.eq(has_it))
        .execute(conn)
        .await?;
    Ok(())
}
