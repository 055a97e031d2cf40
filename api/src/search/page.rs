//! `/{lang}/search`: find anything in my language.

use crate::commitments::page::{News, Standing};
use crate::directory::page::path_of;
use crate::paths::shows;
use crate::site::asked::{Key, address, known};
use crate::site::asking::{LANG, language_of, troubles};
use crate::site::files::{JSON, downloads};
use crate::site::{Asked, Day, Link, Said, Section, Shell, Trouble, Visit, words_of};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use schema::commitments::{self, CommitmentFilter, CommitmentOrder, ProgressUpdate};
use schema::directory::Participant;
use schema::page::{Page, Rows};
use schema::search::{self as model, Answer, Excerpt, Found, Hit, Question, SearchKind};
use schema::text::Problems;
use schema::{Actor, Connection, Error, Language, Problem, ProblemCode};
use serde_json::{Value, json};
use words::{Arg, Words};

const KEYS: &[Key] = &[("after", 1), ("kind", 1), ("q", 1)];
/// Rows of one kind alone, and of each beside the others.
const ROWS: i64 = 25;
const FIRST_ROWS: [(SearchKind, i64); 3] = [
    (SearchKind::Provision, 5),
    (SearchKind::Commitment, 10),
    (SearchKind::Update, 10),
];

/// Mounts `/{lang}/search`, `/{lang}/search.json` and `/{lang}/search.atom`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows(format!("{LANG}/search"), show))
        .service(shows(format!("{LANG}/search.json"), json))
        .service(shows(format!("{LANG}/search.atom"), atom));
}

/// Words looked for, with what was found of each kind that has something.
#[derive(Template)]
#[template(path = "search/show.html")]
pub struct SearchPage {
    pub words: Words,
    pub shell: Shell,
    pub problems: Vec<Trouble>,
    pub heading: String,
    /// As it was asked; empty where nothing was.
    pub text: String,
    pub is_asked: bool,
    /// Those who are called just so.
    pub participants: Vec<Link>,
    pub groups: Vec<Group>,
    /// On to the kinds together, where one is shown alone.
    pub all: Option<Link>,
    pub first: Option<String>,
    pub next: Option<String>,
    pub downloads: Vec<Link>,
    /// Where one is told of what this search finds among the commitments.
    pub subscribe: Option<String>,
}

/// What was found of a kind.
pub struct Group {
    pub code: &'static str,
    pub heading: String,
    pub count: String,
    pub rows: Vec<Row>,
    /// On to the rest.
    pub rest: Option<Link>,
    /// Whether no more than a part can be listed.
    pub is_cut: bool,
}

/// A record that was found.
pub struct Row {
    pub href: String,
    pub title: Shown,
    pub passage: Option<Shown>,
    pub reference: Option<String>,
    /// Who, and when.
    pub about: Option<String>,
    pub day: Option<Day>,
    pub is_sample: bool,
}

/// A text in pieces, with its own language and direction, and what a reader should know about it.
pub struct Shown {
    pub code: &'static str,
    pub dir: &'static str,
    pub note: Option<String>,
    /// Whether it was found, and the text.
    pub pieces: Vec<(bool, String)>,
}

impl Shown {
    fn of(words: Words, excerpt: &Excerpt, original: Language) -> Self {
        let language = |language| words_of(language).language();
        let said = Said::new(words, "", language(excerpt.language), language(original));
        let pieces = excerpt.pieces.iter();
        Self {
            code: said.code,
            dir: said.dir,
            note: said.note,
            pieces: pieces.map(|piece| (piece.is_match, piece.text.clone())).collect(),
        }
    }
}

/// What was found.
#[derive(Default)]
struct Results {
    participants: Vec<Participant>,
    groups: Vec<(SearchKind, Answer)>,
}

impl Results {
    /// Pages of those who are called just so.
    fn participants(&self, words: Words, shell: &Shell) -> Vec<Link> {
        let link = |participant: &Participant| {
            Some(Link {
                text: participant.name(language_of(words)).to_owned(),
                href: shell.href(&path_of(participant)?),
            })
        };
        self.participants.iter().filter_map(link).collect()
    }
}

/// What the address asks for.
#[derive(Default)]
struct Wanted {
    question: Option<Question>,
    kind: Option<SearchKind>,
}

impl Wanted {
    fn read(asked: &Asked, words: Words) -> schema::Result<Self> {
        let mut problems = Problems::default();
        let mut wanted = Self::default();
        for (key, value) in asked.lines(KEYS, &mut problems)? {
            match key {
                "kind" => wanted.kind = known(&mut problems, key, SearchKind::from_code(&value)),
                "q" => wanted.question = Some(Question::new(key, &value, language_of(words), &[])?),
                _ => {}
            }
        }
        // A place in a list belongs to a list.
        problems.check(
            !asked.has("after") || wanted.kind.is_some(),
            "after",
            ProblemCode::Unknown,
        );
        problems.none_or_rejected()?;
        Ok(wanted)
    }

