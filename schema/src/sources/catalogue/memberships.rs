//! Loads who belongs to which organization, and when that was suspended.

use super::rows::{Belongs, Rows};
use super::spans::{Given, Span, Spanned, beginning, paired, spanned};
use super::{AT_ONCE, Tallies};
use crate::actor::*;
use crate::tables::{membership_suspensions, memberships};
use crate::{Connection, Result};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = memberships, check_for_backend(diesel::pg::Pg))]
struct MembershipRow {
    id: MembershipId,
    organization_id: ParticipantId,
    participant_id: ParticipantId,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    is_day_known: bool,
    status: String,
    note: String,
}

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = membership_suspensions, check_for_backend(diesel::pg::Pg))]
struct SuspensionRow {
    membership_id: MembershipId,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    is_day_known: bool,
    note: String,
}

spanned!(MembershipRow, SuspensionRow);

fn is_day_known(row: &Belongs) -> bool {
    row.from.is_some_and(Given::is_day) && row.to.is_none_or(Given::is_day)
}

/// Memberships with their status as of `today`.
pub(super) async fn write(
    conn: &mut Connection,
    today: NaiveDate,
    rows: &Rows,
    ids: &HashMap<String, ParticipantId>,
    tallies: &mut Tallies,
) -> Result<()> {
    let founded: HashMap<&str, Option<i32>> = rows
        .bodies
        .iter()
        .map(|body| (body.code.as_str(), body.founded))
        .collect();
    let from = |row: &Belongs| beginning(row.from, founded.get(row.organization.as_str()).copied().flatten());
    let suspended: HashSet<(&str, &str)> = rows
        .suspensions
        .iter()
        .filter(|row| from(row) <= today && row.to.is_none_or(|to| today <= to.last))
        .map(|row| (row.organization.as_str(), row.state.as_str()))
        .collect();
    let known: Vec<MembershipRow> = memberships::table.select(MembershipRow::as_select()).load(conn).await?;
    let mut known_by_pair: HashMap<(ParticipantId, ParticipantId), Vec<&MembershipRow>> = HashMap::new();
    for row in &known {
        known_by_pair
            .entry((row.organization_id, row.participant_id))
            .or_default()
            .push(row);
    }
    let mut given: HashMap<(ParticipantId, ParticipantId), Vec<MembershipRow>> = HashMap::new();
    for row in &rows.memberships {
        let pair = (ids[&row.organization], ids[&row.state]);
        let to_on = row.to.map(|to| to.last);
        let status = match to_on {
            Some(to_on) if to_on < today => "withdrawn",
            _ if suspended.contains(&(row.organization.as_str(), row.state.as_str())) => "suspended",
            _ => "member",
        };
        given.entry(pair).or_default().push(MembershipRow {
            id: MembershipId::new(),
            organization_id: pair.0,
            participant_id: pair.1,
            from_on: from(row),
            to_on,
            is_day_known: is_day_known(row),
            status: status.to_owned(),
            note: row.note.clone(),
        });
    }
    let mut wanted = vec![];
    let mut current: HashMap<(ParticipantId, ParticipantId), Vec<MembershipRow>> = HashMap::new();
    for (pair, given) in given {
        let known = known_by_pair.get(&pair).map_or(&[][..], Vec::as_slice);
        for (mut row, before) in paired(given, known) {
            row.id = before.map_or(row.id, |before| before.id);
            if tallies.count("memberships.csv", before, &row) {
                wanted.push(row.clone());
            }
            current.entry(pair).or_default().push(row);
        }
    }
    for some in wanted.chunks(AT_ONCE) {
        diesel::insert_into(memberships::table)
            .values(some)
            .on_conflict(memberships::id)
            .do_update()
            .set((
                memberships::from_on.eq(excluded(memberships::from_on)),
                memberships::to_on.eq(excluded(memberships::to_on)),
                memberships::is_day_known.eq(excluded(memberships::is_day_known)),
                memberships::status.eq(excluded(memberships::status)),
                memberships::note.eq(excluded(memberships::note)),
            ))
            .execute(conn)
            .await?;
    }
    write_suspensions(conn, rows, &current, ids, tallies).await
}

async fn write_suspensions(
    conn: &mut Connection,
    rows: &Rows,
    current: &HashMap<(ParticipantId, ParticipantId), Vec<MembershipRow>>,
    ids: &HashMap<String, ParticipantId>,
    tallies: &mut Tallies,
) -> Result<()> {
    let known: Vec<SuspensionRow> = membership_suspensions::table
        .select(SuspensionRow::as_select())
        .load(conn)
        .await?;
    let mut given: HashMap<MembershipId, Vec<SuspensionRow>> = HashMap::new();
    for row in &rows.suspensions {
        let span = Span {
            from: beginning(row.from, None),
            to: row.to.map(|to| to.last),
        };
        let all = &current[&(ids[&row.organization], ids[&row.state])];
        // Checked when the files were read: there is a membership, and one lasted then.
        let Some(membership) = all.iter().find(|membership| membership.span().overlaps(span)) else {
            continue;
        };
        given.entry(membership.id).or_default().push(SuspensionRow {
            membership_id: membership.id,
            from_on: span.from,
            to_on: span.to,
            is_day_known: is_day_known(row),
            note: row.note.clone(),
        });
    }
    let mut wanted = vec![];
    for (membership, given) in given {
        let known: Vec<&SuspensionRow> = known.iter().filter(|row| row.membership_id == membership).collect();
        for (row, before) in paired(given, &known) {
            if tallies.count("suspensions.csv", before, &row) {
                if let Some(before) = before.filter(|before| before.from_on != row.from_on) {
                    let old = membership_suspensions::table.find((membership, before.from_on));
                    diesel::delete(old).execute(conn).await?;
                }
                wanted.push(row);
            }
        }
    }
    for some in wanted.chunks(AT_ONCE) {
        diesel::insert_into(membership_suspensions::table)
            .values(some)
            .on_conflict((membership_suspensions::membership_id, membership_suspensions::from_on))
            .do_update()
            .set((
                membership_suspensions::to_on.eq(excluded(membership_suspensions::to_on)),
                membership_suspensions::is_day_known.eq(excluded(membership_suspensions::is_day_known)),
                membership_suspensions::note.eq(excluded(membership_suspensions::note)),
            ))
            .execute(conn)
            .await?;
    }
    Ok(())
}
