//! One sheet's records: what calamine does not tell is taken from them here,
//! and the cells go on to calamine, each checked, as plain as can be.

use std::io::BufRead;

use super::records::{Records, broken, wide_bytes, write};
use super::strings::{Strings, rich_text, units};
use crate::intake::bytes::Bytes;
use crate::intake::fonts::Runs;
use crate::intake::{Budget, GRID_COLUMNS, GRID_ROWS, SheetBuilder, Unread};
use crate::model::place::{Position, Range};

/// What is known of a cell beside its value.
pub struct Known {
    pub at: Position,
    pub style: u32,
    pub formula: bool,
    pub runs: Option<Runs>,
}

/// A sheet on its way to calamine.
pub struct Checked {
    /// The part as calamine is to see it.
    pub part: Vec<u8>,
    /// Its cells, in the order of the part.
    pub cells: Vec<Known>,
}

/// The kinds of records that hold cells, as calamine reads them.
mod kind {
    pub const ROW: u16 = 0x00;
    pub const RK: u16 = 0x02;
    pub const ERROR: u16 = 0x03;
    pub const BOOL: u16 = 0x04;
    pub const REAL: u16 = 0x05;
    pub const TEXT: u16 = 0x06;
    pub const SHARED: u16 = 0x07;
    pub const RICH_TEXT: u16 = 0x3E;
}

/// Reads a sheet's records; merged ranges and hidden things go to the builder.
pub fn read<R: BufRead>(
    mut records: Records<R>,
    strings: &Strings,
    budget: &Budget,
    builder: &mut SheetBuilder,
) -> Result<Checked, Unread> {
    let mut walk =
        Walk { strings, budget, cells: Vec::new(), part: Vec::new(), row: 0, next_column: 0 };
    write(0x0094, &[&[0; 16]], &mut walk.part);
    write(0x0091, &[], &mut walk.part);
    let mut complete = false;
    while let Some((kind, mut data)) = records.next()? {
        match kind {
            kind::ROW => walk.row(&mut data, builder)?,
            // BrtColInfo, BrtMergeCell, BrtEndSheetData
            0x003C => drop(hide_columns(&mut data, builder)),
            0x00B0 => builder.merge(range(&mut data).ok_or_else(broken)?)?,
            0x0092 => complete = true,
            _ => walk.cell(kind, data, builder)?,
        }
    }
    write(0x0092, &[], &mut walk.part);
    if complete { Ok(Checked { part: walk.part, cells: walk.cells }) } else { Err(broken()) }
}

struct Walk<'s> {
    strings: &'s Strings,
    budget: &'s Budget,
    cells: Vec<Known>,
    part: Vec<u8>,
    row: u32,
    /// Where a cell stands that names no column: after the one before.
    next_column: u32,
}

impl Walk<'_> {
    fn row(&mut self, data: &mut Bytes, builder: &mut SheetBuilder) -> Result<(), Unread> {
        self.row = data.u32().filter(|&row| row < GRID_ROWS).ok_or_else(broken)?;
        if data.skip(7).and_then(|()| data.u8()).is_some_and(|flags| flags & 0x10 != 0) {
            builder.hide_row(self.row);
        }
        self.next_column = 0;
        write(kind::ROW, &[&self.row.to_le_bytes()], &mut self.part);
        Ok(())
    }

    /// A record of a cell that holds something; others are passed over.
    fn cell(
        &mut self,
        kind: u16,
        mut data: Bytes,
        builder: &mut SheetBuilder,
    ) -> Result<(), Unread> {
        let (plain, short, formula) = match kind {
            kind::RK..=kind::SHARED => (kind, false, false),
            0x08 => (kind::TEXT, false, true),
            0x09 => (kind::REAL, false, true),
            0x0A => (kind::BOOL, false, true),
            0x0B => (kind::ERROR, false, true),
            // Without a column of their own: they follow the cell before.
            0x0D..=0x12 => (kind - 0x0B, true, false),
            kind::RICH_TEXT => (kind::RICH_TEXT, false, false),
            0x01 | 0x0C => {
                self.place(kind == 0x0C, &mut data);
                return Ok(());
            }
            _ => return Ok(()),
        };
        if self.take(plain, short, formula, &mut data).is_none() {
            builder.unreadable();
        }
        // Not yet charged, that is done with the value; but never more than may be.
        if self.cells.len() as u64 > self.budget.limits().cells {
            self.budget.cells(self.cells.len())?;
        }
        Ok(())
    }

    /// The column of a cell, blank ones included.
    fn place(&mut self, short: bool, data: &mut Bytes) -> Option<u32> {
        let column = if short { self.next_column } else { data.u32()? };
        self.next_column = column.saturating_add(1);
        Some(column)
    }

    /// Puts the cell into calamine's part if it is whole.
    fn take(&mut self, plain: u16, short: bool, formula: bool, data: &mut Bytes) -> Option<()> {
        let column = self.place(short, data).filter(|&column| column < GRID_COLUMNS)?;
        let at = Position::new(self.row, column);
        let style = data.u32()? & 0x00FF_FFFF;
        let mut runs = None;
        let start = [column.to_le_bytes(), [0; 4]].concat();
        let part = &mut self.part;
        match plain {
            kind::RK => write(plain, &[&start, data.take(4)?], part),
            kind::REAL => write(plain, &[&start, data.take(8)?], part),
            kind::BOOL => write(plain, &[&start, data.take(1)?], part),
            kind::ERROR => {
                let code = data.take(1).filter(|code| is_error(code))?;
                write(plain, &[&start, code], part);
            }
            kind::SHARED => {
                let index = data.u32()?;
                runs = Some(self.strings.runs(index)?.clone());
                write(plain, &[&start, &index.to_le_bytes()], part);
            }
            _ => {
                let text = if plain == kind::RICH_TEXT {
                    let (text, own) = rich_text(data)?;
                    runs = Some(own);
                    text
                } else {
                    wide_bytes(data)?
                };
                write(kind::TEXT, &[&start, &units(text), text], part);
            }
        }
        self.cells.push(Known { at, style, formula, runs });
        Some(())
    }
}

/// The codes of errors that calamine knows (MS-XLSB 2.5.97.2 BErr).
fn is_error(code: &[u8]) -> bool {
    matches!(code, [0x00 | 0x07 | 0x0F | 0x17 | 0x1D | 0x24 | 0x2A | 0x2B])
}

fn hide_columns(data: &mut Bytes, builder: &mut SheetBuilder) -> Option<()> {
    let (first, last) = (data.u32()?, data.u32()?);
    data.skip(8)?;
    if data.u16()? & 1 != 0 {
        builder.hide_columns(first, last);
    }
    Some(())
}

fn range(data: &mut Bytes) -> Option<Range> {
    let (first_row, last_row) = (data.u32()?, data.u32()?);
    let (first_column, last_column) = (data.u32()?, data.u32()?);
    Some(Range {
        first: Position::new(first_row, first_column),
        last: Position::new(last_row, last_column),
    })
}
