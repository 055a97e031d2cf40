//! One page of an export, with all that its records refer to.

use super::columns::{join, put_texts};
use super::export::{Export, Selection};
use crate::actor::*;
use crate::commitments::{self, Milestone, Record, commitments_by_ids, milestones_of, provisions_of};
use crate::page::{Page, Rows};
use crate::sources::{Theme, provisions_by_ids, themes};
use crate::tables::participants;
use crate::{Connection, Language, Result};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::{BTreeSet, HashMap};

/// How a participant is named in a file.
struct Named {
    code: Option<String>,
    external_source: Option<String>,
    external_id: Option<String>,
    country: Option<ParticipantId>,
}

/// One page, with all that its records refer to.
pub(super) struct Batch {
    pub records: Vec<Record>,
    pub has_next: bool,
    named: HashMap<ParticipantId, Named>,
    pub provisions: HashMap<CommitmentId, (BTreeSet<String>, BTreeSet<String>)>,
    references: HashMap<CommitmentId, String>,
    pub cycles: HashMap<CommitmentId, String>,
    milestones: HashMap<CommitmentId, Vec<Milestone>>,
    themes: Vec<Theme>,
}

impl Batch {
    pub async fn read(conn: &mut Connection, export: &Export, page: &Page) -> Result<Self> {
        let actor = &export.actor;
        let Rows {
            rows: records,
            has_next,
            ..
        } = match &export.selection {
            Selection::List(filter, order) => {
                commitments::commitments(conn, actor, export.today, filter, *order, page).await?
            }
            Selection::One(id) => page.rows(vec![commitments::commitment(conn, actor, *id).await?]),
        };
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
            has_next,
            named: named(conn, &wanted.into_iter().collect::<Vec<_>>()).await?,
            provisions: answered(conn, &ids).await?,
            references: references
                .into_iter()
                .map(|next| (next.commitment.id, next.commitment.reference.clone()))
                .collect(),
            cycles: cycles(conn, &ids).await?,
            milestones,
            themes: if export.translated.is_some() {
                themes(conn).await?
            } else {
                vec![]
            },
            records,
        })
    }

    /// The reference of another record, where the asker may read that.
    pub fn reference_of(&self, id: Option<CommitmentId>) -> String {
        id.and_then(|id| self.references.get(&id)).cloned().unwrap_or_default()
    }

    pub fn milestones_of(&self, id: CommitmentId) -> &[Milestone] {
        self.milestones.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The theme's name in a language, else in another.
    pub fn theme(&self, code: &str, language: Language) -> String {
        let theme = self.themes.iter().find(|theme| theme.code == code);
        let shown = theme.and_then(|theme| theme.name.shown(language, Language::En));
        shown.map_or(code, |shown| shown.text).to_owned()
    }

    /// Codes where there are, else ids.
    pub fn tokens(&self, ids: &[ParticipantId]) -> String {
        let code = |id: &ParticipantId| self.named.get(id).and_then(|named| named.code.clone());
        join(
            ids.iter()
                .map(|id| code(id).unwrap_or_else(|| id.to_string()))
                .collect(),
        )
    }

    pub fn put_participant(&self, cells: &mut HashMap<&'static str, String>, record: &Record) {
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
