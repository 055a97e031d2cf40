//! Stories of commitments: from the first draft to the last update.

mod life;
pub mod scenes;
