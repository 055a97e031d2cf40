//! A visitor's look at a page, or at a file of it: what the handlers of the public site stand on.
//!
//! ```text
//! pub async fn show(visit: Visit) -> HttpResponse {
//!     let (asked, today) = (visit.asked(KEYS), visit.today);
//!     match visit.read(async |conn| Listed::read(conn, &asked, today).await).await {
//!         Ok(listed) => visit.page(&ListPage { … }),
//!         Err(error) => visit.failed(error),
//!     }
//! }
//! ```

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use schema::directory::{self, Attempts};
use schema::{Actor, Connection, Error, Problem, ProblemCode, Work};
use words::Words;

use super::asked::{AS_OF, Key, as_path};
use super::asking::LANG;
use super::cache::{Cache, answer, answer_to};
use super::files::{self, File};
use super::parts::Trouble;
use super::{Asked, PageLanguage, Section, Shell, Site, asking, embed};
use crate::app::Web;
use crate::headers::RequestId;
use crate::server::Peers;

/// Pages and files that can be asked `as_of` a day.
const KNOW_THE_PAST: [&str; 4] = [
    "/commitments/{reference}",
    "/commitments/{reference}.json",
    "/organizations/{code}",
    "/organizations/{code}.{format:csv|json|xlsx|zip}",
];

/// Who looks is a visitor always: nobody signs in on these pages, so nothing on them depends on who asks.
pub struct Visit {
    pub request: HttpRequest,
    /// In the language that begins the address.
    pub words: Words,
    pub settings: web::Data<Web>,
    pub site: web::Data<Site>,
    /// The day that lights, and what lies ahead, are reckoned by.
    pub today: NaiveDate,
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let mut visit = || {
            let PageLanguage(words) = PageLanguage::from_request(request, payload).into_inner()?;
            let settings = web::Data::<Web>::from_request(request, payload).into_inner()?;
            let visit = Self {
                request: request.clone(),
                words,
                today: settings.clock.now().date_naive(),
                settings,
                site: web::Data::from_request(request, payload).into_inner()?,
            };
            if visit.can_tell_of_the_past() || !visit.asked(&[AS_OF]).has(AS_OF.0) {
                return Ok(visit);
            }
            let wrong = Error::from(Problem::new(AS_OF.0, ProblemCode::PastNotShown));
            let is_file = visit
                .request
                .path()
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            let refused = if is_file {
                visit.refused(wrong)
            } else {
                visit.failed(wrong)
            };
            Err(InternalError::from_response("a past that is not shown", refused).into())
        };
        ready(visit())
    }
}

impl Visit {
    /// Whether what is asked for is told as of a day that has passed, if that is asked for. Elsewhere the present would be
    /// taken for the past.
    fn can_tell_of_the_past(&self) -> bool {
        let pattern = self.request.match_pattern().unwrap_or_default();
        let pattern = pattern.strip_prefix(LANG).unwrap_or(&pattern);
        KNOW_THE_PAST.contains(&pattern)
    }

    /// What the address asks for, of what means something here.
    pub fn asked(&self, keys: &[Key]) -> Asked {
        Asked::read(self.request.query_string(), keys)
    }

    /// A part of the address that its pattern names; empty where the pattern has none.
    pub fn named(&self, part: &str) -> &str {
        self.request.match_info().get(part).unwrap_or_default()
    }

    /// The address under which what has this reference or code is found for ever.
    pub fn permalink(&self, reference: &str) -> String {
        format!("{}/id/{}", self.site.base_url.trim_end_matches('/'), as_path(reference))
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.settings.clock.now()
    }

    /// The frame of a page.
    pub fn shell(&self, section: Section, path: impl Into<String>, query: impl Into<String>) -> Shell {
        Shell::new(self.words, &self.site, section, path, query)
    }

    /// The frame of a page that may be shown within others, and is to be where it is asked for so.
    pub fn embeddable(&self, section: Section, path: impl Into<String>, query: impl Into<String>) -> Shell {
        self.shell(section, path, query).embeddable(&self.request)
    }

    /// Asks the register what visitors may see.
    ///
    /// # Errors
    ///
    /// What the question says, and `UNAVAILABLE` where there is no database.
    pub async fn read<T, F>(&self, work: F) -> schema::Result<T>
    where
        for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<T>
            + Work<&'r mut Connection, schema::Result<T>, Future: Send>
            + Send,
    {
        self.settings.db.read(&Actor::Visitor, work).await
    }

    /// A page of the register.
    pub fn page(&self, page: &impl Template) -> HttpResponse {
        answer(&self.request, page, Cache::REGISTER)
    }

    /// The same as an answer to what was asked of it: a bad request where something has to be put right.
    pub fn page_to(&self, problems: &[Trouble], page: &impl Template) -> HttpResponse {
        answer_to(&self.request, problems, page, Cache::REGISTER)
    }

    /// The page that says why there is none.
    pub fn failed(&self, error: Error) -> HttpResponse {
        asking::failed(&self.request, self.words, error)
    }

    /// A file that is there as a whole, or why there is none.
    pub fn file(&self, file: File<'_>, written: schema::Result<Vec<u8>>) -> HttpResponse {
        match written {
            Ok(content) => files::whole(&self.request, file, content),
            Err(error) => self.refused(error),
        }
    }

    /// A picture that other pages may show, or why there is none.
    pub fn picture(&self, name: &str, drawn: schema::Result<String>) -> HttpResponse {
        match drawn {
            Ok(svg) => embed::picture(&self.request, name, svg),
            Err(error) => self.refused(error),
        }
    }

    /// Why there is no file, in words that a program can read.
    pub fn refused(&self, error: Error) -> HttpResponse {
        files::refused(&self.request, self.words, error)
    }

    /// The answer to a form of another site.
    pub fn from_elsewhere(&self) -> Option<HttpResponse> {
        asking::from_elsewhere(&self.request, &self.settings.base_url)
    }

    /// Counts how often is tried what must not be tried often.
    pub fn attempts(&self) -> Attempts {
        Attempts::new(self.settings.tokens.keys().counting())
    }

    /// Who comes, from where and when, as it is counted and kept where somebody acts.
    pub fn trace(&self) -> directory::Visit {
        let peers = Peers {
            trusted_proxies: self.settings.trusted_proxies,
        };
        let agent = self.request.headers().get(header::USER_AGENT);
        directory::Visit {
            now: self.now(),
            request: RequestId::of(&self.request),
            peer: Some(peers.address(&self.request)),
            user_agent: agent
                .and_then(|agent| agent.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        }
    }
}
