//! The workbook part: sheets and how days are counted.

use std::io::BufRead;

use super::records::{Records, wide_text};
use crate::intake::Unread;
use crate::intake::bytes::Bytes;
use crate::model::workbook::Visibility;

/// More sheets than anybody makes; the rest is left out.
const MOST_SHEETS: usize = 1000;

#[derive(Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<SheetEntry>,
    /// Days are counted from 1904.
    pub date_1904: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetEntry {
    pub name: String,
    pub visibility: Visibility,
    pub relationship: String,
}

impl Workbook {
    pub fn read<R: BufRead>(mut records: Records<R>) -> Result<Self, Unread> {
        let mut workbook = Workbook::default();
        while let Some((kind, mut data)) = records.next()? {
            match kind {
                // BrtWbProp
                0x0099 => workbook.date_1904 = data.u32().is_some_and(|flags| flags & 1 != 0),
                // BrtBundleSh
                0x009C if workbook.sheets.len() < MOST_SHEETS => {
                    workbook.sheets.extend(SheetEntry::read(&mut data));
                }
                // BrtEndBundleShs: names and links to other files follow.
                0x0090 => break,
                _ => {}
            }
        }
        Ok(workbook)
    }
}

impl SheetEntry {
    fn read(data: &mut Bytes) -> Option<Self> {
        let visibility = match data.u32()? {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            _ => Visibility::VeryHidden,
        };
        data.skip(4)?;
        let relationship = wide_text(data)?;
        Some(SheetEntry { name: wide_text(data)?, visibility, relationship })
    }
}
