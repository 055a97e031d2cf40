//! Search: what is asked in six languages finds what it should, first what answers best, and nothing that is not public.

mod relevance;
mod words;

use crate::commitments::scenes::{Cast, act, content, progress, withdrawn};
use crate::harness::Platform;
use schema::actor::*;
use schema::page::Page;
use schema::search::{Answer, Found, Hit, Question, SearchKind, participants_called, search};
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
    withdrawn(&platform, &cast, &update).await;
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
async fn a_title_is_the_readers_and_a_text_is_as_it_was_written() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let texts = |texts: &[(&str, &str)]| -> Value {
        let texts = texts.iter();
        texts
            .map(|(language, text)| json!({ "language": language, "text": text }))
            .collect()
    };
    let mut title = content("");
    title["title"] = texts(&[
        ("EN", "Publish a yearbook"),
        ("FR", "Publier un annuaire"),
        ("AR", "نشر كتاب سنوي"),
    ]);
    title["originalLanguage"] = json!("FR");
    let commitment = cast.published(&platform, title).await;
    let mut update = progress("UNDER_WAY");
    update["narrative"] = texts(&[("FR", "Voici une annexe"), ("AR", "هذا مرفق")]);
    update["originalLanguage"] = json!("FR");
    cast.reported(&platform, &commitment, update).await;
    let of = async |text: &str, kind: SearchKind| {
        let answer = ask(&platform, Language::En, text, &[kind], &Page::first(9)).await;
        let [hit] = answer.hits.rows.as_slice() else {
            panic!("{text}: {answer:?}")
        };
        hit.clone()
    };
    let hit = of("Senegal", SearchKind::Update).await;
    assert_eq!((hit.language, hit.title.language), (Language::Fr, Language::En));
    assert_eq!(hit.passage.text(), "Voici une annexe");
    let hit = of("annuaire", SearchKind::Commitment).await;
    assert_eq!(hit.title.text(), "Publish a yearbook");
    assert_eq!(
        (hit.passage.language, hit.passage.text()),
        (Language::Fr, "Publier un annuaire".to_owned()),
        "what was found is shown where the reader's title does not have it"
    );
}

#[tokio::test]
async fn a_name_of_now_or_earlier_or_a_code_leads_to_whose_it_is() {
    let platform = Platform::start().await;
    let called = async |text: &str| {
        let question = Question::new("text", text, Language::En, &[]).unwrap();
        let found = platform
            .db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                participants_called(conn, &question).await
            })
            .await
            .unwrap();
        let codes = found.iter().map(|participant| participant.code.clone().unwrap());
        codes.collect::<Vec<_>>().join(" ")
    };
    for (text, codes) in [
        ("Russia", "RUS"),
        ("россия", "RUS"),
        ("俄罗斯", "RUS"),
        ("usa", "USA"),
        ("EE.UU.", "USA"),
        ("etats unis", "USA"),
        ("Turkey", "TUR"),
        ("Turquía", "TUR"),
        ("Iran", "IRN"),
        ("Zaïre", "COD"),
        ("Korea", "PRK KOR"),
        ("السنغال", "SEN"),
        ("oas", "OAS"),
        ("Union africaine", "AU"),
        ("Russia cyber", ""),
        ("Zembla", ""),
    ] {
        assert_eq!(called(text).await, codes, "{text}");
    }
    platform
        .as_owner("update participants set name = name || '{\"en\": \"Zembla\"}' where code = 'SEN'")
        .await;
    assert_eq!(called("Zembla").await, "SEN");
}

