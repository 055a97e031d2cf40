//! Small values that pages show, ready to be shown.

use chrono::NaiveDate;
use words::{Language, Words};

/// A text in somebody's own words, with its own language and direction, and what a reader should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub code: &'static str,
    pub dir: &'static str,
    pub note: Option<String>,
}

impl Said {
    /// `text` is in `language`; its author wrote it in `original`.
    pub fn new(words: Words, text: impl Into<String>, language: Language, original: Language) -> Self {
        let name = || [("language", words.name("language", original.code()))];
        let note = if language != original {
            Some(words.with("original-language-unofficial", &name()))
        } else if language != words.language() {
            Some(words.with("original-language-shown", &name()))
        } else {
            None
        };
        Self {
            text: text.into(),
            code: language.code(),
            dir: language.dir(),
            note,
        }
    }

    /// Words of our own, where somebody's may stand.
    pub fn ours(words: Words, text: String) -> Self {
        Self::new(words, text, words.language(), words.language())
    }

    /// A text of which nobody said in what language it is.
    pub fn in_some_language(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            code: "",
            dir: "auto",
            note: None,
        }
    }

    /// As [`Self::new`], where the language is said nearby already.
    pub fn without_note(self) -> Self {
        Self { note: None, ..self }
    }
}

/// A day, for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub text: String,
    pub iso: String,
}

impl Day {
    pub fn new(words: Words, day: NaiveDate) -> Self {
        Self {
            text: words.short_date(day),
            iso: day.to_string(),
        }
    }
}

/// A status: its glyph and its word, never a colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What the style sheet calls it.
    pub code: &'static str,
    pub glyph: &'static str,
    pub word: String,
}

/// The states of a commitment that the public may meet, in the order in which they are shown.
pub const PUBLIC_STATUSES: [&str; 8] = [
    "published",
    "in_progress",
    "completed",
    "suspended",
    "unconfirmed",
    "declined",
    "withdrawn",
    "superseded",
];

impl Mark {
    /// `commitment-status` and the like, and a value of it; an unknown value shows as the gap it is.
    pub fn new(words: Words, set: &str, code: &str) -> Self {
        let (class, glyph) = match code {
            "published" | "planned" | "not_started" => ("published", "◇"),
            "in_progress" => ("in_progress", "◐"),
            "under_way" => ("under_way", "◐"),
            "substantially_complete" => ("under_way", "◕"),
            "completed" => ("completed", "●"),
            "complete" | "reached" => ("complete", "●"),
            "no_change" => ("no_change", "="),
            "suspended" => ("suspended", "‖"),
            "unconfirmed" => ("unconfirmed", "◌"),
            "declined" => ("declined", "⊖"),
            "withdrawn" | "dropped" => ("withdrawn", "⊘"),
            "superseded" => ("superseded", "◈"),
            _ => ("other", "–"),
        };
        Self {
            code: class,
            glyph,
            word: words.name(set, code),
        }
    }

    pub fn commitment(words: Words, status: &str) -> Self {
        Self::new(words, "commitment-status", status)
    }
}

/// What may have become of a State's updates in a reporting period; nothing where none was awaited.
pub const PERIOD_REPORTS: [Option<&str>; 4] = [Some("received"), Some("no_update_received"), Some("not_yet_due"), None];

/// What became of a State's updates in a reporting period.
pub fn period_report(words: Words, report: Option<&str>) -> Mark {
    let (class, glyph) = match report {
        Some("received") => ("complete", "●"),
        Some("no_update_received") => ("other", "–"),
        Some("not_yet_due") => ("other", "·"),
        _ => ("other", ""),
    };
    Mark {
        code: class,
        glyph,
        word: words.name("period-report", report.unwrap_or("none")),
    }
}

/// A text that begins with a code, such as `A/68/98:26(c)`, whose signs stay in their order whatever stands around it.
pub fn coded(code: &str, text: &str) -> String {
    format!("\u{2068}{code}\u{2069} {text}")
}

/// A link within a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub text: String,
    pub href: String,
}

/// One of the values that can be chosen in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub is_chosen: bool,
}

/// Something to put right, at a field of the form; or at none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub field: String,
    pub message: String,
}

impl Trouble {
    /// For a page that does not show the field: names it, and leads nowhere.
    pub fn elsewhere(self, words: Words) -> Self {
        if self.field.is_empty() {
            return self;
        }
        let named = [("field", self.field.as_str()), ("message", self.message.as_str())];
        Self {
            message: words.with("problem-at", &named),
            field: String::new(),
        }
    }

    /// What is to be put right at a field.
    pub fn at<'a>(problems: &'a [Self], field: &str) -> Option<&'a str> {
        problems
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem.message.as_str())
    }
}
