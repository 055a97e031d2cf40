//! Signing in, staying signed in, signing out; and joining by invitation.

use super::AtTheGate;
use super::object::SessionTokens;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::{Problem, or_problems};
use crate::payload;
use async_graphql::{Context, InputObject, InputType, Object};
use schema::actor::*;
use schema::directory::{self as model, SignedIn};
use schema::{Connection, Error, Language, Occasion, Once, Scope};

/// Signing in by password.
#[derive(InputObject)]
pub struct SessionStartInput {
    /// The account's address.
    pub email: String,
    /// The account's password.
    pub password: String,
    /// Six digits of the second factor, where the account has one.
    pub second_factor_code: Option<String>,
}

/// Asking for a code to sign in with.
#[derive(InputObject)]
pub struct SessionCodeRequestInput {
    /// The account's address.
    pub email: String,
}

/// Signing in by a code that was sent.
#[derive(InputObject)]
pub struct SessionStartByCodeInput {
    /// The account's address.
    pub email: String,
    /// The eight digits that were sent to it.
    pub code: String,
    /// Six digits of the second factor, where the account has one.
    pub second_factor_code: Option<String>,
}

/// Renewing a session.
#[derive(InputObject)]
pub struct SessionRefreshInput {
    /// The refresh token last received. It works once; whoever lost the answer may ask again within ten seconds.
    pub refresh_token: String,
}

/// Signing out.
#[derive(InputObject)]
pub struct SessionEndInput {
    /// Another session of one's own; this one where empty.
    pub session_id: Option<SessionId>,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Signing out everywhere.
#[derive(InputObject, Default)]
pub struct SessionEndAllInput {
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Joining.
#[derive(InputObject)]
pub struct InvitationAcceptInput {
    /// The secret part of the link in the invitation.
    pub token: String,
    /// The person's name, as colleagues should see it; that of the invitation where empty.
    pub name: Option<String>,
    /// The language of letters; that of the invitation where empty.
    pub language: Option<Language>,
    /// Time zone by its IANA name, such as `Africa/Dakar`.
    pub time_zone: Option<String>,
    /// A password of 12 to 128 characters; without one the person signs in by codes.
    pub password: Option<String>,
}

payload! {
    /// What signing in or renewing gives back.
    SessionPayload {
        /// The tokens, shown this once.
        tokens: SessionTokens
    }
    /// What `sessionCodeRequest` gives back: the same whether the address is known or not.
    SessionCodeRequestPayload {
        /// How many minutes a code works, if one was sent.
        code_minutes: i32
    }
    /// What `sessionEnd` gives back.
    SessionEndPayload {
        /// The session that was ended.
        session_id: SessionId
    }
    /// What `sessionEndAll` gives back.
    SessionEndAllPayload {
        /// Whose sessions were ended.
        account_id: AccountId
    }
}

fn code_minutes() -> i32 {
    i32::try_from(model::CODE_LASTS.num_minutes()).unwrap_or(i32::MAX)
}

fn tokens(ctx: &Context<'_>, done: schema::Result<SignedIn>) -> Result<SessionPayload, ApiError> {
    let signed_in = match done {
        Ok(signed_in) => signed_in,
        Err(Error::Rejected(problems)) => {
            let language = ctx.language();
            let problems = problems.iter().map(|problem| Problem::of(problem, language)).collect();
            return Ok(SessionPayload { tokens: None, problems });
        }
        Err(other) => return Err(other.into()),
    };
    let access = ctx.tokens().sign(signed_in.account, signed_in.session, ctx.now())?;
    let tokens = SessionTokens {
        access_token: access.token,
        access_expires_at: access.expires_at,
        refresh_token: signed_in.refresh_token,
        refresh_expires_at: signed_in.refresh_expires_at,
        session_id: signed_in.session,
        account_id: signed_in.account,
    };
    Ok(SessionPayload {
        tokens: Some(tokens),
        problems: vec![],
    })
}

/// Circumstances of an act on one's own sessions or credentials. Its input may hold a password, so it is known again by a
/// keyed digest; a plain one would let whoever has the table try passwords against it fast.
pub(super) fn own<I: InputType>(
    ctx: &Context<'_>,
    act: &'static str,
    key: &Option<String>,
    input: &I,
) -> Result<Occasion, ApiError> {
    let once = key.as_ref().map(|key| {
        let digest = ctx.attempts().digest(&input.to_value().to_string())?;
        Ok::<_, Error>(Once {
            key: key.clone(),
            digest,
        })
    });
    Ok(Occasion {
        now: ctx.now(),
        request: ctx.asker().request.clone(),
        act,
        scope: Scope::Manage,
        once: once.transpose()?,
    })
}

#[derive(Default)]
pub struct SessionsMutation;

#[Object]
impl SessionsMutation {
    /// Sign in by password, and second factor where the account has one. An unknown address answers as a wrong password.
    async fn session_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who signs in.")] input: SessionStartInput,
    ) -> Result<SessionPayload, ApiError> {
        let SessionStartInput {
            email,
            password,
            second_factor_code,
        } = input;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let code = second_factor_code.as_deref();
        tokens(
            ctx,
            model::start_by_password(ctx.db(), &attempts, &visit, &email, &password, code).await,
        )
    }

