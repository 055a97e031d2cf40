//! What a row says, as drafts of records: participants, commitments, their documents and updates.

use super::cleaning::Cleaner;
use super::faults::{ImportFault, ImportFaultCode};
use super::mapping::{CommitmentRules, DocumentRule, Mapping, ParticipantRule, RegisterRules};
use super::pen::Pen;
use super::reading::Row;
use super::template::{Cells, First};
use crate::actor::*;
use crate::commitments::{Audience, CommitmentStatus, LegalForce, Provenance, Readiness, ReportedState};
use crate::directory::ParticipantKind;
use crate::text::{LINE_MAX, TEXT_MAX, TITLE_MAX};
use crate::{Language, Texts};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

/// Longer keys would not fit an index.
const SORT_KEY_MAX: usize = 200;

/// A participant that a row names; found or added by the key.
#[derive(Debug, Serialize)]
pub(super) struct ParticipantDraft {
    pub key: String,
    row: u32,
    line: u32,
    column: String,
    value: String,
    id: Option<Uuid>,
    new_id: Uuid,
    code: Option<String>,
    known_as: Option<String>,
    external_source: Option<String>,
    external_id: Option<String>,
    former_external_id: Option<String>,
    kind: Option<ParticipantKind>,
    name: Texts,
    sort_key: String,
    country: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CommitmentDraft {
    pub seq: i64,
    row: u32,
    line: u32,
    /// What makes two rows the same record.
    key: String,
    rank: i32,
    id: Uuid,
    given_id: Option<Uuid>,
    reference: Option<String>,
    version: Option<i32>,
    external_source: Option<String>,
    external_id: Option<String>,
    former_external_id: Option<String>,
    participant: String,
    joint: Vec<String>,
    recorded_by: Option<String>,
    status: CommitmentStatus,
    status_before: Option<CommitmentStatus>,
    status_note: String,
    superseded_by: Option<String>,
    audience: Audience,
    audience_organization: Option<String>,
    audience_participants: Vec<String>,
    title: Texts,
    title_of_provision: bool,
    summary: Texts,
    original_language: Option<Language>,
    legal_force: LegalForce,
    readiness: Readiness,
    provenance: Provenance,
    source: Map<String, Value>,
    cycle: String,
    made_on: Option<NaiveDate>,
    indicative_on: Option<NaiveDate>,
    definitive_on: Option<NaiveDate>,
    provisions: Vec<String>,
    is_sample: bool,
    created_at: Option<DateTime<Utc>>,
    submitted_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    changed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize)]
pub(super) struct DocumentDraft {
    seq: i64,
    row: u32,
    line: u32,
    /// Keys of the commitment or update it belongs to.
    commitment: Option<String>,
    update: Option<String>,
    id: Uuid,
    external_id: String,
    title: String,
    url: String,
    language: Option<Language>,
}

#[derive(Debug, Serialize)]
pub(super) struct UpdateDraft {
    seq: i64,
    row: u32,
    line: u32,
    column: String,
    /// External id of its commitment.
    of: String,
    key: String,
    rank: i32,
    id: Uuid,
    reported_on: NaiveDate,
    reported_state: ReportedState,
    narrative: Texts,
    original_language: Language,
    source: Map<String, Value>,
}

/// All that one row says.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub participants: Vec<ParticipantDraft>,
    pub commitments: Vec<CommitmentDraft>,
    pub documents: Vec<DocumentDraft>,
    pub updates: Vec<UpdateDraft>,
    /// Which mends of the mapping changed something.
    pub mended: Vec<usize>,
}

/// What became of a row.
#[derive(Debug)]
pub(super) enum Drafted {
    Drafts(Box<Drafts>),
    /// Left out; by the number of the rule.
    Ignored(usize),
    /// At fault; with the keys of the records it belongs to, as far as they can be told.
    Faulty(Vec<ImportFault>, Vec<String>),
}

pub(super) struct Drafter<'m> {
    pub mapping: &'m Mapping,
    pub cleaner: Cleaner<'m>,
    /// No commitment was made later than this.
    pub today: NaiveDate,
    pub seq: i64,
}

