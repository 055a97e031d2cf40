//! Who a person is at this moment: roles held, and the keys that open restricted records.

use super::{ParticipantKind, second_factor, secrets};
use crate::actor::*;
use crate::tables::{accounts, api_tokens, appointments, memberships, participants, sessions};
use crate::{Connection, Error, Language, Result};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::sync::Arc;
use uuid::Uuid;

/// The person behind an account, with what they hold today; nobody if the account is disabled.
///
/// Reader keys: `public`; `p:` each participant served; `f:` each participant served as focal point; `states` for those
/// who serve a State; `o:` each organization that a participant served belongs to, or is; `secretariat` for editors and
/// reviewers; and the names of secretariat roles held.
pub async fn person(conn: &mut Connection, id: AccountId, today: NaiveDate) -> Result<Person> {
    let rows = held(conn, id, None, today).await?;
    let has_second_factor = rows
        .as_slice()
        .first()
        .is_some_and(|row| row.second_factor_since.is_some());
    assemble(id, None, has_second_factor, rows).ok_or(Error::NotFound)
}

/// As [`person`], as an actor.
pub async fn actor(conn: &mut Connection, id: AccountId, today: NaiveDate) -> Result<Actor, Error> {
    Ok(Actor::Person(Arc::new(person(conn, id, today).await?)))
}

/// Whoever signed in with this session, with what they hold now; nobody if the session is over or the account disabled.
/// One statement, since every request of a signed-in person begins with it.
pub async fn actor_of_session(
    conn: &mut Connection,
    account: AccountId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<Actor>> {
    let rows = held(conn, account, Some((session, now)), now.date_naive()).await?;
    let live = rows.as_slice().first().and_then(|row| row.session_has_second_factor);
    Ok(live.and_then(|has_second_factor| {
        let person = assemble(account, Some(session), has_second_factor, rows)?;
        Some(Actor::Person(Arc::new(withhold(person))))
    }))
}

/// The person for whom a program acts by this API token, within the token's scopes; nobody if it is revoked or run out.
pub async fn actor_of_token(conn: &mut Connection, token: &str, now: DateTime<Utc>) -> Result<Option<Actor>> {
    if !secrets::Kind::Api.is_well_formed(token) {
        return Ok(None);
    }
    let found: Option<(ApiTokenId, AccountId, Vec<Scope>, Option<NaiveDate>)> = api_tokens::table
        .filter(api_tokens::token_hash.eq(secrets::digest(token)))
        .filter(api_tokens::revoked_at.is_null().and(api_tokens::expires_at.gt(now)))
        .select((
            api_tokens::id,
            api_tokens::account_id,
            api_tokens::scopes,
            api_tokens::last_used_on,
        ))
        .first(conn)
        .await
        .optional()?;
    let Some((id, account, scopes, last_used_on)) = found else {
        return Ok(None);
    };
    let today = now.date_naive();
    if last_used_on.is_none_or(|day| day < today) {
        diesel::update(api_tokens::table.find(id))
            .set(api_tokens::last_used_on.eq(today))
            .execute(conn)
            .await?;
    }
    match person(conn, account, today).await {
        Ok(person) => Ok(Some(Actor::Person(Arc::new(withhold(Person {
            scopes: Some(scopes),
            ..person
        }))))),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Without the second factor that a role of theirs needs, a person holds nothing but their own account.
fn withhold(mut person: Person) -> Person {
    let is_short = !person.has_second_factor
        && person
            .appointments
            .iter()
            .any(|held| second_factor::is_needed_for(held.role));
    if is_short {
        person.is_withheld = true;
        person.appointments.clear();
        person.keys = vec!["public".to_owned()];
    }
    person
}

/// One row for each appointment and organization; at least one for an account that may act.
#[derive(Queryable)]
struct HeldRow {
    language: Language,
    second_factor_since: Option<DateTime<Utc>>,
    session_has_second_factor: Option<bool>,
    participant: Option<ParticipantId>,
    role: Option<Role>,
    kind: Option<ParticipantKind>,
    organization: Option<ParticipantId>,
}

async fn held(
    conn: &mut Connection,
    account: AccountId,
    session: Option<(SessionId, DateTime<Utc>)>,
    today: NaiveDate,
) -> Result<Vec<HeldRow>> {
    let (session, now) = session.unwrap_or((SessionId(Uuid::nil()), DateTime::UNIX_EPOCH));
    let its_session = sessions::account_id
        .eq(accounts::id)
        .and(sessions::id.eq(session))
        .and(sessions::ended_at.is_null())
        .and(sessions::expires_at.gt(now));
    let its_appointments = appointments::account_id
        .eq(accounts::id)
        .and(appointments::ended_at.is_null());
    let their_memberships = memberships::participant_id
        .nullable()
        .eq(appointments::participant_id)
        .and(memberships::from_on.le(today))
        .and(memberships::to_on.is_null().or(memberships::to_on.ge(today)));
    Ok(accounts::table
        .left_join(sessions::table.on(its_session))
        .left_join(appointments::table.on(its_appointments))
        .left_join(participants::table.on(participants::id.nullable().eq(appointments::participant_id)))
        .left_join(memberships::table.on(their_memberships))
        .filter(accounts::id.eq(account).and(accounts::disabled_at.is_null()))
        .select((
            accounts::language,
            accounts::second_factor_confirmed_at,
            sessions::has_second_factor.nullable(),
            appointments::participant_id.nullable(),
            appointments::role.nullable(),
            participants::kind.nullable(),
            memberships::organization_id.nullable(),
        ))
        .load(conn)
        .await?)
}

fn assemble(
    account: AccountId,
    session: Option<SessionId>,
    has_second_factor: bool,
    rows: Vec<HeldRow>,
) -> Option<Person> {
    let language = rows.as_slice().first()?.language;
    let mut appointments: Vec<Held> = vec![];
    let mut keys = vec!["public".to_owned()];
    for row in rows {
        keys.extend(row.organization.map(|organization| format!("o:{}", organization.0)));
        let Some(role) = row.role else { continue };
        let held = Held {
            participant: row.participant,
            role,
        };
        if appointments.contains(&held) {
            continue;
        }
        appointments.push(held);
        match (row.participant, row.kind) {
            (Some(participant), Some(kind)) => {
                keys.push(format!("p:{}", participant.0));
                if role == Role::FocalPoint {
                    keys.push(format!("f:{}", participant.0));
                }
                keys.push(if kind.is_state() {
                    "states".into()
                } else {
                    format!("o:{}", participant.0)
                });
            }
            _ => {
                keys.push(role.code().to_owned());
                if matches!(role, Role::Editor | Role::Reviewer) {
                    keys.push("secretariat".to_owned());
                }
            }
        }
    }
    keys.sort();
    keys.dedup();
    Some(Person {
        account,
        session,
        language,
        has_second_factor,
        is_withheld: false,
        scopes: None,
        appointments,
        keys,
    })
}
