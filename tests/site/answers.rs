//! What holds of every answer, whatever it is an answer to.

use super::Scene;
use reqwest::header::{ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, HeaderMap, LOCATION, SET_COOKIE, VARY};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};
use schema::actor::*;

/// Every address there is, and some that are not.
fn addresses(scene: &Scene) -> Vec<String> {
    let (reference, nobody) = (scene.reference(), uuid::Uuid::new_v4());
    let html = "/en/commitments";
    [
        "/",
        "/en",
        "/en/",
        "/ar.csv",
        "/ar.json",
        html,
        "/en/commitments?year=soon",
        "/en/commitments.csv",
        "/en/commitments.json",
        "/en/commitments.json?year=soon",
        "/en/commitments.zip",
        "/en/commitments.svg",
        "/en/commitments.svg?year=soon",
        "/en/commitments?view=embed",
        "/en/commitments?view=embed&year=soon",
        "/en.atom",
        "/en.ics",
        "/en.svg",
        "/en/timeline",
        "/en/timeline.atom",
        "/en/timeline.ics?year=soon",
        "/en/reporting.atom",
        "/en/provisions.atom?theme=weather",
        "/en/provisions/A/68/98:26(c).atom",
        "/en/search.atom?q=point",
        "/en/states.atom?group=west",
        "/en/states.zip",
        "/en/states?order=best",
        "/en/states/SEN.atom",
        "/en/states/SEN.ics",
        "/en/organizations.atom",
        "/en/organizations/AU.atom",
        "/en/organizations/AU.ics",
        "/en/states",
        "/en/states?group=west",
        "/en/states.svg",
        "/en/states.xlsx",
        "/en/states/SEN",
        "/en/states/sen",
        "/en/states/XXX",
        "/en/states/SEN.json",
        "/en/organizations",
        "/en/organizations/AU?as_of=soon",
        "/en/organizations/AU.csv",
        "/en/about/method",
        "/en/provisions",
        "/en/provisions?theme=weather",
        "/en/provisions.xlsx",
        "/en/provisions/A/68/98:26(c)",
        "/en/provisions/A/68/98:26(c).json",
        "/en/provisions/nowhere",
        "/en/reporting",
        "/en/reporting?group=nowhere",
        "/en/reporting.csv",
        "/en/compare",
        "/en/compare?state=SEN&state=KEN",
        "/en/compare?state=SEN",
        "/en/compare.csv?state=SEN&state=KEN",
        "/en/search",
        "/en/search?q=point",
        "/en/search.json?q=point",
        "/en/search?q=point&kind=none",
        "/en/subscribe",
        "/en/subscribe?theme=weather",
        "/en/about/terms",
        "/en/about/corrections",
        "/en/about/corrections?about=%2Fen%2Fstates%2FSEN",
        "/en/about",
        "/en/about/subscribe?theme=weather",
        "/id/SEN",
        "/id/A/68/98:26(c).json",
        "/id/%00",
        "/id/nowhere",
        "/en/data",
        "/en/data.json",
        "/data.zip",
        "/en/developers",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-catalogue.xml",
        "/sitemap-commitments.xml?after=%00",
        "/en/nowhere",
        "/nowhere",
        "/%00",
        "/en/invitation",
        "/en/invitation?token=x",
        "/dev/letters",
        "/dev/letters/x",
        "/assets/none.css",
        "/graphql",
        "/graphql?query=%7B__typename%7D",
        "/graphql?query=%7Bnonsense%7D",
        "/graphql/explorer",
        "/graphql/explorer/explorer.js",
        "/graphql/explorer/none",
        "/schema.graphql",
        "/.well-known/jwks.json",
        "/evidence/x",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("/id/{reference}"),
        format!("{html}/{reference}"),
        format!("{html}/{reference}.json"),
        format!("{html}/{reference}?view=embed"),
        format!("{html}/{reference}?as_of=2026-11-23"),
        format!("{html}/{reference}?as_of=1999-01-01"),
        format!("{html}/CMT-1999-0001"),
        format!("/letters/stop/{nobody}"),
        format!("/en/letters/stop/{nobody}"),
        format!("/en/letters/choose/{nobody}"),
        format!("/en/letters/resume/{nobody}"),
        format!("/letters/alert-stop/{nobody}"),
        format!("/en/letters/alert-stop/{nobody}"),
        format!("/en/letters/alert-confirm/{nobody}"),
    ])
    .collect()
}

