//! Addresses that do not change: of records, and of pages that lie elsewhere than where they are looked for.

use super::Scene;
use reqwest::header::LOCATION;

async fn led_to(scene: &Scene, path: &str) -> (u16, String) {
    let answer = scene.get(path).await;
    let place = answer
        .headers()
        .get(LOCATION)
        .map(|place| place.to_str().unwrap().to_owned());
    (answer.status().as_u16(), place.unwrap_or_default())
}

#[tokio::test]
async fn a_permanent_address_leads_to_the_page_of_whatever_kind_of_record_it_names() {
    let scene = Scene::set().await;
    let hidden = scene.hidden["reference"].as_str().unwrap();
    for (permanent, page) in [
        ("SEN", "/states/SEN"),
        ("sen.json", "/states/SEN.json"),
        ("AU", "/organizations/AU"),
        ("AU.csv", "/organizations/AU.csv"),
        ("A/68/98:26(c)", "/provisions/A/68/98:26(c)"),
        ("A%2F68%2F98%3A26%28c%29.csv", "/provisions/A/68/98:26(c).csv"),
        (scene.reference(), &format!("/commitments/{}", scene.reference())),
        // By its form alone: that it is there does not show.
        (hidden, &format!("/commitments/{hidden}")),
        ("CMT-1999-0001", "/commitments/CMT-1999-0001"),
    ] {
        let place = led_to(&scene, &format!("/id/{permanent}")).await;
        assert_eq!(place, (303, format!("/en{page}")), "{permanent}");
    }
    for nothing in [
        "XXX",
        "a/68/98:26(C)",
        "A/68/98:99",
        "CMT-26-1",
        "%00",
        "%FF",
        "a%0Ab",
        ".json",
        &"a".repeat(300),
    ] {
        assert_eq!(led_to(&scene, &format!("/id/{nothing}")).await.0, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_record_shows_its_permanent_address_and_says_elsewhere_what_it_is() {
    let scene = Scene::set().await;
    let base = &scene.served.base_url;
    let one = format!("/en/commitments/{}", scene.reference());
    for (page, permanent, says) in [
        ("/en/states/SEN", "SEN", "Senegal: public commitments"),
        ("/en/organizations/AU", "AU", "African Union: public commitments"),
        ("/en/provisions/A/68/98:26(c)", "A/68/98:26(c)", ""),
        (
            &one,
            scene.reference(),
            "Name a &#60;b&#62;point&#60;/b&#62; of contact",
        ),
    ] {
        let html = words::without_isolates(&scene.text(page).await);
        let address = format!("<a href=\"{base}/id/{permanent}\">");
        assert_eq!(html.matches(&address).count(), 1, "{page}: {html}");
        assert_eq!(html.matches("Cite as").count(), 1, "{page}");
        let described = html
            .split("og:description\" content=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert!(
            described.contains(says) && !described.contains("Working memory"),
            "{page}: {described}"
        );
    }
    assert!(scene.text("/en/states").await.contains("content=\"Working memory"));
}

#[tokio::test]
async fn pages_that_lie_elsewhere_are_led_to() {
    let scene = Scene::set().await;
    for (path, place) in [
        ("/fr/about", "/fr/about/method"),
        ("/ar/about/subscribe", "/ar/subscribe"),
        ("/en/about/subscribe?theme=norms", "/en/subscribe?theme=norms"),
    ] {
        assert_eq!(led_to(&scene, path).await, (303, place.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn every_list_says_why_something_may_not_be_on_it_and_of_when_it_is() {
    let scene = Scene::set().await;
    for page in [
        "/commitments",
        "/states",
        "/states/SEN",
        "/organizations",
        "/organizations/AU",
        "/provisions",
        "/provisions/A/68/98:26(c)",
        "/reporting",
        "/timeline",
        "/compare?state=SEN&state=KEN",
        "/search?q=point",
        "/search?q=%FF",
    ] {
        let answer = scene.get(&format!("/en{page}")).await;
        let html = words::without_isolates(&answer.text().await.unwrap());
        for said in [
            "Why is an entry not here?",
            "Taking part is voluntary",
            "Last refreshed: 23 November 2026 at 09:00 (UTC)",
        ] {
            assert_eq!(html.matches(said).count(), 1, "{page}: {said}");
        }
    }
    for language in ["ar", "zh", "fr", "ru", "es"] {
        for page in ["/states", "/search", "/compare", "/timeline"] {
            let html = scene.text(&format!("/{language}{page}")).await;
            assert!(html.contains("id=\"why\""), "{language}{page}");
            assert_eq!(super::pages::gap(&html), None, "{language}{page}");
        }
    }
}

#[tokio::test]
async fn every_page_leads_to_where_a_correction_of_it_is_suggested() {
    let scene = Scene::set().await;
    let base = &scene.served.base_url;
    let state = scene.text("/en/states/SEN?theme=norms").await;
    let link = "/en/about/corrections?about=%2Fen%2Fstates%2FSEN%3Ftheme%3Dnorms";
    assert!(
        state.contains(&format!("<a href=\"{link}\" rel=\"nofollow\">")),
        "{state}"
    );
    let page = scene.text(link).await;
    assert!(
        page.contains(&format!(
            "<a href=\"/en/states/SEN?theme=norms\"><bdi>{base}/en/states/SEN?theme=norms</bdi>"
        )),
        "{page}"
    );
    let subject = "href=\"mailto:register@example.org?subject=Suggested%20correction%3A%20http";
    assert!(page.contains(subject) && page.contains("%3Ftheme%3Dnorms\""), "{page}");
    assert!(
        page.contains(&format!(
            "<link rel=\"canonical\" href=\"{base}/en/about/corrections\">"
        )),
        "one page, wherever one comes from"
    );
    let plain = scene.text("/en/about/corrections").await;
    assert!(plain.contains("href=\"mailto:register@example.org\"") && !plain.contains("page you came from"));
    for nonsense in [
        "//evil.example",
        "https%3A%2F%2Fevil.example%2Fen%2F",
        "/en/%00",
        "/en/%20%3Cb%3E",
        "/en/%E2%80%AE",
        "/nowhere",
    ] {
        let html = scene.text(&format!("/en/about/corrections?about={nonsense}")).await;
        assert!(
            !html.contains("page you came from") && !html.contains("evil"),
            "{nonsense}"
        );
    }
    let marked = scene.text("/en/about/corrections?about=/en/%22%3E%3Cb%3E").await;
    assert!(
        marked.contains("/en/&#34;&#62;&#60;b&#62;") && !marked.contains("\"><b>"),
        "{marked}"
    );
    // A link of one's own is told to nobody.
    for personal in [
        "/en/invitation?token=x".to_owned(),
        format!("/en/letters/choose/{}", uuid::Uuid::new_v4()),
    ] {
        let html = scene.get(&personal).await.text().await.unwrap();
        assert!(
            html.contains("<a href=\"/en/about/corrections\" rel=\"nofollow\">"),
            "{personal}"
        );
    }
}

#[tokio::test]
async fn states_are_linked_to_their_pages_and_a_button_runs_as_its_page_does() {
    let scene = Scene::set().await;
    for (page, state) in [("reporting", "SEN"), ("compare?state=SEN&state=KEN", "KEN")] {
        let html = scene.text(&format!("/en/{page}")).await;
        assert!(
            html.contains(&format!("<a href=\"/en/states/{state}\">")),
            "{page}: {html}"
        );
        assert!(!html.contains("<a href=\"/en/commitments?state="), "{page}");
    }
    // What begins with a Latin word would run from left to right on its own.
    let html = scene.text("/ar/provisions/A/68/98:26(c)").await;
    assert!(html.contains("\u{2068}\u{200f}CSV، "), "{html}");
}
