//! What participants were called, which groups of States they belonged to, and when a membership was suspended: with days,
//! so that a record of that time reads as it was.

use crate::actor::*;
use crate::tables::{membership_suspensions, participant_groups, participant_names};
use crate::{Connection, Result, Texts};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A name with the days on which it was in use.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = participant_names, check_for_backend(diesel::pg::Pg))]
pub struct ParticipantName {
    pub participant_id: ParticipantId,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub name: Texts,
    pub note: String,
}

/// A State belongs to a UN regional group, or stands on the list of LDC, LLDC or SIDS.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = participant_groups, check_for_backend(diesel::pg::Pg))]
pub struct ParticipantGroup {
    pub participant_id: ParticipantId,
    pub group_code: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub note: String,
}

/// A membership was suspended; a suspended member is still a member.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = membership_suspensions, check_for_backend(diesel::pg::Pg))]
pub struct Suspension {
    pub membership_id: MembershipId,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub is_day_known: bool,
    pub note: String,
}

/// Names of these participants, oldest first.
pub async fn names_of(conn: &mut Connection, ids: &[ParticipantId]) -> Result<Vec<ParticipantName>> {
    Ok(participant_names::table
        .filter(participant_names::participant_id.eq_any(ids))
        .order((participant_names::participant_id, participant_names::from_on))
        .select(ParticipantName::as_select())
        .load(conn)
        .await?)
}

/// Groups of these participants, oldest first.
pub async fn groups_of(conn: &mut Connection, ids: &[ParticipantId]) -> Result<Vec<ParticipantGroup>> {
    Ok(participant_groups::table
        .filter(participant_groups::participant_id.eq_any(ids))
        .order((participant_groups::from_on, participant_groups::group_code))
        .select(ParticipantGroup::as_select())
        .load(conn)
        .await?)
}

/// Suspensions of these memberships, oldest first.
pub async fn suspensions_of(conn: &mut Connection, ids: &[MembershipId]) -> Result<Vec<Suspension>> {
    Ok(membership_suspensions::table
        .filter(membership_suspensions::membership_id.eq_any(ids))
        .order((membership_suspensions::membership_id, membership_suspensions::from_on))
        .select(Suspension::as_select())
        .load(conn)
        .await?)
}
