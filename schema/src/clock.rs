//! What time it is. Everything else is handed the time.

use chrono::{DateTime, SubsecRound, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// The edition of the IANA's time zones that is within the program.
pub const TIME_ZONES: &str = chrono_tz::IANA_TZDB_VERSION;

/// Tells the time: the system's, or in tests one that stands still until it is moved.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    System,
    Standing(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    pub fn standing_at(moment: DateTime<Utc>) -> Self {
        Self::Standing(Arc::new(Mutex::new(moment)))
    }

    /// Now, in whole microseconds, as Postgres keeps it.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
            Self::System => Utc::now().trunc_subsecs(6),
            Self::Standing(moment) => *moment.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a standing clock; the system's cannot be moved.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Standing(moment) = self {
            *moment.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}
