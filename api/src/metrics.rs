//! Figures for those who watch over the platform, in Prometheus' text format, on an address of their own that the public
//! never sees. What happens here is counted as it happens; what lies in the database is looked up when somebody asks.
//!
//! Labels are few and known beforehand: the pattern of a route, never a path; no reference, no address, no name.

use crate::paths::shows;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{App, Error, HttpResponse, HttpServer, web};
use chrono::{DateTime, TimeDelta, Utc};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use schema::Db;
use schema::clock::Clock;
use schema::watch::{self, AtWork, Figures, Waiting};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

/// A database that answers no sooner is as good as away.
const PATIENCE: Duration = Duration::from_secs(5);
/// What was measured is put together so often, even if nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);
/// Up to so many seconds: for answers, for jobs, and for waiting for a connection.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];

/// One for the process: the web and the workers of `up` count into the same.
static METER: OnceLock<PrometheusHandle> = OnceLock::new();

/// What is watched, and where.
pub struct Watched {
    pub listener: TcpListener,
    pub db: Db,
    pub clock: Clock,
    /// Where copies are kept, if they can be seen from here.
    pub backups: Option<PathBuf>,
}

/// Answers at `/metrics` until told to stop. From here on the process counts; before, and without it, counting costs
/// nothing.
pub async fn serve(watched: Watched, stop: CancellationToken) -> anyhow::Result<()> {
    let meter = meter()?;
    let started_at = watched.clock.now();
    let view = web::Data::new(View {
        meter: meter.clone(),
        db: watched.db,
        started_at,
        backups: watched.backups,
        turn: Mutex::default(),
    });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(view.clone())
            .service(shows("/metrics", show))
            .default_service(web::to(HttpResponse::NotFound))
    });
    let server = server
        .workers(1)
        .max_connections(100)
        .client_request_timeout(Duration::from_secs(5))
        .shutdown_timeout(1)
        .disable_signals()
        .listen(watched.listener)?
        .run();
    let handle = server.handle();
    let running = tokio::spawn(server);
    while timeout(UPKEEP, stop.cancelled()).await.is_err() {
        meter.run_upkeep();
    }
    handle.stop(true).await;
    Ok(running.await??)
}

fn meter() -> anyhow::Result<&'static PrometheusHandle> {
    if let Some(meter) = METER.get() {
        return Ok(meter);
    }
    let recorder = PrometheusBuilder::new().set_buckets(&SECONDS)?.build_recorder();
    let meter = METER.get_or_init(|| recorder.handle());
    // who comes second finds the first one's
    if metrics::set_global_recorder(recorder).is_ok() {
        describe_counts();
    }
    Ok(meter)
}

fn describe_counts() {
    describe_counter!(
        "para29_http_requests_total",
        "Requests answered, by pattern of the route, method and class of status"
    );
    describe_histogram!(
        "para29_http_request_duration_seconds",
        "From the head of a request to the head of its answer"
    );
    describe_counter!(
        "para29_graphql_refused_total",
        "Requests that GraphQL's door refused, by code"
    );
    describe_histogram!(
        "para29_db_wait_seconds",
        "How long units of work waited for a connection"
    );
    describe_counter!(
        "para29_db_wait_timeouts_total",
        "Units of work that got no connection in time"
    );
    describe_counter!("para29_letters_total", "What became of letters, by kind");
    describe_counter!("para29_jobs_total", "How jobs ended, by kind");
    describe_histogram!("para29_job_duration_seconds", "How long jobs took, by kind");
}

/// Middleware outside of all others: `App::new().wrap(from_fn(metrics::counted))`.
pub async fn counted(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if METER.get().is_none() {
        return next.call(request).await;
    }
    let method = known(request.method());
    let began = Instant::now();
    let answer = next.call(request).await;
    let (route, status) = match &answer {
        Ok(response) => (response.request().match_pattern(), response.status()),
        Err(error) => (None, error.as_response_error().status_code()),
    };
    let route = route.map_or_else(|| "none".to_owned(), |pattern| plain(&pattern));
    histogram!("para29_http_request_duration_seconds", "route" => route.clone(), "method" => method)
        .record(began.elapsed());
    counter!("para29_http_requests_total", "route" => route, "method" => method, "status" => class(status))
        .increment(1);
    answer
}

/// Anybody may invent a method.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// A pattern without what its parts have to match, nor braces, which mean much where figures are asked for:
/// `/{lang:ar|en}/states/{code:[A-Z]{3}}` → `/:lang/states/:code`.
fn plain(pattern: &str) -> String {
    let mut told = String::with_capacity(pattern.len());
    let (mut depth, mut is_name) = (0_u32, false);
    for letter in pattern.chars() {
        match letter {
            '{' => {
                if depth == 0 {
                    told.push(':');
                    is_name = true;
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 1 => is_name = false,
            _ if depth == 0 || (depth == 1 && is_name) => told.push(letter),
            _ => {}
        }
    }
    told
}

struct View {
    meter: PrometheusHandle,
    db: Db,
    started_at: DateTime<Utc>,
    backups: Option<PathBuf>,
    /// One looks at a time, however many ask.
    turn: Mutex<()>,
}

async fn show(view: web::Data<View>) -> HttpResponse {
    let _turn = view.turn.lock().await;
    let figures = match timeout(PATIENCE, watch::figures(&view.db)).await {
        Ok(Ok(figures)) => Some(figures),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            None
        }
        Err(_) => {
            tracing::warn!("the database does not answer in time");
            None
        }
    };
    // made anew each time: what is not known now is left out, never told as it was
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || view.measure(figures.as_ref()));
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(view.meter.render() + &recorder.handle().render())
}

