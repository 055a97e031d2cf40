//! A table as a file: CSV for programs and, with a mark in front, for spreadsheets; JSON; a real spreadsheet.

use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};
use schema::record::neutralised;
use schema::{Error, Result};
use serde_json::{Map, Value, json};
use url::form_urlencoded;
use words::Words;

use super::archive::{About, Named, ZIP, packed};
use super::{CSV, JSON, XLSX};
use crate::site::Visit;
use crate::site::asked::address;

/// In which of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// With a byte order mark in front or not: spreadsheets need one to see UTF-8.
    Csv {
        with_mark: bool,
    },
    Json,
    Xlsx,
    /// As a table and for programs, with the licence, the day and what was asked for.
    Zip,
}

impl SheetFormat {
    /// By the suffix of the path, `{format:csv|json|xlsx|zip}`, and `?excel=1`.
    pub fn asked(request: &HttpRequest) -> Self {
        match request.match_info().get("format") {
            Some("json") => Self::Json,
            Some("xlsx") => Self::Xlsx,
            Some("zip") => Self::Zip,
            _ => Self::Csv {
                with_mark: form_urlencoded::parse(request.query_string().as_bytes())
                    .any(|(key, value)| key == "excel" && value == "1"),
            },
        }
    }

    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Zip => "zip",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Csv { .. } => CSV,
            Self::Json => JSON,
            Self::Xlsx => XLSX,
            Self::Zip => ZIP,
        }
    }
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Day(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A table with machine-readable names of its columns, in English whatever the reader's language.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Of the file, without its suffix.
    pub name: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The table as an answer; `read` is what came of asking for it.
    pub fn answer(visit: &Visit, read: Result<Self>) -> HttpResponse {
        let format = SheetFormat::asked(&visit.request);
        let sheet = match read {
            Ok(sheet) => sheet,
            Err(error) => return visit.refused(error),
        };
        let written = match format {
            SheetFormat::Zip => sheet.packed(visit),
            format => sheet.written(visit.words, format),
        };
        let name = format!("{}.{}", sheet.name, format.suffix());
        visit.file((&name, format.content_type()), written)
    }

    /// With a last column of permanent addresses, of what this column refers to.
    pub fn with_permalinks(mut self, visit: &Visit, of: &str) -> Self {
        let place = self.columns.iter().position(|column| *column == of);
        self.columns.push("permalink");
        for row in &mut self.rows {
            let permalink = match place.and_then(|place| row.get(place)) {
                Some(Cell::Text(reference)) => Cell::Text(visit.permalink(reference)),
                _ => Cell::Nothing,
            };
            row.push(permalink);
        }
        self
    }

    pub fn written(&self, words: Words, format: SheetFormat) -> Result<Vec<u8>> {
        match format {
            SheetFormat::Csv { with_mark } => self.csv(with_mark),
            SheetFormat::Json => self.json(),
            SheetFormat::Zip => packed(self.twice(words)?),
            SheetFormat::Xlsx => {
                let mut book = Spreadsheet::new(words, &self.name, &self.columns).map_err(Error::internal)?;
                for row in &self.rows {
                    book.row(row).map_err(Error::internal)?;
                }
                book.finished().map_err(Error::internal)
            }
        }
    }

    /// As a table and for programs.
    fn twice(&self, words: Words) -> Result<Vec<Named>> {
        let both = [SheetFormat::Csv { with_mark: false }, SheetFormat::Json];
        let file = |format: SheetFormat| {
            let name = format!("{}.{}", self.name, format.suffix());
            Ok((name, self.written(words, format)?))
        };
        both.into_iter().map(file).collect()
    }

    /// The same with what must be known of it.
    fn packed(&self, visit: &Visit) -> Result<Vec<u8>> {
        let (request, words) = (&visit.request, visit.words);
        let files = self.twice(words)?;
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let about = About {
            words,
            site: &visit.site,
            title: &self.name,
            asked: &address(request.path(), request.query_string()),
            today: visit.today,
            files: &names,
        };
        packed(about.files()?.into_iter().chain(files).collect())
    }

    fn csv(&self, with_mark: bool) -> Result<Vec<u8>> {
        let start = if with_mark {
            "\u{feff}".as_bytes().to_vec()
        } else {
            vec![]
        };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(start);
        writer.write_record(&self.columns).map_err(Error::internal)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Nothing => String::new(),
                Cell::Text(text) => neutralised(text),
                Cell::Number(number) => number.to_string(),
                Cell::Day(day) => day.to_string(),
            });
            writer.write_record(cells).map_err(Error::internal)?;
        }
        writer.into_inner().map_err(|error| Error::internal(error.to_string()))
    }

    fn json(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(&self.objects()).map_err(Error::internal)
    }

    /// The rows for programs, where they stand within something larger.
    pub fn objects(&self) -> Vec<Map<String, Value>> {
        let value = |cell: &Cell| match cell {
            Cell::Nothing => Value::Null,
            Cell::Text(text) => json!(text),
            Cell::Number(number) => json!(number),
            Cell::Day(day) => json!(day),
        };
        let object = |row: &Vec<Cell>| -> Map<String, Value> {
            let pairs = self.columns.iter().zip(row);
            pairs.map(|(name, cell)| ((*name).to_owned(), value(cell))).collect()
        };
        self.rows.iter().map(object).collect()
    }
}

