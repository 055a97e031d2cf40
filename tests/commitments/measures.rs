//! Indicators with their values, and assessments.

use super::scenes::{COMMITMENT, Cast, content, rows_beneath, step};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

const INDICATOR: &str =
    "indicator { id version unit target name { text } values { id version value measuredOn note } }";

fn definition() -> Value {
    json!({ "name": [{ "language": "EN", "text": "Investigators trained" }], "originalLanguage": "EN", "unit": "people",
        "baseline": 0.0, "baselineOn": "2026-01-15", "target": 200.0, "targetOn": "2027-06-30" })
}

fn with(mut input: Value, name: &str, value: Value) -> Value {
    input[name] = value;
    input
}

#[tokio::test]
async fn an_indicator_is_defined_measured_and_put_right_and_the_audit_keeps_what_it_said() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let input = json!({ "commitmentId": shown["id"], "content": definition() });
    let input = with(input, "idempotencyKey", json!("defined-only-once"));
    let first = platform
        .done(&cast.approver, "indicatorDefine", input.clone(), INDICATOR)
        .await["indicator"]
        .clone();
    let again = platform.done(&cast.approver, "indicatorDefine", input, INDICATOR).await["indicator"].clone();
    assert_eq!(again, first, "the same key defines no second one");

    let measured =
        json!({ "indicatorId": first["id"], "value": 210.0, "measuredOn": "2026-10-01", "note": "Two courses" });
    let now = platform
        .done(&cast.approver, "indicatorRecord", measured.clone(), INDICATOR)
        .await["indicator"]
        .clone();
    assert_eq!(now["values"][0]["value"], 210.0);
    let refused = platform
        .try_act(&cast.approver, "indicatorRecord", measured, INDICATOR)
        .await;
    assert_eq!(
        (&refused["problems"][0]["field"], &refused["problems"][0]["code"]),
        (&json!("measuredOn"), &json!("TAKEN"))
    );

    let correction =
        json!({ "indicatorValueId": now["values"][0]["id"], "version": 1, "value": 120.0, "measuredOn": "2026-10-01" });
    let corrected = platform
        .done(&cast.approver, "indicatorValueCorrect", correction.clone(), INDICATOR)
        .await["indicator"]
        .clone();
    assert_eq!(
        (&corrected["values"][0]["value"], &corrected["values"][0]["version"]),
        (&json!(120.0), &json!(2))
    );
    let late = platform
        .try_act(&cast.approver, "indicatorValueCorrect", correction, INDICATOR)
        .await;
    assert_eq!(late["problems"][0]["code"], "CONFLICT");
    assert_eq!(
        late["indicator"]["values"][0]["value"], 120.0,
        "with the value as it is now"
    );
    let before = "select before from changes where act = 'indicatorValueCorrect' and table_name = 'indicator_values'";
    assert_eq!(
        platform.fact(before).await,
        json!({ "value": 210, "version": 1, "note": "Two courses" })
    );

    let edit =
        json!({ "indicatorId": first["id"], "version": 1, "content": with(definition(), "target", json!(250.0)) });
    let edited = platform
        .done(&cast.approver, "indicatorEdit", edit.clone(), INDICATOR)
        .await["indicator"]
        .clone();
    assert_eq!((&edited["target"], &edited["version"]), (&json!(250.0), &json!(2)));
    assert_eq!(edited["values"], corrected["values"], "what was measured stays");
    let late = platform.try_act(&cast.approver, "indicatorEdit", edit, INDICATOR).await;
    assert_eq!(
        (&late["problems"][0]["code"], &late["indicator"]["version"]),
        (&json!("CONFLICT"), &json!(2))
    );
    let before = "select before from changes where act = 'indicatorEdit' and table_name = 'indicators'";
    assert_eq!(platform.fact(before).await, json!({ "target": 200, "version": 1 }));
}

