//! Whole registers: taken in from other bodies' files, again and again, and given out in a form that can be taken in again.
//!
//! A *mapping* says which column of somebody's register means what here. An *import* reads the file by it, tells what is
//! new, changed, unchanged or at fault, and writes the difference in one transaction; the same file again changes nothing.
//! An *export* writes what somebody may read as CSV or as JSON.

mod batch;
mod builtin;
mod catalogue;
mod cleaning;
mod columns;
mod drafting;
mod export;
mod faults;
mod import;
mod mapping;
mod pen;
mod reading;
mod rejects;
mod report;
mod sample;
mod template;

pub use builtin::NAMES as MAPPINGS;
pub use columns::COLUMNS;
pub use export::{Export, ExportFormat, Exporter, Selection, Translated, milestone_object};
pub use faults::{ImportFault, ImportFaultCode};
pub use import::{FIRST_ROWS, Import, REJECTED_MAX, import};
pub use mapping::{Mapping, MappingError};
pub use reading::{Input, ROW_MAX, neutralised, restored};
pub use rejects::write_rejected;
pub use report::{Difference, ImportProgress, ImportReport, Reasoned, Tally};
pub use sample::load_sample;
