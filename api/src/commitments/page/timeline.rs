//! `/{lang}/timeline`: what is due, when? Days of commitments and of their milestones, month by month, one year at a time.

mod picture;

use self::picture::YearPicture;
use super::{Calendar, Names, News, Standing, filter, path_of};
use crate::directory::page::{group_codes, group_name};
use crate::site::asked::{Key, address, year};
use crate::site::asking::{language_of, said, troubles};
use crate::site::files::downloads;
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::{Asked, Choice, Day, Link, Mark, Said, Section, Shell, Trouble, Visit};
use actix_web::HttpResponse;
use askama::Template;
use chrono::{Datelike, NaiveDate};
use schema::actor::*;
use schema::commitments::{self as model, CommitmentFilter, CommitmentOrder, CommitmentStatus, Milestone, Record};
use schema::page::{Page, cursor};
use schema::text::Problems;
use schema::{Actor, Connection, Error, Problem};
use std::mem;
use words::{Words, without_isolates};

const KEYS: &[Key] = &[("group", 20), ("theme", 100), ("year", 1)];
/// Those of them that mean here what they mean in the list of commitments.
const NARROWING: &[&str] = &["group", "theme"];
/// Days of each kind in one year; of more than that, the list of commitments tells.
const MOST: i64 = 500;

/// What is due on a day: a commitment, or a step on its way.
struct Due<'a> {
    on: NaiveDate,
    record: &'a Record,
    milestone: Option<&'a Milestone>,
}

struct Timeline {
    standing: Standing,
    year: i32,
    records: Vec<Record>,
    /// Of these, those whose own day lies in the year.
    due: Vec<CommitmentId>,
    milestones: Vec<Milestone>,
    names: Names,
    problems: Vec<Problem>,
}

impl Timeline {
    async fn read(conn: &mut Connection, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let (year, narrowing, problems) = match conditions(conn, asked, today).await {
            Ok((year, narrowing)) => (year, narrowing, vec![]),
            Err(Error::Rejected(problems)) => (today.year(), CommitmentFilter::default(), problems),
            Err(other) => return Err(other),
        };
        let mut timeline = Self {
            standing: Standing::read(conn, today).await?,
            year,
            records: vec![],
            due: vec![],
            milestones: vec![],
            names: Names::read(conn, &[], &[]).await?,
            problems,
        };
        let span = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        if let (Some((from, to)), true) = (span, timeline.problems.is_empty()) {
            timeline.fill(conn, today, (from, to), narrowing).await?;
        }
        Ok(timeline)
    }

    async fn fill(
        &mut self,
        conn: &mut Connection,
        today: NaiveDate,
        (from, to): (NaiveDate, NaiveDate),
        narrowing: CommitmentFilter,
    ) -> schema::Result<()> {
        let visitor = &Actor::Visitor;
        let order = CommitmentOrder::DueFirst;
        // Behind the last place of the day before.
        let since = Page {
            cursor: Some(cursor(order.code(), &(from, uuid::Uuid::nil()))),
            ..Page::first(MOST)
        };
        let open = CommitmentFilter {
            statuses: vec![
                CommitmentStatus::Published,
                CommitmentStatus::InProgress,
                CommitmentStatus::Completed,
            ],
            ..narrowing
        };
        let mut records = model::commitments(conn, visitor, today, &open, order, &since)
            .await?
            .rows;
        records.retain(|record| record.commitment.due_on().is_some_and(|day| day <= to));
        self.due = records.iter().map(|record| record.commitment.id).collect();
        self.milestones = model::milestones_between(conn, visitor, today, (from, to), &open, MOST).await?;
        let mut above: Vec<CommitmentId> = self.milestones.iter().map(|step| step.commitment_id).collect();
        above.sort_unstable();
        above.dedup();
        above.retain(|id| !self.due.contains(id));
        records.extend(model::commitments_by_ids(conn, visitor, &above).await?);
        self.names = Names::read(conn, &records, &[]).await?;
        self.records = records;
        Ok(())
    }

