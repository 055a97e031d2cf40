//! A list and one commitment as feeds and calendars: what is new, and what is due. Every page that lists commitments, or
//! whose content is a view of them, is followed by these.

use super::filters::{KEYS, filter, is_filtered};
use super::{Names, path_of, record_of};
use crate::site::asking::{language_of, said};
use crate::site::files::ICS;
use crate::site::files::feed::{self, Entry};
use crate::site::{Said, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::{DateTime, Days, NaiveDate, Utc};
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentFilter, CommitmentOrder, CommitmentStatus, Milestone, MilestoneStatus, ProgressUpdate,
    ProgressUpdateStatus, Record, UpdateFilter,
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

/// What was published last, newest first.
#[derive(Default)]
pub(crate) struct News {
    /// Commitments, each an entry of its own.
    records: Vec<Record>,
    /// Updates, each an entry of its own, with the commitments they speak of.
    updates: Vec<(ProgressUpdate, Record)>,
    names: Names,
}

impl News {
    /// The commitments among these of which something was published last.
    pub(crate) async fn of(conn: &mut Connection, today: NaiveDate, filter: &CommitmentFilter) -> schema::Result<Self> {
        let order = CommitmentOrder::RecentlyChanged;
        let rows = model::commitments(conn, &Actor::Visitor, today, filter, order, &Page::first(NEWEST)).await?;
        Self::with(conn, rows.rows, vec![]).await
    }

    /// The newest of these updates.
    pub(crate) async fn of_updates(conn: &mut Connection, filter: &UpdateFilter) -> schema::Result<Self> {
        let published = UpdateFilter {
            statuses: vec![ProgressUpdateStatus::Published],
            ..filter.clone()
        };
        let updates = model::progress_updates(conn, &Actor::Visitor, &published, &Page::first(NEWEST)).await?;
        let mut ids: Vec<CommitmentId> = updates.rows.iter().map(|update| update.commitment_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let records = model::commitments_by_ids(conn, &Actor::Visitor, &ids).await?;
        let spoken_of = |update: ProgressUpdate| {
            let record = records
                .iter()
                .find(|record| record.commitment.id == update.commitment_id)?;
            Some((update, record.clone()))
        };
        let updates = updates.rows.into_iter().filter_map(spoken_of).collect();
        Self::with(conn, vec![], updates).await
    }

    /// These commitments, whatever chose them.
    pub(crate) fn of_these(records: Vec<Record>, names: Names) -> Self {
        Self {
            records,
            updates: vec![],
            names,
        }
    }

    /// These, whatever chose them.
    pub(crate) async fn with(
        conn: &mut Connection,
        records: Vec<Record>,
        updates: Vec<(ProgressUpdate, Record)>,
    ) -> schema::Result<Self> {
        let by: Vec<ParticipantId> = updates.iter().map(|(update, _)| update.participant_id).collect();
        let of: Vec<Record> = updates.iter().map(|(_, record)| record.clone()).collect();
        Ok(Self {
            names: Names::read(conn, &[records.as_slice(), &of].concat(), &by).await?,
            records,
            updates,
        })
    }

    /// As a feed; `shell` is that of the page that lists them.
    pub(crate) fn answer(
        visit: &Visit,
        shell: &Shell,
        title: &str,
        (name, read): (&str, schema::Result<Self>),
    ) -> HttpResponse {
        let entries = read.map(|news| news.entries(shell));
        feed::answer(visit, shell, &without_isolates(title), (name, entries))
    }

    fn entries(&self, shell: &Shell) -> Vec<Entry> {
        let updates = self
            .updates
            .iter()
            .filter_map(|(update, record)| of_update(shell, &self.names, update, record));
        let records = self
            .records
            .iter()
            .filter_map(|record| of_record(shell, &self.names, record));
        let mut entries: Vec<Entry> = updates.chain(records).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated_at));
        entries.truncate(usize::try_from(NEWEST).unwrap_or(usize::MAX));
        entries
    }
}

/// A commitment, with what was last said of it.
fn of_record(shell: &Shell, names: &Names, record: &Record) -> Option<Entry> {
    let (words, commitment) = (shell.words, &record.commitment);
    let public_since = commitment.public_since?;
    let update = record.latest.as_deref();
    let says = update.and_then(|update| said(words, &update.narrative, update.original_language));
    Some(Entry {
        id: id_of(shell, record),
        title: said(words, &commitment.title, commitment.original_language)?,
        summary: says.or_else(|| said(words, &commitment.summary, commitment.original_language)),
        author: without_isolates(&names.undertaken_by(words, language_of(words), record)),
        href: shell.absolute(&shell.href(&path_of(record))),
        published_at: public_since,
        updated_at: public_since.max(update.and_then(|update| update.public_since).unwrap_or(public_since)),
    })
}

