//! axe-core over every kind of page, in English and Arabic, by light and in the dark, on a desk and in the hand.

use super::{Browser, DESKTOP, PHONE, checker, kinds};
use crate::site::Scene;
use schema::{Language, directory};
use serde_json::{Value, json};

const EVERYTHING: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// What axe-core finds wrong in the page as it stands. Where it cannot tell what stands behind a word (heads of tables that
/// lie over two rows, cells out of sight) the story of colours has measured every pair that there is.
async fn findings(browser: &Browser, rules: &str) -> Value {
    let script = format!(
        "const done = arguments[0];
        axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'], preload: false }}).then(
          (found) => done(found.violations.flatMap((rule) =>
            rule.nodes.map((node) => `${{rule.id}}: ${{node.target.join(' ')}} ${{node.failureSummary}}`))),
          (error) => done([String(error)]));"
    );
    browser.client.execute_async(&script, vec![]).await.unwrap()
}

/// What can differ in the hand from what is on a desk.
const IN_THE_HAND: &str =
    "['target-size', 'scrollable-region-focusable', 'color-contrast', 'label', 'link-name', 'region']";

/// Looks at the page that is open: at everything on a desk, and at what may differ in the dark and in the hand.
async fn look_at(browser: &Browser, what: &str, wrong: &mut Vec<String>) {
    let mut note = |when: &str, found: Value| {
        let found = found.as_array().cloned().unwrap_or_default();
        wrong.extend(
            found
                .iter()
                .map(|line| format!("{what} {when}: {}", line.as_str().unwrap_or_default())),
        );
    };
    note("on a desk", findings(browser, EVERYTHING).await);
    browser.is_no_wider_than_the_screen(what).await;
    // colours are the same in every language
    if !what.starts_with("/ar/") {
        browser.shows_as("dark", "").await;
        note("in the dark", findings(browser, "['color-contrast']").await);
        browser.shows_as("light", "").await;
    }
    browser.screen(PHONE).await;
    browser.is_no_wider_than_the_screen(what).await;
    note("in the hand", findings(browser, IN_THE_HAND).await);
    browser.screen(DESKTOP).await;
}

#[tokio::test]
async fn a_browser_finds_nothing_by_axe_that_bars_anyone_from_any_kind_of_page() {
    let scene = Scene::rich().await;
    let issued = directory::first_administrator(&scene.platform.db, scene.platform.now(), "chair@example.org")
        .await
        .unwrap()
        .unwrap();
    let browser = Browser::start().await;
    let axe = std::fs::read_to_string(checker("axe.min.js")).unwrap();
    // Told by the browser's own protocol, which the pages' policy does not bind.
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": axe }))
        .await;
    browser.shows_as("light", "").await;
    let mut wrong = Vec::new();
    let mut pages: Vec<String> = vec!["/".into(), "/dev/letters".into(), "/graphql/explorer".into()];
    let links = scene.links_of_letters().await;
    assert!(links.len() >= 3, "{links:?}");
    pages.extend(links);
    for language in ["en", "ar"] {
        pages.extend(kinds(&scene, language).into_iter().map(|(_, path)| path));
    }
    for page in &pages {
        browser.goto(&scene, page).await;
        look_at(&browser, page, &mut wrong).await;
    }
    // A letter, and a form that was filled in wrong.
    browser.goto(&scene, "/dev/letters").await;
    browser.click("main a[href^='/dev/letters/']").await;
    browser.element(".letter").await;
    look_at(&browser, "a letter", &mut wrong).await;
    for language in [Language::En, Language::Ar] {
        let path = directory::invitation_path(language, &issued.token);
        browser.goto(&scene, &path).await;
        look_at(&browser, &path, &mut wrong).await;
        browser
            .ask("document.querySelector('main form').noValidate = true")
            .await;
        browser.element("#password").await.send_keys("short").await.unwrap();
        browser.click("main form button").await;
        browser.element("#problems").await;
        look_at(&browser, "an invitation refused", &mut wrong).await;
    }
    browser.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
