//! A sheet as layout looks at it: rows of cells, and which merge covers a place.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, CellValue, Sheet};
use crate::text::unicode::clean;

/// The non-empty rows of a sheet.
pub(super) struct Grid<'a> {
    pub sheet: &'a Sheet,
    pub rows: Vec<Row<'a>>,
    /// Merges of more than one cell, by their first row.
    merges: Vec<Range>,
    tallest: u32,
}

/// A non-empty row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Counted from zero, as on the sheet.
    pub number: u32,
    pub cells: &'a [Cell],
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        let rows = sheet.rows().filter(|(_, cells)| cells.iter().any(is_filled));
        let rows = rows.map(|(number, cells)| Row { number, cells }).collect();
        let mut merges: Vec<Range> =
            sheet.merges.iter().copied().filter(|merge| merge.first != merge.last).collect();
        merges.sort_by_key(|merge| merge.first);
        let tallest = merges.iter().map(|m| m.last.row - m.first.row).max().unwrap_or(0);
        Grid { sheet, rows, merges, tallest }
    }

    /// The merge that covers a place.
    pub fn merge_at(&self, at: Position) -> Option<Range> {
        self.merges_near(at.row).find(|merge| merge.contains(at))
    }

    /// The merges that cover some cell of a row.
    pub fn merges_in_row(&self, row: u32) -> impl Iterator<Item = Range> {
        self.merges_near(row)
    }

    fn merges_near(&self, row: u32) -> impl Iterator<Item = Range> {
        let from = row.saturating_sub(self.tallest);
        let start = self.merges.partition_point(|merge| merge.first.row < from);
        let end = self.merges.partition_point(|merge| merge.first.row <= row);
        let near = self.merges.get(start..end).unwrap_or_default();
        near.iter().copied().filter(move |merge| merge.last.row >= row)
    }

    /// The index of the row with this number, or of the next one below.
    pub fn index_of(&self, number: u32) -> usize {
        self.rows.partition_point(|row| row.number < number)
    }
}

impl<'a> Row<'a> {
    /// The cell in a column, if it holds anything.
    pub fn cell(&self, column: u32) -> Option<&'a Cell> {
        let index = self.cells.binary_search_by_key(&column, |cell| cell.at.column).ok()?;
        self.cells.get(index).filter(|cell| is_filled(cell))
    }

    /// Cleaned text of the cell in a column; empty when there is none.
    pub fn text(&self, column: u32) -> Cow<'a, str> {
        self.cell(column).map_or(Cow::Borrowed(""), text_of)
    }

    /// The filled cells within some columns.
    pub fn within(&self, columns: RangeInclusive<u32>) -> impl Iterator<Item = &'a Cell> + use<'a> {
        let start = self.cells.partition_point(|cell| cell.at.column < *columns.start());
        let end = self.cells.partition_point(|cell| cell.at.column <= *columns.end());
        self.cells.get(start..end).unwrap_or_default().iter().filter(|cell| is_filled(cell))
    }

    pub fn filled(&self) -> impl Iterator<Item = &'a Cell> + use<'a> {
        self.cells.iter().filter(|cell| is_filled(cell))
    }
}

/// What a cell says, cleaned.
pub(super) fn text_of(cell: &Cell) -> Cow<'_, str> {
    match &cell.value {
        CellValue::Text(text) => match clean(text) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            owned => owned,
        },
        _ => Cow::Owned(cell.display()),
    }
}

/// Whether a cell holds more than blanks.
pub(super) fn is_filled(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) => text.chars().any(|c| !is_blank(c)),
        CellValue::Uncalculated => false,
        _ => true,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_no_cells_and_merges_are_found_by_place() {
        let range = |a: (u32, u32), b: (u32, u32)| Range {
            first: Position::new(a.0, a.1),
            last: Position::new(b.0, b.1),
        };
        let cell = |row, column, text: &str| Cell::text(Position::new(row, column), text);
        let sheet = Sheet {
            cells: vec![cell(0, 0, " \u{A0}\n"), cell(2, 1, " a "), cell(5, 0, "b")],
            merges: vec![range((0, 0), (3, 0)), range((2, 1), (2, 4)), range((9, 9), (9, 9))],
            ..Sheet::default()
        };
        let grid = Grid::new(&sheet);
        assert_eq!(grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(grid.rows[0].text(1), "a");
        assert_eq!(grid.merge_at(Position::new(2, 3)), Some(range((2, 1), (2, 4))));
        assert_eq!(grid.merges_in_row(3).count(), 1);
        assert_eq!(grid.merge_at(Position::new(9, 9)), None);
    }
}
