//! A commitment's life, as its people and its readers see it.

use super::scenes::{COMMITMENT, Cast, content, step};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

const SEEN: &str =
    "query Seen($id: ID!) { commitment(id: $id) { reference status participant { code } title { text } } }";

#[tokio::test]
async fn a_commitment_is_drafted_cleared_reviewed_and_shown() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Name a point of contact")).await;
    assert_eq!(draft["status"], "DRAFT");
    assert_eq!(
        platform.visit(SEEN, json!({ "id": draft["id"] })).await["data"]["commitment"],
        Value::Null
    );

    let refused = platform
        .try_act(
            &cast.drafter,
            "commitmentSubmit",
            json!({ "commitmentId": draft["id"], "version": draft["version"] }),
            COMMITMENT,
        )
        .await;
    assert_eq!(refused["error"], "FORBIDDEN", "a drafter does not clear");

    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &draft).await;
    assert_eq!(submitted["status"], "SUBMITTED");
    let returned = platform
        .done(
            &cast.reviewer,
            "commitmentReturn",
            json!({ "commitmentId": draft["id"], "version": submitted["version"], "note": "Would a date be possible?" }),
            "commitment { id version status statusNote }",
        )
        .await;
    assert_eq!(returned["commitment"]["statusNote"], "Would a date be possible?");
    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &returned["commitment"]).await;
    let published = step(&platform, &cast.reviewer, "commitmentPublish", &submitted).await;
    assert_eq!(published["status"], "PUBLISHED");
    let seen = platform.visit(SEEN, json!({ "id": draft["id"] })).await;
    assert_eq!(seen["data"]["commitment"]["participant"]["code"], "SEN");
    assert_eq!(seen["data"]["commitment"]["title"]["text"], "Name a point of contact");
}

#[tokio::test]
async fn an_act_on_a_stale_version_tells_the_present_one() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Name a point of contact")).await;
    step(&platform, &cast.approver, "commitmentSubmit", &draft).await;
    let late = platform
        .try_act(
            &cast.approver,
            "commitmentWithdraw",
            json!({ "commitmentId": draft["id"], "version": draft["version"] }),
            COMMITMENT,
        )
        .await;
    assert_eq!(late["problems"][0]["code"], "CONFLICT", "{late}");
    assert_eq!(late["commitment"]["status"], "SUBMITTED");
    assert_eq!(late["commitment"]["version"], 2);
}

#[tokio::test]
async fn an_update_lights_the_commitment_and_no_change_is_one_act() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let light = "query Light($id: ID!) { commitment(id: $id) { status reportingLight reportingSince latestUpdate { reportedState } } }";
    platform.days_pass(366);
    let before = platform.visit(light, json!({ "id": shown["id"] })).await;
    assert_eq!(
        before["data"]["commitment"]["reportingLight"], "UPDATE_INVITED",
        "{before}"
    );

    let update = json!({ "commitmentId": shown["id"], "content": {
        "reportedState": "UNDER_WAY", "originalLanguage": "FR", "narrative": [{ "language": "FR", "text": "Le point de contact est désigné." }],
    } });
    let fields = "progressUpdate { id version status }";
    let update = platform
        .done(&cast.drafter, "progressUpdateDraft", update, fields)
        .await["progressUpdate"]
        .clone();
    let mut update = update;
    for (someone, act) in [
        (&cast.drafter, "progressUpdateSendForClearance"),
        (&cast.approver, "progressUpdateSubmit"),
        (&cast.reviewer, "progressUpdatePublish"),
    ] {
        let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
        update = platform.done(someone, act, input, fields).await["progressUpdate"].clone();
    }
    let after = platform.visit(light, json!({ "id": shown["id"] })).await;
    assert_eq!(after["data"]["commitment"]["reportingLight"], "CURRENT");
    assert_eq!(
        after["data"]["commitment"]["status"], "IN_PROGRESS",
        "the status follows the report"
    );

    platform.days_pass(400);
    platform
        .done(
            &cast.approver,
            "progressUpdateNoChange",
            json!({ "commitmentId": shown["id"] }),
            fields,
        )
        .await;
    let after = platform.visit(light, json!({ "id": shown["id"] })).await;
    assert_eq!(after["data"]["commitment"]["reportingLight"], "CURRENT");
    assert_eq!(
        after["data"]["commitment"]["latestUpdate"]["reportedState"],
        "NO_CHANGE"
    );
}

