//! Changing what opens one's own account.

use super::AtTheGate;
use super::object::Account;
use super::sessions::own;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::or_problems;
use crate::payload;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use schema::Connection;
use schema::actor::AccountId;
use schema::directory as model;

/// Changing a password that is known.
#[derive(InputObject)]
pub struct PasswordChangeInput {
    /// The present password.
    pub current_password: String,
    /// The new one: 12 to 128 characters, of any kind; what is easily guessed is refused.
    pub new_password: String,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Asking for a code to choose a password with.
#[derive(InputObject)]
pub struct PasswordResetRequestInput {
    /// The account's address.
    pub email: String,
}

/// Choosing a password by a code that was sent.
#[derive(InputObject)]
pub struct PasswordResetByCodeInput {
    /// The account's address.
    pub email: String,
    /// The eight digits that were sent to it.
    pub code: String,
    /// The new password: 12 to 128 characters, of any kind; what is easily guessed is refused.
    pub new_password: String,
    /// Six digits of the second factor, where the account has one.
    pub second_factor_code: Option<String>,
}

/// Beginning to set up a second factor.
#[derive(InputObject, Default)]
pub struct SecondFactorEnrollInput {
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Confirming a second factor.
#[derive(InputObject)]
pub struct SecondFactorConfirmInput {
    /// Six digits that the device shows.
    pub code: String,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Taking the second factor away.
#[derive(InputObject)]
pub struct SecondFactorRemoveInput {
    /// The password again; for accounts that have one.
    pub password: Option<String>,
    /// Six digits that the device shows; for accounts without a password.
    pub code: Option<String>,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// What a device has to be told to make the digits of a second factor (RFC 6238), shown this once.
#[derive(SimpleObject)]
pub struct SecondFactorEnrolment {
    /// The secret in base 32, to be typed.
    pub secret: String,
    /// The same as an address `otpauth://…`, to be shown as a picture on the person's own machine.
    pub url: String,
}

payload! {
    /// What a change of one's own credentials gives back.
    CredentialsPayload {
        /// The account as it is now.
        account: Account
    }
    /// What `passwordResetRequest` gives back: the same whether the address is known or not.
    PasswordResetRequestPayload {
        /// How many minutes a code works, if one was sent.
        code_minutes: i32
    }
    /// What `passwordResetByCode` gives back.
    PasswordResetByCodePayload {
        /// Whether the password was changed; every session is then over.
        is_done: bool
    }
    /// What `secondFactorEnroll` gives back.
    SecondFactorEnrollPayload {
        /// What to tell the device; empty when the same key is sent again.
        enrolment: SecondFactorEnrolment
    }
}

async fn payload(ctx: &Context<'_>, done: schema::Result<AccountId>) -> Result<CredentialsPayload, ApiError> {
    let (id, problems) = or_problems(done, None, ctx.language())?;
    let account = match id {
        Some(id) => Some(
            ctx.read(async |conn: &mut Connection| model::account(conn, id).await)
                .await?
                .into(),
        ),
        None => None,
    };
    Ok(CredentialsPayload { account, problems })
}

#[derive(Default)]
pub struct CredentialsMutation;

#[Object]
impl CredentialsMutation {
    /// Change one's password. All other sessions are over then. Who has no password yet asks for a code instead.
    async fn password_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present password and the new one.")] input: PasswordChangeInput,
    ) -> Result<CredentialsPayload, ApiError> {
        let occasion = own(ctx, "passwordChange", &input.idempotency_key, &input)?;
        let PasswordChangeInput {
            current_password: current,
            new_password: new,
            idempotency_key: _,
        } = input;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let done = model::change_password(ctx.db(), &attempts, ctx.actor(), &visit, &occasion, &current, &new).await;
        payload(ctx, done).await
    }

    /// Ask for a code to choose a password with. It is sent if the address is that of somebody who may sign in; the answer
    /// is the same.
    async fn password_reset_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where to send it.")] input: PasswordResetRequestInput,
    ) -> Result<PasswordResetRequestPayload, ApiError> {
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let done = model::request_password_reset(ctx.db(), &attempts, &visit, &input.email).await;
        let (done, problems) = or_problems(done, None, ctx.language())?;
        let code_minutes = done.map(|()| i32::try_from(model::CODE_LASTS.num_minutes()).unwrap_or(i32::MAX));
        Ok(PasswordResetRequestPayload { code_minutes, problems })
    }

    /// Choose a password by a code that was sent. All sessions are over then.
    async fn password_reset_by_code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code and the new password.")] input: PasswordResetByCodeInput,
    ) -> Result<PasswordResetByCodePayload, ApiError> {
        let PasswordResetByCodeInput {
            email,
            code,
            new_password: new,
            second_factor_code,
        } = input;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let second = second_factor_code.as_deref();
        let done = model::reset_password(ctx.db(), &attempts, &visit, &email, &code, &new, second).await;
        let (done, problems) = or_problems(done, None, ctx.language())?;
        Ok(PasswordResetByCodePayload {
            is_done: done.map(|()| true),
            problems,
        })
    }

    /// Begin to set up a second factor. It counts once `secondFactorConfirm` was given a code of it.
    async fn second_factor_enroll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "May be left out.")] input: Option<SecondFactorEnrollInput>,
    ) -> Result<SecondFactorEnrollPayload, ApiError> {
        let input = input.unwrap_or_default();
        let occasion = own(ctx, "secondFactorEnroll", &input.idempotency_key, &input)?;
        let secret = model::new_second_factor_secret();
        let actor = ctx.actor();
        let mut is_new = false;
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                is_new = true;
                model::enroll_second_factor(conn, actor, &secret).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        // the secret is kept nowhere to be shown again
        let enrolment = match id.filter(|_| is_new) {
            Some(id) => {
                let site = ctx.tokens().host();
                let told = ctx
                    .read(async |conn: &mut Connection| model::enrolment(conn, id, &secret, site).await)
                    .await?;
                Some(SecondFactorEnrolment {
                    secret: told.secret,
                    url: told.url,
                })
            }
            None => None,
        };
        Ok(SecondFactorEnrollPayload { enrolment, problems })
    }

    /// Prove that the device is set up. This session counts as signed in by both factors; all others are over.
    async fn second_factor_confirm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the device shows.")] input: SecondFactorConfirmInput,
    ) -> Result<CredentialsPayload, ApiError> {
        let occasion = own(ctx, "secondFactorConfirm", &input.idempotency_key, &input)?;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let done = model::confirm_second_factor(ctx.db(), &attempts, ctx.actor(), &visit, &occasion, &input.code).await;
        payload(ctx, done).await
    }

    /// Take the second factor away, on showing the password again. All other sessions are over then; roles that need a
    /// second factor are withheld until there is one.
    async fn second_factor_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The password, or a code where there is none.")] input: SecondFactorRemoveInput,
    ) -> Result<CredentialsPayload, ApiError> {
        let occasion = own(ctx, "secondFactorRemove", &input.idempotency_key, &input)?;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let (password, code) = (input.password.as_deref(), input.code.as_deref());
        let done =
            model::remove_second_factor(ctx.db(), &attempts, ctx.actor(), &visit, &occasion, password, code).await;
        payload(ctx, done).await
    }
}
