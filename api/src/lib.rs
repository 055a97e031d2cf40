//! The web: GraphQL, public pages, sign-in.

pub mod graphql;
pub mod headers;
pub mod server;
