//! Marks and ordinals: `x`, `✓`, `1`; `STT`.

use crate::text::fold::fold;

/// Is the cell marked? `Some(false)` for a text that says no; `None` for a text that is no mark.
pub fn read(text: &str) -> Option<bool> {
    let trimmed = text.trim();
    if trimmed.chars().all(is_tick) && !trimmed.is_empty() {
        return Some(true);
    }
    match &*fold(trimmed) {
        "x" | "xx" | "1" | "co" | "v" | "yes" | "y" | "true" | "ok" | "dung" | "da" | "01"
        | "n" | "nu" | "nam" => Some(true),
        "0" | "khong" | "k" | "ko" | "no" | "false" | "chua" | "00" => Some(false),
        "" if crate::normalise::written::is_filler(trimmed) => Some(false),
        _ => None,
    }
}

/// Characters that are marks by themselves.
fn is_tick(c: char) -> bool {
    matches!(
        c,
        'x' | 'X'
            | '✓'
            | '✔'
            | '√'
            | '☑'
            | '☒'
            | '✗'
            | '✘'
            | '×'
            | '+'
            | '*'
            | '●'
            | '•'
            | 'þ'
            | 'ü'
            | '\u{F0FC}'
            | 'х'
            | 'Х'
    )
}

/// A row's number: `1`, `01`, `1.`, `12)`.
pub fn ordinal(text: &str) -> Option<u32> {
    let digits =
        text.trim().trim_end_matches(['.', ')', '/', '-', ':', ',']).trim_start_matches('(');
    if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{ordinal, read};
    use proptest::prelude::*;

    #[test]
    fn marks_of_all_kinds_are_seen() {
        for mark in ["x", "X", "✓", "+", "1", "có", "√", " x ", "xx", "×"] {
            assert_eq!(read(mark), Some(true), "{mark}");
        }
        for none in ["0", "-", "không", "Chưa"] {
            assert_eq!(read(none), Some(false), "{none}");
        }
        for other in ["2015", "Luật", "", "abc"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn ordinals_are_numbers_with_what_may_follow_them() {
        assert_eq!(
            [ordinal("1"), ordinal("01."), ordinal("(12)"), ordinal("3/")],
            [Some(1), Some(1), Some(12), Some(3)]
        );
        assert_eq!([ordinal("I"), ordinal(""), ordinal("1a"), ordinal("123456789")], [None; 4]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,12}") {
            read(&text);
            ordinal(&text);
        }

        #[test]
        fn an_ordinal_reads_back(number in 0..9_999_999_u32, mark in "[.)/:-]?") {
            prop_assert_eq!(ordinal(&format!("{number}{mark}")), Some(number));
        }
    }
}
