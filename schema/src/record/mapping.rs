//! The mapping file: which column of somebody's register means what here. Described for its writers in `docs/import.md`.

use super::template::{First, Pattern, Template, When};
use crate::Language;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is wrong with a mapping file, in the words of its parser or naming the column at fault.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    #[error("{file}: {cause}")]
    Unreadable { file: String, cause: std::io::Error },
    #[error("{file}: {cause}")]
    Malformed { file: String, cause: Box<toml::de::Error> },
    /// A place names a column that `[columns]` does not have.
    #[error("{file}: {place}: no column `{column}` in [columns]")]
    UnknownColumn {
        file: String,
        place: String,
        column: String,
    },
    #[error("{file}: {what}")]
    Contradiction { file: String, what: String },
    #[error("no mapping `{name}`; those that come with the program: {known}")]
    Unknown { name: String, known: String },
}

/// A mapping, checked and ready.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) rules: Rules,
    /// Files it names, by the name it gives them.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) digest: [u8; 32],
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    /// Whose register it is, as kept with every record: records are recognised by this and their id there.
    pub source: String,
    /// The register's name, for people.
    pub title: String,
    /// Whom to credit, and under which licence.
    #[serde(default)]
    pub credit: String,
    /// Records are marked as sample data.
    #[serde(default)]
    pub sample: bool,
    #[serde(default)]
    pub file: FileRules,
    pub snapshot: Option<SnapshotRules>,
    #[serde(default)]
    pub catalogue: CatalogueFiles,
    pub columns: BTreeMap<String, Column>,
    #[serde(default)]
    pub lookup: Vec<Lookup>,
    #[serde(default)]
    pub mend: Vec<Mend>,
    #[serde(default)]
    pub ignore: Vec<Ignore>,
    pub explode: Option<Explode>,
    pub participant: Vec<ParticipantRule>,
    pub commitment: CommitmentRules,
    #[serde(default)]
    pub document: Vec<DocumentRule>,
    #[serde(default)]
    pub update: Vec<UpdateRule>,
}

/// How the file is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileRules {
    /// Only for files that are neither UTF-8 nor UTF-16 with a byte order mark.
    pub encoding: Encoding,
    /// What stands for nothing in every column.
    pub empty: Vec<String>,
}

/// By any name that browsers know it by: `windows-1256`, `gb18030`, `latin1`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Encoding(pub &'static encoding_rs::Encoding);

impl Default for Encoding {
    fn default() -> Self {
        Self(encoding_rs::UTF_8)
    }
}

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let known = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes());
        known
            .map(Self)
            .ok_or_else(|| format!("`{name}` is no encoding known here"))
    }
}

/// The file is the whole register as it stood on a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SnapshotRules {
    /// Where the day stands in the file's name; its first group, as 2017-06-12.
    pub day_in_file_name: Option<Pattern>,
    /// What becomes of records that are no longer listed.
    #[serde(default)]
    pub missing: Missing,
    /// More of them than this share are no news but a broken file.
    #[serde(default = "ten")]
    pub missing_at_most_percent: i32,
    /// What is noted with records that are withdrawn for not being listed.
    #[serde(default)]
    pub missing_note: String,
}

const fn ten() -> i32 {
    10
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Missing {
    #[default]
    Report,
    Withdraw,
}

/// Files of the catalogue's form whose entries are added where the register has none such.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CatalogueFiles {
    /// Parties that are not Members of the United Nations.
    pub states: Option<String>,
    pub themes: Option<String>,
    pub instruments: Option<String>,
    pub provisions: Option<String>,
}

