//! A small register in six languages, and what is asked of it: `corpus.json` and `questions.csv` beside this file.

use super::ask;
use crate::harness::Platform;
use schema::Language;
use schema::page::Page;
use schema::search::{Found, Hit, SearchKind};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
struct Commitment {
    key: String,
    state: String,
    original: String,
    title: Value,
    summary: Value,
    made_on: String,
    audience: String,
    #[serde(default)]
    answers: Vec<String>,
    updates: Vec<Update>,
}

#[derive(Deserialize)]
struct Update {
    key: String,
    original: String,
    narrative: Value,
    on: String,
    #[serde(default = "public")]
    audience: String,
    #[serde(default = "published")]
    status: String,
}

fn public() -> String {
    "public".to_owned()
}

fn published() -> String {
    "published".to_owned()
}

#[derive(Deserialize)]
struct Asked {
    language: String,
    question: String,
    found: String,
    first: String,
    not_found: String,
}

fn corpus() -> Vec<Commitment> {
    serde_json::from_str(include_str!("corpus.json")).unwrap()
}

fn questions() -> Vec<Asked> {
    let mut reader = csv::Reader::from_reader(include_str!("questions.csv").as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The register, as its owner fills it; the keys of its records are kept as ids of another system.
async fn fill(platform: &Platform) {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    for (at, one) in corpus().iter().enumerate() {
        let mut sql = format!(
            "insert into commitments (id, reference, participant_id, status, audience, title, summary, original_language, provenance, made_on,
                 external_source, external_id, created_at, published_at, changed_at)
               values (gen_random_uuid(), 'CMT-2025-{}', (select id from participants where code = '{}'), 'published', '{}', {}, {}, '{}',
                 'as_submitted', '{}', 'corpus', '{}', '{made}', '{made}', '{made}');",
            9001 + at,
            one.state,
            one.audience,
            quoted(&one.title.to_string()),
            quoted(&one.summary.to_string()),
            one.original,
            one.made_on,
            one.key,
            made = one.made_on,
        );
        for reference in &one.answers {
            sql += &format!(
                "insert into commitment_provisions (commitment_id, provision_id, theme)
                   select c.id, p.id, p.theme from commitments c, provisions p
                   where c.external_id = '{}' and p.reference = '{reference}';",
                one.key,
            );
        }
        for update in &one.updates {
            sql += &format!(
                "insert into progress_updates (id, commitment_id, participant_id, status, reported_state, narrative, original_language,
                     provenance, audience, reported_on, external_source, external_id, created_at, published_at, changed_at)
                   select gen_random_uuid(), id, participant_id, '{}', 'under_way', {}, '{}', 'as_submitted', '{}', '{on}', 'corpus', '{}',
                     '{on}', '{on}', '{on}' from commitments where external_id = '{}';",
                update.status,
                quoted(&update.narrative.to_string()),
                update.original,
                update.audience,
                update.key,
                one.key,
                on = update.on,
            );
        }
        platform.as_owner(&sql).await;
    }
}

async fn keys(platform: &Platform) -> HashMap<String, String> {
    let pairs = platform
        .fact(
            "select jsonb_object_agg(id, external_id) from (select id, external_id from commitments
               union all select id, external_id from progress_updates) as all_of_them where external_id is not null",
        )
        .await;
    serde_json::from_value(pairs).unwrap()
}

#[tokio::test]
async fn each_question_finds_what_it_should() {
    let platform = Platform::start().await;
    fill(&platform).await;
    let keys = keys(&platform).await;
    let name = |hit: &Hit| match &hit.found {
        Found::Provision(row) => row.reference.clone(),
        Found::Commitment(record) => keys[&record.commitment.id.0.to_string()].clone(),
        Found::Update(update, _) => keys[&update.id.0.to_string()].clone(),
    };
    let (mut wrong, mut count) = (vec![], BTreeMap::<String, u32>::new());
    for one in questions() {
        let language = Language::from_code(&one.language).unwrap();
        let kinds: &[SearchKind] = if one.found.contains('/') {
            &[SearchKind::Provision]
        } else {
            &[SearchKind::Commitment, SearchKind::Update]
        };
        let answer = ask(&platform, language, &one.question, kinds, &Page::first(50)).await;
        let names: Vec<String> = answer.hits.rows.iter().map(name).collect();
        let has = |key: &str| names.iter().any(|name| name == key);
        let is_right = one.found.split(' ').filter(|key| !key.is_empty()).all(has)
            && !one.not_found.split(' ').any(has)
            && (one.first.is_empty() || names.first() == Some(&one.first))
            && !names.iter().any(|name| name.starts_with("hidden"));
        if !is_right {
            wrong.push(format!("{} {}: {names:?}", one.language, one.question));
        }
        *count.entry(one.language).or_default() += 1;
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        count.len() == 6 && count.values().all(|count| *count >= 10),
        "{count:?}"
    );
}

/// What is found can be seen to be found: in the title, in the passage, or it is a name or a reference.
#[tokio::test]
async fn what_was_asked_for_is_marked_where_it_stands() {
    let platform = Platform::start().await;
    fill(&platform).await;
    for (language, question, title, passage) in [
        (
            Language::En,
            "points of contact",
            "Appoint a national [point] of [contact]",
            "[point] of [contact]",
        ),
        (
            Language::Fr,
            "hopital",
            "Protéger les infrastructures critiques contre les actes malveillants",
            "",
        ),
        (
            Language::Fr,
            "hopitaux",
            "Protéger les infrastructures critiques contre les actes malveillants",
            "Les [hôpitaux], les",
        ),
        (
            Language::Ru,
            "емкость серверов",
            "Создать группу реагирования на компьютерные инциденты",
            "[Ёмкость] [серверов]",
        ),
        (
            Language::Es,
            "capacitacion",
            "Organizar ejercicios regionales de gestión de crisis",
            "Las [capacitaciones] y",
        ),
        (
            Language::Zh,
            "网络安全",
            "加强供应链安全和人工智能治理",
            "制定[网络安全]标准",
        ),
        (
            Language::Ar,
            "بناء قدرة",
            "اعتماد استراتيجية وطنية للأمن السيبراني",
            "[بناء] [القدرات]",
        ),
        (
            Language::Ar,
            "٢٥ منحة",
            "برنامج زمالات للنساء في مجال الأمن الإلكتروني",
            "[٢٥] [منحة]",
        ),
    ] {
        let answer = ask(
            &platform,
            language,
            question,
            &[SearchKind::Commitment],
            &Page::first(1),
        )
        .await;
        if passage.is_empty() {
            continue;
        }
        let hit = answer.hits.rows.first().unwrap_or_else(|| panic!("{question}"));
        let shown = |excerpt: &schema::search::Excerpt| -> String {
            let pieces = excerpt.pieces.iter();
            pieces
                .map(|piece| {
                    if piece.is_match {
                        format!("[{}]", piece.text)
                    } else {
                        piece.text.clone()
                    }
                })
                .collect()
        };
        assert!(
            shown(&hit.passage).contains(passage),
            "{question}: {}",
            shown(&hit.passage)
        );
        assert_eq!(
            shown(&hit.title).replace("[", "").replace("]", ""),
            title.replace("[", "").replace("]", "")
        );
        assert!(
            !title.contains('[') || shown(&hit.title) == title,
            "{question}: {}",
            shown(&hit.title)
        );
    }
}