impl<'m> Drafter<'m> {
    pub fn draft(&mut self, row: &Row) -> Drafted {
        let mut clean = self.cleaner.clean(row);
        let rules = &self.mapping.rules;
        if let Some(number) = rules.ignore.iter().position(|ignore| ignore.when.holds(&clean.cells)) {
            return Drafted::Ignored(number);
        }
        let mut drafts = Drafts {
            mended: clean.mended,
            ..Drafts::default()
        };
        let mut keys = vec![];
        let mut faults = clean.faults;
        for value in self.exploded(&clean.cells) {
            if let (Some(explode), Some(value)) = (&rules.explode, value) {
                clean.cells.insert(&explode.into, value);
            }
            let mut pen = Pen::new(&self.cleaner, &clean.cells, row);
            if rules.commitment.when.holds(&clean.cells) {
                if let Ok(key) = rules.commitment.external_id.fill_whole(&clean.cells) {
                    keys.push(key);
                }
                self.seq += 1;
                write_commitment(&mut pen, self.mapping, self.seq, self.today, &mut drafts);
            }
            for update in rules.update.iter().filter(|update| update.when.holds(&clean.cells)) {
                self.seq += 1;
                write_update(&mut pen, self.mapping, update, self.seq, &mut drafts);
            }
            faults.append(&mut pen.faults);
        }
        if drafts.commitments.is_empty() && drafts.updates.is_empty() && faults.is_empty() {
            faults.push(ImportFault::file(ImportFaultCode::NoRule).at(row.row, row.line));
        }
        if faults.is_empty() {
            return Drafted::Drafts(Box::new(drafts));
        }
        // One cell may be wrong by itself and in each of the commitments a row explodes into.
        let mut told: Vec<ImportFault> = vec![];
        faults.into_iter().for_each(|fault| {
            let is_told = told
                .iter()
                .any(|other| (other.code, &other.column, &other.value) == (fault.code, &fault.column, &fault.value));
            if !is_told {
                told.push(fault)
            }
        });
        Drafted::Faulty(told, keys)
    }

    /// The values one row is told apart into; one without a value where there is nothing to explode.
    fn exploded(&self, cells: &Cells<'_>) -> Vec<Option<String>> {
        match &self.mapping.rules.explode {
            None => vec![None],
            Some(explode) => explode
                .of
                .iter()
                .flat_map(|template| list(&template.fill(cells)))
                .map(Some)
                .collect(),
        }
    }
}

/// The items of a list parted by semicolons.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A participant named by code or id in a list.
fn named(pen: &mut Pen<'_, '_>, drafts: &mut Drafts, column: &str, value: &str) -> String {
    let id = value.parse::<ParticipantId>().ok().map(|id| id.0);
    let code = id.is_none().then(|| value.to_uppercase());
    let key = id.map_or_else(|| format!("code:{}", value.to_uppercase()), |id| format!("id:{id}"));
    drafts.participants.push(ParticipantDraft {
        key: key.clone(),
        row: pen.row,
        line: pen.line,
        column: column.to_owned(),
        value: value.to_owned(),
        id,
        new_id: ParticipantId::new().0,
        code,
        known_as: None,
        external_source: None,
        external_id: None,
        former_external_id: None,
        kind: None,
        name: Texts::default(),
        sort_key: String::new(),
        country: None,
    });
    key
}

fn all_named(pen: &mut Pen<'_, '_>, drafts: &mut Drafts, rule: &First) -> Vec<String> {
    let column = pen.header(rule.column());
    list(&pen.fill(rule))
        .iter()
        .map(|value| named(pen, drafts, &column, value))
        .collect()
}

