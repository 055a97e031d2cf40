//! Small pages: what went wrong and where to go on, an invitation, reminders, letters kept during development, the
//! method.

use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use words::{Arg, Words};

use super::cache::{Cache, answer_with};
use super::language::words_for;
use super::parts::{Choice, Link, Mark, PERIOD_REPORTS, PUBLIC_STATUSES, Trouble, period_report};
use super::shell::{Section, Shell, Site};

/// A page that cannot be shown, and ways onward.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub words: Words,
    pub shell: Shell,
    pub heading: String,
    pub body: String,
    pub problems: Vec<Trouble>,
    /// The number of the request, for whoever writes to us.
    pub reference: Option<String>,
    pub offers_search: bool,
}

/// Why a page cannot be shown.
#[derive(Clone, Debug)]
pub enum Refusal {
    BadRequest(Vec<Trouble>),
    Forbidden,
    /// A form of another site, see [`super::asking::from_elsewhere`].
    FromElsewhere,
    NotFound,
    /// A record on a day before it was public, said in the reader's language.
    NotPublicYet(String),
    Gone,
    TooManyRequests {
        seconds: u64,
    },
    OurFault {
        reference: String,
    },
    NotReady,
}

impl Refusal {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden | Self::FromElsewhere => StatusCode::FORBIDDEN,
            Self::NotFound | Self::NotPublicYet(_) => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::OurFault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn body(&self, words: Words) -> String {
        match self {
            Self::TooManyRequests { seconds } => {
                let wait = words.with("error-429-body", &[("seconds", *seconds)]);
                format!("{wait} {}", words.text("error-429-data"))
            }
            Self::NotPublicYet(said) => said.clone(),
            _ => words.text(&format!("error-{}-body", self.key())),
        }
    }

    /// In the keys of its words.
    fn key(&self) -> String {
        match self {
            Self::FromElsewhere => "elsewhere".to_owned(),
            _ => self.status().as_u16().to_string(),
        }
    }

    pub fn page(self, words: Words, site: &Site) -> ErrorPage {
        let heading = words.text(&format!("error-{}-heading", self.key()));
        let body = self.body(words);
        let offers_search = matches!(self, Self::NotFound | Self::Gone | Self::BadRequest(_));
        let (problems, reference) = match self {
            Self::BadRequest(problems) => (
                problems.into_iter().map(|problem| problem.elsewhere(words)).collect(),
                None,
            ),
            Self::OurFault { reference } => (vec![], Some(reference)),
            _ => (vec![], None),
        };
        // the language switch leads home: the page itself cannot be shown in any language
        let shell = Shell::new(words, site, Section::Personal, "/", "");
        ErrorPage {
            words,
            shell,
            heading,
            body,
            problems,
            reference,
            offers_search,
        }
    }

    /// The refusal as an answer, in the language of the address, else of the browser.
    pub fn answer(self, request: &HttpRequest) -> HttpResponse {
        let site = request
            .app_data::<web::Data<Site>>()
            .map_or_else(Site::default, |site| site.as_ref().clone());
        let (status, retry) = (self.status(), self.retry_after());
        let mut response = answer_with(request, status, &self.page(words_for(request), &site), Cache::Private);
        if let Some(seconds) = retry {
            response
                .headers_mut()
                .insert(actix_web::http::header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooManyRequests { seconds } => Some(*seconds),
            Self::NotReady => Some(5),
            _ => None,
        }
    }
}

/// The refusal, for handlers and extractors that end with an error.
pub fn refused(request: &HttpRequest, refusal: Refusal) -> actix_web::Error {
    let status = refusal.status();
    InternalError::from_response(status, refusal.answer(request)).into()
}

pub fn not_found(request: &HttpRequest) -> actix_web::Error {
    refused(request, Refusal::NotFound)
}

/// The service for addresses that are nobody's: `App::new().default_service(web::to(pages::nowhere))`.
pub async fn nowhere(request: HttpRequest) -> HttpResponse {
    Refusal::NotFound.answer(&request)
}

/// A heading, a few sentences, perhaps one button: accepted, stopped, saved.
#[derive(Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    pub words: Words,
    pub shell: Shell,
    pub heading: String,
    pub paragraphs: Vec<String>,
    pub button: Option<Button>,
    pub links: Vec<Link>,
}

