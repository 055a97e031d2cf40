//! Questions about commitments. Each is asked as somebody; what they may not read does not exist.

use super::{
    Act, Commitment, CommitmentStatus, Cycle, Milestone, MilestoneStatus, ProgressUpdate, ReportingLight, ThemeFigure,
    access::allow, access::visible_to, access::visible_updates_to, light,
};
use crate::actor::*;
use crate::directory::{NO_GROUP, Participant, ParticipantKind, REGIONAL_GROUPS, groups_on};
use crate::fixed::{Fixed, fixed, kept};
use crate::page::{Page, Rows, cursor};
use crate::tables::{
    commitment_participants, commitment_provisions, commitments, memberships, milestones, participant_groups,
    participants, progress_updates, provisions, reporting_cycles,
};
use crate::{Connection, Language, Result, jsonb, values};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Nullable, Text};
use diesel::{deserialize::FromSqlRow, expression::AsExpression};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

values! {
    /// In which order a list of commitments stands.
    pub enum CommitmentOrder {
        /// Most recently recorded first.
        Newest = "newest",
        /// Soonest due first; those without a day last.
        DueFirst = "due_first",
        /// Most recently changed first.
        RecentlyChanged = "recently_changed",
    }
}

/// Which commitments; every condition narrows, values within one widen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Jsonb)]
#[serde(default)]
pub struct CommitmentFilter {
    /// Participants that undertook it, alone or jointly; those only named as joint ones have not said so.
    pub participants: Vec<ParticipantId>,
    /// Organizations: their own, and those of their present members.
    pub organizations: Vec<ParticipantId>,
    /// Groups and lists of States, by code, and `none` for those in no regional group: what present members undertook.
    pub groups: Vec<String>,
    pub themes: Vec<String>,
    pub provisions: Vec<ProvisionId>,
    pub statuses: Vec<CommitmentStatus>,
    pub lights: Vec<ReportingLight>,
    /// Years in which it was undertaken.
    pub years: Vec<i32>,
    /// Languages in which it was written.
    pub languages: Vec<Language>,
    /// Words in title, summary, reference or an update, or a reference of what it answers.
    pub text: Option<String>,
}

// A search that somebody follows is kept.
jsonb!(CommitmentFilter);

impl CommitmentFilter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A commitment with what a list shows beside it.
#[derive(Clone, Debug)]
pub struct Record {
    pub commitment: Arc<Commitment>,
    pub participant: Arc<Participant>,
    pub cycle: Cycle,
    /// Since when an update could be expected: day of the newest update the asker may read, else of publication.
    pub since: Option<NaiveDate>,
    /// The newest published update the asker may read.
    pub latest: Option<Arc<ProgressUpdate>>,
}

impl Record {
    pub fn light(&self, today: NaiveDate) -> Option<ReportingLight> {
        light(self.commitment.status, self.since, self.cycle, today)
    }

    pub fn cursor(&self, order: CommitmentOrder) -> String {
        let (id, name) = (self.commitment.id.0, order.code());
        match order {
            CommitmentOrder::Newest => cursor(name, &id),
            CommitmentOrder::DueFirst => cursor(name, &(self.commitment.due_key, id)),
            CommitmentOrder::RecentlyChanged => cursor(name, &(self.commitment.changed_at, id)),
        }
    }
}

const PLATFORM_KEYS: &[String] = &[];

/// The keys an asker holds, and whether it is the platform itself, which passes everywhere.
pub(super) fn keys(actor: &Actor) -> (&[String], bool) {
    match actor {
        Actor::Person(person) => (&person.keys, false),
        Actor::Platform(_) => (PLATFORM_KEYS, true),
        Actor::Visitor => (PLATFORM_KEYS, false),
    }
}

/// Since when an update can be expected: the newest readable update, else publication.
const SINCE: &str = "coalesce(case when commitments.restricted_update_count = 0 then commitments.public_reported_on else
    (select max(u.reported_on) from progress_updates u where u.commitment_id = commitments.id and u.status = 'published'
       and (u.is_public or (u.readers && (select asker_keys())::text[] and u.parent_readers && (select asker_keys())::text[])))
    end, (commitments.published_at at time zone 'UTC')::date)";

fn since() -> Fixed<Nullable<Date>> {
    fixed(SINCE)
}

type Row = (
    Commitment,
    Participant,
    Cycle,
    Option<NaiveDate>,
    Option<ProgressUpdate>,
);

