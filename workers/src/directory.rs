//! Letters about signing in: each job writes one letter. The code or link is made and laid down with the letter in one
//! transaction, so that a job done twice makes no second one that would void the first.

use crate::{Failure, Run, Task};
use chrono::{DateTime, Utc};
use schema::directory::{
    self, Account, Purpose, SendInvitation, SendPasswordChanged, SendPasswordCode, SendSessionEnded, SendSignInCode,
};
use schema::jobs::Job;
use schema::letters::{self, Addressee, Note, Recipient};
use schema::{Connection, Result};

fn addressee(account: &Account) -> Addressee {
    Addressee {
        whose: Recipient::Account(account.id),
        address: account.email.clone(),
        language: account.language,
    }
}

impl Run for SendInvitation {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (job, now) = (self.clone(), task.env.now());
        let written = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            directory::write_invitation(conn, &job, now).await
        });
        written.await?;
        Ok(())
    }
}

async fn write_code(
    conn: &mut Connection,
    purpose: Purpose,
    (kind, key): (&str, &str),
    account: schema::actor::AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    if letters::is_written(conn, kind, key).await? {
        return Ok(());
    }
    // Nobody's account, when the address asked for is unknown.
    let Some(issued) = directory::issue_code(conn, purpose, account, now).await? else {
        return Ok(());
    };
    let (code, expires_at) = (issued.code, issued.expires_at);
    let minutes = u32::try_from((expires_at - now).num_minutes()).unwrap_or(0);
    let note = match purpose {
        Purpose::PasswordReset => Note::PasswordCode {
            code,
            minutes,
            expires_at,
        },
        Purpose::SignInCode | Purpose::Invitation => Note::SignInCode {
            code,
            minutes,
            expires_at,
        },
    };
    letters::write(conn, now, &addressee(&issued.account), key, note).await?;
    Ok(())
}

impl Run for SendSignInCode {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (job, now) = (self.clone(), task.env.now());
        let written = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            let name = (letters::SIGN_IN_CODE, job.key());
            write_code(conn, Purpose::SignInCode, (name.0, &name.1), job.account, now).await
        });
        Ok(written.await?)
    }
}

impl Run for SendPasswordCode {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (job, now) = (self.clone(), task.env.now());
        let written = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            let name = (letters::PASSWORD_CODE, job.key());
            write_code(conn, Purpose::PasswordReset, (name.0, &name.1), job.account, now).await
        });
        Ok(written.await?)
    }
}

impl Run for SendPasswordChanged {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (job, now) = (self.clone(), task.env.now());
        let written = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            let account = directory::account(conn, job.account).await?;
            let note = Note::PasswordChanged { at: job.at };
            letters::write(conn, now, &addressee(&account), &job.key(), note).await?;
            Ok(())
        });
        Ok(written.await?)
    }
}

impl Run for SendSessionEnded {
    async fn run(&self, task: &Task) -> Result<(), Failure> {
        let (job, now) = (self.clone(), task.env.now());
        let written = task.env.db.platform(Self::KIND, async move |conn: &mut Connection| {
            let account = directory::account(conn, job.account).await?;
            let note = Note::SessionsEnded { at: job.at };
            letters::write(conn, now, &addressee(&account), &job.key(), note).await?;
            Ok(())
        });
        Ok(written.await?)
    }
}
