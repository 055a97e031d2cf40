//! A register's file: from bytes to text, to rows. Never holds more of it than one row.

use super::faults::{ImportFault, ImportFaultCode};
use super::mapping::{Encoding, Mapping};
use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// More than this in one row means that a quotation mark was never closed.
pub const ROW_MAX: usize = 4 * 1024 * 1024;

/// Where the rows come from.
#[derive(Clone, Debug)]
pub enum Input {
    Path(PathBuf),
    /// A file's name and content.
    Bytes(String, Arc<[u8]>),
}

impl Input {
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            Self::Bytes(name, _) => name.clone(),
        }
    }

    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => path.parent(),
            Self::Bytes(..) => None,
        }
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Bytes(_, bytes) => Box::new(io::Cursor::new(bytes.clone())),
        })
    }

    /// SHA-256 of the bytes.
    pub(super) fn digest(&self) -> io::Result<[u8; 32]> {
        let mut hasher = Sha256::new();
        let mut bytes = [0; 16 * 1024];
        let mut reader = self.open()?;
        loop {
            match reader.read(&mut bytes)? {
                0 => return Ok(hasher.finalize().into()),
                n => hasher.update(&bytes[..n]),
            }
        }
    }
}

/// What decoding tells the rows above it: a fault met, and how much was read since the last row.
#[derive(Debug, Default)]
struct Watch {
    fault: Option<ImportFault>,
    since_row: usize,
}

/// Text in UTF-8 from bytes in any encoding a register may have.
struct Decoding<R> {
    bytes: BufReader<R>,
    decoder: Decoder,
    text: Vec<u8>,
    given: usize,
    line: u32,
    is_over: bool,
    watch: Rc<RefCell<Watch>>,
}

