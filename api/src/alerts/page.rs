//! `/{lang}/subscribe`: how do I follow a search? And the pages behind the links of letters about it. Opening a link changes
//! nothing; its button acts, for whoever the letter was for.

use super::asking::{self, search};
use crate::app::Web;
use crate::paths::{shows, shows_and_acts};
use crate::reminders::acting::{visit_of, wait};
use crate::reminders::page::{Answer, at_fault, personal};
use crate::site::asked::address;
use crate::site::asking::{LANG, failed, from_elsewhere, language_of, troubles};
use crate::site::cache::{answer_to, see_other};
use crate::site::language::words_for;
use crate::site::pages::{MessagePage, Refusal, not_found, refused};
use crate::site::{Cache, Link, PageLanguage, Section, Shell, Site, Trouble, answer, answer_with};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use schema::alerts::{self as model, Alert};
use schema::directory::Attempts;
use schema::letters::{LinkPurpose, is_link};
use schema::{Actor, Connection, Error};
use serde::Deserialize;
use words::Words;

pub fn mount(app: &mut web::ServiceConfig) {
    let of = |path: &str| format!("{LANG}{path}");
    app.service(shows_and_acts(of("/subscribe"), show, request))
        .service(shows_and_acts(
            of("/letters/alert-confirm/{token}"),
            ask_to_confirm,
            confirm,
        ))
        .service(shows_and_acts(of("/letters/alert-stop/{token}"), ask_to_stop, stop))
        // As a link is shortened by hand: the browser's language is chosen.
        .service(shows("/letters/{what:alert-confirm|alert-stop}/{token}", lead_on));
}

async fn lead_on(request: HttpRequest) -> HttpResponse {
    let here = format!("/{}{}", words_for(&request).code(), request.path());
    see_other(&here, (header::REFERRER_POLICY, "no-referrer"))
}

/// A search, and the ways to follow it.
#[derive(Template)]
#[template(path = "alerts/subscribe.html")]
pub struct SubscribePage {
    pub words: Words,
    pub shell: Shell,
    pub problems: Vec<Trouble>,
    /// Its conditions in words; none for all commitments, or where it cannot be meant.
    pub conditions: Vec<String>,
    pub can_be_followed: bool,
    /// The search as a list, where it can be changed.
    pub list: String,
    pub files: Vec<Link>,
    pub action: String,
    /// As it was typed.
    pub email: String,
}

impl SubscribePage {
    fn new(words: Words, site: &Site, (query, conditions): (String, Vec<String>), email: String) -> Self {
        // Of the many searches there are, search engines need none.
        let section = if query.is_empty() {
            Section::Other
        } else {
            Section::Personal
        };
        let shell = Shell::new(words, site, section, "/subscribe", query.as_str());
        let here = |path: &str| address(&shell.href(path), &query);
        let file = |suffix: &str| Link {
            text: words.name("download", suffix),
            href: here(&format!("/commitments.{suffix}")),
        };
        Self {
            problems: vec![],
            conditions,
            can_be_followed: true,
            list: here("/commitments"),
            files: ["atom", "ics"].map(file).into(),
            action: here("/subscribe"),
            email,
            words,
            shell,
        }
    }

    /// What is wrong: with the address beside its field, with the search above all.
    fn with(mut self, troubles: Vec<Trouble>) -> Self {
        let words = self.words;
        self.can_be_followed = troubles.iter().all(|trouble| trouble.field == "email");
        let told = |trouble: Trouble| match trouble.field.as_str() {
            "email" => trouble,
            _ => trouble.elsewhere(words),
        };
        self.problems = troubles.into_iter().map(told).collect();
        self
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        Trouble::at(&self.problems, field)
    }
}

async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let page = match search(&settings.db, request.query_string(), language_of(words)).await {
        Ok((search, conditions)) => SubscribePage::new(words, &site, (search.query, conditions), String::new()),
        Err(Error::Rejected(problems)) => {
            SubscribePage::new(words, &site, Default::default(), String::new()).with(troubles(words, &problems))
        }
        Err(error) => return failed(&request, words, error),
    };
    answer_to(&request, &page.problems, &page, Cache::REGISTER)
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    email: String,
}

