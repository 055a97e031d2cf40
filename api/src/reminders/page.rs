//! The pages behind a letter's links: stop, pause, choose; those that act on a record lie in [`acting`]. Opening one
//! changes nothing; its button acts, without signing in, for whoever the letter was for (RFC 8058).

use super::acting;
use crate::app::Web;
use crate::graphql::payload;
use crate::paths::{acts, shows, shows_and_acts};
use crate::site::asking::{LANG, from_elsewhere};
use crate::site::cache::see_other;
use crate::site::language::{PageLanguage, words_for};
use crate::site::pages::{MessagePage, PreferencesPage, Refusal, not_found, refused};
use crate::site::{Cache, Section, Shell, Site, Trouble, answer};
use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use chrono::{Days, NaiveDate};
use schema::letters::is_link;
use schema::reminders::{self as model, ByLink, ReminderCadence};
use schema::{Actor, Connection, Error, Language};
use serde::Deserialize;
use words::Words;

pub type Answer = actix_web::Result<HttpResponse>;

pub fn mount(app: &mut web::ServiceConfig) {
    let of = |what: &str| format!("{LANG}/letters/{what}/{{token}}");
    app.service(shows_and_acts(of("stop"), ask_to_stop, stop))
        .service(acts(of("resume"), resume))
        .service(shows_and_acts(of("choose"), choices, choose))
        .service(shows(of("pause"), pause))
        .service(shows_and_acts(
            of("{what:no-change|clear|confirm}"),
            acting::show,
            acting::act,
        ))
        // As a link is shortened by hand: the browser's language is chosen.
        .service(shows(
            "/letters/{what:stop|choose|pause|no-change|clear|confirm}/{token}",
            lead_on,
        ));
}

async fn lead_on(request: HttpRequest) -> HttpResponse {
    let here = format!("/{}{}", words_for(&request).code(), request.path());
    see_other(&here, (header::REFERRER_POLICY, "no-referrer"))
}

/// What all of these pages are handed.
struct Visit {
    words: Words,
    shell: Shell,
    token: String,
}

fn visit(request: &HttpRequest, words: Words) -> actix_web::Result<Visit> {
    let token = request.match_info().get("token").unwrap_or_default().to_owned();
    if !is_link(&token) {
        return Err(not_found(request));
    }
    let site = request
        .app_data::<web::Data<Site>>()
        .map_or_else(Site::default, |site| site.as_ref().clone());
    let path = request.path().splitn(3, '/').nth(2).unwrap_or_default();
    let shell = Shell::new(words, &site, Section::Personal, format!("/{path}"), "");
    Ok(Visit { words, shell, token })
}

pub fn at_fault(request: &HttpRequest, error: &Error) -> actix_web::Error {
    if let Error::Unavailable(cause) | Error::Uncertain(cause) = error {
        tracing::warn!(%cause, "a page behind a letter's link found no database");
        return refused(request, Refusal::NotReady);
    }
    let reference = request
        .extensions()
        .get::<crate::headers::RequestId>()
        .map(ToString::to_string);
    tracing::error!(%error, "a page behind a letter's link failed");
    let reference = reference.unwrap_or_default();
    refused(request, Refusal::OurFault { reference })
}

/// Nobody keeps these pages, and no other site learns their address; only their origin goes along, for without one
/// browsers would say that a form came from nowhere.
pub fn personal(mut response: HttpResponse) -> HttpResponse {
    let quiet = header::HeaderValue::from_static("strict-origin");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    response
}

async fn ask_to_stop(request: HttpRequest, PageLanguage(words): PageLanguage) -> Answer {
    let Visit { shell, token, .. } = visit(&request, words)?;
    let action = shell.href(&format!("/letters/stop/{token}"));
    let page = MessagePage::unsubscribe(words, shell, action);
    Ok(personal(answer(&request, &page, Cache::Private)))
}

/// Also by a mail program's one click, whose body is `List-Unsubscribe=One-Click`; no body is looked at, and not where
/// it is from: that may be a mail site in a browser.
async fn stop(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    let Visit { shell, token, .. } = visit(&request, words)?;
    let now = settings.clock.now();
    let stopped = settings.db.platform("letter_link", async move |conn: &mut Connection| {
        model::stop_by_link(conn, now, &token).await
    });
    let back = stopped.await.map_err(|error| at_fault(&request, &error))?;
    let again = shell.href(&format!("/letters/resume/{}", back.secret()));
    let page = MessagePage::unsubscribed(words, shell, again);
    Ok(personal(answer(&request, &page, Cache::Private)))
}

