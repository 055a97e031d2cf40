//! The pages in a real browser. `SCREENSHOTS=dir` keeps what is looked at; `scripts/screenshots` makes a picture of every page.

mod axe;
mod finding;
mod keyboard;
mod paper;
mod reading;
mod screenshots;

use super::Scene;
use super::rich::CLAUSE;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use url::{ParseError, Url};

/// Width, height, and whether it is held in the hand.
type Screen = (u32, u32, bool);
const DESKTOP: Screen = (1280, 900, false);
const PHONE: Screen = (360, 740, true);

/// A browser of its own, gone with all it kept once it is dropped.
struct Browser {
    client: Client,
    driver: Child,
    profile: PathBuf,
}

/// A command of the browser's own protocol, for what WebDriver has no word for.
#[derive(Debug)]
struct Devtools {
    cmd: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (reqwest::Method, Option<String>) {
        let body = json!({ "cmd": self.cmd, "params": self.params });
        (reqwest::Method::POST, Some(body.to_string()))
    }
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
        let Value::Object(wanted) = json!({ "goog:chromeOptions": { "args": args } }) else {
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
                    let browser = Self {
                        client,
                        driver,
                        profile,
                    };
                    browser.screen(DESKTOP).await;
                    return browser;
                }
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("no browser came: {last:?}; `make test` installs chromium and chromedriver");
    }

    async fn devtools(&self, cmd: &'static str, params: Value) -> Value {
        let asked = self.client.issue_cmd(Devtools { cmd, params }).await;
        asked.unwrap_or_else(|error| panic!("{cmd}: {error}"))
    }

    async fn screen(&self, (width, height, mobile): Screen) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Shows pages as to someone who prefers this colour scheme, on this medium (`screen` where empty, or `print`).
    async fn shows_as(&self, scheme: &str, medium: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let media = json!({ "media": medium, "features": features });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    async fn goto(&self, scene: &Scene, path: &str) {
        let address = format!("{}{path}", scene.served.base_url);
        self.client
            .goto(&address)
            .await
            .unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    async fn ask(&self, script: &str) -> Value {
        let asked = self.client.execute(script, vec![]).await;
        asked.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    async fn picture(&self, is_whole: bool) -> Vec<u8> {
        let taken = self
            .devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": is_whole }))
            .await;
        BASE64_STANDARD.decode(taken["data"].as_str().unwrap()).unwrap()
    }

    async fn is_no_wider_than_the_screen(&self, what: &str) {
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(self.ask(wide).await, 0, "{what} is wider than the screen");
    }

    async fn look(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SCREENSHOTS") {
            let picture = self.picture(false).await;
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), picture).unwrap();
        }
        self.is_no_wider_than_the_screen(name).await;
    }

    async fn element(&self, css: &str) -> fantoccini::elements::Element {
        let found = self.client.wait().at_most(Duration::from_secs(10));
        found
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    async fn click(&self, css: &str) {
        self.element(css).await.click().await.unwrap();
    }

    async fn text(&self, css: &str) -> String {
        self.element(css).await.text().await.unwrap_or_default()
    }

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

    async fn key(&self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "char", "keyUp"] {
            if kind == "char" && key != "Enter" {
                continue;
            }
            let text = if kind == "char" { "\r" } else { "" };
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// A tool that `scripts/get-needs.sh` fetches for the tests.
pub(super) fn checker(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("checkers")
        .join(name);
    assert!(
        file.exists(),
        "{} is needed; `scripts/get-needs.sh axe vnu` fetches it",
        file.display()
    );
    file
}

/// Every kind of page of a rich scene in one language, by a name; refusals and forms that were filled in wrong among them.
fn kinds(scene: &Scene, language: &str) -> Vec<(String, String)> {
    let one = format!("/commitments/{}", scene.reference());
    let clause = format!("/provisions/{CLAUSE}");
    let then = format!("{one}?as_of=2026-11-24");
    [
        ("home", "/"),
        ("list", "/commitments"),
        ("list-filtered", "/commitments?state=SEN&theme=points_of_contact"),
        ("list-empty", "/commitments?state=FRA&year=1999"),
        ("list-refused", "/commitments?year=soon"),
        ("list-embedded", "/commitments?view=embed"),
        ("subscribe", "/subscribe?state=SEN&theme=points_of_contact"),
        ("subscribe-refused", "/subscribe?year=soon"),
        ("commitment", &one),
        ("commitment-then", &then),
        ("commitment-sample", "/commitments/CMT-2026-0001"),
        ("states", "/states"),
        ("states-group", "/states?group=african"),
        ("state", "/states/SEN"),
        ("state-empty", "/states/TUV"),
        ("organizations", "/organizations"),
        ("organization", "/organizations/AU"),
        ("provisions", "/provisions"),
        ("provision", &clause),
        ("reporting", "/reporting"),
        ("timeline", "/timeline"),
        ("timeline-year", "/timeline?year=2027"),
        ("compare", "/compare"),
        ("compared", "/compare?state=SEN&state=KEN"),
        ("search", "/search"),
        ("found", "/search?q=contact"),
        ("found-none", "/search?q=zzzzzz"),
        ("method", "/about/method"),
        ("terms", "/about/terms"),
        ("accessibility", "/about/accessibility"),
        ("privacy", "/about/privacy"),
        ("corrections", "/about/corrections"),
        ("data", "/data"),
        ("developers", "/developers"),
        ("nowhere", "/nowhere"),
        ("invitation-spent", "/invitation?token=x"),
    ]
    .map(|(name, path)| (name.to_owned(), format!("/{language}{path}")))
    .into()
}