impl<R: Read> Decoding<R> {
    fn new(bytes: R, encoding: Encoding, watch: Rc<RefCell<Watch>>) -> io::Result<Self> {
        let mut bytes = BufReader::with_capacity(64 * 1024, bytes);
        let start = bytes.fill_buf()?;
        let (encoding, mark) = match start {
            [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
            [0xff, 0xfe, ..] => (UTF_16LE, 2),
            [0xfe, 0xff, ..] => (UTF_16BE, 2),
            _ => (encoding.0, 0),
        };
        bytes.consume(mark);
        let decoder = encoding.new_decoder_without_bom_handling();
        Ok(Self {
            bytes,
            decoder,
            text: vec![],
            given: 0,
            line: 1,
            is_over: false,
            watch,
        })
    }

    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        let bytes = self.bytes.fill_buf()?;
        let is_last = bytes.is_empty();
        self.text.resize(
            self.decoder
                .max_utf8_buffer_length_without_replacement(bytes.len())
                .unwrap_or(0),
            0,
        );
        let (result, read, written) = self
            .decoder
            .decode_to_utf8_without_replacement(bytes, &mut self.text, is_last);
        self.bytes.consume(read);
        self.text.truncate(written);
        self.line += u32::try_from(self.text.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX);
        self.is_over = is_last;
        if let DecoderResult::Malformed(..) = result {
            let fault =
                ImportFault::file(ImportFaultCode::Undecodable).with("encoding", self.decoder.encoding().name());
            let fault = ImportFault {
                line: Some(self.line),
                ..fault
            };
            self.watch.borrow_mut().fault = Some(fault);
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_over {
            self.refill()?;
        }
        let n = out.len().min(self.text.len() - self.given);
        out[..n].copy_from_slice(&self.text[self.given..self.given + n]);
        self.given += n;
        let mut watch = self.watch.borrow_mut();
        watch.since_row += n;
        if watch.since_row > ROW_MAX + out.len() {
            watch.fault = Some(ImportFault::file(ImportFaultCode::RowTooLong).with("max", ROW_MAX));
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(n)
    }
}

/// One row as it stands in the file.
#[derive(Debug)]
pub(super) struct Row {
    /// As a spreadsheet counts, the header being 1.
    pub row: u32,
    pub line: u32,
    pub cells: csv::StringRecord,
}

/// A file with its header understood; gives its rows one by one.
pub(super) struct Sheet {
    reader: csv::Reader<Box<dyn Read>>,
    watch: Rc<RefCell<Watch>>,
    pub header: csv::StringRecord,
    pub separator: u8,
    /// For each column of the mapping that is in the file: its name and place.
    pub places: Vec<(String, usize)>,
    row: u32,
}

impl Sheet {
    /// Opens the file and finds the mapping's columns in its header; all that is wrong with the header at once.
    pub fn open(input: &Input, mapping: &Mapping) -> Result<Self, Vec<ImportFault>> {
        let watch = Rc::new(RefCell::new(Watch::default()));
        let broken = |cause: io::Error, watch: &Rc<RefCell<Watch>>| {
            let met = watch.borrow_mut().fault.take();
            vec![met.unwrap_or_else(|| ImportFault::file(ImportFaultCode::Undecodable).with("cause", cause))]
        };
        let encoding = mapping.rules.file.encoding;
        let bytes = input.open().map_err(|cause| broken(cause, &watch))?;
        let mut text = BufReader::with_capacity(
            64 * 1024,
            Decoding::new(bytes, encoding, watch.clone()).map_err(|cause| broken(cause, &watch))?,
        );
        let start = text.fill_buf().map_err(|cause| broken(cause, &watch))?;
        if start.iter().all(u8::is_ascii_whitespace) {
            return Err(vec![ImportFault::file(ImportFaultCode::EmptyFile)]);
        }
        // UTF-16 without a mark passes for UTF-8 with every second byte nothing.
        if start
            .iter()
            .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
            .any(|byte| *byte == 0)
        {
            let fault = ImportFault::file(ImportFaultCode::Undecodable);
            return Err(vec![fault.with("encoding", encoding.0.name())]);
        }
        let separator = separator_of(start, mapping);
        let reader: Box<dyn Read> = Box::new(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(true)
            .from_reader(reader);
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(broken(io::Error::other(error), &watch)),
        };
        let places = places(&header, mapping)?;
        watch.borrow_mut().since_row = 0;
        Ok(Self {
            reader,
            watch,
            header,
            separator,
            places,
            row: 1,
        })
    }

    /// The next row that is not blank; or what ends the reading.
    pub fn next(&mut self) -> Result<Option<Row>, ImportFault> {
        loop {
            let mut cells = csv::StringRecord::new();
            match self.reader.read_record(&mut cells) {
                Ok(false) => return Ok(None),
                Ok(true) => {
                    self.watch.borrow_mut().since_row = 0;
                    self.row += 1;
                    let line = cells.position().map_or(0, csv::Position::line);
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        return Ok(Some(Row {
                            row: self.row,
                            line: u32::try_from(line).unwrap_or(u32::MAX),
                            cells,
                        }));
                    }
                }
                Err(error) => {
                    let met = self.watch.borrow_mut().fault.take();
                    let fault =
                        met.unwrap_or_else(|| ImportFault::file(ImportFaultCode::Undecodable).with("cause", error));
                    let line = u32::try_from(self.reader.position().line()).unwrap_or(u32::MAX);
                    return Err(ImportFault {
                        line: fault.line.or(Some(line)),
                        ..fault
                    });
                }
            }
        }
    }
}

/// The one of `,` `;` and tab that parts the header into most of the mapping's columns.
fn separator_of(start: &[u8], mapping: &Mapping) -> u8 {
    let found = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_reader(start);
        let header = reader.headers().cloned().unwrap_or_default();
        header.iter().filter(|name| column_of(name, mapping).is_some()).count()
    };
    // Of equals the last would win: the comma stands there.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| found(*separator))
        .unwrap_or(b',')
}

fn column_of<'m>(header: &str, mapping: &'m Mapping) -> Option<&'m str> {
    let header = header.trim().to_lowercase();
    let mut columns = mapping.rules.columns.iter().filter(|(_, column)| !column.made);
    columns
        .find(|(name, column)| column.spellings(name).any(|known| known.to_lowercase() == header))
        .map(|(name, _)| name.as_str())
}

