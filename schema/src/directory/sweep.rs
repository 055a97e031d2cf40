//! What signing in leaves behind, and when it is thrown away.

use crate::tables::{one_time_tokens, refresh_tokens, sessions, sign_in_attempts};
use crate::{Connection, Result};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Throws away attempts after a day, and links, codes, sessions and their tokens ninety days after they ran out: until
/// then they may have to explain something. Gives how many rows went.
pub async fn sweep_sign_in(conn: &mut Connection, now: DateTime<Utc>) -> Result<usize> {
    let long_ago = now - TimeDelta::days(90);
    let mut count = diesel::delete(sign_in_attempts::table.filter(sign_in_attempts::at.lt(now - TimeDelta::days(1))))
        .execute(conn)
        .await?;
    count += diesel::delete(one_time_tokens::table.filter(one_time_tokens::expires_at.lt(long_ago)))
        .execute(conn)
        .await?;
    count += diesel::delete(refresh_tokens::table.filter(refresh_tokens::expires_at.lt(long_ago)))
        .execute(conn)
        .await?;
    count += diesel::delete(sessions::table.filter(sessions::expires_at.lt(long_ago)))
        .execute(conn)
        .await?;
    Ok(count)
}
