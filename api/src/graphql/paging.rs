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

/// `connection! { /// doc  Name, Edge: Node [, count(connection, ctx) { … }] }`: a connection over rows that are already there.
#[macro_export]
#[doc(hidden)]
macro_rules! connection {
    ($(#[$doc:meta])* $name:ident, $edge:ident: $node:ty) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        pub struct $name {
            /// The rows with their cursors.
            pub edges: Vec<$edge>,
            /// The rows.
            pub nodes: Vec<$node>,
            /// Where this page lies in the list.
            pub page_info: $crate::graphql::paging::PageInfo,
        }

        /// A row of the list with its cursor.
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            /// The row's place in the list; to be given as `after` or `before`.
            pub cursor: String,
            /// The row.
            pub node: $node,
        }

        impl $name {
            pub fn of<T: Clone>(rows: schema::page::Rows<T>, cursor: impl Fn(&T) -> String, node: impl Fn(T) -> $node) -> Self {
                Self {
                    page_info: $crate::graphql::paging::PageInfo::of(&rows, &cursor),
                    edges: rows.rows.iter().map(|row| $edge { cursor: cursor(row), node: node(row.clone()) }).collect(),
                    nodes: rows.rows.into_iter().map(node).collect(),
                }
            }
        }
    };
}
