//! Pages of lists, by key: a page begins behind the last row of the one before, so deep pages cost what first ones do.

mod limited;

pub use limited::Limited;

use crate::{Error, Problem, ProblemCode, Result};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

/// The greatest number of rows one page may have; more is refused, never shortened.
pub const FIRST_MAX: i64 = 100;
pub const FIRST_DEFAULT: i64 = 25;

/// Which page of a list: `first` rows `after` a cursor, or the `last` rows `before` one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub limit: i64,
    pub is_backward: bool,
    pub cursor: Option<String>,
}

impl Page {
    pub fn first(limit: i64) -> Self {
        Self {
            limit,
            is_backward: false,
            cursor: None,
        }
    }

    /// From the four arguments of a connection; no more than one direction.
    pub fn new(first: Option<i32>, after: Option<String>, last: Option<i32>, before: Option<String>) -> Result<Self> {
        let (field, limit, is_backward, cursor) = match (first, last) {
            (Some(_), Some(_)) => return Err(Error::problem("last", ProblemCode::TooMany)),
            (first, None) if before.is_none() => ("first", first.map_or(FIRST_DEFAULT, i64::from), false, after),
            (None, last) if after.is_none() => ("last", last.map_or(FIRST_DEFAULT, i64::from), true, before),
            (Some(_), None) => return Err(Error::problem("before", ProblemCode::TooMany)),
            (None, _) => return Err(Error::problem("after", ProblemCode::TooMany)),
        };
        if !(1..=FIRST_MAX).contains(&limit) {
            return Err(Problem::new(field, ProblemCode::OutOfRange)
                .with("min", 1)
                .with("max", FIRST_MAX)
                .into());
        }
        Ok(Self {
            limit,
            is_backward,
            cursor,
        })
    }

    /// The key in the cursor, if there is one and it belongs to this order of this list.
    pub fn key<K: DeserializeOwned + Serialize>(&self, order: &str) -> Result<Option<K>> {
        self.cursor
            .as_deref()
            .map(|cursor| read_cursor(order, cursor, if self.is_backward { "before" } else { "after" }))
            .transpose()
    }

    /// The question, with the number of rows of this page and at least one more.
    pub fn limited<Q>(&self, query: Q) -> Limited<Q> {
        Limited::new(query, self.limit + 1)
    }

    /// Cuts the rows too many that were asked for, and puts a backward page into reading order.
    pub fn rows<T>(&self, mut rows: Vec<T>) -> Rows<T> {
        let has_more = rows.len() as i64 > self.limit;
        rows.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        if self.is_backward {
            rows.reverse();
        }
        let has_cursor = self.cursor.is_some();
        let (has_next, has_previous) = if self.is_backward {
            (has_cursor, has_more)
        } else {
            (has_more, has_cursor)
        };
        Rows {
            rows,
            has_next,
            has_previous,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Rows<T> {
    pub rows: Vec<T>,
    pub has_next: bool,
    pub has_previous: bool,
}

/// An opaque place in a list: which order, and the key of the row.
pub fn cursor(order: &str, key: &impl Serialize) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::json!([order, key]).to_string())
}

fn read_cursor<K: DeserializeOwned + Serialize>(order: &str, given: &str, field: &str) -> Result<K> {
    let wrong = || Error::problem(field, ProblemCode::Unknown);
    let json = BASE64_URL_SAFE_NO_PAD.decode(given).map_err(|_| wrong())?;
    // Nobody but us writes cursors; what the database could not compare is none of ours.
    let is_ours = |text: &str| !text.starts_with(['-', '+']) && !text.contains('\0');
    let (of, key): (String, serde_json::Value) = serde_json::from_slice(&json).map_err(|_| wrong())?;
    let texts = key.as_array().map_or(std::slice::from_ref(&key), Vec::as_slice);
    if of != order || !texts.iter().filter_map(serde_json::Value::as_str).all(is_ours) {
        return Err(wrong());
    }
    let key: K = serde_json::from_value(key).map_err(|_| wrong())?;
    // A reader of dates takes more than is ever written.
    if cursor(order, &key) == given {
        Ok(key)
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_belongs_to_its_order() {
        let page = Page {
            cursor: Some(cursor("newest", &7)),
            ..Page::first(5)
        };
        assert_eq!(page.key::<i32>("newest").ok().flatten(), Some(7));
        assert!(page.key::<i32>("due").is_err());
        let spaced = Page {
            cursor: Some(cursor("due", &" -9999-01-01")),
            ..Page::first(5)
        };
        assert!(spaced.key::<chrono::NaiveDate>("due").is_err());
        assert!(
            Page {
                cursor: Some("§".into()),
                ..Page::first(5)
            }
            .key::<i32>("newest")
            .is_err()
        );
    }

    #[test]
    fn too_large_a_page_is_refused_not_shortened() {
        assert!(Page::new(Some(101), None, None, None).is_err());
        assert!(Page::new(Some(0), None, None, None).is_err());
        assert!(Page::new(Some(1), None, Some(1), None).is_err());
        assert_eq!(Page::new(None, None, None, None).map(|p| p.limit).ok(), Some(25));
    }

    #[test]
    fn a_backward_page_is_in_reading_order() {
        let page = Page {
            limit: 2,
            is_backward: true,
            cursor: Some(String::new()),
        };
        let rows = page.rows(vec![3, 2, 1]);
        assert_eq!((rows.rows, rows.has_next, rows.has_previous), (vec![2, 3], true, true));
    }
}