/// One column, or one value that lookups and mends make.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Column {
    /// How the header may be spelled, in any case; the name of the column itself if nothing is said.
    pub headers: Vec<String>,
    /// The file may lack it.
    pub optional: bool,
    /// Not in the file: made by lookups and mends.
    pub made: bool,
    /// What stands for nothing here.
    pub empty: Vec<String>,
    pub map: BTreeMap<String, String>,
    /// What happens to values that `map` does not have.
    pub otherwise: Otherwise,
    /// Forms of dates, tried in order; the cell becomes 2017-06-12.
    pub dates: Vec<String>,
    pub html: Html,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Otherwise {
    #[default]
    Reject,
    Keep,
    Empty,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Html {
    /// A row with marked-up text is rejected: the register keeps plain text.
    #[default]
    Reject,
    /// Tags are taken away and entities become characters.
    Strip,
    /// The text is plain, whatever it looks like.
    Keep,
}

/// Values from another file beside this one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lookup {
    pub file: String,
    #[serde(default)]
    pub optional: bool,
    /// Which of its rows.
    #[serde(default)]
    pub when: When,
    /// Its column that holds the key; of several rows of one key the last counts.
    pub key: String,
    /// The key to look for.
    pub of: Template,
    /// Which of its columns become which of ours.
    pub take: BTreeMap<String, String>,
}

/// Puts right what is known to be wrong in certain rows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mend {
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub set: BTreeMap<String, Template>,
    /// Applied to what `set` gives; a value it does not have is kept.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// Replaces what matches in a column.
    #[serde(default)]
    pub replace: BTreeMap<String, (Pattern, String)>,
    #[serde(default)]
    pub reason: String,
}

/// Rows that are left out, and why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignore {
    pub when: When,
    pub reason: String,
}

/// One row is several commitments.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Explode {
    /// The name under which templates see each value.
    pub into: String,
    /// The values; each may be a list parted by semicolons.
    pub of: Vec<Template>,
}

/// How the participant of a row is found; the first rule whose condition holds counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ParticipantRule {
    pub when: When,
    /// Id in this register.
    pub id: First,
    /// Code of a State or organization.
    pub code: First,
    /// Name in any language.
    pub known_as: First,
    /// Id in the source's register, for those that the register may not have yet.
    pub external_id: First,
    /// Whose register that is, where it is not the mapping's source.
    pub external_source: First,
    /// Its id in the source's register before it was renamed.
    pub former_external_id: First,
    pub kind: First,
    pub name: TextRules,
    /// Code of the State where it is based.
    pub country: First,
}

/// A text, per language or in a language that the row names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TextRules {
    pub ar: First,
    pub zh: First,
    pub en: First,
    pub fr: First,
    pub ru: First,
    pub es: First,
    pub text: First,
    /// Language of `text`, as a code of two letters.
    pub language: First,
    /// The title of the first provision, in all its languages.
    pub provision: bool,
}

impl TextRules {
    pub fn by_language(&self) -> [(Language, &First); 6] {
        [
            (Language::Ar, &self.ar),
            (Language::Zh, &self.zh),
            (Language::En, &self.en),
            (Language::Fr, &self.fr),
            (Language::Ru, &self.ru),
            (Language::Es, &self.es),
        ]
    }
}

/// Where a fact came from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SourceRules {
    pub symbol: First,
    pub paragraph: First,
    pub on: First,
    pub url: First,
    pub language: First,
    pub quote: First,
}

/// What a row says of a commitment.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitmentRules {
    #[serde(default)]
    pub when: When,
    pub external_id: Template,
    /// Id there before a rename.
    pub former_external_id: Option<Template>,
    /// Rows of one id are versions of one commitment, not duplicates.
    #[serde(default)]
    pub merge: bool,
    /// Of rows of one id, the one with the smallest number speaks; texts of the others are added by language.
    pub rank: Option<Template>,
    pub status: First,
    #[serde(default)]
    pub status_note: First,
    #[serde(default)]
    pub audience: First,
    pub title: TextRules,
    #[serde(default)]
    pub summary: TextRules,
    #[serde(default)]
    pub original_language: First,
    #[serde(default)]
    pub legal_force: First,
    #[serde(default)]
    pub readiness: First,
    #[serde(default)]
    pub provenance: First,
    #[serde(default)]
    pub source: SourceRules,
    #[serde(default)]
    pub cycle: First,
    #[serde(default)]
    pub made_on: First,
    #[serde(default)]
    pub indicative_on: First,
    #[serde(default)]
    pub definitive_on: First,
    /// References; each may be a list parted by semicolons.
    #[serde(default)]
    pub provisions: Vec<Template>,
    /// Codes or ids of those who undertook it together; each may be a list parted by semicolons.
    #[serde(default)]
    pub joint: Vec<Template>,
    /// What may differ without being news: `source.url` and the like.
    #[serde(default)]
    pub quiet: BTreeSet<Quiet>,
    #[serde(default)]
    pub successor: Option<Successor>,
    /// What becomes of records that differ in the source and were changed here by people.
    #[serde(default)]
    pub changed_here: ChangedHere,
    /// Only in this register's own form.
    pub register: Option<RegisterRules>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) enum Quiet {
    #[serde(rename = "source")]
    Source,
    #[serde(rename = "source.url")]
    SourceUrl,
    #[serde(rename = "source.quote")]
    SourceQuote,
}

