//! Participants and people in the API.

pub mod loader;
pub mod object;
pub mod page;
pub mod people;
pub mod query;
