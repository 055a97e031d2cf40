//! What the documents say and what was undertaken on it; how regularly updates are shared; States side by side.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, act, act_on_update, content, progress, step, step_update, update};
use crate::harness::Platform;
use chrono::{NaiveDate, NaiveTime};
use reqwest::Client;
use reqwest::header::ACCEPT_ENCODING;
use schema::actor::*;
use schema::commitments::{PeriodReport, reporting};
use schema::{Actor, Connection};
use serde_json::{Value, json};
use std::collections::HashMap;

async fn provision(platform: &Platform, reference: &str) -> ProvisionId {
    let id = platform
        .fact(&format!("select id from provisions where reference = '{reference}'"))
        .await;
    ProvisionId(id.as_str().unwrap().parse().unwrap())
}

/// A public commitment of a State on a provision.
async fn undertaken(platform: &Platform, cast: &Cast, title: &str, reference: &str) -> Value {
    let mut content = content(title);
    content["provisionIds"] = json!([provision(platform, reference).await]);
    cast.published(platform, content).await
}

/// The rows of a CSV, by the names of its columns.
fn rows(csv: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[tokio::test]
async fn every_page_speaks_six_languages_without_a_gap_and_is_light() {
    let scene = Scene::set().await;
    for (language, dir) in LANGUAGES {
        for page in [
            "/provisions",
            "/provisions?theme=norms",
            "/provisions/A/68/98:26(c)",
            "/provisions/A%2F68%2F98%3A26%28c%29",
            "/provisions/A/68/98:26",
            "/provisions/WTDC-17/23/Add.19:resolves.1",
            "/reporting",
            "/reporting?group=african",
            "/compare",
            "/compare?state=SEN&state=KEN&state=EST",
        ] {
            let path = format!("/{language}{page}");
            let html = scene.text(&path).await;
            assert!(
                html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")),
                "{path}"
            );
            assert_eq!(gap(&html), None, "{path}");
            let plain = words::without_isolates(&html);
            for code in [
                ">instructs bdt",
                ">confidence building<",
                ">itu ",
                ">states<",
                ">mandated by",
            ] {
                assert!(!plain.contains(code), "{path}: {code} has no word");
            }
            assert!(!html.contains("Known to States"), "{path}");
            let whole = Client::new()
                .get(format!("{}{path}", scene.served.base_url))
                .header(ACCEPT_ENCODING, "gzip");
            let bytes = whole.send().await.unwrap().bytes().await.unwrap().len();
            assert!(bytes <= 44 * 1024, "{path}: {bytes}");
        }
    }
    let encoded = scene.text("/fr/provisions/A%2F68%2F98%3A26%28c%29").await;
    let canonical = format!(
        "<link rel=\"canonical\" href=\"{}/fr/provisions/A/68/98:26(c)\">",
        scene.served.base_url
    );
    assert!(encoded.contains(&canonical), "{encoded}");
}

#[tokio::test]
async fn a_provision_is_shown_with_what_was_undertaken_under_it_and_nothing_hidden_counts() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let kenya = Cast::of(platform, "KEN").await;
    let shown = undertaken(platform, &kenya, "Name <i>two</i> points of contact", "A/68/98:26(c)").await;
    let mut secret = content("Known to States alone too");
    secret["audience"] = json!({ "audience": "STATES" });
    secret["provisionIds"] = json!([provision(platform, "A/68/98:26(c)").await]);
    kenya.published(platform, secret).await;

    let list = rows(&scene.text("/en/provisions.csv").await);
    assert_eq!(list.len(), 51);
    let counts = |reference: &str| {
        let row = list.iter().find(|row| row["reference"] == reference).unwrap();
        (row["commitment_count"].as_str(), row["state_count"].as_str())
    };
    assert_eq!(counts("A/68/98:26(c)"), ("1", "1"));
    assert_eq!(
        counts("A/68/98:26"),
        ("1", "1"),
        "a paragraph counts what its clauses do"
    );
    assert_eq!(counts("A/68/98:26(d)"), ("0", "0"));
    let of_paragraph: Value =
        serde_json::from_str(&scene.text("/en/commitments.json?provision=A%2F68%2F98%3A26").await).unwrap();
    assert_eq!(of_paragraph.as_array().unwrap().len(), 1, "as the list says");

    let query = "{ provisionFigures { provision { reference } commitmentCount stateCount } }";
    let figures = platform.visit(query, json!({})).await["data"]["provisionFigures"].clone();
    let of_clause = json!({ "provision": { "reference": "A/68/98:26(c)" }, "commitmentCount": 1, "stateCount": 1 });
    assert!(figures.as_array().unwrap().contains(&of_clause), "{figures}");

    let page = words::without_isolates(&scene.text("/en/provisions").await);
    for there in [
        "51 provisions · 2 documents",
        "href=\"/en/provisions/A/68/98:26(c)\"",
        "href=\"/en/commitments?provision=A%2F68%2F98%3A26%28c%29\"",
        "CSV, 51 rows",
        "Group of Governmental Experts · 2013 · Agreed",
        "Instructs the Director of the Telecommunication Development Bureau",
    ] {
        assert!(page.contains(there), "{there}: {page}");
    }
    assert!(
        page.find("A/68/98:34").unwrap() < page.find("WTDC-17/23/Add.19:resolves.1").unwrap(),
        "in the order of the documents"
    );
    let one_theme = words::without_isolates(&scene.text("/en/provisions?theme=points_of_contact").await);
    assert!(one_theme.contains("1 provision · 1 document"), "{one_theme}");
    assert_eq!(
        rows(&scene.text("/ar/provisions.csv?theme=points_of_contact").await).len(),
        1
    );

    let one = words::without_isolates(&scene.text("/en/provisions/A/68/98:26(c)").await);
    for there in [
        "Name &#60;i&#62;two&#60;/i&#62; points of contact",
        &format!("/en/commitments/{}", shown["reference"].as_str().unwrap()),
        "href=\"/en/provisions/A/68/98:26\"",
        "1 commitment · Shared by 1 participant",
        "All commitments on A/68/98:26(c)",
        "Kenya",
        "Documents that A/68/98 refers to",
        "source of the mandate",
    ] {
        assert!(one.contains(there), "{there}: {one}");
    }
    assert!(!one.contains("Known to States"));
    let file: Value = serde_json::from_str(&scene.text("/fr/provisions/A/68/98:26.json").await).unwrap();
    let references: Vec<&str> = file
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["reference"].as_str().unwrap())
        .collect();
    assert_eq!(
        (references[0], references[1], references.len()),
        ("A/68/98:26", "A/68/98:26(a)", 7)
    );
    assert_eq!(file[0]["commitment_count"], 1);
    assert_eq!(file[0]["addressee_label"], "États");
    let empty = words::without_isolates(&scene.text("/en/provisions/A/68/98:29").await);
    assert!(empty.contains("No activity recorded"), "{empty}");

    let commitment = scene
        .text(&format!("/en/commitments/{}", shown["reference"].as_str().unwrap()))
        .await;
    assert!(
        commitment.contains("href=\"/en/provisions/A/68/98:26(c)\"")
            && commitment.contains("href=\"/en/commitments?provision=A%2F68%2F98%3A26%28c%29\""),
        "a commitment leads to its provision, and to the others on it"
    );
}

