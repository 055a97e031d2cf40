//! A list and a commitment taken along: as a spreadsheet, a feed, a calendar.

use super::Scene;
use crate::commitments::scenes::{Cast, progress, seen_by};
use serde_json::Value;
use std::io::Read;

/// What stands in a spreadsheet's first sheet, as XML.
fn sheet_of(book: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    sheet
}

#[tokio::test]
async fn a_list_is_a_spreadsheet_whose_formulas_are_text() {
    let scene = Scene::set().await;
    for (language, from_the_right) in [("en", false), ("ar", true)] {
        let answer = scene.get(&format!("/{language}/commitments.xlsx")).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        let book = answer.bytes().await.unwrap();
        let sheet = sheet_of(&book);
        assert!(sheet.contains(scene.reference()), "{sheet}");
        assert!(
            sheet.contains("=cmd|") && !sheet.contains("<f>"),
            "a text, not a formula"
        );
        assert_eq!(sheet.contains("rightToLeft=\"1\""), from_the_right);
        assert!(!sheet.contains("Known to States"));
    }
    let narrowed = scene
        .get("/en/commitments.xlsx?status=in_progress")
        .await
        .bytes()
        .await
        .unwrap();
    assert!(!sheet_of(&narrowed).contains("=cmd|"));
    assert_eq!(scene.get("/en/commitments.xlsx?status=never").await.status(), 400);
}

#[tokio::test]
async fn a_list_is_a_feed_in_the_readers_language_with_what_is_public_only() {
    let scene = Scene::set().await;
    let text = scene.text("/fr/commitments.atom?status=in_progress").await;
    let feed: atom_syndication::Feed = text.parse().unwrap();
    assert_eq!(feed.lang(), Some("fr"));
    assert_eq!(feed.entries().len(), 1);
    let entry = &feed.entries()[0];
    assert!(
        entry.id().ends_with(&format!("/id/{}", scene.reference())),
        "{}",
        entry.id()
    );
    assert_eq!(entry.title().as_str(), "Name a <b>point</b> of contact");
    assert!(
        entry.links()[0]
            .href()
            .contains(&format!("/fr/commitments/{}", scene.reference()))
    );
    let own = feed.links().iter().find(|link| link.rel() == "self").unwrap();
    assert!(
        own.href().ends_with("/fr/commitments.atom?status=in_progress"),
        "{}",
        own.href()
    );
    let all: atom_syndication::Feed = scene.text("/en/commitments.atom").await.parse().unwrap();
    assert_eq!(
        all.entries().len(),
        2,
        "what only States may read is not news for everybody"
    );
    assert_eq!(scene.get("/en/commitments.atom?year=soon").await.status(), 400);
}

#[tokio::test]
async fn one_commitment_is_followed_update_by_update() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    let record = seen_by(&scene.platform, &cast.approver, &scene.shown).await;
    cast.reported(&scene.platform, &record, progress("UNDER_WAY")).await;
    let path = format!("/en/commitments/{}.atom", scene.reference());
    let feed: atom_syndication::Feed = scene.text(&path).await.parse().unwrap();
    assert_eq!(feed.entries().len(), 2, "the update, and the commitment itself");
    let hidden = scene.hidden["reference"].as_str().unwrap();
    for suffix in ["atom", "ics"] {
        assert_eq!(
            scene.get(&format!("/en/commitments/{hidden}.{suffix}")).await.status(),
            404
        );
    }
}

#[tokio::test]
async fn days_due_go_into_a_calendar_as_whole_days_and_are_called_off_with_their_commitment() {
    let scene = Scene::set().await;
    let events = async |path: &str| -> Vec<String> {
        let text = scene.text(path).await.replace("\r\n ", "");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{text}");
        let mut events: Vec<String> = text.split("BEGIN:VEVENT").skip(1).map(str::to_owned).collect();
        events.retain(|event| event.contains(scene.reference()));
        events
    };
    let due: Value = scene.shown["dueOn"].clone();
    let day = due.as_str().unwrap().replace('-', "");
    let all = events("/ar/commitments.ics").await;
    assert!(
        all.iter()
            .any(|event| event.contains(&format!("DTSTART;VALUE=DATE:{day}"))),
        "{all:?}"
    );
    assert!(all.iter().all(|event| event.contains("STATUS:CONFIRMED")));
    // What is done was not called off.
    scene
        .platform
        .as_owner("update commitments set status = 'completed'; update milestones set status = 'reached', reached_on = due_on")
        .await;
    let done = events("/en/commitments.ics").await;
    assert!(
        done.len() == all.len() && done.iter().all(|event| event.contains("STATUS:CONFIRMED")),
        "{done:?}"
    );
    assert!(done.iter().any(|event| event.contains("Reported complete")), "{done:?}");
    scene
        .platform
        .as_owner("update commitments set status = 'withdrawn'")
        .await;
    let path = format!("/en/commitments/{}.ics", scene.reference());
    assert!(
        events(&path)
            .await
            .iter()
            .all(|event| event.contains("STATUS:CANCELLED"))
    );
    assert!(!scene.text("/en/commitments.ics").await.contains("Known to States"));
}
