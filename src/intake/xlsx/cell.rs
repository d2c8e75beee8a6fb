//! From a `c` element to a cell.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::number_format::Meaning;
use super::rich_text::{RichText, unescape_from};
use super::shared_strings::SharedStrings;
use super::styles::{Font, Styles};
use crate::model::date::serial_of_date;
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
/// Days from 1 January 1900 to 1 January 1904, in serial numbers.
const DAYS_TO_1904: f64 = 1462.0;
/// Serial numbers of the days up to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;
/// What a year looks like when it is typed into a cell with a date format.
const TYPED_YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

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
        self.value.clear();
        self.rich.clear();
        let (value, rich) = (std::mem::take(&mut self.value), std::mem::take(&mut self.rich));
        *self = RawCell { value, rich, ..RawCell::default() };
    }

    /// The cell, with its look.
    pub fn finish(&mut self, context: &Context) -> Outcome {
        let format = context.styles.number_format(self.style);
        let mut font = context.styles.font(self.style);
        let mut own_font = None;
        let value = if self.inline {
            own_font = self.rich.font();
            bounded_text(self.rich.text())
        } else if self.awaits_result() {
            Some(CellValue::Uncalculated)
        } else if self.kind == CellType::SharedString {
            match self.shared(context.strings) {
                Some((text, run_font)) => {
                    font = run_font.or(font);
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
        set_font(&mut cell, font, own_font.as_ref());
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
                Ok(number) if number.is_finite() => Some(dated(number, meaning, date_1904)),
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

/// A number as its format shows it: as a day only where it can be one.
fn dated(number: f64, meaning: Meaning, date_1904: bool) -> CellValue {
    let typed_year = number.fract() == 0.0 && TYPED_YEARS.contains(&number);
    if meaning == Meaning::Number || (meaning == Meaning::YearOnly && typed_year) {
        return CellValue::Number(number);
    }
    let serial = if date_1904 { number + DAYS_TO_1904 } else { number };
    if DAYS.contains(&serial) { CellValue::Date(serial) } else { CellValue::Number(number) }
}

/// The serial number of `2024-02-29`, `2024-02-29T08:30:00`, with or without a zone.
fn iso_date(value: &str) -> Option<f64> {
    let (date, time) = value.split_once(['T', ' ']).unwrap_or((value, ""));
    let serial = serial_of_date(NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?);
    let time = time.trim_end_matches('Z').split(['+', '.']).next().unwrap_or_default();
    let seconds = NaiveTime::parse_from_str(time, "%H:%M:%S")
        .map_or(0, |time| time.num_seconds_from_midnight());
    let serial = serial + f64::from(seconds) / 86_400.0;
    DAYS.contains(&serial).then_some(serial)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_days_only_where_they_can_be() {
        assert_eq!(dated(31_179.0, Meaning::Date, false), CellValue::Date(31_179.0));
        assert_eq!(dated(29_717.0, Meaning::Date, true), CellValue::Date(31_179.0));
        assert_eq!(dated(1985.0, Meaning::YearOnly, false), CellValue::Number(1985.0));
        assert_eq!(
            dated(17_085_001_234.0, Meaning::Date, false),
            CellValue::Number(17_085_001_234.0)
        );
        assert_eq!(dated(0.5, Meaning::Date, false), CellValue::Number(0.5));
        assert_eq!(dated(31_179.0, Meaning::Number, true), CellValue::Number(31_179.0));
    }

    #[test]
    fn iso_dates_become_serial_numbers() {
        assert_eq!(iso_date("1985-05-12"), Some(31_179.0));
        assert_eq!(iso_date("1985-05-12T18:00:00.000Z"), Some(31_179.75));
        assert_eq!(iso_date("1985-13-12"), None);
    }
}
