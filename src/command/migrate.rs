//! `para29 migrate`: the database's form is brought to what this program knows.

use super::database::Database;
use super::talk;
use crate::settings::Settings;
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// List what would run, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the names as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Take every migration down and up again; for development: all data is lost
    Redo {
        /// Say that the data may be lost
        #[arg(long, required = true)]
        lose_all_data: bool,
    },
}

pub async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<()> {
    Database::with(settings, async |database| {
        let owner = database.owner_url.reveal();
        let names = match (&arguments.what, arguments.dry_run) {
            (None, true) => schema::db::pending_migrations(owner).await?,
            (None, false) => schema::db::migrate(owner).await?,
            (Some(What::Redo { .. }), true) => return Err(anyhow::anyhow!("migrate redo cannot be rehearsed")),
            (Some(What::Redo { .. }), false) => schema::db::redo_migrations(owner).await?,
        };
        if arguments.json {
            return talk::print_json(&names);
        }
        names.iter().for_each(|name| talk::print(name));
        talk::say(match (names.is_empty(), arguments.dry_run) {
            (true, _) => "The database is up to date.",
            (false, true) => "These would run.",
            (false, false) => "These have run.",
        });
        Ok(())
    })
    .await
}
