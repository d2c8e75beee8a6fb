//! The name of a row: whole, over several columns, with a title before it or
//! a remark behind it; several people in one cell.

use super::cells::{Found, Row, Slot};
use super::memo::Memo;
use crate::model::place::Position;
use crate::model::record::{Field, Origin, Record, Repair};
use crate::model::role::Role;
use crate::model::value::Sex;
use crate::model::workbook::{Cell, CellValue};
use crate::normalise::date::{self, DateHints};
use crate::normalise::position::{posts, split};
use crate::normalise::sex;
use crate::normalise::written::Written;
use crate::text::letter::Letter;
use crate::text::name::{family, family_without_marks};
use crate::text::unicode::clean_lines;

/// What a name's cell tells besides the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub sex: Option<(Sex, Position)>,
    pub note: Option<(String, Position)>,
}

const PARTS: [Role; 4] = [Role::FullName, Role::FamilyName, Role::MiddleName, Role::GivenName];

/// Reads the name into the record.
pub fn read(row: &Row, memo: &Memo, record: &mut Record) -> Told {
    let mut slots = PARTS.into_iter().flat_map(|role| {
        row.all(role).filter_map(move |(_, found)| match found {
            Found::Filled(slot) if role != Role::MiddleName || !is_mark(&slot) => Some(slot),
            _ => None,
        })
    });
    let Some(mut slot) = slots.next() else {
        let asked = PARTS.into_iter().find_map(|role| row.find(role).place());
        record.full_name = asked.map_or_else(Field::default, Field::blank).into();
        return Told::default();
    };
    for other in slots {
        slot.join(other);
    }
    let found = memo.name(slot.text().unwrap_or_default());
    let at = slot.at;
    record.full_name = slot.field(found.name).into();
    Told { sex: found.sex.map(|sex| (sex, at)), note: found.note.map(|note| (note, at)) }
}

