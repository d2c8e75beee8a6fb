//! The order of Vietnamese lists, by the rules of CLDR for `vi`.
//!
//! On whole strings those rules weigh all letters before any tone (Ha An, Hà
//! An, Hạ An, Ha Anh). Lists are ordered syllable by syllable instead (Ha An,
//! Ha Anh, Hà An), and persons by given name, family name, middle name (DOMAIN
//! 4.6). The keys of both tone placements are equal.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use super::name;
use super::syllable::repair_tones;
use super::unicode::clean;

/// Compares as the text does in a Vietnamese list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Box<[u8]>);

/// `None` could only be if the data built in were damaged; texts then sort by their bytes.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

/// Ends a syllable, and again a part: lower than every byte of a collation key.
const END: u8 = 0;

/// The key of a text, compared word by word.
pub fn text_key(text: &str) -> SortKey {
    let mut key = Vec::with_capacity(text.len() * 2);
    push_part(&mut key, text);
    SortKey(key.into())
}

/// The key of a person's full name: given name, family name, what is between them.
pub fn name_key(full: &str) -> SortKey {
    let parts = name::split(full);
    let mut key = Vec::with_capacity(full.len() * 2);
    for part in [parts.given, parts.family, parts.middle] {
        push_part(&mut key, part);
        key.push(END);
    }
    SortKey(key.into())
}

fn push_part(key: &mut Vec<u8>, part: &str) {
    let cleaned = clean(part);
    for word in repair_tones(&cleaned).split(' ') {
        push_word(key, word);
        key.push(END);
    }
}

fn push_word(key: &mut Vec<u8>, word: &str) {
    match &*COLLATOR {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(word, key);
        }
        None => key.extend_from_slice(word.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::{COLLATOR, name_key, text_key};

    fn assert_sorted(texts: &str, key: fn(&str) -> super::SortKey) {
        let texts: Vec<&str> = texts.split(", ").collect();
        let mut sorted: Vec<&str> = texts.iter().rev().copied().collect();
        sorted.sort_by_cached_key(|text| key(text));
        assert_eq!(sorted, texts);
    }

    #[test]
    fn letters_and_tones_stand_in_vietnamese_order() {
        assert!(COLLATOR.is_some());
        assert_sorted("ma, mà, mả, mã, má, mạ", text_key);
        assert_sorted(
            "An, Anh, Ảnh, Ánh, Ăn, Ân, Bình, Dũng, Duy, Dương, Đạt, Đông, Đức",
            text_key,
        );
        let alphabet =
            "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".replace(' ', ", ");
        assert_sorted(&alphabet, text_key);
    }

    #[test]
    fn words_are_compared_one_by_one() {
        assert_sorted("Ha An, Ha Anh, Hà An, Hạ An", text_key);
        assert_sorted("Sở Nội vụ, Sở Nội vụ tỉnh, Sở Y tế", text_key);
    }

    #[test]
    fn persons_stand_by_given_family_and_middle_name() {
        assert_sorted(
            "Trần Văn An, Bùi Thị Anh, Lê Anh, Lê Thị Anh, Lê Văn Anh, Nguyễn Ánh, Đỗ Thị Đào",
            name_key,
        );
    }

    #[test]
    fn tone_placement_makes_no_difference() {
        assert_eq!(name_key("Lê Thị Hoà"), name_key("Lê Thị Hòa"));
        assert_sorted("Hoa, Hòa, Hỏa, Hõa, Hóa, Họa", text_key);
        assert!(text_key("Hỏa") > text_key("Hoà") && text_key("Hoà") > text_key("Hoa"));
    }
}
