//! `/{lang}/commitments`: which pledges exist on X?

use super::filters::{FILTERS, KEYS, filter, is_filtered, label, order};
use super::home::{as_of, bars, counts};
use super::{Names, Standing};
use crate::directory::page::{group_codes, group_name};
use crate::site::asked::address;
use crate::site::asking::{language_of, said, troubles};
use crate::site::charts::BarsPicture;
use crate::site::commitments::{Chosen, Filters, ListPage, Select, StatusBars};
use crate::site::files::downloads;
use crate::site::parts::{PUBLIC_STATUSES, coded};
use crate::site::{Asked, Choice, Link, Section, Shell, Trouble, Visit, words_of};
use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;
use schema::commitments::{self as model, Record, ReportingLight, Tally, ThemeFigure};
use schema::directory::{Participant, ParticipantFilter, ParticipantKind, participants};
use schema::page::{Page, Rows};
use schema::sources::{Provision, provisions};
use schema::{Actor, Connection, Error, Problem};
use words::Words;

const ROWS: i64 = 50;
/// More than there are States; the list of them is closed.
const CHOICES: i64 = 400;

struct Listed {
    standing: Standing,
    tally: Tally,
    figures: Vec<ThemeFigure>,
    rows: Rows<Record>,
    names: Names,
    states: Vec<Participant>,
    organizations: Vec<Participant>,
    provisions: Vec<Provision>,
    problems: Vec<Problem>,
}

impl Listed {
    async fn read(conn: &mut Connection, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let (mut tally, mut figures, mut problems) = (Tally::default(), vec![], vec![]);
        let mut rows = Rows {
            rows: vec![],
            has_next: false,
            has_previous: false,
        };
        match Self::found(conn, asked, today).await {
            Ok(found) => (tally, figures, rows) = found,
            Err(Error::Rejected(wrong)) => problems = wrong,
            Err(other) => return Err(other),
        }
        let of = |kinds: &[ParticipantKind]| ParticipantFilter {
            kinds: kinds.to_vec(),
            ..ParticipantFilter::default()
        };
        let states = of(&[ParticipantKind::MemberState, ParticipantKind::ObserverState]);
        let organizations = of(&[ParticipantKind::RegionalOrganization, ParticipantKind::TechnicalNetwork]);
        Ok(Self {
            standing: Standing::read(conn, today).await?,
            names: Names::read(conn, &rows.rows, &[]).await?,
            states: participants(conn, today, &states, &Page::first(CHOICES)).await?.rows,
            organizations: participants(conn, today, &organizations, &Page::first(CHOICES))
                .await?
                .rows,
            provisions: provisions(conn).await?,
            tally,
            figures,
            rows,
            problems,
        })
    }

    async fn found(
        conn: &mut Connection,
        asked: &Asked,
        today: NaiveDate,
    ) -> schema::Result<(Tally, Vec<ThemeFigure>, Rows<Record>)> {
        let visitor = &Actor::Visitor;
        let filter = filter(asked, conn).await?;
        let rows = model::commitments(conn, visitor, today, &filter, order(asked)?, &asked.page(ROWS)).await?;
        let figures = match (asked.first("after"), is_filtered(asked)) {
            (Some(_), _) => vec![],
            (None, true) => model::figures_among(conn, visitor, today, &filter).await?,
            (None, false) => model::figures_by_theme(conn, visitor).await?,
        };
        Ok((model::tally(conn, visitor, today, &filter).await?, figures, rows))
    }

