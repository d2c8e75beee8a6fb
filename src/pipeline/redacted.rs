//! A copy of a form with made-up people in it.

use std::path::Path;

use super::check::found;
use super::knowledge::Knowledge;
use super::period::{Content, content};
use super::read::{Memory, REGISTRATION, read_form};
use crate::model::period::Period;
use crate::redact::redact;
use crate::report;
use crate::text;
use crate::workspace::RunError;

/// The bytes of an .xlsx file: the form's layout and mess, with other people.
///
/// # Errors
/// [`RunError::Usage`] for a path that is no file or a file that cannot be read.
pub fn redacted(path: &Path) -> Result<Vec<u8>, RunError> {
    let file = found(path)?;
    let period = Period::of(chrono::Local::now().date_naive());
    let known = Knowledge::load(None, period, None)?;
    let refused = |why: crate::i18n::Text| {
        let (vi, en) = (why.vi, why.en);
        RunError::Usage(text!(
            vi: "không làm được bản sao: {vi}",
            en: "no copy can be made: {en}",
        ))
    };
    let bytes = match content(&file, known.settings.limits.file_megabytes) {
        Content::Bytes(bytes) => bytes,
        Content::Refused(unread) => return Err(refused(unread.why)),
    };
    let read = read_form(&bytes, "", REGISTRATION, &known, &Memory::new());
    let mut read = read.map_err(|unread| refused(unread.why))?;
    redact(&mut read.workbook, &read.layout);
    report::copy(&read.workbook).map_err(|error| RunError::Build(error.text()))
}
