//! The two things that run until they are told to stop: the web and the workers.

use super::{mail, talk};
use crate::settings::Settings;
use anyhow::Context;
use api::app::Web;
use api::auth::{Keys, Tokens};
use api::evidence::Scan;
use api::graphql::door;
use api::metrics::{self, Watched};
use api::server::Limits;
use api::site::{Licence, Operator};
use clap::Args;
use schema::checkpoints::RecordKey;
use schema::clock::Clock;
use schema::commitments::Shelf;
use schema::{Actor, Connection, Db, jobs};
use serde_json::json;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use workers::mail::composing::House;
use workers::{Env, Pace};

/// The address to listen on, bound; and the address people know.
pub fn listen(settings: &Settings) -> anyhow::Result<(TcpListener, String)> {
    let listener =
        TcpListener::bind(settings.listen).with_context(|| format!("LISTEN: cannot listen on {}", settings.listen))?;
    let base_url = settings.base_url(listener.local_addr()?);
    Ok((listener, base_url))
}

/// The address at which figures are given to those who watch over the platform, bound, if there is to be one.
pub fn listen_for_metrics(settings: &Settings) -> anyhow::Result<Option<TcpListener>> {
    let bind =
        |address| TcpListener::bind(address).with_context(|| format!("METRICS_LISTEN: cannot listen on {address}"));
    settings.metrics_listen.map(bind).transpose()
}

/// Does `work`, and gives its figures meanwhile.
pub async fn watched(
    settings: &Settings,
    db: &Db,
    listener: Option<TcpListener>,
    work: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<()> {
    let Some(listener) = listener else { return work.await };
    talk::say(&format!("  Metrics       http://{}/metrics", listener.local_addr()?));
    let watched = Watched {
        listener,
        db: db.clone(),
        clock: Clock::default(),
        backups: settings.backup_dir.clone(),
    };
    let stop = CancellationToken::new();
    let counting = metrics::serve(watched, stop.clone());
    let work = async {
        let done = work.await;
        stop.cancel();
        done
    };
    let (counted, done) = tokio::join!(counting, work);
    if let Err(error) = counted {
        tracing::error!(%error, "figures were not given to the end");
    }
    done
}

/// What the operator says of itself on pages.
fn operator(settings: &Settings) -> Operator {
    Operator {
        register: settings.site_names(),
        name: settings.operator_name.clone(),
        licence: settings.data_licence.clone().map(|(name, url)| Licence { name, url }),
    }
}

/// Serves pages and API until told to stop.
pub async fn web(
    settings: &Settings,
    db: Db,
    keys: Keys,
    is_development: bool,
    listener: TcpListener,
    base_url: String,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let web = Web {
        db,
        clock: Clock::default(),
        tokens: Arc::new(Tokens::new(keys, &base_url)),
        is_development,
        evidence: Shelf::at(settings.evidence_dir()),
        support_email: settings.support_email.clone(),
        operator: operator(settings),
        evidence_scan: settings.evidence_scan.as_deref().map(Scan::of),
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
        // More would open more connections than a database is usually set to take, docs/operations.md.
        page_cache_bytes: settings.page_cache_mb.saturating_mul(1 << 20),
        threads: std::thread::available_parallelism().map_or(2, usize::from).min(8),
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
        site: settings.site_names(),
        base: base_url.parse().context("BASE_URL")?,
    };
    let pace = Pace {
        farewell: Duration::from_secs(4),
        ..Pace::default()
    };
    let key = RecordKey::open_or_make(&settings.key_dir())?;
    let env = Env::new(db, Clock::default(), mailer, house)
        .sealing_with(key)
        .with_evidence(Shelf::at(settings.evidence_dir()));
    workers::run(env, pace, stop).await
}

/// `para29 api`: pages and API alone, on a database that others look after. Kept letters are not shown here: this is how
/// a register is served to others. A key that is missing is not made either, since other replicas would not know it.
pub async fn run_web(settings: &Settings) -> anyhow::Result<()> {
    let stop = super::stop::on_signals()?;
    super::database::Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let keys = Keys::open(&settings.key_dir())?;
        let (listener, base_url) = listen(settings)?;
        let metrics = listen_for_metrics(settings)?;
        talk::say(&format!("Pages and API: {base_url}/"));
        let web = web(settings, db.clone(), keys, false, listener, base_url, stop.clone());
        watched(settings, &db, metrics, web).await
    })
    .await
}

#[derive(Debug, Args)]
pub struct WorkersArguments {
    /// Say how much work is waiting, and do none of it
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run: as JSON
    #[arg(long, requires = "dry_run")]
    json: bool,
}

/// `para29 workers`: the clockwork alone; as many at once as there is work for.
pub async fn run_workers(settings: &Settings, arguments: &WorkersArguments) -> anyhow::Result<()> {
    if arguments.dry_run {
        return tell_work(settings, arguments.json).await;
    }
    let stop = super::stop::on_signals()?;
    super::database::Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let (metrics, base_url) = (listen_for_metrics(settings)?, settings.base_url(settings.listen));
        let clockwork = clockwork(settings, db.clone(), &base_url, stop.clone());
        watched(settings, &db, metrics, clockwork).await
    })
    .await
}

/// What workers would find to do, were they started now.
async fn tell_work(settings: &Settings, as_json: bool) -> anyhow::Result<()> {
    let load = super::database::Database::with(settings, async |database| {
        let db = database.at.connect().await?;
        let now = Clock::default().now();
        let found = db.read(&Actor::Platform("workers"), async |conn: &mut Connection| {
            jobs::load(conn, now).await
        });
        Ok(found.await?)
    })
    .await?;
    if as_json {
        return talk::print_json(&json!({
            "waiting": load.waiting_count,
            "running": load.running_count,
            "given_up": load.given_up_count,
            "oldest_due_at": load.oldest_due_at,
        }));
    }
    talk::print(&format!(
        "{} jobs are due, {} are being done, {} were given up",
        load.waiting_count, load.running_count, load.given_up_count
    ));
    if let Some(due) = load.oldest_due_at {
        talk::print(&format!("the oldest has been due since {due}"));
    }
    Ok(())
}
