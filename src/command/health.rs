//! `para29 health`: asks the platform that runs with these settings whether it is well. For container engines, which
//! know nothing but exit codes; `doctor` says why.

use super::database::running;
use super::talk;
use crate::settings::Settings;
use anyhow::{Context, bail};
use clap::Args;
use schema::Db;
use schema::db::Sizes;
use schema::watch::{self, SILENCE};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// For an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// More than any answer that is told.
const LENGTH: u64 = 16 * 1024;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Ask whether some worker is at work, instead of whether pages and API are ready
    #[arg(long)]
    worker: bool,
}

pub async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<()> {
    let asked = async {
        if arguments.worker {
            worker(settings).await
        } else {
            web(settings).await
        }
    };
    timeout(PATIENCE, asked).await.context("no answer in time")?
}

async fn web(settings: &Settings) -> anyhow::Result<()> {
    let address = settings.own_address();
    let mut stream = TcpStream::connect(address)
        .await
        .with_context(|| format!("nothing answers at {address}"))?;
    let question = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(LENGTH).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, says) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    talk::print(says);
    if head.starts_with("HTTP/1.1 200 ") {
        return Ok(());
    }
    bail!("pages and API are not ready; `para29 doctor` says why")
}

async fn worker(settings: &Settings) -> anyhow::Result<()> {
    let url = match &settings.database {
        Some(named) => named.url.reveal().to_owned(),
        None => running(settings)?
            .context("the private database does not run")?
            .login_url(),
    };
    let one = Sizes {
        visitors: 1,
        members: 1,
        platform: 1,
    };
    let figures = watch::figures(&Db::new(&url, one)?).await?;
    let age = figures.at_work.and_then(|at_work| at_work.worker_age);
    match age {
        Some(age) if age < SILENCE => {
            talk::print(&format!("a worker gave a sign {} seconds ago", age.num_seconds()));
            Ok(())
        }
        _ => bail!("no worker gave a sign within {} seconds", SILENCE.num_seconds()),
    }
}
