//! Participants in the dialogue, who belongs where, and the people who sign in: how they come, what opens their accounts,
//! what they may do.

mod accounts;
mod appointments;
mod attempts;
mod codes;
mod credentials;
mod history;
mod invitations;
mod jobs;
mod participants;
mod passwords;
mod people;
mod protocol;
mod public;
mod registration;
mod second_factor;
pub(crate) mod secrets;
mod sessions;
mod sweep;
mod tokens;

pub use accounts::*;
pub use appointments::*;
pub use attempts::{ALERTS, Attempts, LETTERS, PER_ACCOUNT, PER_PEER, Visit};
pub use codes::{CODE_LASTS, IssuedCode, Purpose, issue_code};
pub use credentials::*;
pub use history::*;
pub use invitations::*;
pub use jobs::*;
pub(crate) use participants::groups_on;
pub use participants::*;
pub use passwords::hash as hash_password;
pub use people::*;
pub use protocol::sort_key;
pub use public::*;
pub use registration::*;
pub use second_factor::{Enrolment, code as second_factor_code, is_needed_for as needs_second_factor};
pub use sessions::*;
pub use sweep::*;
pub use tokens::*;
