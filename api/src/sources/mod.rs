//! Instruments, provisions and themes in the API and on pages.

pub mod loader;
pub mod object;
pub mod page;
pub mod query;
