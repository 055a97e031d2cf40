//! The first public pages: what is tracked, the list, one commitment; and the same as files. Everybody is a visitor here.

mod compare;
mod detail;
mod download;
mod figures;
pub(crate) mod filters;
mod home;
mod list;
mod reporting;
mod subscriptions;
mod timeline;

pub(crate) use filters::filter;
pub(crate) use home::counts;
pub(crate) use subscriptions::{Calendar, News};

use crate::paths::shows;
use crate::site::asking::{LANG, language_of, moment, said};
use crate::site::commitments::{LatestUpdate, ListRow};
use crate::site::pages::MethodPage;
use crate::site::{Asked, Choice, Day, Mark, Section, Shell, Visit};
use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use schema::actor::*;
use schema::commitments::{self as model, CommitmentFilter, CommitmentOrder, ProgressUpdate, Record, ReportingLight};
use schema::directory::{Participant, participants_by_ids};
use schema::page::Page;
use schema::sources::{Provision, Theme, provisions_by_ids};
use schema::{Actor, Connection, Error, Language};
use std::collections::HashMap;
use words::Words;

/// Mounts `/{lang}/`, `/{lang}/commitments…`, `/{lang}/timeline…`, `/{lang}/reporting…`, `/{lang}/compare…` and
/// `/{lang}/about/method`.
pub fn mount(app: &mut web::ServiceConfig) {
    let at = |path: &str| format!("{LANG}{path}");
    app.service(shows(LANG, home::without_slash))
        .service(shows(at("/"), home::show))
        .service(shows(at(".csv"), figures::csv))
        .service(shows(at(".json"), figures::json))
        .service(shows(at(".atom"), subscriptions::home_as_atom))
        .service(shows(at(".svg"), home::growth_as_svg))
        .service(shows(at(".ics"), subscriptions::home_as_ics))
        .service(shows(at("/commitments"), list::show))
        .service(shows(at("/commitments.csv"), download::csv))
        .service(shows(at("/commitments.json"), download::json))
        .service(shows(at("/commitments.xlsx"), download::xlsx))
        .service(shows(at("/commitments.zip"), download::zip))
        .service(shows(at("/commitments.svg"), list::svg))
        .service(shows(at("/commitments.atom"), subscriptions::atom))
        .service(shows(at("/commitments.ics"), subscriptions::ics))
        .service(shows(at("/commitments/{reference}.atom"), subscriptions::one_as_atom))
        .service(shows(at("/commitments/{reference}.ics"), subscriptions::one_as_ics))
        .service(shows(at("/commitments/{reference}.json"), detail::json))
        .service(shows(at("/commitments/{reference}.csv"), download::one_as_csv))
        .service(shows(at("/commitments/{reference}"), detail::show))
        .service(shows(at("/timeline"), timeline::show))
        .service(shows(at("/timeline.{format:csv|json|xlsx|zip}"), timeline::file))
        .service(shows(at("/timeline.atom"), timeline::atom))
        .service(shows(at("/timeline.ics"), timeline::ics))
        .service(shows(at("/reporting"), reporting::show))
        .service(shows(at("/reporting.{format:csv|json|xlsx|zip}"), reporting::file))
        .service(shows(at("/reporting.atom"), reporting::atom))
        .service(shows(at("/compare"), compare::show))
        .service(shows(at("/compare.{format:csv|json|xlsx|zip}"), compare::file))
        .service(shows(at("/about/method"), method));
}

async fn method(visit: Visit) -> HttpResponse {
    let shell = visit.shell(Section::Method, "/about/method", "");
    visit.page(&MethodPage::new(visit.words, shell))
}

/// When the public record last changed.
pub(crate) struct Standing {
    changed_at: Option<DateTime<Utc>>,
}

impl Standing {
    pub(crate) async fn read(conn: &mut Connection, today: NaiveDate) -> schema::Result<Self> {
        let (all, order) = (CommitmentFilter::default(), CommitmentOrder::RecentlyChanged);
        let newest = model::commitments(conn, &Actor::Visitor, today, &all, order, &Page::first(1)).await?;
        Ok(Self {
            changed_at: newest
                .rows
                .as_slice()
                .first()
                .map(|record| record.commitment.changed_at),
        })
    }

    pub(crate) fn frame(&self, shell: Shell) -> Shell {
        let words = shell.words;
        shell.with_as_of(self.changed_at.map(|at| moment(words, at)))
    }
}

/// Names that records refer to.
#[derive(Default)]
pub(crate) struct Names {
    participants: HashMap<ParticipantId, Participant>,
    provisions: HashMap<CommitmentId, Vec<Provision>>,
    pub(crate) themes: Vec<Theme>,
}

