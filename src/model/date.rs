//! Dates as forms give them: whole, or only as much as was written.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Serialize, Serializer};

/// A date with the precision it was given in. Never more precise than the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    Year(i32),
    Month { year: i32, month: u32 },
    Day(NaiveDate),
}

impl PartialDate {
    /// A whole date, if there is such a day.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::Day)
    }

    pub fn year(self) -> i32 {
        match self {
            PartialDate::Year(year) | PartialDate::Month { year, .. } => year,
            PartialDate::Day(date) => date.year(),
        }
    }

    /// The whole date, when it is whole.
    pub fn full(self) -> Option<NaiveDate> {
        match self {
            PartialDate::Day(date) => Some(date),
            _ => None,
        }
    }

    /// The first day that the date can mean.
    pub fn earliest(self) -> NaiveDate {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Month { year, month } => first_of(year, month),
            PartialDate::Year(year) => first_of(year, 1),
        }
    }

    /// The last day that the date can mean.
    pub fn latest(self) -> NaiveDate {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Month { year, month: 12 } | PartialDate::Year(year) => {
                NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default()
            }
            PartialDate::Month { year, month } => {
                first_of(year, month + 1).pred_opt().unwrap_or_default()
            }
        }
    }

    /// As Vietnamese forms write it: `05/03/1985`, `03/1985`, `1985`.
    pub fn vietnamese(self) -> String {
        match self {
            PartialDate::Year(year) => format!("{year}"),
            PartialDate::Month { year, month } => format!("{month:02}/{year}"),
            PartialDate::Day(date) => vietnamese(date),
        }
    }
}

/// `05/03/1985`
fn vietnamese(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        PartialDate::Day(date)
    }
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

/// ISO: `1985-03-05`, `1985-03`, `1985`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(date) => {
                write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
            }
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Full years from `birth` to `on`; negative when `on` comes first.
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    on.year() - birth.year() - i32::from(!had_birthday)
}

/// The day of a serial number of Excel's 1900 system (which has a 29 February 1900),
/// for days of the years 1900 to 2100.
pub fn date_of_serial(serial: f64) -> Option<NaiveDate> {
    if !(1.0..73_416.0).contains(&serial) {
        return None;
    }
    let days = serial as u64;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, if days < 60 { 31 } else { 30 })?;
    epoch.checked_add_days(Days::new(days))
}

/// The serial number of a day in Excel's 1900 system.
pub fn serial_of_date(date: NaiveDate) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let days = (date - epoch).num_days();
    if days < 61 { (days - 1) as f64 } else { days as f64 }
}

pub(super) fn display_serial(serial: f64) -> String {
    match date_of_serial(serial) {
        Some(date) => vietnamese(date),
        None => format!("{serial}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn serial_numbers_are_days() {
        assert_eq!(date_of_serial(1.0), Some(day(1900, 1, 1)));
        assert_eq!(date_of_serial(31_179.75), Some(day(1985, 5, 12)));
        assert_eq!(date_of_serial(0.5), None);
        for date in [day(1900, 1, 1), day(1900, 3, 1), day(2026, 11, 22)] {
            assert_eq!(date_of_serial(serial_of_date(date)), Some(date));
        }
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        assert_eq!(age_on(day(1990, 6, 15), day(2020, 6, 14)), 29);
        assert_eq!(age_on(day(1990, 6, 15), day(2020, 6, 15)), 30);
    }

    #[test]
    fn incomplete_dates_span_what_they_can_mean() {
        let february = PartialDate::Month { year: 2024, month: 2 };
        assert_eq!((february.earliest(), february.latest()), (day(2024, 2, 1), day(2024, 2, 29)));
        assert_eq!(PartialDate::Year(1985).to_string(), "1985");
    }
}