fn reader() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

/// Pictures, and pages asked for so, may stand within other sites' pages; nothing else may.
fn may_be_framed(address: &str, answer: &Response) -> bool {
    let is_shown = answer.status() == 200;
    is_shown
        && (address.split('?').next().unwrap().ends_with(".svg") && address.starts_with("/en")
            || address.contains("view=embed"))
}

fn loads_nothing_from_elsewhere(headers: &HeaderMap, is_framed: bool, what: &str) {
    let said = |name: &str| {
        let value = headers.get(name).unwrap_or_else(|| panic!("{what}: no {name}"));
        value.to_str().unwrap()
    };
    let policy = said("content-security-policy");
    let framed_by = if is_framed {
        "frame-ancestors *"
    } else {
        "frame-ancestors 'none'"
    };
    assert!(
        policy.contains("default-src") && policy.contains(framed_by),
        "{what}: {policy}"
    );
    assert_eq!(headers.contains_key("x-frame-options"), !is_framed, "{what}");
    let policy = policy.replace(framed_by, "");
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src"));
    assert!(
        scripts.is_none() && !policy.contains("unsafe-eval") && !policy.contains('*') && !policy.contains("http"),
        "{what}: {policy}"
    );
    let kept: u64 = said("strict-transport-security")
        .strip_prefix("max-age=")
        .unwrap()
        .parse()
        .unwrap();
    assert!(kept >= 31_536_000, "{what}");
    assert_eq!(said("x-content-type-options"), "nosniff", "{what}");
    assert!(
        ["strict-origin-when-cross-origin", "strict-origin", "no-referrer"].contains(&said("referrer-policy")),
        "{what}"
    );
    assert_eq!(said("cross-origin-opener-policy"), "same-origin", "{what}");
    let used_by = if is_framed { "cross-origin" } else { "same-origin" };
    assert_eq!(said("cross-origin-resource-policy"), used_by, "{what}");
    assert!(!headers.contains_key(SET_COOKIE), "{what}");
}

#[tokio::test]
async fn every_answer_tells_browsers_to_load_nothing_from_elsewhere_errors_and_files_too() {
    let scene = Scene::set().await;
    let html = scene.text("/en/").await;
    let assets = html
        .split("href=\"")
        .filter(|rest| rest.starts_with("/assets/"))
        .map(|rest| rest.split('"').next().unwrap().to_owned());
    let reader = reader();
    for address in addresses(&scene).into_iter().chain(assets) {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS] {
            let what = format!("{method} {address}");
            let request = reader.request(method, format!("{}{address}", scene.served.base_url));
            let answer = request.send().await.unwrap();
            assert!(answer.status().as_u16() < 500, "{what}: {}", answer.status());
            loads_nothing_from_elsewhere(answer.headers(), may_be_framed(&address, &answer), &what);
        }
    }
}

