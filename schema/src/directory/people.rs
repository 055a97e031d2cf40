//! Who a person is at this moment: roles held, and the keys that open restricted records.

use crate::actor::*;
use crate::directory::ParticipantKind;
use crate::tables::{accounts, appointments, memberships, participants};
use crate::{Connection, Error, Language, Result};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// The person behind an account, with what they hold today; nobody if the account is disabled.
///
/// Reader keys: `public`; `p:` each participant served; `f:` each participant served as focal point; `states` for those
/// who serve a State; `o:` each organization that a participant served belongs to, or is; `secretariat` for editors and
/// reviewers; and the names of secretariat roles held.
pub async fn person(conn: &mut Connection, id: AccountId, today: NaiveDate) -> Result<Person> {
    let (language, second_factor): (Language, Option<chrono::DateTime<chrono::Utc>>) = accounts::table
        .find(id)
        .filter(accounts::disabled_at.is_null())
        .select((accounts::language, accounts::second_factor_confirmed_at))
        .first(conn)
        .await?;
    let held: Vec<(Option<ParticipantId>, Role, Option<ParticipantKind>)> = appointments::table
        .left_join(participants::table)
        .filter(appointments::account_id.eq(id).and(appointments::ended_at.is_null()))
        .select((
            appointments::participant_id,
            appointments::role,
            participants::kind.nullable(),
        ))
        .load(conn)
        .await?;
    let served: Vec<ParticipantId> = held.iter().filter_map(|(participant, ..)| *participant).collect();
    let organizations: Vec<ParticipantId> = if served.is_empty() {
        vec![]
    } else {
        memberships::table
            .filter(
                memberships::participant_id
                    .eq_any(&served)
                    .and(memberships::from_on.le(today)),
            )
            .filter(memberships::to_on.is_null().or(memberships::to_on.ge(today)))
            .select(memberships::organization_id)
            .distinct()
            .load(conn)
            .await?
    };
    let mut keys = vec!["public".to_owned()];
    for (participant, role, kind) in &held {
        match (participant, kind) {
            (Some(participant), Some(kind)) => {
                keys.push(format!("p:{}", participant.0));
                if *role == Role::FocalPoint {
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
    keys.extend(organizations.iter().map(|organization| format!("o:{}", organization.0)));
    keys.sort();
    keys.dedup();
    Ok(Person {
        account: id,
        session: None,
        language,
        has_second_factor: second_factor.is_some(),
        scopes: None,
        appointments: held
            .into_iter()
            .map(|(participant, role, _)| Held { participant, role })
            .collect(),
        keys,
    })
}

/// As [`person`], as an actor.
pub async fn actor(conn: &mut Connection, id: AccountId, today: NaiveDate) -> Result<Actor, Error> {
    Ok(Actor::Person(std::sync::Arc::new(person(conn, id, today).await?)))
}
