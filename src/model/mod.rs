//! The nouns of the program: pure data, no I/O, no rules.

pub mod date;
pub mod place;
pub mod workbook;
