//! Schooling: the highest completed level that a cell names.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::reading::Reading;
use super::theory::names_theory;
use super::vocabulary::Vocabulary;
use super::written::{Kind, Written, says_nothing};
use crate::model::date::date_of_serial;
use crate::model::record::{Problem, Repair};
use crate::model::value::Education;
use crate::text::fold::fold;

static LEVELS: LazyLock<Vocabulary<Education>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/education.tsv")).unwrap_or_default()
});

/// Reads a cell; a date is `12/12` that a spreadsheet has changed.
pub fn read(written: &Written) -> Reading<Education> {
    match written.kind {
        Kind::NoValue => Reading::failed(Problem::NoValue),
        Kind::Date(serial) => of_date(serial),
        Kind::Number(_) | Kind::Text => of_text(&written.text),
    }
}

/// Reads a text: `ĐH Kinh tế; ThS QLKT` → master.
pub fn of_text(text: &str) -> Reading<Education> {
    let held = parts(text).filter_map(of_part).max();
    match held {
        Some(level) => Reading::plain(level),
        None if says_nothing(text) => Reading::none(),
        None => Reading::failed(Problem::UnknownWord { suggestions: LEVELS.nearest(text) }),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',', '\n', '+', '(', ')', '&'])
}

/// The highest level of a part; what is being studied or not yet finished is not held.
fn of_part(part: &str) -> Option<Education> {
    if let Some(level) = grade(part).or_else(|| LEVELS.find(part).copied()) {
        return Some(level);
    }
    let folded = fold(part);
    let upto = [
        "dang hoc",
        "dang theo hoc",
        "hoc vien cao hoc",
        "chua tot nghiep",
        "nghien cuu sinh",
        "ncs",
        "dang lam",
    ]
    .iter()
    .filter_map(|words| folded.find(words))
    .min();
    let done = folded.get(..upto.unwrap_or(folded.len()))?.trim();
    let by_words = LEVELS.inside(done).map(|(_, level)| *level).max();
    // `TC LLCT` among the schooling is a level of political theory; `ĐH Chính trị` is a degree.
    let by_words = by_words.filter(|level| *level > Education::Vocational || !names_theory(done));
    by_words.or_else(|| part.split(' ').find_map(grade))
}

/// `12/12`, `10/10`, `9/12`, `7/10`: classes of general school, of how many.
fn grade(text: &str) -> Option<Education> {
    let (done, of) = text.trim().split_once('/')?;
    grade_of(done.trim().parse().ok()?, of.trim().parse().ok()?)
}

fn grade_of(done: u32, of: u32) -> Option<Education> {
    let [lower, upper] = match of {
        12 => [9, 12],
        10 => [7, 10],
        _ => return None,
    };
    match done {
        _ if done == upper => Some(Education::HighSchool),
        _ if (lower..upper).contains(&done) => Some(Education::LowerSecondary),
        1.. if done < lower => Some(Education::Primary),
        _ => None,
    }
}

