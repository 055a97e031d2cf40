//! The audit as an auditor reads it, and a person who is forgotten.

use super::desk;
use crate::commitments::scenes::{COMMITMENT, Cast, content, step};
use crate::harness::{Platform, Someone};
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

/// All changes that an auditor is shown of a kind of record, with values as JSON texts by field.
async fn shown(platform: &Platform, auditor: &Someone, kind: &str) -> Vec<Value> {
    let query = "query C($f: ChangeFilter) { changes(filter: $f, first: 100) { nodes {
        act recordKind recordId operation accountId requestId onBehalfOf { code } fields areValuesShown values { field before after } } } }";
    let answer = platform
        .ask(auditor, query, json!({ "f": { "recordKind": kind } }))
        .await;
    answer["data"]["changes"]["nodes"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"))
        .clone()
}

fn value<'a>(change: &'a Value, field: &str, when: &str) -> &'a Value {
    let values = change["values"].as_array().unwrap();
    values
        .iter()
        .find(|value| value["field"] == field)
        .map_or(&Value::Null, |value| &value[when])
}

/// What hangs on a record says no more than the record: a public link under a record for States is for States.
#[tokio::test]
async fn an_auditor_reads_parts_of_public_records_and_of_no_other() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut for_states = content("For States alone");
    for_states["audience"] = json!({ "audience": "STATES" });
    let hidden = cast.published(&platform, for_states).await;
    let open = cast.published(&platform, content("For everybody")).await;
    for (record, word) in [(&hidden, "whispered"), (&open, "spoken")] {
        let id = &record["id"];
        let input = json!({ "commitmentId": id, "title": word, "url": format!("https://example.org/{word}") });
        platform
            .done(&cast.approver, "evidenceLink", input, "evidence { id }")
            .await;
        let input = json!({ "commitmentId": id, "title": [{ "language": "EN", "text": word }], "originalLanguage": "EN", "dueOn": "2027-01-01" });
        platform
            .done(&cast.approver, "milestoneAdd", input, "milestone { id }")
            .await;
        let input = json!({ "commitmentId": id, "version": record["version"], "date": "INDICATIVE_ON", "newOn": "2028-01-31", "reason": word });
        platform
            .done(&cast.approver, "commitmentReviseDate", input, "commitment { id }")
            .await;
        let input = json!({ "commitmentId": id, "content": { "reportedState": "UNDER_WAY", "originalLanguage": "EN",
            "narrative": [{ "language": "EN", "text": word }] } });
        platform
            .done(&cast.approver, "progressUpdateDraft", input, "progressUpdate { id }")
            .await;
    }
    for (kind, shown_count) in [
        ("evidence", 1),
        ("milestones", 1),
        ("date_revisions", 1),
        ("progress_updates", 0),
    ] {
        let changes = shown(&platform, &auditor, kind).await;
        let with_values = changes.iter().filter(|change| change["areValuesShown"] == true).count();
        assert_eq!(
            (changes.len(), with_values),
            (2, shown_count),
            "{kind}: drafts of updates are their drafter's"
        );
        let text = json!(changes).to_string();
        assert!(!text.contains("whispered"), "{kind}");
        assert_eq!(text.contains("spoken"), shown_count == 1, "{kind}");
    }
    let milestone = &shown(&platform, &auditor, "milestones").await[0];
    assert_eq!(value(milestone, "due_on", "after"), "\"2027-01-01\"");
    assert_eq!(milestone["onBehalfOf"]["code"], "SEN");
}

#[tokio::test]
async fn what_was_restricted_before_or_is_now_stays_unread_in_the_audit() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("The wording of a draft")).await;
    let edit =
        json!({ "commitmentId": draft["id"], "version": draft["version"], "content": content("The wording for all") });
    let edited = platform.done(&cast.drafter, "commitmentEdit", edit, COMMITMENT).await["commitment"].clone();
    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &edited).await;
    let published = step(&platform, &cast.reviewer, "commitmentPublish", &submitted).await;
    let changes = shown(&platform, &auditor, "commitments").await;
    assert!(!json!(changes).to_string().contains("The wording of a draft"));
    let publishing = changes
        .iter()
        .find(|change| !value(change, "published_at", "after").is_null())
        .unwrap();
    assert_eq!(
        value(publishing, "published_at", "before"),
        &Value::Null,
        "nothing of how it was before"
    );
    assert!(
        value(publishing, "is_public", "before").is_null(),
        "not even that it was hidden"
    );
    assert!(changes.iter().any(|change| change["areValuesShown"] == true));

    let narrow =
        json!({ "commitmentId": draft["id"], "version": published["version"], "audience": { "audience": "OWN" } });
    platform
        .done(&cast.approver, "commitmentSetAudience", narrow, "commitment { id }")
        .await;
    let changes = shown(&platform, &auditor, "commitments").await;
    assert!(
        changes.iter().all(|change| change["areValuesShown"] == false),
        "{changes:?}"
    );
}

