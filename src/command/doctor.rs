//! `para29 doctor`: what is set, what is there, and what is wrong; and whether the audit is whole. Looks, and changes nothing.

use super::database::{Database, Unfit, cluster_dir, running};
use super::talk;
use crate::pgboot::{self, programs};
use crate::settings::{Settings, Shown};
use anyhow::bail;
use api::auth::{KeyError, Keys};
use chrono::TimeDelta;
use clap::Args;
use nix::unistd::{AccessFlags, access};
use schema::checkpoints::{self, Broken, Fault, RecordKey};
use schema::clock::Clock;
use schema::db::Sizes;
use schema::watch::{self, AtWork, Figures, SILENCE};
use schema::{Actor, Connection, Db, upkeep};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream, lookup_host};
use tokio::time::timeout;

/// Clocks that differ by more are told.
const OUT_OF_STEP: TimeDelta = TimeDelta::seconds(5);
/// Digests are looked at every five minutes.
const LATE: TimeDelta = TimeDelta::minutes(15);
/// Copies are made every night.
const STALE: TimeDelta = TimeDelta::hours(26);
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
    /// How to put it right.
    remedy: Option<&'static str>,
}

impl Finding {
    fn put_right(mut self, remedy: &'static str) -> Finding {
        if self.verdict != Verdict::Good {
            self.remedy = Some(remedy);
        }
        self
    }
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
    findings.push(data_dir(&settings).put_right("give the directory to the account that runs Para29, or name another"));
    findings.push(keys(&settings).put_right("`para29 token rotate-keys`, as the account that runs Para29"));
    findings.push(
        listen(&settings)
            .await
            .put_right("if it is not Para29 that listens, choose another LISTEN"),
    );
    findings.push(base_url(&settings).put_right("set BASE_URL to the https address of the proxy in front"));
    findings.push(mail(&settings).await.put_right(
        "set SMTP_URL and MAIL_FROM; if they are set, ask whoever runs the mail server for host, port and password",
    ));
    findings.push(support(&settings));
    findings.push(metrics(&settings).await);
    findings.push(backups(&settings));
    findings.push(time_zones());
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
    for Finding {
        about,
        verdict,
        says,
        remedy,
    } in &report.findings
    {
        let verdict = match verdict {
            Verdict::Good => "good",
            Verdict::Notice => "notice",
            Verdict::Wrong => "WRONG",
        };
        talk::print(&format!("{verdict:6}  {about}: {says}"));
        if let Some(remedy) = remedy {
            talk::print(&format!("        → {remedy}"));
        }
    }
}