/// Whatever is known of the address, the answer is the same.
async fn request(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    form: Option<web::Form<Form>>,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return refused;
    }
    let Some(web::Form(Form { email })) = form else {
        return Refusal::BadRequest(vec![]).answer(&request);
    };
    let attempts = Attempts::new(settings.tokens.keys().counting());
    let (visit, language) = (visit_of(&request, &settings), language_of(words));
    let query = request.query_string();
    let whom = (email.as_str(), language);
    let problems = match asking::request(&settings.db, &attempts, &visit, whom, query).await {
        Ok(()) => {
            let shell = Shell::new(words, &site, Section::Personal, "/subscribe", "");
            return answer(
                &request,
                &MessagePage::said(words, shell, "subscribe-asked"),
                Cache::Private,
            );
        }
        Err(Error::Rejected(problems)) => problems,
        Err(error) => return failed(&request, words, error),
    };
    if let Some(seconds) = wait(&problems) {
        return Refusal::TooManyRequests { seconds }.answer(&request);
    }
    let of = match search(&settings.db, query, language).await {
        Ok((search, conditions)) => (search.query, conditions),
        Err(_) => Default::default(),
    };
    let page = SubscribePage::new(words, &site, of, email).with(troubles(words, &problems));
    answer_with(&request, StatusCode::BAD_REQUEST, &page, Cache::Private)
}

/// The frame of a page behind a letter's link, and the link's secret.
fn behind(request: &HttpRequest, words: Words, what: &str) -> actix_web::Result<(Shell, String)> {
    let token = request.match_info().get("token").unwrap_or_default().to_owned();
    if !is_link(&token) {
        return Err(not_found(request));
    }
    let site = request
        .app_data::<web::Data<Site>>()
        .map_or_else(Site::default, |site| site.as_ref().clone());
    let path = format!("/letters/{what}/{token}");
    Ok((Shell::new(words, &site, Section::Personal, path, ""), token))
}

async fn found(
    request: &HttpRequest,
    settings: &Web,
    purpose: LinkPurpose,
    secret: &str,
) -> actix_web::Result<Option<Alert>> {
    let (platform, now) = (Actor::Platform("letter_link"), settings.clock.now());
    let found = settings.db.read(&platform, async |conn: &mut Connection| {
        model::by_link(conn, purpose, secret, now).await
    });
    found.await.map_err(|error| at_fault(request, &error))
}

async fn ask_to_confirm(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    let (shell, token) = behind(&request, words, "alert-confirm")?;
    let alert = found(&request, &settings, LinkPurpose::AlertConfirm, &token).await?;
    let Some(alert) = alert else {
        return Err(refused(&request, Refusal::Gone));
    };
    let action = shell.href(&format!("/letters/alert-confirm/{token}"));
    let page = MessagePage::asks(words, shell, "alert-confirm", action).about(&alert.named);
    Ok(personal(answer(&request, &page, Cache::Private)))
}

async fn confirm(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    if let Some(refused) = from_elsewhere(&request, &settings.base_url) {
        return Ok(refused);
    }
    let (shell, token) = behind(&request, words, "alert-confirm")?;
    let now = settings.clock.now();
    let confirmed = settings
        .db
        .platform("alert.confirm", async move |conn: &mut Connection| {
            model::confirm(conn, now, &token).await
        });
    match confirmed.await {
        Ok(()) => {
            let page = MessagePage::said(words, shell, "alert-confirmed");
            Ok(personal(answer(&request, &page, Cache::Private)))
        }
        Err(Error::NotFound) => Err(refused(&request, Refusal::Gone)),
        Err(Error::Rejected(problems)) => Ok(Refusal::BadRequest(troubles(words, &problems)).answer(&request)),
        Err(error) => Err(at_fault(&request, &error)),
    }
}

async fn ask_to_stop(request: HttpRequest, PageLanguage(words): PageLanguage) -> Answer {
    let (shell, token) = behind(&request, words, "alert-stop")?;
    let action = shell.href(&format!("/letters/alert-stop/{token}"));
    let page = MessagePage::asks(words, shell, "alert-stop", action);
    Ok(personal(answer(&request, &page, Cache::Private)))
}

/// Also by a mail program's one click, whose body is `List-Unsubscribe=One-Click`; no body is looked at, and not where it
/// is from: that may be a mail site in a browser.
async fn stop(request: HttpRequest, settings: web::Data<Web>, PageLanguage(words): PageLanguage) -> Answer {
    let (shell, token) = behind(&request, words, "alert-stop")?;
    let now = settings.clock.now();
    let stopped = settings.db.platform("alert.stop", async move |conn: &mut Connection| {
        model::stop(conn, now, &token).await
    });
    stopped.await.map_err(|error| at_fault(&request, &error))?;
    let page = MessagePage::said(words, shell, "alert-stopped");
    Ok(personal(answer(&request, &page, Cache::Private)))
}
