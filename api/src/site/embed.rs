//! Pages and pictures that may stand within other sites' pages: only these, only what everybody may read, and without a
//! form that could be filled there by mistake.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;

/// The value of `view` that asks for a page to be shown within another.
pub const EMBED: &str = "embed";

/// As for all answers, but for who may frame it.
pub const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *";

pub fn is_asked(request: &HttpRequest) -> bool {
    form_urlencoded::parse(request.query_string().as_bytes()).any(|(key, value)| key == "view" && value == EMBED)
}

/// Lets other sites show this answer; an error is shown here only.
pub fn open(mut answer: HttpResponse) -> HttpResponse {
    // What is unchanged too: a browser takes these lines from the newer answer.
    if matches!(answer.status(), StatusCode::OK | StatusCode::NOT_MODIFIED) {
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
    }
    answer
}

/// A picture as an answer: shown in place by who follows the link, or names it as a picture.
pub fn picture(request: &HttpRequest, name: &str, svg: String) -> HttpResponse {
    let mut answer = super::files::whole(request, (name, "image/svg+xml"), svg.into_bytes());
    answer.headers_mut().remove(header::CONTENT_DISPOSITION);
    open(answer)
}
