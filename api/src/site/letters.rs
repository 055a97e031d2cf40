//! Letters kept while no mail server is set, for whoever tries the platform out. They hold links that sign people in:
//! there are no such pages on a public server.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use schema::actor::*;
use schema::letters::{self, Composed, Letter};
use schema::{Actor, Connection, Error};
use words::Words;

use super::asking::{failed, moment, shows};
use super::language::{words_for, words_of};
use super::pages::{KeptLetter, LetterPage, LettersPage};
use super::{Cache, Link, Section, Shell, Site, answer};
use crate::app::Web;

const SHOWN: i64 = 100;

/// Mounts `/dev/letters…`; the caller sees to it that this is no public server.
pub fn mount(app: &mut web::ServiceConfig) {
    app.route("/dev/letters", shows().to(list))
        .route("/dev/letters/{id}", shows().to(show))
        .route("/dev/letters/{id}/html", shows().to(html))
        .route("/dev/letters/{id}/calendar.ics", shows().to(calendar));
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
    let page = LetterPage {
        back: "/dev/letters".to_owned(),
        subject: composed.subject.clone(),
        code: own.code(),
        dir: own.dir(),
        facts: vec![
            (words.text("letters-to"), letter.address.clone()),
            (words.text("letters-when"), moment(words, letter.queued_at)),
            (
                words.text("letters-status"),
                words.name("letter-status", letter.status.code()),
            ),
            (
                words.text("letters-language"),
                words.name("language", letter.language.code()),
            ),
            (words.text("letters-why"), letter.why.clone()),
        ],
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