/// A button that acts, by POST.
pub struct Button {
    pub text: String,
    pub action: String,
    pub hidden: Vec<(String, String)>,
}

impl MessagePage {
    fn new(words: Words, shell: Shell, heading: &str, paragraph: String) -> Self {
        let links = vec![
            shell.link("nav-home", "/"),
            shell.link("nav-commitments", "/commitments"),
        ];
        Self {
            words,
            shell,
            heading: words.text(heading),
            paragraphs: vec![paragraph],
            button: None,
            links,
        }
    }

    /// What was done, by the keys `{what}-heading` and `{what}-body`.
    pub fn said(words: Words, shell: Shell, what: &str) -> Self {
        let body = words.text(&format!("{what}-body"));
        Self::new(words, shell, &format!("{what}-heading"), body)
    }

    /// What its button will do, by the same keys and `{what}-button`.
    pub fn asks(words: Words, shell: Shell, what: &str, action: String) -> Self {
        let button = Button {
            text: words.text(&format!("{what}-button")),
            action,
            hidden: vec![],
        };
        Self {
            button: Some(button),
            ..Self::said(words, shell, what)
        }
    }

    /// With one more paragraph before the button.
    pub fn about(mut self, paragraph: &str) -> Self {
        self.paragraphs.push(paragraph.to_owned());
        self
    }

    /// GET of the link to stop letters: asks; the button acts.
    pub fn unsubscribe(words: Words, shell: Shell, action: String) -> Self {
        Self::asks(words, shell, "unsubscribe", action)
    }

    /// After the POST; the button takes it back.
    pub fn unsubscribed(words: Words, shell: Shell, resubscribe: String) -> Self {
        let done = words.text("unsubscribe-done-body");
        let button = Button {
            text: words.text("resubscribe-button"),
            action: resubscribe,
            hidden: vec![],
        };
        Self {
            button: Some(button),
            ..Self::new(words, shell, "unsubscribe-done-heading", done)
        }
    }

    /// After a choice of cadence or a pause. `paused_until` is a day in words.
    pub fn preferences_saved(words: Words, shell: Shell, cadence: &str, paused_until: Option<&str>) -> Self {
        let now = match paused_until {
            Some(date) => words.with("preferences-now-paused", &[("date", date)]),
            None => {
                let cadence = words.name("cadence", cadence);
                words.with("preferences-now-cadence", &[("cadence", &cadence)])
            }
        };
        Self::new(words, shell, "preferences-done-heading", now)
    }

    /// Behind a letter's link whose act is done, or can no longer be done.
    pub fn acted(words: Words, shell: Shell, is_done: bool, reference: &str, record: String) -> Self {
        let what = if is_done { "done" } else { "over" };
        let body = words.text(&format!("by-letter-{what}-body"));
        let record = Link {
            text: words.with("by-letter-record", &[("reference", reference)]),
            href: record,
        };
        let mut page = Self::new(words, shell, &format!("by-letter-{what}-heading"), body);
        page.links.insert(0, record);
        page
    }

    /// After an invitation was accepted.
    pub fn invitation_accepted(words: Words, shell: Shell, address: &str) -> Self {
        let welcome = words.with("invitation-done-body", &[("address", address)]);
        Self::new(words, shell, "invitation-done-heading", welcome)
    }
}

/// GET of an invitation's link: shows it; the form acts.
#[derive(Template)]
#[template(path = "invitation/show.html")]
pub struct InvitationPage {
    pub words: Words,
    pub shell: Shell,
    pub problems: Vec<Trouble>,
    /// Made by [`invitation`].
    pub invitation: String,
    pub address: String,
    /// A day or moment in words.
    pub expires: String,
    pub action: String,
    pub hidden: Vec<(String, String)>,
    pub name: String,
}

impl InvitationPage {
    fn wrong(&self, field: &str) -> Option<&str> {
        Trouble::at(&self.problems, field)
    }
}

/// What somebody is invited to: a role, for a participant or in the secretariat.
pub fn invitation(words: Words, role: &str, participant: Option<&str>) -> String {
    let role = words.name("role", role);
    match participant {
        Some(participant) => words.with(
            "invitation-body",
            &[("role", role.as_str()), ("participant", participant)],
        ),
        None => words.with("invitation-body-secretariat", &[("role", role.as_str())]),
    }
}

