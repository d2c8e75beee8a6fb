//! Shared texts: the texts themselves go to calamine, the fonts stay here.

use std::io::BufRead;

use super::records::{Records, wide_bytes, write};
use crate::intake::bytes::Bytes;
use crate::intake::fonts::Runs;
use crate::intake::{Budget, Unread};

const RICH: u8 = 0x01;

/// The shared texts of a workbook.
#[derive(Default)]
pub struct Strings {
    /// The fonts of each text.
    runs: Vec<Runs>,
    /// The items for calamine, without whatever else the part holds.
    items: Vec<u8>,
}

impl Strings {
    pub fn read<R: BufRead>(mut records: Records<R>, budget: &Budget) -> Result<Self, Unread> {
        let mut strings = Strings::default();
        while let Some((kind, mut data)) = records.next()? {
            // BrtSSTItem. One that is broken still takes its place in the numbering.
            if kind == 0x0013 {
                budget.cells(1)?;
                let (text, runs) = rich_text(&mut data).unwrap_or_default();
                budget.text(text.len())?;
                strings.runs.push(runs);
                write(0x0013, &[&[0], &units(text), text], &mut strings.items);
            }
        }
        Ok(strings)
    }

    pub fn runs(&self, index: u32) -> Option<&Runs> {
        self.runs.get(index as usize)
    }

    /// The part as calamine is to see it.
    pub fn part(&self) -> Vec<u8> {
        let count = u32::try_from(self.runs.len()).unwrap_or(u32::MAX).to_le_bytes();
        let mut part = Vec::with_capacity(self.items.len() + 16);
        write(0x009F, &[&count, &count], &mut part);
        part.extend(&self.items);
        write(0x00A0, &[], &mut part);
        part
    }
}

/// A text's UTF-16 and its fonts (MS-XLSB 2.5.122 RichStr).
pub fn rich_text<'d>(data: &mut Bytes<'d>) -> Option<(&'d [u8], Runs)> {
    let flags = data.u8()?;
    let text = wide_bytes(data)?;
    let mut starts = Vec::new();
    if flags & RICH != 0 {
        for _ in 0..data.u32()? {
            starts.push((data.u16()?, data.u16()?));
        }
    }
    Some((text, Runs::new(u32::try_from(text.len() / 2).ok()?, starts)))
}

/// The length of a text as records store it.
pub fn units(text: &[u8]) -> [u8; 4] {
    u32::try_from(text.len() / 2).unwrap_or_default().to_le_bytes()
}
