//! The served platform over HTTP: what may be kept, what other sites may ask, what the headers say.

use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use api::graphql::explorer::EXAMPLES;
use reqwest::{Client, Response};
use serde_json::{Value, json};

const THEMES: &str = "{ themes { code } }";

fn header(answer: &Response, name: &str) -> String {
    answer
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
        .to_owned()
}

async fn json_of(answer: Response) -> Value {
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_question_by_get_is_kept_until_its_answer_changes() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    let list = "{ commitments { totalCount } }";
    let ask = |mark: &str| {
        Client::new()
            .get(&url)
            .query(&[("query", list)])
            .header("if-none-match", mark)
            .send()
    };
    let first = ask("\"none\"").await.unwrap();
    assert_eq!(first.status(), 200);
    let mark = header(&first, "etag");
    assert_eq!(
        header(&first, "cache-control"),
        "public, max-age=30, stale-while-revalidate=60"
    );
    assert_eq!(
        header(&first, "ratelimit-remaining"),
        "",
        "a kept answer tells of nobody's points"
    );
    let again = ask(&mark).await.unwrap();
    assert_eq!((again.status().as_u16(), header(&again, "etag")), (304, mark.clone()));
    assert_eq!(again.bytes().await.unwrap().len(), 0);
    cast.published(&platform, content("Name a point of contact")).await;
    let changed = ask(&mark).await.unwrap();
    assert_eq!(changed.status(), 200);
    assert_ne!(header(&changed, "etag"), mark);
    assert_eq!(json_of(changed).await["data"]["commitments"]["totalCount"], 1);
    let token = platform.bearer(&cast.drafter).await;
    let own = Client::new()
        .get(&url)
        .query(&[("query", list)])
        .bearer_auth(token)
        .send()
        .await
        .unwrap();
    assert_eq!(
        header(&own, "cache-control"),
        "private, no-store",
        "an answer for one person"
    );
    let costly = Client::new()
        .get(&url)
        .query(&[("query", "{ rateLimit { cost } }")])
        .send()
        .await
        .unwrap();
    assert_eq!(
        header(&costly, "cache-control"),
        "private, no-store",
        "an answer about one asker"
    );
}

#[tokio::test]
async fn other_sites_may_read_what_everybody_may_read_and_nothing_else() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    let answer = Client::new()
        .get(&url)
        .query(&[("query", THEMES)])
        .header("origin", "https://elsewhere.example");
    let answer = answer.send().await.unwrap();
    assert_eq!(header(&answer, "access-control-allow-origin"), "*");
    assert_eq!(header(&answer, "access-control-allow-credentials"), "");
    let asked = Client::new()
        .request(reqwest::Method::OPTIONS, &url)
        .header("origin", "https://elsewhere.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type, authorization");
    let allowed = asked.send().await.unwrap();
    assert_eq!(allowed.status(), 204);
    let names = header(&allowed, "access-control-allow-headers").to_lowercase();
    assert!(
        names.contains("content-type") && !names.contains("authorization"),
        "{names}"
    );
}

#[tokio::test]
async fn nothing_is_changed_by_get_and_no_cookie_is_looked_at() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", schema::Role::Drafter).await;
    let token = platform.bearer(&someone).await;
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    let act = "mutation { sessionEndAll { accountId } }";
    let answer = Client::new()
        .get(&url)
        .query(&[("query", act)])
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (answer.status().as_u16(), header(&answer, "allow").as_str()),
        (405, "POST")
    );
    assert_eq!(
        json_of(answer).await["errors"][0]["extensions"]["code"],
        "METHOD_NOT_ALLOWED"
    );
    assert_eq!(
        platform
            .fact("select count(*) from sessions where ended_at is not null")
            .await,
        0
    );
    let viewer = Client::new()
        .get(&url)
        .query(&[("query", "{ viewer { account { email } } }")])
        .header("cookie", format!("__Host-session={token}; session={token}"));
    assert_eq!(
        json_of(viewer.send().await.unwrap()).await,
        json!({ "data": { "viewer": null } })
    );
}

#[tokio::test]
async fn the_price_stands_in_the_answer_and_in_its_headers() {
    let platform = Platform::start().await;
    let served = platform.serve_with(|web| web.door.points_an_hour = Some(30)).await;
    let url = format!("{}/graphql", served.base_url);
    let ask = |query: &str| Client::new().post(&url).json(&json!({ "query": query })).send();
    let first = ask("{ rateLimit { limit cost remaining resetAt } }").await.unwrap();
    let told = ["ratelimit-limit", "ratelimit-cost", "ratelimit-remaining"].map(|name| header(&first, name));
    assert_eq!(told, ["30", "5", "25"]);
    assert_eq!(
        header(&first, "ratelimit-reset"),
        "600",
        "five of thirty points come back in ten minutes"
    );
    let price = &json_of(first).await["data"]["rateLimit"];
    assert_eq!(
        *price,
        json!({ "limit": 30, "cost": 5, "remaining": 25, "resetAt": "2026-11-23T09:10:00+00:00" })
    );
    let refused = ask("{ commitments(first: 100) { nodes { id } } }").await.unwrap();
    assert_eq!(refused.status(), 429);
    assert!(!header(&refused, "retry-after").is_empty());
    assert_eq!(
        json_of(refused).await["errors"][0]["extensions"]["code"],
        "RATE_LIMITED"
    );
}

#[tokio::test]
async fn an_answer_comes_in_the_media_type_asked_for_and_says_its_request() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    for (accept, given) in [
        (
            "application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8",
        ),
        ("application/json", "application/json; charset=utf-8"),
    ] {
        let answer = Client::new()
            .post(&url)
            .json(&json!({ "query": THEMES }))
            .header("accept", accept);
        let answer = answer.send().await.unwrap();
        assert_eq!(header(&answer, "content-type"), given);
        assert_eq!(header(&answer, "vary"), "Accept, Accept-Language, Authorization");
        assert!(!header(&answer, "x-request-id").is_empty());
    }
    let none = Client::new()
        .post(&url)
        .json(&json!({ "query": THEMES }))
        .header("accept", "text/html");
    assert_eq!(none.send().await.unwrap().status(), 406);
    let sdl = Client::new()
        .get(format!("{}/schema.graphql", served.base_url))
        .send()
        .await
        .unwrap();
    assert_eq!(sdl.text().await.unwrap(), api::graphql::sdl());
}

#[tokio::test]
async fn each_example_of_the_explorer_is_answered_to_visitors() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    cast.published(&platform, content("Name a point of contact")).await;
    let served = platform.serve().await;
    for (file, text) in EXAMPLES {
        let variables = text.lines().next().and_then(|line| line.strip_prefix("# variables: "));
        let variables: Value = variables.map_or(Value::Null, |json| serde_json::from_str(json).unwrap());
        let body = json!({ "query": text, "variables": variables });
        let asked = Client::new().post(format!("{}/graphql", served.base_url)).json(&body);
        let answer = json_of(asked.send().await.unwrap()).await;
        assert!(
            answer.get("errors").is_none() && answer["data"].is_object(),
            "{file}: {answer}"
        );
        if file == "1-commitments.graphql" {
            assert_eq!(answer["data"]["commitments"]["totalCount"], 1);
        }
    }
}