fn places(header: &csv::StringRecord, mapping: &Mapping) -> Result<Vec<(String, usize)>, Vec<ImportFault>> {
    let mut faults = vec![];
    let mut places: Vec<(String, usize)> = vec![];
    let duplicate = |name: &str| ImportFault::cell(name.trim(), name, ImportFaultCode::DuplicateColumn).at(1, 1);
    for (place, name) in header.iter().enumerate() {
        let is_again = !name.trim().is_empty() && header.iter().take(place).any(|other| other.trim() == name.trim());
        match column_of(name, mapping) {
            Some(column) if places.iter().any(|(known, _)| known == column) => faults.push(duplicate(name)),
            Some(column) => places.push((column.to_owned(), place)),
            None if is_again => faults.push(duplicate(name)),
            None => {}
        }
    }
    for (name, column) in mapping
        .rules
        .columns
        .iter()
        .filter(|(_, column)| !column.made && !column.optional)
    {
        if !places.iter().any(|(known, _)| known == name) {
            let spellings: Vec<&str> = column.spellings(name).collect();
            let fault = ImportFault::cell(spellings[0], "", ImportFaultCode::MissingColumn);
            let found: Vec<&str> = header.iter().collect();
            faults.push(
                fault
                    .at(1, 1)
                    .with("allowed", spellings.join(", "))
                    .with("headers", super::faults::shortened(&found.join(", "))),
            );
        }
    }
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

/// Whether a spreadsheet would take the cell for a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The cell as an export writes it: an apostrophe keeps spreadsheets from running it.
pub fn neutralised(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell without that apostrophe.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPPING: &str = "
        source = 'test'
        title = 'A test'
        [columns]
        id = { headers = ['id', 'Nr'] }
        name = {}
        note = { optional = true }
        [[participant]]
        code = '{id}'
        [commitment]
        external_id = '{id}'
        status = 'published'
        title = { en = '{name}' }";

    fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Vec<ImportFault>> {
        read_as(MAPPING, bytes)
    }

    fn read_as(mapping: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Vec<ImportFault>> {
        let mapping = Mapping::parse("test.toml", mapping, |_| Err(io::ErrorKind::NotFound.into())).unwrap();
        let mut sheet = Sheet::open(&Input::Bytes("test.csv".into(), bytes.into()), &mapping)?;
        let mut rows = vec![];
        while let Some(row) = sheet.next().map_err(|fault| vec![fault])? {
            rows.push(
                sheet
                    .places
                    .iter()
                    .map(|(_, place)| row.cells.get(*place).unwrap_or("∅").to_owned())
                    .collect(),
            );
        }
        Ok(rows)
    }

    fn codes(result: Result<Vec<Vec<String>>, Vec<ImportFault>>) -> Vec<(ImportFaultCode, Option<u32>, String)> {
        result
            .unwrap_err()
            .into_iter()
            .map(|fault| (fault.code, fault.line, fault.column))
            .collect()
    }

    #[test]
    fn separators_and_encodings_are_seen() {
        let expected = vec![vec!["1".to_owned(), "Sénégal, Dakar".to_owned()]];
        for text in [
            "Nr,Name\n1,\"Sénégal, Dakar\"\n",
            "\"NR\";\"NAME\"\r\n1;Sénégal, Dakar\r\n",
            "id\tname\n1\tSénégal, Dakar",
        ] {
            assert_eq!(read(text.as_bytes()).unwrap(), expected, "{text}");
            assert_eq!(
                read(format!("\u{feff}{text}").as_bytes()).unwrap(),
                expected,
                "with a mark: {text}"
            );
            let utf16: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
            let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(read(&little).unwrap(), expected);
            assert_eq!(read(&big).unwrap(), expected);
        }
    }

    #[test]
    fn an_encoding_the_mapping_does_not_name_is_refused_by_name_never_guessed() {
        let utf16: Vec<u8> = "id,name\n1,السنغال".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "الاسم,id\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            &b"id,name\n1,\xc7\xe1\xd3\xe4\xdb\xc7\xe1"[..], // windows-1256
            b"id,name\n1,S\xe9n\xe9gal",
            b"id,name\n1,\xd6\xd0\xb9\xfa", // GB18030
            &utf16,
            &big,
        ] {
            let faults = read(bytes).unwrap_err();
            assert_eq!(
                (faults[0].code, faults[0].parameters["encoding"].as_str()),
                (ImportFaultCode::Undecodable, "UTF-8")
            );
        }
        let named = |name: &str| MAPPING.replace("[columns]", &format!("file.encoding = '{name}'\n[columns]"));
        let arabic = read_as(&named("windows-1256"), b"id,name\n1,\xc7\xe1\xd3\xe4\xdb\xc7\xe1").unwrap();
        assert_eq!(arabic[0][1], "السنغال");
        assert_eq!(
            read_as(&named("gb18030"), b"id,name\n1,\xd6\xd0\xb9\xfa").unwrap()[0][1],
            "中国"
        );
        let unknown = Mapping::parse("test.toml", &named("klingon"), |_| Err(io::ErrorKind::NotFound.into()));
        assert!(unknown.unwrap_err().to_string().contains("klingon"));
    }

    #[test]
    fn windows_1252_only_where_the_mapping_says_so() {
        let bytes = b"id,name\n1,ok\n2,S\xe9n\xe9gal \x93\n";
        assert_eq!(
            codes(read(bytes)),
            [(ImportFaultCode::Undecodable, Some(3), String::new())]
        );
        let mapping = MAPPING.replace("[columns]", "file.encoding = 'windows-1252'\n[columns]");
        assert_eq!(read_as(&mapping, bytes).unwrap()[1], ["2", "Sénégal “"]);
        // A mark says more than the mapping.
        assert_eq!(
            read_as(&mapping, "\u{feff}id,name\n1,é".as_bytes()).unwrap()[0],
            ["1", "é"]
        );
    }

    #[test]
    fn half_a_character_at_the_end_is_told() {
        assert_eq!(
            codes(read(b"id,name\n1,\xc3")),
            [(ImportFaultCode::Undecodable, Some(2), String::new())]
        );
        assert_eq!(
            codes(read(b"\xff\xfei\0d\0,\0n")),
            [(ImportFaultCode::Undecodable, Some(1), String::new())]
        );
        assert_eq!(
            codes(read(b"\xff\xfe\x00\xd8i\0")),
            [(ImportFaultCode::Undecodable, Some(1), String::new())]
        );
    }

    #[test]
    fn a_header_says_all_that_is_wrong_with_it() {
        assert_eq!(codes(read(b"")), [(ImportFaultCode::EmptyFile, None, String::new())]);
        assert_eq!(
            codes(read(b"\xef\xbb\xbf \r\n")),
            [(ImportFaultCode::EmptyFile, None, String::new())]
        );
        let told = codes(read(b"id,Nr,more,more\n"));
        assert_eq!(
            told,
            [
                (ImportFaultCode::DuplicateColumn, Some(1), "Nr".to_owned()),
                (ImportFaultCode::DuplicateColumn, Some(1), "more".to_owned()),
                (ImportFaultCode::MissingColumn, Some(1), "name".to_owned()),
            ]
        );
        assert_eq!(
            read(b"id,name,,\n1,x,,\n").unwrap().len(),
            1,
            "nameless columns of a spreadsheet do no harm"
        );
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        let mapping = Mapping::parse("test.toml", MAPPING, |_| Err(io::ErrorKind::NotFound.into())).unwrap();
        let bytes: &[u8] = b"id,name\n1,\"two\nlines\"\n,\n2,x\n";
        let mut sheet = Sheet::open(&Input::Bytes("test.csv".into(), bytes.into()), &mapping).unwrap();
        assert_eq!(sheet.next().unwrap().map(|row| (row.row, row.line)), Some((2, 2)));
        assert_eq!(
            sheet.next().unwrap().map(|row| (row.row, row.line)),
            Some((4, 5)),
            "a blank row counts but is nothing"
        );
        assert!(sheet.next().unwrap().is_none());
    }

    #[test]
    fn an_unclosed_quotation_mark_does_not_swallow_the_file() {
        let mut bytes = b"id,name\n1,\"open\n".to_vec();
        bytes.extend(b"2,next row\n".repeat(ROW_MAX / 4));
        assert_eq!(codes(read(&bytes))[0].0, ImportFaultCode::RowTooLong);
    }

    #[test]
    fn formulas_are_neutralised_and_restored() {
        for cell in [
            "=1+1", "+1", "-1", "@x", "\tx", "'=1", "''=1", "it's", "'quoted'", "", "'", "a=b", "’=x",
        ] {
            assert_eq!(restored(&neutralised(cell)), cell);
        }
        assert_eq!(neutralised("=1+1"), "'=1+1");
        assert_eq!(neutralised("'=1+1"), "''=1+1");
        assert_eq!(neutralised("'quoted'"), "'quoted'");
        assert_eq!(
            restored("'quoted'"),
            "'quoted'",
            "what no formula follows is part of the text"
        );
    }
}
