//! Loads States and organizations, their earlier names, groups, memberships and suspensions.

use super::reading::Given;
use super::rows::{Belongs, Body, Rows};
use super::spans::{Span, pair};
use super::{RECORD_BEGINS, Tallies};
use crate::actor::*;
use crate::directory::ParticipantKind;
use crate::tables::{membership_suspensions, memberships, participant_groups, participant_names, participants};
use crate::{Connection, Result, Texts};
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

/// Postgres takes 65,535 values in one statement.
const AT_ONCE: usize = 2_000;

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participants, check_for_backend(diesel::pg::Pg))]
struct ParticipantRow {
    id: ParticipantId,
    kind: ParticipantKind,
    code: Option<String>,
    name: Texts,
    sort_key: String,
    founded: Option<i32>,
    iso2: Option<String>,
    m49: Option<String>,
    tile_row: Option<i32>,
    tile_column: Option<i32>,
}

#[derive(Insertable)]
#[diesel(table_name = participants)]
struct Arrival {
    #[diesel(embed)]
    row: ParticipantRow,
    created_at: DateTime<Utc>,
}

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participant_names, check_for_backend(diesel::pg::Pg))]
struct NameRow {
    participant_id: ParticipantId,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    name: Texts,
    note: String,
}

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participant_groups, check_for_backend(diesel::pg::Pg))]
struct GroupRow {
    participant_id: ParticipantId,
    group_code: String,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    note: String,
}

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

const REGIONAL: [&str; 5] = ["african", "asia_pacific", "eastern_european", "grulac", "weog"];

trait Spanned {
    fn span(&self) -> Span;
}

macro_rules! spanned {
    ($($row:ty),+) => {
        $(impl Spanned for $row {
            fn span(&self) -> Span {
                Span { from: self.from_on, to: self.to_on }
            }
        })+
    };
}
spanned!(NameRow, GroupRow, MembershipRow, SuspensionRow);

/// Each given row with the known one that it stands for.
fn paired<'k, T: Spanned>(given: Vec<T>, known: &[&'k T]) -> Vec<(T, Option<&'k T>)> {
    let spans: Vec<Span> = given.iter().map(T::span).collect();
    let known_spans: Vec<Span> = known.iter().map(|row| row.span()).collect();
    let places = pair(&spans, &known_spans);
    given
        .into_iter()
        .zip(places)
        .map(|(row, place)| (row, place.map(|place| known[place])))
        .collect()
}

/// Loads them all; gives the participants' ids by code.
pub(super) async fn write(
    conn: &mut Connection,
    now: DateTime<Utc>,
    rows: &Rows,
    tallies: &mut Tallies,
) -> Result<HashMap<String, ParticipantId>> {
    let today = now.date_naive();
    let codes: Vec<&str> = rows.bodies.iter().map(|body| body.code.as_str()).collect();
    let known: Vec<ParticipantRow> = participants::table
        .filter(participants::code.eq_any(codes))
        .select(ParticipantRow::as_select())
        .load(conn)
        .await?;
    let known: HashMap<&str, &ParticipantRow> = known
        .iter()
        .filter_map(|row| Some((row.code.as_deref()?, row)))
        .collect();
    let mut ids = HashMap::new();
    let mut wanted = vec![];
    for body in &rows.bodies {
        let before = known.get(body.code.as_str()).copied();
        let row = participant_row(body, before.map_or_else(ParticipantId::new, |row| row.id));
        ids.insert(body.code.clone(), row.id);
        if tallies.count(body.file, before, &row) {
            wanted.push(row);
        }
        if let Some((tile_row, tile_column)) = body.tile {
            let before = before.and_then(|row| Some((row.tile_row?, row.tile_column?)));
            tallies.count("tilegrid.csv", before.as_ref(), &(tile_row, tile_column));
        }
    }
    for some in wanted.chunks(AT_ONCE) {
        let some: Vec<Arrival> = some
            .iter()
            .map(|row| Arrival {
                row: row.clone(),
                created_at: now,
            })
            .collect();
        diesel::insert_into(participants::table)
            .values(some)
            .on_conflict(participants::id)
            .do_update()
            .set((
                participants::kind.eq(excluded(participants::kind)),
                participants::name.eq(excluded(participants::name)),
                participants::sort_key.eq(excluded(participants::sort_key)),
                participants::founded.eq(excluded(participants::founded)),
                participants::iso2.eq(excluded(participants::iso2)),
                participants::m49.eq(excluded(participants::m49)),
                participants::tile_row.eq(excluded(participants::tile_row)),
                participants::tile_column.eq(excluded(participants::tile_column)),
            ))
            .execute(conn)
            .await?;
    }
    write_names(conn, today, rows, &ids, tallies).await?;
    write_groups(conn, today, rows, &ids, tallies).await?;
    write_memberships(conn, today, rows, &ids, tallies).await?;
    Ok(ids)
}

