//! `/{lang}/reporting`: how regularly are updates shared?

use super::{Names, News, Standing, filter};
use crate::directory::page::{NameOrder, path_of};
use crate::site::asked::{Key, known};
use crate::site::asking::{language_of, troubles};
use crate::site::commitments::Select;
use crate::site::files::downloads;
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::parts::{PERIOD_REPORTS, period_report};
use crate::site::{Asked, Choice, Day, Link, Mark, Section, Shell, Trouble, Visit};
use actix_web::HttpResponse;
use askama::Template;
use schema::commitments::{self as model, CommitmentFilter, PeriodReport, RegionalGroup, Reporting, StateReports};
use schema::text::Problems;
use schema::{Connection, Error, Problem};
use words::Words;

const KEYS: &[Key] = &[("group", 6), ("order", 1), ("theme", 100)];
/// States in no regional group.
const NONE: &str = "none";

/// States by regional group, and what became of their updates in each period.
#[derive(Template)]
#[template(path = "commitments/reporting.html")]
struct ReportingPage {
    words: Words,
    shell: Shell,
    problems: Vec<Trouble>,
    groups: Vec<Choice>,
    themes: Vec<Choice>,
    order: Select,
    /// In which order States are named, in words.
    listed: String,
    count: String,
    periods: Vec<Period>,
    bodies: Vec<Body>,
    /// A mark and its meaning.
    legend: Vec<(Mark, String)>,
    downloads: Vec<Link>,
}

struct Period {
    code: String,
    due: Day,
}

struct Body {
    name: String,
    rows: Vec<Row>,
}

struct Row {
    state: String,
    href: String,
    /// In the order of the periods.
    reports: Vec<Mark>,
}

/// What the address asks for.
struct Wanted {
    /// All, where none is asked for.
    groups: Vec<Option<RegionalGroup>>,
    themes: Vec<String>,
    order: NameOrder,
}

async fn wanted(conn: &mut Connection, asked: &Asked) -> schema::Result<Wanted> {
    let mut problems = Problems::default();
    let order = NameOrder::asked(asked, &mut problems);
    asked.only(&["order"]).lines(KEYS, &mut problems)?;
    let (themes, groups) = (filter(&asked.only(&["theme"]), conn).await, chosen(asked));
    let mut taken = |error| match error {
        Error::Rejected(more) => {
            problems.0.extend(more);
            Ok(())
        }
        other => Err(other),
    };
    let wanted = match (themes, groups) {
        (Ok(filter), Ok(groups)) => Some(Wanted {
            groups,
            themes: filter.themes,
            order,
        }),
        (themes, groups) => {
            themes.err().map_or(Ok(()), &mut taken)?;
            groups.err().map_or(Ok(()), &mut taken)?;
            None
        }
    };
    problems.none_or_rejected()?;
    wanted.ok_or_else(|| Error::internal("nothing was wrong"))
}

/// The groups asked for; all, where none is.
fn chosen(asked: &Asked) -> schema::Result<Vec<Option<RegionalGroup>>> {
    let (mut problems, mut groups) = (Problems::default(), vec![]);
    for (key, value) in asked.only(&["group"]).lines(KEYS, &mut problems)? {
        let group = if value == NONE {
            Some(None)
        } else {
            RegionalGroup::from_code(&value).map(Some)
        };
        groups.extend(known(&mut problems, key, group));
    }
    problems.none_or_rejected()?;
    let all = RegionalGroup::ALL.iter().copied().map(Some).chain([None]);
    Ok(all
        .filter(|group| groups.is_empty() || groups.contains(group))
        .collect())
}

fn is_in(state: &StateReports, group: Option<RegionalGroup>) -> bool {
    match group {
        Some(group) => state.groups.contains(&group),
        None => state.groups.is_empty(),
    }
}

fn code(group: Option<RegionalGroup>) -> &'static str {
    group.map_or(NONE, RegionalGroup::code)
}

struct Matrix {
    wanted: Wanted,
    reporting: Reporting,
    standing: Standing,
    names: Names,
    problems: Vec<Problem>,
}

async fn read(visit: &Visit, asked: &Asked) -> schema::Result<Matrix> {
    let Visit { words, today, .. } = *visit;
    visit
        .read(async |conn| {
            let (wanted, problems) = match wanted(conn, asked).await {
                Ok(wanted) => (wanted, vec![]),
                Err(Error::Rejected(problems)) => {
                    let nothing = Wanted {
                        groups: vec![],
                        themes: vec![],
                        order: NameOrder::default(),
                    };
                    (nothing, problems)
                }
                Err(error) => return Err(error),
            };
            let mut reporting = model::reporting(conn, today, model::PERIODS_SHOWN, &wanted.themes).await?;
            wanted.order.sort(words, &mut reporting.states, |state| &state.state);
            Ok(Matrix {
                wanted,
                reporting,
                standing: Standing::read(conn, today).await?,
                names: Names::read(conn, &[], &[]).await?,
                problems,
            })
        })
        .await
}

