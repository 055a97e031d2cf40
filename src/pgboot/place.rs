//! The files of one cluster, and where its socket lies.

use super::account::{Account, private_dir};
use super::error::{At, Error};
use nix::unistd::geteuid;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What a socket's address can hold, on Linux; macOS has three bytes less.
const SOCKET_PATH: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// PostgreSQL names its socket by port; without TCP the port is only this name.
const SOCKET_NAME: &str = ".s.PGSQL.5432";

const LOG_KEPT: u64 = 10_000_000;

/// One directory: `data` (PostgreSQL's own), `socket`, `lock`, `postgres.log`.
#[derive(Debug)]
pub struct Place {
    pub dir: PathBuf,
    pub account: Option<Account>,
}

impl Place {
    /// Makes `dir` ready to hold a cluster.
    pub fn open(dir: &Path) -> Result<Place, Error> {
        let dir = std::path::absolute(dir).at("cannot find", dir)?;
        let account = Account::for_cluster(&dir.join("data"))?;
        if let Some(account) = &account {
            account.check_parents(&dir)?;
        }
        if let Some(parent) = dir.parent() {
            fs::create_dir_all(parent).at("cannot make", parent)?;
        }
        // links in the way are followed now, so that every process sees one name and one socket
        private_dir(&dir, account.as_ref())?;
        let dir = dir.canonicalize().at("cannot find", &dir)?;
        if let Some(account) = &account {
            account.check_parents(&dir)?;
        }
        Ok(Place { dir, account })
    }

    pub fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    pub fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// The file whose lock says: I look after this cluster. A killed process lets go of it.
    pub fn lock_file(&self) -> Result<File, Error> {
        let path = self.dir.join("lock");
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .at("cannot open", &path)
    }

    /// The major version that made the cluster; none before the first start.
    pub fn version(&self) -> Option<String> {
        fs::read_to_string(self.data().join("PG_VERSION"))
            .ok()
            .map(|text| text.trim().to_owned())
    }

    pub fn log_path(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    pub fn log_file(&self) -> Result<File, Error> {
        let path = self.log_path();
        if fs::metadata(&path).is_ok_and(|log| log.len() > LOG_KEPT) {
            fs::rename(&path, self.dir.join("postgres.log.old")).at("cannot set aside", &path)?;
        }
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .at("cannot open", &path)
    }

    /// A closed directory for the socket: in the cluster's own, or where that path is too long, in a short one.
    pub fn socket_dir(&self) -> Result<PathBuf, Error> {
        let own = self.dir.join("socket");
        if fits(&own) {
            private_dir(&own, self.account.as_ref())?;
            return Ok(own);
        }
        let name = format!(
            "para29-{}",
            &Uuid::new_v5(&Uuid::NAMESPACE_OID, own.as_os_str().as_bytes()).simple()
        );
        // root's runtime directory is closed to the account the server runs under
        let runtime = env::var_os("XDG_RUNTIME_DIR")
            .filter(|_| !geteuid().is_root())
            .map(PathBuf::from);
        let short = [runtime, Some(env::temp_dir()), Some("/tmp".into())];
        let short = short
            .into_iter()
            .flatten()
            .filter(|root| root.is_dir())
            .map(|root| root.join(&name));
        let Some(short) = short.into_iter().find(|dir| fits(dir)) else {
            return Err(Error::SocketPath {
                tried: own,
                limit: SOCKET_PATH,
            });
        };
        if let Some(account) = &self.account {
            account.check_parents(&short)?;
        }
        private_dir(&short, self.account.as_ref())?;
        Ok(short)
    }
}

fn fits(dir: &Path) -> bool {
    dir.join(SOCKET_NAME).as_os_str().len() <= SOCKET_PATH
}
