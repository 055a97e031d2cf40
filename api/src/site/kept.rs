//! Answers that are the same for everybody, kept until something public changes: the page that many ask for is written
//! once. What is for one reader never says that it may be kept, and so never comes in here.
//!
//! An answer belongs to a generation of the public record, which ends when the database tells of a change. One that was
//! asked for in an older generation is not kept, whatever it has seen. While nothing is heard from the database, nothing is
//! kept; and nothing longer than a minute, so that a line that broke unnoticed does little harm.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, EntityTag, HeaderMap};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::StreamExt;
use lru::LruCache;
use schema::Db;
use std::hash::RandomState;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

use super::assets::takes_gzip;
use super::cache::{MINUTE, has_it};
use crate::app::Web;

/// More answers than there are pages worth keeping.
const COUNT: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();
/// A longer address is of nobody who came by a link.
const ADDRESS_MAX: usize = 500;
/// What an answer takes beside its body.
const OVERHEAD: usize = 1_500;
/// Between two attempts to listen.
const PAUSE: Duration = Duration::from_secs(1);

/// The address as it was asked for, and whether the answer is compressed.
type Key = (String, bool);

/// The answers of one process.
#[derive(Debug)]
pub struct Kept {
    answers: Mutex<Answers>,
    max_bytes: usize,
    generation: AtomicU64,
    hears: AtomicBool,
}

#[derive(Debug)]
struct Answers {
    by_address: LruCache<Key, Arc<Answer>, RandomState>,
    bytes: usize,
}

/// What was answered, and when.
#[derive(Debug)]
struct Answer {
    of: Of,
    made_at: DateTime<Utc>,
    tag: Option<EntityTag>,
    headers: HeaderMap,
    /// Nothing where only its mark is known: it was sent in parts, or the asker had it already.
    body: Option<Bytes>,
}

impl Answer {
    fn size(&self, key: &Key) -> usize {
        key.0.len() + OVERHEAD + self.body.as_ref().map_or(0, Bytes::len)
    }
}

/// The state of the public record that an answer tells of. Lights and ages change with the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Of {
    generation: u64,
    day: NaiveDate,
}

/// Set on an answer that is the same for everybody and tells of nothing but the public record.
#[derive(Clone, Copy, Debug)]
pub struct FromRecord;

impl Kept {
    /// Keeps about so many bytes; with none, nothing at all.
    pub fn new(max_bytes: usize) -> Self {
        let by_address = LruCache::with_hasher(COUNT, RandomState::new());
        Self {
            answers: Mutex::new(Answers { by_address, bytes: 0 }),
            max_bytes,
            generation: AtomicU64::new(0),
            hears: AtomicBool::new(false),
        }
    }

    /// Listens to the database until told to stop.
    pub async fn listen(&self, db: &Db, stop: &CancellationToken) {
        if self.max_bytes > 0 {
            stop.run_until_cancelled(self.hear(db)).await;
        }
    }

