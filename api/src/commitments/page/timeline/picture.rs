//! A year as a picture in a table: a row for each commitment, a column for each month, and a mark where a date falls.

use super::{Due, Timeline};
use crate::site::asking::{language_of, said};
use crate::site::{Mark, Said, Shell};
use chrono::{Datelike, NaiveDate};
use schema::actor::CommitmentId;
use schema::commitments::{CommitmentStatus, MilestoneStatus, Record};
use words::Words;

/// What a page holds; all dates are in the tables below it.
const MOST: usize = 40;

pub struct YearPicture {
    pub months: Vec<Month>,
    pub rows: Vec<Row>,
    /// How many commitments are not in the picture, in words.
    pub rest: Option<String>,
}

pub struct Month {
    /// `3`
    pub number: String,
    /// `March 2026`
    pub name: String,
    pub is_today: bool,
}

pub struct Row {
    pub title: Said,
    pub href: String,
    pub participant: String,
    /// In the order of the months: the marks in each.
    pub cells: Vec<Vec<DayMark>>,
}

pub struct DayMark {
    /// What the style sheet calls it.
    pub mark: &'static str,
    /// `12 Mar 2026 · Planned`
    pub says: String,
}

impl Timeline {
    /// Commitments in the order of their first date in the year.
    pub(super) fn picture(&self, words: Words, shell: &Shell, today: NaiveDate, days: &[Due<'_>]) -> YearPicture {
        let mut order: Vec<(CommitmentId, &Record)> = vec![];
        for due in days {
            let id = due.record.commitment.id;
            if !order.iter().any(|(known, _)| *known == id) {
                order.push((id, due.record));
            }
        }
        let row = |(id, record): &(CommitmentId, &Record)| {
            let commitment = &record.commitment;
            let mut cells: Vec<Vec<DayMark>> = (0..12).map(|_| vec![]).collect();
            for due in days.iter().filter(|due| due.record.commitment.id == *id) {
                cells[due.on.month0() as usize].push(mark(words, due));
            }
            Some(Row {
                title: said(words, &commitment.title, commitment.original_language)?,
                href: shell.href(&super::path_of(record)),
                participant: self.names.undertaken_by(words, language_of(words), record),
                cells,
            })
        };
        let month = |number: u32| {
            let first = NaiveDate::from_ymd_opt(self.year, number, 1)?;
            Some(Month {
                number: words.digits(number),
                name: words.month(first),
                is_today: (today.year(), today.month()) == (self.year, number),
            })
        };
        let more = order.len().saturating_sub(MOST);
        YearPicture {
            months: (1..=12).filter_map(month).collect(),
            rows: order.iter().take(MOST).filter_map(row).collect(),
            rest: (more > 0).then(|| words.with("timeline-year-rest", &[("n", more)])),
        }
    }
}

fn mark(words: Words, due: &Due<'_>) -> DayMark {
    let (mark, status) = match due.milestone {
        Some(step) => {
            let mark = match step.status {
                MilestoneStatus::Reached => "mark-reached",
                MilestoneStatus::Dropped => "mark-dropped",
                MilestoneStatus::Planned => "mark-now",
            };
            (mark, Mark::new(words, "milestone-status", step.status.code()))
        }
        None => {
            let status = due.record.commitment.status;
            let mark = match status {
                CommitmentStatus::Completed => "mark-reached",
                _ => "mark-now",
            };
            (mark, Mark::commitment(words, status.code()))
        }
    };
    DayMark {
        mark,
        says: format!("{} · {}", words.short_date(due.on), status.word),
    }
}
