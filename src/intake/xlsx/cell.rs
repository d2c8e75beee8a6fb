//! From a `c` element to a cell.

use super::super::number_format::{Meaning, iso_date};
use super::rich_text::{RichText, unescape_from};
use super::shared_strings::SharedStrings;
use super::styles::{Font, Styles};
use crate::model::place::Position;
use crate::model::workbook::{Cell, CellLook, CellValue};

/// What of the workbook the cells refer to.
pub struct Context<'w> {
    pub styles: &'w Styles,
    pub strings: &'w SharedStrings,
    pub date_1904: bool,
}

/// The `t` of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellType {
    #[default]
    Number,
    SharedString,
    InlineString,
    String,
    Bool,
    Error,
    IsoDate,
}

impl CellType {
    pub fn of(name: &str) -> Self {
        match name {
            "s" => CellType::SharedString,
            "inlineStr" | "is" => CellType::InlineString,
            "str" => CellType::String,
            "b" => CellType::Bool,
            "e" => CellType::Error,
            "d" => CellType::IsoDate,
            _ => CellType::Number,
        }
    }
}

/// A cell's parts as they were found.
#[derive(Default)]
pub struct RawCell {
    pub at: Position,
    pub style: u32,
    pub kind: CellType,
    pub formula: bool,
    /// There was a `v`, perhaps an empty one.
    pub valued: bool,
    /// There was an `is`.
    pub inline: bool,
    pub value: String,
    pub rich: RichText,
}

/// Excel's longest text is 32,767 characters; anything far beyond is an attack.
const LONGEST_TEXT: usize = 1024 * 1024;

/// What reading a cell gives.
pub enum Outcome {
    Cell(Cell),
    /// Nothing in it.
    Blank,
    /// Something that could not be made out.
    Unreadable,
}

impl RawCell {
    pub fn clear(&mut self) {
        if self.inline {
            self.rich.clear();
        }
        self.value.clear();
        (self.style, self.kind) = (0, CellType::Number);
        (self.formula, self.valued, self.inline) = (false, false, false);
    }

    /// The cell, with its look.
    pub fn finish(&mut self, context: &Context) -> Outcome {
        let format = context.styles.number_format(self.style);
        let cell_font = context.styles.font(self.style);
        let mut run_font = None;
        let value = if self.inline {
            run_font = self.rich.font();
            bounded_text(self.rich.text())
        } else if self.awaits_result() {
            Some(CellValue::Uncalculated)
        } else if self.kind == CellType::SharedString {
            match self.shared(context.strings) {
                Some((text, font)) => {
                    run_font = font.cloned();
                    bounded_text(text)
                }
                None if self.value.trim().is_empty() => return Outcome::Blank,
                None => None,
            }
        } else {
            self.plain(format.meaning, context.date_1904)
        };
        let Some(value) = value else {
            return Outcome::Unreadable;
        };
        if matches!(&value, CellValue::Text(text) if text.is_empty()) {
            return Outcome::Blank;
        }
        let mut cell = Cell::new(self.at, value);
        cell.look = CellLook {
            formula: self.formula,
            padded_digits: format.padded_digits,
            ..CellLook::default()
        };
        set_font(&mut cell, cell_font, run_font.as_ref());
        Outcome::Cell(cell)
    }

    /// A formula that nobody has calculated: a calculated one holds a value, or
    /// an empty one with the type of a text.
    fn awaits_result(&self) -> bool {
        let empty = self.value.is_empty() && !(self.valued && self.kind == CellType::String);
        self.formula && empty
    }

    fn shared<'s>(&self, strings: &'s SharedStrings) -> Option<(&'s str, Option<&'s Font>)> {
        strings.get(self.value.trim().parse().ok()?)
    }

    /// The value of a `v` that holds it itself; nothing when it makes no sense.
    fn plain(&mut self, meaning: Meaning, date_1904: bool) -> Option<CellValue> {
        let value = self.value.trim();
        match self.kind {
            _ if value.is_empty() && self.kind != CellType::String => {
                Some(CellValue::Text(Box::default()))
            }
            CellType::Bool => match value.to_ascii_lowercase().as_str() {
                "1" | "true" => Some(CellValue::Bool(true)),
                "0" | "false" => Some(CellValue::Bool(false)),
                _ => None,
            },
            CellType::Error => Some(CellValue::Error(value.into())),
            CellType::IsoDate => {
                iso_date(value).map(CellValue::Date).or_else(|| bounded_text(value))
            }
            CellType::Number => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => Some(meaning.value(number, date_1904)),
                Ok(_) => None,
                Err(_) => bounded_text(&self.value),
            },
            CellType::SharedString | CellType::InlineString | CellType::String => {
                unescape_from(&mut self.value, 0);
                bounded_text(&self.value)
            }
        }
    }
}

fn bounded_text(text: &str) -> Option<CellValue> {
    (text.len() <= LONGEST_TEXT).then(|| CellValue::Text(text.into()))
}

fn set_font(cell: &mut Cell, cell_font: Option<&Font>, run_font: Option<&Font>) {
    let Some(font) = run_font.or(cell_font) else {
        return;
    };
    cell.look.bold = font.bold;
    cell.look.strikeout = font.strikeout;
    // A run that names no font is written in the cell's.
    cell.font = font.name.clone().or_else(|| cell_font.and_then(|font| font.name.clone()));
}
