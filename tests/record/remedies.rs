//! Whatever is wrong with a file, its reader is told how to put it right, in their language.

use super::{codes, of, take_in, tally};
use crate::harness::Platform;
use para29::faults::{remedy_key, said};
use schema::ProblemCode;
use schema::record::{COLUMNS, ImportFault, ImportFaultCode, ImportReport};
use words::{Language, Words};

/// Every fault of a report can be said in all six languages, with all the values its words need.
pub fn can_be_said(report: &ImportReport) {
    for fault in report.faults.iter().chain(&report.refusal) {
        for language in Language::ALL {
            let said = said(Words::of(language), fault);
            assert!(
                !said.contains("{$") && !said.contains("[import-"),
                "{language}: {said} ({fault:?})"
            );
        }
    }
}

#[test]
fn every_code_has_its_remedy_in_six_languages_and_no_remedy_is_left_over() {
    let of = |stem: &str, codes: Vec<&str>| -> Vec<String> {
        let mut keys: Vec<String> = codes
            .iter()
            .map(|code| format!("{stem}-{}", code.replace('_', "-")))
            .collect();
        keys.sort();
        keys
    };
    let there = |stem: &str, others: &[&str]| -> Vec<String> {
        let mut there: Vec<String> = words::keys()
            .into_keys()
            .filter(|key| key.starts_with(stem) && !others.iter().any(|other| key.starts_with(other)))
            .collect();
        there.sort();
        there
    };
    let faults = ImportFaultCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(
        there("import-", &["import-place-", "import-more-", "import-said"]),
        of("import", faults)
    );
    let problems = ProblemCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(
        there("problem-", &["problem-at", "problem-wrong-state-now"]),
        of("problem", problems)
    );
    for language in Language::ALL {
        for code in ImportFaultCode::ALL {
            assert!(Words::of(language).has(&remedy_key(code.code())), "{language}: {code}");
        }
    }
}

#[test]
fn a_fault_is_said_with_its_place_its_value_and_what_would_be_right() {
    let fault = ImportFault {
        row: Some(9),
        line: Some(12),
        column: "Status".into(),
        value: "maybe".into(),
        code: ImportFaultCode::UnknownValue,
        parameters: [("allowed".to_owned(), "in force, over".to_owned())].into(),
    };
    insta::assert_snapshot!(
        said(Words::of(Language::En), &fault),
        @"Row 9, column “Status”, value “maybe”: This value is not known here. Please use one that is, or add it to the mapping. Accepted here: in force, over."
    );
    let french = said(Words::of(Language::Fr), &fault);
    assert!(
        french.starts_with("Ligne 9, colonne «\u{a0}Status\u{a0}», valeur «\u{a0}maybe\u{a0}»\u{a0}: "),
        "{french}"
    );
    // In Arabic the Latin value is isolated, so that it cannot turn its neighbours around.
    assert!(said(Words::of(Language::Ar), &fault).contains("\u{2068}maybe\u{2069}"));
}

const MANUAL: &str = include_str!("../../docs/import.md");

#[test]
fn the_manual_names_every_code_and_every_column() {
    let codes = ImportFaultCode::ALL.iter().map(|code| code.code());
    for name in codes.chain(COLUMNS.iter().copied()) {
        assert!(
            MANUAL.contains(&format!("`{name}`")),
            "docs/import.md does not speak of {name}"
        );
    }
}

#[tokio::test]
async fn the_manuals_example_does_what_it_says() {
    let block = |language: &str| {
        let (_, rest) = MANUAL.split_once(&format!("```{language}\n")).unwrap();
        rest.split_once("```").unwrap().0
    };
    let platform = Platform::start().await;
    let pledges = of(&super::of_text(block("toml")), super::csv(block("csv")));
    let report = take_in(&platform, &pledges).await;
    assert_eq!(tally(&report), [2, 0, 0, 0, 0]);
    assert_eq!(codes(&report.faults), [(4, "Country", ImportFaultCode::UnknownValue)]);
    let again = take_in(&platform, &pledges).await;
    assert_eq!((tally(&again), again.has_effect()), ([0, 0, 0, 2, 0], false));
}
