//! Tokens that somebody made or changed.

use super::desk::{self, bearer, who};
use crate::harness::Platform;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as B64;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use schema::actor::*;
use serde_json::{Value, json};
use sha2::Sha256;
use std::path::Path;

fn part(token: &str, at: usize) -> Value {
    serde_json::from_slice(&B64.decode(token.split('.').nth(at).unwrap()).unwrap()).unwrap()
}

fn encode(value: &Value) -> String {
    B64.encode(value.to_string())
}

/// The private key that the platform signs with, taken from its directory.
fn stolen_key(dir: &Path) -> EncodingKey {
    let file = std::fs::read_dir(dir).unwrap().next().unwrap().unwrap().path();
    let pem = std::fs::read_to_string(file).unwrap();
    let der: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    EncodingKey::from_ed_der(&base64::prelude::BASE64_STANDARD.decode(der).unwrap())
}

/// Signs any header and claims with any Ed25519 key.
fn sign(header: &Value, claims: &Value, key: &EncodingKey) -> String {
    let message = format!("{}.{}", encode(header), encode(claims));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), key, Algorithm::EdDSA).unwrap();
    format!("{message}.{signature}")
}

#[tokio::test]
async fn only_our_own_tokens_are_believed_and_only_as_they_were_made() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let key = stolen_key(&platform.keys);
    let (header, claims) = (part(&client.access, 0), part(&client.access, 1));
    assert_eq!(header["alg"], "EdDSA");
    assert!(
        bearer(&platform, &sign(&header, &claims, &key)).await.is_ok(),
        "what is changed below is what matters"
    );

    let with = |base: &Value, name: &str, value: Value| {
        let mut changed = base.clone();
        changed[name] = value;
        changed
    };
    let without = |base: &Value, name: &str| {
        let mut changed = base.clone();
        changed.as_object_mut().unwrap().remove(name);
        changed
    };
    let [_, payload, signature] = client.access.split('.').collect::<Vec<_>>()[..] else {
        panic!()
    };
    let mut attacks: Vec<(String, String)> = vec![];

    // No signature, and the algorithm called "none".
    for alg in ["none", "None", "NONE", ""] {
        let unsigned = format!("{}.{payload}.", encode(&with(&header, "alg", json!(alg))));
        attacks.push((format!("alg {alg}"), unsigned));
    }
    attacks.push(("no signature".into(), format!("{}.{payload}.", encode(&header))));
    // The public key as the secret of a symmetric algorithm.
    let public = platform.tokens.keys().believed(platform.now()).remove(0);
    for secret in [public.x.clone().into_bytes(), B64.decode(&public.x).unwrap()] {
        for alg in ["HS256", "HS384", "HS512"] {
            let message = format!("{}.{payload}", encode(&with(&header, "alg", json!(alg))));
            let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
            mac.update(message.as_bytes());
            attacks.push((
                format!("{alg} with the public key"),
                format!("{message}.{}", B64.encode(mac.finalize().into_bytes())),
            ));
        }
    }
    // A key of the attacker's, under our name, an own name, brought along, or to be fetched.
    let other_dir = platform.keys.with_extension("other");
    let other = api::auth::Keys::open_or_make(&other_dir, platform.now())
        .unwrap()
        .believed(platform.now())
        .remove(0);
    let foreign = stolen_key(&other_dir);
    std::fs::remove_dir_all(&other_dir).unwrap();
    attacks.push(("foreign key under our name".into(), sign(&header, &claims, &foreign)));
    attacks.push((
        "foreign kid".into(),
        sign(&with(&header, "kid", json!(other.id)), &claims, &foreign),
    ));
    attacks.push(("no kid".into(), sign(&without(&header, "kid"), &claims, &key)));
    for kid in ["", "../../etc/passwd", "' or 1=1 --", &"x".repeat(1_000)] {
        attacks.push((
            format!("kid {kid:.20}"),
            sign(&with(&header, "kid", json!(kid)), &claims, &key),
        ));
    }
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": other.x });
    for (name, value) in [
        ("jwk", jwk),
        ("jku", json!("https://attacker.example/jwks.json")),
        ("x5u", json!("https://attacker.example/cert.pem")),
        ("x5c", json!(["MIIB"])),
        ("x5t", json!("AAAA")),
        ("x5t#S256", json!("AAAA")),
        ("crit", json!(["exp"])),
        ("crit", json!([])),
        ("b64", json!(false)),
        ("cty", json!("JWT")),
        ("zip", json!("DEF")),
        ("enc", json!("A256GCM")),
        ("unknown", json!(1)),
        ("typ", json!("JWT")),
        ("alg", json!("ES256")),
    ] {
        let changed = with(&header, name, value);
        attacks.push((format!("header {name}"), sign(&changed, &claims, &foreign)));
        attacks.push((format!("header {name}, signed by us"), sign(&changed, &claims, &key)));
    }
    attacks.push(("no typ".into(), sign(&without(&header, "typ"), &claims, &key)));
    // Claims that are not those of an access token of ours.
    let now = platform.now().timestamp();
    for (name, value) in [
        ("iss", json!("https://attacker.example")),
        ("iss", json!(["https://para29.example", "https://attacker.example"])),
        ("aud", json!("https://para29.example")),
        (
            "aud",
            json!(["https://para29.example/graphql", "https://attacker.example"]),
        ),
        ("token_use", json!("refresh")),
        ("token_use", json!("id")),
        ("exp", json!(now)),
        ("exp", json!(now - 1)),
        ("exp", json!(now + 100_000_000)),
        ("exp", json!("never")),
        ("exp", json!(-1)),
        ("exp", json!(1e300)),
        ("iat", json!(now + 3_600)),
        ("sub", json!("account_00000000000070008000000000000000")),
        ("sub", json!(someone.account.0)),
        ("sub", json!(null)),
        ("sid", json!("session_00000000000070008000000000000000")),
        ("sid", json!(someone.account)),
        ("scope", json!("manage")),
    ] {
        attacks.push((
            format!("claim {name}"),
            sign(&header, &with(&claims, name, value), &key),
        ));
    }
    for name in ["iss", "aud", "sub", "sid", "exp", "iat", "token_use"] {
        attacks.push((format!("no {name}"), sign(&header, &without(&claims, name), &key)));
    }
    // Torn, doubled, garbled.
    let reversed: String = signature.chars().rev().collect();
    for odd in [
        "".to_owned(),
        ".".into(),
        "..".into(),
        "a.b.c".into(),
        payload.to_owned(),
        client.access[..client.access.len() - 1].to_owned(),
        format!("{}.", client.access),
        format!("{}.{signature}", client.access),
        format!("{}.{payload}.{reversed}", encode(&header)),
        client.access.replace('.', "="),
        "\u{1}".into(),
        "x".repeat(100_000),
    ] {
        attacks.push((format!("odd {odd:.30}"), odd));
    }
    for (what, token) in attacks {
        // What no header can carry is refused before it is read.
        if actix_web::http::header::HeaderValue::from_str(&token).is_ok() {
            assert_eq!(bearer(&platform, &token).await.err(), Some(401), "{what}");
        }
    }
    let mut usual = Header::new(Algorithm::EdDSA);
    usual.kid = Some(public.id);
    let plain_jwt = jsonwebtoken::encode(&usual, &claims, &key).unwrap();
    assert_eq!(
        bearer(&platform, &plain_jwt).await.err(),
        Some(401),
        "a JWT of another type, though signed by us"
    );
    assert!(
        bearer(&platform, &client.access).await.is_ok(),
        "and the true one still opens"
    );
}

