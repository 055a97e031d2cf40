//! The two things that run until they are told to stop: the web and the workers.

use super::{mail, talk};
use crate::settings::Settings;
use anyhow::{Context, bail};
use api::app::Web;
use api::auth::{Keys, Tokens};
use api::graphql::door;
use api::server::Limits;
use schema::Db;
use schema::clock::Clock;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use words::Words;
use workers::mail::composing::House;
use workers::{Env, Pace};

/// A pool for a database that is up to date, or an error that names what is not.
pub async fn connect(url: &str, owner_url: &str) -> anyhow::Result<Db> {
    let db = Db::new(url, schema::db::Sizes::default())?;
    let pending = schema::db::pending_migrations(owner_url)
        .await
        .context("DATABASE_OWNER_URL")?;
    if !pending.is_empty() {
        bail!(
            "the database lacks {} migrations; run `para29 migrate` first",
            pending.len()
        );
    }
    if !db.is_there().await {
        bail!("DATABASE_URL: the database does not let the application in; see `para29 doctor`");
    }
    Ok(db)
}

/// The address to listen on, bound; and the address people know.
pub fn listen(settings: &Settings) -> anyhow::Result<(TcpListener, String)> {
    let listener =
        TcpListener::bind(settings.listen).with_context(|| format!("LISTEN: cannot listen on {}", settings.listen))?;
    let base_url = settings.base_url(listener.local_addr()?);
    Ok((listener, base_url))
}

/// Serves pages and API until told to stop.
pub async fn web(
    settings: &Settings,
    db: Db,
    listener: TcpListener,
    base_url: String,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let clock = Clock::default();
    let keys = Keys::open_or_make(&settings.key_dir(), clock.now()).context("KEY_DIR")?;
    let web = Web {
        db,
        clock,
        tokens: Arc::new(Tokens::new(keys, &base_url)),
        // Without a mail server this is somebody's own machine: kept letters can be read there.
        is_development: settings.smtp_url.is_none() && settings.listen.ip().is_loopback(),
        evidence_dir: settings.evidence_dir(),
        base_url,
        door: door::Settings::default(),
        limits: Limits {
            connections_a_peer: Limits::default()
                .connections_a_peer
                .filter(|_| settings.trusted_proxies == 0),
            farewell: Duration::from_secs(5),
            ..Limits::default()
        },
        trusted_proxies: settings.trusted_proxies,
        threads: std::thread::available_parallelism().map_or(2, usize::from),
    };
    api::app::serve(web, listener, stop).await
}

/// Runs the queue until told to stop.
pub async fn clockwork(settings: &Settings, db: Db, base_url: &str, stop: CancellationToken) -> anyhow::Result<()> {
    let mailer = Arc::new(mail::mailer(settings)?);
    if !mailer.sends() {
        tracing::info!("SMTP_URL is not set: letters are kept, and nothing is sent");
    }
    let house = House {
        site: Words::of(words::Language::En).text("site-name"),
        base: base_url.parse().context("BASE_URL")?,
    };
    let pace = Pace {
        farewell: Duration::from_secs(4),
        ..Pace::default()
    };
    workers::run(Env::new(db, Clock::default(), mailer, house), pace, stop).await
}

/// `para29 api`: pages and API alone, on a database that others look after.
pub async fn run_web(settings: &Settings) -> anyhow::Result<()> {
    let stop = super::stop::on_signals()?;
    super::database::Database::with(settings, async |database| {
        let db = connect(database.url.reveal(), database.owner_url.reveal()).await?;
        let (listener, base_url) = listen(settings)?;
        talk::say(&format!("Pages and API: {base_url}/"));
        web(settings, db, listener, base_url, stop.clone()).await
    })
    .await
}

/// `para29 workers`: the clockwork alone; as many at once as there is work for.
pub async fn run_workers(settings: &Settings) -> anyhow::Result<()> {
    let stop = super::stop::on_signals()?;
    super::database::Database::with(settings, async |database| {
        let db = connect(database.url.reveal(), database.owner_url.reveal()).await?;
        clockwork(settings, db, &settings.base_url(settings.listen), stop.clone()).await
    })
    .await
}
