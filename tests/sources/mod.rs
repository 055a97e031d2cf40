//! What undertakings refer to, and who may make them: the catalogue.

#![expect(clippy::unwrap_used, reason = "a test bench fails by panicking")]

mod catalogue;
