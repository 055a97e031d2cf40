//! The database goes away, or is slow, and comes back: what people are told meanwhile, and that nothing has to be restarted.

use crate::commitments::scenes::{Cast, content};
use crate::harness::{Platform, as_superuser};
use para29::pgboot::Cluster;
use reqwest::{Client, Response};
use schema::Scope;
use schema::actor::*;
use schema::{Connection, Occasion};
use serde_json::{Value, json};
use std::time::Duration;

async fn ask(base_url: &str, token: Option<&str>, query: &str, variables: Value) -> Response {
    let mut request = Client::new()
        .post(format!("{base_url}/graphql"))
        .header("Accept", "application/graphql-response+json")
        .json(&json!({ "query": query, "variables": variables }));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    request.send().await.unwrap()
}

async fn told(answer: Response) -> (u16, bool, Value) {
    let (status, has_wait) = (answer.status().as_u16(), answer.headers().contains_key("retry-after"));
    (status, has_wait, answer.json().await.unwrap())
}

const LIST: &str = "{ commitments(first: 1) { totalCount } }";
const DRAFT: &str = "mutation Draft($input: CommitmentDraftInput!) { commitmentDraft(input: $input) { commitment { id } problems { code } } }";

#[tokio::test]
async fn while_the_database_is_away_all_are_told_to_try_later_and_then_it_goes_on() {
    let scratch = std::env::temp_dir().join(format!("para29-outage-{}", uuid::Uuid::new_v4().simple()));
    let cluster = Cluster::start(&scratch).await.unwrap();
    let platform = Platform::on(&cluster).await;
    let served = platform.serve().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let token = platform.bearer(&someone).await;
    let url = served.base_url.clone();
    let draft = json!({ "input": { "participantId": platform.participant("SEN").await.to_string(), "content": content("Before") } });
    assert_eq!(ask(&url, None, LIST, json!({})).await.status(), 200);
    assert_eq!(ask(&url, Some(&token), DRAFT, draft.clone()).await.status(), 200);

    cluster.stop().await;
    for _ in 0..3 {
        let (status, has_wait, body) = told(ask(&url, None, LIST, json!({})).await).await;
        assert_eq!((status, has_wait), (503, true), "{body}");
        assert_eq!(body["errors"][0]["extensions"]["code"], "TRY_LATER", "{body}");
        let (status, has_wait, body) = told(ask(&url, Some(&token), DRAFT, draft.clone()).await).await;
        assert_eq!(
            (status, has_wait),
            (503, true),
            "nobody is told that they are signed out: {body}"
        );
        assert_eq!(body["errors"][0]["extensions"]["code"], "TRY_LATER", "{body}");
    }
    for page in ["/en/", "/ar/commitments", "/record/checkpoints.json"] {
        let page = reqwest::get(format!("{url}{page}")).await.unwrap();
        assert_eq!(page.status(), 503);
        assert!(page.headers().contains_key("retry-after"));
    }

    let cluster = Cluster::start(&scratch).await.unwrap();
    assert_eq!(ask(&url, None, LIST, json!({})).await.status(), 200);
    let (status, _, body) = told(ask(&url, Some(&token), DRAFT, draft).await).await;
    assert_eq!(status, 200);
    assert_eq!(body["data"]["commitmentDraft"]["problems"], json!([]), "{body}");
    assert_eq!(platform.fact("select count(*) from commitments").await, json!(2));
    drop((served, platform));
    cluster.stop().await;
    let _ = std::fs::remove_dir_all(&scratch);
}

#[tokio::test]
async fn an_act_whose_commit_breaks_off_is_told_as_unknown_and_done_once_when_asked_again() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let token = platform.bearer(&someone).await;
    let input = json!({ "input": { "participantId": platform.participant("SEN").await.to_string(), "content": content("Kept or not"),
        "idempotencyKey": "one and the same" } });
    // Breaks the line in the middle of the COMMIT.
    as_superuser(
        &superuser_url(&platform),
        "create function break_off() returns trigger language plpgsql security definer as $$
           begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
         create constraint trigger break_off after insert on commitments deferrable initially deferred
           for each row execute function break_off()",
    )
    .await;
    let (status, has_wait, body) = told(ask(&served.base_url, Some(&token), DRAFT, input.clone()).await).await;
    let extensions = &body["errors"][0]["extensions"];
    assert_eq!((status, has_wait), (503, true), "{body}");
    assert_eq!(
        (&extensions["code"], &extensions["outcome"]),
        (&json!("TRY_LATER"), &json!("UNKNOWN")),
        "{body}"
    );
    as_superuser(&superuser_url(&platform), "drop function break_off cascade").await;
    for _ in 0..2 {
        let (status, _, body) = told(ask(&served.base_url, Some(&token), DRAFT, input.clone()).await).await;
        assert_eq!(
            (status, &body["data"]["commitmentDraft"]["problems"]),
            (200, &json!([])),
            "{body}"
        );
    }
    assert_eq!(platform.fact("select count(*) from commitments").await, json!(1));
}