/// A spreadsheet as it is written, row by row, through a file of its own rather than memory. Its columns run from the
/// right in Arabic.
pub struct Spreadsheet {
    book: Workbook,
    next: u32,
    width: u16,
    day: Style,
}

/// More characters than a cell of a spreadsheet holds.
const CELL_MAX: usize = 32_767;
/// Rows that a sheet of a spreadsheet holds, the heading included.
pub const ROWS_MAX: u32 = 1_048_576;

impl Spreadsheet {
    /// `name` is that of the file.
    pub fn new<S: AsRef<str>>(words: Words, name: &str, columns: &[S]) -> std::result::Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // The same content is the same file.
        book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(name))?;
        sheet.set_right_to_left(words.dir() == "rtl").set_freeze_panes(1, 0)?;
        let heading = Style::new().set_bold();
        let mut width = 0;
        for name in columns {
            sheet.set_column_width(width, 18)?;
            sheet.write_string_with_format(0, width, name.as_ref(), &heading)?;
            width += 1;
        }
        Ok(Self {
            book,
            next: 1,
            width,
            day: Style::new().set_num_format("yyyy-mm-dd"),
        })
    }

    /// One more row; what no sheet can hold is left out.
    pub fn row(&mut self, cells: &[Cell]) -> std::result::Result<(), XlsxError> {
        if self.next >= ROWS_MAX {
            return Ok(());
        }
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0..self.width).zip(cells) {
            match cell {
                Cell::Nothing => {}
                Cell::Text(text) => {
                    let cut = text
                        .char_indices()
                        .nth(CELL_MAX / 2)
                        .map_or(text.as_str(), |(end, _)| &text[..end]);
                    sheet.write_string(self.next, column, cut)?;
                }
                Cell::Number(number) => {
                    // Counts: far below what a spreadsheet's numbers hold exactly.
                    sheet.write_number(self.next, column, *number as f64)?;
                }
                Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
                    Ok(on) => {
                        sheet.write_datetime_with_format(self.next, column, &on, &self.day)?;
                    }
                    // A spreadsheet knows no day before 1900.
                    Err(_) => {
                        sheet.write_string(self.next, column, day.to_string())?;
                    }
                },
            }
        }
        self.next += 1;
        Ok(())
    }

    pub fn finished(mut self) -> std::result::Result<Vec<u8>, XlsxError> {
        if self.next > 1 && self.width > 0 {
            let sheet = self.book.worksheet_from_index(0)?;
            sheet.autofilter(0, 0, self.next - 1, self.width - 1)?;
        }
        self.book.save_to_buffer()
    }
}

/// What spreadsheets take for the name of a sheet: 31 signs at most, and few that have a meaning in formulas.
fn sheet_name(name: &str) -> String {
    let plain = |sign: char| if "[]:*?/\\'".contains(sign) { '-' } else { sign };
    name.chars().map(plain).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_bears_the_name_of_its_file() {
        assert_eq!(sheet_name("timeline-2026"), "timeline-2026");
        assert_eq!(sheet_name("a/b:c'[d]*?\\"), "a-b-c--d----");
        let long = sheet_name(&"é".repeat(40));
        assert_eq!(long.chars().count(), 31);
        let words = Words::of(words::Language::En);
        for name in ["a/b:c'[d]*?\\", &long] {
            assert!(Spreadsheet::new(words, name, &["code"]).is_ok(), "{name}");
        }
    }

    fn sheet() -> Sheet {
        Sheet {
            name: "states".to_owned(),
            columns: vec!["code", "name", "commitment_count", "last_on"],
            rows: vec![
                vec![
                    "SEN".into(),
                    "=Sénégal".into(),
                    3.into(),
                    NaiveDate::from_ymd_opt(2026, 2, 1).into(),
                ],
                vec!["KEN".into(), "肯尼亚".into(), 0.into(), Cell::Nothing],
            ],
        }
    }

    #[test]
    fn a_table_is_written_for_programs_and_for_spreadsheets() {
        let words = Words::of(words::Language::Ar);
        let written = |format| sheet().written(words, format).unwrap();
        let csv = String::from_utf8(written(SheetFormat::Csv { with_mark: true })).unwrap();
        assert_eq!(
            csv,
            "\u{feff}code,name,commitment_count,last_on\r\nSEN,'=Sénégal,3,2026-02-01\r\nKEN,肯尼亚,0,\r\n"
        );
        let json: Value = serde_json::from_slice(&written(SheetFormat::Json)).unwrap();
        assert_eq!(
            json[0],
            json!({ "code": "SEN", "name": "=Sénégal", "commitment_count": 3, "last_on": "2026-02-01" })
        );
        assert_eq!(json[1]["last_on"], Value::Null);
        let book = written(SheetFormat::Xlsx);
        assert!(book.starts_with(b"PK"));
        assert_eq!(book, written(SheetFormat::Xlsx), "the same content is the same file");
    }
}
