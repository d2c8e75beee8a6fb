//! What holds for a whole workbook: its sheets, shared texts, styles and dates.

use super::records::{Begin, Biff, EOF, Record, Records, Substream, begin};
use super::strings::{CodePage, RichText, Texts, short_text};
use super::styles::Styles;
use crate::intake::bytes::Bytes;
use crate::intake::{Budget, Unread};
use crate::label;
use crate::model::workbook::Visibility;

/// The workbook's tables, complete before any sheet is read.
pub struct Book {
    pub biff: Biff,
    pub page: CodePage,
    /// Dates count from 1904.
    pub date_1904: bool,
    pub styles: Styles,
    pub texts: Vec<RichText>,
    pub sheets: Vec<SheetEntry>,
}

/// A sheet of the workbook that holds cells.
pub struct SheetEntry {
    pub name: Box<str>,
    pub visibility: Visibility,
    /// Where its records start.
    pub offset: usize,
}

impl Book {
    /// Reads the records that hold for the whole workbook. Before BIFF5, and in
    /// single sheets, they stand among those of the sheet.
    pub fn read(stream: &[u8], budget: &Budget) -> Result<Book, Unread> {
        let mut records = Records::at(stream, 0);
        let first = records.next().as_ref().and_then(begin).ok_or_else(no_start)?;
        let mut book = Book::new(first)?;
        let mut depth = 0;
        for step in 1.. {
            let Some(record) = records.next() else { break };
            if step % 4096 == 0 {
                budget.time()?;
            }
            match record.kind {
                EOF if depth == 0 => return Ok(book.settled()),
                EOF => depth -= 1,
                _ if begin(&record).is_some() => depth += 1,
                _ if depth > 0 => {}
                0x00FC => book.read_texts(&mut records, record, budget)?,
                _ => book.take(&record),
            }
        }
        // The sheets tell whether what is missing at the end matters.
        Ok(book.settled())
    }

    fn new(first: Begin) -> Result<Book, Unread> {
        let mut sheets = Vec::new();
        match first.content {
            Substream::Globals if first.biff < Biff::Five => {
                return Err(Unread::unknown(label!(
                    vi: "sổ nhiều trang của Excel 4 (.xlw)",
                    en: "an Excel 4 workbook of several sheets (.xlw)",
                )));
            }
            Substream::Globals => {}
            Substream::Worksheet => sheets.push(SheetEntry::alone()),
            Substream::Other => {
                return Err(Unread::unknown(label!(
                    vi: "biểu đồ hoặc macro của Excel bản cũ",
                    en: "a chart or macro of an old Excel",
                )));
            }
        }
        Ok(Book {
            biff: first.biff,
            page: CodePage::WESTERN,
            date_1904: false,
            styles: Styles::default(),
            texts: Vec::new(),
            sheets,
        })
    }

    fn settled(mut self) -> Book {
        self.styles.settle();
        self
    }

    fn take(&mut self, record: &Record) {
        let mut data = Bytes::new(record.data);
        match record.kind {
            0x0042 => self.page = CodePage(data.u16().unwrap_or_default()),
            0x0022 if data.u16() == Some(1) => self.date_1904 = true,
            0x0085 => self.sheets.extend(self.read_sheet(&mut data)),
            kind => self.styles.add(kind, record.data, self.biff, self.page),
        }
    }

    /// A BOUNDSHEET record; charts, macros and modules are no sheets here.
    fn read_sheet(&self, data: &mut Bytes) -> Option<SheetEntry> {
        let offset = data.u32()? as usize;
        let visibility = match data.u8()? & 3 {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            _ => Visibility::VeryHidden,
        };
        let holds_cells = data.u8()? == 0;
        let name = if self.biff == Biff::Eight {
            short_text(data)
        } else {
            let length = data.u8()?;
            data.take(length.into()).map(|bytes| self.page.decode(bytes))
        };
        let name = name.unwrap_or_default();
        holds_cells.then_some(SheetEntry { name, visibility, offset })
    }

    /// The shared texts, as many as are whole: cells that name others count as unreadable.
    fn read_texts<'a>(
        &mut self,
        records: &mut Records<'a>,
        record: Record<'a>,
        budget: &Budget,
    ) -> Result<(), Unread> {
        let mut texts = Texts::new(records.with_continuations(record));
        let counts = texts.u32().and_then(|_| texts.u32());
        for _ in 0..counts.unwrap_or_default() {
            let Some(text) = texts.rich() else { break };
            budget.cells(1)?;
            self.texts.push(text);
        }
        Ok(())
    }
}

impl SheetEntry {
    /// The only sheet of a file that knows no workbooks.
    fn alone() -> Self {
        SheetEntry { name: "".into(), visibility: Visibility::Visible, offset: 0 }
    }
}

fn no_start() -> Unread {
    Unread::damaged(label!(
        vi: "không thấy phần mở đầu của sổ Excel",
        en: "the start of the workbook is missing",
    ))
}
