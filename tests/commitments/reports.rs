//! What others say of a participant: it stays unconfirmed until the participant itself acts.

use super::scenes::{COMMITMENT, Cast, act, content, seen_by, seen_by_all, step};
use crate::harness::{Platform, Someone};
use schema::actor::*;
use serde_json::{Value, json};

/// A report of an institute on the State of the cast; gives the commitment and who reported it.
async fn report(platform: &Platform, cast: &Cast) -> (Value, Someone) {
    let institute = platform.new_participant("academia", "Institute of Dialogue").await;
    let reporter = platform.person_of(institute, Role::Stakeholder).await;
    let mut said = content("Train 200 investigators");
    said["source"] = json!({ "url": "https://example.org/statement" });
    let input = json!({ "participantId": cast.state.to_string(), "content": said });
    let reported = platform.done(&reporter, "commitmentReport", input, COMMITMENT).await["commitment"].clone();
    (reported, reporter)
}

#[tokio::test]
async fn the_secretariat_records_as_others_do_and_keeps_it_until_the_state_acts() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let editor = platform.secretariat(Role::Editor).await;
    let input = json!({ "participantId": cast.state.to_string(), "content": content("Train 200 investigators") });
    let refused = platform
        .try_act(&editor, "commitmentDraft", input.clone(), COMMITMENT)
        .await;
    assert_eq!(refused["error"], "FORBIDDEN", "nobody speaks for a State: {refused}");
    let recorded = platform.done(&editor, "commitmentReport", input, COMMITMENT).await["commitment"].clone();
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &recorded).await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(
        (&seen["status"], &seen["provenance"]),
        (&json!("UNCONFIRMED"), &json!("AS_RECORDED"))
    );
    assert_eq!(seen_by(&platform, &editor, &shown).await["acts"], json!(["WITHDRAW"]));

    let confirmed = step(&platform, &cast.approver, "commitmentConfirm", &shown).await;
    let seen = seen_by(&platform, &editor, &shown).await;
    assert_eq!(seen["acts"], json!([]), "the State has spoken: the record is its own");
    assert_ne!(seen["confirmedAt"], Value::Null);
    for (what, with) in [
        ("commitmentComplete", json!({})),
        ("commitmentSuspend", json!({ "note": "Quiet." })),
        ("commitmentWithdraw", json!({})),
        ("commitmentSetAudience", json!({ "audience": { "audience": "STATES" } })),
        (
            "commitmentReviseDate",
            json!({ "date": "INDICATIVE_ON", "newOn": "2030-01-01", "reason": "Late." }),
        ),
    ] {
        let refused = act(&platform, &editor, what, &confirmed, with).await;
        assert_eq!(refused["error"], "FORBIDDEN", "{what}");
    }
    step(&platform, &cast.approver, "commitmentComplete", &confirmed).await;
}

#[tokio::test]
async fn what_a_register_brought_is_the_states_own_once_the_state_acts_on_it() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let editor = platform.secretariat(Role::Editor).await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let uuid = shown["id"].as_str().unwrap().parse::<CommitmentId>().unwrap().0;
    let as_imported = format!("update commitments set provenance = 'public_document' where id = '{uuid}'");
    platform.as_owner(&as_imported).await;
    assert!(
        seen_by(&platform, &editor, &shown).await["acts"]
            .as_array()
            .unwrap()
            .contains(&json!("WITHDRAW"))
    );
    step(&platform, &cast.approver, "commitmentStart", &shown).await;
    assert_eq!(seen_by(&platform, &editor, &shown).await["acts"], json!([]));
}

