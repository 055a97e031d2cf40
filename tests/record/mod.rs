//! Whole registers, taken in and given out.

mod changes;
mod command;
mod contributions;
mod faults;
mod paris_call;
mod remedies;
mod round_trip;
mod sample;

use crate::harness::Platform;
use chrono::NaiveDate;
use schema::record::{Import, ImportFault, ImportFaultCode, ImportReport, Input, Mapping, import};
use schema::{Error, Result};
use serde_json::json;
use std::path::{Path, PathBuf};
use words::{Language, Words};

/// A file of the public data sets these stories import, or nothing on machines that do not have them; which is said.
fn dataset(file: &str) -> Option<PathBuf> {
    let root = std::env::var_os("PARA29_DATASETS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/datasets"),
        PathBuf::from,
    );
    let path = root.join(file);
    if !path.exists() {
        eprintln!(
            "skipped: {} is not there (PARA29_DATASETS says where the data sets are)",
            path.display()
        );
        return None;
    }
    Some(path)
}

fn mapping(name: &str) -> Mapping {
    Mapping::find(name).unwrap_or_else(|error| panic!("{error}"))
}

fn of_text(text: &str) -> Mapping {
    Mapping::parse("test.toml", text, |_| Err(std::io::ErrorKind::NotFound.into()))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn csv(text: &str) -> Input {
    Input::Bytes("register.csv".into(), text.as_bytes().into())
}

/// What a test imports: everything else as usual.
fn of(mapping: &Mapping, input: Input) -> Import {
    Import {
        mapping: mapping.clone(),
        input,
        seen_on: None,
        is_rehearsal: false,
        account: None,
    }
}

async fn take_in(platform: &Platform, import_: &Import) -> ImportReport {
    try_to_take_in(platform, import_).await.unwrap()
}

async fn try_to_take_in(platform: &Platform, import_: &Import) -> Result<ImportReport, Error> {
    let report = import(&platform.db, platform.now(), import_, |_| {}).await?;
    remedies::can_be_said(&report);
    Ok(report)
}

/// New, changed, refreshed, unchanged, kept.
fn tally(report: &ImportReport) -> [u32; 5] {
    let tally = report.commitments;
    [tally.new, tally.changed, tally.refreshed, tally.unchanged, tally.kept]
}

fn codes(faults: &[ImportFault]) -> Vec<(u32, &str, ImportFaultCode)> {
    faults
        .iter()
        .map(|fault| (fault.row.unwrap_or(0), fault.column.as_str(), fault.code))
        .collect()
}

fn refusal(report: &ImportReport) -> Option<ImportFaultCode> {
    report.refusal.as_ref().map(|fault| fault.code)
}

/// Everything that an import may touch, as one digest: two equal ones mean that nothing at all changed.
async fn everything(platform: &Platform) -> serde_json::Value {
    let tables = [
        "commitments",
        "commitment_provisions",
        "commitment_participants",
        "participants",
        "evidence",
        "progress_updates",
        "instruments",
        "provisions",
        "themes",
        "imports",
        "settings",
        "search_entries",
        "changes",
        "reference_years",
        "restricted_words",
        "alerts",
        "search_participants",
    ];
    let digests =
        tables.map(|table| format!("(select md5(string_agg(t::text, '|' order by t::text)) from {table} as t)"));
    platform
        .fact(&format!("select jsonb_build_array({})", digests.join(", ")))
        .await
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The register is read by anybody through the API, and on pages in English and Arabic, with the same figures; and so is one
/// of its records, known at its source by this id.
async fn can_be_read(platform: &Platform, count: u32, external_id: &str) {
    let record = platform
        .fact(&format!(
            "select jsonb_build_object('reference', c.reference, 'title', c.title, 'who', p.name)
               from commitments c join participants p on p.id = c.participant_id where c.external_id = '{external_id}'"
        ))
        .await;
    let reference = record["reference"].as_str().unwrap();
    let query = "query One($reference: String!) {
        commitments(first: 3) { totalCount nodes { reference participant { name { text } } } }
        commitment(reference: $reference) {
          externalId en: title(language: EN) { text } ar: title(language: AR) { text } participant { name(language: AR) { text } }
        }
      }";
    let answer = platform.visit(query, json!({ "reference": reference })).await;
    let (all, one) = (&answer["data"]["commitments"], &answer["data"]["commitment"]);
    assert_eq!(
        (&all["totalCount"], all["nodes"].as_array().map(Vec::len)),
        (&json!(count), Some(3)),
        "{answer}"
    );
    assert_eq!(
        (&one["externalId"], &one["en"]["text"]),
        (&json!(external_id), &record["title"]["en"])
    );

    let served = platform.serve().await;
    for (language, code, dir) in [(Language::En, "en", "ltr"), (Language::Ar, "ar", "rtl")] {
        let page = async |path: &str| {
            let answer = reqwest::get(format!("{}/{code}{path}", served.base_url)).await.unwrap();
            assert_eq!(answer.status(), 200, "{code}{path}");
            let html = answer.text().await.unwrap();
            assert!(
                html.contains(&format!("<html lang=\"{code}\" dir=\"{dir}\">")),
                "{code}{path}"
            );
            words::without_isolates(&html)
        };
        let counted = Words::of(language).with("commitments-count", &[("n", count)]);
        let counted = words::without_isolates(&counted);
        for path in ["/", "/commitments"] {
            assert!(page(path).await.contains(&counted), "{code}{path}: {counted}");
        }
        let own = page(&format!("/commitments/{reference}")).await;
        let named = record["who"][code].as_str().or(record["who"]["en"].as_str()).unwrap();
        let title = one[code]["text"].as_str().unwrap();
        for shown in [reference, named, title] {
            assert!(own.contains(shown), "{code}: {shown}");
        }
    }
}
