//! Whose form it is and which version: from title block, file name, folder,
//! sheet names and row keys, against the units list. Conflicting evidence is
//! said so, never settled by a coin toss.

mod clues;
mod index;
mod names;
mod tokens;
mod version;

pub use clues::{Scene, evidence};
pub use index::{Match, Strength, UnitIndex};
pub use version::version;