impl From<Row> for Record {
    fn from((commitment, participant, cycle, since, latest): Row) -> Self {
        Self {
            commitment: Arc::new(commitment),
            participant: Arc::new(participant),
            cycle,
            since,
            latest: latest.map(Arc::new),
        }
    }
}

/// What every question about commitments reads: the record, its participant, its cycle and its newest public update.
macro_rules! records {
    ($actor:expr) => {{
        let (keys, is_platform) = keys($actor);
        commitments::table
            .inner_join(participants::table.on(participants::id.eq(commitments::participant_id)))
            .inner_join(reporting_cycles::table)
            .left_join(
                progress_updates::table.on(progress_updates::id.nullable().eq(commitments::latest_public_update_id)),
            )
            .filter(visible_to(keys, is_platform))
            .select(kept!((
                Commitment::as_select(),
                Participant::as_select(),
                Cycle::as_select(),
                since(),
                Option::<ProgressUpdate>::as_select(),
            )))
    }};
}

/// The commitment, if the asker may read it.
pub async fn commitment(conn: &mut Connection, actor: &Actor, id: CommitmentId) -> Result<Record> {
    let row: Row = records!(actor).filter(commitments::id.eq(id)).first(conn).await?;
    Ok(with_restricted_updates(conn, actor, vec![row.into()]).await?.remove(0))
}

/// Since when a commitment that the asker may read has the status it has.
pub async fn status_since(conn: &mut Connection, actor: &Actor, id: CommitmentId) -> Result<Option<DateTime<Utc>>> {
    let (keys, is_platform) = keys(actor);
    Ok(commitments::table
        .filter(commitments::id.eq(id))
        .filter(visible_to(keys, is_platform))
        .select(commitments::status_since)
        .first(conn)
        .await?)
}

/// The commitment with this reference (`CMT-2026-0042`, in any case), if the asker may read it.
pub async fn commitment_by_reference(conn: &mut Connection, actor: &Actor, reference: &str) -> Result<Record> {
    let row: Row = records!(actor)
        .filter(commitments::reference.eq(reference.trim().to_uppercase()))
        .first(conn)
        .await?;
    Ok(with_restricted_updates(conn, actor, vec![row.into()]).await?.remove(0))
}

/// Those of a batch that the asker may read, in no order.
pub async fn commitments_by_ids(conn: &mut Connection, actor: &Actor, ids: &[CommitmentId]) -> Result<Vec<Record>> {
    let rows: Vec<Row> = records!(actor).filter(commitments::id.eq_any(ids)).load(conn).await?;
    with_restricted_updates(conn, actor, rows.into_iter().map(Record::from).collect()).await
}

/// Commitments that others reported and their participants have confirmed or declined, those that changed last first.
pub async fn answered_reports(conn: &mut Connection, actor: &Actor, limit: i64) -> Result<Vec<Record>> {
    let answered = commitments::confirmed_at
        .is_not_null()
        .or(commitments::status.eq(CommitmentStatus::Declined));
    let rows: Vec<Row> = records!(actor)
        .filter(commitments::recorded_by_id.is_not_null().and(answered))
        .order((commitments::changed_at.desc(), commitments::id.desc()))
        .limit(limit)
        .load(conn)
        .await?;
    with_restricted_updates(conn, actor, rows.into_iter().map(Record::from).collect()).await
}

