//! Search over everything that is public: provisions, commitments, updates, in the six languages.
//!
//! Words are kept beside the records by triggers (`search_entries`); a question is made to words in the same way, for each
//! language a text may be in, so that `formations` finds `formation` in a French text and nothing in an English one. Every
//! word has to be there. What answers better stands first, by rules that can be told: the reference itself; then texts in
//! the reader's language; then words in the title, one after the other, before words in the text; then the newest.

mod excerpt;

pub use excerpt::{Excerpt, Piece};

use crate::actor::*;
use crate::commitments::{ProgressUpdate, Record, commitments_by_ids, progress_updates_by_ids};
use crate::directory::Participant;
use crate::page::{Page, Rows, cursor};
use crate::sources::{Provision, provisions_by_ids};
use crate::tables::{participants, search_participants};
use crate::{Connection, Language, Result, Texts, text, values};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;
use uuid::Uuid;

values! {
    /// What kind of record was found.
    pub enum SearchKind {
        /// A recommendation, or a clause of one.
        Provision = "provision",
        /// What a participant undertook.
        Commitment = "commitment",
        /// What a participant said of its progress.
        Update = "update",
    }
}

/// So many records at most are put in order and counted; whoever has more may ask with more words.
pub const HITS_MAX: i64 = 1_000;
/// Characters in a question: with it the number of its words is bounded, too.
pub const TEXT_MAX: usize = 200;

/// What is looked for, by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    text: String,
    /// The reader's; texts in it come first.
    pub language: Language,
    /// All where empty.
    pub kinds: Vec<SearchKind>,
}

impl Question {
    /// Refused if it is empty or too long.
    pub fn new(field: &str, text: &str, language: Language, kinds: &[SearchKind]) -> Result<Self> {
        Ok(Self {
            text: text::line(field, text, TEXT_MAX)?,
            language,
            // each of them once, in their order
            kinds: SearchKind::ALL
                .iter()
                .copied()
                .filter(|kind| kinds.contains(kind))
                .collect(),
        })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, of one kind only.
    pub fn of(&self, kind: SearchKind) -> Self {
        Self {
            kinds: vec![kind],
            ..self.clone()
        }
    }

    fn kinds(&self) -> Vec<SearchKind> {
        if self.kinds.is_empty() {
            SearchKind::ALL.to_vec()
        } else {
            self.kinds.clone()
        }
    }
}

/// A record that was found.
#[derive(Clone, Debug)]
pub enum Found {
    Provision(Arc<Provision>),
    Commitment(Record),
    /// With the commitment it speaks of.
    Update(Arc<ProgressUpdate>, Record),
}

impl Found {
    pub fn kind(&self) -> SearchKind {
        match self {
            Self::Provision(_) => SearchKind::Provision,
            Self::Commitment(_) => SearchKind::Commitment,
            Self::Update(..) => SearchKind::Update,
        }
    }

    /// The language in which its title was written; of an update, that of its commitment.
    pub fn title_original(&self) -> Language {
        match self {
            Self::Provision(_) => Language::En,
            Self::Commitment(record) | Self::Update(_, record) => record.commitment.original_language,
        }
    }

    /// The language in which it was written.
    pub fn original(&self) -> Language {
        match self {
            Self::Update(update, _) => update.original_language,
            Self::Provision(_) | Self::Commitment(_) => self.title_original(),
        }
    }
}

/// A record with what it was found by.
#[derive(Clone, Debug)]
pub struct Hit {
    pub found: Found,
    /// The language of the text it was found by.
    pub language: Language,
    /// The title as the reader is shown it everywhere; of an update, that of its commitment.
    pub title: Excerpt,
    /// The passage that was found, which may be the title in another language; empty where there is no more to say.
    pub passage: Excerpt,
    /// The day it is of.
    pub dated_on: NaiveDate,
    place: (i32, NaiveDate, Uuid),
}

impl Hit {
    pub fn cursor(&self) -> String {
        cursor(ORDER, &self.place)
    }
}

/// One page of what was found, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Answer {
    pub hits: Rows<Hit>,
    /// [`HITS_MAX`] at most.
    pub count: i64,
    /// Whether there are more than can be counted.
    pub is_more: bool,
}

const ORDER: &str = "found";

/// With the number of all; the rest is empty where the page is.
#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    record_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<SearchKind>,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<Language>,
    #[diesel(sql_type = Nullable<Date>)]
    dated_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Integer>)]
    score: Option<i32>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    id: Uuid,
    kind: SearchKind,
    language: Language,
    dated_on: NaiveDate,
    score: i32,
}

