//! What is printed and signed: frames, tables with headings, closing lines,
//! signatures kept together with the last rows.

pub mod block;
pub mod breaks;
pub mod columns;
pub mod fill;
pub mod numerals;
pub mod sheet;
pub mod table;

pub use fill::Fill;
pub use sheet::PaperSheet;
