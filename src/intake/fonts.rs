//! Fonts of cells and of stretches of text, for the formats that number them.

use std::sync::Arc;

use crate::model::workbook::Cell;

/// A font, as far as it carries meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub name: Option<Arc<str>>,
    pub bold: bool,
    pub strikeout: bool,
}

/// Where in a text another font begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// Length of the text in the units of the positions.
    length: u32,
    /// Position and number of the font, in order.
    starts: Box<[(u16, u16)]>,
}

impl Runs {
    pub fn new(length: u32, starts: Vec<(u16, u16)>) -> Self {
        Runs { length, starts: starts.into() }
    }

    /// How many units stand in which font; `None` is the cell's own.
    fn spans(&self) -> impl DoubleEndedIterator<Item = (u32, Option<u16>)> {
        let own = self.starts.first().map_or(self.length, |&(start, _)| u32::from(start));
        let runs = self.starts.iter().enumerate().map(|(index, &(start, font))| {
            let end = self.starts.get(index + 1).map_or(self.length, |&(next, _)| u32::from(next));
            (end.saturating_sub(start.into()), Some(font))
        });
        std::iter::once((own, None)).chain(runs).filter(|&(length, _)| length > 0)
    }

    /// The font that most of the text stands in, when that is not the cell's own.
    pub fn main_font(&self) -> Option<u16> {
        // Of equals the last is the greatest: turned around, the first.
        self.spans().rev().max_by_key(|&(length, _)| length).and_then(|(_, font)| font)
    }

    /// Gives the cell the look of most of its text. Half a text struck out is
    /// a correction and the rest still counts: it must all be.
    pub fn dress<'f>(
        &self,
        cell: &mut Cell,
        own: Option<&'f Font>,
        numbered: impl Fn(u16) -> Option<&'f Font>,
    ) {
        let font = |number: Option<u16>| number.and_then(&numbered).or(own);
        if let Some(font) = font(self.main_font()) {
            cell.font = font.name.clone();
            cell.look.bold = font.bold;
            cell.look.strikeout = font.strikeout;
        }
        if !self.starts.is_empty() {
            let struck = |number| font(number).is_some_and(|font| font.strikeout);
            cell.look.strikeout = self.spans().all(|(_, number)| struck(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;

    #[test]
    fn the_main_font_is_the_one_of_most_characters() {
        let font = |length, starts: &[(u16, u16)]| Runs::new(length, starts.to_vec()).main_font();
        assert_eq!(font(10, &[]), None);
        assert_eq!(font(10, &[(6, 5)]), None);
        assert_eq!(font(10, &[(2, 5), (4, 6)]), Some(6));
        assert_eq!(font(3, &[(9, 5)]), None, "a run behind the end");
    }

    #[test]
    fn a_text_half_struck_out_is_not_struck_out() {
        let fonts = [false, true].map(|strikeout| Font { strikeout, ..Font::default() });
        let struck = |starts: &[(u16, u16)], own: usize| {
            let mut cell = Cell::text(Position::default(), "abc");
            let runs = Runs::new(3, starts.to_vec());
            runs.dress(&mut cell, fonts.get(own), |number| fonts.get(usize::from(number)));
            cell.look.strikeout
        };
        assert!(struck(&[], 1));
        assert!(struck(&[(0, 1)], 0));
        assert!(struck(&[(1, 1)], 1));
        assert!(!struck(&[(1, 1)], 0));
        assert!(!struck(&[(1, 0)], 1));
    }
}
