//! GraphQL over HTTP, to the letter of the specification of that name: which media types, which methods, which status.

use crate::query_string;
use std::io;
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::error::PayloadError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use async_graphql::parser::types::OperationType;
use async_graphql::{Data, Value, Variables};
use base64::Engine;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::budget::{Purse, RateLimit};
use super::door::{Answer, Door, Question, Status, body};
use super::refusal::Refusal;
use crate::headers::RequestId;

/// The largest body a question may come in.
const BODY: usize = 256 * 1024;

const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

/// Who asks, as far as the door must know.
pub struct Identified {
    /// The account whose points are spent; none for a visitor.
    pub account: Option<String>,
    /// What resolvers find in their context.
    pub data: Data,
}

/// Says who asks. A token that is not good is refused with 401, never taken for a visitor's.
///
/// `cookies` says whether a session cookie may be looked at: never for GET, and never for what another site sent.
pub trait Identify {
    fn identify<'a>(
        &'a self,
        request: &'a HttpRequest,
        cookies: bool,
    ) -> LocalBoxFuture<'a, Result<Identified, Refusal>>;
}

/// What the endpoint needs to answer.
#[derive(Clone)]
pub struct Endpoint {
    pub door: Arc<Door>,
    pub identify: Rc<dyn Identify>,
    pub clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// The address of the asker, through the proxies that are trusted.
    pub peer: Arc<dyn Fn(&HttpRequest) -> IpAddr + Send + Sync>,
}

/// Mounts `/graphql`.
pub fn mount(endpoint: Endpoint) -> impl FnOnce(&mut web::ServiceConfig) {
    move |app| {
        app.app_data(web::Data::new(endpoint))
            .route("/graphql", web::route().to(serve));
    }
}

/// The media type the asker would like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Media {
    GraphQl,
    Json,
}

async fn serve(request: HttpRequest, payload: web::Payload, endpoint: web::Data<Endpoint>) -> HttpResponse {
    if request.method() == Method::OPTIONS {
        return preflight();
    }
    let Some(media) = accepted(request.headers()) else {
        let message = "This endpoint answers in application/graphql-response+json or application/json.";
        return refused(&Refusal::new(406, "NOT_ACCEPTABLE", message), Media::Json);
    };
    let purse = Purse::of_peer((endpoint.peer)(&request));
    match respond(&request, payload, &endpoint, media, purse.clone()).await {
        Ok(response) => response,
        Err(refusal) => {
            if refusal.status == StatusCode::TOO_MANY_REQUESTS {
                return refused(&refusal, media);
            }
            let charged = endpoint.door.charge_for_refusal(purse, (endpoint.clock)());
            refused(charged.as_ref().err().unwrap_or(&refusal), media)
        }
    }
}

async fn respond(
    request: &HttpRequest,
    payload: web::Payload,
    endpoint: &Endpoint,
    media: Media,
    peer: Purse,
) -> Result<HttpResponse, Refusal> {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let question = if reading {
        question_in_url(request.query_string())?
    } else if request.method() == Method::POST {
        expect_json(request.headers())?;
        question_in_body(&read_body(request.headers(), payload).await?)?
    } else {
        return Err(wrong_method(
            "Questions come by POST, or by GET if they change nothing.",
            "GET, HEAD, POST, OPTIONS",
        ));
    };
    let asker = endpoint
        .identify
        .identify(request, !reading && is_from_here(request.headers()))
        .await?;
    let understood = endpoint.door.understand(question)?;
    let prepared = understood.prepared.clone();
    if reading && prepared.operation != OperationType::Query {
        return Err(wrong_method("What changes something comes by POST.", "POST"));
    }
    let purse = asker.account.map_or(peer, Purse::Account);
    let id = RequestId::of(request);
    let answer = endpoint
        .door
        .carry_out(understood, asker.data, purse, (endpoint.clock)(), &id)
        .await?;
    let public = reading && !request.headers().contains_key(header::AUTHORIZATION) && !prepared.asks_rate_limit;
    Ok(answered(request, answer, media, reading, public))
}

fn wrong_method(message: &str, allow: &'static str) -> Refusal {
    let mut refusal = Refusal::new(405, "METHOD_NOT_ALLOWED", message);
    refusal.allow = Some(allow);
    refusal
}

