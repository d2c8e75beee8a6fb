//! Bytes → cells. The only home of spreadsheet libraries, and the guard
//! against hostile and broken files: every input ends in a [`Reading`] or an
//! [`Unread`], within [`Limits`].

mod bytes;
mod charset;
mod csv;
mod encryption;
mod fonts;
mod html;
pub mod legacy;
mod limits;
mod number_format;
mod ods;
mod properties;
mod reading;
mod sheet_builder;
mod sniff;
mod spreadsheetml;
mod unread;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod zip_parts;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use limits::{Budget, Limits};
pub use properties::{Properties, properties};
pub use reading::{Content, Mismatch, Note, Reading};
pub use sheet_builder::{GRID_COLUMNS, GRID_ROWS, SheetBuilder};
use sniff::Kind;
pub use unread::{Measure, Unread};

use crate::config::Secret;
use crate::label;
use crate::model::workbook::{Format, Workbook};

/// Reads a file's bytes into cells.
///
/// `name` is the file's name; it only serves to tell when it promises something
/// else than the bytes hold. A panic of a reader becomes [`Unread::Damaged`];
/// the caller may want to silence the panic hook.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Reading, Unread> {
    read_with(bytes, name, Access { limits, passwords: &[] })
}

/// How far a file may be opened.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    pub limits: &'a Limits,
    pub passwords: &'a [Secret],
}

/// Like [`read`]; opens an encrypted workbook when one of the passwords fits.
pub fn read_with(bytes: &[u8], name: &str, access: Access) -> Result<Reading, Unread> {
    access.limits.admit(bytes.len())?;
    let reading = || read_unguarded(bytes, name, access.passwords, &Budget::new(access.limits));
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
        Err(Unread::damaged(label!(
            vi: "cấu trúc bên trong sai đến mức không đọc được",
            en: "its inner structure is too broken to be read",
        )))
    })
}

fn read_unguarded(
    bytes: &[u8],
    name: &str,
    passwords: &[Secret],
    budget: &Budget,
) -> Result<Reading, Unread> {
    let kind = sniff::sniff(bytes)?;
    let (format, content) = match kind {
        Kind::Encrypted => {
            let clear = encryption::open(bytes, passwords, budget)?;
            // A workbook inside a workbook inside a workbook is no workbook.
            return match sniff::sniff(&clear)? {
                Kind::Encrypted => Err(Unread::Encrypted),
                _ => read_unguarded(&clear, name, &[], budget),
            };
        }
        Kind::Xls | Kind::RawBiff => (Format::Xls, xls::read(bytes, passwords, budget)?),
        Kind::Xlsb => (Format::Xlsb, xlsb::read(bytes, budget)?),
        Kind::Ods | Kind::FlatOds => (Format::Ods, ods::read(bytes, budget)?),
        Kind::Xlsx => (Format::Xlsx, xlsx::read(bytes, budget)?),
        Kind::Xlsm => (Format::Xlsm, xlsx::read(bytes, budget)?),
        Kind::Html => (Format::Html, html::read(bytes, budget)?),
        Kind::Mhtml => (Format::Html, html::read_mhtml(bytes, budget)?),
        Kind::SpreadsheetMl => (Format::Xml, spreadsheetml::read(bytes, budget)?),
        Kind::Text => (Format::Csv, csv::read(bytes, budget)?),
    };
    Ok(Reading {
        mismatch: Mismatch::between(name, format),
        workbook: Workbook { format, sheets: content.sheets },
        notes: content.notes,
    })
}
