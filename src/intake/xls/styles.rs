//! What cell styles say: FONT, FORMAT and XF records of every generation.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::records::Biff;
use super::strings::{CodePage, short_text};
use crate::intake::bytes::Bytes;
use crate::intake::fonts::Font;
use crate::intake::number_format::NumberFormat;

const STRUCK_OUT: u16 = 0x0008;
/// Until BIFF4 boldness is a flag, later a weight.
const BOLD_FLAG: u16 = 0x0001;
const BOLD_WEIGHT: u16 = 600;
/// No record ever has this index; the font after number 3 is number 5 (MS-XLS 2.5.129).
const MISSING_FONT: usize = 4;

/// The style tables of a workbook (from BIFF5 on) or of a single sheet (before).
#[derive(Default)]
pub struct Styles {
    fonts: Vec<Font>,
    /// Codes by number; before BIFF5 the number is the order.
    codes: HashMap<u16, Box<str>, FxBuildHasher>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
    formats: Vec<NumberFormat>,
}

impl Styles {
    /// Takes the record in if it is one of styles.
    pub fn add(&mut self, kind: u16, data: &[u8], biff: Biff, page: CodePage) {
        // A record too short to be read still takes its place in the numbering.
        let mut data = Bytes::new(data);
        match kind {
            0x0031 | 0x0231 => self.fonts.push(font(&mut data, biff, page).unwrap_or_default()),
            0x001E | 0x041E => drop(self.add_format(&mut data, biff, page)),
            0x0043 | 0x0243 | 0x0443 | 0x00E0 => {
                self.styles.push(style(&mut data, biff).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn add_format(&mut self, data: &mut Bytes, biff: Biff, page: CodePage) -> Option<()> {
        let number = match biff {
            Biff::Two | Biff::Three => None,
            // A place that BIFF4 leaves unused.
            Biff::Four => data.u16().and(None),
            Biff::Five | Biff::Eight => Some(data.u16()?),
        };
        let order = u16::try_from(self.codes.len()).ok()?;
        let code = if biff == Biff::Eight {
            let length = data.u16()?;
            let wide = data.u8()? & 1 != 0;
            super::strings::whole(data, length.into(), wide)?
        } else {
            let length = data.u8()?;
            page.decode(data.take(length.into())?)
        };
        self.codes.insert(number.unwrap_or(order), code);
        Some(())
    }

    /// To be called once all records are in: formats may follow the styles that use them.
    pub fn settle(&mut self) {
        let judged: HashMap<u16, NumberFormat, FxBuildHasher> =
            self.codes.iter().map(|(&number, code)| (number, NumberFormat::parse(code))).collect();
        let judge = |&(_, number): &(u16, u16)| {
            judged.get(&number).copied().unwrap_or_else(|| NumberFormat::built_in(number.into()))
        };
        self.formats = self.styles.iter().map(judge).collect();
    }

    pub fn font(&self, index: u16) -> Option<&Font> {
        let index = usize::from(index);
        self.fonts.get(if index > MISSING_FONT { index - 1 } else { index })
    }

    pub fn font_of_style(&self, style: u16) -> Option<&Font> {
        self.styles.get(usize::from(style)).and_then(|&(font, _)| self.font(font))
    }

    pub fn format(&self, style: u16) -> NumberFormat {
        self.formats.get(usize::from(style)).copied().unwrap_or_default()
    }
}

fn font(data: &mut Bytes, biff: Biff, page: CodePage) -> Option<Font> {
    data.skip(2)?;
    let flags = data.u16()?;
    let mut bold = flags & BOLD_FLAG != 0;
    match biff {
        Biff::Two => {}
        Biff::Three | Biff::Four => data.skip(2)?,
        Biff::Five | Biff::Eight => {
            data.skip(2)?;
            bold = data.u16()? >= BOLD_WEIGHT;
            data.skip(6)?;
        }
    }
    let name = if biff == Biff::Eight {
        short_text(data)?
    } else {
        let length = data.u8()?;
        page.decode(data.take(length.into())?)
    };
    let name = Some(name).filter(|name| !name.is_empty()).map(Arc::from);
    Some(Font { name, bold, strikeout: flags & STRUCK_OUT != 0 })
}

fn style(data: &mut Bytes, biff: Biff) -> Option<(u16, u16)> {
    Some(match biff {
        Biff::Two => {
            let font = data.u8()?;
            data.skip(1)?;
            (font.into(), (data.u8()? & 0x3F).into())
        }
        Biff::Three | Biff::Four => (data.u8()?.into(), data.u8()?.into()),
        Biff::Five | Biff::Eight => (data.u16()?, data.u16()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::number_format::Meaning;

    fn font_record(name: &str, flags: u8, weight: u16) -> Vec<u8> {
        let [low, high] = weight.to_le_bytes();
        let mut record = vec![0xC8, 0, flags, 0, 0, 0, low, high, 0, 0, 0, 0, 0, 0];
        record.extend([name.len() as u8, 0]);
        record.extend(name.as_bytes());
        record
    }

    fn styles() -> Styles {
        let mut styles = Styles::default();
        let mut add = |kind, data: &[u8]| styles.add(kind, data, Biff::Eight, CodePage::WESTERN);
        for name in ["A", "B", "C", "D"] {
            add(0x31, &font_record(name, 0, 400));
        }
        add(0x31, &font_record(".VnTime", 8, 700));
        add(0xE0, &[0, 0, 14, 0]);
        add(0xE0, &[5, 0, 200, 0]);
        add(0xE0, &[1]);
        add(0x41E, &[200, 0, 3, 0, 0, b'0', b'0', b'0']);
        styles.settle();
        styles
    }

    #[test]
    fn font_number_four_does_not_exist() {
        let styles = styles();
        let font = styles.font_of_style(1).unwrap();
        assert_eq!(font.name.as_deref(), Some(".VnTime"));
        assert!(font.bold && font.strikeout);
        assert_eq!(styles.font(3).unwrap().name.as_deref(), Some("D"));
        assert!(styles.font(6).is_none());
    }

    #[test]
    fn formats_are_judged_by_their_code_or_number() {
        let styles = styles();
        assert_eq!(styles.format(0).meaning, Meaning::Date);
        assert_eq!(styles.format(1).padded_digits, 3);
        assert_eq!(styles.format(2), NumberFormat::default(), "a short record");
        assert_eq!(styles.format(99), NumberFormat::default(), "no such style");
    }
}
