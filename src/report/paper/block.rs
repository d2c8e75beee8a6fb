//! Two columns of text beside each other: the heads of a document, its signatures.

use rust_xlsxwriter::FormatAlign;

use super::columns::split;
use super::fill::Fill;
use super::sheet::{PaperSheet, line_format};
use crate::config::outputs::Line;
use crate::i18n::Lang;
use crate::report::book::metrics::{self, Face};
use crate::report::error::Result;

/// How the left block lies; the right one is centred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftBlock {
    Centred,
    /// The list of recipients.
    Flush,
}

/// Writes the two blocks side by side from the current row on.
pub fn write(
    sheet: &mut PaperSheet,
    left: &[Line],
    right: &[Line],
    fill: &Fill,
    lang: Lang,
    lies: LeftBlock,
) -> Result<()> {
    let (left, right) = (rows(left, fill, lang), rows(right, fill, lang));
    let middle = split(sheet.widths(), 0.42) as u16;
    let last = sheet.columns().saturating_sub(1);
    for number in 0..left.len().max(right.len()) {
        let mut height: f64 = 0.0;
        let sides =
            [(0, middle.saturating_sub(1), left.get(number)), (middle, last, right.get(number))];
        for (side, (first, last, text)) in sides.into_iter().enumerate() {
            let Some(Some((line, text))) = text else { continue };
            let flush = side == 0 && lies == LeftBlock::Flush;
            let align = if flush { FormatAlign::Left } else { FormatAlign::Center };
            let format = line_format(line).set_align(align).set_text_wrap();
            sheet.across(first, last, text, &format)?;
            let face = if line.bold { Face::PaperBold } else { Face::Paper };
            let lines = metrics::lines(text, line.size, sheet.width(first, last), face);
            height = height.max(metrics::line_height(line.size) * f64::from(lines) + 2.0);
        }
        sheet.end_row(if height > 0.0 { height.min(409.0) } else { 15.0 })?;
    }
    Ok(())
}

/// One entry a row; `None` for a blank one.
fn rows<'a>(lines: &'a [Line], fill: &Fill, lang: Lang) -> Vec<Option<(&'a Line, String)>> {
    let mut rows = Vec::new();
    for line in lines {
        let texts = fill.lines(line, lang);
        if !texts.is_empty() {
            rows.extend((0..line.space).map(|_| None));
        }
        rows.extend(texts.into_iter().map(|text| Some((line, text))));
    }
    rows
}