#[tokio::test]
async fn a_state_has_not_undertaken_what_it_has_not_confirmed() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let kenya = Cast::of(platform, "KEN").await;
    let shown = undertaken(platform, &kenya, "Said by another", "A/68/98:29").await;
    platform
        .as_owner(&format!(
            "update commitments set status = 'unconfirmed', provenance = 'public_document' where reference = '{}'",
            shown["reference"].as_str().unwrap()
        ))
        .await;
    let list = rows(&scene.text("/en/provisions.csv").await);
    let row = list.iter().find(|row| row["reference"] == "A/68/98:29").unwrap();
    assert_eq!(
        (row["commitment_count"].as_str(), row["state_count"].as_str()),
        ("1", "0")
    );
    assert!(!scene.text("/en/reporting.csv").await.contains("KEN"));
}

#[tokio::test]
async fn nonsense_is_told_and_no_fault() {
    let scene = Scene::set().await;
    for path in [
        "provisions/A/68/98:99",
        "provisions/a/68/98:26(c)",
        "provisions/%00",
        "provisions/%FF",
        "provisions/A/68/98:26(c)/",
        "provisions/.csv",
        "provisions/A/68/98:99.json",
        "provisions/%27%20or%201=1--",
        "provisions.pdf",
        "reporting.pdf",
        "reporting/2026",
        "compare/SEN",
    ] {
        let status = scene.get(&format!("/en/{path}")).await.status();
        assert_eq!(status, 404, "{path}");
    }
    let long = "9".repeat(2_000);
    assert_eq!(scene.get(&format!("/en/provisions/{long}")).await.status(), 404);
    for (page, query) in [
        ("provisions", "theme=weather"),
        ("provisions", "theme=norms&theme=%00"),
        ("provisions", "theme=%FF"),
        ("reporting", "group=best"),
        ("reporting", "group=%00"),
        ("compare", "state=SEN"),
        ("compare", "state=SEN&state=sen"),
        ("compare", "state=SEN&state=KEN&state=EST&state=BRA"),
        ("compare", "state=SEN&state=XXX"),
        ("compare", "state=SEN&state=AU"),
        ("compare", "state=SEN&state=%00"),
    ] {
        for ending in ["", ".csv", ".json", ".xlsx"] {
            let answer = scene.get(&format!("/en/{page}{ending}?{query}")).await;
            assert_eq!(answer.status(), 400, "{page}{ending}?{query}");
            let text = answer.text().await.unwrap();
            if ending.is_empty() {
                assert!(text.contains("id=\"problems\""), "{page}?{query}");
            } else {
                let told: Value = serde_json::from_str(&text).unwrap();
                assert!(
                    !told["problems"].as_array().unwrap().is_empty(),
                    "{page}{ending}?{query}"
                );
            }
        }
    }
    assert_eq!(
        scene.get("/en/compare.csv").await.status(),
        400,
        "a file of nobody in particular"
    );
}