async fn resume(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return Ok(refused);
    }
    let Visit { words, shell, token } = visit(&request, words)?;
    let now = settings.clock.now();
    let resumed = settings.db.platform("letter_link", async move |conn: &mut Connection| {
        model::resume_by_link(conn, now, &token).await
    });
    let cadence = resumed.await.map_err(|error| at_fault(&request, &error))?;
    let page = MessagePage::preferences_saved(words, shell, cadence.code(), None);
    Ok(personal(answer(&request, &page, Cache::Private)))
}

async fn look(request: &HttpRequest, settings: &Web, token: &str) -> actix_web::Result<ByLink> {
    let (platform, now) = (Actor::Platform("letter_link"), settings.clock.now());
    let found = settings.db.read(&platform, async |conn: &mut Connection| {
        model::by_link(conn, token, now).await
    });
    found.await.map_err(|error| at_fault(request, &error))
}

async fn choices(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    let visit = visit(&request, words)?;
    let now = look(&request, &settings, &visit.token).await?;
    Ok(form(&request, visit, now, vec![]))
}

/// The same page, with a month's pause already written into it.
async fn pause(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    let visit = visit(&request, words)?;
    let mut now = look(&request, &settings, &visit.token).await?;
    now.paused_until = Some(settings.clock.now().date_naive() + Days::new(30));
    Ok(form(&request, visit, now, vec![]))
}

#[derive(Deserialize)]
struct Choice {
    cadence: String,
    hour: String,
    #[serde(default)]
    paused_until: String,
}

async fn choose(
    request: HttpRequest,
    settings: web::Data<Web>,
    PageLanguage(words): PageLanguage,
    given: Result<web::Form<Choice>, actix_web::Error>,
) -> Answer {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return Ok(refused);
    }
    let visit = visit(&request, words)?;
    let choice = given.ok().and_then(|web::Form(given)| {
        let paused_until = match given.paused_until.trim() {
            "" => None,
            day => Some(NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?),
        };
        Some(ByLink {
            cadence: ReminderCadence::from_code(&given.cadence)?,
            hour: given.hour.parse().ok()?,
            paused_until,
        })
    });
    let Some(choice) = choice else {
        return Ok(Refusal::BadRequest(vec![]).answer(&request));
    };
    let (now, token) = (settings.clock.now(), visit.token.clone());
    let chosen = settings.db.platform("letter_link", async move |conn: &mut Connection| {
        model::choose_by_link(conn, now, &token, choice).await
    });
    match chosen.await {
        Ok(()) => Ok(saved(&request, visit, choice)),
        Err(Error::Rejected(problems)) => {
            let language = Language::from_code(words.code()).unwrap_or(Language::En);
            let trouble = |problem: &schema::Problem| Trouble {
                field: problem.field.clone(),
                message: payload::message(problem, language),
            };
            Ok(form(&request, visit, choice, problems.iter().map(trouble).collect()))
        }
        Err(error) => Err(at_fault(&request, &error)),
    }
}

fn form(request: &HttpRequest, visit: Visit, now: ByLink, problems: Vec<Trouble>) -> HttpResponse {
    let Visit { words, shell, token } = visit;
    let page = PreferencesPage {
        words,
        action: shell.href(&format!("/letters/choose/{token}")),
        shell,
        problems,
        hidden: vec![],
        cadences: PreferencesPage::cadences(words, now.cadence.code()),
        hours: PreferencesPage::hours(words, u32::try_from(now.hour).unwrap_or(0)),
        paused_until: now.paused_until.map(|day| day.to_string()).unwrap_or_default(),
    };
    personal(answer(request, &page, Cache::Private))
}

fn saved(request: &HttpRequest, visit: Visit, now: ByLink) -> HttpResponse {
    let Visit { words, shell, .. } = visit;
    let until = now.paused_until.map(|day| words.date(day));
    let page = MessagePage::preferences_saved(words, shell, now.cadence.code(), until.as_deref());
    personal(answer(request, &page, Cache::Private))
}
