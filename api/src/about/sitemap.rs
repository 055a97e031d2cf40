//! Which addresses there are, for search engines: `/robots.txt`, `/sitemap.xml` and what it names. Every page is there in
//! the six languages, each told of the others.

use super::PAGES;
use crate::app::Web;
use crate::site::asking::failed;
use crate::site::cache::{Cache, from_record, has_it, tag};
use crate::site::language::words_for;
use crate::site::{Asked, Site, assets};
use crate::{directory, sources};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, SecondsFormat, Utc};
use schema::commitments::{commitment_addresses, public_address_marks};
use schema::directory::{ParticipantFilter, ParticipantKind, organizations, participants};
use schema::page::Page;
use schema::sources::provisions;
use schema::{Actor, Connection, Problem, ProblemCode};
use words::Language;

/// Records of one file; six addresses each.
const RECORDS: i64 = 250;
/// More than there are.
const STATES: i64 = 400;
const XML: &str = "application/xml; charset=utf-8";

/// Answers that change nothing and need no place in an index: questions to the API, and lists by filter, whose records
/// the sitemap names one by one.
pub async fn robots(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    let base = site.base_url.trim_end_matches('/');
    let text = format!(
        "User-agent: *\nDisallow: /graphql?\nDisallow: /letters/\nDisallow: /*/letters/\nDisallow: /*/commitments?\nDisallow: /*/subscribe?\n\nSitemap: {base}/sitemap.xml\n"
    );
    kept(&request, "text/plain; charset=utf-8", text)
}

pub async fn index(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            public_address_marks(conn, RECORDS).await
        })
        .await;
    let marks = match read {
        Ok(marks) => marks,
        Err(error) => return failed(&request, words_for(&request), error),
    };
    let base = site.base_url.trim_end_matches('/');
    let mut files = ["pages", "catalogue", "commitments"]
        .map(|what| format!("/sitemap-{what}.xml"))
        .to_vec();
    files.extend(
        marks
            .iter()
            .map(|mark| format!("/sitemap-commitments.xml?after={mark}")),
    );
    let files: String = files
        .iter()
        .map(|file| format!("<sitemap><loc>{base}{file}</loc></sitemap>\n"))
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{files}</sitemapindex>\n"
    );
    kept(&request, XML, text)
}

pub async fn pages(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    let paths = PAGES.iter().map(|path| ((*path).to_owned(), None));
    kept(&request, XML, addresses(&site, paths))
}

/// States, organizations and provisions.
pub async fn catalogue(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let today = settings.clock.now().date_naive();
            let states = ParticipantFilter {
                kinds: vec![ParticipantKind::MemberState, ParticipantKind::ObserverState],
                ..ParticipantFilter::default()
            };
            let mut bodies = participants(conn, today, &states, &Page::first(STATES)).await?.rows;
            bodies.extend(organizations(conn).await?);
            Ok((bodies, provisions(conn).await?))
        })
        .await;
    match read {
        Ok((bodies, provisions)) => {
            let bodies = bodies.iter().filter_map(directory::page::path_of);
            let provisions = provisions.iter().map(|one| sources::page::path_of(&one.reference));
            let paths = bodies.chain(provisions).map(|path| (path, None));
            kept(&request, XML, addresses(&site, paths))
        }
        Err(error) => failed(&request, words_for(&request), error),
    }
}

pub async fn records(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let asked = Asked::read(request.query_string(), &[("after", 1)]);
    let after = asked.first("after").unwrap_or_default().to_owned();
    // What can be a reference, see `record_of`.
    let is_one = after.len() <= 64 && after.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_one || asked.values("after").len() > 1 {
        let wrong = Problem::new("after", ProblemCode::Unknown);
        return failed(&request, words_for(&request), wrong.into());
    }
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            commitment_addresses(conn, &Actor::Visitor, &after, RECORDS).await
        })
        .await;
    match read {
        Ok(records) => {
            let paths = records
                .into_iter()
                .map(|(reference, changed_at)| (format!("/commitments/{reference}"), Some(changed_at)));
            kept(&request, XML, addresses(&site, paths))
        }
        Err(error) => failed(&request, words_for(&request), error),
    }
}

/// Pages in six languages. Paths are of letters, digits and signs that XML leaves alone.
fn addresses(site: &Site, paths: impl Iterator<Item = (String, Option<DateTime<Utc>>)>) -> String {
    let base = site.base_url.trim_end_matches('/');
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n".to_owned();
    for (path, changed_at) in paths {
        let changed = changed_at.map_or_else(String::new, |at| {
            format!("<lastmod>{}</lastmod>", at.to_rfc3339_opts(SecondsFormat::Secs, true))
        });
        let alternates: String = Language::ALL
            .map(|other| {
                format!("<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{base}/{other}{path}\"/>\n")
            })
            .concat();
        for language in Language::ALL {
            text.push_str(&format!(
                "<url><loc>{base}/{language}{path}</loc>{changed}\n{alternates}</url>\n"
            ));
        }
    }
    text.push_str("</urlset>\n");
    text
}

/// Kept as pages are, and compressed for whoever takes it so.
fn kept(request: &HttpRequest, content_type: &'static str, text: String) -> HttpResponse {
    let tag = tag(text.as_bytes());
    let is_there = has_it(request, &tag);
    let mut answer = if is_there {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((header::CACHE_CONTROL, Cache::REGISTER.control()))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header(header::ETag(tag));
    if is_there {
        return from_record(answer.finish());
    }
    answer.content_type(content_type);
    from_record(
        match assets::takes_gzip(request)
            .then(|| assets::compressed(text.as_bytes()))
            .flatten()
        {
            Some(gzip) => answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip),
            None => answer.body(text),
        },
    )
}
