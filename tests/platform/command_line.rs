//! The command `para29` as a person at a terminal, or a service manager, meets it.

use super::Scratch;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use para29::pgboot::Cluster;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// With nothing of the tester's own settings.
fn para29(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_para29"));
    command.args(arguments).stdin(Stdio::null());
    for name in [
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "SMTP_URL",
        "LISTEN",
        "LOG",
        "DATA_DIR",
        "PARA29_SETTINGS",
    ] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    para29(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A running `para29 up`; killed when the story ends.
struct Up {
    child: Child,
    told: Receiver<String>,
}

impl Up {
    fn start(dir: &Path) -> Up {
        let dir = dir.to_str().unwrap();
        let mut child = para29(&["up", "--data-dir", dir, "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (tell, told) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Up { child, told }
    }

    fn tells(&self, text: &str) {
        let mut before = Vec::new();
        while let Ok(line) = self.told.recv_timeout(Duration::from_secs(120)) {
            if line.contains(text) {
                return;
            }
            before.push(line);
        }
        panic!("it never said {text:?}, but:\n{}", before.join("\n"));
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id() as i32), signal).unwrap();
    }

    fn ends_with(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Up {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn database(dir: &Path) -> Option<Cluster> {
    Cluster::running(&dir.join("postgres")).unwrap()
}

#[test]
fn wrong_arguments_and_wrong_settings_are_told_apart_from_failures() {
    assert_eq!(run(&["fly"]).status.code(), Some(2));
    let wrong = run(&["doctor", "--listen", "somewhere"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("setting LISTEN (--listen)"), "{}", said(&wrong));
    let nobody = para29(&["migrate"])
        .env("DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:9/none")
        .output()
        .unwrap();
    assert_eq!(nobody.status.code(), Some(1));
    assert!(!said(&nobody).contains("hunter2"));
}

#[test]
fn doctor_shows_settings_without_secrets_and_names_what_is_wrong() {
    let scratch = Scratch::new();
    let doctor = para29(&[
        "doctor",
        "--json",
        "--data-dir",
        scratch.0.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ])
    .env("SMTP_URL", "smtp://me:hunter2@127.0.0.1:9")
    .env("MAIL_FROM", "Para29 <para29@example.org>")
    .output()
    .unwrap();
    let report = String::from_utf8(doctor.stdout).unwrap();
    assert!(!report.contains("hunter2"));
    let report: Value = serde_json::from_str(&report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let wrong: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["verdict"] == "wrong")
        .collect();
    assert_eq!(wrong.len(), 1, "{findings:?}");
    assert!(wrong[0]["says"].as_str().unwrap().starts_with("SMTP_URL: 127.0.0.1:9"));
    assert_eq!(doctor.status.code(), Some(1));
    let unfit = para29(&[
        "doctor",
        "--json",
        "--data-dir",
        scratch.0.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ])
    .env("SMTP_URL", "smtp://me:hunter2@mail.example.org?tls=none")
    .env("MAIL_FROM", "Para29 <para29@example.org>")
    .output()
    .unwrap();
    let report = String::from_utf8(unfit.stdout).unwrap();
    assert!(
        report.contains("a password would be sent in the clear") && !report.contains("hunter2"),
        "{report}"
    );
    assert!(
        fs::read_dir(&scratch.0).unwrap().next().is_none(),
        "doctor changes nothing"
    );
}

#[test]
fn migrations_are_listed_before_they_run_and_go_down_and_up_again() {
    let scratch = Scratch::new();
    let dir = scratch.0.to_str().unwrap();
    let names = |arguments: &[&str]| -> Vec<String> {
        let output = run(&[&["--data-dir", dir, "migrate", "--json"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let waiting = names(&["--dry-run"]);
    assert!(!waiting.is_empty());
    assert_eq!(names(&["--dry-run"]), waiting, "a rehearsal runs nothing");
    assert_eq!(names(&[]).len(), waiting.len());
    assert!(names(&[]).is_empty());
    assert_eq!(
        run(&["--data-dir", dir, "migrate", "redo"]).status.code(),
        Some(2),
        "it asks to be sure"
    );
    assert_eq!(names(&["redo", "--lose-all-data"]).len(), waiting.len());
    assert!(
        database(&scratch.0).is_none(),
        "what was started for this is stopped after it"
    );
}

#[test]
fn up_stops_cleanly_whoever_asks_and_takes_the_database_along() {
    let scratch = Scratch::new();
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let up = Up::start(&scratch.0);
        up.tells("Para29 runs");
        assert!(database(&scratch.0).is_some());
        up.signal(signal);
        assert_eq!(up.ends_with(), Some(0), "{signal}");
        assert!(database(&scratch.0).is_none(), "{signal}");
        assert!(
            !scratch.cluster().join("data/postmaster.pid").exists(),
            "{signal}: the database was shut down"
        );
    }
}

#[test]
fn a_killed_up_does_not_stop_the_next_one_from_starting() {
    let scratch = Scratch::new();
    let up = Up::start(&scratch.0);
    up.tells("Para29 runs");
    up.signal(Signal::SIGKILL);
    up.ends_with();
    let left = database(&scratch.0).expect("a killed run cannot stop its database");
    let next = Up::start(&scratch.0);
    next.tells("Para29 runs");
    assert_ne!(database(&scratch.0).unwrap().pid(), left.pid());
    next.signal(Signal::SIGINT);
    assert_eq!(next.ends_with(), Some(0));
}

#[test]
fn up_starts_its_database_again_when_that_dies() {
    let scratch = Scratch::new();
    let up = Up::start(&scratch.0);
    up.tells("Para29 runs");
    let first = database(&scratch.0).unwrap().pid();
    kill(Pid::from_raw(first), Signal::SIGKILL).unwrap();
    up.tells("the database has died and is started again");
    up.tells("the database is back");
    assert_ne!(database(&scratch.0).unwrap().pid(), first);
    up.signal(Signal::SIGINT);
    assert_eq!(up.ends_with(), Some(0));
}

#[tokio::test]
async fn a_server_that_the_settings_name_is_used_and_left_running() {
    let scratch = Scratch::new();
    let theirs = Cluster::start(&scratch.cluster()).await.unwrap();
    let ours = scratch.0.join("ours");
    let migrated = para29(&["migrate", "--json", "--data-dir", ours.to_str().unwrap()])
        .env("DATABASE_URL", theirs.login_url())
        .env("DATABASE_OWNER_URL", theirs.owner_url())
        .output()
        .unwrap();
    assert!(migrated.status.success(), "{}", said(&migrated));
    assert!(
        !serde_json::from_slice::<Vec<String>>(&migrated.stdout)
            .unwrap()
            .is_empty()
    );
    assert!(!ours.exists(), "no private database is made");
    let (client, connection) = tokio_postgres::connect(&theirs.owner_url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client.query("select from participants", &[]).await.unwrap();
    theirs.stop().await;
}
