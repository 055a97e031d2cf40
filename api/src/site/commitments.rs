//! The three first pages of the register: what is tracked, the list, one commitment. Values only; the questions that
//! fill them are the API's own.

use askama::Template;
use words::Words;

use super::charts::GrowthYear;
use super::diff::Piece;
use super::milestones::Milestones;
use super::parts::{Choice, Day, Link, Mark, Said, Trouble};
use super::shell::Shell;

/// `/{lang}/`: what is tracked, what moved lately?
#[derive(Template)]
#[template(path = "commitments/home.html")]
pub struct HomePage {
    pub words: Words,
    pub shell: Shell,
    /// `214 commitments`, `Shared by 42 participants` …
    pub counts: Vec<String>,
    pub bars: StatusBars,
    /// Ten, newest first.
    pub latest: Vec<LatestUpdate>,
    /// Five, soonest first.
    pub next: Vec<NextDate>,
    /// What was published over time, and the same as a picture; empty where nothing was.
    pub growth: Vec<GrowthYear>,
    pub growth_picture: String,
    pub downloads: Vec<Link>,
}

pub struct LatestUpdate {
    pub day: Day,
    pub participant: String,
    pub title: Said,
    pub href: String,
    /// Of the set `reported-state`.
    pub reported: Mark,
}

pub struct NextDate {
    pub day: Day,
    pub participant: String,
    pub title: Said,
    pub href: String,
    /// `Definitive date`, or the milestone's title.
    pub what: Said,
}

/// `/{lang}/commitments`: which pledges exist on X?
#[derive(Template)]
#[template(path = "commitments/list.html")]
pub struct ListPage {
    pub words: Words,
    pub shell: Shell,
    pub counts: Vec<String>,
    /// Of all that the filters let through, not of this page; shown on the first page.
    pub bars: StatusBars,
    pub is_first_page: bool,
    /// The bars as a picture.
    pub picture: Option<String>,
    pub filters: Filters,
    pub problems: Vec<Trouble>,
    pub rows: Vec<ListRow>,
    pub first: Option<String>,
    pub next: Option<String>,
    /// `CSV, 214 rows`: what the filters let through, as a file.
    pub downloads: Vec<Link>,
    /// Where one is told of what these filters let through.
    pub subscribe: Link,
}

pub struct ListRow {
    pub reference: String,
    pub href: String,
    /// `Estonia`, or `Estonia and Latvia` for a joint one.
    pub participant: String,
    /// Its page, where one alone undertook it and has one.
    pub participant_href: Option<String>,
    pub title: Said,
    pub theme: String,
    pub status: Mark,
    pub next_date: Option<Day>,
    pub last_update: Option<Day>,
    /// The reporting light in words.
    pub light: String,
    pub is_sample: bool,
}

/// What the list is narrowed to, and can be.
pub struct Filters {
    pub action: String,
    pub selects: Vec<Select>,
    pub year: String,
    pub text: String,
    pub chosen: Vec<Chosen>,
}

pub struct Select {
    /// The key in the query.
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
}

/// A filter that is on, and the address without it.
pub struct Chosen {
    pub text: String,
    pub remove: String,
    pub href: String,
}

impl Chosen {
    pub fn new(words: Words, label: &str, value: &str, href: String) -> Self {
        Self {
            text: words.with("filter-chosen-item", &[("filter", label), ("value", value)]),
            remove: words.with("filter-remove", &[("filter", label)]),
            href,
        }
    }
}