fn write_participant(pen: &mut Pen<'_, '_>, mapping: &Mapping, drafts: &mut Drafts) -> Option<String> {
    let rule = mapping.rules.participant.iter().find(|rule| rule.when.holds(pen.cells));
    let Some(rule) = rule else {
        pen.faults
            .push(ImportFault::file(ImportFaultCode::NoRule).at(pen.row, pen.line));
        return None;
    };
    let ParticipantRule {
        id,
        code,
        known_as,
        external_id,
        external_source,
        former_external_id,
        kind,
        name,
        country,
        ..
    } = rule;
    let id = pen.id::<ParticipantId>(id);
    let code = pen.some(code).map(|code| code.to_uppercase());
    let known_as = pen.some(known_as).map(|name| name.to_lowercase());
    let external_id = pen.short(external_id);
    let source = pen
        .short(external_source)
        .unwrap_or_else(|| mapping.rules.source.clone());
    let (column, key) = if let Some(id) = id {
        (&rule.id, format!("id:{id}"))
    } else if let Some(external) = &external_id {
        (&rule.external_id, format!("{source}:{external}"))
    } else if let Some(code) = &code {
        (&rule.code, format!("code:{code}"))
    } else if let Some(name) = &known_as {
        (&rule.known_as, format!("name:{name}"))
    } else {
        pen.complain_of(
            [&rule.code, &rule.external_id, &rule.known_as, &rule.id],
            ImportFaultCode::Required,
        );
        return None;
    };
    let name = pen.texts(name, LINE_MAX);
    let shown = name
        .shown(Language::En, Language::En)
        .map_or("", |shown| shown.text)
        .to_owned();
    let kind = pen.value::<ParticipantKind>(kind, ParticipantKind::from_code);
    drafts.participants.push(ParticipantDraft {
        key: key.clone(),
        row: pen.row,
        line: pen.line,
        column: pen.header(column.column()),
        value: pen.fill(column),
        id,
        new_id: id.unwrap_or_else(|| ParticipantId::new().0),
        code,
        known_as,
        external_source: external_id.is_some().then_some(source),
        external_id,
        former_external_id: pen.some(former_external_id),
        sort_key: kind
            .map(|kind| {
                crate::directory::sort_key(kind, &shown)
                    .chars()
                    .take(SORT_KEY_MAX)
                    .collect()
            })
            .unwrap_or_default(),
        kind,
        name,
        country: pen.some(country).map(|code| code.to_uppercase()),
    });
    Some(key)
}

