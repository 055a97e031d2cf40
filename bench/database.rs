//! A server of its own, as safe as in production, with a register of so many commitments in it.

use crate::questions::{self, Filer, OWN_EVERY, STATE};
use crate::statements::Sent;
use anyhow::{Context, Result};
use para29::pgboot::Cluster;
use schema::actor::{AccountId, ParticipantId, SessionId};
use schema::clock::Clock;
use schema::db::{self, Sizes};
use schema::{Connection, Db, directory, sources};
use std::fmt::Write;
use std::path::PathBuf;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

pub struct Database {
    cluster: Cluster,
    dir: PathBuf,
    pub db: Db,
    pub clock: Clock,
    pub filer: Filer,
}

impl Database {
    pub async fn filled(records: u64) -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("para29-bench-{}-{records}", std::process::id()));
        std::fs::create_dir_all(&dir)?;
        let cluster = Cluster::start(&dir).await?;
        let owner = cluster.owner_url();
        db::migrate(&owner).await?;
        let sizes = Sizes {
            visitors: 4,
            members: 4,
            platform: 4,
        };
        let db = Db::new(&cluster.login_url(), sizes)?;
        let clock = Clock::System;
        sources::catalogue::load_embedded(&db, clock.now()).await?;
        let state: ParticipantId = db
            .read(&schema::Actor::Visitor, async |conn: &mut Connection| {
                directory::participant_by_code(conn, STATE).await
            })
            .await?
            .id;
        let filer = Filer {
            account: AccountId::new(),
            session: SessionId::new(),
            participant: state,
        };
        std::fs::create_dir_all(dir.join("scripts"))?;
        let this = Self {
            cluster,
            dir,
            db,
            clock,
            filer,
        };
        eprintln!("filling in {records} commitments …");
        let sql = include_str!("fill.sql")
            .replace("{records}", &records.to_string())
            .replace("{every}", &OWN_EVERY.to_string())
            .replace("{id}", &questions::id_in_sql("n"))
            .replace("{state}", &state.0.to_string())
            .replace("{account}", &this.filer.account.0.to_string())
            .replace("{session}", &this.filer.session.0.to_string());
        this.as_owner().await?.batch_execute(&sql).await?;
        let superuser = this.as_superuser().await?;
        superuser.batch_execute("vacuum (analyze)").await?;
        superuser.batch_execute("checkpoint").await?;
        Ok(this)
    }

    pub fn socket_dir(&self) -> Result<String> {
        let url: tokio_postgres::Config = self.cluster.login_url().parse()?;
        match url.get_hosts() {
            [tokio_postgres::config::Host::Unix(path)] => Ok(path.to_string_lossy().into_owned()),
            hosts => anyhow::bail!("not one socket: {hosts:?}"),
        }
    }

    pub async fn as_owner(&self) -> Result<Client> {
        connect(&self.cluster.owner_url()).await
    }

    pub async fn as_superuser(&self) -> Result<Client> {
        connect(&self.cluster.url("postgres", "para29")).await
    }

    /// Postgres sleeps so long before it flushes a commit, whether or not others are about to.
    pub async fn delay_commits(&self, milliseconds: u64) -> Result<()> {
        let client = self.as_superuser().await?;
        for setting in [
            format!("commit_delay = {}", milliseconds * 1_000),
            "commit_siblings = 0".to_owned(),
        ] {
            client.batch_execute(&format!("alter system set {setting}")).await?;
        }
        client.batch_execute("select pg_reload_conf()").await?;
        Ok(())
    }

    pub fn log(&self) -> Result<String> {
        Ok(String::from_utf8_lossy(&std::fs::read(self.cluster.log_path())?).into_owned())
    }

    pub fn scripts(&self) -> PathBuf {
        self.dir.join("scripts")
    }

    /// How the list is come by, with a plan for these values and with the one kept for all values.
    pub async fn print_plans(&self, name: &str, sent: &[Sent]) -> Result<()> {
        let list = sent.iter().find(|one| one.sql.contains("LIMIT")).context("no list")?;
        for role in ["para29_visitor", "para29_app"] {
            let client = connect(&self.cluster.login_url()).await?;
            let keys = format!("public,p:{},states", self.filer.participant.0);
            let list_keys = if role == "para29_app" {
                format!("{{{keys}}}")
            } else {
                "{}".to_owned()
            };
            let values = list.parameters.iter().enumerate();
            let values: Vec<String> = values
                .map(|(place, value)| quoted(if place == 0 { Some(&list_keys) } else { value.as_deref() }))
                .collect();
            for mode in ["force_custom_plan", "force_generic_plan"] {
                let sql = format!(
                    "set role {role}; set app.keys = '{keys}'; set plan_cache_mode = {mode}; deallocate all;
                     prepare list as {}; explain (analyze, costs off, timing off) execute list({})",
                    list.sql,
                    values.join(", ")
                );
                println!("\n{name}, {role}, {mode}:\n```");
                for message in client.simple_query(&sql).await? {
                    if let SimpleQueryMessage::Row(row) = message {
                        println!("{}", row.get(0).unwrap_or_default());
                    }
                }
                println!("```");
            }
        }
        Ok(())
    }

    pub async fn stop(self) {
        self.cluster.stop().await;
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

pub fn quoted(value: Option<&str>) -> String {
    value.map_or("null".to_owned(), |value| {
        let mut sql = String::new();
        let _ = write!(sql, "'{}'", value.replace('\'', "''"));
        sql
    })
}

async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}
