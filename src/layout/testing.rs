//! Small sheets for tests, written as text.

use super::grid::Grid;
use crate::model::place::Position;
use crate::model::workbook::{Cell, CellValue, Sheet};

/// A sheet from lines with `|` between cells; whole numbers become numbers.
pub(super) fn sheet_of(lines: &str) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in lines.lines().enumerate() {
        for (column, text) in line.split('|').enumerate().filter(|(_, text)| !text.is_empty()) {
            let at = Position::new(row as u32, column as u32);
            let value = match text.parse::<f64>() {
                Ok(number) if !text.starts_with('0') => CellValue::Number(number),
                _ => CellValue::Text(text.replace("\\n", "\n").into()),
            };
            cells.push(Cell::new(at, value));
        }
    }
    Sheet { name: "Sheet1".into(), cells, ..Sheet::default() }
}

pub(super) fn grid_of(sheet: &Sheet) -> Grid<'_> {
    Grid::new(sheet)
}
