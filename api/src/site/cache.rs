//! How long a page may be kept, and by whom; and the one way a page becomes an answer.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, IfNoneMatch, TryIntoHeaderPair};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::assets::{compressed, takes_gzip};
use super::kept::FromRecord;
use super::parts::Trouble;

/// How long an answer from the register may be kept, here and elsewhere.
pub const MINUTE: Duration = Duration::from_secs(60);

/// Who may keep a page, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// The same for everybody: anyone may keep it this long, and ask afterwards whether it has changed.
    Public(Duration),
    /// The same for everybody, but to be asked about each time.
    Fresh,
    /// For one reader, or one moment: nobody keeps it.
    Private,
}

impl Cache {
    /// Public pages from the register: short, so that what was withdrawn is soon gone everywhere.
    pub const REGISTER: Self = Self::Public(MINUTE);
    /// Pages that change with a release only.
    pub const RELEASE: Self = Self::Public(Duration::from_secs(3600));

    /// For the header `Cache-Control`.
    pub fn control(self) -> String {
        match self {
            // Meanwhile whoever waits for a slow line is shown what there was a minute ago.
            Self::Public(kept) => format!(
                "public, max-age={}, stale-while-revalidate={}",
                kept.as_secs(),
                MINUTE.as_secs()
            ),
            Self::Fresh => "public, no-cache".to_owned(),
            Self::Private => "private, no-store".to_owned(),
        }
    }
}

/// The page as an answer.
pub fn answer(request: &HttpRequest, page: &impl Template, cache: Cache) -> HttpResponse {
    answer_with(request, StatusCode::OK, page, cache)
}

/// The page of a list as an answer to what was asked of it: a bad request where something has to be put right.
pub fn answer_to(request: &HttpRequest, problems: &[Trouble], page: &impl Template, cache: Cache) -> HttpResponse {
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    };
    answer_with(request, status, page, cache)
}

/// The page as an answer of this status; 304 for who has it already. Only a page of status 200 is ever kept.
///
/// So that readers really are told "unchanged", a page names the moment of the data it shows, not that of the request.
pub fn answer_with(request: &HttpRequest, status: StatusCode, page: &impl Template, cache: Cache) -> HttpResponse {
    let html = match page.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            return HttpResponse::InternalServerError()
                .insert_header((header::CACHE_CONTROL, "private, no-store"))
                .finish();
        }
    };
    let cache = if status == StatusCode::OK {
        cache
    } else {
        Cache::Private
    };
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, cache.control()));
    if cache != Cache::Private {
        let tag = tag(html.as_bytes());
        if has_it(request, &tag) {
            let unchanged = HttpResponse::NotModified()
                .insert_header((header::CACHE_CONTROL, cache.control()))
                .insert_header((header::VARY, "Accept-Encoding"))
                .insert_header(header::ETag(tag))
                .finish();
            return from_record(unchanged);
        }
        response.insert_header(header::ETag(tag));
    }
    response.content_type("text/html; charset=utf-8");
    // Not what is for one reader: how well a secret compresses beside what others wrote could give it away.
    if cache != Cache::Private {
        response.append_header((header::VARY, "Accept-Encoding"));
        if let Some(gzip) = takes_gzip(request).then(|| compressed(html.as_bytes())).flatten() {
            return from_record(response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip));
        }
        return from_record(response.body(html));
    }
    response.body(html)
}

/// Says that an answer may be given to the next asker too, see [`kept`](super::kept).
pub(crate) fn from_record(mut answer: HttpResponse) -> HttpResponse {
    answer.extensions_mut().insert(FromRecord);
    answer
}

/// An answer that sends the reader on by GET.
pub fn see_other(address: &str, more: impl TryIntoHeaderPair) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header(more)
        .finish()
}

/// Weak, since the same page may go out compressed or not.
pub fn tag(content: &[u8]) -> EntityTag {
    let digest = Sha256::digest(content);
    EntityTag::new_weak(BASE64_URL_SAFE_NO_PAD.encode(&digest[..12]))
}

/// Whether the asker has this already.
pub fn has_it(request: &HttpRequest, tag: &EntityTag) -> bool {
    match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|theirs| theirs.weak_eq(tag)),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[derive(Template)]
    #[template(source = "<p>{{ text }}</p>", ext = "html")]
    struct Note<'a> {
        text: &'a str,
    }

    #[test]
    fn who_has_the_page_is_told_so_until_it_changes() {
        let first = TestRequest::get().to_http_request();
        let answered = answer(&first, &Note { text: "one" }, Cache::REGISTER);
        assert_eq!(
            answered.headers().get(header::CACHE_CONTROL).unwrap(),
            "public, max-age=60, stale-while-revalidate=60"
        );
        let tag = answered.headers().get(header::ETAG).unwrap().clone();
        assert!(tag.to_str().unwrap().starts_with("W/\""));

        let again = TestRequest::get()
            .insert_header((header::IF_NONE_MATCH, tag))
            .to_http_request();
        assert_eq!(
            answer(&again, &Note { text: "one" }, Cache::REGISTER).status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(
            answer(&again, &Note { text: "two" }, Cache::REGISTER).status(),
            StatusCode::OK
        );
    }

    #[test]
    fn nobody_keeps_what_is_private_or_an_error() {
        let any = TestRequest::get()
            .insert_header((header::IF_NONE_MATCH, "*"))
            .to_http_request();
        let private = answer(&any, &Note { text: "one" }, Cache::Private);
        let error = answer_with(&any, StatusCode::NOT_FOUND, &Note { text: "one" }, Cache::REGISTER);
        for (answered, status) in [(private, StatusCode::OK), (error, StatusCode::NOT_FOUND)] {
            assert_eq!(answered.status(), status);
            assert_eq!(
                answered.headers().get(header::CACHE_CONTROL).unwrap(),
                "private, no-store"
            );
            assert!(!answered.headers().contains_key(header::ETAG));
        }
    }
}
