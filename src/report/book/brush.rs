//! Cells and their formats.
//!
//! The library finds a format again by everything that it says: that costs more than the
//! cell itself. So cells are written without, and a format is given to a whole run
//! of a column at once.

use std::sync::Arc;

use rust_xlsxwriter::{Format, IntoExcelDateTime, Worksheet};

use super::limits::fitting;
use crate::report::error::Result;

/// Row and column, counted from zero.
pub type At = (u32, u16);

/// Writes formatted cells from the top to the bottom of a sheet.
#[derive(Debug)]
pub enum Brush {
    /// Each cell with its format: for sheets that go to the disk row by row.
    Now,
    /// The format of a run once it ends: for sheets in memory.
    Later(Runs),
}

/// By column, the run that still goes on.
#[derive(Debug, Default)]
pub struct Runs(Vec<Option<Run>>);

#[derive(Debug)]
struct Run {
    format: Arc<Format>,
    first: u32,
    last: u32,
}

impl Brush {
    /// For a sheet that is kept in memory.
    pub fn later() -> Self {
        Brush::Later(Runs::default())
    }

    /// A text, cut to what a cell takes.
    pub fn text(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): At,
        text: &str,
        format: &Arc<Format>,
    ) -> Result<()> {
        match self {
            Brush::Now => sheet.write_string_with_format(row, column, fitting(text), format)?,
            Brush::Later(_) => sheet.write_string(row, column, fitting(text))?,
        };
        self.format(sheet, (row, column), format)
    }

    pub fn number(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): At,
        number: f64,
        format: &Arc<Format>,
    ) -> Result<()> {
        match self {
            Brush::Now => sheet.write_number_with_format(row, column, number, format)?,
            Brush::Later(_) => sheet.write_number(row, column, number)?,
        };
        self.format(sheet, (row, column), format)
    }

    pub fn date(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): At,
        day: impl IntoExcelDateTime,
        format: &Arc<Format>,
    ) -> Result<()> {
        match self {
            Brush::Now => sheet.write_datetime_with_format(row, column, day, format)?,
            Brush::Later(_) => sheet.write_datetime(row, column, day)?,
        };
        self.format(sheet, (row, column), format)
    }

    /// A cell with a format and nothing in it.
    pub fn blank(&mut self, sheet: &mut Worksheet, at: At, format: &Arc<Format>) -> Result<()> {
        if let Brush::Now = self {
            sheet.write_blank(at.0, at.1, format)?;
        }
        self.format(sheet, at, format)
    }

    /// Gives a cell its format, with those above and below that have the same.
    fn format(&mut self, sheet: &mut Worksheet, at: At, format: &Arc<Format>) -> Result<()> {
        match self {
            Brush::Now => Ok(()),
            Brush::Later(runs) => runs.extend(sheet, at, format),
        }
    }

    /// Ends all runs. What was written without its format has it now.
    pub fn finish(self, sheet: &mut Worksheet) -> Result<()> {
        let Brush::Later(Runs(runs)) = self else { return Ok(()) };
        let runs = (0..).zip(runs).filter_map(|(column, run)| Some((column, run?)));
        runs.into_iter().try_for_each(|(column, run)| run.apply(sheet, column))
    }
}

impl Runs {
    fn extend(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): At,
        format: &Arc<Format>,
    ) -> Result<()> {
        let index = usize::from(column);
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        let Some(open) = self.0.get_mut(index) else { return Ok(()) };
        match open {
            Some(run) if run.goes_on(row) && Arc::ptr_eq(&run.format, format) => run.last = row,
            _ => {
                let run = Run { format: format.clone(), first: row, last: row };
                if let Some(ended) = open.replace(run) {
                    ended.apply(sheet, column)?;
                }
            }
        }
        Ok(())
    }
}

/// Rows at whose end runs end: what was just written is still at hand.
const BLOCK: u32 = 32;

impl Run {
    fn goes_on(&self, row: u32) -> bool {
        self.last + 1 == row && !row.is_multiple_of(BLOCK)
    }

    fn apply(&self, sheet: &mut Worksheet, column: u16) -> Result<()> {
        sheet.set_range_format(self.first, column, self.last, column, &self.format)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use rust_xlsxwriter::{Format, Workbook};

    use super::Brush;
    use crate::config::Limits;
    use crate::intake;
    use crate::model::workbook::CellValue;

    /// Rows of a bold text that changes to italic, a blank cell and a number.
    fn cells(brush: Brush, constant_memory: bool) -> Vec<(u32, u32, CellValue, bool)> {
        let (bold, plain) = (Arc::new(Format::new().set_bold()), Arc::new(Format::new()));
        let mut brush = brush;
        let mut book = Workbook::new();
        let sheet = match constant_memory {
            true => book.add_worksheet_with_constant_memory().unwrap(),
            false => book.add_worksheet(),
        };
        for row in 0..6 {
            let format = if row < 4 && row != 2 { &bold } else { &plain };
            brush.text(sheet, (row, 0), "x", format).unwrap();
            brush.blank(sheet, (row, 1), format).unwrap();
            brush.number(sheet, (row, 2), f64::from(row), format).unwrap();
        }
        brush.finish(sheet).unwrap();
        let mut bytes = Cursor::new(Vec::new());
        book.save_to_writer(&mut bytes).unwrap();
        let read = intake::read(bytes.get_ref(), "a.xlsx", &Limits::default()).unwrap();
        let cells = read.workbook.sheets.into_iter().flat_map(|sheet| sheet.cells);
        cells
            .map(|cell| (cell.at.row, cell.at.column, cell.value.clone(), cell.look.bold))
            .collect()
    }

    #[test]
    fn formats_given_later_are_the_same_as_those_given_at_once() {
        let (now, later) = (cells(Brush::Now, false), cells(Brush::later(), false));
        assert_eq!(now, later);
        assert_eq!(now, cells(Brush::Now, true));
        assert_eq!(now.iter().filter(|cell| cell.3).count() % 3, 0);
        assert!(now.iter().any(|cell| cell.3) && now.iter().any(|cell| !cell.3));
    }
}
