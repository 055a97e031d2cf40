//! One file of the catalogue: its columns, its cells, and what is wrong with them, all at once and by row.

use super::{FILES, Faulty};
use crate::{Language, ProblemCode, Texts, text, values};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::{BTreeMap, HashMap, HashSet};

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    fn new(file: &'static str, line: u64, column: &str, value: &str, code: FaultCode) -> Self {
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

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.insert(name, value.to_string());
        self
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

/// A day, or the first and last day of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Given {
    /// Reads `2025-01-28`, `2025-01` or `2025`, in exactly these spellings.
    fn parse(text: &str) -> Option<Self> {
        let shape = |pattern: &str| {
            text.len() == pattern.len()
                && text
                    .bytes()
                    .zip(pattern.bytes())
                    .all(|(b, p)| if p == b'-' { b == b'-' } else { b.is_ascii_digit() })
        };
        let day = |text: &str| {
            text.parse::<NaiveDate>()
                .ok()
                .filter(|day| (1800..=2199).contains(&day.year()))
        };
        if shape("0000-00-00") {
            day(text).map(|day| Self { first: day, last: day })
        } else if shape("0000-00") {
            let first = day(&format!("{text}-01"))?;
            Some(Self {
                first,
                last: first + Months::new(1) - Days::new(1),
            })
        } else if shape("0000") {
            let first = day(&format!("{text}-01-01"))?;
            Some(Self {
                first,
                last: first + Months::new(12) - Days::new(1),
            })
        } else {
            None
        }
    }

    pub fn is_day(self) -> bool {
        self.first == self.last
    }
}

/// A file as read: its rows under known columns.
pub(super) struct Sheet {
    file: &'static str,
    columns: HashMap<&'static str, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
    /// Keys seen so far, with their lines.
    keys: HashMap<Vec<String>, u64>,
}

/// The six columns of a text in six languages.
fn spelled_out(column: &'static str) -> Vec<&'static str> {
    const STEMS: [(&str, [&str; 6]); 4] = [
        (
            "name_*",
            ["name_ar", "name_zh", "name_en", "name_fr", "name_ru", "name_es"],
        ),
        (
            "title_*",
            ["title_ar", "title_zh", "title_en", "title_fr", "title_ru", "title_es"],
        ),
        (
            "summary_*",
            [
                "summary_ar",
                "summary_zh",
                "summary_en",
                "summary_fr",
                "summary_ru",
                "summary_es",
            ],
        ),
        (
            "description_*",
            [
                "description_ar",
                "description_zh",
                "description_en",
                "description_fr",
                "description_ru",
                "description_es",
            ],
        ),
    ];
    STEMS
        .iter()
        .find(|(stem, _)| *stem == column)
        .map_or_else(|| vec![column], |(_, columns)| columns.to_vec())
}

impl Sheet {
    /// The rows of a file under exactly these columns, in any order. A row at fault is left out.
    pub fn read(file: &'static str, bytes: Option<&[u8]>, columns: &[&'static str], faults: &mut Faults) -> Self {
        let columns: Vec<&'static str> = columns.iter().flat_map(|column| spelled_out(column)).collect();
        let mut sheet = Self {
            file,
            columns: HashMap::new(),
            rows: vec![],
            keys: HashMap::new(),
        };
        let Some(bytes) = bytes else {
            faults.0.push(Fault::new(file, 0, "", "", FaultCode::MissingFile));
            return sheet;
        };
        // Spreadsheets put a byte order mark in front.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let Ok(header) = reader.headers().cloned() else {
            faults.0.push(Fault::new(file, 1, "", "", FaultCode::NotUtf8));
            return sheet;
        };
        for (place, name) in header.iter().enumerate() {
            match columns.iter().find(|column| **column == name.trim()) {
                Some(column) if !sheet.columns.contains_key(column) => {
                    sheet.columns.insert(column, place);
                }
                Some(_) => faults
                    .0
                    .push(Fault::new(file, 1, name, "", FaultCode::Duplicate).with("line", 1)),
                None => faults
                    .0
                    .push(Fault::new(file, 1, name, "", FaultCode::UnknownColumn).with("allowed", columns.join(" "))),
            }
        }
        let before = faults.0.len();
        for column in columns.iter().filter(|column| !sheet.columns.contains_key(*column)) {
            faults.0.push(Fault::new(file, 1, column, "", FaultCode::MissingColumn));
        }
        if faults.0.len() > before {
            return sheet; // each of its rows would be at fault
        }
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == header.len() {
                        sheet.rows.push((line, record));
                    } else {
                        let fault = Fault::new(file, line, "", record.get(0).unwrap_or_default(), FaultCode::Ragged);
                        faults
                            .0
                            .push(fault.with("cells", record.len()).with("columns", header.len()));
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    faults.0.push(Fault::new(file, line, "", "", FaultCode::NotUtf8));
                }
            }
        }
        sheet
    }

    /// Each row as `make` makes it. Where anything is wrong stand-ins are given, and the catalogue is refused in the end;
    /// so a faulty row does not also put at fault those that refer to it.
    pub fn each<T>(mut self, faults: &mut Faults, mut make: impl FnMut(&mut Row<'_>) -> T) -> Vec<T> {
        let rows = std::mem::take(&mut self.rows);
        let mut row = |(line, record): &(u64, csv::StringRecord)| {
            make(&mut Row {
                file: self.file,
                line: *line,
                record,
                columns: &self.columns,
                keys: &mut self.keys,
                faults,
            })
        };
        rows.iter().map(&mut row).collect()
    }
}

