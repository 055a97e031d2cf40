//! Sealing the audit.

use crate::{Failure, Run, Task};
use schema::Connection;
use schema::checkpoints::{self, SealRecord};
use schema::jobs::Job;

impl Run for SealRecord {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        // Without a key nothing is sealed; the command always has one.
        let Some(key) = task.env.record_key.clone() else {
            return Ok(());
        };
        let now = task.env.now();
        let sealed = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            checkpoints::seal(conn, now, &key).await
        });
        Ok(sealed.await?)
    }
}
