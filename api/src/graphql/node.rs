//! Any record by its id alone, and what the request itself costs.

use super::ApiError;
use super::budget::RateLimit;
use super::context::Ask;
use crate::commitments::object::{Commitment, ProgressUpdate, load};
use crate::commitments::query::at_most;
use crate::directory::object::Participant;
use crate::directory::people::object::Account;
use crate::sources::object::{Instrument, Provision};
use async_graphql::{Context, Error, ErrorExtensions, ID, Interface, Object};
use futures_util::future::try_join_all;
use schema::actor::AnyId;

/// A record that can be asked for by its id alone.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque, typed id."))]
pub enum Node {
    Account(Account),
    Commitment(Commitment),
    Instrument(Instrument),
    Participant(Participant),
    ProgressUpdate(ProgressUpdate),
    Provision(Provision),
}

#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// A record by its id; empty if there is none that the asker may read.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id, as the API gave it.")] id: ID,
    ) -> async_graphql::Result<Option<Node>> {
        Ok(find(ctx, kind_of(&id)?).await?)
    }

    /// Records by their ids, in the order asked for; empty in the place of each that there is not, or not for the asker.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their ids, 100 at most; of any kinds.")] ids: Vec<ID>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        at_most("ids", ids.len()).map_err(ApiError)?;
        let kinds: Vec<AnyId> = ids.iter().map(kind_of).collect::<Result<_, _>>()?;
        // asked for side by side, so that the loaders put one question for each kind
        Ok(try_join_all(kinds.into_iter().map(|id| find(ctx, id))).await?)
    }

    /// What this request costs, and what the asker has left; empty where points are not counted.
    async fn rate_limit(&self, ctx: &Context<'_>) -> Option<RateLimit> {
        ctx.data_opt::<RateLimit>().cloned()
    }
}

/// The kind of record an id belongs to, if records of that kind can be asked for.
fn kind_of(id: &ID) -> Result<AnyId, Error> {
    let known = id.parse::<AnyId>().map_err(|wrong| wrong.to_string());
    let known = known.and_then(|kind| match kind {
        AnyId::AccountId(_)
        | AnyId::CommitmentId(_)
        | AnyId::InstrumentId(_)
        | AnyId::ParticipantId(_)
        | AnyId::ProgressUpdateId(_)
        | AnyId::ProvisionId(_) => Ok(kind),
        _ => Err(format!(
            "`{}` is the id of a part of a record: ask for the record it belongs to",
            **id
        )),
    });
    known.map_err(|message| Error::new(message).extend_with(|_, values| values.set("code", "WRONG_ID")))
}

async fn find(ctx: &Context<'_>, id: AnyId) -> Result<Option<Node>, ApiError> {
    Ok(match id {
        AnyId::CommitmentId(id) => load(ctx, id).await?.map(|row| Commitment(row).into()),
        AnyId::InstrumentId(id) => load(ctx, id).await?.map(|row| Instrument(row).into()),
        AnyId::ParticipantId(id) => load(ctx, id).await?.map(|row| Participant(row).into()),
        AnyId::ProgressUpdateId(id) => load(ctx, id).await?.map(|row| ProgressUpdate(row).into()),
        AnyId::ProvisionId(id) => load(ctx, id).await?.map(|row| Provision(row).into()),
        // whoever is not signed in sees nobody
        AnyId::AccountId(id) if ctx.actor().person().is_some() => load(ctx, id).await?.map(|row| Account(row).into()),
        _ => None,
    })
}
