//! Choosing another audience: narrowing retracts at once, widening is reviewed first, and nothing gets stuck between.

use super::scenes::{Cast, act, act_on_update, content, progress, seen_by, seen_by_all, step, step_update, update};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

fn to(audience: &str) -> Value {
    json!({ "audience": { "audience": audience } })
}

async fn to_norway(platform: &Platform) -> Value {
    let norway = platform.participant("NOR").await.to_string();
    json!({ "audience": { "audience": "NAMED", "participantIds": [norway] } })
}

#[tokio::test]
async fn narrowing_retracts_at_once_and_widening_returns_it_as_it_stood() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let norwegian = platform.person("NOR", Role::Drafter).await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let started = step(&platform, &cast.approver, "commitmentStart", &shown).await;
    let named = to_norway(&platform).await;
    let narrowed = act(&platform, &cast.approver, "commitmentSetAudience", &started, named).await["commitment"].clone();
    assert_eq!(narrowed["status"], "IN_PROGRESS");
    assert_eq!(seen_by_all(&platform, &shown).await, Value::Null);
    assert_eq!(seen_by(&platform, &cast.reviewer, &shown).await, Value::Null);
    assert_eq!(seen_by(&platform, &norwegian, &shown).await["status"], "IN_PROGRESS");

    let widened = act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &narrowed,
        to("PUBLIC"),
    )
    .await["commitment"]
        .clone();
    assert_eq!(widened["status"], "SUBMITTED", "nobody has reviewed it since");
    assert_eq!(seen_by_all(&platform, &shown).await, Value::Null);
    let note = json!({ "note": "Which ministry?" });
    let returned = act(&platform, &cast.reviewer, "commitmentReturn", &widened, note).await["commitment"].clone();

    let mut said = content("Name a point of contact in the ministry of the interior");
    said["indicativeOn"] = json!("2027-09-30");
    let edit = |note: &str| json!({ "content": said, "note": note });
    let refused = act(&platform, &cast.drafter, "commitmentEdit", &returned, edit("")).await;
    assert_eq!(
        refused["problems"][0]["field"], "note",
        "others have seen the old date: {refused}"
    );
    let edited = act(
        &platform,
        &cast.drafter,
        "commitmentEdit",
        &returned,
        edit("After the session."),
    )
    .await["commitment"]
        .clone();
    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &edited).await;
    step(&platform, &cast.reviewer, "commitmentPublish", &submitted).await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["status"], "IN_PROGRESS");
    assert_eq!(
        seen["dateRevisions"],
        json!([{ "field": "indicative_on", "oldOn": "2027-06-30", "newOn": "2027-09-30", "reason": "After the session." }])
    );
}

#[tokio::test]
async fn what_was_suspended_is_suspended_again_after_a_review() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut said = content("Name a point of contact");
    said["audience"] = json!({ "audience": "OWN" });
    let shown = cast.published(&platform, said).await;
    let started = step(&platform, &cast.approver, "commitmentStart", &shown).await;
    let note = json!({ "note": "Elections." });
    let suspended = act(&platform, &cast.approver, "commitmentSuspend", &started, note).await["commitment"].clone();
    let widened = act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &suspended,
        to("STATES"),
    )
    .await["commitment"]
        .clone();
    assert_eq!(widened["status"], "SUBMITTED");
    let published = step(&platform, &cast.reviewer, "commitmentPublish", &widened).await;
    assert_eq!(published["status"], "SUSPENDED");
    let resumed = step(&platform, &cast.approver, "commitmentResume", &published).await;
    assert_eq!(resumed["status"], "IN_PROGRESS");
}

#[tokio::test]
async fn what_nobody_can_review_any_more_does_not_wait_for_a_review() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let norwegian = platform.person("NOR", Role::Drafter).await;
    let draft = cast.draft(&platform, content("Name a point of contact")).await;
    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &draft).await;
    let named = to_norway(&platform).await;
    let shown = act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &submitted,
        named.clone(),
    )
    .await["commitment"]
        .clone();
    assert_eq!(shown["status"], "PUBLISHED", "as if it had been handed in so");
    assert_eq!(seen_by(&platform, &norwegian, &shown).await["status"], "PUBLISHED");

    let open = cast.published(&platform, content("Train investigators")).await;
    let waiting = update(&platform, &cast.approver, &open, progress("UNDER_WAY")).await;
    let waiting = step_update(&platform, &cast.approver, "progressUpdateSubmit", &waiting).await;
    let done = act_on_update(
        &platform,
        &cast.approver,
        "progressUpdateSetAudience",
        &waiting,
        named.clone(),
    )
    .await;
    assert_eq!(done["progressUpdate"]["status"], "PUBLISHED", "{done}");
    assert_eq!(seen_by_all(&platform, &open).await["updates"]["nodes"], json!([]));
    assert_eq!(
        seen_by_all(&platform, &open).await["status"],
        "PUBLISHED",
        "the status tells nothing of it"
    );
    assert_eq!(
        seen_by(&platform, &norwegian, &open).await["latestUpdate"]["id"],
        waiting["id"]
    );

    let other = update(&platform, &cast.approver, &open, progress("UNDER_WAY")).await;
    let other = step_update(&platform, &cast.approver, "progressUpdateSubmit", &other).await;
    act(&platform, &cast.approver, "commitmentSetAudience", &open, named).await;
    let nodes = seen_by(&platform, &cast.approver, &open).await["updates"]["nodes"].clone();
    let back = nodes
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["id"] == other["id"])
        .unwrap()
        .clone();
    assert_eq!(back["status"], "DRAFT", "its author decides who reads it now");
    let back = json!({ "id": other["id"], "version": other["version"].as_i64().unwrap() + 1 });
    let shown = step_update(&platform, &cast.approver, "progressUpdateSubmit", &back).await;
    assert_eq!(shown["status"], "PUBLISHED");
}