#[tokio::test]
async fn a_report_is_returned_to_whoever_made_it_and_comes_back_unconfirmed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (reported, reporter) = report(&platform, &cast).await;
    let note = json!({ "note": "On which page?" });
    let returned = act(&platform, &cast.reviewer, "commitmentReturn", &reported, note).await["commitment"].clone();
    assert_eq!(
        (&returned["status"], &returned["statusNote"]),
        (&json!("RETURNED"), &json!("On which page?"))
    );
    assert_eq!(
        seen_by(&platform, &cast.approver, &reported).await["acts"],
        json!([]),
        "these are not its words"
    );
    let mut said = content("Train 250 investigators");
    let edit = |said: &Value| json!({ "content": said });
    let refused = act(&platform, &reporter, "commitmentEdit", &returned, edit(&said)).await;
    assert_eq!(refused["problems"][0]["field"], "source", "{refused}");
    said["source"] = json!({ "url": "https://example.org/statement#page=4" });
    let edited = act(&platform, &reporter, "commitmentEdit", &returned, edit(&said)).await["commitment"].clone();
    let again = step(&platform, &reporter, "commitmentSubmit", &edited).await;
    assert_eq!(again["status"], "UNCONFIRMED");
    assert_eq!(seen_by_all(&platform, &again).await, Value::Null);
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &again).await;
    let late = act(
        &platform,
        &cast.reviewer,
        "commitmentReturn",
        &shown,
        json!({ "note": "Once more?" }),
    )
    .await;
    assert_eq!(late["problems"][0]["code"], "WRONG_STATE", "the State has the word now");
}

#[tokio::test]
async fn a_report_is_withdrawn_by_whoever_made_it_until_the_state_acts() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (reported, reporter) = report(&platform, &cast).await;
    let refused = act(&platform, &cast.approver, "commitmentWithdraw", &reported, json!({})).await;
    assert_eq!(
        refused["error"], "FORBIDDEN",
        "a State declines what others say; it has not said it"
    );
    let note = json!({ "note": "It was a draft speech." });
    let withdrawn = act(&platform, &reporter, "commitmentWithdraw", &reported, note).await;
    assert_eq!(withdrawn["commitment"]["status"], "WITHDRAWN", "{withdrawn}");
    assert_eq!(seen_by(&platform, &reporter, &reported).await["status"], "WITHDRAWN");
    assert_eq!(
        seen_by_all(&platform, &reported).await,
        Value::Null,
        "it was never shown"
    );

    let (reported, reporter) = report(&platform, &cast).await;
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &reported).await;
    let confirmed = step(&platform, &cast.approver, "commitmentConfirm", &shown).await;
    let late = act(&platform, &reporter, "commitmentWithdraw", &confirmed, json!({})).await;
    assert_eq!(late["error"], "FORBIDDEN");
    let to_states = json!({ "audience": { "audience": "STATES" } });
    act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &confirmed,
        to_states,
    )
    .await;
    assert_eq!(
        seen_by(&platform, &reporter, &shown).await,
        Value::Null,
        "who reads it is for the State to say"
    );
}

#[tokio::test]
async fn a_state_declines_what_was_reported_of_it_and_says_why_if_it_likes() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (reported, _) = report(&platform, &cast).await;
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &reported).await;
    let note = json!({ "note": "This was a study, not a commitment." });
    act(&platform, &cast.approver, "commitmentDecline", &shown, note).await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["status"], "DECLINED");
    assert_eq!(seen["statusNote"], "This was a study, not a commitment.");
    assert_eq!(seen["confirmedAt"], Value::Null);
}

#[tokio::test]
async fn a_correction_is_the_states_own_word_and_the_dates_that_were_shown_are_kept() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (reported, _) = report(&platform, &cast).await;
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &reported).await;
    let mut said = content("Train 150 investigators");
    said["indicativeOn"] = json!("2028-06-30");
    let with = json!({ "content": said, "note": "As adopted by parliament." });
    let corrected = act(&platform, &cast.approver, "commitmentCorrect", &shown, with).await;
    assert_eq!(corrected["commitment"]["status"], "PUBLISHED", "{corrected}");
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(
        (&seen["provenance"], &seen["statusNote"]),
        (&json!("AS_SUBMITTED"), &json!("As adopted by parliament."))
    );
    assert_eq!(
        seen["dateRevisions"],
        json!([{ "field": "indicative_on", "oldOn": "2027-06-30", "newOn": "2028-06-30", "reason": "As adopted by parliament." }])
    );
}
