//! `/{lang}/provisions/{ref}`: what does the clause say, where does it stand, and who undertook what under it?

use super::{Sources, commitments_on, path_of, title, word};
use crate::commitments::page::{Names, News, Standing, light, path_of as path_of_record};
use crate::site::asking::{language_of, said, said_in};
use crate::site::commitments::{Fact, StatusBars, ThemeFigures};
use crate::site::files::sheet::Sheet;
use crate::site::files::{SHEETS, downloads};
use crate::site::pages::{Refusal, csv_label};
use crate::site::parts::coded;
use crate::site::{Day, Link, Mark, Said, Section, Shell, Visit};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{self as model, CommitmentFilter, CommitmentOrder, CommitmentStatus, Record, Tally};
use schema::page::{Page, Rows};
use schema::sources::{self, Citation, Instrument, Provision, ProvisionLink};
use schema::{Actor, Connection, Error, Language};
use serde::Deserialize;
use words::Words;

/// So many commitments are shown; all are in the list that the page leads to.
const SHOWN: i64 = 50;

#[derive(Deserialize)]
pub struct At {
    reference: String,
}

/// One provision, and what was undertaken under it.
#[derive(Template)]
#[template(path = "sources/provision.html")]
struct ProvisionPage {
    words: Words,
    shell: Shell,
    reference: String,
    title: Said,
    summary: Option<Said>,
    facts: Vec<Fact>,
    /// Said of the document in English by the catalogue.
    note: Option<Said>,
    clauses: Vec<Link>,
    /// `Related`, and the provision.
    links: Vec<(String, Link)>,
    cites: Cited,
    cited: Cited,
    bars: StatusBars,
    rows: Vec<Row>,
    /// `214 commitments`, `Shared by 42 participants` …
    counts: Vec<String>,
    /// That not all are shown, where it is so.
    first: Option<String>,
    all: Link,
    downloads: Vec<Link>,
}

struct Cited {
    heading: String,
    rows: Vec<CitedRow>,
}

struct CitedRow {
    symbol: String,
    title: Said,
    relation: String,
    /// Paragraph of the document that refers, edition, and what is proposed.
    at: String,
    details: Vec<String>,
}

struct Row {
    participant: String,
    title: Said,
    href: String,
    status: Mark,
    last_update: Option<Day>,
    light: String,
}

struct Found {
    sources: Sources,
    provision: Provision,
    instrument: Instrument,
    links: Vec<ProvisionLink>,
    cites: Vec<Citation>,
    cited: Vec<Citation>,
    statuses: Vec<(ProvisionId, CommitmentStatus, i64)>,
    tally: Tally,
    rows: Rows<Record>,
    names: Names,
    standing: Standing,
}

impl Found {
    async fn read(conn: &mut Connection, reference: &str, today: NaiveDate) -> schema::Result<Self> {
        let sources = Sources::read(conn).await?;
        let provision = sources.provisions.iter().find(|one| one.reference == reference);
        let provision = provision.ok_or(Error::NotFound)?.clone();
        let instrument = sources.instrument(provision.instrument_id).ok_or(Error::NotFound)?;
        let instrument = instrument.clone();
        let mut ids = vec![provision.id];
        ids.extend(clauses_of(&sources, &provision).map(|clause| clause.id));
        let (visitor, of) = (&Actor::Visitor, [instrument.id]);
        let under = CommitmentFilter {
            provisions: vec![provision.id],
            ..CommitmentFilter::default()
        };
        let order = CommitmentOrder::Newest;
        let rows = model::commitments(conn, visitor, today, &under, order, &Page::first(SHOWN)).await?;
        Ok(Self {
            links: sources::links_of(conn, &[provision.id]).await?,
            cites: sources::citations_by(conn, &of).await?,
            cited: sources::citations_of(conn, &of).await?,
            statuses: model::statuses_by_provision(conn, visitor, &ids).await?,
            tally: model::tally(conn, visitor, today, &under).await?,
            names: Names::read(conn, &rows.rows, &[]).await?,
            standing: Standing::read(conn, today).await?,
            sources,
            provision,
            instrument,
            rows,
        })
    }

    fn clauses(&self) -> impl Iterator<Item = &Provision> {
        clauses_of(&self.sources, &self.provision)
    }

