//! The API from outside, over HTTP.

mod crowd;
mod evidence;
mod history;
mod hostile;
mod http_audit;
mod inputs;
mod keys;
mod manual;
mod questions;
mod transport;

use crate::harness::{Platform, Someone};
use reqwest::{Client, RequestBuilder};

/// A request as somebody who signed in.
async fn signed_in(platform: &Platform, someone: &Someone, request: RequestBuilder) -> RequestBuilder {
    request.bearer_auth(platform.bearer(someone).await)
}

#[tokio::test]
async fn graphql_over_http_is_followed_to_the_letter() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    assert_eq!(http_audit::failures(&served.base_url).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_bad_token_is_refused_and_never_a_visitor() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    let ask = || {
        Client::new()
            .post(&url)
            .json(&serde_json::json!({ "query": "{ viewer { account { email } } }" }))
    };
    assert_eq!(ask().send().await.unwrap().status(), 200);
    let refused = ask().bearer_auth("nonsense").send().await.unwrap();
    assert_eq!(refused.status(), 401);
    let someone = platform.person("SEN", schema::Role::Drafter).await;
    let answer = signed_in(&platform, &someone, ask()).await.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let answer: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(answer["data"]["viewer"]["account"]["email"], someone.email, "{answer}");
}
