//! The platform watched from outside: figures that move with what happens, and a log in which every line of a request can
//! be found by its number. Neither tells of anybody.

use super::{Running, Scratch, given, word_after};
use prometheus_parse::{Sample, Scrape, Value};
use reqwest::{Client, Method, StatusCode};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

/// All that is said at an address, as Prometheus reads it.
pub(super) async fn scraped(address: &str) -> Scrape {
    let answer = reqwest::get(address).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(
        answer.headers()["content-type"],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let text = answer.text().await.unwrap();
    Scrape::parse(text.lines().map(|line| Ok(line.to_owned()))).unwrap()
}

fn is_of(sample: &Sample, name: &str, labels: &[(&str, &str)]) -> bool {
    sample.metric == name
        && labels
            .iter()
            .all(|(label, value)| sample.labels.get(label) == Some(value))
}

/// The figure of this name and these labels, if there is one.
pub(super) fn figure(scrape: &Scrape, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let found = scrape.samples.iter().find(|sample| is_of(sample, name, labels))?;
    match &found.value {
        Value::Counter(value) | Value::Gauge(value) | Value::Untyped(value) => Some(*value),
        Value::Histogram(buckets) => buckets.last().map(|bucket| bucket.count),
        Value::Summary(_) => None,
    }
}

/// Looks until it is so: work is done beside requests.
pub(super) async fn becomes(address: &str, what: &str, is_so: impl Fn(&Scrape) -> bool) -> Scrape {
    for _ in 0..600 {
        let scrape = scraped(address).await;
        if is_so(&scrape) {
            return scrape;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("never: {what}")
}

/// What nobody else may come to know: it goes in by every door.
const SECRET: &str = "hunter2";

#[tokio::test]
async fn figures_move_with_what_happens_and_every_line_of_a_request_has_its_number() {
    let scratch = Scratch::new();
    let mut up = scratch.para29(&["up", "--listen", "127.0.0.1:0", "--log-format", "json"]);
    up.args(["--log", "info,api=debug"])
        .env("METRICS_LISTEN", "127.0.0.1:0");
    let up = Running::start(up);
    let told = up.tells("Metrics  ");
    let base = word_after(&told, "Pages  ").trim_end_matches('/').to_owned();
    let metrics = word_after(&told, "Metrics  ").to_owned();
    up.tells("the worker has begun");

    let client = Client::new();
    let reference = {
        let query = json!({ "query": "{ commitments(first: 1) { nodes { reference } } }" });
        let answer = client
            .post(format!("{base}/graphql"))
            .json(&query)
            .send()
            .await
            .unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        answer["data"]["commitments"]["nodes"][0]["reference"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let route = |route: &'static str, status: &'static str| [("route", route), ("method", "GET"), ("status", status)];
    let requests = "para29_http_requests_total";
    let commitment = "/:lang/commitments/:reference";
    let before = scraped(&metrics).await;
    assert_eq!(figure(&before, requests, &route(commitment, "2xx")), None);

    let ask = async |method: Method, path: &str, body: Option<serde_json::Value>| {
        let mut request = client
            .request(method, format!("{base}{path}"))
            .header("user-agent", SECRET)
            .header("cookie", format!("session={SECRET}"));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        (answer.status(), id)
    };
    let mut ids = vec![];
    for language in ["en", "ar", "zh"] {
        let (status, id) = ask(Method::GET, &format!("/{language}/commitments/{reference}"), None).await;
        assert_eq!(status, StatusCode::OK);
        ids.push(id);
    }
    let (status, id) = ask(Method::GET, &format!("/en/nowhere-at-all?token={SECRET}"), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    ids.push(id);
    ask(Method::from_bytes(b"BREW").unwrap(), "/en/states", None).await;
    ask(Method::GET, &format!("/en/letters/stop/{SECRET}"), None).await;
    let too_many = json!({ "query": format!("query {SECRET} {{ commitments(first: 1000) {{ totalCount }} }}") });
    ask(Method::POST, "/graphql", Some(too_many)).await;
    let sign_in = json!({
        "query": "mutation In($input: SessionStartInput!) { sessionStart(input: $input) { problems { code } } }",
        "variables": { "input": { "email": format!("{SECRET}@example.org"), "password": SECRET } },
    });
    ask(Method::POST, "/graphql", Some(sign_in)).await;
    let bearer = client.post(format!("{base}/graphql")).bearer_auth(SECRET);
    let refused = bearer
        .json(&json!({ "query": "{ themes { code } }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);

    let invite = [
        "account",
        "invite",
        "amina@mfa.example",
        "--name=Amina Diallo",
        "--role=drafter",
        "--for=SEN",
    ];
    given(&scratch.para29(&invite).output().unwrap());
    let kept = [("kind", "invitation"), ("outcome", "kept")];
    let done = [("kind", "send_letter"), ("ending", "done")];
    let after = becomes(&metrics, "the invitation is kept", |scrape| {
        let is_kept = figure(scrape, "para29_letters_total", &kept) == Some(1.0);
        let is_settled = figure(scrape, "para29_letters_waiting", &[]) == Some(0.0);
        is_kept && is_settled && figure(scrape, "para29_jobs_total", &done) == Some(1.0)
    })
    .await;

    assert_eq!(figure(&after, requests, &route(commitment, "2xx")), Some(3.0));
    let taken = [("route", commitment), ("method", "GET")];
    assert_eq!(
        figure(&after, "para29_http_request_duration_seconds", &taken),
        Some(3.0)
    );
    assert_eq!(figure(&after, requests, &route("none", "4xx")), Some(1.0));
    assert_eq!(
        figure(&after, requests, &[("method", "other"), ("status", "4xx")]),
        Some(1.0)
    );
    for code in ["FIRST_TOO_LARGE", "UNAUTHENTICATED"] {
        let refused = figure(&after, "para29_graphql_refused_total", &[("code", code)]);
        assert_eq!(refused, Some(1.0), "{code}");
    }
    for (name, labels, value) in [
        ("para29_db_up", &[][..], 1.0),
        ("para29_workers", &[], 1.0),
        ("para29_migrations_pending", &[], 0.0),
        ("para29_jobs", &[("state", "given_up")], 0.0),
        ("para29_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1.0),
    ] {
        assert_eq!(figure(&after, name, labels), Some(value), "{name}");
    }
    assert!(figure(&after, "para29_worker_heartbeat_age_seconds", &[]) < Some(60.0));
    for pool in ["visitors", "members", "platform"] {
        let open = figure(&after, "para29_db_connections_open", &[("pool", pool)]).unwrap();
        let max = figure(&after, "para29_db_connections_max", &[("pool", pool)]).unwrap();
        assert!(open <= max, "{pool}: {open} of {max}");
    }
    assert!(figure(&after, "para29_db_connections_open", &[("pool", "visitors")]) > Some(0.0));
    assert!(figure(&after, "para29_db_wait_seconds", &[]) > figure(&before, "para29_db_wait_seconds", &[]));

    // everything is ours by name, and nothing tells of anybody
    let own = base.rsplit('/').next().unwrap();
    for sample in &after.samples {
        assert!(sample.metric.starts_with("para29_"), "{}", sample.metric);
        for (label, value) in sample.labels.iter() {
            let is_told = [SECRET, reference.as_str(), "amina", "SEN", own]
                .iter()
                .any(|known| value.contains(known));
            assert!(!is_told && !value.contains(['@', '?', '[', '|']), "{label}={value:?}");
        }
    }
    // and the public sees none of it
    let public = reqwest::get(format!("{base}/metrics")).await.unwrap();
    assert_eq!(public.status(), StatusCode::NOT_FOUND);

    let log = up.stops();
    assert!(!log.contains(SECRET), "{log}");
    assert!(!log.contains("amina"), "{log}");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let numbered: BTreeSet<&str> = lines
        .iter()
        .filter(|line| line["message"] == "answered")
        .map(|line| line["spans"][0]["id"].as_str().unwrap())
        .collect();
    for id in &ids {
        assert!(numbered.contains(id.as_str()), "no line of {id} in {log}");
    }
}
