//! One way of writing a text in Unicode: NFC, Đ as U+0110, single spaces,
//! nothing invisible.
//!
//! Comes after the decision on legacy encodings ([`super::legacy`] text holds
//! its ư as a soft hyphen and its đ as ®), never before. No NFKC: it would
//! change what the sender wrote (m², ½). Facts: DOMAIN 4.4.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::data;
use super::letter::{Letter, Mark, Tone};

/// The text on one line: NFC, `Ð`/`Ɖ` as `Đ`, single spaces, nothing
/// invisible, trimmed. Borrowed when it only had to be trimmed.
pub fn clean(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_clean(trimmed, false) {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(rewrite(trimmed, false))
    }
}

/// As [`clean`], but line breaks stay, as single `\n` between lines that hold something.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_clean(trimmed, true) {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(rewrite(trimmed, true))
    }
}

/// Letters of other alphabets and the Latin ones they look like.
static LOOK_ALIKES: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let table = data::rows::<2>(include_str!("../../templates/vocabulary/text/look_alikes.tsv"));
    table
        .filter_map(|[letter, latin]| Some((data::character(letter)?, data::character(latin)?)))
        .collect()
});

/// Whether Greek or Cyrillic letters stand in a text, as in names where they
/// were pasted for the Latin letters that they look like.
pub fn has_foreign_letters(text: &str) -> bool {
    let foreign = |c| matches!(c, 'ı' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{52F}');
    !text.is_ascii() && text.contains(foreign)
}

/// The text with every letter that looks like a Latin one as that letter.
pub fn latinised(text: &str) -> String {
    text.chars().map(|c| LOOK_ALIKES.get(&c).copied().unwrap_or(c)).collect()
}

/// What to do with a character.
enum Treatment {
    Keep(char),
    Space,
    Break,
    Drop,
}

fn treatment(c: char) -> Treatment {
    match c {
        ' '..='~' if c != ' ' => Treatment::Keep(c),
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Treatment::Break,
        // The eth and the African D look like the Vietnamese letter and get typed for it.
        'Ð' | 'Ɖ' => Treatment::Keep('Đ'),
        'ð' | 'ɖ' => Treatment::Keep('đ'),
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' => Treatment::Drop,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => Treatment::Drop,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' => Treatment::Drop,
        // Wide forms of ASCII, from Chinese and Japanese keyboards.
        '\u{FF01}'..='\u{FF5E}' => {
            Treatment::Keep(char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c))
        }
        _ if c.is_whitespace() => Treatment::Space,
        _ if c.is_control() => Treatment::Drop,
        _ => Treatment::Keep(c),
    }
}

/// Whether a trimmed text needs no rewriting. May say no to rare text that is clean.
fn is_clean(text: &str, keep_breaks: bool) -> bool {
    let mut previous = 'x';
    text.chars().all(|c| {
        let before = std::mem::replace(&mut previous, c);
        match c {
            '!'..='~' => true,
            ' ' => before != ' ' && before != '\n',
            '\n' => keep_breaks && before != '\n' && before != ' ',
            _ => is_settled(c),
        }
    })
}

/// Characters that NFC and [`treatment`] leave alone wherever they stand.
fn is_settled(c: char) -> bool {
    match c {
        'Ð' | 'ð' | 'Ɖ' | '\u{AD}' => false,
        '\u{A1}'..='\u{24F}' | '\u{1EA0}'..='\u{1EF9}' => true,
        // Dashes, quotation marks, dots; ₫.
        '\u{2010}'..='\u{2027}' | '₫' => true,
        _ => false,
    }
}

fn rewrite(text: &str, keep_breaks: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let visible = text.chars().filter_map(|c| match treatment(c) {
        Treatment::Keep(c) => Some(c),
        Treatment::Space => Some(' '),
        Treatment::Break => Some(if keep_breaks { '\n' } else { ' ' }),
        Treatment::Drop => None,
    });
    let mut gap = None;
    for c in visible.nfc() {
        match c {
            ' ' | '\n' => gap = gap.max(Some(c == '\n')),
            _ => {
                if let Some(is_break) = gap.take().filter(|_| !out.is_empty()) {
                    out.push(if is_break { '\n' } else { ' ' });
                }
                push_mark_or_letter(&mut out, c);
            }
        }
    }
    out
}

