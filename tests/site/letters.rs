//! What the links of letters lead to: looking changes nothing, a form acts, and no other site's form does.

use super::Scene;
use crate::reminders::first_kept;
use reqwest::Client;
use schema::{Actor, Connection, directory};

#[tokio::test]
async fn the_first_administrator_joins_by_the_link() {
    let scene = Scene::set().await;
    let (db, now) = (&scene.platform.db, scene.platform.now());
    let issued = directory::first_administrator(db, now, "chair@example.org")
        .await
        .unwrap()
        .unwrap();
    let path = directory::invitation_path(schema::Language::En, &issued.token);
    let html = scene.text(&path).await;
    assert!(
        html.contains("chair@example.org") && html.contains("administrator") && html.contains("noindex"),
        "{html}"
    );
    let post = |site: &'static str, password: &'static str| {
        let form = format!("token={}&name=The+Chair&password={password}", issued.token);
        let request = Client::new()
            .post(format!("{}/en/invitation", scene.served.base_url))
            .header("sec-fetch-site", site);
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
    };
    assert_eq!(
        post("cross-site", "a+long+and+calm+sentence").await.unwrap().status(),
        403
    );
    let short = post("same-origin", "short").await.unwrap();
    assert_eq!(short.status(), 422);
    let html = short.text().await.unwrap();
    assert!(
        html.contains("password-error") && !html.contains("value=\"short\""),
        "{html}"
    );
    assert_eq!(
        scene
            .platform
            .fact("select count(*) from accounts where email = 'chair@example.org' and joined_at is null")
            .await,
        1
    );
    assert_eq!(
        post("same-origin", "a+long+and+calm+sentence").await.unwrap().status(),
        200
    );
    assert_eq!(
        scene
            .platform
            .fact("select count(*) from accounts where email = 'chair@example.org' and joined_at is not null")
            .await,
        1
    );
    assert_eq!(scene.get(&path).await.status(), 410, "a link works once");
    assert_eq!(scene.get("/en/invitation?token=nonsense").await.status(), 410);
}

#[tokio::test]
async fn kept_letters_are_shown_in_development_only() {
    let scene = Scene::set().await;
    assert!(scene.text("/dev/letters").await.contains("No letters yet"));
    let public = scene.platform.serve_with(|web| web.is_development = false).await;
    assert_eq!(
        reqwest::get(format!("{}/dev/letters", public.base_url))
            .await
            .unwrap()
            .status(),
        404
    );
    let gone = scene
        .platform
        .db
        .read(&Actor::Platform("test"), async |conn: &mut Connection| {
            schema::letters::kept(conn, 10).await
        });
    assert!(gone.await.unwrap().is_empty());
}

#[tokio::test]
async fn a_kept_letter_says_why_it_was_written_where_that_is_known() {
    let scene = Scene::rich().await;
    let list = scene.text("/dev/letters").await;
    let path = format!("/dev/letters/{}", first_kept(&list));
    assert!(scene.text(&path).await.contains("Why it was written"));
    scene.platform.as_owner("update letters set why = ''").await;
    let html = scene.text(&path).await;
    assert!(
        !html.contains("Why it was written") && html.contains("<dt>Language</dt>"),
        "{html}"
    );
}
