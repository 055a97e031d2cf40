//! The life of a progress update, and what it moves.

use super::scenes::{Cast, act, act_on_update, content, progress, seen_by, seen_by_all, step, step_update, update};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

#[tokio::test]
async fn an_update_is_sent_back_twice_put_right_and_shown() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train investigators")).await;
    let draft = update(&platform, &cast.drafter, &shown, progress("UNDER_WAY")).await;
    let waiting = step_update(&platform, &cast.drafter, "progressUpdateSendForClearance", &draft).await;
    let note = |text: &str| json!({ "note": text });
    let refused = act_on_update(&platform, &cast.drafter, "progressUpdateReturn", &waiting, note("No.")).await;
    assert_eq!(refused["error"], "FORBIDDEN");
    let back = act_on_update(
        &platform,
        &cast.approver,
        "progressUpdateReturn",
        &waiting,
        note("How many?"),
    )
    .await["progressUpdate"]
        .clone();
    assert_eq!(
        (&back["status"], &back["statusNote"]),
        (&json!("RETURNED"), &json!("How many?"))
    );
    let mut said = progress("UNDER_WAY");
    said["narrative"][0]["text"] = json!("120 of 200 were trained.");
    let edit = json!({ "content": said });
    let edited =
        act_on_update(&platform, &cast.drafter, "progressUpdateEdit", &back, edit).await["progressUpdate"].clone();
    let submitted = step_update(&platform, &cast.approver, "progressUpdateSubmit", &edited).await;
    let late = act_on_update(
        &platform,
        &cast.drafter,
        "progressUpdateEdit",
        &submitted,
        json!({ "content": said }),
    )
    .await;
    assert_eq!(
        late["problems"][0]["code"], "WRONG_STATE",
        "it lies with the secretariat"
    );
    let back = act_on_update(
        &platform,
        &cast.reviewer,
        "progressUpdateReturn",
        &submitted,
        note("Since when?"),
    )
    .await["progressUpdate"]
        .clone();
    let submitted = step_update(&platform, &cast.approver, "progressUpdateSubmit", &back).await;
    let published = step_update(&platform, &cast.reviewer, "progressUpdatePublish", &submitted).await;
    assert_eq!(published["status"], "PUBLISHED");
    assert_eq!(published["statusNote"], Value::Null);
}

#[tokio::test]
async fn a_discarded_draft_is_gone() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train investigators")).await;
    let draft = update(&platform, &cast.drafter, &shown, progress("UNDER_WAY")).await;
    let done = act_on_update(&platform, &cast.drafter, "progressUpdateDiscard", &draft, json!({})).await;
    assert_eq!(done, json!({ "progressUpdate": null, "problems": [] }));
    assert_eq!(platform.fact("select count(*) from progress_updates").await, 0);
    let again = act_on_update(&platform, &cast.drafter, "progressUpdateDiscard", &draft, json!({})).await;
    assert_eq!(again["error"], "NOT_FOUND");
}

#[tokio::test]
async fn a_withdrawn_update_stays_visible_and_counts_no_more() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train investigators")).await;
    platform.days_pass(400);
    let told = cast.reported(&platform, &shown, progress("NOT_STARTED")).await;
    assert_eq!(seen_by_all(&platform, &shown).await["reportingLight"], "CURRENT");
    let note = json!({ "note": "It was meant for another record." });
    act_on_update(&platform, &cast.approver, "progressUpdateWithdraw", &told, note).await;
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["latestUpdate"], Value::Null);
    assert_eq!(seen["reportingLight"], "UPDATE_INVITED");
    assert_eq!(seen["reportingSince"], "2026-11-23");
    let line = json!([{ "id": told["id"], "status": "WITHDRAWN", "statusNote": "It was meant for another record." }]);
    assert_eq!(seen["updates"]["nodes"], line);

    let mut own = progress("NOT_STARTED");
    own["audience"] = json!({ "audience": "OWN" });
    let hidden = cast.reported(&platform, &shown, own).await;
    assert_eq!(
        seen_by(&platform, &cast.drafter, &shown).await["latestUpdate"]["id"],
        hidden["id"]
    );
    act_on_update(&platform, &cast.approver, "progressUpdateWithdraw", &hidden, json!({})).await;
    assert_eq!(
        seen_by(&platform, &cast.drafter, &shown).await["latestUpdate"],
        Value::Null
    );
}

#[tokio::test]
async fn no_change_since_names_a_day_that_all_its_readers_know_of() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train investigators")).await;
    platform.days_pass(10);
    let mut own = progress("NOT_STARTED");
    own["audience"] = json!({ "audience": "OWN" });
    cast.reported(&platform, &shown, own).await;
    platform.days_pass(10);
    let no_change = async || {
        let input = json!({ "commitmentId": shown["id"] });
        platform
            .try_act(
                &cast.approver,
                "progressUpdateNoChange",
                input,
                "progressUpdate { noChangeSince period }",
            )
            .await
    };
    assert_eq!(
        no_change().await["progressUpdate"],
        json!({ "noChangeSince": "2026-11-23", "period": "2026" }),
        "not the day of the update that only its own people may read"
    );
    assert_eq!(no_change().await["problems"][0]["code"], "NO_CHANGE");
    platform.days_pass(40);
    assert_eq!(
        no_change().await["progressUpdate"],
        json!({ "noChangeSince": "2026-12-13", "period": "2027" })
    );
}