    /// What is found of each kind; of one alone, the page that is asked for.
    async fn found(&self, conn: &mut Connection, asked: &Asked) -> schema::Result<Results> {
        let mut found = Results::default();
        let Some(question) = &self.question else {
            return Ok(found);
        };
        if let Some(kind) = self.kind {
            let page = asked.page(ROWS);
            let answer = model::search(conn, &question.of(kind), &page).await?;
            found.groups.push((kind, answer));
            return Ok(found);
        }
        found.participants = model::participants_called(conn, question).await?;
        for (kind, rows) in FIRST_ROWS {
            let answer = model::search(conn, &question.of(kind), &Page::first(rows)).await?;
            found.groups.push((kind, answer));
        }
        Ok(found)
    }
}

impl Wanted {
    /// Commitments that hold the words, of which something was published last; and updates that hold them.
    async fn news(&self, conn: &mut Connection, today: NaiveDate) -> schema::Result<News> {
        let Some(question) = &self.question else {
            return Ok(News::default());
        };
        let (mut records, mut updates) = (vec![], vec![]);
        if matches!(self.kind, None | Some(SearchKind::Commitment)) {
            let holding = CommitmentFilter {
                text: Some(question.text().to_owned()),
                ..CommitmentFilter::default()
            };
            let order = CommitmentOrder::RecentlyChanged;
            let page = Page::first(NEWS);
            let found = commitments::commitments(conn, &Actor::Visitor, today, &holding, order, &page).await?;
            records = found.rows;
        }
        if matches!(self.kind, None | Some(SearchKind::Update)) {
            let found = model::search(conn, &question.of(SearchKind::Update), &Page::first(NEWS)).await?;
            for hit in found.hits.rows {
                if let Found::Update(update, record) = hit.found {
                    updates.push((ProgressUpdate::clone(&update), record));
                }
            }
        }
        News::with(conn, records, updates).await
    }
}

async fn read(visit: &Visit, asked: &Asked) -> schema::Result<(Wanted, Results)> {
    let wanted = Wanted::read(asked, visit.words)?;
    let found = visit.read(async |conn| wanted.found(conn, asked).await).await?;
    Ok((wanted, found))
}

async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let (wanted, found, wrong) = match read(&visit, &asked).await {
        Ok((wanted, found)) => (wanted, found, vec![]),
        Err(Error::Rejected(wrong)) => (Wanted::default(), Results::default(), wrong),
        Err(error) => return visit.failed(error),
    };
    let today = visit.today;
    let standing = match visit.read(async |conn| Standing::read(conn, today).await).await {
        Ok(standing) => standing,
        Err(error) => return visit.failed(error),
    };
    let mut shell = standing.frame(visit.shell(Section::Other, "/search", asked.query()));
    if wanted.question.is_some() {
        shell = shell.with_feed(&asked.without_place().query());
    }
    let page = page(words, shell, &asked, &wanted, &found, &wrong);
    visit.page_to(&page.problems, &page)
}

fn page(words: Words, shell: Shell, asked: &Asked, wanted: &Wanted, found: &Results, wrong: &[Problem]) -> SearchPage {
    let here = shell.href("/search");
    let text = wanted.question.as_ref().map_or("", Question::text);
    let problems = troubles(words, wrong)
        .into_iter()
        .map(|trouble| match trouble.field.as_str() {
            "q" => trouble,
            _ => trouble.elsewhere(words),
        });
    let groups = found
        .groups
        .iter()
        .filter(|(_, answer)| answer.count > 0)
        .map(|(kind, answer)| Group {
            code: kind.code(),
            heading: words.name("search-kind", kind.code()),
            count: count(words, answer),
            rows: answer.hits.rows.iter().map(|hit| row(words, &shell, hit)).collect(),
            rest: (wanted.kind.is_none() && answer.hits.has_next).then(|| Link {
                text: words.name("search-all", kind.code()),
                href: address(&here, &asked.with_only("kind", kind.code())),
            }),
            is_cut: wanted.kind.is_some() && answer.is_more,
        });
    let one = found.groups.first().filter(|_| wanted.kind.is_some());
    let next = one.and_then(|(_, answer)| answer.hits.rows.last().filter(|_| answer.hits.has_next));
    let without_kind = wanted.kind.map(|kind| asked.without("kind", kind.code()));
    SearchPage {
        problems: problems.collect(),
        heading: if text.is_empty() {
            words.text("search-heading")
        } else {
            words.with("search-heading-for", &[("text", text)])
        },
        text: asked.first("q").unwrap_or_default().to_owned(),
        is_asked: wanted.question.is_some(),
        participants: found.participants(words, &shell),
        groups: groups.collect(),
        all: without_kind.map(|query| Link {
            text: words.text("search-all-kinds"),
            href: address(&here, &query),
        }),
        first: asked
            .has("after")
            .then(|| address(&here, &asked.without_place().query())),
        next: next.map(|hit| address(&here, &asked.after(hit.cursor()))),
        downloads: if wanted.question.is_some() {
            downloads(&shell, "/search", &asked.without_place().query(), 0, &["json", "atom"])
        } else {
            vec![]
        },
        subscribe: wanted
            .question
            .is_some()
            .then(|| address(&shell.href("/subscribe"), &only_words(asked))),
        words,
        shell,
    }
}

