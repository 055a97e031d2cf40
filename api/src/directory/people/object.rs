//! People, as the API shows them: to themselves, to colleagues of the same participant, and to administrators.

use crate::commitments::loader::loader;
use crate::commitments::object::load;
use crate::connection;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::{Ask, Reader};
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::directory as model;
use schema::directory::SessionMethod;
use schema::{Connection, Error, Language};
use std::collections::HashMap;
use std::sync::Arc;

/// Appointments now held by an account.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AppointmentsOf(pub AccountId);

loader!(AccountId => Arc<model::Account>, |conn, _actor, ids| {
    Ok(model::accounts_by_ids(conn, ids).await?.into_iter().map(|row| (row.id, Arc::new(row))).collect())
});

loader!(AppointmentsOf => Vec<model::Appointment>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let mut groups: HashMap<AppointmentsOf, Vec<model::Appointment>> = HashMap::new();
    for row in model::appointments_of(conn, &ids).await? {
        groups.entry(AppointmentsOf(row.account_id)).or_default().push(row);
    }
    Ok(groups)
});

/// A person who signs in.
#[derive(Clone)]
pub struct Account(pub Arc<model::Account>);

impl Acted for Account {
    type Id = AccountId;

    async fn read(conn: &mut Connection, _: &Actor, id: AccountId) -> schema::Result<Self> {
        Ok(model::account(conn, id).await?.into())
    }
}

impl From<model::Account> for Account {
    fn from(row: model::Account) -> Self {
        Self(Arc::new(row))
    }
}

/// A person who signs in.
#[Object]
impl Account {
    /// Opaque, typed id.
    pub async fn id(&self) -> AccountId {
        self.0.id
    }

    /// Counts edits; to be given with the next one.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The person's name, as colleagues see it; empty once the person was forgotten.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The address that signs in and receives letters.
    async fn email(&self) -> &str {
        &self.0.email
    }

    /// The language of letters.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// Time zone by its IANA name; deadlines and hours of letters are told in it.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }

    /// Whether a second factor is set up.
    async fn has_second_factor(&self) -> bool {
        self.0.second_factor_confirmed_at.is_some()
    }

    /// When the person was invited.
    async fn invited_at(&self) -> Option<DateTime<Utc>> {
        self.0.invited_at
    }

    /// When the invitation was accepted; empty while it is open.
    async fn joined_at(&self) -> Option<DateTime<Utc>> {
        self.0.joined_at
    }

    /// Since when the person may no longer sign in.
    async fn disabled_at(&self) -> Option<DateTime<Utc>> {
        self.0.disabled_at
    }

    /// Since when no letters are sent to the address, because it was refused for good.
    async fn address_suspended_at(&self) -> Option<DateTime<Utc>> {
        self.0.address_suspended_at
    }

    /// When the account was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Roles held now, of which the asker may know.
    async fn appointments(&self, ctx: &Context<'_>) -> Result<Vec<Appointment>, ApiError> {
        let rows = load(ctx, AppointmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Appointment).collect())
    }
}

connection! {
    /// Accounts, by address.
    AccountConnection, AccountEdge: Account,
    model::AccountFilter => |conn, actor, filter| model::account_count(conn, actor, filter)
}

/// A person holds a role, for a participant or in the secretariat.
#[derive(Clone)]
pub struct Appointment(pub model::Appointment);

impl Acted for Appointment {
    type Id = AppointmentId;

    async fn read(conn: &mut Connection, _: &Actor, id: AppointmentId) -> schema::Result<Self> {
        Ok(Self(model::appointment(conn, id).await?))
    }
}

/// A person holds a role, for a participant or in the secretariat.
#[Object]
impl Appointment {
    /// Opaque, typed id.
    async fn id(&self) -> AppointmentId {
        self.0.id
    }

    /// Who holds it; empty where the asker may not see the person.
    async fn account(&self, ctx: &Context<'_>) -> Result<Option<Account>, ApiError> {
        Ok(load(ctx, self.0.account_id).await?.map(Account))
    }

    /// For whom; empty in the secretariat.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.0.participant_id {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// The role.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// Whether the role is exercised only by those who signed in with a second factor.
    async fn needs_second_factor(&self) -> bool {
        self.0.needs_second_factor()
    }

    /// Since when.
    async fn from_at(&self) -> DateTime<Utc> {
        self.0.from_at
    }

