//! Every list taken along: as a feed and as a calendar, read by parsers that are not ours, and as an archive.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, content, progress, seen_by};
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use feed_rs::model::{Feed, FeedType};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

fn feed(text: &str) -> Feed {
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(feed.feed_type, FeedType::Atom);
    feed
}

fn events(text: &str) -> usize {
    let calendar = ICalendar::parse(text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    let events = calendar
        .components
        .iter()
        .filter(|part| part.component_type == ICalendarComponentType::VEvent);
    let mut count = 0;
    for event in events {
        for property in [
            ICalendarProperty::Uid,
            ICalendarProperty::Dtstart,
            ICalendarProperty::Summary,
        ] {
            assert!(event.property(&property).is_some(), "{property:?}: {text}");
        }
        count += 1;
    }
    count
}

fn files(archive: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

/// The provision that the public commitment of a scene answers, its theme, and the year in which it is due.
async fn facts(scene: &Scene) -> (String, String, String) {
    let of = "from commitment_provisions c join provisions p on p.id = c.provision_id limit 1";
    let text = async |what: &str| {
        let found = scene.platform.fact(&format!("select {what} {of}")).await;
        found.as_str().unwrap().to_owned()
    };
    let due = scene.shown["dueOn"].as_str().unwrap()[..4].to_owned();
    (text("p.reference").await, text("p.theme").await, due)
}

#[tokio::test]
async fn every_list_has_a_feed_that_obeys_its_address_and_holds_what_is_public_only() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    let record = seen_by(&scene.platform, &cast.approver, &scene.shown).await;
    cast.reported(&scene.platform, &record, progress("UNDER_WAY")).await;
    let other = Cast::of(&scene.platform, "KEN").await;
    other.published(&scene.platform, content("Train investigators")).await;
    let (provision, theme, due) = facts(&scene).await;
    let another = scene
        .platform
        .fact(&format!("select code from themes where code <> '{theme}' limit 1"))
        .await;
    let another = another.as_str().unwrap();
    // An address, how many entries its feed has, and whether the page itself takes the same query.
    for (path, query, count) in [
        ("/", "", 1),
        ("/commitments", "group=african", 3),
        ("/commitments", "group=weog", 0),
        ("/commitments", "state=KEN", 1),
        ("/commitments", "doclang=en", 3),
        ("/commitments", "doclang=fr", 0),
        ("/timeline", &format!("year={due}"), 3),
        ("/timeline", &format!("theme={theme}&year={due}"), 1),
        ("/timeline", &format!("group=weog&year={due}"), 0),
        ("/states", "", 3),
        ("/states", "group=african", 3),
        ("/states", "group=weog", 0),
        ("/states", &format!("theme={theme}"), 1),
        ("/states/SEN", "", 2),
        ("/states/SEN", &format!("theme={theme}"), 1),
        ("/states/SEN", "year=1999", 0),
        ("/states/KEN", "", 1),
        ("/organizations", "", 0),
        ("/organizations/AU", "", 0),
        ("/provisions", &format!("theme={theme}"), 1),
        ("/provisions", &format!("theme={another}"), 0),
        (&format!("/provisions/{provision}"), "", 1),
        ("/reporting", "", 3),
        ("/reporting", "group=weog", 0),
        ("/search", "q=investigators", 1),
        ("/search", "q=What+was+done&kind=update", 1),
    ] {
        let question = if query.is_empty() {
            String::new()
        } else {
            format!("?{query}")
        };
        let place = path.trim_end_matches('/');
        let address = format!("/en{place}.atom{question}");
        let found = feed(&scene.text(&address).await);
        assert_eq!(found.entries.len(), count, "{address}: {found:?}");
        assert!(
            !format!("{found:?}").contains("Known to States"),
            "{address}: what only States may read is not news for everybody"
        );
        let own = found
            .links
            .iter()
            .find(|link| link.rel.as_deref() == Some("self"))
            .unwrap();
        assert!(
            own.href
                .split('?')
                .next()
                .unwrap()
                .ends_with(&format!("/en{place}.atom")),
            "{own:?}"
        );
        assert_eq!(found.language.as_deref(), Some("en"), "{address}");
        let page = scene.text(&format!("/en{path}{question}")).await;
        let link = format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/en{place}.atom");
        assert!(page.contains(&link), "{path}: its page leads to the feed");
    }
    for (language, _) in LANGUAGES {
        let found = feed(&scene.text(&format!("/{language}/states/SEN.atom")).await);
        let title = found.title.unwrap().content;
        assert_eq!(gap(&title), None, "{title}");
        assert!(!title.contains('\u{2068}'), "{title}");
    }
    for path in [
        "/en/timeline.atom?year=soon",
        "/en/states.atom?group=west",
        "/en/states/SEN.atom?theme=weather",
        "/en/provisions.atom?theme=weather",
        "/en/reporting.atom?theme=weather",
        "/en/search.atom?kind=none&q=x",
        "/en/commitments.atom?doclang=de",
        "/en/commitments.ics?group=west",
        "/en/timeline.ics?theme=weather",
        "/en/states/SEN.ics?year=soon",
    ] {
        assert_eq!(scene.get(path).await.status(), 400, "{path}");
    }
    for path in [
        "/en/states/XXX.atom",
        "/en/states/AU.ics",
        "/en/organizations/SEN.atom",
        "/en/provisions/nowhere.atom",
    ] {
        assert_eq!(scene.get(path).await.status(), 404, "{path}");
    }
    let moved = scene.get("/en/states/sen.atom?year=2026").await;
    assert_eq!(moved.headers()["location"], "/en/states/SEN.atom?year=2026");
}

#[tokio::test]
async fn every_list_of_days_is_a_calendar() {
    let scene = Scene::set().await;
    let (_, theme, due) = facts(&scene).await;
    for (address, count) in [
        ("/en.ics".to_owned(), 2),
        ("/ar.ics".to_owned(), 2),
        ("/en/timeline.ics".to_owned(), 2),
        (format!("/en/timeline.ics?year={due}"), 2),
        ("/en/timeline.ics?year=1999".to_owned(), 0),
        (format!("/en/timeline.ics?theme={theme}"), 1),
        ("/en/timeline.ics?group=weog".to_owned(), 0),
        ("/zh/states/SEN.ics".to_owned(), 2),
        (format!("/en/states/SEN.ics?theme={theme}"), 1),
        ("/en/states/KEN.ics".to_owned(), 0),
        ("/en/organizations/AU.ics".to_owned(), 0),
        ("/en/commitments.ics?group=african".to_owned(), 2),
    ] {
        let text = scene.text(&address).await;
        assert_eq!(events(&text), count, "{address}: {text}");
        assert!(!text.contains("Known to States"), "{address}");
    }
}

#[tokio::test]
async fn a_list_is_an_archive_with_its_licence_its_day_and_what_was_asked_for() {
    let scene = Scene::set().await;
    for (language, _) in LANGUAGES {
        let answer = scene
            .get(&format!("/{language}/commitments.zip?status=in_progress&utm_source=x"))
            .await;
        assert_eq!(answer.headers()["content-type"], "application/zip");
        let found = files(&answer.bytes().await.unwrap());
        let names: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["README.txt", "commitments.csv", "commitments.json", "metadata.json"],
            "{language}"
        );
        let readme = &found["README.txt"];
        assert_eq!(gap(readme), None, "{readme}");
        let words = words::Words::of(words::Language::from_code(language).unwrap());
        let address = format!(
            "{}/{language}/commitments.zip?status=in_progress",
            scene.served.base_url
        );
        for said in [
            address.as_str(),
            &words.date("2026-11-23".parse().unwrap()),
            &words.text("data-licence-1"),
            "commitments.csv",
        ] {
            assert!(readme.contains(said), "{language}: {said}: {readme}");
        }
        let metadata: Value = serde_json::from_str(&found["metadata.json"]).unwrap();
        assert_eq!(
            (&metadata["url"], &metadata["query"], &metadata["dateCreated"]),
            (
                &Value::from(address),
                &Value::from("status=in_progress"),
                &Value::from("2026-11-23")
            )
        );
        let alone = scene
            .text(&format!("/{language}/commitments.csv?status=in_progress"))
            .await;
        assert_eq!(found["commitments.csv"], alone, "the same file as by itself");
        let list: Value = serde_json::from_str(&found["commitments.json"]).unwrap();
        assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    }
    for (path, table) in [
        ("/en/states.zip?group=african&order=fr", "states-order-fr.csv"),
        ("/en/timeline.zip?year=2027", "timeline-2027.csv"),
        ("/en/reporting.zip", "reporting.csv"),
        ("/en/states/SEN.zip", "SEN.csv"),
        ("/en/provisions.zip", "provisions.csv"),
    ] {
        let answer = scene.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let found = files(&answer.bytes().await.unwrap());
        assert_eq!(found.len(), 4, "{path}: {found:?}");
        assert!(found.contains_key(table), "{path}: {:?}", found.keys());
        assert!(found["README.txt"].contains(path), "{path}: {}", found["README.txt"]);
    }
    assert_eq!(scene.get("/en/commitments.zip?status=never").await.status(), 400);
    assert_eq!(scene.get("/en/states.zip?group=west").await.status(), 400);
}
