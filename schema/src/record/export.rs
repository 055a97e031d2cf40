//! Gives out what somebody may read: as CSV, which the mapping `para29` takes in again, or as JSON lines. By pages, so that
//! a whole register passes through a few hundred records of memory.

use super::reading::neutralised;
use crate::actor::*;
use crate::commitments::{
    self, Act, Commitment, CommitmentFilter, CommitmentOrder, Milestone, Record, commitments_by_ids, milestones_of,
    provisions_of,
};
use crate::page::Page;
use crate::sources::provisions_by_ids;
use crate::tables::participants;
use crate::{Actor, Connection, Db, Error, Language, Result, Texts};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Records of one page.
const PAGE: i64 = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    JsonLines,
}

/// Columns beside the codes, in a reader's language. The words come from whoever asks: this crate knows none.
#[derive(Clone)]
pub struct Translated {
    pub language: Language,
    /// The word for a key such as `commitment-status-published`.
    pub word: Arc<dyn Fn(&str) -> String + Send + Sync>,
}

/// What is asked for.
#[derive(Clone)]
pub struct Export {
    pub actor: Actor,
    pub filter: CommitmentFilter,
    /// Decides lights and memberships in the filter.
    pub today: NaiveDate,
    pub format: ExportFormat,
    /// Address of the platform, for permalinks.
    pub base_url: String,
    pub translated: Option<Translated>,
    /// A byte order mark in front, which spreadsheets need to see UTF-8.
    pub with_mark: bool,
}

/// An export under way.
pub struct Exporter {
    export: Export,
    cursor: Option<String>,
    has_begun: bool,
    is_over: bool,
}

impl Exporter {
    pub fn new(export: Export) -> Self {
        Self {
            export,
            cursor: None,
            has_begun: false,
            is_over: false,
        }
    }

    /// The next stretch of the file; nothing at its end. Each is one unit of work: what has become restricted meanwhile is
    /// no longer given.
    pub async fn next(&mut self, db: &Db) -> Result<Option<Vec<u8>>> {
        if self.is_over {
            return Ok(None);
        }
        let page = Page {
            limit: PAGE,
            is_backward: false,
            cursor: self.cursor.clone(),
        };
        let Export {
            actor, filter, today, ..
        } = &self.export;
        let batch = db
            .read(actor, async |conn: &mut Connection| {
                Batch::read(conn, actor, *today, filter, &page).await
            })
            .await?;
        self.is_over = !batch.has_next;
        self.cursor = batch
            .records
            .last()
            .map(|record| record.cursor(CommitmentOrder::Newest));
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        match self.export.format {
            ExportFormat::Csv => self.csv(&batch, is_first).map(Some),
            ExportFormat::JsonLines => self.json_lines(&batch).map(Some),
        }
    }

    fn csv(&self, batch: &Batch, is_first: bool) -> Result<Vec<u8>> {
        let mark: &[u8] = if is_first && self.export.with_mark {
            b"\xef\xbb\xbf"
        } else {
            b""
        };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(mark.to_vec());
        if is_first {
            let translated = self.export.translated.iter().flat_map(|translated| {
                TRANSLATED
                    .iter()
                    .map(|(column, _)| format!("{column}_label_{}", translated.language.code()))
            });
            writer
                .write_record(COLUMNS.iter().map(|column| (*column).to_owned()).chain(translated))
                .map_err(Error::internal)?;
        }
        for record in &batch.records {
            let cells = self.cells(batch, record);
            let plain = COLUMNS
                .iter()
                .map(|column| cells.get(column).map(|cell| neutralised(cell)).unwrap_or_default());
            let labels = self.export.translated.iter().flat_map(|translated| {
                TRANSLATED.iter().map(|(column, key)| {
                    let code = cells.get(column).map_or("", String::as_str);
                    if code.is_empty() {
                        String::new()
                    } else {
                        neutralised(&(translated.word)(&format!("{key}-{code}")))
                    }
                })
            });
            writer.write_record(plain.chain(labels)).map_err(Error::internal)?;
        }
        writer.into_inner().map_err(|error| Error::internal(error.to_string()))
    }

