//! Counted numbers about commitments, the same for pages and API.

use super::queries::keys;
use super::{CommitmentStatus, ProgressUpdateStatus, access};
use crate::actor::*;
use crate::directory::ParticipantKind;
use crate::tables::{
    commitment_participants, commitment_provisions, commitments, participants, progress_updates, provisions,
};
use crate::{Connection, Result};
use chrono::{Months, NaiveDate};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Integer, Nullable, Text, Uuid};
use diesel_async::RunQueryDsl;
use std::collections::{BTreeMap, HashMap, HashSet};

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
            sql::<Uuid>(ANSWERED),
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
            sql::<Uuid>(ANSWERED),
            sql::<Text>("commitments.status"),
            sql::<BigInt>("count(distinct commitments.id)"),
        ))
        .load(conn)
        .await?;
    figures.retain(|(provision, ..)| ids.contains(provision));
    Ok(figures)
}

/// What a participant has shared, of what the asker may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParticipantFigure {
    /// Commitments that it undertook, alone or as a joint one that confirmed it.
    pub commitments: i64,
    /// The newest day that a published update on one of them speaks of, whichever of those who undertook it reported.
    pub latest_update_on: Option<NaiveDate>,
}

/// A year of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFigure {
    pub year: i32,
    /// Commitments that it undertook in this year, alone or as a joint one that confirmed it.
    pub commitments: i64,
    /// Published updates on commitments that it undertook, which speak of a day in this year.
    pub updates: i64,
}

/// Everyone who undertook a commitment, one row for each.
pub(super) const UNDERTAKEN_BY: &str = "unnest(array_append(commitments.joined_ids, commitments.participant_id))";

/// Narrows a boxed question over commitments to those of these participants; leaves it where none is named.
macro_rules! undertaken {
    ($query:expr, $ids:expr) => {{
        let query = $query.into_boxed();
        if $ids.is_empty() {
            query
        } else {
            let joint = commitment_participants::table
                .filter(commitment_participants::participant_id.eq_any($ids))
                .filter(commitment_participants::confirmed_at.is_not_null())
                .select(commitment_participants::commitment_id);
            query.filter(
                commitments::participant_id
                    .eq_any($ids)
                    .or(commitments::id.eq_any(joint)),
            )
        }
    }};
}

/// Of what is counted, only this; all of it where nothing is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Commitments that answer one of these themes, and updates on them.
    pub themes: Vec<String>,
    /// Commitments undertaken in one of these years, and updates that speak of a day in one.
    pub years: Vec<i32>,
}

/// What these participants have shared, or all of them where none is named: one question, however many there are. Who has
/// shared nothing is left out.
pub async fn figures_by_participant(
    conn: &mut Connection,
    actor: &Actor,
    ids: &[ParticipantId],
    narrowing: &Narrowing,
) -> Result<HashMap<ParticipantId, ParticipantFigure>> {
    let (keys, is_platform) = keys(actor);
    let made = commitments::table
        .group_by(sql::<Integer>("1"))
        .select((
            sql::<Uuid>(UNDERTAKEN_BY),
            diesel::dsl::count_star(),
            sql::<Nullable<Date>>("null::date"),
        ))
        .filter(access::visible_to(keys, is_platform));
    let told = progress_updates::table
        .inner_join(commitments::table.on(commitments::id.eq(progress_updates::commitment_id)))
        .group_by(sql::<Integer>("1"))
        .select((
            sql::<Uuid>(UNDERTAKEN_BY),
            sql::<BigInt>("0::bigint"),
            sql::<Nullable<Date>>("max(progress_updates.reported_on)"),
        ))
        .filter(access::visible_updates_to(keys, is_platform))
        .filter(progress_updates::status.eq(ProgressUpdateStatus::Published));
    let (mut made, mut told) = (undertaken!(made, ids), undertaken!(told, ids));
    if !narrowing.themes.is_empty() {
        let on_them = || {
            commitment_provisions::table
                .filter(commitment_provisions::theme.eq_any(&narrowing.themes))
                .select(commitment_provisions::commitment_id)
        };
        made = made.filter(commitments::id.eq_any(on_them()));
        told = told.filter(progress_updates::commitment_id.eq_any(on_them()));
    }
    if !narrowing.years.is_empty() {
        let is_in = |day: &str| sql::<Bool>(&format!("extract(year from {day})::integer = any ("));
        let years = || narrowing.years.clone();
        made = made.filter(is_in("commitments.made_on").bind::<Array<Integer>, _>(years()).sql(")"));
        told = told.filter(
            is_in("progress_updates.reported_on")
                .bind::<Array<Integer>, _>(years())
                .sql(")"),
        );
    }
    let rows: Vec<(ParticipantId, i64, Option<NaiveDate>)> = made.union_all(told).load(conn).await?;
    let mut figures: HashMap<ParticipantId, ParticipantFigure> = HashMap::new();
    for (id, count, newest) in rows {
        let figure = figures.entry(id).or_default();
        figure.commitments += count;
        figure.latest_update_on = figure.latest_update_on.max(newest);
    }
    Ok(only(figures, ids))
}

