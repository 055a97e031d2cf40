//! `para29 account` and `para29 token`: people and keys, from the machine the register runs on.

use super::database::Database;
use super::{doctor, talk};
use crate::settings::Settings;
use anyhow::Context;
use api::auth::{KeyError, Keys};
use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use schema::actor::*;
use schema::clock::Clock;
use schema::db::Work;
use schema::directory::{self, Invite, SendInvitation};
use schema::{Actor, Connection, Db, Language};
use serde_json::{Value, json};
use std::str::FromStr;

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Invite somebody to a role by a letter; the link in it is printed as well
    Invite {
        email: String,
        /// Name, as in letters
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_parser = one_of(Role::ALL.iter().map(|role| role.code()), Role::from_code))]
        role: Role,
        /// State (ISO 3166-1 alpha-3) or organization, by code; none for the secretariat's roles
        #[arg(long = "for", value_name = "CODE")]
        participant: Option<String>,
        /// Language of letters
        #[arg(long, default_value = "en", value_parser = one_of(Language::ALL.iter().map(|language| language.code()), Language::from_code))]
        language: Language,
        #[command(flatten)]
        how: How,
    },
    /// End an account's sessions, and let it in no more
    Disable {
        email: String,
        #[command(flatten)]
        how: How,
    },
    /// Let a disabled account in again
    Enable {
        email: String,
        #[command(flatten)]
        how: How,
    },
}

/// A value of the register's, by its code.
fn one_of<T: Clone + Send + Sync + 'static>(
    codes: impl Iterator<Item = &'static str>,
    of: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(codes).try_map(move |code| of(&code).ok_or("not known"))
}

#[derive(Debug, Args)]
pub struct How {
    /// Find out whether it could be done, say so, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a new key that signs access tokens; the one before is believed for an hour more
    RotateKeys {
        /// Believe the key before no longer: for one that got into other hands
        #[arg(long)]
        at_once: bool,
        /// Make one only where there is none, as a first installation does
        #[arg(long, conflicts_with = "at_once")]
        if_none: bool,
        #[command(flatten)]
        how: How,
    },
    /// List API tokens that are not revoked
    List {
        #[arg(long)]
        json: bool,
    },
    /// Revoke an API token, by its id
    Revoke {
        /// As `para29 token list` gives it
        #[arg(value_parser = |id: &str| ApiTokenId::from_str(id).map_err(|_| "not the id of an API token, see `para29 token list`"))]
        id: ApiTokenId,
        #[command(flatten)]
        how: How,
    },
}

const PLATFORM: Actor = Actor::Platform("command line");

