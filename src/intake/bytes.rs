//! Reads numbers off the front of a slice; past its end there is nothing, never a panic.

/// What is left to read, little-endian as in all of Microsoft's binary formats.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Bytes { rest: bytes }
    }

    /// From this offset on; nothing when it lies behind the end.
    pub fn at(bytes: &'a [u8], offset: usize) -> Self {
        Bytes { rest: bytes.get(offset..).unwrap_or_default() }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Exactly so many bytes, or nothing and nothing consumed.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(|_| ())
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }
}

/// The number that Excel packs into 30 bits: a short whole number or the upper
/// half of a float, either perhaps to be divided by 100 (MS-XLS 2.5.217 RkNumber).
pub(super) fn rk_number(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// The text of an error code (MS-XLS 2.5.10 BErr).
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, rk_number};

    #[test]
    fn nothing_is_read_past_the_end() {
        let mut bytes = Bytes::new(&[1, 2, 3]);
        assert_eq!(bytes.u16(), Some(0x0201));
        assert_eq!(bytes.u16(), None);
        assert_eq!(bytes.u8(), Some(3));
        assert!(Bytes::at(&[1], 2).is_empty());
    }

    #[test]
    fn packed_numbers_unpack() {
        assert_eq!(rk_number((1985 << 2) | 2), 1985.0);
        assert_eq!(rk_number((-5i32 << 2).cast_unsigned() | 3), -0.05);
        assert_eq!(rk_number((1.5f64.to_bits() >> 32) as u32), 1.5);
    }
}
