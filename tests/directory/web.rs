//! Signing in over the wire: the page of an invitation, the public keys, and what HTTP says of a bad token.

use super::desk::{self, account_of};
use crate::harness::{Platform, Someone};
use reqwest::{Client, StatusCode, redirect};
use schema::Connection;
use schema::actor::*;
use schema::directory;
use serde_json::{Value, json};

async fn invited(platform: &Platform) -> (Someone, String) {
    let administrator = platform.secretariat(Role::Administrator).await;
    let senegal = platform.participant("SEN").await;
    let input = json!({
        "email": "amina@mfa.example", "name": "Amina Diallo", "language": "FR",
        "participantId": senegal.to_string(), "role": "DRAFTER",
    });
    platform
        .done(&administrator, "accountInvite", input, "account { id }")
        .await;
    let someone = account_of(platform, "amina@mfa.example").await;
    let (account, now) = (someone.account, platform.now());
    let issued = platform
        .db
        .platform("test", async move |conn: &mut Connection| {
            directory::issue_invitation(conn, account, now).await
        })
        .await
        .unwrap();
    let token = issued.unwrap().token;
    (someone, token)
}

fn reader() -> Client {
    Client::builder().redirect(redirect::Policy::none()).build().unwrap()
}

#[tokio::test]
async fn the_page_of_an_invitation_shows_and_its_button_accepts() {
    let platform = Platform::start().await;
    let (someone, token) = invited(&platform).await;
    let served = platform.serve().await;
    let reader = reader();
    let path = directory::invitation_path(schema::Language::Fr, &token);
    let address = format!("{}{path}", served.base_url);
    for _ in 0..3 {
        let answer = reader.get(&address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            answer.headers()["referrer-policy"],
            "strict-origin",
            "the address is a secret"
        );
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
        let page = answer.text().await.unwrap();
        assert!(page.contains("amina@mfa.example") && page.contains("Sénégal"), "{page}");
        assert!(page.contains("noindex"));
    }
    // What mail scanners do: HEAD and GET, never the form.
    reader.head(&address).send().await.unwrap();
    assert_eq!(
        platform
            .fact("select count(*) from accounts where joined_at is not null and email like 'amina%'")
            .await,
        0
    );

    let form = format!("{}/fr/invitation", served.base_url);
    let guessed = [
        ("token", token.as_str()),
        ("name", "Amina D."),
        ("password", "password1234"),
    ];
    let answer = reader.post(&form).form(&guessed).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("Amina D.") && !page.contains("password1234"),
        "what was typed stays, but not the password"
    );
    assert!(page.contains("aria-invalid"), "{page}");

    let right = [
        ("token", token.as_str()),
        ("name", "Amina D."),
        ("password", desk::PASSWORD),
    ];
    let answer = reader.post(&form).form(&right).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers().get("set-cookie").is_none());
    assert_eq!(
        platform
            .fact("select name from accounts where email like 'amina%'")
            .await,
        "Amina D."
    );
    let signed_in = json!({ "email": someone.email, "password": desk::PASSWORD });
    desk::Client::of(&desk::visit(&platform, "sessionStart", signed_in, desk::TOKENS).await);

    assert_eq!(reader.get(&address).send().await.unwrap().status(), StatusCode::GONE);
    assert_eq!(
        reader.post(&form).form(&right).send().await.unwrap().status(),
        StatusCode::GONE
    );
}

#[tokio::test]
async fn what_is_no_invitation_is_gone_in_every_language() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let reader = reader();
    for language in ["ar", "zh", "en", "fr", "ru", "es"] {
        for query in [
            "",
            "?token=",
            "?token=p29i_0000",
            "?token=%00",
            "?token=%F0%9F",
            "?other=1",
            "?token=a&token=b",
        ] {
            let answer = reader
                .get(format!("{}/{language}/invitation{query}", served.base_url))
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), StatusCode::GONE, "{language} {query}");
        }
    }
    let form = format!("{}/en/invitation", served.base_url);
    assert_eq!(
        reader
            .post(&form)
            .form(&[("token", "x")])
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::GONE
    );
    assert_eq!(
        reader.post(&form).body("{}").send().await.unwrap().status(),
        StatusCode::GONE
    );
    assert_eq!(
        reader
            .post(&form)
            .form(&[("token", "x".repeat(1 << 20))])
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::GONE
    );
}

#[tokio::test]
async fn programs_find_the_public_keys_and_nothing_private_among_them() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let answer = reqwest::get(format!("{}/.well-known/jwks.json", served.base_url))
        .await
        .unwrap();
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    let keys: Value = answer.json().await.unwrap();
    let key = keys["keys"][0].as_object().unwrap();
    let names: Vec<&str> = key.keys().map(String::as_str).collect();
    assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x"], "no `d`");

    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(keys["keys"][0].clone()).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
    validation.set_audience(&["https://para29.example/graphql"]);
    validation.validate_exp = false;
    let key = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
    let token = jsonwebtoken::decode::<Value>(&client.access, &key, &validation).unwrap();
    assert_eq!(token.header.kid.as_deref(), jwk.common.key_id.as_deref());
    assert_eq!(token.claims["sub"], someone.account.to_string());
    let rights = ["role", "roles", "scope", "scopes", "email", "name", "keys"];
    assert!(
        rights.iter().all(|name| token.claims.get(name).is_none()),
        "who, and nothing else: {}",
        token.claims
    );
}

#[tokio::test]
async fn a_bad_token_is_answered_401_whatever_is_asked() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let ask = async |header: &str| {
        let request = Client::new().post(format!("{}/graphql", served.base_url));
        let request = request
            .header("Authorization", header)
            .header("Accept", "application/graphql-response+json");
        request
            .json(&json!({ "query": "{ viewer { account { email } } }" }))
            .send()
            .await
            .unwrap()
    };
    let refused = ask("Bearer nonsense").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(refused.headers().contains_key("www-authenticate"));
    assert_eq!(
        refused.json::<Value>().await.unwrap()["errors"][0]["extensions"]["code"],
        "UNAUTHENTICATED"
    );
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let answer: Value = ask(&format!("Bearer {}", client.access)).await.json().await.unwrap();
    assert_eq!(answer["data"]["viewer"]["account"]["email"], someone.email);
}

#[tokio::test]
async fn a_client_that_claims_other_addresses_is_counted_by_its_own() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let client = Client::new();
    let query = "mutation S($i: SessionStartInput!) { sessionStart(input: $i) { problems { code } } }";
    let mut codes = vec![];
    for number in 0..62 {
        let body = json!({ "query": query, "variables": { "i": { "email": format!("p{number}@example.org"), "password": "x" } } });
        let request = client.post(format!("{}/graphql", served.base_url)).json(&body);
        let answer = request
            .header("X-Forwarded-For", format!("198.51.100.{number}"))
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        codes.push(desk::problem(&answer["data"]["sessionStart"]).to_owned());
    }
    assert_eq!(
        codes.iter().filter(|code| *code == "CREDENTIALS_WRONG").count(),
        60,
        "{codes:?}"
    );
    assert_eq!(codes.last().unwrap(), "TOO_MANY_ATTEMPTS");
}
