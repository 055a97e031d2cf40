//! Reads values of one row by the mapping's templates, and notes what is wrong with them.

use super::cleaning::Cleaner;
use super::faults::{ImportFault, ImportFaultCode};
use super::mapping::{SourceRules, TextRules};
use super::reading::Row;
use super::template::{Cells, First, Template};
use crate::text::{self, LINE_MAX, TEXT_MAX};
use crate::{Language, Problem, Texts};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::{Map, Value};
use std::str::FromStr;
use uuid::Uuid;

/// Longer ids would not fit an index.
const EXTERNAL_ID_MAX: usize = 200;

pub(super) struct Pen<'p, 'm> {
    cleaner: &'p Cleaner<'m>,
    pub cells: &'p Cells<'m>,
    pub row: u32,
    pub line: u32,
    pub faults: Vec<ImportFault>,
}

impl<'p, 'm> Pen<'p, 'm> {
    pub fn new(cleaner: &'p Cleaner<'m>, cells: &'p Cells<'m>, row: &Row) -> Self {
        Self {
            cleaner,
            cells,
            row: row.row,
            line: row.line,
            faults: vec![],
        }
    }

    pub fn header(&self, column: &str) -> String {
        self.cleaner.header(column).to_owned()
    }

    pub fn fill(&self, rule: &First) -> String {
        rule.fill(self.cells)
    }

    /// The text, if there is one; a single line.
    pub fn some(&mut self, rule: &First) -> Option<String> {
        Some(self.text(rule, LINE_MAX)).filter(|text| !text.is_empty())
    }

    /// An id, whole: every cell it is made of must be there.
    pub fn identity(&mut self, template: &Template) -> Option<String> {
        match template.fill_whole(self.cells) {
            Err(column) => {
                self.complain(column, "", ImportFaultCode::Required);
                None
            }
            Ok(_) => self.short(&First::One(template.clone())),
        }
    }

    /// As [`some`](Self::some), short enough for an index.
    pub fn short(&mut self, rule: &First) -> Option<String> {
        Some(self.text(rule, EXTERNAL_ID_MAX)).filter(|text| !text.is_empty())
    }

    pub fn text(&mut self, rule: &First, max: usize) -> String {
        let given = self.fill(rule);
        self.clean(rule, &given, text::clean("", &given, max))
    }

    fn clean(&mut self, rule: &First, given: &str, result: Result<String, Problem>) -> String {
        result.unwrap_or_else(|problem| {
            let fault = ImportFault::of_text(&self.header(rule.column()), given, problem);
            self.faults.push(fault.at(self.row, self.line));
            String::new()
        })
    }

    /// Texts by language, empty ones left out.
    pub fn texts(&mut self, rules: &TextRules, max: usize) -> Texts {
        let mut texts = Texts::default();
        for (language, rule) in rules.by_language() {
            let text = self.text(rule, max);
            if !text.is_empty() {
                texts.0.insert(language, text);
            }
        }
        let text = self.text(&rules.text, max);
        if !text.is_empty() {
            match self.value(&rules.language, Language::from_code) {
                Some(language) => _ = texts.0.entry(language).or_insert(text),
                None => self.complain_unless_told(&rules.language, ImportFaultCode::Required),
            }
        }
        texts
    }

    /// The rule that gives a text in some language.
    pub fn first_rule<'r>(&self, rules: &'r TextRules) -> &'r First {
        let all = rules.by_language().map(|(_, rule)| rule);
        all.into_iter()
            .find(|rule| !rule.templates().is_empty())
            .unwrap_or(&rules.text)
    }

    /// One of a closed set of values.
    pub fn value<T>(&mut self, rule: &First, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = self.fill(rule);
        let value = from_code(&code);
        if value.is_none() && !code.is_empty() {
            self.complain(rule.column(), &code, ImportFaultCode::UnknownValue);
        }
        value
    }

    pub fn day(&mut self, rule: &First) -> Option<NaiveDate> {
        let text = self.fill(rule);
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .ok()
            .filter(|day| (1945..=2200).contains(&day.year()));
        if day.is_none() && !text.is_empty() {
            self.complain(rule.column(), &text, ImportFaultCode::NotADate);
        }
        day
    }

    pub fn moment(&mut self, rule: &First) -> Option<DateTime<Utc>> {
        let text = self.fill(rule);
        let moment = text.parse().ok();
        if moment.is_none() && !text.is_empty() {
            self.complain(rule.column(), &text, ImportFaultCode::NotADate);
        }
        moment
    }

    pub fn number(&mut self, rule: &First) -> Option<i32> {
        let text = self.fill(rule);
        let number = text.parse().ok();
        if number.is_none() && !text.is_empty() {
            self.complain(rule.column(), &text, ImportFaultCode::NotANumber);
        }
        number
    }

    pub fn id<T: FromStr + Into<Uuid>>(&mut self, rule: &First) -> Option<Uuid> {
        let text = self.fill(rule);
        let id = text.parse::<T>().ok().map(Into::into);
        if id.is_none() && !text.is_empty() {
            self.complain(rule.column(), &text, ImportFaultCode::WrongId);
        }
        id
    }

    pub fn url(&mut self, rule: &First) -> Option<String> {
        let given = self.fill(rule);
        let url = if given.is_empty() {
            Ok(given.clone())
        } else {
            text::url("", &given)
        };
        Some(self.clean(rule, &given, url)).filter(|url| !url.is_empty())
    }

    pub fn source(&mut self, rules: &SourceRules) -> Map<String, Value> {
        let mut source = Map::new();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                source.insert(name.to_owned(), Value::String(value));
            }
        };
        put("symbol", self.some(&rules.symbol));
        put("paragraph", self.some(&rules.paragraph));
        put("on", self.day(&rules.on).map(|day| day.to_string()));
        put("url", self.url(&rules.url));
        put(
            "language",
            self.value(&rules.language, Language::from_code)
                .map(|language| language.code().to_owned()),
        );
        put(
            "quote",
            Some(self.text(&rules.quote, TEXT_MAX)).filter(|quote| !quote.is_empty()),
        );
        source
    }

    pub fn complain(&mut self, column: &str, value: &str, code: ImportFaultCode) {
        let fault = ImportFault::cell(&self.header(column), value, code);
        self.faults.push(fault.at(self.row, self.line));
    }

    /// Complains of the first rule that names a column.
    pub fn complain_of<const N: usize>(&mut self, rules: [&First; N], code: ImportFaultCode) {
        let rule = rules.into_iter().find(|rule| !rule.column().is_empty());
        let column = rule.map(|rule| rule.column().to_owned()).unwrap_or_default();
        let value = rule.map(|rule| self.fill(rule)).unwrap_or_default();
        self.complain(&column, &value, code);
    }

    /// Complains unless the column is complained of already.
    pub fn complain_unless_told(&mut self, rule: &First, code: ImportFaultCode) {
        let header = self.header(rule.column());
        if !self.faults.iter().any(|fault| fault.column == header) {
            self.complain_of([rule], code);
        }
    }
}
