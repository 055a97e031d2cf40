//! Answers that are kept for the next reader, and when they end.

use super::Scene;
use crate::harness::Served;
use reqwest::{Client, Response};
use std::time::Duration;

const ROOM: usize = 4 << 20;

async fn keeping(scene: &Scene) -> Served {
    let served = scene.platform.serve_with(|web| web.page_cache_bytes = ROOM).await;
    // Nothing is kept before changes are heard of: until then a change that nobody is told of is seen at once.
    let path = format!("/en/commitments/{}", scene.reference());
    for _ in 0..100 {
        get(&served, &path).await;
        let newest = unheard(scene).await;
        if !get(&served, &path).await.text().await.unwrap().contains(&newest) {
            return served;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no page was ever kept");
}

async fn get(served: &Served, path: &str) -> Response {
    Client::new()
        .get(format!("{}{path}", served.base_url))
        .send()
        .await
        .unwrap()
}

/// Gives the public commitment another title, which is told to nobody.
async fn unheard(scene: &Scene) -> String {
    let title = format!("Title {}", uuid::Uuid::new_v4().simple());
    scene
        .platform
        .as_owner(&format!(
            "begin; alter table commitments disable trigger tell_public;
             update commitments set title = jsonb_build_object('en', '{title}') where reference = '{}';
             alter table commitments enable trigger tell_public; commit",
            scene.reference()
        ))
        .await;
    title
}

async fn heard(scene: &Scene, reference: &str) -> String {
    let title = format!("Title {}", uuid::Uuid::new_v4().simple());
    scene
        .platform
        .as_owner(&format!(
            "update commitments set title = jsonb_build_object('en', '{title}') where reference = '{reference}'"
        ))
        .await;
    title
}

async fn comes(served: &Served, path: &str, text: &str) {
    for _ in 0..200 {
        if get(served, path).await.text().await.unwrap().contains(text) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} never came to say {text}");
}

#[tokio::test]
async fn a_page_is_kept_until_something_public_changes() {
    let scene = Scene::set().await;
    let served = keeping(&scene).await;
    let one = format!("/en/commitments/{}", scene.reference());
    let paths = [
        one.as_str(),
        "/en/commitments",
        "/ar/commitments.atom",
        "/en/commitments?status=in_progress",
    ];
    let first = heard(&scene, scene.reference()).await;
    for path in paths {
        comes(&served, path, &first).await;
    }
    let second = unheard(&scene).await;
    for path in paths {
        let kept = get(&served, path).await;
        assert_eq!(kept.status(), 200, "{path}");
        let headers = kept.headers().clone();
        assert!(
            headers["cache-control"].to_str().unwrap().starts_with("public"),
            "{path}"
        );
        assert!(
            headers.contains_key("content-security-policy") && headers.contains_key("x-request-id"),
            "{path}"
        );
        let text = kept.text().await.unwrap();
        assert!(text.contains(&first) && !text.contains(&second), "{path}");
        let again = Client::new()
            .get(format!("{}{path}", served.base_url))
            .header("if-none-match", &headers["etag"])
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), 304, "{path}");
        assert_eq!(again.headers()["etag"], headers["etag"], "{path}");
    }
    let head = Client::new()
        .head(format!("{}{one}", served.base_url))
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), 200);
    assert!(head.text().await.unwrap().is_empty());

    let third = heard(&scene, scene.reference()).await;
    for path in paths {
        comes(&served, path, &third).await;
    }
    // No address of the same page is taken for another.
    let arabic = get(&served, &one.replace("/en/", "/ar/")).await.text().await.unwrap();
    assert!(arabic.contains("dir=\"rtl\""));
    assert_eq!(
        get(&served, "/en/commitments?status=completed")
            .await
            .text()
            .await
            .unwrap()
            .matches(&third)
            .count(),
        0
    );
}

