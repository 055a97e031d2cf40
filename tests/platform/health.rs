//! What those who watch over the platform are told: alive is one thing, ready another, and at work a third.

use super::watching::{figure, scraped};
use super::{Running, Scratch, given, said, word_after};
use crate::harness::Platform;
use para29::pgboot::Cluster;
use reqwest::{Client, StatusCode};
use schema::{Connection, clockwork};
use serde_json::{Value, json};
use std::time::Duration;

async fn look(base: &str, path: &str) -> (StatusCode, Value) {
    let answer = reqwest::get(format!("{base}{path}")).await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    (answer.status(), answer.json().await.unwrap())
}

/// Asks until the answer is this one: what was seen a moment ago is still told.
async fn becomes(base: &str, path: &str, status: StatusCode) -> Value {
    for _ in 0..200 {
        let (told, says) = look(base, path).await;
        if told == status {
            return says;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{path} never was {status}");
}

#[tokio::test]
async fn a_worker_that_gives_signs_is_at_work_and_one_that_fell_silent_is_not() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let silent = becomes(&served.base_url, "/healthz/worker", StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(silent, json!({ "status": "silent", "age_seconds": null }));
    platform
        .db
        .platform("test", async |conn: &mut Connection| {
            let now = clockwork::time(conn).await?;
            clockwork::beat(conn, "a worker", now, now).await
        })
        .await
        .unwrap();
    let at_work = becomes(&served.base_url, "/healthz/worker", StatusCode::OK).await;
    assert_eq!(at_work["status"], "at_work");
    platform
        .as_owner("update worker_heartbeats set beat_at = beat_at - interval '2 minutes'")
        .await;
    let silent = becomes(&served.base_url, "/healthz/worker", StatusCode::SERVICE_UNAVAILABLE).await;
    assert!(silent["age_seconds"].as_i64() >= Some(120), "{silent}");
    assert_eq!(
        look(&served.base_url, "/readyz").await.0,
        StatusCode::OK,
        "pages need no worker"
    );
}

#[tokio::test]
async fn a_database_of_another_form_is_no_reason_to_be_started_again_but_nobody_is_sent_there() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    platform
        .as_owner("delete from __diesel_schema_migrations where version = (select max(version) from __diesel_schema_migrations)")
        .await;
    let told = becomes(&served.base_url, "/readyz", StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(
        told,
        json!({ "status": "not_ready", "database": "there", "pending_migrations": 1 })
    );
    assert_eq!(
        look(&served.base_url, "/healthz").await,
        (StatusCode::OK, json!({ "status": "alive" }))
    );
    let head = Client::new()
        .head(format!("{}/readyz", served.base_url))
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), StatusCode::SERVICE_UNAVAILABLE);
    let post = Client::new()
        .post(format!("{}/healthz", served.base_url))
        .send()
        .await
        .unwrap();
    assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_web_outlives_its_database_and_says_so() {
    let scratch = Scratch::new();
    given(&scratch.para29(&["migrate"]).output().unwrap());
    given(&scratch.para29(&["token", "rotate-keys"]).output().unwrap());
    let cluster = Cluster::start(&scratch.cluster()).await.unwrap();
    let mut api = scratch.para29(&["api", "--listen", "127.0.0.1:0"]);
    api.env("DATABASE_URL", cluster.login_url())
        .env("METRICS_LISTEN", "127.0.0.1:0");
    let api = Running::start(api);
    let told = api.tells("Pages and API");
    let base = word_after(&told, "Pages and API:").trim_end_matches('/').to_owned();
    let metrics = word_after(&api.tells("Metrics  "), "Metrics  ").to_owned();
    becomes(&base, "/readyz", StatusCode::OK).await;
    let there = scraped(&metrics).await;
    assert_eq!(figure(&there, "para29_db_up", &[]), Some(1.0));
    assert_eq!(figure(&there, "para29_workers", &[]), Some(0.0));
    let login = cluster.login_url();
    let asks = |arguments: &[&str]| {
        let mut command = scratch.para29(arguments);
        command.args(["--listen", base.trim_start_matches("http://")]);
        command.env("DATABASE_URL", &login).output().unwrap()
    };
    assert!(given(&asks(&["health"])).contains("ready"));
    assert_eq!(asks(&["health", "--worker"]).status.code(), Some(1));

    cluster.stop().await;
    let away = becomes(&base, "/readyz", StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(away, json!({ "status": "not_ready", "database": "away" }));
    let unknown = becomes(&base, "/healthz/worker", StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(unknown["status"], "unknown");
    assert_eq!(look(&base, "/healthz").await.0, StatusCode::OK, "alive all the same");
    let away = scraped(&metrics).await;
    assert_eq!(figure(&away, "para29_db_up", &[]), Some(0.0));
    assert_eq!(figure(&away, "para29_workers", &[]), None, "nothing is told as it was");
    let unwell = scratch
        .para29(&["health", "--listen", base.trim_start_matches("http://")])
        .output()
        .unwrap();
    assert_eq!(unwell.status.code(), Some(1), "{}", said(&unwell));

    let back = Cluster::start(&scratch.cluster()).await.unwrap();
    becomes(&base, "/readyz", StatusCode::OK).await;
    api.stops();
    back.stop().await;
}
