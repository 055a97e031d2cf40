//! What a page's address asks for: read once, said again in one canonical order.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use schema::page::Page;
use schema::text::{self, Problems};
use schema::{Problem, ProblemCode};
use url::form_urlencoded;

use super::parts::Choice;

/// A key that means something on a page, and how often it may come with another value.
pub type Key = (&'static str, usize);

/// The keys of a query that mean something here, with their values; others are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked(BTreeMap<&'static str, Vec<String>>);

impl Asked {
    pub fn read(query: &str, keys: &[Key]) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if let Some((key, _)) = keys
                .iter()
                .find(|(known, _)| *known == key)
                .filter(|_| !value.is_empty())
            {
                let values = asked.0.entry(*key).or_default();
                if !values.iter().any(|there| there == value) {
                    values.push(value.to_owned());
                }
            }
        }
        asked
    }

    /// The values, each a line of text, with their keys; and what cannot be one.
    pub fn lines(&self, keys: &[Key], problems: &mut Problems) -> schema::Result<Vec<(&'static str, String)>> {
        let mut lines = vec![];
        for (key, values) in &self.0 {
            let max = keys.iter().find(|(known, _)| known == key).map_or(1, |(_, max)| *max);
            if values.len() > max {
                return Err(Problem::new(*key, ProblemCode::TooMany).with("max", max).into());
            }
            for value in values {
                let Some(value) = problems.take(text::line(key, value, 200)) else {
                    continue;
                };
                // What was no UTF-8 came out as this.
                if value.contains(char::REPLACEMENT_CHARACTER) {
                    let wrong = Problem::new(*key, ProblemCode::ForbiddenCharacter);
                    problems.0.push(wrong.with("character", "U+FFFD"));
                    continue;
                }
                lines.push((*key, value));
            }
        }
        Ok(lines)
    }

    pub fn values(&self, key: &str) -> &[String] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    pub fn first(&self, key: &str) -> Option<&str> {
        self.values(key).first().map(String::as_str)
    }

    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// A value that may be chosen for a key, and whether it is.
    pub fn choice(&self, key: &str, value: &str, text: String) -> Choice {
        Choice {
            value: value.to_owned(),
            text,
            is_chosen: self.values(key).iter().any(|chosen| chosen == value),
        }
    }

    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, values) in &self.0 {
            query.extend_pairs(values.iter().map(|value| (*key, value)));
        }
        query.finish()
    }

    /// Without the place in the list.
    pub fn without_place(&self) -> Self {
        let mut other = self.clone();
        other.0.remove("after");
        other
    }

    /// Of these keys alone.
    pub fn only(&self, keys: &[&str]) -> Self {
        let mut other = self.clone();
        other.0.retain(|key, _| keys.contains(key));
        other
    }

    pub fn after(&self, cursor: String) -> String {
        let mut other = self.clone();
        other.0.insert("after", vec![cursor]);
        other.query()
    }

    pub fn with_only(&self, key: &'static str, value: &str) -> String {
        let mut other = self.without_place();
        other.0.insert(key, vec![value.to_owned()]);
        other.query()
    }

    pub fn without(&self, key: &str, value: &str) -> String {
        let mut other = self.without_place();
        if let Some(values) = other.0.get_mut(key) {
            values.retain(|there| there != value);
        }
        other.query()
    }

    /// The day under `as_of`, today at the latest; none where it is the present that is wanted.
    pub fn past_day(&self, today: NaiveDate) -> schema::Result<Option<NaiveDate>> {
        let mut problems = Problems::default();
        let lines = self.only(&[AS_OF.0]).lines(&[AS_OF], &mut problems)?;
        problems.none_or_rejected()?;
        let Some((key, value)) = lines.into_iter().next() else {
            return Ok(None);
        };
        let is_plain = value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let day: Option<NaiveDate> = value.parse().ok().filter(|_| is_plain);
        match day {
            None => Err(Problem::new(key, ProblemCode::Unknown).into()),
            Some(day) if day > today => Err(Problem::new(key, ProblemCode::InTheFuture).into()),
            Some(day) => Ok(Some(day)),
        }
    }

    pub fn page(&self, limit: i64) -> Page {
        Page {
            cursor: self.first("after").map(str::to_owned),
            ..Page::first(limit)
        }
    }
}

/// The key of a day that has passed, of which a page is to tell.
pub const AS_OF: Key = ("as_of", 1);

/// A value of a list of known ones, or what is wrong with it.
pub fn known<T>(problems: &mut Problems, key: &str, value: Option<T>) -> Option<T> {
    problems.check(value.is_some(), key, ProblemCode::Unknown);
    value
}

/// A year: four digits at most, and no sign.
pub fn year(problems: &mut Problems, key: &str, value: &str) -> Option<i32> {
    let is_plain = value.len() <= 4 && value.bytes().all(|digit| digit.is_ascii_digit());
    let year = value.parse().ok().filter(|year| is_plain && *year > 0);
    if year.is_none() {
        problems.0.push(
            Problem::new(key, ProblemCode::OutOfRange)
                .with("min", 1)
                .with("max", 9999),
        );
    }
    year
}

/// A reference in an address, its slashes and parentheses as they are written.
pub fn as_path(reference: &str) -> String {
    let mut written = String::with_capacity(reference.len());
    for byte in reference.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:()".contains(&byte) {
            written.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

/// The address of a path with a query, if there is one.
pub fn address(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_said_again_in_one_order() {
        let keys = [("after", 1), ("order", 1), ("q", 1), ("status", 9), ("theme", 9)];
        let query = "theme=norms&utm_source=x&status=published&status=completed&status=published&q=&after=abc";
        let asked = Asked::read(query, &keys);
        assert_eq!(asked.query(), "after=abc&status=published&status=completed&theme=norms");
        assert_eq!(asked.without("status", "published"), "status=completed&theme=norms");
        assert_eq!(
            asked.without_place().query(),
            "status=published&status=completed&theme=norms"
        );
        assert_eq!(
            asked.with_only("theme", "a b&c"),
            "status=published&status=completed&theme=a+b%26c"
        );
        assert!(asked.has("theme") && !asked.has("q"));
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        let keys = [("q", 1), ("year", 9)];
        let mut problems = Problems::default();
        let lines = Asked::read("q=%FF&year=2026", &keys)
            .lines(&keys, &mut problems)
            .unwrap();
        assert_eq!(lines, [("year", "2026".to_owned())]);
        assert_eq!(problems.0.len(), 1);
        assert!(Asked::read("q=a&q=b", &keys).lines(&keys, &mut problems).is_err());
        for (value, is_one) in [
            ("2026", true),
            ("+2026", false),
            ("12345", false),
            ("0", false),
            ("soon", false),
        ] {
            assert_eq!(year(&mut problems, "year", value).is_some(), is_one, "{value}");
        }
    }
}
