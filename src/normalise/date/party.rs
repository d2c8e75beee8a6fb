//! Party dates: one cell may hold both, or a date with the status behind it.

use super::scan::{Found, Shape, dates, plain, wrapped};
use super::{DateHints, Reading, of_found, read};
use crate::model::date::PartialDate;
use crate::model::record::Repair;
use crate::normalise::written::{Kind, Written};
use crate::text::fold::fold;

/// What a cell about joining the party says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartyDates {
    /// Admission as a probationary member; `None` when the cell speaks of the official date alone.
    pub joined: Option<Reading<PartialDate>>,
    pub official: Option<Reading<PartialDate>>,
    /// What the words say of membership itself.
    pub member: Option<bool>,
}

/// Reads a cell of the column for the admission date (`03/02/2012 (CT: 03/02/2013)`,
/// `12/5/2019⏎(Chính thức)`) or, with `official_column`, for the official date.
pub fn party_dates(written: &Written, hints: DateHints, official_column: bool) -> PartyDates {
    let is_date = plain(&written.text).or_else(|| wrapped(&written.text)).is_some();
    if written.kind != Kind::Text || is_date {
        let mut party = alone(written, hints, official_column);
        let dates = [&party.joined, &party.official];
        let dated = dates.into_iter().flatten().any(|date| date.value.is_some());
        party.member = dated.then_some(true);
        return party;
    }
    let found = dates(&written.text, hints.pivot());
    let mut party = match found.as_slice() {
        [first, second, ..] if is_pair(first, second) => both(first, second, hints),
        [one, ..] if speaks_of_official(&one.before) => {
            PartyDates { official: Some(read(written, hints)), ..PartyDates::default() }
        }
        [one, ..] if official_column && speaks_of_probation(&one.before) => {
            PartyDates { joined: Some(read(written, hints)), ..PartyDates::default() }
        }
        _ => alone(written, hints, official_column),
    };
    party.member = match (&found.is_empty(), membership(&written.text)) {
        (true, says) => says,
        (false, _) => Some(true),
    };
    if found.is_empty() && party.member.is_some() {
        // Words alone (`Dự bị`, `Quần chúng`) are no misspelt date.
        for reading in [&mut party.joined, &mut party.official].into_iter().flatten() {
            reading.problem = None;
        }
    }
    party
}

fn alone(written: &Written, hints: DateHints, official_column: bool) -> PartyDates {
    let reading = Some(read(written, hints));
    if official_column {
        PartyDates { official: reading, ..PartyDates::default() }
    } else {
        PartyDates { joined: reading, ..PartyDates::default() }
    }
}

fn is_pair(first: &Found, second: &Found) -> bool {
    let is_date = |found: &Found| !matches!(found.shape, Shape::Unreadable | Shape::Serial(_));
    is_date(first) && is_date(second)
}

/// Two dates: by their labels, else in the order of life.
fn both(first: &Found, second: &Found, hints: DateHints) -> PartyDates {
    let reversed = speaks_of_official(&first.before) && !speaks_of_official(&second.before);
    let (joined, official) = if reversed { (second, first) } else { (first, second) };
    let read = |found: &Found| Some(of_found(found, hints).with(Repair::Split));
    PartyDates { joined: read(joined), official: read(official), member: Some(true) }
}

fn has_word(folded: &str, words: &[&str]) -> bool {
    let padded = format!(" {folded} ");
    words.iter().any(|word| padded.contains(&format!(" {word} ")))
}

fn speaks_of_official(folded: &str) -> bool {
    has_word(folded, &["ct", "chinh thuc", "cthuc", "c thuc", "cong nhan"])
}

fn speaks_of_probation(folded: &str) -> bool {
    has_word(folded, &["db", "du bi", "ket nap", "kn"])
}

/// What words alone say of membership.
fn membership(text: &str) -> Option<bool> {
    let folded = fold(text);
    // A mark in the column of a date: a member, and no date.
    if matches!(text.trim(), "x" | "X" | "✓" | "✔" | "√" | "+" | "×") {
        return Some(true);
    }
    let no = ["chua", "quan chung", "khong", "doi tuong", "chua vao dang", "cam tinh", "dang xet"];
    if has_word(&folded, &["doan vien"]) && !has_word(&folded, &["dang vien", "dv"]) {
        return Some(false);
    }
    if has_word(&folded, &no) && !has_word(&folded, &["chua chinh thuc", "chua ct"]) {
        return Some(false);
    }
    let yes =
        ["chinh thuc", "du bi", "ct", "db", "dang vien", "dv", "dvdb", "dvct", "da vao dang", "co"];
    has_word(&folded, &yes).then_some(true)
}
