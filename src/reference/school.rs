//! What the school's lists say of each learner besides who it is: standing,
//! attendance, marks, rank, certificate.

use std::sync::LazyLock;

use super::rows::{ByPlace, ListRow, rows};
use crate::layout::table::{Column, FormLayout};
use crate::model::cycle::{Fate, SchoolFacts, SchoolList};
use crate::model::record::Record;
use crate::model::role::Role;
use crate::model::workbook::{Cell, Workbook};
use crate::normalise::mark;
use crate::normalise::vocabulary::Vocabulary;
use crate::normalise::written::says_nothing;
use crate::text::fold::fold;

static STANDINGS: LazyLock<Vocabulary<Fate>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/learner_standings.tsv"))
        .unwrap_or_default()
});

/// Facts for each of these records of one file, in their order.
pub fn facts(workbook: &Workbook, layout: &FormLayout, records: &[Record]) -> Vec<SchoolFacts> {
    let lists = SchoolList::ALL.map(|list| (list, rows(workbook, layout, list.template())));
    let lists = lists.each_ref().map(|(list, rows)| (*list, ByPlace::of(rows)));
    let of = |record: &Record| {
        let here = lists.iter().find_map(|(list, rows)| Some((*list, rows.at(&record.place)?)));
        here.map_or_else(SchoolFacts::default, |(list, row)| of_row(list, row))
    };
    records.iter().map(of).collect()
}

fn of_row(list: SchoolList, row: &ListRow) -> SchoolFacts {
    let result = row.text(Role::Result).filter(|words| !says_nothing(words));
    let own = row.text(Role::Standing).and_then(|words| standing(&words, list));
    let by_result = result.as_deref().and_then(|words| standing(words, list));
    let by_result = by_result.filter(|fate| matches!(fate, Fate::Failed | Fate::DroppedOut));
    SchoolFacts {
        list: Some(list),
        fate: own.or(by_result),
        absent: absent(row),
        sessions: row.columns(Role::Sessions).find_map(|column| whole(row.cell(column)?)),
        mark: mark_of(row),
        result,
        certificate: row.text(Role::Certificate).filter(|words| !says_nothing(words)),
        year: row.text(Role::Year).as_deref().and_then(year),
    }
}

/// What a word says became of the learner. A mark in a list of admissions says that they came.
fn standing(words: &str, list: SchoolList) -> Option<Fate> {
    if list == SchoolList::Withdrawal {
        return Some(Fate::Withdrawn);
    }
    let folded = fold(words);
    let known = STANDINGS.find(words).copied();
    let known = known.or_else(|| STANDINGS.starting(&folded).map(|(_, fate)| *fate));
    let known = known.or_else(|| match (list, mark::read(words)) {
        (SchoolList::Admission, Some(true)) => Some(Fate::Admitted),
        (SchoolList::Admission, Some(false)) => Some(Fate::NoShow),
        _ => None,
    });
    // Who “passed” one subject has not graduated.
    known.filter(|fate| *fate != Fate::Graduated || list == SchoolList::Graduation)
}

/// Sessions missed: the column that says it is the sum, else all columns together.
fn absent(row: &ListRow) -> Option<u32> {
    let columns: Vec<(&Column, u32)> = row
        .columns(Role::Absent)
        .filter_map(|column| Some((column, whole(row.cell(column)?)?)))
        .collect();
    let sum = columns.iter().find(|(column, _)| fold(&column.header).contains("tong"));
    match sum {
        Some((_, number)) => Some(*number),
        None if columns.is_empty() => None,
        None => Some(columns.iter().map(|(_, number)| *number).fold(0, u32::saturating_add)),
    }
}

/// Words of the heading over the mark that counts in the end.
const FINAL: &[&str] =
    &["trung binh", "tong ket", "toan khoa", "tbc", "dtb", "diem tb", "tot nghiep"];

fn mark_of(row: &ListRow) -> Option<u32> {
    let columns: Vec<&Column> = row.columns(Role::Mark).collect();
    let is_final = |column: &&&Column| {
        let heading = fold(&column.header);
        FINAL.iter().any(|words| heading.contains(words))
    };
    let column = columns.iter().rev().find(is_final).or(columns.last())?;
    hundredths(&row.cell(column)?.display())
}

/// `7,5` → 750. Marks are from 0 to 10, or to 100.
fn hundredths(text: &str) -> Option<u32> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    (0.0..=100.0).contains(&number).then(|| (number * 100.0).round() as u32)
}

fn whole(cell: &Cell) -> Option<u32> {
    let shown = cell.display();
    let digits: String = shown.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The year in a date or alone.
fn year(words: &str) -> Option<i32> {
    let digits = words.split(|c: char| !c.is_ascii_digit());
    let mut years = digits.filter(|part| part.len() == 4).filter_map(|part| part.parse().ok());
    years.find(|year| (1990..=2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{hundredths, standing, year};
    use crate::model::cycle::{Fate, SchoolList};

    #[test]
    fn words_of_registers_are_known() {
        for (words, fate) in [
            ("Không nhập học", Some(Fate::NoShow)),
            ("Bỏ học từ 15/6", Some(Fate::DroppedOut)),
            ("bảo lưu", Some(Fate::Deferred)),
            ("x", Some(Fate::Admitted)),
            ("Đã nhập học", Some(Fate::Admitted)),
            ("abc", None),
        ] {
            assert_eq!(standing(words, SchoolList::Admission), fate, "{words}");
        }
        assert_eq!(standing("Đạt", SchoolList::Marks), None);
        assert_eq!(standing("Không đạt", SchoolList::Marks), Some(Fate::Failed));
        assert_eq!(standing("việc gia đình", SchoolList::Withdrawal), Some(Fate::Withdrawn));
    }

    #[test]
    fn marks_and_years_are_read_as_written() {
        assert_eq!((hundredths("7,5"), hundredths("8.25")), (Some(750), Some(825)));
        assert_eq!((hundredths("Khá"), hundredths("-1"), hundredths("NaN")), (None, None, None));
        assert_eq!(
            (year("ngày 20/12/2026"), year("2026"), year("Khá")),
            (Some(2026), Some(2026), None)
        );
    }
}
