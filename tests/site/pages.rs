//! Home, list, one commitment and the method: what they show, to whom, and what they answer to nonsense.

use super::Scene;
use crate::commitments::scenes::{Cast, act, content};
use reqwest::Client;
use serde_json::{Value, json};

pub(super) const LANGUAGES: [(&str, &str); 6] = [
    ("ar", "rtl"),
    ("zh", "ltr"),
    ("en", "ltr"),
    ("fr", "ltr"),
    ("ru", "ltr"),
    ("es", "ltr"),
];

/// A gap in the words shows as its key in brackets.
pub(super) fn gap(html: &str) -> Option<&str> {
    let inside = html.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    inside.into_iter().find(|key| key.contains('-') && !key.contains(' '))
}

#[tokio::test]
async fn every_page_is_there_in_every_language_and_shows_what_is_public() {
    let scene = Scene::set().await;
    for (language, dir) in LANGUAGES {
        for page in [
            "/".to_owned(),
            "/commitments".to_owned(),
            format!("/commitments/{}", scene.reference()),
            "/about/method".to_owned(),
        ] {
            let path = format!("/{language}{page}");
            let html = scene.text(&path).await;
            assert!(
                html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")),
                "{path}"
            );
            assert_eq!(gap(&html), None, "{path}");
            assert!(
                !html.contains("Known to States") && !html.contains("<b>point"),
                "{path}"
            );
            if page != "/about/method" {
                assert!(
                    html.contains("Name a &#60;b&#62;point&#60;/b&#62; of contact"),
                    "{path}: {html}"
                );
            }
        }
    }
    let hidden = scene.hidden["reference"].as_str().unwrap();
    let missing = scene.get("/en/commitments/CMT-1999-0001").await;
    let secret = scene.get(&format!("/en/commitments/{hidden}")).await;
    assert_eq!(
        (missing.status(), secret.status()),
        (404.try_into().unwrap(), 404.try_into().unwrap()),
        "hidden is missing"
    );
    assert_eq!(missing.text().await.unwrap(), secret.text().await.unwrap());
    assert_eq!(scene.get(&format!("/en/commitments/{hidden}.json")).await.status(), 404);
    assert_eq!(scene.get("/de/commitments").await.status(), 404);
}

#[tokio::test]
async fn whoever_has_a_page_is_told_that_it_is_unchanged_until_it_changes() {
    let scene = Scene::set().await;
    for path in [
        "/en/".to_owned(),
        "/ar/commitments".to_owned(),
        format!("/fr/commitments/{}", scene.reference()),
    ] {
        let first = scene.get(&path).await;
        assert_eq!(
            first.headers()["cache-control"],
            "public, max-age=60, stale-while-revalidate=60",
            "{path}"
        );
        let tag = first.headers()["etag"].to_str().unwrap().to_owned();
        scene
            .platform
            .clock
            .set(scene.platform.now() + chrono::TimeDelta::minutes(5));
        let again = || {
            Client::new()
                .get(format!("{}{path}", scene.served.base_url))
                .header("if-none-match", &tag)
                .send()
        };
        assert_eq!(again().await.unwrap().status(), 304, "{path}");
        scene
            .platform
            .as_owner("update commitments set title = title || '{\"en\": \"Another title\"}'")
            .await;
        assert_eq!(again().await.unwrap().status(), 200, "{path}");
        scene
            .platform
            .as_owner("update commitments set title = title || '{\"en\": \"One more title\"}'")
            .await;
    }
}

