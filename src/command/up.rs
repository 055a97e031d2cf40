//! `para29 up`: everything in one process, on this machine, with nothing configured.

use super::database::Database;
use super::{doctor, stop, talk};
use crate::settings::{Secret, Settings};
use anyhow::bail;
use clap::Args;
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Say what would be started and changed, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(settings: Settings, arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.dry_run {
        return doctor::look(settings, false).await;
    }
    let stop = stop::on_signals()?;
    // a signal does not cut this short: a server half started would be left behind
    let mut database = talk::step("Starting the database", Database::open(&settings)).await?;
    let urls = (database.url.clone(), database.owner_url.clone());
    let done = {
        let work = serve(&settings, urls, &stop);
        let keep = keep(&settings, &mut database);
        tokio::pin!(work, keep);
        tokio::select! {
            done = &mut work => done,
            lost = &mut keep => {
                stop.cancel();
                work.await.and(Err(lost))
            }
        }
    };
    talk::step("Stopping the database", database.stop()).await;
    done
}

/// Starts the private database again whenever it dies, and gives up when it dies at once again and again.
async fn keep(settings: &Settings, database: &mut Database) -> anyhow::Error {
    const PATIENCE: Duration = Duration::from_secs(60);
    let mut deaths: Vec<Instant> = Vec::new();
    loop {
        database.died().await;
        deaths.retain(|death| death.elapsed() < PATIENCE);
        deaths.push(Instant::now());
        let log = database
            .log_path()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        if deaths.len() > 3 {
            return anyhow::anyhow!("the database keeps dying; see {log}");
        }
        tracing::error!(log, "the database has died and is started again");
        if let Err(error) = database.open_again(settings).await {
            return error;
        }
        tracing::info!("the database is back");
    }
}

async fn serve(
    _settings: &Settings,
    (url, owner_url): (Secret, Secret),
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let migrate = schema::db::migrate(owner_url.reveal());
    let ran = talk::step("Bringing the database up to date", migrate).await?;
    let db = schema::Db::new(url.reveal(), schema::db::Sizes::default())?;
    if !db.is_there().await {
        bail!("the database does not let {} in", url);
    }
    tracing::info!(migrations = ran.len(), "the database is up to date");
    stop.cancelled().await;
    Ok(())
}
