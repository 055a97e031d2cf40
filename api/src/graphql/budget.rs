//! How much one asker may ask within an hour: everyone has the same points, a query costs its price, and points come
//! back evenly over the hour. Kept in this process and forgotten with it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use async_graphql::SimpleObject;
use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Refusal;

/// What this request costs, and what you have left. The points come back evenly over an hour.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct RateLimit {
    /// Points you may spend within an hour.
    pub limit: i64,
    /// Points this request costs: the number of fields its answer may hold.
    pub cost: i64,
    /// Points you have left.
    pub remaining: i64,
    /// When you will have all of your points again.
    pub reset_at: DateTime<Utc>,
}

/// Whose points are spent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Purse {
    Account(String),
    Peer(IpAddr),
    /// Everyone who came when there was no room for one more.
    Others,
}

impl Purse {
    /// The purse of an address; one network of version 6 is one asker.
    pub fn of_peer(address: IpAddr) -> Self {
        Self::Peer(match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            }
            address => address,
        })
    }
}

const HOUR: i64 = 3_600_000_000; // in microseconds

/// The purses of all askers.
#[derive(Debug)]
pub struct Budget {
    points: i64,
    room: usize,
    /// When each purse will be full again; who is not named here has a full one.
    full_at: Mutex<HashMap<Purse, DateTime<Utc>>>,
}

impl Budget {
    /// `points` an hour for each of at most `room` askers.
    pub fn new(points: u32, room: usize) -> Self {
        Self {
            points: i64::from(points.max(1)),
            room,
            full_at: Mutex::default(),
        }
    }

    /// Takes `cost` from a purse, or says when there will be enough.
    pub fn spend(&self, purse: Purse, cost: u64, now: DateTime<Utc>) -> Result<RateLimit, Refusal> {
        let cost = i64::try_from(cost).unwrap_or(i64::MAX).min(self.points);
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let purse = self.place(&mut full_at, purse, now);
        let before = full_at.get(&purse).copied().unwrap_or(now).max(now);
        let after = before + self.time_for(cost);
        let owed = (after - now).num_microseconds().unwrap_or(i64::MAX);
        let left = |owed: i64| ((HOUR - owed) as i128 * i128::from(self.points) / i128::from(HOUR)).max(0) as i64;
        if owed > HOUR {
            let wait = (owed - HOUR).div_euclid(1_000_000) + 1;
            let message = format!(
                "You have spent your {} points of this hour. Ask again in {wait} s.",
                self.points
            );
            let remaining = left((before - now).num_microseconds().unwrap_or(HOUR));
            let mut refusal = Refusal::new(429, "RATE_LIMITED", message)
                .with("cost", cost)
                .with("limit", self.points)
                .with("remaining", remaining)
                .with("resetAt", before.to_rfc3339());
            refusal.retry_after = Some(wait);
            return Err(refusal);
        }
        full_at.insert(purse, after);
        Ok(RateLimit {
            limit: self.points,
            cost,
            remaining: left(owed),
            reset_at: after,
        })
    }

    fn time_for(&self, cost: i64) -> TimeDelta {
        let micros = i128::from(cost) * i128::from(HOUR) / i128::from(self.points);
        TimeDelta::microseconds(i64::try_from(micros).unwrap_or(HOUR))
    }

    /// The purse, or the common one while there is no room for another.
    fn place(&self, full_at: &mut HashMap<Purse, DateTime<Utc>>, purse: Purse, now: DateTime<Utc>) -> Purse {
        if full_at.len() < self.room || full_at.contains_key(&purse) {
            return purse;
        }
        full_at.retain(|_, full| *full > now);
        if full_at.len() < self.room {
            purse
        } else {
            Purse::Others
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn asker(last: u8) -> Purse {
        Purse::of_peer(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn points_are_spent_and_come_back_evenly() {
        let budget = Budget::new(3_600, 10);
        let first = budget.spend(asker(1), 3_000, noon()).unwrap();
        assert_eq!((first.limit, first.cost, first.remaining), (3_600, 3_000, 600));
        assert_eq!(first.reset_at, noon() + TimeDelta::seconds(3_000));
        let refusal = budget.spend(asker(1), 700, noon()).unwrap_err();
        assert_eq!((refusal.code, refusal.retry_after), ("RATE_LIMITED", Some(101)));
        assert!(
            budget.spend(asker(2), 700, noon()).is_ok(),
            "another asker has points of their own"
        );
        let later = budget.spend(asker(1), 700, noon() + TimeDelta::seconds(100)).unwrap();
        assert_eq!(later.remaining, 0);
    }

    #[test]
    fn the_purses_take_bounded_room() {
        let budget = Budget::new(100, 3);
        for last in 0..50 {
            let _ = budget.spend(asker(last), 60, noon());
        }
        assert!(budget.full_at.lock().unwrap().len() <= 4);
        assert_eq!(budget.spend(asker(60), 60, noon()).unwrap_err().code, "RATE_LIMITED");
        let tomorrow = noon() + TimeDelta::days(1);
        assert_eq!(budget.spend(asker(60), 60, tomorrow).unwrap().remaining, 40);
    }

    #[test]
    fn neighbours_in_one_network_share() {
        let [one, two, far] =
            ["2001:db8::1", "2001:db8::2", "2001:db8:1::1"].map(|ip| Purse::of_peer(ip.parse().unwrap()));
        assert_eq!(one, two);
        assert_ne!(one, far);
    }
}
