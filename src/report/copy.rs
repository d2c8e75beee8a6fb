//! A workbook as it was read, written again: values, fonts, merges, what is
//! hidden. Nothing of the file itself comes along, no author and no comment.

use std::io::Cursor;

use rust_xlsxwriter::{Color, Format, Workbook as Book, Worksheet};

use super::book::names::sheet_name;
use super::error::Result;
use crate::model::workbook::{Cell, CellValue, Sheet, Visibility, Workbook};

/// Excel's longest text.
const LONGEST: usize = 32_767;

/// The bytes of an .xlsx file with the cells of a workbook.
///
/// # Errors
/// When the workbook cannot be made.
pub fn copy(workbook: &Workbook) -> Result<Vec<u8>> {
    let mut book = Book::new();
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        let page = book.add_worksheet();
        let name = if sheet.name.is_empty() {
            format!("Sheet{}", number + 1)
        } else {
            sheet_name(&sheet.name)
        };
        page.set_name(name)?;
        write(page, sheet)?;
    }
    if workbook.sheets.is_empty() {
        book.add_worksheet();
    }
    let mut bytes = Cursor::new(Vec::new());
    book.save_to_writer(&mut bytes)?;
    Ok(bytes.into_inner())
}

fn write(page: &mut Worksheet, sheet: &Sheet) -> Result<()> {
    for range in &sheet.merges {
        let (first, last) = (range.first, range.last);
        let (Ok(left), Ok(right)) = (u16::try_from(first.column), u16::try_from(last.column))
        else {
            continue;
        };
        // Ranges that overlap, which only damaged files have, are left out.
        let _ = page.merge_range(first.row, left, last.row, right, "", &Format::new());
    }
    for cell in &sheet.cells {
        write_cell(page, cell)?;
    }
    for &row in &sheet.hidden_rows {
        page.set_row_hidden(row)?;
    }
    for &column in &sheet.hidden_columns {
        if let Ok(column) = u16::try_from(column) {
            page.set_column_hidden(column)?;
        }
    }
    match sheet.visibility {
        Visibility::Visible => {}
        Visibility::Hidden => drop(page.set_hidden(true)),
        Visibility::VeryHidden => drop(page.set_very_hidden(true)),
    }
    Ok(())
}

fn write_cell(page: &mut Worksheet, cell: &Cell) -> Result<()> {
    let Ok(column) = u16::try_from(cell.at.column) else { return Ok(()) };
    let row = cell.at.row;
    let look = look(cell);
    let text = |text: &str| text.chars().take(LONGEST).collect::<String>();
    match &cell.value {
        CellValue::Text(value) => {
            let stored = cell.stored.as_deref().unwrap_or(value);
            page.write_string_with_format(row, column, text(stored), &look)?;
        }
        CellValue::Number(number) => {
            page.write_number_with_format(row, column, *number, &look)?;
        }
        CellValue::Date(serial) => {
            page.write_number_with_format(
                row,
                column,
                *serial,
                &look.set_num_format("dd/mm/yyyy"),
            )?;
        }
        CellValue::Bool(value) => {
            page.write_boolean_with_format(row, column, *value, &look)?;
        }
        CellValue::Error(code) => {
            page.write_string_with_format(row, column, text(code), &look)?;
        }
        CellValue::Uncalculated => {
            page.write_blank(row, column, &look)?;
        }
    }
    Ok(())
}

fn look(cell: &Cell) -> Format {
    let mut look = Format::new().set_font_color(Color::Black);
    if let Some(font) = &cell.font {
        look = look.set_font_name(&**font);
    }
    if cell.look.bold {
        look = look.set_bold();
    }
    if cell.look.strikeout {
        look = look.set_font_strikethrough();
    }
    match cell.look.padded_digits {
        0 => look,
        digits => look.set_num_format("0".repeat(usize::from(digits))),
    }
}
