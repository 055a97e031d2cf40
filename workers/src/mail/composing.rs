//! Composing letters: from what there is to say, to a [`Letter`] in the reader's language, as text and as HTML.
//!
//! All words come from the crate `words` (keys `letter-…`); all links begin with the operator's `BASE_URL`. A letter is
//! composed from what it is given and from nothing else, so composing it again gives the same letter.

mod alert;
mod digest;
mod notes;

pub use alert::{Alert, Found, NAMED};
pub use digest::{Act, Cadence, Digest, Item, Reason};
pub use notes::{Invitation, Note};

use chrono::{DateTime, Utc};
use url::Url;
use words::{Language, Names, Words, without_isolates};

use super::Letter;
use super::text::{without_idle_isolates, wrapped};

/// The register as it speaks of itself.
#[derive(Clone, Debug)]
pub struct House {
    /// Its name.
    pub site: Names,
    /// `BASE_URL`; never taken from a request.
    pub base: Url,
}

impl House {
    /// The address of one of our own pages; whatever the path holds, it stays ours.
    pub fn link(&self, path: &str) -> Url {
        let (path, query) = path
            .split_once('?')
            .map_or((path, None), |(path, query)| (path, Some(query)));
        let mut url = self.base.clone();
        let within = format!(
            "{}/{}",
            self.base.path().trim_end_matches('/'),
            path.trim_start_matches('/')
        );
        url.set_path(&within);
        url.set_query(query);
        url.set_fragment(None);
        url
    }
}

/// Whom a letter is for.
#[derive(Clone, Debug)]
pub struct Reader {
    pub address: String,
    /// May be empty.
    pub name: String,
    pub language: Language,
}

/// What marks one letter apart from any other.
#[derive(Clone, Debug)]
pub struct Mark {
    /// See [`super::message_id`].
    pub message_id: String,
    /// When it was written.
    pub date: DateTime<Utc>,
    /// Sent to try it out; the letter says so.
    pub preview: bool,
    /// Written while the register holds sample data; the letter says so.
    pub sample: bool,
}

/// What every letter has around its own words.
struct Frame {
    lang: &'static str,
    dir: &'static str,
    subject: String,
    greeting: String,
    closing: String,
    signature: String,
    footer: String,
    /// Remarks before all else: sample data, a preview.
    remarks: Vec<String>,
}

impl Frame {
    fn new(house: &House, reader: &Reader, mark: &Mark, subject: &str) -> Frame {
        let words = Words::of(reader.language);
        let site = [("site", house.site.of(reader.language))];
        let tidy = |text: &str| tidy(text, words);
        let greeting = match reader.name.trim() {
            "" => words.text("letter-greeting-unnamed"),
            name => words.with("letter-greeting", &[("name", name)]),
        };
        let remarks = [(mark.preview, "letter-preview"), (mark.sample, "letter-sample")];
        Frame {
            lang: words.code(),
            dir: words.dir(),
            subject: tidy(subject),
            greeting: tidy(&greeting),
            closing: words.text("letter-closing"),
            signature: tidy(&words.with("letter-signature", &site)),
            footer: tidy(&words.with("letter-footer", &site)),
            remarks: remarks
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, key)| words.text(key))
                .collect(),
        }
    }

    fn into_letter(
        self,
        reader: &Reader,
        mark: &Mark,
        text: askama::Result<String>,
        html: askama::Result<String>,
    ) -> Letter {
        // these templates write into memory from strings alone, so neither can fail; an empty letter would be seen
        let (text, html) = (text.unwrap_or_default(), html.unwrap_or_default());
        Letter {
            to: reader.address.clone(),
            reader: reader.name.clone(),
            language: self.lang.to_owned(),
            subject: self.subject,
            text: wrapped(&text),
            html,
            message_id: mark.message_id.clone(),
            unsubscribe: None,
            calendar: None,
            date: mark.date,
        }
    }
}

