//! Without a mouse: everything is reached by the tabulator, in the order of the document, and can be seen while it is.

use super::{Browser, DESKTOP, PHONE};
use crate::site::Scene;
use serde_json::Value;

/// All that takes focus and can be seen, in order of the document; kept in the page, to be compared with.
const STOPS: &str = "
    window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex]')]
      .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.checkVisibility({ visibilityProperty: true }));
    return window.stops.length";

/// Where the focus is, and what can be seen of it.
const HERE: &str = "
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one), boxes = [...one.getClientRects()], box = boxes[0];
    const at = window.stops.indexOf(one);
    const inside = (box) => box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const within = (box) => document.elementsFromPoint(
      Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
    return {
      at, isDay: one.type === 'date', name: one.outerHTML.slice(0, 160),
      isMarked: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3 && style.boxShadow !== 'none',
      isInView: boxes.some(inside),
      isOnTop: boxes.some((box) => inside(box) && within(box).slice(0, 1).some((top) => one.contains(top) || top.contains(one))),
      isLarge: one.matches('a, [tabindex]') || (box.width >= 24 && box.height >= 24),
    }";

const PARTS_OF_A_DAY: usize = 3;

/// Walks from the beginning to the end; gives how many stops there were.
async fn walk(browser: &Browser, what: &str) -> usize {
    let expected = browser.ask(STOPS).await.as_u64().unwrap() as usize;
    assert!(expected > 10, "{what}: {expected}");
    let mut wrong = Vec::new();
    for step in 0..expected {
        browser.key("Tab", 9).await;
        let mut here = browser.ask(HERE).await;
        // A day is chosen in parts: its year, its month and its calendar are stops of their own.
        for _ in 0..PARTS_OF_A_DAY {
            if step > 0 && here["at"] == step - 1 && here["isDay"] == true {
                browser.key("Tab", 9).await;
                here = browser.ask(HERE).await;
            }
        }
        if here["at"] != step {
            wrong.push(format!("step {step} came to {here}"));
            break;
        }
        for sign in ["isMarked", "isInView", "isOnTop", "isLarge"] {
            if here[sign] != true {
                wrong.push(format!("not {sign}: {here}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
    // No trap: after the last one comes the browser's own frame, or the first one again.
    browser.key("Tab", 9).await;
    let after = browser.ask(HERE).await;
    assert!(after == Value::Null || after["at"] == 0, "{what}: {after}");
    expected
}

/// Whatever can be scrolled sideways can be scrolled without a mouse, and says what it is.
async fn what_scrolls_takes_focus(browser: &Browser, what: &str) {
    let found = browser
        .ask("return [...document.querySelectorAll('main *')].filter((one) => one.scrollWidth > one.clientWidth + 1
            && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
            && !one.matches('input, select, textarea')
            && !(one.tabIndex === 0 && (one.ariaLabel || one.getAttribute('aria-labelledby')))).map((one) => one.outerHTML.slice(0, 120))")
        .await;
    assert_eq!(found, serde_json::json!([]), "{what}");
}

#[tokio::test]
async fn a_browser_without_a_mouse_reaches_everything_in_order_and_sees_where_it_is() {
    let scene = Scene::rich().await;
    let browser = Browser::start().await;
    let one = format!("/commitments/{}", scene.reference());
    for (language, screen, page) in [
        ("en", DESKTOP, "/"),
        ("ar", DESKTOP, "/commitments"),
        ("en", PHONE, "/commitments?state=SEN"),
        ("ar", DESKTOP, &one),
        ("en", PHONE, &one),
        ("en", DESKTOP, "/states"),
        ("ar", PHONE, "/states?group=african"),
        ("en", DESKTOP, "/search?q=contact"),
        ("ar", PHONE, "/search?q=contact"),
        ("en", DESKTOP, "/reporting?group=african"),
    ] {
        browser.screen(screen).await;
        let path = format!("/{language}{page}");
        browser.goto(&scene, &path).await;
        what_scrolls_takes_focus(&browser, &path).await;
        walk(&browser, &path).await;
        // The first stop leads past the menu.
        browser.goto(&scene, &path).await;
        browser.ask(STOPS).await;
        browser.key("Tab", 9).await;
        assert!(
            browser.ask("return document.activeElement.matches('a.skip')").await == true,
            "{path}"
        );
        browser.key("Enter", 13).await;
        let skipped =
            "return location.hash === '#content' && document.activeElement === document.querySelector('main')";
        for _ in 0..50 {
            if browser.ask(skipped).await == true {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(browser.ask(skipped).await, true, "{path}");
        browser.key("Tab", 9).await;
        let next = "return document.activeElement === window.stops.find((one) => document.querySelector('main').contains(one))";
        assert_eq!(browser.ask(next).await, true, "{path}");
    }
    browser.close().await;
}
