//! What the handlers of all pages do alike: ask as a visitor, say what cannot be shown, and take no act from elsewhere.

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use schema::{Error, Problem, Texts};
use words::Words;

use super::language::words_of;
use super::pages::Refusal;
use super::parts::{Said, Trouble};
use crate::graphql::payload;
use crate::headers::RequestId;

/// The languages that begin an address.
pub const LANG: &str = "/{lang:ar|zh|en|fr|ru|es}";

/// The register's language of these words.
pub fn language_of(words: Words) -> schema::Language {
    schema::Language::from_code(words.code()).unwrap_or(schema::Language::En)
}

/// Somebody's text as this reader is shown it; nothing where there is none.
pub fn said(words: Words, texts: &Texts, original: schema::Language) -> Option<Said> {
    let shown = texts.shown(language_of(words), original)?;
    let language = |language| words_of(language).language();
    Some(Said::new(
        words,
        shown.text,
        language(shown.language),
        language(original),
    ))
}

/// A text in one language, in somebody's own words; nothing where it is empty.
pub fn said_in(words: Words, text: &str, language: schema::Language) -> Option<Said> {
    let language = words_of(language).language();
    (!text.trim().is_empty()).then(|| Said::new(words, text, language, language))
}

/// A moment as footers have it.
pub fn moment(words: Words, at: DateTime<Utc>) -> String {
    words.moment(at, Tz::UTC)
}

/// What is to be put right, in the reader's language.
pub fn troubles(words: Words, problems: &[Problem]) -> Vec<Trouble> {
    let trouble = |problem: &Problem| Trouble {
        field: problem.field.clone(),
        message: payload::message(problem, language_of(words)),
    };
    problems.iter().map(trouble).collect()
}

/// What cannot be shown, and why.
pub fn refusal(request: &HttpRequest, words: Words, error: Error) -> Refusal {
    match error {
        Error::NotFound => Refusal::NotFound,
        Error::Forbidden => Refusal::Forbidden,
        Error::Rejected(problems) => Refusal::BadRequest(troubles(words, &problems)),
        Error::Conflict { .. } => Refusal::NotReady,
        Error::Unavailable(cause) | Error::Uncertain(cause) => {
            tracing::warn!(%cause, "a page found no database");
            Refusal::NotReady
        }
        Error::Internal(cause) => {
            tracing::error!(%cause, "a page could not be filled");
            let reference = RequestId::of(request);
            Refusal::OurFault { reference }
        }
    }
}

/// As [`refusal`], as an answer.
pub fn failed(request: &HttpRequest, words: Words, error: Error) -> HttpResponse {
    refusal(request, words, error).answer(request)
}

/// The answer to a form of another site, see `is_from_here`.
pub fn from_elsewhere(request: &HttpRequest, base_url: &str) -> Option<HttpResponse> {
    (!is_from_here(request.headers(), base_url)).then(|| Refusal::FromElsewhere.answer(request))
}

/// Whether a form was sent from a page of ours. No cookie signs anybody in here; the check keeps a page elsewhere from
/// acting with a link that it has got hold of, in the name of whoever looks at that page.
fn is_from_here(headers: &HeaderMap, base_url: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match said("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => said(header::ORIGIN.as_str()).is_none_or(|origin| {
            let rest = base_url.strip_prefix(origin);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_form_of_another_site_does_not_act() {
        let base = "https://register.example/para29";
        let of = |name: &'static str, value: &'static str| {
            let request = TestRequest::post().insert_header((name, value)).to_http_request();
            is_from_here(request.headers(), base)
        };
        assert!(of("sec-fetch-site", "same-origin") && of("origin", "https://register.example") && of("accept", "*/*"));
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://register.example.evil"),
            ("origin", "https://register.exam"),
            ("origin", "null"),
        ] {
            assert!(!of(name, value), "{name}: {value}");
        }
    }
}
