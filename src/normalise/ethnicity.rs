//! The 54 ethnic groups, by name only.
//!
//! Minority status changes a class's standard, so a word that is not surely a
//! group's name is unknown, with the nearest names as suggestion (DOMAIN 3.5).

use std::sync::{Arc, LazyLock};

use super::reading::Reading;
use super::religion;
use super::vocabulary::Vocabulary;
use super::written::is_filler;
use crate::model::record::{Problem, Repair};
use crate::text::fold::fold;

static GROUPS: LazyLock<Vocabulary<Arc<str>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/ethnic_groups.tsv");
    Vocabulary::parse_with(text, |columns| Some((*columns.first()?).into())).unwrap_or_default()
});

/// Reads the name of a group; the canonical name comes out.
pub fn read(text: &str) -> Reading<Arc<str>> {
    if is_filler(text) {
        return Reading::none();
    }
    match find(text).or_else(|| find(without_word_for_group(text)?)) {
        Some(group) => {
            let same = **group == *text || group.to_lowercase() == text.to_lowercase();
            Reading::plain(group.clone()).with_if(!same, Repair::UsualName)
        }
        None => Reading::failed(Problem::UnknownWord { suggestions: GROUPS.nearest(text) }),
    }
}

/// Reads a cell that may hold the religion too: `Kinh/Không`, `Mường, Công giáo`.
pub fn read_both(text: &str) -> (Reading<Arc<str>>, Option<Arc<str>>) {
    let alone = read(text);
    let both = if alone.problem.is_some() { with_religion(text) } else { None };
    match both {
        Some((group, religion)) => (Reading::plain(group).with(Repair::Split), Some(religion)),
        None => (branch_of(text).filter(|_| alone.value.is_none()).unwrap_or(alone), None),
    }
}

/// `Mường (Bi)`: a group and, in brackets, what is no other group.
fn branch_of(text: &str) -> Option<Reading<Arc<str>>> {
    let (group, branch) = text.split_once('(')?;
    let group = find(group)?;
    let other = find(branch.trim_matches([')', ' '])).is_some_and(|other| other != group);
    (!other).then(|| Reading::plain(group.clone()).with(Repair::UsualName))
}

/// The two halves of a cell, in either order; each must be known for what it is.
fn with_religion(text: &str) -> Option<(Arc<str>, Arc<str>)> {
    let (left, right) = text.split_once(['/', ',', ';', '\n', '-', '–', '('])?;
    let [left, right] = [left, right].map(|half| half.trim_matches([' ', ')', '-', '–', ':']));
    let both = |group: &str, religion: &str| {
        let group = find(group).or_else(|| find(without_word_for_group(group)?))?;
        Some((group.clone(), religion::known(religion)?.clone()))
    };
    both(left, right).or_else(|| both(right, left))
}

/// With its tones; without them only when the whole text was typed so.
fn find(text: &str) -> Option<&'static Arc<str>> {
    let found = GROUPS.find_toned(text);
    found.or_else(|| GROUPS.find(text).filter(|_| text.is_ascii()))
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
    fn a_religion_in_the_same_cell_is_told_apart() {
        for (text, group, religion) in [
            ("Kinh/Không", "Kinh", "Không"),
            ("Mường, Công giáo", "Mường", "Công giáo"),
            ("Tày - Không", "Tày", "Không"),
            ("Kinh (Phật giáo)", "Kinh", "Phật giáo"),
            ("Không/Kinh", "Kinh", "Không"),
            ("Kinh\nKhông", "Kinh", "Không"),
            ("DT: Thái; TG: không", "Thái", "Không"),
        ] {
            let both = with_religion(text).unwrap_or_default();
            assert_eq!((&*both.0, &*both.1), (group, religion), "{text}");
        }
        assert_eq!(read_both("Mường (Bi)").0.value.as_deref(), Some("Mường"));
        assert_eq!(read_both("Kinh (Mường)").0.value, None);
        for text in ["Kinh", "Kinh/Mường", "Kinh/xyz", "Không", "Bru - Vân Kiều", "-"] {
            assert_eq!(with_religion(text), None, "{text}");
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
