//! What a participant has shared, for its page and its files.

use super::{body_of, elsewhere};
use crate::commitments::page::{Calendar, Names, News, filter};
use crate::site::asked::{Key, address};
use crate::site::asking::language_of;
use crate::site::directory::{Narrow, Shared};
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::{Asked, Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentFilter, CommitmentOrder, Narrowing, ParticipantFigure, ProgressUpdate,
    ProgressUpdateStatus, Record, UpdateFilter,
};
use schema::directory::Participant;
use schema::page::Page;
use schema::{Actor, Connection};
use words::Words;

const SHOWN: i64 = 50;
const LATEST: i64 = 10;
/// How many records of a file are read at once.
const AT_ONCE: i64 = 500;

/// Those keys, for files that know no other.
const KEYS: &[Key] = &[("theme", 100), ("year", 100)];
/// What narrows the list on a participant's own page, as in the list of all commitments.
pub const NARROWING: [&str; 2] = ["theme", "year"];

/// Its commitments, of those that an address asks for; or everything that is wrong with that.
pub async fn of(conn: &mut Connection, participant: ParticipantId, asked: &Asked) -> schema::Result<CommitmentFilter> {
    Ok(CommitmentFilter {
        participants: vec![participant],
        ..filter(&asked.only(&NARROWING), conn).await?
    })
}

/// The form that narrows the list; `kept` is what else the page was asked for.
pub fn narrow(words: Words, themes: &Names, action: String, asked: &Asked) -> Narrow {
    let is_narrowed = NARROWING.iter().any(|key| asked.has(key));
    Narrow {
        themes: themes.theme_choices(words, asked),
        year: asked.first("year").unwrap_or_default().to_owned(),
        kept: asked.first("as_of").map(str::to_owned),
        all: is_narrowed.then(|| address(&action, &asked.only(&["as_of"]).query())),
        action,
    }
}

/// The newest commitments and updates of a participant.
pub struct Sharing {
    pub figure: ParticipantFigure,
    records: Vec<Record>,
    updates: Vec<ProgressUpdate>,
    updated: Vec<Record>,
    pub names: Names,
}

impl Sharing {
    /// `filter` is what [`of`] gave.
    pub async fn read(
        conn: &mut Connection,
        today: NaiveDate,
        participant: ParticipantId,
        filter: &CommitmentFilter,
    ) -> schema::Result<Self> {
        let (visitor, all) = (&Actor::Visitor, Narrowing::default());
        let figures = model::figures_by_participant(conn, visitor, &[participant], &all).await?;
        let order = CommitmentOrder::Newest;
        let records = model::commitments(conn, visitor, today, filter, order, &Page::first(SHOWN))
            .await?
            .rows;
        let published = UpdateFilter {
            undertaken_by: vec![participant],
            statuses: vec![ProgressUpdateStatus::Published],
            themes: filter.themes.clone(),
            years: filter.years.clone(),
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
            self.names.latest(words, shell, update, record)
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

/// All commitments of a participant that a filter lets through as a table, newest first; read in parts.
pub async fn commitments(
    conn: &mut Connection,
    words: Words,
    today: NaiveDate,
    filter: &CommitmentFilter,
    name: String,
) -> schema::Result<Sheet> {
    let order = CommitmentOrder::Newest;
    let mut rows = vec![];
    let mut page = Page::first(AT_ONCE);
    loop {
        let part = model::commitments(conn, &Actor::Visitor, today, filter, order, &page).await?;
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
        "id",
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
        commitment.id.to_string().into(),
    ]
}

/// What was published last of what a participant's page lists, as a feed.
pub async fn atom(visit: Visit) -> HttpResponse {
    let (asked, section) = (visit.asked(KEYS), section(&visit));
    let (code, today) = (visit.named("code"), visit.today);
    let read = visit
        .read(async |conn| {
            let (participant, filter) = named(conn, code, section, &asked).await?;
            Ok((participant, News::of(conn, today, &filter).await?))
        })
        .await;
    let (participant, news) = match read {
        Ok(read) => read,
        Err(error) => return visit.refused(error),
    };
    if let Some(leads_on) = elsewhere(&visit, &participant) {
        return leads_on;
    }
    let path = super::path_of(&participant).unwrap_or_default();
    let shell = visit.shell(section, path, asked.query());
    let what = participant.name(language_of(visit.words));
    let title = visit.words.with("feed-title-of", &[("what", what)]);
    News::answer(&visit, &shell, &title, (&format!("{code}.atom"), Ok(news)))
}

/// The days of a participant's commitments, narrowed as on its page, as a calendar.
pub async fn ics(visit: Visit) -> HttpResponse {
    let (asked, section) = (visit.asked(KEYS), section(&visit));
    let (code, today) = (visit.named("code"), visit.today);
    let read = visit
        .read(async |conn| {
            let (participant, filter) = named(conn, code, section, &asked).await?;
            Ok((participant, Calendar::read(conn, today, &filter).await?))
        })
        .await;
    match read {
        Ok((participant, days)) => elsewhere(&visit, &participant)
            .unwrap_or_else(|| Calendar::answer(&visit, &format!("{code}.ics"), Ok(Calendar::of(&visit, days)))),
        Err(error) => visit.refused(error),
    }
}

/// Whose page the address names, and its commitments of those that the address asks for.
async fn named(
    conn: &mut Connection,
    code: &str,
    section: Section,
    asked: &Asked,
) -> schema::Result<(Participant, CommitmentFilter)> {
    let participant = body_of(conn, code, section == Section::States).await?;
    let filter = of(conn, participant.id, asked).await?;
    Ok((participant, filter))
}

/// Whether the address is that of a State or of an organization.
fn section(visit: &Visit) -> Section {
    // Not by the path, in which a letter may be written as its code.
    let pattern = visit.request.match_pattern().unwrap_or_default();
    if pattern.contains("/states/") {
        Section::States
    } else {
        Section::Organizations
    }
}
