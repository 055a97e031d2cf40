//! Whether the platform is alive, ready and at work, for whoever watches over it. Nothing here is secret, and however
//! often it is asked, the database is asked once a second at most.

use crate::app::Web;
use crate::paths::shows;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use schema::upkeep::{self, Health};
use schema::watch::SILENCE;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// A look at the database is good for so long.
const FRESH: Duration = Duration::from_secs(1);
/// A database that answers no sooner is as good as away.
const PATIENCE: Duration = Duration::from_secs(2);

/// The last look, shared by all threads: whoever comes meanwhile waits for it.
#[derive(Default)]
pub struct Watch(Mutex<Option<(Instant, Option<Health>)>>);

impl Watch {
    /// Nothing: the database is away.
    async fn look(&self, settings: &Web) -> Option<Health> {
        let mut last = self.0.lock().await;
        if let Some((_, health)) = last.as_ref().filter(|(at, _)| at.elapsed() < FRESH) {
            return health.clone();
        }
        let health = match timeout(PATIENCE, upkeep::health(&settings.db)).await {
            Ok(Ok(health)) => Some(health),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the database does not answer");
                None
            }
            Err(_) => {
                tracing::warn!("the database does not answer in time");
                None
            }
        };
        *last = Some((Instant::now(), health.clone()));
        health
    }
}

/// Mounts `/healthz`, `/readyz` and `/healthz/worker`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows("/healthz", alive))
        .service(shows("/readyz", ready))
        .service(shows("/healthz/worker", worker));
}

/// The process answers. Nothing else is asked: to start it again would not bring a database back.
async fn alive() -> HttpResponse {
    answer(true, json!({ "status": "alive" }))
}

/// Requests can be served: the database answers, and its form is the one this program knows.
async fn ready(settings: web::Data<Web>, watch: web::Data<Watch>) -> HttpResponse {
    match watch.look(&settings).await {
        None => answer(false, json!({ "status": "not_ready", "database": "away" })),
        Some(Health { pending: 0, .. }) => answer(
            true,
            json!({ "status": "ready", "database": "there", "pending_migrations": 0 }),
        ),
        Some(Health { pending, .. }) => answer(
            false,
            json!({ "status": "not_ready", "database": "there", "pending_migrations": pending }),
        ),
    }
}

/// Some worker is at work: it gave a sign not long ago.
async fn worker(settings: web::Data<Web>, watch: web::Data<Watch>) -> HttpResponse {
    let Some(health) = watch.look(&settings).await else {
        return answer(false, json!({ "status": "unknown", "database": "away" }));
    };
    let seconds = health.worker_age.map(|age| age.num_seconds());
    let is_at_work = health.worker_age.is_some_and(|age| age < SILENCE);
    let status = if is_at_work { "at_work" } else { "silent" };
    answer(is_at_work, json!({ "status": status, "age_seconds": seconds }))
}

fn answer(is_well: bool, says: Value) -> HttpResponse {
    let mut answer = if is_well {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    answer.insert_header((header::CACHE_CONTROL, "no-store")).json(says)
}