#[tokio::test]
async fn an_indicator_says_what_has_to_be_put_right() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let input = json!({ "commitmentId": shown["id"], "content": definition() });
    for (name, value, code) in [
        ("unit", json!(""), "REQUIRED"),
        (
            "name",
            json!([{ "language": "FR", "text": "Formés" }]),
            "ORIGINAL_MISSING",
        ),
        ("targetOn", json!("2025-01-01"), "DATES_OUT_OF_ORDER"),
        ("baselineOn", json!("1066-10-14"), "OUT_OF_RANGE"),
    ] {
        let refused = platform
            .try_act(
                &cast.approver,
                "indicatorDefine",
                with(input.clone(), "content", with(definition(), name, value)),
                INDICATOR,
            )
            .await;
        assert_eq!(
            (&refused["problems"][0]["field"], &refused["problems"][0]["code"]),
            (&json!(name), &json!(code))
        );
    }
    assert_eq!(platform.fact("select count(*) from indicators").await, 0);
    let indicator = platform.done(&cast.approver, "indicatorDefine", input, INDICATOR).await["indicator"].clone();
    let measured = json!({ "indicatorId": indicator["id"], "value": 1.0, "measuredOn": "2026-11-24" });
    let refused = platform
        .try_act(&cast.approver, "indicatorRecord", measured, INDICATOR)
        .await;
    assert_eq!(refused["problems"][0]["code"], "IN_THE_FUTURE");
    assert_eq!(platform.fact("select count(*) from indicator_values").await, 0);
}

#[tokio::test]
async fn who_may_not_keep_a_commitment_keeps_none_of_its_indicators() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let norway = platform.person("NOR", Role::Approver).await;
    let mut said = content("Known to ourselves");
    said["audience"] = json!({ "audience": "OWN" });
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let hidden = cast.published(&platform, said).await;
    for (commitment, error) in [(&shown, "FORBIDDEN"), (&hidden, "NOT_FOUND")] {
        let define = json!({ "commitmentId": commitment["id"], "content": definition() });
        let indicator = platform
            .done(&cast.approver, "indicatorDefine", define.clone(), INDICATOR)
            .await["indicator"]
            .clone();
        let record = json!({ "indicatorId": indicator["id"], "value": 1.0, "measuredOn": "2026-10-01" });
        let recorded = platform
            .done(&cast.approver, "indicatorRecord", record, INDICATOR)
            .await["indicator"]
            .clone();
        let edit = json!({ "indicatorId": indicator["id"], "version": 1, "content": definition() });
        let another = json!({ "indicatorId": indicator["id"], "value": 2.0, "measuredOn": "2026-10-02" });
        let correct = json!({ "indicatorValueId": recorded["values"][0]["id"], "version": 1, "value": 2.0, "measuredOn": "2026-10-01" });
        for (act, input) in [
            ("indicatorDefine", define),
            ("indicatorEdit", edit),
            ("indicatorRecord", another),
            ("indicatorValueCorrect", correct),
        ] {
            let refused = platform.try_act(&norway, act, input.clone(), INDICATOR).await;
            assert_eq!(refused["error"], error, "{act}");
            let refused = platform.try_act(&cast.drafter, act, input, INDICATOR).await;
            assert_eq!(
                refused["error"], "FORBIDDEN",
                "{act}: it would be shown without clearance"
            );
        }
    }
    // Beneath the application too: those of the hidden commitment are its own people's alone.
    for table in ["indicators", "indicator_values"] {
        let mut reached = vec![];
        for asker in [Some(&cast.drafter), Some(&norway), Some(&cast.reviewer), None] {
            reached.push(rows_beneath(&platform, asker, table).await);
        }
        assert_eq!(reached, [2, 1, 1, 1], "{table}");
    }
    let over = step(&platform, &cast.approver, "commitmentComplete", &shown).await;
    let define = json!({ "commitmentId": over["id"], "content": definition() });
    let refused = platform
        .try_act(&cast.approver, "indicatorDefine", define, INDICATOR)
        .await;
    assert_eq!(refused["problems"][0]["code"], "WRONG_STATE");
}

