//! A list and one commitment as feeds and calendars: what is new, and what is due.

use super::filters::{KEYS, filter, is_filtered};
use super::{Names, path_of, record_of};
use crate::app::Web;
use crate::site::asking::{language_of, said};
use crate::site::files::feed::{self, Entry};
use crate::site::files::{ICS, refused, whole};
use crate::site::{Asked, PageLanguage, Section, Shell, Site};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Days, NaiveDate};
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentOrder, CommitmentStatus, Milestone, MilestoneStatus, ProgressUpdate, ProgressUpdateStatus,
    Record, UpdateFilter,
};
use schema::page::{Page, cursor};
use schema::{Actor, Connection};
use words::calendar::{DueDay, calendar};
use words::{Words, without_isolates};

/// Entries of a feed.
const NEWEST: i64 = 50;
/// Commitments in a calendar.
const DUE: i64 = 500;
/// Days that have passed and are still in a calendar.
const PAST: Days = Days::new(365);

/// `/{lang}/commitments.atom`: the commitments of a list of which something was published last.
pub async fn atom(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS).without_place();
    let shell = Shell::new(words, &site, Section::Commitments, "/commitments", asked.query());
    let today = settings.clock.now().date_naive();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let (filter, order) = (filter(&asked, conn).await?, CommitmentOrder::RecentlyChanged);
            let rows = model::commitments(conn, &Actor::Visitor, today, &filter, order, &Page::first(NEWEST)).await?;
            let names = Names::read(conn, &rows.rows, &[]).await?;
            Ok((rows.rows, names))
        })
        .await;
    let entries = read.map(|(records, names)| {
        let entry = |record: &Record| entry(words, &shell, &names, record);
        records.iter().filter_map(entry).collect()
    });
    let title = words.text(if is_filtered(&asked) {
        "feed-title-some"
    } else {
        "feed-title-all"
    });
    feed::answer(&request, &shell, &title, ".atom", ("commitments.atom", entries))
}

fn entry(words: Words, shell: &Shell, names: &Names, record: &Record) -> Option<Entry> {
    let commitment = &record.commitment;
    let published_at = commitment.published_at?;
    let update = record.latest.as_deref();
    let says = update.and_then(|update| said(words, &update.narrative, update.original_language));
    Some(Entry {
        id: shell.absolute(&format!("/id/{}", commitment.reference)),
        title: said(words, &commitment.title, commitment.original_language)?,
        summary: says.or_else(|| said(words, &commitment.summary, commitment.original_language)),
        author: without_isolates(&names.undertaken_by(words, language_of(words), record)),
        href: shell.absolute(&shell.href(&path_of(record))),
        published_at,
        updated_at: update
            .and_then(|update| update.published_at)
            .unwrap_or(published_at)
            .max(published_at),
    })
}

/// `/{lang}/commitments/{ref}.atom`: what was published of one commitment, update by update.
pub async fn one_as_atom(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let reference = request.match_info().get("reference").unwrap_or_default().to_owned();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let record = record_of(conn, &reference).await?;
            let shown = UpdateFilter {
                commitments: vec![record.commitment.id],
                statuses: vec![ProgressUpdateStatus::Published],
                ..UpdateFilter::default()
            };
            let updates = model::progress_updates(conn, &Actor::Visitor, &shown, &Page::first(NEWEST)).await?;
            let by: Vec<ParticipantId> = updates.rows.iter().map(|update| update.participant_id).collect();
            let names = Names::read(conn, std::slice::from_ref(&record), &by).await?;
            Ok((record, updates.rows, names))
        })
        .await;
    let (record, updates, names) = match read {
        Ok(read) => read,
        Err(error) => return refused(&request, words, error),
    };
    let shell = Shell::new(words, &site, Section::Commitments, path_of(&record), "");
    let of_update = |update: &ProgressUpdate| {
        let state = words.name("reported-state", update.reported_state.code());
        Some(Entry {
            id: format!(
                "{}#{}",
                shell.absolute(&format!("/id/{}", record.commitment.reference)),
                update.id
            ),
            title: crate::site::Said::ours(words, state),
            summary: said(words, &update.narrative, update.original_language),
            author: names.participant(update.participant_id, language_of(words)),
            href: shell.canonical(),
            published_at: update.published_at?,
            updated_at: update.published_at?,
        })
    };
    let mut entries: Vec<Entry> = updates.iter().filter_map(of_update).collect();
    // The commitment itself, as it was first shown.
    let itself = entry(words, &shell, &names, &record).map(|entry| Entry {
        summary: said(words, &record.commitment.summary, record.commitment.original_language),
        updated_at: entry.published_at,
        ..entry
    });
    entries.extend(itself);
    let title = without_isolates(&words.with("feed-title-one", &[("reference", record.commitment.reference.as_str())]));
    let name = format!("{}.atom", record.commitment.reference);
    feed::answer(&request, &shell, &title, ".atom", (&name, Ok(entries)))
}

