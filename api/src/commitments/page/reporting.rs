//! `/{lang}/reporting`: how regularly are updates shared?

use super::Standing;
use crate::app::Web;
use crate::site::asked::{Key, known};
use crate::site::asking::{failed, language_of, troubles};
use crate::site::cache::answer_to;
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::files::{SHEETS, downloads};
use crate::site::parts::{PERIOD_REPORTS, period_report};
use crate::site::{Asked, Cache, Choice, Day, Link, Mark, PageLanguage, Section, Shell, Site, Trouble};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use schema::commitments::{self as model, PeriodReport, RegionalGroup, Reporting, StateReports};
use schema::text::Problems;
use schema::{Actor, Connection, Error};
use words::Words;

const KEYS: &[Key] = &[("group", 6)];
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

/// The groups asked for; all, where none is.
fn chosen(asked: &Asked) -> schema::Result<Vec<Option<RegionalGroup>>> {
    let (mut problems, mut groups) = (Problems::default(), vec![]);
    for (key, value) in asked.lines(KEYS, &mut problems)? {
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

async fn read(settings: &Web) -> schema::Result<(Reporting, Standing)> {
    let today = settings.clock.now().date_naive();
    settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let reporting = model::reporting(conn, today, model::PERIODS_SHOWN).await?;
            Ok((reporting, Standing::read(conn, today).await?))
        })
        .await
}

fn body(words: Words, shell: &Shell, reporting: &Reporting, group: Option<RegionalGroup>) -> Body {
    let row = |state: &StateReports| Row {
        state: state.state.name(language_of(words)).to_owned(),
        href: shell.href(&format!(
            "/commitments?state={}",
            state.state.code.as_deref().unwrap_or_default()
        )),
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

pub async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS);
    let (groups, problems) = match chosen(&asked) {
        Ok(groups) => (groups, vec![]),
        Err(Error::Rejected(problems)) => (vec![], troubles(words, &problems)),
        Err(error) => return failed(&request, words, error),
    };
    let (reporting, standing) = match read(&settings).await {
        Ok(read) => read,
        Err(error) => return failed(&request, words, error),
    };
    let shell = standing.frame(Shell::new(
        words,
        &site,
        Section::Reporting,
        "/reporting",
        asked.query(),
    ));
    let listed = reporting
        .states
        .iter()
        .filter(|state| groups.iter().any(|group| is_in(state, *group)))
        .count();
    let choice = |group: Option<RegionalGroup>| Choice {
        value: code(group).to_owned(),
        text: words.name("regional-group", code(group)),
        is_chosen: asked.values("group").iter().any(|chosen| chosen == code(group)),
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
            .map(|group| body(words, &shell, &reporting, *group))
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
        downloads: downloads(&shell, "/reporting", &asked.query(), rows, &SHEETS),
        problems,
        words,
        shell,
    };
    answer_to(&request, &page.problems, &page, Cache::REGISTER)
}

/// A row for each State and period; a State in two groups once.
pub async fn file(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let sheet = match chosen(&Asked::read(request.query_string(), KEYS)) {
        Ok(groups) => read(&settings).await.map(|(reporting, _)| Sheet {
            name: "reporting".to_owned(),
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
                .filter(|state| groups.iter().any(|group| is_in(state, *group)))
                .flat_map(|state| rows(words, &reporting, state))
                .collect(),
        }),
        Err(error) => Err(error),
    };
    Sheet::answer(&request, words, sheet)
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