#[tokio::test]
async fn an_assessment_stands_beside_the_participants_own_words_under_the_name_of_a_body() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let cast = Cast::of(&platform, "SEN").await;
    platform
        .as_owner(&format!(
            "update accounts set name = 'Ms Official' where id = '{}'",
            cast.reviewer.account.0
        ))
        .await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let input = json!({ "commitmentId": shown["id"], "content": { "reportedState": "SUBSTANTIALLY_COMPLETE",
        "originalLanguage": "EN", "narrative": [{ "language": "EN", "text": "Nearly there." }] } });
    let fields = "progressUpdate { id version reportedState }";
    let mut update = platform
        .done(&cast.approver, "progressUpdateDraft", input, fields)
        .await["progressUpdate"]
        .clone();
    for (someone, act) in [
        (&cast.approver, "progressUpdateSubmit"),
        (&cast.reviewer, "progressUpdatePublish"),
    ] {
        let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
        update = platform.done(someone, act, input, fields).await["progressUpdate"].clone();
    }

    let input = json!({ "commitmentId": shown["id"], "rating": "LIMITED", "method": "Reading of the documents named.",
        "note": "Two of ten courses were held.", "idempotencyKey": "assessed-only-once" });
    for _ in 0..2 {
        platform
            .done(&cast.reviewer, "assessmentRecord", input.clone(), COMMITMENT)
            .await;
    }
    let query = "query Seen($id: ID!) { commitment(id: $id) { reference status latestUpdate { reportedState }
        assessments { author participant { code } rating method note assessedOn } } }";
    let seen = platform.visit(query, json!({ "id": shown["id"] })).await["data"]["commitment"].clone();
    assert_eq!(
        seen["assessments"],
        json!([{ "author": "SECRETARIAT", "participant": null, "rating": "LIMITED", "method": "Reading of the documents named.",
            "note": "Two of ten courses were held.", "assessedOn": "2026-11-23" }])
    );
    assert_eq!(
        seen["latestUpdate"]["reportedState"], "SUBSTANTIALLY_COMPLETE",
        "nothing of it overwrites the other"
    );
    let page = format!(
        "{}/en/commitments/{}",
        served.base_url,
        seen["reference"].as_str().unwrap()
    );
    let page = reqwest::get(page).await.unwrap().text().await.unwrap();
    assert!(page.contains("Assessed by the secretariat"), "{page}");
    assert!(!page.contains("Ms Official"), "no official is named in public");
}

#[tokio::test]
async fn reviewers_assess_what_is_shown_and_say_how() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let editor = platform.secretariat(Role::Editor).await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let assess =
        |commitment: &Value| json!({ "commitmentId": commitment["id"], "rating": "COMPLETE", "method": "Interview" });
    for other in [&editor, &cast.approver] {
        let refused = platform
            .try_act(other, "assessmentRecord", assess(&shown), COMMITMENT)
            .await;
        assert_eq!(refused["error"], "FORBIDDEN");
    }
    let without = with(assess(&shown), "method", json!(" "));
    let refused = platform
        .try_act(&cast.reviewer, "assessmentRecord", without, COMMITMENT)
        .await;
    assert_eq!(
        (&refused["problems"][0]["field"], &refused["problems"][0]["code"]),
        (&json!("method"), &json!("REQUIRED"))
    );
    let draft = cast.draft(&platform, content("Not yet shown")).await;
    let mut said = content("Known to ourselves");
    said["audience"] = json!({ "audience": "OWN" });
    let hidden = cast.published(&platform, said).await;
    for unseen in [&draft, &hidden] {
        let refused = platform
            .try_act(&cast.reviewer, "assessmentRecord", assess(unseen), COMMITMENT)
            .await;
        assert_eq!(refused["error"], "NOT_FOUND");
    }
    step(&platform, &cast.approver, "commitmentWithdraw", &shown).await;
    let refused = platform
        .try_act(&cast.reviewer, "assessmentRecord", assess(&shown), COMMITMENT)
        .await;
    assert_eq!(refused["problems"][0]["code"], "WRONG_STATE");
    assert_eq!(platform.fact("select count(*) from assessments").await, 0);
}