impl Line {
    fn place(&self) -> Option<Place> {
        Some(Place {
            id: self.record_id?,
            kind: self.kind?,
            language: self.language?,
            dated_on: self.dated_on?,
            score: self.score?,
        })
    }
}

/// The best of each language and kind, put together: those that answer in their titles, and all, the newest of each. Of a
/// record that answers as well in several languages, none of them the reader's, the language it was written in.
///
/// What is asked is known when the statement is planned, since it is not kept prepared, and by how many texts each word is
/// held: for a rare word the plan goes by the index of words, for one that half of the texts hold by the newest first.
fn candidates(kinds: &[SearchKind]) -> String {
    let mut found = String::new();
    for language in Language::ALL.iter().map(|language| language.code()) {
        for kind in kinds.iter().map(|kind| kind.code()) {
            for (column, is_head) in [("head_words", 1), ("words", 0)] {
                let _ = write!(
                    found,
                    "(select record_id, kind, language, is_original, dated_on, 0 as is_known, {is_head} as is_head,
                        case when {column} @@ search_phrase('{language}', $1) then 1 else 0 end as is_phrase
                      from (select record_id, kind, language, is_original, dated_on, {column} from search_entries
                        where language = '{language}' and kind = '{kind}' and {column} @@ search_query('{language}', $1)
                        order by dated_on desc, record_id desc limit {limit}) as newest)
                     union all ",
                    limit = HITS_MAX + 1,
                );
            }
        }
    }
    format!(
        "with found as (
           {found} select record_id, kind, language, is_original, dated_on, 1, 1, 1 from search_entries
             where known_as = search_fold($1) and kind = any ($3)
         ), best as (
           select distinct on (record_id) record_id, kind, language, dated_on,
               is_known * 1000 + case when language = $2 then 100 else 0 end
                 + is_head * 10 + is_phrase * case when is_head = 1 then 20 else 5 end as score
             from found order by record_id, score desc, is_original desc, language
         )"
    )
}

/// What is found, best first, a page at a time; only what is public, whoever asks.
pub async fn search(conn: &mut Connection, question: &Question, page: &Page) -> Result<Answer> {
    let after = page.key::<(i32, NaiveDate, Uuid)>(ORDER)?;
    let (score, day, id) = after.unwrap_or((i32::MAX, NaiveDate::MAX, Uuid::max()));
    let lines: Vec<Line> = diesel::sql_query(format!(
        "{candidates} select counted.total, shown.* from (select count(*) as total from best) as counted left join (
             select * from (select * from best order by score desc, dated_on desc, record_id desc limit {HITS_MAX}) as first
               where (score, dated_on, record_id) < ($4, $5, $6) order by score desc, dated_on desc, record_id desc limit {rows}
           ) as shown on true order by shown.score desc, shown.dated_on desc, shown.record_id desc",
        candidates = candidates(&question.kinds()),
        rows = page.limit + 1,
    ))
    .bind::<Text, _>(&question.text)
    .bind::<Text, _>(question.language)
    .bind::<Array<Text>, _>(question.kinds())
    .bind::<Integer, _>(score)
    .bind::<Date, _>(day)
    .bind::<SqlUuid, _>(id)
    .load(conn)
    .await?;
    let total = lines.as_slice().first().map_or(0, |line| line.total);
    let places = page.rows(lines.iter().filter_map(Line::place).collect());
    Ok(Answer {
        hits: Rows {
            rows: hits(conn, question, &places.rows).await?,
            has_next: places.has_next,
            has_previous: places.has_previous,
        },
        count: total.min(HITS_MAX),
        is_more: total > HITS_MAX,
    })
}