/// `/{lang}/commitments/{ref}`: what was pledged, what is reported?
#[derive(Template)]
#[template(path = "commitments/detail.html")]
pub struct DetailPage {
    pub words: Words,
    pub shell: Shell,
    pub reference: String,
    pub title: Said,
    pub summary: Option<Said>,
    pub status: Mark,
    /// Why it was suspended, withdrawn, declined …, in the words of who did so.
    pub status_note: Option<String>,
    pub is_unconfirmed: bool,
    /// The reporting light in words.
    pub light: String,
    /// `Update invited by 30 June 2027`, or from when on.
    pub invited: Option<String>,
    pub is_sample: bool,
    pub facts: Vec<Fact>,
    pub milestones: Milestones,
    pub revisions: Vec<Revision>,
    /// Newest first.
    pub updates: Vec<Update>,
    pub indicators: Vec<Indicator>,
    pub assessments: Vec<Assessment>,
    pub source: Source,
    /// Of the commitment itself.
    pub evidence: Vec<Proof>,
    pub comments: Vec<Comment>,
    pub downloads: Vec<Link>,
    /// A day that has passed, if it is of that day that the page tells.
    pub past: Option<PastState>,
    /// For the form that asks for another day.
    pub action: String,
    pub as_of: String,
}

/// What a page says that tells of a day that has passed.
pub struct PastState {
    pub heading: String,
    /// The present record.
    pub now: String,
}

/// A name and its values: who, on which provisions, by when.
pub struct Fact {
    pub name: String,
    pub values: Vec<FactValue>,
}

#[derive(Clone, Debug)]
pub struct FactValue {
    pub text: String,
    pub href: Option<String>,
}

impl Fact {
    pub fn new(name: String, value: String) -> Self {
        Self {
            name,
            values: vec![FactValue {
                text: value,
                href: None,
            }],
        }
    }

    /// Values, some of which lead on; nothing, where nothing is known.
    pub fn values(name: String, values: Vec<FactValue>) -> Option<Self> {
        (!values.is_empty()).then_some(Self { name, values })
    }

    /// Nothing, where nothing is known.
    pub fn links(name: String, links: Vec<Link>) -> Option<Self> {
        let values: Vec<FactValue> = links
            .into_iter()
            .map(|link| FactValue {
                text: link.text,
                href: Some(link.href),
            })
            .collect();
        (!values.is_empty()).then_some(Self { name, values })
    }
}

/// A date that was revised; both are kept, with the reason given.
pub struct Revision {
    /// When it was.
    pub day: Day,
    pub what: Said,
    pub before: String,
    pub after: String,
    pub reason: Option<Said>,
}

pub struct Update {
    /// For links to it: `update-3`.
    pub anchor: String,
    pub reported: Mark,
    /// Taken back; the mark says so instead of what was reported.
    pub is_withdrawn: bool,
    /// `By Estonia, 3 November 2026`
    pub by: String,
    pub period: Option<String>,
    pub no_change_since: Option<String>,
    pub text: Option<Said>,
    pub evidence: Vec<Proof>,
    pub provenance: String,
    /// What differs from the update before it, where there is one.
    pub compared: Option<Compared>,
}

/// A document or file that shows what is said.
pub struct Proof {
    pub title: Said,
    pub href: String,
    /// Of a file.
    pub size: Option<String>,
}

/// An update beside the one before it of the same participant.
pub struct Compared {
    /// `Compare with the update before, of 3 November 2026`
    pub heading: String,
    /// What was reported, before and now.
    pub states: (Mark, Mark),
    /// Days and reporting periods that differ, and dates revised between the two.
    pub dates: Vec<Revision>,
    pub text: ComparedText,
}

/// What became of the text.
pub enum ComparedText {
    /// Neither says anything.
    Nothing,
    Same,
    /// They are in different languages, and not compared.
    OtherLanguage,
    Changed {
        code: &'static str,
        dir: &'static str,
        pieces: Vec<Piece>,
    },
}

/// Values as the language writes numbers, or `Not stated`.
pub struct Indicator {
    pub name: Said,
    pub unit: Option<Said>,
    pub baseline: String,
    pub target: String,
    pub latest: String,
}

pub struct Assessment {
    pub rating: String,
    pub by: String,
    pub text: Option<Said>,
    pub method: String,
}

pub struct Source {
    pub provenance: String,
    /// `A/68/98`, or a title.
    pub document: Option<String>,
    /// http and https only.
    pub href: Option<String>,
    /// `para. 26 (c)`, the date, the language.
    pub details: Vec<String>,
    pub quote: Option<Said>,
}

