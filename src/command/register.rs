//! `para29 import` and `para29 export`: whole registers in and out, and the reference catalogue.

use super::database::Database;
use super::talk;
use crate::settings::Settings;
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use schema::clock::Clock;
use schema::commitments::CommitmentFilter;
use schema::record::{self, Export, ExportFormat, Exporter, ImportFault, ImportReport, Input, Mapping};
use schema::sources::catalogue::{self, Catalogue};
use schema::{Actor, Connection, Db};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Import {
    /// The file to take in: CSV in UTF-8, or UTF-16 with a byte order mark
    #[arg(required_unless_present = "catalogue")]
    file: Option<PathBuf>,
    /// Which column is what: the name of a mapping that comes with the program, or a TOML file of your own
    #[arg(long, short, value_name = "NAME|FILE", default_value = "para29")]
    mapping: String,
    /// Day on which the source was as the file says, where the file's name does not tell
    #[arg(long, value_name = "DATE")]
    seen_on: Option<NaiveDate>,
    /// Write the rejected rows, with what is wrong with each, to this file
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Load States, organizations, instruments, provisions and themes from the CSV files of this directory instead
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "mapping", "seen_on", "rejected"])]
    catalogue: Option<PathBuf>,
    /// Tell what would be new, changed, unchanged and rejected, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub async fn import(settings: &Settings, arguments: &Import) -> anyhow::Result<()> {
    Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        match (&arguments.catalogue, &arguments.file) {
            (Some(folder), _) => load_catalogue(&db, folder, arguments).await,
            (None, Some(file)) => import_file(&db, file, arguments).await,
            (None, None) => bail!("name a file to import"),
        }
    })
    .await
}

async fn load_catalogue(db: &Db, folder: &std::path::Path, arguments: &Import) -> anyhow::Result<()> {
    let catalogue = Catalogue::read(folder)?;
    let tallies = catalogue::load(db, Clock::default().now(), &catalogue, arguments.dry_run).await?;
    if arguments.json {
        return talk::print_json(&tallies);
    }
    for tally in tallies {
        talk::print(&format!(
            "{}: {} new, {} changed, {} unchanged, {} rejected",
            tally.file, tally.new, tally.changed, tally.unchanged, tally.rejected
        ));
    }
    Ok(())
}

async fn import_file(db: &Db, file: &std::path::Path, arguments: &Import) -> anyhow::Result<()> {
    let import = record::Import {
        mapping: Mapping::find(&arguments.mapping)?,
        input: Input::Path(file.to_owned()),
        seen_on: arguments.seen_on,
        is_rehearsal: arguments.dry_run,
        account: None,
    };
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::no_length()
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    let report = record::import(db, Clock::default().now(), &import, |progress| {
        if progress.to_write == 0 {
            bar.set_message("reading rows");
            bar.set_position(progress.rows.into());
        } else {
            bar.set_message("writing records");
            bar.set_length(progress.to_write.into());
            bar.set_position(progress.written.into());
        }
    })
    .await?;
    bar.finish_and_clear();
    if let Some(path) = &arguments.rejected {
        let out =
            std::fs::File::create(path).with_context(|| format!("--rejected: cannot write {}", path.display()))?;
        let count = record::write_rejected(&import.input, &import.mapping, &report, out, said)?;
        talk::say(&format!("{count} rejected rows are in {}", path.display()));
    }
    if arguments.json {
        talk::print_json(&report)?;
    } else {
        print_report(&report);
    }
    match (&report.refusal, report.rejected) {
        (Some(fault), _) => Err(super::Refused(said(fault)).into()),
        (None, 0) => Ok(()),
        (None, count) => Err(super::Refused(format!("{count} rows were rejected; the others were taken")).into()),
    }
}

/// A fault in one line: where, what value, what is wrong with it, and what would be right.
fn said(fault: &ImportFault) -> String {
    let place = match fault.row {
        Some(row) => format!("row {row}"),
        None => "the file".to_owned(),
    };
    let column = if fault.column.is_empty() {
        String::new()
    } else {
        format!(", column `{}`", fault.column)
    };
    let value = if fault.value.is_empty() {
        String::new()
    } else {
        format!(", value `{}`", fault.value)
    };
    let needed: Vec<String> = fault
        .parameters
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let needed = if needed.is_empty() {
        String::new()
    } else {
        format!(" ({})", needed.join("; "))
    };
    format!("{place}{column}{value}: {}{needed}", fault.code)
}

fn print_report(report: &ImportReport) {
    let what = if report.is_rehearsal { "would be" } else { "are" };
    talk::print(&format!("{} ({}): {} rows", report.title, report.file, report.rows));
    for (name, tally) in [
        ("commitments", report.commitments),
        ("participants", report.participants),
        ("documents", report.documents),
        ("updates", report.updates),
    ] {
        talk::print(&format!(
            "{name} {what}: {} new, {} changed, {} refreshed, {} unchanged, {} kept as changed here",
            tally.new, tally.changed, tally.refreshed, tally.unchanged, tally.kept
        ));
    }
    for reasoned in report.ignored.iter().chain(&report.mended) {
        talk::print(&format!("{} rows: {}", reasoned.rows, reasoned.reason));
    }
    if report.missing > 0 {
        talk::print(&format!(
            "{} records are no longer listed in the source",
            report.missing
        ));
    }
    talk::print(&format!("rejected: {} rows", report.rejected));
    for fault in report.faults.iter().take(50) {
        talk::print(&format!("  {}", said(fault)));
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// CSV, which `import` takes in again, or JSON lines
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Only what these States undertook, by ISO 3166-1 alpha-3
    #[arg(long, value_name = "CODE")]
    state: Vec<String>,
    /// Put a byte order mark in front, which spreadsheets need
    #[arg(long)]
    excel: bool,
}

/// Public records only: an export is what a visitor may read.
pub async fn export(settings: &Settings, arguments: &ExportArguments) -> anyhow::Result<()> {
    Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let mut filter = CommitmentFilter::default();
        for code in &arguments.state {
            let found = db
                .read(&Actor::Visitor, async |conn: &mut Connection| {
                    schema::directory::participant_by_code(conn, code).await
                })
                .await;
            filter
                .participants
                .push(found.with_context(|| format!("--state: {code} is not known"))?.id);
        }
        let mut exporter = Exporter::new(Export {
            actor: Actor::Visitor,
            filter,
            today: Clock::default().now().date_naive(),
            format: match arguments.format {
                Format::Csv => ExportFormat::Csv,
                Format::Jsonl => ExportFormat::JsonLines,
            },
            base_url: settings.base_url(settings.listen),
            translated: None,
            with_mark: arguments.excel,
        });
        let mut out = std::io::stdout().lock();
        while let Some(stretch) = exporter.next(&db).await? {
            match out.write_all(&stretch) {
                // Whoever reads has gone away, as `| head` does.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
                written => written?,
            }
        }
        Ok(())
    })
    .await
}