fn write_commitment(pen: &mut Pen<'_, '_>, mapping: &Mapping, seq: i64, today: NaiveDate, drafts: &mut Drafts) {
    let rules = &mapping.rules.commitment;
    let participant = write_participant(pen, mapping, drafts);
    let identity = Identity::of(pen, mapping);
    let register = rules.register.as_ref();
    let status = pen.value(&rules.status, CommitmentStatus::from_code);
    if status.is_none() {
        pen.complain_unless_told(&rules.status, ImportFaultCode::Required);
    }
    let title = pen.texts(&rules.title, TITLE_MAX);
    let original_language = original(pen, rules, &title);
    let summary = pen.texts(&rules.summary, TEXT_MAX);
    let audience = pen
        .value(&rules.audience, Audience::from_code)
        .unwrap_or(Audience::Public);
    let organization = register.map(|register| all_named(pen, drafts, &register.audience_organization));
    let organization = organization.and_then(|named| named.into_iter().next());
    let readers = register
        .map(|register| all_named(pen, drafts, &register.audience_participants))
        .unwrap_or_default();
    let is_complete = match audience {
        Audience::Organization => organization.is_some() && readers.is_empty(),
        Audience::Named => organization.is_none() && !readers.is_empty(),
        _ => organization.is_none() && readers.is_empty(),
    };
    // An export names readers only to those who choose them: whether the register knows them is seen there.
    let is_untold = register.is_some() && organization.is_none() && readers.is_empty();
    if !is_complete && !is_untold {
        pen.complain_of([&rules.audience], ImportFaultCode::AudienceIncomplete);
    }
    let dates = Dates::of(pen, rules, today);
    let source = pen.source(&rules.source);
    let provisions = rules
        .provisions
        .iter()
        .flat_map(|template| list(&template.fill(pen.cells)))
        .collect();
    let joint = rules
        .joint
        .iter()
        .cloned()
        .map(First::One)
        .flat_map(|rule| all_named(pen, drafts, &rule))
        .collect();
    let recorded_by = register.and_then(|register| all_named(pen, drafts, &register.recorded_by).into_iter().next());
    let moment =
        |pen: &mut Pen<'_, '_>, pick: fn(&RegisterRules) -> &First| register.and_then(|rules| pen.moment(pick(rules)));
    let (Some(participant), Some(identity), Some(status)) = (participant, identity, status) else {
        return;
    };
    drafts.commitments.push(CommitmentDraft {
        seq,
        row: pen.row,
        line: pen.line,
        rank: rules
            .rank
            .as_ref()
            .and_then(|rank| pen.number(&First::One(rank.clone())))
            .unwrap_or(0),
        key: identity.key.clone(),
        id: identity.given_id.unwrap_or_else(|| CommitmentId::new().0),
        given_id: identity.given_id,
        reference: register.and_then(|register| pen.some(&register.reference)),
        version: register.and_then(|register| pen.number(&register.version)),
        external_source: identity.external_source,
        external_id: identity.external_id,
        former_external_id: rules
            .former_external_id
            .as_ref()
            .and_then(|former| former.fill_whole(pen.cells).ok()),
        participant,
        joint,
        recorded_by,
        status,
        status_before: register.and_then(|register| pen.value(&register.status_before, CommitmentStatus::from_code)),
        status_note: pen.text(&rules.status_note, 4_000),
        superseded_by: register.and_then(|register| pen.some(&register.superseded_by)),
        audience,
        audience_organization: organization,
        audience_participants: readers,
        title,
        title_of_provision: rules.title.provision,
        summary,
        original_language,
        legal_force: pen
            .value(&rules.legal_force, LegalForce::from_code)
            .unwrap_or(LegalForce::VoluntaryNonBinding),
        readiness: pen
            .value(&rules.readiness, Readiness::from_code)
            .unwrap_or(Readiness::Ready),
        provenance: pen
            .value(&rules.provenance, Provenance::from_code)
            .unwrap_or(Provenance::PublicDocument),
        source,
        cycle: pen.some(&rules.cycle).unwrap_or_else(|| "standard".to_owned()),
        made_on: dates.made_on,
        indicative_on: dates.indicative_on,
        definitive_on: dates.definitive_on,
        provisions,
        is_sample: mapping.rules.sample || register.is_some_and(|register| pen.fill(&register.is_sample) == "true"),
        created_at: moment(pen, |register| &register.created_at),
        submitted_at: moment(pen, |register| &register.submitted_at),
        published_at: moment(pen, |register| &register.published_at),
        changed_at: moment(pen, |register| &register.changed_at),
    });
    for rule in mapping.rules.document.iter().filter(|rule| rule.when.holds(pen.cells)) {
        write_document(pen, rule, seq, (Some(&identity.key), None), drafts);
    }
}

/// What a commitment is known by.
struct Identity {
    key: String,
    given_id: Option<Uuid>,
    external_source: Option<String>,
    external_id: Option<String>,
}

impl Identity {
    fn of(pen: &mut Pen<'_, '_>, mapping: &Mapping) -> Option<Self> {
        let rules = &mapping.rules.commitment;
        if let Some(register) = &rules.register {
            let given_id = pen.id::<CommitmentId>(&register.id);
            let external = pen
                .short(&register.external_source)
                .zip(pen.short(&register.external_id));
            let key = match (&given_id, &external) {
                (Some(id), _) => id.to_string(),
                (None, Some((source, id))) => format!("{source}:{id}"),
                (None, None) => {
                    pen.complain_unless_told(&register.id, ImportFaultCode::Required);
                    return None;
                }
            };
            let (external_source, external_id) = external.unzip();
            return Some(Self {
                key,
                given_id,
                external_source,
                external_id,
            });
        }
        let id = pen.identity(&rules.external_id)?;
        Some(Self {
            key: id.clone(),
            given_id: None,
            external_source: Some(mapping.rules.source.clone()),
            external_id: Some(id),
        })
    }
}

