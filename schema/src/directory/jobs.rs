//! Letters about signing in. What they carry, a link or a code, is made when the letter is written: no secret lies in the
//! queue.

use crate::ids::AccountId;
use crate::jobs::Job;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Write to a person that they are invited, with a one-time link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendInvitation {
    pub account: AccountId,
    pub at: DateTime<Utc>,
}

/// Write to a person the code to sign in with. The account may not exist: whoever asks is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendSignInCode {
    pub account: AccountId,
    pub at: DateTime<Utc>,
}

/// Write to a person the code to choose a new password with. The account may not exist either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendPasswordCode {
    pub account: AccountId,
    pub at: DateTime<Utc>,
}

/// Tell a person that their password was changed, so that they notice if it was not them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendPasswordChanged {
    pub account: AccountId,
    pub at: DateTime<Utc>,
}

/// Tell a person that a session was ended because what renews it was used twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendSessionEnded {
    pub account: AccountId,
    pub at: DateTime<Utc>,
}

macro_rules! letters {
    ($($job:ty = $kind:literal by $seconds:literal),+ $(,)?) => {$(
        impl Job for $job {
            const KIND: &'static str = $kind;

            /// One letter a person within so many seconds, however often it is caused.
            fn key(&self) -> String {
                format!("{}:{}", self.account, self.at.timestamp() / $seconds)
            }
        }
    )+};
}

letters! {
    SendInvitation = "send_invitation" by 60,
    SendSignInCode = "send_sign_in_code" by 30,
    SendPasswordCode = "send_password_code" by 30,
    SendPasswordChanged = "send_password_changed" by 1,
    SendSessionEnded = "send_session_ended" by 60,
}
