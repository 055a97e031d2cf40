//! The columns of an export, and what stands in them for a record.

use super::batch::Batch;
use super::export::Export;
use crate::commitments::{self, Act, Commitment, Record};
use crate::{Language, Texts};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::{BTreeSet, HashMap};

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

/// Where the words of a code are found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Label {
    /// Under keys that begin so.
    Word(&'static str),
    /// In the register: the theme's name.
    Theme,
}

/// Columns whose codes have words.
pub(super) const TRANSLATED: &[(&str, Label)] = &[
    ("participant_kind", Label::Word("participant-kind")),
    ("status", Label::Word("commitment-status")),
    ("audience", Label::Word("audience")),
    ("original_language", Label::Word("language")),
    ("legal_force", Label::Word("legal-force")),
    ("readiness", Label::Word("readiness")),
    ("provenance", Label::Word("provenance")),
    ("themes", Label::Theme),
];

/// The record under machine names; lists are parted by semicolons.
pub(super) fn cells(export: &Export, batch: &Batch, record: &Record) -> HashMap<&'static str, String> {
    let commitment = &record.commitment;
    let mut cells: HashMap<&'static str, String> = HashMap::new();
    let mut put = |column: &'static str, cell: String| _ = cells.insert(column, cell);
    put("id", commitment.id.to_string());
    put("reference", commitment.reference.clone());
    put(
        "permalink",
        format!("{}/id/{}", export.base_url.trim_end_matches('/'), commitment.reference),
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
    if knows_audience(export, commitment) {
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

fn knows_audience(export: &Export, commitment: &Commitment) -> bool {
    export.actor.is_platform() || commitments::may(&export.actor, Act::SetAudience, commitment)
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// To the microsecond, as Postgres keeps it.
fn instant(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true))
        .unwrap_or_default()
}

pub(super) fn join(items: BTreeSet<String>) -> String {
    items.into_iter().collect::<Vec<_>>().join(";")
}

pub(super) fn put_texts(cells: &mut HashMap<&'static str, String>, columns: [&'static str; 6], texts: &Texts) {
    for column in columns {
        let language = column.rsplit('_').next().and_then(Language::from_code);
        if let Some(text) = language.and_then(|language| texts.get(language)) {
            cells.insert(column, text.to_owned());
        }
    }
}
