//! One PostgreSQL server process: making its files, starting it, knowing it again, stopping it.

use super::account::run_as;
use super::error::{At, Error};
use super::place::Place;
use super::programs::{self, Programs};
use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

const GLANCE: Duration = Duration::from_millis(15);
/// A fast shutdown rolls back what is open and writes a checkpoint; beyond this it is cut short.
const POLITE: Duration = Duration::from_secs(4);
const CURT: Duration = Duration::from_secs(2);

/// What `postmaster.pid` says of a server that is alive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub pid: i32,
    pub socket_dir: PathBuf,
    pub ready: bool,
}

impl Running {
    /// The server that runs on this cluster's files, if any; a file left by a dead one counts for nothing.
    pub fn on(place: &Place) -> Option<Running> {
        let said = Running::parse(&fs::read_to_string(place.pid_file()).ok()?)?;
        is_server_of(said.pid, &place.data()).then_some(said)
    }

    /// Lines: pid, data directory, start time, port, socket directory, listen address, shared memory, status.
    fn parse(text: &str) -> Option<Running> {
        let lines: Vec<&str> = text.lines().collect();
        Some(Running {
            pid: lines.first()?.trim().parse().ok().filter(|pid| *pid > 1)?,
            socket_dir: PathBuf::from(lines.get(4).copied().unwrap_or_default()),
            ready: lines.get(7).is_some_and(|status| status.trim() == "ready"),
        })
    }
}

/// After a reboot the number may belong to any process, so its command line is asked for our data directory. (Its working
/// directory would say the same, but root in a container may not look at that.)
fn is_server_of(pid: i32, data: &Path) -> bool {
    if cfg!(target_os = "linux") {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        return line
            .split(|byte| *byte == 0)
            .any(|word| word == data.as_os_str().as_bytes());
    }
    let said = std::process::Command::new("ps")
        .args(["-ww", "-o", "command=", "-p", &pid.to_string()])
        .output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains(&*data.to_string_lossy()))
}

/// How a server is to treat its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// What is acknowledged is on the disk.
    Kept,
    /// For tests: fast, and thrown away after a crash.
    Scratch,
}

/// The programs for this place, its files made if there are none yet.
pub async fn files(place: &Place, care: Care) -> Result<Programs, Error> {
    let data = place.data();
    if let Some(version) = place.version() {
        return programs::find(Some((&data, &version)));
    }
    let programs = programs::find(None)?;
    // made aside and renamed: a half-made cluster is never taken for a whole one
    let new = place.dir.join("data.new");
    if new.exists() {
        fs::remove_dir_all(&new).at("cannot clear away", &new)?;
    }
    let mut initdb = command(&programs.path("initdb"), place);
    initdb
        .arg("-D")
        .arg(&new)
        .args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    if care == Care::Scratch {
        initdb.arg("--no-sync");
    }
    let done = initdb.output().await.at("cannot run", &programs.path("initdb"))?;
    if !done.status.success() {
        let log = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        return Err(Error::Program {
            program: "initdb",
            status: done.status.to_string(),
            log,
        });
    }
    fs::rename(&new, &data).at("cannot put in place", &data)?;
    fs::File::open(&place.dir)
        .and_then(|dir| dir.sync_all())
        .at("cannot write to disk", &place.dir)?;
    Ok(programs)
}

/// Starts the server and returns once it takes connections. It gets a process group of its own, so that a terminal's
/// Ctrl-C reaches us and not it: it must outlive the last request we answer.
pub async fn start(place: &Place, programs: &Programs, care: Care) -> Result<(Child, Running), Error> {
    forget_dead(place)?;
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        match start_once(place, programs, care).await {
            // after a kill -9 of the server alone its sessions take a moment to notice
            Err(Error::Program { log, .. }) if log.contains("shared memory block") && Instant::now() < deadline => {
                sleep(Duration::from_millis(300)).await;
            }
            other => return other,
        }
    }
}

