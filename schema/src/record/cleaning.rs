//! A row's cells, made clean: white space, empties, marked-up text, values and dates of another register's making; then
//! mended where the mapping knows better.

use super::faults::{ImportFault, ImportFaultCode};
use super::mapping::{Column, Html, Lookup, Mapping, Otherwise};
use super::reading::{Input, Row, restored};
use super::template::Cells;
use crate::text;
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// No cell of a register is longer.
const CELL_MAX: usize = 100_000;

/// What is needed to clean rows: the columns' headers as this file spells them, and the values of other files.
pub(super) struct Cleaner<'m> {
    mapping: &'m Mapping,
    places: Vec<(&'m str, &'m Column, usize)>,
    headers: HashMap<&'m str, String>,
    lookups: Vec<Taken<'m>>,
}

/// A lookup's values, by key.
struct Taken<'m> {
    rule: &'m Lookup,
    values: HashMap<String, Vec<(&'m str, String)>>,
}

/// A row after cleaning.
pub(super) struct Clean<'m> {
    pub cells: Cells<'m>,
    pub faults: Vec<ImportFault>,
    /// Which mends changed something.
    pub mended: Vec<usize>,
}

impl<'m> Cleaner<'m> {
    pub fn new(
        mapping: &'m Mapping,
        header: &csv::StringRecord,
        places: &[(String, usize)],
        input: &Input,
    ) -> Result<Self, Vec<ImportFault>> {
        let columns = &mapping.rules.columns;
        let places: Vec<_> = places
            .iter()
            .filter_map(|(name, place)| {
                columns
                    .get_key_value(name)
                    .map(|(name, column)| (name.as_str(), column, *place))
            })
            .collect();
        let headers = columns.keys().map(|name| {
            let place = places
                .iter()
                .find(|(known, ..)| known == name)
                .map(|(.., place)| *place);
            let header = place
                .and_then(|place| header.get(place))
                .map_or(name.as_str(), str::trim);
            (name.as_str(), header.to_owned())
        });
        let lookups = mapping
            .rules
            .lookup
            .iter()
            .map(|rule| taken(rule, input).map_err(|fault| vec![fault]));
        Ok(Self {
            mapping,
            headers: headers.collect(),
            places,
            lookups: lookups.collect::<Result<_, _>>()?,
        })
    }

    /// The column's header in this file.
    pub fn header(&self, column: &str) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    pub fn clean(&self, row: &Row) -> Clean<'m> {
        let mut clean = Clean {
            cells: Cells::new(),
            faults: vec![],
            mended: vec![],
        };
        for (name, column, place) in &self.places {
            let raw = row.cells.get(*place).unwrap_or_default();
            match self.cell(column, raw) {
                Ok(value) => _ = clean.cells.insert(name, value),
                Err(fault) => {
                    clean.cells.insert(name, raw.to_owned());
                    clean.faults.push(ImportFault {
                        column: (*name).to_owned(),
                        ..fault
                    });
                }
            }
        }
        for lookup in &self.lookups {
            let taken = lookup.values.get(&lookup.rule.of.fill(&clean.cells));
            clean
                .cells
                .extend(taken.into_iter().flatten().map(|(name, value)| (*name, value.clone())));
        }
        self.mend(&mut clean);
        for fault in &mut clean.faults {
            fault.column = self.header(&fault.column).to_owned();
            (fault.row, fault.line) = (Some(row.row), Some(row.line));
        }
        clean
    }

    fn cell(&self, column: &Column, raw: &str) -> Result<String, ImportFault> {
        let fault = |code| ImportFault::cell("", raw, code);
        let value =
            text::clean("", restored(raw), CELL_MAX).map_err(|problem| ImportFault::of_text("", raw, problem))?;
        let value = match column.html {
            Html::Reject if TAG.is_match(&value) => return Err(fault(ImportFaultCode::Html)),
            Html::Strip => stripped(&value),
            Html::Reject | Html::Keep => value,
        };
        if self.mapping.rules.file.empty.contains(&value) || column.empty.contains(&value) || value.is_empty() {
            return Ok(String::new());
        }
        if let Some(known) = column.map.get(&value) {
            return Ok(known.clone());
        }
        if !column.map.is_empty() {
            match column.otherwise {
                Otherwise::Keep => {}
                Otherwise::Empty => return Ok(String::new()),
                Otherwise::Reject => {
                    let known: Vec<&str> = column.map.keys().map(String::as_str).collect();
                    return Err(fault(ImportFaultCode::UnknownValue).with("allowed", known.join(", ")));
                }
            }
        }
        if column.dates.is_empty() {
            return Ok(value);
        }
        let day = column
            .dates
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(&value, form).ok());
        match day.filter(|day| (1800..=2200).contains(&day.year())) {
            Some(day) => Ok(day.to_string()),
            None => Err(fault(ImportFaultCode::NotADate).with("allowed", column.dates.join(", "))),
        }
    }

    /// A cell that a mend sets is no longer at fault.
    fn mend(&self, clean: &mut Clean<'m>) {
        for (number, mend) in self.mapping.rules.mend.iter().enumerate() {
            if !mend.when.holds(&clean.cells) {
                continue;
            }
            let mut has_changed = false;
            let mut put = |clean: &mut Clean<'m>, name: &'m str, value: String| {
                let before = clean.cells.insert(name, value.clone());
                if before.unwrap_or_default() != value {
                    has_changed = true;
                    clean.faults.retain(|fault| fault.column != name);
                }
            };
            let made: Vec<(&'m str, String)> = mend
                .set
                .iter()
                .map(|(name, template)| (name.as_str(), template.fill(&clean.cells)))
                .collect();
            for (name, value) in made {
                let value = mend.map.get(&value).cloned().unwrap_or(value);
                put(clean, name, value);
            }
            for (name, (pattern, with)) in &mend.replace {
                let value = super::template::cell(&clean.cells, name);
                let value = pattern.0.replace_all(value, with.as_str()).trim().to_owned();
                put(clean, name, value);
            }
            if has_changed {
                clean.mended.push(number);
            }
        }
    }
}

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z][^<>]*>|<!--"));
static UNSEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>"));
static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>"));

