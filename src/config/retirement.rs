//! When people retire: an age that rises every year, as data.

use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};

use crate::model::date::PartialDate;
use crate::model::value::Sex;

/// The age from a year on, in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    year: i32,
    male: u32,
    female: u32,
}

impl Step {
    fn months(self, sex: Sex) -> u32 {
        match sex {
            Sex::Male => self.male,
            Sex::Female => self.female,
        }
    }
}

/// By year; the last holds for all later years.
static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let table = include_str!("../../templates/vocabulary/retirement_ages.tsv");
    table.lines().filter_map(step).collect()
});

/// A line of the table; `None` for comments and the heading.
fn step(line: &str) -> Option<Step> {
    let mut columns = line.split('\t').map(str::trim);
    let year = columns.next()?.parse().ok()?;
    Some(Step { year, male: months(columns.next()?)?, female: months(columns.next()?)? })
}

/// `61y6m` → 738.
fn months(age: &str) -> Option<u32> {
    let (years, months) = age.strip_suffix('m')?.split_once('y')?;
    let (years, months): (u32, u32) = (years.parse().ok()?, months.parse().ok()?);
    years.checked_mul(12)?.checked_add(months)
}

/// The day on which someone reaches the usual age of retirement; for an
/// incomplete birth date the last on which it can be.
pub fn retires(birth: PartialDate, sex: Sex) -> Option<NaiveDate> {
    let birth = birth.latest();
    let reaches = |step: &Step| birth.checked_add_months(Months::new(step.months(sex)));
    let within = STEPS.iter().find_map(|step| reaches(step).filter(|day| day.year() <= step.year));
    within.or_else(|| reaches(STEPS.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(iso: &str, sex: Sex) -> String {
        let date: NaiveDate = iso.parse().unwrap();
        retires(PartialDate::Day(date), sex).unwrap().to_string()
    }

    /// DOMAIN 3.3: in 2026 men at 61 years and 6 months, women at 57.
    #[test]
    fn the_age_of_2026_is_that_of_the_decree() {
        let step = STEPS.iter().find(|step| step.year == 2026).unwrap();
        assert_eq!((step.male, step.female), (61 * 12 + 6, 57 * 12));
        assert_eq!(of("1965-03-10", Sex::Male), "2026-09-10");
        assert_eq!(of("1969-05-12", Sex::Female), "2026-05-12");
    }

    #[test]
    fn the_age_rises_to_62_and_60_and_then_stays() {
        assert_eq!(STEPS.len(), 15);
        assert!(STEPS.windows(2).all(|two| two[1].year == two[0].year + 1));
        assert_eq!(of("1990-01-31", Sex::Male), "2052-01-31");
        assert_eq!(of("1990-01-31", Sex::Female), "2050-01-31");
        // Too young for one year's age, old enough for the next year's.
        assert_eq!(of("1965-07-01", Sex::Male), "2027-04-01");
    }

    #[test]
    fn a_year_of_birth_alone_gives_the_last_day_it_can_be() {
        let late = retires(PartialDate::Year(1970), Sex::Male).unwrap();
        assert_eq!(late.to_string(), "2032-12-31");
    }
}
