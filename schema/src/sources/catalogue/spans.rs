//! Days and spans of time, as precise as they are known; which span of a file is the one that the register already has, mended.

use super::RECORD_BEGINS;
use chrono::{Datelike, Days, Months, NaiveDate};

/// A day, or the first and last day of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Given {
    /// Reads `2025-01-28`, `2025-01` or `2025`, in exactly these spellings.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = |pattern: &str| {
            text.len() == pattern.len()
                && text
                    .bytes()
                    .zip(pattern.bytes())
                    .all(|(b, p)| if p == b'-' { b == b'-' } else { b.is_ascii_digit() })
        };
        let day = |text: &str| {
            text.parse::<NaiveDate>()
                .ok()
                .filter(|day| (1800..=2199).contains(&day.year()))
        };
        if shape("0000-00-00") {
            day(text).map(|day| Self { first: day, last: day })
        } else if shape("0000-00") {
            let first = day(&format!("{text}-01"))?;
            Some(Self {
                first,
                last: first + Months::new(1) - Days::new(1),
            })
        } else if shape("0000") {
            let first = day(&format!("{text}-01-01"))?;
            Some(Self {
                first,
                last: first + Months::new(12) - Days::new(1),
            })
        } else {
            None
        }
    }

    pub fn is_day(self) -> bool {
        self.first == self.last
    }
}

/// From its first to its last day; without end while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Span {
    pub fn overlaps(self, other: Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// For each given span the known one it stands for: of the same first day, else one it overlaps; else none, and it is new.
/// A known span that nothing stands for is history and stays.
fn pair(given: &[Span], known: &[Span]) -> Vec<Option<usize>> {
    let mut free = vec![true; known.len()];
    let mut pairs = vec![None; given.len()];
    let fits: [fn(Span, Span) -> bool; 2] = [|a, b| a.from == b.from, Span::overlaps];
    for fit in fits {
        for (place, span) in given.iter().enumerate() {
            if pairs[place].is_none()
                && let Some(found) = (0..known.len()).find(|at| free[*at] && fit(*span, known[*at]))
            {
                free[found] = false;
                pairs[place] = Some(found);
            }
        }
    }
    pairs
}

/// A row with a beginning and perhaps an end.
pub(super) trait Spanned {
    fn span(&self) -> Span;
}

/// Each given row with the known one that it stands for.
pub(super) fn paired<'k, T: Spanned>(given: Vec<T>, known: &[&'k T]) -> Vec<(T, Option<&'k T>)> {
    let spans: Vec<Span> = given.iter().map(T::span).collect();
    let known_spans: Vec<Span> = known.iter().map(|row| row.span()).collect();
    let places = pair(&spans, &known_spans);
    given
        .into_iter()
        .zip(places)
        .map(|(row, place)| (row, place.map(|place| known[place])))
        .collect()
}

/// Rows whose days are in `from_on` and `to_on`.
macro_rules! spanned {
    ($($row:ty),+) => {
        $(impl crate::sources::catalogue::spans::Spanned for $row {
            fn span(&self) -> crate::sources::catalogue::spans::Span {
                crate::sources::catalogue::spans::Span { from: self.from_on, to: self.to_on }
            }
        })+
    };
}
pub(super) use spanned;

/// First day where the files give none: that of the body's founding year, else that on which the record begins.
pub(super) fn beginning(from: Option<Given>, founded: Option<i32>) -> NaiveDate {
    let founded = founded.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    from.map(|from| from.first).or(founded).unwrap_or(RECORD_BEGINS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_as_precise_as_it_is_known() {
        let given = |text| Given::parse(text).map(|given| (given.first, given.last));
        assert_eq!(given("2025-01-28"), Some((day("2025-01-28"), day("2025-01-28"))));
        assert_eq!(given("2024-02"), Some((day("2024-02-01"), day("2024-02-29"))));
        assert_eq!(given("1975"), Some((day("1975-01-01"), day("1975-12-31"))));
        for wrong in [
            "",
            "75",
            "2025-02-30",
            "2025-13",
            "28.01.2025",
            "2025-1-8",
            "20250128",
            "+999",
            "٢٠٢٥",
            "9999",
        ] {
            assert_eq!(given(wrong), None, "{wrong}");
        }
    }

    fn span(from: &str, to: &str) -> Span {
        Span {
            from: from.parse().unwrap(),
            to: to.parse().ok(),
        }
    }

    #[test]
    fn a_more_exact_beginning_mends_and_a_return_is_new() {
        let known = [span("1975-01-01", "2000-12-31")];
        assert_eq!(pair(&[span("1975-05-28", "2000-12-26")], &known), [Some(0)]);
        assert_eq!(pair(&[span("2026-03-01", "")], &known), [None]);
        assert_eq!(
            pair(&[span("2026-03-01", ""), span("1975-05-28", "2000-12-26")], &known),
            [None, Some(0)]
        );
    }

    #[test]
    fn a_span_that_ended_is_the_one_that_lasted() {
        assert_eq!(
            pair(&[span("1975-05-28", "2025-01-28")], &[span("1975-05-28", "")]),
            [Some(0)]
        );
    }
}
