//! What a number format tells about the numbers under it: dates, and digits to pad to.
//!
//! The grammar is that of ECMA-376 part 1, 18.8.31.

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
            '"' => while rest.next().is_some_and(|quoted| quoted != '"') {},
            '\\' | '_' | '*' | '!' => drop(rest.next()),
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
    use super::{Meaning, NumberFormat};

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
        assert_eq!(padding("0.00"), 0);
        assert_eq!(padding("#,##0"), 0);
        assert_eq!(padding(&"0".repeat(200)), 0);
    }
}
