//! Accounts: people who sign in. They come by invitation, and are disabled rather than deleted: the audit and the record
//! name them by id. On request the person behind an id is forgotten.

use super::appointments::{self, allow};
use super::credentials::clear_second_factor;
use super::sessions::{Which, end_where};
use super::{SendInvitation, tokens};
use crate::ids::{AccountId, ParticipantId};
use crate::page::{Page, Rows};
use crate::tables::{accounts, appointments as held};
use crate::{Actor, Connection, Error, Language, ProblemCode, Result, Role, jobs, text};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Uuid};
use diesel_async::RunQueryDsl;

/// A person who signs in.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub struct Account {
    pub id: AccountId,
    pub version: i32,
    pub email: String,
    pub name: String,
    pub language: Language,
    pub time_zone: String,
    pub second_factor_confirmed_at: Option<DateTime<Utc>>,
    pub invited_at: Option<DateTime<Utc>>,
    pub joined_at: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub address_suspended_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl Account {
    pub fn cursor(&self) -> String {
        crate::page::cursor("address", &self.email)
    }
}

/// An account that the asker may see: one's own, a colleague's; an administrator's are all.
pub async fn account(conn: &mut Connection, id: AccountId) -> Result<Account> {
    Ok(accounts::table
        .find(id)
        .select(Account::as_select())
        .first(conn)
        .await?)
}

/// Those of a batch that the asker may see, in no order.
pub async fn accounts_by_ids(conn: &mut Connection, ids: &[AccountId]) -> Result<Vec<Account>> {
    Ok(accounts::table
        .filter(accounts::id.eq_any(ids))
        .select(Account::as_select())
        .load(conn)
        .await?)
}

/// For the command line.
pub async fn account_by_email(conn: &mut Connection, email: &str) -> Result<Account> {
    let email = text::email("email", email)?;
    Ok(accounts::table
        .filter(accounts::email.eq(email))
        .select(Account::as_select())
        .first(conn)
        .await?)
}

/// Which accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountFilter {
    /// Part of a name or address.
    pub text: Option<String>,
    pub role: Option<Role>,
    /// Whether only those that are disabled, or only those that are not.
    pub is_disabled: Option<bool>,
    /// Whether only those whose address was refused for good, or only those whose was not.
    pub is_address_suspended: Option<bool>,
}

/// All accounts by address, for administrators and the command line.
pub async fn accounts(
    conn: &mut Connection,
    actor: &Actor,
    filter: &AccountFilter,
    page: &Page,
) -> Result<Rows<Account>> {
    manages(actor)?;
    let mut query = chosen(filter);
    let key: Option<String> = page.key("address")?;
    query = match (page.is_backward, key) {
        (false, Some(email)) => query.filter(accounts::email.gt(email)),
        (true, Some(email)) => query.filter(accounts::email.lt(email)),
        (_, None) => query,
    };
    query = if page.is_backward {
        query.order(accounts::email.desc())
    } else {
        query.order(accounts::email)
    };
    let query = query.select(Account::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many accounts there are.
pub async fn account_count(conn: &mut Connection, actor: &Actor, filter: &AccountFilter) -> Result<i64> {
    manages(actor)?;
    Ok(chosen(filter).count().get_result(conn).await?)
}

fn chosen(filter: &AccountFilter) -> accounts::BoxedQuery<'_, diesel::pg::Pg> {
    let mut query = accounts::table.into_boxed();
    if let Some(text) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
        let like = format!("%{}%", text.trim().replace(['%', '_', '\\'], ""));
        query = query.filter(accounts::email.ilike(like.clone()).or(accounts::name.ilike(like)));
    }
    if let Some(role) = filter.role {
        let holders = held::table
            .filter(held::role.eq(role).and(held::ended_at.is_null()))
            .select(held::account_id);
        query = query.filter(accounts::id.eq_any(holders));
    }
    query = match filter.is_disabled {
        Some(true) => query.filter(accounts::disabled_at.is_not_null()),
        Some(false) => query.filter(accounts::disabled_at.is_null()),
        None => query,
    };
    match filter.is_address_suspended {
        Some(true) => query.filter(accounts::address_suspended_at.is_not_null()),
        Some(false) => query.filter(accounts::address_suspended_at.is_null()),
        None => query,
    }
}