    /// By day; on one day by reference, the commitment before its steps.
    fn days(&self) -> Vec<Due<'_>> {
        let record = |id: CommitmentId| self.records.iter().find(|record| record.commitment.id == id);
        let own = self
            .records
            .iter()
            .filter(|record| self.due.contains(&record.commitment.id));
        let mut days: Vec<Due<'_>> = own
            .filter_map(|record| {
                let on = record.commitment.due_on()?;
                Some(Due {
                    on,
                    record,
                    milestone: None,
                })
            })
            .collect();
        days.extend(self.milestones.iter().filter_map(|step| {
            Some(Due {
                on: step.due_on,
                record: record(step.commitment_id)?,
                milestone: Some(step),
            })
        }));
        days.sort_by_key(|due| {
            let step = due.milestone.map(|step| step.position);
            (due.on, due.record.commitment.reference.clone(), step)
        });
        days
    }

    fn sheet(&self, words: Words) -> Sheet {
        let rows = self.days().into_iter().map(|due| {
            let commitment = &due.record.commitment;
            let text = |said: Option<Said>| said.map(|said| said.text);
            vec![
                due.on.into(),
                Cell::from(if due.milestone.is_some() {
                    "milestone"
                } else {
                    "commitment"
                }),
                commitment.reference.clone().into(),
                due.record.participant.code.clone().into(),
                without_isolates(&self.names.undertaken_by(words, language_of(words), due.record)).into(),
                text(said(words, &commitment.title, commitment.original_language)).into(),
                due.milestone
                    .and_then(|step| text(said(words, &step.title, step.original_language)))
                    .into(),
                Cell::from(status(&due)),
                commitment.id.to_string().into(),
            ]
        });
        Sheet {
            name: format!("timeline-{}", self.year),
            columns: vec![
                "due_on",
                "kind",
                "reference",
                "participant_code",
                "participant_name",
                "title",
                "milestone",
                "status",
                "id",
            ],
            rows: rows.collect(),
        }
    }
}

