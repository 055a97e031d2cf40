//! States and organizations: who takes part, what each has shared, who belongs where on which day.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, content, progress, seen_by, step};
use schema::Actor;
use schema::db::counting_queries;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PAGES: [&str; 6] = [
    "/states",
    "/states/SEN",
    "/states/PSE",
    "/organizations",
    "/organizations/AU",
    "/organizations/ITU",
];

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The records of a CSV, each by the names of its columns.
fn table(text: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let record = |record: csv::StringRecord| -> Value {
        let cells = names.iter().zip(&record);
        Value::Object(cells.map(|(name, cell)| (name.to_owned(), json!(cell))).collect())
    };
    reader.records().map(|one| record(one.unwrap())).collect()
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let rest = html.split(start.as_str()).skip(1);
    rest.map(|rest| rest.split('"').next().unwrap()).collect()
}

/// What is opened is closed, names of places are given once, and what is referred to is there.
fn sound(html: &str, path: &str) {
    let mut open: Vec<&str> = vec![];
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
    for tag in tags.filter(|tag| !tag.starts_with('!') && !tag.ends_with('/')) {
        let element = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(element), "{path}: {tag}");
        } else if !["meta", "link", "input", "br"].contains(&element) {
            open.push(element);
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
    let ids = values(html, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: {ids:?}");
    let named = values(html, "aria-labelledby").into_iter().chain(values(html, "for"));
    assert!(named.into_iter().all(|id| ids.contains(&id)), "{path}");
}

#[tokio::test]
async fn every_page_of_the_directory_is_there_in_every_language() {
    let scene = Scene::set().await;
    for (language, dir) in LANGUAGES {
        for page in PAGES {
            let path = format!("/{language}{page}");
            let html = scene.text(&path).await;
            assert!(
                html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")),
                "{path}"
            );
            assert_eq!(gap(&html), None, "{path}");
            assert!(!html.contains(" [en]") && !html.contains("Known to States"), "{path}");
            assert!(!html.contains(" style=") && !html.contains("<script"), "{path}");
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            sound(&html, &path);
            for (section, place) in [("states", "/states"), ("organizations", "/organizations")] {
                let is_here = page.starts_with(place);
                let entry = format!(
                    "<a href=\"/{language}{place}\"{}>",
                    if is_here { " aria-current=\"page\"" } else { "" }
                );
                assert!(html.contains(&entry), "{path}: the menu has {section}");
            }
        }
    }
    let html = scene.text("/en/").await;
    assert!(html.contains("<a href=\"/en/states\">") && html.contains("<a href=\"/en/organizations\">"));
}

#[tokio::test]
async fn every_state_has_a_tile_of_its_own_and_a_row_both_in_protocol_order() {
    let scene = Scene::set().await;
    let html = scene.text("/ar/states").await;
    let grid = html.split("<ol class=\"tiles\" dir=\"ltr\"").nth(1).unwrap();
    let grid = grid.split("</ol>").next().unwrap();
    let tiles: Vec<&str> = grid.split("<li class=\"c").skip(1).collect();
    let place = |tile: &&str| tile.split(" g-").next().unwrap().to_owned();
    let code = |tile: &&str| tile.split("/ar/states/").nth(1).unwrap()[..3].to_owned();
    assert_eq!(tiles.len(), 195);
    assert_eq!(
        tiles.iter().map(place).collect::<BTreeSet<_>>().len(),
        195,
        "no two in one place"
    );
    for tile in &tiles {
        let place = place(tile);
        let (column, row) = place.split_once(" r").unwrap();
        let (column, row): (i32, i32) = (column.parse().unwrap(), row.parse().unwrap());
        assert!(
            (0..api::site::tiles::COLUMNS).contains(&column) && (0..api::site::tiles::ROWS).contains(&row),
            "{tile}"
        );
    }
    let style = include_str!("../../api/assets/css/site.css");
    for (letter, end) in [("c", api::site::tiles::COLUMNS), ("r", api::site::tiles::ROWS)] {
        assert!(
            (0..end).all(|at| style.contains(&format!(".{letter}{at} {{"))),
            "{letter}"
        );
    }
    let listed = table(&scene.text("/ar/states.csv").await);
    let codes: Vec<&str> = listed.iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(
        tiles.iter().map(code).collect::<Vec<_>>(),
        codes,
        "the map has the order of the list"
    );
    let rows = html
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .matches("<th scope=\"row\"")
        .count();
    assert_eq!(rows, 195);
    // The Democratic People's Republic of Korea under D, the Republic of Korea under R; observers last.
    let at = |code: &str| codes.iter().position(|one| *one == code).unwrap();
    assert!(at("CUB") < at("PRK") && at("PRK") < at("DNK") && at("QAT") < at("KOR") && at("KOR") < at("ROU"));
    assert_eq!(codes[193..], ["VAT", "PSE"]);
    assert!(
        html.contains("المربعات تخطيطية ومتساوية الحجم"),
        "the notice stands under the map"
    );
}

#[tokio::test]
async fn a_state_is_tinted_by_what_is_public_alone() {
    let scene = Scene::set().await;
    let html = words::without_isolates(&scene.text("/en/states").await);
    let tile = |code: &str| {
        let start = html
            .split("<li class=\"")
            .find(|tile| tile.contains(&format!("/states/{code}\"")));
        start.unwrap().split("</li>").next().unwrap().to_owned()
    };
    assert!(
        tile("SEN").contains(" s1\"") && tile("SEN").contains("Senegal, 2 public commitments"),
        "{}",
        tile("SEN")
    );
    assert!(tile("KEN").contains(" s0\"") && tile("KEN").contains("Kenya, No public commitment"));
    assert!(html.contains("195 States · 1 State with public commitments"));
    assert!(html.contains("1 to 4 public commitments") && html.contains("10 or more public commitments"));
    assert!(
        html.contains("href=\"/en/commitments?state=SEN\">2<"),
        "the figure leads to the list"
    );
    let svg = scene.get("/en/states.svg").await;
    assert_eq!(svg.headers()["content-type"], "image/svg+xml");
    assert!(!svg.headers().contains_key("content-disposition") && svg.headers().contains_key("etag"));
    let svg = words::without_isolates(&svg.text().await.unwrap());
    assert_eq!(
        svg.matches("<g text-anchor").count() + svg.matches("<g fill=\"#ffffff\" text-anchor").count(),
        195
    );
    assert!(svg.contains("<title>Senegal, 2 public commitments</title>") && svg.contains("imply no view on status"));
    for language in LANGUAGES.map(|(language, _)| language) {
        assert_eq!(
            gap(&scene.text(&format!("/{language}/states.svg")).await),
            None,
            "{language}"
        );
    }
}

#[tokio::test]
async fn states_are_narrowed_by_group_and_files_agree_with_the_page() {
    let scene = Scene::set().await;
    for (query, count, has, has_not) in [
        ("group=african", 54, "KEN", "NOR"),
        ("group=grulac&group=weog", 61, "NOR", "KEN"),
        ("group=none", 2, "VAT", "KEN"),
        ("group=sids", 37, "FJI", "KEN"),
        ("group=&utm_source=x", 195, "KEN", "XXX"),
    ] {
        let html = words::without_isolates(&scene.text(&format!("/fr/states?{query}")).await);
        assert!(html.contains(&format!("{count} États")), "{query}");
        let files = [
            table(&scene.text(&format!("/fr/states.csv?{query}")).await),
            json_of(&scene.text(&format!("/fr/states.json?{query}")).await)
                .as_array()
                .unwrap()
                .clone(),
        ];
        for rows in files {
            assert_eq!(rows.len(), count, "{query}");
            assert!(
                rows.iter().any(|row| row["code"] == has) && rows.iter().all(|row| row["code"] != has_not),
                "{query}"
            );
        }
        assert!(html.contains(&format!("/fr/states/{has}\"")) && !html.contains(&format!("/fr/states/{has_not}\"")));
    }
    let rows = json_of(&scene.text("/fr/states.json").await);
    let senegal = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "SEN")
        .unwrap();
    let expected = json!({
        "code": "SEN", "name": "Sénégal", "kind": "member_state", "kind_text": "État Membre", "regional_group": "african",
        "regional_group_text": "États d’Afrique", "lists": "ldc", "commitment_count": 2, "latest_update_on": null,
    });
    let mut told = senegal.clone();
    let identified = told.as_object_mut().unwrap();
    let (id, permalink) = (
        identified.remove("id").unwrap(),
        identified.remove("permalink").unwrap(),
    );
    assert_eq!(told, expected);
    assert!(id.as_str().unwrap().starts_with("participant_"));
    assert!(permalink.as_str().unwrap().ends_with("/id/SEN"));
    assert!(
        scene
            .get("/ar/states.xlsx")
            .await
            .bytes()
            .await
            .unwrap()
            .starts_with(b"PK")
    );
    for nonsense in [
        "group=west",
        "group=%00",
        "group=%FF",
        "group=AFRICAN",
        "group=%E2%80%AE",
    ] {
        for ending in ["", ".csv", ".json", ".xlsx", ".svg"] {
            let answer = scene.get(&format!("/en/states{ending}?{nonsense}")).await;
            assert_eq!(answer.status(), 400, "{ending}?{nonsense}");
            let text = answer.text().await.unwrap();
            assert!(text.contains("problems"), "{ending}?{nonsense}: {text}");
        }
    }
}

