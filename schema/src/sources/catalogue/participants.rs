//! Loads States and organizations and their earlier names.

use super::rows::{Body, Rows};
use super::spans::{beginning, paired, spanned};
use super::{AT_ONCE, Tallies};
use crate::actor::*;
use crate::directory::ParticipantKind;
use crate::tables::{participant_names, participants};
use crate::{Connection, Result, Texts};
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participants, check_for_backend(diesel::pg::Pg))]
struct ParticipantRow {
    id: ParticipantId,
    kind: ParticipantKind,
    code: Option<String>,
    name: Texts,
    other_names: Vec<String>,
    sort_key: String,
    founded: Option<i32>,
    iso2: Option<String>,
    m49: Option<String>,
    tile_row: Option<i32>,
    tile_column: Option<i32>,
    named_in: Vec<String>,
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

spanned!(NameRow);

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
                participants::other_names.eq(excluded(participants::other_names)),
                participants::sort_key.eq(excluded(participants::sort_key)),
                participants::founded.eq(excluded(participants::founded)),
                participants::iso2.eq(excluded(participants::iso2)),
                participants::m49.eq(excluded(participants::m49)),
                participants::tile_row.eq(excluded(participants::tile_row)),
                participants::tile_column.eq(excluded(participants::tile_column)),
                participants::named_in.eq(excluded(participants::named_in)),
            ))
            .execute(conn)
            .await?;
    }
    write_names(conn, today, rows, &ids, tallies).await?;
    Ok(ids)
}

fn participant_row(body: &Body, id: ParticipantId) -> ParticipantRow {
    ParticipantRow {
        id,
        kind: body.kind,
        code: Some(body.code.clone()),
        name: body.name.clone(),
        other_names: body.other_names.clone(),
        sort_key: body.sort_key.clone(),
        founded: body.founded,
        iso2: body.iso2.clone(),
        m49: body.m49.clone(),
        tile_row: body.tile.map(|(row, _)| row),
        tile_column: body.tile.map(|(_, column)| column),
        named_in: body.named_in.clone(),
    }
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
