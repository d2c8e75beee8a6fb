//! Reads .xls: BIFF8 and BIFF5 in OLE containers, and BIFF2 to 5 without one.
//!
//! Everything is read once, in order and in bounds: no offset, length or count
//! of the file is trusted, and memory grows only with what the file really holds.

mod book;
mod cells;
pub(super) mod container;
mod protection;
mod records;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use book::{Book, SheetEntry};
use container::{Container, Damage, SIGNATURE};
use sheet::Outcome;

use super::{Budget, Content, SheetBuilder, Unread};
use crate::config::Secret;
use crate::label;

/// The sheets of a file whose content was told to be BIFF (.xls).
pub fn read(bytes: &[u8], passwords: &[Secret], budget: &Budget) -> Result<Content, Unread> {
    let stream = protection::open(workbook_stream(bytes)?, passwords)?;
    let book = Book::read(&stream, budget)?;
    let mut read = Vec::new();
    for entry in &book.sheets {
        read.push(read_sheet(&stream, entry, &book, budget)?);
    }
    let calculated = read.iter().any(|(_, outcome)| outcome.calculated);
    let mut content = Content::default();
    for (mut builder, outcome) in read {
        if !calculated {
            for cell in outcome.blank_formulas {
                builder.push(cell)?;
            }
        }
        content.sheets.push(builder.finish());
    }
    Ok(content)
}

fn read_sheet<'b>(
    stream: &[u8],
    entry: &SheetEntry,
    book: &Book,
    budget: &'b Budget,
) -> Result<(SheetBuilder<'b>, Outcome), Unread> {
    let mut builder = SheetBuilder::new(&entry.name, entry.visibility, budget);
    match sheet::read(stream, entry.offset, book, budget, &mut builder)? {
        Some(outcome) if outcome.complete => Ok((builder, outcome)),
        _ => Err(cut_off()),
    }
}

/// The records of the workbook: from the container, newest format first, or the file itself.
fn workbook_stream(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unread> {
    if !bytes.starts_with(&SIGNATURE) {
        return Ok(Cow::Borrowed(bytes));
    }
    let container = Container::open(bytes).map_err(broken_container)?;
    for name in ["Workbook", "Book"] {
        if let Some(stream) = container.stream(name) {
            return stream.map(Cow::Owned).map_err(broken_container);
        }
    }
    if container.holds("EncryptedPackage") {
        return Err(Unread::Encrypted);
    }
    Err(Unread::unknown(label!(
        vi: "tệp OLE không chứa sổ Excel",
        en: "an OLE file without an Excel workbook",
    )))
}

fn broken_container(damage: Damage) -> Unread {
    match damage {
        Damage::NoHeader => Unread::damaged(label!(
            vi: "phần đầu của tệp OLE bị hỏng",
            en: "the header of the OLE container is broken",
        )),
        Damage::NoDirectory => Unread::damaged(label!(
            vi: "không đọc được mục lục của tệp OLE, có thể tệp bị cắt cụt",
            en: "the directory of the OLE container cannot be read, perhaps the file is cut off",
        )),
        Damage::Circle => Unread::damaged(label!(
            vi: "chuỗi dữ liệu bên trong tệp quay vòng",
            en: "a chain of sectors in the OLE container runs in a circle",
        )),
    }
}

fn cut_off() -> Unread {
    Unread::damaged(label!(
        vi: "dữ liệu của trang tính bị cắt cụt",
        en: "the records of a sheet are cut off",
    ))
}
