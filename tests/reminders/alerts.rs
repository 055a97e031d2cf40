//! Somebody without an account is told by e-mail of what a search finds: asked for, confirmed, told once, stopped.

use super::crashes::{Barrier, Worker, until};
use super::*;
use crate::commitments::scenes::{progress, seen_by};
use crate::harness::Served;
use crate::harness::smtp::{Manner, Phase};
use reqwest::{Client, Response, StatusCode};
use schema::checkpoints::RecordKey;
use schema::letters::{LinkPurpose, NewLink};
use std::time::Duration;

const READER: &str = "reader@example.net";

struct Scene {
    platform: Platform,
    server: SmtpServer,
    web: Served,
    cast: Cast,
    env: Env,
}

impl Scene {
    /// A register that seals what was recorded, with one record that was there before anybody asked.
    async fn set() -> Self {
        let (platform, server) = (Platform::start().await, SmtpServer::start().await);
        let cast = Cast::of(&platform, "SEN").await;
        cast.published(&platform, content("Known before")).await;
        let key = RecordKey::open_or_make(&platform.keys).unwrap();
        let env = env(&platform, Some(&server)).sealing_with(key);
        work(&env).await;
        Self {
            web: platform.serve().await,
            platform,
            server,
            cast,
            env,
        }
    }

    async fn post(&self, path: &str, body: &str) -> Response {
        let request = Client::new()
            .post(format!("{}{path}", self.web.base_url))
            .header("Content-Type", "application/x-www-form-urlencoded");
        request.body(body.to_owned()).send().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        Client::new()
            .get(format!("{}{path}", self.web.base_url))
            .send()
            .await
            .unwrap()
    }

    async fn ask(&self, path: &str, address: &str) -> (StatusCode, String) {
        let answer = self.post(path, &format!("email={}", address.replace('@', "%40"))).await;
        (answer.status(), answer.text().await.unwrap())
    }

    fn letters_to(&self, address: &str) -> Vec<Received> {
        let mut all = self.server.received();
        all.retain(|letter| letter.to == [address.to_owned()]);
        all
    }

    /// Asks and confirms, as a person does.
    async fn follow(&self, path: &str, address: &str) {
        let before = self.letters_to(address).len();
        assert_eq!(self.ask(path, address).await.0, 200);
        work(&self.env).await;
        let letters = self.letters_to(address);
        assert_eq!(letters.len(), before + 1);
        let confirm = link(&letters[before], "alert-confirm");
        assert_eq!(self.post(&confirm, "").await.status(), 200);
    }

    async fn rows(&self) -> i64 {
        count(&self.platform, "from alerts").await
    }
}

/// The path of a letter's link of this kind.
fn link(letter: &Received, what: &str) -> String {
    let (text, part) = (letter.text(), format!("/letters/{what}/"));
    let found = text.lines().map(str::trim).find(|line| line.contains(&part));
    let found = found.unwrap_or_else(|| panic!("no link to {what}: {text}"));
    found.strip_prefix("https://para29.example").unwrap().to_owned()
}

