//! What the register says of itself, how all of it can be had, and which addresses search engines are told of.

use super::Scene;
use crate::harness::Platform;
use api::site::{Licence, Operator};
use calamine::{Reader, Xlsx};
use serde_json::Value;
use std::io::{Cursor, Read};
use words::{Language, Names};
use zip::ZipArchive;

const LANGUAGES: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];
const PAGES: [&str; 6] = [
    "/about/terms",
    "/about/accessibility",
    "/about/privacy",
    "/about/corrections",
    "/data",
    "/developers",
];

/// A gap in the words shows as its key in brackets.
fn gap(html: &str) -> Option<&str> {
    let inside = html.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    inside.into_iter().find(|key| key.contains('-') && !key.contains(' '))
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    text.split(from)
        .skip(1)
        .filter_map(|rest| rest.split(to).next())
        .collect()
}

#[tokio::test]
async fn pages_about_the_register_are_there_in_six_languages_and_lead_only_to_what_is_there() {
    let scene = Scene::set().await;
    let mut links = std::collections::BTreeSet::new();
    for language in LANGUAGES {
        for page in PAGES {
            let path = format!("/{language}{page}");
            let html = scene.text(&path).await;
            // The block of data on one page is JSON, with brackets of its own.
            assert_eq!(gap(html.split("<script").next().unwrap()), None, "{path}");
            assert!(!html.contains("Known to States"), "{path}");
            assert_eq!(html.matches("<h1>").count(), 1, "{path}");
            let locale = format!("<meta property=\"og:locale\" content=\"{language}\">");
            assert!(html.contains(&locale), "{path}");
            for other in PAGES {
                assert!(
                    html.contains(&format!("href=\"/{language}{other}\"")),
                    "{path} leads to {other}"
                );
            }
            links.extend(
                between(&html, "href=\"", "\"")
                    .into_iter()
                    .filter(|href| href.starts_with('/'))
                    .map(|href| href.replace("&#38;", "&")),
            );
        }
    }
    for link in links {
        assert_eq!(scene.get(&link).await.status(), 200, "{link}");
    }
    let contact = scene.text("/en/about/accessibility").await;
    assert!(contact.contains("href=\"mailto:register@example.org\""), "{contact}");
    assert_eq!(scene.get("/en/about/nowhere").await.status(), 404);

    let silent = scene.platform.serve_with(|web| web.support_email = None).await;
    let page = reqwest::get(format!("{}/en/about/privacy", silent.base_url))
        .await
        .unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("No address has been named here") && !page.contains("mailto:"));
}

#[tokio::test]
async fn a_revised_date_is_in_the_log_of_corrections_and_a_hidden_one_is_not() {
    let scene = Scene::set().await;
    let log = scene.text("/en/about/corrections").await;
    assert!(log.contains("No such change"), "{log}");
    for (commitment, day) in [(&scene.shown, "2027-01-15"), (&scene.hidden, "2027-02-16")] {
        let reference = commitment["reference"].as_str().unwrap();
        scene
            .platform
            .as_owner(&format!(
                "insert into date_revisions (id, commitment_id, field, old_on, new_on, reason, language, revised_at)
                 select gen_random_uuid(), id, 'indicative_on', '2026-12-31', '{day}', 'reason', 'en', now()
                 from commitments where reference = '{reference}'"
            ))
            .await;
    }
    let log = words::without_isolates(&scene.text("/en/about/corrections").await);
    assert!(log.contains("Indicative date") && log.contains("15 Jan 2027"), "{log}");
    assert!(log.contains(&format!("href=\"/en/commitments/{}\"", scene.reference())));
    assert!(!log.contains("Feb 2027") && !log.contains(scene.hidden["reference"].as_str().unwrap()));
}