impl Names {
    /// Of what these records refer to, and of these other participants: four questions, however many there are.
    pub(crate) async fn read(
        conn: &mut Connection,
        records: &[Record],
        others: &[ParticipantId],
    ) -> schema::Result<Self> {
        let mut ids: Vec<ParticipantId> = others.to_vec();
        for record in records {
            ids.extend(
                record
                    .commitment
                    .joint_ids
                    .iter()
                    .chain(&record.commitment.recorded_by_id),
            );
        }
        ids.sort_unstable();
        ids.dedup();
        let mut participants: HashMap<_, _> = records
            .iter()
            .map(|record| (record.participant.id, Participant::clone(&record.participant)))
            .collect();
        if !ids.is_empty() {
            participants.extend(
                participants_by_ids(conn, &ids)
                    .await?
                    .into_iter()
                    .map(|one| (one.id, one)),
            );
        }
        let of: Vec<CommitmentId> = records.iter().map(|record| record.commitment.id).collect();
        let pairs = model::provisions_of(conn, &of).await?;
        let mut wanted: Vec<ProvisionId> = pairs.iter().map(|(_, provision)| *provision).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let found: HashMap<_, _> = provisions_by_ids(conn, &wanted)
            .await?
            .into_iter()
            .map(|provision| (provision.id, provision))
            .collect();
        let mut provisions: HashMap<CommitmentId, Vec<Provision>> = HashMap::new();
        for (commitment, provision) in pairs {
            provisions
                .entry(commitment)
                .or_default()
                .extend(found.get(&provision).cloned());
        }
        Ok(Self {
            participants,
            provisions,
            themes: schema::sources::themes(conn).await?,
        })
    }

    pub fn participant(&self, id: ParticipantId, language: Language) -> String {
        self.participants
            .get(&id)
            .map(|participant| participant.name(language).to_owned())
            .unwrap_or_default()
    }

    /// `Estonia`, or `Estonia and Latvia`.
    pub(crate) fn undertaken_by(&self, words: Words, language: Language, record: &Record) -> String {
        let mut names = vec![record.participant.name(language).to_owned()];
        names.extend(
            record
                .commitment
                .joint_ids
                .iter()
                .map(|id| self.participant(*id, language)),
        );
        if names.len() == 1 {
            names.remove(0)
        } else {
            words.and(&names)
        }
    }

    /// A commitment as lists show it; nothing where it has no title.
    pub fn row(&self, words: Words, shell: &Shell, today: NaiveDate, record: &Record) -> Option<ListRow> {
        let commitment = &record.commitment;
        let codes = self.theme_codes(commitment.id);
        let themes: Vec<String> = codes.into_iter().map(|code| self.theme(words, code)).collect();
        // Of several that undertook it jointly, each is linked on its own page.
        let alone = Some(&record.participant).filter(|_| commitment.joint_ids.is_empty());
        Some(ListRow {
            reference: commitment.reference.clone(),
            href: shell.href(&path_of(record)),
            participant: self.undertaken_by(words, language_of(words), record),
            participant_href: alone
                .and_then(|participant| crate::directory::page::path_of(participant))
                .map(|path| shell.href(&path)),
            title: said(words, &commitment.title, commitment.original_language)?,
            theme: themes.join(" · "),
            status: Mark::commitment(words, commitment.status.code()),
            next_date: commitment
                .due_on()
                .filter(|day| *day >= today)
                .map(|day| Day::new(words, day)),
            last_update: record.latest.as_ref().map(|update| Day::new(words, update.reported_on)),
            light: light(words, record, today),
            is_sample: commitment.is_sample,
        })
    }

    /// An update as lists show it, with the commitment that it speaks of; nothing where that has no title.
    pub fn latest(
        &self,
        words: Words,
        shell: &Shell,
        update: &ProgressUpdate,
        record: &Record,
    ) -> Option<LatestUpdate> {
        Some(LatestUpdate {
            day: Day::new(words, update.reported_on),
            participant: self.participant(update.participant_id, language_of(words)),
            title: said(words, &record.commitment.title, record.commitment.original_language)?,
            href: shell.href(&path_of(record)),
            reported: Mark::new(words, "reported-state", update.reported_state.code()),
        })
    }

    fn provisions(&self, commitment: CommitmentId) -> &[Provision] {
        self.provisions.get(&commitment).map_or(&[], Vec::as_slice)
    }

    /// Codes of the themes of what it answers, in their order.
    pub fn theme_codes(&self, commitment: CommitmentId) -> Vec<&str> {
        let answers = |theme: &Theme| {
            self.provisions(commitment)
                .iter()
                .any(|provision| provision.theme == theme.code)
        };
        self.themes
            .iter()
            .filter(|theme| answers(theme))
            .map(|theme| theme.code.as_str())
            .collect()
    }

    /// All themes to choose from, as an address chooses among them.
    pub(crate) fn theme_choices(&self, words: Words, asked: &Asked) -> Vec<Choice> {
        let choice = |theme: &Theme| asked.choice("theme", &theme.code, self.theme(words, &theme.code));
        self.themes.iter().map(choice).collect()
    }

    pub(crate) fn theme(&self, words: Words, code: &str) -> String {
        let theme = self.themes.iter().find(|theme| theme.code == code);
        theme
            .and_then(|theme| said(words, &theme.name, Language::En))
            .map_or_else(|| code.to_owned(), |said| said.text)
    }
}

/// The record of this reference, as everybody may read it.
async fn record_of(conn: &mut Connection, reference: &str) -> schema::Result<Record> {
    // No such reference can be written: nothing to ask the database.
    if reference.len() > 64 || !reference.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(Error::NotFound);
    }
    model::commitment_by_reference(conn, &Actor::Visitor, reference).await
}

/// How recently progress was reported, in words; nothing once a commitment awaits no more.
pub(crate) fn light(words: Words, record: &Record, today: NaiveDate) -> String {
    match record.light(today) {
        None => String::new(),
        Some(ReportingLight::Current) if record.latest.is_some() => words.text("light-current-received"),
        Some(ReportingLight::Current) => words.text("light-current-none"),
        Some(light) => words.name("light", light.code()),
    }
}

/// Where a record has its page, within the site.
pub(crate) fn path_of(record: &Record) -> String {
    format!("/commitments/{}", record.commitment.reference)
}