/// An update, headed by what was reported and of what.
fn of_update(shell: &Shell, names: &Names, update: &ProgressUpdate, record: &Record) -> Option<Entry> {
    let (words, commitment) = (shell.words, &record.commitment);
    let state = words.name("reported-state", update.reported_state.code());
    let title = said(words, &commitment.title, commitment.original_language)?;
    let headed = [("state", state.as_str()), ("title", title.text.as_str())];
    Some(Entry {
        id: format!("{}#{}", id_of(shell, record), update.id),
        title: Said::ours(words, without_isolates(&words.with("feed-update", &headed))),
        summary: said(words, &update.narrative, update.original_language),
        author: names.participant(update.participant_id, language_of(words)),
        href: shell.absolute(&shell.href(&path_of(record))),
        published_at: update.public_since?,
        updated_at: update.public_since?,
    })
}

fn id_of(shell: &Shell, record: &Record) -> String {
    shell.absolute(&format!("/id/{}", record.commitment.reference))
}

/// The days on which commitments, and steps on their way, are due.
pub(crate) struct Calendar {
    days: Vec<DueDay>,
    changed_at: DateTime<Utc>,
    words: Words,
    base_url: String,
}

impl Calendar {
    pub(crate) fn new(visit: &Visit) -> Self {
        Self {
            days: vec![],
            changed_at: DateTime::default(),
            words: visit.words,
            base_url: visit.site.base_url.trim_end_matches('/').to_owned(),
        }
    }

    /// Those of the commitments that a filter lets through, from a year ago on.
    pub(crate) async fn read(
        conn: &mut Connection,
        today: NaiveDate,
        filter: &CommitmentFilter,
    ) -> schema::Result<(Vec<Record>, Vec<Milestone>)> {
        let order = CommitmentOrder::DueFirst;
        let from: NaiveDate = today.checked_sub_days(PAST).unwrap_or(today);
        let since = Page {
            cursor: Some(cursor(order.code(), &(from, uuid::Uuid::nil()))),
            ..Page::first(DUE)
        };
        let rows = model::commitments(conn, &Actor::Visitor, today, filter, order, &since).await?;
        let ids: Vec<CommitmentId> = rows.rows.iter().map(|record| record.commitment.id).collect();
        let milestones = model::milestones_of(conn, &ids).await?;
        Ok((rows.rows, milestones))
    }

    /// All days of these commitments.
    pub(crate) fn of(visit: &Visit, (records, milestones): (Vec<Record>, Vec<Milestone>)) -> Self {
        let mut calendar = Self::new(visit);
        for record in &records {
            calendar.add(record, None);
            for step in milestones
                .iter()
                .filter(|step| step.commitment_id == record.commitment.id)
            {
                calendar.add(record, Some(step));
            }
        }
        calendar
    }

    /// The day of a commitment, or of a step on its way; nothing where it has none.
    pub(crate) fn add(&mut self, record: &Record, step: Option<&Milestone>) {
        let (words, commitment) = (self.words, &record.commitment);
        self.changed_at = self.changed_at.max(commitment.changed_at);
        let is_called_off = matches!(
            commitment.status,
            CommitmentStatus::Withdrawn | CommitmentStatus::Declined | CommitmentStatus::Superseded
        );
        let (subject, version, day, title, is_dropped, status) = match step {
            Some(step) => (
                step.id.to_string(),
                step.version,
                Some(step.due_on),
                said(words, &step.title, step.original_language),
                step.status == MilestoneStatus::Dropped,
                words.name("milestone-status", step.status.code()),
            ),
            None => (
                commitment.id.to_string(),
                commitment.version,
                commitment.due_on(),
                said(words, &commitment.title, commitment.original_language),
                false,
                words.name("commitment-status", commitment.status.code()),
            ),
        };
        let (Some(day), Some(title)) = (day, title) else {
            return;
        };
        let whole = [
            ("reference", commitment.reference.as_str()),
            ("title", title.text.as_str()),
        ];
        self.days.push(DueDay {
            subject,
            sequence: u32::try_from(version).unwrap_or(0),
            day,
            title: without_isolates(&words.with("letter-item-title", &whole)),
            note: status,
            link: Some(format!("{}/{}{}", self.base_url, words.code(), path_of(record))),
            // What was reached, or is complete, was not called off.
            cancelled: is_called_off || is_dropped,
        });
    }

