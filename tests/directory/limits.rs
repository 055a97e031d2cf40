//! How often somebody may try.

use super::desk::{self, TOKENS, problem};
use crate::harness::Platform;
use api::graphql::{Asker, context};
use async_graphql::{Request, Variables};
use chrono::TimeDelta;
use schema::{Actor, Language};
use serde_json::{Value, json};
use std::net::IpAddr;

/// Attempts to sign in, from a peer address.
async fn from(platform: &Platform, peer: &str, query: &str, variables: Value) -> Value {
    let asker = Asker {
        actor: Actor::Visitor,
        language: Language::En,
        now: platform.now(),
        request: "limits".into(),
        peer: Some(peer.parse::<IpAddr>().unwrap()),
        user_agent: String::new(),
    };
    let request = Request::new(query).variables(Variables::from_json(variables));
    serde_json::to_value(
        platform
            .schema
            .execute(context::attach(request, &platform.db, asker))
            .await,
    )
    .unwrap()
}

async fn attempt(platform: &Platform, peer: &str, email: &str) -> String {
    let query =
        format!("mutation A($i: SessionStartInput!) {{ sessionStart(input: $i) {{ {TOKENS} problems {{ code }} }} }}");
    let answer = from(
        platform,
        peer,
        &query,
        json!({ "i": { "email": email, "password": "a guess" } }),
    )
    .await;
    problem(&answer["data"]["sessionStart"]).to_owned()
}

#[tokio::test]
async fn ten_attempts_a_minute_with_one_account_known_or_not() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    desk::give_password(&platform, &someone).await;
    for email in [someone.email.as_str(), "nobody@example.org"] {
        for number in 0..10 {
            let peer = format!("192.0.2.{number}");
            assert_eq!(attempt(&platform, &peer, email).await, "CREDENTIALS_WRONG", "{number}");
        }
        assert_eq!(
            attempt(&platform, "192.0.2.99", email).await,
            "TOO_MANY_ATTEMPTS",
            "from wherever"
        );
    }
    let right = json!({ "email": someone.email, "password": desk::PASSWORD });
    assert_eq!(
        problem(&desk::visit(&platform, "sessionStart", right.clone(), TOKENS).await),
        "TOO_MANY_ATTEMPTS"
    );
    platform.clock.set(platform.now() + TimeDelta::seconds(61));
    desk::Client::of(&desk::visit(&platform, "sessionStart", right, TOKENS).await);
}

#[tokio::test]
async fn sixty_attempts_a_minute_from_one_peer_whatever_the_accounts() {
    let platform = Platform::start().await;
    let query: String = (0..15)
        .map(|n| format!("a{n}: sessionStart(input: {{email: \"p{n}x@example.org\", password: \"x\"}}) {{ problems {{ code }} }} "))
        .collect();
    let mut codes = vec![];
    for round in 0..5 {
        let query = format!(
            "mutation {{ {} }}",
            query.replace('x', &round.to_string()).replace("e0ample", "example")
        );
        let query = query.replace(&format!("e{round}ample"), "example");
        let answer = from(&platform, "2001:db8::1", &query, json!({})).await;
        let answered = answer["data"].as_object().unwrap_or_else(|| panic!("{answer}"));
        codes.extend(answered.values().map(|payload| problem(payload).to_owned()));
    }
    assert_eq!(
        codes.iter().filter(|code| *code == "CREDENTIALS_WRONG").count(),
        60,
        "each attempt in one request counts"
    );
    assert_eq!(codes.iter().filter(|code| *code == "TOO_MANY_ATTEMPTS").count(), 15);
    assert_eq!(
        attempt(&platform, "2001:db8::ffff", "z@example.org").await,
        "TOO_MANY_ATTEMPTS",
        "the same network"
    );
    assert_eq!(
        attempt(&platform, "2001:db8:0:1::1", "z@example.org").await,
        "CREDENTIALS_WRONG",
        "another one"
    );
}

#[tokio::test]
async fn attempts_made_at_once_are_counted_one_by_one() {
    let platform = Platform::start().await;
    let all = (0..20).map(|number| {
        let (platform, peer) = (&platform, format!("192.0.2.{number}"));
        async move { attempt(platform, &peer, "nobody@example.org").await }
    });
    let codes = futures_util::future::join_all(all).await;
    assert_eq!(
        codes.iter().filter(|code| *code == "CREDENTIALS_WRONG").count(),
        10,
        "{codes:?}"
    );
}

#[tokio::test]
async fn ten_letters_an_hour_to_one_address() {
    let platform = Platform::start().await;
    let request = async || {
        let answer = desk::visit(
            &platform,
            "sessionCodeRequest",
            json!({ "email": "a@example.org" }),
            "codeMinutes",
        )
        .await;
        platform.clock.set(platform.now() + TimeDelta::minutes(1));
        answer
    };
    for _ in 0..10 {
        assert_eq!(request().await["codeMinutes"], 10);
    }
    assert_eq!(problem(&request().await), "TOO_MANY_ATTEMPTS");
    platform.clock.set(platform.now() + TimeDelta::hours(1));
    assert_eq!(request().await["codeMinutes"], 10);
}

#[tokio::test]
async fn the_count_names_nobody_and_is_forgotten_after_a_day() {
    let platform = Platform::start().await;
    attempt(&platform, "192.0.2.1", "nobody@example.org").await;
    let plain = "select count(*) from sign_in_attempts where key = any (select sha256(t::bytea) from
        unnest(array['nobody@example.org', 'account' || chr(1) || 'nobody@example.org', '192.0.2.1']) t)";
    assert_eq!(
        platform.fact(plain).await,
        0,
        "a keyed hash, not one that anybody can make"
    );
    assert_eq!(platform.fact("select count(*) from sign_in_attempts").await, 2);
    let sweep = async || {
        let now = platform.now();
        let work = async move |conn: &mut schema::Connection| schema::directory::sweep_sign_in(conn, now).await;
        platform.db.platform("test", work).await.unwrap()
    };
    assert_eq!(sweep().await, 0);
    platform.days_pass(2);
    assert_eq!(sweep().await, 2);
}
