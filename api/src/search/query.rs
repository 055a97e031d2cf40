//! The question of all who look for something.

use super::object::{SearchHit, SearchHitConnection};
use crate::commitments::query::at_most;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use async_graphql::{Context, Object};
use schema::page::Page;
use schema::search::{self as model, Hit, Question, SearchKind};
use schema::{Connection, Language};

#[derive(Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Provisions, commitments and updates that hold these words; only what is public, whoever asks. Best first: a reference,
    /// then texts in the language of the question, then words in titles, then the newest. 1,000 at most are listed and counted.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Words, in any of the six languages and in any of their forms; a name of a participant; a reference of \
                    a record, or of a provision that it answers. Between quotation marks: words that stand side by side."
        )]
        text: String,
        #[graphql(desc = "The reader's language; that of the request where empty.")] language: Option<Language>,
        #[graphql(desc = "What kinds of records; all where empty.", default)] kinds: Vec<SearchKind>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Result<SearchHitConnection, ApiError> {
        let page = Page::new(first, after, None, None)?;
        at_most("kinds", kinds.len())?;
        let question = Question::new("text", &text, language.unwrap_or_else(|| ctx.language()), &kinds)?;
        let answer = ctx
            .read(async |conn: &mut Connection| model::search(conn, &question, &page).await)
            .await?;
        Ok(SearchHitConnection::of(
            answer.hits,
            answer.count,
            Hit::cursor,
            SearchHit,
        ))
    }
}