#[tokio::test]
async fn a_list_is_narrowed_by_its_address_and_nonsense_is_told_not_a_fault() {
    let scene = Scene::set().await;
    let found = scene
        .text("/en/commitments?state=SEN&status=in_progress&year=2026&q=contact&utm_source=x")
        .await;
    let found = words::without_isolates(&found);
    assert!(
        found.contains(scene.reference()) && found.contains("CSV, 1 row"),
        "{found}"
    );
    assert!(!found.contains("utm_source"), "what means nothing is not repeated");
    let none = scene.text("/en/commitments?state=KEN").await;
    assert!(!none.contains(scene.reference()) && none.contains("matches these filters"));
    for query in [
        "state=XXX",
        "state=%00",
        "state=AU",
        "org=nowhere",
        "org=SEN",
        "theme=weather",
        "provision=A%2F1%2F1",
        "status=draft%00",
        "light=green",
        "year=12345",
        "year=soon",
        "year=%2B2026",
        "order=best",
        "order=newest&order=reference",
        "after=nonsense",
        "q=%E2%80%AE",
        "q=%FF%00",
        "q=%FF",
        "q=points&q=contact",
    ] {
        for ending in ["", ".csv", ".json"] {
            let answer = scene.get(&format!("/en/commitments{ending}?{query}")).await;
            let is_place = query.starts_with("after") && !ending.is_empty();
            assert_eq!(answer.status(), if is_place { 200 } else { 400 }, "{ending}?{query}");
            if ending.is_empty() {
                assert!(answer.text().await.unwrap().contains("id=\"problems\""), "{query}");
            }
        }
    }
}

#[tokio::test]
async fn what_a_list_shows_can_be_taken_along_as_a_file() {
    let scene = Scene::set().await;
    let csv = scene.text("/en/commitments.csv?status=published").await;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let title = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "title_en")
        .unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{csv}");
    assert_eq!(&rows[0][title], "'=cmd|'/c calc'!A1");
    assert!(!csv.starts_with('\u{feff}') && scene.text("/ar/commitments.csv?excel=1").await.starts_with('\u{feff}'));
    let list: Value = serde_json::from_str(&scene.text("/ar/commitments.json").await).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2, "{list}");
    let none: Value = serde_json::from_str(&scene.text("/en/commitments.json?state=KEN").await).unwrap();
    assert_eq!(none, serde_json::json!([]));
    let one: Value =
        serde_json::from_str(&scene.text(&format!("/en/commitments/{}.json", scene.reference())).await).unwrap();
    assert_eq!(
        (&one["reference"], &one["status"]),
        (&scene.shown["reference"], &Value::from("in_progress"))
    );
    let alone = scene.text(&format!("/fr/commitments/{}.csv", scene.reference())).await;
    let mut reader = csv::Reader::from_reader(alone.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert!(
        header
            .iter()
            .take(schema::record::COLUMNS.len())
            .eq(schema::record::COLUMNS.iter().copied())
    );
    let cell = |name: &str| header.iter().position(|header| header == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        (
            rows.len(),
            &rows[0][cell("reference")],
            &rows[0][cell("status_label_fr")]
        ),
        (
            1,
            scene.reference(),
            words::Words::of(words::Language::Fr)
                .name("commitment-status", "in_progress")
                .as_str()
        )
    );
    let hidden = scene.hidden["reference"].as_str().unwrap();
    for path in [hidden, "CMT-1999-0001", "%00", "a'b"] {
        assert_eq!(
            scene.get(&format!("/en/commitments/{path}.csv")).await.status(),
            404,
            "{path}"
        );
    }
}

#[tokio::test]
async fn whoever_has_a_file_is_told_that_it_is_unchanged_until_it_changes_for_them() {
    let scene = Scene::set().await;
    let one = format!("/en/commitments/{}", scene.reference());
    let paths = [
        "/en/commitments.csv".to_owned(),
        "/en/commitments.csv?excel=1".to_owned(),
        "/ar/commitments.csv".to_owned(),
        "/en/commitments.json?state=SEN".to_owned(),
        format!("{one}.json"),
        format!("{one}.csv"),
    ];
    let tag = async |path: &str| {
        let answer = scene.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(
            answer.headers()["cache-control"],
            "public, max-age=60, stale-while-revalidate=60",
            "{path}"
        );
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{path}");
        answer.headers()["etag"].to_str().unwrap().to_owned()
    };
    let mut tags = vec![];
    for path in &paths {
        tags.push(tag(path).await);
    }
    assert_eq!(
        tags.iter().collect::<std::collections::BTreeSet<_>>().len(),
        paths.len()
    );
    let asked_again = async |place: usize| {
        let request = Client::new().get(format!("{}{}", scene.served.base_url, paths[place]));
        request
            .header("if-none-match", &tags[place])
            .send()
            .await
            .unwrap()
            .status()
    };
    let all_say = async |status: u16, why: &str| {
        for (place, path) in paths.iter().enumerate() {
            assert_eq!(asked_again(place).await, status, "{path}: {why}");
        }
    };
    all_say(304, "nothing has changed").await;
    scene
        .platform
        .as_owner("update commitments set title = '{\"en\": \"Still hidden\"}', version = version + 1, changed_at = changed_at + interval '1 hour' where not is_public")
        .await;
    all_say(304, "what one may not read does not change the tag").await;
    scene
        .platform
        .as_owner("update commitments set title = '{\"en\": \"Another title\"}', version = version + 1 where is_public")
        .await;
    all_say(200, "the records have changed").await;
}

