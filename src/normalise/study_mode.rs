//! How a class is taught: tập trung or không tập trung.

use std::sync::LazyLock;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::says_nothing;
use crate::model::record::Problem;
use crate::model::value::StudyMode;
use crate::text::fold::fold;

static MODES: LazyLock<Vocabulary<StudyMode>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/study_modes.tsv"))
        .unwrap_or_default()
});

/// Reads a cell of the study mode (`KTT`, `Hệ vừa làm vừa học`).
pub fn read(text: &str) -> Reading<StudyMode> {
    match MODES.find(text).copied().or_else(|| inside(text)) {
        Some(mode) => Reading::plain(mode),
        None if says_nothing(text) => Reading::none(),
        None => Reading::failed(Problem::UnknownWord { suggestions: MODES.nearest(text) }),
    }
}

/// The mode that a longer text names; `None` when it names none, or both.
/// `TT` alone inside a text may mean many things and is passed over.
pub fn inside(text: &str) -> Option<StudyMode> {
    let folded = fold(text);
    let mut named = None;
    for (range, mode) in MODES.inside(&folded) {
        let word = folded.get(range).unwrap_or_default();
        if word == "tt" || word == "cq" {
            continue;
        }
        if named.is_some_and(|other| other != *mode) {
            return None;
        }
        named = Some(*mode);
    }
    named
}

/// A folded text without the words that name a mode.
pub(super) fn without(folded: &str) -> String {
    let mut rest = String::with_capacity(folded.len());
    let mut from = 0;
    for (range, _) in MODES.inside(folded) {
        rest.push_str(folded.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    rest.push_str(folded.get(from..).unwrap_or_default());
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writings_of_both_modes_are_known() {
        for text in ["Tập trung", "TT", "chính quy", "Hệ tập trung", "tap trung", "TẬP TRUNG"]
        {
            assert_eq!(read(text), Reading::plain(StudyMode::FullTime), "{text}");
        }
        for text in [
            "Không tập trung",
            "KTT",
            "KTTr",
            "vừa làm vừa học",
            "VLVH",
            "tại chức",
            "hệ KTT",
            "K.TT",
            "Hình thức: không tập trung",
        ] {
            assert_eq!(read(text), Reading::plain(StudyMode::PartTime), "{text}");
        }
    }

    #[test]
    fn what_names_no_mode_or_both_is_unknown() {
        assert!(read("Tập trung/Không tập trung").problem.is_some());
        for neither in ["trực tuyến", "hoàn chỉnh", "Hệ hoàn chỉnh"] {
            assert!(read(neither).problem.is_some(), "{neither}");
        }
        assert_eq!(inside("Phòng TT-TH"), None);
        assert_eq!(inside("lớp hệ không tập trung năm 2019"), Some(StudyMode::PartTime));
    }

    #[test]
    fn an_unknown_mode_comes_with_the_nearest_one() {
        let Some(Problem::UnknownWord { suggestions }) = read("Không tập chung").problem else {
            panic!()
        };
        assert_eq!(suggestions.first().map(String::as_str), Some("Không tập trung"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,30}|(tập trung|không|TT|KTT|/| ){0,6}") {
            read(&text);
            inside(&text);
        }

        #[test]
        fn every_writing_reads_back_in_any_case(at in 0..40_usize, upper in any::<bool>()) {
            let writings: Vec<_> = MODES.writings().collect();
            let (writing, mode) = writings[at % writings.len()];
            let text = if upper { writing.to_uppercase() } else { writing.to_lowercase() };
            prop_assert_eq!(read(&text), Reading::plain(*mode));
            prop_assert_eq!(read(mode.label().vi), Reading::plain(*mode));
        }
    }
}