impl Quiet {
    pub const fn path(self) -> &'static [&'static str] {
        match self {
            Self::Source => &["source"],
            Self::SourceUrl => &["source", "url"],
            Self::SourceQuote => &["source", "quote"],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Successor {
    /// A superseded record was replaced by the participant's next of this source, by the day it was made.
    NextOfParticipant,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChangedHere {
    #[default]
    Keep,
    Overwrite,
}

/// This register's own form: records keep their ids, and are compared with what the register has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterRules {
    pub id: First,
    pub reference: First,
    pub version: First,
    pub external_source: First,
    pub external_id: First,
    pub recorded_by: First,
    pub status_before: First,
    pub superseded_by: First,
    pub audience_organization: First,
    pub audience_participants: First,
    pub is_sample: First,
    pub created_at: First,
    pub submitted_at: First,
    pub published_at: First,
    pub changed_at: First,
}

/// A document (language version, annex) of the row's commitment or update; kept as a link.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRule {
    #[serde(default)]
    pub when: When,
    /// What tells it from the commitment's other documents.
    pub key: Template,
    pub title: First,
    pub url: First,
    #[serde(default)]
    pub language: First,
}

/// What a row says of a progress update.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdateRule {
    pub when: When,
    /// External id of its commitment.
    pub of: Template,
    pub external_id: Template,
    pub rank: Option<Template>,
    pub reported_on: First,
    pub reported_state: First,
    #[serde(default)]
    pub narrative: TextRules,
    #[serde(default)]
    pub source: SourceRules,
}

impl Mapping {
    /// A mapping that comes with the program, by name; or a file.
    pub fn find(name_or_path: &str) -> Result<Self, MappingError> {
        match super::builtin::text(name_or_path) {
            Some(text) => Self::parse(name_or_path, text, super::builtin::file),
            None if name_or_path.ends_with(".toml") => Self::read(Path::new(name_or_path)),
            None => Err(MappingError::Unknown {
                name: name_or_path.to_owned(),
                known: super::builtin::NAMES.join(", "),
            }),
        }
    }

    /// A mapping file; files it names lie where it does.
    pub fn read(path: &Path) -> Result<Self, MappingError> {
        let unreadable = |path: &Path, cause| MappingError::Unreadable {
            file: path.display().to_string(),
            cause,
        };
        let text = std::fs::read_to_string(path).map_err(|cause| unreadable(path, cause))?;
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        Self::parse(&path.display().to_string(), &text, |name| {
            std::fs::read(folder.join(name))
        })
    }

