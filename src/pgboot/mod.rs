//! A private PostgreSQL server for whoever has none: made from the system's own programs, below one directory,
//! reachable only through a unix socket that other accounts cannot enter, which is why it asks for no password.
//!
//! The process that starts it looks after it: holds the lock, watches it, stops it. A second process on the same
//! directory attaches. A process that was killed leaves its server behind; the next one stops that and starts its own.

mod account;
mod error;
mod place;
mod prepare;
pub mod programs;
mod server;
mod shared;

use account::Account;
pub use error::Error;
pub use prepare::{DATABASE, LOGIN, OWNER};

use nix::sys::signal::Signal;
use place::Place;
use server::{Care, Running};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::process::Child;
use tokio::time::sleep;

const GLANCE: Duration = Duration::from_millis(100);

/// A server that takes connections.
#[derive(Debug)]
pub struct Cluster {
    place: Place,
    running: Running,
    kept: Option<Kept>,
}

/// What only the process that looks after the server has. The lock is let go with it.
#[derive(Debug)]
struct Kept {
    child: Child,
    _lock: File,
}

impl Cluster {
    /// The cluster below `dir`, made if there is none, started if it does not run.
    pub async fn start(dir: &Path) -> Result<Cluster, Error> {
        let place = Place::open(dir)?;
        let lock = place.lock_file()?;
        let cluster = loop {
            match lock.try_lock() {
                Ok(()) => break Cluster::look_after(place, lock).await?,
                Err(TryLockError::Error(source)) => {
                    return Err(Error::Io {
                        what: "cannot lock",
                        path: place.dir,
                        source,
                    });
                }
                Err(TryLockError::WouldBlock) => {}
            }
            // somebody looks after it, and may still be starting it, or may be stopping it and let go soon
            if let Some(running) = Running::on(&place).filter(|running| running.ready) {
                break Cluster {
                    place,
                    running,
                    kept: None,
                };
            }
            sleep(GLANCE).await;
        };
        prepare::prepare(&cluster.url("postgres", "postgres")).await?;
        Ok(cluster)
    }

    async fn look_after(place: Place, lock: File) -> Result<Cluster, Error> {
        if let Some(orphan) = Running::on(&place) {
            tracing::info!(pid = orphan.pid, "stopping the database that a killed run left behind");
            server::stop_orphan(&place, &orphan).await?;
        }
        let programs = server::files(&place, Care::Kept).await?;
        let (child, running) = server::start(&place, &programs, Care::Kept).await?;
        Ok(Cluster {
            place,
            running,
            kept: Some(Kept { child, _lock: lock }),
        })
    }

    /// The cluster below `dir` if its server runs now; makes and starts nothing.
    pub fn running(dir: &Path) -> Result<Option<Cluster>, Error> {
        let Ok(dir) = dir.canonicalize() else { return Ok(None) };
        let account = Account::for_cluster(&dir.join("data"))?;
        let place = Place { dir, account };
        let running = Running::on(&place).filter(|running| running.ready);
        Ok(running.map(|running| Cluster {
            place,
            running,
            kept: None,
        }))
    }

    /// Whether this process started the server, and so stops it.
    pub fn is_ours(&self) -> bool {
        self.kept.is_some()
    }

    /// The server's process id.
    pub fn pid(&self) -> i32 {
        self.running.pid
    }

    /// The directory that holds the cluster, links resolved.
    pub fn dir(&self) -> &Path {
        &self.place.dir
    }

    pub fn log_path(&self) -> PathBuf {
        self.place.log_path()
    }

    /// For migrations.
    pub fn owner_url(&self) -> String {
        self.url(OWNER, DATABASE)
    }

    /// For API and workers.
    pub fn login_url(&self) -> String {
        self.url(LOGIN, DATABASE)
    }

    /// For anybody else; user `postgres` is the superuser.
    pub fn url(&self, user: &str, database: &str) -> String {
        let host = percent_encoded(&self.running.socket_dir.to_string_lossy());
        let (user, database) = (percent_encoded(user), percent_encoded(database));
        format!("postgresql:///{database}?host={host}&user={user}")
    }

    /// Returns when the server is gone, whoever ended it.
    pub async fn died(&mut self) {
        match &mut self.kept {
            Some(kept) => {
                kept.child.wait().await.ok();
            }
            None => {
                let same = |now: Running| now.pid == self.running.pid;
                while Running::on(&self.place).is_some_and(same) {
                    sleep(GLANCE).await;
                }
            }
        }
    }

    /// Stops the server if this process started it. Returns once it is down, within six seconds.
    pub async fn stop(mut self) {
        if let Some(kept) = &mut self.kept {
            server::stop_child(&mut kept.child).await;
            if !self.running.socket_dir.starts_with(&self.place.dir) {
                fs::remove_dir(&self.running.socket_dir).ok(); // the short one, now empty
            }
        }
    }
}

impl Drop for Cluster {
    /// The way out of a failed start: asks the server to stop, without waiting for it.
    fn drop(&mut self) {
        if let Some(pid) = self.kept.as_ref().and_then(|kept| kept.child.id()) {
            server::signal_to(pid as i32, Signal::SIGINT).ok();
        }
    }
}

/// Whether a cluster could lie below `dir`, as far as can be seen without making anything.
pub fn check(dir: &Path) -> Result<(), Error> {
    let dir = std::path::absolute(dir).map_err(|source| Error::Io {
        what: "cannot find",
        path: dir.to_owned(),
        source,
    })?;
    match Account::for_cluster(&dir.join("postgres/data"))? {
        Some(account) => account.check_parents(&dir.join("postgres")),
        None => Ok(()),
    }
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded = text.bytes().map(|byte| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_of_any_name_fits_into_a_url() {
        assert_eq!(percent_encoded("/srv/a b/é?&=%"), "/srv/a%20b/%C3%A9%3F%26%3D%25");
    }
}
