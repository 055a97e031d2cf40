//! The operator's own check of files, such as a virus scanner: what `EVIDENCE_SCAN` names.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::timeout;

/// A command that is run on each file before it is filed. The path of the file is its last argument; it has some time, and
/// lets the file pass by ending with 0.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Program and first arguments; no shell reads them.
    pub command: Vec<OsString>,
    pub limit: Duration,
}

impl Scan {
    /// The command as an operator writes it, with spaces between its parts.
    pub fn of(command: &str) -> Self {
        Self {
            command: command.split_whitespace().map(OsString::from).collect(),
            limit: Duration::from_secs(30),
        }
    }

    /// Whether the file passes. A command that cannot be run is our fault, not the file's; one that finds no end is stopped,
    /// and the file does not pass.
    pub(super) async fn passes(&self, file: &Path) -> io::Result<bool> {
        let (program, arguments) = self
            .command
            .split_first()
            .ok_or_else(|| io::Error::other("EVIDENCE_SCAN names no program"))?;
        let mut child = Command::new(program)
            .args(arguments)
            .arg(std::path::absolute(file)?)
            // Settings of ours, secrets among them, are none of its business.
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        match timeout(self.limit, child.wait()).await {
            Ok(ended) => Ok(ended?.success()),
            Err(_) => {
                tracing::warn!(limit = ?self.limit, "the check of a file of evidence found no end and was stopped");
                Ok(false)
            }
        }
    }
}
