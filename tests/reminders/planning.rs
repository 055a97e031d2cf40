//! Who is to be told of what; told once, however often it is planned.

use super::*;
use crate::commitments::scenes::step;

/// Reasons of open reminders with the address of the person, in order.
async fn open(platform: &Platform) -> Vec<String> {
    let sql = "select coalesce(jsonb_agg(r.reason || ' ' || a.email || ' ' || r.remind_on order by r.reason, a.email, r.remind_on), '[]')
               from reminders r join accounts a on a.id = r.account_id where r.status = 'planned'";
    serde_json::from_value(platform.fact(sql).await).unwrap()
}

#[tokio::test]
async fn what_waits_is_told_to_those_who_can_act() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let cast = Cast::of(&platform, "SEN").await;
    let focal = reader(&platform, "SEN", Role::FocalPoint, "fr", "UTC").await;
    let (drafter, approver, reviewer, focal) = (
        &cast.drafter.email,
        &cast.approver.email,
        &cast.reviewer.email,
        &focal.email,
    );
    let mut without_a_day = content("Name a point of contact");
    without_a_day["indicativeOn"] = Value::Null;
    let draft = cast.draft(&platform, without_a_day).await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    assert_eq!(open(&platform).await, Vec::<String>::new(), "a draft waits for nobody");

    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &draft).await;
    at(&platform, &env, "2026-11-23T11:00:00Z").await;
    assert_eq!(
        open(&platform).await,
        [format!("awaiting_review {reviewer} 2026-11-23")]
    );

    let returned = act_on(
        &platform,
        &cast.reviewer,
        "commitmentReturn",
        &submitted,
        json!({ "note": "Would a date be possible?" }),
    )
    .await;
    at(&platform, &env, "2026-11-24T11:00:00Z").await;
    let mut expected = vec![
        format!("returned {drafter} 2026-11-23"),
        format!("returned {focal} 2026-11-23"),
    ];
    expected.sort();
    assert_eq!(open(&platform).await, expected);

    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &returned).await;
    let shown = step(&platform, &cast.reviewer, "commitmentPublish", &submitted).await;
    at(&platform, &env, "2026-11-24T12:00:00Z").await;
    assert_eq!(open(&platform).await, Vec::<String>::new());

    let content = json!({ "reportedState": "UNDER_WAY", "originalLanguage": "EN", "narrative": [{ "language": "EN", "text": "A contact is being chosen." }] });
    let input = json!({ "commitmentId": shown["id"], "content": content });
    let update = platform
        .done(
            &cast.drafter,
            "progressUpdateDraft",
            input,
            "progressUpdate { id version status }",
        )
        .await["progressUpdate"]
        .clone();
    let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
    platform
        .done(
            &cast.drafter,
            "progressUpdateSendForClearance",
            input,
            "progressUpdate { status }",
        )
        .await;
    at(&platform, &env, "2026-11-24T13:00:00Z").await;
    let told = |day: &str| {
        let mut told = vec![
            format!("awaiting_clearance {approver} {day}"),
            format!("awaiting_clearance {focal} {day}"),
        ];
        told.sort();
        told
    };
    assert_eq!(open(&platform).await, told("2026-11-24"));
    // Told once in kept letters, and a week later once more.
    at(&platform, &env, "2026-11-30T09:00:00Z").await;
    assert_eq!(open(&platform).await, Vec::<String>::new());
    at(&platform, &env, "2026-11-30T23:00:00Z").await;
    assert_eq!(open(&platform).await, Vec::<String>::new());
    at(&platform, &env, "2026-12-01T09:00:00Z").await;
    assert_eq!(open(&platform).await, told("2026-12-01"));
}

#[tokio::test]
async fn planning_again_plans_nothing_twice() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let cast = Cast::of(&platform, "SEN").await;
    reader(&platform, "SEN", Role::FocalPoint, "fr", "UTC").await;
    due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let before = open(&platform).await;
    assert_eq!(before.len(), 3);
    let now = platform.now();
    for _ in 0..2 {
        let planned = as_platform(&platform, async move |conn: &mut Connection| {
            schema::reminders::plan(conn, now).await
        })
        .await;
        let planned = planned.unwrap();
        assert_eq!((planned.new_count, planned.dropped_count), (0, 0));
    }
    assert_eq!(open(&platform).await, before);
    let _ = env;
}

#[tokio::test]
async fn a_date_that_is_revised_takes_its_reminders_along_and_back_again() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let cast = Cast::of(&platform, "SEN").await;
    reader(&platform, "SEN", Role::FocalPoint, "fr", "UTC").await;
    let commitment = due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    let days = async |platform: &Platform| -> Vec<String> {
        let sql = "select coalesce(jsonb_agg(distinct due_on), '[]') from reminders where status = 'planned'";
        serde_json::from_value(platform.fact(sql).await).unwrap()
    };
    assert_eq!(days(&platform).await, ["2026-12-30"]);
    let revise = |on: &str| json!({ "date": "INDICATIVE_ON", "newOn": on, "reason": "Parliament resumes in January." });
    let revised = act_on(
        &platform,
        &cast.approver,
        "commitmentReviseDate",
        &commitment,
        revise("2027-01-20"),
    )
    .await;
    at(&platform, &env, "2026-11-23T11:00:00Z").await;
    assert_eq!(days(&platform).await, ["2027-01-20"]);
    act_on(
        &platform,
        &cast.approver,
        "commitmentReviseDate",
        &revised,
        revise("2026-12-30"),
    )
    .await;
    at(&platform, &env, "2026-11-23T12:00:00Z").await;
    assert_eq!(days(&platform).await, ["2026-12-30"], "what was dropped is due again");
}

#[tokio::test]
async fn an_update_is_invited_a_year_after_the_last_and_no_more_once_it_is_on_its_way() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let cast = Cast::of(&platform, "SEN").await;
    let focal = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    choose(&platform, &focal, "DAILY", 8).await;
    let mut content = content("Name a point of contact");
    content["indicativeOn"] = "2029-06-30".into();
    let commitment = cast.published(&platform, content).await;
    let told = async |platform: &Platform| -> Vec<String> {
        let sql = "select coalesce(jsonb_agg(reason || ' ' || due_on order by due_on, remind_on), '[]') from reminders where status = 'told'";
        serde_json::from_value(platform.fact(sql).await).unwrap()
    };
    at(&platform, &env, "2027-11-22T08:00:00Z").await;
    assert_eq!(
        told(&platform).await,
        Vec::<String>::new(),
        "a day before the year is over"
    );
    at(&platform, &env, "2027-11-23T08:00:00Z").await;
    assert_eq!(told(&platform).await, ["update_invited 2028-01-23"]);
    at(&platform, &env, "2028-01-16T08:00:00Z").await;
    assert_eq!(
        told(&platform).await,
        ["update_invited 2028-01-23", "update_last_week 2028-01-23"]
    );
    let waits = count(
        &platform,
        "from reminders where status = 'planned' and reason = 'no_update_received'",
    )
    .await;
    assert_eq!(waits, 1);
    let input = json!({ "commitmentId": commitment["id"] });
    platform
        .done(
            &cast.approver,
            "progressUpdateNoChange",
            input,
            "progressUpdate { status }",
        )
        .await;
    at(&platform, &env, "2028-01-24T08:00:00Z").await;
    assert_eq!(told(&platform).await.len(), 2, "an update came");
    assert_eq!(count(&platform, "from reminders where status = 'planned'").await, 0);
}
