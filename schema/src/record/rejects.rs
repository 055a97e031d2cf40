//! The rows that were rejected, as a file to put right and import again: as they stood, with a column that says why.

use super::Mapping;
use super::faults::ImportFault;
use super::reading::{Input, Sheet, neutralised};
use super::report::ImportReport;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes them, in UTF-8, with the file's own separator; gives how many. `words` says a fault in somebody's language.
pub fn write_rejected(
    input: &Input,
    mapping: &Mapping,
    report: &ImportReport,
    out: impl Write,
    words: impl Fn(&ImportFault) -> String,
) -> Result<u32> {
    let mut faults: BTreeMap<u32, Vec<&ImportFault>> = BTreeMap::new();
    for fault in &report.faults {
        if let Some(row) = fault.row.filter(|row| *row > 1) {
            faults.entry(row).or_default().push(fault);
        }
    }
    let unreadable = |fault: &ImportFault| Error::internal(format!("{fault:?}"));
    let mut sheet = Sheet::open(input, mapping).map_err(|faults| unreadable(&faults[0]))?;
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(sheet.separator)
        .from_writer(out);
    let header = sheet.header.iter().filter(|name| name.trim() != ERRORS).chain([ERRORS]);
    writer.write_record(header).map_err(Error::internal)?;
    let before = sheet.header.iter().position(|name| name.trim() == ERRORS);
    let mut written = 0;
    while let Some(row) = sheet.next().map_err(|fault| unreadable(&fault))? {
        let Some(faults) = faults.get(&row.row) else { continue };
        let told: Vec<String> = faults.iter().map(|fault| words(fault)).collect();
        let cells = row
            .cells
            .iter()
            .enumerate()
            .filter(|(place, _)| Some(*place) != before)
            .map(|(_, cell)| cell.to_owned());
        writer
            .write_record(cells.chain([neutralised(&told.join(" | "))]))
            .map_err(Error::internal)?;
        written += 1;
    }
    writer.flush().map_err(Error::internal)?;
    Ok(written)
}

/// The column added at the end; an import does not look at it.
const ERRORS: &str = "errors";
