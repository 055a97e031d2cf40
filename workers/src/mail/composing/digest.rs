//! The digest: one courtesy note to one person, with what invites action and why it came.

use askama::Template;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use url::Url;
use words::Words;
use words::calendar::{self, DueDay};

use super::{Frame, House, Link, Mark, Reader, tidy};
use crate::mail::Letter;

/// Why a record is in a reader's digest. The names are those of the reminders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    CommitmentDue,
    MilestoneDue,
    UpdateInvited,
    UpdateLastWeek,
    NoUpdateReceived,
    AwaitingClearance,
    AwaitingReview,
    Returned,
    AwaitingConfirmation,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Reason::CommitmentDue => "commitment_due",
            Reason::MilestoneDue => "milestone_due",
            Reason::UpdateInvited => "update_invited",
            Reason::UpdateLastWeek => "update_last_week",
            Reason::NoUpdateReceived => "no_update_received",
            Reason::AwaitingClearance => "awaiting_clearance",
            Reason::AwaitingReview => "awaiting_review",
            Reason::Returned => "returned",
            Reason::AwaitingConfirmation => "awaiting_confirmation",
        }
    }

    /// The heading it stands under, and the place of that heading in the letter.
    fn heading(self) -> (u8, &'static str) {
        match self {
            Reason::CommitmentDue | Reason::MilestoneDue => (0, "letter-heading-dates"),
            Reason::UpdateInvited | Reason::UpdateLastWeek | Reason::NoUpdateReceived => (1, "letter-heading-updates"),
            Reason::AwaitingClearance => (2, "letter-heading-clearance"),
            Reason::AwaitingReview => (3, "letter-heading-review"),
            Reason::Returned => (4, "letter-heading-returned"),
            Reason::AwaitingConfirmation => (5, "letter-heading-confirmation"),
        }
    }
}

/// What a reader may do about a record by a link in the letter, beside opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    NoChange,
    Clear,
    Confirm,
}

impl Act {
    const fn words(self) -> &'static str {
        match self {
            Act::NoChange => "letter-link-no-change",
            Act::Clear => "letter-link-clear",
            Act::Confirm => "letter-link-confirm",
        }
    }
}

/// How often digests come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Daily,
    Weekly,
    Monthly,
}

impl Cadence {
    fn name(self) -> &'static str {
        match self {
            Cadence::Daily => "daily",
            Cadence::Weekly => "weekly",
            Cadence::Monthly => "monthly",
        }
    }
}

/// One record the reader is told of. The reader may read it: that was asked before it came here.
#[derive(Clone, Debug)]
pub struct Item {
    pub reason: Reason,
    /// `CMT-2026-0042`.
    pub reference: String,
    pub title: String,
    /// The milestone's title, if a milestone is due.
    pub milestone: Option<String>,
    /// The day due, or since which it waits.
    pub day: NaiveDate,
    /// The record's page, which a record has that everybody may read.
    pub page: Option<Url>,
    /// What the reader may do about it, and the page for that.
    pub act: Option<(Act, Url)>,
    /// This was in a letter of that day of which nobody knows whether it arrived.
    pub in_doubt_since: Option<NaiveDate>,
}

impl Item {
    /// What is due, in words.
    pub fn says(&self, words: Words) -> String {
        let date = words.date(self.day);
        let milestone = self.milestone.as_deref().unwrap_or_default();
        let key = format!("letter-item-{}", self.reason.name());
        words.with(&key, &[("date", date.as_str()), ("milestone", milestone)])
    }
}

/// What a digest says. It has at least one item; whoever has none gets no letter.
#[derive(Clone, Debug)]
pub struct Digest {
    pub items: Vec<Item>,
    /// The reader's roles in words, with the State or organization; none in the secretariat.
    pub roles: Vec<(String, Option<String>)>,
    pub cadence: Cadence,
    pub choose_cadence: Url,
    pub pause: Url,
    /// Ends these letters: GET shows a page, one POST does it without a session (RFC 8058).
    pub stop: Url,
    /// Days for the calendar file.
    pub due: Vec<DueDay>,
}

#[derive(Template)]
#[template(path = "digest.txt")]
struct DigestText<'a> {
    pub frame: &'a Frame,
    pub body: &'a Body,
}

