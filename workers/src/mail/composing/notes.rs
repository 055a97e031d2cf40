//! The short letters: an invitation, a welcome, a sign-in code, what happened to a password, whether somebody wants to be
//! told of a search. None of them can be unsubscribed from, since each was asked for or protects its reader.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use url::Url;
use words::{Arg, Words};

use super::{Frame, House, Link, Mark, Reader, copyable, tidy};
use crate::mail::Letter;

/// Who is invited as what.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The role in the reader's words.
    pub role: String,
    /// The State or organization; none in the secretariat.
    pub participant: Option<String>,
    /// The one-time link.
    pub link: Url,
    pub expires_at: DateTime<Utc>,
}

/// What a short letter is about. Moments are told on the clocks of the reader's zone.
#[derive(Clone, Debug)]
pub enum Note {
    Invitation(Invitation),
    /// The invitation was accepted.
    Welcome {
        start: Url,
    },
    SignInCode {
        code: String,
        minutes: u32,
    },
    PasswordCode {
        code: String,
        minutes: u32,
    },
    PasswordChanged {
        at: DateTime<Utc>,
    },
    SessionsEnded {
        at: DateTime<Utc>,
    },
    /// Somebody gave the address, to be told of a search.
    /// Of which one is told on the page: whoever asks must not write to others by this letter.
    AlertConfirmation {
        link: Url,
    },
    /// From an operator who tries the mail settings.
    Test,
}

#[derive(Template)]
#[template(path = "note.txt")]
struct NoteText<'a> {
    frame: &'a Frame,
    body: &'a Body,
}

#[derive(Template)]
#[template(path = "note.html")]
struct NoteHtml<'a> {
    frame: &'a Frame,
    body: &'a Body,
}

#[derive(Default)]
struct Body {
    first: Vec<String>,
    link: Option<Link>,
    after: Vec<String>,
}

impl Note {
    /// The note as a letter.
    pub fn letter(&self, house: &House, reader: &Reader, zone: Tz, mark: &Mark) -> Letter {
        let words = Words::of(reader.language);
        let kind = self.kind();
        let subject = words.with(
            &format!("letter-{kind}-subject"),
            &[("site", house.site.of(reader.language))],
        );
        let frame = Frame::new(house, reader, mark, &subject);
        let body = self.body(words, house, zone);
        let text = NoteText {
            frame: &frame,
            body: &body,
        }
        .render();
        let html = NoteHtml {
            frame: &frame,
            body: &body,
        }
        .render();
        frame.into_letter(reader, mark, text, html)
    }

    fn kind(&self) -> &'static str {
        match self {
            Note::Invitation(_) => "invitation",
            Note::Welcome { .. } => "welcome",
            Note::SignInCode { .. } => "code",
            Note::PasswordCode { .. } => "reset",
            Note::PasswordChanged { .. } => "password-changed",
            Note::SessionsEnded { .. } => "sessions-ended",
            Note::AlertConfirmation { .. } => "alert-confirmation",
            Note::Test => "test",
        }
    }

    fn body(&self, words: Words, house: &House, zone: Tz) -> Body {
        let site = house.site.of(words.language());
        let say = |key: &str, values: &[(&str, &str)]| tidy(&words.with(key, values), words);
        let at = |key: &str, moment: &DateTime<Utc>| say(key, &[("date", &words.moment(*moment, zone))]);
        let link = |key: &str, url: &Url| Some(Link::new(words, key, url));
        match self {
            Note::Invitation(Invitation {
                role,
                participant,
                link: url,
                expires_at,
            }) => {
                let invited = match participant {
                    Some(participant) => say(
                        "letter-invitation-first",
                        &[("site", site), ("role", role), ("participant", participant)],
                    ),
                    None => say("letter-invitation-first-secretariat", &[("site", site), ("role", role)]),
                };
                Body {
                    first: vec![invited, say("letter-invitation-what", &[("site", site)])],
                    link: link("letter-invitation-link", url),
                    after: vec![
                        at("letter-invitation-expires", expires_at),
                        words.text("letter-invitation-not-you"),
                    ],
                }
            }
            Note::Welcome { start } => Body {
                first: vec![
                    say("letter-welcome-first", &[("site", site)]),
                    words.text("letter-welcome-what"),
                ],
                link: link("letter-welcome-link", start),
                after: vec![words.text("letter-welcome-notes")],
            },
            Note::SignInCode { code, minutes } => Body {
                first: vec![copyable(&words.with("letter-code-first", &[("code", code.as_str())]))],
                link: None,
                after: vec![
                    copyable(&words.with("letter-code-expires", &[("minutes", Arg::from(*minutes))])),
                    words.text("letter-code-not-you"),
                    words.text("letter-code-never-asked"),
                ],
            },
            Note::PasswordCode { code, minutes } => Body {
                first: vec![
                    words.text("letter-reset-first"),
                    copyable(&words.with("letter-reset-code", &[("code", code.as_str())])),
                ],
                link: None,
                after: vec![
                    copyable(&words.with("letter-code-expires", &[("minutes", Arg::from(*minutes))])),
                    words.text("letter-reset-not-you"),
                    words.text("letter-code-never-asked"),
                ],
            },
            Note::PasswordChanged { at: moment } => Body {
                first: vec![at("letter-password-changed-first", moment)],
                after: vec![words.text("letter-password-changed-not-you")],
                ..Body::default()
            },
            Note::SessionsEnded { at: moment } => Body {
                first: vec![
                    at("letter-sessions-ended-first", moment),
                    words.text("letter-sessions-ended-what"),
                ],
                ..Body::default()
            },
            Note::AlertConfirmation { link: url } => Body {
                first: vec![
                    say("letter-alert-confirmation-first", &[("site", site)]),
                    words.text("letter-alert-confirmation-what"),
                ],
                link: link("letter-alert-confirmation-link", url),
                after: vec![words.text("letter-alert-confirmation-not-you")],
            },
            Note::Test => Body {
                first: vec![say("letter-test-first", &[("site", site)])],
                ..Body::default()
            },
        }
    }
}
