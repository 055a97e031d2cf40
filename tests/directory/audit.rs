//! The audit as an auditor reads it, and a person who is forgotten.

use super::desk;
use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

const CHANGES: &str = "query C($f: ChangeFilter, $after: String) { changes(filter: $f, first: 3, after: $after) {
    nodes { act recordKind recordId operation accountId fields areValuesShown values { field before after } }
    pageInfo { hasNextPage endCursor } } }";

#[tokio::test]
async fn an_auditor_reads_who_did_what_but_values_only_of_public_records() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Something kept to ourselves")).await;
    let filter = json!({ "recordId": draft["id"] });
    let answer = platform.ask(&auditor, CHANGES, json!({ "f": filter })).await;
    let change = &answer["data"]["changes"]["nodes"][0];
    assert_eq!(change["act"], "commitmentDraft", "{answer}");
    assert_eq!(change["accountId"], cast.drafter.account.to_string());
    assert_eq!(
        (&change["operation"], &change["recordId"]),
        (&json!("ADDED"), &draft["id"])
    );
    assert!(change["fields"].as_array().unwrap().contains(&json!("title")));
    assert_eq!(
        (&change["areValuesShown"], &change["values"]),
        (&json!(false), &json!([]))
    );
    assert!(!answer.to_string().contains("ourselves"));

    let shown = cast.published(&platform, content("Something for everybody")).await;
    let answer = platform
        .ask(&auditor, CHANGES, json!({ "f": { "recordId": shown["id"] } }))
        .await;
    let change = &answer["data"]["changes"]["nodes"][0];
    assert_eq!(change["areValuesShown"], true, "{answer}");
    let status = change["values"]
        .as_array()
        .unwrap()
        .iter()
        .find(|value| value["field"] == "status")
        .unwrap();
    assert_eq!(status["after"], "\"published\"");
}

#[tokio::test]
async fn only_auditors_read_the_audit_and_they_read_nothing_else() {
    let platform = Platform::start().await;
    for role in [Role::Administrator, Role::Editor, Role::Reviewer] {
        let someone = platform.secretariat(role).await;
        let refused = platform.ask(&someone, CHANGES, json!({})).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN", "{role}");
    }
    assert_eq!(
        platform.visit(CHANGES, json!({})).await["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );
    let auditor = platform.secretariat(Role::Auditor).await;
    assert_eq!(
        platform.actor(&auditor).await.person().unwrap().keys,
        ["auditor", "public"]
    );
    let refused = platform.ask(&auditor, "{ accounts { nodes { id } } }", json!({})).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[tokio::test]
async fn the_audit_is_paged_by_key_and_filtered() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    let administrator = platform.secretariat(Role::Administrator).await;
    for _ in 0..5 {
        let someone = platform.someone().await;
        let whom = json!({ "accountId": someone.account.to_string() });
        platform
            .done(&administrator, "accountDisable", whom, "account { id }")
            .await;
    }
    let filter =
        json!({ "act": "accountDisable", "recordKind": "accounts", "accountId": administrator.account.to_string() });
    let (mut seen, mut after) = (vec![], Value::Null);
    loop {
        let answer = platform
            .ask(&auditor, CHANGES, json!({ "f": filter, "after": after }))
            .await;
        let page = &answer["data"]["changes"];
        seen.extend(
            page["nodes"]
                .as_array()
                .unwrap_or_else(|| panic!("{answer}"))
                .iter()
                .map(|node| node["recordId"].to_string()),
        );
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen.len(), 5);
    seen.dedup();
    assert_eq!(seen.len(), 5);
    let wrong = platform
        .ask(&auditor, CHANGES, json!({ "f": { "recordId": "commitment_7" } }))
        .await;
    assert_eq!(wrong["errors"][0]["extensions"]["code"], "BAD_INPUT");
}

#[tokio::test]
async fn a_person_is_forgotten_everywhere_and_what_they_did_stays() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    desk::act(
        &platform,
        &client.access,
        "accountEdit",
        json!({ "version": 1, "name": "Amina Diallo" }),
        "account { id }",
    )
    .await;
    let whom = json!({ "accountId": someone.account.to_string() });
    let too_early = platform
        .try_act(&administrator, "accountErase", whom.clone(), "account { id }")
        .await;
    assert_eq!(desk::problem(&too_early), "WRONG_STATE", "barred first");
    platform
        .done(&administrator, "accountDisable", whom.clone(), "account { id }")
        .await;
    let erased = platform
        .done(
            &administrator,
            "accountErase",
            whom.clone(),
            "account { name email appointments { id } }",
        )
        .await;
    assert_eq!(erased["account"]["name"], "");
    assert_eq!(erased["account"]["appointments"], json!([]));
    for table in [
        "accounts",
        "sessions",
        "changes",
        "jobs",
        "letters",
        "api_tokens",
        "one_time_tokens",
    ] {
        let rows = platform
            .fact(&format!("select jsonb_agg(to_jsonb(t)) from {table} t"))
            .await
            .to_string();
        assert!(
            !rows.contains("Amina Diallo") && !rows.contains(&someone.email),
            "{table}: {rows}"
        );
    }
    let acts = platform
        .fact(&format!(
            "select count(*) from changes where account_id = '{}'",
            someone.account.0
        ))
        .await;
    assert!(acts.as_i64().unwrap() > 0, "under an id that names nobody");
    let back = platform
        .try_act(&administrator, "accountEnable", whom, "account { id }")
        .await;
    assert_eq!(desk::problem(&back), "WRONG_STATE", "for good");
}
