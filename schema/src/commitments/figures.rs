//! Counted numbers about commitments, the same for pages and API.

use super::queries::keys;
use super::{CommitmentStatus, access};
use crate::actor::*;
use crate::directory::ParticipantKind;
use crate::tables::{commitment_provisions, commitments, participants, provisions};
use crate::{Connection, Result};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

diesel::allow_columns_to_appear_in_same_group_by_clause!(commitment_provisions::theme, commitments::status);

/// How many commitments of a theme stand in a state, of those the asker may read.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ThemeFigure {
    pub theme: String,
    pub status: CommitmentStatus,
    pub count: i64,
}

/// Commitments by theme and status. One that answers provisions of several themes counts once in each.
pub async fn figures_by_theme(conn: &mut Connection, actor: &Actor) -> Result<Vec<ThemeFigure>> {
    let (keys, is_platform) = keys(actor);
    Ok(commitment_provisions::table
        .inner_join(commitments::table)
        .filter(access::visible_to(keys, is_platform))
        .group_by((commitment_provisions::theme, commitments::status))
        .select((
            commitment_provisions::theme,
            commitments::status,
            diesel::dsl::count(commitments::id).aggregate_distinct(),
        ))
        .order((commitment_provisions::theme, commitments::status))
        .load(conn)
        .await?)
}

/// Commitments by status.
pub async fn figures_by_status(conn: &mut Connection, actor: &Actor) -> Result<Vec<(CommitmentStatus, i64)>> {
    let (keys, is_platform) = keys(actor);
    Ok(commitments::table
        .filter(access::visible_to(keys, is_platform))
        .group_by(commitments::status)
        .select((commitments::status, diesel::dsl::count_star()))
        .order(commitments::status)
        .load(conn)
        .await?)
}

/// How many commitments answer a provision, itself or by one of its clauses, of those the asker may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct ProvisionFigure {
    pub provision: ProvisionId,
    pub commitments: i64,
    /// States that undertook them, alone or jointly; what a State has not confirmed it has not undertaken.
    pub states: i64,
}

/// A commitment on a clause counts for the paragraph above it too, as in a list narrowed to that paragraph.
const ANSWERED: &str = "unnest(array_remove(array[provisions.id, provisions.parent_id], null))";

/// Commitments and States by provision; those that nothing answers are left out.
pub async fn figures_by_provision(conn: &mut Connection, actor: &Actor) -> Result<Vec<ProvisionFigure>> {
    let (keys, is_platform) = keys(actor);
    let kinds: Vec<String> = ParticipantKind::ALL
        .iter()
        .filter(|kind| kind.is_state())
        .map(|kind| format!("'{kind}'"))
        .collect();
    let states = format!(
        "count(distinct participants.id) filter (where participants.kind in ({})
           and commitments.status not in ('unconfirmed', 'declined'))",
        kinds.join(", ")
    );
    Ok(commitment_provisions::table
        .inner_join(commitments::table)
        .inner_join(provisions::table)
        .inner_join(participants::table.on(sql::<Bool>(
            "participants.id = any (array_append(commitments.joined_ids, commitments.participant_id))",
        )))
        .filter(access::visible_to(keys, is_platform))
        .group_by(sql::<Text>("1"))
        .select((
            sql::<SqlUuid>(ANSWERED),
            sql::<BigInt>("count(distinct commitments.id)"),
            sql::<BigInt>(&states),
        ))
        .load(conn)
        .await?)
}

/// How many commitments on each of these provisions, or on a clause of it, stand in which state.
pub async fn statuses_by_provision(
    conn: &mut Connection,
    actor: &Actor,
    ids: &[ProvisionId],
) -> Result<Vec<(ProvisionId, CommitmentStatus, i64)>> {
    let (keys, is_platform) = keys(actor);
    let mut figures: Vec<(ProvisionId, CommitmentStatus, i64)> = commitment_provisions::table
        .inner_join(commitments::table)
        .inner_join(provisions::table)
        .filter(provisions::id.eq_any(ids).or(provisions::parent_id.eq_any(ids)))
        .filter(access::visible_to(keys, is_platform))
        .group_by(sql::<Text>("1, 2"))
        .select((
            sql::<SqlUuid>(ANSWERED),
            sql::<Text>("commitments.status"),
            sql::<BigInt>("count(distinct commitments.id)"),
        ))
        .load(conn)
        .await?;
    figures.retain(|(provision, ..)| ids.contains(provision));
    Ok(figures)
}
