//! A sign of life every few seconds, and the database's time in return.

use crate::Env;
use schema::{Connection, clockwork};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const BEAT: Duration = Duration::from_secs(10);

/// Beats until told to stop, then takes the worker's name off the list.
pub async fn beat(env: &Env, name: &str, stop: &CancellationToken) {
    let started_at = env.now();
    let mut was_well = true;
    loop {
        let beaten = once(env, name, started_at).await;
        match (&beaten, was_well) {
            (Err(error), true) => tracing::warn!(%error, "the worker cannot say that it is alive"),
            (Ok(()), false) => tracing::info!("the worker can say again that it is alive"),
            _ => {}
        }
        was_well = beaten.is_ok();
        let pause = tokio::time::timeout(BEAT, stop.cancelled()).await;
        if pause.is_ok() {
            break;
        }
    }
    let name = name.to_owned();
    let left = env.db.platform("worker_stopped", async move |conn: &mut Connection| {
        clockwork::leave(conn, &name).await
    });
    if let Err(error) = left.await {
        tracing::warn!(%error, "the worker's name stays on the list");
    }
}

/// Sets the worker's time by the database's, and says that it is alive.
pub async fn once(env: &Env, name: &str, started_at: chrono::DateTime<chrono::Utc>) -> schema::Result<()> {
    let (name, env_) = (name.to_owned(), env.clone());
    env.db
        .platform("worker_alive", async move |conn: &mut Connection| {
            env_.set_time(clockwork::time(conn).await?);
            clockwork::beat(conn, &name, started_at, env_.now()).await
        })
        .await
}