/// The list is what one follows, so it finds a commitment by its updates, too; each asker by those that they may read.
#[tokio::test]
async fn the_list_finds_a_commitment_by_the_words_of_its_updates() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let stranger = platform.person("FRA", Role::Drafter).await;
    let (title, narrative) = said("Publish a yearbook", "A quixotic annex was added");
    let commitment = cast.published(&platform, title).await;
    let reference = commitment["reference"].as_str().unwrap();
    let update = cast.reported(&platform, &commitment, narrative).await;
    let (_, mut hidden) = said("", "A zephyrine annex was added");
    hidden["audience"] = json!({ "audience": "OWN" });
    cast.reported(&platform, &commitment, hidden).await;
    let (_, draft) = said("", "A xylographic annex is being drafted");
    crate::commitments::scenes::update(&platform, &cast.approver, &commitment, draft).await;
    let (mut few, inner) = said("Of few", "A marzipan annex was added");
    few["audience"] = json!({ "audience": "STATES" });
    let few = cast.published(&platform, few).await;
    cast.reported(&platform, &few, inner).await;
    let query = "query List($text: String) { commitments(filter: { text: $text }) { totalCount nodes { reference } } }";
    let listed = async |asker: Option<&crate::harness::Someone>, text: &str| {
        let variables = json!({ "text": text });
        let answer = match asker {
            Some(asker) => platform.ask(asker, query, variables).await,
            None => platform.visit(query, variables).await,
        };
        let list = &answer["data"]["commitments"];
        let nodes = list["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        assert_eq!(list["totalCount"], json!(nodes.len()), "{answer}");
        let nodes = nodes.iter().map(|node| node["reference"].as_str().unwrap().to_owned());
        nodes.collect::<Vec<_>>()
    };
    assert_eq!(listed(None, "quixotic annexes").await, [reference]);
    assert_eq!(listed(Some(&stranger), "quixotic").await, [reference]);
    assert_eq!(
        listed(None, "quixotic yearbook").await,
        Vec::<String>::new(),
        "in one text"
    );
    for (text, its) in [("zephyrine", reference), ("xylographic", reference)] {
        assert_eq!(listed(None, text).await, Vec::<String>::new(), "{text}");
        assert_eq!(listed(Some(&stranger), text).await, Vec::<String>::new(), "{text}");
        assert_eq!(listed(Some(&cast.drafter), text).await, [its], "{text}");
    }
    assert_eq!(listed(None, "marzipan").await, Vec::<String>::new());
    assert_eq!(
        listed(Some(&stranger), "marzipan").await,
        [few["reference"].as_str().unwrap()]
    );
    withdrawn(&platform, &cast, &update).await;
    for asker in [None, Some(&stranger), Some(&cast.drafter)] {
        assert_eq!(listed(asker, "quixotic").await, Vec::<String>::new());
    }
}

/// By references of what it answers, as these are now; of one that is not public, those who may read it by their list.
#[tokio::test]
async fn a_commitment_is_found_by_what_it_answers() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let provision = platform
        .fact("select id from provisions where reference = 'A/68/98:26(c)'")
        .await;
    let provision = ProvisionId(provision.as_str().unwrap().parse().unwrap());
    let mut answering = content("Publish a yearbook");
    answering["provisionIds"] = json!([provision]);
    let reference = cast.published(&platform, answering.clone()).await["reference"].clone();
    answering["audience"] = json!({ "audience": "STATES" });
    cast.published(&platform, answering).await;
    for text in ["A/68/98:26(c)", "A/68/98:26", "A/68/98", "26(c)", "yearbook 26 (c)"] {
        assert_eq!(found(&platform, text).await, [reference.as_str().unwrap()], "{text}");
        let query = "query List($text: String) { commitments(filter: { text: $text }) { totalCount } }";
        let theirs = platform.ask(&cast.drafter, query, json!({ "text": text })).await;
        assert_eq!(theirs["data"]["commitments"]["totalCount"], json!(2), "{text}");
        let visitors = platform.visit(query, json!({ "text": text })).await;
        assert_eq!(visitors["data"]["commitments"]["totalCount"], json!(1), "{text}");
    }
    assert_eq!(found(&platform, "A/68/98:26(d)").await, Vec::<String>::new());
    platform.as_owner("delete from commitment_provisions").await;
    assert_eq!(found(&platform, "A/68/98:26(c)").await, Vec::<String>::new());
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
