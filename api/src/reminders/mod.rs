//! Reminders, letters and the clockwork in the API.

pub mod mutation;
pub mod object;
pub mod query;
