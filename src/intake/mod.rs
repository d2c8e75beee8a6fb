//! Bytes → cells. The only home of spreadsheet libraries, and the guard
//! against hostile and broken files: every input ends in a [`Reading`] or an
//! [`Unread`], within [`Limits`].

mod bytes;
mod charset;
mod csv;
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

use crate::label;
use crate::model::workbook::{Format, Workbook};

/// Reads a file's bytes into cells.
///
/// `name` is the file's name; it only serves to tell when it promises something
/// else than the bytes hold. A panic of a reader becomes [`Unread::Damaged`];
/// the caller may want to silence the panic hook.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Reading, Unread> {
    limits.admit(bytes.len())?;
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, name, limits))).unwrap_or_else(|_| {
        Err(Unread::damaged(label!(
            vi: "cấu trúc bên trong sai đến mức không đọc được",
            en: "its inner structure is too broken to be read",
        )))
    })
}

fn read_unguarded(bytes: &[u8], name: &str, limits: &Limits) -> Result<Reading, Unread> {
    let kind = sniff::sniff(bytes)?;
    let budget = Budget::new(limits);
    let (format, content) = match kind {
        Kind::Xls | Kind::RawBiff => (Format::Xls, xls::read(bytes, &budget)?),
        Kind::Xlsb => (Format::Xlsb, xlsb::read(bytes, &budget)?),
        Kind::Ods | Kind::FlatOds => (Format::Ods, ods::read(bytes, &budget)?),
        Kind::Xlsx => (Format::Xlsx, xlsx::read(bytes, &budget)?),
        Kind::Xlsm => (Format::Xlsm, xlsx::read(bytes, &budget)?),
        Kind::Html => (Format::Html, html::read(bytes, &budget)?),
        Kind::Mhtml => (Format::Html, html::read_mhtml(bytes, &budget)?),
        Kind::SpreadsheetMl => (Format::Xml, spreadsheetml::read(bytes, &budget)?),
        Kind::Text => (Format::Csv, csv::read(bytes, &budget)?),
    };
    Ok(Reading {
        mismatch: Mismatch::between(name, format),
        workbook: Workbook { format, sheets: content.sheets },
        notes: content.notes,
    })
}