/// What is said of a State in a period, by the page's own question.
async fn said(platform: &Platform, code: &str, period: &str) -> Option<PeriodReport> {
    let today = platform.today();
    let reporting = platform
        .db
        .read(&Actor::Visitor, async move |conn: &mut Connection| {
            reporting(conn, today, 5, &[]).await
        })
        .await
        .unwrap();
    let place = reporting.periods.iter().position(|one| one.code == period)?;
    let state = reporting
        .states
        .iter()
        .find(|one| one.state.code.as_deref() == Some(code))?;
    state.reports[place]
}

fn set(platform: &Platform, day: (i32, u32, u32)) {
    let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
    platform.clock.set(day.and_time(NaiveTime::MIN).and_utc());
}

#[tokio::test]
async fn what_is_said_of_a_period_goes_by_its_days_and_by_invitations() {
    use PeriodReport::{NoUpdateReceived, NotYetDue, Received};
    let platform = Platform::start().await;
    let (senegal, kenya) = (Cast::of(&platform, "SEN").await, Cast::of(&platform, "KEN").await);
    let shown = senegal.published(&platform, content("Train investigators")).await;
    let other = kenya.published(&platform, content("Open a team")).await;
    assert_eq!(said(&platform, "SEN", "2026").await, Some(NotYetDue));
    assert_eq!(said(&platform, "SEN", "2025").await, None, "it was not shown then");
    assert_eq!(said(&platform, "EST", "2026").await, None, "not listed");

    set(&platform, (2027, 3, 31));
    assert_eq!(said(&platform, "SEN", "2026").await, Some(NotYetDue), "the last day");
    set(&platform, (2027, 4, 1));
    assert_eq!(
        said(&platform, "SEN", "2026").await,
        None,
        "shown within the period: nobody asked for an update on it"
    );
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NotYetDue));

    // What only some may read, what is not yet shown and what was taken back has not been received.
    let mut own = progress("UNDER_WAY");
    own["audience"] = json!({ "audience": "STATES" });
    senegal.reported(&platform, &shown, own).await;
    update(&platform, &senegal.drafter, &shown, progress("UNDER_WAY")).await;
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NotYetDue));
    let told = senegal.reported(&platform, &shown, progress("UNDER_WAY")).await;
    assert_eq!(said(&platform, "SEN", "2027").await, Some(Received));
    let note = json!({ "note": "Meant for another record." });
    act_on_update(&platform, &senegal.approver, "progressUpdateWithdraw", &told, note).await;
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NotYetDue));

    // An answer to the invitation counts for the period that invited it, whatever period its day lies in.
    set(&platform, (2028, 2, 1));
    let draft = update(&platform, &kenya.approver, &other, progress("UNDER_WAY")).await;
    assert_eq!(draft["period"], "2028");
    let submitted = step_update(&platform, &kenya.approver, "progressUpdateSubmit", &draft).await;
    step_update(&platform, &kenya.reviewer, "progressUpdatePublish", &submitted).await;
    assert_eq!(said(&platform, "KEN", "2027").await, Some(Received));
    assert_eq!(said(&platform, "KEN", "2028").await, Some(Received));
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NotYetDue));
    set(&platform, (2028, 4, 1));
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NoUpdateReceived));
    assert_eq!(said(&platform, "KEN", "2026").await, None);

    // What is over awaits nothing more; what it was asked for before stays as it was.
    set(&platform, (2028, 5, 1));
    act(
        &platform,
        &senegal.approver,
        "commitmentWithdraw",
        &version(&platform, &shown).await,
        json!({}),
    )
    .await;
    assert_eq!(said(&platform, "SEN", "2027").await, Some(NoUpdateReceived));
    assert_eq!(said(&platform, "SEN", "2028").await, None);
}