/// Applies a filter to any question over commitments; `today` decides lights and memberships.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $today:expr, $actor:expr) => {{
        let (mut query, filter, today): (_, &CommitmentFilter, NaiveDate) = ($query, $filter, $today);
        if !filter.participants.is_empty() {
            let joint = commitment_participants::table
                .filter(commitment_participants::participant_id.eq_any(&filter.participants))
                .filter(commitment_participants::confirmed_at.is_not_null())
                .select(commitment_participants::commitment_id);
            query = query.filter(commitments::participant_id.eq_any(&filter.participants).or(commitments::id.eq_any(joint)));
        }
        if !filter.organizations.is_empty() {
            let members = memberships::table
                .filter(memberships::organization_id.eq_any(&filter.organizations).and(memberships::from_on.le(today)))
                .filter(memberships::to_on.is_null().or(memberships::to_on.ge(today)))
                .select(memberships::participant_id);
            query = query.filter(commitments::participant_id.eq_any(&filter.organizations).or(commitments::participant_id.eq_any(members)));
        }
        if !filter.groups.is_empty() {
            let members = || {
                participant_groups::table
                    .filter(participant_groups::group_code.eq_any(&filter.groups))
                    .filter(groups_on(today))
                    .select(participant_groups::participant_id)
            };
            let joint = commitment_participants::table
                .filter(commitment_participants::participant_id.eq_any(members()))
                .filter(commitment_participants::confirmed_at.is_not_null())
                .select(commitment_participants::commitment_id);
            let is_of = commitments::participant_id.eq_any(members()).or(commitments::id.eq_any(joint));
            query = if filter.groups.iter().any(|group| group == NO_GROUP) {
                let kinds: Vec<ParticipantKind> = ParticipantKind::ALL.iter().copied().filter(|kind| kind.is_state()).collect();
                query.filter(
                    is_of.or(diesel::dsl::sql::<Bool>(
                        "commitments.participant_id in (select p.id from participants as p where p.kind = any (",
                    )
                    .bind::<Array<Text>, _>(kinds)
                    .sql(") and not exists (select from participant_groups as g where g.participant_id = p.id and g.group_code = any (")
                    .bind::<Array<Text>, _>(REGIONAL_GROUPS.to_vec())
                    .sql(") and g.from_on <= ")
                    .bind::<Date, _>(today)
                    .sql(" and coalesce(g.to_on, 'infinity') >= ")
                    .bind::<Date, _>(today)
                    .sql("))")),
                )
            } else {
                query.filter(is_of)
            };
        }
        if !filter.themes.is_empty() {
            let answering = commitment_provisions::table
                .filter(commitment_provisions::theme.eq_any(&filter.themes))
                .select(commitment_provisions::commitment_id);
            query = query.filter(commitments::id.eq_any(answering));
        }
        if !filter.provisions.is_empty() {
            let clauses = provisions::table.filter(provisions::parent_id.eq_any(&filter.provisions)).select(provisions::id);
            let answering = commitment_provisions::table
                .filter(commitment_provisions::provision_id.eq_any(&filter.provisions).or(commitment_provisions::provision_id.eq_any(clauses)))
                .select(commitment_provisions::commitment_id);
            query = query.filter(commitments::id.eq_any(answering));
        }
        if !filter.statuses.is_empty() {
            query = query.filter(commitments::status.eq_any(&filter.statuses));
        }
        if !filter.lights.is_empty() {
            // The rule of `light`, in SQL; a test holds the two equal.
            let codes: Vec<String> = filter.lights.iter().map(|light| light.code().to_owned()).collect();
            let since = format!("({SINCE})");
            query = query.filter(
                diesel::dsl::sql::<Bool>(&format!(
                    "(commitments.status in ('published', 'in_progress') and case
                     when {since} + make_interval(months => reporting_cycles.inactive_after_months) <= "
                ))
                .bind::<Date, _>(today)
                .sql(&format!(
                    " then 'inactive' when {since} + make_interval(months => reporting_cycles.no_update_after_months) <= "
                ))
                .bind::<Date, _>(today)
                .sql(&format!(
                    " then 'no_update_received' when {since} + make_interval(months => reporting_cycles.invited_after_months) <= "
                ))
                .bind::<Date, _>(today)
                .sql(" then 'update_invited' else 'current' end = any (")
                .bind::<Array<Text>, _>(codes)
                .sql("))"),
            );
        }
        if !filter.years.is_empty() {
            let years: Vec<(NaiveDate, NaiveDate)> = filter.years.iter().filter_map(|year| year_span(*year)).collect();
            let (from, to): (Vec<_>, Vec<_>) = years.into_iter().unzip();
            query = query.filter(
                diesel::dsl::sql::<Bool>("exists (select from unnest(").bind::<Array<Date>, _>(from).sql(", ").bind::<Array<Date>, _>(to)
                    .sql(") as span (from_on, to_on) where coalesce(commitments.made_on, '0001-01-01') between span.from_on and span.to_on)"),
            );
        }
        if !filter.languages.is_empty() {
            query = query.filter(commitments::original_language.eq_any(&filter.languages));
        }
        if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            // Public records and updates by an index of their own words; restricted ones, which are few, one by one. A visitor is
            // asked for the first only, which leaves the plan free.
            let found = diesel::dsl::sql::<Bool>("(commitments.id in (select e.commitment_id from search_found(")
                .bind::<Text, _>(text.to_owned());
            query = if matches!($actor, Actor::Visitor) {
                query.filter(found.sql(") as e (commitment_id)))"))
            } else {
                query.filter(
                    found
                        .sql(") as e (commitment_id)) or commitments.id in (select r.commitment_id from search_restricted(")
                        .bind::<Text, _>(text.to_owned())
                        .sql(") as r (commitment_id)))"),
                )
            };
        }
        query
    }};
}

