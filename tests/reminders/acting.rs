//! A letter is followed and acted on: the link shows what would be done, its button does it once, for its reader alone.

use super::*;
use crate::commitments::scenes::step;
use reqwest::{Client, StatusCode};

/// The secret of the device that readers in these stories sign in with, as bytes and as the device has it.
const SECRET: &str = "12345678901234567890";
const DEVICE: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

async fn with_device(platform: &Platform, someone: &Someone) {
    platform
        .as_owner(&format!(
            "update accounts set second_factor_secret = '{SECRET}'::bytea where id = '{}'",
            someone.account.0
        ))
        .await;
}

fn code(platform: &Platform) -> String {
    schema::directory::second_factor_code(DEVICE, platform.now()).unwrap()
}

/// The paths of a person's newest letter that lead to a page which does `what`.
fn links(server: &SmtpServer, someone: &Someone, what: &str) -> Vec<String> {
    let letter = letters_to(server, someone).pop().expect("a letter");
    let text = letter.text();
    let paths = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("https://para29.example"));
    let links: Vec<String> = paths
        .filter(|path| path.contains(&format!("/letters/{what}/")))
        .map(str::to_owned)
        .collect();
    for link in &links {
        assert!(letter.html().contains(link.as_str()));
    }
    links
}

struct Browser {
    client: Client,
    base: String,
}