#[tokio::test]
async fn a_copy_of_a_list_is_old_once_it_names_what_is_no_longer_public() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    let [old, new] = [
        cast.published(&scene.platform, content("The old one")).await,
        cast.published(&scene.platform, content("The new one")).await,
    ];
    let by = json!({ "supersededById": new["id"] });
    let done = act(&scene.platform, &cast.approver, "commitmentSupersede", &old, by).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let named = new["reference"].as_str().unwrap();
    for kind in ["csv", "json", "zip"] {
        let path = format!("/en/commitments.{kind}?status=superseded");
        let ask = async |tag: Option<&str>| {
            let request = Client::new().get(format!("{}{path}", scene.served.base_url));
            let request = tag
                .into_iter()
                .fold(request, |request, tag| request.header("if-none-match", tag));
            request.send().await.unwrap()
        };
        let tag = ask(None).await.headers()["etag"].to_str().unwrap().to_owned();
        assert!(
            kind == "zip" || ask(None).await.text().await.unwrap().contains(named),
            "{path}"
        );
        assert_eq!(ask(Some(&tag)).await.status(), 304, "{path}");
        let audience = |whole: &str| {
            format!("update commitments set audience = '{whole}', version = version + 1 where reference = '{named}'")
        };
        scene.platform.as_owner(&audience("states")).await;
        let again = ask(Some(&tag)).await;
        assert_eq!(again.status(), 200, "{path}");
        assert!(kind == "zip" || !again.text().await.unwrap().contains(named), "{path}");
        scene.platform.as_owner(&audience("public")).await;
    }
}

#[tokio::test]
async fn a_page_names_its_translations_its_date_and_how_to_cite_it() {
    let scene = Scene::set().await;
    let html = scene
        .text("/en/commitments?theme=&status=in_progress&utm_source=x")
        .await;
    let html = words::without_isolates(&html);
    let base = &scene.served.base_url;
    for language in LANGUAGES.map(|(language, _)| language) {
        let there = format!("/{language}/commitments?status=in_progress");
        assert!(
            html.contains(&format!("<a href=\"{there}\"")),
            "the switch keeps the query: {language}"
        );
        assert!(
            html.contains(&format!("hreflang=\"{language}\" href=\"{base}{there}\"")),
            "{html}"
        );
    }
    assert!(html.contains(&format!(
        "<link rel=\"canonical\" href=\"{base}/en/commitments?status=in_progress\">"
    )));
    assert!(
        html.contains("Why is an entry not here?") && html.contains("Last refreshed: 23 November 2026 at 09:00 (UTC)")
    );
    assert!(html.contains("As of 23 November 2026 at 09:00 (UTC)"));

    let one = scene.text(&format!("/en/commitments/{}", scene.reference())).await;
    let one = words::without_isolates(&one);
    let cite = format!(
        "Cite as: Senegal, {}, Para29, as of 23 November 2026.",
        scene.reference()
    );
    assert!(one.contains(&cite), "{one}");
    assert!(one.contains(&format!("{base}/id/{}", scene.reference())));
    for (asked, language) in [("fr", "fr"), ("de, ar;q=0.5", "ar"), ("de", "en")] {
        let answer = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let reference = scene.reference().to_lowercase();
        let answer = answer
            .get(format!("{}/id/{reference}", scene.served.base_url))
            .header("accept-language", asked);
        let answer = answer.send().await.unwrap();
        let place = format!("/{language}/commitments/{}", scene.reference());
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
            (303, place.as_str())
        );
    }
}

