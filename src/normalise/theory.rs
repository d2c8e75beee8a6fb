//! Levels of political theory: held, recognised as equivalent, being studied (DOMAIN 3.6).

use std::sync::LazyLock;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::{Kind, Written, is_filler};
use crate::model::record::Problem;
use crate::model::value::{PoliticalTheory, TheoryLevel};
use crate::text::fold::fold;

static LEVELS: LazyLock<Vocabulary<TheoryLevel>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/political_theory.tsv");
    Vocabulary::parse(text).unwrap_or_default()
});

/// Reads a cell. A span of years that has not ended in `list_year` (`TC (2024-2026)`) is a class still under way.
pub fn read(written: &Written, list_year: i32) -> Reading<PoliticalTheory> {
    match written.kind {
        Kind::NoValue => Reading::failed(Problem::NoValue),
        _ => of_text(&written.text, list_year),
    }
}

/// Reads a text.
pub fn of_text(text: &str, list_year: i32) -> Reading<PoliticalTheory> {
    if is_filler(text) || text.trim() == "0" {
        return Reading::plain(PoliticalTheory::held(TheoryLevel::None));
    }
    let mut theory = PoliticalTheory::held(TheoryLevel::None);
    let mut known = false;
    for part in text.split([';', ',', '\n', '+']).flat_map(around_brackets) {
        known |= read_part(part, list_year, &mut theory);
    }
    if known {
        Reading::plain(theory)
    } else {
        Reading::failed(Problem::UnknownWord { suggestions: LEVELS.nearest(text) })
    }
}

/// The theory that stands among schooling (`ĐH; TC LLCT`, `Thạc sĩ, SC`): of parts
/// that name it, or a level that no school gives. Where the heading names the theory too
/// (`Trình độ chuyên môn, LLCT`), the last of several parts is meant by it.
pub fn among_schooling(text: &str, list_year: i32, headed: bool) -> Option<PoliticalTheory> {
    let last = text.rsplit_once(['\n', ';', ',', '/']).map(|(_, last)| last.trim());
    if let Some(theory) = last.filter(|_| headed).and_then(|last| of_text(last, list_year).value) {
        return Some(theory);
    }
    let parts = text.split([';', ',', '\n', '+', '/', '(', ')']).flat_map(|part| part.split(" - "));
    let mut theory = PoliticalTheory::held(TheoryLevel::None);
    let mut named = false;
    for part in parts {
        let folded = fold(part);
        let says = names_theory(&folded);
        let only_theory =
            matches!(LEVELS.find(part), Some(TheoryLevel::Elementary | TheoryLevel::Advanced));
        if says || only_theory {
            named |= read_part(part, list_year, &mut theory);
        }
    }
    named.then_some(theory)
}

/// Does a folded text speak of political theory?
pub fn names_theory(folded: &str) -> bool {
    ["llct", "ly luan", "li luan"].iter().any(|words| folded.contains(words))
}

/// `Sơ cấp (đang học TC)` → both levels apart; `TC (TĐ)` stays whole.
fn around_brackets(part: &str) -> impl Iterator<Item = &str> {
    let names_level = |text: &str| LEVELS.inside(&fold(text)).next().is_some();
    let (outside, inside) = match part.split_once('(') {
        Some((outside, inside)) if names_level(outside) && names_level(inside) => {
            (outside, Some(inside))
        }
        _ => (part, None),
    };
    std::iter::once(outside).chain(inside)
}

/// Adds what a part says; false when it says nothing.
fn read_part(part: &str, list_year: i32, theory: &mut PoliticalTheory) -> bool {
    let folded = fold(part);
    // `TĐTC` without a space.
    let folded = match folded.strip_prefix("td") {
        Some(level @ ("tc" | "cc")) => format!("td {level}").into(),
        _ => folded,
    };
    let level = match LEVELS.find(part).copied() {
        Some(level) => Some(level),
        None => LEVELS.inside(&folded).map(|(_, level)| *level).max(),
    };
    let Some(level) = level else { return false };
    let negated = ["chua ", "khong "].iter().any(|word| folded.starts_with(word));
    if negated || level == TheoryLevel::None {
        return true;
    }
    if is_running(&folded, list_year) {
        theory.studying = theory.studying.max(Some(level));
    } else if level > theory.held {
        theory.held = level;
        theory.equivalent = is_equivalent(&folded);
    }
    true
}

