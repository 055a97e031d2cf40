//! The links in a letter: opening one changes nothing, its button acts without signing in, tokens cannot be tried out.

use super::*;
use reqwest::Client;
use schema::letters::{LinkPurpose, NewLink};

/// A platform whose one reader has got a letter; gives the path of each of its links, in order of the letter.
async fn scene() -> (Platform, SmtpServer, Someone, Vec<String>) {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let reader = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    let env = env(&platform, Some(&server));
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    let letter = letters_to(&server, &reader).pop().unwrap();
    let text = letter.text();
    let links = text
        .lines()
        .map(str::trim)
        .filter_map(|line| line.strip_prefix("https://para29.example"));
    let mut links: Vec<String> = links
        .filter(|path| path.contains("/letters/"))
        .map(str::to_owned)
        .collect();
    // First the one that acts on the record; see the stories of acting.
    let links = links.split_off(1);
    assert_eq!(links.len(), 3, "{text}");
    let one_click = letter.header("List-Unsubscribe").unwrap();
    assert_eq!(one_click, format!("<https://para29.example{}>", links[2]));
    (platform, server, reader, links)
}

#[tokio::test]
async fn one_click_stops_the_letters_and_opening_the_link_does_not() {
    let (platform, server, reader, links) = scene().await;
    let web = platform.serve().await;
    let (client, stop) = (Client::new(), format!("{}{}", web.base_url, links[2]));
    let before = preferences(&platform, &reader).await;
    for _ in 0..2 {
        let page = client.get(&stop).send().await.unwrap();
        assert_eq!(page.status(), 200);
        assert_eq!(page.headers()["referrer-policy"], "strict-origin");
        assert_eq!(page.headers()["cache-control"], "private, no-store");
        let html = page.text().await.unwrap();
        assert!(
            html.contains("method=\"post\"") && !html.contains(&reader.email),
            "{html}"
        );
    }
    assert_eq!(
        preferences(&platform, &reader).await,
        before,
        "a link that is only opened changes nothing"
    );

    // As a mail program does it (RFC 8058), and once more.
    for _ in 0..2 {
        let request = client
            .post(&stop)
            .header("Content-Type", "application/x-www-form-urlencoded");
        let done = request.body("List-Unsubscribe=One-Click").send().await.unwrap();
        assert_eq!(done.status(), 200);
    }
    let after = preferences(&platform, &reader).await;
    assert_eq!(after["unsubscribedAt"], "2026-11-30T08:00:00+00:00");
    let env = env(&platform, Some(&server));
    at(&platform, &env, "2026-12-21T08:00:00Z").await;
    assert_eq!(letters_to(&server, &reader).len(), 1);

    let html = client.post(&stop).body("").send().await.unwrap().text().await.unwrap();
    let again = html
        .split("method=\"post\" action=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert!(again.contains("/resume/"), "{again}");
    client
        .post(format!("{}{again}", web.base_url))
        .body("")
        .send()
        .await
        .unwrap();
    assert_eq!(preferences(&platform, &reader).await["unsubscribedAt"], Value::Null);
    at(&platform, &env, "2026-12-28T08:00:00Z").await;
    assert_eq!(letters_to(&server, &reader).len(), 2);
}

#[tokio::test]
async fn cadence_hour_and_pause_are_chosen_by_link() {
    let (platform, _, reader, links) = scene().await;
    let web = platform.serve().await;
    let client = Client::new();
    let (choose, pause) = (
        format!("{}{}", web.base_url, links[0]),
        format!("{}{}", web.base_url, links[1]),
    );
    let html = client.get(&pause).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("value=\"2026-12-30\""), "a month from today: {html}");
    let post = async |form: &str| {
        let request = client
            .post(&choose)
            .header("Content-Type", "application/x-www-form-urlencoded");
        request.body(form.to_owned()).send().await.unwrap()
    };
    let done = post("cadence=daily&hour=18&paused_until=2026-12-10").await;
    assert_eq!(done.status(), 200);
    let now = preferences(&platform, &reader).await;
    assert_eq!(
        (&now["cadence"], &now["hour"], &now["pausedUntil"]),
        (&json!("DAILY"), &json!(18), &json!("2026-12-10"))
    );
    assert_eq!(now["nextDigestAt"], "2026-12-10T18:00:00+00:00");
    let wrong = post("cadence=daily&hour=18&paused_until=2031-01-01").await;
    assert_eq!(wrong.status(), 200);
    assert!(wrong.text().await.unwrap().contains("aria-invalid=\"true\""));
    for nonsense in [
        "",
        "cadence=hourly&hour=1",
        "cadence=daily&hour=25x",
        "cadence=daily&hour=1&paused_until=31.12.2026",
        "hour=%FF",
    ] {
        assert_eq!(post(nonsense).await.status(), 400, "{nonsense}");
    }
    assert_eq!(preferences(&platform, &reader).await, now);
}