/// A date of which the day and month are a grade: `12/12` became 12 December of the typing year.
fn of_date(serial: f64) -> Reading<Education> {
    let grade = |date: NaiveDate| {
        grade_of(date.day(), date.month()).or_else(|| grade_of(date.month(), date.day()))
    };
    match date_of_serial(serial).and_then(grade) {
        Some(level) => Reading::plain(level).with(Repair::NotADate),
        None => Reading::failed(Problem::UnknownWord { suggestions: Vec::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::serial_of_date;
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, CellValue};
    use proptest::prelude::*;

    #[test]
    fn every_writing_of_the_vocabulary_is_its_level() {
        for (writing, level) in LEVELS.writings() {
            assert_eq!(of_text(writing).value, Some(*level), "{writing}");
        }
    }

    /// The table of DOMAIN 3.7, line by line.
    #[test]
    fn the_writings_of_forms_are_known() {
        for (writings, level) in [
            ("TS; Tiến sĩ; Tiến sỹ; TSKH; PGS.TS", Education::Doctor),
            ("ThS; Ths; Th.S; Th.s; Thạc sĩ; Thạc sỹ; CH; Cao học; MBA", Education::Master),
            ("CKI; CK1; CK I; BSCKI; BS CKI", Education::Master),
            ("CKII; CK2; BSCKII", Education::Doctor),
            ("BS; BSĐK; DS; DSĐH", Education::University),
            (
                "ĐH; Đại học; CN; Cử nhân; KS; Kỹ sư; KTS; ĐHSP; ĐHTC; ĐH Luật; Cử nhân Luật",
                Education::University,
            ),
            ("CĐ; Cao đẳng; CĐSP", Education::College),
            ("TC; Trung cấp; TCCN; THCN; Trung học chuyên nghiệp", Education::Vocational),
            ("THPT; 12/12; 10/10; PTTH; Cấp 3; BTVH", Education::HighSchool),
            ("THCS; 9/12; 7/10", Education::LowerSecondary),
        ] {
            for writing in writings.split("; ") {
                assert_eq!(of_text(writing).value, Some(level), "{writing}");
            }
        }
    }

    #[test]
    fn the_highest_of_several_counts() {
        for (text, level) in [
            ("ĐH Kinh tế; ThS QLKT", Education::Master),
            ("Cử nhân Luật", Education::University),
            ("Thạc sỹ Quản lý công", Education::Master),
            ("Kỹ sư xây dựng", Education::University),
            ("BS CKI", Education::Master),
            ("Bác sĩ CKII", Education::Doctor),
            ("12/12, Trung cấp kế toán", Education::Vocational),
            ("Đại học (đang học Thạc sĩ)", Education::University),
            ("ĐH, đang học cao học", Education::University),
            ("ThS Luật\nCN Anh văn", Education::Master),
            ("Trung cấp Y", Education::Vocational),
            ("Tốt nghiệp THPT", Education::HighSchool),
            ("dai hoc", Education::University),
            ("ĐHSP Toán", Education::University),
            ("Cao đẳng Sư phạm", Education::College),
            ("Đại học Y Hà Nội", Education::University),
            ("TS. Kinh tế", Education::Doctor),
            ("9/12", Education::LowerSecondary),
            ("12/12 (BTVH)", Education::HighSchool),
            ("THPT; TC LLCT", Education::HighSchool),
            ("ĐH; CCLLCT", Education::University),
        ] {
            assert_eq!(of_text(text).value, Some(level), "{text}");
        }
    }

    #[test]
    fn words_that_name_no_level_are_unknown() {
        for text in ["Tốt", "B", "Khá", "Luật", "Kinh tế", "15/20", "2010"] {
            assert!(matches!(of_text(text).problem, Some(Problem::UnknownWord { .. })), "{text}");
        }
        assert_eq!(of_text("-"), Reading::none());
    }

    #[test]
    fn a_grade_that_became_a_date_is_read_back() {
        let read_date = |day, month| {
            let date = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
            let cell = Cell::new(Position::default(), CellValue::Date(serial_of_date(date)));
            read(&Written::of(&cell).unwrap())
        };
        assert_eq!(read_date(12, 12), Reading::plain(Education::HighSchool).with(Repair::NotADate));
        assert_eq!(read_date(10, 10).value, Some(Education::HighSchool));
        assert_eq!(read_date(9, 12).value, Some(Education::LowerSecondary));
        assert!(read_date(30, 11).problem.is_some());
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|[0-9/ ]{0,9}") {
            of_text(&text);
        }

        #[test]
        fn the_name_of_a_level_reads_back(at in 0..8_usize, other in 0..8_usize) {
            const LEVELS: [Education; 8] = [
                Education::Primary, Education::LowerSecondary, Education::HighSchool, Education::Vocational,
                Education::College, Education::University, Education::Master, Education::Doctor,
            ];
            let (one, two) = (LEVELS[at], LEVELS[other]);
            prop_assert_eq!(of_text(one.label().vi), Reading::plain(one));
            let both = format!("{}; {}", one.label().vi, two.label().vi);
            prop_assert_eq!(of_text(&both).value, Some(one.max(two)));
        }
    }
}