/// `tương đương TC`, `TĐ TC`, `TC (TĐ)`, `XN TĐ trung cấp`; but `TĐ LLCT: TC` is trình độ.
fn is_equivalent(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let as_short = words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        *word == "td" && !matches!(next, "llct" | "ly" | "li" | "ct" | "chinh")
    });
    as_short || folded.contains("tuong duong") || folded.contains("xac nhan")
}

fn is_running(folded: &str, list_year: i32) -> bool {
    const WORDS: [&str; 6] = [
        "dang hoc",
        "dang theo hoc",
        "dang dao tao",
        "dang tham gia",
        "hoc vien lop",
        "dang hoan thanh",
    ];
    WORDS.iter().any(|words| folded.contains(words))
        || span_end(folded).is_some_and(|year| year >= list_year)
}

/// The second of two years that stand side by side.
fn span_end(folded: &str) -> Option<i32> {
    let year = |word: &str| {
        (word.len() == 4 && word.starts_with("20")).then(|| word.parse::<i32>().ok()).flatten()
    };
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(2).find_map(|pair| match pair {
        [first, second] => year(first).and(year(second)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use TheoryLevel::{Advanced, Bachelor, Elementary, Intermediate, None as Nothing};
    use proptest::prelude::*;

    fn theory(text: &str) -> PoliticalTheory {
        of_text(text, 2026).value.unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn every_writing_is_its_level() {
        for (writing, level) in LEVELS.writings() {
            assert_eq!(theory(writing), PoliticalTheory::held(*level), "{writing}");
        }
        for (text, level) in [
            ("Trung cấp LLCT - HC", Intermediate),
            ("Sơ cấp LLCT", Elementary),
            ("Cao cấp lý luận chính trị - hành chính", Advanced),
            ("CCLLCT", Advanced),
            ("trung cap", Intermediate),
            ("Đã tốt nghiệp TC năm 2019", Intermediate),
            ("Trình độ Trung cấp", Intermediate),
            ("CN chính trị", Bachelor),
            ("TC (2017-2019)", Intermediate),
            ("Sơ cấp, Trung cấp", Intermediate),
            ("TĐ LLCT: TC", Intermediate),
        ] {
            assert_eq!(theory(text), PoliticalTheory::held(level), "{text}");
        }
    }

    /// The table of DOMAIN 3.6, line by line.
    #[test]
    fn the_writings_of_forms_are_known() {
        for (writings, level) in [
            ("SC; Sơ cấp; SCLLCT; SC LLCT; Sơ cấp LLCT; Sơ cấp chính trị", Elementary),
            (
                "TC; T.cấp; Trung cấp; TCLLCT; TC LLCT; TCCT; Trung cấp LLCT; Trung cấp LLCT-HC; Trung cấp LLCT - HC; \
                 TCLLCT-HC; Trung cấp lý luận chính trị - hành chính; Trung cấp chính trị; Trung cấp lí luận",
                Intermediate,
            ),
            (
                "CC; Cao cấp; CCLLCT; CC LLCT; CCLLCT-HC; Cao cấp LLCT; Cao cấp lý luận; CCCT",
                Advanced,
            ),
            ("CN; Cử nhân; Cử nhân chính trị; CNCT; Cử nhân CT", Bachelor),
        ] {
            for writing in writings.split("; ") {
                assert_eq!(theory(writing), PoliticalTheory::held(level), "{writing}");
            }
        }
        let same = |text: &str, level, equivalent, studying| {
            assert_eq!(
                theory(text),
                PoliticalTheory { held: level, equivalent, studying },
                "{text}"
            );
        };
        same("tương đương CC", Advanced, true, None);
        same("CC (TĐ)", Advanced, true, None);
        same("đang học CCLLCT", Nothing, false, Some(Advanced));
        same("đang học TC", Nothing, false, Some(Intermediate));
        assert!(Bachelor > Advanced, "cử nhân stands at or above cao cấp");
    }

    #[test]
    fn nothing_held_is_a_value() {
        for text in [
            "Chưa qua",
            "chưa",
            "Không",
            "0",
            "-",
            "Chưa học",
            "Bồi dưỡng kết nạp Đảng",
            "ĐV mới",
            "Chưa qua TC",
            "Chưa có bằng trung cấp",
            "...",
        ] {
            assert_eq!(theory(text), PoliticalTheory::held(Nothing), "{text}");
        }
    }

    #[test]
    fn equivalent_levels_are_marked() {
        for text in [
            "TĐ TC",
            "TĐTC",
            "tương đương TC",
            "Trung cấp (tương đương)",
            "XN TĐ trung cấp",
            "TC (TĐ)",
            "Giấy xác nhận tương đương trung cấp LLCT",
        ] {
            let expected =
                PoliticalTheory { equivalent: true, ..PoliticalTheory::held(Intermediate) };
            assert_eq!(theory(text), expected, "{text}");
        }
    }

    #[test]
    fn a_class_under_way_is_not_held() {
        for text in [
            "đang học TC",
            "Đang học lớp TCLLCT",
            "TC (2024-2026)",
            "TC (2025 - 2027)",
            "Trung cấp (đang học)",
        ] {
            let expected =
                PoliticalTheory { studying: Some(Intermediate), ..PoliticalTheory::held(Nothing) };
            assert_eq!(theory(text), expected, "{text}");
        }
        let both = theory("Sơ cấp, đang học TC");
        assert_eq!((both.held, both.studying), (Elementary, Some(Intermediate)));
        assert_eq!(theory("Sơ cấp (đang học TC)"), both);
    }

    #[test]
    fn theory_among_schooling_is_told_from_it() {
        let among = |text| among_schooling(text, 2026, false);
        assert_eq!(among("ĐH; TC LLCT"), Some(PoliticalTheory::held(Intermediate)));
        assert_eq!(among("Thạc sĩ; SC"), Some(PoliticalTheory::held(Elementary)));
        assert_eq!(among("Đại học Luật - Cao cấp LLCT"), Some(PoliticalTheory::held(Advanced)));
        assert_eq!(among("12/12; ĐH; chưa qua LLCT"), Some(PoliticalTheory::held(Nothing)));
        for schooling in ["ĐH", "Trung cấp kế toán", "TC", "CN", "Cử nhân Chính trị học"]
        {
            assert_eq!(among(schooling), None, "{schooling}");
        }
        let headed = |text| among_schooling(text, 2026, true);
        assert_eq!(headed("Thạc sĩ\nTrung cấp"), Some(PoliticalTheory::held(Intermediate)));
        assert_eq!(headed("ĐH/TC"), Some(PoliticalTheory::held(Intermediate)));
        assert_eq!((headed("Trung cấp"), headed("ĐH, Luật")), (None, None));
    }

    #[test]
    fn other_words_are_unknown() {
        for text in ["Tốt", "B1", "abc", "2019"] {
            assert!(
                matches!(of_text(text, 2026).problem, Some(Problem::UnknownWord { .. })),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|(TC|SC|CC|đang học| |TĐ|\\(|2025-2027|;){0,8}") {
            let theory = of_text(&text, 2026);
            prop_assert!(theory.value.is_some() != theory.problem.is_some());
        }

        #[test]
        fn the_name_of_a_level_reads_back(at in 0..5_usize) {
            let level = [Nothing, Elementary, Intermediate, Advanced, Bachelor][at];
            prop_assert_eq!(theory(level.label().vi), PoliticalTheory::held(level));
        }
    }
}
