//! `/{lang}/about/corrections`: how a correction is suggested, and what was revised, confirmed or declined last.

use super::changed_at;
use super::prose::{Beside, ProsePage};
use crate::site::asking::{language_of, moment};
use crate::site::shell::{ABOUT, is_page_of_ours};
use crate::site::{Day, Link, Section, Shell, Visit};
use actix_web::HttpResponse;
use chrono::{DateTime, NaiveDate, Utc};
use schema::actor::*;
use schema::commitments::{self as model, CommitmentStatus, DateRevision, Record};
use schema::{Actor, Connection};
use std::collections::HashMap;
use url::form_urlencoded::byte_serialize;
use words::{Words, without_isolates};

/// Rows of the log.
const NEWEST: usize = 50;

const OUTLINE: &[(&str, Beside)] = &[
    ("suggest", Beside::Address),
    ("states", Beside::Nothing),
    ("seen", Beside::Page("nav-commitments", "/commitments")),
];

/// A line of the log.
pub struct Correction {
    pub day: Day,
    pub record: Link,
    pub participant: String,
    /// What was done: a date revised, a report confirmed or declined.
    pub what: String,
    /// From which day to which, where a date was revised.
    pub dates: String,
}

struct Log {
    changed_at: Option<DateTime<Utc>>,
    revisions: Vec<DateRevision>,
    /// Of whose dates these are.
    revised: Vec<Record>,
    /// What others reported, and was confirmed or declined.
    answered: Vec<Record>,
}

impl Log {
    async fn read(conn: &mut Connection, today: NaiveDate) -> schema::Result<Self> {
        let visitor = &Actor::Visitor;
        let revisions = model::latest_date_revisions(conn, NEWEST as i64).await?;
        let ids: Vec<CommitmentId> = revisions.iter().map(|revision| revision.commitment_id).collect();
        Ok(Self {
            changed_at: changed_at(conn, today).await?,
            revised: model::commitments_by_ids(conn, visitor, &ids).await?,
            answered: model::answered_reports(conn, visitor, NEWEST as i64).await?,
            revisions,
        })
    }

    fn shown(&self, words: Words, shell: &Shell) -> Vec<Correction> {
        let by_id: HashMap<CommitmentId, &Record> = self
            .revised
            .iter()
            .map(|record| (record.commitment.id, record))
            .collect();
        let day = |day: Option<NaiveDate>| day.map_or_else(|| words.text("not-stated"), |day| words.short_date(day));
        let mut lines: Vec<(DateTime<Utc>, &Record, String, String)> = vec![];
        for revision in &self.revisions {
            if let Some(record) = by_id.get(&revision.commitment_id) {
                let what = match revision.milestone_id {
                    Some(_) => words.text("corrections-milestone"),
                    None => words.name("date-kind", &revision.field),
                };
                let dates = [("before", day(revision.old_on)), ("after", day(revision.new_on))];
                lines.push((
                    revision.revised_at,
                    record,
                    what,
                    words.with("corrections-dates", &dates),
                ));
            }
        }
        for record in &self.answered {
            let commitment = &record.commitment;
            if commitment.status == CommitmentStatus::Declined {
                let what = words.name("commitment-status", commitment.status.code());
                lines.push((commitment.changed_at, record, what, String::new()));
            } else if let Some(at) = commitment.confirmed_at {
                lines.push((at, record, words.text("corrections-confirmed"), String::new()));
            }
        }
        // Of one day, in the order of names.
        lines.sort_by(|one, other| {
            let days = other.0.date_naive().cmp(&one.0.date_naive());
            days.then_with(|| one.1.participant.sort_key.cmp(&other.1.participant.sort_key))
                .then_with(|| other.0.cmp(&one.0))
        });
        let line = |(at, record, what, dates): (DateTime<Utc>, &Record, String, String)| Correction {
            day: Day::new(words, at.date_naive()),
            record: Link {
                text: record.commitment.reference.clone(),
                href: shell.href(&format!("/commitments/{}", record.commitment.reference)),
            },
            participant: record.participant.name(language_of(words)).to_owned(),
            what,
            dates,
        };
        lines.into_iter().take(NEWEST).map(line).collect()
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let log = match visit.read(async |conn| Log::read(conn, today).await).await {
        Ok(log) => log,
        Err(error) => return visit.failed(error),
    };
    let shell = visit
        .shell(Section::Other, "/about/corrections", "")
        .with_as_of(log.changed_at.map(|at| moment(words, at)));
    let lines = log.shown(words, &shell);
    let mut page = ProsePage {
        log: Some(lines),
        ..ProsePage::new(shell, &visit.site, "corrections", OUTLINE)
    };
    let asked = visit.asked(&[ABOUT]);
    if let Some(about) = asked.first(ABOUT.0).filter(|about| is_page_of_ours(about)) {
        page.speaks_of(about);
    }
    visit.page(&page)
}

impl ProsePage {
    /// Names the page that a reader came from, in the letter that its address begins too.
    fn speaks_of(&mut self, about: &str) {
        let page = self.shell.absolute(about);
        let subject = self.words.with("corrections-subject", &[("address", page.as_str())]);
        let subject: String = byte_serialize(without_isolates(&subject).as_bytes()).collect();
        // What forms write for a space is a sign of its own in an address of mail.
        let subject = subject.replace('+', "%20");
        let named = Link {
            text: page,
            href: about.to_owned(),
        };
        if let Some(suggest) = self.passages.first_mut() {
            for mail in &mut suggest.links {
                mail.href = format!("{}?subject={subject}", mail.href);
            }
            suggest.paragraphs.push(self.words.text("corrections-about"));
            suggest.links.insert(0, named);
        }
    }
}