/// The same year by year, oldest first, in one question: years in which nothing was undertaken or reported are left out,
/// and commitments of which no day is known.
pub async fn figures_by_year(
    conn: &mut Connection,
    actor: &Actor,
    ids: &[ParticipantId],
) -> Result<HashMap<ParticipantId, Vec<YearFigure>>> {
    let (keys, is_platform) = keys(actor);
    let made = commitments::table
        .group_by(sql::<Integer>("1, 2"))
        .select((
            sql::<Uuid>(UNDERTAKEN_BY),
            sql::<Integer>("extract(year from commitments.made_on)::integer"),
            diesel::dsl::count_star(),
            sql::<BigInt>("0::bigint"),
        ))
        .filter(access::visible_to(keys, is_platform))
        .filter(commitments::made_on.is_not_null());
    let told = progress_updates::table
        .inner_join(commitments::table.on(commitments::id.eq(progress_updates::commitment_id)))
        .group_by(sql::<Integer>("1, 2"))
        .select((
            sql::<Uuid>(UNDERTAKEN_BY),
            sql::<Integer>("extract(year from progress_updates.reported_on)::integer"),
            sql::<BigInt>("0::bigint"),
            diesel::dsl::count_star(),
        ))
        .filter(access::visible_updates_to(keys, is_platform))
        .filter(progress_updates::status.eq(ProgressUpdateStatus::Published));
    let rows: Vec<(ParticipantId, i32, i64, i64)> = undertaken!(made, ids)
        .union_all(undertaken!(told, ids))
        .load(conn)
        .await?;
    let mut counted: HashMap<ParticipantId, BTreeMap<i32, (i64, i64)>> = HashMap::new();
    for (id, year, commitments, updates) in rows {
        let counts = counted.entry(id).or_default().entry(year).or_default();
        counts.0 += commitments;
        counts.1 += updates;
    }
    let years = |years: BTreeMap<i32, (i64, i64)>| -> Vec<YearFigure> {
        let figure = |(year, (commitments, updates))| YearFigure {
            year,
            commitments,
            updates,
        };
        years.into_iter().map(figure).collect()
    };
    let figures = counted.into_iter().map(|(id, of)| (id, years(of))).collect();
    Ok(only(figures, ids))
}

/// Without others that undertook something jointly with them.
fn only<T>(mut figures: HashMap<ParticipantId, T>, ids: &[ParticipantId]) -> HashMap<ParticipantId, T> {
    if !ids.is_empty() {
        let wanted: HashSet<_> = ids.iter().collect();
        figures.retain(|id, _| wanted.contains(id));
    }
    figures
}

/// What had been published by the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthFigure {
    /// The first day of the month.
    pub month: NaiveDate,
    pub commitments: i64,
    pub updates: i64,
}

/// Commitments and updates that the asker may read and that had been published by the end of each month, from the first
/// month in which one was. By the day of publication in universal time; months in which nothing was published are there.
pub async fn figures_by_month(conn: &mut Connection, actor: &Actor, today: NaiveDate) -> Result<Vec<MonthFigure>> {
    let (keys, is_platform) = keys(actor);
    let shown = commitments::table
        .group_by(sql::<Integer>("1"))
        .select((
            sql::<Date>("date_trunc('month', coalesce(commitments.public_since, commitments.published_at) at time zone 'UTC')::date"),
            diesel::dsl::count_star(),
            sql::<BigInt>("0::bigint"),
        ))
        .filter(access::visible_to(keys, is_platform))
        .filter(commitments::published_at.is_not_null());
    let told = progress_updates::table
        .group_by(sql::<Integer>("1"))
        .select((
            sql::<Date>("date_trunc('month', coalesce(progress_updates.public_since, progress_updates.published_at) at time zone 'UTC')::date"),
            sql::<BigInt>("0::bigint"),
            diesel::dsl::count_star(),
        ))
        .filter(access::visible_updates_to(keys, is_platform))
        .filter(progress_updates::status.eq(ProgressUpdateStatus::Published))
        .filter(progress_updates::published_at.is_not_null());
    let rows: Vec<(NaiveDate, i64, i64)> = shown.union_all(told).load(conn).await?;
    let mut counted: BTreeMap<NaiveDate, (i64, i64)> = BTreeMap::new();
    for (month, commitments, updates) in rows {
        let counts = counted.entry(month).or_default();
        counts.0 += commitments;
        counts.1 += updates;
    }
    let Some((mut month, _)) = counted.first_key_value().map(|(month, counts)| (*month, *counts)) else {
        return Ok(vec![]);
    };
    let (mut figures, mut sum) = (vec![], (0, 0));
    while month <= today {
        let (commitments, updates) = counted.get(&month).copied().unwrap_or_default();
        sum = (sum.0 + commitments, sum.1 + updates);
        figures.push(MonthFigure {
            month,
            commitments: sum.0,
            updates: sum.1,
        });
        let Some(next) = month.checked_add_months(Months::new(1)) else {
            break;
        };
        month = next;
    }
    Ok(figures)
}
