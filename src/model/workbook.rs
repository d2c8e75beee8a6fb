//! What intake gives: sheets of cells, sparse, with what the later stages need
//! to know of their looks. No type of any spreadsheet library shows here.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::place::{Position, Range};
pub use crate::text::legacy::LegacyEncoding;

/// What the bytes of a file are, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Xlsx,
    Xlsm,
    Xls,
    Xlsb,
    Ods,
    Csv,
    /// An HTML table, often called .xls.
    Html,
    /// SpreadsheetML 2003.
    Xml,
}

/// The name of the sheet that holds the text around the tables of an HTML page, one line a cell.
pub const TEXT_AROUND_TABLES: &str = "Ngoài bảng";

/// A file's cells.
#[derive(Clone, Debug)]
pub struct Workbook {
    pub format: Format,
    /// In the order of the file, hidden ones too; sheets without cells (charts, macros) are left out.
    pub sheets: Vec<Sheet>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    #[default]
    Visible,
    Hidden,
    VeryHidden,
}

/// A sheet: its non-empty cells in row, then column order.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// NFC; empty for formats that have no sheets (CSV, HTML).
    pub name: Arc<str>,
    pub visibility: Visibility,
    /// Sorted by position, no position twice, no cell empty.
    pub cells: Vec<Cell>,
    /// Merged ranges; only the first cell of each carries a value. Known for
    /// .xlsx, .xls, .ods and HTML.
    pub merges: Vec<Range>,
    /// Rows that the sender has hidden or filtered away, counted from zero.
    pub hidden_rows: BTreeSet<u32>,
    /// Counted from zero.
    pub hidden_columns: BTreeSet<u32>,
    /// How many cells were left out because they could not be read.
    pub unreadable_cells: u32,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub at: Position,
    pub value: CellValue,
    /// What the file holds where `value` differs from it: legacy text before
    /// it was decoded. `None` when `value` is as found.
    pub stored: Option<Box<str>>,
    /// Which legacy encoding `value` was decoded from.
    pub decoded_from: Option<LegacyEncoding>,
    /// The font's name where the format tells it (`.VnTime`, `VNI-Times`, `Times New Roman`).
    pub font: Option<Arc<str>>,
    pub look: CellLook,
}

/// What of a cell's formatting carries meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellLook {
    pub bold: bool,
    /// Struck out: the sender crossed the text out.
    pub strikeout: bool,
    /// The value is a formula's stored result.
    pub formula: bool,
    /// How many digits a format like `000000000000` pads to; 0 when it does not.
    pub padded_digits: u8,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// As stored but for legacy encodings: neither trimmed nor NFC.
    Text(Box<str>),
    /// Finite. Whole numbers up to 2^53 are exact.
    Number(f64),
    /// A number whose format is a date: a serial day number of the 1900
    /// system, also for 1904 workbooks (already shifted). The fraction is the time of day.
    Date(f64),
    Bool(bool),
    /// `#REF!`, `#N/A` …
    Error(Box<str>),
    /// A formula whose result the file does not hold.
    Uncalculated,
}

impl Cell {
    /// A plain cell, for readers and tests.
    pub fn new(at: Position, value: CellValue) -> Self {
        Cell { at, value, stored: None, decoded_from: None, font: None, look: CellLook::default() }
    }

    pub fn text(at: Position, text: impl Into<Box<str>>) -> Self {
        Cell::new(at, CellValue::Text(text.into()))
    }

    /// What a person would read in the cell, as text; dates as `dd/mm/yyyy`.
    /// Whole numbers come without a decimal point, padded where the format pads.
    pub fn display(&self) -> String {
        match &self.value {
            CellValue::Text(text) => text.to_string(),
            CellValue::Number(number) => display_number(*number, self.look.padded_digits),
            CellValue::Date(serial) => super::date::display_serial(*serial),
            CellValue::Bool(true) => "TRUE".to_owned(),
            CellValue::Bool(false) => "FALSE".to_owned(),
            CellValue::Error(code) => code.to_string(),
            CellValue::Uncalculated => String::new(),
        }
    }

    /// What to show as the raw value: the stored text before decoding, else [`Cell::display`].
    pub fn raw(&self) -> String {
        self.stored.as_deref().map_or_else(|| self.display(), str::to_owned)
    }
}

fn display_number(number: f64, padded_digits: u8) -> String {
    if number.fract() == 0.0 && number.abs() < 9.0e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range")]
        let whole = number as i64;
        format!("{whole:0width$}", width = usize::from(padded_digits))
    } else {
        // 15 significant digits: what Excel itself keeps, without the noise of binary fractions.
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        format!("{rounded}")
    }
}

impl Sheet {
    /// The cell at a position, if it holds something.
    pub fn cell(&self, at: Position) -> Option<&Cell> {
        self.cells.binary_search_by_key(&at, |cell| cell.at).ok().map(|index| &self.cells[index])
    }

    /// The non-empty rows, in order, each with its cells in column order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells.chunk_by(|a, b| a.at.row == b.at.row).map(|cells| (cells[0].at.row, cells))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, CellValue, Position, Sheet};

    #[test]
    fn numbers_are_shown_as_a_person_would_read_them() {
        let show = |number| Cell::new(Position::default(), CellValue::Number(number)).display();
        assert_eq!(show(17_085_001_234.0), "17085001234");
        assert_eq!(show(0.1 + 0.2), "0.3");
        assert_eq!(show(-5.0), "-5");
    }

    #[test]
    fn padding_formats_give_lost_zeros_back() {
        let mut cell = Cell::new(Position::default(), CellValue::Number(17_085_001_234.0));
        cell.look.padded_digits = 12;
        assert_eq!(cell.display(), "017085001234");
    }

    #[test]
    fn rows_come_in_order_with_their_cells() {
        let at = |row, column| Cell::text(Position::new(row, column), "x");
        let sheet = Sheet { cells: vec![at(1, 0), at(1, 2), at(4, 1)], ..Sheet::default() };
        let rows: Vec<_> = sheet.rows().map(|(row, cells)| (row, cells.len())).collect();
        assert_eq!(rows, [(1, 2), (4, 1)]);
    }
}