/// A column of marks (`c`, `x`) that stands between the parts of a name.
fn is_mark(slot: &Slot) -> bool {
    slot.text()
        .is_some_and(|text| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Puts what stood behind the name where it belongs: the sex, the birth date, a
/// position, else the note.
pub fn use_note(
    note: Option<(String, Position)>,
    row: &Row,
    hints: DateHints,
    record: &mut Record,
) {
    let Some((note, at)) = note else { return };
    let Some(note) = without_facts(note, at, hints, record) else { return };
    let derived = |value: &str| Field {
        origin: Origin::Derived,
        repairs: [Repair::Split].into_iter().collect(),
        ..Field::read(value.into(), value, at)
    };
    let has_positions =
        [Role::Position, Role::PositionWorkplace].into_iter().any(|role| row.lookup.has(role));
    if !has_positions && posts(&note).any() {
        let parts = split(&note, false);
        record.position = parts.position.map_or_else(Field::default, derived).into();
        if let Some(workplace) = parts.workplace.filter(|_| !record.workplace.is_filled()) {
            record.workplace = derived(workplace).into();
        }
    } else if !record.note.is_filled() {
        record.note = derived(&note).into();
    }
}

/// Takes sex and birth date out of a note (`Nữ`, `SN 1985`, `Nam⏎Trưởng phòng`); what is left of it.
fn without_facts(
    note: String,
    at: Position,
    hints: DateHints,
    record: &mut Record,
) -> Option<String> {
    let parts =
        || note.split(['\n', '(', ')', ';', ',']).map(str::trim).filter(|part| !part.is_empty());
    let rest: Vec<&str> = parts().filter(|part| !is_fact(part, at, hints, record)).collect();
    match rest.len() {
        0 => None,
        left if left == parts().count() => Some(note),
        _ => Some(rest.join("\n")),
    }
}

/// Takes one part of a note into the record, where nothing else says the same.
fn is_fact(part: &str, at: Position, hints: DateHints, record: &mut Record) -> bool {
    if let Some(told) = sex::read(part).value {
        if !record.sex.is_asked() && record.sex.value.is_none() {
            record.sex = Field { origin: Origin::Derived, ..Field::read(told, part, at) }.into();
        }
        return true;
    }
    let bare = ["SN", "sn", "Sn", "NS", "S."].iter().find_map(|word| part.strip_prefix(word));
    let Some(written) = Written::text(bare.unwrap_or(part)) else { return false };
    let reading = date::read(&written, hints);
    let is_date = reading.value.is_some() && !reading.repairs.contains(&Repair::TakenFromText);
    if is_date && !record.birth_date.is_asked() {
        record.birth_date =
            Field { origin: Origin::Derived, ..reading.with(Repair::Split).into_field(part, at) }
                .into();
    }
    is_date
}

/// The rows of several people who share a row's cells; empty for one person.
/// Cells with as many lines as there are people are dealt out, others are shared.
pub fn people<'r>(row: &'r Row<'r>) -> Vec<Row<'r>> {
    let Some(column) = row.lookup.columns(Role::FullName).next() else { return Vec::new() };
    let Some(cell) = row.cell(row.place(column)) else { return Vec::new() };
    let CellValue::Text(text) = &cell.value else { return Vec::new() };
    let names = several(text);
    if names.len() < 2 {
        return Vec::new();
    }
    let of_person = |person: usize| {
        row.cells()
            .iter()
            .map(|other| {
                if other.at == cell.at {
                    part_of(other, names.get(person).cloned().unwrap_or_default())
                } else {
                    dealt(other, person, names.len())
                }
            })
            .collect()
    };
    (0..names.len()).map(|person| row.part(of_person(person))).collect()
}

fn part_of(cell: &Cell, text: String) -> Cell {
    Cell { value: CellValue::Text(text.into_boxed_str()), stored: None, ..cell.clone() }
}

fn dealt(cell: &Cell, person: usize, people: usize) -> Cell {
    let CellValue::Text(text) = &cell.value else { return cell.clone() };
    let text = clean_lines(text);
    let lines: Vec<&str> = text.split('\n').collect();
    match lines.get(person) {
        Some(line) if lines.len() == people => part_of(cell, without_number(line).to_owned()),
        _ => cell.clone(),
    }
}

/// The names in a cell that holds several people: numbered, or each with a family name of its own.
pub fn several(text: &str) -> Vec<String> {
    // Letters and spaces: nothing to divide by.
    if text.chars().all(|c| c == ' ' || Letter::of(c).is_some()) {
        return Vec::new();
    }
    let text = clean_lines(text);
    if !text.contains(['\n', ';', '2', ',']) {
        return Vec::new();
    }
    let numbered = numbered(&text);
    if numbered.len() > 1 {
        return numbered;
    }
    let parts: Vec<&str> =
        text.split(['\n', ';', ',']).map(str::trim).filter(|part| !part.is_empty()).collect();
    // A long name may be wrapped: "Nguyễn Thị⏎Hà Giang" is one person.
    let words = text.split_whitespace().count();
    let all_names =
        parts.len() > 1 && words >= 3 * parts.len() && parts.iter().all(|part| is_whole_name(part));
    if all_names { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// `1.Nguyễn Văn A⏎2.Trần Thị B`, `1) … 2) …`: numbers from one up.
fn numbered(text: &str) -> Vec<String> {
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        let next = starts.len() + 1;
        let at_word = text
            .get(..at)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', ';', ',']));
        let Some(rest) = text.get(at..).filter(|_| at_word && c.is_ascii_digit()) else { continue };
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_next = rest.get(..digits).and_then(|n| n.parse::<usize>().ok()) == Some(next);
        let marked =
            rest.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')', '-', '/', ':']));
        if is_next && marked {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let names = starts.iter().zip(ends).filter_map(|(from, to)| text.get(*from..to));
    let names: Vec<String> = names
        .map(|name| without_number(name.trim_matches([' ', '\n', ';', ','])).to_owned())
        .collect();
    let good = names.iter().all(|name| name.split_whitespace().count() >= 2);
    if good { names } else { Vec::new() }
}

/// Cuts `1. `, `2) ` off the front; `1/1/1980` and `0912.345.678` stay whole.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')', '/', ':']) {
        Some(after)
            if rest.len() < line.len() && !after.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            after.trim_start()
        }
        _ => line,
    }
}

/// Two to six words that begin with a family name, and no position.
fn is_whole_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.split_whitespace().next().unwrap_or_default();
    (2..=6).contains(&words)
        && !text.contains(|c: char| c.is_ascii_digit())
        && (family(first).is_some() || family_without_marks(first).is_some())
        && !posts(text).any()
}

#[cfg(test)]
mod tests {
    use super::several;

    #[test]
    fn several_people_in_one_cell_are_seen() {
        let names = several("1.Trần Tiến Thuật\n2.Võ Như Năng\n3. Lê Hà Phước");
        assert_eq!(names, ["Trần Tiến Thuật", "Võ Như Năng", "Lê Hà Phước"]);
        assert_eq!(several("Nguyễn Văn An\nTrần Thị Bình"), ["Nguyễn Văn An", "Trần Thị Bình"]);
        assert_eq!(several("1) Nguyễn Văn An 2) Trần Thị Bình").len(), 2);
        assert_eq!(several("Nguyễn Văn An; Trần Thị Bình").len(), 2);
    }

    #[test]
    fn one_person_over_several_lines_stays_one() {
        for text in [
            "Nguyễn Thị\nThu Hà",
            "Nguyễn Thị\nHà Giang",
            "1. Nguyễn Văn An",
            "Nguyễn Văn An\nTrưởng phòng",
            "Nguyễn Văn An (Bí thư)",
            "Nguyễn Văn An 2",
            "Trần Thị\nBích, Hà Nội",
        ] {
            assert!(several(text).is_empty(), "{text}");
        }
    }
}
