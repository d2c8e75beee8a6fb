//! What can go wrong while a report is written. Nothing here is about the data.

use std::io;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use crate::i18n::Text;
use crate::text;

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

impl ReportError {
    /// What went wrong, for people.
    pub fn text(&self) -> Text {
        let why = self.to_string();
        match self {
            ReportError::Workbook(_) => text!(
                vi: "không dựng được tệp Excel: {why}",
                en: "{why}"
            ),
            ReportError::Io(_) => text!(vi: "không ghi được: {why}", en: "cannot write: {why}"),
        }
    }
}
