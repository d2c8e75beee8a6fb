//! The 54 ethnic groups, by name only.
//!
//! Minority status changes a class's standard, so a word that is not surely a
//! group's name is unknown, with the nearest names as suggestion (DOMAIN 3.5).

use std::sync::LazyLock;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::is_filler;
use crate::model::record::{Problem, Repair};
use crate::text::fold::fold;

static GROUPS: LazyLock<Vocabulary<Box<str>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/ethnic_groups.tsv");
    Vocabulary::parse_with(text, |columns| Some((*columns.first()?).into())).unwrap_or_default()
});

/// Reads the name of a group; the canonical name comes out.
pub fn read(text: &str) -> Reading<Box<str>> {
    if is_filler(text) {
        return Reading::none();
    }
    match find(text).or_else(|| find(without_word_for_group(text)?)) {
        Some(group) => {
            let same = *group == *text || group.to_lowercase() == text.to_lowercase();
            Reading::plain(Box::from(group)).with_if(!same, Repair::UsualName)
        }
        None => Reading::failed(Problem::UnknownWord { suggestions: GROUPS.nearest(text) }),
    }
}

/// With its tones; without them only when the whole text was typed so.
fn find(text: &str) -> Option<&'static str> {
    let found = GROUPS.find_toned(text);
    found.or_else(|| GROUPS.find(text).filter(|_| text.is_ascii())).map(Box::as_ref)
}

fn without_word_for_group(text: &str) -> Option<&str> {
    let folded = fold(text);
    let word = ["dan toc ", "nguoi ", "dt "].into_iter().find(|word| folded.starts_with(word))?;
    let words = word.split_whitespace().count();
    text.trim().splitn(words + 1, ' ').nth(words)
}

/// Is this group a minority (any but Kinh)?
pub fn is_minority(group: &str) -> bool {
    group != "Kinh"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_54_groups_are_known_by_each_writing() {
        let groups: BTreeSet<&str> = GROUPS.writings().map(|(_, group)| &**group).collect();
        assert_eq!(groups.len(), 54);
        for (writing, group) in GROUPS.writings() {
            assert_eq!(read(writing).value.as_ref(), Some(group), "{writing}");
            assert_eq!(read(group), Reading::plain(group.clone()));
        }
    }

    #[test]
    fn writings_beside_the_list_are_understood() {
        for (text, group) in [
            ("muong", "Mường"),
            ("KINH", "Kinh"),
            ("Dân tộc Tày", "Tày"),
            ("H`Mông", "Mông"),
            ("h’mông", "Mông"),
            ("Kinh ", "Kinh"),
            ("DT Thái", "Thái"),
            ("Ê-Đê", "Ê Đê"),
            ("Cao Lan", "Sán Chay"),
            ("Thổ", "Thổ"),
            ("Sán Chỉ", "Sán Chay"),
            ("Mèo", "Mông"),
            ("Hmông", "Mông"),
            ("H'Mông", "Mông"),
            ("HMông", "Mông"),
            ("Kinh (Việt)", "Kinh"),
            ("Bru-Vân Kiều", "Bru - Vân Kiều"),
        ] {
            assert_eq!(read(text).value.as_deref(), Some(group), "{text}");
        }
    }

    #[test]
    fn unknown_words_are_never_taken_for_the_nearest_group() {
        for text in ["Hòa", "x", "01", "Việt Nam", "Mờng", "04"] {
            let reading = read(text);
            assert_eq!(reading.value, None, "{text}");
            assert!(matches!(reading.problem, Some(Problem::UnknownWord { .. })), "{text}");
        }
        let Some(Problem::UnknownWord { suggestions }) = read("Mườngg").problem else {
            panic!()
        };
        assert_eq!(suggestions.first().map(String::as_str), Some("Mường"));
        assert_eq!(read("..."), Reading::none());
    }

    proptest! {
        #[test]
        fn own_output_is_read_as_it_stands(text in "\\PC{0,20}", at in 0..54_usize, upper in any::<bool>()) {
            let names: Vec<&str> = GROUPS.writings().map(|(writing, _)| writing).collect();
            let known = if upper { names[at].to_uppercase() } else { names[at].to_lowercase() };
            for text in [text.as_str(), &known] {
                if let Some(group) = read(text).value {
                    prop_assert_eq!(read(&group), Reading::plain(group.clone()));
                }
            }
            prop_assert!(read(&known).value.is_some());
        }

        #[test]
        fn numbers_of_groups_are_never_used(number in 0..100_u32) {
            // Two lists that contradict each other were in use (1979: 04 Hoa; 2008: 04 Mường).
            prop_assert_eq!(read(&format!("{number:02}")).value, None);
        }
    }
}
