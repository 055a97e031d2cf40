//! A page's number of rows, written into the statement.
//!
//! As a parameter it would be unknown to a plan that is kept for all values: Postgres then takes that plan for dear and
//! plans anew at every request, or even starts parallel workers for twenty rows (docs/performance.md).

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// Numbers of rows that are asked for, so that few statements are kept prepared; a page takes of them what it needs.
const STEPS: [i64; 6] = [2, 11, 21, 26, 51, 101];

/// A question with as many rows as a page needs, and the one that tells whether there are more.
#[derive(Clone, Copy, Debug)]
pub struct Limited<Q> {
    query: Q,
    limit: i64,
    is_kept: bool,
}

impl<Q> Limited<Q> {
    pub(super) fn new(query: Q, rows: i64) -> Self {
        let limit = STEPS.into_iter().find(|step| *step >= rows).unwrap_or(rows);
        Self {
            query,
            limit,
            is_kept: true,
        }
    }

    /// Not kept prepared if the question is one of so many that they would fill the server's memory.
    pub fn kept_if(self, is_kept: bool) -> Self {
        Self { is_kept, ..self }
    }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Limited<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if !self.is_kept {
            out.unsafe_to_cache_prepared();
        }
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(" LIMIT ");
        out.push_sql(&self.limit.to_string());
        Ok(())
    }
}

impl<Q> QueryId for Limited<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Limited<Q> {
    type SqlType = Q::SqlType;
}