/// The records at these places, with what they were found by: one question for each kind, and one for the passages.
async fn hits(conn: &mut Connection, question: &Question, places: &[Place]) -> Result<Vec<Hit>> {
    let visitor = &Actor::Visitor;
    let of = |kind: SearchKind| {
        places
            .iter()
            .filter(move |place| place.kind == kind)
            .map(|place| place.id)
    };
    let ids: Vec<_> = of(SearchKind::Provision).map(ProvisionId).collect();
    let mut provisions = HashMap::new();
    if !ids.is_empty() {
        let rows = provisions_by_ids(conn, &ids).await?;
        provisions.extend(rows.into_iter().map(|row| (row.id.0, Arc::new(row))));
    }
    let ids: Vec<_> = of(SearchKind::Update).map(ProgressUpdateId).collect();
    let mut updates = HashMap::new();
    if !ids.is_empty() {
        let rows = progress_updates_by_ids(conn, visitor, &ids).await?;
        updates.extend(rows.into_iter().map(|row| (row.id.0, Arc::new(row))));
    }
    let mut ids: Vec<_> = of(SearchKind::Commitment).map(CommitmentId).collect();
    ids.extend(updates.values().map(|update| update.commitment_id));
    let mut commitments = HashMap::new();
    if !ids.is_empty() {
        let rows = commitments_by_ids(conn, visitor, &ids).await?;
        commitments.extend(rows.into_iter().map(|row| (row.commitment.id.0, row)));
    }
    let mut found = vec![];
    for place in places {
        let record = match place.kind {
            SearchKind::Provision => provisions.get(&place.id).cloned().map(Found::Provision),
            SearchKind::Commitment => commitments.get(&place.id).cloned().map(Found::Commitment),
            SearchKind::Update => updates.get(&place.id).and_then(|update| {
                let of = commitments.get(&update.commitment_id.0)?;
                Some(Found::Update(update.clone(), of.clone()))
            }),
        };
        // What was hidden between two questions is not there.
        found.extend(record.map(|record| (*place, record)));
    }
    let said = found
        .iter()
        .flat_map(|(place, record)| said(*place, record, question.language));
    let mut marked = marked(conn, question, said.collect()).await?.into_iter();
    let pairs = found.into_iter().map(|(place, record)| {
        let mut next = || marked.next().unwrap_or_default();
        let (title, text, title_found) = (next(), next(), next());
        let passage = if title_found.has_match() && !text.has_match() {
            title_found
        } else {
            text
        };
        Hit {
            found: record,
            language: place.language,
            title,
            passage: passage.shortened(),
            dated_on: place.dated_on,
            place: (place.score, place.dated_on, place.id),
        }
    });
    Ok(pairs.collect())
}

/// Of a record: its title for the reader, its text in the language it was found in, and its title in that language where the
/// reader is shown another.
fn said(place: Place, record: &Found, reader: Language) -> [(Language, String); 3] {
    let (title, text, is_titled): (&Texts, &Texts, bool) = match record {
        Found::Provision(provision) => (&provision.title, &provision.summary, true),
        Found::Commitment(record) => (&record.commitment.title, &record.commitment.summary, true),
        // it is not found by the title of its commitment
        Found::Update(update, record) => (&record.commitment.title, &update.narrative, false),
    };
    let found = |texts: &Texts| (place.language, texts.get(place.language).unwrap_or_default().to_owned());
    let shown = title.shown(reader, record.title_original());
    let is_other = is_titled && shown.as_ref().is_some_and(|shown| shown.language != place.language);
    [
        shown.map_or_else(|| found(title), |shown| (shown.language, shown.text.to_owned())),
        found(text),
        if is_other {
            found(title)
        } else {
            (place.language, String::new())
        },
    ]
}

/// Those who are called just so, now or earlier, in any language or by their code; in protocol order.
pub async fn participants_called(conn: &mut Connection, question: &Question) -> Result<Vec<Participant>> {
    let name = diesel::dsl::sql::<Text>("search_fold(")
        .bind::<Text, _>(&question.text)
        .sql(")");
    let called = search_participants::table
        .filter(search_participants::name.eq(name))
        .select(search_participants::participant_id);
    Ok(participants::table
        .filter(participants::id.eq_any(called))
        .order((participants::sort_key, participants::id))
        .select(Participant::as_select())
        .load(conn)
        .await?)
}

#[derive(diesel::QueryableByName)]
struct Marked {
    #[diesel(sql_type = Text)]
    text: String,
}

/// These texts, with what was asked for marked in them.
async fn marked(conn: &mut Connection, question: &Question, texts: Vec<(Language, String)>) -> Result<Vec<Excerpt>> {
    if texts.is_empty() {
        return Ok(vec![]);
    }
    let (languages, texts): (Vec<Language>, Vec<String>) = texts.into_iter().unzip();
    let rows: Vec<Marked> = diesel::sql_query(
        "select coalesce(search_marked(t.language, t.text, q.asked), t.text) as text
           from unnest($2, $3) with ordinality as t (language, text, place)
           left join (select language, search_query(language, $1) as asked from (select distinct unnest($2) as language) as l) as q
             on q.language = t.language
           order by t.place",
    )
    .bind::<Text, _>(&question.text)
    .bind::<Array<Text>, _>(&languages)
    .bind::<Array<Text>, _>(&texts)
    .load(conn)
    .await?;
    let signs = excerpt::Signs::of(&question.text);
    let excerpts = rows.iter().zip(languages);
    Ok(excerpts
        .map(|(row, language)| Excerpt::read(language, &row.text, &signs))
        .collect())
}
