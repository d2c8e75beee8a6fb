//! What a number format tells about the numbers under it: dates, and digits to
//! pad to. One judgement for every format of file.
//!
//! The grammar is that of ECMA-376 part 1, 18.8.31.

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::model::date::serial_of_date;
use crate::model::workbook::CellValue;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    #[default]
    Number,
    /// A calendar date with a day or a month in it.
    Date,
    /// A date of which only the year, or month and year, is shown: a number
    /// like 1985 under it is a year that was typed, not a day in 1905.
    YearOnly,
}

/// The meaning and the padding of a format code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    pub meaning: Meaning,
    /// Digits that whole numbers are padded to; 0 when they are not.
    pub padded_digits: u8,
}

/// Days from 1 January 1900 to 1 January 1904, in serial numbers.
const DAYS_TO_1904: f64 = 1462.0;
/// Serial numbers of the days up to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;
/// What a year looks like when it is typed into a cell with a date format.
const TYPED_YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

impl Meaning {
    /// A number as its format shows it: as a day only where it can be one.
    pub fn value(self, number: f64, date_1904: bool) -> CellValue {
        let typed_year = number.fract() == 0.0 && TYPED_YEARS.contains(&number);
        if self == Meaning::Number || (self == Meaning::YearOnly && typed_year) {
            return CellValue::Number(number);
        }
        let serial = if date_1904 { number + DAYS_TO_1904 } else { number };
        if DAYS.contains(&serial) { CellValue::Date(serial) } else { CellValue::Number(number) }
    }
}

/// The serial number of `2024-02-29`, `2024-02-29T08:30:00`, with or without a zone.
pub fn iso_date(value: &str) -> Option<f64> {
    let (date, time) = value.split_once(['T', ' ']).unwrap_or((value, ""));
    let serial = serial_of_date(NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?);
    let time = time.trim_end_matches('Z').split(['+', '.']).next().unwrap_or_default();
    let seconds = NaiveTime::parse_from_str(time, "%H:%M:%S")
        .map_or(0, |time| time.num_seconds_from_midnight());
    let serial = serial + f64::from(seconds) / 86_400.0;
    DAYS.contains(&serial).then_some(serial)
}

/// Longer codes than Excel allows (255 characters) mean nothing.
const LONGEST_CODE: usize = 1024;

impl NumberFormat {
    /// The format of a built-in id (18.8.30); those that differ by country are dates in all of them.
    pub fn built_in(id: u32) -> Self {
        let meaning = match id {
            14..=16 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Meaning::Date,
            17 => Meaning::YearOnly,
            _ => Meaning::Number,
        };
        NumberFormat { meaning, padded_digits: 0 }
    }

    /// The format of a code. Only the section for positive numbers counts.
    pub fn parse(code: &str) -> Self {
        if code.len() > LONGEST_CODE {
            return NumberFormat::default();
        }
        let section = plain_section(code);
        if section.contains("general") {
            return NumberFormat::default();
        }
        let mut tokens = Tokens::default();
        section.chars().for_each(|c| tokens.take(c));
        NumberFormat { meaning: tokens.meaning(), padded_digits: tokens.padded_digits() }
    }
}

/// The unquoted characters of the first section in lower case; an elapsed time
/// like `[h]` counts as its letter, other brackets (colours, locales) are dropped.
fn plain_section(code: &str) -> String {
    let mut plain = String::new();
    let mut rest = code.chars().flat_map(char::to_lowercase);
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => {
                let quoted: String = rest.by_ref().take_while(|&c| c != '"').collect();
                push_leading_zeros(&mut plain, &quoted);
            }
            '\\' => {
                let escaped: String = rest.next().into_iter().collect();
                push_leading_zeros(&mut plain, &escaped);
            }
            '_' | '*' | '!' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|&c| c != ']').collect();
                if inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    plain.extend(inside.chars().next().map(|_| 'h'));
                }
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// Zeros written out before the digits are shown like zeros that pad:
/// `"0"000000000` shows a phone number that lost its first zero.
fn push_leading_zeros(plain: &mut String, literal: &str) {
    if plain.chars().chain(literal.chars()).all(|c| c == '0') {
        plain.push_str(literal);
    }
}

/// What stands unquoted in a section.
#[derive(Default)]
struct Tokens {
    day: usize,
    month: usize,
    year: usize,
    clock: bool,
    /// Letters that mean nothing in a date: unquoted words.
    foreign: bool,
    zeros: u8,
    other_placeholders: bool,
    decimals: bool,
}

