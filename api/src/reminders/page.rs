//! The pages behind a letter's links: stop, pause, choose; those that act on a record lie in [`acting`]. Opening one
//! changes nothing; its button acts, without signing in, for whoever the letter was for (RFC 8058).

use super::acting;
use crate::headers::RequestId;
use crate::paths::{acts, shows, shows_and_acts};
use crate::site::asking::{LANG, troubles};
use crate::site::cache::see_other;
use crate::site::language::words_for;
use crate::site::pages::{MessagePage, PreferencesPage, Refusal, not_found, refused};
use crate::site::{Cache, Section, Shell, Trouble, Visit, answer};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use schema::letters::is_link;
use schema::reminders::{self as model, ByLink, ReminderCadence};
use schema::{Actor, Connection, Error};
use serde::Deserialize;

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

pub async fn lead_on(request: HttpRequest) -> HttpResponse {
    let here = format!("/{}{}", words_for(&request).code(), request.path());
    see_other(&here, (header::REFERRER_POLICY, "no-referrer"))
}

/// The frame of the page at this path behind a letter's link, and the link's secret.
pub fn behind(visit: &Visit, path: String) -> actix_web::Result<(Shell, String)> {
    let token = visit.named("token").to_owned();
    if is_link(&token) {
        Ok((visit.shell(Section::Personal, path, ""), token))
    } else {
        Err(not_found(&visit.request))
    }
}

/// As [`behind`], of the page that is looked at.
fn here(visit: &Visit) -> actix_web::Result<(Shell, String)> {
    let path = visit.request.path().splitn(3, '/').nth(2).unwrap_or_default();
    behind(visit, format!("/{path}"))
}

pub fn at_fault(visit: &Visit, error: &Error) -> actix_web::Error {
    if let Error::Unavailable(cause) | Error::Uncertain(cause) = error {
        tracing::warn!(%cause, "a page behind a letter's link found no database");
        return refused(&visit.request, Refusal::NotReady);
    }
    let reference = RequestId::of(&visit.request);
    tracing::error!(%error, "a page behind a letter's link failed");
    refused(&visit.request, Refusal::OurFault { reference })
}

/// Nobody keeps these pages, and no other site learns their address; only their origin goes along, for without one
/// browsers would say that a form came from nowhere.
pub fn personal(mut response: HttpResponse) -> HttpResponse {
    let quiet = header::HeaderValue::from_static("strict-origin");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    response
}

/// As [`personal`], of a page that is there.
pub fn shown(visit: &Visit, page: &impl Template) -> HttpResponse {
    personal(answer(&visit.request, page, Cache::Private))
}

async fn ask_to_stop(visit: Visit) -> Answer {
    let (shell, token) = here(&visit)?;
    let action = shell.href(&format!("/letters/stop/{token}"));
    Ok(shown(&visit, &MessagePage::unsubscribe(visit.words, shell, action)))
}

/// Also by a mail program's one click, whose body is `List-Unsubscribe=One-Click`; no body is looked at, and not where
/// it is from: that may be a mail site in a browser.
async fn stop(visit: Visit) -> Answer {
    let (shell, token) = here(&visit)?;
    let (db, now) = (&visit.settings.db, visit.now());
    let stopped = db.platform("letter_link", async move |conn: &mut Connection| {
        model::stop_by_link(conn, now, &token).await
    });
    let back = stopped.await.map_err(|error| at_fault(&visit, &error))?;
    let again = shell.href(&format!("/letters/resume/{}", back.secret()));
    Ok(shown(&visit, &MessagePage::unsubscribed(visit.words, shell, again)))
}

async fn resume(visit: Visit) -> Answer {
    if let Some(refused) = visit.from_elsewhere() {
        return Ok(refused);
    }
    let (shell, token) = here(&visit)?;
    let (db, now) = (&visit.settings.db, visit.now());
    let resumed = db.platform("letter_link", async move |conn: &mut Connection| {
        model::resume_by_link(conn, now, &token).await
    });
    let cadence = resumed.await.map_err(|error| at_fault(&visit, &error))?;
    let page = MessagePage::preferences_saved(visit.words, shell, cadence.code(), None);
    Ok(shown(&visit, &page))
}

async fn look(visit: &Visit, token: &str) -> actix_web::Result<ByLink> {
    let (platform, now) = (Actor::Platform("letter_link"), visit.now());
    let found = visit.settings.db.read(&platform, async |conn: &mut Connection| {
        model::by_link(conn, token, now).await
    });
    found.await.map_err(|error| at_fault(visit, &error))
}

async fn choices(visit: Visit) -> Answer {
    let link = here(&visit)?;
    let now = look(&visit, &link.1).await?;
    Ok(form(&visit, link, now, vec![]))
}

/// The same page, with a month's pause already written into it.
async fn pause(visit: Visit) -> Answer {
    let link = here(&visit)?;
    let mut now = look(&visit, &link.1).await?;
    now.paused_until = Some(visit.today + Days::new(30));
    Ok(form(&visit, link, now, vec![]))
}

#[derive(Deserialize)]
struct Choice {
    cadence: String,
    hour: String,
    #[serde(default)]
    paused_until: String,
}

async fn choose(visit: Visit, given: Result<web::Form<Choice>, actix_web::Error>) -> Answer {
    if let Some(refused) = visit.from_elsewhere() {
        return Ok(refused);
    }
    let (shell, token) = here(&visit)?;
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
        return Ok(Refusal::BadRequest(vec![]).answer(&visit.request));
    };
    let (db, now, secret) = (&visit.settings.db, visit.now(), token.clone());
    let chosen = db.platform("letter_link", async move |conn: &mut Connection| {
        model::choose_by_link(conn, now, &secret, choice).await
    });
    match chosen.await {
        Ok(()) => {
            let until = choice.paused_until.map(|day| visit.words.date(day));
            let cadence = choice.cadence.code();
            let page = MessagePage::preferences_saved(visit.words, shell, cadence, until.as_deref());
            Ok(shown(&visit, &page))
        }
        Err(Error::Rejected(problems)) => {
            let problems = troubles(visit.words, &problems);
            Ok(form(&visit, (shell, token), choice, problems))
        }
        Err(error) => Err(at_fault(&visit, &error)),
    }
}

fn form(visit: &Visit, (shell, token): (Shell, String), now: ByLink, problems: Vec<Trouble>) -> HttpResponse {
    let words = visit.words;
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
    shown(visit, &page)
}
