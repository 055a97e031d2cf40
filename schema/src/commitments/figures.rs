//! Counted numbers about commitments, the same for pages and API.

use super::queries::keys;
use super::{CommitmentStatus, access};
use crate::tables::{commitment_provisions, commitments};
use crate::{Actor, Connection, Result};
use diesel::prelude::*;
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
