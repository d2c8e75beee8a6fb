//! What can go wrong while a report is written. Nothing here is about the data.

use std::io;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

/// A file that could not be written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The workbook library refused.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

pub type Result<T, E = ReportError> = std::result::Result<T, E>;
