//! The styles part: for every cell format, the font and what its number format means.

use std::collections::HashMap;
use std::io::BufRead;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::records::{Records, wide_text};
use crate::intake::Unread;
use crate::intake::bytes::Bytes;
use crate::intake::fonts::Font;
use crate::intake::number_format::NumberFormat;

/// Excel's own limit is 65,490 cell formats; what comes after this many is left out.
const MOST_STYLES: usize = 100_000;
const STRUCK_OUT: u16 = 0x0008;
const BOLD_WEIGHT: u16 = 600;

#[derive(Debug, Default)]
pub struct Styles {
    fonts: Vec<Font>,
    formats: HashMap<u16, NumberFormat, FxBuildHasher>,
    /// Number format and font of each cell format.
    styles: Vec<(u16, u16)>,
}

impl Styles {
    pub fn read<R: BufRead>(mut records: Records<R>) -> Result<Self, Unread> {
        let mut styles = Styles::default();
        // Named styles have the same records as the formats of cells.
        let mut of_cells = false;
        while let Some((kind, mut data)) = records.next()? {
            match kind {
                0x0269 | 0x026A => of_cells = kind == 0x0269,
                // BrtFont, BrtFmt, BrtXF
                0x002B if styles.fonts.len() < MOST_STYLES => {
                    styles.fonts.push(font(&mut data).unwrap_or_default());
                }
                0x002C if styles.formats.len() < MOST_STYLES => {
                    styles.formats.extend(format(&mut data));
                }
                0x002F if of_cells && styles.styles.len() < MOST_STYLES => {
                    styles.styles.push(style(&mut data).unwrap_or_default());
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    pub fn font(&self, index: u16) -> Option<&Font> {
        self.fonts.get(usize::from(index))
    }

    pub fn font_of_style(&self, style: u32) -> Option<&Font> {
        self.font(self.styles.get(style as usize)?.1)
    }

    pub fn format(&self, style: u32) -> NumberFormat {
        let Some(&(format, _)) = self.styles.get(style as usize) else {
            return NumberFormat::default();
        };
        let known = self.formats.get(&format).copied();
        known.unwrap_or_else(|| NumberFormat::built_in(format.into()))
    }
}

fn font(data: &mut Bytes) -> Option<Font> {
    data.skip(2)?;
    let flags = data.u16()?;
    let weight = data.u16()?;
    // Position, underline, family, character set, colour, scheme.
    data.skip(2 + 4 + 8 + 1)?;
    let name = wide_text(data)?;
    Some(Font {
        name: Some(name).filter(|name| !name.is_empty()).map(Arc::from),
        bold: weight >= BOLD_WEIGHT,
        strikeout: flags & STRUCK_OUT != 0,
    })
}

fn format(data: &mut Bytes) -> Option<(u16, NumberFormat)> {
    Some((data.u16()?, NumberFormat::parse(&wide_text(data)?)))
}

fn style(data: &mut Bytes) -> Option<(u16, u16)> {
    data.skip(2)?;
    Some((data.u16()?, data.u16()?))
}