/// The commitment as it stands.
async fn version(platform: &Platform, commitment: &Value) -> Value {
    let reference = commitment["reference"].as_str().unwrap();
    let version = platform
        .fact(&format!(
            "select version from commitments where reference = '{reference}'"
        ))
        .await;
    let mut now = commitment.clone();
    now["version"] = version;
    now
}

#[tokio::test]
async fn periods_are_a_table_by_regional_group_in_protocol_order() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    for code in ["KEN", "EST", "BRA", "DZA"] {
        let cast = Cast::of(platform, code).await;
        undertaken(platform, &cast, "Train investigators", "A/68/98:29").await;
    }
    let kenya = Cast::of(platform, "KEN").await;
    let joint = {
        let mut content = content("Exercise together");
        content["jointParticipantIds"] = json!([platform.participant("GHA").await.to_string()]);
        kenya.published(platform, content).await
    };
    assert!(joint["reference"].is_string());
    let html = words::without_isolates(&scene.text("/en/reporting").await);
    let table = html.split("<table").nth(1).unwrap();
    let place = |text: &str| table.find(text).unwrap_or_else(|| panic!("{text}: {table}"));
    let order = [
        "African States",
        "Algeria",
        "Kenya",
        "Senegal",
        "Eastern European States",
        "Estonia",
        "Latin American and Caribbean States",
        "Brazil",
    ];
    for pair in order.windows(2) {
        assert!(place(pair[0]) < place(pair[1]), "{pair:?}");
    }
    assert!(
        !table.contains("Ghana"),
        "only named as a joint participant, has not joined"
    );
    assert!(table.contains("Not yet due") && table.contains("No update awaited"));
    assert!(html.contains("5 States") && html.contains("CSV, 25 rows"), "{html}");
    assert!(html.contains("href=\"/en/about/method#periods\"") && html.contains("href=\"/en/compare\""));
    let file = rows(&scene.text("/en/reporting.csv").await);
    assert_eq!(file.len(), 25);
    let now = |state: &str| {
        let row = file.iter().find(|row| row["state"] == state && row["period"] == "2026");
        row.unwrap()["report"].clone()
    };
    assert_eq!(
        (now("KEN").as_str(), now("SEN").as_str()),
        ("not_yet_due", "not_yet_due")
    );
    assert_eq!(file[0]["due_on"], "2023-03-31");
    let query = "{ reporting { periods { code } states { state { code } groups reports } } }";
    let answer = platform.visit(query, json!({})).await["data"]["reporting"].clone();
    assert_eq!(answer["periods"][4]["code"], "2026");
    let algeria = json!({ "state": { "code": "DZA" }, "groups": ["AFRICAN"], "reports": [null, null, null, null, "NOT_YET_DUE"] });
    assert_eq!(answer["states"][0], algeria, "the same as the page");
    let african = words::without_isolates(&scene.text("/en/reporting?group=african").await);
    assert!(
        african.contains("3 States") && !african.contains(">Estonia<"),
        "{african}"
    );
    assert_eq!(
        rows(&scene.text("/en/reporting.csv?group=weog&group=none").await).len(),
        0
    );
    let nobody = scene.text("/en/reporting?group=weog").await;
    assert!(nobody.contains("was open to updates") && !nobody.contains("<table"));
    let method = words::without_isolates(&scene.text("/en/about/method").await);
    assert!(method.contains("id=\"periods\"") && method.contains("This says nothing about the work itself"));
}

