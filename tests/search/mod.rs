//! Search: what is asked in six languages finds what it should, first what answers best, and nothing that is not public.

mod relevance;
mod words;

use crate::commitments::scenes::{Cast, act, act_on_update, content, progress};
use crate::harness::Platform;
use schema::actor::*;
use schema::page::Page;
use schema::search::{Answer, Found, Hit, Question, SearchKind, search};
use schema::{Actor, Connection, Language};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn ask(platform: &Platform, language: Language, text: &str, kinds: &[SearchKind], page: &Page) -> Answer {
    let question = Question::new("text", text, language, kinds).unwrap();
    platform
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            search(conn, &question, page).await
        })
        .await
        .unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

/// References of the commitments that are found; of updates, with a mark.
async fn found(platform: &Platform, text: &str) -> Vec<String> {
    let kinds = [SearchKind::Commitment, SearchKind::Update];
    let answer = ask(platform, Language::En, text, &kinds, &Page::first(100)).await;
    answer.hits.rows.iter().map(called).collect()
}

fn called(hit: &Hit) -> String {
    match &hit.found {
        Found::Provision(row) => row.reference.clone(),
        Found::Commitment(record) => record.commitment.reference.clone(),
        Found::Update(_, record) => format!("{}+", record.commitment.reference),
    }
}

fn said(title: &str, narrative: &str) -> (Value, Value) {
    let mut update = progress("UNDER_WAY");
    update["narrative"][0]["text"] = json!(narrative);
    (content(title), update)
}

#[tokio::test]
async fn what_is_hidden_again_is_found_no_more_from_that_moment_on() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (title, narrative) = said("Publish the zephyrine yearbook", "A quixotic annex was added");
    let commitment = cast.published(&platform, title).await;
    let reference = commitment["reference"].as_str().unwrap().to_owned();
    cast.reported(&platform, &commitment, narrative).await;
    assert_eq!(found(&platform, "zephyrine").await, std::slice::from_ref(&reference));
    assert_eq!(found(&platform, "quixotic annexes").await, [format!("{reference}+")]);
    assert_eq!(
        found(&platform, "Sénégal zephyrine").await,
        std::slice::from_ref(&reference),
        "by the name of who undertook it"
    );

    let seen = crate::commitments::scenes::seen_by(&platform, &cast.approver, &commitment).await;
    let narrowed = act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &seen,
        json!({ "audience": { "audience": "STATES" } }),
    )
    .await;
    assert_eq!(narrowed["problems"], json!([]), "{narrowed}");
    for text in ["zephyrine", "quixotic", &reference] {
        assert_eq!(found(&platform, text).await, Vec::<String>::new(), "{text}");
    }
    let kept = platform
        .fact("select count(*) from search_entries where commitment_id is not null")
        .await;
    assert_eq!(kept, json!(0));
    // Those who may still read it find it by the filter of their list, and nobody else does.
    let query = "query List($text: String) { commitments(filter: { text: $text }) { totalCount nodes { reference } }
        search(text: $text2, kinds: [COMMITMENT]) { totalCount } }"
        .replace("$text2", "\"zephyrine\"");
    let variables = json!({ "text": "ZEPHYRINE yearbooks" });
    let another = platform.person("FRA", Role::Drafter).await;
    let theirs = platform.ask(&another, &query, variables.clone()).await;
    assert_eq!(
        theirs["data"]["commitments"]["nodes"][0]["reference"],
        json!(reference),
        "{theirs}"
    );
    assert_eq!(
        theirs["data"]["search"]["totalCount"],
        json!(0),
        "search is the public's"
    );
    let visitors = platform.visit(&query, variables).await;
    assert_eq!(visitors["data"]["commitments"]["totalCount"], json!(0), "{visitors}");

    let widened = act(
        &platform,
        &cast.approver,
        "commitmentSetAudience",
        &narrowed["commitment"],
        json!({ "audience": { "audience": "PUBLIC" } }),
    )
    .await;
    assert_eq!(widened["problems"], json!([]), "{widened}");
    assert_eq!(
        found(&platform, "zephyrine").await.len() + found(&platform, "quixotic").await.len(),
        2
    );
    let restricted = platform.fact("select count(*) from restricted_words").await;
    assert_eq!(restricted, json!(0));
}

#[tokio::test]
async fn drafts_and_updates_that_wait_or_were_withdrawn_are_not_found() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    cast.draft(&platform, content("A zephyrine draft")).await;
    assert_eq!(found(&platform, "zephyrine").await, Vec::<String>::new());
    let (title, narrative) = said("Publish a yearbook", "A quixotic annex");
    let commitment = cast.published(&platform, title).await;
    let update = crate::commitments::scenes::update(&platform, &cast.approver, &commitment, narrative.clone()).await;
    assert_eq!(found(&platform, "quixotic").await, Vec::<String>::new());
    assert_eq!(update["status"], "DRAFT");
    let update = cast.reported(&platform, &commitment, narrative).await;
    assert_eq!(found(&platform, "quixotic").await.len(), 1);
    let gone = act_on_update(
        &platform,
        &cast.approver,
        "progressUpdateWithdraw",
        &update,
        json!({ "note": "An error" }),
    )
    .await;
    assert_eq!(gone["problems"], json!([]), "{gone}");
    assert_eq!(found(&platform, "quixotic").await, Vec::<String>::new());
}

