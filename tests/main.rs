//! Stories of the whole: each test starts what it needs and asks as somebody.

#![expect(clippy::unwrap_used, reason = "a test bench fails by panicking")]

mod access;
mod api;
mod checkpoints;
mod commitments;
mod contract;
mod directory;
mod harness;
mod mail;
mod outages;
mod platform;
mod record;
mod reminders;
mod search;
mod site;
mod sources;
mod visibility;