impl View {
    fn measure(&self, figures: Option<&Figures>) {
        say(
            "para29_build_info",
            "Which version runs",
            &[("version", env!("CARGO_PKG_VERSION"))],
            1.0,
        );
        let started = self.started_at.timestamp_millis() as f64 / 1_000.0;
        say(
            "para29_process_start_time_seconds",
            "When the process began, since 1970",
            &[],
            started,
        );
        for (pool, used) in self.db.pools() {
            let name = [("pool", pool)];
            let counts = [
                (
                    "para29_db_connections_max",
                    "Connections that a pool may open",
                    used.max_count,
                ),
                (
                    "para29_db_connections_open",
                    "Connections that are open",
                    used.open_count,
                ),
                (
                    "para29_db_connections_in_use",
                    "Connections in a unit of work",
                    used.busy_count,
                ),
                (
                    "para29_db_waiting",
                    "Units of work that wait for a connection",
                    used.waiting_count,
                ),
            ];
            for (key, help, count) in counts {
                say(key, help, &name, count as f64);
            }
        }
        let is_up = if figures.is_some() { 1.0 } else { 0.0 };
        say("para29_db_up", "Whether the database answers", &[], is_up);
        let Some(figures) = figures else { return };
        let pending = figures.pending as f64;
        say(
            "para29_migrations_pending",
            "Migrations that have not run",
            &[],
            pending,
        );
        if let Some(at_work) = &figures.at_work {
            tell(at_work, figures.now);
        }
        if let Some(age) = self.backups.as_deref().and_then(|dir| backup_age(dir, figures.now)) {
            say(
                "para29_backup_age_seconds",
                "Since the newest copy of the database was made",
                &[],
                seconds(age),
            );
        }
    }
}

/// How long ago the newest copy of the database was made; nothing if there is none, or we may not look.
pub fn backup_age(dir: &std::path::Path, now: DateTime<Utc>) -> Option<TimeDelta> {
    let copies = std::fs::read_dir(dir).ok()?.flatten();
    let dumps = copies.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "dump"));
    let newest = dumps.filter_map(|entry| entry.metadata().ok()?.modified().ok()).max()?;
    Some((now - DateTime::<Utc>::from(newest)).max(TimeDelta::zero()))
}

fn tell(at_work: &AtWork, now: DateTime<Utc>) {
    let workers = at_work.worker_count as f64;
    say(
        "para29_workers",
        "Workers that gave a sign within the last minute",
        &[],
        workers,
    );
    if let Some(age) = at_work.worker_age {
        let help = "Since the liveliest worker gave a sign";
        say("para29_worker_heartbeat_age_seconds", help, &[], seconds(age));
    }
    let jobs = &at_work.jobs;
    let states = [
        ("due", jobs.waiting_count),
        ("running", jobs.running_count),
        ("given_up", jobs.given_up_count),
    ];
    for (state, count) in states {
        say("para29_jobs", "Jobs in the queue", &[("state", state)], count as f64);
    }
    let oldest = jobs.oldest_due_at.map_or(0.0, |due| seconds(now - due));
    say(
        "para29_jobs_oldest_due_age_seconds",
        "For how long the oldest job has been due",
        &[],
        oldest,
    );
    let waiting: [(_, _, Waiting); 3] = [
        (
            "letters_waiting",
            "Letters that no mail server has taken yet",
            at_work.letters,
        ),
        (
            "reminders_due",
            "Reminders whose day has come and that no letter tells yet",
            at_work.reminders,
        ),
        (
            "digests_overdue",
            "Readers whose hour has come and whose digest was not looked at",
            at_work.digests,
        ),
    ];
    for (name, help, Waiting { count, oldest }) in waiting {
        say(&format!("para29_{name}"), help, &[], count as f64);
        let age = oldest.map_or(0.0, seconds);
        let help = "For how long the oldest one has waited";
        say(&format!("para29_{name}_oldest_age_seconds"), help, &[], age);
    }
    for (name, age) in &at_work.recurring {
        let help = "Since recurring work was last queued";
        say("para29_recurring_age_seconds", help, &[("work", name)], seconds(*age));
    }
}

fn seconds(age: TimeDelta) -> f64 {
    age.num_milliseconds() as f64 / 1_000.0
}

fn say(name: &str, help: &'static str, labels: &[(&'static str, &str)], value: f64) {
    let labels: Vec<metrics::Label> = labels
        .iter()
        .map(|(key, value)| metrics::Label::new(*key, (*value).to_owned()))
        .collect();
    describe_gauge!(name.to_owned(), help);
    gauge!(name.to_owned(), labels).set(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_told_without_what_its_parts_have_to_match() {
        for (pattern, told) in [
            ("/{lang:ar|zh|en}/states/{code:[A-Z]{3}}", "/:lang/states/:code"),
            ("/graphql", "/graphql"),
            ("/id/{reference}", "/id/:reference"),
            ("/a/{x:[a:b]+}.{format}", "/a/:x.:format"),
        ] {
            assert_eq!(plain(pattern), told);
        }
    }

    #[test]
    fn nobody_makes_a_series_by_inventing_a_method() {
        assert_eq!(known(&Method::from_bytes(b"BREW").unwrap()), "other");
        assert_eq!(known(&Method::GET), "GET");
    }
}
