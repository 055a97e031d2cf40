//! Who asks, from what a request carries.

use super::Tokens;
use crate::graphql::refusal::Refusal;
use actix_web::HttpRequest;
use actix_web::http::header;
use chrono::{DateTime, Utc};
use schema::{Actor, Connection, Db, Error, directory};

/// Whoever sent the request. No token is a visitor; a bad token is refused, never taken for a visitor's; and while the
/// database cannot say, nobody is told that they are signed out.
///
/// The session of a page, in a `__Host-` cookie, comes with the pages that need one.
pub async fn identify(request: &HttpRequest, db: &Db, tokens: &Tokens, now: DateTime<Utc>) -> Result<Actor, Refusal> {
    let mut given = request.headers().get_all(header::AUTHORIZATION);
    let given = match (given.next(), given.next()) {
        (None, _) => return Ok(Actor::Visitor),
        (Some(given), None) => given.to_str().map_err(|_| unauthenticated())?,
        (Some(_), Some(_)) => return Err(unauthenticated()),
    };
    let token = given
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(unauthenticated)?;
    let platform = Actor::Platform("identify");
    let found = if token.starts_with("p29_") {
        db.read(&platform, async |conn: &mut Connection| {
            directory::actor_of_token(conn, token, now).await
        })
        .await
    } else {
        let named = tokens.verify(token, now).map_err(|_| unauthenticated())?;
        db.read(&platform, async |conn: &mut Connection| {
            directory::actor_of_session(conn, named.account, named.session, now).await
        })
        .await
    };
    match found {
        Ok(found) => found.ok_or_else(unauthenticated),
        Err(cause) => {
            match &cause {
                Error::Unavailable(cause) => tracing::warn!(%cause, "it cannot be found out at this moment who asks"),
                _ => tracing::error!(%cause, "it cannot be found out who asks"),
            }
            let mut refusal = Refusal::new(
                503,
                "TRY_LATER",
                "Who asks cannot be checked at this moment; try again.",
            );
            refusal.retry_after = Some(1);
            Err(refusal)
        }
    }
}

fn unauthenticated() -> Refusal {
    Refusal::new(
        401,
        "UNAUTHENTICATED",
        "The token is not valid, or no longer; sign in again or renew the session.",
    )
}
