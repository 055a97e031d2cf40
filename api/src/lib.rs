//! The web: the GraphQL API, public pages, sign-in. Translates in, asks one question or does one act, translates out.

pub mod app;
pub mod auth;
mod checkpoints;
pub mod evidence;
pub mod graphql;
pub mod headers;
mod health;
pub mod metrics;
mod paths;
mod query_string;
pub mod server;
pub mod site;

mod about;
mod alerts;
mod commitments;
mod directory;
mod reminders;
mod search;
mod sources;