#[tokio::test]
async fn states_stand_side_by_side_in_protocol_order_as_they_said_it() {
    let scene = Scene::set().await;
    let platform = &scene.platform;
    let kenya = Cast::of(platform, "KEN").await;
    let shown = undertaken(platform, &kenya, "Open a <b>team</b>", "A/68/98:26(c)").await;
    kenya.published(platform, content("On nothing in particular")).await;
    step(platform, &kenya.approver, "commitmentStart", &shown).await;
    let mut french = content("x");
    french["title"] = json!([{ "language": "FR", "text": "Former des enquêteurs" }]);
    french["originalLanguage"] = json!("FR");
    french["provisionIds"] = json!([provision(platform, "A/68/98:26(c)").await]);
    Cast::of(platform, "EST").await.published(platform, french).await;

    let html = words::without_isolates(&scene.text("/en/compare?state=SEN&state=est&state=KEN").await);
    assert!(
        html.contains("Commitments by theme: Estonia, Kenya and Senegal"),
        "{html}"
    );
    let table = html.split("<table").nth(1).unwrap();
    let heads: Vec<usize> = ["Estonia</a>", "Kenya</a>", "Senegal</a>"]
        .iter()
        .map(|name| table.find(name).unwrap())
        .collect();
    assert!(heads.is_sorted(), "whatever order was asked");
    for there in [
        "Open a &#60;b&#62;team&#60;/b&#62;",
        "<span lang=\"fr\" dir=\"ltr\">Former des enquêteurs</span>",
        "Shown in the original: French",
        "Under way",
        "No activity recorded",
        "On no particular provision",
        "On nothing in particular",
    ] {
        assert!(table.contains(there), "{there}: {table}");
    }
    assert!(!html.contains("Known to States"));
    let themes = platform.fact("select count(*) from themes").await.as_i64().unwrap();
    assert_eq!(
        i64::try_from(table.matches("<th scope=\"row\"").count()).unwrap(),
        themes + 1,
        "a row for every theme"
    );
    assert!(
        html.contains("<option value=\"KEN\" selected>"),
        "the form says who is chosen"
    );

    let file = rows(&scene.text("/en/compare.csv?state=SEN&state=KEN&state=EST").await);
    assert!(html.contains(&format!("CSV, {} rows", file.len())), "{}", file.len());
    let on = |state: &str| {
        let rows = file
            .iter()
            .filter(|row| row["state"] == state && !row["reference"].is_empty());
        rows.map(|row| row["title"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(on("KEN"), ["Open a <b>team</b>", "On nothing in particular"]);
    assert_eq!(on("EST"), ["Former des enquêteurs"]);

    let form = scene.text("/fr/compare").await;
    assert!(form.contains("name=\"state\"") && !form.contains("<table"));
    let one = scene.get("/en/compare?state=SEN").await.text().await.unwrap();
    assert!(one.contains("Please choose two or three States.") && one.contains("<option value=\"SEN\" selected>"));
}