fn year_span(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_ymd_opt(year, 1, 1)?,
        NaiveDate::from_ymd_opt(year, 12, 31)?,
    ))
    .filter(|(from, _)| (1..=9999).contains(&from.year()))
}

/// Commitments the asker may read, in an order, a page at a time.
pub async fn commitments(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    filter: &CommitmentFilter,
    order: CommitmentOrder,
    page: &Page,
) -> Result<Rows<Record>> {
    let mut query = narrowed!(records!(actor).into_boxed(), filter, today, actor);
    let (name, backward) = (order.code(), page.is_backward);
    // Each order in both directions; the first condition lets the index start in place.
    query = match order {
        CommitmentOrder::Newest => {
            if let Some(id) = page.key::<Uuid>(name)?.map(CommitmentId) {
                query = if backward {
                    query.filter(commitments::id.gt(id))
                } else {
                    query.filter(commitments::id.lt(id))
                };
            }
            if backward {
                query.order(commitments::id.asc())
            } else {
                query.order(commitments::id.desc())
            }
        }
        CommitmentOrder::DueFirst => {
            if let Some((day, id)) = page.key::<(NaiveDate, Uuid)>(name)? {
                let (day_of, id_of, id) = (commitments::due_key, commitments::id, CommitmentId(id));
                query = if backward {
                    query.filter(day_of.le(day)).filter(day_of.lt(day).or(id_of.lt(id)))
                } else {
                    query.filter(day_of.ge(day)).filter(day_of.gt(day).or(id_of.gt(id)))
                };
            }
            if backward {
                query.order((commitments::due_key.desc(), commitments::id.desc()))
            } else {
                query.order((commitments::due_key.asc(), commitments::id.asc()))
            }
        }
        CommitmentOrder::RecentlyChanged => {
            if let Some((at, id)) = page.key::<(DateTime<Utc>, Uuid)>(name)? {
                let (at_of, id_of, id) = (commitments::changed_at, commitments::id, CommitmentId(id));
                query = if backward {
                    query.filter(at_of.ge(at)).filter(at_of.gt(at).or(id_of.gt(id)))
                } else {
                    query.filter(at_of.le(at)).filter(at_of.lt(at).or(id_of.lt(id)))
                };
            }
            if backward {
                query.order((commitments::changed_at.asc(), commitments::id.asc()))
            } else {
                query.order((commitments::changed_at.desc(), commitments::id.desc()))
            }
        }
    };
    let rows: Vec<Row> = page.limited(query).kept_if(filter.is_empty()).load(conn).await?;
    let rows = page.rows(rows.into_iter().map(Record::from).collect());
    Ok(Rows {
        rows: with_restricted_updates(conn, actor, rows.rows).await?,
        ..rows
    })
}

/// Those of a batch that the asker may read and a filter lets through, in no order.
pub async fn commitments_among(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    filter: &CommitmentFilter,
    ids: &[CommitmentId],
) -> Result<Vec<Record>> {
    let these = records!(actor).filter(commitments::id.eq_any(ids));
    let rows: Vec<Row> = narrowed!(these.into_boxed(), filter, today, actor).load(conn).await?;
    with_restricted_updates(conn, actor, rows.into_iter().map(Record::from).collect()).await
}

/// How many commitments the asker may read.
pub async fn commitment_count(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    filter: &CommitmentFilter,
) -> Result<i64> {
    let (keys, is_platform) = keys(actor);
    let all = commitments::table
        .inner_join(reporting_cycles::table)
        .filter(visible_to(keys, is_platform))
        .select(diesel::dsl::count_star());
    Ok(narrowed!(all.into_boxed(), filter, today, actor).first(conn).await?)
}

/// How many there are among those that a filter lets through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub commitments: i64,
    /// That undertook them, alone or jointly.
    pub participants: i64,
    pub completed: i64,
}

