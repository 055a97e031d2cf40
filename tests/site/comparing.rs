//! What differs between an update and the one before it, as readers are shown it.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use crate::commitments::scenes::{Cast, act, progress, seen_by};
use serde_json::{Value, json};

fn saying(state: &str, language: &str, text: &str) -> Value {
    let mut content = progress(state);
    content["originalLanguage"] = json!(language);
    content["narrative"] = json!([{ "language": language, "text": text }]);
    content
}

/// What stands in the comparisons of a page, newest first, without what isolates names.
fn comparisons(html: &str) -> Vec<String> {
    let html = words::without_isolates(html);
    let parts = html.split("<details class=\"compared\">").skip(1);
    parts
        .map(|part| part.split("</details>").next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn an_update_can_be_compared_with_the_one_before_it_word_by_word() {
    let scene = Scene::set().await;
    let cast = Cast::of(&scene.platform, "SEN").await;
    let platform = &scene.platform;
    let report = async |content: Value| {
        platform.days_pass(1);
        let record = seen_by(platform, &cast.approver, &scene.shown).await;
        cast.reported(platform, &record, content).await;
    };
    let path = format!("/commitments/{}", scene.reference());
    report(saying(
        "NOT_STARTED",
        "EN",
        "The first course is planned for <Dakar> in May.",
    ))
    .await;
    assert_eq!(
        comparisons(&scene.text(&format!("/en{path}")).await),
        Vec::<String>::new(),
        "there is none before it"
    );
    platform.days_pass(1);
    let record = seen_by(platform, &cast.approver, &scene.shown).await;
    let revised = json!({ "date": "INDICATIVE_ON", "newOn": "2028-01-31", "reason": "The venue changed" });
    let answer = act(platform, &cast.approver, "commitmentReviseDate", &record, revised).await;
    assert_eq!(answer["problems"], json!([]), "{answer}");
    report(saying(
        "UNDER_WAY",
        "EN",
        "The second course is planned for <Dakar> in May.",
    ))
    .await;
    for (language, _) in LANGUAGES {
        let html = scene.text(&format!("/{language}{path}")).await;
        assert_eq!(gap(&html), None, "{language}");
        let found = comparisons(&html);
        assert_eq!(found.len(), 1, "{language}: {html}");
        let words = words::Words::of(words::Language::from_code(language).unwrap());
        for (element, key, text) in [("del", "diff-removed", "first"), ("ins", "diff-inserted", "second")] {
            let said = words::without_isolates(&words.text(key));
            assert!(
                found[0].contains(&format!("{said} </span>{text}</{element}>")),
                "{language}: {}",
                found[0]
            );
        }
        assert!(
            found[0].contains(" course is planned for &#60;Dakar&#62; in May."),
            "what is kept stays, and no tag comes of it: {}",
            found[0]
        );
        assert!(
            found[0].contains("<p class=\"own-words\" lang=\"en\" dir=\"ltr\">"),
            "{language}"
        );
    }
    let english = &comparisons(&scene.text(&format!("/en{path}")).await)[0];
    for said in [
        "Compare with the update before, of 24 November 2026",
        "Not yet begun",
        "Under way",
        "30 June 2027",
        "31 January 2028",
    ] {
        assert!(english.contains(said), "{said}: {english}");
    }

    report(saying("UNDER_WAY", "FR", "Le deuxième cours est prévu.")).await;
    let newest = &comparisons(&scene.text(&format!("/en{path}")).await)[0];
    assert!(
        newest.contains("different languages") && newest.contains("Reported as before") && !newest.contains("<ins"),
        "{newest}"
    );
    report(saying("UNDER_WAY", "FR", "Le deuxième cours est prévu.")).await;
    let newest = &comparisons(&scene.text(&format!("/ar{path}")).await)[0];
    assert!(newest.contains("النص هو نفسه"), "{newest}");
    assert!(
        !newest.contains("30 June"),
        "a date is said to differ from the update before it only: {newest}"
    );
}