impl Tokens {
    fn take(&mut self, c: char) {
        match c {
            'd' => self.day += 1,
            'm' => self.month += 1,
            'y' | 'e' => self.year += 1,
            'h' | 's' => self.clock = true,
            // AM/PM, weekdays and eras of East Asian Excel, Buddhist years.
            'a' | 'p' | 'g' | 'b' => {}
            '0' if !self.decimals && !self.clock => self.zeros = self.zeros.saturating_add(1),
            // A place after one that is always shown is always shown too.
            '#' if self.zeros > 0 && !self.decimals && !self.clock => {
                self.zeros = self.zeros.saturating_add(1);
            }
            '.' => self.decimals = true,
            '0' | '#' | '?' => self.other_placeholders |= !self.clock,
            '%' | '@' => self.other_placeholders = true,
            c if c.is_alphabetic() => self.foreign = true,
            _ => {}
        }
    }

    fn meaning(&self) -> Meaning {
        let numeric = self.zeros > 0 || self.other_placeholders;
        let certain = !self.foreign || self.day >= 2 || self.year >= 2;
        let month = self.month > 0 && !self.clock;
        if numeric || !certain {
            Meaning::Number
        } else if self.day > 0 || (month && self.year == 0) {
            Meaning::Date
        } else if self.year > 0 {
            Meaning::YearOnly
        } else {
            Meaning::Number
        }
    }

    fn padded_digits(&self) -> u8 {
        let dated = self.day + self.month + self.year > 0;
        if self.zeros >= 2 && self.zeros <= 20 && !dated { self.zeros } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(codes: &[&str]) -> Vec<Meaning> {
        codes.iter().map(|code| NumberFormat::parse(code).meaning).collect()
    }

    #[test]
    fn dates_are_told_by_their_unquoted_letters() {
        let dates = [
            "dd/mm/yyyy",
            "d-m-yy",
            "[$-42A]dd mmmm yyyy;@",
            "m/d/yy h:mm",
            "yyyy-mm-dd hh:mm:ss.000",
            "\"ngày\" dd \"tháng\" mm",
            "ngày dd",
            "mmmm",
            "d",
            "[Magenta]dd/mm",
            "dd/mm/yyyy;General",
            "yyyy\\-mm\\-dd;@",
            "[$-F800]dddd, mmmm dd",
        ];
        assert_eq!(meanings(&dates), vec![Meaning::Date; dates.len()]);
    }

    #[test]
    fn words_amounts_and_times_are_no_dates() {
        let numbers = [
            "General",
            "0 ngày",
            "#,##0 \"đ\"",
            "\"Năm\" 0",
            "0.00",
            "h:mm",
            "[h]:mm:ss",
            "mm:ss.0",
            "@",
            "[Red]0",
            "General;dd/mm/yyyy",
            "0.00E+00",
            "#,##0_d",
            "\\d0",
            "0;dd/mm/yyyy",
            "",
            "ngày",
            "# ?/?",
        ];
        assert_eq!(meanings(&numbers), vec![Meaning::Number; numbers.len()]);
    }

    #[test]
    fn years_alone_are_told_from_days() {
        assert_eq!(meanings(&["yyyy", "mm/yyyy", "\"Năm\" yyyy"]), [Meaning::YearOnly; 3]);
        assert_eq!(NumberFormat::built_in(17).meaning, Meaning::YearOnly);
        assert_eq!(NumberFormat::built_in(14).meaning, Meaning::Date);
    }

    #[test]
    fn zeros_alone_are_digits_to_pad_to() {
        let padding = |code| NumberFormat::parse(code).padded_digits;
        assert_eq!(padding("000000000000"), 12);
        assert_eq!(padding("0000 000 000"), 10);
        assert_eq!(padding("00"), 2);
        assert_eq!(padding("0#########"), 10);
        assert_eq!(padding("\"0\"000000000"), 10);
        assert_eq!(padding("\\0#########"), 10);
        assert_eq!(padding("\"(0\"0"), 0);
        assert_eq!(padding("0.00"), 0);
        assert_eq!(padding("#,##0"), 0);
        assert_eq!(padding(&"0".repeat(200)), 0);
    }

    #[test]
    fn numbers_are_days_only_where_they_can_be() {
        let date = |number| Meaning::Date.value(number, false);
        assert_eq!(date(31_179.0), CellValue::Date(31_179.0));
        assert_eq!(Meaning::Date.value(29_717.0, true), CellValue::Date(31_179.0));
        assert_eq!(Meaning::YearOnly.value(1985.0, false), CellValue::Number(1985.0));
        assert_eq!(date(17_085_001_234.0), CellValue::Number(17_085_001_234.0));
        assert_eq!(date(0.5), CellValue::Number(0.5));
        assert_eq!(Meaning::Number.value(31_179.0, true), CellValue::Number(31_179.0));
    }

    #[test]
    fn iso_dates_become_serial_numbers() {
        assert_eq!(iso_date("1985-05-12"), Some(31_179.0));
        assert_eq!(iso_date("1985-05-12T18:00:00.000Z"), Some(31_179.75));
        assert_eq!(iso_date("1985-13-12"), None);
    }
}
