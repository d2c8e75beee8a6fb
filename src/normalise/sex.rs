//! Sex: a word, a mark, or the title before a name.

use std::sync::LazyLock;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::says_nothing;
use crate::model::record::Problem;
use crate::model::value::Sex;

static WORDS: LazyLock<Vocabulary<Sex>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/sexes.tsv")).unwrap_or_default()
});

/// Reads `Nam`, `nữ`, `F`, `Bà` …
pub fn read(text: &str) -> Reading<Sex> {
    match WORDS.find(text) {
        Some(sex) => Reading::plain(*sex),
        None if says_nothing(text) => Reading::none(),
        None => Reading::failed(Problem::UnknownWord { suggestions: Vec::new() }),
    }
}

/// The sex that a title before a name tells: `Ông`, `Bà`, `Anh`, `Chị`.
pub fn of_title(name: &str) -> Option<Sex> {
    let first = name.split_whitespace().next()?;
    // "Anh" and "Cô" may also begin a name; titles of age do not.
    let title = first.trim_end_matches(['.', ':', ',']);
    match &*crate::text::fold::fold_tones(title) {
        "ông" => Some(Sex::Male),
        "bà" => Some(Sex::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_both_sexes_are_known() {
        for male in ["Nam", "NAM", "nam", "M", "Male", "Ông", "Nam giới"] {
            assert_eq!(read(male), Reading::plain(Sex::Male), "{male}");
        }
        for female in ["Nữ", "nu", "NỮ", "F", "Bà", "nữ.", "Nư\u{303}"] {
            assert_eq!(read(female), Reading::plain(Sex::Female), "{female}");
        }
        assert!(read("Nam/Nữ").problem.is_some());
        assert!(read("N").problem.is_some());
        assert_eq!(read("-"), Reading::none());
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,20}") {
            read(&text);
            of_title(&text);
        }

        #[test]
        fn every_writing_reads_back_in_any_case(at in 0..40_usize, upper in any::<bool>()) {
            let writings: Vec<_> = WORDS.writings().collect();
            let (writing, sex) = writings[at % writings.len()];
            let text = if upper { writing.to_uppercase() } else { writing.to_lowercase() };
            prop_assert_eq!(read(&text), Reading::plain(*sex));
            prop_assert_eq!(read(sex.label().vi), Reading::plain(*sex));
        }
    }

    #[test]
    fn titles_tell_the_sex() {
        assert_eq!(of_title("Ông Nguyễn Văn A"), Some(Sex::Male));
        assert_eq!(of_title("Bà: Trần Thị B"), Some(Sex::Female));
        assert_eq!(of_title("Bá Văn Tú"), None);
        assert_eq!(of_title(""), None);
    }
}
