//! The door of the API, from outside.

pub mod http_audit;
