//! People are told of what is due: by real letters, at their hour, once.

mod acting;
mod alerts;
mod crashes;
mod digests;
mod ledger;
mod links;
mod planning;
mod queue;
mod weather;

use crate::commitments::scenes::{COMMITMENT, Cast, content};
use crate::harness::smtp::{Received, SmtpServer};
use crate::harness::{Platform, Someone};
use chrono::{DateTime, TimeDelta, Utc};
use schema::actor::*;
use schema::{Connection, Db};
use serde_json::{Value, json};
use std::sync::Arc;
use workers::mail::composing::House;
use workers::mail::{MailSettings, Mailer, Patience};
use workers::{Env, Pace};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A mailer with little patience, to this server; without one letters are kept.
fn mailer(server: Option<&SmtpServer>) -> Arc<Mailer> {
    let settings = MailSettings {
        smtp_url: server.map(SmtpServer::url),
        from: "Para29 <notes@para29.example>".into(),
        reply_to: None,
        ca_file: None,
        dkim: None,
        patience: Patience::default(),
    };
    Arc::new(Mailer::new(&settings).unwrap())
}

fn house() -> House {
    House {
        site: "Para29".into(),
        base: "https://para29.example".parse().unwrap(),
    }
}

pub fn env(platform: &Platform, server: Option<&SmtpServer>) -> Env {
    Env::new(platform.db.clone(), platform.clock.clone(), mailer(server), house())
}

/// As [`env`], with connections of its own: another process, as far as the database can tell.
fn env_of_its_own(platform: &Platform, server: &SmtpServer) -> Env {
    let db = Db::new(
        &platform.url,
        schema::db::Sizes {
            visitors: 1,
            members: 4,
            platform: 4,
        },
    )
    .unwrap();
    Env::new(db, platform.clock.clone(), mailer(Some(server)), house())
}

/// A worker that looks at the queue often.
fn brisk() -> Pace {
    Pace {
        poll: std::time::Duration::from_millis(50),
        ..Pace::default()
    }
}

/// At this moment a worker looks at the schedule and does all that is due.
pub async fn at(platform: &Platform, env: &Env, when: &str) {
    platform.clock.set(moment(when));
    work(env).await;
}

/// A worker looks at the schedule and does all that is due now.
pub async fn work(env: &Env) {
    workers::queue_recurring(env).await.unwrap();
    workers::run_due(env).await.unwrap();
}

/// The first letter of the list of those that are kept: the end of its address.
pub fn first_kept(list: &str) -> &str {
    let (_, rest) = list.split_once("href=\"/dev/letters/").expect("a kept letter");
    rest.split('"').next().unwrap()
}

/// As many minutes pass as it takes for every job that failed to be tried again.
async fn later(platform: &Platform, env: &Env, minutes: i64) {
    platform.clock.set(platform.now() + TimeDelta::minutes(minutes));
    work(env).await;
}

/// Somebody with a role, a language and a clock of their own, who signs in with a second factor.
pub async fn reader(platform: &Platform, code: &str, role: Role, language: &str, zone: &str) -> Someone {
    let someone = platform.person(code, role).await;
    settle_in(platform, &someone, language, zone).await;
    someone
}

async fn settle_in(platform: &Platform, someone: &Someone, language: &str, zone: &str) {
    let name = match language {
        "ar" => "سلمى الحسن",
        _ => "A person",
    };
    platform
        .as_owner(&format!(
            "update accounts set language = '{language}', time_zone = '{zone}', name = '{name}',
               second_factor_confirmed_at = created_at where id = '{}'",
            someone.account.0
        ))
        .await;
}

/// How often, and at which hour, somebody is reminded; as they would choose it themselves.
async fn choose(platform: &Platform, someone: &Someone, cadence: &str, hour: i32) {
    let version = preferences(platform, someone).await["version"].clone();
    let input = json!({ "version": version, "cadence": cadence, "hour": hour });
    platform
        .done(
            someone,
            "reminderPreferencesSet",
            input,
            "preferences { version cadence hour nextDigestAt }",
        )
        .await;
}

async fn preferences(platform: &Platform, someone: &Someone) -> Value {
    let query = "{ reminderPreferences { version cadence hour pausedUntil unsubscribedAt nextDigestAt } }";
    platform.ask(someone, query, json!({})).await["data"]["reminderPreferences"].clone()
}

/// A commitment shown to everybody, due on a day; gives the commitment.
async fn due_on(platform: &Platform, cast: &Cast, title: &str, day: &str) -> Value {
    let mut content = content(title);
    content["indicativeOn"] = day.into();
    cast.published(platform, content).await
}

/// What the ledger says of all letters of a kind, oldest first.
async fn ledger(platform: &Platform, kind: &str) -> Vec<String> {
    let sql = format!("select coalesce(jsonb_agg(status order by id), '[]') from letters where kind = '{kind}'");
    serde_json::from_value(platform.fact(&sql).await).unwrap()
}

async fn count(platform: &Platform, sql: &str) -> i64 {
    platform.fact(&format!("select count(*) {sql}")).await.as_i64().unwrap()
}

/// The letters one person got.
fn letters_to(server: &SmtpServer, someone: &Someone) -> Vec<Received> {
    server
        .received()
        .into_iter()
        .filter(|letter| letter.to == [someone.email.clone()])
        .collect()
}

fn reference(commitment: &Value) -> &str {
    commitment["reference"].as_str().unwrap()
}

fn uuid_of(commitment: &Value) -> uuid::Uuid {
    commitment["id"].as_str().unwrap().parse::<CommitmentId>().unwrap().0
}

/// One act on a commitment that needs a note or another value beside its version.
async fn act_on(platform: &Platform, someone: &Someone, act: &str, commitment: &Value, more: Value) -> Value {
    let mut input = json!({ "commitmentId": commitment["id"], "version": commitment["version"] });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    platform.done(someone, act, input, COMMITMENT).await["commitment"].clone()
}

/// Does something as the platform itself, in one transaction.
async fn as_platform<T, F>(platform: &Platform, work: F) -> schema::Result<T>
where
    for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<T>
        + schema::db::Work<&'r mut Connection, schema::Result<T>, Future: Send>
        + Send,
{
    platform.db.platform("story", work).await
}

/// A worker at work beside the story, until it is told to stop.
pub fn worker_runs(
    (env, pace, stop): (Env, Pace, tokio_util::sync::CancellationToken),
) -> tokio::task::JoinHandle<anyhow::Result<()>> {
    let here = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || here.block_on(workers::run(env, pace, stop)))
}
