//! The records of a BIFF stream: a kind, a length, that many bytes.

use crate::intake::bytes::Bytes;

pub const EOF: u16 = 0x000A;
pub const CONTINUE: u16 = 0x003C;

/// One record. `next` is where the following one starts.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    pub next: usize,
}

/// Walks over records from an offset on; ends where no whole record is left.
pub struct Records<'a> {
    stream: &'a [u8],
    offset: usize,
}

impl<'a> Records<'a> {
    pub fn at(stream: &'a [u8], offset: usize) -> Self {
        Records { stream, offset }
    }

    fn peek(&self) -> Option<Record<'a>> {
        let mut bytes = Bytes::at(self.stream, self.offset);
        let kind = bytes.u16()?;
        let length = usize::from(bytes.u16()?);
        let data = bytes.take(length)?;
        Some(Record { kind, data, next: self.offset + 4 + length })
    }

    /// The record's data and that of the CONTINUE records after it, which are consumed.
    pub fn with_continuations(&mut self, record: Record<'a>) -> Vec<&'a [u8]> {
        let mut parts = vec![record.data];
        while let Some(more) = self.peek().filter(|more| more.kind == CONTINUE) {
            self.offset = more.next;
            parts.push(more.data);
        }
        parts
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let record = self.peek()?;
        self.offset = record.next;
        Some(record)
    }
}

/// The generations of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Biff {
    /// Excel 2.
    Two,
    /// Excel 3.
    Three,
    /// Excel 4.
    Four,
    /// Excel 5 and 95.
    Five,
    /// Excel 97 to 2003.
    Eight,
}

/// What a BOF record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    pub biff: Biff,
    pub content: Substream,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Substream {
    Globals,
    Worksheet,
    /// Charts, macros, modules.
    Other,
}

/// Reads a BOF record; `None` when the record is another one.
pub fn begin(record: &Record) -> Option<Begin> {
    let mut data = Bytes::new(record.data);
    let version = data.u16().unwrap_or_default();
    let biff = match record.kind {
        0x0009 => Biff::Two,
        0x0209 => Biff::Three,
        0x0409 => Biff::Four,
        // Some writers leave the version of BIFF5 zero.
        0x0809 if version == 0x0600 => Biff::Eight,
        0x0809 => Biff::Five,
        _ => return None,
    };
    let content = match data.u16()? {
        0x0005 | 0x0100 => Substream::Globals,
        0x0010 => Substream::Worksheet,
        _ => Substream::Other,
    };
    Some(Begin { biff, content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_is_cut_off_is_none() {
        let stream = [0x0A, 0, 0, 0, 0x42, 0, 2, 0, 0xB0];
        let mut records = Records::at(&stream, 0);
        assert_eq!(records.next().map(|record| (record.kind, record.next)), Some((EOF, 4)));
        assert!(records.next().is_none());
        assert!(Records::at(&stream, 99).next().is_none());
    }

    #[test]
    fn continuations_belong_to_the_record_before_them() {
        let stream = [0xFC, 0, 1, 0, 7, 0x3C, 0, 1, 0, 8, 0x3C, 0, 0, 0, 0x0A, 0, 0, 0];
        let mut records = Records::at(&stream, 0);
        let first = records.next().unwrap();
        assert_eq!(records.with_continuations(first), [&[7][..], &[8], &[]]);
        assert_eq!(records.next().map(|record| record.kind), Some(EOF));
    }
}