    fn filters(&self, words: Words, shell: &Shell, asked: &Asked) -> Filters {
        let language = language_of(words);
        let choice = |key: &str, value: &str, text: String| Choice {
            value: value.to_owned(),
            text,
            is_chosen: asked
                .values(key)
                .iter()
                .any(|chosen| chosen.eq_ignore_ascii_case(value)),
        };
        let bodies = |key: &str, all: &[Participant]| -> Vec<Choice> {
            let one = |body: &Participant| Some(choice(key, body.code.as_deref()?, body.name(language).to_owned()));
            all.iter().filter_map(one).collect()
        };
        let themes = self
            .names
            .themes
            .iter()
            .map(|theme| choice("theme", &theme.code, self.names.theme(words, &theme.code)));
        let clause = |provision: &Provision| {
            let title = said(words, &provision.title, schema::Language::En)
                .map(|said| said.text)
                .unwrap_or_default();
            choice("provision", &provision.reference, coded(&provision.reference, &title))
        };
        let statuses = PUBLIC_STATUSES.map(|code| choice("status", code, words.name("commitment-status", code)));
        let lights = ReportingLight::ALL
            .iter()
            .map(|light| choice("light", light.code(), words.name("light", light.code())));
        let groups = group_codes().map(|code| choice("group", code, group_name(words, code)));
        let languages = schema::Language::ALL
            .iter()
            .map(|one| choice("doclang", one.code(), words_of(*one).language().own_name().to_owned()));
        let select = |name: &'static str, choices: Vec<Choice>| Select {
            name,
            label: words.text(label(name)),
            choices,
        };
        let selects = vec![
            select("state", bodies("state", &self.states)),
            select("org", bodies("org", &self.organizations)),
            select("group", groups.collect()),
            select("theme", themes.collect()),
            select("provision", self.provisions.iter().map(clause).collect()),
            select("status", statuses.into()),
            select("light", lights.collect()),
            select("doclang", languages.collect()),
        ];
        let action = shell.href("/commitments");
        let mut chosen = vec![];
        for key in FILTERS {
            let select = selects.iter().find(|select| select.name == key);
            let label = words.text(label(key));
            for value in asked.values(key) {
                let known = select.and_then(|select| {
                    select
                        .choices
                        .iter()
                        .find(|choice| choice.value.eq_ignore_ascii_case(value))
                });
                let shown = known.map_or(value.as_str(), |choice| choice.text.as_str());
                chosen.push(Chosen::new(
                    words,
                    &label,
                    shown,
                    address(&action, &asked.without(key, value)),
                ));
            }
        }
        Filters {
            action,
            selects,
            year: asked.first("year").unwrap_or_default().to_owned(),
            text: asked.first("q").unwrap_or_default().to_owned(),
            chosen,
        }
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS);
    let listed = match visit.read(async |conn| Listed::read(conn, &asked, today).await).await {
        Ok(listed) => listed,
        Err(error) => return visit.failed(error),
    };
    let shell = listed.standing.frame(
        visit
            .embeddable(Section::Commitments, "/commitments", asked.query())
            .with_feed(&asked.without_place().query()),
    );
    let here = shell.href("/commitments");
    let next = listed
        .rows
        .rows
        .last()
        .filter(|_| listed.rows.has_next)
        .zip(order(&asked).ok());
    let next = next.map(|(record, order)| address(&here, &asked.after(record.cursor(order))));
    let is_first_page = asked.first("after").is_none();
    let shown_in_form = |trouble: &Trouble| FILTERS.contains(&trouble.field.as_str());
    let problems: Vec<Trouble> = troubles(words, &listed.problems)
        .into_iter()
        .map(|trouble| {
            if shown_in_form(&trouble) {
                trouble
            } else {
                trouble.elsewhere(words)
            }
        })
        .collect();
    let page = ListPage {
        counts: counts(words, listed.tally),
        bars: if is_first_page {
            bars(words, &shell, &listed.names, &listed.figures, &asked)
        } else {
            StatusBars::default()
        },
        is_first_page,
        picture: Some(address(&shell.href("/commitments.svg"), &asked.without_place().query())),
        filters: listed.filters(words, &shell, &asked),
        rows: listed
            .rows
            .rows
            .iter()
            .filter_map(|record| listed.names.row(words, &shell, today, record))
            .collect(),
        first: (!is_first_page).then(|| address(&here, &asked.without_place().query())),
        next,
        downloads: downloads(
            &shell,
            "/commitments",
            &asked.without_place().query(),
            listed.tally.commitments,
            &["csv", "xlsx", "json", "zip", "atom", "ics"],
        ),
        subscribe: Link {
            text: words.text("subscribe-link"),
            href: address(&shell.href("/subscribe"), &asked.without_place().query()),
        },
        problems,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

/// `/{lang}/commitments.svg`: status by theme of what the address asks for, as a picture that other pages may show.
pub async fn svg(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS).without_place();
    let read = visit
        .read(async |conn| {
            let (_, figures, _) = Listed::found(conn, &asked, today).await?;
            Ok((
                figures,
                Names::read(conn, &[], &[]).await?,
                Standing::read(conn, today).await?,
            ))
        })
        .await;
    let drawn = read.and_then(|(figures, names, standing)| {
        let shell = visit.shell(Section::Commitments, "/commitments", asked.query());
        let shell = standing.frame(shell);
        let mut lines = vec![words.text("status-bars-caption")];
        lines.extend(as_of(&shell));
        let picture = BarsPicture {
            words,
            heading: words.text("status-bars-heading"),
            bars: bars(words, &shell, &names, &figures, &asked),
            lines,
        };
        picture.render().map_err(Error::internal)
    });
    visit.picture("commitments.svg", drawn)
}
