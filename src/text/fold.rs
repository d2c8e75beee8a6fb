//! Foldings for comparing: what two writings have in common.

use std::borrow::Cow;

use unicode_normalization::char::decompose_canonical;

use super::letter::{self, Letter};
use super::syllable::repair_tones;
use super::unicode::clean;

/// The text in lower case without tones and marks, `đ` as `d`, everything but
/// letters and digits as single spaces: `"Đ/c Nguyễn  Văn A."` → `"d c nguyen van a"`.
/// For matching headers and vocabularies. Borrowed when the text is already so.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        match folded(c) {
            Folded::Letter(letter) => {
                if std::mem::take(&mut gap) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(letter);
            }
            Folded::Nothing => {}
            Folded::Gap => gap = true,
        }
    }
    Cow::Owned(out)
}

/// The text cleaned, in lower case, every tone in its modern place; tones,
/// marks and punctuation stay: `"HOÀ  Bình"` → `"hòa bình"`. Borrowed when it is already so.
pub fn fold_tones(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    let lowered = if cleaned.chars().all(|c| letter::lower(c) == c) {
        cleaned
    } else {
        Cow::Owned(cleaned.chars().map(letter::lower).collect())
    };
    match lowered {
        Cow::Borrowed(text) => repair_tones(text),
        Cow::Owned(text) => Cow::Owned(repair_tones(&text).into_owned()),
    }
}

fn is_folded(text: &str) -> bool {
    let mut previous = b' ';
    let inside = text.bytes().all(|byte| {
        let before = std::mem::replace(&mut previous, byte);
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || (byte == b' ' && before != b' ')
    });
    inside && (text.is_empty() || previous != b' ')
}

enum Folded {
    Letter(char),
    Nothing,
    Gap,
}

#[inline]
fn folded(c: char) -> Folded {
    if let Some(letter) = Letter::of(c) {
        return Folded::Letter(letter.base as char);
    }
    match c {
        '0'..='9' => Folded::Letter(c),
        '\0'..='\x7F' => Folded::Gap,
        _ => folded_rare(c),
    }
}

fn folded_rare(c: char) -> Folded {
    match c {
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' => Folded::Letter('d'),
        '²' => Folded::Letter('2'),
        '³' => Folded::Letter('3'),
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => Folded::Nothing,
        _ if c.is_alphanumeric() => {
            let mut base = None;
            decompose_canonical(c, |part| base = base.or(Some(part)));
            Folded::Letter(letter::lower(base.unwrap_or(c)))
        }
        _ => Folded::Gap,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_tones};
    use proptest::prelude::*;
    use std::borrow::Cow;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn folding_leaves_letters_and_digits() {
        assert_eq!(fold("Đ/c Nguyễn  Văn A."), "d c nguyen van a");
        assert_eq!(fold("Ngày, tháng,\nnăm sinh"), "ngay thang nam sinh");
        assert_eq!(fold("(1) Số CCCD*"), "1 so cccd");
        assert_eq!(fold("H'Mông Ð 5 m²"), "h mong d 5 m2");
        assert_eq!(fold("Müller Škoda"), "muller skoda");
        assert_eq!(fold(" …"), "");
    }

    #[test]
    fn unicode_forms_fold_alike() {
        let header = "Trình độ lý luận chính trị";
        assert_eq!(fold(&header.nfd().collect::<String>()), fold(header));
    }

    #[test]
    fn folded_text_is_borrowed() {
        assert!(matches!(fold("so cccd 12"), Cow::Borrowed(_)));
        assert!(matches!(fold_tones("hòa bình"), Cow::Borrowed(_)));
    }

    #[test]
    fn tones_move_to_their_modern_place() {
        assert_eq!(fold_tones("HOÀ  Bình – Thuỷ, Quý"), "hòa bình – thủy, quý");
        assert_eq!(fold_tones("baỏ lựơng"), "bảo lượng");
    }

    proptest! {
        #[test]
        fn foldings_are_idempotent(text in "(\\PC|[A-Za-zĐđÀ-ỹ ./]){0,30}") {
            for fold in [fold, fold_tones] {
                let once = fold(&text).into_owned();
                prop_assert_eq!(&*fold(&once), once.as_str());
            }
        }
    }
}
