//! `para29 account` and `para29 token`: people and keys, from the machine the register runs on.

use super::database::Database;
use super::talk;
use crate::settings::Settings;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use schema::actor::*;
use schema::clock::Clock;
use schema::directory::{self, Invite};
use schema::{Connection, Db, Language, Occasion};
use serde_json::json;
use std::str::FromStr;

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Invite somebody to a role, by e-mail; the link is printed as well
    Invite {
        email: String,
        /// Name, as in letters
        #[arg(long)]
        name: String,
        /// stakeholder, drafter, approver, focal_point, regional_editor, editor, reviewer, administrator or auditor
        #[arg(long)]
        role: String,
        /// State (ISO 3166-1 alpha-3) or organization, by code; none for the secretariat's roles
        #[arg(long = "for", value_name = "CODE")]
        participant: Option<String>,
        /// Language of letters: ar, zh, en, fr, ru or es
        #[arg(long, default_value = "en")]
        language: String,
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

#[derive(Debug, Args)]
pub struct How {
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a new key that signs access tokens; the one before is believed for an hour more
    RotateKeys {
        /// Believe the key before no longer: for one that got into other hands
        #[arg(long)]
        at_once: bool,
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
        id: String,
        #[command(flatten)]
        how: How,
    },
}

const PLATFORM: Actor = Actor::Platform("command line");
use schema::Actor;

fn occasion(act: &'static str) -> Occasion {
    Occasion {
        now: Clock::default().now(),
        request: "command line".into(),
        act,
        scope: Scope::Manage,
        once: None,
    }
}

async fn with_db<T>(settings: &Settings, work: impl AsyncFnOnce(&Db) -> anyhow::Result<T>) -> anyhow::Result<T> {
    Database::with(settings, async |database| {
        let db = super::serving::connect(database.url.reveal(), database.owner_url.reveal()).await?;
        work(&db).await
    })
    .await
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
            let role = Role::from_code(role).with_context(|| format!("--role: {role} is not a role"))?;
            let language = Language::from_code(language)
                .with_context(|| format!("--language: {language} is not one of the six"))?;
            with_db(settings, async |db| {
                let participant = match participant {
                    Some(code) => {
                        let found = db
                            .read(&PLATFORM, async |conn: &mut Connection| {
                                directory::participant_by_code(conn, code).await
                            })
                            .await;
                        Some(found.with_context(|| format!("--for: {code} is not known"))?.id)
                    }
                    None => None,
                };
                if how.dry_run {
                    talk::say(&format!("{email} would be invited as {role}."));
                    return Ok(());
                }
                let invite = Invite {
                    email: email.clone(),
                    name: name.clone(),
                    language,
                    participant,
                    role,
                };
                let id: AccountId = db
                    .act(
                        &PLATFORM,
                        &occasion("accountInvite"),
                        async move |conn: &mut Connection| directory::invite(conn, &PLATFORM, now, invite).await,
                    )
                    .await?;
                talk::say(&format!("{email} is invited as {role}; a letter is on its way."));
                talk::print(&id.to_string());
                Ok(())
            })
            .await
        }
        Account::Disable { email, how } | Account::Enable { email, how } => {
            let is_end = matches!(what, Account::Disable { .. });
            with_db(settings, async |db| {
                let id = account_id(db, email).await?;
                if how.dry_run {
                    talk::say(&format!(
                        "{email} would be {}.",
                        if is_end { "disabled" } else { "enabled" }
                    ));
                    return Ok(());
                }
                let act = if is_end { "accountDisable" } else { "accountEnable" };
                let _: AccountId = db
                    .act(
                        &PLATFORM,
                        &occasion(act),
                        async move |conn: &mut Connection| match is_end {
                            true => directory::disable(conn, &PLATFORM, now, id).await,
                            false => directory::enable(conn, &PLATFORM, id).await,
                        },
                    )
                    .await?;
                talk::say(&format!("{email} is {}.", if is_end { "disabled" } else { "enabled" }));
                Ok(())
            })
            .await
        }
    }
}

pub async fn token(settings: &Settings, what: &Token) -> anyhow::Result<()> {
    match what {
        Token::RotateKeys { how, .. } if how.dry_run => {
            talk::say(&format!("A new key would be made in {}.", settings.key_dir().display()));
            Ok(())
        }
        Token::RotateKeys { at_once, .. } => {
            let done = api::auth::rotate(&settings.key_dir(), Clock::default().now(), *at_once)?;
            talk::say(&format!("Key {} signs from now on.", done.signs));
            if let Some(retiring) = done.retiring {
                talk::say(&format!("Key {retiring} is believed for an hour more."));
            }
            Ok(())
        }
        Token::List { json } => {
            with_db(settings, async |db| {
                let tokens = db.read(&PLATFORM, async |conn: &mut Connection| directory::tokens_of(conn, None).await).await?;
                if *json {
                    let rows: Vec<_> = tokens
                        .iter()
                        .map(|token| json!({ "id": token.id, "name": token.name, "hint": token.hint, "expires_at": token.expires_at }))
                        .collect();
                    return talk::print_json(&rows);
                }
                for token in tokens {
                    talk::print(&format!("{}  {}…  {}  until {}", token.id, token.hint, token.name, token.expires_at.date_naive()));
                }
                Ok(())
            })
            .await
        }
        Token::Revoke { id, how } => {
            let Ok(id) = ApiTokenId::from_str(id) else { bail!("{id} is not the id of an API token; see `para29 token list`") };
            with_db(settings, async |db| {
                if how.dry_run {
                    talk::say(&format!("{id} would be revoked."));
                    return Ok(());
                }
                let now = Clock::default().now();
                let _: ApiTokenId = db
                    .act(&PLATFORM, &occasion("apiTokenRevoke"), async move |conn: &mut Connection| {
                        directory::revoke_token(conn, &PLATFORM, now, id).await
                    })
                    .await?;
                talk::say("The token is revoked.");
                Ok(())
            })
            .await
        }
    }
}