#[tokio::test]
async fn an_update_is_retracted_at_once_and_reviewed_before_more_may_read_it() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let open = cast.published(&platform, content("Train investigators")).await;
    let first = cast.reported(&platform, &open, progress("NOT_STARTED")).await;
    platform.days_pass(1);
    let told = cast.reported(&platform, &open, progress("NOT_STARTED")).await;
    let narrowed =
        act_on_update(&platform, &cast.approver, "progressUpdateSetAudience", &told, to("OWN")).await["progressUpdate"]
            .clone();
    assert_eq!(seen_by_all(&platform, &open).await["latestUpdate"]["id"], first["id"]);
    assert_eq!(
        seen_by(&platform, &cast.drafter, &open).await["latestUpdate"]["id"],
        told["id"]
    );
    let widened = act_on_update(
        &platform,
        &cast.approver,
        "progressUpdateSetAudience",
        &narrowed,
        to("PUBLIC"),
    )
    .await["progressUpdate"]
        .clone();
    assert_eq!(widened["status"], "SUBMITTED");
    assert_eq!(seen_by_all(&platform, &open).await["latestUpdate"]["id"], first["id"]);
    step_update(&platform, &cast.reviewer, "progressUpdatePublish", &widened).await;
    assert_eq!(seen_by_all(&platform, &open).await["latestUpdate"]["id"], told["id"]);
}

#[tokio::test]
async fn only_those_are_named_who_exist_and_only_own_organizations() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "NOR").await;
    let african = platform.person("SEN", Role::Approver).await;
    let mut said = content("Train investigators");
    said["jointParticipantIds"] = json!([platform.participant("SEN").await.to_string()]);
    let shown = cast.published(&platform, said).await;
    step(&platform, &african, "commitmentJoin", &shown).await;
    let mut content = progress("UNDER_WAY");
    content["audience"] = json!({ "audience": "NAMED", "participantIds": [ParticipantId::new().to_string()] });
    let input = |content: &Value| json!({ "commitmentId": shown["id"], "content": content });
    let refused = platform
        .try_act(
            &cast.drafter,
            "progressUpdateDraft",
            input(&content),
            "progressUpdate { id }",
        )
        .await;
    assert_eq!(refused["problems"][0]["code"], "INVALID_REFERENCE", "{refused}");
    content["audience"] =
        json!({ "audience": "ORGANIZATION", "organizationId": platform.participant("AU").await.to_string() });
    let refused = platform
        .try_act(
            &cast.drafter,
            "progressUpdateDraft",
            input(&content),
            "progressUpdate { id }",
        )
        .await;
    assert_eq!(refused["problems"][0]["code"], "NOT_A_MEMBER", "{refused}");
    update(&platform, &african, &shown, content).await;
}

#[tokio::test]
async fn what_was_reported_to_a_few_is_reviewed_before_it_is_shown_to_all_with_its_commitment() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut said = content("Train 200 investigators");
    said["audience"] = to_norway(&platform).await["audience"].clone();
    let few = cast.published(&platform, said).await;
    let submitted = async |content: Value| {
        let draft = update(&platform, &cast.drafter, &few, content).await;
        step_update(&platform, &cast.approver, "progressUpdateSubmit", &draft).await
    };
    let for_all = submitted(progress("UNDER_WAY")).await;
    assert_eq!(for_all["status"], "PUBLISHED", "as far as its commitment reaches");
    let mut to_a_few = progress("UNDER_WAY");
    to_a_few["audience"] = to_norway(&platform).await["audience"].clone();
    let stays = submitted(to_a_few).await;

    let now = seen_by(&platform, &cast.approver, &few).await;
    let widened =
        act(&platform, &cast.approver, "commitmentSetAudience", &now, to("PUBLIC")).await["commitment"].clone();
    assert_eq!(widened["status"], "SUBMITTED");
    step(&platform, &cast.reviewer, "commitmentPublish", &widened).await;
    let updates = "query Updates($id: ID!) { commitment(id: $id) { updates { nodes { id version status } } } }";
    let id = json!({ "id": few["id"] });
    let of_all = async || platform.visit(updates, id.clone()).await["data"]["commitment"]["updates"]["nodes"].clone();
    assert_eq!(of_all().await, json!([]), "nobody has reviewed what it says");
    let mine =
        platform.ask(&cast.approver, updates, id.clone()).await["data"]["commitment"]["updates"]["nodes"].clone();
    let status_of = |update: &Value| {
        let found = mine.as_array().unwrap().iter().find(|one| one["id"] == update["id"]);
        found.unwrap()["status"].clone()
    };
    assert_eq!(
        (status_of(&for_all), status_of(&stays)),
        (json!("SUBMITTED"), json!("PUBLISHED"))
    );
    let waiting = mine
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == for_all["id"])
        .unwrap();
    step_update(&platform, &cast.reviewer, "progressUpdatePublish", waiting).await;
    assert_eq!(of_all().await.as_array().unwrap().len(), 1);
}
