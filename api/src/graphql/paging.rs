//! Connections: pages of lists by key, with `edges`, `nodes`, `pageInfo`, and a count only when asked for.

use async_graphql::SimpleObject;

/// Where a page lies in its list.
#[derive(SimpleObject, Clone, Debug)]
pub struct PageInfo {
    /// Whether rows follow behind this page.
    pub has_next_page: bool,
    /// Whether rows stand before this page.
    pub has_previous_page: bool,
    /// Cursor of the first row; to be given as `before`.
    pub start_cursor: Option<String>,
    /// Cursor of the last row; to be given as `after`.
    pub end_cursor: Option<String>,
}

impl PageInfo {
    pub fn of<T>(rows: &schema::page::Rows<T>, cursor: impl Fn(&T) -> String) -> Self {
        Self {
            has_next_page: rows.has_next,
            has_previous_page: rows.has_previous,
            start_cursor: rows.rows.first().map(&cursor),
            end_cursor: rows.rows.last().map(&cursor),
        }
    }
}

/// `connection! { /// doc  Name, Edge: Node, Filter => |conn, actor, filter| count }`: a connection over rows that are
/// already there; how many there are in all is counted only if it is asked for.
#[macro_export]
#[doc(hidden)]
macro_rules! connection {
    ($(#[$doc:meta])* $name:ident, $edge:ident: $node:ty, $filter:ty => |$conn:ident, $actor:pat_param, $chosen:pat_param| $count:expr) => {
        $(#[$doc])*
        pub struct $name {
            edges: Vec<$edge>,
            page_info: $crate::graphql::paging::PageInfo,
            filter: $filter,
        }

        /// A row of the list with its cursor.
        #[derive(async_graphql::SimpleObject, Clone)]
        pub struct $edge {
            /// The row's place in the list; to be given as `after` or `before`.
            pub cursor: String,
            /// The row.
            pub node: $node,
        }

        $(#[$doc])*
        #[async_graphql::Object]
        impl $name {
            /// The rows with their cursors.
            async fn edges(&self) -> &[$edge] {
                &self.edges
            }

            /// The rows.
            async fn nodes(&self) -> Vec<$node> {
                self.edges.iter().map(|edge| edge.node.clone()).collect()
            }

            /// Where this page lies in the list.
            async fn page_info(&self) -> &$crate::graphql::paging::PageInfo {
                &self.page_info
            }

            /// How many rows the whole list holds, of those the asker may read; counted only when asked for.
            async fn total_count(&self, ctx: &async_graphql::Context<'_>) -> Result<i64, $crate::graphql::ApiError> {
                use $crate::graphql::context::Ask;
                let ($actor, $chosen) = (ctx.actor(), &self.filter);
                ctx.read(async |$conn: &mut schema::Connection| $count.await).await
            }
        }

        impl $name {
            pub fn of<T>(rows: schema::page::Rows<T>, filter: $filter, cursor: impl Fn(&T) -> String, node: impl Fn(T) -> $node) -> Self {
                let page_info = $crate::graphql::paging::PageInfo::of(&rows, &cursor);
                let edge = |row: T| $edge { cursor: cursor(&row), node: node(row) };
                Self { page_info, filter, edges: rows.rows.into_iter().map(edge).collect() }
            }
        }
    };
}
