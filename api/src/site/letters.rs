//! Letters kept while no mail server is set, for whoever tries the platform out. They hold links that sign people in:
//! there are no such pages on a public server.

use actix_web::dev::RequestHead;
use actix_web::http::Uri;
use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponse, Resource, guard, web};
use schema::actor::*;
use schema::letters::{self, Composed, Letter};
use schema::{Actor, Connection, Error};
use std::net::IpAddr;
use words::Words;

use super::asking::{failed, moment};
use super::language::{words_for, words_of};
use super::pages::{KeptLetter, LetterPage, LettersPage};
use super::{Cache, Link, Section, Shell, Site, answer};
use crate::app::Web;
use crate::paths::shows;

const SHOWN: i64 = 100;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_REAL_IP: HeaderName = HeaderName::from_static("x-real-ip");

/// Mounts `/dev/letters…`; the caller sees to it that this is no public server. Even so they are only there for who calls
/// it by a name of this machine, and directly: neither a proxy's readers nor a page of elsewhere whose name was made to
/// lead here can ask for them.
pub fn mount(app: &mut web::ServiceConfig) {
    let here = |page: Resource| page.guard(guard::fn_guard(|asked| is_asked_from_here(asked.head())));
    app.service(here(shows("/dev/letters", list)))
        .service(here(shows("/dev/letters/{id}", show)))
        .service(here(shows("/dev/letters/{id}/html", html)))
        .service(here(shows("/dev/letters/{id}/calendar.ics", calendar)));
}

fn is_asked_from_here(head: &RequestHead) -> bool {
    let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host
        .or_else(|| head.uri.host())
        .and_then(|host| format!("http://{host}").parse::<Uri>().ok());
    let is_of_here = host.as_ref().and_then(Uri::host).is_some_and(|name| {
        name == "localhost"
            || name
                .trim_matches(['[', ']'])
                .parse()
                .is_ok_and(|ip: IpAddr| ip.is_loopback())
    });
    let is_peer_near = head.peer_addr.is_some_and(|peer| peer.ip().is_loopback());
    let by_proxy = [header::FORWARDED, header::VIA, X_FORWARDED_FOR, X_REAL_IP];
    is_of_here && is_peer_near && by_proxy.iter().all(|name| !head.headers.contains_key(name))
}

fn frame(words: Words, site: &Site) -> Shell {
    Shell::new(words, site, Section::Personal, "/", "")
}

async fn list(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let words = words_for(&request);
    let read = async |conn: &mut Connection| letters::kept(conn, SHOWN).await;
    let kept = match settings.db.read(&Actor::Platform("letters.kept"), read).await {
        Ok(kept) => kept,
        Err(error) => return failed(&request, words, error),
    };
    let line = |(letter, composed): (Letter, Option<Composed>)| {
        let own = words_of(letter.language);
        KeptLetter {
            href: format!("/dev/letters/{}", letter.id),
            subject: composed.map_or(letter.subject, |composed| composed.subject),
            code: own.code(),
            dir: own.dir(),
            to: letter.address,
            when: moment(words, letter.queued_at),
            status: words.name("letter-status", letter.status.code()),
        }
    };
    let page = LettersPage {
        letters: kept.into_iter().map(line).collect(),
        next: None,
        shell: frame(words, &site),
        words,
    };
    answer(&request, &page, Cache::Private)
}

async fn read(request: &HttpRequest, settings: &Web) -> schema::Result<(Letter, Composed)> {
    let id: LetterId = request.match_info().query("id").parse().map_err(|_| Error::NotFound)?;
    let read = async |conn: &mut Connection| letters::letter_with_content(conn, id).await;
    let (letter, content) = settings.db.read(&Actor::Platform("letters.kept"), read).await?;
    content
        .composed
        .map(|composed| (letter, composed))
        .ok_or(Error::NotFound)
}

async fn show(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let words = words_for(&request);
    let (letter, composed) = match read(&request, &settings).await {
        Ok(read) => read,
        Err(error) => return failed(&request, words, error),
    };
    let (own, here) = (words_of(letter.language), format!("/dev/letters/{}", letter.id));
    let links = composed
        .text
        .split_whitespace()
        .map(|word| word.trim_matches(['<', '>', '(', ')', '\u{2066}', '\u{2068}', '\u{2069}']));
    let link = |address: &str| Link {
        text: address.to_owned(),
        href: address.to_owned(),
    };
    let facts = [
        ("letters-to", letter.address.clone()),
        ("letters-when", moment(words, letter.queued_at)),
        ("letters-status", words.name("letter-status", letter.status.code())),
        ("letters-language", words.name("language", letter.language.code())),
        // A letter that somebody asked for says itself why.
        ("letters-why", letter.why.clone()),
    ];
    let page = LetterPage {
        back: "/dev/letters".to_owned(),
        subject: composed.subject.clone(),
        code: own.code(),
        dir: own.dir(),
        facts: facts
            .into_iter()
            .filter(|(_, said)| !said.is_empty())
            .map(|(key, said)| (words.text(key), said))
            .collect(),
        links: links
            .filter(|word| word.starts_with(&settings.base_url))
            .map(link)
            .collect(),
        html: Some(format!("{here}/html")),
        calendar: composed.calendar.is_some().then(|| format!("{here}/calendar.ics")),
        text: composed.text,
        shell: frame(words, &site),
        words,
    };
    answer(&request, &page, Cache::Private)
}

/// The letter's HTML as it would have gone out, where it can run and load nothing.
async fn html(request: HttpRequest, settings: web::Data<Web>) -> HttpResponse {
    match read(&request, &settings).await {
        Ok((_, composed)) => HttpResponse::Ok()
            .insert_header((
                header::CONTENT_SECURITY_POLICY,
                "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            ))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .content_type("text/html; charset=utf-8")
            .body(composed.html),
        Err(error) => failed(&request, words_for(&request), error),
    }
}

async fn calendar(request: HttpRequest, settings: web::Data<Web>) -> HttpResponse {
    match read(&request, &settings).await {
        Ok((
            _,
            Composed {
                calendar: Some(calendar),
                ..
            },
        )) => HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .content_type("text/calendar; charset=utf-8")
            .body(calendar),
        Ok(_) => failed(&request, words_for(&request), Error::NotFound),
        Err(error) => failed(&request, words_for(&request), error),
    }
}
