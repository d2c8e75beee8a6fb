//! What is printed and signed: frames, tables with headings, closing lines,
//! signatures kept together with the last rows.

pub mod block;
pub mod breaks;
pub mod columns;
pub mod document;
pub mod fill;
pub mod numerals;
pub mod sheet;
pub mod table;

pub use document::Document;
pub use fill::Fill;
pub use sheet::PaperSheet;