#[derive(Template)]
#[template(path = "digest.html")]
struct DigestHtml<'a> {
    pub frame: &'a Frame,
    pub body: &'a Body,
}

/// A letter of many items: how many first, then each under its heading.
pub(super) struct Body {
    pub first: String,
    pub groups: Vec<Group>,
    /// What follows the items: calendar, freedom to do nothing, why, how often.
    pub after: Vec<String>,
    pub changes: Vec<Link>,
}

impl Body {
    /// As text, and as HTML.
    pub fn rendered(&self, frame: &Frame) -> (askama::Result<String>, askama::Result<String>) {
        let text = DigestText { frame, body: self }.render();
        (text, DigestHtml { frame, body: self }.render())
    }
}

pub(super) struct Group {
    pub heading: String,
    pub entries: Vec<Entry>,
}

pub(super) struct Entry {
    pub title: String,
    pub says: Vec<String>,
    pub links: Vec<Link>,
}

impl Digest {
    /// The digest as a letter. `domain` is the sender's, for the calendar.
    pub fn letter(&self, house: &House, reader: &Reader, mark: &Mark, domain: &str) -> Letter {
        let words = Words::of(reader.language);
        let count = [("n", self.items.len())];
        let frame = Frame::new(house, reader, mark, &words.with("letter-digest-subject", &count));
        let (text, html) = self.body(words).rendered(&frame);
        let calendar = (!self.due.is_empty()).then(|| calendar::calendar(&self.due, words.code(), domain, mark.date));
        Letter {
            unsubscribe: Some(self.stop.clone()),
            calendar,
            ..frame.into_letter(reader, mark, text, html)
        }
    }

    /// Why the reader gets it, one line for each role.
    pub fn why(&self, words: Words) -> Vec<String> {
        let why = |(role, participant): &(String, Option<String>)| match participant {
            Some(participant) => words.with("letter-why", &[("role", role), ("participant", participant)]),
            None => words.with("letter-why-secretariat", &[("role", role)]),
        };
        self.roles.iter().map(|role| tidy(&why(role), words)).collect()
    }

    fn body(&self, words: Words) -> Body {
        let tidy = |text: String| tidy(&text, words);
        let mut after = Vec::new();
        if !self.due.is_empty() {
            after.push(words.text("letter-calendar"));
        }
        after.push(words.text("letter-free"));
        after.extend(self.why(words));
        after.push(words.with("letter-cadence-now", &[("cadence", self.cadence.name())]));
        Body {
            first: tidy(words.with("letter-digest-first", &[("n", self.items.len())])),
            groups: self.groups(words),
            after,
            changes: vec![
                Link::new(words, "letter-change-cadence", &self.choose_cadence),
                Link::new(words, "letter-pause", &self.pause),
                Link::new(words, "letter-unsubscribe", &self.stop),
            ],
        }
    }

    /// Items under their headings, soonest first.
    fn groups(&self, words: Words) -> Vec<Group> {
        let mut items: Vec<&Item> = self.items.iter().collect();
        items.sort_by_key(|item| (item.reason.heading(), item.day, &item.reference));
        let groups = items.chunk_by(|one, next| one.reason.heading() == next.reason.heading());
        let group = |items: &[&Item]| Group {
            heading: words.text(items[0].reason.heading().1),
            entries: items.iter().map(|item| entry(item, words)).collect(),
        };
        groups.map(group).collect()
    }
}

fn entry(item: &Item, words: Words) -> Entry {
    let tidy = |text: String| tidy(&text, words);
    let title = [("reference", item.reference.as_str()), ("title", item.title.as_str())];
    let mut says = vec![tidy(item.says(words))];
    if let Some(day) = item.in_doubt_since {
        says.push(tidy(words.with("letter-item-in-doubt", &[("date", words.date(day))])));
    }
    let page = item.page.iter();
    let mut links: Vec<Link> = page.map(|page| Link::new(words, "letter-link-open", page)).collect();
    if let Some((act, url)) = &item.act {
        links.push(Link::new(words, act.words(), url));
    }
    Entry {
        title: tidy(words.with("letter-item-title", &title)),
        says,
        links,
    }
}