/// The language the title was written in: as the mapping says, else the only or first one there is.
fn original(pen: &mut Pen<'_, '_>, rules: &CommitmentRules, title: &Texts) -> Option<Language> {
    let said = pen.value(&rules.original_language, Language::from_code);
    if rules.title.provision {
        return said;
    }
    let language = said.or_else(|| title.shown(Language::En, Language::En).map(|shown| shown.language));
    match language {
        Some(language) if title.get(language).is_some() => Some(language),
        Some(_) if !title.is_empty() => {
            pen.complain_of([&rules.original_language], ImportFaultCode::OriginalMissing);
            None
        }
        _ => {
            pen.complain_unless_told(pen.first_rule(&rules.title), ImportFaultCode::Required);
            None
        }
    }
}

struct Dates {
    made_on: Option<NaiveDate>,
    indicative_on: Option<NaiveDate>,
    definitive_on: Option<NaiveDate>,
}

impl Dates {
    fn of(pen: &mut Pen<'_, '_>, rules: &CommitmentRules, today: NaiveDate) -> Self {
        let dates = Self {
            made_on: pen.day(&rules.made_on),
            indicative_on: pen.day(&rules.indicative_on),
            definitive_on: pen.day(&rules.definitive_on),
        };
        if dates.made_on.is_some_and(|made| made > today) {
            pen.complain_of([&rules.made_on], ImportFaultCode::InTheFuture);
        }
        let due = dates.definitive_on.or(dates.indicative_on);
        if due.zip(dates.made_on).is_some_and(|(due, made)| due < made) {
            pen.complain_of(
                [&rules.definitive_on, &rules.indicative_on],
                ImportFaultCode::DatesOutOfOrder,
            );
        }
        dates
    }
}

fn write_document(
    pen: &mut Pen<'_, '_>,
    rule: &DocumentRule,
    seq: i64,
    (commitment, update): (Option<&String>, Option<&String>),
    drafts: &mut Drafts,
) {
    let Some(url) = pen.url(&rule.url) else { return };
    let owner = commitment.or(update).map(String::as_str).unwrap_or_default();
    let title = pen.text(&rule.title, LINE_MAX);
    drafts.documents.push(DocumentDraft {
        seq,
        row: pen.row,
        line: pen.line,
        commitment: commitment.cloned(),
        update: update.cloned(),
        id: EvidenceId::new().0,
        external_id: format!("{owner}/{}", rule.key.fill(pen.cells)),
        title: if title.is_empty() { url.clone() } else { title },
        url,
        language: pen.value(&rule.language, Language::from_code),
    });
}

fn write_update(
    pen: &mut Pen<'_, '_>,
    mapping: &Mapping,
    rule: &super::mapping::UpdateRule,
    seq: i64,
    drafts: &mut Drafts,
) {
    let (of, key) = (pen.identity(&rule.of), pen.identity(&rule.external_id));
    let reported_on = pen.day(&rule.reported_on);
    let reported_state = pen.value(&rule.reported_state, ReportedState::from_code);
    if reported_on.is_none() {
        pen.complain_unless_told(&rule.reported_on, ImportFaultCode::Required);
    }
    // "No change" needs the day since when, which no register says.
    if reported_state.is_none_or(|state| state == ReportedState::NoChange) {
        pen.complain_unless_told(&rule.reported_state, ImportFaultCode::UnknownValue);
    }
    let narrative = pen.texts(&rule.narrative, TEXT_MAX);
    let source = pen.source(&rule.source);
    let (Some(of), Some(key), Some(reported_on), Some(reported_state)) = (of, key, reported_on, reported_state) else {
        return;
    };
    drafts.updates.push(UpdateDraft {
        seq,
        row: pen.row,
        line: pen.line,
        column: rule
            .of
            .columns()
            .next()
            .map(|column| pen.header(column))
            .unwrap_or_default(),
        of,
        key: key.clone(),
        rank: rule
            .rank
            .as_ref()
            .and_then(|rank| pen.number(&First::One(rank.clone())))
            .unwrap_or(0),
        id: ProgressUpdateId::new().0,
        reported_on,
        reported_state,
        original_language: narrative
            .shown(Language::En, Language::En)
            .map_or(Language::En, |shown| shown.language),
        narrative,
        source,
    });
    for document in mapping
        .rules
        .document
        .iter()
        .filter(|document| document.when.holds(pen.cells))
    {
        write_document(pen, document, seq, (None, Some(&key)), drafts);
    }
}
