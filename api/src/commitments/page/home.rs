//! `/{lang}/`: what is tracked, what moved lately?

use super::{Names, Standing, path_of};
use crate::site::asking::{language_of, said};
use crate::site::cache::see_other;
use crate::site::charts::{self, GrowthPicture};
use crate::site::commitments::{HomePage, LatestUpdate, NextDate, StatusBars, ThemeFigures};
use crate::site::files::downloads;
use crate::site::{Asked, Day, PageLanguage, Said, Section, Shell, Visit};
use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentFilter, CommitmentOrder, CommitmentStatus, Milestone, MonthFigure, ProgressUpdate,
    ProgressUpdateStatus, Record, Tally, ThemeFigure, UpdateFilter,
};
use schema::page::{Page, cursor};
use schema::{Actor, Connection, Error};
use words::Words;

const LATEST: i64 = 10;
const NEXT: i64 = 5;

/// `/en` is `/en/`.
pub async fn without_slash(PageLanguage(words): PageLanguage) -> HttpResponse {
    see_other(&format!("/{}/", words.code()), (header::VARY, "Accept-Language"))
}

struct Home {
    standing: Standing,
    tally: Tally,
    figures: Vec<ThemeFigure>,
    updates: Vec<ProgressUpdate>,
    due: Vec<Record>,
    milestones: Vec<Milestone>,
    records: Vec<Record>,
    names: Names,
    months: Vec<MonthFigure>,
}

impl Home {
    async fn read(conn: &mut Connection, today: NaiveDate) -> schema::Result<Self> {
        let visitor = &Actor::Visitor;
        let published = UpdateFilter {
            statuses: vec![ProgressUpdateStatus::Published],
            ..UpdateFilter::default()
        };
        let updates = model::progress_updates(conn, visitor, &published, &Page::first(LATEST))
            .await?
            .rows;
        // Behind the place that today has in the order by date.
        let order = CommitmentOrder::DueFirst;
        let ahead = Page {
            cursor: Some(cursor(order.code(), &(today, uuid::Uuid::nil()))),
            ..Page::first(NEXT)
        };
        let open = CommitmentFilter {
            statuses: vec![CommitmentStatus::Published, CommitmentStatus::InProgress],
            ..CommitmentFilter::default()
        };
        let mut due = model::commitments(conn, visitor, today, &open, order, &ahead)
            .await?
            .rows;
        due.retain(|record| record.commitment.due_on().is_some());
        let milestones = model::milestones_ahead(conn, visitor, today, NEXT).await?;
        let mut ids: Vec<CommitmentId> = updates.iter().map(|update| update.commitment_id).collect();
        ids.extend(milestones.iter().map(|milestone| milestone.commitment_id));
        let records = model::commitments_by_ids(conn, visitor, &ids).await?;
        let says: Vec<ParticipantId> = updates.iter().map(|update| update.participant_id).collect();
        Ok(Self {
            standing: Standing::read(conn, today).await?,
            tally: model::tally(conn, visitor, today, &CommitmentFilter::default()).await?,
            figures: model::figures_by_theme(conn, visitor).await?,
            names: Names::read(conn, &[records.as_slice(), due.as_slice()].concat(), &says).await?,
            months: model::figures_by_month(conn, visitor, today).await?,
            updates,
            due,
            milestones,
            records,
        })
    }

    fn record(&self, id: CommitmentId) -> Option<&Record> {
        self.records.iter().find(|record| record.commitment.id == id)
    }

    fn latest(&self, words: Words, shell: &Shell) -> Vec<LatestUpdate> {
        let latest = |update: &ProgressUpdate| {
            let record = self.record(update.commitment_id)?;
            self.names.latest(words, shell, update, record)
        };
        self.updates.iter().filter_map(latest).collect()
    }

