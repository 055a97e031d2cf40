//! `para29 doctor`: what is set, what is there, and what is wrong; and whether the audit is whole. Looks, and changes nothing.

use super::database::{Database, Unfit, cluster_dir, running};
use super::talk;
use crate::pgboot::{self, programs};
use crate::settings::{Settings, Shown};
use anyhow::bail;
use api::auth::{KeyError, Keys};
use clap::Args;
use nix::unistd::{AccessFlags, access};
use schema::checkpoints::{self, Broken, Fault, RecordKey};
use schema::{Actor, Connection, upkeep};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// How long a database may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub struct Arguments {
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
    /// Check the audit instead: recompute every checkpoint from what was recorded; exit code 1 if one is broken
    #[arg(long)]
    record: bool,
    /// A published hash that somebody kept: it has to be among the checkpoints
    #[arg(long, value_name = "HASH", requires = "record")]
    kept: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    settings: Vec<Shown>,
    findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Finding {
    about: &'static str,
    verdict: Verdict,
    says: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Good,
    /// Para29 runs, with less than it could do.
    Notice,
    Wrong,
}

pub async fn run(settings: Settings, arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.record {
        return check_record(&settings, arguments).await;
    }
    look(settings, arguments.json).await
}

/// Whether the audit is as it was recorded, from its beginning.
async fn check_record(settings: &Settings, arguments: &Arguments) -> anyhow::Result<()> {
    if settings.database.is_none() && !cluster_dir(settings).exists() {
        bail!("there is no database in {}", cluster_dir(settings).display());
    }
    let kept = arguments.kept.as_deref();
    let check = Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let found = db.read(&Actor::Platform("doctor"), async |conn: &mut Connection| {
            checkpoints::check(conn, kept).await
        });
        Ok(found.await?)
    })
    .await?;
    if arguments.json {
        talk::print_json(&check)?;
    } else {
        talk::print(&format!(
            "{} checkpoints are whole; {} changes wait for the next one",
            check.checkpoint_count, check.unsealed_count
        ));
        if let Some(head) = &check.head {
            talk::print(&format!("the newest hash is {head}"));
        }
        check
            .keys
            .iter()
            .for_each(|key| talk::print(&format!("signed with {key}")));
    }
    if let Some(Broken { id, sealed_at, fault }) = check.broken {
        let why = match fault {
            Fault::Chain => "it does not follow the one before",
            Fault::Content => "changes it holds were altered, taken out or put in",
            Fault::Signature => "its signature is not that of its key",
        };
        bail!("checkpoint {id}, sealed at {sealed_at}, is broken: {why}");
    }
    if kept.is_some() && !check.holds_kept {
        bail!("the hash that was kept is not among the checkpoints");
    }
    match RecordKey::open(&settings.key_dir())? {
        Some(own) if !check.keys.is_empty() && !check.keys.contains(&own.public()) => {
            talk::say("None of the checkpoints was signed with the key in KEY_DIR.");
        }
        _ => {}
    }
    Ok(())
}

/// Looks at everything and tells; an error if something is wrong.
pub async fn look(mut settings: Settings, json: bool) -> anyhow::Result<()> {
    let mut findings = Vec::new();
    findings.extend(database(&settings).await);
    findings.push(data_dir(&settings));
    findings.push(keys(&settings));
    findings.push(listen(&settings).await);
    findings.push(base_url(&settings));
    findings.push(mail(&settings).await);
    let wrong = findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Wrong)
        .count();
    let report = Report {
        settings: std::mem::take(&mut settings.shown),
        findings,
    };
    if json {
        talk::print_json(&report)?;
    } else {
        print(&report);
    }
    match wrong {
        0 => Ok(()),
        _ => Err(anyhow::anyhow!("{wrong} of {} things are wrong", report.findings.len())),
    }
}

