//! Questions about sources: short, closed lists.

use super::object::{Instrument, Provision, Theme};
use crate::commitments::query::found_or_nothing;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use async_graphql::{Context, Object, SimpleObject};
use schema::actor::InstrumentId;
use schema::{Connection, Error, ProblemCode, commitments, sources as model};
use std::sync::Arc;

#[derive(Default)]
pub struct SourcesQuery;

/// How many commitments answer a provision, itself or by one of its clauses, of those the asker may read.
#[derive(SimpleObject)]
pub struct ProvisionFigure {
    /// The provision.
    provision: Provision,
    /// How many commitments.
    commitment_count: i64,
    /// How many States undertook them, alone or jointly; what a State has not confirmed it has not undertaken.
    state_count: i64,
}

#[Object]
impl SourcesQuery {
    /// Subjects of the dialogue, in their order.
    async fn themes(&self, ctx: &Context<'_>) -> Result<Vec<Theme>, ApiError> {
        let rows = ctx
            .read(async |conn: &mut Connection| model::themes(conn).await)
            .await?;
        Ok(rows.into_iter().map(|row| Theme(Arc::new(row))).collect())
    }

    /// Documents that undertakings refer to, oldest first.
    async fn instruments(&self, ctx: &Context<'_>) -> Result<Vec<Instrument>, ApiError> {
        let rows = ctx
            .read(async |conn: &mut Connection| model::instruments(conn).await)
            .await?;
        Ok(rows.into_iter().map(|row| Instrument(Arc::new(row))).collect())
    }

    /// One document, by id or by its symbol such as `A/68/98`.
    async fn instrument(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<InstrumentId>,
        #[graphql(desc = "Its symbol.")] symbol: Option<String>,
    ) -> Result<Option<Instrument>, ApiError> {
        let found = ctx
            .read(async |conn: &mut Connection| match (id, symbol) {
                (Some(id), None) => model::instrument(conn, id).await,
                (None, Some(symbol)) => model::instrument_by_symbol(conn, &symbol).await,
                _ => Err(Error::problem("id", ProblemCode::Required)),
            })
            .await;
        found_or_nothing(found.map(|row| Instrument(Arc::new(row))))
    }

    /// Provisions of all documents, in the order of the documents.
    async fn provisions(&self, ctx: &Context<'_>) -> Result<Vec<Provision>, ApiError> {
        let rows = ctx
            .read(async |conn: &mut Connection| model::provisions(conn).await)
            .await?;
        Ok(rows.into_iter().map(|row| Provision(Arc::new(row))).collect())
    }

    /// One provision, by its reference such as `A/68/98:26(c)`.
    async fn provision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its reference.")] reference: String,
    ) -> Result<Option<Provision>, ApiError> {
        let found = ctx
            .read(async |conn: &mut Connection| model::provision_by_reference(conn, &reference).await)
            .await;
        found_or_nothing(found.map(|row| Provision(Arc::new(row))))
    }

    /// How many commitments answer each provision, in the order of the documents; those that none answers are left out.
    async fn provision_figures(&self, ctx: &Context<'_>) -> Result<Vec<ProvisionFigure>, ApiError> {
        let actor = ctx.actor();
        let (figures, provisions) = ctx
            .read(async |conn: &mut Connection| {
                Ok((
                    commitments::figures_by_provision(conn, actor).await?,
                    model::provisions(conn).await?,
                ))
            })
            .await?;
        let counted = |row: model::Provision| {
            let figure = figures.iter().find(|figure| figure.provision == row.id)?;
            Some(ProvisionFigure {
                commitment_count: figure.commitments,
                state_count: figure.states,
                provision: Provision(Arc::new(row)),
            })
        };
        Ok(provisions.into_iter().filter_map(counted).collect())
    }
}
