//! One sheet's records: cells, merged ranges, hidden rows and columns.

use super::book::Book;
use super::cells::Cells;
use super::records::{Biff, EOF, Record, Records, begin};
use crate::intake::bytes::Bytes;
use crate::intake::{Budget, SheetBuilder, Unread};
use crate::model::place::{Position, Range};
use crate::model::workbook::Cell;

/// What a sheet's records gave beside what went to the builder.
#[derive(Default)]
pub struct Outcome {
    /// The sheet's end was reached.
    pub complete: bool,
    /// Some formula has a result.
    pub calculated: bool,
    /// Formulas with an empty text that a program which does not calculate also writes.
    pub blank_formulas: Vec<Cell>,
}

/// Reads the sheet whose BOF stands at `offset`; `None` when none stands there.
pub fn read(
    stream: &[u8],
    offset: usize,
    book: &Book,
    budget: &Budget,
    builder: &mut SheetBuilder,
) -> Result<Option<Outcome>, Unread> {
    let mut records = Records::at(stream, offset);
    if records.next().as_ref().and_then(begin).is_none() {
        return Ok(None);
    }
    let mut cells = Cells::new(book);
    let mut depth = 0;
    for step in 1.. {
        let Some(record) = records.next() else { break };
        if step % 4096 == 0 {
            budget.time()?;
        }
        match record.kind {
            EOF if depth == 0 => {
                cells.outcome.complete = true;
                break;
            }
            EOF => depth -= 1,
            // Charts drawn on the sheet are nested into it.
            _ if begin(&record).is_some() => depth += 1,
            _ if depth > 0 => {}
            _ if read_grid(&record, book.biff, builder)?.is_some() => {}
            _ => cells.take(record, &mut records, builder)?,
        }
    }
    cells.settle(builder)?;
    Ok(Some(cells.outcome))
}

/// Takes in what a record says of rows, columns and merged ranges, if it does.
fn read_grid(
    record: &Record,
    biff: Biff,
    builder: &mut SheetBuilder,
) -> Result<Option<()>, Unread> {
    let mut data = Bytes::new(record.data);
    match record.kind {
        0x0208 => {
            if let Some(row) = hidden_row(&mut data) {
                builder.hide_row(row);
            }
        }
        0x007D => {
            if let Some((first, last)) = hidden_columns(&mut data) {
                builder.hide_columns(first, last);
            }
        }
        0x00E5 if biff == Biff::Eight => {
            let count = data.u16().unwrap_or_default();
            for _ in 0..count {
                let Some(range) = range(&mut data) else { break };
                builder.merge(range)?;
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(()))
}

fn hidden_row(data: &mut Bytes) -> Option<u32> {
    let row = data.u16()?;
    data.skip(10)?;
    (data.u16()? & 0x20 != 0).then_some(row.into())
}

fn hidden_columns(data: &mut Bytes) -> Option<(u32, u32)> {
    let (first, last) = (data.u16()?, data.u16()?);
    data.skip(4)?;
    (data.u16()? & 1 != 0).then_some((first.into(), last.into()))
}

fn range(data: &mut Bytes) -> Option<Range> {
    let (first_row, last_row) = (data.u16()?, data.u16()?);
    let (first_column, last_column) = (data.u16()?, data.u16()?);
    Some(Range {
        first: Position::new(first_row.into(), first_column.into()),
        last: Position::new(last_row.into(), last_column.into()),
    })
}