    async fn hear(&self, db: &Db) {
        loop {
            match db.public_changes().await {
                Ok(mut changes) => {
                    self.changed();
                    self.hears.store(true, Ordering::SeqCst);
                    while changes.next().await.is_some() {
                        self.changed();
                    }
                    self.hears.store(false, Ordering::SeqCst);
                    tracing::warn!("the line that tells of public changes broke; no page is kept");
                }
                Err(error) => tracing::warn!(%error, "public changes cannot be listened for; no page is kept"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    fn changed(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// Of what an answer tells that is begun now; nothing while changes go unheard.
    fn now(&self, day: NaiveDate) -> Option<Of> {
        let generation = self.generation.load(Ordering::SeqCst);
        self.hears.load(Ordering::SeqCst).then_some(Of { generation, day })
    }

    fn find(&self, key: &Key, of: Of, now: DateTime<Utc>) -> Option<Arc<Answer>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let found = answers.by_address.get(key)?;
        let is_young = (now - found.made_at).to_std().is_ok_and(|age| age < MINUTE);
        (found.of == of && is_young).then(|| found.clone())
    }

    fn keep(&self, key: Key, answer: Answer) {
        let size = answer.size(&key);
        if size > self.max_bytes / 8 {
            return;
        }
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let is_less = |there: &Arc<Answer>| there.of == answer.of && there.body.is_some() && answer.body.is_none();
        if answers.by_address.peek(&key).is_some_and(is_less) {
            return;
        }
        let replaced = answers.by_address.push(key, Arc::new(answer));
        answers.bytes = answers.bytes + size - replaced.map_or(0, |(key, old)| old.size(&key));
        while answers.bytes > self.max_bytes {
            let Some((key, old)) = answers.by_address.pop_lru() else {
                break;
            };
            answers.bytes -= old.size(&key);
        }
    }
}

/// Middleware, the innermost: `App::new().wrap(from_fn(kept::or_asked))`.
pub async fn or_asked(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some((kept, key, of, now)) = asked(&request) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    if let Some(answer) = kept.find(&key, of, now) {
        let has_it = answer.tag.as_ref().is_some_and(|tag| has_it(request.request(), tag));
        if has_it || answer.body.is_some() {
            let response = again(&answer, has_it);
            return Ok(request.into_response(response));
        }
    }
    let response = next.call(request).await?.map_into_boxed_body();
    let (request, response) = response.into_parts();
    let may_be_kept = response.extensions().get::<FromRecord>().is_some()
        && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED)
        && is_same_for_everybody(response.headers());
    if !may_be_kept {
        return Ok(ServiceResponse::new(request, response));
    }
    let is_whole = response.status() == StatusCode::OK;
    let (response, body) = response.into_parts();
    let (body, again) = match body.try_into_bytes() {
        Ok(bytes) => (Some(bytes.clone()).filter(|_| is_whole), BoxBody::new(bytes)),
        Err(parts) => (None, parts),
    };
    let response = response.set_body(again);
    let answer = Answer {
        of,
        made_at: now,
        tag: tag_of(response.headers()),
        headers: response.headers().clone(),
        body,
    };
    kept.keep(key, answer);
    Ok(ServiceResponse::new(request, response))
}

/// What is asked for and may be kept, by its key. Whoever says who they are is not everybody.
fn asked(request: &ServiceRequest) -> Option<(web::Data<Kept>, Key, Of, DateTime<Utc>)> {
    let is_looking = matches!(*request.method(), Method::GET | Method::HEAD);
    let address = request.uri().path_and_query()?.as_str();
    let is_anybody = [header::AUTHORIZATION, header::COOKIE]
        .iter()
        .all(|name| !request.headers().contains_key(name));
    if !is_looking || !is_anybody || address.len() > ADDRESS_MAX {
        return None;
    }
    let kept = request.app_data::<web::Data<Kept>>()?;
    let now = request.app_data::<web::Data<Web>>()?.clock.now();
    let of = kept.now(now.date_naive()).filter(|_| kept.max_bytes > 0)?;
    let key = (address.to_owned(), takes_gzip(request.request()));
    Some((kept.clone(), key, of, now))
}

fn is_same_for_everybody(headers: &HeaderMap) -> bool {
    let says = |name: header::HeaderName| headers.get_all(name).filter_map(|value| value.to_str().ok());
    says(header::CACHE_CONTROL).any(|control| control.starts_with("public"))
        && says(header::VARY).all(|vary| vary.eq_ignore_ascii_case("accept-encoding"))
        && !headers.contains_key(header::SET_COOKIE)
}

fn tag_of(headers: &HeaderMap) -> Option<EntityTag> {
    headers.get(header::ETAG)?.to_str().ok()?.parse().ok()
}

fn again(answer: &Answer, has_it: bool) -> HttpResponse {
    let body = answer.body.as_ref().filter(|_| !has_it);
    let mut response = HttpResponse::build(match body {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_MODIFIED,
    });
    // What describes the body goes with the body.
    let goes = |name: &header::HeaderName| {
        body.is_some()
            || ![
                header::CONTENT_TYPE,
                header::CONTENT_ENCODING,
                header::CONTENT_DISPOSITION,
            ]
            .contains(name)
    };
    for (name, value) in answer.headers.iter().filter(|(name, _)| goes(name)) {
        response.append_header((name.clone(), value.clone()));
    }
    match body {
        Some(bytes) => response.body(bytes.clone()),
        None => response.finish(),
    }
}
