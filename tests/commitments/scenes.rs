//! What many stories begin with.

use crate::harness::{Platform, Someone};
use schema::Actor;
use schema::actor::*;
use serde_json::{Value, json};

pub const COMMITMENT: &str = "commitment { id reference version status audience }";

/// What a commitment says, with a title of the story's own.
pub fn content(title: &str) -> Value {
    json!({
        "title": [{ "language": "EN", "text": title }],
        "originalLanguage": "EN",
        "madeOn": "2026-01-15",
        "indicativeOn": "2027-06-30",
    })
}

/// The people of one State and of the secretariat.
pub struct Cast {
    pub state: ParticipantId,
    pub drafter: Someone,
    pub approver: Someone,
    pub reviewer: Someone,
}

impl Cast {
    pub async fn of(platform: &Platform, code: &str) -> Self {
        Self {
            state: platform.participant(code).await,
            drafter: platform.person(code, Role::Drafter).await,
            approver: platform.person(code, Role::Approver).await,
            reviewer: platform.secretariat(Role::Reviewer).await,
        }
    }

    /// A draft; gives the commitment.
    pub async fn draft(&self, platform: &Platform, content: Value) -> Value {
        let input = json!({ "participantId": self.state.to_string(), "content": content });
        platform.done(&self.drafter, "commitmentDraft", input, COMMITMENT).await["commitment"].clone()
    }

    /// A commitment shown to its audience; gives the commitment.
    pub async fn published(&self, platform: &Platform, content: Value) -> Value {
        let draft = self.draft(platform, content).await;
        let submitted = step(platform, &self.approver, "commitmentSubmit", &draft).await;
        if submitted["status"] == "SUBMITTED" {
            step(platform, &self.reviewer, "commitmentPublish", &submitted).await
        } else {
            submitted
        }
    }
}

/// One act that needs nothing but the version; gives the commitment as it is then.
pub async fn step(platform: &Platform, someone: &Someone, act: &str, commitment: &Value) -> Value {
    let input = json!({ "commitmentId": commitment["id"], "version": commitment["version"] });
    platform.done(someone, act, input, COMMITMENT).await["commitment"].clone()
}

/// How many rows of a table row-level security alone lets an asker reach.
pub async fn rows_beneath(platform: &Platform, asker: Option<&Someone>, table: &str) -> i64 {
    let settings = match asker {
        None => "set local role para29_visitor".to_owned(),
        Some(someone) => {
            let Actor::Person(person) = platform.actor(someone).await else {
                unreachable!()
            };
            format!(
                "set local role para29_app; select set_config('app.actor', '{}', true), set_config('app.keys', '{}', true)",
                person.account.0,
                person.keys.join(",")
            )
        }
    };
    let (client, connection) = tokio_postgres::connect(&platform.url, tokio_postgres::NoTls)
        .await
        .unwrap();
    let _talking = tokio::spawn(connection);
    client.batch_execute(&format!("begin; {settings}")).await.unwrap();
    client
        .query_one(&format!("select count(*) from {table}"), &[])
        .await
        .unwrap()
        .get(0)
}
