//! Pages and pictures within other sites' pages, and a record as it stood on a day that has passed.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, act, content, progress, seen_by, step};
use serde_json::{Value, json};

#[tokio::test]
async fn what_may_stand_within_other_sites_may_be_framed_and_nothing_else_may() {
    let scene = Scene::set().await;
    let one = format!("/commitments/{}", scene.reference());
    let provision = scene
        .platform
        .fact("select p.reference from commitment_provisions c join provisions p on p.id = c.provision_id limit 1")
        .await;
    let provision = format!("/provisions/{}", provision.as_str().unwrap());
    let said = |answer: &reqwest::Response, name: &str| {
        let value = answer.headers().get(name);
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    let is_open = |answer: &reqwest::Response| {
        let policy = said(answer, "content-security-policy").unwrap();
        let open = (
            policy.contains("frame-ancestors *") && policy.contains("form-action 'none'"),
            said(answer, "x-frame-options").is_none(),
            said(answer, "cross-origin-resource-policy").unwrap() == "cross-origin",
        );
        assert!(
            [(true, true, true), (false, false, false)].contains(&open),
            "all of it or nothing: {open:?}"
        );
        open.0
    };
    for (language, _) in LANGUAGES {
        for page in [
            "/",
            "/commitments",
            "/commitments?status=in_progress",
            one.as_str(),
            "/states",
            "/states?order=fr&view=table",
            "/states/SEN",
            "/organizations",
            "/organizations/AU",
            "/provisions",
            provision.as_str(),
            "/reporting",
            "/timeline",
            "/compare?state=SEN&state=KEN",
        ] {
            let path = format!("/{language}{page}");
            let whole = scene.get(&path).await;
            assert!(!is_open(&whole), "{path}");
            let whole = whole.text().await.unwrap();
            let and = if page.contains('?') { '&' } else { '?' };
            let address = format!("{path}{and}view=embed");
            let shown = format!("{}{address}", scene.served.base_url);
            assert!(
                whole.contains(&shown.replace('&', "&#38;")),
                "{path} says how to embed it: {shown}"
            );
            let answer = scene.get(&address).await;
            assert!(is_open(&answer), "{address}");
            let tag = said(&answer, "etag").unwrap();
            let html = answer.text().await.unwrap();
            assert_eq!(gap(&html), None, "{address}");
            for nothing in ["<form", "<nav class=\"tongues\"", "class=\"mast\"", "view=embed"] {
                assert!(!html.contains(nothing), "{address}: {nothing}");
            }
            let words = words::Words::of(words::Language::from_code(language).unwrap());
            assert!(html.contains(&words.text("embed-full")), "{address}");
            let again = reqwest::Client::new().get(format!("{}{address}", scene.served.base_url));
            let again = again.header("if-none-match", tag).send().await.unwrap();
            assert_eq!(again.status(), 304, "{address}");
            assert!(is_open(&again), "what is unchanged stays open: {address}");
        }
        for picture in [
            ".svg",
            "/commitments.svg",
            "/commitments.svg?state=SEN",
            "/states.svg?group=african",
        ] {
            let path = format!("/{language}{picture}");
            let answer = scene.get(&path).await;
            assert_eq!(answer.headers()["content-type"], "image/svg+xml", "{path}");
            assert!(is_open(&answer), "{path}");
            assert!(said(&answer, "content-disposition").is_none(), "{path}");
            let svg = answer.text().await.unwrap();
            assert_eq!(gap(&svg), None, "{path}");
            assert!(
                svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && !svg.contains("style="),
                "{path}: {svg}"
            );
        }
    }
    let nobody = uuid::Uuid::new_v4();
    for path in [
        "/en/commitments?view=embed&year=soon".to_owned(),
        "/en/commitments/CMT-1999-0001?view=embed".to_owned(),
        "/en/nowhere?view=embed".to_owned(),
        "/en/search?q=point&view=embed".to_owned(),
        "/en/invitation?token=x&view=embed".to_owned(),
        format!("/en/letters/stop/{nobody}?view=embed"),
        "/graphql/explorer?view=embed".to_owned(),
        "/en/commitments.csv?view=embed".to_owned(),
        "/en/commitments.svg?year=soon".to_owned(),
        "/en/about/method?view=embed".to_owned(),
    ] {
        assert!(!is_open(&scene.get(&path).await), "{path}");
    }
}

#[tokio::test]
async fn pictures_say_what_the_pages_say() {
    let scene = Scene::set().await;
    let all = scene.text("/en/commitments.svg").await;
    let words = words::Words::of(words::Language::En);
    let under_way = words.name("commitment-status", "in_progress");
    assert!(all.contains(&format!("◐ {under_way} 1")), "{all}");
    let none = scene.text("/en/commitments.svg?state=KEN").await;
    assert!(!none.contains("◐"), "it obeys its address: {none}");
    let growth = scene.text("/en.svg").await;
    assert!(
        growth.contains("Commitments 2") && growth.contains("Updates 0"),
        "{growth}"
    );
    let home = scene.text("/en/").await;
    let table = home.split("id=\"growth\"").nth(1).unwrap();
    let table = table.split("</section>").next().unwrap();
    assert!(
        table.contains("<th scope=\"row\">2026</th><td class=\"n\">2</td><td class=\"n\">0</td>"),
        "what only States may read is not counted: {table}"
    );
    assert!(
        table.contains("<svg") && table.contains("aria-hidden=\"true\""),
        "{table}"
    );
}

#[tokio::test]
async fn a_record_can_be_read_as_it_stood_on_a_day_that_has_passed() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    let platform = &scene.platform;
    let path = format!("/en/commitments/{}", scene.reference());
    let text = async |query: &str| words::without_isolates(&scene.text(&format!("{path}{query}")).await);
    platform.days_pass(10);
    let record = seen_by(platform, &cast.approver, &scene.shown).await;
    let revised = json!({ "date": "INDICATIVE_ON", "newOn": "2028-01-31", "reason": "The venue changed" });
    let answer = act(platform, &cast.approver, "commitmentReviseDate", &record, revised).await;
    assert_eq!(answer["problems"], Value::from(Vec::<Value>::new()), "{answer}");
    let record = seen_by(platform, &cast.approver, &scene.shown).await;
    cast.reported(platform, &record, progress("UNDER_WAY")).await;
    platform.days_pass(10);
    let now = text("").await;
    assert!(now.contains("31 January 2028") && now.contains("What was done") && !now.contains("id=\"past\""));

    // The day before the revision.
    let then = text("?as_of=2026-12-02").await;
    assert!(
        then.contains("30 June 2027") && !then.contains("31 January 2028") && !then.contains("What was done"),
        "{then}"
    );
    for said in [
        "As it stood on 2 December 2026",
        "This is a past state",
        "as of 2 December 2026.",
        "As of 2 December 2026",
        "Under way",
        &format!("href=\"{path}\">Open the present record"),
    ] {
        assert!(then.contains(said), "{said}: {then}");
    }
    // The day on which it was revised and reported on: as it stood when the day ended.
    let after = text("?as_of=2026-12-03").await;
    assert!(
        after.contains("31 January 2028") && after.contains("What was done") && after.contains("As it stood on"),
        "{after}"
    );
    let record = seen_by(platform, &cast.approver, &scene.shown).await;
    act(platform, &cast.approver, "commitmentComplete", &record, json!({})).await;
    platform.days_pass(1);
    let then = text("?as_of=2026-12-03").await;
    assert!(
        then.contains("The status on that day is not kept") && !then.contains("Reported complete"),
        "{then}"
    );
    for (language, _) in LANGUAGES {
        let there = format!("/{language}/commitments/{}?as_of=2026-12-03", scene.reference());
        assert_eq!(gap(&scene.text(&there).await), None, "{there}");
    }
    let before = scene.get(&format!("{path}?as_of=2026-11-22")).await;
    assert_eq!(before.status(), 404);
    let before = words::without_isolates(&before.text().await.unwrap());
    assert!(before.contains("not yet public on 22 November 2026"), "{before}");
    for wrong in [
        "soon",
        "2026-13-01",
        "%2B2026-12-01",
        "2099-01-01",
        "2026-12-01&as_of=2026-12-02",
    ] {
        let answer = scene.get(&format!("{path}?as_of={wrong}")).await;
        assert_eq!(answer.status(), 400, "{wrong}");
    }
    // As a file, too; where the past is not told, nobody takes the present for it.
    let file: Value = serde_json::from_str(&scene.text(&format!("{path}.json?as_of=2026-12-02")).await).unwrap();
    assert_eq!(
        (
            &file["as_of"],
            &file["indicative_on"],
            &file["status"],
            &file["progress_updates"]
        ),
        (&json!("2026-12-02"), &json!("2027-06-30"), &Value::Null, &json!([])),
        "{file}"
    );
    assert!(
        text("?as_of=2026-12-02")
            .await
            .contains(&format!("{path}.json?as_of=2026-12-02"))
    );
    assert_eq!(scene.get(&format!("{path}.json?as_of=2026-11-22")).await.status(), 404);
    for present in [
        format!("{path}.csv"),
        format!("{path}.atom"),
        format!("{path}.ics"),
        "/en/commitments".to_owned(),
        "/en/commitments.csv".to_owned(),
        "/en/states".to_owned(),
        "/en/states/SEN".to_owned(),
        "/en/organizations/AU.atom".to_owned(),
        "/en/reporting".to_owned(),
        "/en/timeline.ics".to_owned(),
        "/en/provisions".to_owned(),
        "/en/compare".to_owned(),
        "/en/search".to_owned(),
        "/en/".to_owned(),
    ] {
        let answer = scene.get(&format!("{present}?as_of=2026-12-02")).await;
        assert_eq!(answer.status(), 400, "{present}");
        let told = answer.text().await.unwrap();
        assert!(
            told.contains("PAST_NOT_SHOWN") || told.contains("tells of the present only"),
            "{present}: {told}"
        );
    }
    let hidden = scene.hidden["reference"].as_str().unwrap();
    let secret = scene.get(&format!("/en/commitments/{hidden}?as_of=2026-12-03")).await;
    let missing = scene.get("/en/commitments/CMT-1999-0001?as_of=2026-12-03").await;
    assert_eq!((secret.status().as_u16(), missing.status().as_u16()), (404, 404));
    assert_eq!(secret.text().await.unwrap(), missing.text().await.unwrap());
}

