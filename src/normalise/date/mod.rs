//! Dates in every writing of DOMAIN 3.3, as precise as they were written and
//! never more: `1985` stays a year, `00/03/1985` a month.

pub mod evidence;
mod party;
mod scan;

use chrono::{Datelike, NaiveDate};

pub use evidence::{ColumnEvidence, Order};
pub use party::{PartyDates, party_dates};

use self::scan::{Found, Pivot, Shape};
use super::reading::Reading;
use super::written::{Kind, Written, says_nothing};
use crate::model::date::{PartialDate, date_of_serial};
use crate::model::record::{Problem, Repair};

/// What a date is about: it settles two-digit years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    Birth,
    /// Party dates: not after the list.
    Party,
    /// Days of courses and units: may lie ahead.
    Other,
}

/// What helps to read a date.
#[derive(Clone, Copy, Debug)]
pub struct DateHints {
    pub role: DateRole,
    /// The year of the list.
    pub list_year: i32,
    pub order: Order,
}

impl DateHints {
    pub fn new(role: DateRole, list_year: i32) -> Self {
        DateHints { role, list_year, order: Order::default() }
    }

    fn pivot(self) -> Pivot {
        let list_year = u32::try_from(self.list_year.rem_euclid(100)).unwrap_or(0);
        match self.role {
            // Nobody on a list of cadres is born after the ninth year of the century yet.
            DateRole::Birth => Pivot { from: 10, alone: true },
            DateRole::Party => Pivot { from: list_year + 1, alone: false },
            DateRole::Other => Pivot { from: 70, alone: false },
        }
    }
}

/// Reads a cell that holds one date.
pub fn read(written: &Written, hints: DateHints) -> Reading<PartialDate> {
    match written.kind {
        Kind::NoValue => Reading::failed(Problem::NoValue),
        Kind::Date(serial) => of_serial(serial, hints),
        Kind::Number(number) => of_number(number, written, hints),
        Kind::Text => {
            if let Some(date) = scan::plain(&written.text).or_else(|| scan::wrapped(&written.text))
            {
                return of_plain(date, hints);
            }
            if says_nothing(&written.text) {
                return Reading::none();
            }
            let found = scan::dates(&written.text, hints.pivot());
            let Some(first) = likeliest(&found) else {
                return Reading::failed(Problem::Unreadable);
            };
            let reading = of_found(first, hints);
            let talk = found.len() > 1 || has_other_words(first);
            reading.with_if(talk, Repair::TakenFromText)
        }
    }
}

/// A date that was read at a glance.
fn of_plain(date: NaiveDate, hints: DateHints) -> Reading<PartialDate> {
    let twin = swapped(date).filter(|twin| *twin != date && hints.order.text_month_first);
    match twin {
        Some(twin) => Reading::plain(PartialDate::Day(twin)).with(Repair::DayMonthSwapped),
        None => Reading::plain(PartialDate::Day(date)),
    }
}

/// Every whole or incomplete date that stands in a text.
pub fn find_dates(text: &str, hints: DateHints) -> Vec<PartialDate> {
    let found = scan::dates(text, hints.pivot());
    found.iter().filter_map(|found| of_found(found, hints).value).collect()
}

/// The first date of a text that is one, else the first that tries to be.
fn likeliest(found: &[Found]) -> Option<&Found> {
    found.iter().find(|one| matches!(one.shape, Shape::Date(_))).or(found.first())
}

/// Words around a date that do not belong to it.
fn has_other_words(found: &Found) -> bool {
    let known = |word: &str| {
        matches!(word, "ngay" | "sinh" | "nam" | "thang" | "vao" | "dang" | "sn" | "ns")
            // Which of the party dates it is.
            || matches!(word, "chinh" | "thuc" | "du" | "bi" | "ct" | "db" | "ket" | "nap" | "kn")
    };
    found
        .before
        .split(' ')
        .chain(found.after.split(' '))
        .any(|word| !word.is_empty() && !known(word))
}

/// A real date cell. A small whole number is a year typed into it.
fn of_serial(serial: f64, hints: DateHints) -> Reading<PartialDate> {
    if let Some(year) = whole(serial).filter(|year| (1900..=2100).contains(year)) {
        return Reading::plain(PartialDate::Year(year));
    }
    match date_of_serial(serial) {
        Some(date) => in_order(date, hints),
        None => Reading::failed(Problem::Unreadable),
    }
}

