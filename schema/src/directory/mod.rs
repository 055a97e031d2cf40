//! Participants in the dialogue, who belongs where, and the people who sign in.

mod participants;
mod people;
mod protocol;

pub use participants::*;
pub use people::*;
pub use protocol::sort_key;
