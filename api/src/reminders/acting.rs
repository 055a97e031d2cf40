//! The page behind a letter's link that acts on a record: it shows what would be done, its button does it, once.

use super::page::{Answer, at_fault, personal};
use crate::app::Web;
use crate::headers::RequestId;
use crate::server::Peers;
use crate::site::asking::{from_elsewhere, said, troubles};
use crate::site::pages::{MessagePage, Refusal, refused};
use crate::site::{Cache, PageLanguage, Said, Section, Shell, Site, Trouble, answer, answer_with};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use schema::directory::{Attempts, Visit};
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

fn purpose(request: &HttpRequest) -> LinkPurpose {
    match request.match_info().get("what") {
        Some("clear") => LinkPurpose::Clear,
        Some("confirm") => LinkPurpose::Confirm,
        _ => LinkPurpose::NoChange,
    }
}

fn secret(request: &HttpRequest) -> &str {
    request.match_info().get("token").unwrap_or_default()
}

#[derive(Deserialize)]
pub struct Form {
    version: i32,
    #[serde(default, rename = "secondFactorCode")]
    code: String,
}

pub async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> Answer {
    let opened = open(&request, &settings).await?;
    Ok(page(&request, words, &site, &opened, vec![]))
}

async fn open(request: &HttpRequest, settings: &Web) -> actix_web::Result<Opened> {
    let opened = model::open_link(&settings.db, purpose(request), secret(request), settings.clock.now());
    opened.await.map_err(|error| failed(request, &error))
}

pub async fn act(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    form: Option<web::Form<Form>>,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> Answer {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return Ok(refused);
    }
    let Some(web::Form(Form { version, code })) = form else {
        return Ok(Refusal::BadRequest(vec![]).answer(&request));
    };
    let visit = visit_of(&request, &settings);
    let attempts = Attempts::new(settings.tokens.keys().counting());
    let (db, code) = (&settings.db, Some(code.as_str()));
    let done = model::act_by_link(
        db,
        &attempts,
        &visit,
        purpose(&request),
        secret(&request),
        version,
        code,
    )
    .await;
    let problems = match done {
        Ok(()) => vec![],
        Err(Error::Rejected(problems)) => match wait(&problems) {
            Some(seconds) => return Ok(Refusal::TooManyRequests { seconds }.answer(&request)),
            // What else can be put right shows in what the page now says of the record.
            None => problems
                .into_iter()
                .filter(|problem| problem.field == "secondFactorCode")
                .collect(),
        },
        Err(Error::Conflict { .. }) => vec![Problem::new("", ProblemCode::Conflict)],
        Err(error) => return Err(failed(&request, &error)),
    };
    let opened = open(&request, &settings).await?;
    Ok(page(&request, words, &site, &opened, troubles(words, &problems)))
}

/// Who comes to one of these pages, and when.
pub(crate) fn visit_of(request: &HttpRequest, settings: &Web) -> Visit {
    let peers = Peers {
        trusted_proxies: settings.trusted_proxies,
    };
    let agent = request.headers().get(header::USER_AGENT);
    Visit {
        now: settings.clock.now(),
        request: request
            .extensions()
            .get::<RequestId>()
            .map(ToString::to_string)
            .unwrap_or_default(),
        peer: Some(peers.address(request)),
        user_agent: agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    }
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
fn failed(request: &HttpRequest, error: &Error) -> actix_web::Error {
    match error {
        Error::NotFound | Error::Forbidden => refused(request, Refusal::Gone),
        error => at_fault(request, error),
    }
}

fn page(request: &HttpRequest, words: Words, site: &Site, opened: &Opened, problems: Vec<Trouble>) -> HttpResponse {
    let what = named(purpose(request));
    let path = format!("/letters/{what}/{}", secret(request));
    let shell = Shell::new(words, site, Section::Personal, &path, "");
    let record = shell.href(&format!("/commitments/{}", opened.commitment.reference));
    if opened.is_done || !opened.is_open {
        let page = MessagePage::acted(words, shell, opened.is_done, &opened.commitment.reference, record);
        return personal(answer(request, &page, Cache::Private));
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
    personal(answer_with(request, status, &page, Cache::Private))
}