#[tokio::test]
async fn what_was_shown_to_some_is_public_from_the_day_on_which_everybody_may_read_it() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let cast = Cast::of(platform, "SEN").await;
    let record = seen_by(platform, &cast.approver, &scene.hidden).await;
    cast.reported(platform, &record, progress("UNDER_WAY")).await;
    platform.days_pass(10);
    let record = seen_by(platform, &cast.approver, &scene.hidden).await;
    let public = json!({ "audience": { "audience": "PUBLIC" } });
    let answer = act(platform, &cast.approver, "commitmentSetAudience", &record, public).await;
    assert_eq!(answer["problems"], json!([]), "{answer}");
    let path = format!("/en/commitments/{}", scene.hidden["reference"].as_str().unwrap());
    assert!(scene.text(&path).await.contains("What was done"));
    for (day, status) in [("2026-11-25", 404), ("2026-12-02", 404), ("2026-12-03", 200)] {
        let then = scene.get(&format!("{path}?as_of={day}")).await;
        assert_eq!(then.status(), status, "{day}");
    }
    let then = scene.text(&format!("{path}?as_of=2026-12-03")).await;
    assert!(then.contains("What was done"), "{then}");
    let feed = feed_rs::parser::parse(scene.text(&format!("{path}.atom")).await.as_bytes()).unwrap();
    for entry in &feed.entries {
        for at in [entry.published, entry.updated] {
            assert!(at.unwrap().to_rfc3339().starts_with("2026-12-03"), "{entry:?}");
        }
    }
    assert_eq!(feed.entries.len(), 2);
}

