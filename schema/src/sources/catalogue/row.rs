//! One row of a file: its cells, and what is wrong with them.

use super::faults::{Fault, FaultCode, Faults};
use super::spans::Given;
use crate::{Language, ProblemCode, Texts, text};
use std::collections::{HashMap, HashSet};

/// One row being read; what is wrong with it is noted, and a stand-in given in its place.
pub(super) struct Row<'a> {
    pub file: &'static str,
    pub line: u64,
    pub record: &'a csv::StringRecord,
    pub columns: &'a HashMap<&'static str, usize>,
    /// Keys seen so far in the file, with their lines.
    pub keys: &'a mut HashMap<Vec<String>, u64>,
    pub faults: &'a mut Faults,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        self.columns
            .get(column)
            .and_then(|place| self.record.get(*place))
            .unwrap_or_default()
            .trim()
    }

    fn fault(&self, column: &str, code: FaultCode) -> Fault {
        Fault::new(self.file, self.line, column, self.cell(column), code)
    }

    pub fn complain(&mut self, column: &str, code: FaultCode) {
        let fault = self.fault(column, code);
        self.faults.0.push(fault);
    }

    /// A text that may be empty.
    pub fn text(&mut self, column: &str) -> String {
        match text::clean(column, self.cell(column), text::LINE_MAX) {
            Ok(text) => text,
            Err(problem) => {
                let code = match problem.code {
                    ProblemCode::TooLong => FaultCode::TooLong,
                    _ => FaultCode::ForbiddenCharacter,
                };
                let mut fault = self.fault(column, code);
                fault.parameters = problem.parameters;
                self.faults.0.push(fault);
                String::new()
            }
        }
    }

    /// A text that must be there.
    pub fn required(&mut self, column: &str) -> String {
        if self.cell(column).is_empty() {
            self.complain(column, FaultCode::Required);
        }
        self.text(column)
    }

    /// Texts in all six languages, from columns such as `name_en`.
    pub fn texts(&mut self, stem: &str) -> Texts {
        let columns = Language::ALL
            .iter()
            .map(|language| (*language, format!("{stem}_{}", language.code())));
        Texts(
            columns
                .map(|(language, column)| (language, self.required(&column)))
                .collect(),
        )
    }

    /// A required code in the form of its kind.
    pub fn code(&mut self, column: &str, is_fine: impl Fn(&str) -> bool) -> String {
        let code = self.required(column);
        if !code.is_empty() && !is_fine(&code) {
            self.complain(column, FaultCode::WrongForm);
        }
        code
    }

    /// One of a closed set of values.
    pub fn one_of<T: Copy>(&mut self, column: &str, known: &[(&str, T)]) -> Option<T> {
        let cell = self.required(column);
        let found = known.iter().find(|(code, _)| *code == cell).map(|(_, value)| *value);
        if found.is_none() && !cell.is_empty() {
            let allowed = known.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ");
            let fault = self.fault(column, FaultCode::Unknown).with("allowed", allowed);
            self.faults.0.push(fault);
        }
        found
    }

    /// The key of an entry of another file; empty only where that is allowed.
    pub fn entry(&mut self, column: &str, entries: &HashSet<String>, file: &'static str) -> String {
        let key = self.required(column);
        self.is_entry(column, key, entries, file)
    }

    pub fn entry_if_any(&mut self, column: &str, entries: &HashSet<String>, file: &'static str) -> String {
        let key = self.text(column);
        self.is_entry(column, key, entries, file)
    }

    /// Several keys of another file, parted by semicolons.
    pub fn entries(&mut self, column: &str, entries: &HashSet<String>, file: &'static str) -> Vec<String> {
        let keys = self.several(column).into_iter();
        keys.map(|key| self.is_entry(column, key, entries, file)).collect()
    }

    /// Texts parted by semicolons.
    pub fn several(&mut self, column: &str) -> Vec<String> {
        let cell = self.text(column);
        let texts = cell.split(';').map(str::trim).filter(|text| !text.is_empty());
        texts.map(str::to_owned).collect()
    }

    fn is_entry(&mut self, column: &str, key: String, entries: &HashSet<String>, file: &'static str) -> String {
        // No entries at all: their file could not be read, and is at fault itself.
        if !key.is_empty() && !entries.is_empty() && !entries.contains(&key) {
            let mut fault = self.fault(column, FaultCode::NoSuchEntry).with("file", file);
            fault.value.clone_from(&key);
            self.faults.0.push(fault);
        }
        key
    }

    pub fn date(&mut self, column: &str) -> Option<Given> {
        let date = Given::parse(self.cell(column));
        if date.is_none() && !self.cell(column).is_empty() {
            self.complain(column, FaultCode::NotADate);
        }
        date
    }

    /// Beginning and end, in order.
    pub fn span(&mut self) -> (Option<Given>, Option<Given>) {
        let (from, to) = (self.date("from_on"), self.date("to_on"));
        if let (Some(from), Some(to)) = (from, to)
            && to.last < from.first
        {
            self.complain("to_on", FaultCode::DatesOutOfOrder);
        }
        (from, to)
    }

    pub fn number(&mut self, column: &str) -> Option<i32> {
        let cell = self.cell(column).to_owned();
        if cell.is_empty() {
            return None;
        }
        let is_number = cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit());
        let number = cell.parse().ok().filter(|_| is_number);
        if number.is_none() {
            self.complain(column, FaultCode::NotANumber);
        }
        number
    }

    /// Notes that this key must stand only once in the file.
    pub fn once(&mut self, column: &str, key: &[&str]) {
        let key = key.iter().map(|part| (*part).to_owned()).collect();
        if let Some(line) = self.keys.get(&key) {
            let fault = self.fault(column, FaultCode::Duplicate).with("line", line);
            self.faults.0.push(fault);
        } else {
            self.keys.insert(key, self.line);
        }
    }
}