/// How often letters come, at which hour, and a pause.
#[derive(Template)]
#[template(path = "reminders/preferences.html")]
pub struct PreferencesPage {
    pub words: Words,
    pub shell: Shell,
    pub problems: Vec<Trouble>,
    pub action: String,
    pub hidden: Vec<(String, String)>,
    pub cadences: Vec<Choice>,
    pub hours: Vec<Choice>,
    /// As the browser's date field has it: `2026-11-23`, or empty.
    pub paused_until: String,
}

impl PreferencesPage {
    fn wrong(&self, field: &str) -> Option<&str> {
        Trouble::at(&self.problems, field)
    }

    pub fn cadences(words: Words, chosen: &str) -> Vec<Choice> {
        let choice = |value: &str| Choice {
            value: value.to_owned(),
            text: words.name("cadence", value),
            is_chosen: value == chosen,
        };
        ["daily", "weekly", "monthly"].map(choice).into()
    }

    pub fn hours(words: Words, chosen: u32) -> Vec<Choice> {
        let choice = |hour: u32| Choice {
            value: hour.to_string(),
            text: format!("{}:{}", words.digits(hour), words.digits(0).repeat(2)),
            is_chosen: hour == chosen,
        };
        (0..24).map(choice).collect()
    }
}

/// The letters kept while no mail server is set.
#[derive(Template)]
#[template(path = "letters/list.html")]
pub struct LettersPage {
    pub words: Words,
    pub shell: Shell,
    pub letters: Vec<KeptLetter>,
    pub next: Option<String>,
}

pub struct KeptLetter {
    pub href: String,
    pub subject: String,
    /// Language and direction of the subject.
    pub code: &'static str,
    pub dir: &'static str,
    pub to: String,
    pub when: String,
    /// In words, of the set `letter-status`.
    pub status: String,
}

/// One such letter, as it would have gone out.
#[derive(Template)]
#[template(path = "letters/letter.html")]
pub struct LetterPage {
    pub words: Words,
    pub shell: Shell,
    pub back: String,
    pub subject: String,
    pub code: &'static str,
    pub dir: &'static str,
    /// Whom, when, state, why: name and value.
    pub facts: Vec<(String, String)>,
    pub links: Vec<Link>,
    pub text: String,
    /// Where the HTML part can be seen, in a page of its own that may load and run nothing.
    pub html: Option<String>,
    pub calendar: Option<String>,
}

/// `/{lang}/about/method`: can I trust and cite it?
#[derive(Template)]
#[template(path = "method.html")]
pub struct MethodPage {
    pub words: Words,
    pub shell: Shell,
    principles: Vec<String>,
    statuses: Vec<(Mark, String)>,
    lights: Vec<(String, String)>,
    periods: Vec<(Mark, String)>,
    provenances: Vec<String>,
}

impl MethodPage {
    pub fn new(words: Words, shell: Shell) -> Self {
        let principles = [
            "voluntary",
            "own-words",
            "separate",
            "no-change",
            "no-ranking",
            "no-attribution",
        ];
        let means = |set: &str, code: &str| words.text(&format!("{set}-{code}-means"));
        let lights = ["current", "update_invited", "no_update_received", "inactive"];
        let provenances = [
            "as_submitted",
            "as_submitted-participant",
            "as_recorded",
            "public_document",
        ];
        Self {
            words,
            shell,
            principles: principles
                .map(|principle| words.text(&format!("method-{principle}")))
                .into(),
            statuses: PUBLIC_STATUSES
                .map(|code| (Mark::commitment(words, code), means("commitment-status", code)))
                .into(),
            lights: lights
                .map(|code| (words.name("light", code), means("light", code)))
                .into(),
            periods: PERIOD_REPORTS
                .map(|code| {
                    (
                        period_report(words, code),
                        means("period-report", code.unwrap_or("none")),
                    )
                })
                .into(),
            provenances: provenances.map(|code| words.name("provenance", code)).into(),
        }
    }
}

/// `CSV, 214 rows`
pub fn csv_label(words: Words, rows: u64) -> String {
    let rows = words.with("rows-count", &[("n", rows)]);
    words.with("download-csv", &[("rows", Arg::from(rows))])
}
