//! One letter to one reader, and its form on the wire (RFC 5322, RFC 2045, RFC 8058).

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use super::Whose;

/// What one reader is to receive. Every word in it is already in the reader's language. It can be laid down in the
/// ledger before the first attempt and taken up again at the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The reader's address, alone: a letter has one recipient.
    pub to: String,
    /// The reader's name as shown beside the address; may be empty.
    pub reader: String,
    /// The language of the words, as in `Content-Language`: `ar`, `zh`, `en`, `fr`, `ru`, `es`.
    pub language: String,
    pub subject: String,
    /// The whole letter in plain text; nothing is only in the HTML.
    pub text: String,
    pub html: String,
    /// Without angle brackets; see [`message_id`].
    pub message_id: String,
    /// Where one POST ends these letters (RFC 8058); none on letters a person asked for, such as a sign-in code.
    pub unsubscribe: Option<Url>,
    /// An iCalendar text to go with it; see [`words::calendar`].
    pub calendar: Option<String>,
    /// When it was written: the `Date` header, the same at every attempt.
    pub date: DateTime<Utc>,
}

/// Why a letter cannot be put on the wire at all.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("the address is not one that mail can be sent to")]
    Address,
    #[error("the {0} holds a line break or a control character")]
    Controls(&'static str),
    #[error("the Message-ID is not of the form name@domain")]
    MessageId,
    #[error("the unsubscribe link must be https (http on the loopback) and at most 900 characters")]
    Unsubscribe,
    #[error("the letter cannot be written: {0}")]
    Other(#[from] lettre::error::Error),
}

impl Unfit {
    /// Whether the address is at fault or the letter.
    pub fn whose(&self) -> Whose {
        match self {
            Unfit::Address => Whose::Address,
            _ => Whose::Letter,
        }
    }
}

/// The Message-ID of the letter that the job of this kind and key sends, whichever worker sends it and however often.
///
/// The key is digested: it names people and records, and a Message-ID is read by every server on the way.
pub fn message_id(kind: &str, key: &str, domain: &str) -> String {
    let digest = Sha256::new()
        .chain_update(kind)
        .chain_update([0])
        .chain_update(key)
        .finalize();
    format!("{}@{domain}", hex(&digest[..20]))
}

/// The words set apart from the direction of the text around them: a reference such as `CMT-2026-0042` keeps its order
/// inside an Arabic subject (first-strong isolate, Unicode UAX 9).
pub fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

impl Letter {
    pub(super) fn address(&self) -> Result<Address, Unfit> {
        self.to.parse().map_err(|_| Unfit::Address)
    }

    /// The letter as mail, not yet signed. The same letter gives the same bytes.
    pub(super) fn message(&self, from: &Mailbox, reply_to: Option<&Mailbox>) -> Result<Message, Unfit> {
        refuse_controls("name of the reader", &self.reader)?;
        refuse_controls("subject", &self.subject)?;
        refuse_controls("language", &self.language)?;
        if !fit_message_id(&self.message_id) {
            return Err(Unfit::MessageId);
        }
        let address = self.address()?;
        let envelope = Envelope::new(Some(from.email.clone()), vec![address.clone()])?;
        let reader = Some(self.reader.trim())
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
        let mut mail = Message::builder()
            .envelope(envelope)
            .date(self.date.into())
            .from(from.clone())
            .to(Mailbox::new(reader, address))
            .subject(self.subject.clone())
            .message_id(Some(format!("<{}>", self.message_id)))
            .raw_header(header("Content-Language", &self.language))
            // RFC 3834: so that out-of-office notes are not sent to a machine
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(reply_to) = reply_to {
            mail = mail.reply_to(reply_to.clone());
        }
        if let Some(link) = &self.unsubscribe {
            refuse_unsafe_link(link)?;
            mail = mail
                .raw_header(header("List-Unsubscribe", &format!("<{link}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let words = MultiPart::alternative()
            .boundary(self.boundary("words"))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        let whole = match &self.calendar {
            None => words,
            Some(calendar) => {
                let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
                let kind = kind.unwrap_or(ContentType::TEXT_PLAIN);
                let dates = SinglePart::builder()
                    .header(kind)
                    .header(ContentDisposition::attachment("dates.ics"));
                let dates = dates.body(calendar.clone());
                MultiPart::mixed()
                    .boundary(self.boundary("whole"))
                    .multipart(words)
                    .singlepart(dates)
            }
        };
        Ok(mail.multipart(whole)?)
    }

    /// A boundary no text of ours can hold: 80 bits of digest.
    fn boundary(&self, part: &str) -> String {
        let digest = Sha256::new()
            .chain_update(part)
            .chain_update(&self.message_id)
            .finalize();
        format!("=_{}", hex(&digest[..10]))
    }
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Line breaks would write headers of their own; overrides would let a name pose as an address.
fn refuse_controls(what: &'static str, words: &str) -> Result<(), Unfit> {
    let unfit = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}');
    if words.contains(unfit) {
        Err(Unfit::Controls(what))
    } else {
        Ok(())
    }
}

fn fit_message_id(id: &str) -> bool {
    let fit = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+' | b'='))
    };
    id.len() <= 200
        && id
            .split_once('@')
            .is_some_and(|(name, domain)| fit(name) && fit(domain))
}

fn refuse_unsafe_link(link: &Url) -> Result<(), Unfit> {
    let near = link.host_str().is_some_and(super::settings::is_loopback);
    let safe = link.scheme() == "https" || (link.scheme() == "http" && near);
    if safe && link.as_str().len() <= 900 {
        Ok(())
    } else {
        Err(Unfit::Unsubscribe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    pub(crate) fn letter() -> Letter {
        Letter {
            to: "focal.point@example.org".into(),
            reader: "سلمى".into(),
            language: "ar".into(),
            subject: format!("تذكير: {}", isolated("CMT-2026-0042")),
            text: "نص الرسالة\n".repeat(30),
            html: "<p>نص</p>".into(),
            message_id: message_id("send_digest", "person_1:2026-05-03", "para29.example"),
            unsubscribe: Some("https://para29.example/letters/stop/abc".parse().unwrap()),
            calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into()),
            date: DateTime::from_timestamp(1_777_777_777, 0).unwrap(),
        }
    }

    fn raw(letter: &Letter) -> Result<String, Unfit> {
        let from = "Para29 <notes@para29.example>".parse().unwrap();
        Ok(String::from_utf8(letter.message(&from, None)?.formatted()).unwrap())
    }

    #[test]
    fn a_letter_is_ascii_on_the_wire_and_reads_back_whole() {
        let raw = raw(&letter()).unwrap();
        assert!(raw.is_ascii());
        assert!(raw.split("\r\n").all(|line| line.len() <= 78), "{raw}");
        let mail = MessageParser::default().parse(&raw).unwrap();
        assert_eq!(mail.subject(), Some("تذكير: \u{2068}CMT-2026-0042\u{2069}"));
        assert_eq!(
            mail.body_text(0).unwrap().replace("\r\n", "\n"),
            "نص الرسالة\n".repeat(30)
        );
        assert_eq!(mail.body_html(0).unwrap().trim_end(), "<p>نص</p>");
        assert_eq!(mail.attachment(0).unwrap().attachment_name(), Some("dates.ics"));
        assert_eq!(mail.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
        assert_eq!(mail.header_raw("Content-Language").unwrap().trim(), "ar");
        let unsubscribe = mail.header_raw("List-Unsubscribe").unwrap();
        assert_eq!(unsubscribe.trim(), "<https://para29.example/letters/stop/abc>");
        assert_eq!(
            mail.header_raw("List-Unsubscribe-Post").unwrap().trim(),
            "List-Unsubscribe=One-Click"
        );
        assert_eq!(mail.date().unwrap().to_timestamp(), 1_777_777_777);
    }

    #[test]
    fn a_second_attempt_is_the_same_letter_to_the_byte() {
        assert_eq!(raw(&letter()).unwrap(), raw(&letter()).unwrap());
    }

    #[test]
    fn a_long_subject_is_folded_and_reads_back() {
        let subject = "الالتزام ".repeat(40);
        let raw = raw(&Letter {
            subject: subject.clone(),
            ..letter()
        })
        .unwrap();
        assert!(raw.split("\r\n").all(|line| line.len() <= 78), "{raw}");
        assert_eq!(
            MessageParser::default().parse(&raw).unwrap().subject(),
            Some(subject.trim_end())
        );
    }

    #[test]
    fn line_breaks_from_data_are_refused_wherever_they_stand() {
        let hostile = "x\r\nBcc: other@example.org";
        let subject = Letter {
            subject: hostile.into(),
            ..letter()
        };
        assert!(matches!(raw(&subject), Err(Unfit::Controls("subject"))));
        let reader = Letter {
            reader: "x\ny".into(),
            ..letter()
        };
        assert!(matches!(raw(&reader), Err(Unfit::Controls(_))));
        let language = Letter {
            language: "en\r\nX: y".into(),
            ..letter()
        };
        assert!(matches!(raw(&language), Err(Unfit::Controls(_))));
        for to in [
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example, c@d.example",
            "a@b.example>",
            "",
            "a b@c.example",
        ] {
            assert!(
                matches!(
                    raw(&Letter {
                        to: to.into(),
                        ..letter()
                    }),
                    Err(Unfit::Address)
                ),
                "{to:?}"
            );
        }
        for id in ["a\r\nb@c", "a b@c", "ab", "@c", "a@", "a@b@c"] {
            assert!(
                matches!(
                    raw(&Letter {
                        message_id: id.into(),
                        ..letter()
                    }),
                    Err(Unfit::MessageId)
                ),
                "{id:?}"
            );
        }
    }

    #[test]
    fn a_name_cannot_pose_as_a_second_address() {
        let raw = raw(&Letter {
            reader: "Eve <eve@example.org>, \"x\"".into(),
            ..letter()
        })
        .unwrap();
        let mail = MessageParser::default().parse(&raw).unwrap();
        let to = mail.to().unwrap();
        assert_eq!(to.iter().count(), 1);
        assert_eq!(to.first().unwrap().address(), Some("focal.point@example.org"));
    }

    #[test]
    fn an_unsubscribe_link_in_the_clear_is_refused_unless_near() {
        let with = |link: &str| {
            raw(&Letter {
                unsubscribe: Some(link.parse().unwrap()),
                ..letter()
            })
        };
        assert!(matches!(with("http://para29.example/x"), Err(Unfit::Unsubscribe)));
        assert!(matches!(with("javascript:alert(1)"), Err(Unfit::Unsubscribe)));
        assert!(with("http://127.0.0.1:8080/x").is_ok());
    }

    #[test]
    fn the_message_id_tells_kind_and_key_apart() {
        let id = message_id("a", "bc", "x.example");
        assert_ne!(id, message_id("ab", "c", "x.example"));
        assert_eq!(id, message_id("a", "bc", "x.example"));
        assert!(id.ends_with("@x.example"));
    }
}
