//! Questions about reminders, letters and the clockwork.

use super::object::{
    Clockwork, Job, JobConnection, Letter, LetterConnection, Reminder, ReminderConnection, ReminderPreferences,
};
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use async_graphql::{Context, InputObject, Object};
use schema::actor::*;
use schema::letters::{self, LetterStatus};
use schema::page::Page;
use schema::{Connection, Error, Role, clockwork, jobs, reminders};

/// Which letters.
#[derive(InputObject, Default)]
pub struct LetterFilter {
    /// To whom.
    pub account_id: Option<AccountId>,
    /// With one of these fates; any where empty.
    pub statuses: Option<Vec<LetterStatus>>,
}

#[derive(Default)]
pub struct RemindersQuery;

#[Object]
impl RemindersQuery {
    /// The asker's own preferences.
    async fn reminder_preferences(&self, ctx: &Context<'_>) -> Result<ReminderPreferences, ApiError> {
        let actor = ctx.actor();
        actor.signed_in()?;
        let row = ctx
            .read(async |conn: &mut Connection| reminders::preferences(conn, actor).await)
            .await?;
        Ok(ReminderPreferences(row))
    }

    /// What the asker will be told of, soonest first: of records that the asker may read.
    async fn my_reminders(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<ReminderConnection, ApiError> {
        let actor = ctx.actor();
        actor.signed_in()?;
        let page = Page::new(first, after, last, before)?;
        let rows = ctx
            .read(async |conn: &mut Connection| reminders::my_reminders(conn, actor, &page).await)
            .await?;
        Ok(ReminderConnection::of(rows, (), reminders::Reminder::cursor, Reminder))
    }

    /// The asker's own letters, newest first.
    async fn my_letters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<LetterConnection, ApiError> {
        let account = Some(ctx.actor().signed_in()?.account);
        let page = Page::new(first, after, last, before)?;
        let filter = letters::LetterFilter {
            account,
            statuses: vec![],
        };
        letters_of(ctx, filter, page).await
    }

    /// The send ledger, newest first, for administrators: to whom, why, and what became of it. Nobody reads what a letter
    /// said.
    async fn letters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where empty.")] filter: Option<LetterFilter>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<LetterConnection, ApiError> {
        administers(ctx)?;
        let page = Page::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let filter = letters::LetterFilter {
            account: filter.account_id,
            statuses: filter.statuses.unwrap_or_default(),
        };
        letters_of(ctx, filter, page).await
    }

    /// Work that was given up, newest first, for administrators.
    async fn jobs_given_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<JobConnection, ApiError> {
        administers(ctx)?;
        let page = Page::new(first, after, last, before)?;
        let rows = ctx
            .read(async |conn: &mut Connection| jobs::given_up(conn, &page).await)
            .await?;
        Ok(JobConnection::of(rows, (), jobs::JobRow::cursor, Job))
    }

    /// How the queue and its workers are, for administrators.
    async fn clockwork(&self, ctx: &Context<'_>) -> Result<Clockwork, ApiError> {
        administers(ctx)?;
        let now = ctx.now();
        ctx.read(async |conn: &mut Connection| {
            let load = jobs::load(conn, now).await?;
            Ok(Clockwork::of(load, clockwork::workers(conn).await?))
        })
        .await
    }
}

fn administers(ctx: &Context<'_>) -> Result<(), Error> {
    if ctx.actor().is_secretariat(&[Role::Administrator]) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

async fn letters_of(
    ctx: &Context<'_>,
    filter: letters::LetterFilter,
    page: Page,
) -> Result<LetterConnection, ApiError> {
    let rows = ctx
        .read(async |conn: &mut Connection| letters::letters(conn, &filter, &page).await)
        .await?;
    Ok(LetterConnection::of(rows, filter, letters::Letter::cursor, Letter))
}