async fn database(settings: &Settings) -> Vec<Finding> {
    const ABOUT: &str = "database";
    if let Some(named) = &settings.database {
        let mut findings = answers(named.url.reveal(), &named.url.to_string()).await;
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
    match running(settings) {
        Ok(Some(cluster)) => findings.extend(answers(&cluster.login_url(), "the private server").await),
        Ok(None) => findings.push(good(
            ABOUT,
            format!(
                "a private one below {}, not running now",
                cluster_dir(settings).display()
            ),
        )),
        Err(error) => findings.push(wrong(ABOUT, error)),
    }
    findings
}

/// What the application meets there, and what goes on in it.
async fn answers(url: &str, which: &str) -> Vec<Finding> {
    let standing = asked(url, which).await;
    let mut findings = match standing.verdict {
        Verdict::Good => at_work(url).await,
        _ => Vec::new(),
    };
    findings.insert(
        0,
        standing.put_right(
            "docs/operations.md, \"Roles in Postgres\" and \"Upgrade\"; psql with the same address says more",
        ),
    );
    findings
}

/// Whether workers work, and whether anything is stuck.
async fn at_work(url: &str) -> Vec<Finding> {
    let one = Sizes {
        visitors: 1,
        members: 1,
        platform: 1,
    };
    let asked = async { watch::figures(&Db::new(url, one)?).await };
    let (now, at_work) = match timeout(PATIENCE, asked).await {
        Ok(Ok(Figures { now, at_work, .. })) => (now, at_work),
        Ok(Err(error)) => return vec![wrong("queue", talk::in_full(&error.into()))],
        Err(_) => return vec![wrong("queue", "the database does not say in time what waits")],
    };
    let ahead = now - Clock::default().now();
    let clock = if ahead.abs() > OUT_OF_STEP {
        let seconds = ahead.num_seconds();
        notice(
            "clock",
            format!("the database's is {seconds} seconds ahead of this machine's"),
        )
    } else {
        good(
            "clock",
            format!("it is {}, here and in the database", now.format("%F %T UTC")),
        )
    };
    let mut findings = vec![clock.put_right("keep both machines in time by NTP: codes and sessions run out by it")];
    findings.extend(at_work.iter().flat_map(|at_work| [workers(at_work), queue(at_work)]));
    findings
}

fn workers(at_work: &AtWork) -> Finding {
    const ABOUT: &str = "workers";
    let finding = match at_work.worker_age {
        Some(age) if age < SILENCE => {
            let (count, seconds) = (at_work.worker_count, age.num_seconds());
            good(
                ABOUT,
                format!("{count} at work; the last sign came {seconds} seconds ago"),
            )
        }
        Some(age) => wrong(ABOUT, format!("the last sign came {} minutes ago", age.num_minutes())),
        None => notice(
            ABOUT,
            "none is at work: nothing is sent, and nothing is planned".to_owned(),
        ),
    };
    finding.put_right("start `para29 workers`, or look into its log")
}

fn queue(at_work: &AtWork) -> Finding {
    const ABOUT: &str = "queue";
    let AtWork { jobs, digests, .. } = at_work;
    let is_late = digests.oldest.is_some_and(|age| age > LATE);
    if jobs.given_up_count > 0 || is_late {
        let (jobs, readers) = (jobs.given_up_count, if is_late { digests.count } else { 0 });
        let says = format!("{jobs} jobs were given up; the digests of {readers} readers are overdue");
        return notice(ABOUT, says)
            .put_right("`jobsGivenUp` of the API lists what was given up and why; `jobRetry` tries it again");
    }
    let waiting = jobs.waiting_count;
    good(
        ABOUT,
        format!("{waiting} jobs are due, none was given up, no digest is overdue"),
    )
}

/// Whether readers are told where to write to.
fn support(settings: &Settings) -> Finding {
    const ABOUT: &str = "readers";
    match &settings.support_email {
        Some(address) => good(ABOUT, format!("pages tell them to write to {address}")),
        None => notice(
            ABOUT,
            "SUPPORT_EMAIL is not set: pages name no address to suggest a correction to".to_owned(),
        )
        .put_right("set SUPPORT_EMAIL to an address that somebody reads"),
    }
}

async fn metrics(settings: &Settings) -> Finding {
    const ABOUT: &str = "metrics";
    let Some(address) = settings.metrics_listen else {
        return notice(
            ABOUT,
            "METRICS_LISTEN is not set: nobody can watch from outside".to_owned(),
        )
        .put_right(
            "set METRICS_LISTEN to an address that Prometheus reaches and the public does not, as 127.0.0.1:9029",
        );
    };
    let finding = match TcpListener::bind(address).await {
        Ok(_) => good(ABOUT, format!("{address} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            good(ABOUT, format!("{address} is in use; rightly so if Para29 runs"))
        }
        Err(error) => wrong(ABOUT, format!("METRICS_LISTEN: {address}: {error}")),
    };
    if finding.verdict == Verdict::Good && address.ip().is_unspecified() {
        return notice(ABOUT, format!("{address} is open on every network of this machine"))
            .put_right("set METRICS_LISTEN to an inner address, or close the port in the firewall");
    }
    finding.put_right("set METRICS_LISTEN to an address of this machine")
}

/// How old the newest copy is, if it lies where we may look.
fn backups(settings: &Settings) -> Finding {
    const ABOUT: &str = "backup";
    let Some(dir) = &settings.backup_dir else {
        return notice(ABOUT, "BACKUP_DIR is not set: nothing is known of copies".to_owned())
            .put_right("docs/operations.md, \"Backup and restore\"; then set BACKUP_DIR to where the copies lie");
    };
    let finding = match api::metrics::backup_age(dir, Clock::default().now()) {
        Some(age) if age > STALE => wrong(ABOUT, format!("the newest copy is {} hours old", age.num_hours())),
        Some(age) => good(ABOUT, format!("the newest copy is {} hours old", age.num_hours())),
        None => wrong(ABOUT, format!("there is no copy of the database in {}", dir.display())),
    };
    finding.put_right("`systemctl status para29-backup.timer`, or run docker/backup.sh by hand and read what it says")
}

/// Reminders go out at hours of the day where their readers are.
fn time_zones() -> Finding {
    good(
        "time zones",
        format!("those of IANA {}, within the program", schema::clock::TIME_ZONES),
    )
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
    if let Err(error) = lookup_host(&server).await {
        return wrong(
            ABOUT,
            format!("SMTP_URL: {server}: the name is not known here: {error}"),
        );
    }
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
        remedy: None,
    }
}

fn notice(about: &'static str, says: String) -> Finding {
    Finding {
        about,
        verdict: Verdict::Notice,
        says,
        remedy: None,
    }
}

fn wrong(about: &'static str, says: impl ToString) -> Finding {
    Finding {
        about,
        verdict: Verdict::Wrong,
        says: says.to_string(),
        remedy: None,
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
