//! The page of search: in six languages, with and without a question, and as JSON.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use serde_json::Value;

fn path(language: &str, query: &str) -> String {
    format!("/{language}/search{query}")
}

#[tokio::test]
async fn the_page_is_there_in_every_language_and_every_page_leads_to_it() {
    let scene = Scene::set().await;
    for (language, dir) in LANGUAGES {
        for query in [
            "",
            "?q=",
            "?q=point",
            "?q=xyzzy",
            "?q=point&kind=commitment",
            "?q=%D8%AA",
        ] {
            let html = scene.text(&path(language, query)).await;
            assert!(
                html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")),
                "{language}{query}"
            );
            assert_eq!(gap(&html), None, "{language}{query}");
        }
        for page in ["/", "/commitments", "/about/method", "/nowhere"] {
            let html = scene.get(&format!("/{language}{page}")).await.text().await.unwrap();
            assert!(
                html.contains(&format!("action=\"/{language}/search\"")),
                "{language}{page}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_found_is_marked_and_what_is_hidden_is_not_there() {
    let scene = Scene::set().await;
    let html = scene.text("/en/search?q=POINTS").await;
    assert!(
        html.contains("Name a &#60;b&#62;<mark>point</mark>&#60;/b&#62; of contact"),
        "the words of others are no markup: {html}"
    );
    assert!(
        html.contains(&format!("href=\"/en/commitments/{}\"", scene.reference())),
        "{html}"
    );
    assert!(html.contains("id=\"provision\"") && html.contains("/en/provisions/A/68/98:26(c)"));
    for hidden in ["Known to States", "known states"] {
        let hidden = hidden.replace(' ', "+");
        let html = scene.text(&format!("/en/search?q={hidden}&kind=commitment")).await;
        assert!(html.contains("Nothing on the public record matches"), "{html}");
    }
    let script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let html = scene.text(&format!("/en/search?q={script}")).await;
    assert!(!html.contains("<script"), "{html}");
    let by_name = scene.text("/en/search?q=%E5%A1%9E%E5%86%85%E5%8A%A0%E5%B0%94").await;
    assert!(by_name.contains(scene.reference()), "{by_name}");
}

/// A name leads to the page of whoever is called so, in the reader's language, even where nothing else is found.
#[tokio::test]
async fn a_name_leads_to_the_page_of_whose_it_is() {
    let scene = Scene::set().await;
    for (language, query, link) in [
        ("en", "Turkey", "<a href=\"/en/states/TUR\">Türkiye</a>"),
        ("fr", "Russia", "<a href=\"/fr/states/RUS\">Fédération de Russie</a>"),
        ("zh", "usa", "<a href=\"/zh/states/USA\">美利坚合众国</a>"),
        ("en", "OAS", "<a href=\"/en/organizations/OAS\">"),
    ] {
        let html = scene.text(&path(language, &format!("?q={query}"))).await;
        assert!(
            html.contains("id=\"participant\"") && html.contains(link),
            "{query}: {html}"
        );
        assert!(!html.contains("Nothing on the public record matches"), "{query}");
    }
    let html = scene.text("/en/search?q=Turkey&kind=provision").await;
    assert!(!html.contains("id=\"participant\""));
    let file: Value = serde_json::from_str(&scene.text("/en/search.json?q=Turkey").await).unwrap();
    assert_eq!(file["participants"][0]["name"], Value::from("Türkiye"), "{file}");
    assert_eq!(
        file["participants"][0]["url"],
        Value::from(format!("{}/en/states/TUR", scene.served.base_url))
    );
}

/// As in lists.
#[tokio::test]
async fn a_translation_is_said_to_be_one() {
    let scene = Scene::set().await;
    scene
        .platform
        .as_owner(
            "update commitments set original_language = 'fr', title = title || '{\"fr\": \"Publier un zygomorphe\"}'
               where title ->> 'en' like 'Name a%'",
        )
        .await;
    let note = "<span class=\"original\">Original: \u{2068}French\u{2069} · unofficial translation</span>";
    let html = scene.text("/en/search?q=point&kind=commitment").await;
    assert_eq!(html.matches(note).count(), 1, "{html}");
    let html = scene.text("/en/search?q=zygomorphe&kind=commitment").await;
    assert!(
        html.contains(note)
            && html.contains("<mark>zygomorphe</mark>")
            && html.contains(">Shown in the original: \u{2068}French\u{2069}</span>"),
        "{html}"
    );
    let html = scene.text("/fr/search?q=zygomorphe&kind=commitment").await;
    assert!(!html.contains("class=\"original\""), "{html}");
}

/// What a search finds among updates is what one may follow from there.
#[tokio::test]
async fn what_may_be_followed_is_what_was_found() {
    let scene = Scene::set().await;
    scene
        .platform
        .as_owner(
            "insert into progress_updates (id, commitment_id, participant_id, status, reported_state, narrative, original_language,
                 provenance, audience, reported_on, created_at, published_at, changed_at)
               select gen_random_uuid(), id, participant_id, 'published', 'under_way', '{\"fr\": \"Des enquêteurs sont formés\"}', 'fr',
                   'as_submitted', audience, '2026-02-01', '2026-02-01', '2026-02-01', '2026-02-01' from commitments
                 where title ->> 'en' like 'Name a%' or title ->> 'en' like 'Known to%'",
        )
        .await;
    let html = scene.text("/en/search?q=enqueteurs").await;
    assert!(html.contains("href=\"/en/subscribe?q=enqueteurs\""), "{html}");
    for list in [
        "/en/commitments?q=enqueteurs",
        "/en/commitments.json?q=enqueteurs",
        "/en/commitments.atom?q=enqueteurs",
    ] {
        let text = scene.text(list).await;
        assert!(text.contains(scene.reference()), "{list}: {text}");
        assert!(!text.contains(scene.hidden["reference"].as_str().unwrap()), "{list}");
    }
}

#[tokio::test]
async fn the_page_and_its_file_say_the_same() {
    let scene = Scene::set().await;
    let file: Value = serde_json::from_str(&scene.text("/fr/search.json?q=point").await).unwrap();
    assert_eq!(
        (&file["text"], &file["language"]),
        (&Value::from("point"), &Value::from("fr"))
    );
    let html = scene.text("/fr/search?q=point").await;
    let mut count = 0;
    for group in file["groups"].as_array().unwrap() {
        let hits = group["hits"].as_array().unwrap();
        assert!(hits.len() as u64 <= group["count"].as_u64().unwrap(), "{group}");
        for hit in hits {
            let href = hit["url"]
                .as_str()
                .unwrap()
                .strip_prefix(&scene.served.base_url)
                .unwrap();
            assert!(html.contains(&format!("href=\"{href}\"")), "{hit}");
            count += 1;
        }
    }
    assert!(count >= 2, "{file}");
    assert_eq!(html.matches("<h3>").count(), count);
}

#[tokio::test]
async fn a_kind_is_paged_by_key() {
    let scene = Scene::set().await;
    let first: Value = serde_json::from_str(&scene.text("/en/search.json?q=states&kind=provision").await).unwrap();
    let group = &first["groups"][0];
    assert!(group["count"].as_u64().unwrap() > 25, "{group}");
    let next = group["next"]
        .as_str()
        .unwrap()
        .strip_prefix(&scene.served.base_url)
        .unwrap();
    let second: Value = serde_json::from_str(&scene.text(next).await).unwrap();
    let ids = |page: &Value| -> Vec<String> {
        let hits = page["groups"][0]["hits"].as_array().unwrap();
        hits.iter().map(|hit| hit["id"].to_string()).collect()
    };
    assert!(ids(&second).iter().all(|id| !ids(&first).contains(id)));
    let html = scene.text("/en/search?q=states").await;
    assert!(
        html.contains("href=\"/en/search?kind=provision&#38;q=states\""),
        "{html}"
    );
    let html = scene.text("/en/search?q=states&kind=provision").await;
    assert!(html.contains("rel=\"next\""), "{html}");
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused() {
    let scene = Scene::set().await;
    for query in [
        "?q=point&kind=letters",
        "?q=point&kind=provision&after=x",
        "?q=point&after=x",
        "?q=%00",
        "?q=%FF",
        "?q=a&q=b",
        &format!("?q={}", "x".repeat(201)),
    ] {
        let page = scene.get(&path("en", query)).await;
        assert_eq!(page.status(), 400, "{query}");
        assert!(page.text().await.unwrap().contains("id=\"problems\""), "{query}");
        let file = scene.get(&format!("/en/search.json{query}")).await;
        assert_eq!(file.status(), 400, "{query}");
        let said: Value = serde_json::from_str(&file.text().await.unwrap()).unwrap();
        assert!(said["problems"][0]["code"].is_string(), "{said}");
    }
}
