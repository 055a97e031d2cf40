//! Loads the cycles and periods of reporting.

use super::Tallies;
use super::rows::{Cycle, Period, Rows};
use crate::tables::{reporting_cycles, reporting_periods};
use crate::{Connection, Result};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

pub(super) async fn write(conn: &mut Connection, rows: &Rows, tallies: &mut Tallies) -> Result<()> {
    let known: Vec<Cycle> = reporting_cycles::table.select(Cycle::as_select()).load(conn).await?;
    let before = |code: &str| known.iter().find(|known| known.code == code);
    let wanted = rows
        .cycles
        .iter()
        .filter(|row| tallies.count("reporting_cycles.csv", before(&row.code), row));
    diesel::insert_into(reporting_cycles::table)
        .values(wanted.collect::<Vec<_>>())
        .on_conflict(reporting_cycles::code)
        .do_update()
        .set((
            reporting_cycles::invited_after_months.eq(excluded(reporting_cycles::invited_after_months)),
            reporting_cycles::no_update_after_months.eq(excluded(reporting_cycles::no_update_after_months)),
            reporting_cycles::inactive_after_months.eq(excluded(reporting_cycles::inactive_after_months)),
        ))
        .execute(conn)
        .await?;
    let known: Vec<Period> = reporting_periods::table.select(Period::as_select()).load(conn).await?;
    let before = |code: &str| known.iter().find(|known| known.code == code);
    let wanted = rows
        .periods
        .iter()
        .filter(|row| tallies.count("reporting_periods.csv", before(&row.code), row));
    diesel::insert_into(reporting_periods::table)
        .values(wanted.collect::<Vec<_>>())
        .on_conflict(reporting_periods::code)
        .do_update()
        .set((
            reporting_periods::from_on.eq(excluded(reporting_periods::from_on)),
            reporting_periods::to_on.eq(excluded(reporting_periods::to_on)),
            reporting_periods::due_on.eq(excluded(reporting_periods::due_on)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
