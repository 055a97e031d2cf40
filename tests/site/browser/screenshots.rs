//! Pictures of every kind of page, to be looked at (`scripts/screenshots`).

use super::{Browser, DESKTOP, PHONE, kinds};
use crate::site::Scene;
use std::path::PathBuf;

#[tokio::test]
#[ignore = "makes pictures for people: scripts/screenshots"]
async fn a_browser_makes_a_picture_of_every_kind_of_page() {
    let folder = PathBuf::from(std::env::var_os("SCREENSHOTS").expect("SCREENSHOTS names a folder"));
    let scene = Scene::rich().await;
    let browser = Browser::start().await;
    for (size, screen) in [("desktop", DESKTOP), ("phone", PHONE)] {
        browser.screen(screen).await;
        for language in ["en", "ar", "zh"] {
            let mut pages = kinds(&scene, language);
            if language == "en" {
                pages.extend([
                    ("choose".to_owned(), "/".to_owned()),
                    ("letters".to_owned(), "/dev/letters".to_owned()),
                ]);
                let links = scene.links_of_letters().await.into_iter().enumerate();
                pages.extend(links.map(|(at, path)| (format!("letter-link-{at}"), path)));
            }
            for (name, path) in pages {
                browser.goto(&scene, &path).await;
                let picture = browser.picture(true).await;
                std::fs::write(folder.join(format!("{size}-{language}-{name}.png")), picture).unwrap();
            }
        }
    }
    // The two of the README: what a first look shows, and no more.
    browser.screen((1280, 800, false)).await;
    for language in ["en", "ar"] {
        browser.goto(&scene, &format!("/{language}/")).await;
        std::fs::write(
            folder.join(format!("home-{language}.png")),
            browser.picture(false).await,
        )
        .unwrap();
    }
    browser.close().await;
}