fn manages(actor: &Actor) -> Result<()> {
    if actor.is_platform() || actor.is_secretariat(&[Role::Administrator]) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Whom to invite, and to what.
#[derive(Clone, Debug)]
pub struct Invite {
    pub email: String,
    pub name: String,
    pub language: Language,
    pub participant: Option<ParticipantId>,
    pub role: Role,
}

diesel::define_sql_function! { fn account_of_address(address: Text) -> Nullable<Uuid>; }

/// Invites a person to a role. Who has an account already is appointed at once; who has not yet joined is written to.
pub async fn invite(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, invite: Invite) -> Result<AccountId> {
    allow(actor, invite.participant, invite.role)?;
    let mut problems = text::Problems::default();
    let email = problems.take(text::email("email", &invite.email));
    let name = problems.take(text::line("name", &invite.name, text::TITLE_MAX));
    problems.none_or_rejected()?;
    let email = email.unwrap_or_default();
    let known: Option<AccountId> = if actor.is_platform() {
        accounts::table
            .filter(accounts::email.eq(&email).and(accounts::disabled_at.is_null()))
            .select(accounts::id)
            .first(conn)
            .await
            .optional()?
    } else {
        diesel::select(account_of_address(&email)).get_result(conn).await?
    };
    appointments::not_oneself(actor, known)?;
    let id = match known {
        Some(id) => id,
        None => insert(conn, now, &email, &name.unwrap_or_default(), invite.language).await?,
    };
    appointments::insert(conn, actor, now, id, invite.participant, invite.role).await?;
    // Seen only now, as a colleague's.
    if account(conn, id).await?.joined_at.is_none() {
        jobs::enqueue(conn, &SendInvitation { account: id, at: now }, now).await?;
    }
    Ok(id)
}

pub(super) async fn insert(
    conn: &mut Connection,
    now: DateTime<Utc>,
    email: &str,
    name: &str,
    language: Language,
) -> Result<AccountId> {
    let id = AccountId::new();
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(id),
            accounts::email.eq(email),
            accounts::name.eq(name),
            accounts::language.eq(language),
            accounts::invited_at.eq(now),
            accounts::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Writes once more to somebody who has not joined yet; the link sent before ends then.
pub async fn invite_again(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: AccountId,
) -> Result<AccountId> {
    let found = account(conn, id).await?;
    let held = appointments::appointments_of(conn, &[id]).await?;
    let may = held
        .iter()
        .any(|held| allow(actor, held.participant_id, held.role).is_ok());
    if !may {
        manages(actor)?;
    }
    if found.joined_at.is_some() || found.disabled_at.is_some() {
        return Err(Error::problem("accountId", ProblemCode::WrongState));
    }
    jobs::enqueue(conn, &SendInvitation { account: id, at: now }, now).await?;
    Ok(id)
}

/// What people may change of their own account.
#[derive(Clone, Debug, Default)]
pub struct AccountEdit {
    pub name: Option<String>,
    pub language: Option<Language>,
    pub time_zone: Option<String>,
}

/// Edits one's own account.
pub async fn edit(conn: &mut Connection, actor: &Actor, version: i32, edit: AccountEdit) -> Result<AccountId> {
    let id = actor.signed_in()?.account;
    let mut problems = text::Problems::default();
    let name = edit
        .name
        .and_then(|name| problems.take(text::line("name", &name, text::TITLE_MAX)));
    let time_zone = edit
        .time_zone
        .and_then(|zone| problems.take(time_zone("timeZone", &zone)));
    problems.none_or_rejected()?;
    let current: i32 = accounts::table
        .find(id)
        .select(accounts::version)
        .for_update()
        .first(conn)
        .await?;
    if current != version {
        return Err(Error::Conflict { current });
    }
    let found = account(conn, id).await?;
    diesel::update(accounts::table.find(id))
        .set((
            accounts::version.eq(current + 1),
            accounts::name.eq(name.unwrap_or(found.name)),
            accounts::language.eq(edit.language.unwrap_or(found.language)),
            accounts::time_zone.eq(time_zone.unwrap_or(found.time_zone)),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// A time zone by its name in the IANA list, such as `Africa/Dakar`.
pub(super) fn time_zone(field: &str, name: &str) -> Result<String, crate::Problem> {
    let zone: chrono_tz::Tz = name
        .parse()
        .map_err(|_| crate::Problem::new(field, ProblemCode::Unknown))?;
    Ok(zone.name().to_owned())
}

/// Bars a person: sessions and API tokens are over at once.
pub async fn disable(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, id: AccountId) -> Result<AccountId> {
    manages(actor)?;
    lock(conn, id).await?;
    let found = account(conn, id).await?;
    if found.disabled_at.is_some() {
        return Err(Error::problem("accountId", ProblemCode::WrongState));
    }
    let held = appointments::appointments_of(conn, &[id]).await?;
    if held.iter().any(|held| held.role == Role::Administrator) {
        appointments::keep_one_besides(conn, "accountId", id, None, Role::Administrator).await?;
    }
    diesel::update(accounts::table.find(id))
        .set(accounts::disabled_at.eq(now))
        .execute(conn)
        .await?;
    end_where(conn, now, "account_disabled", Which::All(id)).await?;
    tokens::revoke_all(conn, now, id).await?;
    Ok(id)
}

/// Lets a person sign in again, with the appointments they still hold.
pub async fn enable(conn: &mut Connection, actor: &Actor, id: AccountId) -> Result<AccountId> {
    manages(actor)?;
    let enabled = diesel::update(accounts::table.find(id))
        .filter(
            accounts::disabled_at
                .is_not_null()
                .and(accounts::email.not_like("%@erased.invalid")),
        )
        .set(accounts::disabled_at.eq(None::<DateTime<Utc>>))
        .execute(conn)
        .await?;
    if enabled == 1 {
        return Ok(id);
    }
    account(conn, id).await?;
    Err(Error::problem("accountId", ProblemCode::WrongState))
}

/// For a person whose device is lost: takes the second factor away and ends all sessions. Not for oneself.
pub async fn reset_second_factor(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: AccountId,
) -> Result<AccountId> {
    manages(actor)?;
    if actor.person().is_some_and(|person| person.account == id) {
        return Err(Error::Forbidden);
    }
    account(conn, id).await?;
    clear_second_factor(conn, id).await?;
    end_where(conn, now, "second_factor_changed", Which::All(id)).await?;
    Ok(id)
}

diesel::define_sql_function! { fn forget_person(account: Uuid) -> Bool; }

/// Forgets the person behind a disabled account: name, address and credentials are erased, also from letters. What they
/// did stays, under an id that names nobody.
pub async fn erase(conn: &mut Connection, actor: &Actor, now: DateTime<Utc>, id: AccountId) -> Result<AccountId> {
    manages(actor)?;
    lock(conn, id).await?;
    if account(conn, id).await?.disabled_at.is_none() {
        return Err(Error::problem("accountId", ProblemCode::WrongState));
    }
    for held in appointments::appointments_of(conn, &[id]).await? {
        appointments::end_appointment(conn, actor, now, held.id).await?;
    }
    diesel::update(accounts::table.find(id))
        .set((
            accounts::email.eq(format!("{}@erased.invalid", id.0.simple())),
            accounts::name.eq(""),
            accounts::password_hash.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    clear_second_factor(conn, id).await?;
    diesel::select(forget_person(id)).execute(conn).await?;
    Ok(id)
}

async fn lock(conn: &mut Connection, id: AccountId) -> Result<()> {
    accounts::table
        .find(id)
        .select(accounts::id)
        .for_update()
        .first::<AccountId>(conn)
        .await?;
    Ok(())
}