/// `/{lang}/commitments.ics`: the days on which commitments of a list, and their milestones, are due.
pub async fn ics(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS).without_place();
    let today = settings.clock.now().date_naive();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let (filter, order) = (filter(&asked, conn).await?, CommitmentOrder::DueFirst);
            let from: NaiveDate = today.checked_sub_days(PAST).unwrap_or(today);
            let since = Page {
                cursor: Some(cursor(order.code(), &(from, uuid::Uuid::nil()))),
                ..Page::first(DUE)
            };
            let rows = model::commitments(conn, &Actor::Visitor, today, &filter, order, &since)
                .await?
                .rows;
            let ids: Vec<CommitmentId> = rows.iter().map(|record| record.commitment.id).collect();
            let milestones = model::milestones_of(conn, &ids).await?;
            Ok((rows, milestones))
        })
        .await;
    match read {
        Ok((records, milestones)) => due(&request, words, &site, "commitments.ics", &records, &milestones),
        Err(error) => refused(&request, words, error),
    }
}

/// `/{lang}/commitments/{ref}.ics`
pub async fn one_as_ics(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let reference = request.match_info().get("reference").unwrap_or_default().to_owned();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let record = record_of(conn, &reference).await?;
            let milestones = model::milestones_of(conn, &[record.commitment.id]).await?;
            Ok((record, milestones))
        })
        .await;
    match read {
        Ok((record, milestones)) => {
            let name = format!("{}.ics", record.commitment.reference);
            due(&request, words, &site, &name, &[record], &milestones)
        }
        Err(error) => refused(&request, words, error),
    }
}

fn due(
    request: &HttpRequest,
    words: Words,
    site: &Site,
    name: &str,
    records: &[Record],
    milestones: &[Milestone],
) -> HttpResponse {
    let base = site.base_url.trim_end_matches('/');
    let domain = url::Url::parse(base)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let mut days = vec![];
    for record in records {
        let commitment = &record.commitment;
        let link = format!("{base}/{}{}", words.code(), path_of(record));
        let is_over = !matches!(
            commitment.status,
            CommitmentStatus::Published | CommitmentStatus::InProgress | CommitmentStatus::Unconfirmed
        );
        let mut day = |subject: String, version: i32, day: NaiveDate, title: String, is_over: bool| {
            let whole = [("reference", commitment.reference.as_str()), ("title", title.as_str())];
            days.push(DueDay {
                subject,
                sequence: u32::try_from(version).unwrap_or(0),
                day,
                title: without_isolates(&words.with("letter-item-title", &whole)),
                note: String::new(),
                link: Some(link.clone()),
                cancelled: is_over,
            });
        };
        if let (Some(on), Some(title)) = (
            commitment.due_on(),
            said(words, &commitment.title, commitment.original_language),
        ) {
            day(commitment.id.to_string(), commitment.version, on, title.text, is_over);
        }
        for step in milestones.iter().filter(|step| step.commitment_id == commitment.id) {
            if let Some(title) = said(words, &step.title, step.original_language) {
                let is_over = is_over || step.status != MilestoneStatus::Planned;
                day(step.id.to_string(), step.version, step.due_on, title.text, is_over);
            }
        }
    }
    let changed = records
        .iter()
        .map(|record| record.commitment.changed_at)
        .max()
        .unwrap_or_default();
    let file = calendar(&days, words.code(), domain.as_deref().unwrap_or("localhost"), changed);
    whole(request, (name, ICS), file.into_bytes())
}
