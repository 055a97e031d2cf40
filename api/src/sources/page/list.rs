//! `/{lang}/provisions`: what do the documents say, and what was undertaken on it?

use super::{Sources, commitments_on, path_of, word};
use crate::commitments::page::{News, Standing, filter};
use crate::site::asked::Key;
use crate::site::asking::{said, troubles};
use crate::site::files::downloads;
use crate::site::files::sheet::Sheet;
use crate::site::{Asked, Choice, Link, Said, Section, Shell, Trouble, Visit};
use actix_web::HttpResponse;
use askama::Template;
use schema::sources::{Instrument, Provision};
use schema::text::Problems;
use schema::{Connection, Error, Language, ProblemCode};
use words::Words;

const KEYS: &[Key] = &[("theme", 100)];

/// Every clause of the documents, by document and section, in their own order.
#[derive(Template)]
#[template(path = "sources/provisions.html")]
struct ProvisionsPage {
    words: Words,
    shell: Shell,
    counts: Vec<String>,
    problems: Vec<Trouble>,
    themes: Vec<Choice>,
    is_filtered: bool,
    documents: Vec<Document>,
    downloads: Vec<Link>,
}

struct Document {
    symbol: String,
    title: Said,
    /// `Group of Governmental Experts · 2013 · Agreed`
    about: String,
    sections: Vec<PageSection>,
}

struct PageSection {
    /// For its table to be named by.
    anchor: String,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    paragraph: String,
    title: Said,
    href: String,
    theme: String,
    addressee: String,
    commitments: String,
    /// Their list; nothing where there are none.
    list: Option<String>,
    states: String,
}

struct Listed {
    sources: Sources,
    standing: Standing,
}

impl Listed {
    async fn read(conn: &mut Connection, today: chrono::NaiveDate) -> schema::Result<Self> {
        Ok(Self {
            sources: Sources::read(conn).await?,
            standing: Standing::read(conn, today).await?,
        })
    }

    /// The provisions that the address asks for, or what is wrong with it.
    fn chosen(&self, asked: &Asked) -> schema::Result<Vec<&Provision>> {
        let (mut problems, mut themes) = (Problems::default(), vec![]);
        for (_, value) in asked.lines(KEYS, &mut problems)? {
            let is_there = self.sources.names.themes.iter().any(|theme| theme.code == value);
            problems.check(is_there, "theme", ProblemCode::Unknown);
            themes.push(value);
        }
        problems.none_or_rejected()?;
        let is_asked = |provision: &&Provision| themes.is_empty() || themes.contains(&provision.theme);
        Ok(self.sources.provisions.iter().filter(is_asked).collect())
    }

    fn documents(&self, words: Words, shell: &Shell, chosen: &[&Provision]) -> Vec<Document> {
        let mut documents: Vec<Document> = vec![];
        let mut place = None;
        for (at, provision) in chosen.iter().enumerate() {
            let Some(instrument) = self.sources.instrument(provision.instrument_id) else {
                continue;
            };
            let Some(row) = self.row(words, shell, provision) else {
                continue;
            };
            let here = Some((provision.instrument_id, provision.section.as_str()));
            if place.map(|(instrument, _)| instrument) != Some(provision.instrument_id) {
                documents.extend(document(words, instrument));
            }
            let Some(document) = documents.last_mut() else {
                continue;
            };
            if place != here {
                document.sections.push(PageSection {
                    anchor: format!("section-{at}"),
                    name: word(words, "provision-section", &provision.section),
                    rows: vec![],
                });
            }
            place = here;
            if let Some(section) = document.sections.last_mut() {
                section.rows.push(row);
            }
        }
        documents
    }

    fn row(&self, words: Words, shell: &Shell, provision: &Provision) -> Option<Row> {
        let (commitments, states) = self.sources.counts(provision);
        Some(Row {
            paragraph: provision.paragraph.clone(),
            title: said(words, &provision.title, Language::En)?,
            href: shell.href(&path_of(&provision.reference)),
            theme: self.sources.names.theme(words, &provision.theme),
            addressee: word(words, "provision-addressee", &provision.addressee),
            commitments: words.number(commitments),
            list: (commitments > 0).then(|| shell.href(&commitments_on(&provision.reference, ""))),
            states: words.number(states),
        })
    }
}

fn document(words: Words, instrument: &Instrument) -> Option<Document> {
    let about = [
        word(words, "instrument-body", &instrument.body),
        words.digits(instrument.year),
        words.name("instrument-status", &instrument.status),
    ];
    Some(Document {
        symbol: instrument.symbol.clone(),
        title: said(words, &instrument.title, Language::En)?,
        about: about.join(" · "),
        sections: vec![],
    })
}

async fn read(visit: &Visit) -> schema::Result<Listed> {
    let today = visit.today;
    visit.read(async |conn| Listed::read(conn, today).await).await
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let listed = match read(&visit).await {
        Ok(listed) => listed,
        Err(error) => return visit.failed(error),
    };
    let (chosen, problems) = match listed.chosen(&asked) {
        Ok(chosen) => (chosen, vec![]),
        Err(Error::Rejected(problems)) => (vec![], troubles(words, &problems)),
        Err(error) => return visit.failed(error),
    };
    let shell = visit
        .embeddable(Section::Provisions, "/provisions", asked.query())
        .with_feed(&asked.query());
    let shell = listed.standing.frame(shell);
    let documents = listed.documents(words, &shell, &chosen);
    let page = ProvisionsPage {
        counts: vec![
            words.with("provisions-count", &[("n", chosen.len())]),
            words.with("instruments-count", &[("n", documents.len())]),
        ],
        themes: listed.sources.names.theme_choices(words, &asked),
        is_filtered: asked.has("theme"),
        downloads: downloads(
            &shell,
            "/provisions",
            &asked.query(),
            chosen.len(),
            &["csv", "xlsx", "json", "zip", "atom"],
        ),
        documents,
        words,
        shell,
        problems,
    };
    page.shell.framed(visit.page_to(&page.problems, &page))
}

pub async fn file(visit: Visit) -> HttpResponse {
    let (asked, words) = (visit.asked(KEYS), visit.words);
    let sheet = read(&visit).await.and_then(|listed| {
        let chosen = listed.chosen(&asked)?;
        let sheet = listed.sources.sheet(words, "provisions".to_owned(), chosen.into_iter());
        Ok(sheet.with_permalinks(&visit, "reference"))
    });
    Sheet::answer(&visit, sheet)
}

/// `/{lang}/provisions.atom`: what was undertaken on these provisions of which something was published last.
pub async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS);
    let read = visit
        .read(async |conn| {
            let on_themes = filter(&asked, conn).await?;
            News::of(conn, today, &on_themes).await
        })
        .await;
    let shell = visit.shell(Section::Provisions, "/provisions", asked.query());
    let title = words.with("feed-title-of", &[("what", words.text("provisions-heading"))]);
    News::answer(&visit, &shell, &title, ("provisions.atom", read))
}
