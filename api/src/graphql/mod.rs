//! GraphQL: the door in front of the schema, and what all slices share behind it.

pub mod budget;
pub mod cache;
pub mod contract;
pub mod cost;
pub mod door;
pub mod explorer;
pub mod guard;
pub mod http;
pub mod refusal;
#[cfg(test)]
mod small;
pub mod variables;
