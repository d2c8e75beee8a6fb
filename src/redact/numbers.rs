//! Other dates and numbers of the same kinds.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

/// Numbers in footers and titles from so many digits on may be a person's.
const LONG: usize = 8;

/// Numbers of people that were replaced: digits without zeros in front, which get lost.
#[derive(Default)]
pub struct Numbers {
    known: BTreeMap<String, usize>,
}

impl Numbers {
    /// Other digits in the same places. What a number says of its owner (province
    /// or network in front, sex and year of birth in a national id) stays or moves
    /// as dates move.
    pub fn replace(&mut self, text: &str) -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let key = digits.trim_start_matches('0').to_owned();
        let next = self.known.len();
        let number = *self.known.entry(key).or_insert(next);
        let new = replaced(&digits, number);
        let mut new = new.chars();
        text.chars()
            .map(|c| if c.is_ascii_digit() { new.next().unwrap_or('0') } else { c })
            .collect()
    }

    /// Replaces numbers long enough to be a person's; the rest of the text stays.
    pub fn long(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for piece in runs(text) {
            match piece.starts_with(|c: char| c.is_ascii_digit()) && piece.len() >= LONG {
                true => out.push_str(&self.replace(piece)),
                false => out.push_str(piece),
            }
        }
        out
    }
}

fn replaced(digits: &str, number: usize) -> String {
    // A national id, also one that lost its zero.
    let id_from = match digits.len() {
        12 => Some(4),
        11 if !digits.starts_with('0') => Some(3),
        _ => None,
    };
    let kept = id_from.unwrap_or(3.min(digits.len() / 3));
    let (head, rest) = digits.split_at_checked(kept).unwrap_or((digits, ""));
    let year = id_from.and_then(|_| rest.get(..2)).map(two_digits).unwrap_or_default();
    let rest = rest.get(year.len()..).unwrap_or_default();
    let mut tail = number.wrapping_mul(7919).wrapping_add(12_345);
    let mut new: Vec<char> = Vec::new();
    for _ in rest.chars() {
        new.push(char::from(b'0' + (tail % 10) as u8));
        tail = tail / 10 + 37;
    }
    format!("{head}{year}{}", new.iter().rev().collect::<String>())
}

fn two_digits(year: &str) -> String {
    format!("{:02}", year.parse().map_or(0, moved_year))
}

/// Three years back in the last century; in this one as it is. So what came first
/// still does, nothing comes to lie in the future, and the digit of an id that
/// tells the century stays right.
fn moved_year(year: u32) -> u32 {
    match year {
        27..=99 | 1903..=1999 => year - 3,
        other => other,
    }
}

/// Another day of the same kind: possible or not, readable both ways or not.
fn moved_day(day: u32) -> u32 {
    match day {
        // Of one digit or of two: a zero in front is a habit of who writes.
        1..=9 => day % 9 + 1,
        10..=12 => (day - 9) % 3 + 10,
        13..=28 => (day - 12) % 16 + 13,
        other => other,
    }
}

/// The day that a date becomes.
pub fn day(date: NaiveDate) -> Option<NaiveDate> {
    let year = date.year_ce().1;
    let year = i32::try_from(moved_year(year)).ok()?;
    let (month, day) = (moved_day(date.month()), moved_day(date.day()));
    let on = |day| NaiveDate::from_ymd_opt(year, month, day);
    on(day).or_else(|| on(28))
}

/// A text with its dates moved; everything between their digits stays.
pub fn date(text: &str) -> String {
    let runs: Vec<&str> = runs(text).collect();
    let is_number = |run: &&str| run.starts_with(|c: char| c.is_ascii_digit());
    let count = runs.iter().filter(|run| is_number(run)).count();
    let mut seen = 0;
    let mut out = String::with_capacity(text.len());
    for run in runs {
        if !is_number(&run) {
            out.push_str(run);
            continue;
        }
        seen += 1;
        out.push_str(&date_part(run, seen == count && count >= 3));
    }
    out
}

/// A day, month or year; all three where they stand without signs between them.
fn date_part(digits: &str, is_last: bool) -> String {
    let number: u32 = digits.parse().unwrap_or(0);
    match (digits.len(), digits.split_at_checked(2)) {
        (1..=2, _) if is_last && digits.len() == 2 => two_digits(digits),
        (1..=2, _) => format!("{:0width$}", moved_day(number), width = digits.len()),
        (4, _) => format!("{:04}", moved_year(number)),
        (6 | 8, Some((day, rest))) => {
            let (month, year) = rest.split_at_checked(2).unwrap_or((rest, ""));
            let year = if year.len() == 4 { date_part(year, true) } else { two_digits(year) };
            format!("{}{}{year}", date_part(day, false), date_part(month, false))
        }
        // No date that anybody could read.
        _ => digits.chars().rev().collect(),
    }
}

/// Runs of digits, and what stands between them.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        (!run.is_empty()).then_some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_of_their_kind() {
        for (old, new) in [
            ("12/5/1985", "10/6/1982"),
            ("31/02/1990", "31/03/1987"),
            ("ngày 20 tháng 11 năm 2010", "ngày 21 tháng 12 năm 2010"),
            ("1985", "1982"),
            ("12/5/85", "10/6/82"),
            ("12051985", "10061982"),
            ("8/2001", "9/2001"),
            ("không rõ", "không rõ"),
        ] {
            assert_eq!(date(old), new);
        }
    }

    #[test]
    fn an_id_keeps_what_it_says_and_loses_whose_it_is() {
        let mut numbers = Numbers::default();
        let id = numbers.replace("017085001234");
        assert!(id.starts_with("017082"), "{id}");
        assert_ne!(&id[6..], "001234");
        // The zero in front was lost, and dots were put in.
        assert_eq!(numbers.replace("17.085.001234").replace('.', ""), id[1..]);
        assert_ne!(numbers.replace("017085001235"), id);
        assert!(numbers.replace("0912345678").starts_with("091"));
    }

    #[test]
    fn only_long_numbers_in_other_text_change() {
        let text = "Sơn La, ngày 05 tháng 11 năm 2026; ĐT 0912345678";
        let new = Numbers::default().long(text);
        assert!(new.starts_with("Sơn La, ngày 05 tháng 11 năm 2026; ĐT 09"));
        assert_ne!(new, text);
    }
}
