//! Files of evidence that no line needs: the platform stopped between file and line, or the evidence was taken back.

use crate::{Env, Failure};
use anyhow::Context;
use chrono::TimeDelta;
use schema::clockwork::Tidy;
use schema::commitments;
use schema::jobs::Job;
use schema::{Connection, Result};

/// How many files are asked about at a time.
const BATCH: usize = 1_000;

/// Takes away files that have lain a day and that no line needs; those of uploads under way are younger.
pub async fn sweep(env: &Env) -> Result<(), Failure> {
    let Some(shelf) = &env.evidence else { return Ok(()) };
    let now = env.now();
    let stored = shelf
        .kept_before(now - TimeDelta::days(1))
        .await
        .context("the evidence directory cannot be read")?;
    let mut swept = 0;
    for batch in stored.chunks(BATCH) {
        let batch = batch.to_vec();
        let unneeded = env.db.platform(Tidy::KIND, async move |conn: &mut Connection| {
            commitments::unneeded_files(conn, now, batch).await
        });
        for name in unneeded.await? {
            shelf
                .remove(&name)
                .await
                .context("a file of evidence cannot be taken away")?;
            swept += 1;
        }
    }
    if swept > 0 {
        tracing::info!(swept, "files of evidence that no line needs were taken away");
    }
    Ok(())
}
