//! `para29 up`: everything in one process, on this machine, with nothing configured.

use super::database::{Addresses, Database, is_made};
use super::{database, doctor, serving, stop, talk};
use crate::settings::Settings;
use api::auth::Keys;
use clap::Args;
use clap::builder::BoolishValueParser;
use schema::Language;
use schema::clock::Clock;
use schema::directory;
use schema::sources::catalogue;
use std::net::TcpListener;
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Say what would be started and changed, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Whether a register that holds nothing gets the sample [default: yes in the private database, no elsewhere]
    #[arg(long, value_name = "yes|no", value_parser = BoolishValueParser::new(), hide_possible_values = true)]
    sample: Option<bool>,
}

pub async fn run(settings: Settings, arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.dry_run {
        let would = would_do(&settings, arguments);
        doctor::look(settings, false).await?;
        talk::say(&would);
        return Ok(());
    }
    let stop = stop::on_signals()?;
    // An address that is taken is told before anything is made. Whoever comes meanwhile is answered once all is there.
    let listening = serving::listen(&settings)?;
    let metrics = serving::listen_for_metrics(&settings)?;
    // a signal does not cut this short: a server half started would be left behind
    let what = if settings.database.is_some() {
        "Reaching the database"
    } else {
        "Starting the database"
    };
    let mut database = talk::step(what, Database::open(&settings)).await?;
    let at = database.at.clone();
    let with_sample = arguments.sample.unwrap_or(database.is_private());
    let done = {
        let work = serve(&settings, &at, (listening, metrics), with_sample, &stop);
        let keep = keep(&settings, &mut database);
        tokio::pin!(work, keep);
        tokio::select! {
            done = &mut work => done,
            lost = &mut keep => {
                stop.cancel();
                work.await.and(Err(lost))
            }
        }
    };
    if database.is_private() {
        talk::step("Stopping the database", database.stop()).await;
    }
    done
}

/// What a start would do, as far as it can be told without starting anything.
fn would_do(settings: &Settings, arguments: &Arguments) -> String {
    let dir = database::cluster_dir(settings);
    let source = match &settings.database {
        Some(_) => "use the server that DATABASE_URL names".to_owned(),
        None if is_made(settings) => format!("start the private database in {}", dir.display()),
        None => format!("make a private database in {}", dir.display()),
    };
    let sample = if arguments.sample.unwrap_or(settings.database.is_none()) {
        "\n  load the sample, if the register holds nothing"
    } else {
        ""
    };
    let letters = if settings.smtp_url.is_some() { "sent" } else { "kept" };
    format!(
        "\n`up` would\n  {source}\n  run the migrations that wait\n  load States, organizations and provisions, if they are older \
         than this program's{sample}\n  invite {} as the first administrator, if there is none\n  serve pages and API on {}, \
         and do what is queued; letters are {letters}",
        settings.support_email.as_deref().unwrap_or("administrator@localhost"),
        settings.listen
    )
}

/// Starts the private database again whenever it dies, and gives up when it dies at once again and again.
async fn keep(settings: &Settings, database: &mut Database) -> anyhow::Error {
    const PATIENCE: Duration = Duration::from_secs(60);
    let mut deaths: Vec<Instant> = Vec::new();
    loop {
        database.died().await;
        deaths.retain(|death| death.elapsed() < PATIENCE);
        deaths.push(Instant::now());
        let log = database
            .log_path()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        if deaths.len() > 3 {
            return anyhow::anyhow!("the database keeps dying; see {log}");
        }
        tracing::error!(log, "the database has died and is started again");
        if let Err(error) = database.open_again(settings).await {
            return error;
        }
        tracing::info!("the database is back");
    }
}

async fn serve(
    settings: &Settings,
    at: &Addresses,
    ((listener, base_url), metrics): ((TcpListener, String), Option<TcpListener>),
    with_sample: bool,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    // the owner of the tables must not be what requests run as
    if at.names_owner() {
        let ran = talk::step("Bringing the database up to date", at.migrate()).await?;
        tracing::info!(migrations = ran.len(), "the database is up to date");
    }
    let db = at.connect().await?;
    let now = Clock::default().now();
    let keys = Keys::open_or_make(&settings.key_dir(), now)?;
    talk::step(
        "Loading States, organizations and provisions",
        catalogue::load_embedded(&db, now),
    )
    .await?;
    if with_sample {
        talk::step("Loading the sample register", schema::record::load_sample(&db, now)).await?;
    }

    let email = settings.support_email.as_deref().unwrap_or("administrator@localhost");
    let invitation = directory::first_administrator(&db, now, email).await?;
    let (stop_web, stop_workers) = (CancellationToken::new(), CancellationToken::new());
    let shows_letters = settings.is_for_oneself();
    let web = serving::web(
        settings,
        db.clone(),
        keys,
        shows_letters,
        listener,
        base_url.clone(),
        stop_web.clone(),
    );
    let clockwork = serving::clockwork(settings, db.clone(), &base_url, stop_workers.clone());
    say_where(
        settings,
        &base_url,
        invitation.as_ref().map(|invitation| invitation.token.as_str()),
    );

    // The web first, so that nothing new comes; then the workers; the database last.
    let orderly = async {
        stop.cancelled().await;
        talk::say("Stopping …");
        stop_web.cancel();
    };
    let web = async {
        let done = web.await;
        stop_workers.cancel();
        stop.cancel();
        done
    };
    let clockwork = async {
        let done = clockwork.await;
        stop.cancel();
        done
    };
    let all = async {
        let ((), web, clockwork) = tokio::join!(orderly, web, clockwork);
        web.and(clockwork)
    };
    serving::watched(settings, &db, metrics, all).await
}

fn say_where(settings: &Settings, base_url: &str, invitation: Option<&str>) {
    talk::say(&format!(
        "\nPara29 runs. Ctrl-C stops it; the next `para29 up` goes on with the same data.\n\n  \
         Pages         {base_url}/\n  GraphQL       {base_url}/graphql\n  Explorer      {base_url}/graphql/explorer"
    ));
    if settings.is_for_oneself() {
        talk::say(&format!(
            "  Letters       {base_url}/dev/letters (SMTP_URL is not set: they are kept, not sent)"
        ));
    } else if settings.smtp_url.is_none() {
        talk::say("  Letters       are kept and not sent (SMTP_URL is not set), and shown to nobody");
    }
    if let Some(token) = invitation {
        talk::say(&format!(
            "\nThe first administrator joins here, once:\n  {base_url}{}\n",
            directory::invitation_path(Language::En, token)
        ));
    }
}