/// The words that are looked for, without their kind and the place in the list.
fn only_words(asked: &Asked) -> String {
    Asked::read(&asked.query(), &[("q", 1)]).query()
}

fn count(words: Words, answer: &Answer) -> String {
    let key = if answer.is_more {
        "search-count-more"
    } else {
        "search-count"
    };
    words.with(key, &[("n", Arg::from(answer.count))])
}

fn row(words: Words, shell: &Shell, hit: &Hit) -> Row {
    let reader = language_of(words);
    let by = |participant: &Participant| participant.name(reader).to_owned();
    let (path, reference, about, is_sample) = match &hit.found {
        Found::Provision(row) => (
            crate::sources::page::path_of(&row.reference),
            Some(row.reference.clone()),
            None,
            row.is_sample,
        ),
        Found::Commitment(record) => (
            format!("/commitments/{}", record.commitment.reference),
            Some(record.commitment.reference.clone()),
            Some(by(&record.participant)),
            record.commitment.is_sample,
        ),
        Found::Update(_, record) => (
            format!("/commitments/{}#updates", record.commitment.reference),
            Some(record.commitment.reference.clone()),
            Some(by(&record.participant)),
            record.commitment.is_sample,
        ),
    };
    let is_dated = !matches!(hit.found, Found::Provision(_));
    let title = Shown::of(words, &hit.title, hit.found.title_original());
    let mut passage = Shown::of(words, &hit.passage, hit.found.original());
    // said once
    passage.note.take_if(|note| Some(&*note) == title.note.as_ref());
    Row {
        href: shell.href(&path),
        title,
        passage: (!hit.passage.is_empty()).then_some(passage),
        reference,
        about,
        day: is_dated.then(|| Day::new(words, hit.dated_on)),
        is_sample,
    }
}

async fn json(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let asked = visit.asked(KEYS);
    let (wanted, found) = match read(&visit, &asked).await {
        Ok(read) => read,
        Err(error) => return visit.refused(error),
    };
    let shell = visit.shell(Section::Other, "/search", asked.query());
    let here = shell.href("/search.json");
    let groups = found.groups.iter().map(|(kind, answer)| {
        let next = last(&answer.hits).filter(|_| wanted.kind.is_some());
        json!({
            "kind": kind.code(),
            "count": answer.count,
            "is_more": answer.is_more,
            "next": next.map(|hit| shell.absolute(&address(&here, &asked.after(hit.cursor())))),
            "hits": answer.hits.rows.iter().map(|hit| as_json(words, &shell, hit)).collect::<Vec<_>>(),
        })
    });
    let participants = found.participants(words, &shell);
    let content = json!({
        "text": wanted.question.as_ref().map_or("", Question::text),
        "language": words.code(),
        "participants": participants
            .iter()
            .map(|link| json!({ "name": link.text, "url": shell.absolute(&link.href) }))
            .collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
    });
    let content = serde_json::to_vec_pretty(&content).unwrap_or_default();
    visit.file(("search.json", JSON), Ok(content))
}

/// So many of what is found are looked through for a feed.
const NEWS: i64 = 100;

/// What was found, the newest first: commitments and updates; a provision was published by nobody here.
///
/// Commitments are asked for by what was published last. Updates are not: a search puts the best first, so of more than
/// [`NEWS`] some may be missed.
async fn atom(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS).without_place();
    let wanted = match Wanted::read(&asked, words) {
        Ok(wanted) => wanted,
        Err(error) => return visit.refused(error),
    };
    let read = visit.read(async |conn| wanted.news(conn, today).await).await;
    let shell = visit.shell(Section::Other, "/search", asked.query());
    let text = wanted.question.as_ref().map_or("", Question::text);
    let title = words.with(
        "feed-title-of",
        &[("what", words.with("search-heading-for", &[("text", text)]))],
    );
    News::answer(&visit, &shell, &title, ("search.atom", read))
}

fn last(hits: &Rows<Hit>) -> Option<&Hit> {
    hits.rows.last().filter(|_| hits.has_next)
}

fn as_json(words: Words, shell: &Shell, hit: &Hit) -> Value {
    let row = row(words, shell, hit);
    let parts = |excerpt: &Excerpt| -> Vec<Value> {
        let pieces = excerpt.pieces.iter();
        pieces
            .map(|piece| json!({ "text": piece.text, "is_match": piece.is_match }))
            .collect()
    };
    let id = match &hit.found {
        Found::Provision(row) => row.id.to_string(),
        Found::Commitment(record) => record.commitment.id.to_string(),
        Found::Update(update, _) => update.id.to_string(),
    };
    json!({
        "id": id,
        "reference": row.reference,
        "url": shell.absolute(&row.href),
        "language": hit.language.code(),
        "title_language": hit.title.language.code(),
        "title": parts(&hit.title),
        "passage": parts(&hit.passage),
        "participant_text": row.about,
        "date": hit.dated_on.to_string(),
        "is_sample": row.is_sample,
    })
}
