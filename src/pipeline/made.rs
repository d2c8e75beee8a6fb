//! A workbook made in memory.

use std::io::Cursor;

use crate::report::ReportError;
use crate::workspace::RunError;

/// The bytes that `write` writes.
///
/// # Errors
/// [`RunError::Build`] when the workbook cannot be made.
pub fn made(
    write: impl FnOnce(&mut Cursor<Vec<u8>>) -> Result<(), ReportError>,
) -> Result<Vec<u8>, RunError> {
    let mut out = Cursor::new(Vec::new());
    write(&mut out).map_err(|error| RunError::Build(error.text()))?;
    Ok(out.into_inner())
}
