//! The one command `para29` and what it stands on: its settings, its private database, its subcommands.
//!
//! This crate wires the layers together and decides nothing about commitments.

pub mod command;
pub mod faults;
pub mod pgboot;
pub mod settings;

/// Answering a question makes and drops thousands of small values; this allocator is quicker at that than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
