//! Commitments in the API.

pub mod input;
pub mod loader;
pub mod mutation;
pub mod object;
pub mod page;
pub mod parts;
pub mod query;
pub mod updates;
