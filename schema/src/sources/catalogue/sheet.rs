//! One file of a catalogue: its columns and rows, as spreadsheets and editors write them.

use super::faults::{Fault, FaultCode, Faults};
use super::row::Row;
use std::collections::HashMap;

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

/// Lines as editors count them: the reader's own count lags where lines end with CR LF.
struct Lines<'a> {
    bytes: &'a [u8],
    place: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record at this position begins; positions only rise.
    fn at(&mut self, position: Option<&csv::Position>) -> u64 {
        let start = position.map_or(self.place, |position| position.byte() as usize);
        while let Some(byte) = self.bytes.get(self.place)
            && (self.place < start || matches!(byte, b'\r' | b'\n'))
        {
            self.line += u64::from(*byte == b'\n');
            self.place += 1;
        }
        self.line
    }
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
        let mut lines = Lines {
            bytes,
            place: 0,
            line: 1,
        };
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = lines.at(record.position());
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
                    let line = lines.at(error.position());
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

#[cfg(test)]
mod tests {
    use super::*;

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
