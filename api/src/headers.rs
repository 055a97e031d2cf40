//! What every answer says to a browser, whatever it is an answer to: load nothing from elsewhere, guess nothing, come
//! back by TLS. And what every request gets: a number it can be asked about by, and a net under it.

use std::fmt;
use std::panic::AssertUnwindSafe;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};
use futures_util::FutureExt;
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use crate::server::Peers;
use crate::site::embed;

/// The number of a request, on its answer and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl RequestId {
    /// That of a request, as it is said to people; empty where it has none.
    pub fn of(request: &HttpRequest) -> String {
        let id = request.extensions().get::<Self>().map(Self::to_string);
        id.unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A handler that knows better says so itself; what it says stays.
const ALWAYS: [(HeaderName, &str); 9] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

fn add(headers: &mut HeaderMap, id: RequestId) {
    // Some public pages and pictures may be framed. The older header, which has no word for that, stays away from them.
    let policy = headers.get(header::CONTENT_SECURITY_POLICY);
    let is_open = policy.is_some_and(|policy| policy == embed::POLICY);
    for (name, value) in ALWAYS {
        let is_said = headers.contains_key(&name);
        let is_left_out = is_open && name == header::X_FRAME_OPTIONS;
        if !is_said && !is_left_out {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(X_REQUEST_ID, id);
    }
}

/// The outermost middleware: `App::new().wrap(middleware::from_fn(headers::around))`. A panic below it becomes an
/// answer of its own and nothing else stops.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = request_id(&request);
    request.extensions_mut().insert(id);
    // an error's span, so that it is there however little is logged: each line within it carries the number
    let span = tracing::error_span!("request", %id, method = %request.method(), path = without_secrets(request.path()));
    let began = Instant::now();
    match AssertUnwindSafe(next.call(request).instrument(span.clone()))
        .catch_unwind()
        .await
    {
        Ok(Ok(mut response)) => {
            let (status, seconds) = (response.status().as_u16(), began.elapsed().as_secs_f64());
            span.in_scope(|| tracing::debug!(status, seconds, "answered"));
            add(response.headers_mut(), id);
            Ok(response)
        }
        Ok(Err(error)) => {
            let mut response = error.error_response();
            if response.status().is_server_error() {
                span.in_scope(|| tracing::error!(%error, "a request failed"));
            }
            add(response.headers_mut(), id);
            Err(InternalError::from_response(error, response).into())
        }
        Err(_) => {
            span.in_scope(|| tracing::error!("a request panicked"));
            let answer = serde_json::json!({ "code": "INTERNAL", "requestId": id.to_string() });
            let mut response = HttpResponse::InternalServerError().json(answer);
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
            add(response.headers_mut(), id);
            Err(InternalError::from_response("a request panicked", response).into())
        }
    }
}

/// The path as the log may know it: links sent by letter carry what only their reader should have.
fn without_secrets(path: &str) -> &str {
    ["/letters/", "/invitation/", "/invitations/"]
        .iter()
        .find_map(|personal| path.find(personal).map(|at| &path[..at + personal.len()]))
        .unwrap_or(path)
}

/// The number a trusted proxy gave the request, or one of our own.
fn request_id(request: &ServiceRequest) -> RequestId {
    let trusted = request
        .app_data::<web::Data<Peers>>()
        .is_some_and(|peers| peers.trusted_proxies > 0);
    let given = request.headers().get(X_REQUEST_ID).filter(|_| trusted);
    let given = given.and_then(|id| Uuid::try_parse(id.to_str().ok()?).ok());
    RequestId(given.unwrap_or_else(Uuid::new_v4))
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::{App, middleware, test};

    use super::*;

    #[::core::prelude::v1::test]
    fn what_is_for_one_reader_stays_out_of_the_log() {
        assert_eq!(without_secrets("/en/letters/stop/8f14e45f"), "/en/letters/");
        assert_eq!(without_secrets("/invitation/8f14e45f"), "/invitation/");
        assert_eq!(
            without_secrets("/en/commitments/CMT-2026-0042"),
            "/en/commitments/CMT-2026-0042"
        );
    }

    async fn fails() -> Result<HttpResponse, Error> {
        Err(actix_web::error::ErrorBadRequest("no"))
    }

    async fn panics() -> HttpResponse {
        panic!("a fault of ours")
    }

    async fn embeds() -> HttpResponse {
        HttpResponse::Ok()
            .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
            .finish()
    }

    #[actix_web::test]
    async fn every_answer_has_them_even_of_what_failed_panicked_or_is_not_there() {
        let app = App::new()
            .wrap(middleware::from_fn(around))
            .route("/fails", web::get().to(fails))
            .route("/panics", web::get().to(panics))
            .route("/embeds", web::get().to(embeds));
        let app = test::init_service(app).await;
        for (path, status) in [("/fails", 400), ("/panics", 500), ("/embeds", 200), ("/nowhere", 404)] {
            let request = test::TestRequest::get().uri(path).to_request();
            let (found, headers) = match test::try_call_service(&app, request).await {
                Ok(response) => (response.status(), response.headers().clone()),
                Err(error) => {
                    let response = error.error_response();
                    (response.status(), response.headers().clone())
                }
            };
            assert_eq!(found, StatusCode::from_u16(status).unwrap(), "{path}");
            for (name, value) in ALWAYS {
                let expected = if path == "/embeds" && name == "cross-origin-resource-policy" {
                    "cross-origin"
                } else {
                    value
                };
                assert_eq!(headers.get(&name).unwrap(), expected, "{path}");
            }
            assert!(
                Uuid::try_parse(headers.get(X_REQUEST_ID).unwrap().to_str().unwrap()).is_ok(),
                "{path}"
            );
        }
    }

    #[actix_web::test]
    async fn only_a_trusted_proxy_names_a_request() {
        for (trusted_proxies, kept) in [(0, false), (1, true)] {
            let app = App::new()
                .app_data(web::Data::new(Peers { trusted_proxies }))
                .wrap(middleware::from_fn(around))
                .route("/embeds", web::get().to(embeds));
            let app = test::init_service(app).await;
            let id = "0b6c7e0e-5b0f-4d55-8d3a-0a6c1c1f3a11";
            let request = test::TestRequest::get()
                .uri("/embeds")
                .insert_header((X_REQUEST_ID, id))
                .to_request();
            let response = test::call_service(&app, request).await;
            assert_eq!(response.headers().get(X_REQUEST_ID).unwrap() == id, kept);
        }
    }
}
