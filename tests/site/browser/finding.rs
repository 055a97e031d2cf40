//! Somebody new finds what one State undertook under 26(c), reads its last update, takes the list along, opens it, and
//! subscribes to it: in Arabic by links and filters, in Chinese by search; with and without style sheets; and in the order
//! in which a screen reader reads.

use super::{Browser, DESKTOP, PHONE};
use crate::harness::smtp::SmtpServer;
use crate::reminders::{env, work};
use crate::site::Scene;
use crate::site::rich::{CLAUSE, LAST_UPDATE_AR, LAST_UPDATE_ZH, TITLE_AR, TITLE_ZH};
use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;
use words::{Language, Words};

/// A folder for what is downloaded, gone once it is dropped.
struct Downloads(PathBuf);

impl Downloads {
    async fn of(browser: &Browser) -> Self {
        let folder = std::env::temp_dir().join(format!("para29-downloads-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir(&folder).unwrap();
        let wanted = json!({ "behavior": "allow", "downloadPath": folder });
        browser.devtools("Browser.setDownloadBehavior", wanted).await;
        Self(folder)
    }

    /// Clicks and gives the file that comes, once it is whole.
    async fn by(&self, browser: &Browser, css: &str) -> PathBuf {
        let files = || -> Vec<PathBuf> {
            let entries = std::fs::read_dir(&self.0).unwrap();
            let paths = entries.map(|entry| entry.unwrap().path());
            paths
                .filter(|path| {
                    path.extension()
                        .is_some_and(|ending| ending != "crdownload" && ending != "tmp")
                })
                .collect()
        };
        let before = files();
        browser.click(css).await;
        for _ in 0..200 {
            if let Some(file) = files().into_iter().find(|file| !before.contains(file)) {
                return file;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{css} gave no file");
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What stands in the first sheet of a workbook, cell by cell, and whether it begins at the right.
fn opened(file: &PathBuf) -> (Vec<String>, bool) {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cells = range.cells().map(|(_, _, cell)| cell.to_string()).collect();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    (cells, sheet.contains("rightToLeft=\"1\""))
}

/// On a list that is narrowed to one commitment: takes it along and subscribes to it as a feed.
async fn takes_along_and_subscribes(browser: &Browser, scene: &Scene, (title, from_the_right): (&str, bool)) {
    let downloads = Downloads::of(browser).await;
    let (cells, is_from_the_right) = opened(&downloads.by(browser, "main .files a[href*='.xlsx']").await);
    assert!(cells.iter().any(|cell| cell == scene.reference()), "{cells:?}");
    assert!(cells.iter().any(|cell| cell == title), "{cells:?}");
    assert!(
        !cells
            .iter()
            .any(|cell| cell.contains("#REF") || cell.contains("Known to States")),
        "{cells:?}"
    );
    assert_eq!(is_from_the_right, from_the_right);
    let feed = std::fs::read(downloads.by(browser, "main .files a[href*='.atom']").await).unwrap();
    let feed = feed_rs::parser::parse(&*feed).unwrap();
    let entry = feed
        .entries
        .iter()
        .find(|entry| entry.title.as_ref().is_some_and(|told| told.content.contains(title)));
    assert!(
        entry.is_some(),
        "{:?}",
        feed.entries.iter().map(|entry| &entry.title).collect::<Vec<_>>()
    );
}

/// On the same list: asks for letters about it, opens the one that comes, and agrees.
async fn asks_for_letters(browser: &Browser, scene: &Scene, language: &str) {
    let (server, address) = (
        SmtpServer::start().await,
        format!("{}@example.net", uuid::Uuid::new_v4().simple()),
    );
    let searched = browser.client.current_url().await.unwrap();
    browser.click(&format!("main a[href^='/{language}/subscribe?']")).await;
    browser.element("#email").await.send_keys(&address).await.unwrap();
    browser.click("main form button").await;
    let words = Words::of(Language::from_code(language).unwrap());
    browser.comes_to(&words.text("subscribe-asked-heading")).await;
    work(&env(&scene.platform, Some(&server))).await;
    let letter = server
        .received()
        .into_iter()
        .find(|letter| letter.to == [address.clone()]);
    let text = letter.expect("a letter that asks whether it was meant").text();
    let start = text.find(&format!("/{language}/letters/alert-confirm/")).unwrap();
    let link: String = text[start..].chars().take_while(|c| !c.is_whitespace()).collect();
    browser.goto(scene, &link).await;
    browser.click("main form button").await;
    browser.comes_to(&words.text("alert-confirmed-heading")).await;
    let agreed = format!("select query from alerts where address = '{address}' and confirmed_at is not null");
    let query = scene.platform.fact(&agreed).await;
    let query = query.as_str().unwrap();
    for (key, value) in searched.query_pairs().filter(|(_, value)| !value.is_empty()) {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        assert!(
            pairs.any(|pair| pair == (key.clone(), value.clone())),
            "{key}={value}: {query}"
        );
    }
}

/// The last update of a commitment that is open.
async fn last_update(browser: &Browser) -> String {
    browser
        .text("section[aria-labelledby=updates] ol > li:first-child")
        .await
}

/// From home to the list of what the State undertook under the clause, by links and filters, in Arabic.
async fn by_links_in_arabic(browser: &Browser, scene: &Scene) {
    browser.goto(scene, "/ar/").await;
    browser.click("header nav a[href='/ar/provisions']").await;
    browser.click(&format!("main a[href='/ar/provisions/{CLAUSE}']")).await;
    browser.comes_to(CLAUSE).await;
    let of_senegal = format!("main table a[href='/ar/commitments/{}']", scene.reference());
    let row = browser.text("table[aria-labelledby=list] tbody tr").await;
    assert!(row.contains("السنغال") && row.contains(TITLE_AR), "{row}");
    browser.click(&of_senegal).await;
    browser.comes_to(TITLE_AR).await;
    let update = last_update(browser).await;
    assert!(update.contains(LAST_UPDATE_AR), "{update}");
    browser
        .click("section[aria-labelledby=facts] a[href^='/ar/commitments?']")
        .await;
    browser.click("details.filters summary").await;
    browser.click("select[name=state] option[value=SEN]").await;
    let chosen = "return document.querySelector('select[name=state]').value";
    assert_eq!(browser.ask(chosen).await, "SEN");
    browser.click("details.filters button").await;
    let narrowed = "return location.pathname === '/ar/commitments' && location.search.includes('state=SEN') && document.readyState";
    for _ in 0..200 {
        // while pages change there is nothing to ask
        if browser
            .client
            .execute(narrowed, vec![])
            .await
            .is_ok_and(|state| state == "complete")
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let here = browser.client.current_url().await.unwrap();
    assert!(
        here.query()
            .is_some_and(|query| query.contains("provision=") && query.contains("state=SEN")),
        "{here}"
    );
    let rows = browser
        .ask("return document.querySelectorAll('table[aria-labelledby=list] tbody tr').length")
        .await;
    assert_eq!(rows, 1);
    takes_along_and_subscribes(browser, scene, (TITLE_AR, true)).await;
    asks_for_letters(browser, scene, "ar").await;
}

/// The same in Chinese, by searching for what it is about.
async fn by_search_in_chinese(browser: &Browser, scene: &Scene) {
    browser.goto(scene, "/zh/").await;
    browser.element("#find").await.send_keys("国家联络点").await.unwrap();
    browser.click("header form button").await;
    browser.comes_to("国家联络点").await;
    let hit = format!("main ol a[href^='/zh/commitments/{}']", scene.reference());
    assert_eq!(browser.text(&hit).await, TITLE_ZH);
    browser.click(&hit).await;
    browser.comes_to(TITLE_ZH).await;
    let update = last_update(browser).await;
    assert!(update.contains(LAST_UPDATE_ZH), "{update}");
    browser.click("section[aria-labelledby=facts] a[href*='26(c)']").await;
    browser.comes_to(CLAUSE).await;
    browser
        .click("section[aria-labelledby=undertaken] a[href*='/zh/commitments?']")
        .await;
    browser.element("details.filters").await;
    takes_along_and_subscribes(browser, scene, (TITLE_ZH, false)).await;
    asks_for_letters(browser, scene, "zh").await;
}

/// Text as it stands in the document, where it can be seen and is not only for the eye; without white space.
const IN_THE_DOCUMENT: &str = "
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      if (!around.closest('select, textarea, [aria-hidden=true]') && around.checkVisibility()) text += walker.currentNode.data;
    }
    return text.replace(/[\\s\\u00a0]/g, '')";

/// What a screen reader is given, in its order: roles that matter, and all text without white space.
async fn read_out(browser: &Browser) -> (Vec<String>, String) {
    browser.devtools("Accessibility.enable", json!({})).await;
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().unwrap();
    let by_id: std::collections::HashMap<&str, &Value> = nodes
        .iter()
        .map(|node| (node["nodeId"].as_str().unwrap(), node))
        .collect();
    let (mut roles, mut text) = (Vec::new(), String::new());
    let mut ahead = vec![nodes[0]["nodeId"].as_str().unwrap()];
    while let Some(node) = ahead.pop().and_then(|id| by_id.get(id)) {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        // markers of lists and what is chosen or typed in a field are not text of the document
        if ["ListMarker", "combobox", "searchbox", "textbox", "Date"].contains(&role) {
            continue;
        }
        if role == "StaticText" {
            let name = node["name"]["value"].as_str().unwrap_or_default();
            text.extend(name.chars().filter(|c| !c.is_whitespace()));
            continue;
        }
        if [
            "banner",
            "search",
            "main",
            "contentinfo",
            "heading",
            "columnheader",
            "rowheader",
        ]
        .contains(&role)
        {
            roles.push(role.to_owned());
        }
        let children = node["childIds"].as_array().into_iter().flatten().rev();
        ahead.extend(children.filter_map(Value::as_str));
    }
    (roles, text)
}

/// What browsers leave around a page that has no style sheet: 8px.
const MARGIN: &str = "return getComputedStyle(document.body).marginTop";

async fn style_sheets_come(browser: &Browser, come: bool) {
    let blocked = if come { json!([]) } else { json!(["*.css*"]) };
    browser.devtools("Network.enable", json!({})).await;
    browser
        .devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
        .await;
    browser
        .devtools("Network.setBlockedURLs", json!({ "urls": blocked }))
        .await;
}

#[tokio::test]
async fn a_browser_leads_from_home_to_one_undertaking_its_last_update_and_the_list_as_a_file_and_a_feed() {
    let scene = Scene::rich().await;
    let browser = Browser::start().await;
    by_links_in_arabic(&browser, &scene).await;
    by_search_in_chinese(&browser, &scene).await;
    browser.screen(PHONE).await;
    by_search_in_chinese(&browser, &scene).await;
    // Without style sheets tables are as wide as they are, and want a wide screen.
    browser.screen(DESKTOP).await;
    style_sheets_come(&browser, false).await;
    browser.goto(&scene, "/ar/").await;
    assert_eq!(browser.ask(MARGIN).await, "8px", "no style sheet comes");
    by_links_in_arabic(&browser, &scene).await;
    by_search_in_chinese(&browser, &scene).await;
    browser.close().await;
}

#[tokio::test]
async fn a_browser_reads_out_what_the_document_says_in_its_order_and_loses_nothing_without_style_sheets() {
    let scene = Scene::rich().await;
    let browser = Browser::start().await;
    let (one, clause) = (
        format!("/commitments/{}", scene.reference()),
        format!("/provisions/{CLAUSE}"),
    );
    for language in ["ar", "zh"] {
        for page in [
            "/",
            &clause,
            &one,
            "/commitments?state=SEN",
            "/search?q=26",
            "/states",
            "/reporting?group=african",
        ] {
            let path = format!("/{language}{page}");
            style_sheets_come(&browser, true).await;
            browser.goto(&scene, &path).await;
            let document = browser.ask(IN_THE_DOCUMENT).await;
            let (roles, text) = read_out(&browser).await;
            assert_eq!(text, document.as_str().unwrap(), "{path}");
            let first = |role: &str| roles.iter().position(|known| known == role);
            let order: Vec<_> = ["banner", "main", "contentinfo"]
                .map(first)
                .into_iter()
                .flatten()
                .collect();
            assert!(
                order.is_sorted() && order.len() == 3 && first("search").is_some(),
                "{path}: {roles:?}"
            );
            assert_eq!(
                roles.iter().filter(|role| *role == "columnheader").count() > 0,
                browser
                    .ask("return document.querySelector('main table:not(details:not([open]) *)') !== null")
                    .await
                    == true,
                "{path}: {roles:?}"
            );
            style_sheets_come(&browser, false).await;
            browser.goto(&scene, &path).await;
            assert_eq!(browser.ask(MARGIN).await, "8px", "no style sheet comes");
            assert_eq!(browser.ask(IN_THE_DOCUMENT).await, document, "{path}");
        }
    }
    browser.close().await;
}
