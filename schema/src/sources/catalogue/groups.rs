//! Loads which groups a State is in: its regional group, and the lists it stands on.

use super::rows::Rows;
use super::spans::{beginning, paired, spanned};
use super::{AT_ONCE, RECORD_BEGINS, Tallies};
use crate::actor::*;
use crate::tables::participant_groups;
use crate::{Connection, Result};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participant_groups, check_for_backend(diesel::pg::Pg))]
struct GroupRow {
    participant_id: ParticipantId,
    group_code: String,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    note: String,
}

const REGIONAL: [&str; 5] = ["african", "asia_pacific", "eastern_european", "grulac", "weog"];

spanned!(GroupRow);

/// Groups of States, as of `today`.
pub(super) async fn write(
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