    /// The mapping in this text; `file` finds the files it names.
    pub fn parse(
        name: &str,
        text: &str,
        file: impl Fn(&str) -> std::io::Result<Vec<u8>>,
    ) -> Result<Self, MappingError> {
        let malformed = |cause| MappingError::Malformed {
            file: name.to_owned(),
            cause: Box::new(cause),
        };
        let rules: Rules = toml::from_str(text).map_err(malformed)?;
        let tree: toml::Table = toml::from_str(text).map_err(malformed)?;
        rules.check(name)?;
        for (place, column) in named_columns(&tree) {
            if !rules.columns.contains_key(&column)
                && rules.explode.as_ref().is_none_or(|explode| explode.into != column)
            {
                return Err(MappingError::UnknownColumn {
                    file: name.to_owned(),
                    place,
                    column,
                });
            }
        }
        let mut hasher = Sha256::new_with_prefix(text);
        let mut files = BTreeMap::new();
        let catalogue = &rules.catalogue;
        for named in [
            &catalogue.states,
            &catalogue.themes,
            &catalogue.instruments,
            &catalogue.provisions,
        ]
        .into_iter()
        .flatten()
        {
            let bytes = file(named).map_err(|cause| MappingError::Unreadable {
                file: named.clone(),
                cause,
            })?;
            hasher.update(&bytes);
            files.insert(named.clone(), bytes);
        }
        Ok(Self {
            rules,
            files,
            digest: hasher.finalize().into(),
        })
    }

    /// Whose register it reads.
    pub fn source(&self) -> &str {
        &self.rules.source
    }

    pub fn title(&self) -> &str {
        &self.rules.title
    }

    pub fn credit(&self) -> &str {
        &self.rules.credit
    }

    /// The header a template file would have: the first spelling of every column that is in the file.
    pub fn headers(&self) -> Vec<&str> {
        let in_file = self.rules.columns.iter().filter(|(_, column)| !column.made);
        in_file
            .map(|(name, column)| column.headers.first().unwrap_or(name).as_str())
            .collect()
    }
}

impl Rules {
    fn check(&self, file: &str) -> Result<(), MappingError> {
        let mut seen = BTreeSet::new();
        let wrong = |what: String| {
            Err(MappingError::Contradiction {
                file: file.to_owned(),
                what,
            })
        };
        for (name, column) in &self.columns {
            if column.made && !column.headers.is_empty() {
                return wrong(format!("column `{name}` is both in the file and made"));
            }
            for header in column.spellings(name).filter(|_| !column.made) {
                if !seen.insert(header.to_lowercase()) {
                    return wrong(format!("two columns are headed `{header}`"));
                }
            }
        }
        if self
            .explode
            .as_ref()
            .is_some_and(|explode| self.columns.contains_key(&explode.into))
        {
            return wrong("`explode.into` is the name of a column".into());
        }
        if self.participant.is_empty() {
            return wrong("no [[participant]] says how the participant is found".into());
        }
        Ok(())
    }
}

impl Column {
    pub fn spellings<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c str> {
        let own = self.headers.is_empty().then_some(name);
        own.into_iter().chain(self.headers.iter().map(String::as_str))
    }
}

/// Every column that a condition, a template or a change names, with the place; found in the tree, so that no place is
/// forgotten when a rule is added.
fn named_columns(tree: &toml::Table) -> Vec<(String, String)> {
    let mut found = vec![];
    for (key, value) in tree {
        if !matches!(
            key.as_str(),
            "source" | "title" | "credit" | "columns" | "file" | "snapshot" | "catalogue"
        ) {
            walk(key, key, value, &mut found);
        }
    }
    found
}

fn walk(place: &str, key: &str, value: &toml::Value, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => {
            if let Ok(template) = Template::try_from(text.clone()) {
                found.extend(template.columns().map(|column| (place.to_owned(), column.to_owned())));
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| walk(place, key, item, found)),
        // A lookup's conditions and columns are those of another file.
        toml::Value::Table(table) => {
            for (name, value) in table {
                let below = format!("{place}.{name}");
                match (key, name.as_str()) {
                    (_, "reason" | "map" | "matches" | "file") | ("lookup", "when" | "key") => {}
                    ("lookup", "take") => {
                        let ours = value.as_table().into_iter().flat_map(toml::Table::keys);
                        found.extend(ours.map(|column| (below.clone(), column.clone())));
                    }
                    (_, "when" | "set" | "replace") => {
                        for (column, value) in value.as_table().into_iter().flatten() {
                            found.push((below.clone(), column.clone()));
                            if name == "set" {
                                walk(&below, name, value, found);
                            }
                        }
                    }
                    _ => walk(&below, name, value, found),
                }
            }
        }
        _ => {}
    }
}