/// Appends a character; a hat or breve typed after the tone (é + ̂) still makes one letter.
fn push_mark_or_letter(out: &mut String, c: char) {
    let mark = match c {
        '\u{302}' => Mark::Circumflex,
        '\u{306}' => Mark::Breve,
        _ => return out.push(c),
    };
    let last = out.chars().next_back();
    let toned = last.and_then(Letter::of).filter(|letter| letter.tone != Tone::Ngang);
    let joined = toned.map(|letter| Letter { mark, ..letter }).filter(|joined| {
        joined.to_char() != last.unwrap_or_default()
            && Letter::of(joined.to_char()) == Some(*joined)
    });
    match joined.filter(|_| toned.is_some_and(|letter| letter.mark == Mark::None)) {
        Some(joined) => {
            out.pop();
            out.push(joined.to_char());
        }
        None => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, clean_lines, has_foreign_letters, latinised};
    use proptest::prelude::*;
    use std::borrow::Cow;
    use unicode_normalization::{UnicodeNormalization, is_nfc};

    #[test]
    fn normal_text_is_borrowed() {
        for text in
            ["Nguyễn Văn Ánh", " Bùi Thị Hòa ", "TC-K45", "", "Phó Trưởng phòng – Sở Nội vụ…"]
        {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
        assert!(matches!(clean_lines("một\nhai"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_unicode_form_becomes_nfc() {
        let name = "Nguyễn Thị Hường Đặng Quỳnh";
        let nfd: String = name.nfd().collect();
        assert_eq!(clean(&nfd), name);
        // Windows tổ hợp: the hat precomposed, the tone combining.
        assert_eq!(clean("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(clean("Nguyê\u{303}n Thi\u{323} Hươ\u{300}ng"), "Nguyễn Thị Hường");
        // The tone typed before the hat.
        assert_eq!(clean("Nguye\u{303}\u{302}n a\u{301}\u{306}"), "Nguyễn ắ");
    }

    #[test]
    fn eth_is_typed_for_d_with_stroke() {
        assert_eq!(clean("Ðặng Ɖức ðức ɖ"), "Đặng Đức đức đ");
    }

    #[test]
    fn spaces_are_single_and_nothing_is_invisible() {
        let text = "\u{FEFF}Nguyễn\u{A0}\u{2009} Văn\t\r\n\u{200B}Á\u{AD}nh \u{202F}";
        assert_eq!(clean(text), "Nguyễn Văn Ánh");
        assert_eq!(clean("e\u{200D}\u{301}"), "é");
    }

    #[test]
    fn line_breaks_can_stay() {
        assert_eq!(clean_lines(" Một \r\n\n  hai\u{2028}ba \u{B}"), "Một\nhai\nba");
        assert_eq!(clean("Một\n hai"), "Một hai");
    }

    #[test]
    fn look_alikes_are_told_and_turned_to_latin() {
        assert!(has_foreign_letters("Nguyễn Vаn") && !has_foreign_letters("Nguyễn Văn ½ ĕ"));
        assert_eq!(latinised("Nguyễn Vаn ТUẤΝ"), "Nguyễn Van TUẤN");
    }

    #[test]
    fn wide_digits_and_letters_are_plain_ones() {
        assert_eq!(clean("１２／３／１９８５ ＡＢ"), "12/3/1985 AB");
    }

    #[test]
    fn compatibility_characters_stay() {
        assert_eq!(clean("5 m² ½ ª №"), "5 m² ½ ª №");
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_gives_nfc(text in "(\\PC|[aeéồ\u{300}-\u{309}\u{31B}\u{323}\u{302}\u{306} \n\u{AD}]){0,30}") {
            for clean in [clean, clean_lines] {
                let once = clean(&text).into_owned();
                prop_assert!(is_nfc(&once), "{:?}", once);
                prop_assert_eq!(&*clean(&once), once.as_str());
            }
            prop_assert!(!clean(&text).contains('\n'));
        }
    }
}
