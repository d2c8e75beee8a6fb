//! The records that hold cells, of every generation.

use super::book::Book;
use super::records::{Biff, Record, Records};
use super::sheet::Outcome;
use super::strings::{CodePage, RichText, Texts};
use crate::intake::bytes::{Bytes, error_text, rk_number};
use crate::intake::fonts::{Font, Runs};
use crate::intake::{SheetBuilder, Unread};
use crate::model::place::Position;
use crate::model::workbook::{Cell, CellValue};

/// The code of `#NUM!`.
const NO_NUMBER: u8 = 0x24;

/// Turns cell records into cells.
pub struct Cells<'b> {
    book: &'b Book,
    pub outcome: Outcome,
    /// A formula whose text follows in a record of its own.
    awaiting: Option<Place>,
    /// BIFF2: the style of the next cell where the cell's own field is too small.
    wide_style: u16,
}

/// Where a cell stands and which style it has.
#[derive(Clone, Copy)]
struct Place {
    at: Position,
    style: u16,
}

/// A formula's result as its record holds it.
enum Stored {
    Value(CellValue),
    Number(f64),
    /// In a record of its own, further on.
    Text,
    Empty,
}

impl<'b> Cells<'b> {
    pub fn new(book: &'b Book) -> Self {
        Cells { book, outcome: Outcome::default(), awaiting: None, wide_style: 0 }
    }

