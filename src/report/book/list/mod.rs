//! A list on a sheet of its own: title, one sentence on what it is for, headings
//! with filters, rows. Goes on with a next sheet where Excel's rows end.

mod write;

use std::borrow::Cow;

use rust_xlsxwriter::Color;

pub use write::{height_of, write};

use super::names::sheet_part;
use super::style::{Kind, Tone};
use crate::model::date::PartialDate;

pub const HEADING_ROW: u32 = 3;
/// The first row of data, counted from zero.
pub const FIRST_ROW: u32 = HEADING_ROW + 1;

/// How many rows of data Excel has room for below the headings.
pub const ROWS_PER_SHEET: usize = 1_048_576 - FIRST_ROW as usize;

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Column {
    pub heading: String,
    /// In digits of the default font, as Excel counts.
    pub width: f64,
    pub kind: Kind,
    pub hidden: bool,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: f64, kind: Kind) -> Self {
        Column { heading: heading.into(), width, kind, hidden: false }
    }

    pub fn hidden(heading: impl Into<String>) -> Self {
        Column { heading: heading.into(), width: 10.0, kind: Kind::Digits, hidden: true }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, Default)]
pub enum Value<'a> {
    #[default]
    Empty,
    Text(Cow<'a, str>),
    /// A whole date becomes a real one, an incomplete one stays text.
    Date(PartialDate),
    Count(u64),
    /// Target as [`link_to`] makes it, and what to show.
    Link(String, Cow<'a, str>),
    /// Pieces of text, each with whether it is bold.
    Rich(Vec<(bool, String)>),
}

#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    pub value: Value<'a>,
    pub tone: Tone,
}

impl<'a> Cell<'a> {
    pub fn empty() -> Self {
        Cell::default()
    }

    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let value = if text.is_empty() { Value::Empty } else { Value::Text(text) };
        Cell { value, tone: Tone::Plain }
    }

    /// An absent text leaves the cell empty.
    pub fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or_else(Cell::empty, Cell::text)
    }

    pub fn count(count: impl TryInto<u64>) -> Self {
        count.try_into().map_or_else(|_| Cell::empty(), |count| Value::Count(count).into())
    }

    pub fn maybe_count(count: Option<u32>) -> Self {
        count.map_or_else(Cell::empty, Cell::count)
    }

    pub fn date(date: Option<impl Into<PartialDate>>) -> Self {
        date.map_or_else(Cell::empty, |date| Value::Date(date.into()).into())
    }

    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

impl<'a> From<Value<'a>> for Cell<'a> {
    fn from(value: Value<'a>) -> Self {
        Cell { value, tone: Tone::Plain }
    }
}

/// A list before its rows.
#[derive(Clone, Debug)]
pub struct List {
    /// The sheet's name; further sheets get a number.
    pub sheet: String,
    /// Name of the Excel table.
    pub table: &'static str,
    pub title: String,
    /// What the page is for, in a sentence.
    pub lead: String,
    /// The sheet to go back to and the words of the link.
    pub back: Option<(String, String)>,
    /// What to say where there are no rows.
    pub nothing: String,
    pub columns: Vec<Column>,
    /// How many columns stay when scrolling to the right.
    pub frozen: u16,
    /// How many columns are printed; the others are for the screen.
    pub printed: u16,
    pub landscape: bool,
    pub tab: Color,
    /// How many rows of data a sheet takes: [`ROWS_PER_SHEET`], less in tests.
    pub rows_per_sheet: usize,
}

impl List {
    /// The first column that shows.
    fn first_visible(&self) -> u16 {
        self.columns.iter().take_while(|column| column.hidden).count() as u16
    }

    /// What is not printed stays on one line, so that it makes no row higher.
    fn kind(&self, number: u16) -> Kind {
        let kind = self.columns.get(usize::from(number)).map_or(Kind::Text, |column| column.kind);
        if number >= self.printed && kind == Kind::Long { Kind::Text } else { kind }
    }

    fn last_column(&self) -> u16 {
        self.columns.len().saturating_sub(1) as u16
    }
}

/// Where the row of this number (counted from zero) comes to stand: sheet, row.
pub fn place_of(sheet: &str, number: usize, rows_per_sheet: usize) -> (String, u32) {
    let rows = rows_per_sheet.max(1);
    (sheet_part(sheet, number / rows), FIRST_ROW + (number % rows) as u32)
}

#[cfg(test)]
mod tests {
    use super::{FIRST_ROW, ROWS_PER_SHEET, place_of};

    #[test]
    fn rows_beyond_the_sheet_stand_on_the_next_one() {
        let place = |number| place_of("Danh sách", number, ROWS_PER_SHEET);
        assert_eq!(place(0), ("Danh sách".to_owned(), FIRST_ROW));
        assert_eq!(place(ROWS_PER_SHEET - 1).1, 1_048_575);
        assert_eq!(place(ROWS_PER_SHEET), ("Danh sách (2)".to_owned(), FIRST_ROW));
    }
}
