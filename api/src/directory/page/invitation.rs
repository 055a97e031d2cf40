//! The page behind the link of an invitation: looking changes nothing, the button accepts.

use crate::headers::RequestId;
use crate::paths::shows_and_acts;
use crate::site::asking::{LANG, language_of, troubles};
use crate::site::pages::{InvitationPage, MessagePage, Refusal, invitation};
use crate::site::{Cache, Section, Trouble, Visit, cache};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use schema::directory::{self, Invitation, Joining};
use schema::{Connection, Error, Language};
use serde::Deserialize;

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

async fn show(visit: Visit, link: Option<web::Query<Link>>) -> HttpResponse {
    let token = link.map(|link| link.into_inner().token).unwrap_or_default();
    let answer = match directory::invitation(&visit.settings.db, &token, visit.now()).await {
        Ok(found) => {
            let name = found.account.name.clone();
            page(&visit, found, &token, name, vec![]).await
        }
        Err(error) => Err(error),
    };
    answer.unwrap_or_else(|error| failed(&visit.request, error))
}

async fn accept(visit: Visit, form: Option<web::Form<Form>>) -> HttpResponse {
    let words = visit.words;
    if let Some(refused) = visit.from_elsewhere() {
        return refused;
    }
    let Some(Form { token, name, password }) = form.map(web::Form::into_inner) else {
        return Refusal::Gone.answer(&visit.request);
    };
    let (db, trace) = (&visit.settings.db, visit.trace());
    let found = match directory::invitation(db, &token, trace.now).await {
        Ok(found) => found,
        Err(error) => return failed(&visit.request, error),
    };
    let joining = Joining {
        name: Some(name.clone()),
        language: Language::from_code(words.code()),
        time_zone: None,
        password: Some(password),
    };
    match directory::join(db, &visit.attempts(), &trace, &token, joining).await {
        Ok(_) => {
            let shell = visit.shell(Section::Personal, "/", "");
            let done = MessagePage::invitation_accepted(words, shell, &found.account.email);
            private(cache::answer(&visit.request, &done, Cache::Private))
        }
        Err(Error::Rejected(problems)) if problems.iter().all(|problem| problem.field != "token") => {
            page(&visit, found, &token, name, troubles(words, &problems))
                .await
                .unwrap_or_else(|error| failed(&visit.request, error))
        }
        // Used meanwhile, by the same link opened twice.
        Err(Error::Rejected(_)) => Refusal::Gone.answer(&visit.request),
        Err(error) => failed(&visit.request, error),
    }
}

async fn page(
    visit: &Visit,
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
            let read = async |conn: &mut Connection| directory::participant(conn, id).await;
            Some(visit.read(read).await?)
        }
        None => None,
    };
    let words = visit.words;
    let participant = participant
        .as_ref()
        .map(|participant| participant.name(language_of(words)));
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = visit.shell(Section::Personal, PATH, format!("token={token}"));
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
    Ok(private(cache::answer_with(
        &visit.request,
        status,
        &page,
        Cache::Private,
    )))
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
            let reference = RequestId::of(request);
            Refusal::OurFault { reference }.answer(request)
        }
    }
}