async fn start_once(place: &Place, programs: &Programs, care: Care) -> Result<(Child, Running), Error> {
    let socket_dir = place.socket_dir()?;
    let log = place.log_file()?;
    let told_before = log.metadata().map_or(0, |log| log.len());
    let errors = log.try_clone().at("cannot open", &place.log_path())?;
    let mut postgres = command(&programs.path("postgres"), place);
    postgres
        .arg("-D")
        .arg(place.data())
        .stdout(log)
        .stderr(errors)
        .process_group(0);
    let quoted = format!("\"{}\"", socket_dir.to_string_lossy().replace('"', "\"\""));
    let mut set = |name: &str, value: &str| {
        postgres.arg("-c").arg(format!("{name}={value}"));
    };
    set("listen_addresses", "");
    set("unix_socket_directories", &quoted);
    set("unix_socket_permissions", "0700");
    set("port", "5432");
    set("timezone", "UTC");
    set("log_timezone", "UTC");
    set("cluster_name", "para29");
    if care == Care::Scratch {
        let fast = [
            ("fsync", "off"),
            ("synchronous_commit", "off"),
            ("full_page_writes", "off"),
        ];
        let small = [
            ("wal_level", "minimal"),
            ("max_wal_senders", "0"),
            ("shared_buffers", "64MB"),
        ];
        for (name, value) in fast.into_iter().chain(small).chain([("max_connections", "200")]) {
            set(name, value);
        }
    }
    let mut child = postgres.spawn().at("cannot run", &programs.path("postgres"))?;
    let mut told_at = Instant::now();
    loop {
        if let Some(status) = child.try_wait().at("cannot watch", &programs.path("postgres"))? {
            let log = last_words(place, told_before);
            return Err(Error::Program {
                program: "postgres",
                status: status.to_string(),
                log,
            });
        }
        let running = Running::on(place).filter(|running| running.ready && Some(running.pid as u32) == child.id());
        if let Some(running) = running {
            return Ok((child, running));
        }
        if told_at.elapsed() > Duration::from_secs(5) {
            told_at = Instant::now();
            tracing::info!(log = %place.log_path().display(), "the database is still starting");
        }
        sleep(GLANCE).await;
    }
}

/// PostgreSQL refuses to start over a file whose number another process of the same account now bears.
fn forget_dead(place: &Place) -> Result<(), Error> {
    let file = place.pid_file();
    let said = fs::read_to_string(&file).ok().and_then(|text| Running::parse(&text));
    let reused = said.is_some_and(|said| {
        kill(Pid::from_raw(said.pid), None) != Err(Errno::ESRCH) && !is_server_of(said.pid, &place.data())
    });
    if reused {
        fs::remove_file(&file).at("cannot clear away", &file)?;
    }
    Ok(())
}

/// Stops a server that is not our child: one that a killed run left behind.
pub async fn stop_orphan(place: &Place, orphan: &Running) -> Result<(), Error> {
    for (signal, patience) in [(Signal::SIGINT, POLITE * 3), (Signal::SIGQUIT, CURT * 3)] {
        if signal_to(orphan.pid, signal) == Err(Errno::EPERM) {
            return Err(Error::NotOurs(place.data()));
        }
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if !is_server_of(orphan.pid, &place.data()) {
                return Ok(());
            }
            sleep(GLANCE).await;
        }
    }
    Err(Error::WillNotStop(orphan.pid))
}

/// Stops our child: fast shutdown first, immediate shutdown if that hangs (the next start then recovers from the log).
pub async fn stop_child(child: &mut Child) -> Option<ExitStatus> {
    let pid = child.id()? as i32;
    for (signal, patience) in [(Signal::SIGINT, POLITE), (Signal::SIGQUIT, CURT)] {
        signal_to(pid, signal).ok();
        if let Ok(status) = timeout(patience, child.wait()).await {
            return status.ok();
        }
    }
    None
}

pub fn signal_to(pid: i32, signal: Signal) -> Result<(), Errno> {
    kill(Pid::from_raw(pid), signal)
}

/// One of PostgreSQL's programs, with nothing of our environment that is not its business (secrets, `PGPORT`).
fn command(program: &Path, place: &Place) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("LC_ALL", "C")
        .current_dir("/")
        .stdin(Stdio::null());
    for name in ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    run_as(&mut command, place.account.as_ref());
    command
}

fn last_words(place: &Place, told_before: u64) -> String {
    let log = fs::read(place.log_path()).unwrap_or_default();
    let new = log.get(told_before as usize..).unwrap_or_default();
    let text = String::from_utf8_lossy(new);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: &str = "4242\n/srv/d/data\n1790000000\n5432\n/srv/d/socket\n\n  1234    5\nready   \n";

    #[test]
    fn a_pid_file_says_who_where_and_whether_ready() {
        let said = Running::parse(READY).unwrap();
        assert_eq!(
            said,
            Running {
                pid: 4242,
                socket_dir: "/srv/d/socket".into(),
                ready: true
            }
        );
        assert!(!Running::parse(&READY.replace("ready ", "starting")).unwrap().ready);
    }

    #[test]
    fn a_pid_file_half_written_or_of_a_single_user_server_is_nobody() {
        assert_eq!(Running::parse(""), None);
        assert_eq!(Running::parse("-77\n/srv/d/data\n"), None);
        assert!(!Running::parse("4242\n/srv/d/data\n").unwrap().ready);
    }

    #[test]
    fn another_process_that_bears_the_number_is_not_the_server() {
        assert!(!is_server_of(std::process::id() as i32, Path::new("/srv/d/data")));
    }
}
