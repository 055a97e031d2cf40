//! The public halves of the signing keys, for programs that check our tokens (RFC 7517).

use super::Tokens;
use actix_web::HttpResponse;
use actix_web::http::header::CacheControl;
use actix_web::http::header::CacheDirective::{MaxAge, Public};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub fn answer(tokens: &Tokens, now: DateTime<Utc>) -> HttpResponse {
    HttpResponse::Ok()
        // Shorter than the overlap of a rotation, by far.
        .insert_header(CacheControl(vec![Public, MaxAge(300)]))
        .content_type("application/jwk-set+json")
        .body(key_set(tokens, now).to_string())
}

fn key_set(tokens: &Tokens, now: DateTime<Utc>) -> Value {
    let keys = tokens.keys().believed(now);
    let keys: Vec<Value> = keys
        .iter()
        .map(|key| json!({ "kty": "OKP", "crv": "Ed25519", "x": key.x, "kid": key.id, "use": "sig", "alg": "EdDSA" }))
        .collect();
    json!({ "keys": keys })
}
