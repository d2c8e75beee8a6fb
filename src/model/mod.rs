//! The nouns of the program: pure data, no I/O, no rules.

pub mod batch;
pub mod cycle;
pub mod date;
pub mod judgement;
pub mod kept;
pub mod period;
pub mod place;
pub mod record;
pub mod reference;
pub mod repairs;
pub mod role;
pub mod slip;
pub mod submission;
pub mod value;
pub mod words;
pub mod workbook;
