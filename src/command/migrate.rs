//! `para29 migrate`: the database's form and its catalogue are brought to what this program knows.

use super::database::{Database, is_made, running};
use super::talk;
use crate::settings::Settings;
use clap::{Args, Subcommand};
use schema::Db;
use schema::clock::Clock;
use schema::db::Sizes;
use schema::sources::catalogue;
use schema::upkeep;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// List what would run, and change nothing
    #[arg(long, global = true)]
    dry_run: bool,
    /// Print the names as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take every migration down and up again; for development: all data is lost
    Redo {
        /// Say that the data may be lost
        #[arg(long, required_unless_present = "dry_run")]
        lose_all_data: bool,
    },
}

pub async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<()> {
    let names = match (&arguments.what, arguments.dry_run) {
        (None, true) => pending(settings).await?,
        (Some(What::Redo { .. }), true) => {
            let pending = pending(settings).await?;
            let mut known = upkeep::migrations()?;
            known.retain(|name| !pending.contains(name));
            known
        }
        (None, false) => Database::made_with(settings, migrate).await?,
        (Some(What::Redo { .. }), false) => {
            Database::with(settings, async |database| {
                Ok(schema::db::redo_migrations(database.at.owner_url.reveal()).await?)
            })
            .await?
        }
    };
    if arguments.json {
        return talk::print_json(&names);
    }
    names.iter().for_each(|name| talk::print(name));
    talk::say(match (&arguments.what, arguments.dry_run, names.is_empty()) {
        (Some(_), true, _) => "These would be taken down and run again; all data would be lost.",
        (_, _, true) => "The database is up to date.",
        (_, true, false) => "These would run.",
        (_, false, false) => "These have run.",
    });
    Ok(())
}

async fn migrate(database: &Database) -> anyhow::Result<Vec<String>> {
    let ran = database.at.migrate().await?;
    let db = if database.at.names_owner() {
        database.at.connect().await?
    } else {
        talk::say("DATABASE_OWNER_URL is not set: `para29 up`, `api` and `workers` need another login than this one.");
        Db::new(database.at.url.reveal(), Sizes::default())?
    };
    if catalogue::load_embedded(&db, Clock::default().now()).await?.is_some() {
        talk::say("The catalogue of States, organizations and provisions was loaded.");
    }
    Ok(ran)
}

/// What has not run. A private database is not made for this.
async fn pending(settings: &Settings) -> anyhow::Result<Vec<String>> {
    if !is_made(settings) {
        return Ok(upkeep::migrations()?);
    }
    match running(settings) {
        Ok(Some(cluster)) if settings.database.is_none() => Ok(upkeep::pending_at(&cluster.owner_url()).await?),
        _ => {
            Database::with(settings, async |database| {
                Ok(upkeep::pending_at(database.at.owner_url.reveal()).await?)
            })
            .await
        }
    }
}
