//! `/{lang}/states/{code}`: what has this State shared?

use super::belonging::{belonging, group_name, groups, lasts_on, names, names_as_json, standing};
use super::shared::{self, Sharing};
use super::{body_of, elsewhere, path_of};
use crate::commitments::page::Standing;
use crate::site::asked::Key;
use crate::site::asking::language_of;
use crate::site::commitments::{Fact, FactValue};
use crate::site::directory::{Belonging, StatePage, Years};
use crate::site::files::sheet::{Sheet, SheetFormat};
use crate::site::files::{JSON, downloads};
use crate::site::{Asked, Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::{Datelike, NaiveDate};
use schema::actor::*;
use schema::commitments::{CommitmentFilter, YearFigure, commitment_count, figures_by_year};
use schema::directory::{
    self, LISTS, Membership, NO_GROUP, Participant, ParticipantGroup, ParticipantName, REGIONAL_GROUPS, Suspension,
};
use schema::{Actor, Connection, Error};
use serde_json::json;
use std::collections::HashMap;
use words::{Words, without_isolates};

const KEYS: &[Key] = &[("theme", 100), ("year", 100)];

struct State {
    today: NaiveDate,
    standing: Standing,
    participant: Participant,
    names: Vec<ParticipantName>,
    groups: Vec<ParticipantGroup>,
    memberships: Vec<Membership>,
    suspensions: Vec<Suspension>,
    organizations: HashMap<ParticipantId, Participant>,
    years: Vec<YearFigure>,
    filter: CommitmentFilter,
    /// How many commitments that filter lets through.
    listed: i64,
    sharing: Sharing,
}

impl State {
    async fn read(conn: &mut Connection, code: &str, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let participant = body_of(conn, code, true).await?;
        let ids = [participant.id];
        let filter = shared::of(conn, participant.id, asked).await?;
        let mut memberships = directory::memberships_of(conn, &ids).await?;
        let of: Vec<MembershipId> = memberships.iter().map(|one| one.id).collect();
        let at: Vec<ParticipantId> = memberships.iter().map(|one| one.organization_id).collect();
        let organizations: HashMap<_, _> = directory::participants_by_ids(conn, &at)
            .await?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
        let place = |one: &Membership| organizations.get(&one.organization_id).map(|body| &body.sort_key);
        memberships.sort_by(|one, other| (place(one), one.from_on).cmp(&(place(other), other.from_on)));
        let mut years = figures_by_year(conn, &Actor::Visitor, &ids).await?;
        Ok(Self {
            today,
            standing: Standing::read(conn, today).await?,
            names: directory::names_of(conn, &ids).await?,
            groups: directory::groups_of(conn, &ids).await?,
            suspensions: directory::suspensions_of(conn, &of).await?,
            years: years.remove(&participant.id).unwrap_or_default(),
            sharing: Sharing::read(conn, today, participant.id, &filter).await?,
            listed: commitment_count(conn, &Actor::Visitor, today, &filter).await?,
            filter,
            memberships,
            organizations,
            participant,
        })
    }

    async fn asked(visit: &Visit, asked: &Asked) -> schema::Result<Self> {
        let (code, today) = (visit.named("code"), visit.today);
        visit
            .read(async |conn| Self::read(conn, code, asked, today).await)
            .await
    }

    fn code(&self) -> &str {
        self.participant.code.as_deref().unwrap_or_default()
    }

    /// The list of all its commitments, narrowed as the page is.
    fn list(&self, shell: &Shell, asked: &Asked) -> String {
        let query = asked.only(&shared::NARROWING).query();
        let and = if query.is_empty() { "" } else { "&" };
        shell.href(&format!("/commitments?state={}{and}{query}", self.code()))
    }

    fn memberships(&self, words: Words, shell: &Shell) -> Vec<Belonging> {
        let told = |one: &Membership| {
            let organization = self.organizations.get(&one.organization_id)?;
            let on = self.today;
            Some(belonging(words, shell, one, organization, &self.suspensions, on))
        };
        self.memberships.iter().filter_map(told).collect()
    }

    fn facts(&self, words: Words, shell: &Shell) -> Vec<Fact> {
        let is_in = |code: &&&str| {
            let mut groups = self.groups.iter();
            groups.any(|group| group.group_code == **code && lasts_on(group.from_on, group.to_on, self.today))
        };
        let value = |text: String| FactValue { text, href: None };
        let regional = REGIONAL_GROUPS.iter().find(is_in).copied().unwrap_or(NO_GROUP);
        let groups = [regional].into_iter().chain(LISTS.iter().filter(is_in).copied());
        let figure = self.sharing.figure;
        let latest = figure
            .latest_update_on
            .map_or_else(|| words.text("updates-none"), |day| words.date(day));
        let commitments = FactValue {
            text: words.number(figure.commitments),
            href: (figure.commitments > 0).then(|| self.list(shell, &Asked::default())),
        };
        [
            Some(Fact::new(words.text("directory-code"), self.code().to_owned())),
            Some(Fact::new(
                words.text("column-status"),
                words.name("participant-kind", self.participant.kind.code()),
            )),
            Fact::values(
                words.text("state-groups-heading"),
                groups.map(|code| value(group_name(words, code))).collect(),
            ),
            Fact::values(words.text("directory-public-commitments"), vec![commitments]),
            Some(Fact::new(words.text("directory-latest-update"), latest)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn years(&self, words: Words) -> Years {
        let counts: Vec<(i32, i64, i64)> = self
            .years
            .iter()
            .map(|figure| (figure.year, figure.commitments, figure.updates))
            .collect();
        Years::new(words, self.today.year(), &counts, self.sharing.figure.commitments)
    }

    /// All that is on the page and all its commitments, for programs.
    fn for_programs(&self, words: Words, commitments: &Sheet) -> schema::Result<Vec<u8>> {
        let membership = |one: &Membership| {
            let suspensions: Vec<_> = self
                .suspensions
                .iter()
                .filter(|suspension| suspension.membership_id == one.id)
                .map(|suspension| {
                    json!({ "from_on": suspension.from_on, "to_on": suspension.to_on, "is_day_known": suspension.is_day_known, "note": suspension.note })
                })
                .collect();
            let organization = self.organizations.get(&one.organization_id);
            json!({
                "organization": organization.and_then(|body| body.code.as_deref()),
                "organization_name": organization.map(|body| body.name(language_of(words))),
                "from_on": one.from_on, "to_on": one.to_on, "is_day_known": one.is_day_known,
                "standing": standing(one, &self.suspensions, self.today), "note": one.note, "suspensions": suspensions,
            })
        };
        let state = json!({
            "code": self.code(),
            "name": self.participant.name(language_of(words)),
            "names": names_as_json(&self.names),
            "kind": self.participant.kind.code(),
            "groups": self.groups.iter().map(|one| json!({
                "code": one.group_code, "from_on": one.from_on, "to_on": one.to_on, "note": one.note,
            })).collect::<Vec<_>>(),
            "memberships": self.memberships.iter().map(membership).collect::<Vec<_>>(),
            "commitment_count": self.sharing.figure.commitments,
            "latest_update_on": self.sharing.figure.latest_update_on,
            "years": self.years.iter().map(|one| json!({
                "year": one.year, "commitment_count": one.commitments, "update_count": one.updates,
            })).collect::<Vec<_>>(),
            "commitments": commitments.objects(),
        });
        serde_json::to_vec(&state).map_err(Error::internal)
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let state = match State::asked(&visit, &asked).await {
        Ok(state) => state,
        Err(error) => return visit.failed(error),
    };
    if let Some(leads_on) = elsewhere(&visit, &state.participant) {
        return leads_on;
    }
    let path = path_of(&state.participant).unwrap_or_default();
    let query = asked.query();
    let shell = visit
        .embeddable(Section::States, path.clone(), query.clone())
        .with_feed(&query);
    let name = state.participant.name(language_of(words)).to_owned();
    let says = without_isolates(&words.with("participant-shares", &[("participant", name.as_str())]));
    let shell = state.standing.frame(shell).of_record(state.code(), &says);
    let count = state.sharing.figure.commitments;
    let all = (count > 0).then(|| Link {
        text: words.with("state-commitments-all", &[("n", count)]),
        href: state.list(&shell, &asked),
    });
    let page = StatePage {
        name,
        facts: state.facts(words, &shell),
        years: state.years(words),
        narrow: shared::narrow(words, &state.sharing.names, shell.href(&path), &asked),
        shared: state.sharing.shown(words, &shell, state.today, all),
        names: names(words, &state.names),
        groups: groups(words, &state.groups),
        memberships: state.memberships(words, &shell),
        downloads: downloads(
            &shell,
            &path,
            &query,
            state.listed,
            &["csv", "xlsx", "json", "zip", "atom", "ics"],
        ),
        words,
        shell,
    };
    page.shell.framed(visit.page(&page))
}

/// Its commitments as a table; for programs, all that its page shows.
pub async fn file(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let state = match State::asked(&visit, &asked).await {
        Ok(state) => state,
        Err(error) => return visit.refused(error),
    };
    if let Some(leads_on) = elsewhere(&visit, &state.participant) {
        return leads_on;
    }
    let (today, filter, name) = (visit.today, &state.filter, state.code().to_owned());
    let sheet = visit
        .read(async |conn| shared::commitments(conn, words, today, filter, name.clone()).await)
        .await
        .map(|sheet| sheet.with_permalinks(&visit, "reference"));
    if SheetFormat::asked(&visit.request) != SheetFormat::Json {
        return Sheet::answer(&visit, sheet);
    }
    let written = sheet.and_then(|sheet| state.for_programs(words, &sheet));
    visit.file((&format!("{}.json", state.code()), JSON), written)
}
