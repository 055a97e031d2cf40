//! Figures as pictures that other pages may show: status by theme, and what was published month by month. Each says what the
//! table beside it says; the table is the chart, and the picture is for where a table cannot stand.

use askama::Template;
use chrono::{Datelike, NaiveDate};
use schema::commitments::MonthFigure;
use std::borrow::Borrow;
use words::Words;

use super::commitments::{BarPart, StatusBars};
use super::parts::Mark;

const WIDTH: u64 = 960;
const MARGIN: u64 = 20;
const LINE: u64 = 24;

/// Where a line of text begins; from the right where the language does.
fn start(words: Words, indent: u64) -> u64 {
    if words.dir() == "rtl" {
        WIDTH - MARGIN - indent
    } else {
        MARGIN + indent
    }
}

/// Status by theme, a bar each.
#[derive(Template)]
#[template(path = "commitments/bars.svg")]
pub struct BarsPicture {
    pub words: Words,
    pub heading: String,
    pub bars: StatusBars,
    /// What stands below: as of when.
    pub lines: Vec<String>,
}

impl BarsPicture {
    const TOP: u64 = 60;
    const ROW: u64 = 78;

    fn height(&self) -> u64 {
        self.foot(self.bars.columns.len() + self.lines.len()) + MARGIN
    }

    fn row(at: impl Borrow<usize>) -> u64 {
        Self::TOP + *at.borrow() as u64 * Self::ROW
    }

    /// A line below the bars.
    fn foot(&self, at: impl Borrow<usize>) -> u64 {
        Self::row(self.bars.rows.len()) + *at.borrow() as u64 * LINE
    }

    fn start(&self, indent: u64) -> u64 {
        start(self.words, indent)
    }

    /// Where the square beside the word of a status begins.
    fn sample(&self) -> u64 {
        if self.words.dir() == "rtl" {
            self.start(22)
        } else {
            self.start(0)
        }
    }

    fn length(part: &BarPart) -> u64 {
        (part.length * (WIDTH - 2 * MARGIN) / 1000).max(1)
    }

    fn x(&self, part: &BarPart) -> u64 {
        let from = part.start * (WIDTH - 2 * MARGIN) / 1000;
        if self.words.dir() == "rtl" {
            WIDTH - MARGIN - from - Self::length(part)
        } else {
            MARGIN + from
        }
    }

    /// `Planned 3 · Reported complete 1`: only what there is.
    fn counts(&self, counts: &[String]) -> String {
        let none = self.words.number(0);
        let of =
            |(mark, count): (&Mark, &String)| (*count != none).then(|| format!("{} {} {count}", mark.glyph, mark.word));
        let said: Vec<String> = self.bars.columns.iter().zip(counts).filter_map(of).collect();
        said.join(" · ")
    }
}

/// How many commitments and updates had been published by the end of each month, as two lines of steps.
#[derive(Template)]
#[template(path = "commitments/growth.svg")]
pub struct GrowthPicture {
    pub words: Words,
    pub heading: String,
    pub lines: Vec<String>,
    pub months: Vec<MonthFigure>,
    /// Whether it stands within a page, beside its table.
    pub is_inline: bool,
}

/// A year of the table: what had been published by its end, or by now.
pub struct GrowthYear {
    pub year: String,
    pub commitments: String,
    pub updates: String,
}

/// The table that the picture goes with, newest year first.
pub fn years(words: Words, months: &[MonthFigure]) -> Vec<GrowthYear> {
    let last_of_year = |at: usize, one: &MonthFigure| {
        let next = months.get(at + 1);
        next.is_none_or(|next| next.month.year() != one.month.year())
    };
    let year = |one: &MonthFigure| GrowthYear {
        year: words.digits(one.month.year()),
        commitments: words.number(one.commitments),
        updates: words.number(one.updates),
    };
    let ends = months.iter().enumerate().filter(|(at, one)| last_of_year(*at, one));
    let mut years: Vec<GrowthYear> = ends.map(|(_, one)| year(one)).collect();
    years.reverse();
    years
}

impl GrowthPicture {
    const TOP: i64 = 60;
    const HEIGHT: i64 = 240;
    /// Kept free for the names at the ends of the lines.
    const LABELS: i64 = 220;

    fn top(&self) -> i64 {
        if self.is_inline { 16 } else { Self::TOP }
    }

    fn base(&self) -> i64 {
        self.top() + Self::HEIGHT
    }

    fn height(&self) -> i64 {
        let lines = if self.is_inline { 0 } else { self.lines.len() as i64 };
        self.base() + 40 + lines * LINE as i64
    }

    fn foot(&self, at: impl Borrow<usize>) -> i64 {
        self.base() + 56 + *at.borrow() as i64 * LINE as i64
    }

    fn start(&self, indent: u64) -> u64 {
        start(self.words, indent)
    }

    fn mirrored(&self, x: i64) -> i64 {
        if self.words.dir() == "rtl" { WIDTH as i64 - x } else { x }
    }

    /// Where a month begins, and the one after the last.
    fn x(&self, month: usize) -> i64 {
        let room = WIDTH as i64 - 2 * MARGIN as i64 - Self::LABELS;
        let months = self.months.len().max(1) as i64;
        self.mirrored(MARGIN as i64 + room * month as i64 / months)
    }

    /// Across the months, not through the names behind them.
    fn across(&self, y: i64) -> String {
        format!("M{} {y}H{}", self.x(0), self.x(self.months.len()))
    }