/// A browser says where a request comes from; who says nothing is no browser.
fn is_from_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    matches!(site, None | Some(b"same-origin" | b"none"))
}

// ---- what comes in

fn expect_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let unsupported = |message| Err(Refusal::new(415, "UNSUPPORTED_MEDIA_TYPE", message));
    let mut types = headers.get_all(header::CONTENT_TYPE);
    let (Some(content_type), None) = (types.next(), types.next()) else {
        return unsupported("Say `Content-Type: application/json`.");
    };
    let content_type = content_type.to_str().unwrap_or_default();
    let mut parts = content_type.split(';').map(str::trim);
    if !parts
        .next()
        .is_some_and(|media| media.eq_ignore_ascii_case("application/json"))
    {
        return unsupported("Questions come as application/json.");
    }
    for parameter in parts {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let utf8 = ["utf-8", "utf8"]
            .iter()
            .any(|name| value.trim().trim_matches('"').eq_ignore_ascii_case(name));
        if name.trim().eq_ignore_ascii_case("charset") && !utf8 {
            return unsupported("Questions come in UTF-8.");
        }
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if !encoding.as_bytes().eq_ignore_ascii_case(b"identity") => {
            unsupported("Questions come uncompressed.")
        }
        _ => Ok(()),
    }
}

async fn read_body(headers: &HeaderMap, mut payload: web::Payload) -> Result<Vec<u8>, Refusal> {
    let too_large = |found: u64| {
        let message = format!("A request may have {BODY} bytes.");
        Refusal::new(413, "BODY_TOO_LARGE", message)
            .with("cost", found)
            .with("limit", BODY as u64)
    };
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if let Some(length) = length.filter(|length| *length > BODY as u64) {
        return Err(too_large(length));
    }
    let mut body = Vec::with_capacity(length.and_then(|length| usize::try_from(length).ok()).unwrap_or(1024));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
                Refusal::new(408, "BODY_TOO_SLOW", "The request did not arrive in time.")
            }
            _ => Refusal::malformed("BODY_INCOMPLETE", "The request did not arrive whole."),
        })?;
        if body.len() + chunk.len() > BODY {
            return Err(too_large((body.len() + chunk.len()) as u64));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The parameters of a request; those it does not know are left to later editions of the specification.
#[derive(Deserialize)]
struct Parameters {
    query: Option<Value>,
    #[serde(rename = "operationName")]
    operation_name: Option<Value>,
    variables: Option<Value>,
    extensions: Option<Value>,
}

fn question_in_body(body: &[u8]) -> Result<Question, Refusal> {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
    match text.first() {
        None => return Err(Refusal::malformed("BODY_MISSING", "The request has no body.")),
        Some(b'[') => {
            let message = "One request asks one question; a list of them is not taken.";
            return Err(Refusal::malformed("BATCH_REFUSED", message));
        }
        Some(b'{') => {}
        Some(_) => return Err(Refusal::malformed("MALFORMED_JSON", "The body is not a JSON object.")),
    }
    let parameters: Parameters = from_json(text, "The body")?;
    question(parameters)
}

fn from_json<T: for<'a> Deserialize<'a>>(text: &[u8], what: &str) -> Result<T, Refusal> {
    if std::str::from_utf8(text).is_err() {
        return Err(Refusal::malformed(
            "INVALID_UNICODE",
            format!("{what} is not in UTF-8."),
        ));
    }
    serde_json::from_slice(text).map_err(|error| {
        let reason = error.to_string();
        if reason.contains("surrogate") || reason.contains("end of hex escape") {
            let message = format!("{what} holds half of a surrogate pair (line {}).", error.line());
            Refusal::malformed("INVALID_UNICODE", message)
        } else if reason.starts_with("recursion limit") {
            Refusal::malformed("TOO_DEEP", format!("{what} nests its values too deep.")).with("limit", 128)
        } else if reason.starts_with("duplicate field") {
            Refusal::malformed("DUPLICATE_PARAMETER", format!("{what} names a parameter twice."))
        } else {
            let message = format!("{what} is not JSON (line {}, column {}).", error.line(), error.column());
            Refusal::malformed("MALFORMED_JSON", message)
        }
    })
}

fn question(parameters: Parameters) -> Result<Question, Refusal> {
    let wrong = |name: &'static str, kind| {
        Err(Refusal::malformed("INVALID_PARAMETER", format!("`{name}` must be {kind}.")).with("parameter", name))
    };
    let query = match parameters.query {
        Some(Value::String(query)) => query,
        None | Some(Value::Null) => return wrong("query", "given"),
        Some(_) => return wrong("query", "a string"),
    };
    let operation_name = match parameters.operation_name {
        Some(Value::String(name)) => Some(name).filter(|name| !name.is_empty()),
        None | Some(Value::Null) => None,
        Some(_) => return wrong("operationName", "a string"),
    };
    let variables = match parameters.variables {
        Some(value @ Value::Object(_)) => value,
        None | Some(Value::Null) => Value::default(),
        Some(_) => return wrong("variables", "an object"),
    };
    if !matches!(parameters.extensions, None | Some(Value::Null | Value::Object(_))) {
        return wrong("extensions", "an object");
    }
    let name_has_nul = operation_name.as_ref().is_some_and(|name| name.contains('\0'));
    if name_has_nul || query.contains('\0') || has_nul(&variables) {
        return Err(Refusal::malformed(
            "NUL_IN_TEXT",
            "The character U+0000 cannot be part of a request.",
        ));
    }
    Ok(Question {
        query,
        operation_name,
        variables: Variables::from_value(variables),
    })
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}

