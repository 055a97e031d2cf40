//! Gives out what somebody may read: as CSV, which the mapping `para29` takes in again, or as JSON. By pages, so that a
//! whole register passes through a few hundred records of memory.

use super::batch::Batch;
use super::columns::{COLUMNS, Label, TRANSLATED, cells};
use super::reading::neutralised;
use crate::actor::CommitmentId;
use crate::commitments::{CommitmentFilter, CommitmentOrder, Milestone, Record};
use crate::page::Page;
use crate::{Actor, Connection, Db, Error, Language, Result};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// Records of one page.
const PAGE: i64 = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// With a byte order mark in front or not: spreadsheets need one to see UTF-8.
    Csv { with_mark: bool },
    /// One array.
    Json,
    /// One object on each line.
    JsonLines,
}

/// Columns beside the codes, in a reader's language. The words come from whoever asks: this crate knows none.
#[derive(Clone)]
pub struct Translated {
    pub language: Language,
    /// The word for a key such as `commitment-status-published`.
    pub word: Arc<dyn Fn(&str) -> String + Send + Sync>,
}

/// Which records.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one is made for each export")]
pub enum Selection {
    List(CommitmentFilter, CommitmentOrder),
    One(CommitmentId),
}

impl Selection {
    /// Everything, the newest first.
    pub fn all() -> Self {
        Self::List(CommitmentFilter::default(), CommitmentOrder::Newest)
    }
}

/// What is asked for.
#[derive(Clone)]
pub struct Export {
    pub actor: Actor,
    pub selection: Selection,
    /// Decides lights and memberships in the filter.
    pub today: NaiveDate,
    pub format: ExportFormat,
    /// Address of the platform, for permalinks.
    pub base_url: String,
    pub translated: Option<Translated>,
}

/// An export under way.
pub struct Exporter {
    export: Export,
    cursor: Option<String>,
    row_count: u64,
    is_over: bool,
}

impl Exporter {
    pub fn new(export: Export) -> Self {
        Self {
            export,
            cursor: None,
            row_count: 0,
            is_over: false,
        }
    }

    /// Records given so far.
    pub fn row_count(&self) -> u64 {
        self.row_count
    }

    /// The next stretch of the file; nothing at its end. Each is one unit of work: what has become restricted meanwhile is
    /// no longer given. After an error nothing more comes.
    pub async fn next(&mut self, db: &Db) -> Result<Option<Vec<u8>>> {
        if self.is_over {
            return Ok(None);
        }
        let page = Page {
            cursor: self.cursor.take(),
            ..Page::first(PAGE)
        };
        let is_first = page.cursor.is_none();
        self.is_over = true;
        let export = &self.export;
        let batch = db
            .read(&export.actor, async |conn: &mut Connection| {
                Batch::read(conn, export, &page).await
            })
            .await?;
        self.is_over = !batch.has_next;
        if let Selection::List(_, order) = export.selection {
            self.cursor = batch.records.last().map(|record| record.cursor(order));
        }
        let stretch = match export.format {
            ExportFormat::Csv { with_mark } => self.csv(&batch, is_first, with_mark)?,
            ExportFormat::Json => self.json(&batch, is_first)?,
            ExportFormat::JsonLines => self.json_lines(&batch)?,
        };
        self.row_count += batch.records.len() as u64;
        Ok(Some(stretch))
    }

    fn csv(&self, batch: &Batch, is_first: bool, with_mark: bool) -> Result<Vec<u8>> {
        let mark: &[u8] = if is_first && with_mark { b"\xef\xbb\xbf" } else { b"" };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(mark.to_vec());
        if is_first {
            let header = COLUMNS.iter().map(|column| (*column).to_owned());
            let labels = self.labels().map(|(column, _)| self.headed(column));
            writer.write_record(header.chain(labels)).map_err(Error::internal)?;
        }
        for record in &batch.records {
            let cells = cells(&self.export, batch, record);
            let plain = COLUMNS.iter().map(|column| neutralised(cell(&cells, column)));
            let labels = self
                .labels()
                .map(|(column, label)| neutralised(&self.label(batch, label, cell(&cells, column)).join("; ")));
            writer.write_record(plain.chain(labels)).map_err(Error::internal)?;
        }
        writer.into_inner().map_err(|error| Error::internal(error.to_string()))
    }