#[expect(clippy::expect_used, reason = "written here and tried by a test")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a regular expression")
}

/// What a reader of the page would see, as plain text.
fn stripped(text: &str) -> String {
    let text = UNSEEN.replace_all(text, "");
    let text = BREAK.replace_all(&text, "\n");
    let text = TAG.replace_all(&text, "");
    let text = html_escape::decode_html_entities(&text).replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n").chars().filter(|c| !text::is_forbidden(*c)).collect()
}

fn taken<'m>(rule: &'m Lookup, input: &Input) -> Result<Taken<'m>, ImportFault> {
    let missing = || ImportFault::file(ImportFaultCode::MissingLookup).showing(&rule.file);
    let path = input
        .folder()
        .map(|folder| folder.join(&rule.file))
        .filter(|path| path.is_file());
    let Some(path) = path else {
        return if rule.optional {
            Ok(Taken {
                rule,
                values: HashMap::new(),
            })
        } else {
            Err(missing())
        };
    };
    let mut reader = csv::Reader::from_path(path).map_err(|_| missing())?;
    let header = reader.headers().map_err(|_| missing())?.clone();
    let place = |name: &str| {
        let place = header
            .iter()
            .position(|known| known.trim().trim_start_matches('\u{feff}') == name);
        place.ok_or_else(|| ImportFault {
            column: name.to_owned(),
            ..missing()
        })
    };
    let key = place(&rule.key)?;
    let wanted: Vec<(&'m str, usize)> = rule
        .take
        .iter()
        .map(|(name, column)| Ok((name.as_str(), place(column)?)))
        .collect::<Result<_, _>>()?;
    let mut values = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|_| missing())?;
        let cells: HashMap<&str, String> = header
            .iter()
            .zip(&record)
            .map(|(name, cell)| (name, cell.trim().to_owned()))
            .collect();
        if rule.when.holds(&cells) {
            let cell = |place: usize| record.get(place).unwrap_or_default().trim().to_owned();
            values.insert(
                cell(key),
                wanted.iter().map(|(name, place)| (*name, cell(*place))).collect(),
            );
        }
    }
    Ok(Taken { rule, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_up_text_becomes_what_its_reader_would_see() {
        for (given, seen) in [
            ("Tom &amp; Jerry &quot;x&quot;", "Tom & Jerry \"x\""),
            ("<p>First&nbsp;line</p><ul><li>two</li></ul>", "First line\ntwo"),
            ("a<script>alert('x')</script><style>b{}</style>b<!-- c -->", "ab"),
            ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
            ("&lt;b&gt;", "<b>"),
        ] {
            assert_eq!(stripped(given), seen);
        }
        assert!(
            TAG.is_match("<br/>") && TAG.is_match("x</td>") && TAG.is_match("<a href='x'>") && TAG.is_match("<!-- ")
        );
        assert!(!TAG.is_match("5 <6") && !TAG.is_match("a < b > c") && !TAG.is_match("<3"));
    }
}
