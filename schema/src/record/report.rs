//! What an import found and did; for people, programs, and the file of rejected rows.

use super::Import;
use super::faults::ImportFault;
use chrono::NaiveDate;
use serde::Serialize;

/// How far an import has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// Rows read from the file.
    pub rows: u32,
    /// New records written, of how many; nothing before all rows are read.
    pub written: u32,
    pub to_write: u32,
}

/// How many records were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Tally {
    pub new: u32,
    pub changed: u32,
    /// Only what is no news differed, such as an address that moved.
    pub refreshed: u32,
    pub unchanged: u32,
    /// Differs in the source and was changed here by people: left as it is.
    pub kept: u32,
}

impl Tally {
    pub const fn has_effect(&self) -> bool {
        self.new + self.changed + self.refreshed > 0
    }
}

/// Rows that a rule of the mapping left out or mended, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reasoned {
    pub reason: String,
    pub rows: u32,
}

/// A record that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Difference {
    /// `changed`, `kept` or `missing`.
    pub state: String,
    pub external_id: Option<String>,
    pub reference: Option<String>,
    /// What differs.
    pub fields: Vec<String>,
}

/// What an import found, and did unless it was a rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    pub source: String,
    pub title: String,
    pub file: String,
    /// Day on which the source was as the file says.
    pub seen_on: Option<NaiveDate>,
    pub is_rehearsal: bool,
    /// Why nothing of the file was taken, if so.
    pub refusal: Option<ImportFault>,
    /// Rows that are not blank.
    pub rows: u32,
    pub ignored: Vec<Reasoned>,
    pub mended: Vec<Reasoned>,
    /// Rows at fault; the others are taken.
    pub rejected: u32,
    pub commitments: Tally,
    pub participants: Tally,
    pub documents: Tally,
    pub updates: Tally,
    /// Records of the source that the file no longer lists.
    pub missing: u32,
    /// Records that changed, were kept, or are no longer listed; the first two hundred.
    pub differences: Vec<Difference>,
    pub faults: Vec<ImportFault>,
    /// Headers that the mapping does not use.
    pub unused_columns: Vec<String>,
}

impl ImportReport {
    pub(super) fn of(import: &Import) -> Self {
        Self {
            source: import.mapping.source().to_owned(),
            title: import.mapping.title().to_owned(),
            file: import.input.name(),
            is_rehearsal: import.is_rehearsal,
            ..Self::default()
        }
    }

    /// Whether anything in the register is other than before.
    pub const fn has_effect(&self) -> bool {
        self.commitments.has_effect()
            || self.participants.has_effect()
            || self.documents.has_effect()
            || self.updates.has_effect()
    }
}