#[tokio::test]
async fn every_path_says_which_methods_it_takes_and_answers_head_as_get() {
    let scene = Scene::set().await;
    let reader = reader();
    let ask = async |method: Method, path: &str| {
        let request = reader.request(method, format!("{}{path}", scene.served.base_url));
        request.send().await.unwrap()
    };
    let (reference, nobody) = (scene.reference(), uuid::Uuid::new_v4());
    let shown = [
        "/".to_owned(),
        "/en".to_owned(),
        "/en/".to_owned(),
        "/en.csv".to_owned(),
        "/en/commitments".to_owned(),
        "/en/commitments.csv".to_owned(),
        "/en/commitments.json".to_owned(),
        "/en/commitments.zip".to_owned(),
        "/en/commitments.svg".to_owned(),
        "/en.atom".to_owned(),
        "/en.ics".to_owned(),
        "/en.svg".to_owned(),
        "/en/timeline.atom".to_owned(),
        "/en/timeline.ics".to_owned(),
        "/en/reporting.atom".to_owned(),
        "/en/provisions.atom".to_owned(),
        "/en/search.atom?q=point".to_owned(),
        "/en/states.atom".to_owned(),
        "/en/states/SEN.ics".to_owned(),
        "/en/organizations/AU.atom".to_owned(),
        format!("/en/commitments/{reference}"),
        format!("/en/commitments/{reference}.json"),
        format!("/id/{reference}"),
        format!("/id/{reference}.json"),
        "/en/states".to_owned(),
        "/en/states.svg".to_owned(),
        "/en/states/SEN".to_owned(),
        "/en/organizations/AU.xlsx".to_owned(),
        "/en/about/method".to_owned(),
        "/en/search?q=point".to_owned(),
        "/en/search.json?q=point".to_owned(),
        "/en/about/privacy".to_owned(),
        "/en/about".to_owned(),
        "/en/about/subscribe".to_owned(),
        "/id/SEN".to_owned(),
        "/id/nowhere".to_owned(),
        "/en/data".to_owned(),
        "/data.zip".to_owned(),
        "/en/developers".to_owned(),
        "/robots.txt".to_owned(),
        "/sitemap.xml".to_owned(),
        "/dev/letters".to_owned(),
        "/graphql/explorer".to_owned(),
        "/graphql/explorer/explorer.js".to_owned(),
        "/schema.graphql".to_owned(),
        "/.well-known/jwks.json".to_owned(),
        "/record/checkpoints.json".to_owned(),
        "/healthz".to_owned(),
        "/evidence/x".to_owned(),
        format!("/letters/stop/{nobody}"),
        format!("/en/letters/pause/{nobody}"),
    ];
    let both = [
        "/en/invitation?token=x".to_owned(),
        format!("/en/letters/stop/{nobody}"),
        format!("/en/letters/choose/{nobody}"),
        format!("/en/letters/no-change/{nobody}"),
        "/en/subscribe?theme=weather".to_owned(),
        format!("/en/letters/alert-stop/{nobody}"),
        format!("/en/letters/alert-confirm/{nobody}"),
    ];
    let acted = ["/evidence".to_owned(), format!("/en/letters/resume/{nobody}")];
    for (paths, allowed) in [
        (&shown[..], "GET, HEAD"),
        (&both[..], "GET, HEAD, POST"),
        (&acted[..], "POST"),
    ] {
        for path in paths {
            let refused = ask(Method::PUT, path).await;
            assert_eq!(refused.status(), 405, "{path}");
            assert_eq!(refused.headers()[ALLOW], allowed, "{path}");
            let of_get = ask(Method::GET, path).await.status();
            let head = ask(Method::HEAD, path).await;
            assert_eq!(head.status(), of_get, "{path}");
            assert_eq!(head.bytes().await.unwrap().len(), 0, "{path}");
        }
    }
    assert_eq!(ask(Method::POST, "/en/commitments").await.status(), 405);
    let file = ask(Method::GET, &format!("/id/{}.json", reference.to_lowercase())).await;
    let place = file.headers()[LOCATION].to_str().unwrap();
    assert!(place.ends_with(&format!("/commitments/{reference}.json")), "{place}");
}

#[tokio::test]
async fn what_somebody_is_answered_who_signed_in_is_kept_by_nobody() {
    let scene = Scene::set().await;
    let someone = scene.platform.person("SEN", Role::Drafter).await;
    let token = scene.platform.bearer(&someone).await;
    for query in [
        "{ viewer { account { email } } }",
        "{ nonsense }",
        "{ commitments { totalCount } }",
    ] {
        let request = reader().post(format!("{}/graphql", scene.served.base_url));
        let answer = request
            .bearer_auth(&token)
            .json(&serde_json::json!({ "query": query }))
            .send()
            .await
            .unwrap();
        let kept = answer.headers()[CACHE_CONTROL].to_str().unwrap();
        assert!(kept.contains("no-store"), "{query}: {kept}");
    }
}