#[tokio::test]
async fn a_token_that_is_nobodys_is_answered_like_any_other() {
    let (platform, _, reader, links) = scene().await;
    let web = platform.serve().await;
    let client = Client::new();
    let before = preferences(&platform, &reader).await;
    for link in &links {
        let (path, token) = link.rsplit_once('/').unwrap();
        let other = NewLink::new(LinkPurpose::Stop).secret().to_owned();
        let page = async |path: String| {
            let answer = client.get(format!("{}{path}", web.base_url)).send().await.unwrap();
            (answer.status(), answer.text().await.unwrap())
        };
        let (known, unknown) = (page(link.clone()).await, page(format!("{path}/{other}")).await);
        assert_eq!(known.0, unknown.0);
        assert_eq!(known.1.replace(token, "T"), unknown.1.replace(&other, "T"));
        assert_eq!(page(format!("{path}/not-a-token")).await.0, 404);
        assert_eq!(page(format!("{path}/%00")).await.0, 404);
    }
    let (path, _) = links[2].rsplit_once('/').unwrap();
    let nobodys = NewLink::new(LinkPurpose::Stop);
    let stranger = format!("{}{path}/{}", web.base_url, nobodys.secret());
    assert_eq!(client.post(stranger).body("").send().await.unwrap().status(), 200);
    assert_eq!(preferences(&platform, &reader).await, before);
}

#[tokio::test]
async fn a_link_is_good_for_one_thing_and_for_a_year() {
    let (platform, _, reader, links) = scene().await;
    let web = platform.serve().await;
    let client = Client::new();
    let before = preferences(&platform, &reader).await;
    let token = |link: usize| links[link].rsplit('/').next().unwrap().to_owned();
    let post = async |path: String| {
        let request = client
            .post(format!("{}/en/letters/{path}", web.base_url))
            .header("Content-Type", "application/x-www-form-urlencoded");
        request.body("cadence=daily&hour=18").send().await.unwrap().status()
    };
    assert_eq!(post(format!("stop/{}", token(0))).await, 200);
    assert_eq!(post(format!("resume/{}", token(2))).await, 200);
    assert_eq!(post(format!("choose/{}", token(2))).await, 200);
    assert_eq!(preferences(&platform, &reader).await, before);
    let lead = client.get(format!("{}/letters/stop/{}", web.base_url, token(2)));
    assert!(lead.send().await.unwrap().url().path().starts_with("/en/letters/stop/"));

    platform.clock.set(moment("2027-12-02T08:00:00Z"));
    assert_eq!(post(format!("stop/{}", token(2))).await, 200);
    assert_eq!(preferences(&platform, &reader).await, before, "run out");
    platform.clock.set(moment("2027-11-30T08:00:00Z"));
    assert_eq!(post(format!("stop/{}", token(2))).await, 200);
    assert_ne!(preferences(&platform, &reader).await, before);
}