pub struct Comment {
    pub by: String,
    pub text: Said,
}

/// Commitments by theme and status: one row per theme, stacked, the whole row being the theme. How many there are is
/// said in figures; a common scale would shrink all themes beside one large one to nothing.
#[derive(Clone, Debug, Default)]
pub struct StatusBars {
    pub columns: Vec<Mark>,
    pub rows: Vec<StatusBar>,
}

#[derive(Clone, Debug)]
pub struct StatusBar {
    pub theme: String,
    pub href: String,
    pub parts: Vec<BarPart>,
    /// In the order of the columns.
    pub counts: Vec<String>,
    pub total: String,
}

/// In thousandths of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarPart {
    pub code: &'static str,
    pub start: u64,
    pub length: u64,
    pub is_ruled: bool,
}

/// The figures of a theme, as the question has them: status and count.
#[derive(Clone, Debug)]
pub struct ThemeFigures {
    pub theme: String,
    pub href: String,
    pub counts: Vec<(&'static str, u64)>,
}

impl StatusBars {
    /// Statuses that no commitment has are left out. Themes stay in the order they come in: it is never by size.
    pub fn new(words: Words, themes: &[ThemeFigures]) -> Self {
        let count = |theme: &ThemeFigures, status: &str| -> u64 {
            theme
                .counts
                .iter()
                .filter(|(code, _)| *code == status)
                .map(|(_, count)| count)
                .sum()
        };
        let total = |theme: &ThemeFigures| -> u64 { theme.counts.iter().map(|(_, count)| count).sum() };
        let present: Vec<&str> = super::parts::PUBLIC_STATUSES
            .into_iter()
            .filter(|status| themes.iter().any(|theme| count(theme, status) > 0))
            .collect();
        let columns: Vec<Mark> = present.iter().map(|status| Mark::commitment(words, status)).collect();
        let rows = themes.iter().filter(|theme| total(theme) > 0).map(|theme| {
            let (whole, mut so_far) = (total(theme), 0);
            let mut parts = Vec::new();
            for (status, mark) in present.iter().zip(&columns) {
                let here = count(theme, status);
                let (start, end) = (so_far * 1000 / whole, (so_far + here) * 1000 / whole);
                so_far += here;
                if here > 0 {
                    let is_ruled = mark.code == "withdrawn";
                    parts.push(BarPart {
                        code: mark.code,
                        start,
                        length: (end - start).max(1),
                        is_ruled,
                    });
                }
            }
            StatusBar {
                theme: theme.theme.clone(),
                href: theme.href.clone(),
                parts,
                counts: present
                    .iter()
                    .map(|status| words.number(count(theme, status)))
                    .collect(),
                total: words.number(total(theme)),
            }
        });
        Self {
            rows: rows.collect(),
            columns,
        }
    }
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    #[test]
    fn the_parts_of_a_bar_touch_and_fill_it() {
        let theme = |theme: &str, counts: &[(&'static str, u64)]| ThemeFigures {
            theme: theme.to_owned(),
            href: String::new(),
            counts: counts.to_vec(),
        };
        let themes = [
            theme("Norms", &[("completed", 1), ("published", 3)]),
            theme("Training", &[("published", 8)]),
            theme("Projects", &[]),
        ];
        let bars = StatusBars::new(Words::of(Language::En), &themes);
        assert_eq!(
            bars.columns.iter().map(|mark| mark.word.as_str()).collect::<Vec<_>>(),
            ["Planned", "Reported complete"]
        );
        assert_eq!(bars.rows.len(), 2, "a theme without commitments has no bar");
        let part = |code, start, length| BarPart {
            code,
            start,
            length,
            is_ruled: false,
        };
        assert_eq!(
            bars.rows[0].parts,
            [part("published", 0, 750), part("completed", 750, 250)]
        );
        assert_eq!(bars.rows[0].counts, ["3", "1"]);
        assert_eq!(bars.rows[1].parts, [part("published", 0, 1000)]);
        assert!(StatusBars::new(Words::of(Language::En), &[]).rows.is_empty());
    }
}