impl How {
    /// Does an act of the platform's, or tries it out and undoes it.
    async fn act<T, F>(&self, db: &Db, name: &'static str, work: F) -> anyhow::Result<T>
    where
        for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<T>
            + Work<&'r mut Connection, schema::Result<T>, Future: Send>
            + Send,
    {
        Ok(match self.dry_run {
            true => db.rehearsal(name, work).await?,
            false => db.platform(name, work).await?,
        })
    }

    /// Says what was done, or would be.
    fn tell(&self, who: &str, what: &str, mut facts: Value) -> anyhow::Result<()> {
        if self.json {
            facts["dry_run"] = self.dry_run.into();
            return talk::print_json(&facts);
        }
        talk::say(&format!(
            "{who} {} {what}.",
            if self.dry_run { "would be" } else { "is" }
        ));
        Ok(())
    }
}

async fn with_db<T>(settings: &Settings, work: impl AsyncFnOnce(&Db) -> anyhow::Result<T>) -> anyhow::Result<T> {
    Database::with(settings, async |database| work(&database.at.connect().await?).await).await
}

async fn account_id(db: &Db, email: &str) -> anyhow::Result<AccountId> {
    let found = db
        .read(&PLATFORM, async |conn: &mut Connection| {
            directory::account_by_email(conn, email).await
        })
        .await;
    Ok(found.with_context(|| format!("no account has the address {email}"))?.id)
}

pub async fn account(settings: &Settings, what: &Account) -> anyhow::Result<()> {
    let now = Clock::default().now();
    match what {
        Account::Invite {
            email,
            name,
            role,
            participant,
            language,
            how,
        } => {
            let (role, language) = (*role, *language);
            with_db(settings, async |db| {
                let participant = match participant {
                    Some(code) => Some(participant_id(db, code).await?),
                    None => None,
                };
                let invite = Invite {
                    email: email.clone(),
                    name: name.clone(),
                    language,
                    participant,
                    role,
                };
                let (id, link) = how
                    .act(db, "accountInvite", async move |conn: &mut Connection| {
                        invite_with_link(conn, now, invite).await
                    })
                    .await?;
                let link = link.map(|path| format!("{}{path}", settings.base_url(settings.listen)));
                // tried out, it opens nothing
                let link = link.filter(|_| !how.dry_run);
                let facts =
                    json!({ "account": id.to_string(), "email": email, "role": role.to_string(), "invitation": link });
                how.tell(email, &format!("invited as {role}"), facts)?;
                if let (Some(link), false) = (link, how.json) {
                    talk::say("A letter is on its way; its link, which works once, is:");
                    talk::print(&link);
                }
                Ok(())
            })
            .await
        }
        Account::Disable { email, how } => {
            with_db(settings, async |db| {
                let id = account_id(db, email).await?;
                how.act(db, "accountDisable", async move |conn: &mut Connection| {
                    directory::disable(conn, &PLATFORM, now, id).await
                })
                .await?;
                let facts = json!({ "account": id.to_string(), "email": email, "disabled": true });
                how.tell(email, "disabled", facts)
            })
            .await
        }
        Account::Enable { email, how } => {
            with_db(settings, async |db| {
                let id = account_id(db, email).await?;
                how.act(db, "accountEnable", async move |conn: &mut Connection| {
                    directory::enable(conn, &PLATFORM, id).await
                })
                .await?;
                let facts = json!({ "account": id.to_string(), "email": email, "disabled": false });
                how.tell(email, "enabled", facts)
            })
            .await
        }
    }
}

async fn participant_id(db: &Db, code: &str) -> anyhow::Result<ParticipantId> {
    let found = db
        .read(&PLATFORM, async |conn: &mut Connection| {
            directory::participant_by_code(conn, code).await
        })
        .await;
    Ok(found.with_context(|| format!("--for: {code} is not known"))?.id)
}

/// The letter is written at once, so that its link can be told here too; its job then finds it written.
async fn invite_with_link(
    conn: &mut Connection,
    now: DateTime<Utc>,
    invite: Invite,
) -> schema::Result<(AccountId, Option<String>)> {
    let account = directory::invite(conn, &PLATFORM, now, invite).await?;
    let link = directory::write_invitation(conn, &SendInvitation { account, at: now }, now).await?;
    Ok((account, link))
}

pub async fn token(settings: &Settings, what: &Token) -> anyhow::Result<()> {
    match what {
        Token::RotateKeys { if_none: true, .. } if Keys::open(&settings.key_dir()).is_ok() => {
            talk::say("There is a key; it stays.");
            Ok(())
        }
        Token::RotateKeys { at_once, how, .. } => rotate_keys(settings, *at_once, how),
        Token::List { json } => with_db(settings, async |db| list_tokens(db, *json).await).await,
        Token::Revoke { id, how } => {
            let id = *id;
            with_db(settings, async |db| {
                let now = Clock::default().now();
                how.act(db, "apiTokenRevoke", async move |conn: &mut Connection| {
                    directory::revoke_token(conn, &PLATFORM, now, id).await
                })
                .await
                .with_context(|| format!("no API token has the id {id}"))?;
                how.tell(
                    &id.to_string(),
                    "revoked",
                    json!({ "token": id.to_string(), "revoked": true }),
                )
            })
            .await
        }
    }
}

fn rotate_keys(settings: &Settings, at_once: bool, how: &How) -> anyhow::Result<()> {
    let dir = settings.key_dir();
    if how.dry_run {
        doctor::can_be_written(&dir).context("KEY_DIR")?;
        // keys that cannot be read would stop the rotation half way
        if let Err(error) = Keys::open(&dir)
            && !matches!(error, KeyError::Missing(_))
        {
            return Err(error.into());
        }
        let removed = api::auth::removed_by_rotation(&dir, at_once)?;
        return how.tell(
            "A new key",
            &format!("made in {}, and {removed} removed", dir.display()),
            json!({ "key_dir": dir, "removed": removed }),
        );
    }
    let done = api::auth::rotate(&dir, Clock::default().now(), at_once)?;
    if how.json {
        return talk::print_json(
            &json!({ "signs": done.signs, "retiring": done.retiring, "removed": done.removed, "dry_run": false }),
        );
    }
    talk::say(&format!("Key {} signs from now on.", done.signs));
    if let Some(retiring) = done.retiring {
        talk::say(&format!("Key {retiring} is believed for an hour more."));
    }
    Ok(())
}

async fn list_tokens(db: &Db, as_json: bool) -> anyhow::Result<()> {
    let tokens = db
        .read(&PLATFORM, async |conn: &mut Connection| {
            directory::tokens_of(conn, None).await
        })
        .await?;
    if as_json {
        let rows: Vec<_> = tokens
            .iter()
            .map(|token| {
                json!({ "id": token.id.to_string(), "name": token.name, "hint": token.hint, "expires_at": token.expires_at })
            })
            .collect();
        return talk::print_json(&rows);
    }
    for token in tokens {
        let until = token.expires_at.date_naive();
        talk::print(&format!("{}  {}…  {}  until {until}", token.id, token.hint, token.name));
    }
    Ok(())
}