    fn json_lines(&self, batch: &Batch) -> Result<Vec<u8>> {
        let mut lines = vec![];
        for record in &batch.records {
            let mut object: Map<String, Value> = Map::new();
            for (column, cell) in self.cells(batch, record) {
                let is_text_by_language = column.starts_with("title_")
                    || column.starts_with("summary_")
                    || column.starts_with("participant_name_");
                if !is_text_by_language && !cell.is_empty() {
                    object.insert(column.to_owned(), Value::String(cell));
                }
            }
            let commitment = &record.commitment;
            object.insert("version".into(), json!(commitment.version));
            object.insert("is_sample".into(), json!(commitment.is_sample));
            object.insert("participant_name".into(), json!(record.participant.name));
            object.insert("title".into(), json!(commitment.title));
            object.insert("summary".into(), json!(commitment.summary));
            for list in ["joint_participants", "audience_participants", "provisions", "themes"] {
                if let Some(Value::String(items)) = object.get(list) {
                    let items: Vec<String> = items.split(';').map(str::to_owned).collect();
                    object.insert(list.into(), json!(items));
                }
            }
            object.insert("light".into(), json!(record.light(self.export.today)));
            object.insert(
                "last_update_on".into(),
                json!(record.latest.as_ref().map(|update| update.reported_on)),
            );
            let milestones = batch
                .milestones
                .get(&commitment.id)
                .map(Vec::as_slice)
                .unwrap_or_default();
            object.insert("milestones".into(), milestones.iter().map(milestone).collect());
            serde_json::to_writer(&mut lines, &object).map_err(Error::internal)?;
            lines.push(b'\n');
        }
        Ok(lines)
    }

    /// The record under machine names; lists are parted by semicolons.
    fn cells(&self, batch: &Batch, record: &Record) -> HashMap<&'static str, String> {
        let commitment = &record.commitment;
        let mut cells: HashMap<&'static str, String> = HashMap::new();
        let mut put = |column: &'static str, cell: String| _ = cells.insert(column, cell);
        put("id", commitment.id.to_string());
        put("reference", commitment.reference.clone());
        put(
            "permalink",
            format!(
                "{}/id/{}",
                self.export.base_url.trim_end_matches('/'),
                commitment.reference
            ),
        );
        put("version", commitment.version.to_string());
        put(
            "external_source",
            commitment.external_source.clone().unwrap_or_default(),
        );
        put("external_id", commitment.external_id.clone().unwrap_or_default());
        put("status", commitment.status.to_string());
        put("status_note", commitment.status_note.clone());
        put("superseded_by", batch.reference_of(commitment.superseded_by_id));
        put("audience", commitment.audience.to_string());
        put("original_language", commitment.original_language.to_string());
        put("legal_force", commitment.legal_force.to_string());
        put("readiness", commitment.readiness.to_string());
        put("provenance", commitment.provenance.to_string());
        put("made_on", optional(commitment.made_on));
        put("indicative_on", optional(commitment.indicative_on));
        put("definitive_on", optional(commitment.definitive_on));
        put("is_sample", commitment.is_sample.to_string());
        put("created_at", instant(Some(commitment.created_at)));
        put("submitted_at", instant(commitment.submitted_at));
        put("published_at", instant(commitment.published_at));
        put("changed_at", instant(Some(commitment.changed_at)));
        put("joint_participants", batch.tokens(&commitment.joint_ids));
        put("recorded_by", batch.tokens(commitment.recorded_by_id.as_slice()));
        // Who else may read is for those to know who choose it.
        if self.knows_audience(commitment) {
            put("status_before", optional(commitment.status_before));
            put(
                "audience_organization",
                batch.tokens(commitment.audience_organization_id.as_slice()),
            );
            put("audience_participants", batch.tokens(&commitment.audience_ids));
        }
        let source = &commitment.source;
        put("source_symbol", source.symbol.clone().unwrap_or_default());
        put("source_paragraph", source.paragraph.clone().unwrap_or_default());
        put("source_on", optional(source.on));
        put("source_url", source.url.clone().unwrap_or_default());
        put("source_language", optional(source.language));
        put("source_quote", source.quote.clone().unwrap_or_default());
        let (provisions, themes) = batch.provisions.get(&commitment.id).cloned().unwrap_or_default();
        put("provisions", join(provisions));
        put("themes", join(themes));
        put_texts(
            &mut cells,
            ["title_ar", "title_zh", "title_en", "title_fr", "title_ru", "title_es"],
            &commitment.title,
        );
        let summary = [
            "summary_ar",
            "summary_zh",
            "summary_en",
            "summary_fr",
            "summary_ru",
            "summary_es",
        ];
        put_texts(&mut cells, summary, &commitment.summary);
        if let Some(cycle) = batch.cycles.get(&commitment.id) {
            cells.insert("cycle", cycle.clone());
        }
        batch.put_participant(&mut cells, record);
        cells
    }

    fn knows_audience(&self, commitment: &Commitment) -> bool {
        self.export.actor.is_platform() || commitments::may(&self.export.actor, Act::SetAudience, commitment)
    }
}