/// A link with its words.
struct Link {
    label: String,
    /// The words with the colon their language puts before an address in plain text.
    introduction: String,
    url: Url,
}

impl Link {
    fn new(words: Words, key: &str, url: &Url) -> Link {
        let label = words.text(key);
        let introduction = words.with("letter-link", &[("label", label.as_str()), ("url", "")]);
        let introduction = without_isolates(&introduction).trim_end().to_owned();
        Link {
            label,
            introduction,
            url: url.clone(),
        }
    }
}

/// A text with as few invisible characters as its direction allows.
fn tidy(text: &str, words: Words) -> String {
    without_idle_isolates(text, words.language().direction())
}

/// A text with a value a reader will copy: without isolates, which would be copied along.
fn copyable(text: &str) -> String {
    without_isolates(text)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Tz;

    use super::*;
    use words::calendar::DueDay;

    const REASONS: [Reason; 9] = [
        Reason::CommitmentDue,
        Reason::MilestoneDue,
        Reason::UpdateInvited,
        Reason::UpdateLastWeek,
        Reason::NoUpdateReceived,
        Reason::AwaitingClearance,
        Reason::AwaitingReview,
        Reason::Returned,
        Reason::AwaitingConfirmation,
    ];

    fn house() -> House {
        House {
            site: "Para29".into(),
            base: "https://register.example/para29".parse().unwrap(),
        }
    }

    fn reader(language: Language) -> Reader {
        Reader {
            address: "focal.point@example.org".into(),
            name: "Salma al-Hasan".into(),
            language,
        }
    }

    fn mark() -> Mark {
        let date = DateTime::from_timestamp(1_777_777_777, 0).unwrap();
        Mark {
            message_id: "abc@register.example".into(),
            date,
            preview: false,
            sample: true,
        }
    }

    fn item(reason: Reason, number: u32, title: &str) -> Item {
        let reference = format!("CMT-2026-{number:04}");
        Item {
            reason,
            title: title.into(),
            milestone: (reason == Reason::MilestoneDue).then(|| "First exercise".into()),
            day: NaiveDate::from_ymd_opt(2026, 6, 30 - number).unwrap(),
            page: Some(house().link(&format!("/en/commitments/{reference}"))),
            act: match reason {
                Reason::AwaitingClearance => Some((Act::Clear, house().link("/en/letters/clear/t0ken"))),
                Reason::AwaitingConfirmation => Some((Act::Confirm, house().link("/en/letters/confirm/t0ken"))),
                Reason::AwaitingReview | Reason::Returned => None,
                _ => Some((Act::NoChange, house().link("/en/letters/no-change/t0ken"))),
            },
            in_doubt_since: (number == 3).then(|| NaiveDate::from_ymd_opt(2026, 5, 2).unwrap()),
            reference,
        }
    }

    fn digest(items: Vec<Item>) -> Digest {
        let due = DueDay {
            subject: "commitment_1".into(),
            sequence: 0,
            day: items[0].day,
            title: items[0].title.clone(),
            note: String::new(),
            link: items[0].page.clone().map(Into::into),
            cancelled: false,
        };
        Digest {
            items,
            roles: vec![("focal point".into(), Some("Jordan".into())), ("reviewer".into(), None)],
            cadence: Cadence::Weekly,
            choose_cadence: house().link("/letters/cadence/t0ken"),
            pause: house().link("/letters/pause/t0ken"),
            stop: house().link("/letters/stop/t0ken"),
            due: vec![due],
        }
    }

    fn every_note() -> Vec<Note> {
        let at = mark().date;
        let link = house().link("/invitations/t0ken");
        let invitation = |participant: Option<&str>| {
            let (role, participant) = ("focal point".into(), participant.map(str::to_owned));
            Note::Invitation(Invitation {
                role,
                participant,
                link: link.clone(),
                expires_at: at,
            })
        };
        vec![
            invitation(Some("Jordan")),
            invitation(None),
            Note::Welcome { start: link.clone() },
            Note::SignInCode {
                code: "123456".into(),
                minutes: 10,
            },
            Note::PasswordCode {
                code: "12345678".into(),
                minutes: 10,
            },
            Note::PasswordChanged { at },
            Note::SessionsEnded { at },
            Note::AlertConfirmation { link: link.clone() },
            Note::Test,
        ]
    }

    /// News of a search, of which so many are newly published.
    fn alert(count: u32) -> Alert {
        let day = |number| NaiveDate::from_ymd_opt(2026, 6, number).unwrap();
        let found = |number: u32| Found {
            reference: format!("CMT-2026-{number:04}"),
            title: "National CERT".into(),
            participant: "Jordan".into(),
            is_new: number <= count,
            updates: (1..number.min(6)).map(|at| (day(at), "Under way".into())).collect(),
            page: house().link(&format!("/en/commitments/CMT-2026-{number:04}")),
        };
        Alert {
            search: "Theme: Norms".into(),
            found: (1..=count + 1).map(found).take(NAMED).collect(),
            count: usize::try_from(count + 1).unwrap(),
            confirmed_on: day(1),
            in_doubt_since: Some(day(2)),
            list: house().link("/en/commitments?theme=norms"),
            stop: house().link("/en/letters/alert-stop/t0ken"),
        }
    }

    fn letters(language: Language) -> Vec<Letter> {
        let items = REASONS
            .iter()
            .zip(1..)
            .map(|(reason, number)| item(*reason, number, "National CERT"));
        let digest = digest(items.collect()).letter(&house(), &reader(language), &mark(), "register.example");
        let notes = every_note();
        let notes = notes
            .iter()
            .map(|note| note.letter(&house(), &reader(language), Tz::Asia__Amman, &mark()));
        let alert = alert(2).letter(&house(), &reader(language), &mark());
        [digest, alert].into_iter().chain(notes).collect()
    }

    #[test]
    fn every_letter_has_its_words_in_every_language() {
        for language in Language::ALL {
            for letter in letters(language) {
                for part in [&letter.subject, &letter.text, &letter.html] {
                    for gap in ["[letter", "[en]", "{$", "{ $"] {
                        assert!(!part.contains(gap), "{language} {gap}: {part}");
                    }
                }
                let body = format!("<body lang=\"{language}\" dir=\"{}\"", language.dir());
                assert!(letter.html.contains(&body), "{}", letter.html);
                assert!(
                    !letter.text.contains("\n\n\n") && letter.text.len() > 100,
                    "{}",
                    letter.text
                );
            }
        }
    }

    #[test]
    fn every_link_begins_with_the_house_and_is_in_text_and_html_alike() {
        for letter in letters(Language::Ar) {
            let in_text: Vec<&str> = letter
                .text
                .lines()
                .map(str::trim)
                .filter(|line| line.contains("://"))
                .collect();
            for link in &in_text {
                assert!(link.starts_with("https://register.example/para29/"), "{link}");
                assert!(letter.html.contains(&format!("<a href=\"{link}\"")), "{link}");
            }
            assert_eq!(letter.html.matches("<a ").count(), in_text.len());
        }
    }

    #[test]
    fn no_path_leads_out_of_the_house() {
        let link = |path: &str| house().link(path).to_string();
        assert_eq!(
            link("/en/commitments?q=a b"),
            "https://register.example/para29/en/commitments?q=a%20b"
        );
        for path in [
            "//evil.example/",
            "https://evil.example/",
            "\\\\evil.example",
            "/@evil.example",
            "../../x\r\nX: y",
        ] {
            assert!(link(path).starts_with("https://register.example/"), "{}", link(path));
            assert!(!link(path).contains(['\r', '\n']));
        }
    }

    #[test]
    fn titles_are_words_and_not_markup() {
        let hostile = "<script>alert(1)</script> & \"x\"";
        let letter = digest(vec![item(Reason::UpdateInvited, 1, hostile)]);
        let letter = letter.letter(&house(), &reader(Language::En), &mark(), "register.example");
        assert!(!letter.html.contains("<script"));
        assert!(letter.text.contains(hostile));
    }

    #[test]
    fn a_digest_says_first_how_many_and_can_be_stopped() {
        let items = vec![item(Reason::UpdateInvited, 1, "a"), item(Reason::CommitmentDue, 2, "b")];
        let letter = digest(items).letter(&house(), &reader(Language::En), &mark(), "register.example");
        assert_eq!(letter.text.lines().next().unwrap(), "This courtesy note holds 2 items.");
        assert_eq!(letter.subject, "Courtesy note: 2 items");
        assert_eq!(letter.unsubscribe, Some(house().link("/letters/stop/t0ken")));
        assert!(letter.calendar.unwrap().contains("UID:commitment_1@register.example"));
    }

    #[test]
    fn news_of_a_search_name_what_is_new_first_and_no_more_than_can_be_read() {
        let letter = alert(2).letter(&house(), &reader(Language::En), &mark());
        assert_eq!(letter.subject, "News of your search: 3 commitments");
        assert_eq!(letter.unsubscribe, Some(house().link("/en/letters/alert-stop/t0ken")));
        insta::assert_snapshot!("alert_en_text", letter.text);
        let letter = alert(2).letter(&house(), &reader(Language::Ar), &mark());
        insta::assert_snapshot!("alert_ar_text", letter.text);
        let letter = alert(59).letter(&house(), &reader(Language::En), &mark());
        assert_eq!(letter.text.matches("/en/commitments/CMT-").count(), 50);
        assert!(letter.text.contains("10 more are not named here"), "{}", letter.text);
        // The letter that asks for confirmation says nothing that whoever asked has written.
        let ask = Note::AlertConfirmation {
            link: house().link("/en/letters/alert-confirm/t0ken"),
        };
        assert_eq!(
            ask.letter(&house(), &reader(Language::En), Tz::UTC, &mark())
                .unsubscribe,
            None
        );
    }

    #[test]
    fn a_sign_in_code_can_be_copied_and_cannot_be_unsubscribed_from() {
        for language in Language::ALL {
            let note = Note::SignInCode {
                code: "123456".into(),
                minutes: 10,
            };
            let letter = note.letter(&house(), &reader(language), Tz::UTC, &mark());
            let line = letter.text.lines().find(|line| line.contains("123456")).unwrap();
            assert!(!line.contains(['\u{2068}', '\u{2069}']));
            assert_eq!(letter.unsubscribe, None);
            assert!(!letter.subject.contains("123456"), "a subject shows on locked screens");
        }
    }

    #[test]
    fn the_digest_as_it_is_read() {
        let items = || {
            vec![
                item(
                    Reason::UpdateInvited,
                    1,
                    "Establish a national computer emergency response team and share its experience",
                ),
                item(Reason::MilestoneDue, 2, "إنشاء فريق وطني للاستجابة"),
                item(Reason::CommitmentDue, 3, "Point of contact"),
                item(Reason::AwaitingReview, 4, "<b>Norm</b> J"),
            ]
        };
        for language in [Language::En, Language::Ar, Language::Zh] {
            let letter = digest(items()).letter(&house(), &reader(language), &mark(), "register.example");
            insta::assert_snapshot!(
                format!("digest_{language}_text"),
                format!("{}\n\n{}", letter.subject, letter.text)
            );
            if language == Language::Ar {
                insta::assert_snapshot!("digest_ar_html", letter.html);
            }
        }
        let note = every_note()
            .remove(0)
            .letter(&house(), &reader(Language::Fr), Tz::Asia__Amman, &mark());
        insta::assert_snapshot!("invitation_fr_text", format!("{}\n\n{}", note.subject, note.text));
        insta::assert_snapshot!("invitation_fr_html", note.html);
    }
}