fn print(report: &Report) {
    let width = report
        .settings
        .iter()
        .map(|shown| shown.name.len())
        .max()
        .unwrap_or_default();
    for Shown { name, value, origin } in &report.settings {
        match value {
            Some(value) => talk::print(&format!("{name:width$}  {value}  ({origin})")),
            None => talk::print(&format!("{name:width$}  ({origin})")),
        }
    }
    talk::print("");
    for Finding { about, verdict, says } in &report.findings {
        let verdict = match verdict {
            Verdict::Good => "good",
            Verdict::Notice => "notice",
            Verdict::Wrong => "WRONG",
        };
        talk::print(&format!("{verdict:6}  {about}: {says}"));
    }
}

async fn database(settings: &Settings) -> Vec<Finding> {
    const ABOUT: &str = "database";
    if let Some(named) = &settings.database {
        let mut findings = vec![asked(named.url.reveal(), &named.url.to_string()).await];
        if named.owner_url != named.url {
            findings.push(owner(named.owner_url.reveal(), &named.owner_url.to_string()).await);
        }
        return findings;
    }
    let mut findings = Vec::new();
    match programs::find(None) {
        Ok(programs) => {
            findings.push(good(
                ABOUT,
                format!("PostgreSQL {} in {}", programs.major, programs.bin.display()),
            ));
        }
        Err(error) => findings.push(wrong(ABOUT, error)),
    }
    if let Err(error) = pgboot::check(&settings.data_dir) {
        findings.push(wrong(ABOUT, error));
    }
    findings.push(match running(settings) {
        Ok(Some(cluster)) => asked(&cluster.login_url(), "the private server").await,
        Ok(None) => good(
            ABOUT,
            format!(
                "a private one below {}, not running now",
                cluster_dir(settings).display()
            ),
        ),
        Err(error) => wrong(ABOUT, error),
    });
    findings
}

/// What the application meets there.
async fn asked(url: &str, which: &str) -> Finding {
    const ABOUT: &str = "database";
    let standing = match timeout(PATIENCE, upkeep::standing(url)).await {
        Ok(Ok(standing)) => standing,
        Ok(Err(error)) => return wrong(ABOUT, format!("{which}: {}", talk::in_full(&error.into()))),
        Err(_) => {
            return wrong(
                ABOUT,
                format!("{which} does not answer within {} seconds", PATIENCE.as_secs()),
            );
        }
    };
    let login = standing.login.clone();
    match Unfit::found(standing) {
        None => good(
            ABOUT,
            format!("{which} answers and is up to date; {login} cannot get past row-level security"),
        ),
        Some(behind @ Unfit::Behind(_)) => notice(ABOUT, format!("{which} answers; {behind}")),
        Some(unfit) => wrong(ABOUT, unfit),
    }
}

/// What migrations meet there.
async fn owner(url: &str, which: &str) -> Finding {
    const ABOUT: &str = "database's owner";
    match timeout(PATIENCE, upkeep::pending_at(url)).await {
        Ok(Ok(_)) => good(ABOUT, format!("{which} is let in")),
        Ok(Err(error)) => wrong(ABOUT, format!("{which}: {}", talk::in_full(&error.into()))),
        Err(_) => wrong(
            ABOUT,
            format!("{which} does not answer within {} seconds", PATIENCE.as_secs()),
        ),
    }
}

fn keys(settings: &Settings) -> Finding {
    const ABOUT: &str = "keys";
    match Keys::open(&settings.key_dir()) {
        Ok(_) => good(
            ABOUT,
            format!("tokens are signed by a key in {}", settings.key_dir().display()),
        ),
        Err(missing @ KeyError::Missing(_)) => notice(ABOUT, format!("{missing}, and so does `para29 up`")),
        Err(error) => wrong(ABOUT, error),
    }
}

fn data_dir(settings: &Settings) -> Finding {
    const ABOUT: &str = "data directory";
    for dir in [settings.data_dir.clone(), settings.evidence_dir(), settings.key_dir()] {
        if let Err(error) = can_be_written(&dir) {
            return wrong(ABOUT, error);
        }
    }
    good(ABOUT, settings.data_dir.display().to_string())
}

