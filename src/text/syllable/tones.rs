//! Tones written in one place.

use std::borrow::Cow;

use super::super::letter::{Letter, Tone};
use super::{Syllable, TonePlace};

/// Moves the tone of open oa, oe, uy to where it is written today: hoà → hòa,
/// thuỷ → thủy; quý stays. Borrowed when nothing moves. For text in NFC.
pub fn modern_tones(text: &str) -> Cow<'_, str> {
    move_tones(text, |place| place == TonePlace::Old)
}

/// As [`modern_tones`], and brings back tones that slipped to another letter:
/// baỏ → bảo, lựơng → lượng. Borrowed when nothing moves. For text in NFC.
pub fn repair_tones(text: &str) -> Cow<'_, str> {
    move_tones(text, |place| place != TonePlace::Modern)
}

fn move_tones(text: &str, moves: fn(TonePlace) -> bool) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    for (start, word) in accented_words(text) {
        let Some(syllable) = Syllable::parse(word).filter(|syllable| moves(syllable.tone_place))
        else {
            continue;
        };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 4));
        out.push_str(text.get(copied..start).unwrap_or_default());
        push_with_tone_moved(out, word, &syllable);
        copied = start + word.len();
    }
    match out {
        Some(mut out) => {
            out.push_str(text.get(copied..).unwrap_or_default());
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// The words of a text whose tone could stand elsewhere, with their byte offsets.
fn accented_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| has_choice(word))
        .map(move |word| (word.as_ptr() as usize - base, word))
}

/// Whether a word has a tone and more than one vowel.
fn has_choice(word: &str) -> bool {
    let (mut vowels, mut tones) = (0, 0);
    if !word.is_ascii() {
        for letter in word.chars().filter_map(Letter::of) {
            vowels += u32::from(letter.is_vowel());
            tones += u32::from(letter.tone != Tone::Ngang);
        }
    }
    vowels > 1 && tones == 1
}

fn push_with_tone_moved(out: &mut String, word: &str, syllable: &Syllable) {
    for (index, c) in word.chars().enumerate() {
        let tone = match index {
            _ if index == syllable.belongs_to => syllable.tone,
            _ if index == syllable.carried_by => Tone::Ngang,
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push(Letter::of(c).map_or(c, |letter| letter.with_tone(tone).to_char()));
    }
}

#[cfg(test)]
mod tests {
    use super::{modern_tones, repair_tones};
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn old_places_become_modern() {
        let pairs = [
            ("Hoà", "Hòa"),
            ("HOÀ BÌNH", "HÒA BÌNH"),
            ("thuỷ", "thủy"),
            ("ĐẢNG UỶ", "ĐẢNG ỦY"),
            ("Nguyễn Thị Thuý-Hoè", "Nguyễn Thị Thúy-Hòe"),
            ("khoẻ", "khỏe"),
            ("huỷ bỏ", "hủy bỏ"),
        ];
        for (old, modern) in pairs {
            assert_eq!(modern_tones(old), modern);
            assert_eq!(repair_tones(old), modern);
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "quý", "Quỳ", "hoàng", "huỳnh", "thuyền", "Hoàn", "hòa", "Aloà2", "boàx", "baỏ", "quà",
            "xoáy",
        ] {
            assert!(matches!(modern_tones(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn slipped_tones_come_back() {
        for (wrong, right) in
            [("baỏ", "bảo"), ("Lựơng", "Lượng"), ("qúy", "quý"), ("gìa", "già"), ("tóan", "toán")]
        {
            assert_eq!(repair_tones(wrong), right);
        }
    }

    proptest! {
        #[test]
        fn moving_tones_is_idempotent_and_keeps_the_letters(text in "[a-zà-ỹA-Z Đđ,]{0,24}") {
            for fix in [modern_tones, repair_tones] {
                let once = fix(&text).into_owned();
                prop_assert_eq!(&*fix(&once), once.as_str());
                prop_assert_eq!(once.chars().count(), text.chars().count());
            }
        }
    }
}