#[tokio::test]
async fn a_page_is_kept_for_a_minute_and_a_day_at_most() {
    let scene = Scene::set().await;
    let served = keeping(&scene).await;
    let before = heard(&scene, scene.reference()).await;
    comes(&served, "/en/commitments", &before).await;
    let after = unheard(&scene).await;
    scene
        .platform
        .clock
        .set(scene.platform.now() + chrono::TimeDelta::seconds(61));
    let text = get(&served, "/en/commitments").await.text().await.unwrap();
    assert!(text.contains(&after));
}

#[tokio::test]
async fn while_nothing_is_heard_nothing_is_kept() {
    let scene = Scene::set().await;
    let served = keeping(&scene).await;
    let before = heard(&scene, scene.reference()).await;
    comes(&served, "/en/commitments", &before).await;
    let after = unheard(&scene).await;
    scene.platform.hang_up("LISTEN public_record").await;
    comes(&served, "/en/commitments", &after).await;
}

#[tokio::test]
async fn what_is_for_one_reader_is_never_kept() {
    let scene = Scene::set().await;
    let served = keeping(&scene).await;
    let before = heard(&scene, scene.reference()).await;
    comes(&served, "/en/commitments", &before).await;
    let after = unheard(&scene).await;
    let named = Client::new()
        .get(format!("{}/en/commitments", served.base_url))
        .bearer_auth("somebody")
        .send()
        .await
        .unwrap();
    assert!(named.text().await.unwrap().contains(&after));
    // Errors are asked for anew each time.
    let hidden = scene.hidden["reference"].as_str().unwrap();
    for path in [
        format!("/en/commitments/{hidden}"),
        "/en/commitments?year=soon".to_owned(),
    ] {
        for _ in 0..2 {
            let refused = get(&served, &path).await;
            assert!(refused.status().is_client_error(), "{path}");
            assert_eq!(refused.headers()["cache-control"], "private, no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn what_changes_for_a_few_is_told_to_nobody() {
    let scene = Scene::set().await;
    let mut line = scene.platform.listen("public_record").await;
    let hidden = scene.hidden["reference"].as_str().unwrap().to_owned();
    let owner = async |sql: &str| scene.platform.as_owner(sql).await;
    heard(&scene, &hidden).await;
    for restricted in [
        "insert into milestones (id, commitment_id, position, title, original_language, due_on, created_at)
           select gen_random_uuid(), id, 9, title, original_language, '2030-01-01', now() from commitments where not is_public limit 1",
        "update commitments set restricted_update_count = restricted_update_count + 1",
        "update commitments set version = version where is_public",
    ] {
        owner(restricted).await;
    }
    owner("notify public_record, 'so far nothing'").await;
    assert_eq!(line.next().await, "so far nothing");
    for public in [
        "insert into milestones (id, commitment_id, position, title, original_language, due_on, created_at)
           select gen_random_uuid(), id, 9, title, original_language, '2030-01-01', now() from commitments where is_public limit 1",
        "update participants set sort_key = sort_key",
        "delete from comments where false; update settings set value = value; insert into settings values ('told', '1')",
    ] {
        owner(public).await;
        assert_eq!(line.next().await, "", "{public}");
        owner("notify public_record, 'next'").await;
        while line.next().await != "next" {}
    }
}

#[tokio::test]
async fn every_table_that_visitors_read_tells_of_its_changes() {
    let scene = Scene::set().await;
    // Kept from what tells; checkpoints are asked for each time.
    let silent = [
        "checkpoints",
        "restricted_words",
        "search_entries",
        "search_participants",
    ];
    let untold = scene
        .platform
        .fact(
            "select coalesce(jsonb_agg(relname order by relname), '[]') from pg_class
             where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
               and has_any_column_privilege('para29_visitor', oid, 'select')
               and not exists (select from pg_trigger where tgrelid = pg_class.oid and tgname = 'tell_public')",
        )
        .await;
    assert_eq!(untold, serde_json::json!(silent));
}
