//! What people and other programs read: the officer's workbook, class lists,
//! replies, blank forms, JSON lines, Parquet. The only home of `rust_xlsxwriter` and `parquet`.

pub mod book;
pub mod copy;
pub mod cycle;
pub mod error;
pub mod export;
pub mod field;
pub mod files;
pub mod form;
pub mod index;
pub mod json;
pub mod officer;
pub mod outcome;
pub mod paper;
#[cfg(feature = "parquet")]
mod parquet;
pub mod repairs;
pub mod reply;
pub mod rule_names;
pub mod school;
pub mod summary;

pub use copy::copy;
pub use error::ReportError;
pub use export::Export;
pub use files::{Planned, ReportFile, Reports, files};
pub use form::Design;
pub use index::Index;
pub use outcome::Outcome;
pub use summary::Summary;