#[tokio::test]
async fn a_state_has_one_address_and_nobody_else_has_one_like_it() {
    let scene = Scene::set().await;
    for (asked, place) in [
        ("/en/states/sen", "/en/states/SEN"),
        ("/en/states/Sen.json", "/en/states/SEN.json"),
        ("/ar/states/sen.csv?excel=1", "/ar/states/SEN.csv?excel=1"),
        (
            "/en/organizations/au?as_of=2020-01-01",
            "/en/organizations/AU?as_of=2020-01-01",
        ),
    ] {
        let answer = scene.get(asked).await;
        assert_eq!(answer.status(), 303, "{asked}");
        assert_eq!(answer.headers()["location"], place, "{asked}");
    }
    for path in [
        "/states/XXX",
        "/states/AU",
        "/states/%00",
        "/states/a'b",
        "/states/S%C3%89N",
        "/organizations/SEN",
        "/organizations/NOWHERE",
    ] {
        for ending in ["", ".csv", ".json", ".xlsx"] {
            assert_eq!(
                scene.get(&format!("/en{path}{ending}")).await.status(),
                404,
                "{path}{ending}"
            );
        }
    }
}

#[tokio::test]
async fn a_state_shows_what_it_shared_and_where_it_belongs() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    cast.reported(&scene.platform, &scene.shown, progress("UNDER_WAY"))
        .await;
    cast.reported(&scene.platform, &scene.hidden, progress("UNDER_WAY"))
        .await;
    let html = words::without_isolates(&scene.text("/en/states/SEN").await);
    assert!(
        html.contains("<h1>Senegal</h1>")
            && html.contains("Least developed countries")
            && html.contains("African States")
    );
    assert!(
        html.contains("href=\"/en/organizations/AU\">African Union</a>")
            && html.contains("href=\"/en/organizations/ECOWAS\"")
    );
    assert!(
        html.contains("href=\"/en/commitments?state=SEN\">All 2 commitments"),
        "{html}"
    );
    assert!(html.contains("Name a &#60;b&#62;point&#60;/b&#62; of contact"));
    let years = html
        .split("id=\"years\"")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    assert_eq!(years.matches("<th scope=\"col\">").count(), 10, "{years}");
    let cells = |row: &str| -> Vec<String> {
        let row = years.split(row).nth(1).unwrap().split("</tr>").next().unwrap();
        row.split("<td")
            .skip(1)
            .map(|cell| cell.split(['>', '<']).nth(1).unwrap().to_owned())
            .collect()
    };
    assert_eq!(cells("Commitments undertaken").last().unwrap(), "2");
    assert_eq!(
        cells("Updates</th>").last().unwrap(),
        "1",
        "the other is known to States alone"
    );
    let file = json_of(&scene.text("/en/states/SEN.json").await);
    assert_eq!(
        (&file["commitment_count"], &file["years"][0]["update_count"]),
        (&json!(2), &json!(1)),
        "{file}"
    );
    assert_eq!(file["latest_update_on"], "2026-11-23");
    assert_eq!(file["commitments"].as_array().unwrap().len(), 2);
    assert!(!file.to_string().contains("Known to States"));
    let rows = table(&scene.text("/en/states/SEN.csv").await);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().any(|row| row["title"] == "'=cmd|'/c calc'!A1"), "{rows:?}");
    assert!(
        scene
            .get("/en/states/SEN.xlsx")
            .await
            .bytes()
            .await
            .unwrap()
            .starts_with(b"PK")
    );

    let turkiye = words::without_isolates(&scene.text("/en/states/TUR").await);
    assert!(turkiye.contains("Names on record") && turkiye.contains(">Turkey<") && turkiye.contains("May 2022"));
    let kenya = scene.text("/en/states/KEN").await;
    assert!(kenya.contains("No public commitment is on record.") && !kenya.contains("Names on record"));
    let syria = words::without_isolates(&scene.text("/en/states/SYR").await);
    assert!(syria.contains("Suspended from November 2011 to 6 May 2023"), "{syria}");

    let one = scene.text(&format!("/en/commitments/{}", scene.reference())).await;
    assert!(one.contains("<a href=\"/en/states/SEN\">Senegal</a>"));
    assert!(
        scene
            .text("/en/commitments")
            .await
            .contains("<a href=\"/en/states/SEN\">Senegal</a>")
    );
}