#[tokio::test]
async fn what_waited_for_review_was_not_public_meanwhile() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let cast = Cast::of(platform, "SEN").await;
    let draft = cast.draft(platform, content("Reviewed for a while")).await;
    let submitted = step(platform, &cast.approver, "commitmentSubmit", &draft).await;
    let step_on_the_way = json!({ "commitmentId": submitted["id"], "title": [{ "language": "EN", "text": "On the way" }],
        "originalLanguage": "EN", "dueOn": "2027-03-31" });
    platform.days_pass(10);
    let shown = step(platform, &cast.reviewer, "commitmentPublish", &submitted).await;
    let path = format!("/en/commitments/{}", shown["reference"].as_str().unwrap());
    for (day, status) in [("2026-11-23", 404), ("2026-12-02", 404), ("2026-12-03", 200)] {
        let then = scene.get(&format!("{path}?as_of={day}")).await;
        assert_eq!(then.status(), status, "{day}");
    }
    let feed = feed_rs::parser::parse(scene.text(&format!("{path}.atom")).await.as_bytes()).unwrap();
    assert!(
        feed.entries[0]
            .published
            .unwrap()
            .to_rfc3339()
            .starts_with("2026-12-03"),
        "{feed:?}"
    );

    // The file of a past day knows nothing of what came later.
    let fields = "milestone { id version }";
    let added = platform
        .done(&cast.approver, "milestoneAdd", step_on_the_way, fields)
        .await["milestone"]
        .clone();
    platform.days_pass(10);
    let revised = json!({ "milestoneId": added["id"], "version": added["version"], "dueOn": "2027-09-30", "reason": "More time", "language": "EN" });
    platform.done(&cast.approver, "milestoneRevise", revised, fields).await;
    let record = seen_by(platform, &cast.approver, &shown).await;
    cast.reported(platform, &record, progress("UNDER_WAY")).await;
    let file = async |query: &str| -> Value {
        let text = scene.text(&format!("{path}.json{query}")).await;
        serde_json::from_str(&text).unwrap()
    };
    let (then, now) = (file("?as_of=2026-12-04").await, file("").await);
    let told = |file: &Value| {
        (
            file["milestones"][0]["due_on"].clone(),
            file["last_update_on"].is_string(),
        )
    };
    assert_eq!(told(&then), (json!("2027-03-31"), false), "{then}");
    assert_eq!(told(&now), (json!("2027-09-30"), true), "{now}");
    // The permanent address leads to that day, too.
    let permanent = format!("/id/{}?as_of=2026-12-04", shown["reference"].as_str().unwrap());
    let led = scene.get(&permanent).await.headers()["location"].clone();
    assert!(led.to_str().unwrap().ends_with("?as_of=2026-12-04"), "{led:?}");
}
