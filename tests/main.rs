//! Stories of the whole: each test starts what it needs and asks as somebody.

mod api;
mod commitments;
mod harness;
mod mail;
mod platform;
mod record;
mod sources;
