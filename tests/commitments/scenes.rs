//! What many stories begin with.

use crate::harness::{Platform, Someone};
use schema::Actor;
use schema::actor::*;
use serde_json::{Value, json};

pub const COMMITMENT: &str = "commitment { id reference version status audience dueOn }";
pub const UPDATE: &str = "progressUpdate { id version status statusNote period reportedOn }";

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

/// One act on a commitment with what it needs beside the version; gives the whole payload, or the error.
pub async fn act(platform: &Platform, someone: &Someone, act: &str, commitment: &Value, with: Value) -> Value {
    let mut input = with;
    input["commitmentId"] = commitment["id"].clone();
    input["version"] = commitment["version"].clone();
    let fields = "commitment { id reference version status statusNote audience }";
    platform.try_act(someone, act, input, fields).await
}

/// What an update says.
pub fn progress(state: &str) -> Value {
    json!({ "reportedState": state, "originalLanguage": "EN", "narrative": [{ "language": "EN", "text": "What was done" }] })
}

/// A drafted update; gives the update.
pub async fn update(platform: &Platform, someone: &Someone, commitment: &Value, content: Value) -> Value {
    let input = json!({ "commitmentId": commitment["id"], "content": content });
    platform.done(someone, "progressUpdateDraft", input, UPDATE).await["progressUpdate"].clone()
}

/// One act on an update with what it needs beside the version; gives the whole payload, or the error.
pub async fn act_on_update(platform: &Platform, someone: &Someone, act: &str, update: &Value, with: Value) -> Value {
    let mut input = with;
    input["progressUpdateId"] = update["id"].clone();
    input["version"] = update["version"].clone();
    platform.try_act(someone, act, input, UPDATE).await
}

/// As `act_on_update`, with nothing but the version; gives the update as it is then.
pub async fn step_update(platform: &Platform, someone: &Someone, act: &str, update: &Value) -> Value {
    let payload = act_on_update(platform, someone, act, update, json!({})).await;
    assert_eq!(payload["problems"], json!([]), "{act}: {payload}");
    payload["progressUpdate"].clone()
}

/// The commitment as a visitor sees it; nothing where there is none for a visitor.
pub async fn seen_by_all(platform: &Platform, commitment: &Value) -> Value {
    seen(platform, None, commitment).await
}

/// The commitment as somebody sees it.
pub async fn seen_by(platform: &Platform, someone: &Someone, commitment: &Value) -> Value {
    seen(platform, Some(someone), commitment).await
}

async fn seen(platform: &Platform, someone: Option<&Someone>, commitment: &Value) -> Value {
    let query = "query Seen($id: ID!) { commitment(id: $id) { id version status statusNote reportingLight reportingSince provenance
        legalForce readiness madeOn dueOn confirmedAt acts latestUpdate { id status reportedState noChangeSince }
        updates(first: 50) { nodes { id status statusNote } } supersededBy { reference } supersedes { reference latestUpdate { id } }
        jointParticipants { code } joinedParticipants { code } dateRevisions { field oldOn newOn reason } } }";
    let variables = json!({ "id": commitment["id"] });
    let answer = match someone {
        Some(someone) => platform.ask(someone, query, variables).await,
        None => platform.visit(query, variables).await,
    };
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"]["commitment"].clone()
}

impl Cast {
    /// An update of the State, cleared, reviewed where it is reviewed, and shown; gives the update.
    pub async fn reported(&self, platform: &Platform, commitment: &Value, content: Value) -> Value {
        let draft = update(platform, &self.approver, commitment, content).await;
        let submitted = step_update(platform, &self.approver, "progressUpdateSubmit", &draft).await;
        if submitted["status"] == "SUBMITTED" {
            step_update(platform, &self.reviewer, "progressUpdatePublish", &submitted).await
        } else {
            submitted
        }
    }
}

/// The update, withdrawn by the State that shared it.
pub async fn withdrawn(platform: &Platform, cast: &Cast, update: &Value) {
    let note = json!({ "note": "An error" });
    let gone = act_on_update(platform, &cast.approver, "progressUpdateWithdraw", update, note).await;
    assert_eq!(gone["problems"], json!([]), "{gone}");
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
