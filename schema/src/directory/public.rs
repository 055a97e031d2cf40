//! Who takes part, as everybody may see it: States with their place on the map of tiles, organizations with their members.

use super::participants::memberships_on;
use super::{MemberFilter, Membership, Participant, ParticipantFilter, ParticipantKind};
use crate::actor::*;
use crate::tables::{memberships, participants};
use crate::{Connection, Result};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// UN regional groups, in the order in which the United Nations lists them.
pub const REGIONAL_GROUPS: [&str; 5] = ["african", "asia_pacific", "eastern_european", "grulac", "weog"];
/// Lists of States of the United Nations: least developed, landlocked developing, small island developing.
pub const LISTS: [&str; 3] = ["ldc", "lldc", "sids"];
/// In none of the regional groups.
pub const NO_GROUP: &str = "none";

/// Whether this is the code of a group or list, or of none.
pub fn is_group(code: &str) -> bool {
    code == NO_GROUP || REGIONAL_GROUPS.contains(&code) || LISTS.contains(&code)
}

/// The kinds of body that stand beside States: organizations, entities, networks, initiatives.
pub const ORGANIZATION_KINDS: [ParticipantKind; 4] = [
    ParticipantKind::RegionalOrganization,
    ParticipantKind::UnEntity,
    ParticipantKind::TechnicalNetwork,
    ParticipantKind::Initiative,
];
const STATE_KINDS: [ParticipantKind; 3] = [
    ParticipantKind::MemberState,
    ParticipantKind::ObserverState,
    ParticipantKind::NonMemberState,
];

/// A State, and where its tile lies on the schematic map.
#[derive(Clone, Debug)]
pub struct PlacedState {
    pub participant: Participant,
    /// Row, 0 in the north, and column, 0 in the west.
    pub tile: Option<(i32, i32)>,
}

/// All States with a code, in protocol order; those that are, on this day, in one of these groups, if any are named.
pub async fn states(conn: &mut Connection, on: NaiveDate, groups: &[String]) -> Result<Vec<PlacedState>> {
    let filter = ParticipantFilter {
        kinds: STATE_KINDS.to_vec(),
        groups: groups.to_vec(),
        ..ParticipantFilter::default()
    };
    let rows: Vec<(Participant, Option<i32>, Option<i32>)> = super::participants::chosen(on, &filter)
        .filter(participants::code.is_not_null())
        .order((participants::sort_key, participants::id))
        .select((
            Participant::as_select(),
            participants::tile_row,
            participants::tile_column,
        ))
        .load(conn)
        .await?;
    let placed = |(participant, row, column): (Participant, Option<i32>, Option<i32>)| PlacedState {
        participant,
        tile: row.zip(column),
    };
    Ok(rows.into_iter().map(placed).collect())
}

/// All organizations, entities, networks and initiatives with a code, in protocol order.
pub async fn organizations(conn: &mut Connection) -> Result<Vec<Participant>> {
    Ok(participants::table
        .filter(participants::kind.eq_any(ORGANIZATION_KINDS))
        .filter(participants::code.is_not_null())
        .order((participants::sort_key, participants::id))
        .select(Participant::as_select())
        .load(conn)
        .await?)
}

/// How many members these organizations have on a day; an organization without any is left out.
pub async fn member_counts(
    conn: &mut Connection,
    on: NaiveDate,
    ids: &[ParticipantId],
) -> Result<Vec<(ParticipantId, i64)>> {
    Ok(memberships::table
        .filter(memberships::organization_id.eq_any(ids))
        .filter(memberships_on(on))
        .group_by(memberships::organization_id)
        .select((
            memberships::organization_id,
            diesel::dsl::count(memberships::participant_id).aggregate_distinct(),
        ))
        .load(conn)
        .await?)
}

/// All memberships in an organization that lasted on a day, or had ended before it, with their members in protocol order.
pub async fn members_by_name(conn: &mut Connection, filter: MemberFilter) -> Result<Vec<(Membership, Participant)>> {
    Ok(super::participants::chosen_members(filter)
        .inner_join(participants::table.on(participants::id.eq(memberships::participant_id)))
        .order((participants::sort_key, participants::id, memberships::from_on))
        .select((Membership::as_select(), Participant::as_select()))
        .load(conn)
        .await?)
}
