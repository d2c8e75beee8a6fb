//! What people and other programs read: the officer's workbook, class lists,
//! replies, blank forms, JSON lines. The only home of `rust_xlsxwriter`.

pub mod outcome;

pub use outcome::Outcome;
