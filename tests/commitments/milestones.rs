//! The steps on the way to a commitment: moved with a reason, reached on a day, or no longer pursued.

use super::scenes::{Cast, content};
use crate::harness::{Platform, Someone};
use serde_json::{Value, json};

const FIELDS: &str = "milestone { id version status dueOn reachedOn }";

async fn add(platform: &Platform, someone: &Someone, commitment: &Value, title: &str) -> Value {
    let input = json!({ "commitmentId": commitment["id"], "title": [{ "language": "EN", "text": title }], "originalLanguage": "EN", "dueOn": "2027-01-31" });
    platform.done(someone, "milestoneAdd", input, FIELDS).await["milestone"].clone()
}

async fn act(platform: &Platform, someone: &Someone, act: &str, milestone: &Value, with: Value) -> Value {
    let mut input = with;
    input["milestoneId"] = milestone["id"].clone();
    input["version"] = milestone["version"].clone();
    platform.try_act(someone, act, input, FIELDS).await
}

#[tokio::test]
async fn a_milestone_is_moved_reached_or_dropped_and_all_can_see_it() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Train investigators")).await;
    let law = add(&platform, &cast.drafter, &draft, "A law").await;
    let moved = act(
        &platform,
        &cast.drafter,
        "milestoneRevise",
        &law,
        json!({ "dueOn": "2027-02-28", "reason": "" }),
    )
    .await;
    let law = moved["milestone"].clone();
    assert_eq!(law["dueOn"], "2027-02-28", "a draft is nobody else's business: {moved}");

    let shown = cast.published(&platform, content("Train investigators")).await;
    let input = json!({ "commitmentId": shown["id"], "title": [{ "language": "EN", "text": "A law" }], "originalLanguage": "EN", "dueOn": "2027-01-31" });
    let refused = platform.try_act(&cast.drafter, "milestoneAdd", input, FIELDS).await;
    assert_eq!(
        refused["error"], "FORBIDDEN",
        "what is shown at once takes those who clear"
    );
    let law = add(&platform, &cast.approver, &shown, "A law").await;
    let school = add(&platform, &cast.approver, &shown, "A school").await;
    let to = |reason: &str| json!({ "dueOn": "2027-03-31", "reason": reason });
    let refused = act(&platform, &cast.approver, "milestoneRevise", &law, to("")).await;
    assert_eq!(refused["problems"][0]["field"], "reason", "{refused}");
    let law = act(
        &platform,
        &cast.approver,
        "milestoneRevise",
        &law,
        to("Second reading."),
    )
    .await["milestone"]
        .clone();
    for (day, code) in [("2026-11-24", "IN_THE_FUTURE"), ("2026-01-14", "DATES_OUT_OF_ORDER")] {
        let refused = act(
            &platform,
            &cast.approver,
            "milestoneReach",
            &law,
            json!({ "reachedOn": day }),
        )
        .await;
        let told: Vec<_> = refused["problems"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|problem| &problem["code"])
            .collect();
        assert!(told.contains(&&json!(code)), "{day}: {refused}");
    }
    let reached = act(
        &platform,
        &cast.approver,
        "milestoneReach",
        &law,
        json!({ "reachedOn": "2026-11-20" }),
    )
    .await["milestone"]
        .clone();
    let late = act(&platform, &cast.approver, "milestoneDrop", &reached, json!({})).await;
    assert_eq!(
        late["problems"][0]["code"], "WRONG_STATE",
        "what was reached was reached"
    );
    let stale = act(
        &platform,
        &cast.approver,
        "milestoneReach",
        &law,
        json!({ "reachedOn": "2026-11-20" }),
    )
    .await;
    assert_eq!(stale["problems"][0]["code"], "CONFLICT");
    act(&platform, &cast.approver, "milestoneDrop", &school, json!({})).await;

    let query = "query Steps($id: ID!) { commitment(id: $id) { milestoneCount milestoneReachedCount
        milestones { title { text } status dueOn reachedOn } dateRevisions { field oldOn newOn reason } } }";
    let seen = platform.visit(query, json!({ "id": shown["id"] })).await;
    assert_eq!(
        seen["data"]["commitment"],
        json!({
            "milestoneCount": 1, "milestoneReachedCount": 1,
            "milestones": [
                { "title": { "text": "A law" }, "status": "REACHED", "dueOn": "2027-03-31", "reachedOn": "2026-11-20" },
                { "title": { "text": "A school" }, "status": "DROPPED", "dueOn": "2027-01-31", "reachedOn": null },
            ],
            "dateRevisions": [{ "field": "due_on", "oldOn": "2027-01-31", "newOn": "2027-03-31", "reason": "Second reading." }],
        })
    );
}