fn participant_row(body: &Body, id: ParticipantId) -> ParticipantRow {
    ParticipantRow {
        id,
        kind: body.kind,
        code: Some(body.code.clone()),
        name: body.name.clone(),
        sort_key: body.sort_key.clone(),
        founded: body.founded,
        iso2: body.iso2.clone(),
        m49: body.m49.clone(),
        tile_row: body.tile.map(|(row, _)| row),
        tile_column: body.tile.map(|(_, column)| column),
    }
}

/// First day where the files give none: that of the body's founding year, else that on which the record begins.
fn beginning(from: Option<Given>, founded: Option<i32>) -> NaiveDate {
    let founded = founded.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    from.map(|from| from.first).or(founded).unwrap_or(RECORD_BEGINS)
}

/// Where the file tells nothing else, the old name was in use until yesterday.
async fn write_names(
    conn: &mut Connection,
    today: NaiveDate,
    rows: &Rows,
    ids: &HashMap<String, ParticipantId>,
    tallies: &mut Tallies,
) -> Result<()> {
    let all: Vec<ParticipantId> = ids.values().copied().collect();
    let known: Vec<NameRow> = participant_names::table
        .filter(participant_names::participant_id.eq_any(&all))
        .order(participant_names::from_on)
        .select(NameRow::as_select())
        .load(conn)
        .await?;
    let mut wanted = vec![];
    let mut gone = vec![];
    for body in &rows.bodies {
        let id = ids[&body.code];
        let (past, present): (Vec<&NameRow>, Vec<&NameRow>) = known
            .iter()
            .filter(|row| row.participant_id == id)
            .partition(|row| row.to_on.is_some());
        let mut former: Vec<NameRow> = rows
            .names
            .iter()
            .filter(|row| row.participant == body.code)
            .map(|row| NameRow {
                participant_id: id,
                from_on: beginning(row.from, body.founded),
                to_on: Some(row.to),
                name: row.name.clone(),
                note: row.note.clone(),
            })
            .collect();
        former.sort_by_key(|row| row.from_on);
        let mut later: Vec<NaiveDate> = past.iter().map(|row| row.from_on).collect();
        for (row, before) in &paired(former.clone(), &past) {
            later.retain(|from_on| before.is_none_or(|before| before.from_on != *from_on));
            if tallies.count("former_names.csv", *before, row) {
                gone.extend(
                    before
                        .filter(|before| before.from_on != row.from_on)
                        .map(|before| (id, before.from_on)),
                );
                wanted.push(row.clone());
            }
        }
        // What the register itself closed later than the file's last former name is not to be talked over.
        let is_told = former
            .last()
            .is_some_and(|last| later.iter().all(|from_on| *from_on < last.from_on));
        let from_file = former
            .last()
            .and_then(|last| last.to_on)
            .map_or_else(|| beginning(None, body.founded), |to| to + Days::new(1));
        let now_named = |from_on| NameRow {
            participant_id: id,
            from_on,
            to_on: None,
            name: body.name.clone(),
            note: String::new(),
        };
        let [open, ..] = present[..] else {
            wanted.push(now_named(from_file));
            continue;
        };
        let is_renamed = open.name != body.name;
        let is_in_file = former.iter().any(|row| row.name == open.name);
        if is_renamed && !is_in_file && open.from_on < today {
            wanted.push(NameRow {
                to_on: Some(today - Days::new(1)),
                ..(*open).clone()
            });
            wanted.push(now_named(today));
        } else {
            let from_on = if is_told { from_file } else { open.from_on };
            if is_renamed || from_on != open.from_on {
                gone.extend((from_on != open.from_on).then_some((id, open.from_on)));
                wanted.push(now_named(from_on));
            }
        }
    }
    for (id, from_on) in gone {
        diesel::delete(participant_names::table.find((id, from_on)))
            .execute(conn)
            .await?;
    }
    for some in wanted.chunks(AT_ONCE) {
        diesel::insert_into(participant_names::table)
            .values(some)
            .on_conflict((participant_names::participant_id, participant_names::from_on))
            .do_update()
            .set((
                participant_names::to_on.eq(excluded(participant_names::to_on)),
                participant_names::name.eq(excluded(participant_names::name)),
                participant_names::note.eq(excluded(participant_names::note)),
            ))
            .execute(conn)
            .await?;
    }
    Ok(())
}