#[tokio::test]
async fn an_update_belongs_to_the_period_of_its_day_unless_it_says_another() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut said = content("Train investigators");
    said["madeOn"] = Value::Null;
    let shown = cast.published(&platform, said).await;
    let mut told = progress("UNDER_WAY");
    told["reportedOn"] = json!("2025-12-31");
    let draft = update(&platform, &cast.drafter, &shown, told.clone()).await;
    assert_eq!(draft["period"], "2025");
    told["period"] = json!("2026");
    let edit = json!({ "content": told });
    let edited = act_on_update(&platform, &cast.drafter, "progressUpdateEdit", &draft, edit).await;
    assert_eq!(edited["progressUpdate"]["period"], "2026", "{edited}");
    told["period"] = json!("never");
    let edit = json!({ "content": told });
    let refused = act_on_update(
        &platform,
        &cast.drafter,
        "progressUpdateEdit",
        &edited["progressUpdate"],
        edit,
    )
    .await;
    assert_eq!(refused["problems"][0]["code"], "UNKNOWN", "{refused}");
    for day in ["-9999-01-01", "0001-01-01", "+12000-01-01"] {
        told["period"] = Value::Null;
        told["reportedOn"] = json!(day);
        let input = json!({ "commitmentId": shown["id"], "content": told });
        let refused = platform
            .try_act(&cast.drafter, "progressUpdateDraft", input, "progressUpdate { id }")
            .await;
        assert_ne!(refused["error"], "INTERNAL", "{day}: {refused}");
        assert!(refused["progressUpdate"].is_null(), "{day}: {refused}");
    }
}

#[tokio::test]
async fn what_is_over_takes_no_update_that_was_begun_before() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Train investigators")).await;
    let draft = update(&platform, &cast.approver, &shown, progress("COMPLETE")).await;
    let waiting = update(&platform, &cast.approver, &shown, progress("COMPLETE")).await;
    let waiting = step_update(&platform, &cast.approver, "progressUpdateSubmit", &waiting).await;
    act(&platform, &cast.approver, "commitmentWithdraw", &shown, json!({})).await;
    for (someone, what, update) in [
        (&cast.drafter, "progressUpdateSendForClearance", &draft),
        (&cast.approver, "progressUpdateSubmit", &draft),
        (&cast.reviewer, "progressUpdatePublish", &waiting),
    ] {
        let refused = act_on_update(&platform, someone, what, update, json!({})).await;
        assert_eq!(refused["problems"][0]["code"], "WRONG_STATE", "{what}: {refused}");
        assert_eq!(refused["problems"][0]["field"], "commitmentId", "{what}");
    }
    assert_eq!(seen_by_all(&platform, &shown).await["status"], "WITHDRAWN");
    let gone = act_on_update(&platform, &cast.approver, "progressUpdateWithdraw", &waiting, json!({})).await;
    assert_eq!(gone["progressUpdate"]["status"], "WITHDRAWN", "{gone}");
}

#[tokio::test]
async fn the_status_follows_what_all_its_readers_may_read_and_the_participant_itself_says() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (norway, kenya) = (
        platform.participant("NOR").await.to_string(),
        platform.participant("KEN").await.to_string(),
    );
    let kenyan = platform.person("KEN", Role::Approver).await;
    let named = |who: &[&String]| json!({ "audience": "NAMED", "participantIds": who });
    let mut said = content("Train investigators");
    said["audience"] = named(&[&norway, &kenya]);
    said["jointParticipantIds"] = json!([kenya]);
    let shown = cast.published(&platform, said).await;
    step(&platform, &kenyan, "commitmentJoin", &shown).await;
    let status = async || seen_by(&platform, &cast.drafter, &shown).await["status"].clone();

    let mut to_norway = progress("COMPLETE");
    to_norway["audience"] = named(&[&norway]);
    cast.reported(&platform, &shown, to_norway).await;
    assert_eq!(
        status().await,
        "PUBLISHED",
        "Kenya reads the status, not the update: the same word, other readers"
    );

    let mut of_kenya = progress("COMPLETE");
    of_kenya["audience"] = json!({ "audience": "STATES" });
    let of_kenya = update(&platform, &kenyan, &shown, of_kenya).await;
    let of_kenya = step_update(&platform, &kenyan, "progressUpdateSubmit", &of_kenya).await;
    assert_eq!(of_kenya["status"], "PUBLISHED");
    assert_eq!(
        status().await,
        "PUBLISHED",
        "one joint participant does not complete it for all"
    );

    let mut to_states = progress("COMPLETE");
    to_states["audience"] = json!({ "audience": "STATES" });
    cast.reported(&platform, &shown, to_states).await;
    assert_eq!(status().await, "COMPLETED", "Norway and Kenya are States");
}
