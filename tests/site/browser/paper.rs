//! Pages on paper: A4, in both directions.

use super::Browser;
use crate::site::Scene;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use std::path::PathBuf;

/// The width of A4 within the margins of the style sheet, in pixels of CSS.
const COLUMN: u32 = 672;

/// What does not fit the column, or cannot be read on paper though it can on the screen.
const LOST: &str = "
    const column = document.documentElement.clientWidth, lost = [];
    for (const one of document.querySelectorAll('main, main *')) {
      if (!one.checkVisibility() || one.closest('.unseen, [aria-hidden]')) continue;
      const style = getComputedStyle(one);
      for (const box of one.getClientRects())
        if (box.width && (box.right > column + 1 || box.left < -1)) lost.push('wide: ' + one.outerHTML.slice(0, 120));
      if (style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1) lost.push('cut: ' + one.outerHTML.slice(0, 120));
      if (one.tagName === 'THEAD' && style.display !== 'table-header-group') lost.push('heads do not repeat: ' + one.outerHTML.slice(0, 120));
    }
    return lost.slice(0, 5)";

#[tokio::test]
async fn a_browser_prints_pages_whole_with_heads_repeated_in_both_directions() {
    let scene = Scene::rich().await;
    let browser = Browser::start().await;
    let one = format!("/commitments/{}", scene.reference());
    for language in ["en", "ar"] {
        for (name, page, least) in [
            ("list", "/commitments", 3),
            ("commitment", &one, 2),
            ("reporting", "/reporting?group=african", 2),
            ("state", "/states/SEN", 1),
            ("compared", "/compare?state=KEN&state=SEN", 1),
        ] {
            let path = format!("/{language}{page}");
            browser.goto(&scene, &path).await;
            browser.shows_as("dark", "print").await;
            browser.screen((COLUMN, 1000, false)).await;
            assert_eq!(browser.ask(LOST).await, json!([]), "{path}");
            let dark = "return getComputedStyle(document.documentElement).backgroundColor";
            assert_eq!(browser.ask(dark).await, "rgb(255, 255, 255)", "{path}: paper is white");
            browser.shows_as("light", "").await;
            let wanted = json!({ "preferCSSPageSize": true, "printBackground": false });
            let printed = browser.devtools("Page.printToPDF", wanted).await;
            let pdf = BASE64_STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
            let text = String::from_utf8_lossy(&pdf);
            let sheets = text.matches("/Type /Page\n").count();
            assert!(sheets >= least, "{path}: {sheets} sheets");
            // A4 in points, as browsers round it
            assert!(
                text.contains("/MediaBox [0 0 594.95996 841.91998]") || text.contains("/MediaBox [0 0 595"),
                "{path}"
            );
            if let Some(folder) = std::env::var_os("SCREENSHOTS") {
                std::fs::write(PathBuf::from(folder).join(format!("print-{language}-{name}.pdf")), pdf).unwrap();
            }
        }
    }
    browser.close().await;
}
