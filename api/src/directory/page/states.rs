//! `/{lang}/states`: who takes part and how?

use super::belonging::{group_name, lasts_on};
use super::path_of;
use super::{NameOrder, group_codes};
use crate::commitments::page::{Names, News, Standing, filter};
use crate::site::asked::{Key, address};
use crate::site::asking::{language_of, troubles};
use crate::site::commitments::{Chosen, Select};
use crate::site::directory::{StateRow, StatesFilter, StatesPage};
use crate::site::embed::EMBED;
use crate::site::files::downloads;
use crate::site::files::sheet::Sheet;
use crate::site::tiles::{Placed, TileMap, TilePicture};
use crate::site::{Asked, Choice, Day, Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{CommitmentFilter, Narrowing, ParticipantFigure, figures_by_participant};
use schema::directory::{self, LISTS, NO_GROUP, ParticipantGroup, PlacedState, REGIONAL_GROUPS};
use schema::text::Problems;
use schema::{Actor, Connection, Error, Problem, ProblemCode};
use std::collections::HashMap;
use std::mem;
use words::Words;

const KEYS: &[Key] = &[("group", 20), ("order", 1), ("theme", 100), ("view", 2), ("year", 100)];
/// Those that narrow.
const FILTERS: [&str; 3] = ["group", "theme", "year"];
/// What of the page is shown; all of it where none is asked for.
const VIEWS: [&str; 2] = ["map", "table"];
/// Those that files obey.
const FILES: [&str; 4] = ["group", "order", "theme", "year"];

struct Listed {
    today: NaiveDate,
    standing: Standing,
    states: Vec<PlacedState>,
    figures: HashMap<ParticipantId, ParticipantFigure>,
    groups: Vec<ParticipantGroup>,
    themes: Names,
    order: NameOrder,
    problems: Vec<Problem>,
}

/// What the address asks for.
#[derive(Default)]
struct Wanted {
    groups: Vec<String>,
    /// Of what is counted.
    narrowing: Narrowing,
    order: NameOrder,
}

impl Wanted {
    async fn read(conn: &mut Connection, asked: &Asked) -> schema::Result<Self> {
        let mut problems = Problems::default();
        let mut wanted = Self {
            order: NameOrder::asked(asked, &mut problems),
            ..Self::default()
        };
        let mut views = asked.values("view").iter();
        let are_known = views.all(|view| VIEWS.contains(&view.as_str()) || view == EMBED);
        problems.check(are_known, "view", ProblemCode::Unknown);
        asked.only(&["order", "view"]).lines(KEYS, &mut problems)?;
        match filter(&asked.only(&FILTERS), conn).await {
            Err(Error::Rejected(more)) => problems.0.extend(more),
            Err(other) => return Err(other),
            Ok(filter) => {
                wanted.groups = filter.groups;
                wanted.narrowing = Narrowing {
                    themes: filter.themes,
                    years: filter.years,
                };
            }
        }
        problems.none_or_rejected()?;
        Ok(wanted)
    }
}

impl Listed {
    async fn read(conn: &mut Connection, words: Words, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let (mut states, mut wanted, mut problems) = (vec![], Wanted::default(), vec![]);
        match Wanted::read(conn, asked).await {
            Ok(read) => {
                wanted = read;
                states = directory::states(conn, today, &wanted.groups).await?;
                wanted.order.sort(words, &mut states, |state| &state.participant);
            }
            Err(Error::Rejected(wrong)) => problems = wrong,
            Err(other) => return Err(other),
        }
        let ids: Vec<ParticipantId> = states.iter().map(|state| state.participant.id).collect();
        Ok(Self {
            today,
            standing: Standing::read(conn, today).await?,
            figures: figures_by_participant(conn, &Actor::Visitor, &[], &wanted.narrowing).await?,
            groups: directory::groups_of(conn, &ids).await?,
            themes: Names::read(conn, &[], &[]).await?,
            order: wanted.order,
            states,
            problems,
        })
    }

    async fn asked(visit: &Visit, asked: &Asked) -> schema::Result<Self> {
        let Visit { words, today, .. } = *visit;
        visit
            .read(async |conn| Self::read(conn, words, asked, today).await)
            .await
    }

    /// As [`Self::asked`], or everything that is wrong, for files.
    async fn found(visit: &Visit, asked: &Asked) -> schema::Result<Self> {
        let mut listed = Self::asked(visit, asked).await?;
        Problems(mem::take(&mut listed.problems)).none_or_rejected()?;
        Ok(listed)
    }

    fn figure(&self, state: &PlacedState) -> ParticipantFigure {
        self.figures.get(&state.participant.id).copied().unwrap_or_default()
    }

    /// Codes of the groups it is in today, of these.
    fn groups_of(&self, state: &PlacedState, among: &[&'static str]) -> Vec<&'static str> {
        let is_in = |code: &&&'static str| {
            self.groups.iter().any(|group| {
                group.participant_id == state.participant.id
                    && group.group_code == ***code
                    && lasts_on(group.from_on, group.to_on, self.today)
            })
        };
        among.iter().filter(is_in).copied().collect()
    }

    fn regional_group(&self, state: &PlacedState) -> &'static str {
        self.groups_of(state, &REGIONAL_GROUPS)
            .first()
            .copied()
            .unwrap_or(NO_GROUP)
    }

    fn map(&self, words: Words, shell: &Shell) -> TileMap {
        let placed = |state: &PlacedState| {
            let (row, column) = state.tile?;
            Some(Placed {
                code: state.participant.code.clone()?,
                name: state.participant.name(language_of(words)).to_owned(),
                href: shell.href(&path_of(&state.participant)?),
                group: self.regional_group(state),
                row,
                column,
                count: self.figure(state).commitments,
            })
        };
        let groups: Vec<&str> = REGIONAL_GROUPS.into_iter().chain([NO_GROUP]).collect();
        TileMap::new(words, self.states.iter().filter_map(placed).collect(), &groups)
    }

    fn rows(&self, words: Words, shell: &Shell) -> Vec<StateRow> {
        let row = |state: &PlacedState| {
            let (code, figure) = (state.participant.code.clone()?, self.figure(state));
            Some(StateRow {
                name: Link {
                    text: state.participant.name(language_of(words)).to_owned(),
                    href: shell.href(&path_of(&state.participant)?),
                },
                kind: words.name("participant-kind", state.participant.kind.code()),
                group: group_name(words, self.regional_group(state)),
                commitments: Link {
                    text: words.number(figure.commitments),
                    href: shell.href(&format!("/commitments?state={code}")),
                },
                has_commitments: figure.commitments > 0,
                latest: figure.latest_update_on.map(|day| Day::new(words, day)),
                code,
            })
        };
        self.states.iter().filter_map(row).collect()
    }

    fn sheet(&self, words: Words) -> Sheet {
        let row = |state: &PlacedState| {
            let (figure, group) = (self.figure(state), self.regional_group(state));
            vec![
                state.participant.code.clone().into(),
                state.participant.name(language_of(words)).into(),
                state.participant.kind.code().into(),
                words.name("participant-kind", state.participant.kind.code()).into(),
                group.into(),
                group_name(words, group).into(),
                self.groups_of(state, &LISTS).join(";").into(),
                figure.commitments.into(),
                figure.latest_update_on.into(),
                state.participant.id.to_string().into(),
            ]
        };
        Sheet {
            name: self.order.file("states"),
            columns: vec![
                "code",
                "name",
                "kind",
                "kind_text",
                "regional_group",
                "regional_group_text",
                "lists",
                "commitment_count",
                "latest_update_on",
                "id",
            ],
            rows: self.states.iter().map(row).collect(),
        }
    }

    fn counts(&self, words: Words) -> Vec<String> {
        let sharing = self.states.iter().filter(|state| self.figure(state).commitments > 0);
        vec![
            words.with("states-count", &[("n", self.states.len() as u64)]),
            words.with("states-sharing", &[("n", sharing.count() as u64)]),
        ]
    }
}

/// Whether this part of the page is shown: where it is asked for, or nothing is, and within other sites too.
fn shows(asked: &Asked, part: &str) -> bool {
    let mut parts = asked.values("view").iter().filter(|view| *view != EMBED).peekable();
    parts.peek().is_none() || parts.any(|view| view == part)
}

fn form(words: Words, shell: &Shell, listed: &Listed, asked: &Asked) -> StatesFilter {
    let action = shell.href("/states");
    let groups = group_codes().map(|code| asked.choice("group", code, group_name(words, code)));
    let views = VIEWS.map(|view| asked.choice("view", view, words.name("view", view)));
    let select = |name: &'static str, label: &str, choices: Vec<Choice>| Select {
        name,
        label: words.text(label),
        choices,
    };
    let selects = vec![
        select("group", "directory-filter-group", groups.collect()),
        select("theme", "filter-theme", listed.themes.theme_choices(words, asked)),
        select("view", "filter-view", views.into()),
    ];
    let mut chosen = vec![];
    for key in FILTERS {
        let select = selects.iter().find(|select| select.name == key);
        let label = select.map_or_else(|| words.text("filter-year"), |select| select.label.clone());
        for value in asked.values(key) {
            let known = select.and_then(|select| select.choices.iter().find(|choice| choice.value == *value));
            let shown = known.map_or(value.as_str(), |choice| choice.text.as_str());
            chosen.push(Chosen::new(
                words,
                &label,
                shown,
                address(&action, &asked.without(key, value)),
            ));
        }
    }
    StatesFilter {
        chosen,
        selects,
        order: listed.order.select(words),
        year: asked.first("year").unwrap_or_default().to_owned(),
        action,
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let listed = match Listed::asked(&visit, &asked).await {
        Ok(listed) => listed,
        Err(error) => return visit.failed(error),
    };
    let query = asked.only(&FILES).query();
    let shell = visit
        .embeddable(Section::States, "/states", asked.query())
        .with_feed(&asked.only(&["group", "theme"]).query());
    let shell = listed.standing.frame(shell);
    let problems = troubles(words, &listed.problems);
    let page = StatesPage {
        counts: listed.counts(words),
        filter: form(words, &shell, &listed, &asked),
        has_map: shows(&asked, "map"),
        has_table: shows(&asked, "table"),
        order: listed.order.said(words),
        map: listed.map(words, &shell),
        rows: listed.rows(words, &shell),
        downloads: downloads(
            &shell,
            "/states",
            &query,
            listed.states.len(),
            &["csv", "xlsx", "json", "zip", "svg", "atom"],
        ),
        problems,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

pub async fn file(visit: Visit) -> HttpResponse {
    let listed = Listed::found(&visit, &visit.asked(KEYS)).await;
    Sheet::answer(
        &visit,
        listed.map(|listed| listed.sheet(visit.words).with_permalinks(&visit, "code")),
    )
}

/// The map alone, as a picture that other pages may show.
pub async fn map(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let listed = Listed::found(&visit, &visit.asked(KEYS)).await;
    let drawn = listed.and_then(|listed| {
        let shell = visit.shell(Section::States, "/states", "");
        let shell = listed.standing.frame(shell);
        let mut lines = vec![words.text("states-map-notice")];
        lines.extend(
            shell
                .as_of
                .as_ref()
                .map(|moment| words.with("footer-as-of", &[("moment", moment.as_str())])),
        );
        let picture = TilePicture {
            words,
            heading: words.text("states-map-heading"),
            map: listed.map(words, &shell),
            lines,
        };
        picture.render().map_err(Error::internal)
    });
    visit.picture("states.svg", drawn)
}

/// `/{lang}/states.atom`: what States undertook of which something was published last; those of a group, and on a theme, if
/// one is asked for.
pub async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS).only(&["group", "theme"]);
    let read = visit
        .read(async |conn| {
            let narrowed = filter(&asked, conn).await?;
            let states = directory::states(conn, today, &narrowed.groups).await?;
            // Nobody is in the group: then nothing is theirs, rather than everything.
            if states.is_empty() {
                return Ok(News::default());
            }
            let of_states = CommitmentFilter {
                participants: states.iter().map(|state| state.participant.id).collect(),
                themes: narrowed.themes,
                ..CommitmentFilter::default()
            };
            News::of(conn, today, &of_states).await
        })
        .await;
    let shell = visit.shell(Section::States, "/states", asked.query());
    let title = words.with("feed-title-of", &[("what", words.text("states-heading"))]);
    News::answer(&visit, &shell, &title, ("states.atom", read))
}
