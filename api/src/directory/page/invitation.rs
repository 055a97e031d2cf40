//! The page behind the link of an invitation: looking changes nothing, the button accepts.

use crate::app::Web;
use crate::graphql::payload::Problem;
use crate::headers::RequestId;
use crate::paths::shows_and_acts;
use crate::server::Peers;
use crate::site::asking::{LANG, from_elsewhere};
use crate::site::pages::{InvitationPage, MessagePage, Refusal, invitation};
use crate::site::{Cache, PageLanguage, Section, Shell, Site, Trouble, cache};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use schema::directory::{self, Attempts, Invitation, Joining, Visit};
use schema::{Connection, Error, Language};
use serde::Deserialize;
use words::Words;

/// The path of the link, below the language. The token stands in the query, which no log of ours keeps.
const PATH: &str = "/invitation";

/// Mounts the page.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows_and_acts(format!("{LANG}{PATH}"), show, accept));
}

#[derive(Deserialize)]
struct Link {
    token: String,
}

#[derive(Deserialize)]
struct Form {
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    link: Option<web::Query<Link>>,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let token = link.map(|link| link.into_inner().token).unwrap_or_default();
    let answer = match directory::invitation(&settings.db, &token, settings.clock.now()).await {
        Ok(found) => {
            let name = found.account.name.clone();
            page(&request, words, &settings, &site, found, &token, name, vec![]).await
        }
        Err(error) => Err(error),
    };
    answer.unwrap_or_else(|error| failed(&request, error))
}

async fn accept(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    form: Option<web::Form<Form>>,
    settings: web::Data<Web>,
    site: web::Data<Site>,
    peers: web::Data<Peers>,
) -> HttpResponse {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return refused;
    }
    let Some(Form { token, name, password }) = form.map(web::Form::into_inner) else {
        return Refusal::Gone.answer(&request);
    };
    let now = settings.clock.now();
    let found = match directory::invitation(&settings.db, &token, now).await {
        Ok(found) => found,
        Err(error) => return failed(&request, error),
    };
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    let visit = Visit {
        now,
        request: request_id(&request),
        peer: Some(peers.address(&request)),
        user_agent: agent.unwrap_or_default().to_owned(),
    };
    let joining = Joining {
        name: Some(name.clone()),
        language: Language::from_code(words.code()),
        time_zone: None,
        password: Some(password),
    };
    let attempts = Attempts::new(settings.tokens.keys().counting());
    match directory::join(&settings.db, &attempts, &visit, &token, joining).await {
        Ok(_) => {
            let shell = Shell::new(words, &site, Section::Personal, "/", "");
            let done = MessagePage::invitation_accepted(words, shell, &found.account.email);
            private(cache::answer(&request, &done, Cache::Private))
        }
        Err(Error::Rejected(problems)) if problems.iter().all(|problem| problem.field != "token") => {
            let language = Language::from_code(words.code()).unwrap_or(Language::En);
            let told = problems.iter().map(|problem| {
                let Problem { field, message, .. } = Problem::of(problem, language);
                Trouble { field, message }
            });
            let told = told.collect();
            page(&request, words, &settings, &site, found, &token, name, told)
                .await
                .unwrap_or_else(|error| failed(&request, error))
        }
        // Used meanwhile, by the same link opened twice.
        Err(Error::Rejected(_)) => Refusal::Gone.answer(&request),
        Err(error) => failed(&request, error),
    }
}

#[expect(clippy::too_many_arguments, reason = "what the page shows, each once")]
async fn page(
    request: &HttpRequest,
    words: Words,
    settings: &Web,
    site: &Site,
    found: Invitation,
    token: &str,
    name: String,
    problems: Vec<Trouble>,
) -> Result<HttpResponse, Error> {
    let Some(held) = found.appointments.as_slice().first() else {
        return Err(Error::NotFound);
    };
    let participant = match held.participant_id {
        Some(id) => {
            let visitor = schema::Actor::Visitor;
            let read = async |conn: &mut Connection| directory::participant(conn, id).await;
            Some(settings.db.read(&visitor, read).await?)
        }
        None => None,
    };
    let language = Language::from_code(words.code()).unwrap_or(Language::En);
    let participant = participant.as_ref().map(|participant| participant.name(language));
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = Shell::new(words, site, Section::Personal, PATH, format!("token={token}"));
    let page = InvitationPage {
        action: shell.href(PATH),
        words,
        shell,
        problems,
        invitation: invitation(words, held.role.code(), participant),
        address: found.account.email,
        expires: words.date(found.expires_at.date_naive()),
        hidden: vec![("token".to_owned(), token.to_owned())],
        name,
    };
    Ok(private(cache::answer_with(request, status, &page, Cache::Private)))
}

/// The address of this page is a secret: no link on it may carry it elsewhere. Its origin may go along, for
/// without one browsers would say that the form came from nowhere.
fn private(mut response: HttpResponse) -> HttpResponse {
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    response
}

fn failed(request: &HttpRequest, error: Error) -> HttpResponse {
    match error {
        Error::NotFound | Error::Forbidden | Error::Conflict { .. } => Refusal::Gone.answer(request),
        Error::Rejected(problems) => {
            let wait = problems
                .as_slice()
                .first()
                .and_then(|problem| problem.parameters.get("seconds"));
            let seconds = wait.and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
            Refusal::TooManyRequests { seconds }.answer(request)
        }
        Error::Unavailable(cause) | Error::Uncertain(cause) => {
            tracing::warn!(%cause, "an invitation found no database");
            Refusal::NotReady.answer(request)
        }
        Error::Internal(cause) => {
            tracing::error!(%cause, "an invitation could not be shown");
            let reference = request_id(request);
            Refusal::OurFault { reference }.answer(request)
        }
    }
}

fn request_id(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map(RequestId::to_string)
        .unwrap_or_default()
}
