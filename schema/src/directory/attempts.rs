//! How often somebody may try to sign in: counted for each attempt, per account and per peer address, known or not.
//!
//! An attempt refused for its number is not counted, so that the door opens again once the minute is over.

use crate::tables::sign_in_attempts;
use crate::{Connection, Db, Error, Problem, ProblemCode, Result};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::net::IpAddr;

/// Attempts with one account in a minute.
pub const PER_ACCOUNT: i64 = 10;
/// Attempts from one peer address in a minute.
pub const PER_PEER: i64 = 60;
/// Codes sent to one address in an hour.
pub const LETTERS: i64 = 10;

/// Alerts asked for from one peer address in an hour.
pub const ALERTS: i64 = 20;

/// Who comes to the door, and when.
#[derive(Clone, Debug)]
pub struct Visit {
    pub now: DateTime<Utc>,
    /// Request id, for the audit.
    pub request: String,
    /// Given by the server, never by what the client claims.
    pub peer: Option<IpAddr>,
    pub user_agent: String,
}

/// Counts attempts under a keyed hash, so that the table names nobody.
#[derive(Clone)]
pub struct Attempts {
    key: [u8; 32],
}

impl std::fmt::Debug for Attempts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempts")
    }
}

/// What is counted: so many within so long.
struct Count {
    name: &'static str,
    whose: String,
    most: i64,
    within: TimeDelta,
}

impl Attempts {
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// Notes an attempt with this address, or refuses it.
    pub(super) async fn sign_in(&self, db: &Db, visit: &Visit, email: &str) -> Result<()> {
        self.note(db, visit, &[self.of_account(email)]).await
    }

    /// Notes that a code is asked for, or refuses it.
    pub(super) async fn letter(&self, db: &Db, visit: &Visit, email: &str) -> Result<()> {
        let letters = Count {
            name: "letters",
            whose: email.to_owned(),
            most: LETTERS,
            within: TimeDelta::hours(1),
        };
        self.note(db, visit, &[self.of_account(email), letters]).await
    }

    /// Notes that an alert is asked for, or refuses it. Counted by peer alone: a count of the address would tell a stranger
    /// that others asked for it.
    pub(crate) async fn alert(&self, db: &Db, visit: &Visit) -> Result<()> {
        let asked = visit.peer.map(|peer| Count {
            name: "alerts",
            whose: neighbourhood(peer),
            most: ALERTS,
            within: TimeDelta::hours(1),
        });
        self.note(db, visit, asked.as_slice()).await
    }

    /// Notes an attempt that names no account.
    pub(super) async fn peer(&self, db: &Db, visit: &Visit) -> Result<()> {
        self.note(db, visit, &[]).await
    }

    /// A digest of what may hold a secret, to know it again by: of no use without the key, which no table holds.
    pub fn digest(&self, text: &str) -> Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).map_err(Error::internal)?;
        mac.update(text.as_bytes());
        Ok(mac.finalize().into_bytes().into())
    }

    fn of_account(&self, email: &str) -> Count {
        Count {
            name: "account",
            whose: email.to_owned(),
            most: PER_ACCOUNT,
            within: TimeDelta::minutes(1),
        }
    }

    async fn note(&self, db: &Db, visit: &Visit, counts: &[Count]) -> Result<()> {
        let peer = visit.peer.map(|peer| Count {
            name: "peer",
            whose: neighbourhood(peer),
            most: PER_PEER,
            within: TimeDelta::minutes(1),
        });
        // A unit of its own: it stays counted, whatever becomes of the attempt.
        db.platform("attempt.count", async |conn: &mut Connection| {
            for count in peer.iter().chain(counts) {
                count.note(conn, &self.key, visit.now).await?;
            }
            Ok(())
        })
        .await
    }
}

impl Count {
    async fn note(&self, conn: &mut Connection, key: &[u8; 32], now: DateTime<Utc>) -> Result<()> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::internal)?;
        mac.update(self.name.as_bytes());
        mac.update(&[0]);
        mac.update(self.whose.as_bytes());
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        // Two attempts at once are counted one after the other. Always in the same order of names, so none waits in a ring.
        let [a, b, c, d, e, f, g, h, ..] = key;
        let lock = diesel::dsl::sql::<Bool>("pg_advisory_xact_lock(")
            .bind::<diesel::sql_types::BigInt, _>(i64::from_be_bytes([a, b, c, d, e, f, g, h]))
            .sql(") is null");
        diesel::select(lock).execute(conn).await?;
        let earlier = sign_in_attempts::table
            .filter(sign_in_attempts::key.eq(&key[..]))
            .filter(sign_in_attempts::at.gt(now - self.within));
        let (count, first): (i64, Option<DateTime<Utc>>) = earlier
            .select((diesel::dsl::count_star(), diesel::dsl::min(sign_in_attempts::at)))
            .first(conn)
            .await?;
        if count >= self.most {
            let wait = first.map_or(self.within, |first| first + self.within - now);
            return Err(Problem::new("email", ProblemCode::TooManyAttempts)
                .with("seconds", wait.num_seconds().max(1))
                .into());
        }
        diesel::insert_into(sign_in_attempts::table)
            .values((sign_in_attempts::key.eq(&key[..]), sign_in_attempts::at.eq(now)))
            .execute(conn)
            .await?;
        Ok(())
    }
}

/// One household or office: an address of IPv4, or the 64 bits of IPv6 within which addresses are free to choose.
fn neighbourhood(peer: IpAddr) -> String {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => address.segments()[..4]
            .iter()
            .map(|part| format!("{part:x}:"))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_choose_among_addresses_is_counted_as_one() {
        let of = |text: &str| neighbourhood(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:2:ffff::"));
        assert_ne!(of("2001:db8:1:2::3"), of("2001:db8:1:3::3"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
