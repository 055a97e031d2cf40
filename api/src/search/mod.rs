//! Search over everything that is public: a field of the API, and a page.

pub mod object;
pub mod page;
pub mod query;
