//! API tokens: made, shown once, revoked.

use super::object::ApiToken;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::{Problem, or_problems};
use crate::payload;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use schema::actor::*;
use schema::directory as model;
use schema::{Connection, Scope};

/// A new API token.
#[derive(InputObject)]
pub struct ApiTokenCreateInput {
    /// What it is for.
    pub name: String,
    /// What it may do; one at least.
    pub scopes: Vec<Scope>,
    /// How many days it lasts, 1 to 366.
    pub days: u32,
    /// The same key with the same input makes one token; the secret is shown by the first answer only.
    pub idempotency_key: Option<String>,
}

/// An API token to be revoked.
#[derive(InputObject)]
pub struct ApiTokenRevokeInput {
    /// Which one.
    pub api_token_id: ApiTokenId,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// What `apiTokenCreate` gives back.
#[derive(SimpleObject)]
pub struct ApiTokenCreatePayload {
    /// The token as lists show it.
    pub api_token: Option<ApiToken>,
    /// The token itself, to be sent as `Authorization: Bearer …`. It is not shown again.
    pub secret: Option<String>,
    /// What has to be put right; empty if the act was done.
    pub problems: Vec<Problem>,
}

payload! {
    /// What `apiTokenRevoke` gives back.
    ApiTokenRevokePayload {
        /// The token as it is now.
        api_token: ApiToken
    }
}

async fn token(ctx: &Context<'_>, id: Option<ApiTokenId>) -> Result<Option<ApiToken>, ApiError> {
    match id {
        Some(id) => {
            let row = ctx
                .read(async |conn: &mut Connection| model::token(conn, id).await)
                .await?;
            Ok(Some(ApiToken(row)))
        }
        None => Ok(None),
    }
}

#[derive(Default)]
pub struct TokensMutation;

#[Object]
impl TokensMutation {
    /// Make a token by which a program acts for whoever is signed in.
    async fn api_token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new token.")] input: ApiTokenCreateInput,
    ) -> Result<ApiTokenCreatePayload, ApiError> {
        let occasion = ctx.occasion("apiTokenCreate", Scope::Manage, &input.idempotency_key, &input);
        let ApiTokenCreateInput { name, scopes, days, .. } = input;
        let secret = model::new_api_token();
        let new = model::NewApiToken {
            name,
            scopes,
            days,
            secret: secret.clone(),
        };
        let (actor, now) = (ctx.actor(), ctx.now());
        let mut is_new = false;
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                is_new = true;
                model::create_token(conn, actor, now, new).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        let secret = (is_new && id.is_some()).then_some(secret);
        Ok(ApiTokenCreatePayload {
            api_token: token(ctx, id).await?,
            secret,
            problems,
        })
    }

    /// Revoke a token of one's own; administrators revoke anybody's. It ends at once.
    async fn api_token_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which token.")] input: ApiTokenRevokeInput,
    ) -> Result<ApiTokenRevokePayload, ApiError> {
        let occasion = ctx.occasion("apiTokenRevoke", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                model::revoke_token(conn, actor, now, input.api_token_id).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        Ok(ApiTokenRevokePayload {
            api_token: token(ctx, id).await?,
            problems,
        })
    }
}