/// One row being read; what is wrong with it is noted, and a stand-in given in its place.
pub(super) struct Row<'a> {
    file: &'static str,
    line: u64,
    record: &'a csv::StringRecord,
    columns: &'a HashMap<&'static str, usize>,
    keys: &'a mut HashMap<Vec<String>, u64>,
    faults: &'a mut Faults,
}

impl Row<'_> {
    pub fn line(&self) -> u64 {
        self.line
    }

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
        let cell = self.text(column);
        let keys = cell
            .split(';')
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .map(str::to_owned);
        keys.map(|key| self.is_entry(column, key, entries, file)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_as_precise_as_it_is_known() {
        let given = |text| Given::parse(text).map(|given| (given.first, given.last));
        assert_eq!(given("2025-01-28"), Some((day("2025-01-28"), day("2025-01-28"))));
        assert_eq!(given("2024-02"), Some((day("2024-02-01"), day("2024-02-29"))));
        assert_eq!(given("1975"), Some((day("1975-01-01"), day("1975-12-31"))));
        for wrong in [
            "",
            "75",
            "2025-02-30",
            "2025-13",
            "28.01.2025",
            "2025-1-8",
            "20250128",
            "+999",
            "٢٠٢٥",
            "9999",
        ] {
            assert_eq!(given(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_wrong_cell_is_told_with_file_line_column_and_value() {
        let mut faults = Faults::default();
        let bytes = "\u{feff}code,from_on,to_on\r\nA,1975,\r\n,1975,x\r\nA,2000,1999\r\nB,2000\r\n".as_bytes();
        Sheet::read("a.csv", Some(bytes), &["code", "from_on", "to_on"], &mut faults).each(&mut faults, |row| {
            let code = row.required("code");
            row.once("code", &[&code]);
            row.span();
        });
        let told: Vec<_> = faults
            .0
            .iter()
            .map(|f| (f.line, f.column.as_str(), f.value.as_str(), f.code))
            .collect();
        assert_eq!(
            told,
            [
                (5, "", "B", FaultCode::Ragged),
                (3, "code", "", FaultCode::Required),
                (3, "to_on", "x", FaultCode::NotADate),
                (4, "code", "A", FaultCode::Duplicate),
                (4, "to_on", "1999", FaultCode::DatesOutOfOrder),
            ]
        );
    }

    #[test]
    fn columns_are_named_when_missing_or_unknown_and_other_encodings_are_refused() {
        let mut faults = Faults::default();
        Sheet::read("a.csv", Some(b"code;from_on\nA;1\n"), &["code", "from_on"], &mut faults);
        let codes: Vec<_> = faults.0.iter().map(|fault| fault.code).collect();
        assert_eq!(
            codes,
            [
                FaultCode::UnknownColumn,
                FaultCode::MissingColumn,
                FaultCode::MissingColumn
            ]
        );
        let mut faults = Faults::default();
        Sheet::read("a.csv", Some(b"code\nT\xfcrkiye\n"), &["code"], &mut faults);
        assert_eq!((faults.0[0].line, faults.0[0].code), (2, FaultCode::NotUtf8));
        let mut faults = Faults::default();
        Sheet::read("a.csv", None, &["code"], &mut faults);
        assert_eq!(faults.0[0].code, FaultCode::MissingFile);
    }
}