async fn write_groups(
    conn: &mut Connection,
    today: NaiveDate,
    rows: &Rows,
    ids: &HashMap<String, ParticipantId>,
    tallies: &mut Tallies,
) -> Result<()> {
    let known: Vec<GroupRow> = participant_groups::table
        .select(GroupRow::as_select())
        .load(conn)
        .await?;
    let mut wanted = vec![];
    let mut gone = vec![];
    for body in rows.bodies.iter().filter(|body| body.kind.is_state()) {
        let id = ids[&body.code];
        let mut regional = known
            .iter()
            .filter(|row| row.participant_id == id && REGIONAL.contains(&row.group_code.as_str()));
        let open = regional.clone().find(|row| row.to_on.is_none());
        if open.map(|row| row.group_code.as_str()) == body.regional_group {
            continue;
        }
        // A State that changes its group left the other one yesterday.
        match open {
            Some(open) if open.from_on < today => {
                wanted.push(GroupRow {
                    to_on: Some(today - Days::new(1)),
                    ..open.clone()
                });
            }
            Some(open) => gone.push((id, open.group_code.clone(), open.from_on)),
            None => {}
        }
        wanted.extend(body.regional_group.map(|group| GroupRow {
            participant_id: id,
            group_code: group.to_owned(),
            from_on: if regional.next().is_none() {
                RECORD_BEGINS
            } else {
                today
            },
            to_on: None,
            note: String::new(),
        }));
    }
    let mut listed: HashMap<(ParticipantId, &str), Vec<GroupRow>> = HashMap::new();
    for row in &rows.groups {
        listed.entry((ids[&row.state], row.group)).or_default().push(GroupRow {
            participant_id: ids[&row.state],
            group_code: row.group.to_owned(),
            from_on: beginning(row.from, None),
            to_on: row.to.map(|to| to.last),
            note: row.note.clone(),
        });
    }
    for ((id, group), given) in listed {
        let known: Vec<&GroupRow> = known
            .iter()
            .filter(|row| row.participant_id == id && row.group_code == group)
            .collect();
        for (row, before) in paired(given, &known) {
            if tallies.count("state_groups.csv", before, &row) {
                gone.extend(
                    before
                        .filter(|old| old.from_on != row.from_on)
                        .map(|old| (id, group.to_owned(), old.from_on)),
                );
                wanted.push(row);
            }
        }
    }
    for (id, group, from_on) in gone {
        diesel::delete(participant_groups::table.find((id, group, from_on)))
            .execute(conn)
            .await?;
    }
    for some in wanted.chunks(AT_ONCE) {
        diesel::insert_into(participant_groups::table)
            .values(some)
            .on_conflict((
                participant_groups::participant_id,
                participant_groups::group_code,
                participant_groups::from_on,
            ))
            .do_update()
            .set((
                participant_groups::to_on.eq(excluded(participant_groups::to_on)),
                participant_groups::note.eq(excluded(participant_groups::note)),
            ))
            .execute(conn)
            .await?;
    }
    Ok(())
}

fn is_day_known(row: &Belongs) -> bool {
    row.from.is_some_and(Given::is_day) && row.to.is_none_or(Given::is_day)
}

async fn write_memberships(
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
