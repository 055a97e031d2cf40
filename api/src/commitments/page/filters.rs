//! What a list's address asks for: read once, said again in one canonical order, refused where it cannot be meant.

use schema::commitments::{CommitmentFilter, CommitmentOrder, CommitmentStatus, ReportingLight};
use schema::directory::{self, Participant};
use schema::page::Page;
use schema::text::{self, Problems};
use schema::{Connection, Problem, ProblemCode, sources};
use std::collections::BTreeMap;
use url::form_urlencoded;

/// In the order of the alphabet, which is the order of a canonical address.
const KEYS: [&str; 10] = [
    "after",
    "light",
    "order",
    "org",
    "provision",
    "q",
    "state",
    "status",
    "theme",
    "year",
];
/// Those that narrow.
pub const FILTERS: [&str; 8] = ["state", "org", "theme", "provision", "status", "light", "year", "q"];
/// How often a key may come with another value.
fn values_max(key: &str) -> usize {
    if matches!(key, "after" | "order" | "q") { 1 } else { 100 }
}

/// The keys of a query that mean something here, with their values; others are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked(BTreeMap<&'static str, Vec<String>>);

impl Asked {
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if let Some(key) = KEYS
                .into_iter()
                .find(|known| *known == key)
                .filter(|_| !value.is_empty())
            {
                let values = asked.0.entry(key).or_default();
                if !values.iter().any(|there| there == value) {
                    values.push(value.to_owned());
                }
            }
        }
        asked
    }

    pub fn values(&self, key: &str) -> &[String] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    pub fn first(&self, key: &str) -> Option<&str> {
        self.values(key).first().map(String::as_str)
    }

    pub fn is_filtered(&self) -> bool {
        FILTERS.iter().any(|key| self.0.contains_key(key))
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

    pub fn page(&self, limit: i64) -> Page {
        Page {
            cursor: self.first("after").map(str::to_owned),
            ..Page::first(limit)
        }
    }

    pub fn order(&self) -> Result<CommitmentOrder, Problem> {
        let code = self.first("order").unwrap_or(CommitmentOrder::Newest.code());
        CommitmentOrder::from_code(code).ok_or_else(|| Problem::new("order", ProblemCode::Unknown))
    }

    /// The conditions, or everything that is wrong with them.
    pub async fn filter(&self, conn: &mut Connection) -> schema::Result<CommitmentFilter> {
        let mut problems = Problems::default();
        let mut filter = CommitmentFilter::default();
        let (mut states, mut organizations, mut provisions) = (vec![], vec![], vec![]);
        problems.take(self.order());
        for (key, values) in &self.0 {
            let max = values_max(key);
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
                match *key {
                    "state" => states.push(value),
                    "org" => organizations.push(value),
                    "provision" => provisions.push(value),
                    "theme" => filter.themes.push(value),
                    "status" => filter
                        .statuses
                        .extend(known(&mut problems, key, CommitmentStatus::from_code(&value))),
                    "light" => filter
                        .lights
                        .extend(known(&mut problems, key, ReportingLight::from_code(&value))),
                    "year" => match year(&value) {
                        Some(year) => filter.years.push(year),
                        None => problems.0.push(
                            Problem::new("year", ProblemCode::OutOfRange)
                                .with("min", 1)
                                .with("max", 9999),
                        ),
                    },
                    "q" => filter.text = Some(value),
                    _ => {}
                }
            }
        }
        // One question for all of a kind, however many were chosen.
        let found = directory::participants_by_codes(conn, &[&states[..], &organizations].concat()).await?;
        for (key, codes, is_state, ids) in [
            ("state", states, true, &mut filter.participants),
            ("org", organizations, false, &mut filter.organizations),
        ] {
            for code in codes {
                let is_its = |one: &&Participant| {
                    one.kind.is_state() == is_state
                        && one.code.as_deref().is_some_and(|its| its.eq_ignore_ascii_case(&code))
                };
                ids.extend(known(&mut problems, key, found.iter().find(is_its)).map(|one| one.id));
            }
        }
        let found = sources::provisions_by_references(conn, &provisions).await?;
        for reference in provisions {
            let its = found.iter().find(|one| one.reference == reference);
            filter
                .provisions
                .extend(known(&mut problems, "provision", its).map(|one| one.id));
        }
        let found = sources::themes_by_codes(conn, &filter.themes).await?;
        let is_there = |code: &String| found.iter().any(|theme| theme.code == *code);
        problems.check(filter.themes.iter().all(is_there), "theme", ProblemCode::Unknown);
        problems.none_or_rejected()?;
        Ok(filter)
    }
}

/// Four digits at most, and no sign.
fn year(value: &str) -> Option<i32> {
    let is_plain = value.len() <= 4 && value.bytes().all(|digit| digit.is_ascii_digit());
    value.parse().ok().filter(|year| is_plain && *year > 0)
}

fn known<T>(problems: &mut Problems, key: &str, value: Option<T>) -> Option<T> {
    problems.check(value.is_some(), key, ProblemCode::Unknown);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_said_again_in_one_order() {
        let asked =
            Asked::read("theme=norms&utm_source=x&status=published&status=completed&status=published&q=&after=abc");
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
        assert!(asked.is_filtered() && !Asked::read("order=newest").is_filtered());
    }
}
