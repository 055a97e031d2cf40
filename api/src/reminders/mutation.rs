//! Acts on reminders by the person they are for; acts on letters and given-up work by administrators.

use super::object::{Job, Letter, ReminderPreferences};
use crate::directory::people::object::Account;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::payload::or_problems;
use crate::payload;
use async_graphql::{Context, InputObject, Object};
use chrono::NaiveDate;
use schema::actor::*;
use schema::reminders::{PreferencesEdit, ReminderCadence};
use schema::{Connection, Scope, directory, jobs, letters, reminders};

/// A choice of cadence and hour; what is left out stays.
#[derive(InputObject)]
pub struct ReminderPreferencesSetInput {
    /// The version that was read.
    pub version: i32,
    /// How often letters come.
    pub cadence: Option<ReminderCadence>,
    /// The hour at which they come, 0 to 23, in the person's own time zone.
    pub hour: Option<i32>,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// A pause of one's own reminders.
#[derive(InputObject)]
pub struct RemindersPauseInput {
    /// The version that was read.
    pub version: i32,
    /// The first day on which letters come again; within a year.
    pub until: NaiveDate,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// The end of a pause or stop of one's own reminders.
#[derive(InputObject)]
pub struct RemindersResumeInput {
    /// The version that was read.
    pub version: i32,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// The stop of one's own reminders.
#[derive(InputObject)]
pub struct RemindersStopInput {
    /// The version that was read.
    pub version: i32,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// A letter to be sent once more.
#[derive(InputObject)]
pub struct LetterSendAgainInput {
    /// Which one.
    pub letter_id: LetterId,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// Given-up work to be taken up again.
#[derive(InputObject)]
pub struct JobRetryInput {
    /// Which one.
    pub job_id: JobId,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

/// An address that works again.
#[derive(InputObject)]
pub struct AddressRestoreInput {
    /// Whose.
    pub account_id: AccountId,
    /// The same key with the same input is one act.
    pub idempotency_key: Option<String>,
}

payload! {
    /// What an act on one's own reminders gives back.
    ReminderPreferencesPayload {
        /// The preferences as they are now.
        preferences: ReminderPreferences
    }
    /// What `letterSendAgain` gives back.
    LetterSendAgainPayload {
        /// The letter as it is now.
        letter: Letter
    }
    /// What `jobRetry` gives back.
    JobRetryPayload {
        /// The job as it is now.
        job: Job
    }
    /// What `addressRestore` gives back.
    AddressRestorePayload {
        /// The account as it is now.
        account: Account
    }
}

async fn own(ctx: &Context<'_>, done: schema::Result<AccountId>) -> Result<ReminderPreferencesPayload, ApiError> {
    let target = ctx.actor().person().map(|person| person.account);
    let (id, problems) = or_problems(done, target, ctx.language())?;
    let actor = ctx.actor();
    let preferences = match id {
        Some(_) => {
            let row = ctx
                .read(async |conn: &mut Connection| reminders::preferences(conn, actor).await)
                .await?;
            Some(ReminderPreferences(row))
        }
        None => None,
    };
    Ok(ReminderPreferencesPayload { preferences, problems })
}

#[derive(Default)]
pub struct RemindersMutation;

#[Object]
impl RemindersMutation {
    /// Choose how often and at which hour letters come. Who had stopped them gets them again.
    async fn reminder_preferences_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The choice.")] input: ReminderPreferencesSetInput,
    ) -> Result<ReminderPreferencesPayload, ApiError> {
        let occasion = ctx.occasion("reminderPreferencesSet", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let edit = PreferencesEdit {
            cadence: input.cadence,
            hour: input.hour,
        };
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                reminders::set_preferences(conn, actor, now, input.version, edit).await
            })
            .await;
        own(ctx, done).await
    }

    /// No letters until a day. What is due meanwhile and still is on that day is told then.
    async fn reminders_pause(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Until when.")] input: RemindersPauseInput,
    ) -> Result<ReminderPreferencesPayload, ApiError> {
        let occasion = ctx.occasion("remindersPause", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                reminders::pause(conn, actor, now, input.version, input.until).await
            })
            .await;
        own(ctx, done).await
    }

    /// End a pause, and get letters again after they were stopped.
    async fn reminders_resume(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose: the asker's own.")] input: RemindersResumeInput,
    ) -> Result<ReminderPreferencesPayload, ApiError> {
        let occasion = ctx.occasion("remindersResume", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                reminders::resume(conn, actor, now, input.version).await
            })
            .await;
        own(ctx, done).await
    }

    /// Stop letters that remind; those about one's own account still come.
    async fn reminders_stop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose: the asker's own.")] input: RemindersStopInput,
    ) -> Result<ReminderPreferencesPayload, ApiError> {
        let occasion = ctx.occasion("remindersStop", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                reminders::unsubscribe(conn, actor, now, input.version).await
            })
            .await;
        own(ctx, done).await
    }

    /// Send a letter once more that is uncertain, refused, bounced or given up; for administrators. It has the same
    /// Message-ID, and says what its reader may read now.
    async fn letter_send_again(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which letter.")] input: LetterSendAgainInput,
    ) -> Result<LetterSendAgainPayload, ApiError> {
        let occasion = ctx.occasion("letterSendAgain", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                letters::send_again(conn, actor, now, input.letter_id).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        let letter = match id {
            Some(id) => Some(Letter(
                ctx.read(async |conn: &mut Connection| letters::letter(conn, id).await)
                    .await?,
            )),
            None => None,
        };
        Ok(LetterSendAgainPayload { letter, problems })
    }

    /// Take up work again that was given up; for administrators. It starts anew, at once.
    async fn job_retry(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which work.")] input: JobRetryInput,
    ) -> Result<JobRetryPayload, ApiError> {
        let occasion = ctx.occasion("jobRetry", Scope::Manage, &input.idempotency_key, &input);
        let (actor, now) = (ctx.actor(), ctx.now());
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                jobs::retry(conn, actor, now, input.job_id).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        let job = match id {
            Some(id) => Some(Job(ctx
                .read(async |conn: &mut Connection| jobs::job(conn, id).await)
                .await?)),
            None => None,
        };
        Ok(JobRetryPayload { job, problems })
    }

    /// Send letters again to an address that was refused for good and works again; for administrators.
    async fn address_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose address.")] input: AddressRestoreInput,
    ) -> Result<AddressRestorePayload, ApiError> {
        let occasion = ctx.occasion("addressRestore", Scope::Manage, &input.idempotency_key, &input);
        let actor = ctx.actor();
        let done = ctx
            .act(occasion, async |conn: &mut Connection| {
                letters::restore_address(conn, actor, input.account_id).await
            })
            .await;
        let (id, problems) = or_problems(done, None, ctx.language())?;
        let account = match id {
            Some(id) => {
                let row = ctx
                    .read(async |conn: &mut Connection| directory::account(conn, id).await)
                    .await?;
                Some(Account::from(row))
            }
            None => None,
        };
        Ok(AddressRestorePayload { account, problems })
    }
}
