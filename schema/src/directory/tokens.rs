//! API tokens: a program acts for a person, within scopes, until a day; and the person may end it at any time.

use super::secrets::{self, Kind};
use crate::ids::{AccountId, ApiTokenId};
use crate::tables::{accounts, api_tokens};
use crate::{Actor, Connection, Error, Problem, ProblemCode, Result, Role, Scope, text};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Days a token may last.
pub const DAYS_AT_MOST: u32 = 366;
/// Live tokens one person may have.
pub const AT_MOST: i64 = 50;

/// A token as its owner sees it; the token itself was shown once and is not kept.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = api_tokens, check_for_backend(diesel::pg::Pg))]
pub struct ApiToken {
    pub id: ApiTokenId,
    pub account_id: AccountId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub hint: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub last_used_on: Option<NaiveDate>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What is asked of a new token.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub days: u32,
    /// Made by [`new_api_token`], and shown by whoever made it.
    pub secret: String,
}

pub fn new_api_token() -> String {
    Kind::Api.mint()
}

/// Makes a token for oneself.
pub async fn create_token(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    new: NewApiToken,
) -> Result<ApiTokenId> {
    let person = actor.in_person()?;
    // It would go on acting once the second factor is there, which it never showed.
    if person.is_withheld {
        return Err(Error::Forbidden);
    }
    let account = person.account;
    let mut problems = text::Problems::default();
    let name = problems.take(text::line("name", &new.name, text::LINE_MAX));
    problems.check(!new.scopes.is_empty(), "scopes", ProblemCode::Required);
    if !(1..=DAYS_AT_MOST).contains(&new.days) {
        problems.push(
            Problem::new("days", ProblemCode::OutOfRange)
                .with("min", 1)
                .with("max", DAYS_AT_MOST),
        );
    }
    problems.none_or_rejected()?;
    // Serialises the count.
    accounts::table
        .find(account)
        .select(accounts::id)
        .for_update()
        .first::<AccountId>(conn)
        .await?;
    let live: i64 = api_tokens::table
        .filter(api_tokens::account_id.eq(account))
        .filter(api_tokens::revoked_at.is_null().and(api_tokens::expires_at.gt(now)))
        .count()
        .get_result(conn)
        .await?;
    if live >= AT_MOST {
        return Err(Problem::new("name", ProblemCode::TooMany).with("max", AT_MOST).into());
    }
    let mut scopes = new.scopes;
    scopes.sort();
    scopes.dedup();
    let id = ApiTokenId::new();
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(id),
            api_tokens::account_id.eq(account),
            api_tokens::name.eq(name.unwrap_or_default()),
            api_tokens::scopes.eq(scopes),
            api_tokens::token_hash.eq(secrets::digest(&new.secret)),
            api_tokens::hint.eq(new.secret.chars().take(10).collect::<String>()),
            api_tokens::created_at.eq(now),
            api_tokens::expires_at.eq(now + TimeDelta::days(new.days.into())),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Ends all tokens of an account, for good: whoever comes back makes new ones.
pub(super) async fn revoke_all(conn: &mut Connection, now: DateTime<Utc>, account: AccountId) -> Result<()> {
    diesel::update(api_tokens::table)
        .filter(api_tokens::account_id.eq(account).and(api_tokens::revoked_at.is_null()))
        .set(api_tokens::revoked_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends a token of one's own; an administrator, or the command line, anybody's.
pub async fn revoke_token(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ApiTokenId,
) -> Result<ApiTokenId> {
    let (owner, revoked_at): (AccountId, Option<DateTime<Utc>>) = api_tokens::table
        .find(id)
        .select((api_tokens::account_id, api_tokens::revoked_at))
        .for_update()
        .first(conn)
        .await?;
    let is_own = actor.person().is_some_and(|person| person.account == owner);
    if !is_own && !actor.is_platform() && !actor.is_secretariat(&[Role::Administrator]) {
        return Err(Error::NotFound);
    }
    if revoked_at.is_none() {
        diesel::update(api_tokens::table.find(id))
            .set(api_tokens::revoked_at.eq(now))
            .execute(conn)
            .await?;
    }
    Ok(id)
}

/// Tokens of an account that were not revoked, newest first; of everybody for the command line.
pub async fn tokens_of(conn: &mut Connection, account: Option<AccountId>) -> Result<Vec<ApiToken>> {
    let mut query = api_tokens::table
        .filter(api_tokens::revoked_at.is_null())
        .order(api_tokens::id.desc())
        .select(ApiToken::as_select())
        .into_boxed();
    if let Some(account) = account {
        query = query.filter(api_tokens::account_id.eq(account));
    }
    Ok(query.load(conn).await?)
}

pub async fn token(conn: &mut Connection, id: ApiTokenId) -> Result<ApiToken> {
    Ok(api_tokens::table
        .find(id)
        .select(ApiToken::as_select())
        .first(conn)
        .await?)
}
