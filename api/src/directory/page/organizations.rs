//! `/{lang}/organizations`: which organizations, entities, networks and initiatives are there?

use super::path_of;
use crate::commitments::page::{News, Standing};
use crate::site::asking::language_of;
use crate::site::directory::{OrganizationRow, OrganizationsPage};
use crate::site::files::downloads;
use crate::site::files::sheet::Sheet;
use crate::site::{Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::NaiveDate;
use schema::Connection;
use schema::actor::*;
use schema::commitments::CommitmentFilter;
use schema::directory::{self, Participant};
use std::collections::HashMap;
use words::Words;

struct Listed {
    standing: Standing,
    bodies: Vec<Participant>,
    members: HashMap<ParticipantId, i64>,
}

impl Listed {
    async fn read(conn: &mut Connection, today: NaiveDate) -> schema::Result<Self> {
        let bodies = directory::organizations(conn).await?;
        let ids: Vec<ParticipantId> = bodies.iter().map(|body| body.id).collect();
        Ok(Self {
            standing: Standing::read(conn, today).await?,
            members: directory::member_counts(conn, today, &ids).await?.into_iter().collect(),
            bodies,
        })
    }

    async fn asked(visit: &Visit) -> schema::Result<Self> {
        let today = visit.today;
        visit.read(async |conn| Self::read(conn, today).await).await
    }

    fn members(&self, body: &Participant) -> Option<i64> {
        self.members.get(&body.id).copied()
    }

    fn sheet(&self, words: Words) -> Sheet {
        let row = |body: &Participant| {
            vec![
                body.code.clone().into(),
                body.name(language_of(words)).into(),
                body.kind.code().into(),
                words.name("participant-kind", body.kind.code()).into(),
                body.founded.map(i64::from).into(),
                self.members(body).into(),
                body.named_in.join(";").into(),
                body.id.to_string().into(),
            ]
        };
        let columns = vec![
            "code",
            "name",
            "kind",
            "kind_text",
            "founded",
            "member_count",
            "named_in",
            "id",
        ];
        Sheet {
            name: "organizations".to_owned(),
            columns,
            rows: self.bodies.iter().map(row).collect(),
        }
    }

    fn row(&self, words: Words, shell: &Shell, body: &Participant) -> Option<OrganizationRow> {
        Some(OrganizationRow {
            name: Link {
                text: body.name(language_of(words)).to_owned(),
                href: shell.href(&path_of(body)?),
            },
            code: body.code.clone()?,
            kind: words.name("participant-kind", body.kind.code()),
            founded: body.founded.map(|year| words.digits(year)),
            members: self.members(body).map(|count| words.number(count)),
            named_in: body.named_in.clone(),
        })
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let listed = match Listed::asked(&visit).await {
        Ok(listed) => listed,
        Err(error) => return visit.failed(error),
    };
    let shell = visit
        .embeddable(Section::Organizations, "/organizations", "")
        .with_feed("");
    let shell = listed.standing.frame(shell);
    let rows = listed.bodies.iter().filter_map(|body| listed.row(words, &shell, body));
    let page = OrganizationsPage {
        rows: rows.collect(),
        downloads: downloads(
            &shell,
            "/organizations",
            "",
            listed.bodies.len(),
            &["csv", "xlsx", "json", "zip", "atom"],
        ),
        words,
        shell,
    };
    page.shell.framed(visit.page(&page))
}

pub async fn file(visit: Visit) -> HttpResponse {
    let listed = Listed::asked(&visit).await;
    Sheet::answer(
        &visit,
        listed.map(|listed| listed.sheet(visit.words).with_permalinks(&visit, "code")),
    )
}

/// `/{lang}/organizations.atom`: what organizations undertook of which something was published last.
pub async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let read = visit
        .read(async |conn| {
            let bodies = directory::organizations(conn).await?;
            let theirs = CommitmentFilter {
                participants: bodies.iter().map(|body| body.id).collect(),
                ..CommitmentFilter::default()
            };
            // No organization is on record: then nothing is theirs, rather than everything.
            if bodies.is_empty() {
                return Ok(News::default());
            }
            News::of(conn, today, &theirs).await
        })
        .await;
    let shell = visit.shell(Section::Organizations, "/organizations", "");
    let title = words.with("feed-title-of", &[("what", words.text("organizations-heading"))]);
    News::answer(&visit, &shell, &title, ("organizations.atom", read))
}
