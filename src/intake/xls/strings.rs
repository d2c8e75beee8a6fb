//! Texts of BIFF files: UTF-16, its upper half left out where it is zero
//! (BIFF8), or bytes of a code page (up to BIFF5).

use encoding_rs as enc;
use unicode_normalization::UnicodeNormalization;

use crate::intake::bytes::Bytes;
use crate::intake::fonts::Runs;

const WIDE: u8 = 0x01;
const PHONETIC: u8 = 0x04;
const RICH: u8 = 0x08;

/// A text and the fonts that it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText {
    pub text: Box<str>,
    pub runs: Runs,
}

/// Reads texts out of a record and its continuations.
pub struct Texts<'a> {
    parts: std::vec::IntoIter<&'a [u8]>,
    current: Bytes<'a>,
}

impl<'a> Texts<'a> {
    pub fn new(parts: Vec<&'a [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let current = Bytes::new(parts.next().unwrap_or_default());
        Texts { parts, current }
    }

    fn next_part(&mut self) -> Option<()> {
        self.current = Bytes::new(self.parts.next()?);
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        while self.current.is_empty() {
            self.next_part()?;
        }
        self.current.u8()
    }

    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        loop {
            let here = count.min(self.current.rest().len());
            self.current.skip(here)?;
            count -= here;
            if count == 0 {
                return Some(());
            }
            self.next_part()?;
        }
    }

    /// A BIFF8 text with a length of two bytes, with its runs (MS-XLS 2.5.293, 2.5.294).
    pub fn rich(&mut self) -> Option<RichText> {
        let length = self.u16()?;
        let flags = self.u8()?;
        let run_count = if flags & RICH != 0 { self.u16()? } else { 0 };
        let phonetic = if flags & PHONETIC != 0 { self.u32()? } else { 0 };
        let text = self.characters(length.into(), flags & WIDE != 0)?;
        let runs = self.runs(run_count)?;
        self.skip(phonetic as usize)?;
        Some(RichText { text, runs: Runs::new(length.into(), runs) })
    }

    /// The text of an RSTRING record, whose runs come last with a count of their own.
    pub fn with_own_runs(&mut self) -> Option<RichText> {
        let length = self.u16()?;
        let wide = self.u8()? & WIDE != 0;
        let text = self.characters(length.into(), wide)?;
        let run_count = self.u16()?;
        let runs = self.runs(run_count)?;
        Some(RichText { text, runs: Runs::new(length.into(), runs) })
    }

    fn runs(&mut self, count: u16) -> Option<Vec<(u16, u16)>> {
        (0..count).map(|_| Some((self.u16()?, self.u16()?))).collect()
    }

    /// So many characters. Where they go on in the next record, that one says
    /// anew whether they are wide.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<Box<str>> {
        if let Some(text) = whole(&mut self.current, count, wide) {
            return Some(text);
        }
        let mut units: Vec<u16> = Vec::new();
        while count > 0 {
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.current.rest().len() / width);
            units.extend(utf16(self.current.take(here * width)?, wide));
            count -= here;
            if count > 0 {
                self.next_part()?;
                while self.current.is_empty() {
                    self.next_part()?;
                }
                wide = self.current.u8()? & WIDE != 0;
            }
        }
        Some(String::from_utf16_lossy(&units).into())
    }
}

/// A BIFF8 text with a length of one byte: names of fonts and sheets.
pub fn short_text(bytes: &mut Bytes) -> Option<Box<str>> {
    let length = bytes.u8()?;
    let wide = bytes.u8()? & WIDE != 0;
    whole(bytes, length.into(), wide)
}

pub(super) fn whole(bytes: &mut Bytes, count: usize, wide: bool) -> Option<Box<str>> {
    let data = bytes.take(if wide { count * 2 } else { count })?;
    if !wide && data.is_ascii() {
        return std::str::from_utf8(data).ok().map(Into::into);
    }
    let text = char::decode_utf16(utf16(data, wide)).map(|unit| unit.unwrap_or('\u{FFFD}'));
    Some(text.collect::<String>().into())
}

fn utf16(data: &[u8], wide: bool) -> impl Iterator<Item = u16> {
    let width = if wide { 2 } else { 1 };
    data.chunks_exact(width).map(|unit| match *unit {
        [low, high] => u16::from_le_bytes([low, high]),
        [low] => u16::from(low),
        _ => 0,
    })
}

/// How the bytes of texts before BIFF8 are to be read (Windows code page numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePage(pub u16);

impl CodePage {
    pub const WESTERN: CodePage = CodePage(1252);
    const VIETNAMESE: CodePage = CodePage(1258);

    /// The text in characters. A page that is not known is read as Windows-1252,
    /// as Excel itself does. Vietnamese letters that the page holds in two parts are composed.
    pub fn decode(self, bytes: &[u8]) -> Box<str> {
        let (text, _) = self.encoding().decode_without_bom_handling(bytes);
        if self == CodePage::VIETNAMESE {
            return text.nfc().collect::<String>().into();
        }
        text.into()
    }

    fn encoding(self) -> &'static enc::Encoding {
        match self.0 {
            874 => enc::WINDOWS_874,
            932 => enc::SHIFT_JIS,
            936 => enc::GBK,
            949 => enc::EUC_KR,
            950 => enc::BIG5,
            1250 => enc::WINDOWS_1250,
            1251 => enc::WINDOWS_1251,
            1253 => enc::WINDOWS_1253,
            1254 => enc::WINDOWS_1254,
            1255 => enc::WINDOWS_1255,
            1256 => enc::WINDOWS_1256,
            1257 => enc::WINDOWS_1257,
            1258 => enc::WINDOWS_1258,
            10_000 | 0x8000 => enc::MACINTOSH,
            65_001 => enc::UTF_8,
            _ => enc::WINDOWS_1252,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parts: &[&[u8]]) -> Option<RichText> {
        Texts::new(parts.to_vec()).rich()
    }

    #[test]
    fn narrow_and_wide_texts_are_read() {
        assert_eq!(read(&[&[2, 0, 0, b'C', 0xE9]]).unwrap().text, "Cé".into());
        assert_eq!(read(&[&[1, 0, 1, 0xA1, 0x1E]]).unwrap().text, "ạ".into());
    }

    #[test]
    fn a_continued_text_may_change_its_width() {
        let text = read(&[&[4, 0, 0, b'N', b'g'], &[1, 0xF4, 0, b'.', 0]]).unwrap();
        assert_eq!(&*text.text, "Ngô.");
        let split = read(&[&[3, 0, 1, b'a', 0, 0xA1], &[], &[0, b'b', b'c']]);
        assert_eq!(split.unwrap().text, "abc".into(), "half a character is none");
    }

    #[test]
    fn runs_and_phonetic_text_are_passed_over() {
        let first = [1, 0, 0x0C, 1, 0, 2, 0, 0, 0, b'a', 0, 0, 7, 0, 9, 9];
        let mut texts = Texts::new(vec![&first[..12], &first[12..], &[1, 0, 0, b'b']]);
        let runs = Runs::new(1, vec![(0, 7)]);
        assert_eq!(texts.rich().unwrap(), RichText { text: "a".into(), runs });
        assert_eq!(&*texts.rich().unwrap().text, "b");
        assert_eq!(texts.rich(), None);
    }

    #[test]
    fn vietnamese_code_page_text_is_composed() {
        assert_eq!(&*CodePage(1258).decode(b"Nguy\xEA\xDEn"), "Nguyễn");
        assert_eq!(&*CodePage(0).decode(b"Nguy\xDAn"), "NguyÚn");
    }
}
