//! Whole registers, taken in and given out.

#![expect(clippy::unwrap_used, reason = "a test bench fails by panicking")]

mod changes;
mod contributions;
mod faults;
mod paris_call;
mod round_trip;
mod sample;

use crate::harness::Platform;
use chrono::NaiveDate;
use schema::record::{Import, ImportFault, ImportFaultCode, ImportReport, Input, Mapping, import};
use schema::{Error, Result};
use std::path::{Path, PathBuf};

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
    import(&platform.db, platform.now(), import_, |_| {}).await
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
        "public_words",
        "changes",
        "reference_years",
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
