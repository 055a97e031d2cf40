//! The clockwork: runs the queue, keeps the schedule, sends letters.

pub mod mail;
