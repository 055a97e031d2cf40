//! Where the database is: the server that the settings name, or a private one.

use crate::pgboot::{self, Cluster};
use crate::settings::{Secret, Settings};
use anyhow::Context;
use std::path::PathBuf;

/// A database that answers.
#[derive(Debug)]
pub struct Database {
    /// For units of work.
    pub url: Secret,
    /// For migrations.
    pub owner_url: Secret,
    private: Option<Cluster>,
}

/// Below the data directory.
pub fn cluster_dir(settings: &Settings) -> PathBuf {
    settings.data_dir.join("postgres")
}

impl Database {
    /// Starts the private server unless the settings name one, or one runs already.
    pub async fn open(settings: &Settings) -> anyhow::Result<Database> {
        if let Some(named) = settings.database.clone() {
            return Ok(Database {
                url: named.url,
                owner_url: named.owner_url,
                private: None,
            });
        }
        let cluster = Cluster::start(&cluster_dir(settings))
            .await
            .context("the private database")?;
        let (url, owner_url) = (Secret::new(cluster.login_url()), Secret::new(cluster.owner_url()));
        Ok(Database {
            url,
            owner_url,
            private: Some(cluster),
        })
    }

    /// Does `work` with the database, and stops it again if it was started for this.
    pub async fn with<T>(
        settings: &Settings,
        work: impl AsyncFnOnce(&Database) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let database = Database::open(settings).await?;
        let done = work(&database).await;
        database.stop().await;
        done
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
