//! The web: the GraphQL API, public pages, sign-in. Translates in, asks one question or does one act, translates out.

pub mod graphql;

mod commitments;
mod directory;
mod sources;