#[tokio::test]
async fn what_was_undertaken_jointly_counts_for_those_who_confirmed_it() {
    let scene = Scene::set().await;
    let kenya = Cast::of(&scene.platform, "KEN").await;
    let ghana = Cast::of(&scene.platform, "GHA").await;
    let mut joint = content("Together");
    joint["jointParticipantIds"] = json!([ghana.state.to_string()]);
    let shown = kenya.published(&scene.platform, joint).await;
    let counts = async || {
        let rows = json_of(&scene.text("/en/states.json").await);
        let of = |code: &str| {
            rows.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()["commitment_count"].clone()
        };
        (of("KEN"), of("GHA"))
    };
    assert_eq!(counts().await, (json!(1), json!(0)), "Ghana is only named");
    step(&scene.platform, &ghana.approver, "commitmentJoin", &shown).await;
    assert_eq!(counts().await, (json!(1), json!(1)));
    let query = "{ ken: participant(code: \"KEN\") { figures { commitmentCount } yearFigures { year commitmentCount updateCount } }
        gha: participant(code: \"GHA\") { figures { commitmentCount latestUpdateOn } commitments { totalCount } }
        au: participant(code: \"AU\") { namedIn members { totalCount } }
        some: participants(inGroups: [\"sids\"], first: 1) { totalCount } }";
    let answer = scene.platform.visit(query, json!({})).await;
    assert_eq!(
        answer["data"],
        json!({
            "ken": { "figures": { "commitmentCount": 1 }, "yearFigures": [{ "year": 2026, "commitmentCount": 1, "updateCount": 0 }] },
            "gha": { "figures": { "commitmentCount": 1, "latestUpdateOn": null }, "commitments": { "totalCount": 1 } },
            "au": { "namedIn": ["A/68/98"], "members": { "totalCount": 54 } },
            "some": { "totalCount": 37 },
        }),
        "{answer}"
    );
    // An update on it is one on theirs, whichever of them reports.
    let record = seen_by(&scene.platform, &kenya.approver, &shown).await;
    kenya.reported(&scene.platform, &record, progress("UNDER_WAY")).await;
    let of_ghana = words::without_isolates(&scene.text("/en/states/GHA").await);
    assert!(!of_ghana.contains("No updates have been published yet"), "{of_ghana}");
    let query = "{ participant(code: \"GHA\") { figures { latestUpdateOn } yearFigures { updateCount } } }";
    let figures = scene.platform.visit(query, json!({})).await["data"]["participant"].clone();
    assert!(figures["figures"]["latestUpdateOn"].is_string(), "{figures}");
    assert_eq!(figures["yearFigures"], json!([{ "updateCount": 1 }]));
    let list = words::without_isolates(&scene.text("/en/commitments?state=GHA").await);
    assert!(list.contains("Shared by 2 participants"), "{list}");
    let nowhere = scene
        .platform
        .visit("{ participants(inGroups: [\"west\"]) { totalCount } }", json!({}))
        .await;
    assert!(nowhere["errors"].is_array(), "{nowhere}");
}

#[tokio::test]
async fn an_organization_shows_its_members_of_any_day() {
    let scene = Scene::set().await;
    let list = words::without_isolates(&scene.text("/en/organizations").await);
    let rows = json_of(&scene.text("/en/organizations.json").await);
    assert_eq!(rows.as_array().unwrap().len(), 20);
    assert_eq!(
        list.split("<tbody>")
            .nth(1)
            .unwrap()
            .matches("<th scope=\"row\"")
            .count(),
        20
    );
    let oas = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "OAS")
        .unwrap();
    assert_eq!(
        (&oas["member_count"], &oas["named_in"]),
        (&json!(34), &json!("A/68/98;WTDC-17/23/Add.19"))
    );
    assert!(list.contains("href=\"/en/organizations/OAS\"") && list.contains("WTDC-17/23/Add.19"));

    let today = words::without_isolates(&scene.text("/en/organizations/EU").await);
    assert!(
        today.contains("Members on 23 November 2026") && today.contains("27 members"),
        "{today}"
    );
    let parts = |html: &str| -> (String, String) {
        let (members, former) = html.split_once("id=\"former\"").unwrap_or((html, ""));
        (members.to_owned(), former.to_owned())
    };
    let (members, former) = parts(&today);
    assert!(
        !members.contains("/states/GBR") && former.contains("/states/GBR"),
        "{former}"
    );
    let then = words::without_isolates(&scene.text("/en/organizations/EU?as_of=2019-06-01").await);
    let (members, former) = parts(&then);
    assert!(then.contains("Members on 1 June 2019") && then.contains("28 members"));
    assert!(members.contains("/states/GBR") && !former.contains("/states/GBR"));
    assert!(
        scene
            .text("/en/organizations/EU?as_of=1900-01-01")
            .await
            .contains("No members are on record")
    );
    let file = json_of(&scene.text("/en/organizations/EU.json?as_of=2019-06-01").await);
    assert_eq!(
        (&file["as_of"], &file["member_count"]),
        (&json!("2019-06-01"), &json!(28))
    );
    let rows = table(&scene.text("/en/organizations/EU.csv").await);
    assert_eq!(rows.iter().filter(|row| row["standing"] == "member").count(), 27);
    assert_eq!(rows.iter().filter(|row| row["standing"] == "withdrawn").count(), 1);
    let union = words::without_isolates(&scene.text("/en/organizations/AU").await);
    assert!(
        union.contains("54 members") && union.contains("Membership suspended") && union.contains("Suspended since")
    );
    assert!(union.contains("href=\"/en/commitments?org=AU\""));
    for nonsense in [
        "2026-13-01",
        "soon",
        "2026-1-1",
        "20260101",
        "2027-01-01",
        "%00",
        "+2026-01-1",
        "2019-02-29",
    ] {
        for ending in ["", ".csv", ".json"] {
            let answer = scene
                .get(&format!("/en/organizations/AU{ending}?as_of={nonsense}"))
                .await;
            assert_eq!(answer.status(), 400, "{ending}?{nonsense}");
            assert!(answer.text().await.unwrap().contains("problems"), "{ending}?{nonsense}");
        }
    }
    assert_eq!(
        scene
            .get("/en/organizations/AU?as_of=2020-01-01&as_of=2021-01-01")
            .await
            .status(),
        400
    );
}

#[tokio::test]
async fn figures_of_all_states_cost_one_question() {
    let scene = Scene::set().await;
    let db = &scene.platform.db;
    let (figures, count) = counting_queries(db.read(&Actor::Visitor, async |conn: &mut schema::Connection| {
        schema::commitments::figures_by_participant(conn, &Actor::Visitor, &[], &Default::default()).await
    }))
    .await;
    assert_eq!((figures.unwrap().len(), count), (1, 1));
}