/// The code of what stands behind a day.
fn status(due: &Due<'_>) -> &'static str {
    due.milestone
        .map_or(due.record.commitment.status.code(), |step| step.status.code())
}

/// The year, and what else narrows the days; or everything that is wrong with them.
async fn conditions(conn: &mut Connection, asked: &Asked, today: NaiveDate) -> schema::Result<(i32, CommitmentFilter)> {
    let mut problems = Problems::default();
    let mut chosen = today.year();
    for (key, value) in asked.only(&["year"]).lines(KEYS, &mut problems)? {
        chosen = year(&mut problems, key, &value).unwrap_or(chosen);
    }
    let narrowing = match filter(&asked.only(NARROWING), conn).await {
        Err(Error::Rejected(more)) => {
            problems.0.extend(more);
            CommitmentFilter::default()
        }
        read => read?,
    };
    problems.none_or_rejected()?;
    Ok((chosen, narrowing))
}

#[derive(Template)]
#[template(path = "commitments/timeline.html")]
struct TimelinePage {
    words: Words,
    shell: Shell,
    heading: String,
    problems: Vec<Trouble>,
    action: String,
    year: String,
    themes: Vec<Choice>,
    groups: Vec<Choice>,
    picture: YearPicture,
    months: Vec<Month>,
    before: Link,
    after: Link,
    /// More days than are shown: where all are.
    rest: Option<String>,
    downloads: Vec<Link>,
}

struct Month {
    /// For links to it: `m-2026-03`.
    anchor: String,
    name: String,
    days: Vec<Row>,
}

struct Row {
    day: Day,
    /// Whether it is the first of those that lie ahead.
    is_next: bool,
    participant: String,
    title: Said,
    href: String,
    step: Option<Said>,
    status: Mark,
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS);
    let timeline = match read(&visit, &asked).await {
        Ok(timeline) => timeline,
        Err(error) => return visit.failed(error),
    };
    let shell = visit
        .embeddable(Section::Timeline, "/timeline", asked.query())
        .with_feed(&asked.query());
    let shell = timeline.standing.frame(shell);
    let action = shell.href("/timeline");
    let in_year = |key: &str, year: i32| Link {
        text: words.with(key, &[("year", words.digits(year))]),
        href: address(&action, &asked.with_only("year", &year.to_string())),
    };
    let days = timeline.days();
    let next = days.iter().position(|due| due.on >= today);
    let mut months: Vec<Month> = vec![];
    for (place, due) in days.iter().enumerate() {
        let commitment = &due.record.commitment;
        let Some(title) = said(words, &commitment.title, commitment.original_language) else {
            continue;
        };
        let anchor = format!("m-{}", due.on.format("%Y-%m"));
        if months.last().is_none_or(|month| month.anchor != anchor) {
            months.push(Month {
                anchor,
                name: words.month(due.on),
                days: vec![],
            });
        }
        let row = Row {
            day: Day::new(words, due.on),
            is_next: next == Some(place),
            participant: timeline.names.undertaken_by(words, language_of(words), due.record),
            title,
            href: shell.href(&path_of(due.record)),
            step: due
                .milestone
                .and_then(|step| said(words, &step.title, step.original_language)),
            status: match due.milestone {
                Some(step) => Mark::new(words, "milestone-status", step.status.code()),
                None => Mark::commitment(words, commitment.status.code()),
            },
        };
        if let Some(month) = months.last_mut() {
            month.days.push(row);
        }
    }
    let is_full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= MOST);
    let rest = is_full(timeline.due.len()) || is_full(timeline.milestones.len());
    let suffixes = &["csv", "xlsx", "json", "zip", "atom", "ics"];
    let files = downloads(&shell, "/timeline", &asked.query(), days.len(), suffixes);
    let problems: Vec<Trouble> = troubles(words, &timeline.problems);
    let page = TimelinePage {
        heading: words.with("timeline-heading", &[("year", words.digits(timeline.year))]),
        problems,
        year: asked.first("year").unwrap_or_default().to_owned(),
        themes: timeline.names.theme_choices(words, &asked),
        groups: group_codes()
            .map(|code| asked.choice("group", code, group_name(words, code)))
            .collect(),
        picture: timeline.picture(words, &shell, today, &days),
        before: in_year("timeline-before", timeline.year - 1),
        after: in_year("timeline-after", timeline.year + 1),
        rest: rest.then(|| shell.href("/commitments?order=due_first")),
        downloads: files,
        months,
        action,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

async fn read(visit: &Visit, asked: &Asked) -> schema::Result<Timeline> {
    let today = visit.today;
    visit.read(async |conn| Timeline::read(conn, asked, today).await).await
}

/// `/{lang}/timeline.csv`, `.json`, `.xlsx`
pub async fn file(visit: Visit) -> HttpResponse {
    let asked = visit.asked(KEYS);
    let timeline = found(&visit, &asked).await;
    let sheet = timeline.map(|timeline| timeline.sheet(visit.words).with_permalinks(&visit, "reference"));
    Sheet::answer(&visit, sheet)
}

/// As [`read`], or everything that is wrong, for files.
async fn found(visit: &Visit, asked: &Asked) -> schema::Result<Timeline> {
    let mut timeline = read(visit, asked).await?;
    Problems(mem::take(&mut timeline.problems)).none_or_rejected()?;
    Ok(timeline)
}

/// `/{lang}/timeline.atom`: what was published last of the commitments whose days the page shows.
pub async fn atom(visit: Visit) -> HttpResponse {
    let (asked, words) = (visit.asked(KEYS), visit.words);
    let shell = visit.shell(Section::Timeline, "/timeline", asked.query());
    let timeline = found(&visit, &asked).await;
    let title = timeline.as_ref().map_or_else(
        |_| String::new(),
        |timeline| words.with("timeline-heading", &[("year", words.digits(timeline.year))]),
    );
    let news = timeline.map(|timeline| News::of_these(timeline.records, timeline.names));
    let title = words.with("feed-title-of", &[("what", title)]);
    News::answer(&visit, &shell, &title, ("timeline.atom", news))
}

/// `/{lang}/timeline.ics`: the days of a year, if one is asked for; else those from a year ago on, so that whoever
/// subscribes is told of what lies ahead in every year.
pub async fn ics(visit: Visit) -> HttpResponse {
    let (asked, today) = (visit.asked(KEYS), visit.today);
    let calendar = if asked.has("year") {
        found(&visit, &asked).await.map(|timeline| {
            let mut calendar = Calendar::new(&visit);
            for due in timeline.days() {
                calendar.add(due.record, due.milestone);
            }
            calendar
        })
    } else {
        let read = visit
            .read(async |conn| {
                let (_, narrowing) = conditions(conn, &asked, today).await?;
                Calendar::read(conn, today, &narrowing).await
            })
            .await;
        read.map(|days| Calendar::of(&visit, days))
    };
    Calendar::answer(&visit, "timeline.ics", calendar)
}