fn question_in_url(query: &str) -> Result<Question, Refusal> {
    let Some(pairs) = query_string::pairs(query) else {
        return Err(Refusal::malformed(
            "MALFORMED_QUERY_STRING",
            "The parameters in the address cannot be read.",
        ));
    };
    let mut parameters = Parameters {
        query: None,
        operation_name: None,
        variables: None,
        extensions: None,
    };
    for (name, text) in pairs {
        let (place, value) = match name.as_str() {
            "query" => (&mut parameters.query, Value::String(text)),
            "operationName" => (&mut parameters.operation_name, Value::String(text)),
            "variables" | "extensions" => {
                let value = if text.is_empty() {
                    Value::Null
                } else {
                    from_json(text.as_bytes(), &format!("`{name}`"))?
                };
                let place = if name == "variables" {
                    &mut parameters.variables
                } else {
                    &mut parameters.extensions
                };
                (place, value)
            }
            _ => continue,
        };
        if place.replace(value).is_some() {
            return Err(Refusal::malformed(
                "DUPLICATE_PARAMETER",
                format!("`{name}` is given twice."),
            ));
        }
    }
    question(parameters)
}

/// Which of our two media types the asker prefers; none if they take neither.
fn accepted(headers: &HeaderMap) -> Option<Media> {
    let mut ranges = headers.get_all(header::ACCEPT).peekable();
    if ranges.peek().is_none() {
        return Some(Media::Json);
    }
    let ranges: Vec<&str> = ranges
        .filter_map(|range| range.to_str().ok())
        .flat_map(|range| range.split(','))
        .collect();
    if ranges.iter().all(|range| range.trim().is_empty()) {
        return Some(Media::Json);
    }
    // the most exact range decides the weight; of equal weights the exact one wins, then the one named first
    let weigh = |subtype: &str| {
        let mut best: Option<(u8, u16, usize)> = None;
        for (place, range) in ranges.iter().enumerate() {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default().to_ascii_lowercase();
            let exactness = match media.strip_prefix("application/") {
                Some(named) if named == subtype => 2,
                Some("*") => 1,
                _ if media == "*/*" => 0,
                _ => continue,
            };
            let mut weight = 1_000;
            let mut other_charset = false;
            for parameter in parts {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
                match name.trim().to_ascii_lowercase().as_str() {
                    "q" => weight = quality(value.trim()),
                    "charset" => other_charset = !value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8"),
                    _ => {}
                }
            }
            if !other_charset && best.is_none_or(|(found, ..)| exactness > found) {
                best = Some((exactness, weight, usize::MAX - place));
            }
        }
        best.filter(|(_, weight, _)| *weight > 0)
            .map(|(exactness, weight, place)| (weight, exactness, place))
    };
    match (weigh("graphql-response+json"), weigh("json")) {
        (None, None) => None,
        (graphql, json) if graphql > json => Some(Media::GraphQl),
        _ => Some(Media::Json),
    }
}

