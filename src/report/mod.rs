//! What people and other programs read: the officer's workbook, class lists,
//! replies, blank forms, JSON lines. The only home of `rust_xlsxwriter`.

pub mod field;
pub mod index;
pub mod json;
pub mod outcome;

pub use index::Index;
pub use outcome::Outcome;