/// The date, or its swapped twin where the column proves it.
fn in_order(date: NaiveDate, hints: DateHints) -> Reading<PartialDate> {
    let twin = swapped(date).filter(|twin| *twin != date);
    let value = PartialDate::Day(date);
    match twin {
        Some(twin) if hints.order.real_swapped => {
            Reading::plain(PartialDate::Day(twin)).with(Repair::DayMonthSwapped)
        }
        Some(twin) if hints.order.real_doubtful => {
            Reading::plain(value).doubting(Problem::Ambiguous { other: PartialDate::Day(twin) })
        }
        _ => Reading::plain(value),
    }
}

fn swapped(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month())
}

/// A number: a year, a serial number without a date format, or digits without separators.
fn of_number(number: f64, written: &Written, hints: DateHints) -> Reading<PartialDate> {
    match whole(number) {
        Some(year @ 1900..=2100) => Reading::plain(PartialDate::Year(year)),
        Some(10_000..=73_415) => of_serial(number, hints).with(Repair::SerialNumber),
        Some(_) => of_text(&written.text, hints),
        None if (10_000.0..73_416.0).contains(&number) => {
            of_serial(number, hints).with(Repair::SerialNumber)
        }
        // 3.1985 was typed for March 1985; 3.198 has lost the zero of 1980.
        None => match written.text.split_once('.') {
            Some((month, year)) if month.len() <= 2 && year.len() == 3 => {
                of_text(&format!("{month}.{year}0"), hints).with(Repair::LostZeros)
            }
            _ => of_text(&written.text, hints),
        },
    }
}

fn of_text(text: &str, hints: DateHints) -> Reading<PartialDate> {
    match scan::dates(text, hints.pivot()).as_slice() {
        [found] => of_found(found, hints),
        _ => Reading::failed(Problem::Unreadable),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn whole(number: f64) -> Option<i32> {
    (number.fract() == 0.0 && number.abs() < 1.0e9).then_some(number as i32)
}

/// A date out of a text, with everything that was bent to read it.
fn of_found(found: &Found, hints: DateHints) -> Reading<PartialDate> {
    let reading = match found.shape {
        Shape::Date(PartialDate::Day(date)) if found.swappable && hints.order.text_month_first => {
            match swapped(date).filter(|twin| *twin != date) {
                Some(twin) => Reading::plain(PartialDate::Day(twin)).with(Repair::DayMonthSwapped),
                None => Reading::plain(PartialDate::Day(date)),
            }
        }
        Shape::Date(date) => Reading::plain(date),
        Shape::MonthFirst(date) if hints.order.text_month_first => {
            Reading::plain(PartialDate::Day(date)).with(Repair::DayMonthSwapped)
        }
        Shape::MonthFirst(_) | Shape::NoSuchDay => return Reading::failed(Problem::NoSuchDay),
        Shape::Unreadable => return Reading::failed(Problem::Unreadable),
        Shape::Serial(days) => match date_of_serial(f64::from(days)) {
            Some(date) => in_order(date, hints).with(Repair::SerialNumber),
            None => return Reading::failed(Problem::Unreadable),
        },
    };
    reading
        .with_if(found.look_alike, Repair::LookAlikeDigits)
        .with_if(found.short_year, Repair::ShortYear)
        .with_if(found.lost_zero, Repair::LostZeros)
}

/// A birth date over three columns: day, month, year. Missing parts make it less precise.
pub fn of_parts(day: &str, month: &str, year: &str, list_year: i32) -> Reading<PartialDate> {
    let blank_as_zero = |part: &str| {
        if says_nothing(part) || part.is_empty() { "0".to_owned() } else { part.to_owned() }
    };
    if says_nothing(year) || year.is_empty() {
        return if [day, month].iter().all(|part| part.is_empty()) {
            Reading::none()
        } else {
            Reading::failed(Problem::Unreadable)
        };
    }
    // `Ngày/tháng | Năm`: day and month may share a column.
    let both = month.is_empty() && day.contains(['/', '-', '.']);
    let text = match both {
        true => format!("{day}/{year}"),
        false => format!("{}/{}/{year}", blank_as_zero(day), blank_as_zero(month)),
    };
    of_text(&text, DateHints::new(DateRole::Birth, list_year))
}

#[cfg(test)]
mod tests;