#[tokio::test]
async fn a_bad_token_is_refused_and_never_taken_for_a_visitors() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    for header in [
        "Basic dXNlcjpwYXNz",
        "Bearer",
        "Bearer ",
        &client.access,
        &format!("Token {}", client.access),
        &format!("Bearer {0}, Bearer {0}", client.access),
        &format!("Bearer {0} {0}", client.access),
    ] {
        assert_eq!(who(&platform, header).await.err(), Some(401), "{header}");
    }
    assert!(
        who(&platform, &format!("bEaReR {}", client.access)).await.is_ok(),
        "the scheme knows no case"
    );
    let twice = actix_web::test::TestRequest::get()
        .append_header(("Authorization", format!("Bearer {}", client.access)))
        .append_header(("Authorization", format!("Bearer {}", client.access)))
        .to_http_request();
    let refused = api::auth::identify(&twice, &platform.db, &platform.tokens, platform.now()).await;
    assert_eq!(refused.unwrap_err().status.as_u16(), 401);
    let in_address = actix_web::test::TestRequest::get()
        .uri(&format!("/graphql?access_token={}", client.access))
        .to_http_request();
    let visitor = api::auth::identify(&in_address, &platform.db, &platform.tokens, platform.now())
        .await
        .unwrap();
    assert!(visitor.person().is_none(), "an address opens nothing");
}

#[tokio::test]
async fn after_a_rotation_old_tokens_live_out_and_new_ones_carry_the_new_name() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let before = desk::sign_in(&platform, &someone).await;
    platform.clock.set(platform.now() + chrono::TimeDelta::minutes(1));
    let done = api::auth::rotate(&platform.keys, platform.now(), false).unwrap();
    let reread = api::auth::Keys::open(&platform.keys).unwrap();
    let tokens = api::auth::Tokens::new(reread, "https://para29.example");
    assert!(tokens.verify(&before.access, platform.now()).is_ok());
    let person = platform.actor(&someone).await.person().unwrap().account;
    let after = tokens.sign(person, SessionId::new(), platform.now()).unwrap();
    assert_eq!(part(&after.token, 0)["kid"], done.signs);
    assert_ne!(part(&before.access, 0)["kid"], done.signs);
    api::auth::rotate(&platform.keys, platform.now() + chrono::TimeDelta::seconds(1), true).unwrap();
    let tokens = api::auth::Tokens::new(api::auth::Keys::open(&platform.keys).unwrap(), "https://para29.example");
    assert!(tokens.verify(&after.token, platform.now()).is_err(), "at once");
}
