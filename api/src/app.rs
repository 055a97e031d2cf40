//! The web application: which paths there are, and what each is served with.

use crate::auth::{self, Tokens};
use crate::evidence::{self, Scan};
use crate::graphql::context::{Asker, attach};
use crate::graphql::door::{self, Door};
use crate::graphql::http::{Endpoint, Identified, Identify};
use crate::graphql::refusal::Refusal;
use crate::graphql::{explorer, http, schema as graphql_schema};
use crate::headers::{self, RequestId};
use crate::site::kept::{self, Kept};
use crate::site::{self, Operator, Site, pages};
use crate::{alerts, checkpoints, health, metrics, paths, reminders, search, server};
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpMessage, HttpRequest, HttpResponse, HttpServer, web};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use schema::clock::Clock;
use schema::commitments::Shelf;
use schema::{Actor, Db, Language};
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;

/// What the web needs to run.
#[derive(Clone)]
pub struct Web {
    pub db: Db,
    pub clock: Clock,
    pub tokens: Arc<Tokens>,
    /// Where readers reach it; every address in an answer or letter begins so, never with what a client calls it.
    pub base_url: String,
    /// Where files of evidence lie.
    pub evidence: Shelf,
    pub operator: Operator,
    /// The address that readers may write to.
    pub support_email: Option<String>,
    /// The operator's check of files before they are filed.
    pub evidence_scan: Option<Scan>,
    /// Pages for those who try the platform out, such as the letters it keeps; never on a public server.
    pub is_development: bool,
    pub door: door::Settings,
    pub limits: server::Limits,
    /// How many proxies in front are trusted to say whom they serve.
    pub trusted_proxies: usize,
    pub threads: usize,
    /// How much memory kept answers may take; with none, every page is written anew.
    pub page_cache_bytes: usize,
}

/// Serves until told to stop, then lets what is under way end.
///
/// Boxed here: all that hangs on it, which is the whole of the API, would be compiled again in every crate that waits for it.
pub fn serve(
    settings: Web,
    listener: TcpListener,
    stop: CancellationToken,
) -> LocalBoxFuture<'static, anyhow::Result<()>> {
    run(settings, listener, stop).boxed_local()
}

async fn run(settings: Web, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let (clock, tokens) = (settings.clock.clone(), settings.tokens.clone());
    let door = Arc::new(Door::new(
        || graphql_schema(clock.clone(), tokens.clone()),
        settings.door.clone(),
    )?);
    // Each thread takes one of them, and its connections with it.
    let mut shares = Vec::with_capacity(settings.threads);
    for _ in 0..settings.threads {
        shares.push(settings.db.for_one_of(settings.threads)?);
    }
    let shares = Arc::new(Mutex::new(shares));
    let limits = settings.limits;
    let threads = settings.threads;
    let watch = web::Data::new(health::Watch::default());
    let kept = web::Data::new(Kept::new(settings.page_cache_bytes));
    let (listening, db, stopped) = (kept.clone(), settings.db.clone(), stop.clone());
    tokio::spawn(async move { listening.listen(&db, &stopped).await });
    let site = Site {
        base_url: settings.base_url.clone(),
        support: settings.support_email.clone(),
        operator: settings.operator.clone(),
        ..Site::default()
    };
    let server = HttpServer::new(move || {
        let (mut settings, door) = (settings.clone(), door.clone());
        if let Ok(mut shares) = shares.lock()
            && let Some(db) = shares.pop()
        {
            settings.db = db;
        }
        let clock = settings.clock.clone();
        let peers = server::Peers {
            trusted_proxies: settings.trusted_proxies,
        };
        let identify: Rc<dyn Identify> = Rc::new(Identifier(settings.clone()));
        let endpoint = Endpoint {
            door,
            identify,
            clock: Arc::new(move || clock.now()),
            peer: Arc::new(move |request| peers.address(request)),
        };
        App::new()
            .app_data(web::Data::new(settings.limits))
            .app_data(web::Data::new(peers))
            .app_data(web::Data::new(site.clone()))
            .app_data(web::Data::new(settings.clone()))
            .app_data(watch.clone())
            .app_data(kept.clone())
            .configure(health::mount)
            .configure(http::mount(endpoint))
            .configure(explorer::mount)
            .service(paths::shows("/.well-known/jwks.json", jwks))
            .configure(evidence::mount)
            .configure(checkpoints::mount)
            .configure(crate::about::mount)
            .configure(crate::directory::page::mount)
            .configure(crate::commitments::page::mount)
            .configure(crate::sources::page::mount)
            .configure(reminders::page::mount)
            .configure(alerts::page::mount)
            .configure(search::page::mount)
            .configure(|app: &mut web::ServiceConfig| {
                if settings.is_development {
                    site::letters::mount(app);
                }
            })
            .configure(site::assets::mount)
            .configure(site::language::mount)
            .default_service(web::to(pages::nowhere))
            .wrap(from_fn(kept::or_asked))
            .wrap(from_fn(site::sample::known))
            .wrap(from_fn(server::body_deadline))
            .wrap(from_fn(headers::around))
            .wrap(from_fn(metrics::counted))
    });
    let server = server::set_up(server, &limits)
        .workers(threads)
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    let running = tokio::spawn(server);
    stop.cancelled().await;
    handle.stop(true).await;
    Ok(running.await??)
}

async fn jwks(settings: web::Data<Web>) -> HttpResponse {
    auth::key_set(&settings.tokens, settings.clock.now())
}

struct Identifier(Web);

impl Identify for Identifier {
    fn identify<'a>(&'a self, request: &'a HttpRequest, _: bool) -> LocalBoxFuture<'a, Result<Identified, Refusal>> {
        async move {
            let asker = asker(request, &self.0).await?;
            let account = asker.actor.person().map(|person| person.account.to_string());
            let request = attach(async_graphql::Request::new(""), &self.0.db, asker);
            Ok(Identified {
                account,
                data: request.data,
            })
        }
        .boxed_local()
    }
}

/// Who asks, in which language and from where, of any request.
pub async fn asker(request: &HttpRequest, settings: &Web) -> Result<Asker, Refusal> {
    let now = settings.clock.now();
    let actor = auth::identify(request, &settings.db, &settings.tokens, now).await?;
    let own = match &actor {
        Actor::Person(person) => person.language,
        _ => Language::En,
    };
    let header = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let asked = site::language::asked_for(request).and_then(|language| Language::from_code(language.code()));
    let language = asked.unwrap_or(own);
    let peers = server::Peers {
        trusted_proxies: settings.trusted_proxies,
    };
    Ok(Asker {
        actor,
        language,
        now,
        request: request
            .extensions()
            .get::<RequestId>()
            .map(RequestId::to_string)
            .unwrap_or_default(),
        peer: Some(peers.address(request)),
        user_agent: header(header::USER_AGENT)
            .unwrap_or_default()
            .chars()
            .take(300)
            .collect(),
    })
}
