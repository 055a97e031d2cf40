//! Stories of commitments: from the first draft to the last update.

mod acts;
mod audiences;
mod joint;
mod life;
mod light;
mod milestones;
mod reports;
pub mod scenes;
mod together;
mod updates;