    /// As a file, or why there is none.
    pub(crate) fn answer(visit: &Visit, name: &str, read: schema::Result<Self>) -> HttpResponse {
        visit.file((name, ICS), read.map(|calendar| calendar.written().into_bytes()))
    }

    fn written(&self) -> String {
        let url = url::Url::parse(&self.base_url).ok();
        let domain = url.as_ref().and_then(|url| url.host_str()).unwrap_or("localhost");
        calendar(&self.days, self.words.code(), domain, self.changed_at)
    }
}

/// `/{lang}/commitments.atom`: the commitments of a list of which something was published last.
pub async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS).without_place();
    let shell = visit.shell(Section::Commitments, "/commitments", asked.query());
    let read = visit
        .read(async |conn| {
            let filter = filter(&asked, conn).await?;
            News::of(conn, today, &filter).await
        })
        .await;
    let title = words.text(if is_filtered(&asked) {
        "feed-title-some"
    } else {
        "feed-title-all"
    });
    News::answer(&visit, &shell, &title, ("commitments.atom", read))
}

/// `/{lang}/commitments.ics`: the days on which commitments of a list, and their milestones, are due.
pub async fn ics(visit: Visit) -> HttpResponse {
    let (asked, today) = (visit.asked(KEYS).without_place(), visit.today);
    let read = visit
        .read(async |conn| {
            let filter = filter(&asked, conn).await?;
            Calendar::read(conn, today, &filter).await
        })
        .await;
    Calendar::answer(&visit, "commitments.ics", read.map(|days| Calendar::of(&visit, days)))
}

/// `/{lang}.atom`: the updates that the home page shows, and those before them.
pub async fn home_as_atom(visit: Visit) -> HttpResponse {
    let shell = visit.shell(Section::Home, "/", "");
    let read = visit
        .read(async |conn| News::of_updates(conn, &UpdateFilter::default()).await)
        .await;
    let title = visit.words.text("home-latest-heading");
    News::answer(&visit, &shell, &title, ("updates.atom", read))
}

/// `/{lang}.ics`: all days that are due.
pub async fn home_as_ics(visit: Visit) -> HttpResponse {
    let today = visit.today;
    let read = visit
        .read(async |conn| Calendar::read(conn, today, &CommitmentFilter::default()).await)
        .await;
    Calendar::answer(&visit, "dates.ics", read.map(|days| Calendar::of(&visit, days)))
}

/// `/{lang}/commitments/{ref}.atom`: what was published of one commitment, update by update; and the commitment itself, as
/// it was first shown.
pub async fn one_as_atom(visit: Visit) -> HttpResponse {
    let reference = visit.named("reference");
    let read = visit
        .read(async |conn| {
            let record = record_of(conn, reference).await?;
            let of = UpdateFilter {
                commitments: vec![record.commitment.id],
                ..UpdateFilter::default()
            };
            let updates = News::of_updates(conn, &of).await?.updates;
            let itself = Record {
                latest: None,
                ..record.clone()
            };
            Ok((record, News::with(conn, vec![itself], updates).await?))
        })
        .await;
    let (record, news) = match read {
        Ok(read) => read,
        Err(error) => return visit.refused(error),
    };
    let shell = visit.shell(Section::Commitments, path_of(&record), "");
    let reference = record.commitment.reference.as_str();
    let title = visit.words.with("feed-title-one", &[("reference", reference)]);
    News::answer(&visit, &shell, &title, (&format!("{reference}.atom"), Ok(news)))
}

/// `/{lang}/commitments/{ref}.ics`
pub async fn one_as_ics(visit: Visit) -> HttpResponse {
    let reference = visit.named("reference");
    let read = visit
        .read(async |conn| {
            let record = record_of(conn, reference).await?;
            let milestones = model::milestones_of(conn, &[record.commitment.id]).await?;
            Ok((record, milestones))
        })
        .await;
    match read {
        Ok((record, milestones)) => {
            let name = format!("{}.ics", record.commitment.reference);
            Calendar::answer(&visit, &name, Ok(Calendar::of(&visit, (vec![record], milestones))))
        }
        Err(error) => visit.refused(error),
    }
}
