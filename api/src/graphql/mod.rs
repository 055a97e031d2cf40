//! The API's root: one `…Query` and one `…Mutation` per slice, merged.

pub mod budget;
pub mod cache;
pub mod context;
pub mod contract;
pub mod cost;
pub mod door;
pub mod error;
pub mod explorer;
pub mod guard;
pub mod http;
pub mod localized;
pub mod node;
pub mod paging;
pub mod payload;
pub mod refusal;
pub mod scalars;
#[cfg(test)]
mod small;
pub mod variables;

use crate::auth::Tokens;
use crate::directory::people;
use crate::{alerts, commitments, directory, reminders, search, sources};
use async_graphql::{EmptySubscription, MergedObject, SchemaBuilder};
use schema::clock::Clock;
use std::sync::Arc;

pub use context::{Ask, Asker};
pub use error::{ApiError, error_code};

/// Reading: what is public needs no key.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQuery,
    directory::query::DirectoryQuery,
    people::query::PeopleQuery,
    sources::query::SourcesQuery,
    commitments::query::CommitmentsQuery,
    reminders::query::RemindersQuery,
    search::query::SearchQuery,
);

/// Acts: one per thing that may be done, each with its own rule.
#[derive(MergedObject, Default)]
pub struct Mutation(
    people::sessions::SessionsMutation,
    people::credentials::CredentialsMutation,
    people::tokens::TokensMutation,
    people::accounts::AccountsMutation,
    people::appointments::AppointmentsMutation,
    people::participants::ParticipantsMutation,
    commitments::mutation::CommitmentsMutation,
    commitments::parts::PartsMutation,
    commitments::updates::UpdatesMutation,
    reminders::mutation::RemindersMutation,
    alerts::mutation::AlertsMutation,
);

pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// The schema over a database. Limits that hold before and around it are the front door's.
pub fn schema(clock: Clock, tokens: Arc<Tokens>) -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .disable_suggestions()
        .data(clock)
        .data(tokens)
}

/// The contract as it is committed and served.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items();
    async_graphql::Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .finish()
        .sdl_with_options(options)
}
