//! SQL that is always the same text.
//!
//! Written out by hand it may stay prepared: diesel prepares a statement with `dsl::sql` in it anew each time, since it
//! cannot know that. And a long list of columns need not be put together at every request.

use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping, is_aggregate,
};
use diesel::pg::{Pg, PgQueryBuilder};
use diesel::query_builder::{AstPass, QueryBuilder, QueryFragment, QueryId};
use diesel::result::QueryResult;
use std::marker::PhantomData;
use std::sync::OnceLock;

/// An expression of this type, as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fixed<ST>(&'static str, PhantomData<ST>);

pub(crate) const fn fixed<ST>(sql: &'static str) -> Fixed<ST> {
    Fixed(sql, PhantomData)
}

impl<ST: TypedExpressionType> Expression for Fixed<ST> {
    type SqlType = ST;
}

impl<ST> QueryFragment<Pg> for Fixed<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl<ST> QueryId for Fixed<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST, QS> SelectableExpression<QS> for Fixed<ST> where Self: Expression {}
impl<ST, QS> AppearsOnTable<QS> for Fixed<ST> where Self: Expression {}

impl<ST, GB> ValidGrouping<GB> for Fixed<ST> {
    type IsAggregate = is_aggregate::Never;
}

/// A selection without parameters, whose text is put together the first time and kept. Diesel walks through a question four
/// times before it is sent; of ninety columns that is a tenth of what a request costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<S> {
    selection: S,
    text: &'static OnceLock<String>,
}

impl<S> Kept<S> {
    pub(crate) const fn new(text: &'static OnceLock<String>, selection: S) -> Self {
        Self { selection, text }
    }
}

/// `kept!(selection)`: a [`Kept`] whose text belongs to this place.
macro_rules! kept {
    ($selection:expr) => {{
        static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        $crate::fixed::Kept::new(&TEXT, $selection)
    }};
}
pub(crate) use kept;

impl<S: Expression> Expression for Kept<S> {
    type SqlType = S::SqlType;
}

impl<S: QueryFragment<Pg>> QueryFragment<Pg> for Kept<S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let text = match self.text.get() {
            Some(text) => text,
            None => {
                let mut text = PgQueryBuilder::default();
                self.selection.to_sql(&mut text, &Pg)?;
                self.text.get_or_init(|| QueryBuilder::<Pg>::finish(text))
            }
        };
        out.push_sql(text);
        Ok(())
    }
}

impl<S> QueryId for Kept<S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<S: SelectableExpression<QS>, QS> SelectableExpression<QS> for Kept<S> {}
impl<S: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for Kept<S> {}

impl<S: ValidGrouping<GB>, GB> ValidGrouping<GB> for Kept<S> {
    type IsAggregate = S::IsAggregate;
}
