//! What a participant has shared, for its page and its files.

use crate::commitments::page::{Names, path_of};
use crate::site::asking::{language_of, said};
use crate::site::commitments::LatestUpdate;
use crate::site::directory::Shared;
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::{Day, Link, Mark, Shell};
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentFilter, CommitmentOrder, ParticipantFigure, ProgressUpdate, ProgressUpdateStatus, Record,
    UpdateFilter,
};
use schema::page::Page;
use schema::{Actor, Connection};
use words::Words;

const SHOWN: i64 = 50;
const LATEST: i64 = 10;
/// How many records of a file are read at once.
const AT_ONCE: i64 = 500;

fn of(participant: ParticipantId) -> CommitmentFilter {
    CommitmentFilter {
        participants: vec![participant],
        ..CommitmentFilter::default()
    }
}

/// The newest commitments and updates of a participant.
pub struct Sharing {
    pub figure: ParticipantFigure,
    records: Vec<Record>,
    updates: Vec<ProgressUpdate>,
    updated: Vec<Record>,
    names: Names,
}

impl Sharing {
    pub async fn read(conn: &mut Connection, today: NaiveDate, participant: ParticipantId) -> schema::Result<Self> {
        let visitor = &Actor::Visitor;
        let figures = model::figures_by_participant(conn, visitor, &[participant]).await?;
        let (filter, order) = (of(participant), CommitmentOrder::Newest);
        let records = model::commitments(conn, visitor, today, &filter, order, &Page::first(SHOWN))
            .await?
            .rows;
        let published = UpdateFilter {
            participants: vec![participant],
            statuses: vec![ProgressUpdateStatus::Published],
            ..UpdateFilter::default()
        };
        let updates = model::progress_updates(conn, visitor, &published, &Page::first(LATEST))
            .await?
            .rows;
        let ids: Vec<CommitmentId> = updates.iter().map(|update| update.commitment_id).collect();
        Ok(Self {
            figure: figures.get(&participant).copied().unwrap_or_default(),
            names: Names::read(conn, &records, &[participant]).await?,
            updated: model::commitments_by_ids(conn, visitor, &ids).await?,
            records,
            updates,
        })
    }

    /// `all` leads to the whole list.
    pub fn shown(&self, words: Words, shell: &Shell, today: NaiveDate, all: Option<Link>) -> Shared {
        let latest = |update: &ProgressUpdate| {
            let record = self
                .updated
                .iter()
                .find(|record| record.commitment.id == update.commitment_id)?;
            Some(LatestUpdate {
                day: Day::new(words, update.reported_on),
                participant: self.names.participant(update.participant_id, language_of(words)),
                title: said(words, &record.commitment.title, record.commitment.original_language)?,
                href: shell.href(&path_of(record)),
                reported: Mark::new(words, "reported-state", update.reported_state.code()),
            })
        };
        Shared {
            commitments: self
                .records
                .iter()
                .filter_map(|record| self.names.row(words, shell, today, record))
                .collect(),
            all,
            updates: self.updates.iter().filter_map(latest).collect(),
        }
    }
}

/// All commitments of a participant as a table, newest first; read in parts.
pub async fn commitments(
    conn: &mut Connection,
    words: Words,
    today: NaiveDate,
    participant: ParticipantId,
    name: String,
) -> schema::Result<Sheet> {
    let (filter, order) = (of(participant), CommitmentOrder::Newest);
    let mut rows = vec![];
    let mut page = Page::first(AT_ONCE);
    loop {
        let part = model::commitments(conn, &Actor::Visitor, today, &filter, order, &page).await?;
        let names = Names::read(conn, &part.rows, &[]).await?;
        rows.extend(part.rows.iter().map(|record| row(words, &names, record)));
        match part.rows.last().filter(|_| part.has_next) {
            Some(record) => page.cursor = Some(record.cursor(order)),
            None => break,
        }
    }
    let columns = vec![
        "reference",
        "participants",
        "title",
        "title_language",
        "themes",
        "status",
        "status_text",
        "made_on",
        "due_on",
        "latest_update_on",
    ];
    Ok(Sheet { name, columns, rows })
}

fn row(words: Words, names: &Names, record: &Record) -> Vec<Cell> {
    let commitment = &record.commitment;
    let title = commitment.title.shown(language_of(words), commitment.original_language);
    vec![
        commitment.reference.as_str().into(),
        names.undertaken_by(words, language_of(words), record).into(),
        title.as_ref().map(|title| title.text.to_owned()).into(),
        title.as_ref().map(|title| title.language.code()).into(),
        names.theme_codes(commitment.id).join(";").into(),
        commitment.status.code().into(),
        words.name("commitment-status", commitment.status.code()).into(),
        commitment.made_on.into(),
        commitment.due_on().into(),
        record.latest.as_ref().map(|update| update.reported_on).into(),
    ]
}
