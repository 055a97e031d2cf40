//! Being told by e-mail of a search: the page that offers it, the pages behind the letters' links, and the same acts in the
//! API.

mod asking;
pub mod mutation;
pub mod page;
