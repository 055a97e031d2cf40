//! Access tokens: who signed in, in which session, for five minutes. Nothing about rights.
//!
//! What is believed is narrower than what the standard allows (RFC 8725): one algorithm, one type, keys by name from our
//! own directory, and no other header at all, so that no key, address or condition a stranger puts there is ever looked at.

use std::sync::Arc;

use super::keys::Keys;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use schema::actor::{AccountId, SessionId};
use serde::{Deserialize, Serialize};

pub const ACCESS_LASTS: TimeDelta = TimeDelta::minutes(5);
/// How far the clocks of two of our machines may differ.
const SLACK: TimeDelta = TimeDelta::seconds(30);

const TYPE: &str = "at+jwt";
const USE: &str = "access";
const LENGTH_MAX: usize = 2_000;

/// Signs and verifies access tokens.
#[derive(Clone, Debug)]
pub struct Tokens {
    keys: Arc<Keys>,
    issuer: String,
    audience: String,
}

/// A token that was signed.
#[derive(Clone, Debug)]
pub struct AccessToken {
    pub token: String,
    pub expires_at: DateTime<Utc>,
}

/// Whom a good token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub account: AccountId,
    pub session: SessionId,
}

/// The token is not one of ours, or not any more. Why is for nobody to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token is not valid")]
pub struct BadToken;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: AccountId,
    sid: SessionId,
    iat: i64,
    exp: i64,
    token_use: String,
}

impl Tokens {
    /// Tokens of the platform that people reach at `base_url`.
    pub fn new(keys: Keys, base_url: &str) -> Self {
        let issuer = base_url.trim_end_matches('/').to_owned();
        Self {
            keys: Arc::new(keys),
            audience: format!("{issuer}/graphql"),
            issuer,
        }
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// How people reach the platform, without a slash at the end.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The host among that, by which a person's device tells this account from others.
    pub fn host(&self) -> &str {
        self.issuer.split_once("://").map_or(&self.issuer, |(_, host)| host)
    }

    pub fn sign(&self, account: AccountId, session: SessionId, now: DateTime<Utc>) -> schema::Result<AccessToken> {
        let key = self.keys.believed(now).into_iter().next();
        let key = key.ok_or_else(|| schema::Error::internal("no signing key"))?;
        let expires_at = now + ACCESS_LASTS;
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
            token_use: USE.to_owned(),
        };
        let token = jsonwebtoken::encode(&header(&key.id), &claims, &key.signs).map_err(schema::Error::internal)?;
        Ok(AccessToken { token, expires_at })
    }

    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Named, BadToken> {
        if token.len() > LENGTH_MAX {
            return Err(BadToken);
        }
        let said = jsonwebtoken::decode_header(token).map_err(|_| BadToken)?;
        let kid = said.kid.as_deref().filter(|kid| kid.len() < 100).ok_or(BadToken)?;
        if said != header(kid) {
            return Err(BadToken);
        }
        let key = self.keys.named(kid, now).ok_or(BadToken)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        // Compared below with the time that was handed in.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.verifies, &validation)
            .map_err(|_| BadToken)?
            .claims;
        let at = |seconds| DateTime::from_timestamp(seconds, 0).ok_or(BadToken);
        let (issued_at, expires_at) = (at(claims.iat)?, at(claims.exp)?);
        let is_timely = issued_at <= now + SLACK && now < expires_at && expires_at - issued_at <= ACCESS_LASTS;
        if !is_timely || claims.token_use != USE {
            return Err(BadToken);
        }
        Ok(Named {
            account: claims.sub,
            session: claims.sid,
        })
    }
}

/// The one header our tokens have.
fn header(kid: &str) -> Header {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(kid.to_owned());
    header
}
