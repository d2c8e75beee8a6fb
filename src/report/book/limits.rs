//! What a cell of Excel can hold.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::model::date::PartialDate;

/// Excel's limit for the text of a cell, in UTF-16 units.
pub const TEXT_UNITS: usize = 32_767;
/// More than this of a header, a footer or a note nobody reads.
const SHORT: usize = 120;
const NOTE: usize = 2_000;
/// Excel's limit for a property of a workbook.
const PROPERTY: usize = 255;

/// As much of a text as a cell holds.
pub fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= TEXT_UNITS {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < TEXT_UNITS
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// As much of a text as a footer shows, with the sign that begins its codes doubled.
pub fn in_footer(text: &str) -> String {
    text.chars().take(SHORT).collect::<String>().replace('&', "&&")
}

/// As much of a text as a property of a workbook takes.
pub fn in_property(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(PROPERTY).collect()
}

/// As much of a text as a note shows.
pub fn in_note(text: &str) -> String {
    let mut note: String = text.chars().take(NOTE).collect();
    if note.len() < text.len() {
        note.push('…');
    }
    note
}

/// A whole date that Excel can hold as one. Earlier days are written as text.
pub fn day_of(date: PartialDate) -> Option<NaiveDate> {
    date.full().filter(|day| (1900..=9999).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::{PartialDate, day_of, fitting, in_footer};

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting(&"ư".repeat(40_000)).encode_utf16().count(), 32_767);
        assert_eq!(fitting("ư"), "ư");
    }

    #[test]
    fn a_footer_shows_what_would_be_a_code() {
        assert_eq!(in_footer("A&P"), "A&&P");
    }

    #[test]
    fn days_before_1900_are_no_dates_of_excel() {
        assert!(day_of(PartialDate::day(1885, 3, 5).unwrap()).is_none());
        assert!(day_of(PartialDate::day(1985, 3, 5).unwrap()).is_some());
        assert!(day_of(PartialDate::Year(1985)).is_none());
    }
}
