//! Dates as they are compared, with no more precision than they have.

use chrono::Datelike;

use crate::config::matching::Test;
use crate::model::date::PartialDate;

/// A date; parts that are not known are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateValue {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl DateValue {
    /// A date. `unknown` are days (month, day) that people write when they know the year only.
    pub fn new(date: PartialDate, unknown: &[(u32, u32)]) -> DateValue {
        let year = date.year().clamp(0, 9999) as u16;
        match date {
            PartialDate::Day(day) if unknown.contains(&(day.month(), day.day())) => {
                DateValue { year, month: 0, day: 0 }
            }
            PartialDate::Day(day) => {
                DateValue { year, month: day.month() as u8, day: day.day() as u8 }
            }
            PartialDate::Month { month, .. } => DateValue { year, month: month as u8, day: 0 },
            PartialDate::Year(_) => DateValue { year, month: 0, day: 0 },
        }
    }

    pub fn is_whole(self) -> bool {
        self.day > 0
    }

    /// The likeness of two dates.
    pub fn relation(self, other: DateValue) -> Test {
        if !self.is_whole() || !other.is_whole() {
            return self.partial_relation(other);
        }
        if self == other {
            return Test::Equal;
        }
        let same_year = self.year == other.year;
        if same_year && self.day == other.month && self.month == other.day {
            return Test::DayMonthSwapped;
        }
        if one_slip(self.digits(), other.digits()) {
            return Test::OneDigit;
        }
        let same = [same_year, self.month == other.month, self.day == other.day];
        match same.iter().filter(|&&same| same).count() {
            2 => Test::TwoParts,
            _ if same_year => Test::OtherDay,
            _ => Test::Different,
        }
    }

    fn partial_relation(self, other: DateValue) -> Test {
        if self.year != other.year {
            return Test::Different;
        }
        match (self.month, other.month) {
            (0, _) | (_, 0) => Test::SameYear,
            (a, b) if a == b => Test::SameMonth,
            _ => Test::OtherDay,
        }
    }

    /// ddmmyyyy
    fn digits(self) -> [u8; 8] {
        let digit = |number: u16, place: u16| (number / place % 10) as u8;
        let (day, month) = (u16::from(self.day), u16::from(self.month));
        [
            digit(day, 10),
            digit(day, 1),
            digit(month, 10),
            digit(month, 1),
            digit(self.year, 1000),
            digit(self.year, 100),
            digit(self.year, 10),
            digit(self.year, 1),
        ]
    }
}

/// One digit is another, or two neighbouring ones have changed places.
fn one_slip(a: [u8; 8], b: [u8; 8]) -> bool {
    let differing: Vec<usize> =
        a.iter().zip(&b).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    match differing[..] {
        [_] => true,
        [first, second] => second == first + 1 && a[first] == b[second] && a[second] == b[first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{DateValue, Test};
    use crate::model::date::PartialDate;

    fn date(words: &str) -> DateValue {
        let parts: Vec<u32> = words.split('-').map(|part| part.parse().unwrap()).collect();
        let date = match parts[..] {
            [year] => PartialDate::Year(year as i32),
            [year, month] => PartialDate::Month { year: year as i32, month },
            _ => PartialDate::day(parts[0] as i32, parts[1], parts[2]).unwrap(),
        };
        DateValue::new(date, &[(1, 1)])
    }

    #[test]
    fn dates_are_told_by_how_they_differ() {
        for (a, b, wanted) in [
            ("1985-05-12", "1985-05-12", Test::Equal),
            ("1985-05-12", "1985-12-05", Test::DayMonthSwapped),
            ("1985-05-12", "1985-05-13", Test::OneDigit),
            ("1985-05-12", "1958-05-12", Test::OneDigit),
            ("1985-05-12", "1985-05", Test::SameMonth),
            ("1985-05-12", "1985", Test::SameYear),
            ("1985-05-12", "1985-01-01", Test::SameYear),
            ("1985-01-01", "1985-01-01", Test::SameYear),
            ("1985-05-12", "1985-05-27", Test::TwoParts),
            ("1985-05-12", "1985-08-27", Test::OtherDay),
            ("1985-05-12", "1985-06", Test::OtherDay),
            ("1985-05-12", "1986", Test::Different),
            ("1985-05-12", "1979-08-27", Test::Different),
        ] {
            assert_eq!(date(a).relation(date(b)), wanted, "{a} {b}");
            assert_eq!(date(b).relation(date(a)), wanted, "{b} {a}");
        }
    }
}
