//! Asking to be told of a search, and taking it back, by anybody.

use super::asking;
use crate::directory::people::AtTheGate;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::{Problem, or_problems};
use async_graphql::{Context, InputObject, Object, SimpleObject};
use schema::{Connection, Language, alerts};

/// Asking to be told of a search by e-mail.
#[derive(InputObject)]
pub struct AlertRequestInput {
    /// Where the letters are to go.
    pub email: String,
    /// The language of the letters.
    pub language: Language,
    /// The search, as the address of the list of commitments on the site has it behind the question mark:
    /// `state=SEN&theme=norms`. Empty for all commitments.
    pub query: String,
}

/// Confirming that an address wants to be told.
#[derive(InputObject)]
pub struct AlertConfirmInput {
    /// The secret part of the link in the letter.
    pub token: String,
}

/// Ending the letters about a search.
#[derive(InputObject)]
pub struct AlertStopInput {
    /// The secret part of the link in one of the letters.
    pub token: String,
}

/// What `alertRequest` gives back: the same whatever is known of the address.
#[derive(SimpleObject)]
pub struct AlertRequestPayload {
    /// What has to be put right; empty if it was asked for.
    pub problems: Vec<Problem>,
}

/// What `alertConfirm` gives back.
#[derive(SimpleObject)]
pub struct AlertConfirmPayload {
    /// What has to be put right; empty if it was confirmed.
    pub problems: Vec<Problem>,
}

/// What `alertStop` gives back: the same whether the link was somebody's or not.
#[derive(SimpleObject)]
pub struct AlertStopPayload {
    /// What has to be put right; empty if the letters have ended.
    pub problems: Vec<Problem>,
}

#[derive(Default)]
pub struct AlertsMutation;

#[Object]
impl AlertsMutation {
    /// Ask that an address be told by e-mail, at most once a day, when something is published that a search finds. A letter
    /// with a link to confirm goes there, unless it is told of that search already, is told of twenty, awaits five such
    /// letters, or cannot be reached; the answer is the same.
    async fn alert_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is to be told, and of what.")] input: AlertRequestInput,
    ) -> Result<AlertRequestPayload, ApiError> {
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let whom = (input.email.as_str(), input.language);
        let done = match asking::meant(&input.query) {
            Ok(()) => asking::request(ctx.db(), &attempts, &visit, whom, &input.query).await,
            Err(wrong) => Err(wrong.into()),
        };
        let (_, problems) = or_problems(done, None, ctx.language())?;
        Ok(AlertRequestPayload { problems })
    }

    /// Confirm, with the secret of the link in the letter, that its address wants to be told.
    async fn alert_confirm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By what.")] input: AlertConfirmInput,
    ) -> Result<AlertConfirmPayload, ApiError> {
        let (now, token) = (ctx.now(), input.token);
        let done = ctx.db().platform("alert.confirm", async |conn: &mut Connection| {
            alerts::confirm(conn, now, &token).await
        });
        let (_, problems) = or_problems(done.await, None, ctx.language())?;
        Ok(AlertConfirmPayload { problems })
    }

    /// End the letters about a search, with the secret of the link in one of them; the address is erased.
    async fn alert_stop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By what.")] input: AlertStopInput,
    ) -> Result<AlertStopPayload, ApiError> {
        let (now, token) = (ctx.now(), input.token);
        let done = ctx.db().platform("alert.stop", async |conn: &mut Connection| {
            alerts::stop(conn, now, &token).await
        });
        let (_, problems) = or_problems(done.await, None, ctx.language())?;
        Ok(AlertStopPayload { problems })
    }
}
