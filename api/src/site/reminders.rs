//! Pages behind the links of reminders: stop them, pause them, choose how often they come. No sign-in: whoever holds the
//! letter may choose, and no page says whose letter it is. A token that is nobody's is answered like any other.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use schema::reminders::{self, ByLink, LinkAct, ReminderCadence};
use schema::{Actor, Connection, Error, ProblemCode};
use serde::Deserialize;
use uuid::Uuid;
use words::Words;

use super::asking::{LANG, failed, is_from_here, shows};
use super::cache::see_other;
use super::language::{words_for, words_of};
use super::pages::{MessagePage, PreferencesPage, Refusal};
use super::{Cache, PageLanguage, Section, Shell, Site, answer};
use crate::app::Web;

/// Mounts `/{lang}/reminders/{act}/{token}`, and `/letters/{act}/{token}` as letters have it.
pub fn mount(app: &mut web::ServiceConfig) {
    let acts = "{act:stop|pause|cadence|resume}";
    let (page, letter) = (format!("{LANG}/reminders/{acts}/{{token}}"), format!("/letters/{acts}/{{token}}"));
    app.route(&page, shows().to(show))
        .route(&page, web::post().to(act))
        .route(&letter, shows().to(from_letter))
        .route(&letter, web::post().to(one_click));
}

#[derive(Deserialize)]
struct Chosen {
    cadence: Option<String>,
}

/// What the link does, and whose it is. A token that cannot be one is one that is nobody's.
fn link(request: &HttpRequest) -> (String, Uuid) {
    let part = |name: &str| request.match_info().query(name).to_owned();
    (part("act"), part("token").parse().unwrap_or(Uuid::nil()))
}

async fn behind(settings: &Web, token: Uuid) -> schema::Result<Option<ByLink>> {
    let read = async |conn: &mut Connection| reminders::by_link(conn, token).await;
    settings.db.read(&Actor::Platform("reminders.link"), read).await
}

async fn done(settings: &Web, token: Uuid, act: LinkAct) -> schema::Result<()> {
    let now = settings.clock.now();
    settings.db.platform("reminders.link", async |conn: &mut Connection| reminders::act_by_link(conn, now, token, act).await).await
}

/// From the letter to the page, in the reader's language.
async fn from_letter(request: HttpRequest, settings: web::Data<Web>) -> HttpResponse {
    let (act, token) = link(&request);
    let words = match behind(&settings, token).await {
        Ok(found) => found.map_or_else(|| words_for(&request), |found| words_of(found.language)),
        Err(error) => return failed(&request, words_for(&request), error),
    };
    see_other(&format!("/{}/reminders/{act}/{token}", words.code()), (header::VARY, "Accept-Language"))
}

/// RFC 8058: a mail program posts here without a session, and is answered shortly.
async fn one_click(request: HttpRequest, settings: web::Data<Web>) -> HttpResponse {
    let (act, token) = link(&request);
    if act != "stop" {
        return Refusal::NotFound.answer(&request);
    }
    match done(&settings, token, LinkAct::Stop).await {
        Ok(()) => HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-store")).finish(),
        Err(error) => failed(&request, words_for(&request), error),
    }
}

fn frame(words: Words, site: &Site, act: &str, token: Uuid) -> Shell {
    Shell::new(words, site, Section::Personal, format!("/reminders/{act}/{token}"), "")
}

async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let (act, token) = link(&request);
    let found = match behind(&settings, token).await {
        Ok(found) => found,
        Err(error) => return failed(&request, words, error),
    };
    let shell = frame(words, &site, &act, token);
    let action = shell.href(&format!("/reminders/{act}/{token}"));
    match act.as_str() {
        "stop" => answer(&request, &MessagePage::unsubscribe(words, shell, action), Cache::Private),
        "pause" => answer(&request, &MessagePage::pause(words, shell, action), Cache::Private),
        "resume" => answer(&request, &MessagePage::resume(words, shell, action), Cache::Private),
        _ => {
            let chosen = found.map_or(ReminderCadence::Weekly, |found| found.cadence);
            let page = PreferencesPage {
                problems: vec![],
                action,
                hidden: vec![],
                cadences: PreferencesPage::cadences(words, chosen.code()),
                hours: vec![],
                paused_until: String::new(),
                words,
                shell,
            };
            answer(&request, &page, Cache::Private)
        }
    }
}

async fn act(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
    form: web::Form<Chosen>,
) -> HttpResponse {
    if !is_from_here(request.headers(), &settings.base_url) {
        return Refusal::Forbidden.answer(&request);
    }
    let (name, token) = link(&request);
    let cadence = form.cadence.as_deref().map(ReminderCadence::from_code);
    let act = match (name.as_str(), cadence) {
        ("stop", _) => LinkAct::Stop,
        ("pause", _) => LinkAct::Pause,
        ("resume", _) => LinkAct::Resume,
        (_, Some(Some(cadence))) => LinkAct::Cadence(cadence),
        _ => return failed(&request, words, Error::problem("cadence", ProblemCode::Unknown)),
    };
    let found = match done(&settings, token, act).await {
        Ok(()) => behind(&settings, token).await,
        Err(error) => Err(error),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => return failed(&request, words, error),
    };
    let shell = frame(words, &site, &name, token);
    let back = shell.href(&format!("/reminders/resume/{token}"));
    let page = match act {
        LinkAct::Stop => MessagePage::unsubscribed(words, shell, back),
        LinkAct::Cadence(cadence) => MessagePage::preferences_saved(words, shell, cadence.code(), None),
        LinkAct::Pause | LinkAct::Resume => {
            let cadence = found.map_or(ReminderCadence::Weekly, |found| found.cadence);
            let until = found.and_then(|found| found.paused_until).map(|day| words.date(day));
            MessagePage::preferences_saved(words, shell, cadence.code(), until.as_deref())
        }
    };
    answer(&request, &page, Cache::Private)
}