/// Counted numbers of the commitments that the asker may read.
pub async fn tally(conn: &mut Connection, actor: &Actor, today: NaiveDate, filter: &CommitmentFilter) -> Result<Tally> {
    let (keys, is_platform) = keys(actor);
    let all = commitments::table
        .inner_join(reporting_cycles::table)
        .filter(visible_to(keys, is_platform))
        .select((
            diesel::dsl::count_star(),
            diesel::dsl::sql::<diesel::sql_types::BigInt>("count(*) filter (where commitments.status = 'completed')"),
        ));
    let (commitments, completed) = narrowed!(all.into_boxed(), filter, today, actor).first(conn).await?;
    // As many as there are participants at most.
    let by = commitments::table
        .inner_join(reporting_cycles::table)
        .filter(visible_to(keys, is_platform))
        .select(diesel::dsl::sql::<diesel::sql_types::Uuid>(
            super::figures::UNDERTAKEN_BY,
        ))
        .distinct();
    let by: Vec<ParticipantId> = narrowed!(by.into_boxed(), filter, today, actor).load(conn).await?;
    Ok(Tally {
        commitments,
        participants: i64::try_from(by.len()).unwrap_or(i64::MAX),
        completed,
    })
}

/// A text that is another as soon as a list of these reads otherwise, and that only what the asker may read goes into: for
/// whoever keeps a copy.
pub async fn stamp(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    filter: &CommitmentFilter,
) -> Result<String> {
    let (keys, is_platform) = keys(actor);
    let all = commitments::table
        .inner_join(reporting_cycles::table)
        .filter(visible_to(keys, is_platform))
        .select(diesel::dsl::sql::<Text>(
            "count(*) || ' ' || coalesce(sum(hashtextextended(concat_ws(' ', commitments.id, commitments.version, commitments.changed_at,
               commitments.source, commitments.external_source, commitments.external_id, commitments.public_reported_on,
               (select s.reference from commitments s where s.id = commitments.superseded_by_id)), 0)::numeric), 0)
             || ' ' || (select coalesce(sum(hashtextextended(concat_ws(' ', p.id, p.code, p.name), 0)::numeric), 0) from participants p)
             || ' ' || (select coalesce(sum(hashtextextended(concat_ws(' ', p.id, p.reference), 0)::numeric), 0) from provisions p)
             || ' ' || (select coalesce(sum(hashtextextended(concat_ws(' ', t.code, t.name), 0)::numeric), 0) from themes t)",
        ));
    Ok(narrowed!(all.into_boxed(), filter, today, actor).first(conn).await?)
}

/// As `figures_by_theme`, of those that a filter lets through.
pub async fn figures_among(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    filter: &CommitmentFilter,
) -> Result<Vec<ThemeFigure>> {
    let (keys, is_platform) = keys(actor);
    // The themes of each row are asked for in place: a filter by theme looks into the same table.
    let all = commitments::table
        .inner_join(reporting_cycles::table)
        .group_by(diesel::dsl::sql::<Text>("1, 2"))
        .select((
            diesel::dsl::sql::<Text>(
                "unnest(array(select distinct p.theme from commitment_provisions p where p.commitment_id = commitments.id))",
            ),
            diesel::dsl::sql::<Text>("commitments.status"),
            diesel::dsl::count_star(),
        ))
        .filter(visible_to(keys, is_platform));
    let mut figures: Vec<ThemeFigure> = narrowed!(all.into_boxed(), filter, today, actor).load(conn).await?;
    figures.sort_by(|one, other| (&one.theme, one.status).cmp(&(&other.theme, other.status)));
    Ok(figures)
}