    /// Ask for a code to sign in with. It is sent if the address is that of somebody who may sign in; the answer is the same.
    async fn session_code_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where to send it.")] input: SessionCodeRequestInput,
    ) -> Result<SessionCodeRequestPayload, ApiError> {
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let done = model::request_code(ctx.db(), &attempts, &visit, &input.email).await;
        let (done, problems) = or_problems(done, None, ctx.language())?;
        Ok(SessionCodeRequestPayload {
            code_minutes: done.map(|()| code_minutes()),
            problems,
        })
    }

    /// Sign in by a code that was sent, and second factor where the account has one.
    async fn session_start_by_code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who signs in.")] input: SessionStartByCodeInput,
    ) -> Result<SessionPayload, ApiError> {
        let SessionStartByCodeInput {
            email,
            code,
            second_factor_code,
        } = input;
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        let second = second_factor_code.as_deref();
        tokens(
            ctx,
            model::start_by_code(ctx.db(), &attempts, &visit, &email, &code, second).await,
        )
    }

    /// Renew a session. Each refresh token works once; one used again later is in two hands and ends the session.
    async fn session_refresh(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By what.")] input: SessionRefreshInput,
    ) -> Result<SessionPayload, ApiError> {
        tokens(ctx, model::refresh(ctx.db(), &ctx.visit(), &input.refresh_token).await)
    }

    /// Sign out, here or in another session of one's own. Its tokens end with it.
    async fn session_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: SessionEndInput,
    ) -> Result<SessionEndPayload, ApiError> {
        let (actor, now) = (ctx.actor(), ctx.now());
        let occasion = own(ctx, "sessionEnd", &input.idempotency_key, &input)?;
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                model::end(conn, actor, now, input.session_id).await
            })
            .await;
        let (session_id, problems) = or_problems(done, None, ctx.language())?;
        Ok(SessionEndPayload { session_id, problems })
    }

    /// Sign out everywhere. API tokens stay; they are revoked one by one.
    async fn session_end_all(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "May be left out.")] input: Option<SessionEndAllInput>,
    ) -> Result<SessionEndAllPayload, ApiError> {
        let (actor, now, input) = (ctx.actor(), ctx.now(), input.unwrap_or_default());
        let occasion = own(ctx, "sessionEndAll", &input.idempotency_key, &input)?;
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                model::end_all(conn, actor, now).await
            })
            .await;
        let (account_id, problems) = or_problems(done, None, ctx.language())?;
        Ok(SessionEndAllPayload { account_id, problems })
    }

    /// Accept an invitation, and sign in. The link works once.
    async fn invitation_accept(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By which link, and how to be known.")] input: InvitationAcceptInput,
    ) -> Result<SessionPayload, ApiError> {
        let InvitationAcceptInput {
            token,
            name,
            language,
            time_zone,
            password,
        } = input;
        let joining = model::Joining {
            name,
            language,
            time_zone,
            password,
        };
        let (attempts, visit) = (ctx.attempts(), ctx.visit());
        tokens(ctx, model::accept(ctx.db(), &attempts, &visit, &token, joining).await)
    }
}
