//! `para29 import` and `para29 export`: whole registers in and out, and the reference catalogue.

use super::database::Database;
use super::{Refused, Wrong, talk};
use crate::faults::{said, words_of_terminal};
use crate::settings::Settings;
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use schema::clock::Clock;
use schema::commitments::{CommitmentFilter, CommitmentOrder, commitment_count};
use schema::directory::participant_by_code;
use schema::record::{
    self, Export, ExportFormat, Exporter, ImportFault, ImportFaultCode, ImportReport, Input, Mapping, Selection,
};
use schema::sources::catalogue::{self, Catalogue};
use schema::{Actor, Connection, Db};
use std::io::Write;
use std::path::{Path, PathBuf};
use words::Words;

#[derive(Debug, Args)]
pub struct Import {
    /// The file to take in: CSV in UTF-8, in UTF-16 with a byte order mark, or as the mapping says
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
    match (&arguments.catalogue, &arguments.file) {
        (Some(folder), _) => load_catalogue(settings, folder, arguments).await,
        (None, Some(file)) => import_file(settings, file, arguments).await,
        (None, None) => bail!("name a file to import"),
    }
}

/// What became of a catalogue: rows by file, and all that is to be put right.
#[derive(serde::Serialize)]
struct CatalogueReport {
    files: Vec<catalogue::Tally>,
    faults: Vec<catalogue::Fault>,
}

async fn load_catalogue(settings: &Settings, folder: &Path, arguments: &Import) -> anyhow::Result<()> {
    let catalogue = match Catalogue::read(folder) {
        Ok(catalogue) => catalogue,
        Err(faulty) => {
            if arguments.json {
                talk::print_json(&CatalogueReport {
                    files: faulty.tallies(),
                    faults: faulty.faults,
                })?;
                bail!(Refused("the catalogue was refused".into()));
            }
            bail!(Refused(faulty.to_string()));
        }
    };
    let files = Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        Ok(catalogue::load(&db, Clock::default().now(), &catalogue, arguments.dry_run).await?)
    })
    .await?;
    if arguments.json {
        return talk::print_json(&CatalogueReport { files, faults: vec![] });
    }
    for tally in files {
        talk::print(&format!(
            "{}: {} new, {} changed, {} unchanged, {} rejected",
            tally.file, tally.new, tally.changed, tally.unchanged, tally.rejected
        ));
    }
    Ok(())
}

async fn import_file(settings: &Settings, file: &Path, arguments: &Import) -> anyhow::Result<()> {
    let import = record::Import {
        mapping: Mapping::find(&arguments.mapping)?,
        input: Input::Path(file.to_owned()),
        seen_on: arguments.seen_on,
        is_rehearsal: arguments.dry_run,
        account: None,
    };
    if let Err(cause) = std::fs::File::open(file) {
        bail!(Wrong(format!("{} cannot be read: {cause}", file.display())));
    }
    let report = Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let bar = talk::bar();
        let report = record::import(&db, Clock::default().now(), &import, |progress| {
            if progress.to_write == 0 {
                bar.set_message("reading rows");
                bar.set_position(progress.rows.into());
            } else {
                bar.set_message("writing records");
                bar.set_length(progress.to_write.into());
                bar.set_position(progress.written.into());
            }
        })
        .await;
        bar.finish_and_clear();
        Ok(report?)
    })
    .await?;
    let words = words_of_terminal();
    if let Some(path) = &arguments.rejected
        && report.refusal.is_none()
    {
        let out =
            std::fs::File::create(path).with_context(|| format!("--rejected: cannot write {}", path.display()))?;
        let said = |fault: &ImportFault| said(words, fault);
        let count = record::write_rejected(&import.input, &import.mapping, &report, out, said)?;
        talk::say(&format!("{count} rejected rows are in {}", path.display()));
    }
    if arguments.json {
        talk::print_json(&report)?;
    } else {
        print_report(words, &report);
    }
    let what = if report.is_rehearsal { "would be" } else { "were" };
    match (&report.refusal, report.rejected) {
        (Some(fault), _) if fault.code == ImportFaultCode::UnknownDay => {
            bail!(Refused(format!("--seen-on: {}", said(words, fault))))
        }
        (Some(fault), _) => bail!(Refused(said(words, fault))),
        (None, 0) => Ok(()),
        (None, count) => bail!(Refused(format!(
            "{count} rows {what} rejected; the others {what} taken"
        ))),
    }
}

