//! Many at once, over connections that are used again and again for one after the other.

use super::signed_in;
use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use reqwest::Client;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn each_sees_their_own_however_many_ask_at_once_and_however_many_leave_before_they_are_answered() {
    let platform = Platform::start().await;
    let mut askers = vec![(None, vec!["Shown to all".to_owned()])];
    for code in ["SEN", "NOR"] {
        let cast = Cast::of(&platform, code).await;
        let title = format!("Draft of {code}");
        cast.draft(&platform, content(&title)).await;
        if code == "SEN" {
            cast.published(&platform, content("Shown to all")).await;
        }
        askers.push((Some(cast.drafter), vec![title, "Shown to all".to_owned()]));
    }
    let served = platform.serve().await;
    let url = format!("{}/graphql", served.base_url);
    let client = Client::new();
    let query = json!({ "query": "{ commitments(first: 20) { totalCount nodes { title { text } } } }" });
    let mut asked = Vec::new();
    for round in 0..40 {
        for (someone, expected) in &askers {
            let request = client.post(&url).json(&query);
            let request = match someone {
                Some(someone) => signed_in(&platform, someone, request).await,
                None => request,
            };
            if round % 4 == 3 {
                // gone before there can be an answer
                let hurried = request.timeout(Duration::from_millis(round));
                asked.push(tokio::spawn(async move {
                    let _ = hurried.send().await;
                }));
                continue;
            }
            let mut expected = expected.clone();
            asked.push(tokio::spawn(async move {
                let answer: Value = request.send().await.unwrap().json().await.unwrap();
                let list = &answer["data"]["commitments"];
                let nodes = list["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
                let mut seen: Vec<String> = nodes
                    .iter()
                    .map(|node| node["title"]["text"].as_str().unwrap().to_owned())
                    .collect();
                seen.sort();
                expected.sort();
                assert_eq!(seen, expected);
                assert_eq!(list["totalCount"], expected.len());
            }));
        }
    }
    for one in asked {
        one.await.unwrap();
    }
}