#[tokio::test]
async fn a_commitment_of_which_nothing_was_reported_yet_is_not_said_to_be_reported_on() {
    let scene = Scene::set().await;
    let path = format!("/en/commitments/{}", scene.reference());
    let light = async || {
        let (list, one) = (
            scene.text("/en/commitments?status=in_progress").await,
            scene.text(&path).await,
        );
        let row = list.split("<tbody").nth(2).unwrap().to_owned();
        (row, words::without_isolates(&one))
    };
    let (row, one) = light().await;
    assert!(
        row.contains("No update invited yet") && !row.contains("Update received"),
        "{row}"
    );
    assert!(one.contains("An update is invited from 23 November 2027 on"), "{one}");
    scene.platform.days_pass(370);
    let (row, one) = light().await;
    assert!(row.contains("Update invited"), "{row}");
    assert!(one.contains("Update invited by 23 January 2028"), "{one}");
    scene.platform.days_pass(70);
    let (row, one) = light().await;
    assert!(
        row.contains("No update received") && !one.contains("invited by"),
        "{row}"
    );
}

#[tokio::test]
async fn what_the_home_page_counts_is_a_file_too() {
    let scene = Scene::set().await;
    let figures: Value = serde_json::from_str(&scene.text("/fr.json").await).unwrap();
    assert_eq!(
        (&figures["commitments"], &figures["participants"]),
        (&Value::from(2), &Value::from(1)),
        "{figures}"
    );
    assert_eq!(figures["as_of"], "2026-11-23T09:00:00Z");
    let csv = scene.text("/fr.csv").await;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        &csv::StringRecord::from(vec!["theme", "theme_text", "status", "status_text", "commitment_count"])
    );
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), figures["figures"].as_array().unwrap().len());
    assert!(
        rows.iter().all(|row| !row[1].is_empty()) && rows.iter().any(|row| &row[2] == "in_progress"),
        "{csv}"
    );
    let html = scene.text("/fr/").await;
    assert!(html.contains("href=\"/fr.csv\"") && html.contains("href=\"/fr.json\""));
}

#[tokio::test]
async fn what_is_said_in_another_language_than_the_readers_is_marked_wherever_it_stands() {
    let scene = Scene::rich().await;
    let marked = |html: &str, text: &str, note: &str| {
        let said = format!("<span lang=\"fr\" dir=\"ltr\">{text}</span>");
        let notes = format!("<span class=\"original\">{note}</span>");
        let after = html
            .split(&said)
            .skip(1)
            .map(|rest| rest.chars().take(120).collect::<String>());
        let places: Vec<String> = after.collect();
        assert!(!places.is_empty(), "{text} is not said: {html}");
        for place in places {
            assert!(place.contains(&notes), "{text} {place}");
        }
    };
    let one = scene.text(&format!("/en/commitments/{}", scene.reference())).await;
    let one = words::without_isolates(&one);
    for text in [
        "Le décret a été signé en octobre.",
        "Une équipe de permanence",
        "Enquêteurs formés",
        "Décret n° 2026-812",
        "Journal officiel",
    ] {
        marked(&one, text, "Shown in the original: French");
    }
    assert!(one.contains("<span lang=\"fr\" dir=\"ltr\">personnes</span>"), "{one}");
    let joined = "</a> · para. 3 · 15 January 2026 · Language of the source: French";
    assert!(one.contains(joined), "no sign of one language stands between: {one}");
    let words = words::Words::of(words::Language::Zh);
    let note = words.with("original-language-shown", &[("language", words.name("language", "fr"))]);
    let timeline = words::without_isolates(&scene.text("/zh/timeline?year=2026").await);
    marked(&timeline, "Un décret", &words::without_isolates(&note));
}
