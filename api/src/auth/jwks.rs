//! The public halves of the signing keys, for programs that check our tokens (RFC 7517).

use super::Tokens;
use actix_web::http::header::CacheControl;
use actix_web::http::header::CacheDirective::{MaxAge, Public};
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use schema::clock::Clock;
use serde_json::{Value, json};

/// Mounts `/.well-known/jwks.json`.
pub fn mount(tokens: Tokens, clock: Clock) -> impl FnOnce(&mut web::ServiceConfig) {
    let tell = move || {
        let answer = key_set(&tokens, clock.now());
        async move {
            HttpResponse::Ok()
                // Shorter than the overlap of a rotation, by far.
                .insert_header(CacheControl(vec![Public, MaxAge(300)]))
                .content_type("application/jwk-set+json")
                .body(answer.to_string())
        }
    };
    move |app| {
        app.route("/.well-known/jwks.json", web::get().to(tell));
    }
}

fn key_set(tokens: &Tokens, now: DateTime<Utc>) -> Value {
    let keys = tokens.keys().believed(now);
    let keys: Vec<Value> = keys
        .iter()
        .map(|key| json!({ "kty": "OKP", "crv": "Ed25519", "x": key.x, "kid": key.id, "use": "sig", "alg": "EdDSA" }))
        .collect();
    json!({ "keys": keys })
}
