//! A commitment's milestones over time: a table with a column per quarter (per year, if there would be too many), an
//! outline where a milestone was first set and a fill where it is set now, so that a revised date is plain without blame.

use chrono::{Datelike, NaiveDate};
use words::Words;

use super::parts::{Mark, Said};

/// More columns than a page can hold; then years.
const MOST_QUARTERS: i32 = 16;
const MOST_YEARS: i32 = 24;

/// A milestone, as the question has it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub title: Said,
    /// planned, reached, dropped
    pub status: &'static str,
    /// The date it has now; none if none was given.
    pub due_on: Option<NaiveDate>,
    /// The date it had first, if that was another.
    pub first_on: Option<NaiveDate>,
    pub revision_count: usize,
}

/// The table, ready to be shown.
#[derive(Clone, Debug, Default)]
pub struct Milestones {
    pub years: Vec<Year>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub label: String,
    pub width: usize,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    pub is_today: bool,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub title: Said,
    pub period: String,
    pub first: Option<String>,
    pub status: Mark,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// What the style sheet calls the mark.
    pub mark: Option<&'static str>,
    pub is_today: bool,
}

impl Milestones {
    pub fn new(words: Words, milestones: Vec<Planned>, today: NaiveDate) -> Self {
        let dates = || {
            milestones
                .iter()
                .flat_map(|milestone| [milestone.due_on, milestone.first_on])
                .flatten()
        };
        let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
            let rows = milestones
                .into_iter()
                .map(|milestone| Row::new(words, milestone, &Scale::Quarters, 0..0, None));
            return Self {
                rows: rows.collect(),
                ..Self::default()
            };
        };
        let scale = Scale::for_span(first, last);
        let (start, end) = scale.span(first, last);
        let now = Some(scale.column(today)).filter(|now| (start..end).contains(now));
        let rows = milestones
            .into_iter()
            .map(|milestone| Row::new(words, milestone, &scale, start..end, now));
        let columns = (start..end).map(|at| Column {
            label: scale.label(words, at),
            is_today: now == Some(at),
        });
        Self {
            years: scale.years(words, start, end),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

impl Row {
    fn new(words: Words, milestone: Planned, scale: &Scale, columns: std::ops::Range<i32>, now: Option<i32>) -> Self {
        let due = milestone.due_on.map(|day| scale.column(day));
        let first = milestone.first_on.map(|day| scale.column(day));
        let filled = match milestone.status {
            "reached" => "mark-reached",
            "dropped" => "mark-dropped",
            _ => "mark-now",
        };
        let mark = |at: i32| match (due, first) {
            (Some(due), Some(first)) if due == at && first == at => Some(filled),
            (Some(due), _) if due == at => Some(filled),
            (_, Some(first)) if first == at => Some("mark-first"),
            (Some(due), Some(first)) if (first.min(due)..first.max(due)).contains(&at) => Some("mark-between"),
            _ => None,
        };
        let cells = columns
            .map(|at| Cell {
                mark: mark(at),
                is_today: now == Some(at),
            })
            .collect();
        let period = milestone.due_on.map_or_else(
            || words.text("not-stated"),
            |due| match milestone.revision_count {
                0 => quarter(words, due),
                n => words.with(
                    "milestone-revised",
                    &[("quarter", quarter(words, due).into()), ("n", words::Arg::from(n))],
                ),
            },
        );
        let first = milestone
            .first_on
            .map(|day| words.with("milestone-first-date", &[("date", words.short_date(day))]));
        let status = Mark::new(words, "milestone-status", milestone.status);
        Self {
            title: milestone.title,
            period,
            first,
            status,
            cells,
        }
    }
}

/// `Q2 2026`, as the language writes it.
pub fn quarter(words: Words, day: NaiveDate) -> String {
    let values = [
        ("q", (day.quarter() as i32).into()),
        ("year", words.digits(day.year()).into()),
    ];
    words.with::<words::Arg<'_>>("quarter", &values)
}

enum Scale {
    Quarters,
    /// Columns of so many years.
    Years(i32),
}

impl Scale {
    fn for_span(first: NaiveDate, last: NaiveDate) -> Self {
        let years = last.year() - first.year() + 1;
        if Self::Quarters.column(last) - Self::Quarters.column(first) < MOST_QUARTERS {
            Self::Quarters
        } else {
            Self::Years((years + MOST_YEARS - 1) / MOST_YEARS)
        }
    }

    fn column(&self, day: NaiveDate) -> i32 {
        match self {
            Self::Quarters => day.year() * 4 + day.quarter() as i32 - 1,
            Self::Years(each) => day.year().div_euclid(*each),
        }
    }

    /// From the first column to the one after the last; quarters in whole years.
    fn span(&self, first: NaiveDate, last: NaiveDate) -> (i32, i32) {
        match self {
            Self::Quarters => (first.year() * 4, (last.year() + 1) * 4),
            Self::Years(_) => (self.column(first), self.column(last) + 1),
        }
    }

    fn label(&self, words: Words, at: i32) -> String {
        match self {
            Self::Quarters => words.with("quarter-short", &[("q", at.rem_euclid(4) + 1)]),
            Self::Years(each) => words.digits(at * each),
        }
    }

    fn years(&self, words: Words, start: i32, end: i32) -> Vec<Year> {
        match self {
            Self::Quarters => (start / 4..end / 4)
                .map(|year| Year {
                    label: words.digits(year),
                    width: 4,
                })
                .collect(),
            Self::Years(_) => vec![Year {
                label: String::new(),
                width: (end - start) as usize,
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn milestone(due_on: Option<NaiveDate>, first_on: Option<NaiveDate>) -> Planned {
        let words = Words::of(Language::En);
        let title = Said::new(words, "A plan is written", Language::En, Language::En);
        let revision_count = usize::from(first_on.is_some());
        Planned {
            title,
            status: "planned",
            due_on,
            first_on,
            revision_count,
        }
    }

    #[test]
    fn a_revised_date_shows_where_it_was_and_where_it_is() {
        let words = Words::of(Language::En);
        let revised = milestone(Some(day(2027, 2, 1)), Some(day(2026, 5, 1)));
        let table = Milestones::new(words, vec![revised], day(2026, 11, 23));
        assert_eq!(
            table.years,
            [("2026", 4), ("2027", 4)].map(|(label, width)| Year {
                label: label.to_owned(),
                width
            })
        );
        let marks: Vec<&str> = table.rows[0].cells.iter().map(|cell| cell.mark.unwrap_or("")).collect();
        assert_eq!(
            marks,
            ["", "mark-first", "mark-between", "mark-between", "mark-now", "", "", ""]
        );
        assert_eq!(table.columns.iter().position(|column| column.is_today), Some(3));
        assert_eq!(words::without_isolates(&table.rows[0].period), "Q1 2027, revised once");
    }

    #[test]
    fn far_apart_dates_are_shown_by_years_and_never_by_more_than_fit() {
        let far = vec![
            milestone(Some(day(2020, 1, 1)), None),
            milestone(Some(day(9999, 12, 31)), None),
        ];
        let table = Milestones::new(Words::of(Language::En), far, day(2026, 11, 23));
        assert!(
            table.columns.len() <= MOST_YEARS as usize + 1,
            "{}",
            table.columns.len()
        );
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.cells.iter().filter(|cell| cell.mark.is_some()).count() == 1)
        );
    }

    #[test]
    fn milestones_without_dates_have_no_columns() {
        let table = Milestones::new(Words::of(Language::En), vec![milestone(None, None)], day(2026, 11, 23));
        assert!(table.columns.is_empty() && table.rows[0].cells.is_empty());
        assert_eq!(table.rows[0].period, "Not stated");
        assert!(
            Milestones::new(Words::of(Language::En), vec![], day(2026, 11, 23))
                .rows
                .is_empty()
        );
    }
}
