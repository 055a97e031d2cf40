//! Appointments: a person holds a role, for a participant or in the secretariat. What somebody may do follows from the
//! appointments held at that moment, so granting and ending them takes effect at the next request.
//!
//! An administrator appoints anybody but themselves; a focal point appoints the drafters and approvers of the own
//! participant. No participant loses its last focal point, nor the register its last administrator.

use super::{ParticipantKind, second_factor};
use crate::ids::{AccountId, AppointmentId, ParticipantId};
use crate::tables::{accounts, appointments, participants};
use crate::{Actor, Connection, Error, Problem, ProblemCode, Result, Role};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A role held, or once held.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = appointments, check_for_backend(diesel::pg::Pg))]
pub struct Appointment {
    pub id: AppointmentId,
    pub account_id: AccountId,
    pub participant_id: Option<ParticipantId>,
    pub role: Role,
    pub from_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub appointed_by: Option<AccountId>,
}

impl Appointment {
    /// Whether it is exercised only with a second factor.
    pub fn needs_second_factor(&self) -> bool {
        second_factor::is_needed_for(self.role)
    }
}

/// Who may appoint and dismiss, for a participant or (`None`) in the secretariat.
pub(super) fn allow(actor: &Actor, participant: Option<ParticipantId>, role: Role) -> Result<()> {
    let by_focal_point = participant.is_some_and(|participant| {
        matches!(role, Role::Drafter | Role::Approver) && actor.serves(participant, &[Role::FocalPoint])
    });
    if actor.is_platform() || actor.is_secretariat(&[Role::Administrator]) || by_focal_point {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Whoever manages accounts does not thereby come to read what States share among themselves.
pub(super) fn not_oneself(actor: &Actor, account: Option<AccountId>) -> Result<()> {
    match actor.person() {
        Some(person) if Some(person.account) == account => Err(Error::Forbidden),
        _ => Ok(()),
    }
}

/// Whether such a participant, or the secretariat, has such a role.
pub(super) fn fits(kind: Option<ParticipantKind>, role: Role) -> bool {
    use ParticipantKind::*;
    match (role, kind) {
        (Role::Editor | Role::Reviewer | Role::Administrator | Role::Auditor, kind) => kind.is_none(),
        (Role::Drafter | Role::Approver | Role::FocalPoint, kind) => kind.is_some(),
        (Role::Stakeholder, kind) => kind.is_some_and(|kind| !kind.is_state()),
        (Role::RegionalEditor, kind) => {
            matches!(
                kind,
                Some(RegionalOrganization | UnEntity | TechnicalNetwork | Initiative)
            )
        }
    }
}

/// Gives a person a role.
pub async fn appoint(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    account: AccountId,
    participant: Option<ParticipantId>,
    role: Role,
) -> Result<AppointmentId> {
    allow(actor, participant, role)?;
    not_oneself(actor, Some(account))?;
    let disabled_at: Option<DateTime<Utc>> = accounts::table
        .find(account)
        .select(accounts::disabled_at)
        .first(conn)
        .await?;
    if disabled_at.is_some() {
        return Err(Error::problem("accountId", ProblemCode::WrongState));
    }
    insert(conn, actor, now, account, participant, role).await
}

pub(super) async fn insert(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    account: AccountId,
    participant: Option<ParticipantId>,
    role: Role,
) -> Result<AppointmentId> {
    let kind: Option<ParticipantKind> = match participant {
        Some(id) => Some(
            participants::table
                .find(id)
                .select(participants::kind)
                .first(conn)
                .await?,
        ),
        None => None,
    };
    if !fits(kind, role) {
        return Err(Problem::new("role", ProblemCode::RoleDoesNotFit)
            .with("role", role)
            .into());
    }
    let id = AppointmentId::new();
    diesel::insert_into(appointments::table)
        .values((
            appointments::id.eq(id),
            appointments::account_id.eq(account),
            appointments::participant_id.eq(participant),
            appointments::role.eq(role),
            appointments::from_at.eq(now),
            appointments::appointed_by.eq(actor.person().map(|person| person.account)),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Ends an appointment.
pub async fn end_appointment(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: AppointmentId,
) -> Result<AppointmentId> {
    let found = appointment(conn, id).await?;
    allow(actor, found.participant_id, found.role)?;
    if found.ended_at.is_some() {
        return Err(Error::problem("appointmentId", ProblemCode::WrongState));
    }
    match found.role {
        Role::FocalPoint | Role::Administrator => {
            keep_one_besides(
                conn,
                "appointmentId",
                found.account_id,
                found.participant_id,
                found.role,
            )
            .await?;
        }
        _ => {}
    }
    diesel::update(appointments::table.find(id))
        .filter(appointments::ended_at.is_null())
        .set(appointments::ended_at.eq(now))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Refuses to leave a participant without a focal point, or the register without an administrator.
///
/// `field` is what the asker named. Whoever is counted is locked first, so that two who dismiss each other at once do not both succeed.
pub(super) async fn keep_one_besides(
    conn: &mut Connection,
    field: &str,
    account: AccountId,
    participant: Option<ParticipantId>,
    role: Role,
) -> Result<()> {
    let held = appointments::table
        .filter(appointments::role.eq(role).and(appointments::ended_at.is_null()))
        .filter(appointments::participant_id.is_not_distinct_from(participant));
    held.order(appointments::id)
        .select(appointments::id)
        .for_update()
        .load::<AppointmentId>(conn)
        .await?;
    // Afresh: what was ended while we waited for the lock is gone.
    let others: Vec<Option<DateTime<Utc>>> = held
        .inner_join(accounts::table.on(accounts::id.eq(appointments::account_id)))
        .filter(accounts::id.ne(account).and(accounts::disabled_at.is_null()))
        .select(accounts::joined_at)
        .load(conn)
        .await?;
    match role {
        Role::Administrator if !others.iter().any(Option::is_some) => {
            Err(Error::problem(field, ProblemCode::LastAdministrator))
        }
        Role::FocalPoint if others.is_empty() => Err(Error::problem(field, ProblemCode::LastFocalPoint)),
        _ => Ok(()),
    }
}

/// An appointment that the asker may see.
pub async fn appointment(conn: &mut Connection, id: AppointmentId) -> Result<Appointment> {
    Ok(appointments::table
        .find(id)
        .select(Appointment::as_select())
        .first(conn)
        .await?)
}

/// Appointments now held by these people, as far as the asker may see them.
pub async fn appointments_of(conn: &mut Connection, accounts: &[AccountId]) -> Result<Vec<Appointment>> {
    Ok(appointments::table
        .filter(appointments::account_id.eq_any(accounts))
        .filter(appointments::ended_at.is_null())
        .order(appointments::id)
        .select(Appointment::as_select())
        .load(conn)
        .await?)
}

/// Appointments now held for a participant, as far as the asker may see them.
pub async fn delegation(conn: &mut Connection, participant: ParticipantId) -> Result<Vec<Appointment>> {
    Ok(appointments::table
        .filter(appointments::participant_id.eq(participant))
        .filter(appointments::ended_at.is_null())
        .order(appointments::id)
        .select(Appointment::as_select())
        .load(conn)
        .await?)
}