/// A weight in thousandths.
fn quality(value: &str) -> u16 {
    let value: f32 = value.parse().unwrap_or(0.0);
    (value.clamp(0.0, 1.0) * 1_000.0) as u16
}

// ---- what goes out

fn answered(request: &HttpRequest, answer: Answer, media: Media, reading: bool, public: bool) -> HttpResponse {
    let status = match (answer.status, media) {
        (Status::Invalid, Media::GraphQl) => StatusCode::BAD_REQUEST,
        (Status::TryLater, _) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    let public = public && answer.status == Status::Whole;
    let etag = (reading && answer.status == Status::Whole).then(|| etag(&answer.body, media));
    let fresh = etag.as_ref().is_some_and(|etag| is_known(request.headers(), etag));
    let mut response = start(if fresh { StatusCode::NOT_MODIFIED } else { status }, media);
    if let Some(etag) = etag {
        response.insert_header((header::ETAG, etag));
    }
    if answer.status == Status::TryLater {
        response.insert_header((header::RETRY_AFTER, "1"));
    }
    if public {
        response.insert_header((header::CACHE_CONTROL, "public, max-age=30, stale-while-revalidate=60"));
    } else {
        response.insert_header((header::CACHE_CONTROL, "private, no-store"));
        // what others may be shown again must not tell them of one asker's points
        if let Some(rate_limit) = &answer.rate_limit {
            say_rate_limit(&mut response, rate_limit, request);
        }
    }
    if fresh {
        response.finish()
    } else {
        response.body(answer.body)
    }
}

fn say_rate_limit(response: &mut HttpResponseBuilder, rate_limit: &RateLimit, request: &HttpRequest) {
    let now = request
        .app_data::<web::Data<Endpoint>>()
        .map(|endpoint| (endpoint.clock)());
    let seconds = now.map_or(0, |now| {
        ((rate_limit.reset_at - now).num_milliseconds().max(0) + 999) / 1_000
    });
    response
        .insert_header(("RateLimit-Limit", rate_limit.limit.to_string()))
        .insert_header(("RateLimit-Cost", rate_limit.cost.to_string()))
        .insert_header(("RateLimit-Remaining", rate_limit.remaining.to_string()))
        .insert_header(("RateLimit-Reset", seconds.to_string()));
}

fn refused(refusal: &Refusal, media: Media) -> HttpResponse {
    metrics::counter!("para29_graphql_refused_total", "code" => refusal.code).increment(1);
    let lenient = refusal.lenient && media == Media::Json;
    let mut response = start(if lenient { StatusCode::OK } else { refusal.status }, media);
    response.insert_header((header::CACHE_CONTROL, "private, no-store"));
    if let Some(allow) = refusal.allow {
        response.insert_header((header::ALLOW, allow));
    }
    if let Some(seconds) = refusal.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if refusal.status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    if matches!(refusal.status.as_u16(), 408 | 413) {
        response.force_close(); // the rest of the body is not wanted
    }
    response.body(body(None, &[refusal.error()]))
}

/// What every answer of the endpoint says.
fn start(status: StatusCode, media: Media) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((
            header::CONTENT_TYPE,
            if media == Media::GraphQl { GRAPHQL } else { JSON },
        ))
        .insert_header((header::VARY, "Accept, Accept-Language, Authorization"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "ETag, RateLimit-Limit, RateLimit-Cost, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id",
        ));
    response
}

/// Pages of other sites may read what everyone may read: neither cookies nor tokens come with their questions.
fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ALLOW, "GET, HEAD, POST, OPTIONS"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"))
        .insert_header((
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Accept-Language, Content-Type, If-None-Match",
        ))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "7200"))
        .insert_header((
            header::VARY,
            "Access-Control-Request-Method, Access-Control-Request-Headers",
        ))
        .finish()
}

/// The same text in another media type is another thing.
fn etag(body: &[u8], media: Media) -> String {
    let digest = Sha256::new().chain_update([media as u8]).chain_update(body).finalize();
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest[..18]);
    format!("\"{text}\"")
}

fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers
        .get_all(HeaderName::from_static("if-none-match"))
        .filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).map(str::trim).any(|known| {
        // a proxy that compresses makes the mark weak
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag
    })
}

#[cfg(test)]
mod tests;
