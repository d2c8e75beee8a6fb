//! The records of .xlsb parts (MS-XLSB 2.1.4): a kind, a length, that many bytes.

use std::io::{BufRead, Read};

use crate::intake::bytes::Bytes;
use crate::intake::zip_parts::broken_archive;
use crate::intake::{Budget, Unread};
use crate::label;

/// Longer than any record of a cell, text or style; 32,767 characters make 64 KB.
const LONGEST_RECORD: usize = 16 * 1024 * 1024;

/// A part being read, record by record.
pub struct Records<'b, R> {
    source: R,
    data: Vec<u8>,
    budget: &'b Budget,
}

impl<'b, R: BufRead> Records<'b, R> {
    pub fn new(source: R, budget: &'b Budget) -> Self {
        Records { source, data: Vec::new(), budget }
    }

    /// The next record's kind and data; `None` at the end of the part.
    pub fn next(&mut self) -> Result<Option<(u16, Bytes<'_>)>, Unread> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.required_byte()? & 0x7F) << 7;
        }
        let length = self.length()?;
        if length > LONGEST_RECORD {
            return Err(broken());
        }
        self.data.clear();
        let budget = self.budget;
        let read = self.source.by_ref().take(length as u64).read_to_end(&mut self.data);
        match read {
            Ok(read) if read == length => Ok(Some((kind, Bytes::new(&self.data)))),
            Ok(_) => Err(broken()),
            Err(_) => Err(budget.breach().unwrap_or_else(broken_archive)),
        }
    }

    /// Seven bits in each of up to four bytes, the lowest first.
    fn length(&mut self) -> Result<usize, Unread> {
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.required_byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(length)
    }

    fn required_byte(&mut self) -> Result<u8, Unread> {
        self.byte()?.ok_or_else(broken)
    }

    fn byte(&mut self) -> Result<Option<u8>, Unread> {
        let next = self.source.fill_buf().map(|bytes| bytes.first().copied());
        let byte = next.map_err(|_| self.budget.breach().unwrap_or_else(broken_archive))?;
        if byte.is_some() {
            self.source.consume(1);
        }
        Ok(byte)
    }
}

/// The records of a part make no sense or end too early.
pub fn broken() -> Unread {
    Unread::damaged(label!(
        vi: "các bản ghi bên trong tệp .xlsb sai cấu trúc hoặc bị cắt cụt",
        en: "the records inside the .xlsb file are malformed or cut off",
    ))
}

/// The bytes of a text in UTF-16, without its length (MS-XLSB 2.5.169 XLWideString).
/// No text, which some fields may hold, is an empty one.
pub fn wide_bytes<'d>(data: &mut Bytes<'d>) -> Option<&'d [u8]> {
    match data.u32()? {
        u32::MAX => Some(&[]),
        length => data.take(usize::try_from(length).ok()?.checked_mul(2)?),
    }
}

pub fn wide_text(data: &mut Bytes) -> Option<String> {
    wide_bytes(data).map(|bytes| encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into())
}

/// Writes a record.
pub fn write(kind: u16, parts: &[&[u8]], into: &mut Vec<u8>) {
    match kind {
        0..0x80 => into.push(kind as u8),
        _ => into.extend([kind as u8 | 0x80, (kind >> 7) as u8]),
    }
    let mut length = parts.iter().map(|part| part.len()).sum::<usize>();
    while length >= 0x80 {
        into.push(length as u8 | 0x80);
        length >>= 7;
    }
    into.push(length as u8);
    parts.iter().for_each(|part| into.extend_from_slice(part));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Limits;

    fn kinds(bytes: &[u8]) -> Result<Vec<(u16, usize)>, Unread> {
        let budget = Budget::new(&Limits::default());
        let mut records = Records::new(bytes, &budget);
        let mut found = Vec::new();
        while let Some((kind, data)) = records.next()? {
            found.push((kind, data.rest().len()));
        }
        Ok(found)
    }

    #[test]
    fn what_is_written_is_read() {
        let mut part = Vec::new();
        write(0x07, &[b"ab", b"c"], &mut part);
        write(0x019C, &[&[0; 300]], &mut part);
        assert_eq!(kinds(&part), Ok(vec![(0x07, 3), (0x019C, 300)]));
        assert_eq!(kinds(&part[..part.len() - 1]), Err(broken()));
        assert_eq!(kinds(&[0x07]), Err(broken()));
    }

    #[test]
    fn a_promised_length_is_no_memory() {
        assert_eq!(kinds(&[0x07, 0xFF, 0xFF, 0xFF, 0x7F]), Err(broken()));
    }
}
