//! A period: one month of registrations.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A month, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Period {
    /// A period, if `month` is 1 to 12 and the year 1900 to 2200.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=12).contains(&month) && (1900..=2200).contains(&year))
            .then_some(Period { year, month })
    }

    pub fn of(date: NaiveDate) -> Self {
        Period { year: date.year(), month: date.month() }
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or_default()
    }

    pub fn next(self) -> Self {
        match self.month {
            12 => Period { year: self.year + 1, month: 1 },
            month => Period { month: month + 1, ..self },
        }
    }

    pub fn previous(self) -> Self {
        match self.month {
            1 => Period { year: self.year - 1, month: 12 },
            month => Period { month: month - 1, ..self },
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        if year.len() != 4 || month.len() != 2 {
            return Err(());
        }
        Period::new(year.parse().map_err(drop)?, month.parse().map_err(drop)?).ok_or(())
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("a period is written 2026-11"))
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn only_real_months_are_periods() {
        assert_eq!("2026-11".parse(), Ok(Period { year: 2026, month: 11 }));
        for wrong in ["2026-13", "2026-1", "26-11", "2026/11", "2026-KH", ""] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december = Period { year: 2026, month: 12 };
        assert_eq!(december.next().previous(), december);
        assert_eq!(december.last_day().to_string(), "2026-12-31");
    }
}
