//! Spans of time: which span of a file is the one that the register already has, mended.

use chrono::NaiveDate;

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
pub(super) fn pair(given: &[Span], known: &[Span]) -> Vec<Option<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
