//! Lists narrowed by what the address asks for, and names in the order it asks for: on pages and in files alike.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, content};
use serde_json::{Value, json};

async fn rows(scene: &Scene, path: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&scene.text(path).await).unwrap();
    list.as_array().unwrap_or_else(|| panic!("{path}: {list}")).clone()
}

#[tokio::test]
async fn commitments_are_narrowed_by_group_and_language_alike_on_pages_in_files_and_in_the_api() {
    let scene = Scene::set().await;
    let norway = Cast::of(&scene.platform, "NOR").await;
    let mut french = content("unused");
    french["title"] = json!([{ "language": "FR", "text": "Former des enquêteurs" }]);
    french["originalLanguage"] = json!("FR");
    norway.published(&scene.platform, french).await;
    for (query, filter, count) in [
        ("group=african", json!({ "groups": ["african"] }), 2),
        ("group=weog", json!({ "groups": ["weog"] }), 1),
        ("group=african&group=weog", json!({ "groups": ["african", "weog"] }), 3),
        ("group=none", json!({ "groups": ["none"] }), 0),
        ("group=ldc", json!({ "groups": ["ldc"] }), 2),
        ("doclang=fr", json!({ "originalLanguages": ["FR"] }), 1),
        (
            "doclang=fr&group=african",
            json!({ "originalLanguages": ["FR"], "groups": ["african"] }),
            0,
        ),
    ] {
        let found = rows(&scene, &format!("/en/commitments.json?{query}")).await;
        assert_eq!(found.len(), count, "{query}");
        let csv = scene.text(&format!("/en/commitments.csv?{query}")).await;
        assert_eq!(
            csv::Reader::from_reader(csv.as_bytes()).records().count(),
            count,
            "{query}"
        );
        let html = scene.text(&format!("/en/commitments?{query}")).await;
        let commitments = words::Words::of(words::Language::En).with("commitments-count", &[("n", count)]);
        assert!(html.contains(&commitments), "{query}: {commitments}");
        let question = "query Filtered($filter: CommitmentFilter!) { commitments(filter: $filter) { totalCount } }";
        let answer = scene.platform.visit(question, json!({ "filter": filter })).await;
        assert_eq!(answer["data"]["commitments"]["totalCount"], count, "{query}: {answer}");
    }
    let question = "query Filtered($filter: CommitmentFilter!) { commitments(filter: $filter) { totalCount } }";
    let refused = scene
        .platform
        .visit(question, json!({ "filter": { "groups": ["west"] } }))
        .await;
    assert_eq!(
        refused["errors"][0]["extensions"]["field"], "filter.groups",
        "{refused}"
    );
    for (language, _) in LANGUAGES {
        let path = format!("/{language}/commitments?group=african&doclang=en");
        assert_eq!(gap(&scene.text(&path).await), None, "{path}");
    }
}

#[tokio::test]
async fn a_participants_own_page_and_files_are_narrowed_by_theme_and_year() {
    let scene = Scene::set().await;
    let theme = scene
        .platform
        .fact("select theme from commitment_provisions limit 1")
        .await;
    let theme = theme.as_str().unwrap().to_owned();
    for (query, count) in [
        (String::new(), 2),
        (format!("theme={theme}"), 1),
        ("year=2026".to_owned(), 2),
        ("year=1999".to_owned(), 0),
    ] {
        let csv = scene.text(&format!("/en/states/SEN.csv?{query}")).await;
        assert_eq!(
            csv::Reader::from_reader(csv.as_bytes()).records().count(),
            count,
            "{query}: {csv}"
        );
        let html = words::without_isolates(&scene.text(&format!("/en/states/SEN?{query}")).await);
        let label = if count == 1 {
            "CSV, 1 row<".to_owned()
        } else {
            format!("CSV, {count} rows")
        };
        assert!(html.contains(&label), "{query}: {html}");
    }
    for (language, _) in LANGUAGES {
        for page in ["/states/SEN", "/organizations/AU"] {
            let html = scene.text(&format!("/{language}{page}?theme={theme}&year=2026")).await;
            assert_eq!(gap(&html), None, "{language}{page}");
        }
    }
    assert_eq!(scene.get("/en/states/SEN?theme=weather").await.status(), 400);
    assert_eq!(scene.get("/en/organizations/AU?year=soon").await.status(), 400);
    assert_eq!(scene.get("/en/organizations/AU.csv?year=soon").await.status(), 400);
}

