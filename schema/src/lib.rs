//! What the platform knows, and what may be done with it.
//!
//! The only crate that speaks SQL. Slices (`directory`, `sources`, `commitments`, …) hold rows, rules, questions and acts;
//! what all of them share lies beside them. A *question* is a function that reads as somebody; an *act* is one that
//! changes something as somebody, in one transaction, leaving its trace in the audit.

pub mod actor;
pub mod audit;
pub mod checkpoints;
pub mod clock;
pub mod clockwork;
pub mod db;
pub mod error;
mod fixed;
pub mod ids;
pub mod jobs;
pub mod languages;
pub mod letters;
pub mod page;
#[rustfmt::skip]
pub mod tables;
pub mod text;
pub mod upkeep;
mod values;
pub mod watch;

pub mod alerts;
pub mod commitments;
pub mod directory;
pub mod record;
pub mod reminders;
pub mod search;
pub mod settings;
pub mod sources;

pub use actor::{Actor, Person, Role, Scope};
pub use db::{Connection, Db, Occasion, Once, Work};
pub use error::{Error, Problem, ProblemCode, Result};
pub use languages::{Language, Texts};
