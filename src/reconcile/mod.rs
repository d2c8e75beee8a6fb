//! Who is who: the same person across forms, units, months and lists.
//!
//! Rows are compared as `templates/matching.toml` says; nothing is learnt at
//! run time and nothing depends on the order of the files, so a result can be
//! explained row by row and made again.

mod batch;
mod blocking;
mod cluster;
mod compared;
mod date;
mod engine;
mod explain;
mod features;
mod history;
mod likeness;
mod links;
mod lists;
mod name;
mod namesakes;
mod notes;
mod number;
mod people;
pub mod plain;
mod rarity;
#[cfg(test)]
mod samples;
mod score;
mod standing;
mod table;
mod words;

pub use crate::model::batch::Rulings;
pub use batch::{Earlier, batch, settle};
pub use explain::{Explanation, explain, levels};
pub use features::SOURCES;
pub use notes::{Note, NoteKind};