    /// Takes in a record if it is one of cells; a short one counts as an unreadable cell.
    pub fn take<'r>(
        &mut self,
        record: Record<'r>,
        records: &mut Records<'r>,
        builder: &mut SheetBuilder,
    ) -> Result<(), Unread> {
        let mut data = Bytes::new(record.data);
        let read = match (record.kind, self.book.biff) {
            (0x0044, Biff::Two) => {
                self.wide_style = data.u16().unwrap_or_default();
                return Ok(());
            }
            (0x0207, _) | (0x0007, Biff::Two) => {
                return self.result_text(records.with_continuations(record), builder);
            }
            // Some writers number the record as an older generation did.
            (0x0006 | 0x0206 | 0x0406, _) => {
                self.settle(builder)?;
                self.formula(&mut data, builder)?
            }
            (0x00BD, _) => self.packed_numbers(&mut data, builder)?,
            (0x0204 | 0x0004 | 0x00D6, _) => {
                let parts = records.with_continuations(record);
                self.label(record.kind, parts).map(|cell| builder.push(cell)).transpose()?
            }
            (0x0002 | 0x0003 | 0x0005 | 0x0203 | 0x0205 | 0x027E | 0x00FD, _) => {
                self.plain(record.kind, &mut data).map(|cell| builder.push(cell)).transpose()?
            }
            _ => return Ok(()),
        };
        if read.is_none() {
            builder.unreadable();
        }
        Ok(())
    }

    /// A formula that still waits for its text has no result.
    pub fn settle(&mut self, builder: &mut SheetBuilder) -> Result<(), Unread> {
        match self.awaiting.take() {
            Some(place) => builder.push(self.result(place, CellValue::Uncalculated)),
            None => Ok(()),
        }
    }

    /// Numbers, truth values and shared texts, one in a record.
    fn plain(&mut self, kind: u16, data: &mut Bytes) -> Option<Cell> {
        let place = self.place(data)?;
        let value = match kind {
            0x0002 => self.number(place.style, f64::from(data.u16()?)),
            0x0003 | 0x0203 => self.number(place.style, data.f64()?),
            0x027E => self.number(place.style, rk_number(data.u32()?)),
            0x00FD => {
                let text = self.book.texts.get(data.u32()? as usize)?;
                return Some(self.rich(place, text));
            }
            _ => {
                let code = data.u8()?;
                if data.u8()? == 0 { CellValue::Bool(code != 0) } else { error(code) }
            }
        };
        Some(self.cell(place, value, &Runs::default()))
    }

    /// MULRK: numbers side by side. The last two bytes repeat the last column.
    fn packed_numbers(
        &self,
        data: &mut Bytes,
        builder: &mut SheetBuilder,
    ) -> Result<Option<()>, Unread> {
        let (Some(row), Some(first)) = (data.u16(), data.u16()) else { return Ok(None) };
        let mut column = u32::from(first);
        while data.rest().len() >= 6 {
            let (Some(style), Some(packed)) = (data.u16(), data.u32()) else { break };
            let place = Place { at: Position::new(row.into(), column), style };
            builder.push(self.cell(
                place,
                self.number(style, rk_number(packed)),
                &Runs::default(),
            ))?;
            column += 1;
        }
        Ok((column > u32::from(first)).then_some(()))
    }

    /// LABEL and RSTRING: a text of the cell's own.
    fn label(&mut self, kind: u16, parts: Vec<&[u8]>) -> Option<Cell> {
        let mut data = Bytes::new(parts.first().copied()?);
        let place = self.place(&mut data)?;
        if self.book.biff == Biff::Eight {
            let mut rest = parts;
            *rest.first_mut()? = data.rest();
            let mut texts = Texts::new(rest);
            let text = if kind == 0x00D6 { texts.with_own_runs()? } else { texts.rich()? };
            return Some(self.rich(place, &text));
        }
        let length = match self.book.biff {
            Biff::Two => data.u8()?.into(),
            _ => usize::from(data.u16()?),
        };
        let bytes = data.take(length)?;
        let mut runs = Vec::new();
        if kind == 0x00D6 {
            for _ in 0..data.u8()? {
                runs.push((data.u8()?.into(), data.u8()?.into()));
            }
        }
        let runs = Runs::new(u32::try_from(length).ok()?, runs);
        let text = self.page(place.style, &runs).decode(bytes);
        Some(self.cell(place, CellValue::Text(text), &runs))
    }

    fn formula(
        &mut self,
        data: &mut Bytes,
        builder: &mut SheetBuilder,
    ) -> Result<Option<()>, Unread> {
        let Some((place, stored)) = self.place(data).zip(stored_result(data)) else {
            return Ok(None);
        };
        let value = match stored {
            Stored::Text => {
                self.outcome.calculated = true;
                self.awaiting = Some(place);
                return Ok(Some(()));
            }
            Stored::Empty => {
                self.blank(place, data);
                return Ok(Some(()));
            }
            Stored::Number(number) => self.number(place.style, number),
            Stored::Value(value) => value,
        };
        self.outcome.calculated = true;
        builder.push(self.result(place, value)).map(Some)
    }

    /// An empty text is no content. But a program that cannot calculate (xlwt)
    /// writes it for every formula; it leaves empty what Excel keeps for its own use.
    fn blank(&mut self, place: Place, data: &mut Bytes) {
        let excels_own = data.skip(2).and_then(|()| data.u32());
        if excels_own == Some(0) {
            let cell = self.result(place, CellValue::Uncalculated);
            self.outcome.blank_formulas.push(cell);
        } else {
            self.outcome.calculated = true;
        }
    }

    /// STRING: the text of the formula before.
    fn result_text(&mut self, parts: Vec<&[u8]>, builder: &mut SheetBuilder) -> Result<(), Unread> {
        let Some(place) = self.awaiting.take() else { return Ok(()) };
        match self.read_result_text(place, parts) {
            Some(text) => builder.push(self.result(place, CellValue::Text(text))),
            None => {
                builder.unreadable();
                Ok(())
            }
        }
    }

    fn read_result_text(&self, place: Place, parts: Vec<&[u8]>) -> Option<Box<str>> {
        if self.book.biff == Biff::Eight {
            return Texts::new(parts).rich().map(|text| text.text);
        }
        let mut data = Bytes::new(parts.first().copied()?);
        let length = match self.book.biff {
            Biff::Two => data.u8()?.into(),
            _ => usize::from(data.u16()?),
        };
        let bytes = data.take(length)?;
        Some(self.page(place.style, &Runs::default()).decode(bytes))
    }

    fn place(&mut self, data: &mut Bytes) -> Option<Place> {
        let (row, column) = (data.u16()?, data.u16()?);
        let at = Position::new(row.into(), column.into());
        if self.book.biff > Biff::Two {
            return Some(Place { at, style: data.u16()? });
        }
        // Three bytes of attributes, of which the first holds the style.
        let style = u16::from(data.u8()? & 0x3F);
        data.skip(2)?;
        let wide = std::mem::take(&mut self.wide_style);
        Some(Place { at, style: if style == 0x3F { wide } else { style } })
    }

    /// What is no number Excel shows as the error of one.
    fn number(&self, style: u16, number: f64) -> CellValue {
        if !number.is_finite() {
            return error(NO_NUMBER);
        }
        self.book.styles.format(style).meaning.value(number, self.book.date_1904)
    }

    fn rich(&self, place: Place, text: &RichText) -> Cell {
        self.cell(place, CellValue::Text(text.text.clone()), &text.runs)
    }

    fn result(&self, place: Place, value: CellValue) -> Cell {
        let mut cell = self.cell(place, value, &Runs::default());
        cell.look.formula = true;
        cell
    }

    fn cell(&self, place: Place, value: CellValue, runs: &Runs) -> Cell {
        let styles = &self.book.styles;
        let mut cell = Cell::new(place.at, value);
        runs.dress(&mut cell, styles.font_of_style(place.style), |font| styles.font(font));
        cell.look.padded_digits = styles.format(place.style).padded_digits;
        cell
    }

    /// Texts in a Vietnamese legacy font are bytes of that font, whatever page
    /// the file names: later stages expect them as Windows-1252 shows them.
    fn page(&self, style: u16, runs: &Runs) -> CodePage {
        let styles = &self.book.styles;
        let own = runs.main_font().and_then(|font| styles.font(font));
        let font: Option<&Font> = own.or_else(|| styles.font_of_style(style));
        let name = font.and_then(|font| font.name.as_deref()).unwrap_or_default();
        let legacy = [".vn", "vni"].iter().any(|start| {
            name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
        });
        if legacy { CodePage::WESTERN } else { self.book.page }
    }
}

/// Eight bytes: a float, or a mark with what kind of result it is (MS-XLS 2.5.133 FormulaValue).
fn stored_result(data: &mut Bytes) -> Option<Stored> {
    let bytes = data.take(8)?;
    let [kind, _, value, _, _, _, 0xFF, 0xFF] = *bytes else {
        return Bytes::new(bytes).f64().map(Stored::Number);
    };
    Some(match kind {
        0 => Stored::Text,
        1 => Stored::Value(CellValue::Bool(value != 0)),
        2 => Stored::Value(error(value)),
        _ => Stored::Empty,
    })
}

fn error(code: u8) -> CellValue {
    CellValue::Error(error_text(code).into())
}