#[tokio::test]
async fn every_page_says_that_the_register_holds_sample_data_for_as_long_as_it_does() {
    let scene = Scene::set().await;
    let nobody = uuid::Uuid::new_v4();
    let pages = [
        "/".to_owned(),
        "/en/".to_owned(),
        "/en/commitments".to_owned(),
        format!("/en/commitments/{}", scene.reference()),
        "/en/states".to_owned(),
        "/en/states/SEN".to_owned(),
        "/en/organizations".to_owned(),
        "/en/organizations/AU".to_owned(),
        "/en/about/method".to_owned(),
        "/en/nowhere".to_owned(),
        "/en/commitments/CMT-1999-0001".to_owned(),
        "/en/invitation?token=x".to_owned(),
        format!("/en/letters/stop/{nobody}"),
        "/dev/letters".to_owned(),
        "/graphql/explorer".to_owned(),
    ];
    let say_so = async |expected: bool| {
        for page in &pages {
            let html = scene.get(page).await.text().await.unwrap();
            assert_eq!(html.contains("Sample data"), expected, "{page}");
            assert_eq!(html.contains("Sea Call &#38; friends"), expected, "{page}");
        }
    };
    let later = || {
        let now = scene.platform.now();
        scene.platform.clock.set(now + chrono::TimeDelta::minutes(2));
    };
    say_so(false).await;
    let sample = "insert into settings (name, value) values ('sample', '{\"title\": \"Sea Call & friends\"}')";
    scene.platform.as_owner(sample).await;
    later();
    say_so(true).await;
    scene
        .platform
        .as_owner("delete from settings where name = 'sample'")
        .await;
    later();
    say_so(false).await;
}

async fn compressed(scene: &Scene, path: &str) -> Response {
    let request = reader().get(format!("{}{path}", scene.served.base_url));
    request.header(ACCEPT_ENCODING, "gzip").send().await.unwrap()
}

#[tokio::test]
async fn a_first_view_is_light_over_the_wire() {
    let scene = Scene::set().await;
    for language in ["ar", "zh", "en", "fr", "ru", "es"] {
        let one = format!("/commitments/{}", scene.reference());
        let others = [
            "/search?q=point",
            "/subscribe?q=point",
            "/states",
            "/states/SEN",
            "/organizations",
            "/organizations/AU",
            "/provisions",
            "/reporting",
            "/timeline",
        ];
        for page in ["/", "/commitments", &one].into_iter().chain(others) {
            let path = format!("/{language}{page}");
            let html = scene.text(&path).await;
            let answer = compressed(&scene, &path).await;
            assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip", "{path}");
            assert_eq!(answer.headers()[VARY], "Accept-Encoding", "{path}");
            let mut bytes = answer.bytes().await.unwrap().len();
            assert!(bytes < html.len() / 2, "{path}: {bytes}");
            // Its fonts, which Arabic pages alone load: as files they are compressed already.
            if language == "ar" {
                for weight in ["400", "700"] {
                    let font = format!("/assets/noto-sans-arabic-{weight}.woff2");
                    bytes += scene.get(&font).await.bytes().await.unwrap().len();
                }
            }
            for asset in html.split("href=\"/assets/").skip(1) {
                let asset = format!("/assets/{}", asset.split('"').next().unwrap());
                let weight = compressed(&scene, &asset).await.bytes().await.unwrap().len();
                assert!(weight <= 12 * 1024, "{asset}: {weight}");
                bytes += weight;
            }
            assert!(bytes <= 60 * 1024, "{path}: {bytes}");
        }
    }
    let personal = compressed(&scene, "/en/invitation?token=x").await;
    assert!(
        !personal.headers().contains_key(CONTENT_ENCODING),
        "how well a secret compresses would tell of it"
    );
}
