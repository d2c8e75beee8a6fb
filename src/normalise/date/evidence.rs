//! What a column of dates tells about the machine it was typed on.
//!
//! On a machine with US settings `25/12/1980` stays text while `05/12/1980`
//! silently becomes 12 May: then every real date has a day up to 12 and every
//! text has one above (DOMAIN 3.3). A few cells can look so by chance, so the
//! column has to be long enough to rule chance out.

use chrono::Datelike;

use super::scan::{Pivot, Shape, dates, plain};
use crate::model::date::{PartialDate, date_of_serial};
use crate::normalise::written::{Kind, Written};

/// Counts of the whole dates of a column, or of several columns of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnEvidence {
    /// Real dates with a day up to 12: a swap would go unseen.
    pub real_early: u32,
    pub real_late: u32,
    /// Texts with both numbers up to 12.
    pub text_early: u32,
    /// Texts that can only be day/month.
    pub day_first: u32,
    /// Texts that can only be month/day.
    pub month_first: u32,
}

/// How the dates of a column are to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Real dates have day and month swapped.
    pub real_swapped: bool,
    /// Perhaps they have; too few cells to be sure.
    pub real_doubtful: bool,
    /// Texts are month/day.
    pub text_month_first: bool,
}

/// The share of days of a month up to 12.
const EARLY: f64 = 12.0 / 30.4;
/// Chance below which a swap is taken for certain, and for possible.
const CERTAIN: f64 = 0.005;
const POSSIBLE: f64 = 0.05;

impl ColumnEvidence {
    /// Counts a cell.
    pub fn add(&mut self, written: &Written) {
        match written.kind {
            Kind::Date(serial) | Kind::Number(serial) => {
                let is_year = (1900.0..=2100.0).contains(&serial);
                if let Some(date) = date_of_serial(serial).filter(|_| !is_year) {
                    let slot =
                        if date.day() <= 12 { &mut self.real_early } else { &mut self.real_late };
                    *slot += 1;
                }
            }
            Kind::Text => self.add_text(&written.text),
            Kind::NoValue => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if let Some(date) = plain(text) {
            match date.day() {
                ..=12 => self.text_early += 1,
                _ => self.day_first += 1,
            }
            return;
        }
        let pivot = Pivot { from: 40, alone: false };
        for found in dates(text, pivot).iter().filter(|found| found.swappable) {
            match found.shape {
                Shape::Date(PartialDate::Day(date)) if date.day() > 12 => self.day_first += 1,
                Shape::Date(PartialDate::Day(_)) => self.text_early += 1,
                Shape::MonthFirst(_) => self.month_first += 1,
                _ => {}
            }
        }
    }

    /// Both columns' cells.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        ColumnEvidence {
            real_early: self.real_early + other.real_early,
            real_late: self.real_late + other.real_late,
            text_early: self.text_early + other.text_early,
            day_first: self.day_first + other.day_first,
            month_first: self.month_first + other.month_first,
        }
    }

    /// How the column is to be taken.
    pub fn order(&self) -> Order {
        let chance = self.chance_of_looking_swapped();
        Order {
            real_swapped: chance < CERTAIN,
            real_doubtful: (CERTAIN..POSSIBLE).contains(&chance),
            // One such text among others is a slip; two and no other way round are a habit.
            text_month_first: self.month_first >= 2 && self.day_first == 0,
        }
    }

    /// How likely a sound column would look as swapped as this one; 1 when it does not.
    fn chance_of_looking_swapped(&self) -> f64 {
        let stayed_text = self.day_first.max(self.month_first);
        let mixed = self.day_first > 0 && self.month_first > 0;
        if self.real_late > 0
            || self.text_early > 0
            || mixed
            || self.real_early == 0
            || stayed_text == 0
        {
            return 1.0;
        }
        let power = |share: f64, count: u32| share.powi(i32::try_from(count).unwrap_or(i32::MAX));
        power(EARLY, self.real_early) * power(1.0 - EARLY, stayed_text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(real: (u32, u32), text: (u32, u32, u32)) -> Order {
        ColumnEvidence {
            real_early: real.0,
            real_late: real.1,
            text_early: text.0,
            day_first: text.1,
            month_first: text.2,
        }
        .order()
    }

    #[test]
    fn a_half_swapped_column_is_seen_when_chance_is_ruled_out() {
        assert!(evidence((5, 0), (0, 6, 0)).real_swapped);
        assert!(evidence((3, 0), (0, 1, 0)).real_doubtful);
        assert_eq!(evidence((1, 0), (0, 1, 0)), Order::default());
    }

    #[test]
    fn one_sound_cell_clears_the_column() {
        assert_eq!(evidence((5, 1), (0, 6, 0)), Order::default());
        assert_eq!(evidence((5, 0), (1, 6, 0)), Order::default());
    }

    #[test]
    fn month_first_texts_need_company() {
        assert!(evidence((0, 0), (3, 0, 2)).text_month_first);
        assert!(!evidence((0, 0), (3, 0, 1)).text_month_first);
        assert!(!evidence((0, 0), (3, 1, 2)).text_month_first);
    }

    #[test]
    fn cells_are_counted_by_what_they_can_be() {
        let mut seen = ColumnEvidence::default();
        for text in ["25/12/1980", "05/12/1980", "12/25/1980", "1985", "3/1985"] {
            seen.add(&Written::text(text).unwrap());
        }
        assert_eq!((seen.day_first, seen.text_early, seen.month_first), (1, 1, 1));
    }
}
