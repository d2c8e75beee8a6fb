//! What people and other programs read: the officer's workbook, class lists,
//! replies, blank forms, JSON lines. The only home of `rust_xlsxwriter`.

pub mod book;
pub mod error;
pub mod field;
pub mod index;
pub mod json;
pub mod officer;
pub mod outcome;
pub mod repairs;
pub mod rule_names;
pub mod summary;

pub use error::ReportError;
pub use index::Index;
pub use outcome::Outcome;
pub use summary::Summary;