#[tokio::test]
async fn whoever_asks_confirms_and_is_told_of_each_thing_once_until_they_stop() {
    let scene = Scene::set().await;
    let (platform, env) = (&scene.platform, &scene.env);
    let path = "/en/subscribe?state=SEN&order=newest";
    let page = scene.get(path).await.text().await.unwrap();
    for shown in ["State: Senegal", "/en/commitments.atom?state=SEN", "name=\"email\""] {
        assert!(words::without_isolates(&page).contains(shown), "{shown}: {page}");
    }
    assert_eq!(scene.ask(path, "Reader@Example.net").await.0, 200);
    work(env).await;
    let asked = scene.letters_to(READER).pop().unwrap();
    assert!(
        !asked.text().contains("Senegal"),
        "a letter that a stranger can cause holds no words of theirs: {}",
        asked.text()
    );
    assert_eq!(asked.header("List-Unsubscribe"), None);
    let confirm = link(&asked, "alert-confirm");

    // Opening it changes nothing, however often.
    for _ in 0..2 {
        let page = scene.get(&confirm).await;
        assert_eq!(page.headers()["cache-control"], "private, no-store");
        let html = words::without_isolates(&page.text().await.unwrap());
        assert!(html.contains("State: Senegal") && html.contains("method=\"post\"") && !html.contains(READER));
    }
    assert_eq!(count(platform, "from alerts where confirmed_at is not null").await, 0);
    for _ in 0..2 {
        assert_eq!(scene.post(&confirm, "").await.status(), 200);
    }

    let norway = Cast::of(platform, "NOR").await;
    norway.published(platform, content("Of another State")).await;
    let new = scene
        .cast
        .published(platform, content("Name a <b>point</b> of contact"))
        .await;
    at(platform, env, "2026-11-24T06:40:00Z").await;
    let letters = scene.letters_to(READER);
    assert_eq!(letters.len(), 2);
    let (letter, text) = (&letters[1], letters[1].text());
    assert_eq!(letter.subject(), "News of your search: 1 commitment");
    let title = format!("{}: Name a <b>point</b> of contact", reference(&new));
    for told in [
        title.as_str(),
        "Newly published commitments",
        "Senegal",
        "Your search: State: Senegal",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(text.contains(&format!("https://para29.example/en/commitments/{}", reference(&new))));
    assert!(text.contains("https://para29.example/en/commitments?state=SEN"));
    assert!(
        !text.contains("Known before") && !text.contains("another State"),
        "{text}"
    );
    assert!(letter.html().contains("<html lang=\"en\" dir=\"ltr\">") && !letter.html().contains("<b>point"));
    assert_eq!(letter.header("Content-Language").unwrap(), "en");
    assert_eq!(
        letter.header("List-Unsubscribe-Post").unwrap(),
        "List-Unsubscribe=One-Click"
    );
    let stop = link(letter, "alert-stop");
    assert_eq!(
        letter.header("List-Unsubscribe").unwrap(),
        format!("<https://para29.example{stop}>")
    );

    at(platform, env, "2026-11-25T06:40:00Z").await;
    assert_eq!(scene.letters_to(READER).len(), 2, "nothing is new");
    let shown = seen_by(platform, &scene.cast.approver, &new).await;
    scene.cast.reported(platform, &shown, progress("UNDER_WAY")).await;
    work(env).await;
    assert_eq!(scene.letters_to(READER).len(), 2, "one a day");
    at(platform, env, "2026-11-26T06:40:00Z").await;
    let text = scene.letters_to(READER)[2].text();
    assert!(
        text.contains("New updates") && text.contains("Update of 25 November 2026: Under way"),
        "{text}"
    );
    assert!(!text.contains("Newly published"), "{text}");

    // As a scanner opens it, as a mail program clicks it (RFC 8058), and once more.
    assert_eq!(scene.get(&stop).await.status(), 200);
    assert_eq!(scene.rows().await, 1);
    for _ in 0..2 {
        assert_eq!(scene.post(&stop, "List-Unsubscribe=One-Click").await.status(), 200);
    }
    assert_eq!(scene.rows().await, 0);
    let kept = format!("from letters as t where t::text like '%{READER}%'");
    assert_eq!(
        count(platform, &kept).await,
        0,
        "the address is gone from the ledger, too"
    );
    scene.cast.published(platform, content("Told to nobody")).await;
    at(platform, env, "2026-11-27T06:40:00Z").await;
    assert_eq!(scene.letters_to(READER).len(), 3);
}

#[tokio::test]
async fn letters_come_in_the_language_of_the_page_and_are_asked_for_by_the_api_as_well() {
    let scene = Scene::set().await;
    let act = async |name: &str, input: Value| {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let query =
            format!("mutation Act($input: {kind}!) {{ {name}(input: $input) {{ problems {{ field code }} }} }}");
        scene.platform.visit(&query, json!({ "input": input })).await
    };
    let asked = json!({ "email": READER, "language": "AR", "query": "status=published&q=contact" });
    let answer = act("alertRequest", asked).await;
    assert_eq!(answer["data"]["alertRequest"]["problems"], json!([]), "{answer}");
    work(&scene.env).await;
    let confirm = link(&scene.letters_to(READER)[0], "alert-confirm");
    assert!(confirm.starts_with("/ar/"), "{confirm}");
    let token = confirm.rsplit('/').next().unwrap().to_owned();
    let wrong = act("alertStop", json!({ "token": token })).await;
    assert_eq!(
        wrong["data"]["alertStop"]["problems"],
        json!([]),
        "good for one thing only"
    );
    let answer = act("alertConfirm", json!({ "token": token })).await;
    assert_eq!(answer["data"]["alertConfirm"]["problems"], json!([]), "{answer}");
    let unknown = json!({ "token": NewLink::new(LinkPurpose::AlertConfirm).secret() });
    assert_eq!(
        act("alertConfirm", unknown).await["errors"][0]["extensions"]["code"],
        "NOT_FOUND"
    );

    scene
        .cast
        .published(&scene.platform, content("Name a point of contact"))
        .await;
    scene
        .cast
        .published(&scene.platform, content("Train investigators"))
        .await;
    at(&scene.platform, &scene.env, "2026-11-24T06:40:00Z").await;
    let letter = scene.letters_to(READER).pop().unwrap();
    assert_eq!(letter.header("Content-Language").unwrap(), "ar");
    assert!(letter.html().contains("dir=\"rtl\""));
    let text = letter.text();
    assert!(
        text.contains("التزام واحد") && text.contains("Name a point of contact") && !text.contains("investigators"),
        "{text}"
    );
    let token = link(&letter, "alert-stop").rsplit('/').next().unwrap().to_owned();
    act("alertStop", json!({ "token": token })).await;
    assert_eq!(scene.rows().await, 0);
}

#[tokio::test]
async fn what_is_not_public_when_the_letter_goes_out_is_not_told() {
    let mut scene = Scene::set().await;
    scene.follow("/en/subscribe", READER).await;
    let platform = &scene.platform;
    let states = json!({ "audience": "STATES" });
    let mut private = content("Known to States alone");
    private["audience"] = states.clone();
    let hidden = scene.cast.published(platform, private).await;
    let known = platform
        .fact("select jsonb_build_object('id', id, 'reference', reference) from commitments where title ->> 'en' = 'Known before'")
        .await;
    let id = CommitmentId(known["id"].as_str().unwrap().parse().unwrap());
    let shown = seen_by(platform, &scene.cast.approver, &json!({ "id": id.to_string() })).await;
    let mut report = progress("COMPLETE");
    report["audience"] = states.clone();
    scene.cast.reported(platform, &shown, report).await;
    at(platform, &scene.env, "2026-11-24T06:40:00Z").await;
    assert_eq!(scene.letters_to(READER).len(), 1, "nothing public is new");
    assert_eq!(ledger(platform, "alert").await, Vec::<String>::new());

    // One is narrowed between finding and sending: the letter waits, since no server is there.
    let narrowed = scene.cast.published(platform, content("Narrowed in time")).await;
    scene.cast.published(platform, content("Told to everybody")).await;
    scene.server.go_away().await;
    at(platform, &scene.env, "2026-11-25T06:40:00Z").await;
    assert_eq!(ledger(platform, "alert").await, ["queued"]);
    act_on(
        platform,
        &scene.cast.approver,
        "commitmentSetAudience",
        &narrowed,
        json!({ "audience": states }),
    )
    .await;
    scene.server.come_back().await;
    later(platform, &scene.env, 60).await;
    let text = scene.letters_to(READER)[1].text();
    assert!(
        text.contains("Told to everybody") && !text.contains("Narrowed in time"),
        "{text}"
    );

    // What becomes public later is told then.
    let public = json!({ "audience": { "audience": "PUBLIC" } });
    act_on(platform, &scene.cast.approver, "commitmentSetAudience", &hidden, public).await;
    platform
        .as_owner("update commitments set status = 'published', published_at = created_at where title ->> 'en' = 'Known to States alone'")
        .await;
    at(platform, &scene.env, "2026-11-26T06:40:00Z").await;
    let text = scene.letters_to(READER)[2].text();
    assert!(
        text.contains("Known to States alone") && !text.contains("Told to everybody"),
        "{text}"
    );
}

#[tokio::test]
async fn the_answer_is_the_same_whatever_is_known_of_the_address() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let known = platform.someone().await;
    let suspended = platform.someone().await;
    platform
        .as_owner(&format!(
            "update accounts set address_suspended_at = created_at, address_suspended_reason = 'gone' where email = '{}'",
            suspended.email
        ))
        .await;
    let full = "full@example.net";
    platform
        .as_owner(&format!(
            "insert into alerts (id, address, language, query, filter, named, created_at, confirmed_at, told_up_to)
             select gen_random_uuid(), '{full}', 'en', 'year=' || year, '{{}}', '', '2026-11-01', '2026-11-01', 0 from generate_series(2001, 2020) as year"
        ))
        .await;
    scene.follow("/en/subscribe", READER).await;
    let mut answers = vec![];
    for address in ["new@example.net", &known.email, READER, &suspended.email, full] {
        answers.push(scene.ask("/en/subscribe", address).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    assert_eq!(answers[0].0, 200);
    work(&scene.env).await;
    let letters = |address: &str| scene.letters_to(address).len();
    assert_eq!((letters("new@example.net"), letters(&known.email)), (1, 1));
    assert_eq!((letters(READER), letters(&suspended.email), letters(full)), (1, 0, 0));
    assert_eq!(scene.rows().await, 23, "what was not asked of them is forgotten");

    // A stranger causes no more than five letters, of whichever search.
    for year in 2001..=2007 {
        let path = format!("/en/subscribe?year={year}");
        assert_eq!(scene.ask(&path, "victim@example.net").await.0, 200);
        work(&scene.env).await;
    }
    assert_eq!(letters("victim@example.net"), 5);
    // Nor does anybody keep its owner out for longer than a day: the oldest of what waits makes room.
    platform.days_pass(1);
    let own = "/en/subscribe?state=NOR";
    assert_eq!(scene.ask(own, "victim@example.net").await.0, 200);
    work(&scene.env).await;
    assert_eq!(letters("victim@example.net"), 6);
    let confirm = link(scene.letters_to("victim@example.net").last().unwrap(), "alert-confirm");
    assert_eq!(scene.post(&confirm, "").await.status(), 200);
    let waiting = count(
        platform,
        "from alerts where address = 'victim@example.net' and confirmed_at is null",
    )
    .await;
    assert_eq!(waiting, 4);

    // The same search twice, confirmed twice, is told once.
    let twice = "twice@example.net";
    for _ in 0..2 {
        scene.ask("/en/subscribe", twice).await;
    }
    work(&scene.env).await;
    for letter in scene.letters_to(twice) {
        assert_eq!(scene.post(&link(&letter, "alert-confirm"), "").await.status(), 200);
    }
    scene.cast.published(platform, content("Told once")).await;
    at(platform, &scene.env, "2026-11-25T06:40:00Z").await;
    assert_eq!(letters(twice), 3);
    // And is forgotten as a whole.
    let stop = link(scene.letters_to(twice).last().unwrap(), "alert-stop");
    assert_eq!(scene.post(&stop, "").await.status(), 200);
    for table in ["alerts", "letters"] {
        assert_eq!(
            count(platform, &format!("from {table} where address = '{twice}'")).await,
            0,
            "{table}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_meant_is_said_with_what_was_typed() {
    let scene = Scene::set().await;
    let (status, html) = scene.ask("/en/subscribe?state=SEN", "no address").await;
    assert_eq!(status, 400);
    for shown in [
        ">Error: ",
        "href=\"#email\"",
        "aria-invalid=\"true\"",
        "value=\"no address\"",
        "Please give an e-mail address",
        "action=\"/en/subscribe?state=SEN\"",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    for path in ["/en/subscribe?theme=weather", "/en/subscribe?year=soon"] {
        assert_eq!(scene.get(path).await.status(), 400, "{path}");
        assert_eq!(scene.ask(path, READER).await.0, 400, "{path}");
    }
    for body in [
        "",
        "email=",
        "email=%00",
        "mail=x",
        "email=%FF",
        "email=root%40localhost",
        "email=a..b%40c.de",
    ] {
        assert_eq!(scene.post("/en/subscribe", body).await.status(), 400, "{body}");
    }
    let elsewhere = Client::new()
        .post(format!("{}/en/subscribe", scene.web.base_url))
        .header("Sec-Fetch-Site", "cross-site")
        .form(&[("email", READER)]);
    assert_eq!(elsewhere.send().await.unwrap().status(), 403);
    let query = "mutation { alertRequest(input: { email: \"x\", language: EN, query: \"theme=weather\" }) { problems { field code } } }";
    let answer = scene.platform.visit(query, json!({})).await;
    let wrong = json!([{ "field": "email", "code": "INVALID_EMAIL" }, { "field": "theme", "code": "UNKNOWN" }]);
    assert_eq!(answer["data"]["alertRequest"]["problems"], wrong, "{answer}");
    // A program's slip must not become "everything".
    let query = "mutation { alertRequest(input: { email: \"a@example.net\", language: EN, query: \"themes=norms\" }) { problems { field code } } }";
    let answer = scene.platform.visit(query, json!({})).await;
    let wrong = json!([{ "field": "query", "code": "UNKNOWN" }]);
    assert_eq!(answer["data"]["alertRequest"]["problems"], wrong, "{answer}");
    let long: String = (0..99)
        .map(|number| format!("&q=x&provision=paragraph{number}"))
        .collect();
    assert_eq!(scene.ask(&format!("/en/subscribe?{long}"), READER).await.0, 400);
    assert_eq!(scene.rows().await, 0);

    let mut asked = 0;
    let many = loop {
        let answer = scene
            .post("/en/subscribe", &format!("email=a{asked}%40example.net"))
            .await;
        match answer.status().as_u16() {
            200 => asked += 1,
            _ => break answer,
        }
    };
    assert_eq!((asked, many.status().as_u16()), (20, 429));
    assert!(many.headers().contains_key("retry-after"));
    scene.platform.clock.set(moment("2026-11-23T10:00:01Z"));
    assert_eq!(scene.ask("/en/subscribe", READER).await.0, 200);
}

#[tokio::test]
async fn links_that_are_nobodys_tell_nothing_and_what_nobody_confirms_is_forgotten() {
    let scene = Scene::set().await;
    let nobodys = NewLink::new(LinkPurpose::AlertStop).secret().to_owned();
    assert_eq!(
        scene
            .post(&format!("/en/letters/alert-stop/{nobodys}"), "")
            .await
            .status(),
        200
    );
    for path in [
        format!("/en/letters/alert-confirm/{nobodys}"),
        format!("/fr/letters/alert-confirm/{nobodys}"),
    ] {
        assert_eq!(scene.get(&path).await.status(), 410);
        assert_eq!(scene.post(&path, "").await.status(), 410);
    }
    assert_eq!(scene.get("/en/letters/alert-stop/x").await.status(), 404);
    scene.ask("/en/subscribe", READER).await;
    work(&scene.env).await;
    scene.follow("/en/subscribe?year=2026", READER).await;
    assert_eq!(scene.rows().await, 2);
    at(&scene.platform, &scene.env, "2026-11-30T08:59:00Z").await;
    assert_eq!(scene.rows().await, 2);
    at(&scene.platform, &scene.env, "2026-12-01T03:30:00Z").await;
    assert_eq!(scene.rows().await, 1, "what was confirmed stays");
    let confirm = link(&scene.letters_to(READER)[0], "alert-confirm");
    assert_eq!(scene.post(&confirm, "").await.status(), 410);
}

#[tokio::test]
async fn an_address_that_is_refused_for_good_is_written_to_no_more_and_forgotten_in_time() {
    let scene = Scene::set().await;
    scene.follow("/en/subscribe", READER).await;
    scene.follow("/en/subscribe?state=SEN", READER).await;
    scene.server.behave(Manner {
        refused: [(READER.to_owned(), "550 5.1.1 no such user".to_owned())].into(),
        ..Manner::default()
    });
    scene.cast.published(&scene.platform, content("Refused")).await;
    at(&scene.platform, &scene.env, "2026-11-24T06:40:00Z").await;
    let mut statuses = ledger(&scene.platform, "alert").await;
    statuses.sort();
    assert_eq!(statuses, ["bounced", "suppressed"]);
    scene.server.behave(Manner::default());
    scene.cast.published(&scene.platform, content("Not told")).await;
    at(&scene.platform, &scene.env, "2026-11-25T06:40:00Z").await;
    assert_eq!(scene.ask("/en/subscribe?year=2026", READER).await.0, 200);
    work(&scene.env).await;
    assert_eq!(scene.letters_to(READER).len(), 2, "those that asked for confirmation");
    assert_eq!(scene.rows().await, 2);
    at(&scene.platform, &scene.env, "2026-12-25T03:30:00Z").await;
    assert_eq!(scene.rows().await, 0);
}

/// A reader who has confirmed, and one record published since; the letter's hour has come, and what was recorded is sealed.
async fn waiting() -> Scene {
    let scene = Scene::set().await;
    scene.follow("/en/subscribe", READER).await;
    scene
        .cast
        .published(&scene.platform, content("Name a point of contact"))
        .await;
    scene.platform.clock.set(moment("2026-11-24T06:40:00Z"));
    let (key, now) = (
        RecordKey::open_or_make(&scene.platform.keys).unwrap(),
        scene.platform.now(),
    );
    as_platform(&scene.platform, async move |conn: &mut Connection| {
        schema::checkpoints::seal(conn, now, &key).await
    })
    .await
    .unwrap();
    scene
}

#[tokio::test]
async fn killed_at_any_point_before_the_letter_is_out_it_is_sent_once() {
    for phase in [Phase::Greeting, Phase::Data] {
        let scene = waiting().await;
        let connections = scene.server.connections();
        scene.server.behave(Manner {
            delays: [(phase, Duration::from_secs(3_600))].into(),
            ..Manner::default()
        });
        let worker = Worker::start(&scene.platform, &scene.server);
        until("a connection", async || {
            (scene.server.connections() > connections).then_some(())
        })
        .await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        worker.kill();
        scene.server.behave(Manner::default());
        later(&scene.platform, &scene.env, 2).await;
        assert_eq!(ledger(&scene.platform, "alert").await, ["sent"], "{phase:?}");
        at(&scene.platform, &scene.env, "2026-11-25T06:40:00Z").await;
        assert_eq!(scene.letters_to(READER).len(), 2, "{phase:?}");
    }
    // Written, and the job that wrote it not ended.
    let scene = waiting().await;
    let when = "old.kind = 'write_alert' and new.finished_at is not null";
    let barrier = Barrier::put(&scene.platform, "update on jobs", when).await;
    let worker = Worker::start(&scene.platform, &scene.server);
    until("the job's end", async || barrier.is_met().await.then_some(())).await;
    worker.kill();
    barrier.lift().await;
    later(&scene.platform, &scene.env, 2).await;
    at(&scene.platform, &scene.env, "2026-11-25T06:40:00Z").await;
    assert_eq!(ledger(&scene.platform, "alert").await, ["sent"]);
    assert_eq!(scene.letters_to(READER).len(), 2);
}

#[tokio::test]
async fn killed_while_the_server_had_the_letter_it_is_told_in_the_next_that_says_so() {
    let scene = waiting().await;
    scene.server.behave(Manner {
        delays: [(Phase::Verdict, Duration::from_secs(3_600))].into(),
        ..Manner::default()
    });
    let worker = Worker::start(&scene.platform, &scene.server);
    until("a letter", async || (scene.letters_to(READER).len() == 2).then_some(())).await;
    worker.kill();
    scene.server.behave(Manner::default());
    later(&scene.platform, &scene.env, 2).await;
    assert_eq!(ledger(&scene.platform, "alert").await, ["uncertain"]);
    scene
        .cast
        .published(&scene.platform, content("Train investigators"))
        .await;
    at(&scene.platform, &scene.env, "2026-11-25T06:40:00Z").await;
    let letters = scene.letters_to(READER);
    assert_eq!(letters.len(), 3);
    let text = letters[2].text();
    for told in [
        "Name a point of contact",
        "Train investigators",
        "may already have reached you on 24 November 2026",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        scene.server.counts().values().all(|count| *count == 1),
        "no letter twice"
    );
    at(&scene.platform, &scene.env, "2026-11-26T06:40:00Z").await;
    assert_eq!(scene.letters_to(READER).len(), 3, "then everything is told");
}

#[tokio::test]
async fn a_letter_that_no_server_takes_is_taken_up_by_the_next() {
    let mut scene = waiting().await;
    scene.server.go_away().await;
    work(&scene.env).await;
    assert_eq!(ledger(&scene.platform, "alert").await, ["queued"]);
    scene
        .cast
        .published(&scene.platform, content("Train investigators"))
        .await;
    at(&scene.platform, &scene.env, "2026-11-25T06:40:00Z").await;
    assert_eq!(ledger(&scene.platform, "alert").await, ["given_up", "queued"]);
    scene.server.come_back().await;
    later(&scene.platform, &scene.env, 60).await;
    let letters = scene.letters_to(READER);
    assert_eq!(letters.len(), 2);
    let text = letters[1].text();
    assert!(
        text.contains("Name a point of contact") && text.contains("Train investigators"),
        "{text}"
    );
    assert!(!text.contains("may already have reached you"), "{text}");
}