/// Whether files can be made in a directory, which may not be there yet.
pub fn can_be_written(dir: &Path) -> anyhow::Result<()> {
    // what is not there yet will be made in the first directory above that is
    let above = dir
        .ancestors()
        .map(|dir| if dir == Path::new("") { Path::new(".") } else { dir });
    let existing = above.into_iter().find(|dir| dir.exists()).unwrap_or(Path::new("/"));
    anyhow::ensure!(existing.is_dir(), "{} is not a directory", existing.display());
    access(existing, AccessFlags::W_OK | AccessFlags::X_OK)
        .map_err(|error| anyhow::anyhow!("{} cannot be written to: {}", existing.display(), error.desc()))
}

async fn listen(settings: &Settings) -> Finding {
    const ABOUT: &str = "address";
    match TcpListener::bind(settings.listen).await {
        Ok(_) => good(ABOUT, format!("{} is free", settings.listen)),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => notice(
            ABOUT,
            format!("{} is in use; rightly so if Para29 runs", settings.listen),
        ),
        Err(error) => wrong(ABOUT, format!("LISTEN: {}: {error}", settings.listen)),
    }
}

fn base_url(settings: &Settings) -> Finding {
    const ABOUT: &str = "links";
    let url = settings.base_url(settings.listen);
    if url.starts_with("https://") || settings.listen.ip().is_loopback() {
        return good(ABOUT, format!("letters and pages point to {url}"));
    }
    wrong(
        ABOUT,
        format!("LISTEN is open to others, but BASE_URL is {url}: people sign in, so it has to be https"),
    )
}

async fn mail(settings: &Settings) -> Finding {
    const ABOUT: &str = "mail";
    if let Err(error) = super::mail::mailer(settings) {
        return wrong(ABOUT, error);
    }
    let Some(url) = &settings.smtp_url else {
        let reading = if settings.is_for_oneself() {
            "can be read at /dev/letters of `para29 up`"
        } else {
            "reach nobody"
        };
        return notice(ABOUT, format!("SMTP_URL is not set: letters are kept and {reading}"));
    };
    let server = smtp_server(url.reveal());
    match timeout(Duration::from_secs(5), TcpStream::connect(&server)).await {
        Ok(Ok(_)) => good(ABOUT, format!("{server} accepts connections")),
        Ok(Err(error)) => wrong(ABOUT, format!("SMTP_URL: {server}: {error}")),
        Err(_) => wrong(ABOUT, format!("SMTP_URL: {server} does not answer within 5 seconds")),
    }
}

/// Host and port of `smtp://user:password@host:587?tls=required`; the defaults are those of submission.
fn smtp_server(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("smtp", url));
    let address = rest.split(['?', '/']).next().unwrap_or_default();
    let host = address.rsplit('@').next().unwrap_or_default();
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    if host.rsplit_once(':').is_some_and(|(_, port)| is_port(port)) {
        return host.to_owned();
    }
    let is_near = matches!(host, "localhost" | "[::1]") || host.starts_with("127.");
    match scheme {
        "smtps" => format!("{host}:465"),
        _ if is_near || rest.contains("tls=none") => format!("{host}:25"),
        _ => format!("{host}:587"),
    }
}

fn good(about: &'static str, says: String) -> Finding {
    Finding {
        about,
        verdict: Verdict::Good,
        says,
    }
}

fn notice(about: &'static str, says: String) -> Finding {
    Finding {
        about,
        verdict: Verdict::Notice,
        says,
    }
}

fn wrong(about: &'static str, says: impl ToString) -> Finding {
    Finding {
        about,
        verdict: Verdict::Wrong,
        says: says.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_server_is_found_in_its_url() {
        assert_eq!(
            smtp_server("smtp://me:p@ss@mail.example.org:587?tls=required"),
            "mail.example.org:587"
        );
        assert_eq!(smtp_server("smtps://mail.example.org"), "mail.example.org:465");
        assert_eq!(smtp_server("smtp://mail.example.org"), "mail.example.org:587");
        assert_eq!(smtp_server("smtp://mail.example.org?tls=none"), "mail.example.org:25");
        assert_eq!(smtp_server("smtp://[::1]"), "[::1]:25");
    }
}
