//! Instruments, provisions and themes in the API.

pub mod loader;
pub mod object;
pub mod query;
