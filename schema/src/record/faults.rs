//! What is wrong with a file, a row or a cell: where, what value, and (by its code) how to put it right.

use crate::{Problem, ProblemCode, values};
use std::collections::BTreeMap;

values! {
    /// What is wrong with a register's file, one of its rows or cells; stable, and the key of its words (`import-{code}`).
    pub enum ImportFaultCode {
        // the whole file
        /// Nothing is in the file.
        EmptyFile = "empty_file",
        /// There are columns but no rows.
        NoRows = "no_rows",
        /// The bytes are no text in the encoding the file seems to have.
        Undecodable = "undecodable",
        /// A column that the mapping needs is not there.
        MissingColumn = "missing_column",
        /// Two columns have the same header, or headers that mean the same.
        DuplicateColumn = "duplicate_column",
        /// A row is so long that a closing quotation mark must be missing.
        RowTooLong = "row_too_long",
        /// A file that the mapping looks values up in is not there, or lacks a column.
        MissingLookup = "missing_lookup",
        /// A later state of the same source was imported before.
        OlderSnapshot = "older_snapshot",
        /// The day of the snapshot is neither given nor in the file's name.
        UnknownDay = "unknown_day",
        /// Another import of the same source is under way.
        UnderWay = "under_way",
        /// Most of the first rows have the same fault: something is wrong with the file or the mapping.
        Systemic = "systemic",
        /// So many rows are at fault that the rest was not read.
        TooManyFaults = "too_many_faults",
        /// So many records are no longer listed that the file seems to be cut off.
        TooManyMissing = "too_many_missing",
        // a row
        /// The row has more or fewer cells than there are columns.
        Ragged = "ragged",
        /// No rule of the mapping says what this row is.
        NoRule = "no_rule",
        /// The same record stands further up.
        Duplicate = "duplicate",
        /// Another row of the same record is at fault.
        TogetherWith = "together_with",
        // a cell
        /// The cell must not be empty.
        Required = "required",
        /// The mapping has no such value.
        UnknownValue = "unknown_value",
        /// Not a date in one of the forms the mapping names.
        NotADate = "not_a_date",
        /// Not a whole number.
        NotANumber = "not_a_number",
        /// A control, a bidirectional override, a noncharacter.
        ForbiddenCharacter = "forbidden_character",
        /// Longer than allowed.
        TooLong = "too_long",
        /// Marked-up text where plain text is kept.
        Html = "html",
        /// Not the address of a web page.
        InvalidUrl = "invalid_url",
        /// Due before it was made.
        DatesOutOfOrder = "dates_out_of_order",
        /// Made on a day that has not come.
        InTheFuture = "in_the_future",
        /// The text in the original language is missing.
        OriginalMissing = "original_missing",
        /// No such participant, and too little is said to add it.
        UnknownParticipant = "unknown_participant",
        /// No such State.
        UnknownCountry = "unknown_country",
        /// No such provision.
        UnknownProvision = "unknown_provision",
        /// No such commitment.
        UnknownCommitment = "unknown_commitment",
        /// The audience needs an organization or participants named, or must not have them.
        AudienceIncomplete = "audience_incomplete",
        /// The reference is another record's, or not the one this record has.
        ReferenceMismatch = "reference_mismatch",
        /// Not an id of the kind asked for.
        WrongId = "wrong_id",
        /// The record has changed here since the file was made.
        Stale = "stale",
    }
}

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ImportFault {
    /// Row as a spreadsheet counts, the header being 1; nothing where it concerns the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Line of the file on which the row begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Header of the column; empty where it concerns the row.
    pub column: String,
    /// The cell as it stands, shortened.
    pub value: String,
    pub code: ImportFaultCode,
    /// What the words need: `allowed`, `expected`, `first` …
    pub parameters: BTreeMap<String, String>,
}

impl ImportFault {
    /// Of the whole file.
    pub(super) fn file(code: ImportFaultCode) -> Self {
        Self {
            row: None,
            line: None,
            column: String::new(),
            value: String::new(),
            code,
            parameters: BTreeMap::new(),
        }
    }

    pub(super) fn cell(column: &str, value: &str, code: ImportFaultCode) -> Self {
        Self {
            column: column.to_owned(),
            ..Self::file(code)
        }
        .showing(value)
    }

    pub(super) fn at(mut self, row: u32, line: u32) -> Self {
        (self.row, self.line) = (Some(row), Some(line));
        self
    }

    pub(super) fn showing(mut self, value: &str) -> Self {
        self.value = shortened(value);
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.insert(name.to_owned(), value.to_string());
        self
    }

    /// What a text was refused for.
    pub(super) fn of_text(column: &str, value: &str, problem: Problem) -> Self {
        let code = match problem.code {
            ProblemCode::TooLong => ImportFaultCode::TooLong,
            ProblemCode::InvalidUrl => ImportFaultCode::InvalidUrl,
            ProblemCode::Required => ImportFaultCode::Required,
            ProblemCode::OriginalMissing => ImportFaultCode::OriginalMissing,
            _ => ImportFaultCode::ForbiddenCharacter,
        };
        let mut fault = Self::cell(column, value, code);
        fault.parameters.extend(
            problem
                .parameters
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        );
        fault
    }
}

/// Enough of a value to find it again, with nothing in it that moves the cursor or hides.
pub(super) fn shortened(value: &str) -> String {
    let shown: String = value
        .chars()
        .take(80)
        .map(|c| if crate::text::is_forbidden(c) { '\u{fffd}' } else { c })
        .collect();
    if value.chars().nth(80).is_some() {
        shown + "…"
    } else {
        shown
    }
}
