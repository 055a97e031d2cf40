//! Questions about people and about what was done.

use super::audit::{Change, ChangeConnection, ChangeFilter};
use super::object::{Account, AccountConnection, Viewer};
use crate::commitments::query::found_or_nothing;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use async_graphql::{Context, InputObject, Object};
use schema::actor::*;
use schema::directory as model;
use schema::page::Page;
use schema::{Connection, Error};

/// Which accounts.
#[derive(InputObject, Default)]
pub struct AccountFilter {
    /// Part of a name or address.
    pub text: Option<String>,
    /// Who holds this role.
    pub role: Option<Role>,
    /// Only those that are disabled, or only those that are not.
    pub is_disabled: Option<bool>,
    /// Only those to whom no letters are sent because their address was refused for good, or only the others.
    pub is_address_suspended: Option<bool>,
}

#[derive(Default)]
pub struct PeopleQuery;

#[Object]
impl PeopleQuery {
    /// Whoever asks; empty for a visitor.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Option<Viewer>, ApiError> {
        let Some(person) = ctx.actor().person() else {
            return Ok(None);
        };
        let account = person.account;
        let row = ctx
            .read(async |conn: &mut Connection| model::account(conn, account).await)
            .await?;
        Ok(Some(Viewer(row)))
    }

    /// An account that the asker may see: one's own, a colleague's; an administrator sees all.
    async fn account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: AccountId,
    ) -> Result<Option<Account>, ApiError> {
        if ctx.actor().person().is_none() {
            return Ok(None);
        }
        let found = ctx
            .read(async |conn: &mut Connection| model::account(conn, id).await)
            .await;
        found_or_nothing(found.map(Account::from))
    }

    /// All accounts by address, for administrators.
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where empty.")] filter: Option<AccountFilter>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<AccountConnection, ApiError> {
        ctx.actor().signed_in()?;
        let page = Page::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let text = filter.text.map(|text| schema::text::clean("filter.text", &text, 200));
        let filter = model::AccountFilter {
            text: text.transpose().map_err(Error::from)?,
            role: filter.role,
            is_disabled: filter.is_disabled,
            is_address_suspended: filter.is_address_suspended,
        };
        let actor = ctx.actor();
        let rows = ctx
            .read(async |conn: &mut Connection| model::accounts(conn, actor, &filter, &page).await)
            .await?;
        Ok(AccountConnection::of(
            rows,
            filter,
            model::Account::cursor,
            Account::from,
        ))
    }

    /// The audit, the latest first, for auditors. Values are shown only of records that the auditor may read.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where empty.")] filter: Option<ChangeFilter>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<ChangeConnection, ApiError> {
        ctx.actor().signed_in()?;
        let page = Page::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default().into_model()?;
        let actor = ctx.actor();
        let rows = ctx
            .read(async |conn: &mut Connection| schema::audit::changes(conn, actor, &filter, &page).await)
            .await?;
        Ok(ChangeConnection::of(
            rows,
            filter,
            schema::audit::Change::cursor,
            Change,
        ))
    }
}
