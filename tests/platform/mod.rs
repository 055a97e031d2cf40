//! What Para29 stands on when nothing is configured, and the command that runs it.

#![expect(clippy::unwrap_used, reason = "a test bench fails by panicking")]

mod command_line;
mod private_database;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
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
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
