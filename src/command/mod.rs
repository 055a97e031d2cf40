//! What can be asked of `para29` on a command line, one module for each word.
//!
//! Output that is data goes to stdout, all talk to stderr. Exit codes: 0 done, 1 failed, 2 asked wrongly (arguments,
//! settings), 3 the data was refused.

mod database;
mod doctor;
mod health;
pub mod mail;
mod manual;
mod migrate;
mod people;
mod register;
mod serving;
mod stop;
mod talk;
mod up;

use crate::settings::{self, LogFormat, Settings, Sources};
use anyhow::Context;
use api::auth::KeyError;
use clap::{Args, Parser, Subcommand};
use database::Unfit;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// The working memory of the UN dialogue on ICT security: commitments, updates, reminders.
#[derive(Debug, Parser)]
#[command(name = "para29", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Settings come from flags, then the environment, then the settings file; `para29 doctor` lists them.\n\
                        Exit codes: 0 done, 1 failed, 2 wrong arguments or settings, 3 the data was refused."
)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

/// Settings that may be given as flags; secrets may not, since every account of a machine can read command lines.
#[derive(Debug, Args)]
struct Flags {
    /// Read settings from this TOML file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "PARA29_SETTINGS",
        hide_env_values = true
    )]
    settings: Option<PathBuf>,
    /// Keep everything below this directory: private database, evidence, keys [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<String>,
    /// Listen on this address [default: 127.0.0.1:8029]
    #[arg(long, global = true, value_name = "ADDR")]
    listen: Option<String>,
    /// The address that people know, for links in letters and pages; https, unless only you use it
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,
    /// What to log, as in info or warn,para29=debug
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
    /// Log as text or json
    #[arg(long, global = true, value_name = "FORMAT")]
    log_format: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything on this machine: database, pages and API, workers
    Up(up::Arguments),
    /// Serve pages and API
    Api,
    /// Run the queue, keep the schedule, send letters
    Workers(serving::WorkersArguments),
    /// Take a register's file in, or the reference catalogue
    Import(register::Import),
    /// Give the public register out
    Export(register::ExportArguments),
    /// Invite, disable and enable people
    #[command(subcommand)]
    Account(people::Account),
    /// Keys that sign access tokens, and API tokens
    #[command(subcommand)]
    Token(people::Token),
    /// Bring the database to the newest migration
    Migrate(migrate::Arguments),
    /// Say what is set, what is there, and what is wrong
    Doctor(doctor::Arguments),
    /// Ask the running platform whether it is well; exit code 1 if it is not
    Health(health::Arguments),
    /// Print a completion script for a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man,
}

pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            talk::error(&error);
            ExitCode::from(exit_code(&error))
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Completions(arguments) => return manual::completions(&arguments),
        Command::Man => return manual::page(),
        _ => {}
    }
    let settings = read_settings(&cli.flags)?;
    log_to_stderr(&settings)?;
    runtime()?.block_on(async {
        match cli.command {
            Command::Up(arguments) => up::run(settings, &arguments).await,
            Command::Api => serving::run_web(&settings).await,
            Command::Workers(arguments) => serving::run_workers(&settings, &arguments).await,
            Command::Import(arguments) => register::import(&settings, &arguments).await,
            Command::Export(arguments) => register::export(&settings, &arguments).await,
            Command::Account(what) => people::account(&settings, &what).await,
            Command::Token(what) => people::token(&settings, &what).await,
            Command::Migrate(arguments) => migrate::run(&settings, &arguments).await,
            Command::Doctor(arguments) => doctor::run(settings, &arguments).await,
            Command::Health(arguments) => health::run(&settings, &arguments).await,
            Command::Completions(_) | Command::Man => Ok(()),
        }
    })
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    // one provider for the whole process, before the first connection
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start threads")
}

fn read_settings(flags: &Flags) -> anyhow::Result<Settings> {
    let said = [
        ("DATA_DIR", &flags.data_dir),
        ("LISTEN", &flags.listen),
        ("BASE_URL", &flags.base_url),
        ("LOG", &flags.log),
        ("LOG_FORMAT", &flags.log_format),
    ];
    let said: BTreeMap<_, _> = said
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.clone()?)))
        .collect();
    let mut settings = Settings::read(&Sources::of_process(said, flags.settings.clone()))?;
    place_data(&mut settings);
    Ok(settings)
}

/// Root's home is closed to the account that the private database must run under. Where nobody chose a directory, the
/// system's own place for such data serves.
fn place_data(settings: &mut Settings) {
    let place = Path::new("/var/lib/para29");
    if settings.data_dir_chosen || settings.database.is_some() || settings.data_dir == place {
        return;
    }
    if let Err(error @ crate::pgboot::Error::NotSearchable { .. }) = crate::pgboot::check(&settings.data_dir) {
        talk::say(&format!("{error}.\nData is therefore kept in {}.", place.display()));
        settings.data_dir = place.into();
    }
}

fn log_to_stderr(settings: &Settings) -> anyhow::Result<()> {
    // What is no HTTP is answered with 400. As an error in the log it would let strangers call somebody out at night.
    let filter = EnvFilter::try_new(&settings.log)?.add_directive("actix_http::h1::dispatcher=off".parse()?);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => lines.with_ansi(talk::may_colour()).with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).init(),
    }
    Ok(())
}

/// The data was refused, wholly or in part.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);

/// The command was asked wrongly, beyond what its arguments show.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(String);

fn exit_code(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        if cause.is::<Refused>() {
            return 3;
        }
        if cause.is::<Wrong>()
            || cause.is::<settings::Error>()
            || cause.is::<workers::mail::BadSetting>()
            || cause.is::<schema::record::MappingError>()
            || cause.is::<KeyError>()
        {
            return 2;
        }
        if let Some(unfit) = cause.downcast_ref::<Unfit>() {
            return if matches!(unfit, Unfit::Behind(_)) { 1 } else { 2 };
        }
        if let Some(error) = cause.downcast_ref::<schema::Error>() {
            use schema::Error::{Internal, Unavailable, Uncertain};
            return match error {
                Internal(_) | Unavailable(_) | Uncertain(_) => 1,
                _ => 3,
            };
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn exit_codes_tell_whose_fault_it_was() {
        let wrong = settings::Error {
            name: "LISTEN".into(),
            origin: "--listen".into(),
            reason: "is not".into(),
        };
        assert_eq!(exit_code(&anyhow::Error::from(wrong).context("while starting")), 2);
        assert_eq!(exit_code(&schema::Error::NotFound.into()), 3);
        assert_eq!(exit_code(&Refused("rows".into()).into()), 3);
        assert_eq!(exit_code(&Wrong("no such file".into()).into()), 2);
        assert_eq!(exit_code(&schema::Error::internal("disk").into()), 1);
        assert_eq!(exit_code(&anyhow::anyhow!("anything else")), 1);
    }
}
