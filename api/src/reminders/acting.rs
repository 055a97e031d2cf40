//! The page behind a letter's link that acts on a record: it shows what would be done, its button does it, once.

use super::page::{Answer, at_fault, personal, shown};
use crate::site::asking::{said, troubles};
use crate::site::pages::{MessagePage, Refusal, refused};
use crate::site::{Cache, Said, Section, Shell, Trouble, Visit, answer_with};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use schema::letters::LinkPurpose;
use schema::reminders::{self as model, Opened};
use schema::{Error, Problem, ProblemCode};
use serde::Deserialize;
use words::Words;

/// GET of such a link.
#[derive(Template)]
#[template(path = "reminders/act.html")]
pub struct ActPage {
    pub words: Words,
    pub shell: Shell,
    pub problems: Vec<Trouble>,
    pub heading: String,
    /// What pressing the button does.
    pub body: String,
    pub reference: String,
    pub record: String,
    pub title: Option<Said>,
    /// What an update reports, and its words.
    pub reported: Option<String>,
    pub text: Option<Said>,
    pub action: String,
    pub button: String,
    pub version: i32,
    pub needs_code: bool,
}

impl ActPage {
    fn wrong(&self, field: &str) -> Option<&str> {
        Trouble::at(&self.problems, field)
    }
}

/// The end of the link's path, and of the keys of its words.
fn named(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Clear => "clear",
        LinkPurpose::Confirm => "confirm",
        _ => "no-change",
    }
}

fn purpose(visit: &Visit) -> LinkPurpose {
    match visit.named("what") {
        "clear" => LinkPurpose::Clear,
        "confirm" => LinkPurpose::Confirm,
        _ => LinkPurpose::NoChange,
    }
}

fn secret(visit: &Visit) -> &str {
    visit.named("token")
}

#[derive(Deserialize)]
pub struct Form {
    version: i32,
    #[serde(default, rename = "secondFactorCode")]
    code: String,
}

pub async fn show(visit: Visit) -> Answer {
    let opened = open(&visit).await?;
    Ok(page(&visit, &opened, vec![]))
}

async fn open(visit: &Visit) -> actix_web::Result<Opened> {
    let opened = model::open_link(&visit.settings.db, purpose(visit), secret(visit), visit.now());
    opened.await.map_err(|error| failed(visit, &error))
}

pub async fn act(visit: Visit, form: Option<web::Form<Form>>) -> Answer {
    if let Some(refused) = visit.from_elsewhere() {
        return Ok(refused);
    }
    let Some(web::Form(Form { version, code })) = form else {
        return Ok(Refusal::BadRequest(vec![]).answer(&visit.request));
    };
    let (db, attempts, trace) = (&visit.settings.db, visit.attempts(), visit.trace());
    let (purpose, secret, code) = (purpose(&visit), secret(&visit), Some(code.as_str()));
    let done = model::act_by_link(db, &attempts, &trace, purpose, secret, version, code).await;
    let problems = match done {
        Ok(()) => vec![],
        Err(Error::Rejected(problems)) => match wait(&problems) {
            Some(seconds) => return Ok(Refusal::TooManyRequests { seconds }.answer(&visit.request)),
            // What else can be put right shows in what the page now says of the record.
            None => problems
                .into_iter()
                .filter(|problem| problem.field == "secondFactorCode")
                .collect(),
        },
        Err(Error::Conflict { .. }) => vec![Problem::new("", ProblemCode::Conflict)],
        Err(error) => return Err(failed(&visit, &error)),
    };
    let opened = open(&visit).await?;
    Ok(page(&visit, &opened, troubles(visit.words, &problems)))
}

/// How long to wait, if there were too many attempts.
pub(crate) fn wait(problems: &[Problem]) -> Option<u64> {
    let many = problems
        .iter()
        .find(|problem| problem.code == ProblemCode::TooManyAttempts)?;
    Some(
        many.parameters
            .get("seconds")
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or(60),
    )
}

/// A link that is nobody's, has run out, or leads to what its reader may not read, are all the same.
fn failed(visit: &Visit, error: &Error) -> actix_web::Error {
    match error {
        Error::NotFound | Error::Forbidden => refused(&visit.request, Refusal::Gone),
        error => at_fault(visit, error),
    }
}

fn page(visit: &Visit, opened: &Opened, problems: Vec<Trouble>) -> HttpResponse {
    let (words, what) = (visit.words, named(purpose(visit)));
    let path = format!("/letters/{what}/{}", secret(visit));
    let shell = visit.shell(Section::Personal, &path, "");
    let record = shell.href(&format!("/commitments/{}", opened.commitment.reference));
    if opened.is_done || !opened.is_open {
        let page = MessagePage::acted(words, shell, opened.is_done, &opened.commitment.reference, record);
        return shown(visit, &page);
    }
    let since = opened.since.map(|day| words.date(day)).unwrap_or_default();
    let update = opened.progress_update.as_ref();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = ActPage {
        heading: words.text(&format!("by-letter-{what}-heading")),
        body: words.with(&format!("by-letter-{what}-body"), &[("date", since.as_str())]),
        button: words.text(&format!("by-letter-{what}-button")),
        reference: opened.commitment.reference.clone(),
        record,
        title: said(words, &opened.commitment.title, opened.commitment.original_language),
        reported: update.map(|update| words.name("reported-state", update.reported_state.code())),
        text: match update {
            Some(update) => said(words, &update.narrative, update.original_language),
            None => said(words, &opened.commitment.summary, opened.commitment.original_language),
        },
        action: shell.href(&path),
        version: opened.version(),
        needs_code: opened.needs_code,
        words,
        shell,
        problems,
    };
    personal(answer_with(&visit.request, status, &page, Cache::Private))
}
