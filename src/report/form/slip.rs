//! The hidden sheet by which a form is known again.

use rust_xlsxwriter::Workbook;

use crate::model::slip::{SHEET, Slip};
use crate::report::book::limits::fitting;
use crate::report::error::Result;

/// Writes the slip as the last sheet, out of sight.
pub fn write(book: &mut Workbook, slip: &Slip) -> Result<()> {
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_very_hidden(true);
    for (row, (name, value)) in (0_u32..).zip(slip.lines()) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, fitting(&value))?;
    }
    Ok(())
}