    fn json(&self, batch: &Batch, is_first: bool) -> Result<Vec<u8>> {
        let mut text = vec![];
        for (at, record) in batch.records.iter().enumerate() {
            text.extend_from_slice(if is_first && at == 0 { b"[\n" } else { b",\n" });
            serde_json::to_writer(&mut text, &self.object(batch, record)).map_err(Error::internal)?;
        }
        if is_first && batch.records.is_empty() {
            text.push(b'[');
        }
        if self.is_over {
            text.extend_from_slice(b"\n]\n");
        }
        Ok(text)
    }

    fn json_lines(&self, batch: &Batch) -> Result<Vec<u8>> {
        let mut lines = vec![];
        for record in &batch.records {
            serde_json::to_writer(&mut lines, &self.object(batch, record)).map_err(Error::internal)?;
            lines.push(b'\n');
        }
        Ok(lines)
    }

    /// The record under the names of the columns, with what needs more than a cell: texts by language, lists, milestones.
    fn object(&self, batch: &Batch, record: &Record) -> Map<String, Value> {
        let (commitment, cells) = (&record.commitment, cells(&self.export, batch, record));
        let mut object: Map<String, Value> = Map::new();
        for column in COLUMNS {
            let value = match (*column, cell(&cells, column)) {
                (column, items) if LISTS.contains(&column) => json!(items_of(items)),
                (_, "") => Value::Null,
                (_, cell) => json!(cell),
            };
            object.insert((*column).to_owned(), value);
        }
        object.retain(|column, _| !BY_LANGUAGE.iter().any(|stem| column.starts_with(stem)));
        for (column, label) in self.labels() {
            let words = self.label(batch, label, cell(&cells, column));
            let value = if LISTS.contains(&column) {
                json!(words)
            } else {
                json!(words.first())
            };
            object.insert(self.headed(column), value);
        }
        let more = json!({
            "version": commitment.version,
            "is_sample": commitment.is_sample,
            "participant_name": record.participant.name,
            "title": commitment.title,
            "summary": commitment.summary,
            "light": record.light(self.export.today),
            "last_update_on": record.latest.as_ref().map(|update| update.reported_on),
            "milestones": batch.milestones_of(commitment.id).iter().map(milestone_object).collect::<Vec<_>>(),
        });
        if let Value::Object(more) = more {
            object.extend(more);
        }
        object
    }

    /// The columns that a reader's language adds.
    fn labels(&self) -> impl Iterator<Item = (&'static str, Label)> {
        let wanted = self.export.translated.is_some();
        TRANSLATED.iter().copied().filter(move |_| wanted)
    }

    fn headed(&self, column: &str) -> String {
        let language = self.export.translated.as_ref().map_or("", |one| one.language.code());
        format!("{column}_label_{language}")
    }

    /// The words for the codes in a cell.
    fn label(&self, batch: &Batch, label: Label, codes: &str) -> Vec<String> {
        let Some(translated) = &self.export.translated else {
            return vec![];
        };
        let words = items_of(codes).into_iter().map(|code| match label {
            Label::Word(stem) => (translated.word)(&format!("{stem}-{code}")),
            Label::Theme => batch.theme(code, translated.language),
        });
        words.collect()
    }
}

/// Columns whose cells are lists parted by semicolons.
const LISTS: [&str; 4] = ["joint_participants", "audience_participants", "provisions", "themes"];
/// Beginnings of columns that are texts by language.
const BY_LANGUAGE: [&str; 3] = ["title_", "summary_", "participant_name_"];

fn cell<'c>(cells: &'c HashMap<&'static str, String>, column: &str) -> &'c str {
    cells.get(column).map_or("", String::as_str)
}

fn items_of(cell: &str) -> Vec<&str> {
    cell.split(';').filter(|item| !item.is_empty()).collect()
}

/// A milestone as an export has it.
pub fn milestone_object(milestone: &Milestone) -> Value {
    json!({
        "id": milestone.id.to_string(),
        "title": milestone.title,
        "original_language": milestone.original_language,
        "status": milestone.status,
        "due_on": milestone.due_on,
        "reached_on": milestone.reached_on,
    })
}