    fn base_line(&self) -> String {
        self.across(self.base())
    }

    fn top_line(&self) -> String {
        self.across(self.top())
    }

    fn most(&self) -> i64 {
        let most = self.months.iter().map(|one| one.commitments.max(one.updates)).max();
        most.unwrap_or(0).max(1)
    }

    fn y(&self, count: i64) -> i64 {
        self.base() - count * Self::HEIGHT / self.most()
    }

    /// A line of steps: up at the beginning of a month, level until the next.
    fn steps(&self, of: impl Fn(&MonthFigure) -> i64) -> String {
        let mut path = format!("M{} {}", self.x(0), self.base());
        for (at, one) in self.months.iter().enumerate() {
            path += &format!("V{}H{}", self.y(of(one)), self.x(at + 1));
        }
        path
    }

    fn commitments(&self) -> String {
        self.steps(|one| one.commitments)
    }

    fn updates(&self) -> String {
        self.steps(|one| one.updates)
    }

    /// The names at the ends of the lines, apart from each other: where, how the line looks, and what it is.
    fn ends(&self) -> Vec<(i64, &'static str, String)> {
        let Some(last) = self.months.last() else {
            return vec![];
        };
        let named = |key: &str, count: i64| format!("{} {}", self.words.text(key), self.words.number(count));
        let (commitments, updates) = (self.y(last.commitments), self.y(last.updates));
        let below = if (commitments - updates).abs() < 22 { 22 } else { 0 };
        let (one, other) = if commitments <= updates { (0, below) } else { (below, 0) };
        vec![
            (
                commitments + one + 5,
                "commitments",
                named("growth-commitments", last.commitments),
            ),
            (updates + other + 5, "updates", named("growth-updates", last.updates)),
        ]
    }

    fn end(&self) -> i64 {
        let x = MARGIN as i64 + WIDTH as i64 - 2 * MARGIN as i64 - Self::LABELS + 10;
        self.mirrored(x)
    }

    /// Where years begin.
    fn ticks(&self) -> Vec<(i64, String)> {
        let is_start = |at: usize, month: NaiveDate| at == 0 || month.month() == 1;
        let starts: Vec<(usize, NaiveDate)> = self
            .months
            .iter()
            .enumerate()
            .map(|(at, one)| (at, one.month))
            .filter(|(at, month)| is_start(*at, *month))
            .collect();
        // Not so many that they touch.
        let every = starts.len().div_ceil(12).max(1);
        starts
            .into_iter()
            .step_by(every)
            .map(|(at, month)| (self.x(at), self.words.digits(month.year())))
            .collect()
    }

    fn most_said(&self) -> String {
        self.words.number(self.most())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::commitments::ThemeFigures;
    use words::Language;

    fn month(year: i32, month: u32, commitments: i64, updates: i64) -> MonthFigure {
        MonthFigure {
            month: NaiveDate::from_ymd_opt(year, month, 1).unwrap(),
            commitments,
            updates,
        }
    }

    #[test]
    fn steps_rise_with_what_was_published_and_time_runs_with_the_language() {
        let months = vec![month(2026, 11, 2, 0), month(2026, 12, 4, 1), month(2027, 1, 4, 2)];
        for language in Language::ALL {
            let picture = GrowthPicture {
                words: Words::of(language),
                heading: "A & B".to_owned(),
                lines: vec!["<line>".to_owned()],
                months: months.clone(),
                is_inline: false,
            };
            let svg = picture.render().unwrap();
            assert!(svg.contains("A &#38; B") && svg.contains("&#60;line&#62;") && !svg.contains("style="));
            let is_mirrored = picture.words.dir() == "rtl";
            assert_eq!(picture.x(0) > picture.x(1), is_mirrored, "{language:?}");
            assert_eq!((picture.y(4), picture.y(0)), (picture.top(), picture.base()));
            let labels: Vec<i64> = picture.ends().iter().map(|(y, ..)| *y).collect();
            assert!((labels[0] - labels[1]).abs() >= 22, "{labels:?}");
            assert_eq!(picture.ticks().len(), 2);
        }
        let table = years(Words::of(Language::En), &months);
        let table: Vec<[&str; 3]> = table
            .iter()
            .map(|row| [row.year.as_str(), row.commitments.as_str(), row.updates.as_str()])
            .collect();
        assert_eq!(table, [["2027", "4", "2"], ["2026", "4", "1"]]);
    }

    #[test]
    fn bars_lie_within_the_picture_and_say_their_counts() {
        for language in Language::ALL {
            let words = Words::of(language);
            let themes = [ThemeFigures {
                theme: "<Norms>".to_owned(),
                href: String::new(),
                counts: vec![("published", 3), ("withdrawn", 1)],
            }];
            let picture = BarsPicture {
                words,
                heading: words.text("status-bars-heading"),
                bars: StatusBars::new(words, &themes),
                lines: vec![],
            };
            for part in &picture.bars.rows[0].parts {
                let x = picture.x(part);
                assert!(
                    x >= MARGIN && x + BarsPicture::length(part) <= WIDTH - MARGIN,
                    "{part:?}"
                );
            }
            let svg = picture.render().unwrap();
            assert!(svg.contains("&#60;Norms&#62;") && !svg.contains("style="), "{svg}");
            let word = words.name("commitment-status", "published").replace('\'', "&#39;");
            assert!(svg.contains(&format!("◇ {word} 3")), "{svg}");
        }
    }
}
