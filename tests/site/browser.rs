//! A reader with a browser, in English and in Arabic. `SCREENSHOTS=dir` keeps what was seen.

use super::Scene;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A browser of its own, gone with all it kept once it is dropped.
struct Browser {
    client: Client,
    driver: Child,
    profile: PathBuf,
}

impl Browser {
    async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is needed; `make test` installs it, or `apt-get install chromium chromium-driver`");
        let profile = std::env::temp_dir().join(format!("para29-browser-{}", uuid::Uuid::new_v4().simple()));
        let mut args: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
        ]
        .map(str::to_owned)
        .into();
        args.push(format!("--user-data-dir={}", profile.display()));
        let mobile = json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 1.0 } });
        let options = json!({ "args": args, "mobileEmulation": mobile });
        let Value::Object(wanted) = json!({ "goog:chromeOptions": options }) else {
            unreachable!()
        };
        let address = format!("http://127.0.0.1:{port}");
        let mut last = None;
        for _ in 0..150 {
            match ClientBuilder::new(HttpConnector::new())
                .capabilities(wanted.clone())
                .connect(&address)
                .await
            {
                Ok(client) => {
                    return Self {
                        client,
                        driver,
                        profile,
                    };
                }
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("no browser came: {last:?}; `make test` installs chromium and chromedriver");
    }

    async fn look(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SCREENSHOTS") {
            let picture = self.client.screenshot().await.unwrap();
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), picture).unwrap();
        }
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(
            self.client.execute(wide, vec![]).await.unwrap(),
            0,
            "{name} is wider than the screen"
        );
    }

    async fn click(&self, css: &str) {
        let found = self.client.wait().at_most(Duration::from_secs(10));
        found
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
            .click()
            .await
            .unwrap();
    }

    async fn text(&self, css: &str) -> String {
        let found = self.client.wait().at_most(Duration::from_secs(10));
        found
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
            .text()
            .await
            .unwrap_or_default()
    }
}

impl Browser {
    /// A click returns before the next page is there: waits for the one with this heading.
    async fn comes_to(&self, heading: &str) {
        for _ in 0..100 {
            if self.text("h1").await.contains(heading) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never came to {heading}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

#[tokio::test]
async fn a_browser_reads_the_register_in_english_and_arabic() {
    let scene = Scene::set().await;
    let browser = Browser::start().await;
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