    fn next(&self, words: Words, shell: &Shell) -> Vec<NextDate> {
        let next = |day: NaiveDate, record: &Record, what: Said| {
            let title = said(words, &record.commitment.title, record.commitment.original_language)?;
            let next = NextDate {
                day: Day::new(words, day),
                participant: self.names.undertaken_by(words, language_of(words), record),
                title: title.without_note(),
                href: shell.href(&path_of(record)),
                what,
            };
            Some((day, next))
        };
        let due = self.due.iter().filter_map(|record| {
            let kind = if record.commitment.definitive_on.is_some() {
                "definitive_on"
            } else {
                "indicative_on"
            };
            next(
                record.commitment.due_on()?,
                record,
                Said::ours(words, words.name("date-kind", kind)),
            )
        });
        let steps = self.milestones.iter().filter_map(|milestone| {
            let title = said(words, &milestone.title, milestone.original_language)?;
            next(milestone.due_on, self.record(milestone.commitment_id)?, title)
        });
        let mut all: Vec<(NaiveDate, NextDate)> = due.chain(steps).collect();
        all.sort_by_key(|(day, _)| *day);
        all.into_iter().take(NEXT as usize).map(|(_, next)| next).collect()
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let home = match visit.read(async |conn| Home::read(conn, today).await).await {
        Ok(home) => home,
        Err(error) => return visit.failed(error),
    };
    let shell = home
        .standing
        .frame(visit.embeddable(Section::Home, "/", "").with_feed(""));
    let page = HomePage {
        counts: counts(words, home.tally),
        bars: bars(words, &shell, &home.names, &home.figures, &Asked::default()),
        latest: home.latest(words, &shell),
        next: home.next(words, &shell),
        growth: charts::years(words, &home.months),
        growth_picture: if home.months.is_empty() {
            String::new()
        } else {
            match growth(words, vec![], home.months, true).render() {
                Ok(picture) => picture,
                Err(error) => return visit.failed(Error::internal(error)),
            }
        },
        downloads: downloads(&shell, "", "", home.figures.len(), &["csv", "json", "atom", "ics"]),
        words,
        shell,
    };
    page.shell.framed(visit.page(&page))
}

fn growth(words: Words, lines: Vec<String>, months: Vec<MonthFigure>, is_inline: bool) -> GrowthPicture {
    GrowthPicture {
        words,
        heading: words.text("growth-heading"),
        lines,
        months,
        is_inline,
    }
}

/// `/{lang}.svg`: what was published over time, as a picture that other pages may show.
pub async fn growth_as_svg(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let read = visit
        .read(async |conn| {
            let months = model::figures_by_month(conn, &Actor::Visitor, today).await?;
            Ok((months, Standing::read(conn, today).await?))
        })
        .await;
    let drawn = read.and_then(|(months, standing)| {
        let shell = standing.frame(visit.shell(Section::Home, "/", ""));
        let mut lines = vec![words.text("growth-caption")];
        lines.extend(as_of(&shell));
        growth(words, lines, months, false).render().map_err(Error::internal)
    });
    visit.picture("growth.svg", drawn)
}

/// The line that says of when a picture is, and where it comes from.
pub fn as_of(shell: &Shell) -> Option<String> {
    let moment = shell.as_of.as_ref()?;
    let said = shell.words.with("footer-as-of", &[("moment", moment.as_str())]);
    Some(format!("{} · {said}", shell.site))
}

/// `214 commitments`, `Shared by 42 participants`, `9 reported complete`.
pub fn counts(words: Words, tally: Tally) -> Vec<String> {
    let count = |key: &str, n: i64| words.with(key, &[("n", n)]);
    vec![
        count("commitments-count", tally.commitments),
        count("commitments-shared-by", tally.participants),
        count("commitments-reported-complete", tally.completed),
    ]
}

/// Themes in their order, each leading to its commitments among those asked for.
pub fn bars(words: Words, shell: &Shell, names: &Names, figures: &[ThemeFigure], asked: &Asked) -> StatusBars {
    let theme = |code: &str| ThemeFigures {
        theme: names.theme(words, code),
        href: shell.href(&format!("/commitments?{}", asked.with_only("theme", code))),
        counts: figures
            .iter()
            .filter(|figure| figure.theme == code)
            .map(|figure| (figure.status.code(), u64::try_from(figure.count).unwrap_or(0)))
            .collect(),
    };
    let themes: Vec<ThemeFigures> = names.themes.iter().map(|one| theme(&one.code)).collect();
    StatusBars::new(words, &themes)
}
