//! Why a private database could not be had, in words that say what to do next.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "no PostgreSQL programs (initdb, postgres) were found; install them with: {install}\n\
             or set PARA29_POSTGRES_BIN to the directory that holds them, or DATABASE_URL to a running server"
    )]
    NoPrograms { install: String },

    #[error("PARA29_POSTGRES_BIN is {}, where there is no initdb and postgres that can be run", .0.display())]
    BadOverride(PathBuf),

    #[error("the PostgreSQL programs in {} are version {found}; version {wanted} or later is needed", bin.display())]
    TooOld { bin: PathBuf, found: u32, wanted: u32 },

    #[error("the database in {} was made by PostgreSQL {made}, but the programs found are of version {found}; \
             install PostgreSQL {made}, or move the data with pg_upgrade", data.display())]
    OtherVersion { data: PathBuf, made: String, found: String },

    #[error("PostgreSQL refuses to run as root, and the account it would run as, {account}, may not enter {} \
             (mode {mode:04o}); choose another place with --data-dir, or run: chmod o+x {}", dir.display(), dir.display())]
    NotSearchable { dir: PathBuf, account: String, mode: u32 },

    #[error("PostgreSQL refuses to run as root, and this system has neither an account 'postgres' nor 'nobody'")]
    NoAccount,

    #[error("{} belongs to another account; start as that account or as root, or choose another --data-dir", .0.display())]
    NotOurs(PathBuf),

    #[error("no directory for the database's socket has a path short enough ({limit} bytes with its name); tried {}", tried.display())]
    SocketPath { tried: PathBuf, limit: usize },

    #[error("{program} failed ({status}); its last words:\n{log}")]
    Program {
        program: &'static str,
        status: String,
        log: String,
    },

    #[error("the database server that another run left behind (process {0}) does not stop")]
    WillNotStop(i32),

    #[error("{what} {}: {source}", path.display())]
    Io {
        what: &'static str,
        path: PathBuf,
        source: io::Error,
    },

    #[error("the new database server answered: {0}")]
    Postgres(#[from] tokio_postgres::Error),
}

/// Names the file in an input/output error, which the standard library does not.
pub(super) trait At<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| match source.kind() {
            io::ErrorKind::PermissionDenied if !nix::unistd::geteuid().is_root() => Error::NotOurs(path.to_owned()),
            _ => Error::Io {
                what,
                path: path.to_owned(),
                source,
            },
        })
    }
}
