//! What was found, as the API shows it.

use crate::commitments::object::{Commitment, ProgressUpdate};
use crate::connection;
use crate::graphql::scalars::Date;
use crate::sources::object::Provision;
use async_graphql::{Object, SimpleObject, Union};
use schema::Language;
use schema::search::{Excerpt, Found, Hit, SearchKind};

/// A record that can be found.
#[derive(Union, Clone)]
pub enum SearchRecord {
    Commitment(Commitment),
    ProgressUpdate(ProgressUpdate),
    Provision(Provision),
}

/// A stretch of a text that was found.
#[derive(SimpleObject, Clone)]
pub struct SearchPart {
    /// The text.
    text: String,
    /// Whether it is what was asked for.
    is_match: bool,
}

/// A text that was found, or a passage of it.
#[derive(SimpleObject, Clone)]
pub struct SearchExcerpt {
    /// The language it is in.
    language: Language,
    /// Its parts, in order; together they are the text.
    parts: Vec<SearchPart>,
}

impl SearchExcerpt {
    fn of(excerpt: &Excerpt) -> Self {
        let part = |piece: &schema::search::Piece| SearchPart {
            text: piece.text.clone(),
            is_match: piece.is_match,
        };
        Self {
            language: excerpt.language,
            parts: excerpt.pieces.iter().map(part).collect(),
        }
    }
}

/// A record that was found, with what it was found by.
#[derive(Clone)]
pub struct SearchHit(pub Hit);

/// A record that was found, with what it was found by.
#[Object]
impl SearchHit {
    /// What kind of record it is.
    async fn kind(&self) -> SearchKind {
        self.0.found.kind()
    }

    /// The record.
    async fn record(&self) -> SearchRecord {
        match &self.0.found {
            Found::Provision(row) => SearchRecord::Provision(Provision(row.clone())),
            Found::Commitment(record) => SearchRecord::Commitment(Commitment(record.clone())),
            Found::Update(row, _) => SearchRecord::ProgressUpdate(ProgressUpdate(row.clone())),
        }
    }

    /// The commitment it is, or that it speaks of; empty for provisions.
    async fn commitment(&self) -> Option<Commitment> {
        match &self.0.found {
            Found::Provision(_) => None,
            Found::Commitment(record) | Found::Update(_, record) => Some(Commitment(record.clone())),
        }
    }

    /// The language of the text it was found by.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// Its title, that of its commitment for an update, in the reader's language where there is one.
    async fn title(&self) -> SearchExcerpt {
        SearchExcerpt::of(&self.0.title)
    }

    /// The passage it was found by, which may be the title in another language; empty where there is no more to say.
    async fn passage(&self) -> Option<SearchExcerpt> {
        (!self.0.passage.is_empty()).then(|| SearchExcerpt::of(&self.0.passage))
    }

    /// The day it is of: undertaken, reported, or that of the document.
    async fn dated_on(&self) -> Date {
        Date(self.0.dated_on)
    }
}

connection! {
    /// Records that were found, best first.
    SearchHitConnection, SearchHitEdge: SearchHit, i64 => |_conn, _, count| std::future::ready(Ok::<i64, schema::Error>(*count))
}