    fn facts(&self, words: Words, shell: &Shell) -> Vec<Fact> {
        let (provision, instrument) = (&self.provision, &self.instrument);
        let fact = |key: &str, value: String| (!value.is_empty()).then(|| Fact::new(words.text(key), value));
        let document = said(words, &instrument.title, Language::En).map_or_else(String::new, |said| said.text);
        let theme = self.sources.names.theme(words, &provision.theme);
        let parent = provision.parent_id.and_then(|id| self.sources.provision(id));
        [
            Fact::links(
                words.text("provision-parent"),
                parent.map(|parent| link_to(words, shell, parent)).into_iter().collect(),
            ),
            fact("provision-document", coded(&instrument.symbol, &document)),
            fact("provision-body", word(words, "instrument-body", &instrument.body)),
            fact("provision-year", words.digits(instrument.year)),
            fact(
                "provision-document-status",
                words.name("instrument-status", &instrument.status),
            ),
            fact(
                "provision-in-section",
                word(words, "provision-section", &provision.section),
            ),
            // Its parentheses stay where they are in Arabic too.
            fact("column-paragraph", format!("\u{2068}{}\u{2069}", provision.paragraph)),
            Fact::links(
                words.text("column-theme"),
                vec![Link {
                    href: shell.href(&format!("/provisions?theme={}", provision.theme)),
                    text: theme,
                }],
            ),
            fact("provision-kind", word(words, "provision-kind", &provision.kind)),
            fact(
                "column-addressee",
                word(words, "provision-addressee", &provision.addressee),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn links(&self, words: Words, shell: &Shell) -> Vec<(String, Link)> {
        let mut links: Vec<(&ProvisionLink, &Provision)> = self
            .links
            .iter()
            .filter_map(|link| Some((link, self.sources.provision(link.to_id)?)))
            .collect();
        links.sort_by_key(|(link, other)| (link.relation, other.position));
        let shown = |(link, other): (&ProvisionLink, &Provision)| {
            let relation = words.name("provision-link", link.relation.code());
            (relation, link_to(words, shell, other))
        };
        links.into_iter().map(shown).collect()
    }

    /// What refers or is referred to; what this very provision refers to comes first.
    fn cited(&self, words: Words, key: &str, citations: &[Citation], is_citing: bool) -> Cited {
        let heading = words.with(key, &[("symbol", self.instrument.symbol.as_str())]);
        let mut rows: Vec<(bool, CitedRow)> = citations
            .iter()
            .filter_map(|citation| {
                let other = if is_citing {
                    citation.instrument_id
                } else {
                    citation.cited_by_id
                };
                let other = self.sources.instrument(other)?;
                let is_here = is_citing && citation.at == self.provision.paragraph;
                let mut details = vec![];
                if is_here {
                    details.push(words.text("citation-here"));
                }
                if !citation.edition.is_empty() {
                    details.push(words.with("citation-edition", &[("year", citation.edition.as_str())]));
                }
                if citation.is_struck {
                    details.push(words.text("citation-struck"));
                }
                let row = CitedRow {
                    symbol: other.symbol.clone(),
                    title: said(words, &other.title, Language::En)?,
                    relation: word(words, "citation-relation", &citation.relation),
                    at: citation.at.clone(),
                    details,
                };
                Some((!is_here, row))
            })
            .collect();
        rows.sort_by_key(|(is_elsewhere, _)| *is_elsewhere);
        Cited {
            heading,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// The provision with its clauses, then each clause.
    fn bars(&self, words: Words, shell: &Shell) -> StatusBars {
        let bar = |provision: &Provision| ThemeFigures {
            theme: coded(&provision.reference, &title(words, provision)),
            href: shell.href(&commitments_on(&provision.reference, "")),
            counts: self
                .statuses
                .iter()
                .filter(|(id, ..)| *id == provision.id)
                .map(|(_, status, count)| (status.code(), u64::try_from(*count).unwrap_or(0)))
                .collect(),
        };
        let bars: Vec<ThemeFigures> = std::iter::once(&self.provision)
            .chain(self.clauses())
            .map(bar)
            .collect();
        StatusBars::new(words, &bars)
    }

    fn row(&self, words: Words, shell: &Shell, today: NaiveDate, record: &Record) -> Option<Row> {
        let commitment = &record.commitment;
        Some(Row {
            participant: self.names.undertaken_by(words, language_of(words), record),
            title: said(words, &commitment.title, commitment.original_language)?,
            href: shell.href(&path_of_record(record)),
            status: Mark::commitment(words, commitment.status.code()),
            last_update: record.latest.as_ref().map(|update| Day::new(words, update.reported_on)),
            light: light(words, record, today),
        })
    }

    fn downloads(&self, words: Words, shell: &Shell) -> Vec<Link> {
        let (reference, path) = (&self.provision.reference, path_of(&self.provision.reference));
        let link = |key: &str, what: String, path: String| Link {
            text: words.with(key, &[("what", what)]),
            href: shell.href(&path),
        };
        let rows = |count: i64| csv_label(words, u64::try_from(count).unwrap_or(0));
        let list = (self.tally.commitments > 0).then(|| {
            let path = commitments_on(reference, ".csv");
            link("provision-download-commitments", rows(self.tally.commitments), path)
        });
        let feed = downloads(shell, &path, "", 0, &["atom"]);
        let own = downloads(shell, &path, "", 1 + self.clauses().count(), &SHEETS);
        let own = own.into_iter().map(|link| Link {
            text: words.with("provision-download", &[("what", link.text)]),
            ..link
        });
        list.into_iter().chain(own).chain(feed).collect()
    }
}

fn clauses_of<'a>(sources: &'a Sources, provision: &Provision) -> impl Iterator<Item = &'a Provision> {
    let id = provision.id;
    sources.provisions.iter().filter(move |one| one.parent_id == Some(id))
}

fn link_to(words: Words, shell: &Shell, provision: &Provision) -> Link {
    Link {
        text: coded(&provision.reference, &title(words, provision)),
        href: shell.href(&path_of(&provision.reference)),
    }
}

async fn read(visit: &Visit, reference: &str) -> schema::Result<Found> {
    // No such reference can be written: nothing to ask the database.
    if reference.len() > 200 || reference.chars().any(char::is_control) {
        return Err(Error::NotFound);
    }
    let today = visit.today;
    visit.read(async |conn| Found::read(conn, reference, today).await).await
}

pub async fn show(visit: Visit, at: Option<web::Path<At>>) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let Some(at) = at else {
        return Refusal::NotFound.answer(&visit.request);
    };
    let found = match read(&visit, &at.reference).await {
        Ok(found) => found,
        Err(error) => return visit.failed(error),
    };
    let provision = &found.provision;
    let path = path_of(&provision.reference);
    let shell = found
        .standing
        .frame(visit.embeddable(Section::Provisions, path, "").with_feed(""));
    let Some(title) = said(words, &provision.title, Language::En) else {
        return visit.failed(Error::internal("a provision without a title"));
    };
    let summary = said(words, &provision.summary, Language::En);
    let says = summary.as_ref().unwrap_or(&title);
    let shell = shell.of_record(&provision.reference, &says.text);
    let page = ProvisionPage {
        reference: provision.reference.clone(),
        // Of the two, which are translated alike, the summary says so.
        title: if summary.is_some() { title.without_note() } else { title },
        summary,
        facts: found.facts(words, &shell),
        note: said_in(words, &found.instrument.note, Language::En),
        clauses: found.clauses().map(|clause| link_to(words, &shell, clause)).collect(),
        links: found.links(words, &shell),
        cites: found.cited(words, "provision-cites", &found.cites, true),
        cited: found.cited(words, "provision-cited", &found.cited, false),
        bars: found.bars(words, &shell),
        rows: found
            .rows
            .rows
            .iter()
            .filter_map(|record| found.row(words, &shell, today, record))
            .collect(),
        counts: crate::commitments::page::counts(words, found.tally),
        first: found
            .rows
            .has_next
            .then(|| words.with("provision-commitments-first", &[("n", SHOWN)])),
        all: Link {
            text: words.with(
                "provision-commitments-all",
                &[("reference", provision.reference.as_str())],
            ),
            href: shell.href(&commitments_on(&provision.reference, "")),
        },
        downloads: found.downloads(words, &shell),
        words,
        shell,
    };
    page.shell.framed(visit.page(&page))
}

pub async fn file(visit: Visit, at: Option<web::Path<At>>) -> HttpResponse {
    let words = visit.words;
    let found = match at {
        Some(at) => read(&visit, &at.reference).await,
        None => Err(Error::NotFound),
    };
    let sheet = found.map(|found| {
        let name = file_name(&found.provision);
        let rows = std::iter::once(&found.provision).chain(found.clauses());
        let sheet = found.sources.sheet(words, name, rows);
        sheet.with_permalinks(&visit, "reference")
    });
    Sheet::answer(&visit, sheet)
}

/// `/{lang}/provisions/{ref}.atom`: what was undertaken under it of which something was published last.
pub async fn atom(visit: Visit, at: Option<web::Path<At>>) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let reference = at.map(|at| at.into_inner().reference).unwrap_or_default();
    let read = visit
        .read(async |conn| {
            let found = sources::provisions_by_references(conn, std::slice::from_ref(&reference)).await?;
            let provision = found.into_iter().next().ok_or(Error::NotFound)?;
            let under = CommitmentFilter {
                provisions: vec![provision.id],
                ..CommitmentFilter::default()
            };
            Ok((News::of(conn, today, &under).await?, provision))
        })
        .await;
    let (news, provision) = match read {
        Ok(read) => read,
        Err(error) => return visit.refused(error),
    };
    let shell = visit.shell(Section::Provisions, path_of(&provision.reference), "");
    let title = words.with("feed-title-of", &[("what", provision.reference.as_str())]);
    let name = format!("{}.atom", file_name(&provision));
    News::answer(&visit, &shell, &title, (&name, Ok(news)))
}

fn file_name(provision: &Provision) -> String {
    let reference: String = provision.reference.chars().map(plain).collect();
    format!("provision-{reference}")
}

/// What every system takes in the name of a file.
fn plain(sign: char) -> char {
    if sign.is_ascii_alphanumeric() || sign == '.' {
        sign
    } else {
        '-'
    }
}