/// Planned milestones that lie ahead, soonest first, of commitments that the asker may read.
pub async fn milestones_ahead(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Milestone>> {
    let (keys, is_platform) = keys(actor);
    Ok(milestones::table
        .inner_join(commitments::table)
        .filter(
            milestones::status
                .eq(MilestoneStatus::Planned)
                .and(milestones::due_on.ge(today)),
        )
        .filter(commitments::status.eq_any([CommitmentStatus::Published, CommitmentStatus::InProgress]))
        .filter(visible_to(keys, is_platform))
        .order((milestones::due_on, milestones::id))
        .limit(limit)
        .select(Milestone::as_select())
        .load(conn)
        .await?)
}

/// Milestones due from one day to another, soonest first, of commitments that the asker may read and a filter lets through;
/// dropped ones are left out.
pub async fn milestones_between(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    (from, to): (NaiveDate, NaiveDate),
    filter: &CommitmentFilter,
    limit: i64,
) -> Result<Vec<Milestone>> {
    let (keys, is_platform) = keys(actor);
    let query = milestones::table
        .inner_join(commitments::table.inner_join(reporting_cycles::table))
        .filter(milestones::due_on.between(from, to))
        .filter(milestones::status.ne(MilestoneStatus::Dropped))
        .filter(commitments::status.eq_any([
            CommitmentStatus::Published,
            CommitmentStatus::InProgress,
            CommitmentStatus::Completed,
        ]))
        .filter(visible_to(keys, is_platform))
        .into_boxed();
    Ok(narrowed!(query, filter, today, actor)
        .order((milestones::due_on, milestones::id))
        .limit(limit)
        .select(Milestone::as_select())
        .load(conn)
        .await?)
}

/// Those of the rows that the asker may read, locked until the unit of work ends; by id, so that no two acts wait for each
/// other.
pub(super) async fn lock(conn: &mut Connection, actor: &Actor, ids: &[CommitmentId]) -> Result<Vec<Commitment>> {
    let (keys, is_platform) = keys(actor);
    Ok(commitments::table
        .filter(commitments::id.eq_any(ids))
        .filter(visible_to(keys, is_platform))
        .order(commitments::id)
        .select(kept!(Commitment::as_select()))
        .for_no_key_update()
        .load(conn)
        .await?)
}

/// The row, locked until the unit of work ends, if the asker may do this to it now and looked at its present version.
pub(super) async fn lock_for(
    conn: &mut Connection,
    actor: &Actor,
    act: Act,
    id: CommitmentId,
    looked_at: Option<i32>,
) -> Result<Commitment> {
    let commitment = lock(conn, actor, &[id]).await?.pop().ok_or(crate::Error::NotFound)?;
    judge(actor, act, &commitment, looked_at)?;
    Ok(commitment)
}

/// May the asker, who looked at this version, do this to the row now?
pub(super) fn judge(actor: &Actor, act: Act, commitment: &Commitment, looked_at: Option<i32>) -> Result<()> {
    let current = commitment.version;
    match allow(actor, act, commitment) {
        // Whoever looked at an older version is told so before being told that the state is wrong.
        Err(crate::Error::Rejected(_)) if looked_at.is_some_and(|version| version != current) => {
            Err(crate::Error::Conflict { current })
        }
        Err(error) => Err(error),
        Ok(()) => looked_at.map_or(Ok(()), |version| super::rules::check_version(current, version)),
    }
}

/// Puts the newest update that this asker may read into records that have restricted ones; one question for all.
async fn with_restricted_updates(
    conn: &mut Connection,
    actor: &Actor,
    mut records: Vec<Record>,
) -> Result<Vec<Record>> {
    if matches!(actor, Actor::Visitor)
        || records
            .iter()
            .all(|record| record.commitment.restricted_update_count == 0)
    {
        return Ok(records);
    }
    let ids: Vec<CommitmentId> = records
        .iter()
        .filter(|record| record.commitment.restricted_update_count > 0)
        .map(|record| record.commitment.id)
        .collect();
    let (keys, is_platform) = keys(actor);
    let newest: Vec<ProgressUpdate> = progress_updates::table
        .filter(progress_updates::commitment_id.eq_any(&ids))
        .filter(progress_updates::status.eq(super::ProgressUpdateStatus::Published))
        .filter(visible_updates_to(keys, is_platform))
        .distinct_on(progress_updates::commitment_id)
        .order((
            progress_updates::commitment_id,
            progress_updates::reported_on.desc(),
            progress_updates::id.desc(),
        ))
        .select(kept!(ProgressUpdate::as_select()))
        .load(conn)
        .await?;
    let mut newest: HashMap<CommitmentId, ProgressUpdate> = newest
        .into_iter()
        .map(|update| (update.commitment_id, update))
        .collect();
    for record in &mut records {
        if let Some(update) = newest.remove(&record.commitment.id) {
            record.since = Some(update.reported_on);
            record.latest = Some(Arc::new(update));
        }
    }
    Ok(records)
}

/// Which provisions the commitments answer.
pub async fn provisions_of(conn: &mut Connection, ids: &[CommitmentId]) -> Result<Vec<(CommitmentId, ProvisionId)>> {
    Ok(commitment_provisions::table
        .inner_join(provisions::table)
        .filter(commitment_provisions::commitment_id.eq_any(ids))
        .order((commitment_provisions::commitment_id, provisions::reference))
        .select((
            commitment_provisions::commitment_id,
            commitment_provisions::provision_id,
        ))
        .load(conn)
        .await?)
}

/// Those that the given commitments replaced.
pub async fn superseded_by(conn: &mut Connection, actor: &Actor, ids: &[CommitmentId]) -> Result<Vec<Record>> {
    let rows: Vec<Row> = records!(actor)
        .filter(commitments::superseded_by_id.eq_any(ids))
        .order(commitments::id)
        .load(conn)
        .await?;
    with_restricted_updates(conn, actor, rows.into_iter().map(Record::from).collect()).await
}
