//! Reminders, letters and the clockwork in the API, and the pages behind a letter's links.

pub mod acting;
pub mod mutation;
pub mod object;
pub mod page;
pub mod query;
