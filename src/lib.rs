//! The one command `para29` and what it stands on: its settings, its private database, its subcommands.
//!
//! This crate wires the layers together and decides nothing about commitments.

pub mod command;
pub mod faults;
pub mod pgboot;
pub mod settings;
