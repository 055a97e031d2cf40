use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::body::to_bytes;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, middleware};
use serde_json::{Value as Json, json};

use super::*;
use crate::graphql::door::Settings;
use crate::graphql::small::{Acts, Name, schema};
use crate::server::Peers;

/// `Bearer good` is a member; any other token is not good.
struct Members;

impl Identify for Members {
    fn identify<'a>(
        &'a self,
        request: &'a HttpRequest,
        cookies: bool,
    ) -> LocalBoxFuture<'a, Result<Identified, Refusal>> {
        let mut data = Data::default();
        let token = request
            .headers()
            .get(header::AUTHORIZATION)
            .map(|token| token.as_bytes().to_vec());
        let by_cookie = cookies && request.cookie("session").is_some();
        let asker = match token.as_deref() {
            Some(b"Bearer good") => Some("member"),
            Some(_) => return Box::pin(async { Err(Refusal::new(401, "TOKEN_EXPIRED", "Sign in again.")) }),
            None if by_cookie => Some("member"),
            None => None,
        };
        data.insert(Name(asker.unwrap_or("visitor")));
        Box::pin(async move {
            Ok(Identified {
                account: asker.map(str::to_owned),
                data,
            })
        })
    }
}

struct Bench {
    endpoint: Endpoint,
    acts: Acts,
}

