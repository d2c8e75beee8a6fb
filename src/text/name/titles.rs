//! Titles before names: Ông, Bà, Đ/c, ThS., Thượng tá …

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::data;
use super::super::letter::lower;
use super::families;

/// The sex that a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

struct Title {
    /// Its letters in lower case.
    letters: String,
    sex: Option<Sex>,
    /// Can be a name itself (Ông Ích Khiêm).
    only_before_family: bool,
}

/// By first letter; longest first, so that `Ông/Bà` is not taken for `Ông`.
static TITLES: LazyLock<FxHashMap<char, Vec<Title>>> = LazyLock::new(|| {
    let table = data::rows::<3>(include_str!("../../../templates/vocabulary/text/name_titles.tsv"));
    let mut titles: Vec<_> = table
        .map(|[title, sex, dropped]| Title {
            letters: title.chars().filter(|c| c.is_alphanumeric()).map(lower).collect(),
            sex: match sex {
                "male" => Some(Sex::Male),
                "female" => Some(Sex::Female),
                _ => None,
            },
            only_before_family: dropped == "family",
        })
        .collect();
    titles.sort_by_key(|title| std::cmp::Reverse(title.letters.len()));
    let mut by_letter = FxHashMap::<char, Vec<Title>>::default();
    for title in titles {
        by_letter.entry(title.letters.chars().next().unwrap_or_default()).or_default().push(title);
    }
    by_letter
});

/// The text after the title it begins with, and what the title tells; `None`
/// when it begins with none or nothing would be left.
pub(super) fn drop_title(text: &str) -> Option<(&str, Option<Sex>)> {
    let first = text.chars().next()?;
    TITLES.get(&lower(first))?.iter().find_map(|title| {
        let rest = after_letters(text, &title.letters)?;
        let marked = rest.starts_with(['.', ':', ',', '/', ')']);
        let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let begins_a_name = || {
            let first = rest.split_whitespace().next().unwrap_or_default();
            families::family(first).is_some() || super::is_highland_marker(first)
        };
        let is_title = !title.only_before_family || marked || begins_a_name();
        (is_title && rest.contains(char::is_alphabetic)).then_some((rest, title.sex))
    })
}

/// Could these words be the beginning of a title? `Phó Giáo` is that of `Phó Giáo Sư`.
pub fn may_begin_title(words: &str) -> bool {
    let letters: String = words.chars().filter(|c| c.is_alphanumeric()).map(lower).collect();
    let titles = letters.chars().next().and_then(|first| TITLES.get(&first));
    titles.is_some_and(|titles| titles.iter().any(|title| title.letters.starts_with(&letters)))
}

/// What follows the given letters at the beginning of a text, whatever dots
/// and spaces are between them; a word must end there.
fn after_letters<'a>(text: &'a str, letters: &str) -> Option<&'a str> {
    let mut wanted = letters.chars().peekable();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            break;
        }
        if c.is_alphanumeric() {
            if wanted.next() != Some(lower(c)) {
                return None;
            }
            end = at + c.len_utf8();
        } else if at == 0 || !matches!(c, '.' | '/' | ' ' | '(' | ')' | ',') {
            return None;
        }
    }
    let rest = text.get(end..).filter(|_| wanted.peek().is_none())?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{Sex, drop_title};

    #[test]
    fn titles_are_dropped_and_tell_the_sex() {
        assert_eq!(drop_title("Ông Nguyễn Văn An"), Some(("Nguyễn Văn An", Some(Sex::Male))));
        assert_eq!(drop_title("BÀ: TRẦN THỊ BÌNH"), Some(("TRẦN THỊ BÌNH", Some(Sex::Female))));
        assert_eq!(drop_title("Ông/Bà Lê Nam"), Some(("Lê Nam", None)));
        assert_eq!(drop_title("Ông (bà): Lê Nam"), Some(("Lê Nam", None)));
        for title in
            ["Đ/c", "đ/c.", "Đ/C:", "Đồng chí", "ThS.", "Th.S", "PGS.TS", "BS CKII", "Thượng tá"]
        {
            assert_eq!(drop_title(&format!("{title} Bùi An")), Some(("Bùi An", None)), "{title}");
        }
    }

    #[test]
    fn names_are_no_titles() {
        for name in ["Ông Ích Khiêm", "Bá Văn Tú", "Tsan Nam", "Ông", "Anh Thư", "ThS.", ""]
        {
            assert_eq!(drop_title(name), None, "{name}");
        }
    }
}
