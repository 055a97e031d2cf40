//! What can be wrong with a catalogue, told all at once.

use super::{FILES, Faulty};
use crate::values;
use std::collections::BTreeMap;
use std::fmt;

values! {
    /// What is wrong with a file, a row or a cell; stable, and the key of its word and remedy.
    pub enum FaultCode {
        /// The file is not there.
        MissingFile = "missing_file",
        /// The file is not UTF-8 text.
        NotUtf8 = "not_utf8",
        /// The row has more or fewer cells than there are columns.
        Ragged = "ragged",
        /// A column is not there.
        MissingColumn = "missing_column",
        /// A column is not known here.
        UnknownColumn = "unknown_column",
        /// The cell must not be empty.
        Required = "required",
        /// Not a day, month or year such as 2025-01-28, 2025-01, 2025.
        NotADate = "not_a_date",
        /// Not a whole number from 0 to 9999.
        NotANumber = "not_a_number",
        /// Not one of the values known here.
        Unknown = "unknown",
        /// No such entry in the file that it refers to.
        NoSuchEntry = "no_such_entry",
        /// The same entry stands further up.
        Duplicate = "duplicate",
        /// The end lies before the beginning.
        DatesOutOfOrder = "dates_out_of_order",
        /// Not written as codes of this kind are.
        WrongForm = "wrong_form",
        /// A control or a bidirectional override.
        ForbiddenCharacter = "forbidden_character",
        /// Longer than allowed.
        TooLong = "too_long",
    }
}

/// One thing to put right in a file of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    pub file: &'static str,
    /// Line in the file, the header being 1; 0 where it concerns the whole file.
    pub line: u64,
    pub column: String,
    /// The cell as it stands, shortened.
    pub value: String,
    pub code: FaultCode,
    /// What the remedy needs: `allowed`, `file`, `line`, `max` …
    pub parameters: BTreeMap<&'static str, String>,
}

impl Fault {
    pub(super) fn new(file: &'static str, line: u64, column: &str, value: &str, code: FaultCode) -> Self {
        let value = value.chars().take(80).collect();
        Self {
            file,
            line,
            column: column.to_owned(),
            value,
            code,
            parameters: BTreeMap::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.insert(name, value.to_string());
        self
    }
}

impl fmt::Display for Fault {
    /// For the operator's terminal: file, line, column, value, and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = |name| self.parameters.get(name).map_or("", String::as_str);
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", {:?}", self.value)?;
        }
        f.write_str(": ")?;
        match self.code {
            FaultCode::MissingFile => {
                f.write_str("cannot be read; a catalogue needs all of its files, so copy it from schema/data")
            }
            FaultCode::NotUtf8 => f.write_str("is not UTF-8 text; save it as \"CSV UTF-8\""),
            FaultCode::Ragged => {
                write!(
                    f,
                    "has {} cells for {} columns; put a cell that holds a comma in quotes",
                    say("cells"),
                    say("columns")
                )
            }
            FaultCode::MissingColumn => {
                f.write_str("is missing; columns are parted by commas and named in the first line")
            }
            FaultCode::UnknownColumn => write!(f, "is not known; the columns are {}", say("allowed")),
            FaultCode::Required => f.write_str("must not be empty"),
            FaultCode::NotADate => {
                f.write_str("is no date; write a day, month or year such as 2025-01-28, 2025-01 or 2025")
            }
            FaultCode::NotANumber => f.write_str("is no whole number from 0 to 9999"),
            FaultCode::Unknown => write!(f, "is not known; use one of {}", say("allowed")),
            FaultCode::NoSuchEntry => write!(f, "is not in {}; add it there or correct it here", say("file")),
            FaultCode::Duplicate => write!(f, "stands already in line {}; keep one of the two", say("line")),
            FaultCode::DatesOutOfOrder => f.write_str("lies before from_on"),
            FaultCode::WrongForm => f.write_str("is not written as codes of this kind are; see docs/catalogue.md"),
            FaultCode::ForbiddenCharacter => {
                write!(f, "holds the character {}, which is not accepted", say("character"))
            }
            FaultCode::TooLong => write!(f, "is longer than {} characters", say("max")),
        }
    }
}

/// All faults of a catalogue.
#[derive(Debug, Default)]
pub(super) struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn note(
        &mut self,
        file: &'static str,
        line: u64,
        column: &str,
        value: &str,
        code: FaultCode,
        (name, parameter): (&'static str, &str),
    ) {
        self.0
            .push(Fault::new(file, line, column, value, code).with(name, parameter));
    }

    /// What was made, if nothing was wrong; faults in the order of files and lines.
    pub fn none_or<T>(mut self, made: T) -> Result<T, Faulty> {
        if self.0.is_empty() {
            return Ok(made);
        }
        self.0
            .sort_by_key(|fault| (FILES.iter().position(|file| *file == fault.file), fault.line));
        Err(Faulty { faults: self.0 })
    }
}
