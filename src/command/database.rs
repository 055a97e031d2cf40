//! Where the database is: the server that the settings name, or a private one.

use crate::pgboot::{self, Cluster};
use crate::settings::{Secret, Settings};
use anyhow::{Context, bail};
use schema::Db;
use schema::db::Sizes;
use schema::upkeep::{self, Excess, Standing};
use std::path::PathBuf;

/// A database that answers.
#[derive(Debug)]
pub struct Database {
    pub at: Addresses,
    private: Option<Cluster>,
}

/// How a database is reached.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// For units of work.
    pub url: Secret,
    /// For migrations.
    pub owner_url: Secret,
}

/// A database, or a login to it, that the application must not run on; says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error(
        "setting DATABASE_URL: {login} {}, but the application connects as a role that cannot get past row-level security.\n\
         Put this address into DATABASE_OWNER_URL, which runs migrations, and another login into DATABASE_URL, as in \
         postgresql://para29_login:PASSWORD@host/database; `para29 migrate` makes that login where there is none", said(*excess)
    )]
    Mighty { login: String, excess: Excess },
    #[error(
        "setting DATABASE_URL: the database is new to Para29, or does not let {login} take on {}; \
         run `para29 migrate` with the address of the database's owner in DATABASE_OWNER_URL", lacks.join(", ")
    )]
    NotLetIn { login: String, lacks: Vec<String> },
    #[error("the database lacks {0} migrations; run `para29 migrate` first")]
    Behind(usize),
}

fn said(excess: Excess) -> &'static str {
    match excess {
        Excess::Superuser => "is a superuser",
        Excess::BypassesRowSecurity => "has BYPASSRLS",
        Excess::Owns => "owns the database or its tables",
    }
}

impl Unfit {
    pub fn found(standing: Standing) -> Option<Unfit> {
        let Standing {
            login,
            excess,
            lacks,
            pending,
        } = standing;
        match excess {
            Some(excess) => Some(Unfit::Mighty { login, excess }),
            None if !lacks.is_empty() => Some(Unfit::NotLetIn { login, lacks }),
            None if !pending.is_empty() => Some(Unfit::Behind(pending.len())),
            None => None,
        }
    }
}

impl Addresses {
    /// Whether migrations have a login of their own.
    pub fn names_owner(&self) -> bool {
        self.owner_url != self.url
    }

    /// A pool for units of work, once the database and the login are fit for them.
    pub async fn connect(&self) -> anyhow::Result<Db> {
        let standing = upkeep::standing(self.url.reveal()).await.context("DATABASE_URL")?;
        match Unfit::found(standing) {
            Some(unfit) => Err(unfit.into()),
            None => Ok(Db::new(self.url.reveal(), Sizes::default())?),
        }
    }

    /// Runs what has not run yet, and lets the application's login in.
    pub async fn migrate(&self) -> anyhow::Result<Vec<String>> {
        let owner = self.owner_url.reveal();
        let ran = schema::db::migrate(owner).await.context("DATABASE_OWNER_URL")?;
        if self.names_owner() {
            let done = upkeep::let_in(owner, self.url.reveal()).await;
            done.context("DATABASE_OWNER_URL: this role cannot let the login of DATABASE_URL in")?;
        }
        Ok(ran)
    }
}

/// Below the data directory.
pub fn cluster_dir(settings: &Settings) -> PathBuf {
    settings.data_dir.join("postgres")
}

/// Whether there is a database at all; a private one is made by the first start.
pub fn is_made(settings: &Settings) -> bool {
    // where we may not look there is somebody's, and opening it says whose
    settings.database.is_some()
        || cluster_dir(settings)
            .join("data/PG_VERSION")
            .try_exists()
            .unwrap_or(true)
}

impl Database {
    /// Starts the private server, made if there is none, unless the settings name one, or one runs already.
    pub async fn open(settings: &Settings) -> anyhow::Result<Database> {
        if let Some(named) = settings.database.clone() {
            let at = Addresses {
                url: named.url,
                owner_url: named.owner_url,
            };
            return Ok(Database { at, private: None });
        }
        let cluster = Cluster::start(&cluster_dir(settings))
            .await
            .context("the private database")?;
        let at = Addresses {
            url: Secret::new(cluster.login_url()),
            owner_url: Secret::new(cluster.owner_url()),
        };
        Ok(Database {
            at,
            private: Some(cluster),
        })
    }

    /// Does `work` with the database that there is, and stops it again if it was started for this.
    pub async fn with<T>(
        settings: &Settings,
        work: impl AsyncFnOnce(&Database) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        if !is_made(settings) {
            bail!(
                "there is no database below {} yet, and DATABASE_URL is not set; `para29 up` or `para29 migrate` makes one",
                settings.data_dir.display()
            );
        }
        Database::made_with(settings, work).await
    }

    /// The same, with a private database made if there is none.
    pub async fn made_with<T>(
        settings: &Settings,
        work: impl AsyncFnOnce(&Database) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let database = Database::open(settings).await?;
        let done = work(&database).await;
        database.stop().await;
        done
    }

    /// Whether it is our own server's.
    pub fn is_private(&self) -> bool {
        self.private.is_some()
    }

    /// Returns when the private server is gone; never for one that others look after.
    pub async fn died(&mut self) {
        match &mut self.private {
            Some(cluster) => cluster.died().await,
            None => std::future::pending().await,
        }
    }

    /// Starts the private server again after it died, with the same addresses.
    pub async fn open_again(&mut self, settings: &Settings) -> anyhow::Result<()> {
        self.private = None; // lets go of the lock
        *self = Database::open(settings).await?;
        Ok(())
    }

    /// Where the private server says what ails it.
    pub fn log_path(&self) -> Option<PathBuf> {
        self.private.as_ref().map(Cluster::log_path)
    }

    pub async fn stop(self) {
        if let Some(cluster) = self.private {
            cluster.stop().await;
        }
    }
}

/// The private server if it runs now; nothing is started.
pub fn running(settings: &Settings) -> Result<Option<Cluster>, pgboot::Error> {
    Cluster::running(&cluster_dir(settings))
}