    /// Until when; empty while it lasts.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.0.ended_at
    }
}

/// Somebody signed in somewhere.
#[derive(Clone)]
pub struct Session(pub model::Session);

/// Somebody signed in somewhere.
#[Object]
impl Session {
    /// Opaque, typed id.
    async fn id(&self) -> SessionId {
        self.0.id
    }

    /// Whether it is the one that asks.
    async fn is_this(&self, ctx: &Context<'_>) -> bool {
        ctx.actor().person().and_then(|person| person.session) == Some(self.0.id)
    }

    /// How the person signed in.
    async fn method(&self) -> SessionMethod {
        self.0.method
    }

    /// Whether the second factor was given.
    async fn has_second_factor(&self) -> bool {
        self.0.has_second_factor
    }

    /// What the program or browser said of itself.
    async fn user_agent(&self) -> &str {
        &self.0.user_agent
    }

    /// When it began.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was last renewed.
    async fn last_used_at(&self) -> DateTime<Utc> {
        self.0.last_used_at
    }

    /// When it ends at the latest.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }
}

/// A token by which a program acts for a person.
#[derive(Clone)]
pub struct ApiToken(pub model::ApiToken);

/// A token by which a program acts for a person.
#[Object]
impl ApiToken {
    /// Opaque, typed id.
    async fn id(&self) -> ApiTokenId {
        self.0.id
    }

    /// What it is for, in its owner's words.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it may do.
    async fn scopes(&self) -> &[Scope] {
        &self.0.scopes
    }

    /// Its first characters, so that tokens can be told apart.
    async fn hint(&self) -> &str {
        &self.0.hint
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it runs out.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }

    /// The day it was last used.
    async fn last_used_on(&self) -> Option<Date> {
        self.0.last_used_on.map(Date)
    }

    /// When it was revoked.
    async fn revoked_at(&self) -> Option<DateTime<Utc>> {
        self.0.revoked_at
    }
}

/// What a signed-in program holds on to. The tokens are shown this once.
#[derive(SimpleObject, Clone)]
pub struct SessionTokens {
    /// Goes with each request, as `Authorization: Bearer …`.
    pub access_token: String,
    /// When the access token runs out.
    pub access_expires_at: DateTime<Utc>,
    /// Renews the session, once: `sessionRefresh` gives the next one.
    pub refresh_token: String,
    /// When the refresh token runs out.
    pub refresh_expires_at: DateTime<Utc>,
    /// Which session this is.
    pub session_id: SessionId,
    /// Who is signed in.
    pub account_id: AccountId,
}

/// Whoever asks.
pub struct Viewer(pub model::Account);

/// Whoever asks.
#[Object]
impl Viewer {
    /// Their account.
    async fn account(&self) -> Account {
        self.0.clone().into()
    }

    /// Roles they hold, also those withheld until a second factor is given.
    async fn appointments(&self, ctx: &Context<'_>) -> Result<Vec<Appointment>, ApiError> {
        let rows = load(ctx, AppointmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Appointment).collect())
    }

    /// Whether roles are withheld until the person sets up a second factor, and signs in with it.
    async fn needs_second_factor(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        let has_it = ctx.actor().person().is_some_and(|person| person.has_second_factor);
        let rows = load(ctx, AppointmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(!has_it && rows.iter().any(model::Appointment::needs_second_factor))
    }

    /// What the API token used may do; empty for a session, which may do all.
    async fn scopes(&self, ctx: &Context<'_>) -> Option<Vec<Scope>> {
        ctx.actor().person().and_then(|person| person.scopes.clone())
    }

    /// Where they are signed in, the latest used first.
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>, ApiError> {
        let (actor, now) = (ctx.actor(), ctx.now());
        let rows = ctx
            .read(async |conn: &mut Connection| model::sessions_of(conn, actor, now).await)
            .await?;
        Ok(rows.into_iter().map(Session).collect())
    }

    /// Their API tokens that are not revoked, newest first.
    async fn api_tokens(&self, ctx: &Context<'_>) -> Result<Vec<ApiToken>, ApiError> {
        let account = self.0.id;
        let rows = ctx
            .read(async |conn: &mut Connection| model::tokens_of(conn, Some(account)).await)
            .await?;
        Ok(rows.into_iter().map(ApiToken).collect())
    }
}
