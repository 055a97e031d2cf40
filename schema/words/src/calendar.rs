//! Due days as a calendar file (iCalendar, RFC 5545), in letters and on pages: one all-day event each. The same day has the
//! same UID wherever it comes from, so that no calendar shows it twice.
//!
//! Published, not an invitation: nothing is to be answered, no alarm is set, and the day stays free.

use chrono::{DateTime, Days, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// A day on which something is due.
#[derive(Clone, Debug)]
pub struct DueDay {
    /// What the day belongs to, for ever the same: `commitment_018f…`, `milestone_018f…`.
    pub subject: String,
    /// How often the day was moved; a calendar takes the highest.
    pub sequence: u32,
    pub day: NaiveDate,
    pub title: String,
    pub note: String,
    /// The record's page, if it has one.
    pub link: Option<String>,
    /// It is no longer due: kept, withdrawn, superseded.
    pub cancelled: bool,
}

/// The due days as one calendar in the reader's language. `domain` makes the UIDs ours; `written_at` is the same at
/// every attempt to send.
pub fn calendar(due: &[DueDay], language: &str, domain: &str, written_at: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Para29//Due days//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property((key, value));
    }
    for due in due {
        calendar.push(event(due, language, domain, written_at));
    }
    calendar.to_string()
}

fn event(due: &DueDay, language: &str, domain: &str, written_at: DateTime<Utc>) -> Event {
    let words = |key: &str, text: &str| {
        Property::new(key, clean(text))
            .add_parameter("LANGUAGE", language)
            .done()
    };
    let status = if due.cancelled {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    };
    // DTEND is the first day after; an event on the last day chrono knows has none, which means one day (§3.6.1)
    let next = due.day.checked_add_days(Days::new(1));
    let mut event = Event::new();
    event
        .uid(&format!("{}@{domain}", clean(&due.subject)))
        .timestamp(written_at)
        .sequence(due.sequence)
        .status(status)
        .starts(due.day)
        .append_property(words("SUMMARY", &due.title))
        .append_property(words("DESCRIPTION", &due.note))
        .append_property(("TRANSP", "TRANSPARENT"));
    if let Some(link) = &due.link {
        event.url(link);
    }
    if let Some(next) = next {
        event.ends(next);
    }
    event.done()
}

/// Controls have no form in iCalendar text; a line break does, and is escaped by the writer.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due() -> DueDay {
        DueDay {
            subject: "commitment_018f0000-0000-7000-8000-000000000001".into(),
            sequence: 2,
            day: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            title: "CMT-2026-0042: national CERT".into(),
            note: "An update is invited.".into(),
            link: Some("https://para29.example/en/commitments/CMT-2026-0042".to_owned()),
            cancelled: false,
        }
    }

    fn lines(due: DueDay, language: &str) -> Vec<String> {
        let text = calendar(
            &[due],
            language,
            "para29.example",
            DateTime::from_timestamp(1_777_777_777, 0).unwrap(),
        );
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
            "{text}"
        );
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_due_day_is_a_whole_day_that_ends_with_the_next() {
        let lines = lines(due(), "en");
        for line in [
            "METHOD:PUBLISH",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "UID:commitment_018f0000-0000-7000-8000-000000000001@para29.example",
            "DTSTAMP:20260503T030937Z",
            "SEQUENCE:2",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "URL:https://para29.example/en/commitments/CMT-2026-0042",
        ] {
            assert!(lines.iter().any(|found| found == line), "{line} in {lines:#?}");
        }
        assert!(!lines.iter().any(|line| line.contains("VALARM")));
    }

    #[test]
    fn what_is_no_longer_due_is_cancelled_under_the_same_uid() {
        let lines = lines(
            DueDay {
                cancelled: true,
                sequence: 3,
                ..due()
            },
            "en",
        );
        assert!(lines.iter().any(|line| line == "STATUS:CANCELLED"));
        assert!(lines.iter().any(|line| line.starts_with("UID:commitment_018f0000")));
    }

    #[test]
    fn text_cannot_leave_its_line() {
        let title = "a;b,c\\d\r\nEND:VEVENT\rBEGIN:X\u{0}";
        let lines = lines(
            DueDay {
                title: title.into(),
                ..due()
            },
            "en",
        );
        assert!(
            lines
                .iter()
                .any(|line| line == r"SUMMARY;LANGUAGE=en:a\;b\,c\\d\nEND:VEVENTBEGIN:X"),
            "{lines:#?}"
        );
        assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1);
    }

    #[test]
    fn long_arabic_is_folded_between_letters_and_unfolds_whole() {
        let title = "بناء القدرات الوطنية في أمن المعلومات والاتصالات ".repeat(8);
        let lines = lines(
            DueDay {
                title: title.clone(),
                note: title.clone(),
                ..due()
            },
            "ar",
        );
        assert!(lines.contains(&format!("SUMMARY;LANGUAGE=ar:{title}")), "{lines:#?}");
    }
}