#[tokio::test]
async fn pages_hold_each_hit_once_and_the_count_is_of_all() {
    let platform = Platform::start().await;
    platform
        .as_owner(
            "insert into commitments (id, reference, participant_id, status, audience, title, summary, original_language, provenance, made_on,
                 created_at, published_at, changed_at)
               select gen_random_uuid(), 'CMT-2020-' || n, (select id from participants where code = 'SEN'), 'published', 'public',
                   jsonb_build_object('en', case when n % 2 = 0 then 'Zephyrine ' else 'Other ' end || n, 'fr', 'Zéphyrine ' || n),
                   jsonb_build_object('en', 'Of zephyrine make'), 'en', 'as_submitted', date '2020-01-01' + n % 7, now(), now(), now()
                 from generate_series(1, 1100) as n",
        )
        .await;
    let kinds = [SearchKind::Commitment];
    let few = ask(&platform, Language::En, "zephyrine 77", &kinds, &Page::first(10)).await;
    assert_eq!((few.hits.rows.len(), few.count, few.is_more), (1, 1, false));
    let mut page = Page::first(100);
    let (mut seen, mut places) = (BTreeSet::new(), vec![]);
    loop {
        let answer = ask(&platform, Language::Fr, "zephyrine", &kinds, &page).await;
        assert_eq!((answer.count, answer.is_more), (1_000, true));
        for hit in &answer.hits.rows {
            assert!(seen.insert(called(hit)), "{} twice", called(hit));
            assert_eq!(hit.language, Language::Fr);
            places.push(hit.dated_on);
        }
        let Some(last) = answer.hits.rows.last().filter(|_| answer.hits.has_next) else {
            break;
        };
        page.cursor = Some(last.cursor());
    }
    assert_eq!(seen.len(), 1_000, "no more than that are listed");
    assert!(places.is_sorted_by(|one, next| one >= next), "newest first");
    let english = ask(&platform, Language::En, "zephyrine", &kinds, &Page::first(100)).await;
    let first = english.hits.rows.first().unwrap();
    assert!(first.title.text().starts_with("Zephyrine"), "titles before texts");
    for wrong in ["", "zzz", "WyJmb3VuZCIsWzEsMl1d", &schema::page::cursor("newest", &1)] {
        let question = Question::new("text", "zephyrine", Language::En, &kinds).unwrap();
        let page = Page {
            cursor: Some(wrong.to_owned()),
            ..Page::first(5)
        };
        let answer = platform
            .db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                search(conn, &question, &page).await
            })
            .await;
        assert!(matches!(answer, Err(schema::Error::Rejected(_))), "{wrong}");
    }
}

#[tokio::test]
async fn whoever_is_called_otherwise_is_found_so() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let commitment = cast.published(&platform, content("Publish a yearbook")).await;
    assert_eq!(found(&platform, "Zembla").await, Vec::<String>::new());
    platform
        .as_owner("update participants set name = name || '{\"en\": \"Zembla\"}' where code = 'SEN'")
        .await;
    assert_eq!(
        found(&platform, "Zembla").await,
        [commitment["reference"].as_str().unwrap()]
    );
}

#[tokio::test]
async fn the_api_searches_as_the_pages_do_and_refuses_what_cannot_be_meant() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (title, narrative) = said("Publish the <zephyrine> yearbook", "A quixotic annex was added");
    let commitment = cast.published(&platform, title).await;
    cast.reported(&platform, &commitment, narrative).await;
    let query = "query Find($text: String!, $after: String) { search(text: $text, language: EN, first: 1, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { cursor node { kind language datedOn title { language parts { text isMatch } } passage { parts { text isMatch } }
          commitment { reference } record { __typename ... on Commitment { reference } ... on ProgressUpdate { reportedState }
            ... on Provision { reference } } } } } }";
    let answer = platform.visit(query, json!({ "text": "zephyrine" })).await;
    let node = &answer["data"]["search"]["edges"][0]["node"];
    assert_eq!(
        (
            &node["kind"],
            &node["record"]["__typename"],
            &node["record"]["reference"]
        ),
        (&json!("COMMITMENT"), &json!("Commitment"), &commitment["reference"]),
        "{answer}"
    );
    assert_eq!(
        node["title"]["parts"],
        json!([{ "text": "Publish the <", "isMatch": false }, { "text": "zephyrine", "isMatch": true },
          { "text": "> yearbook", "isMatch": false }])
    );
    let answer = platform.visit(query, json!({ "text": "quixotic" })).await;
    let node = &answer["data"]["search"]["edges"][0]["node"];
    assert_eq!(
        node["record"],
        json!({ "__typename": "ProgressUpdate", "reportedState": "UNDER_WAY" }),
        "{answer}"
    );
    assert_eq!(
        node["passage"]["parts"][1],
        json!({ "text": "quixotic", "isMatch": true })
    );
    let first = platform.visit(query, json!({ "text": "incidents" })).await;
    let place = &first["data"]["search"]["pageInfo"];
    assert_eq!(place["hasNextPage"], json!(true), "{first}");
    let second = platform
        .visit(query, json!({ "text": "incidents", "after": place["endCursor"] }))
        .await;
    assert_ne!(second["data"]["search"]["edges"], first["data"]["search"]["edges"]);
    for wrong in ["", "  ", &"x".repeat(201), "a\u{202e}b", "a\nb"] {
        let answer = platform.visit(query, json!({ "text": wrong })).await;
        assert!(
            answer["errors"][0]["extensions"]["code"].is_string() && answer["data"].is_null(),
            "{wrong:?}: {answer}"
        );
    }
    for odd in [
        "!!!",
        "' | & ! ( ) : *",
        "\"",
        "\"\"",
        "«»",
        "%_\\",
        "a:b*",
        "\u{200b}x",
        "网\"络",
        "ﷺ",
        "½ № ™",
    ] {
        let answer = platform.visit(query, json!({ "text": odd })).await;
        assert!(answer["errors"].is_null(), "{odd:?}: {answer}");
    }
}
