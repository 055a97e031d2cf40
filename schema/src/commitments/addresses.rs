//! Where public commitments have their pages, for those who list all addresses of the register.

use super::access::visible_to;
use super::queries::keys;
use crate::tables::commitments;
use crate::{Actor, Connection, Result};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;

/// References of commitments that the asker may read, each with the moment of its last change; in the order of references,
/// beginning behind one.
pub async fn commitment_addresses(
    conn: &mut Connection,
    actor: &Actor,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let (keys, is_platform) = keys(actor);
    Ok(commitments::table
        .filter(visible_to(keys, is_platform).and(commitments::reference.gt(after)))
        .order(commitments::reference)
        .select((commitments::reference, commitments::changed_at))
        .limit(limit)
        .load(conn)
        .await?)
}

#[derive(QueryableByName)]
struct Mark {
    #[diesel(sql_type = sql_types::Text)]
    reference: String,
}

/// The last reference of each whole stretch of so many public commitments: what all stretches but the first begin behind.
pub async fn public_address_marks(conn: &mut Connection, stretch: i64) -> Result<Vec<String>> {
    let marks: Vec<Mark> = diesel::sql_query(
        "select n.reference from (select c.reference, row_number() over (order by c.reference) as place
           from commitments c where c.is_public) n
         where n.place % $1 = 0 order by n.reference",
    )
    .bind::<sql_types::BigInt, _>(stretch)
    .load(conn)
    .await?;
    Ok(marks.into_iter().map(|mark| mark.reference).collect())
}