#[tokio::test]
async fn an_act_that_is_done_is_never_told_as_if_it_were_not_though_its_answer_is_lost() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let actor = platform.actor(&someone).await;
    let occasion = Occasion {
        now: platform.now(),
        request: "request".into(),
        act: "try",
        scope: Scope::File,
        once: None,
    };
    let act = platform
        .db
        .act(&actor, &occasion, async |_: &mut Connection| Ok(CommitmentId::new()));
    let (done, acted) = schema::db::noticing_acts(act).await;
    assert!(acted && done.is_ok());
    let (_, acted) = schema::db::noticing_acts(platform.visit(LIST, json!({}))).await;
    assert!(!acted, "a question is no act");
}

#[tokio::test]
async fn what_waits_too_long_or_meets_another_is_told_to_try_later() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let [one, other] = [
        cast.draft(&platform, content("One")).await,
        cast.draft(&platform, content("Another")).await,
    ]
    .map(|draft| draft["id"].as_str().unwrap().parse::<CommitmentId>().unwrap().0);
    let lock = |id: uuid::Uuid| format!("select from commitments where id = '{id}' for update");

    // Somebody else holds the record for longer than one waits for a lock.
    let (holder, connection) = tokio_postgres::connect(&platform.owner_url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    holder.batch_execute(&format!("begin; {}", lock(one))).await.unwrap();
    let input = json!({ "commitmentId": format!("commitment_{}", one.simple()), "version": 1 });
    let late = platform
        .try_act(&cast.approver, "commitmentSubmit", input.clone(), "commitment { id }")
        .await;
    assert_eq!(late["error"], "TRY_LATER", "{late}");
    holder.batch_execute("rollback").await.unwrap();
    let done = platform
        .try_act(&cast.approver, "commitmentSubmit", input, "commitment { id }")
        .await;
    assert_eq!(done["problems"], json!([]));

    // Two hold what the other needs; the database lets the act go, since the other one looks up later.
    let (holder, connection) = tokio_postgres::connect(&superuser_url(&platform), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    holder
        .batch_execute(&format!("set deadlock_timeout = '30s'; begin; {}", lock(other)))
        .await
        .unwrap();
    let input = json!({ "commitmentId": format!("commitment_{}", other.simple()), "version": 1, "idempotencyKey": "the key of both" });
    let meets = async {
        // Of whoever waits only the superuser is told.
        let waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while holder.query_opt(waiting, &[]).await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let same_key = format!(
            "insert into idempotency_keys (account_id, key, act, input_digest, at) values ('{}', 'the key of both', 'x', '', now())",
            cast.approver.account.0
        );
        holder.batch_execute(&same_key).await.unwrap();
    };
    let (met, ()) = tokio::join!(
        platform.try_act(&cast.approver, "commitmentSubmit", input.clone(), "commitment { id }"),
        meets
    );
    assert_eq!(met["error"], "TRY_LATER", "{met}");
    holder.batch_execute("rollback").await.unwrap();
    let done = platform
        .try_act(&cast.approver, "commitmentSubmit", input, "commitment { id }")
        .await;
    assert_eq!(done["problems"], json!([]));
}

/// The story's database, for the server's superuser.
fn superuser_url(platform: &Platform) -> String {
    platform.url.replacen("para29_login", "postgres", 1)
}

#[tokio::test]
async fn statements_cancelled_in_the_middle_spoil_no_connection_for_those_who_come_after() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let token = platform.bearer(&someone).await;
    let (operator, connection) = tokio_postgres::connect(&platform.url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let cancel = "select count(pg_cancel_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'para29_app'";
    for _ in 0..30 {
        let asked =
            futures_util::future::join_all((0..8).map(|_| ask(&served.base_url, Some(&token), LIST, json!({}))));
        let cancelled = async {
            for _ in 0..20 {
                operator.query_one(cancel, &[]).await.unwrap();
            }
        };
        tokio::join!(asked, cancelled);
    }
    for _ in 0..40 {
        let (status, _, body) = told(ask(&served.base_url, Some(&token), LIST, json!({})).await).await;
        assert_eq!((status, &body["errors"]), (200, &Value::Null), "{body}");
    }
}