impl Browser {
    fn at(web: &crate::harness::Served) -> Self {
        Self {
            client: Client::new(),
            base: web.base_url.clone(),
        }
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.client.get(format!("{}{path}", self.base)).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    async fn post(&self, path: &str, form: String) -> (StatusCode, String) {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let answer = request.body(form).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    /// The version that the page's form carries.
    async fn version(&self, path: &str) -> String {
        let (status, html) = self.get(path).await;
        assert_eq!(status, 200, "{html}");
        let value = html.split("name=\"version\" value=\"").nth(1).expect("a form");
        value.split('"').next().unwrap().to_owned()
    }
}

/// A commitment due at the end of the year, told by letter to a focal point with a device; gives the act's link too.
async fn told() -> (Platform, SmtpServer, Someone, Value, String) {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let focal = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    with_device(&platform, &focal).await;
    let commitment = due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    let env = env(&platform, Some(&server));
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    let link = links(&server, &focal, "no-change").pop().expect("a way to act");
    (platform, server, focal, commitment, link)
}

const UPDATES: &str = "from progress_updates where status = 'published' and reported_state = 'no_change'";

#[tokio::test]
async fn a_letter_of_a_real_due_date_is_followed_and_acted_on_once() {
    let (platform, server, focal, commitment, link) = told().await;
    let web = platform.serve().await;
    let browser = Browser::at(&web);
    for _ in 0..2 {
        let (status, html) = browser.get(&link).await;
        assert_eq!(status, 200);
        for words in [
            reference(&commitment),
            "Name a point of contact",
            "no change since",
            "23 November 2026",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(html.contains("noindex") && !html.contains(&focal.email), "{html}");
    }
    assert_eq!(count(&platform, UPDATES).await, 0, "opening a link changes nothing");
    let version = browser.version(&link).await;
    let form = |code: &str| format!("version={version}&secondFactorCode={code}");
    for wrong in [String::new(), form(""), form("000000")] {
        let (status, html) = browser.post(&link, wrong.clone()).await;
        let expected = if wrong.is_empty() { 400 } else { 422 };
        assert_eq!(status, expected, "{wrong}: {html}");
    }
    assert_eq!(count(&platform, UPDATES).await, 0);

    let form = form(&code(&platform));
    let (first, second) = tokio::join!(browser.post(&link, form.clone()), browser.post(&link, form.clone()));
    let third = browser.post(&link, form).await;
    for (status, html) in [first, second, third, browser.get(&link).await] {
        assert_eq!(status, 200, "{html}");
        assert!(html.contains("It is recorded"), "{html}");
    }
    assert_eq!(count(&platform, UPDATES).await, 1);
    let seen = platform
        .visit(
            "query($id: ID!) { commitment(id: $id) { latestUpdate { reportedState } } }",
            json!({ "id": commitment["id"] }),
        )
        .await;
    assert_eq!(seen["data"]["commitment"]["latestUpdate"]["reportedState"], "NO_CHANGE");
    let by = platform
        .fact("select to_jsonb(account_id) from changes where act = 'letter.no_change' and table_name = 'progress_updates'")
        .await;
    assert_eq!(by, json!(focal.account.0), "the audit says who");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_link_acts_for_its_reader_its_purpose_and_its_time() {
    let (platform, _, focal, commitment, link) = told().await;
    let web = platform.serve().await;
    let browser = Browser::at(&web);
    let version = browser.version(&link).await;
    let (_, token) = link.rsplit_once('/').unwrap();
    let form = || format!("version={version}&secondFactorCode={}", code(&platform));
    let mut slip = token.to_owned();
    slip.replace_range(10..11, if &token[10..11] == "0" { "1" } else { "0" });
    for path in [
        format!("/en/letters/no-change/{slip}"),
        format!("/en/letters/no-change/{}", "x".repeat(3_000)),
        "/en/letters/no-change/%00".to_owned(),
        format!("/en/letters/clear/{token}"),
        format!("/en/letters/confirm/{token}"),
    ] {
        assert_eq!(browser.get(&path).await.0, 410, "{path}");
        assert_eq!(browser.post(&path, form()).await.0, 410, "{path}");
    }
    let stop = browser.post(&format!("/en/letters/stop/{token}"), String::new()).await;
    assert_eq!(stop.0, 200, "as for any link that is nobody's");
    assert_eq!(preferences(&platform, &focal).await["unsubscribedAt"], Value::Null);

    let elsewhere = browser
        .client
        .post(format!("{}{link}", web.base_url))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(elsewhere.body(form()).send().await.unwrap().status(), 403);

    // Codes cannot be tried out.
    let mut last = StatusCode::OK;
    for _ in 0..=schema::directory::PER_ACCOUNT {
        last = browser
            .post(&link, format!("version={version}&secondFactorCode=000000"))
            .await
            .0;
    }
    assert_eq!(last, 429);

    platform.clock.set(moment("2026-12-29T08:00:00Z"));
    assert_eq!(browser.get(&link).await.0, 200);
    // Whoever has no right any more has none by letter either.
    let ended = format!(
        "update appointments set ended_at = '2026-12-29' where account_id = '{}'",
        focal.account.0
    );
    platform.as_owner(&ended).await;
    let (status, html) = browser.post(&link, form()).await;
    assert!(status == 410 && !html.contains("Name a point of contact"), "{html}");
    let (status, html) = browser.get(&link).await;
    assert!(
        status == 200 && html.contains("Nothing is left to be done here"),
        "{html}"
    );
    platform
        .as_owner(&format!(
            "update commitments set audience = 'own' where id = '{}'",
            uuid_of(&commitment)
        ))
        .await;
    let (status, html) = browser.get(&link).await;
    assert!(
        status == 410 && !html.contains(reference(&commitment)),
        "what may not be read does not exist: {html}"
    );
    platform
        .as_owner(&format!(
            "update commitments set audience = 'public' where id = '{}'; update appointments set ended_at = null where account_id = '{}'",
            uuid_of(&commitment),
            focal.account.0
        ))
        .await;
    assert_eq!(browser.get(&link).await.0, 200);
    platform.clock.set(moment("2026-12-30T08:00:00Z"));
    assert_eq!(browser.get(&link).await.0, 410, "a month, and no longer");
    assert_eq!(count(&platform, UPDATES).await, 0);
}

#[tokio::test]
async fn who_cannot_decide_gets_no_link_and_the_database_holds_none() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let own = reader(&platform, "SEN", Role::FocalPoint, "fr", "UTC").await;
    let joint = reader(&platform, "KEN", Role::FocalPoint, "en", "UTC").await;
    let mut content = content("A step taken together");
    content["indicativeOn"] = "2026-12-30".into();
    content["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    let shown = cast.published(&platform, content).await;
    step(&platform, &joint, "commitmentJoin", &shown).await;
    let env = env(&platform, Some(&server));
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    assert_eq!(links(&server, &joint, "no-change"), Vec::<String>::new());
    let link = links(&server, &own, "no-change").pop().unwrap();
    assert!(link.starts_with("/fr/"), "{link}");
    for someone in [&own, &joint] {
        for what in ["no-change", "choose", "stop"] {
            for link in links(&server, someone, what) {
                let (_, token) = link.rsplit_once('/').unwrap();
                let sql = format!(
                    "select count(*) from (select to_jsonb(l)::text from letters l union all select to_jsonb(l)::text from letter_links l
                       union all select to_jsonb(j)::text from jobs j union all select to_jsonb(c)::text from changes c) as t(row)
                     where row like '%{token}%'"
                );
                assert_eq!(platform.fact(&sql).await, 0, "{what}");
            }
        }
    }
    let kept = platform.fact("select jsonb_agg(distinct purpose || ' ' || (expires_at - timestamptz '2026-11-30T08:00:00Z')) from letter_links").await;
    assert_eq!(kept, json!(["choose 366 days", "no_change 30 days", "stop 366 days"]));
}

#[tokio::test]
async fn an_update_is_cleared_as_it_was_read() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let commitment = cast.published(&platform, content("Name a point of contact")).await;
    let says = |text: &str| json!({ "reportedState": "UNDER_WAY", "originalLanguage": "EN", "narrative": [{ "language": "EN", "text": text }] });
    let input = json!({ "commitmentId": commitment["id"], "content": says("A contact is being chosen.") });
    let fields = "progressUpdate { id version status }";
    let update = platform.done(&cast.drafter, "progressUpdateDraft", input, fields).await["progressUpdate"].clone();
    let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
    let update = platform
        .done(&cast.drafter, "progressUpdateSendForClearance", input, fields)
        .await["progressUpdate"]
        .clone();
    let env = env(&platform, Some(&server));
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    let link = links(&server, &cast.approver, "clear").pop().unwrap();
    let web = platform.serve().await;
    let browser = Browser::at(&web);
    let (_, html) = browser.get(&link).await;
    assert!(
        html.contains("A contact is being chosen.") && html.contains("Under way"),
        "{html}"
    );
    assert!(!html.contains("secondFactorCode"), "an approver signs in without");
    let version = browser.version(&link).await;

    let input = json!({ "progressUpdateId": update["id"], "version": update["version"], "content": says("A contact is chosen.") });
    platform.done(&cast.drafter, "progressUpdateEdit", input, fields).await;
    let (status, html) = browser.post(&link, format!("version={version}")).await;
    assert!(status == 422 && html.contains("A contact is chosen."), "{html}");
    let state = "select status from progress_updates";
    assert_eq!(platform.fact(state).await, "for_clearance");
    let version = browser.version(&link).await;
    assert_eq!(browser.post(&link, format!("version={version}")).await.0, 200);
    assert_eq!(platform.fact(state).await, "submitted");
    let (_, html) = browser.get(&link).await;
    assert!(html.contains("It is recorded"), "{html}");
}

#[tokio::test]
async fn what_another_reported_is_told_and_confirmed_by_letter() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let institute = platform.new_participant("academia", "Institute of Dialogue").await;
    let reporter = platform.person_of(institute, Role::Stakeholder).await;
    let mut said = content("Train 200 investigators");
    said["source"] = json!({ "url": "https://example.org/statement" });
    let input = json!({ "participantId": cast.state.to_string(), "content": said });
    let reported = platform.done(&reporter, "commitmentReport", input, COMMITMENT).await["commitment"].clone();
    let env = env(&platform, Some(&server));
    step(&platform, &cast.reviewer, "commitmentPublish", &reported).await;
    at(&platform, &env, "2026-11-23T10:00:00Z").await;
    at(&platform, &env, "2026-11-30T08:00:00Z").await;
    let letter = letters_to(&server, &cast.approver).pop().unwrap();
    assert!(
        letter
            .text()
            .contains("Reported by another participant on 23 November 2026"),
        "{}",
        letter.text()
    );
    assert_eq!(letters_to(&server, &reporter).len(), 0);
    let link = links(&server, &cast.approver, "confirm").pop().unwrap();
    let web = platform.serve().await;
    let browser = Browser::at(&web);
    let version = browser.version(&link).await;
    let state = "select status from commitments";
    assert_eq!(
        platform.fact(state).await,
        "unconfirmed",
        "silence and looking are not consent"
    );
    assert_eq!(browser.post(&link, format!("version={version}")).await.0, 200);
    assert_eq!(platform.fact(state).await, "published");
    // A month later nothing is left to be told of it.
    at(&platform, &env, "2026-12-28T08:00:00Z").await;
    assert_eq!(letters_to(&server, &cast.approver).len(), 1);
}
