//! `/{lang}/states`: who takes part and how?

use super::belonging::{group_name, lasts_on};
use super::path_of;
use super::{NameOrder, group_codes};
use crate::app::Web;
use crate::commitments::page::{Names, News, Standing, filter};
use crate::site::asked::{Key, address};
use crate::site::asking::{failed, language_of, troubles};
use crate::site::cache::answer_to;
use crate::site::commitments::{Chosen, Select};
use crate::site::directory::{StateRow, StatesFilter, StatesPage};
use crate::site::embed;
use crate::site::embed::EMBED;
use crate::site::files::sheet::Sheet;
use crate::site::files::{downloads, refused};
use crate::site::tiles::{Placed, TileMap, TilePicture};
use crate::site::{Asked, Cache, Choice, Day, Link, PageLanguage, Section, Shell, Site};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{CommitmentFilter, Narrowing, ParticipantFigure, figures_by_participant};
use schema::directory::{self, LISTS, NO_GROUP, ParticipantGroup, PlacedState, REGIONAL_GROUPS};
use schema::text::Problems;
use schema::{Actor, Connection, Error, Problem, ProblemCode};
use std::collections::HashMap;
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

    async fn asked(settings: &Web, words: Words, asked: &Asked) -> schema::Result<Self> {
        let today = settings.clock.now().date_naive();
        settings
            .db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                Self::read(conn, words, asked, today).await
            })
            .await
    }

    /// As [`Self::asked`], or everything that is wrong, for files.
    async fn found(settings: &Web, words: Words, asked: &Asked) -> schema::Result<Self> {
        let listed = Self::asked(settings, words, asked).await?;
        if listed.problems.is_empty() {
            Ok(listed)
        } else {
            Err(Error::Rejected(listed.problems))
        }
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
    let choice = |key: &str, value: &str, text: String| Choice {
        value: value.to_owned(),
        text,
        is_chosen: asked.values(key).iter().any(|chosen| chosen == value),
    };
    let groups = group_codes().map(|code| choice("group", code, group_name(words, code)));
    let themes = listed.themes.themes.iter().map(|theme| {
        let name = listed.themes.theme(words, &theme.code);
        choice("theme", &theme.code, name)
    });
    let views = VIEWS.map(|view| choice("view", view, words.name("view", view)));
    let select = |name: &'static str, label: &str, choices: Vec<Choice>| Select {
        name,
        label: words.text(label),
        choices,
    };
    let selects = vec![
        select("group", "directory-filter-group", groups.collect()),
        select("theme", "filter-theme", themes.collect()),
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

pub async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS);
    let listed = match Listed::asked(&settings, words, &asked).await {
        Ok(listed) => listed,
        Err(error) => return failed(&request, words, error),
    };
    let query = asked.only(&FILES).query();
    let shell = Shell::new(words, &site, Section::States, "/states", asked.query())
        .embeddable(&request)
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
    page.shell
        .framed(answer_to(&request, &page.problems, &page, Cache::REGISTER))
}

pub async fn file(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS);
    let listed = Listed::found(&settings, words, &asked).await;
    Sheet::answer(&request, words, listed.map(|listed| listed.sheet(words)))
}

/// The map alone, as a picture that other pages may show.
pub async fn map(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS);
    let drawn = Listed::found(&settings, words, &asked).await.and_then(|listed| {
        let shell = Shell::new(words, &site, Section::States, "/states", "");
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
    match drawn {
        Ok(svg) => embed::picture(&request, "states.svg", svg),
        Err(error) => refused(&request, words, error),
    }
}

/// `/{lang}/states.atom`: what States undertook of which something was published last; those of a group, and on a theme, if
/// one is asked for.
pub async fn atom(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS).only(&["group", "theme"]);
    let today = settings.clock.now().date_naive();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
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
    let shell = Shell::new(words, &site, Section::States, "/states", asked.query());
    let title = words.with("feed-title-of", &[("what", words.text("states-heading"))]);
    News::answer(&request, &shell, &title, ("states.atom", read))
}
