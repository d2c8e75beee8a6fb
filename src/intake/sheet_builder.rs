//! Collects one sheet's cells from any reader and brings them into the shape
//! that [`Sheet`] promises.

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::limits::Budget;
use super::unread::Unread;
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, CellValue, Sheet, Visibility};

/// Rows and columns of Excel's grid; no reader goes beyond.
pub const GRID_ROWS: u32 = 1_048_576;
pub const GRID_COLUMNS: u32 = 16_384;

/// A sheet in the making.
pub struct SheetBuilder<'b> {
    budget: &'b Budget,
    name: Arc<str>,
    visibility: Visibility,
    cells: Vec<Cell>,
    sorted: bool,
    merges: Vec<Range>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    unreadable_cells: u32,
}

impl<'b> SheetBuilder<'b> {
    pub fn new(name: &str, visibility: Visibility, budget: &'b Budget) -> Self {
        SheetBuilder {
            budget,
            name: name.nfc().collect::<String>().into(),
            visibility,
            cells: Vec::new(),
            sorted: true,
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            unreadable_cells: 0,
        }
    }

    /// Adds a cell. An empty text or a number that is not finite is no content;
    /// a cell beyond the grid is counted as unreadable.
    pub fn push(&mut self, cell: Cell) -> Result<(), Unread> {
        match &cell.value {
            CellValue::Text(text) if text.is_empty() => return Ok(()),
            CellValue::Text(text) => self.budget.text(text.len())?,
            CellValue::Number(number) | CellValue::Date(number) if !number.is_finite() => {
                self.unreadable();
                return Ok(());
            }
            _ => {}
        }
        if !on_grid(cell.at) {
            self.unreadable();
            return Ok(());
        }
        self.budget.cells(1)?;
        self.sorted &= self.cells.last().is_none_or(|last| last.at < cell.at);
        self.cells.push(cell);
        Ok(())
    }

    /// Counts a cell that could not be read.
    pub fn unreadable(&mut self) {
        self.unreadable_cells = self.unreadable_cells.saturating_add(1);
    }

    /// Adds a merged range; one of a single cell or beyond the grid is no merge.
    pub fn merge(&mut self, range: Range) -> Result<(), Unread> {
        let ordered = range.first.row <= range.last.row && range.first.column <= range.last.column;
        if ordered && range.first != range.last && on_grid(range.last) {
            self.budget.cells(1)?;
            self.merges.push(range);
        }
        Ok(())
    }

    /// Marks a row (counted from zero) as hidden.
    pub fn hide_row(&mut self, row: u32) {
        if row < GRID_ROWS && self.hidden_rows.len() < GRID_ROWS as usize {
            self.hidden_rows.push(row);
        }
    }

    /// Marks columns (counted from zero, both included) as hidden.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        if first < GRID_COLUMNS && self.hidden_columns.len() < GRID_COLUMNS as usize {
            self.hidden_columns.push((first, last.min(GRID_COLUMNS - 1)));
        }
    }

    /// For formats that say only at the end of a sheet whether it is shown.
    pub fn set_visibility(&mut self, visibility: Visibility) {
        self.visibility = visibility;
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The sheet: sorted, no position twice (the later one counts, the earlier
    /// one as unreadable), hidden rows and columns only where cells can be.
    pub fn finish(mut self) -> Sheet {
        if !self.sorted {
            self.sort();
        }
        self.merges.sort_unstable();
        self.merges.dedup();
        let last_row = self.cells.last().map_or(0, |cell| cell.at.row);
        let last_column = self.cells.iter().map(|cell| cell.at.column).max().unwrap_or(0);
        Sheet {
            name: self.name,
            visibility: self.visibility,
            hidden_rows: self.hidden_rows.into_iter().filter(|&row| row <= last_row).collect(),
            hidden_columns: columns_up_to(&self.hidden_columns, last_column),
            cells: self.cells,
            merges: self.merges,
            unreadable_cells: self.unreadable_cells,
        }
    }

    fn sort(&mut self) {
        self.cells.sort_by_key(|cell| cell.at);
        let before = self.cells.len();
        self.cells.dedup_by(|later, earlier| {
            let same = later.at == earlier.at;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        let dropped = u32::try_from(before - self.cells.len()).unwrap_or(u32::MAX);
        self.unreadable_cells = self.unreadable_cells.saturating_add(dropped);
    }
}

fn on_grid(at: Position) -> bool {
    at.row < GRID_ROWS && at.column < GRID_COLUMNS
}

fn columns_up_to(ranges: &[(u32, u32)], last_column: u32) -> BTreeSet<u32> {
    let mut hidden = vec![false; last_column as usize + 1];
    for &(first, last) in ranges {
        let last = last.min(last_column) as usize;
        if let Some(columns) = hidden.get_mut(first as usize..=last) {
            columns.fill(true);
        }
    }
    (0..=last_column).zip(hidden).filter_map(|(column, hidden)| hidden.then_some(column)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::limits::Limits;

    fn text(row: u32, column: u32, text: &str) -> Cell {
        Cell::text(Position::new(row, column), text)
    }

    fn build(fill: impl FnOnce(&mut SheetBuilder)) -> Sheet {
        let budget = Budget::new(&Limits::default());
        let mut builder = SheetBuilder::new("Sheet", Visibility::Visible, &budget);
        fill(&mut builder);
        builder.finish()
    }

    #[test]
    fn cells_come_out_sorted_and_the_later_of_two_counts() {
        let sheet = build(|builder| {
            for cell in [text(2, 0, "c"), text(0, 1, "old"), text(0, 1, "new"), text(0, 0, "a")] {
                builder.push(cell).unwrap();
            }
        });
        let shown: Vec<_> = sheet.cells.iter().map(Cell::display).collect();
        assert_eq!(shown, ["a", "new", "c"]);
        assert_eq!(sheet.unreadable_cells, 1);
    }

    #[test]
    fn what_is_no_content_or_beyond_the_grid_is_left_out() {
        let sheet = build(|builder| {
            builder.push(text(0, 0, "")).unwrap();
            builder.push(text(GRID_ROWS, 0, "x")).unwrap();
            let at = Position::new(0, 1);
            builder.push(Cell::new(at, CellValue::Number(f64::NAN))).unwrap();
        });
        assert_eq!((sheet.cells.len(), sheet.unreadable_cells), (0, 2));
    }

    #[test]
    fn hidden_rows_and_columns_end_where_the_cells_end() {
        let sheet = build(|builder| {
            builder.push(text(3, 2, "x")).unwrap();
            (2..9).for_each(|row| builder.hide_row(row));
            builder.hide_columns(1, 16_383);
            builder.hide_columns(9, 4);
        });
        assert_eq!(sheet.hidden_rows, BTreeSet::from([2, 3]));
        assert_eq!(sheet.hidden_columns, BTreeSet::from([1, 2]));
    }

    #[test]
    fn sheet_names_are_composed() {
        let budget = Budget::new(&Limits::default());
        let sheet = SheetBuilder::new("a\u{309}", Visibility::Hidden, &budget).finish();
        assert_eq!(&*sheet.name, "ả");
    }
}
