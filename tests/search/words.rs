//! How a text becomes words: the same for a text and a question, whatever the locale of the database.

use crate::harness::Platform;
use serde_json::{Value, json};

async fn folded(platform: &Platform, text: &str) -> Value {
    platform.fact(&format!("search_fold('{text}')")).await
}

#[tokio::test]
async fn what_does_not_tell_words_apart_is_folded() {
    let platform = Platform::start().await;
    for (text, expected) in [
        (
            "ÉCOLE, l’État — Œuvre ÅNGSTRÖM Straße",
            "ecole l etat oeuvre angstrom strasse",
        ),
        ("НОЧНОЙ Ёлка Йод", "ночной елка йод"),
        ("Türkiye Łódź Đà Nẵng Iğdır", "turkiye lodz da nang igdir"),
        ("(A/68/98:26(c)) CMT-2026-0042", "a 68 98 26 c cmt 2026 0042"),
        ("٢٠٢٦ ۲۰۲۶ ２０２６", "2026 2026 2026"),
        ("الفقرة ٢٦ (ج) و٣٢(هـ)", "الفقره 26 c و32 e"),
        ("пункт 26 в), 26(с)", "пункт 26 c 26 c"),
        ("第26（c）段，2013（年）", "第26 c 段 2013 年"),
        ("أمن آمن إمن ٱمن", "امن امن امن امن"),
        ("مؤسّسة عامّةٌ، مستشفى؟", "موسسه عامه مستشفي"),
        ("التعــاون ﺍﻟﺘﻌﺎﻭﻥ اَلتَّعَاوُنُ", "التعاون التعاون التعاون"),
        ("“网络安全”，（联合国）", "网络安全 联合国"),
        (" \t\n!!! 👩‍💻 ", ""),
    ] {
        assert_eq!(folded(&platform, text).await, json!(expected), "{text}");
        let again = platform.fact(&format!("search_fold(search_fold('{text}'))")).await;
        assert_eq!(again, json!(expected), "folded twice: {text}");
    }
}

/// Endings of number and gender, the article, and what is written together with a word make no other word of it in Arabic.
#[tokio::test]
async fn forms_of_an_arabic_noun_are_one_word() {
    let platform = Platform::start().await;
    for (text, asked, is_found) in [
        ("جهات الاتصال", "جهة اتصال", true),
        ("تعيين جهة اتصال", "جهات الاتصال", true),
        ("وجهات الاتصال", "الجهة", true),
        ("يتاح لجهة أخرى", "جهات", true),
        ("بالجهات المعنية", "جهة معنية", true),
        ("الهيئات الوطنية", "هيئة وطنية", true),
        ("فئات", "في", false),
        ("وجه", "جهات", false),
    ] {
        let found = platform
            .fact(&format!(
                "search_vector('ar', '{text}') @@ search_query('ar', '{asked}')"
            ))
            .await;
        assert_eq!(found, json!(is_found), "{text}: {asked}");
    }
}

#[tokio::test]
async fn no_word_of_a_catalogue_is_lost_on_the_way() {
    let platform = Platform::start().await;
    let unfound = platform
        .fact(
            "select jsonb_agg(p.reference || ' ' || said.key || ': ' || said.value) from provisions p, jsonb_each_text(p.title) as said
               where not exists (select from search_entries e where e.provision_id = p.id and e.language = said.key
                 and e.words @@ search_query(said.key, said.value)
                 and e.words @@ search_phrase(said.key, said.value) and e.head_words @@ search_query(said.key, p.reference))",
        )
        .await;
    assert_eq!(unfound, json!(null), "titles that do not find their own provisions");
    let names = platform
        .fact(
            "select jsonb_agg(called.value) from participants p, jsonb_each_text(p.name) as called, unnest(array['ar', 'en', 'zh']) as language
               where not search_vector(language, called.value) @@ search_query(language, called.value)",
        )
        .await;
    assert_eq!(names, json!(null), "names that do not find themselves");
}