/// The columns of an export, which are those of the mapping `para29`; a test holds them equal.
pub const COLUMNS: &[&str] = &[
    "id",
    "reference",
    "permalink",
    "version",
    "external_source",
    "external_id",
    "participant_code",
    "participant_kind",
    "participant_name_ar",
    "participant_name_zh",
    "participant_name_en",
    "participant_name_fr",
    "participant_name_ru",
    "participant_name_es",
    "participant_country",
    "participant_id",
    "participant_external_source",
    "participant_external_id",
    "joint_participants",
    "recorded_by",
    "status",
    "status_before",
    "status_note",
    "superseded_by",
    "audience",
    "audience_organization",
    "audience_participants",
    "title_ar",
    "title_zh",
    "title_en",
    "title_fr",
    "title_ru",
    "title_es",
    "summary_ar",
    "summary_zh",
    "summary_en",
    "summary_fr",
    "summary_ru",
    "summary_es",
    "original_language",
    "legal_force",
    "readiness",
    "provenance",
    "source_symbol",
    "source_paragraph",
    "source_on",
    "source_url",
    "source_language",
    "source_quote",
    "cycle",
    "made_on",
    "indicative_on",
    "definitive_on",
    "provisions",
    "themes",
    "is_sample",
    "created_at",
    "submitted_at",
    "published_at",
    "changed_at",
];

/// Columns whose codes have words, and the beginning of the words' keys.
const TRANSLATED: &[(&str, &str)] = &[
    ("participant_kind", "participant-kind"),
    ("status", "commitment-status"),
    ("audience", "audience"),
    ("original_language", "language"),
    ("legal_force", "legal-force"),
    ("readiness", "readiness"),
    ("provenance", "provenance"),
];

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// To the microsecond, as Postgres keeps it.
fn instant(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true))
        .unwrap_or_default()
}

fn join(items: BTreeSet<String>) -> String {
    items.into_iter().collect::<Vec<_>>().join(";")
}

fn put_texts(cells: &mut HashMap<&'static str, String>, columns: [&'static str; 6], texts: &Texts) {
    for column in columns {
        let language = column.rsplit('_').next().and_then(Language::from_code);
        if let Some(text) = language.and_then(|language| texts.get(language)) {
            cells.insert(column, text.to_owned());
        }
    }
}

fn milestone(milestone: &Milestone) -> Value {
    json!({
        "id": milestone.id.to_string(),
        "title": milestone.title,
        "status": milestone.status,
        "due_on": milestone.due_on,
        "reached_on": milestone.reached_on,
    })
}

/// How a participant is named in a file.
struct Named {
    code: Option<String>,
    external_source: Option<String>,
    external_id: Option<String>,
    country: Option<ParticipantId>,
}

/// One page, with all that its records refer to.
struct Batch {
    records: Vec<Record>,
    has_next: bool,
    named: HashMap<ParticipantId, Named>,
    provisions: HashMap<CommitmentId, (BTreeSet<String>, BTreeSet<String>)>,
    references: HashMap<CommitmentId, String>,
    cycles: HashMap<CommitmentId, String>,
    milestones: HashMap<CommitmentId, Vec<Milestone>>,
}

impl Batch {
    async fn read(
        conn: &mut Connection,
        actor: &Actor,
        today: NaiveDate,
        filter: &CommitmentFilter,
        page: &Page,
    ) -> Result<Self> {
        let rows = commitments::commitments(conn, actor, today, filter, CommitmentOrder::Newest, page).await?;
        let records = rows.rows;
        let ids: Vec<CommitmentId> = records.iter().map(|record| record.commitment.id).collect();
        let mut wanted: BTreeSet<ParticipantId> = BTreeSet::new();
        for record in &records {
            let commitment = &record.commitment;
            wanted.insert(commitment.participant_id);
            wanted.extend(&commitment.joint_ids);
            wanted.extend(&commitment.audience_ids);
            wanted.extend(commitment.recorded_by_id);
            wanted.extend(commitment.audience_organization_id);
            wanted.extend(record.participant.country_id);
        }
        let next: Vec<CommitmentId> = records
            .iter()
            .filter_map(|record| record.commitment.superseded_by_id)
            .collect();
        let references = if next.is_empty() {
            vec![]
        } else {
            commitments_by_ids(conn, actor, &next).await?
        };
        let mut milestones: HashMap<CommitmentId, Vec<Milestone>> = HashMap::new();
        for milestone in milestones_of(conn, &ids).await? {
            milestones.entry(milestone.commitment_id).or_default().push(milestone);
        }
        Ok(Self {
            has_next: rows.has_next,
            named: named(conn, &wanted.into_iter().collect::<Vec<_>>()).await?,
            provisions: answered(conn, &ids).await?,
            references: references
                .into_iter()
                .map(|next| (next.commitment.id, next.commitment.reference.clone()))
                .collect(),
            cycles: cycles(conn, &ids).await?,
            milestones,
            records,
        })
    }

