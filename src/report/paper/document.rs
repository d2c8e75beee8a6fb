//! What an official document begins and ends with: heads, title, signatures.

use rust_xlsxwriter::FormatAlign;

use super::block::{self, LeftBlock};
use super::fill::Fill;
use super::sheet::PaperSheet;
use crate::config::outputs::{Line, Signature};
use crate::i18n::Lang;
use crate::report::error::Result;

/// What its lines are filled in with, and in which language.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    pub fill: &'a Fill,
    pub lang: Lang,
}

impl Document<'_> {
    /// Who issues it, beside the name of the country or the party.
    pub fn heads(&self, sheet: &mut PaperSheet, left: &[Line], right: &[Line]) -> Result<()> {
        block::write(sheet, left, right, self.fill, self.lang, LeftBlock::Centred)
    }

    pub fn title<'l>(
        &self,
        sheet: &mut PaperSheet,
        lines: impl IntoIterator<Item = &'l Line>,
    ) -> Result<()> {
        lines.into_iter().try_for_each(|line| self.line(sheet, line, FormatAlign::Center))
    }

    pub fn line(&self, sheet: &mut PaperSheet, line: &Line, align: FormatAlign) -> Result<()> {
        let texts = self.fill.lines(line, self.lang);
        texts.into_iter().try_for_each(|text| sheet.line(line, &text, align))
    }

    /// Who signs, beside the recipients.
    pub fn signature(&self, sheet: &mut PaperSheet, signature: &Signature) -> Result<()> {
        let Signature { left, right } = signature;
        block::write(sheet, left, right, self.fill, self.lang, LeftBlock::Flush)
    }
}
