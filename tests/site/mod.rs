//! The pages: over HTTP in all six languages, and in a real browser.

mod about;
mod answers;
mod browser;
mod colours;
mod comparing;
mod crawl;
mod directory;
mod embedding;
mod following;
mod kept;
mod letters;
mod narrowing;
mod pages;
mod permanent;
mod rich;
mod search;
mod sources;
mod subscriptions;
mod timeline;

use crate::commitments::scenes::{COMMITMENT, Cast, content, step};
use crate::harness::{Platform, Served};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::{Value, json};

/// A register with a few records: one public with a milestone revised and an update, one that only States may read.
struct Scene {
    platform: Platform,
    served: Served,
    shown: Value,
    hidden: Value,
}

impl Scene {
    async fn set() -> Self {
        let platform = Platform::start().await;
        let cast = Cast::of(&platform, "SEN").await;
        let mut public = content("Name a <b>point</b> of contact");
        let provision = platform
            .fact("select id from provisions order by reference limit 1")
            .await;
        let provision = schema::actor::ProvisionId(provision.as_str().unwrap().parse().unwrap());
        public["provisionIds"] = json!([provision]);
        let shown = cast.published(&platform, public).await;
        let mut formula = content("=cmd|'/c calc'!A1");
        formula["summary"] = json!([{ "language": "EN", "text": "An attempt at a formula" }]);
        cast.published(&platform, formula).await;
        let mut secret = content("Known to States alone");
        secret["audience"] = json!({ "audience": "STATES" });
        let hidden = cast.published(&platform, secret).await;
        let started = step(&platform, &cast.approver, "commitmentStart", &shown).await;
        assert_eq!(started["status"], "IN_PROGRESS", "{COMMITMENT}");
        let served = platform.serve().await;
        Self {
            platform,
            served,
            shown,
            hidden,
        }
    }

    fn reference(&self) -> &str {
        self.shown["reference"].as_str().unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        client
            .get(format!("{}{path}", self.served.base_url))
            .send()
            .await
            .unwrap()
    }

    async fn text(&self, path: &str) -> String {
        let answer = self.get(path).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 200, "{path}: {text}");
        text
    }
}
