//! How regularly updates are shared: for each State and reporting period, whether one was received. By fixed rule from
//! dates only, of public records only, and so the same for everybody.

use crate::actor::*;
use crate::directory::{Participant, ParticipantGroup, ParticipantKind, groups_of, participants_by_ids};
use crate::tables::reporting_periods;
use crate::{Connection, Result, values};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// So many periods are shown: the last that have begun.
pub const PERIODS_SHOWN: i64 = 5;

values! {
    /// What became of a State's public updates in a reporting period; no judgement.
    pub enum PeriodReport {
        /// One was received.
        Received = "received",
        /// One was invited, and none was received.
        NoUpdateReceived = "no_update_received",
        /// The day until which updates are invited has not passed.
        NotYetDue = "not_yet_due",
    }
}

values! {
    /// A regional group of the United Nations.
    pub enum RegionalGroup {
        /// African States.
        African = "african",
        /// Asia-Pacific States.
        AsiaPacific = "asia_pacific",
        /// Eastern European States.
        EasternEuropean = "eastern_european",
        /// Latin American and Caribbean States.
        Grulac = "grulac",
        /// Western European and other States.
        Weog = "weog",
    }
}

/// A span that updates report on, and the day until which they are invited.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reporting_periods, check_for_backend(diesel::pg::Pg))]
pub struct ReportingPeriod {
    pub code: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// A State and what became of its updates.
#[derive(Clone, Debug)]
pub struct StateReports {
    pub state: Participant,
    /// A State may be in two, or in none.
    pub groups: Vec<RegionalGroup>,
    /// One for each period, in their order; nothing where no update was awaited.
    pub reports: Vec<Option<PeriodReport>>,
}

/// Reporting periods, oldest first, and the States that had public commitments in one of them, in protocol order.
#[derive(Clone, Debug)]
pub struct Reporting {
    pub periods: Vec<ReportingPeriod>,
    pub states: Vec<StateReports>,
}

/// What the record holds of a State in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    /// An update that belongs to the period, or that came while it was invited.
    is_received: bool,
    /// A commitment shown before the period was over, and still open on the day due, or now.
    is_open: bool,
    /// The same, shown since before the period began: nobody is asked to report at once on what they have just shown.
    is_asked: bool,
}

