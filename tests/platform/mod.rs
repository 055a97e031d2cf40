//! What Para29 stands on when nothing is configured, the command that runs it, and the scripts around it.

mod command_line;
mod deployment;
mod files;
mod health;
mod private_database;
mod running;
mod scripts;
mod watching;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use para29::pgboot::Cluster;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use uuid::Uuid;

/// A directory of its own for each test, which an unprivileged account can reach.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Scratch {
        let dir = env::temp_dir().join(format!("para29-{}", Uuid::new_v4().simple()));
        fs::create_dir(&dir).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        Scratch(dir)
    }

    fn cluster(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// A command that keeps what it makes in here.
    fn para29(&self, arguments: &[&str]) -> Command {
        let mut command = para29(arguments);
        command.arg("--data-dir").arg(&self.0);
        command
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// The command, reached by nothing of the tester's own settings, whatever they are called: only by these variables.
fn para29(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_para29"));
    command.args(arguments).stdin(Stdio::null()).env_clear();
    for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "PARA29_POSTGRES_BIN"] {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    para29(arguments).output().unwrap()
}

/// What was said to whoever sits at the terminal.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What was given as data.
fn given(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A running command; killed when the story ends.
struct Running {
    child: Child,
    told: Receiver<String>,
}

impl Running {
    fn start(mut command: Command) -> Running {
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (tell, told) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Running { child, told }
    }

    /// `para29 up` on a private database.
    fn up(scratch: &Scratch) -> Running {
        Running::start(scratch.para29(&["up", "--listen", "127.0.0.1:0"]))
    }

    /// Waits for a line that holds this, and gives all that was told up to it.
    fn tells(&self, text: &str) -> String {
        let mut before = String::new();
        while let Ok(line) = self.told.recv_timeout(Duration::from_secs(120)) {
            before += &line;
            before.push('\n');
            if line.contains(text) {
                return before;
            }
        }
        panic!("it never said {text:?}, but:\n{before}");
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id() as i32), signal).unwrap();
    }

    fn ends_with(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// Asks it to stop, and gives all that it told since it was last listened to.
    fn stops(mut self) -> String {
        self.signal(Signal::SIGINT);
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        self.told.iter().map(|line| line + "\n").collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The word that follows a name in what was told: `Pages         http://127.0.0.1:8029/`.
fn word_after<'a>(told: &'a str, name: &str) -> &'a str {
    let rest = told
        .split_once(name)
        .unwrap_or_else(|| panic!("no {name:?} in:\n{told}"))
        .1;
    rest.split_whitespace().next().unwrap()
}

fn database(dir: &Path) -> Option<Cluster> {
    Cluster::running(&dir.join("postgres")).unwrap()
}
