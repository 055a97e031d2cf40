//! What is to be put right in a register's file, in somebody's language: where, what the file says there, and how.

use schema::record::ImportFault;
use std::env;
use words::{Direction, Language, Words, without_isolates};

/// The words of whoever sits at the terminal, as the system has it; else English.
pub fn words_of_terminal() -> Words {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let tag = said.as_deref().and_then(|locale| locale.split(['.', '@']).next());
    Words::of(tag.and_then(Language::of_tag).unwrap_or_default())
}

/// `Row 14, column “Country”, value “Atlantis”: No State is known by this code. …`
pub fn said(words: Words, fault: &ImportFault) -> String {
    let mut place = match fault.row {
        Some(row) => words.with("import-place-row", &[("row", row.to_string())]),
        None => words.text("import-place-file"),
    };
    for (key, name, value) in [
        ("import-place-column", "column", &fault.column),
        ("import-place-value", "value", &fault.value),
    ] {
        if !value.is_empty() {
            place = words.with(key, &[("place", place.as_str()), (name, value.as_str())]);
        }
    }
    let values: Vec<(&str, &str)> = fault
        .parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let remedy = words.with(&remedy_key(fault.code.code()), &values);
    // What only some faults of a code can tell stands in a sentence of its own.
    let more = values
        .iter()
        .map(|(name, _)| format!("import-more-{name}"))
        .filter(|key| words.has(key));
    let sentences: Vec<String> = std::iter::once(remedy)
        .chain(more.map(|key| words.with(&key, &values)))
        .collect();
    let message = sentences.join(" ");
    let said = words.with("import-said", &[("place", place.as_str()), ("message", &message)]);
    match words.language().direction() {
        Direction::LeftToRight => without_isolates(&said),
        Direction::RightToLeft => said,
    }
}

/// The key of the words for a fault of this code.
pub fn remedy_key(code: &str) -> String {
    format!("import-{}", code.replace('_', "-"))
}
