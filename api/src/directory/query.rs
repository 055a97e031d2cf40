//! Questions about participants.

use super::object::{Participant, ParticipantConnection};
use crate::commitments::query::{at_most, found_or_nothing};
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object};
use schema::actor::*;
use schema::directory::{self as model, ParticipantKind};
use schema::page::Page;
use schema::{Connection, Error, ProblemCode};
use std::sync::Arc;

#[derive(Default)]
pub struct DirectoryQuery;

#[Object]
impl DirectoryQuery {
    /// One participant, by id or by code (ISO 3166-1 alpha-3 for States, the usual short code for organizations).
    async fn participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<ParticipantId>,
        #[graphql(desc = "Its code, such as `KEN` or `AU`.")] code: Option<String>,
    ) -> Result<Option<Participant>, ApiError> {
        let found = ctx
            .read(async |conn: &mut Connection| match (id, code) {
                (Some(id), None) => model::participant(conn, id).await,
                (None, Some(code)) => model::participant_by_code(conn, &code).await,
                _ => Err(Error::problem("id", ProblemCode::Required)),
            })
            .await;
        found_or_nothing(found.map(|row| Participant(Arc::new(row))))
    }

    /// Participants in protocol order.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn participants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Kinds wanted; all where empty.", default)] kinds: Vec<ParticipantKind>,
        #[graphql(desc = "Members of this organization, by code.")] member_of: Option<String>,
        #[graphql(
            desc = "In one of these UN regional groups or lists, by code such as `african` or `ldc`; `none` are States in no regional group.",
            default
        )]
        in_groups: Vec<String>,
        #[graphql(desc = "The day on which they are members of it, or in the groups; today where empty.")] on: Option<
            Date,
        >,
        #[graphql(desc = "Part of a name in any language.")] text: Option<String>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<ParticipantConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let text = text
            .map(|text| schema::text::clean("text", &text, 200))
            .transpose()
            .map_err(Error::from)?;
        at_most("inGroups", in_groups.len())?;
        if !in_groups.iter().all(|group| model::is_group(group)) {
            return Err(Error::problem("inGroups", ProblemCode::Unknown).into());
        }
        let on = on.map_or(ctx.today(), Into::into);
        let (rows, filter) = ctx
            .read(async |conn: &mut Connection| {
                let member_of = match member_of {
                    Some(code) => match model::participant_by_code(conn, &code).await {
                        Err(Error::NotFound) => return Err(Error::problem("memberOf", ProblemCode::Unknown)),
                        found => Some(found?.id),
                    },
                    None => None,
                };
                let filter = model::ParticipantFilter {
                    kinds,
                    member_of,
                    groups: in_groups,
                    text,
                };
                Ok((model::participants(conn, on, &filter, &page).await?, filter))
            })
            .await?;
        let cursor = model::Participant::cursor;
        Ok(ParticipantConnection::of(rows, (on, filter), cursor, |row| {
            Participant(Arc::new(row))
        }))
    }
}
