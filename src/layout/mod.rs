//! Cells → tables: where the list is, what each column means, what each row is,
//! whose form it is and for when.

mod assignment;
mod beside;
mod body;
mod cell_dates;
mod cell_names;
mod cell_traits;
mod cell_words;
mod column_reasons;
mod columns;
mod content;
mod grid;
mod header;
mod headerless;
mod heading_tree;
mod hints;
pub mod inspect;
mod name_columns;
mod number_row;
mod pairs;
mod refusal;
mod regions;
mod row_kinds;
mod row_words;
mod rows;
mod sections;
pub mod sender;
mod shape;
mod shifts;
mod surroundings;
pub mod table;
mod tables;
#[cfg(test)]
mod testing;
mod totals;
mod traits;
mod understand;
mod words;

pub use hints::{Hints, Known, Nothing, Remembered};
pub use understand::understand;