    /// The reference of another record, where the asker may read that.
    fn reference_of(&self, id: Option<CommitmentId>) -> String {
        id.and_then(|id| self.references.get(&id)).cloned().unwrap_or_default()
    }

    /// Codes where there are, else ids.
    fn tokens(&self, ids: &[ParticipantId]) -> String {
        let code = |id: &ParticipantId| self.named.get(id).and_then(|named| named.code.clone());
        join(
            ids.iter()
                .map(|id| code(id).unwrap_or_else(|| id.to_string()))
                .collect(),
        )
    }

    fn put_participant(&self, cells: &mut HashMap<&'static str, String>, record: &Record) {
        let participant = &record.participant;
        cells.insert("participant_id", participant.id.to_string());
        cells.insert("participant_kind", participant.kind.to_string());
        let names = [
            "participant_name_ar",
            "participant_name_zh",
            "participant_name_en",
            "participant_name_fr",
            "participant_name_ru",
            "participant_name_es",
        ];
        put_texts(cells, names, &participant.name);
        if let Some(named) = self.named.get(&participant.id) {
            cells.insert("participant_code", named.code.clone().unwrap_or_default());
            cells.insert(
                "participant_external_source",
                named.external_source.clone().unwrap_or_default(),
            );
            cells.insert("participant_external_id", named.external_id.clone().unwrap_or_default());
            cells.insert("participant_country", self.tokens(named.country.as_slice()));
        }
    }
}

async fn named(conn: &mut Connection, ids: &[ParticipantId]) -> Result<HashMap<ParticipantId, Named>> {
    type Row = (
        ParticipantId,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<ParticipantId>,
    );
    let rows: Vec<Row> = participants::table
        .filter(participants::id.eq_any(ids))
        .select((
            participants::id,
            participants::code,
            participants::external_source,
            participants::external_id,
            participants::country_id,
        ))
        .load(conn)
        .await?;
    let named = rows
        .into_iter()
        .map(|(id, code, external_source, external_id, country)| {
            (
                id,
                Named {
                    code,
                    external_source,
                    external_id,
                    country,
                },
            )
        });
    Ok(named.collect())
}

/// References and themes of the provisions that the commitments answer.
async fn answered(
    conn: &mut Connection,
    ids: &[CommitmentId],
) -> Result<HashMap<CommitmentId, (BTreeSet<String>, BTreeSet<String>)>> {
    let pairs = provisions_of(conn, ids).await?;
    let wanted: BTreeSet<ProvisionId> = pairs.iter().map(|(_, provision)| *provision).collect();
    let provisions = provisions_by_ids(conn, &wanted.into_iter().collect::<Vec<_>>()).await?;
    let provisions: HashMap<ProvisionId, _> = provisions
        .into_iter()
        .map(|provision| (provision.id, provision))
        .collect();
    let mut answered: HashMap<CommitmentId, (BTreeSet<String>, BTreeSet<String>)> = HashMap::new();
    for (commitment, provision) in pairs {
        if let Some(provision) = provisions.get(&provision) {
            let (references, themes) = answered.entry(commitment).or_default();
            references.insert(provision.reference.clone());
            themes.insert(provision.theme.clone());
        }
    }
    Ok(answered)
}

async fn cycles(conn: &mut Connection, ids: &[CommitmentId]) -> Result<HashMap<CommitmentId, String>> {
    use crate::tables::commitments;
    let rows: Vec<(CommitmentId, String)> = commitments::table
        .filter(commitments::id.eq_any(ids))
        .select((commitments::id, commitments::cycle))
        .load(conn)
        .await?;
    Ok(rows.into_iter().collect())
}
