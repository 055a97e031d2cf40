//! What its participant's people do to a commitment that is shown.

use super::scenes::{Cast, act, content, seen_by_all, step};
use crate::harness::Platform;
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_suspended_says_why_and_is_taken_up_where_it_stood() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let started = step(&platform, &cast.approver, "commitmentStart", &shown).await;
    let refused = act(
        &platform,
        &cast.approver,
        "commitmentSuspend",
        &started,
        json!({ "note": " " }),
    )
    .await;
    assert_eq!(refused["problems"][0]["code"], "REQUIRED");
    let note = json!({ "note": "Until after the elections." });
    let suspended = act(&platform, &cast.approver, "commitmentSuspend", &started, note).await["commitment"].clone();
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["status"], "SUSPENDED");
    assert_eq!(seen["statusNote"], "Until after the elections.");
    assert_eq!(seen["reportingLight"], Value::Null, "no update is expected meanwhile");
    step(&platform, &cast.approver, "commitmentResume", &suspended).await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(
        (&seen["status"], &seen["statusNote"]),
        (&json!("IN_PROGRESS"), &Value::Null)
    );
}

#[tokio::test]
async fn what_was_shown_and_is_withdrawn_stays_visible_as_withdrawn() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let note = json!({ "note": "Another ministry has taken this over." });
    let withdrawn = act(&platform, &cast.approver, "commitmentWithdraw", &shown, note).await["commitment"].clone();
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["status"], "WITHDRAWN");
    assert_eq!(seen["statusNote"], "Another ministry has taken this over.");
    let again = act(&platform, &cast.approver, "commitmentStart", &withdrawn, json!({})).await;
    assert_eq!(again["problems"][0]["code"], "WRONG_STATE");
    let input = json!({ "commitmentId": shown["id"] });
    let late = platform
        .try_act(&cast.approver, "progressUpdateNoChange", input, "progressUpdate { id }")
        .await;
    assert_eq!(late["problems"][0]["code"], "WRONG_STATE");

    let submitted = step(
        &platform,
        &cast.approver,
        "commitmentSubmit",
        &cast.draft(&platform, content("Never shown")).await,
    )
    .await;
    step(&platform, &cast.approver, "commitmentWithdraw", &submitted).await;
    assert_eq!(
        seen_by_all(&platform, &submitted).await,
        Value::Null,
        "what was never shown is not"
    );
}

#[tokio::test]
async fn what_is_superseded_leads_to_what_replaced_it() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let old = cast.published(&platform, content("Name a point of contact")).await;
    let new = cast.published(&platform, content("Name three points of contact")).await;
    let mut few = content("Name them in confidence");
    few["audience"] = json!({ "audience": "STATES" });
    let for_states = cast.published(&platform, few).await;
    let by = |other: &Value| json!({ "supersededById": other["id"] });
    for (wrong, why) in [
        (&for_states, "its readers may not read that one"),
        (&old, "not by itself"),
    ] {
        let refused = act(&platform, &cast.approver, "commitmentSupersede", &old, by(wrong)).await;
        assert_eq!(refused["problems"][0]["code"], "INVALID_REFERENCE", "{why}: {refused}");
    }
    let done = act(&platform, &cast.approver, "commitmentSupersede", &for_states, by(&new)).await;
    assert_eq!(done["commitment"]["status"], "SUPERSEDED", "{done}");
    act(&platform, &cast.approver, "commitmentSupersede", &old, by(&new)).await;
    let seen = seen_by_all(&platform, &old).await;
    assert_eq!(seen["status"], "SUPERSEDED");
    assert_eq!(seen["supersededBy"]["reference"], new["reference"]);
    let replaced = seen_by_all(&platform, &new).await["supersedes"].clone();
    assert_eq!(
        replaced,
        json!([{ "reference": old["reference"], "latestUpdate": null }]),
        "as far as one may read them"
    );
}

#[tokio::test]
async fn what_was_replaced_shows_its_latest_update_to_whoever_may_read_it() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let old = cast.published(&platform, content("Name a point of contact")).await;
    let new = cast.published(&platform, content("Name three points of contact")).await;
    let mut own = super::scenes::progress("NOT_STARTED");
    own["audience"] = json!({ "audience": "OWN" });
    let told = cast.reported(&platform, &old, own).await;
    let by = json!({ "supersededById": new["id"] });
    act(&platform, &cast.approver, "commitmentSupersede", &old, by).await;
    let inside = super::scenes::seen_by(&platform, &cast.drafter, &new).await;
    assert_eq!(inside["supersedes"][0]["latestUpdate"]["id"], told["id"]);
    let outside = seen_by_all(&platform, &new).await;
    assert_eq!(outside["supersedes"][0]["latestUpdate"], Value::Null);
}

#[tokio::test]
async fn the_day_it_was_undertaken_is_revised_like_any_other() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let to = |day: &str| json!({ "date": "MADE_ON", "newOn": day, "reason": "The date of signature." });
    for (day, code) in [("2026-11-24", "IN_THE_FUTURE"), ("1066-10-14", "OUT_OF_RANGE")] {
        let refused = act(&platform, &cast.approver, "commitmentReviseDate", &shown, to(day)).await;
        assert_eq!(refused["problems"][0]["code"], code, "{refused}");
    }
    act(
        &platform,
        &cast.approver,
        "commitmentReviseDate",
        &shown,
        to("2026-02-01"),
    )
    .await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["madeOn"], "2026-02-01");
    assert_eq!(
        seen["dateRevisions"],
        json!([{ "field": "made_on", "oldOn": "2026-01-15", "newOn": "2026-02-01", "reason": "The date of signature." }])
    );
}

#[tokio::test]
async fn a_record_says_what_it_is_in_the_language_asked_for_or_in_its_own() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut said = content("unused");
    said["title"] = json!([{ "language": "FR", "text": "Désigner un point de contact" }, { "language": "AR", "text": "تعيين جهة اتصال" }]);
    said["originalLanguage"] = json!("FR");
    said["legalForce"] = json!("POLITICALLY_BINDING");
    said["readiness"] = json!("NEEDS_TIME_AND_SUPPORT");
    said["source"] = json!({ "symbol": "A/76/135", "paragraph": "29", "language": "FR", "quote": "Nous désignerons…" });
    let shown = cast.published(&platform, said).await;
    let query = "query Said($id: ID!) { commitment(id: $id) { provenance legalForce readiness originalLanguage
        source { symbol paragraph language quote } ar: title(language: AR) { text language isOriginal isFallback }
        ru: title(language: RU) { text language isOriginal isFallback } summary { text } } }";
    let seen = platform.visit(query, json!({ "id": shown["id"] })).await;
    assert_eq!(
        seen["data"]["commitment"],
        json!({
            "provenance": "AS_SUBMITTED", "legalForce": "POLITICALLY_BINDING", "readiness": "NEEDS_TIME_AND_SUPPORT", "originalLanguage": "FR",
            "source": { "symbol": "A/76/135", "paragraph": "29", "language": "FR", "quote": "Nous désignerons…" },
            "ar": { "text": "تعيين جهة اتصال", "language": "AR", "isOriginal": false, "isFallback": false },
            "ru": { "text": "Désigner un point de contact", "language": "FR", "isOriginal": true, "isFallback": true },
            "summary": null,
        }),
        "{seen}"
    );
}
