//! Participants in the dialogue, who belongs where, and the people who sign in.

mod participants;
mod people;

pub use participants::*;
pub use people::*;
