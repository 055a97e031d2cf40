//! `/{lang}/organizations/{code}`: who belongs to it, on whatever day, and what has it shared?

use super::belonging::{belonging, names, names_as_json, standing};
use super::shared::{self, Sharing, commitments};
use super::{body_of, elsewhere, path_of};
use crate::commitments::page::Standing;
use crate::site::asked::Key;
use crate::site::asking::{language_of, troubles};
use crate::site::commitments::{Fact, FactValue};
use crate::site::directory::{Belonging, OrganizationPage};
use crate::site::files::sheet::{Cell, Sheet, SheetFormat};
use crate::site::files::{JSON, SHEETS, downloads};
use crate::site::{Asked, Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::CommitmentFilter;
use schema::directory::{self, MemberFilter, Membership, Participant, ParticipantName, Suspension};
use schema::{Connection, Error, Problem};
use serde_json::json;
use words::{Words, without_isolates};

const KEYS: &[Key] = &[("as_of", 1), ("theme", 100), ("year", 100)];

type Members = Vec<(Membership, Participant)>;

struct Organization {
    /// The day of which the members are told.
    on: NaiveDate,
    standing: Standing,
    participant: Participant,
    names: Vec<ParticipantName>,
    members: Members,
    former: Members,
    suspensions: Vec<Suspension>,
    filter: CommitmentFilter,
    sharing: Sharing,
    problems: Vec<Problem>,
}

impl Organization {
    async fn read(conn: &mut Connection, code: &str, asked: &Asked, today: NaiveDate) -> schema::Result<Self> {
        let participant = body_of(conn, code, false).await?;
        let ids = [participant.id];
        let (on, mut problems) = match asked.past_day(today) {
            Ok(on) => (on.unwrap_or(today), vec![]),
            Err(Error::Rejected(problems)) => (today, problems),
            Err(other) => return Err(other),
        };
        let filter = match shared::of(conn, participant.id, asked).await {
            Err(Error::Rejected(more)) => {
                problems.extend(more);
                shared::of(conn, participant.id, &Asked::default()).await?
            }
            read => read?,
        };
        let of = |is_past| MemberFilter {
            organization: participant.id,
            is_past,
            on,
        };
        let members = directory::members_by_name(conn, of(false)).await?;
        let former = directory::members_by_name(conn, of(true)).await?;
        let all: Vec<MembershipId> = members.iter().chain(&former).map(|(one, _)| one.id).collect();
        Ok(Self {
            on,
            standing: Standing::read(conn, today).await?,
            names: directory::names_of(conn, &ids).await?,
            suspensions: directory::suspensions_of(conn, &all).await?,
            sharing: Sharing::read(conn, today, participant.id, &filter).await?,
            filter,
            members,
            former,
            participant,
            problems,
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

    fn told(&self, words: Words, shell: &Shell, members: &Members) -> Vec<Belonging> {
        let told = |(one, member): &(Membership, Participant)| {
            belonging(words, shell, one, member, &self.suspensions, self.on)
        };
        members.iter().map(told).collect()
    }

    fn facts(&self, words: Words, shell: &Shell) -> Vec<Fact> {
        let value = |text: &String| FactValue {
            text: text.clone(),
            href: None,
        };
        let founded = self.participant.founded;
        let commitments = Link {
            text: words.text("organization-commitments-all"),
            href: shell.href(&format!("/commitments?org={}", self.code())),
        };
        [
            Some(Fact::new(words.text("directory-code"), self.code().to_owned())),
            Some(Fact::new(
                words.text("directory-kind"),
                words.name("participant-kind", self.participant.kind.code()),
            )),
            founded.map(|year| Fact::new(words.text("directory-founded"), words.digits(year))),
            Fact::values(
                words.text("directory-named-in"),
                self.participant.named_in.iter().map(value).collect(),
            ),
            Fact::links(words.text("commitments-heading"), vec![commitments]),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Members of the day, then those that were members before it.
    fn sheet(&self, words: Words) -> Sheet {
        let row = |(one, member): &(Membership, Participant)| {
            let standing = standing(one, &self.suspensions, self.on);
            let suspensions: Vec<String> = self
                .suspensions
                .iter()
                .filter(|suspension| suspension.membership_id == one.id)
                .map(|suspension| {
                    let to = suspension.to_on.map(|day| day.to_string()).unwrap_or_default();
                    format!("{}/{to}", suspension.from_on)
                })
                .collect();
            vec![
                member.code.clone().into(),
                member.name(language_of(words)).into(),
                standing.into(),
                words.name("membership-status", standing).into(),
                one.from_on.into(),
                one.to_on.into(),
                Cell::from(if one.is_day_known { "day" } else { "year_or_month" }),
                suspensions.join(";").into(),
                one.note.as_str().into(),
            ]
        };
        let columns = vec![
            "member_code",
            "member_name",
            "standing",
            "standing_text",
            "from_on",
            "to_on",
            "known_to_the",
            "suspensions",
            "note",
        ];
        Sheet {
            name: format!("{}-{}", self.code(), self.on),
            columns,
            rows: self.members.iter().chain(&self.former).map(row).collect(),
        }
    }

    fn for_programs(&self, words: Words, own: &Sheet) -> schema::Result<Vec<u8>> {
        let organization = json!({
            "code": self.code(),
            "name": self.participant.name(language_of(words)),
            "names": names_as_json(&self.names),
            "kind": self.participant.kind.code(),
            "founded": self.participant.founded,
            "named_in": self.participant.named_in,
            "as_of": self.on,
            "member_count": self.members.len(),
            "members": self.sheet(words).objects(),
            "commitments": own.objects(),
        });
        serde_json::to_vec(&organization).map_err(Error::internal)
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let organization = match Organization::asked(&visit, &asked).await {
        Ok(organization) => organization,
        Err(error) => return visit.failed(error),
    };
    if let Some(leads_on) = elsewhere(&visit, &organization.participant) {
        return leads_on;
    }
    let (path, query) = (path_of(&organization.participant).unwrap_or_default(), asked.query());
    let shell = visit
        .embeddable(Section::Organizations, path.clone(), query.clone())
        .with_feed(&asked.only(&shared::NARROWING).query());
    let name = organization.participant.name(language_of(words)).to_owned();
    let says = without_isolates(&words.with("participant-shares", &[("participant", name.as_str())]));
    let shell = organization.standing.frame(shell).of_record(organization.code(), &says);
    let problems = troubles(words, &organization.problems);
    let rows = organization.members.len() + organization.former.len();
    let page = OrganizationPage {
        name,
        facts: organization.facts(words, &shell),
        day: words.date(organization.on),
        as_of: organization.on.to_string(),
        action: shell.href(&path),
        count: words.with(
            "organization-members-count",
            &[("n", organization.members.len() as u64)],
        ),
        members: organization.told(words, &shell, &organization.members),
        former: organization.told(words, &shell, &organization.former),
        names: names(words, &organization.names),
        narrow: shared::narrow(words, &organization.sharing.names, shell.href(&path), &asked),
        follow: follow(&shell, &path, &asked),
        shared: organization.sharing.shown(words, &shell, visit.today, None),
        downloads: downloads(&shell, &path, &query, rows, &SHEETS),
        problems,
        words,
        shell,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

/// What it has shared as feed and calendar, beside the members as files.
fn follow(shell: &Shell, path: &str, asked: &Asked) -> Vec<Link> {
    downloads(
        shell,
        path,
        &asked.only(&shared::NARROWING).query(),
        0,
        &["atom", "ics"],
    )
}

/// Members as a table; for programs, all that its page shows.
pub async fn file(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let organization = match Organization::asked(&visit, &asked).await {
        Ok(one) if one.problems.is_empty() => one,
        Ok(one) => return visit.refused(Error::Rejected(one.problems)),
        Err(error) => return visit.refused(error),
    };
    if let Some(leads_on) = elsewhere(&visit, &organization.participant) {
        return leads_on;
    }
    if SheetFormat::asked(&visit.request) != SheetFormat::Json {
        return Sheet::answer(&visit, Ok(organization.sheet(words)));
    }
    let (today, filter) = (visit.today, &organization.filter);
    let own = visit
        .read(async |conn| commitments(conn, words, today, filter, String::new()).await)
        .await;
    let written = own.and_then(|own| organization.for_programs(words, &own));
    visit.file((&format!("{}.json", organization.code()), JSON), written)
}
