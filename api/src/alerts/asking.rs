//! How a page and the API ask for an alert alike.

use crate::commitments::page::filters::{CONDITIONS, KEYS, filter, named};
use crate::site::Asked;
use crate::site::language::words_of;
use schema::alerts::{self, Search};
use schema::directory::{Attempts, Visit};
use schema::text::{self, Problems};
use schema::{Actor, Connection, Db, Error, Language, Problem, ProblemCode};
use url::form_urlencoded;

/// Characters of a search; a letter has to hold it.
const QUERY_MAX: usize = 1_000;

/// The search that the address of a list asks for, refused where it cannot be meant.
pub async fn search(db: &Db, query: &str, language: Language) -> schema::Result<(Search, Vec<String>)> {
    let words = words_of(language);
    let asked = Asked::read(query, CONDITIONS);
    let query = asked.query();
    if query.len() > QUERY_MAX {
        return Err(Problem::new("query", ProblemCode::TooLong)
            .with("max", QUERY_MAX)
            .into());
    }
    let read = db.read(&Actor::Visitor, async |conn: &mut Connection| {
        Ok((filter(&asked, conn).await?, named(words, &asked, conn).await?))
    });
    let (filter, conditions) = read.await?;
    let named = match &conditions[..] {
        [] => words.text("subscribe-everything"),
        some => some.join(" · "),
    };
    Ok((Search { query, filter, named }, conditions))
}

/// A search as a program gives it: one with a condition that means nothing here would be told of more than was meant. Pages
/// pass over what others have hung on their address.
pub fn meant(query: &str) -> Result<(), Problem> {
    if query.is_empty() {
        return Ok(());
    }
    let query = text::line("query", query, QUERY_MAX)?;
    let is_known = |key: &str| KEYS.iter().any(|(known, _)| *known == key);
    if form_urlencoded::parse(query.as_bytes()).all(|(key, _)| is_known(&key)) {
        Ok(())
    } else {
        Err(Problem::new("query", ProblemCode::Unknown))
    }
}

/// Asks that an address be told of a search; everything that is wrong with either is said at once.
pub async fn request(
    db: &Db,
    attempts: &Attempts,
    visit: &Visit,
    (email, language): (&str, Language),
    query: &str,
) -> schema::Result<()> {
    let mut problems = Problems::default();
    problems.take(text::email("email", email));
    let search = match search(db, query, language).await {
        Ok((search, _)) => search,
        Err(Error::Rejected(wrong)) => {
            problems.0.extend(wrong);
            return problems.none_or_rejected();
        }
        Err(other) => return Err(other),
    };
    problems.none_or_rejected()?;
    alerts::request(db, attempts, visit, email, language, &search).await
}
