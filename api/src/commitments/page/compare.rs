//! `/{lang}/compare`: what did two or three States undertake, theme by theme? No differences are drawn; each is read as
//! submitted.

use super::{Names, Standing, filter, path_of};
use crate::directory::page::path_of as path_of_state;
use crate::site::asked::{Key, known};
use crate::site::asking::{language_of, said, troubles};
use crate::site::files::sheet::{Cell, Sheet};
use crate::site::files::{SHEETS, downloads};
use crate::site::{Asked, Choice, Link, Mark, Said, Section, Shell, Trouble, Visit};
use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{self as model, Compared, Record};
use schema::directory::{Participant, ParticipantFilter, ParticipantKind, participants, participants_by_codes};
use schema::page::Page;
use schema::text::Problems;
use schema::{Actor, Connection, Error, Problem, ProblemCode};
use std::collections::HashMap;
use words::Words;

const KEYS: &[Key] = &[("state", 3), ("theme", 100)];
/// Of one State on one theme; the rest is in the list.
const SHOWN: i64 = 10;
/// More than there are States; the list of them is closed.
const CHOICES: i64 = 400;

/// A form to choose States, and their commitments side by side.
#[derive(Template)]
#[template(path = "commitments/compare.html")]
struct ComparePage {
    words: Words,
    shell: Shell,
    problems: Vec<Trouble>,
    /// Three fields to choose in.
    fields: Vec<Field>,
    themes: Vec<Choice>,
    caption: String,
    states: Vec<Link>,
    rows: Vec<Row>,
    downloads: Vec<Link>,
}

struct Field {
    id: String,
    label: String,
    choices: Vec<Choice>,
}

struct Row {
    theme: String,
    /// In the order of the States.
    cells: Vec<Entries>,
}

struct Entries {
    state: String,
    items: Vec<Item>,
    /// To all of them, where not all are shown.
    all: Option<Link>,
}

struct Item {
    title: Said,
    href: String,
    status: Mark,
}

#[derive(Default)]
struct Side {
    /// In protocol order, whatever the address says.
    states: Vec<Participant>,
    compared: Vec<Compared>,
    /// Those that are compared; all where none is named.
    chosen: Vec<String>,
    records: HashMap<CommitmentId, Record>,
}