#[tokio::test]
async fn what_another_reports_stays_unconfirmed_until_the_state_acts() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let institute = platform.new_participant("academia", "Institute of Dialogue").await;
    let reporter = platform.person_of(institute, Role::Stakeholder).await;
    let mut said = content("Train 200 investigators");
    let without_source = json!({ "participantId": cast.state.to_string(), "content": said });
    let refused = platform
        .try_act(&reporter, "commitmentReport", without_source, COMMITMENT)
        .await;
    assert_eq!(refused["problems"][0]["field"], "source");
    said["source"] = json!({ "url": "https://example.org/statement" });
    let reported = platform
        .done(
            &reporter,
            "commitmentReport",
            json!({ "participantId": cast.state.to_string(), "content": said }),
            COMMITMENT,
        )
        .await["commitment"]
        .clone();
    assert_eq!(reported["status"], "UNCONFIRMED");
    assert_eq!(
        platform.visit(SEEN, json!({ "id": reported["id"] })).await["data"]["commitment"],
        Value::Null,
        "not before review"
    );
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &reported).await;
    assert_eq!(shown["status"], "UNCONFIRMED");
    let seen = platform.visit(SEEN, json!({ "id": reported["id"] })).await;
    assert_eq!(seen["data"]["commitment"]["status"], "UNCONFIRMED");
    let refused = platform
        .try_act(
            &reporter,
            "commitmentConfirm",
            json!({ "commitmentId": shown["id"], "version": shown["version"] }),
            COMMITMENT,
        )
        .await;
    assert_eq!(
        refused["error"], "FORBIDDEN",
        "silence of the State is not consent, nor is another's word"
    );
    let confirmed = step(&platform, &cast.approver, "commitmentConfirm", &shown).await;
    assert_eq!(confirmed["status"], "PUBLISHED");
}

#[tokio::test]
async fn a_revised_date_keeps_the_old_one_and_its_reason() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let mut input = json!({ "commitmentId": shown["id"], "version": shown["version"], "date": "INDICATIVE_ON", "newOn": "2027-12-31", "reason": "" });
    let refused = platform
        .try_act(&cast.approver, "commitmentReviseDate", input.clone(), COMMITMENT)
        .await;
    assert_eq!(refused["problems"][0]["field"], "reason");
    input["reason"] = json!("Parliament resumes in autumn.");
    let fields = "commitment { dueOn dateRevisions { field oldOn newOn reason } }";
    let revised = platform
        .done(&cast.approver, "commitmentReviseDate", input, fields)
        .await;
    assert_eq!(
        revised["commitment"],
        json!({ "dueOn": "2027-12-31", "dateRevisions": [
            { "field": "indicative_on", "oldOn": "2027-06-30", "newOn": "2027-12-31", "reason": "Parliament resumes in autumn." }
        ] })
    );
}

#[tokio::test]
async fn twenty_of_the_same_key_make_one_record() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let input = json!({ "participantId": cast.state.to_string(), "content": content("Once"), "idempotencyKey": "filed-on-a-slow-link" });
    let asks = (0..20).map(|_| platform.done(&cast.drafter, "commitmentDraft", input.clone(), COMMITMENT));
    let answers = futures_util::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!(platform.fact("select count(*) from commitments").await, 1);
    let other = json!({ "participantId": cast.state.to_string(), "content": content("Twice"), "idempotencyKey": "filed-on-a-slow-link" });
    let refused = platform
        .try_act(&cast.drafter, "commitmentDraft", other, COMMITMENT)
        .await;
    assert_eq!(refused["problems"][0]["code"], "KEY_REUSED");
}

#[tokio::test]
async fn of_sixteen_editors_of_one_version_one_wins() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Name a point of contact")).await;
    let edits = (0..16).map(|n| {
        let input = json!({ "commitmentId": draft["id"], "version": draft["version"], "content": content(&format!("Edition {n}")) });
        platform.try_act(&cast.drafter, "commitmentEdit", input, COMMITMENT)
    });
    let answers = futures_util::future::join_all(edits).await;
    let won = answers.iter().filter(|answer| answer["problems"] == json!([])).count();
    let told = answers
        .iter()
        .filter(|answer| answer["problems"][0]["code"] == "CONFLICT")
        .count();
    assert_eq!((won, told), (1, 15), "{answers:?}");
}