#[tokio::test]
async fn states_stand_in_the_order_asked_for_and_are_counted_by_theme_and_year() {
    let scene = Scene::set().await;
    let theme = scene
        .platform
        .fact("select theme from commitment_provisions limit 1")
        .await;
    let theme = theme.as_str().unwrap().to_owned();
    let codes = async |path: &str| -> Vec<String> {
        let rows = rows(&scene, path).await;
        let codes = rows.iter().map(|row| row["code"].as_str().unwrap().to_owned());
        codes.collect()
    };
    let place = |codes: &[String], code: &str| codes.iter().position(|one| one == code).unwrap();
    let english = codes("/en/states.json").await;
    assert_eq!(
        english,
        codes("/ar/states.json?order=en").await,
        "the stored order, whatever the language"
    );
    assert!(place(&english, "DEU") > place(&english, "FRA"), "Germany");
    let french = codes("/en/states.json?order=fr").await;
    assert!(place(&french, "DEU") < place(&french, "FRA"), "Allemagne");
    assert_eq!(french, codes("/fr/states.json?order=ui").await);
    for order in [&english, &french] {
        assert!(place(order, "VAT") > place(order, "ZWE"), "member States first");
    }
    let figures = async |query: &str| {
        let rows = rows(&scene, &format!("/en/states.json?{query}")).await;
        let senegal = rows.iter().find(|row| row["code"] == "SEN").unwrap().clone();
        senegal["commitment_count"].as_i64().unwrap()
    };
    assert_eq!(figures("").await, 2);
    assert_eq!(figures(&format!("theme={theme}")).await, 1);
    assert_eq!(figures("year=2026").await, 2);
    assert_eq!(figures("year=1999").await, 0);
    for (language, _) in LANGUAGES {
        for (view, has_map, has_table) in [("", true, true), ("map", true, false), ("table", false, true)] {
            let html = scene
                .text(&format!("/{language}/states?order=ui&theme={theme}&view={view}"))
                .await;
            assert_eq!(gap(&html), None, "{language} {view}");
            assert_eq!(html.contains("class=\"tiles\""), has_map, "{language} {view}");
            assert_eq!(
                html.contains("aria-labelledby=\"list\""),
                has_table,
                "{language} {view}"
            );
        }
        for page in [
            "/reporting?order=fr",
            "/compare?state=SEN&state=KEN",
            "/timeline?group=african",
        ] {
            let html = scene.text(&format!("/{language}{page}&theme={theme}")).await;
            assert_eq!(gap(&html), None, "{language}{page}");
        }
    }
    let english = scene.text("/en/states?order=fr").await;
    assert!(
        english.contains("French alphabetical order"),
        "the order is said, and printed"
    );
    for path in [
        "/en/states?order=best",
        "/en/states?view=globe",
        "/en/states?theme=weather",
        "/en/states.csv?year=soon",
        "/en/reporting?order=best",
        "/en/reporting.csv?theme=weather",
        "/en/compare?state=SEN&state=KEN&theme=weather",
        "/en/timeline?group=west",
    ] {
        assert_eq!(scene.get(path).await.status(), 400, "{path}");
    }
    let one = rows(&scene, &format!("/en/compare.json?state=SEN&state=KEN&theme={theme}")).await;
    assert!(
        !one.is_empty() && one.iter().all(|row| row["theme"] == theme.as_str()),
        "{one:?}"
    );
}