impl Side {
    async fn read(conn: &mut Connection, asked: &Asked, at_most: i64) -> schema::Result<Self> {
        let mut problems = Problems::default();
        let chosen = match filter(&asked.only(&["theme"]), conn).await {
            Err(Error::Rejected(more)) => {
                problems.0.extend(more);
                vec![]
            }
            read => read?.themes,
        };
        let codes: Vec<String> = asked
            .only(&["state"])
            .lines(KEYS, &mut problems)?
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        let found = participants_by_codes(conn, &codes).await?;
        let mut states: Vec<Participant> = vec![];
        for code in &codes {
            let is_it = |one: &&Participant| {
                one.kind.is_state() && one.code.as_deref().is_some_and(|its| its.eq_ignore_ascii_case(code))
            };
            let state = known(&mut problems, "state", found.iter().find(is_it));
            states.extend(
                state
                    .filter(|one| states.iter().all(|there| there.id != one.id))
                    .cloned(),
            );
        }
        problems.none_or_rejected()?;
        match states.len() {
            0 => return Ok(Self::default()),
            1 => return Err(Problem::new("state", ProblemCode::Required).into()),
            _ => {}
        }
        states.sort_by(|one, other| (&one.sort_key, one.id).cmp(&(&other.sort_key, other.id)));
        let ids: Vec<ParticipantId> = states.iter().map(|state| state.id).collect();
        let compared = model::compared(conn, &ids, at_most).await?;
        let mut ids: Vec<CommitmentId> = compared.iter().map(|one| one.commitment_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let records = model::commitments_by_ids(conn, &Actor::Visitor, &ids).await?;
        Ok(Self {
            states,
            compared,
            chosen,
            records: records
                .into_iter()
                .map(|record| (record.commitment.id, record))
                .collect(),
        })
    }

    /// Themes in their order; then, if there is such a commitment, none.
    fn themes<'a>(&self, names: &'a Names) -> Vec<Option<&'a str>> {
        let all = names.themes.iter().map(|theme| theme.code.as_str());
        let is_chosen = |theme: &&str| self.chosen.is_empty() || self.chosen.iter().any(|one| one == theme);
        let mut themes: Vec<Option<&str>> = all.filter(is_chosen).map(Some).collect();
        if self.chosen.is_empty() && self.compared.iter().any(|one| one.theme.is_none()) {
            themes.push(None);
        }
        themes
    }

    fn on<'a>(
        &'a self,
        state: &'a Participant,
        theme: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a Compared, &'a Record)> {
        self.compared
            .iter()
            .filter(move |one| one.participant_id == state.id && one.theme.as_deref() == theme)
            .filter_map(|one| Some((one, self.records.get(&one.commitment_id)?)))
    }

    fn entries(&self, words: Words, shell: &Shell, state: &Participant, theme: Option<&str>) -> Entries {
        let item = |record: &Record| {
            Some(Item {
                title: said(words, &record.commitment.title, record.commitment.original_language)?,
                href: shell.href(&path_of(record)),
                status: Mark::commitment(words, record.commitment.status.code()),
            })
        };
        let total = self.on(state, theme).next().map_or(0, |(one, _)| one.total);
        let items: Vec<Item> = self.on(state, theme).filter_map(|(_, record)| item(record)).collect();
        let code = state.code.as_deref().unwrap_or_default();
        let query = theme.map_or_else(
            || format!("state={code}"),
            |theme| format!("state={code}&theme={theme}"),
        );
        let all = (total > SHOWN).then(|| Link {
            text: words.with("compare-all", &[("n", total)]),
            href: shell.href(&format!("/commitments?{query}")),
        });
        Entries {
            state: state.name(language_of(words)).to_owned(),
            items,
            all,
        }
    }
}

struct Read {
    side: Side,
    names: Names,
    standing: Standing,
    choices: Vec<Participant>,
    problems: Vec<Problem>,
}

impl Read {
    async fn read(conn: &mut Connection, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let (side, problems) = match Side::read(conn, asked, SHOWN).await {
            Ok(side) => (side, vec![]),
            Err(Error::Rejected(problems)) => (Side::default(), problems),
            Err(error) => return Err(error),
        };
        let states = ParticipantFilter {
            kinds: vec![
                ParticipantKind::MemberState,
                ParticipantKind::ObserverState,
                ParticipantKind::NonMemberState,
            ],
            ..ParticipantFilter::default()
        };
        Ok(Self {
            names: Names::read(conn, &[], &[]).await?,
            standing: Standing::read(conn, today).await?,
            choices: participants(conn, today, &states, &Page::first(CHOICES)).await?.rows,
            side,
            problems,
        })
    }

    /// Three fields, with the States that the address names chosen in them.
    fn fields(&self, words: Words, asked: &Asked) -> Vec<Field> {
        let mut chosen = self.choices.iter().filter(|state| {
            let code = state.code.as_deref().unwrap_or_default();
            asked
                .values("state")
                .iter()
                .any(|value| value.eq_ignore_ascii_case(code))
        });
        ["compare-one", "compare-another", "compare-third"]
            .into_iter()
            .zip(["state", "state-2", "state-3"])
            .map(|(label, id)| {
                let its = chosen.next().map(|state| state.id);
                let choice = |state: &Participant| {
                    Some(Choice {
                        value: state.code.clone()?,
                        text: state.name(language_of(words)).to_owned(),
                        is_chosen: its == Some(state.id),
                    })
                };
                Field {
                    id: id.to_owned(),
                    label: words.text(label),
                    choices: self.choices.iter().filter_map(choice).collect(),
                }
            })
            .collect()
    }

