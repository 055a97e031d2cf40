//! The small register a new installation shows: eighty endorsers of the Paris Call, marked as sample data.

use super::import::run;
use super::report::ImportReport;
use super::{Import, Input, Mapping};
use crate::sources::catalogue;
use crate::tables::{commitments, settings};
use crate::{Connection, Db, Error, Result};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::json;

/// Loads the sample register into one that holds no commitments and never held the sample; else does nothing.
pub async fn load_sample(db: &Db, now: DateTime<Utc>) -> Result<Option<ImportReport>> {
    if !db.platform("sample", is_wanted).await? {
        return Ok(None);
    }
    catalogue::load_sample(db, now).await?;
    let import = Import {
        mapping: Mapping::find("paris-call-sample").map_err(Error::internal)?,
        input: Input::Bytes(
            "paris-call.csv".into(),
            include_bytes!("../../data/sample/paris-call.csv").as_slice().into(),
        ),
        seen_on: None,
        is_rehearsal: false,
        account: None,
    };
    db.platform("sample", async |conn: &mut Connection| {
        // Several processes may start at once: the second waits and finds the work done.
        diesel::sql_query("SELECT pg_advisory_xact_lock(2032)")
            .execute(conn)
            .await?;
        if !is_wanted(conn).await? {
            return Ok(None);
        }
        let report = run(conn, now, &import, ImportReport::of(&import), &|_| {}).await?;
        if let Some(fault) = report.refusal.as_ref().or(report.faults.as_slice().first()) {
            return Err(Error::internal(format!("sample: {fault:?}")));
        }
        let value = json!({ "title": import.mapping.title(), "credit": import.mapping.credit(), "loaded_at": now });
        diesel::insert_into(settings::table)
            .values((settings::name.eq("sample"), settings::value.eq(value)))
            .execute(conn)
            .await?;
        Ok(Some(report))
    })
    .await
}

async fn is_wanted(conn: &mut Connection) -> Result<bool> {
    let has_any = diesel::select(exists(commitments::table.select(commitments::id)))
        .get_result::<bool>(conn)
        .await?;
    let is_known = settings::table.filter(settings::name.eq_any(["sample", "sources"]));
    Ok(!has_any && !diesel::select(exists(is_known)).get_result::<bool>(conn).await?)
}
