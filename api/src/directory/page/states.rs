//! `/{lang}/states`: who takes part and how?

use super::belonging::{group_name, lasts_on};
use super::path_of;
use crate::app::Web;
use crate::commitments::page::Standing;
use crate::site::asked::{Key, address, known};
use crate::site::asking::{failed, language_of, troubles};
use crate::site::cache::answer_to;
use crate::site::commitments::{Chosen, Select};
use crate::site::directory::{GroupFilter, StateRow, StatesPage};
use crate::site::files::sheet::Sheet;
use crate::site::files::{downloads, refused, whole};
use crate::site::tiles::{Placed, TileMap, TilePicture};
use crate::site::{Asked, Cache, Choice, Day, Link, PageLanguage, Section, Shell, Site};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{ParticipantFigure, figures_by_participant};
use schema::directory::{self, LISTS, NO_GROUP, ParticipantGroup, PlacedState, REGIONAL_GROUPS};
use schema::text::Problems;
use schema::{Actor, Connection, Error, Problem};
use std::collections::HashMap;
use words::Words;

const KEYS: &[Key] = &[("group", 20)];

struct Listed {
    today: NaiveDate,
    standing: Standing,
    states: Vec<PlacedState>,
    figures: HashMap<ParticipantId, ParticipantFigure>,
    groups: Vec<ParticipantGroup>,
    problems: Vec<Problem>,
}

/// Codes of groups, or what is wrong with them.
fn groups_asked(asked: &Asked) -> schema::Result<Vec<String>> {
    let mut problems = Problems::default();
    let mut groups = vec![];
    for (key, value) in asked.lines(KEYS, &mut problems)? {
        groups.extend(known(&mut problems, key, directory::is_group(&value).then_some(value)));
    }
    problems.none_or_rejected()?;
    Ok(groups)
}

impl Listed {
    async fn read(conn: &mut Connection, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let (mut states, mut problems) = (vec![], vec![]);
        match groups_asked(asked) {
            Ok(groups) => states = directory::states(conn, today, &groups).await?,
            Err(Error::Rejected(wrong)) => problems = wrong,
            Err(other) => return Err(other),
        }
        let ids: Vec<ParticipantId> = states.iter().map(|state| state.participant.id).collect();
        Ok(Self {
            today,
            standing: Standing::read(conn, today).await?,
            figures: figures_by_participant(conn, &Actor::Visitor, &[]).await?,
            groups: directory::groups_of(conn, &ids).await?,
            states,
            problems,
        })
    }

    async fn asked(settings: &Web, asked: &Asked) -> schema::Result<Self> {
        let today = settings.clock.now().date_naive();
        settings
            .db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                Self::read(conn, asked, today).await
            })
            .await
    }

    /// As [`Self::asked`], or everything that is wrong, for files.
    async fn found(settings: &Web, asked: &Asked) -> schema::Result<Self> {
        let listed = Self::asked(settings, asked).await?;
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
            name: "states".to_owned(),
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

fn filter(words: Words, shell: &Shell, asked: &Asked) -> GroupFilter {
    let action = shell.href("/states");
    let label = words.text("directory-filter-group");
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        text: group_name(words, code),
        is_chosen: asked.values("group").iter().any(|chosen| chosen == code),
    };
    let codes = REGIONAL_GROUPS.iter().chain([&NO_GROUP]).chain(&LISTS);
    let chosen = |value: &String| {
        let shown = if directory::is_group(value) {
            group_name(words, value)
        } else {
            value.clone()
        };
        Chosen::new(words, &label, &shown, address(&action, &asked.without("group", value)))
    };
    GroupFilter {
        chosen: asked.values("group").iter().map(chosen).collect(),
        select: Select {
            name: "group",
            choices: codes.map(|code| choice(code)).collect(),
            label,
        },
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
    let listed = match Listed::asked(&settings, &asked).await {
        Ok(listed) => listed,
        Err(error) => return failed(&request, words, error),
    };
    let query = asked.query();
    let shell = Shell::new(words, &site, Section::States, "/states", query.clone());
    let shell = listed.standing.frame(shell);
    let problems = troubles(words, &listed.problems);
    let page = StatesPage {
        counts: listed.counts(words),
        filter: filter(words, &shell, &asked),
        map: listed.map(words, &shell),
        rows: listed.rows(words, &shell),
        downloads: downloads(
            &shell,
            "/states",
            &query,
            listed.states.len(),
            &["csv", "xlsx", "json", "svg"],
        ),
        problems,
        words,
        shell,
    };
    answer_to(&request, &page.problems, &page, Cache::REGISTER)
}

pub async fn file(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS);
    let listed = Listed::found(&settings, &asked).await;
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
    let drawn = Listed::found(&settings, &asked).await.and_then(|listed| {
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
        Ok(svg) => {
            let mut answer = whole(&request, ("states.svg", "image/svg+xml"), svg.into_bytes());
            // Shown in place by who follows the link, or names it as a picture.
            answer.headers_mut().remove(header::CONTENT_DISPOSITION);
            answer
        }
        Err(error) => refused(&request, words, error),
    }
}