    /// What is wrong, at the form; how many States there must be is said once.
    fn troubles(&self, words: Words) -> Vec<Trouble> {
        let counts = |problem: &&Problem| matches!(problem.code, ProblemCode::Required | ProblemCode::TooMany);
        if self.problems.iter().any(|problem| counts(&problem)) {
            return vec![Trouble {
                field: "state".to_owned(),
                message: words.text("compare-two-or-three"),
            }];
        }
        troubles(words, &self.problems)
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS);
    let read = match visit.read(async |conn| Read::read(conn, &asked, today).await).await {
        Ok(read) => read,
        Err(error) => return visit.failed(error),
    };
    let shell = visit.embeddable(Section::Reporting, "/compare", asked.query());
    let shell = read.standing.frame(shell);
    let side = &read.side;
    let names: Vec<&str> = side.states.iter().map(|state| state.name(language_of(words))).collect();
    let row = |theme: Option<&str>| Row {
        theme: theme.map_or_else(
            || words.text("compare-no-theme"),
            |theme| read.names.theme(words, theme),
        ),
        cells: side
            .states
            .iter()
            .map(|state| side.entries(words, &shell, state, theme))
            .collect(),
    };
    let (rows, downloads) = if side.states.is_empty() {
        (vec![], vec![])
    } else {
        let themes = side.themes(&read.names);
        let lines: i64 = themes
            .iter()
            .flat_map(|theme| side.states.iter().map(move |state| (state, *theme)))
            .map(|(state, theme)| side.on(state, theme).next().map_or(1, |(one, _)| one.total))
            .sum();
        let files = downloads(&shell, "/compare", &asked.query(), lines, &SHEETS);
        (themes.into_iter().map(row).collect(), files)
    };
    let page = ComparePage {
        problems: read.troubles(words),
        fields: read.fields(words, &asked),
        themes: read.names.theme_choices(words, &asked),
        caption: if names.is_empty() {
            String::new()
        } else {
            words.with("compare-caption", &[("states", words.and(&names))])
        },
        states: side
            .states
            .iter()
            .map(|state| Link {
                text: state.name(language_of(words)).to_owned(),
                href: shell.href(&path_of_state(state).unwrap_or_default()),
            })
            .collect(),
        rows,
        downloads,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

/// A row for each commitment on each theme, and one without a reference where none is recorded.
pub async fn file(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let read = visit
        .read(async |conn| {
            let side = Side::read(conn, &asked, i64::MAX).await?;
            if side.states.is_empty() {
                return Err(Problem::new("state", ProblemCode::Required).into());
            }
            Ok((side, Names::read(conn, &[], &[]).await?))
        })
        .await;
    let sheet = read.map(|(side, names)| Sheet {
        name: "compare".to_owned(),
        columns: vec![
            "theme",
            "theme_label",
            "state",
            "state_name",
            "reference",
            "title",
            "title_language",
            "original_language",
            "status",
            "status_label",
            "id",
        ],
        rows: rows(words, &side, &names),
    });
    let sheet = sheet.map(|sheet| sheet.with_permalinks(&visit, "reference"));
    Sheet::answer(&visit, sheet)
}

fn rows(words: Words, side: &Side, names: &Names) -> Vec<Vec<Cell>> {
    let mut rows = vec![];
    for theme in side.themes(names) {
        for state in &side.states {
            let beginning: Vec<Cell> = vec![
                theme.into(),
                theme
                    .map_or_else(|| words.text("compare-no-theme"), |theme| names.theme(words, theme))
                    .into(),
                state.code.as_deref().into(),
                state.name(language_of(words)).into(),
            ];
            let before = rows.len();
            for (_, record) in side.on(state, theme) {
                let commitment = &record.commitment;
                let title = commitment.title.shown(language_of(words), commitment.original_language);
                let status = commitment.status.code();
                let mut row = beginning.clone();
                row.extend([
                    commitment.reference.as_str().into(),
                    title.as_ref().map(|shown| shown.text).into(),
                    title.as_ref().map(|shown| shown.language.code()).into(),
                    commitment.original_language.code().into(),
                    status.into(),
                    words.name("commitment-status", status).into(),
                    commitment.id.to_string().into(),
                ]);
                rows.push(row);
            }
            if rows.len() == before {
                let mut row = beginning;
                row.resize(11, Cell::Nothing);
                rows.push(row);
            }
        }
    }
    rows
}