#[tokio::test]
async fn an_auditor_reads_which_role_was_granted_to_whom_but_no_names_addresses_or_secrets() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let (someone, participant) = (platform.someone().await, platform.participant("SEN").await);
    let input = json!({ "accountId": someone.account.to_string(), "participantId": participant.to_string(), "role": "DRAFTER" });
    let answer = platform
        .try_act(&administrator, "appointmentGrant", input, "appointment { id }")
        .await;
    assert_eq!(answer["problems"], json!([]), "{answer}");
    let changes = shown(&platform, &auditor, "appointments").await;
    let granted = changes
        .iter()
        .find(|change| change["accountId"] == administrator.account.to_string())
        .unwrap();
    assert_eq!(value(granted, "role", "after"), "\"drafter\"");
    assert_eq!(
        value(granted, "account_id", "after"),
        &json!(format!("\"{}\"", someone.account.0))
    );
    assert_eq!(
        value(granted, "participant_id", "after"),
        &json!(format!("\"{}\"", participant.0))
    );
    let accounts = json!(shown(&platform, &auditor, "accounts").await).to_string();
    assert!(accounts.contains("\\\"set\\\"") && !accounts.contains(&someone.email) && !accounts.contains("A person"));
}

#[tokio::test]
async fn the_audit_names_the_participant_that_was_acted_for_and_the_request() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    // Serves two States, and Kenya first.
    let someone = platform.person("KEN", Role::Drafter).await;
    platform
        .appoint(&someone, Some(platform.participant("SEN").await), Role::Drafter)
        .await;
    let token = platform.bearer(&someone).await;
    for code in ["SEN", "KEN"] {
        let input =
            json!({ "participantId": platform.participant(code).await.to_string(), "content": content("A pledge") });
        let query = "mutation D($input: CommitmentDraftInput!) { commitmentDraft(input: $input) { commitment { id } problems { code } } }";
        let answer = reqwest::Client::new()
            .post(format!("{}/graphql", served.base_url))
            .bearer_auth(&token)
            .json(&json!({ "query": query, "variables": { "input": input } }))
            .send()
            .await
            .unwrap();
        let request = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let answer: Value = answer.json().await.unwrap();
        let id = &answer["data"]["commitmentDraft"]["commitment"]["id"];
        let changes = shown(&platform, &auditor, "commitments").await;
        let change = changes
            .iter()
            .find(|change| change["recordId"] == *id)
            .unwrap_or_else(|| panic!("{answer}"));
        assert_eq!(change["act"], "commitmentDraft");
        assert_eq!(change["accountId"], someone.account.to_string());
        assert_eq!(change["requestId"], request);
        assert_eq!(change["onBehalfOf"]["code"], code);
    }
    let input = json!({ "version": 1, "name": "Another name" });
    platform.done(&someone, "accountEdit", input, "account { id }").await;
    let own = &shown(&platform, &auditor, "accounts").await[0];
    assert_eq!(own["accountId"], someone.account.to_string());
    assert_eq!(
        own["onBehalfOf"],
        Value::Null,
        "one's own name is changed for nobody else"
    );
}

/// Also what has no id of its own is found again in the audit by its key.
#[tokio::test]
async fn rows_without_an_id_are_named_by_their_key_and_only_what_differs_is_recorded() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let provisions = platform
        .fact("select jsonb_agg('provision_' || replace(id::text, '-', '')) from (select id from provisions order by reference limit 2) as p")
        .await;
    let mut said = content("Answers two provisions");
    said["provisionIds"] = provisions.clone();
    let draft = cast.draft(&platform, said.clone()).await;
    said["provisionIds"] = json!([provisions[1]]);
    let edit = json!({ "commitmentId": draft["id"], "version": draft["version"], "content": said });
    platform
        .done(&cast.drafter, "commitmentEdit", edit, "commitment { id }")
        .await;
    let recorded = platform
        .fact(
            "select jsonb_agg(operation || ' ' || (row_id = p.id || '/' || c.id)::text order by seq) from changes,
             (select id from provisions order by reference limit 1) as p, commitments as c
             where table_name = 'commitment_provisions' and operation <> 'INSERT'",
        )
        .await;
    assert_eq!(recorded, json!(["DELETE true"]));
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

#[tokio::test]
async fn a_moment_beyond_the_calendar_is_refused_as_such() {
    let platform = Platform::start().await;
    let auditor = platform.secretariat(Role::Auditor).await;
    for (field, at) in [
        ("since", "-9999-01-01T00:00:00Z"),
        ("until", "+262142-12-31T00:00:00Z"),
        ("since", "0000-01-01T00:00:00Z"),
    ] {
        let query = format!("{{ changes(first: 1, filter: {{ {field}: \"{at}\" }}) {{ totalCount }} }}");
        let answer = platform.ask(&auditor, &query, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_INPUT", "{answer}");
    }
}
