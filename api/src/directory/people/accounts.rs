//! Accounts: invited, edited, disabled and enabled again, forgotten.

use super::object::Account;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::payload;
use async_graphql::{Context, InputObject, Object};
use schema::actor::*;
use schema::directory as model;
use schema::{Connection, Language, Scope};

/// An invitation.
#[derive(InputObject)]
pub struct AccountInviteInput {
    /// The person's address.
    pub email: String,
    /// The person's name; they may change it on joining.
    pub name: String,
    /// The language of the invitation, and of letters unless the person chooses another.
    pub language: Language,
    /// For whom the person will act; empty in the secretariat.
    pub participant_id: Option<ParticipantId>,
    /// As what.
    pub role: Role,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Acts on somebody's account take whose it is, and a key.
macro_rules! whose {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(InputObject)]
        pub struct $name {
            /// Whose account.
            pub account_id: AccountId,
            /// The same key with the same input is one act.
            pub idempotency_key: Option<String>,
        }
    )+};
}

whose! {
    /// To whom to write once more.
    AccountInviteAgainInput,
    /// Whom to bar.
    AccountDisableInput,
    /// Whom to let in again.
    AccountEnableInput,
    /// Whom to forget.
    AccountEraseInput,
    /// Whose second factor to take away.
    AccountSecondFactorResetInput,
}

/// An edit of one's own account; what is left out stays.
#[derive(InputObject)]
pub struct AccountEditInput {
    /// The version that was read.
    pub version: i32,
    /// The name, as colleagues should see it.
    pub name: Option<String>,
    /// The language of letters.
    pub language: Option<Language>,
    /// Time zone by its IANA name, such as `Africa/Dakar`.
    pub time_zone: Option<String>,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

payload! {
    /// What an act on an account gives back.
    AccountPayload {
        /// The account as it is now.
        account: Account
    }
}

#[derive(Default)]
pub struct AccountsMutation;

#[Object]
impl AccountsMutation {
    /// Invite a person to a role. Administrators invite anybody; focal points invite drafters and approvers. Who has an
    /// account already is appointed at once.
    async fn account_invite(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and as what.")] input: AccountInviteInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountInvite", Scope::Manage, &input.idempotency_key, &input);
        let AccountInviteInput {
            email,
            name,
            language,
            participant_id: participant,
            role,
            ..
        } = input;
        let invite = model::Invite {
            email,
            name,
            language,
            participant,
            role,
        };
        let (actor, now) = (ctx.actor(), ctx.now());
        let (account, problems) = ctx
            .act_on(occasion, None, async |conn: &mut Connection| {
                model::invite(conn, actor, now, invite).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Write once more to somebody who has not joined yet; the link sent before ends.
    async fn account_invite_again(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To whom.")] input: AccountInviteAgainInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountInviteAgain", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now, id) = (ctx.actor(), ctx.now(), input.account_id);
        let (account, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::invite_again(conn, actor, now, id).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Edit one's own account.
    async fn account_edit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What changes.")] input: AccountEditInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountEdit", Scope::Manage, &input.idempotency_key, &input);
        let AccountEditInput {
            version,
            name,
            language,
            time_zone,
            ..
        } = input;
        let edit = model::AccountEdit {
            name,
            language,
            time_zone,
        };
        let actor = ctx.actor();
        let own = actor.signed_in()?.account;
        let (account, problems) = ctx
            .act_on(occasion, Some(own), async |conn: &mut Connection| {
                model::edit(conn, actor, version, edit).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Bar a person, as an administrator: sessions and API tokens are over at once.
    async fn account_disable(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: AccountDisableInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountDisable", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now, id) = (ctx.actor(), ctx.now(), input.account_id);
        let (account, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::disable(conn, actor, now, id).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Let a person sign in again, as an administrator.
    async fn account_enable(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: AccountEnableInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountEnable", Scope::Manage, &input.idempotency_key, &input);
        let (actor, id) = (ctx.actor(), input.account_id);
        let (account, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::enable(conn, actor, id).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Forget the person behind a disabled account, as an administrator: name, address and credentials are erased, also
    /// from letters. What they did stays, under an id that names nobody. This cannot be undone.
    async fn account_erase(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: AccountEraseInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion("accountErase", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now, id) = (ctx.actor(), ctx.now(), input.account_id);
        let (account, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::erase(conn, actor, now, id).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }

    /// Take away the second factor of a person whose device is lost, as an administrator. Their sessions are over.
    async fn account_second_factor_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] input: AccountSecondFactorResetInput,
    ) -> Result<AccountPayload, ApiError> {
        let occasion = ctx.occasion(
            "accountSecondFactorReset",
            Scope::Manage,
            &input.idempotency_key,
            &input,
        );
        let (actor, now, id) = (ctx.actor(), ctx.now(), input.account_id);
        let (account, problems) = ctx
            .act_on(occasion, Some(id), async |conn: &mut Connection| {
                model::reset_second_factor(conn, actor, now, id).await
            })
            .await?;
        Ok(AccountPayload { account, problems })
    }
}
