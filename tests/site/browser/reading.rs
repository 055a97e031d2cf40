//! A reader's way from home over list and filters to one commitment, on a phone.

use super::{Browser, PHONE};
use crate::site::Scene;
use fantoccini::Locator;
use std::time::Duration;

#[tokio::test]
async fn a_browser_reads_the_register_in_english_and_arabic() {
    let scene = Scene::set().await;
    let browser = Browser::start().await;
    browser.screen(PHONE).await;
    for (language, dir) in [("en", "ltr"), ("ar", "rtl")] {
        browser
            .client
            .goto(&format!("{}/{language}/", scene.served.base_url))
            .await
            .unwrap();
        let direction = browser
            .client
            .execute("return getComputedStyle(document.documentElement).direction", vec![])
            .await
            .unwrap();
        assert_eq!(direction, dir);
        browser.look(&format!("{language}-home")).await;
        let fonts =
            "return performance.getEntriesByType('resource').filter((one) => one.name.includes('.woff2')).length";
        let are_fetched = browser.ask(fonts).await != 0;
        assert_eq!(
            are_fetched,
            language == "ar",
            "a word of Arabic in the language switch fetches no font"
        );
        browser.click(&format!("main a[href='/{language}/commitments']")).await;
        browser.look(&format!("{language}-list")).await;
        browser.click("details.filters summary").await;
        browser.click("select[name=status] option[value=in_progress]").await;
        browser.click("details.filters button").await;
        // A click on a form's button returns before the next page is there.
        let filtered = async || {
            let here = browser.client.current_url().await.unwrap();
            let is_there = here.query().is_some_and(|query| query.contains("status=in_progress"));
            is_there.then(|| here.path().to_owned())
        };
        let mut path = filtered().await;
        for _ in 0..100 {
            if path.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            path = filtered().await;
        }
        assert_eq!(path, Some(format!("/{language}/commitments")));
        assert_eq!(
            browser
                .client
                .find_all(Locator::Css("table.stack:not(.bars) tbody tr"))
                .await
                .unwrap()
                .len(),
            1
        );
        browser.look(&format!("{language}-filtered")).await;
        browser.click("table.stack:not(.bars) tbody th a").await;
        browser.comes_to("Name a <b>point</b> of contact").await;
        browser.look(&format!("{language}-detail")).await;
        let broken = browser
            .client
            .execute("return document.querySelectorAll('b, script').length", vec![])
            .await
            .unwrap();
        assert_eq!(broken, 0, "what people write is text");
        for page in [
            "/about/method",
            "/nowhere",
            "/commitments?year=soon",
            "/commitments?state=KEN",
        ] {
            let address = format!("{}/{language}{page}", scene.served.base_url);
            browser.client.goto(&address).await.unwrap();
            browser
                .look(&format!("{language}{}", page.replace(['/', '?'], "-")))
                .await;
        }
    }
    browser.client.clone().close().await.unwrap();
}
