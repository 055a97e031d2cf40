//! News of a search: one letter to whoever asked to be told, with what was published since the last one.

use chrono::NaiveDate;
use url::Url;
use words::Words;

use super::digest::{Body, Entry, Group};
use super::{Frame, House, Link, Mark, Reader, tidy};
use crate::mail::Letter;

/// A letter names so many commitments; the list leads to the rest.
pub const NAMED: usize = 50;
/// And so many updates of each.
const UPDATES: usize = 3;

/// One commitment the reader is told of. Everybody may read it: that was asked before it came here.
#[derive(Clone, Debug)]
pub struct Found {
    /// `CMT-2026-0042`.
    pub reference: String,
    pub title: String,
    /// Whose it is, in words.
    pub participant: String,
    /// It was published itself; else updates on it were.
    pub is_new: bool,
    /// Day of each update and what it reports, in words; the newest first.
    pub updates: Vec<(NaiveDate, String)>,
    pub page: Url,
}

/// What such a letter says. It has at least one item.
#[derive(Clone, Debug)]
pub struct Alert {
    /// The search in words.
    pub search: String,
    /// The first [`NAMED`] of what was found.
    pub found: Vec<Found>,
    /// How many commitments were found.
    pub count: usize,
    pub confirmed_on: NaiveDate,
    /// Some of it was in a letter of that day of which nobody knows whether it arrived.
    pub in_doubt_since: Option<NaiveDate>,
    /// The search as a list.
    pub list: Url,
    /// Ends these letters: GET shows a page, one POST does it without a session (RFC 8058).
    pub stop: Url,
}

impl Alert {
    pub fn letter(&self, house: &House, reader: &Reader, mark: &Mark) -> Letter {
        let words = Words::of(reader.language);
        let count = [("n", self.count)];
        let frame = Frame::new(house, reader, mark, &words.with("letter-alert-subject", &count));
        let (text, html) = self.body(words).rendered(&frame);
        Letter {
            unsubscribe: Some(self.stop.clone()),
            ..frame.into_letter(reader, mark, text, html)
        }
    }

    /// Why the reader gets it.
    pub fn why(&self, words: Words) -> String {
        let date = words.date(self.confirmed_on);
        tidy(&words.with("letter-alert-why", &[("date", date)]), words)
    }

    fn body(&self, words: Words) -> Body {
        let say = |key: &str, name: &str, value: &str| tidy(&words.with(key, &[(name, value)]), words);
        let mut after = vec![];
        if let Some(rest) = self.count.checked_sub(self.found.len()).filter(|rest| *rest > 0) {
            after.push(tidy(&words.with("letter-alert-more", &[("n", rest)]), words));
        }
        if let Some(day) = self.in_doubt_since {
            after.push(say("letter-alert-in-doubt", "date", &words.date(day)));
        }
        after.push(say("letter-alert-search", "search", &self.search));
        after.push(self.why(words));
        after.push(words.text("letter-alert-rhythm"));
        Body {
            first: tidy(&words.with("letter-alert-first", &[("n", self.count)]), words),
            groups: self.groups(words),
            after,
            changes: vec![
                Link::new(words, "letter-alert-list", &self.list),
                Link::new(words, "letter-alert-stop", &self.stop),
            ],
        }
    }

    /// The newly published under their heading, then the others.
    fn groups(&self, words: Words) -> Vec<Group> {
        let group = |found: &[Found]| Group {
            heading: words.text(if found[0].is_new {
                "letter-alert-heading-new"
            } else {
                "letter-alert-heading-updates"
            }),
            entries: found.iter().map(|found| entry(found, words)).collect(),
        };
        self.found
            .chunk_by(|one, next| one.is_new == next.is_new)
            .map(group)
            .collect()
    }
}

fn entry(found: &Found, words: Words) -> Entry {
    let tidy = |text: &str| tidy(text, words);
    let title = [("reference", found.reference.as_str()), ("title", found.title.as_str())];
    let update = |(day, state): &(NaiveDate, String)| {
        let date = words.date(*day);
        let values = [("date", date.as_str()), ("state", state.as_str())];
        tidy(&words.with("letter-alert-update", &values))
    };
    let mut says = vec![tidy(&found.participant)];
    says.extend(found.updates.iter().take(UPDATES).map(update));
    Entry {
        title: tidy(&words.with("letter-item-title", &title)),
        says,
        links: vec![Link::new(words, "letter-link-open", &found.page)],
    }
}
