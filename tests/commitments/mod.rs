//! Stories of commitments: from the first draft to the last update.

mod comments;
mod evidence;
mod life;
mod measures;
pub mod scenes;
