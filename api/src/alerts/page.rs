//! `/{lang}/subscribe`: how do I follow a search? And the pages behind the links of letters about it. Opening a link changes
//! nothing; its button acts, for whoever the letter was for.

use super::asking::{self, search};
use crate::paths::{shows, shows_and_acts};
use crate::reminders::acting::wait;
use crate::reminders::page::{Answer, at_fault, behind, lead_on, shown};
use crate::site::asked::address;
use crate::site::asking::{LANG, language_of, troubles};
use crate::site::pages::{MessagePage, Refusal, refused};
use crate::site::{Cache, Link, Section, Shell, Trouble, Visit, answer, answer_with};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use schema::alerts::{self as model, Alert};
use schema::letters::LinkPurpose;
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
    fn new(visit: &Visit, (query, conditions): (String, Vec<String>), email: String) -> Self {
        let words = visit.words;
        // Of the many searches there are, search engines need none.
        let section = if query.is_empty() {
            Section::Other
        } else {
            Section::Personal
        };
        let shell = visit.shell(section, "/subscribe", query.as_str());
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

async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let page = match search(&visit.settings.db, visit.request.query_string(), language_of(words)).await {
        Ok((search, conditions)) => SubscribePage::new(&visit, (search.query, conditions), String::new()),
        Err(Error::Rejected(problems)) => {
            SubscribePage::new(&visit, Default::default(), String::new()).with(troubles(words, &problems))
        }
        Err(error) => return visit.failed(error),
    };
    visit.page_to(&page.problems, &page)
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    email: String,
}

/// Whatever is known of the address, the answer is the same.
async fn request(visit: Visit, form: Option<web::Form<Form>>) -> HttpResponse {
    let words = visit.words;
    if let Some(refused) = visit.from_elsewhere() {
        return refused;
    }
    let Some(web::Form(Form { email })) = form else {
        return Refusal::BadRequest(vec![]).answer(&visit.request);
    };
    let (db, query, language) = (&visit.settings.db, visit.request.query_string(), language_of(words));
    let whom = (email.as_str(), language);
    let problems = match asking::request(db, &visit.attempts(), &visit.trace(), whom, query).await {
        Ok(()) => {
            let shell = visit.shell(Section::Personal, "/subscribe", "");
            let page = MessagePage::said(words, shell, "subscribe-asked");
            return answer(&visit.request, &page, Cache::Private);
        }
        Err(Error::Rejected(problems)) => problems,
        Err(error) => return visit.failed(error),
    };
    if let Some(seconds) = wait(&problems) {
        return Refusal::TooManyRequests { seconds }.answer(&visit.request);
    }
    let of = match search(db, query, language).await {
        Ok((search, conditions)) => (search.query, conditions),
        Err(_) => Default::default(),
    };
    let page = SubscribePage::new(&visit, of, email).with(troubles(words, &problems));
    answer_with(&visit.request, StatusCode::BAD_REQUEST, &page, Cache::Private)
}

/// The frame of a page behind a letter's link, and the link's secret.
fn link(visit: &Visit, what: &str) -> actix_web::Result<(Shell, String)> {
    behind(visit, format!("/letters/{what}/{}", visit.named("token")))
}

async fn found(visit: &Visit, purpose: LinkPurpose, secret: &str) -> actix_web::Result<Option<Alert>> {
    let (platform, now) = (Actor::Platform("letter_link"), visit.now());
    let found = visit.settings.db.read(&platform, async |conn: &mut Connection| {
        model::by_link(conn, purpose, secret, now).await
    });
    found.await.map_err(|error| at_fault(visit, &error))
}

async fn ask_to_confirm(visit: Visit) -> Answer {
    let (shell, token) = link(&visit, "alert-confirm")?;
    let alert = found(&visit, LinkPurpose::AlertConfirm, &token).await?;
    let Some(alert) = alert else {
        return Err(refused(&visit.request, Refusal::Gone));
    };
    let action = shell.href(&format!("/letters/alert-confirm/{token}"));
    let page = MessagePage::asks(visit.words, shell, "alert-confirm", action).about(&alert.named);
    Ok(shown(&visit, &page))
}

async fn confirm(visit: Visit) -> Answer {
    if let Some(refused) = visit.from_elsewhere() {
        return Ok(refused);
    }
    let (shell, token) = link(&visit, "alert-confirm")?;
    let (db, now, words) = (&visit.settings.db, visit.now(), visit.words);
    let confirmed = db.platform("alert.confirm", async move |conn: &mut Connection| {
        model::confirm(conn, now, &token).await
    });
    match confirmed.await {
        Ok(()) => Ok(shown(&visit, &MessagePage::said(words, shell, "alert-confirmed"))),
        Err(Error::NotFound) => Err(refused(&visit.request, Refusal::Gone)),
        Err(Error::Rejected(problems)) => Ok(Refusal::BadRequest(troubles(words, &problems)).answer(&visit.request)),
        Err(error) => Err(at_fault(&visit, &error)),
    }
}

async fn ask_to_stop(visit: Visit) -> Answer {
    let (shell, token) = link(&visit, "alert-stop")?;
    let action = shell.href(&format!("/letters/alert-stop/{token}"));
    Ok(shown(
        &visit,
        &MessagePage::asks(visit.words, shell, "alert-stop", action),
    ))
}

/// Also by a mail program's one click, whose body is `List-Unsubscribe=One-Click`; no body is looked at, and not where it
/// is from: that may be a mail site in a browser.
async fn stop(visit: Visit) -> Answer {
    let (shell, token) = link(&visit, "alert-stop")?;
    let (db, now) = (&visit.settings.db, visit.now());
    let stopped = db.platform("alert.stop", async move |conn: &mut Connection| {
        model::stop(conn, now, &token).await
    });
    stopped.await.map_err(|error| at_fault(&visit, &error))?;
    Ok(shown(&visit, &MessagePage::said(visit.words, shell, "alert-stopped")))
}