fn body(words: Words, shell: &Shell, reporting: &Reporting, group: Option<RegionalGroup>) -> Body {
    let row = |state: &StateReports| Row {
        state: state.state.name(language_of(words)).to_owned(),
        href: shell.href(&path_of(&state.state).unwrap_or_default()),
        reports: state
            .reports
            .iter()
            .map(|report| period_report(words, report.map(PeriodReport::code)))
            .collect(),
    };
    let its = reporting.states.iter().filter(|state| is_in(state, group));
    Body {
        name: words.name("regional-group", code(group)),
        rows: its.map(row).collect(),
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let matrix = match read(&visit, &asked).await {
        Ok(read) => read,
        Err(error) => return visit.failed(error),
    };
    let (reporting, groups) = (&matrix.reporting, &matrix.wanted.groups);
    let problems = troubles(words, &matrix.problems);
    let shell = matrix.standing.frame(
        visit
            .embeddable(Section::Reporting, "/reporting", asked.query())
            .with_feed(&asked.only(&["group", "theme"]).query()),
    );
    let listed = reporting
        .states
        .iter()
        .filter(|state| groups.iter().any(|group| is_in(state, *group)))
        .count();
    let choice = |group: Option<RegionalGroup>| {
        let code = code(group);
        asked.choice("group", code, words.name("regional-group", code))
    };
    let rows = listed * reporting.periods.len();
    let page = ReportingPage {
        groups: RegionalGroup::ALL
            .iter()
            .copied()
            .map(Some)
            .chain([None])
            .map(choice)
            .collect(),
        themes: matrix.names.theme_choices(words, &asked),
        order: matrix.wanted.order.select(words),
        listed: matrix.wanted.order.said(words),
        count: words.with("reporting-states-count", &[("n", listed)]),
        periods: reporting
            .periods
            .iter()
            .map(|period| Period {
                code: period.code.clone(),
                due: Day::new(words, period.due_on),
            })
            .collect(),
        bodies: groups
            .iter()
            .map(|group| body(words, &shell, reporting, *group))
            .filter(|body| !body.rows.is_empty())
            .collect(),
        legend: PERIOD_REPORTS
            .map(|code| {
                let word = code.unwrap_or(NONE);
                (
                    period_report(words, code),
                    words.text(&format!("period-report-{word}-means")),
                )
            })
            .into(),
        downloads: downloads(
            &shell,
            "/reporting",
            &asked.query(),
            rows,
            &["csv", "xlsx", "json", "zip", "atom"],
        ),
        problems,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

/// A row for each State and period; a State in two groups once.
pub async fn file(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let sheet = match read(&visit, &asked).await {
        Ok(matrix) if !matrix.problems.is_empty() => Err(Error::Rejected(matrix.problems)),
        Ok(Matrix { wanted, reporting, .. }) => Ok(Sheet {
            name: wanted.order.file("reporting"),
            columns: vec![
                "state",
                "state_name",
                "regional_groups",
                "period",
                "from_on",
                "to_on",
                "due_on",
                "report",
                "report_label",
            ],
            rows: reporting
                .states
                .iter()
                .filter(|state| wanted.groups.iter().any(|group| is_in(state, *group)))
                .flat_map(|state| rows(words, &reporting, state))
                .collect(),
        }
        .with_permalinks(&visit, "state")),
        Err(error) => Err(error),
    };
    Sheet::answer(&visit, sheet)
}

fn rows(words: Words, reporting: &Reporting, state: &StateReports) -> Vec<Vec<Cell>> {
    let groups: Vec<&str> = state.groups.iter().map(|group| group.code()).collect();
    let row = |(period, report): (&model::ReportingPeriod, &Option<PeriodReport>)| {
        vec![
            state.state.code.as_deref().into(),
            state.state.name(language_of(words)).into(),
            groups.join(";").into(),
            period.code.as_str().into(),
            period.from_on.into(),
            period.to_on.into(),
            period.due_on.into(),
            report.map(PeriodReport::code).into(),
            report.map(|report| words.name("period-report", report.code())).into(),
        ]
    };
    reporting.periods.iter().zip(&state.reports).map(row).collect()
}

/// `/{lang}/reporting.atom`: what States undertook of which something was published last; those of a group, and on a theme,
/// if one is asked for.
pub async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS).only(&["group", "theme"]);
    let read = visit
        .read(async |conn| {
            let wanted = wanted(conn, &asked).await?;
            let of_groups = CommitmentFilter {
                groups: wanted.groups.into_iter().map(|group| code(group).to_owned()).collect(),
                themes: wanted.themes,
                ..CommitmentFilter::default()
            };
            News::of(conn, today, &of_groups).await
        })
        .await;
    let shell = visit.shell(Section::Reporting, "/reporting", asked.query());
    let title = words.with("feed-title-of", &[("what", words.text("reporting-heading"))]);
    News::answer(&visit, &shell, &title, ("reporting.atom", read))
}
