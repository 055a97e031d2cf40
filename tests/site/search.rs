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