/// The rule: the reminders of a period go by the same days.
fn report(held: Held, due_on: NaiveDate, today: NaiveDate) -> Option<PeriodReport> {
    match held {
        Held { is_received: true, .. } => Some(PeriodReport::Received),
        Held { is_open: true, .. } if today <= due_on => Some(PeriodReport::NotYetDue),
        Held { is_asked: true, .. } => Some(PeriodReport::NoUpdateReceived),
        _ => None,
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    participant_id: ParticipantId,
    #[diesel(sql_type = Text)]
    period: String,
    #[diesel(sql_type = Bool)]
    is_received: bool,
    #[diesel(sql_type = Bool)]
    is_open: bool,
    #[diesel(sql_type = Bool)]
    is_asked: bool,
}

/// The last so many periods that have begun, and what States reported in them. What another recorded and the State has
/// not taken up counts for nobody; a commitment undertaken jointly counts for each that undertook it. Of commitments on
/// these themes only, if any is named.
pub async fn reporting(conn: &mut Connection, today: NaiveDate, last: i64, themes: &[String]) -> Result<Reporting> {
    let mut periods: Vec<ReportingPeriod> = reporting_periods::table
        .filter(reporting_periods::from_on.le(today))
        .order((reporting_periods::from_on.desc(), reporting_periods::code))
        .limit(last)
        .select(ReportingPeriod::as_select())
        .load(conn)
        .await?;
    periods.reverse();
    let codes: Vec<&str> = periods.iter().map(|period| period.code.as_str()).collect();
    let kinds: Vec<&str> = ParticipantKind::ALL
        .iter()
        .filter(|kind| kind.is_state())
        .map(|kind| kind.code())
        .collect();
    let rows: Vec<Row> = diesel::sql_query(
        "with p as (select * from reporting_periods where code = any ($1)),
         c as (
           select c.id, unnest(array_append(c.joined_ids, c.participant_id)) as participant_id,
             (c.published_at at time zone 'UTC')::date as shown_on,
             case when c.status in ('published', 'in_progress') then 'infinity'
               else (coalesce(c.status_since, c.changed_at) at time zone 'UTC')::date end as over_on
           from commitments as c
           where c.is_public and c.published_at is not null
             and ($4::text[] = '{}' or c.id in (select a.commitment_id from commitment_provisions as a where a.theme = any ($4)))
             and (c.status in ('published', 'in_progress', 'completed', 'suspended', 'superseded')
               or c.status = 'withdrawn' and (c.provenance = 'as_submitted' or c.confirmed_at is not null))
         ),
         received as (
           select distinct u.commitment_id, p.code
           from progress_updates as u
             join p on p.code = u.period
               or u.period is null and u.reported_on between p.from_on and p.to_on
               or u.reported_on > p.to_on and u.reported_on <= p.due_on
           where u.is_public and u.status = 'published'
         )
         select c.participant_id, p.code as period,
           bool_or(r.commitment_id is not null) as is_received,
           bool_or(c.shown_on <= p.to_on and c.over_on > least(p.due_on, $2)) as is_open,
           bool_or(c.shown_on < p.from_on and c.over_on > least(p.due_on, $2)) as is_asked
         from c join participants as s on s.id = c.participant_id and s.kind = any ($3)
           cross join p
           left join received as r on r.commitment_id = c.id and r.code = p.code
         group by c.participant_id, p.code",
    )
    .bind::<Array<Text>, _>(&codes)
    .bind::<Date, _>(today)
    .bind::<Array<Text>, _>(&kinds)
    .bind::<Array<Text>, _>(themes)
    .load(conn)
    .await?;
    let mut held: HashMap<(ParticipantId, String), Held> = HashMap::new();
    for row in rows {
        let holds = Held {
            is_received: row.is_received,
            is_open: row.is_open,
            is_asked: row.is_asked,
        };
        held.insert((row.participant_id, row.period), holds);
    }
    let mut ids: Vec<ParticipantId> = held.keys().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut states = participants_by_ids(conn, &ids).await?;
    states.sort_by(|one, other| (&one.sort_key, one.id).cmp(&(&other.sort_key, other.id)));
    let groups = groups_of(conn, &ids).await?;
    let reports = |state: Participant| {
        let report = |period: &ReportingPeriod| {
            let held = held.get(&(state.id, period.code.clone())).copied();
            report(held.unwrap_or_default(), period.due_on, today)
        };
        StateReports {
            reports: periods.iter().map(report).collect(),
            groups: present(&groups, state.id, today),
            state,
        }
    };
    let states = states
        .into_iter()
        .map(reports)
        .filter(|one| one.reports.iter().any(Option::is_some))
        .collect();
    Ok(Reporting { states, periods })
}

/// The regional groups that a State is in.
fn present(groups: &[ParticipantGroup], state: ParticipantId, today: NaiveDate) -> Vec<RegionalGroup> {
    let mut its: Vec<RegionalGroup> = groups
        .iter()
        .filter(|group| group.participant_id == state)
        .filter(|group| group.from_on <= today && group.to_on.is_none_or(|to| today <= to))
        .filter_map(|group| RegionalGroup::from_code(&group.group_code))
        .collect();
    its.sort_unstable();
    its.dedup();
    its
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_not_to_have_come_before_its_day_or_without_an_invitation() {
        let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap();
        let due_on = day(3, 31);
        let held = |is_received, is_open, is_asked| Held {
            is_received,
            is_open,
            is_asked,
        };
        let [before, after] = [due_on, day(4, 1)].map(|today| move |held| report(held, due_on, today));
        assert_eq!(before(held(true, true, true)), Some(PeriodReport::Received));
        assert_eq!(after(held(true, false, false)), Some(PeriodReport::Received));
        assert_eq!(before(held(false, true, true)), Some(PeriodReport::NotYetDue));
        assert_eq!(after(held(false, true, true)), Some(PeriodReport::NoUpdateReceived));
        assert_eq!(before(held(false, true, false)), Some(PeriodReport::NotYetDue));
        assert_eq!(after(held(false, true, false)), None, "shown within the period");
        assert_eq!(before(Held::default()), None);
        assert_eq!(after(Held::default()), None);
    }
}