#[tokio::test]
async fn datasets_are_told_to_people_and_to_catalogues_alike() {
    let scene = Scene::set().await;
    for language in LANGUAGES {
        let html = scene.text(&format!("/{language}/data")).await;
        let catalogue: Value = serde_json::from_str(&scene.text(&format!("/{language}/data.json")).await).unwrap();
        assert_eq!(catalogue["@type"], "dcat:Catalog");
        let datasets = catalogue["dcat:dataset"].as_array().unwrap();
        assert!(datasets.len() >= 4);
        for dataset in datasets {
            assert_eq!(dataset["dct:title"]["@language"], language);
            for file in dataset["dcat:distribution"].as_array().unwrap() {
                let address = file["dcat:downloadURL"]["@id"].as_str().unwrap();
                let path = address.strip_prefix(&scene.served.base_url).unwrap();
                assert!(html.contains(&format!("href=\"{path}\"")), "{path}");
                assert_eq!(scene.get(path).await.status(), 200, "{path}");
            }
        }
        let block = between(&html, "<script type=\"application/ld+json\">", "</script>");
        let block: Value = serde_json::from_str(block[0]).unwrap();
        assert_eq!(block["dataset"].as_array().unwrap().len(), datasets.len());
        assert!(
            catalogue["dct:modified"]["@value"]
                .as_str()
                .unwrap()
                .starts_with("2026-11-23")
        );
    }
    let head = scene.get("/en/data.json").await;
    assert_eq!(head.headers()["content-type"], "application/ld+json");
    assert_eq!(head.headers()["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn the_whole_public_register_is_one_archive_that_agrees_with_the_lists() {
    let scene = Scene::set().await;
    let answer = scene.get("/data.zip").await;
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let tag = answer.headers()["etag"].clone();
    let mut archive = ZipArchive::new(Cursor::new(answer.bytes().await.unwrap())).unwrap();
    let mut file = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap_or_else(|_| panic!("no {name}"))
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let commitments = file("commitments.csv");
    assert!(
        commitments.contains(scene.reference()) && commitments.contains("'=cmd|"),
        "{commitments}"
    );
    assert!(!commitments.contains("Known to States"));
    let rows = |text: &str| {
        csv::Reader::from_reader(text.as_bytes())
            .records()
            .map(Result::unwrap)
            .count()
    };
    assert_eq!(rows(&commitments), 2);
    let states = file("states.csv");
    assert!(
        states.starts_with("code,kind,name_ar,name_zh,name_en") && states.contains("SEN,"),
        "{states}"
    );
    assert!(rows(&states) >= 193 && rows(&file("organizations.csv")) > 0 && rows(&file("provisions.csv")) > 0);
    let readme = file("README.txt");
    for said in [
        scene.served.base_url.as_str(),
        "Made on 23 November 2026",
        "Établi le",
        "Составлено",
    ] {
        assert!(readme.contains(said), "{said}: {readme}");
    }
    let metadata: Value = serde_json::from_str(&file("metadata.json")).unwrap();
    assert_eq!(metadata["@type"], "dcat:Catalog");

    let again = || {
        let request = reqwest::Client::new().get(format!("{}/data.zip", scene.served.base_url));
        request.header("if-none-match", &tag).send()
    };
    assert_eq!(again().await.unwrap().status(), 304);
    scene
        .platform
        .as_owner("update commitments set title = '{\"en\": \"Another\"}', version = version + 1 where is_public")
        .await;
    assert_eq!(again().await.unwrap().status(), 200);
}

#[tokio::test]
async fn what_developers_are_shown_can_be_asked_as_it_stands() {
    let scene = Scene::set().await;
    let html = scene.text("/ar/developers").await;
    let examples: Vec<_> = between(&html, "href=\"", "\"")
        .into_iter()
        .filter(|href| href.starts_with("/graphql?query="))
        .collect();
    assert_eq!(examples.len(), 2, "{html}");
    for example in examples {
        let answer: Value = serde_json::from_str(&scene.text(example).await).unwrap();
        assert!(answer["errors"].is_null() && answer["data"].is_object(), "{answer}");
    }
    assert!(html.contains("<pre class=\"letter\" dir=\"ltr\" lang=\"en\">"));
    // What is promised of lists holds of each.
    for list in [
        "commitments",
        "timeline",
        "states",
        "states/SEN",
        "organizations",
        "organizations/AU",
        "provisions",
        "reporting",
    ] {
        for ending in ["csv", "json", "xlsx", "zip", "atom"] {
            let answer = scene.get(&format!("/en/{list}.{ending}")).await;
            assert_eq!(answer.status(), 200, "{list}.{ending}");
            if ending == "xlsx" {
                let book = Xlsx::new(Cursor::new(answer.bytes().await.unwrap())).unwrap();
                assert_ne!(book.sheet_names(), ["Sheet1"], "{list}: the sheet says what it holds");
            }
        }
    }
    for list in ["commitments", "timeline", "states/SEN", "organizations/AU"] {
        assert_eq!(scene.get(&format!("/en/{list}.ics")).await.status(), 200, "{list}");
    }
    assert!(words::without_isolates(&html).contains("5,000,000"), "{html}");
}

#[tokio::test]
async fn search_engines_are_told_of_every_public_page_in_six_languages_and_of_nothing_else() {
    let scene = Scene::set().await;
    let base = &scene.served.base_url;
    let robots = scene.text("/robots.txt").await;
    assert!(robots.contains(&format!("Sitemap: {base}/sitemap.xml")), "{robots}");
    let mut addresses = vec![];
    let index = scene.text("/sitemap.xml").await;
    for file in between(&index, "<loc>", "</loc>") {
        let path = file.strip_prefix(base.as_str()).unwrap();
        let answer = scene.get(path).await;
        assert_eq!(
            answer.headers()["cache-control"],
            "public, max-age=60, stale-while-revalidate=60"
        );
        let text = answer.text().await.unwrap();
        for address in between(&text, "<loc>", "</loc>") {
            let alternate = format!("href=\"{address}\"/>");
            assert_eq!(
                text.matches(&alternate).count(),
                6,
                "each language is told of the others: {address}"
            );
            addresses.push(address.strip_prefix(base.as_str()).unwrap().to_owned());
        }
    }
    // One State or provision after the other, each in another language.
    for address in addresses.iter().step_by(7) {
        assert_eq!(scene.get(address).await.status(), 200, "{address}");
    }
    let hidden = scene.hidden["reference"].as_str().unwrap();
    assert!(!addresses.iter().any(|address| address.contains(hidden)));
    for language in LANGUAGES {
        let one = format!("/{language}/commitments/{}", scene.reference());
        assert!(addresses.contains(&one), "{one}");
    }
    let of_records = |text: &str| between(text, "<loc>", "</loc>").len();
    assert_eq!(of_records(&scene.text("/sitemap-commitments.xml").await), 12);
    let behind = scene.text("/sitemap-commitments.xml?after=ZZZ").await;
    assert_eq!(of_records(&behind), 0);
    for nonsense in ["%00", "a%20b", "x&after=y", &"a".repeat(65)] {
        let answer = scene.get(&format!("/sitemap-commitments.xml?after={nonsense}")).await;
        assert_eq!(answer.status(), 400, "{nonsense}");
    }
}

#[tokio::test]
async fn a_long_register_is_told_in_stretches_that_meet() {
    let scene = Scene::set().await;
    let all = scene
        .platform
        .db
        .read(&schema::Actor::Visitor, async |conn: &mut schema::Connection| {
            let marks = schema::commitments::public_address_marks(conn, 1).await?;
            let mut found = vec![];
            for after in std::iter::once("").chain(marks.iter().map(String::as_str)) {
                found.extend(schema::commitments::commitment_addresses(conn, &schema::Actor::Visitor, after, 1).await?);
            }
            Ok((marks.len(), found.len()))
        })
        .await
        .unwrap();
    assert_eq!(all, (2, 2));
}

#[tokio::test]
async fn the_operator_says_who_it_is_what_the_register_is_called_and_under_which_licence_the_data_are() {
    let platform = Platform::start().await;
    let licence = Licence {
        name: "CC <BY> 4.0".to_owned(),
        url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
    };
    let names = Names::new(|language| match language {
        Language::Fr => "Registre national".to_owned(),
        _ => "National register".to_owned(),
    });
    let served = platform
        .serve_with(|web| {
            web.operator = Operator {
                register: names,
                name: Some("Ministry & Co".to_owned()),
                licence: Some(licence.clone()),
            }
        })
        .await;
    let text = async |path: &str| {
        let answer = reqwest::get(format!("{}{path}", served.base_url)).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    };
    assert!(text("/fr/").await.contains("Registre national"));
    assert!(text("/ru/").await.contains("National register"));
    assert!(text("/en/about/terms").await.contains("Ministry &#38; Co"));
    for language in ["en", "fr", "es", "ru", "zh", "ar"] {
        let page = text(&format!("/{language}/data")).await;
        assert!(
            page.contains("rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\""),
            "{language}"
        );
        assert!(
            page.contains("CC &#60;BY&#62; 4.0") && !page.contains("CC <BY>"),
            "{language}"
        );
    }
    let catalogue: Value = serde_json::from_str(&text("/en/data.json").await).unwrap();
    assert_eq!(catalogue["dct:license"]["@id"], licence.url.as_str());
    assert_eq!(catalogue["dct:publisher"]["foaf:name"], "Ministry & Co");
    assert_eq!(catalogue["dcat:dataset"][0]["dct:license"]["@id"], licence.url.as_str());
    let feed: atom_syndication::Feed = text("/en/commitments.atom").await.parse().unwrap();
    assert_eq!(feed.rights().unwrap().as_str(), licence.name);
    assert!(
        feed.links()
            .iter()
            .any(|link| link.rel() == "license" && link.href() == licence.url)
    );
    let archive = reqwest::get(format!("{}/data.zip", served.base_url)).await.unwrap();
    let mut archive = ZipArchive::new(Cursor::new(archive.bytes().await.unwrap())).unwrap();
    let mut readme = String::new();
    archive
        .by_name("README.txt")
        .unwrap()
        .read_to_string(&mut readme)
        .unwrap();
    assert_eq!(readme.matches(&licence.url).count(), 6, "in each language: {readme}");
    // who says nothing, of whom nothing is said
    let plain = platform.serve().await;
    let page = reqwest::get(format!("{}/en/data", plain.base_url)).await.unwrap();
    assert!(!page.text().await.unwrap().contains("rel=\"license\""));
}