fn print_report(words: Words, report: &ImportReport) {
    // Refused before a row was read: there is nothing to tell of them.
    if report.refusal.is_some() && report.rows == 0 {
        return;
    }
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
        talk::print(&format!("  {}", said(words, fault)));
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
    Jsonl,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// CSV, which `import` takes in again, one JSON array, or JSON lines
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Only what these States undertook, by ISO 3166-1 alpha-3
    #[arg(long, value_name = "CODE")]
    state: Vec<String>,
    /// Put a byte order mark in front of CSV, which spreadsheets need
    #[arg(long)]
    excel: bool,
    /// Write to this file instead of the standard output, once all of it is there
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Public records only: an export is what a visitor may read.
pub async fn export(settings: &Settings, arguments: &ExportArguments) -> anyhow::Result<()> {
    Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let today = Clock::default().now().date_naive();
        let filter = filter(&db, arguments).await?;
        let export = Export {
            actor: Actor::Visitor,
            selection: Selection::List(filter.clone(), CommitmentOrder::Newest),
            today,
            format: match arguments.format {
                Format::Csv => ExportFormat::Csv {
                    with_mark: arguments.excel,
                },
                Format::Json => ExportFormat::Json,
                Format::Jsonl => ExportFormat::JsonLines,
            },
            base_url: settings.base_url(settings.listen),
            translated: None,
        };
        let Some(path) = &arguments.output else {
            return write_all(&db, Exporter::new(export), std::io::stdout().lock(), |_| {})
                .await
                .map(|_| ());
        };
        let count = db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                commitment_count(conn, &Actor::Visitor, today, &filter).await
            })
            .await?;
        let bar = talk::bar();
        bar.set_length(u64::try_from(count).unwrap_or(0));
        bar.set_message("writing records");
        let count = write_file(&db, Exporter::new(export), path, |written| bar.set_position(written)).await;
        bar.finish_and_clear();
        talk::say(&format!("{} records are in {}", count?, path.display()));
        Ok(())
    })
    .await
}

async fn filter(db: &Db, arguments: &ExportArguments) -> anyhow::Result<CommitmentFilter> {
    let mut filter = CommitmentFilter::default();
    for code in &arguments.state {
        let found = db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                participant_by_code(conn, code).await
            })
            .await;
        match found {
            Ok(participant) => filter.participants.push(participant.id),
            Err(schema::Error::NotFound) => bail!(Wrong(format!("--state: {code} is not known"))),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(filter)
}

/// Writes beside the file and puts it in its place at the end: no half file is taken for a whole one.
async fn write_file(db: &Db, exporter: Exporter, path: &Path, written: impl Fn(u64)) -> anyhow::Result<u64> {
    let cannot = || format!("--output: cannot write {}", path.display());
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let out = std::fs::File::create(&beside).with_context(cannot)?;
    let done = write_all(db, exporter, std::io::BufWriter::new(out), written).await;
    if done.is_ok() {
        std::fs::rename(&beside, path).with_context(cannot)?;
    } else {
        std::fs::remove_file(&beside).ok();
    }
    done
}

async fn write_all(db: &Db, mut exporter: Exporter, mut out: impl Write, written: impl Fn(u64)) -> anyhow::Result<u64> {
    while let Some(stretch) = exporter.next(db).await? {
        match out.write_all(&stretch) {
            // Whoever reads has gone away, as `| head` does.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(exporter.row_count()),
            done => done?,
        }
        written(exporter.row_count());
    }
    out.flush()?;
    Ok(exporter.row_count())
}
