//! Where something stands: file → sheet → row → cell.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A cell's position on a sheet, both parts counted from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub row: u32,
    pub column: u32,
}

impl Position {
    pub fn new(row: u32, column: u32) -> Self {
        Position { row, column }
    }

    /// The row number that Excel shows, counted from one.
    pub fn row_number(self) -> u32 {
        self.row + 1
    }
}

/// Writes the position as Excel does: `B12`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row_number())
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A column's letters as Excel shows them, for a column counted from zero: 0 → `A`, 26 → `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|&letter| letter as char).collect()
}

/// The column, counted from zero, of letters as Excel shows them; `None` when
/// they name no column (at most XFD).
pub fn column_number(letters: &str) -> Option<u32> {
    let mut number = 0_u32;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() || number > 16_384 {
            return None;
        }
        number = number * 26 + u32::from(letter - b'A') + 1;
    }
    (1..=16_384).contains(&number).then(|| number - 1)
}

/// A rectangle of cells, corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    pub first: Position,
    pub last: Position,
}

impl Range {
    pub fn contains(&self, at: Position) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

/// As much of a place as is known. Ordered by file, sheet, row, column, so that
/// findings come out in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path below the workspace with `/` between its parts; empty when the
    /// statement is about no file (a unit that handed in nothing).
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    /// Counted from zero.
    pub row: Option<u32>,
    /// Counted from zero.
    pub column: Option<u32>,
}

impl Place {
    pub fn file(file: &Arc<str>) -> Self {
        Place { file: file.clone(), ..Place::default() }
    }

    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Place { file: file.clone(), sheet: Some(sheet.clone()), ..Place::default() }
    }

    /// The same sheet, at this row (counted from zero).
    pub fn at_row(mut self, row: u32) -> Self {
        (self.row, self.column) = (Some(row), None);
        self
    }

    /// The same sheet, at this cell.
    pub fn at_cell(mut self, at: Position) -> Self {
        (self.row, self.column) = (Some(at.row), Some(at.column));
        self
    }

    /// The cell as Excel names it, when row and column are known.
    pub fn cell(&self) -> Option<Position> {
        Some(Position::new(self.row?, self.column?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, column_letters, column_number};

    #[test]
    fn letters_name_columns() {
        for column in [0, 25, 26, 701, 16_383] {
            assert_eq!(column_number(&column_letters(column)), Some(column));
        }
        for wrong in ["", "4", "XFE", "AAAAAAAAAAAA", "É"] {
            assert_eq!(column_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn positions_read_as_in_excel() {
        assert_eq!(Position::new(11, 1).to_string(), "B12");
        assert_eq!(Position::new(1_048_575, 16_383).to_string(), "XFD1048576");
    }

    #[test]
    fn columns_carry_over() {
        let letters: Vec<_> = [0, 25, 26, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