struct Said {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Said {
    fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap()
    }
    fn code(&self) -> String {
        let json = self.json();
        assert!(json.get("data").is_none(), "{json}");
        json["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned()
    }
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Bench {
    fn new(settings: Settings) -> Self {
        let acts = Acts::default();
        let door = Arc::new(Door::new(|| schema(&acts), settings).unwrap());
        let noon = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let peers = Peers { trusted_proxies: 0 };
        let endpoint = Endpoint {
            door,
            identify: Rc::new(Members),
            clock: Arc::new(move || noon),
            peer: Arc::new(move |request| peers.address(request)),
        };
        Self { endpoint, acts }
    }

    async fn send(&self, request: TestRequest) -> Said {
        let app = App::new()
            .wrap(middleware::from_fn(crate::headers::around))
            .configure(mount(self.endpoint.clone()))
            .configure(crate::graphql::explorer::mount);
        let app = init_service(app).await;
        let response = call_service(&app, request.to_request()).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = to_bytes(response.into_body()).await.ok().unwrap();
        Said {
            status,
            headers,
            text: String::from_utf8(text.to_vec()).unwrap(),
        }
    }

    async fn post(&self, body: Json) -> Said {
        self.send(post(&body.to_string())).await
    }

    async fn ask(&self, query: &str) -> Said {
        self.post(json!({ "query": query })).await
    }
}

fn bench() -> Bench {
    Bench::new(Settings::default())
}

const STRICT: &str = "application/graphql-response+json";

fn post(body: &str) -> TestRequest {
    let request = TestRequest::post().uri("/graphql").set_payload(body.to_owned());
    request
        .insert_header(("content-type", "application/json"))
        .insert_header(("accept", STRICT))
}

fn get(query: &str) -> TestRequest {
    let query: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    TestRequest::get().uri(&format!("/graphql?query={query}"))
}

#[actix_web::test]
async fn a_question_is_answered_first_and_again_from_what_was_kept() {
    let bench = bench();
    for _ in 0..3 {
        let said = bench.post(json!({
            "query": "query Q($id: ID! $with: Boolean = true) { record(id: $id) { id title @include(if: $with) } }",
            "variables": { "id": "7" },
        }));
        let said = said.await;
        assert_eq!((said.status, said.header("content-type")), (200, GRAPHQL));
        assert_eq!(
            said.json(),
            json!({ "data": { "record": { "id": "7", "title": "A title" } } })
        );
    }
    assert_eq!(bench.endpoint.door.kept_documents(), 1);
}

#[actix_web::test]
async fn values_are_checked_for_documents_kept_as_for_new_ones() {
    let bench = bench();
    let query = "query Q($f: Filter!, $n: Int = 4) { find(filter: $f) count(number: $n) }";
    let right = json!({ "f": { "light": "GREEN", "themes": "one" } });
    for _ in 0..2 {
        let said = bench.post(json!({ "query": query, "variables": right })).await;
        assert_eq!(said.json(), json!({ "data": { "find": 5, "count": 4 } }));
        for wrong in [
            json!({}),
            json!({ "f": null }),
            json!({ "f": { "light": "RED" } }),
            json!({ "f": { "light": "GREEN", "shade": 1 } }),
            json!({ "f": { "years": 1 } }),
            json!({ "f": { "light": "GREEN", "themes": ["one", 2] } }),
            json!({ "f": { "light": "GREEN", "years": 2_147_483_648_i64 } }),
            json!({ "f": { "light": "GREEN" }, "n": "4" }),
            json!({ "f": { "light": "GREEN" }, "n": 1.5 }),
            json!({ "f": "GREEN" }),
        ] {
            let said = bench.post(json!({ "query": query, "variables": wrong })).await;
            assert_eq!(
                (said.status, said.code().as_str()),
                (400, "INVALID_VARIABLES"),
                "{wrong}"
            );
        }
    }
    // null for a variable with a default may stand where null may not; where it is found out differs, what is said not
    for expected in ["GRAPHQL_VALIDATION_FAILED", "INVALID_VALUE"] {
        let query = "query Q($n: Int = 4) { count(number: $n) }";
        let said = bench.post(json!({ "query": query, "variables": { "n": null } })).await;
        assert_eq!(
            said.json()["errors"][0]["extensions"]["code"],
            expected,
            "{}",
            said.text
        );
        assert_eq!(bench.ask(query).await.json(), json!({ "data": { "count": 4 } }));
    }
    // a value right by its type and wrong by its scalar is told where it is used
    for _ in 0..2 {
        let query = "query Q($d: Date!) { on(day: $d) }";
        let said = bench
            .post(json!({ "query": query, "variables": { "d": "2026-02-30" } }))
            .await;
        assert_eq!(
            said.json()["errors"][0]["extensions"]["code"],
            "INVALID_DATE",
            "{}",
            said.text
        );
    }
}

#[actix_web::test]
async fn documents_that_are_not_valid_are_not_carried_out_nor_kept() {
    let bench = bench();
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ record(id: 1) }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ helo }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ echo(txt: \"\") }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __typename @shout }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hello @shout }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __typename(a: 1) }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hello ...F }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { hello } query A { hello }", "GRAPHQL_PARSE_FAILED"),
        ("query A { hello } query B { hello }", "OPERATION_NOT_CHOSEN"),
        ("subscription { hello }", "SUBSCRIPTIONS_NOT_SERVED"),
        ("{...A} fragment A on Query {...A}", "FRAGMENT_CYCLE"),
        ("{ records(first: 101) { nodes { id } } }", "FIRST_TOO_LARGE"),
        ("{ records(first: 0) { nodes { id } } }", "FIRST_TOO_SMALL"),
    ] {
        for _ in 0..2 {
            let said = bench.ask(query).await;
            assert_eq!(
                (said.status, said.code().as_str()),
                (400, code),
                "{query}: {}",
                said.text
            );
            assert!(!said.text.contains("Did you mean"), "{}", said.text);
        }
    }
    let said = bench
        .post(json!({ "query": "query A { hello }", "operationName": "B" }))
        .await;
    assert_eq!(said.code(), "OPERATION_NOT_FOUND");
    assert_eq!(bench.endpoint.door.kept_documents(), 0);
    let said = bench
        .send(post(r#"{"query":"{ helo }"}"#).insert_header(("accept", "application/json")))
        .await;
    assert_eq!(
        (said.status, said.header("content-type")),
        (200, JSON),
        "the old media type answers in 200"
    );
}

#[actix_web::test]
async fn what_would_cost_too_much_is_refused_with_its_price_and_a_way_out() {
    let bench = bench();
    let paged = "query Q($n: Int) { records(first: $n) { edges { node { id title } } } }";
    let said = bench.post(json!({ "query": paged, "variables": { "n": 100 } })).await;
    assert_eq!(said.status, 200, "{}", said.text);
    let said = bench.post(json!({ "query": paged, "variables": { "n": 101 } })).await;
    assert_eq!(said.code(), "FIRST_TOO_LARGE", "also when the document was kept");
    let wide = format!("{{ records(first: 100) {{ nodes {{ {} }} }} }}", "title ".repeat(600));
    let said = bench.ask(&wide).await;
    assert_eq!(said.code(), "TOO_COSTLY");
    let error = &said.json()["errors"][0];
    // the connection, its list, and for each record what is below
    assert_eq!(error["extensions"]["cost"], 2 + 100 * 600);
    assert_eq!(error["extensions"]["limit"], 50_000);
    assert!(error["message"].as_str().unwrap().contains("smaller `first`"));
    for list_in_list in [
        "{ records(first: 1) { nodes { inner(first: 1) { nodes { id } } } } }",
        "{ records(first: 1) { edges { node { inner { pageInfo { hasNextPage } } } } } }",
        "{ nodes(ids: [1]) { inner(first: 1) { nodes { id } } } }",
        "{ records { nodes { ...F } } } fragment F on Record { inner { nodes { id } } }",
    ] {
        let said = bench.ask(list_in_list).await;
        assert_eq!(said.code(), "TOO_NESTED", "{list_in_list}");
        assert!(said.text.contains("by its id"), "{}", said.text);
    }
    let one = "{ record(id: 1) { inner(first: 1) { nodes { id } } } }";
    assert_eq!(bench.ask(one).await.status, 200, "of one record");
    let aliases: String = (0..50).map(|n| format!("a{n}: hello ")).collect();
    assert_eq!(bench.ask(&format!("{{ {aliases} }}")).await.code(), "TOO_MANY_ALIASES");
    let circles =
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    assert_eq!(bench.ask(circles).await.code(), "TOO_DEEP");
}

#[actix_web::test]
async fn everyone_has_points_of_their_own_and_is_told_of_them() {
    let bench = Bench::new(Settings {
        points_an_hour: Some(100),
        ..Settings::default()
    });
    let query = r#"{"query":"{ records(first: 10) { nodes { id title } } rateLimit { cost remaining } }"}"#;
    let said = bench
        .send(post(query).insert_header(("x-forwarded-for", "203.0.113.1")))
        .await;
    assert_eq!(said.json()["data"]["rateLimit"], json!({ "cost": 25, "remaining": 75 }));
    assert_eq!(
        (said.header("ratelimit-limit"), said.header("ratelimit-remaining")),
        ("100", "75")
    );
    assert_eq!(said.header("ratelimit-reset"), "900");
    for n in 0..3 {
        let said = bench
            .send(post(query).insert_header(("x-forwarded-for", format!("203.0.113.{n}"))))
            .await;
        assert_eq!(said.status, 200);
    }
    let said = bench
        .send(post(query).insert_header(("x-forwarded-for", "203.0.113.9")))
        .await;
    assert_eq!(
        (said.status, said.code().as_str()),
        (429, "RATE_LIMITED"),
        "a header makes nobody another"
    );
    assert_eq!(said.header("retry-after"), "901");
    let said = bench
        .send(post(query).insert_header(("authorization", "Bearer good")))
        .await;
    assert_eq!(said.status, 200, "an account has points of its own");
}

#[actix_web::test]
async fn faults_of_ours_are_masked_and_do_no_harm_to_others() {
    let bench = bench();
    for _ in 0..2 {
        let said = bench.ask("{ boom }").await;
        assert_eq!((said.status, said.code().as_str()), (500, "INTERNAL"));
        assert_eq!(
            said.json()["errors"][0]["extensions"]["requestId"],
            said.header("x-request-id")
        );
        let said = bench.ask("{ hello fails }").await;
        assert_eq!(said.status, 200);
        let json = said.json();
        assert_eq!(
            (&json["data"]["hello"], &json["errors"][0]["extensions"]["code"]),
            (&json!("visitor"), &json!("INTERNAL"))
        );
        assert!(!said.text.contains("secret"), "{}", said.text);
    }
}

#[actix_web::test]
async fn patience_ends_but_an_act_begun_is_carried_through() {
    let bench = Bench::new(Settings {
        patience: Duration::from_millis(50),
        ..Settings::default()
    });
    let said = bench.ask("{ slow }").await;
    assert_eq!((said.status, said.code().as_str()), (503, "TIMEOUT"));
    let said = bench.ask("mutation { slowAct }").await;
    assert_eq!(
        (said.status, said.json()["errors"][0]["extensions"]["outcome"].as_str()),
        (503, Some("UNKNOWN"))
    );
    while bench.acts.0.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[actix_web::test]
async fn get_reads_only_and_never_by_cookie() {
    let bench = bench();
    let said = bench.send(get("mutation { act }")).await;
    assert_eq!((said.status, said.header("allow")), (405, "POST"));
    assert_eq!(bench.acts.0.load(Ordering::SeqCst), 0);
    assert_eq!(
        bench.ask("mutation { act }").await.json(),
        json!({ "data": { "act": 1 } })
    );
    let session = || actix_web::cookie::Cookie::new("session", "x");
    let hello = |said: Said| said.json()["data"]["hello"].clone();
    assert_eq!(hello(bench.send(get("{ hello }").cookie(session())).await), "visitor");
    let question = || post(r#"{"query":"{ hello }"}"#);
    assert_eq!(hello(bench.send(question().cookie(session())).await), "member");
    let elsewhere = question()
        .cookie(session())
        .insert_header(("sec-fetch-site", "cross-site"));
    assert_eq!(hello(bench.send(elsewhere).await), "visitor");
    let said = bench
        .send(question().insert_header(("authorization", "Bearer old")))
        .await;
    assert_eq!(
        (said.status, said.code().as_str(), said.header("www-authenticate")),
        (401, "TOKEN_EXPIRED", "Bearer")
    );
    for method in ["PUT", "DELETE", "PATCH"] {
        let said = bench.send(question().method(method.parse().unwrap())).await;
        assert_eq!((said.status, said.header("allow")), (405, "GET, HEAD, POST, OPTIONS"));
    }
}

#[actix_web::test]
async fn what_everyone_may_read_may_be_kept_by_caches_and_nothing_else() {
    let bench = bench();
    let said = bench.send(get("{ hello }")).await;
    let etag = said.header("etag").to_owned();
    assert!(etag.starts_with('"') && etag.len() > 20);
    assert!(
        said.header("cache-control")
            .starts_with("public, max-age=30, stale-while-revalidate")
    );
    assert_eq!(said.header("vary"), "Accept, Accept-Language, Authorization");
    let again = bench
        .send(get("{ hello }").insert_header(("if-none-match", format!("\"x\", W/{etag}"))))
        .await;
    assert_eq!(
        (again.status, again.text.as_str(), again.header("etag")),
        (304, "", etag.as_str())
    );
    let strict = bench.send(get("{ hello }").insert_header(("accept", STRICT))).await;
    assert_ne!(strict.header("etag"), etag, "another representation");
    let signed_in = get("{ hello }").insert_header(("authorization", "Bearer good"));
    for said in [
        bench.send(signed_in).await,
        bench.send(get("{ rateLimit { remaining } }")).await,
        bench.send(get("{ fails }")).await,
        bench.ask("{ hello }").await,
    ] {
        assert_eq!(said.header("cache-control"), "private, no-store", "{}", said.text);
    }
    let preflight = TestRequest::default().method(Method::OPTIONS).uri("/graphql");
    let said = bench
        .send(preflight.insert_header(("origin", "https://elsewhere.example")))
        .await;
    assert_eq!((said.status, said.header("access-control-allow-origin")), (204, "*"));
    assert_eq!(said.header("access-control-allow-credentials"), "");
    assert!(
        !said
            .header("access-control-allow-headers")
            .to_lowercase()
            .contains("authorization")
    );
}

#[actix_web::test]
async fn requests_that_are_none_are_told_what_is_wrong() {
    let bench = bench();
    let long = format!(r#"{{"query":"{{ hello }}","x":"{}"}}"#, "x".repeat(BODY));
    let deep = format!(
        r#"{{"query":"{{ hello }}","variables":{{"a":{}{}}}}}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    for (body, status, code) in [
        ("", 400, "BODY_MISSING"),
        ("{ \"not a JSON", 400, "MALFORMED_JSON"),
        ("\"text\"", 400, "MALFORMED_JSON"),
        (r#"[{"query":"{ hello }"}]"#, 400, "BATCH_REFUSED"),
        (
            r#"{"query":"{ hello }","query":"{ hello }"}"#,
            400,
            "DUPLICATE_PARAMETER",
        ),
        (
            r#"{"query":"{ hello }","operationName":"A","operationName":"A"}"#,
            400,
            "DUPLICATE_PARAMETER",
        ),
        (r#"{"qeury":"{ hello }"}"#, 400, "INVALID_PARAMETER"),
        (r#"{"query":7}"#, 400, "INVALID_PARAMETER"),
        (r#"{"query":"{ hello }","variables":[1]}"#, 400, "INVALID_PARAMETER"),
        (r#"{"query":"{ hello }","extensions":"x"}"#, 400, "INVALID_PARAMETER"),
        (r#"{"query":"{ hello }","operationName":{}}"#, 400, "INVALID_PARAMETER"),
        (r#"{"query":"{ echo(text: \"\ud800\") }"}"#, 400, "INVALID_UNICODE"),
        (
            r#"{"query":"{ hello }","variables":{"a":"\udc00"}}"#,
            400,
            "INVALID_UNICODE",
        ),
        (
            r#"{"query":"{ hello }","variables":{"a":["\u0000"]}}"#,
            400,
            "NUL_IN_TEXT",
        ),
        (r#"{"query":"{ echo(text: \"\\u0000\") }"}"#, 400, "NUL_IN_TEXT"),
        (&deep, 400, "TOO_DEEP"),
        (&long, 413, "BODY_TOO_LARGE"),
    ] {
        let said = bench.send(post(body)).await;
        assert_eq!(
            (said.status, said.code().as_str()),
            (status, code),
            "{}",
            &body[..body.len().min(80)]
        );
    }
    let utf16 = TestRequest::post()
        .uri("/graphql")
        .insert_header(("content-type", "application/json"));
    assert_eq!(
        bench.send(utf16.set_payload(vec![0xff, 0xfe, b'{', 0])).await.status,
        400
    );
    let said = bench.send(post("\u{feff}{\"query\":\"{ hello }\",\"later\":1}")).await;
    assert_eq!(
        said.status, 200,
        "a byte order mark and parameters of later editions do no harm"
    );
    for (uri, code) in [
        ("/graphql", "INVALID_PARAMETER"),
        ("/graphql?query=%7Bhello%7D&query=%7Bhello%7D", "DUPLICATE_PARAMETER"),
        ("/graphql?query=%7Bhello%7D&variables=%7B", "MALFORMED_JSON"),
        ("/graphql?query=%7Bhello%7D&variables=%5B%5D", "INVALID_PARAMETER"),
    ] {
        let said = bench.send(TestRequest::get().uri(uri)).await;
        assert_eq!((said.status, said.code().as_str()), (400, code), "{uri}");
    }
}

#[actix_web::test]
async fn media_types_are_negotiated() {
    let bench = bench();
    let body = r#"{"query":"{ hello }"}"#;
    for (content_type, status) in [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/JSON;Charset=\"UTF-8\"", 200),
        ("application/json; charset=utf-16", 415),
        ("application/graphql", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
    ] {
        let request = TestRequest::post().uri("/graphql").set_payload(body);
        let said = bench.send(request.insert_header(("content-type", content_type))).await;
        assert_eq!(said.status, status, "{content_type}");
    }
    assert_eq!(
        bench
            .send(TestRequest::post().uri("/graphql").set_payload(body))
            .await
            .status,
        415
    );
    assert_eq!(
        bench
            .send(post(body).insert_header(("content-encoding", "gzip")))
            .await
            .status,
        415
    );
    for (accept, media) in [
        ("*/*", Some(JSON)),
        ("application/*", Some(JSON)),
        ("application/json", Some(JSON)),
        (STRICT, Some(GRAPHQL)),
        (
            "application/graphql-response+json, application/json;q=0.9",
            Some(GRAPHQL),
        ),
        ("application/graphql-response+json, application/json", Some(GRAPHQL)),
        ("application/json, application/graphql-response+json", Some(JSON)),
        (
            "application/json;q=0.4, application/graphql-response+json;q=0.5",
            Some(GRAPHQL),
        ),
        ("application/graphql-response+json;q=0, */*", Some(JSON)),
        ("application/json; charset=utf-8", Some(JSON)),
        ("text/html,application/xhtml+xml,*/*;q=0.8", Some(JSON)),
        ("", Some(JSON)),
        ("text/html", None),
        ("application/json;q=0", None),
    ] {
        let said = bench.send(post(body).insert_header(("accept", accept))).await;
        assert_eq!(said.status, if media.is_some() { 200 } else { 406 }, "{accept}");
        assert_eq!(said.header("content-type"), media.unwrap_or(JSON), "{accept}");
    }
}

#[actix_web::test]
async fn the_explorer_and_the_schema_are_served_to_visitors() {
    let bench = bench();
    for (path, media) in [
        ("/graphql/explorer", "text/html; charset=utf-8"),
        ("/graphql/explorer/explorer.js", "text/javascript; charset=utf-8"),
        ("/graphql/explorer/explorer.css", "text/css; charset=utf-8"),
        ("/graphql/explorer/3-figures.graphql", "text/plain; charset=utf-8"),
        ("/schema.graphql", "text/plain; charset=utf-8"),
    ] {
        let said = bench.send(TestRequest::get().uri(path)).await;
        assert_eq!((said.status, said.header("content-type")), (200, media), "{path}");
        assert!(
            said.header("content-security-policy")
                .starts_with("default-src 'self';")
        );
    }
    let said = bench
        .send(TestRequest::get().uri("/graphql/explorer/..%2f..%2fCargo.toml"))
        .await;
    assert_eq!(said.status, 404);
}

#[actix_web::test]
async fn the_least_used_documents_are_forgotten() {
    let kept_bytes = 4_000;
    let bench = Bench::new(Settings {
        kept_bytes,
        points_an_hour: None,
        ..Settings::default()
    });
    for n in 0..100 {
        assert_eq!(bench.ask(&format!("{{ count(number: {n}) }}")).await.status, 200);
    }
    assert!((1..10).contains(&bench.endpoint.door.kept_documents()));
}
