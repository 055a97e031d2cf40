//! What the links of letters lead to: looking changes nothing, a form acts, and no other site's form does.

use super::Scene;
use reqwest::Client;
use schema::actor::*;
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
async fn reminders_stop_by_one_click_and_by_the_page() {
    let scene = Scene::set().await;
    let someone = scene.platform.person("SEN", Role::FocalPoint).await;
    let token = uuid::Uuid::new_v4();
    let (id, now) = (someone.account.0, scene.platform.now());
    scene
        .platform
        .as_owner(&format!(
            "insert into reminder_preferences (account_id, unsubscribe_token) values ('{id}', '{token}')
             on conflict (account_id) do update set unsubscribe_token = '{token}'"
        ))
        .await;
    let is_stopped = || async {
        let sql = format!("select unsubscribed_at is not null from reminder_preferences where account_id = '{id}'");
        scene.platform.fact(&sql).await == true
    };
    let page = format!("/en/letters/stop/{token}");
    assert_eq!(
        scene.get(&format!("/letters/stop/{token}")).await.headers()["location"],
        page.as_str()
    );
    assert!(
        !scene.text(&page).await.contains(&someone.email),
        "whoever holds the letter learns no address"
    );
    assert!(!is_stopped().await, "looking stops nothing, on {now}");
    let post = |path: String, body: &'static str| {
        let request = Client::new()
            .post(format!("{}{path}", scene.served.base_url))
            .body(body);
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .send()
    };
    assert_eq!(
        post(page.clone(), "List-Unsubscribe=One-Click").await.unwrap().status(),
        200
    );
    assert!(is_stopped().await);
    assert_eq!(
        post(format!("/en/letters/resume/{token}"), "").await.unwrap().status(),
        200
    );
    assert!(!is_stopped().await);
    assert_eq!(post(page, "").await.unwrap().status(), 200);
    assert!(is_stopped().await);
    assert_eq!(
        post(format!("/en/letters/choose/{token}"), "cadence=hourly&hour=8")
            .await
            .unwrap()
            .status(),
        400
    );
    assert_eq!(
        post(format!("/fr/letters/choose/{token}"), "cadence=monthly&hour=8")
            .await
            .unwrap()
            .status(),
        200
    );
    let nobody = uuid::Uuid::new_v4();
    assert_eq!(
        post(format!("/en/letters/stop/{nobody}"), "List-Unsubscribe=One-Click")
            .await
            .unwrap()
            .status(),
        200,
        "told alike"
    );
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
