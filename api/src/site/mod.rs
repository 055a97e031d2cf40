//! What every page stands on: its frame, its language, the files it loads, and how long it may be kept.
//!
//! A page is a struct of values ready to be shown, and a template. The question that fills it has chosen already what
//! the asker may see; nothing here knows the database.
//!
//! ```text
//! pub async fn show(visit: Visit) -> HttpResponse {
//!     let shell = visit.shell(Section::Commitments, "/commitments", visit.asked(KEYS).query());
//!     visit.page(&ListPage { words: visit.words, shell, … })
//! }
//! ```

pub mod asked;
pub mod asking;
pub mod assets;
pub mod cache;
pub mod charts;
pub mod commitments;
pub mod diff;
pub mod directory;
pub mod embed;
pub mod files;
pub mod kept;
pub mod language;
pub mod letters;
pub mod milestones;
pub mod operator;
pub mod pages;
pub mod parts;
pub mod sample;
pub mod shell;
pub mod tiles;
pub mod visit;

pub use asked::Asked;
pub use cache::{Cache, answer, answer_with};
pub use language::{PageLanguage, words_of};
pub use operator::{Licence, Operator};
pub use parts::{Choice, Day, Link, Mark, Said, Trouble};
pub use sample::Sample;
pub use shell::{Section, Shell, Site};
pub use visit::Visit;

#[cfg(test)]
mod tests;
