//! A cell as the normalisers want it: cleaned text, and the number behind it.

use std::borrow::Cow;

use crate::model::record::{Repair, Repairs};
use crate::model::workbook::{Cell, CellValue};
use crate::text::fold::fold;
use crate::text::letter::Letter;
use crate::text::unicode::clean_lines;

/// What stands in a cell that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Written<'a> {
    pub kind: Kind,
    /// What a person would read: NFC, single spaces, line breaks kept. Never
    /// empty, but for [`Kind::NoValue`].
    pub text: Cow<'a, str>,
    /// What it took to get the text: decoding, Unicode.
    pub repairs: Repairs,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Text,
    Number(f64),
    /// A serial day number of the 1900 system.
    Date(f64),
    /// An error value, or a formula without a stored result.
    NoValue,
}

impl<'a> Written<'a> {
    /// The cell's content; `None` when it shows nothing.
    pub fn of(cell: &'a Cell) -> Option<Written<'a>> {
        let kind = match cell.value {
            CellValue::Text(_) | CellValue::Bool(_) => Kind::Text,
            CellValue::Number(number) => Kind::Number(number),
            CellValue::Date(serial) => Kind::Date(serial),
            CellValue::Error(_) | CellValue::Uncalculated => Kind::NoValue,
        };
        let mut written = match &cell.value {
            CellValue::Text(text) => Written::text(text)?,
            CellValue::Error(_) => {
                Written { kind, text: Cow::Borrowed(""), repairs: Repairs::new() }
            }
            _ => Written { kind, text: Cow::Owned(cell.display()), repairs: Repairs::new() },
        };
        written.kind = kind;
        if cell.decoded_from.is_some() {
            written.repairs.push_front(Repair::LegacyEncoding);
        }
        Some(written)
    }

    /// A text as it stands in a cell; `None` when it shows nothing.
    pub fn text(text: &'a str) -> Option<Written<'a>> {
        let cleaned = clean_lines(text);
        if cleaned.is_empty() {
            return None;
        }
        let changed = !is_same_writing(text, &cleaned);
        let repairs = changed.then_some(Repair::Unicode).into_iter().collect();
        Some(Written { kind: Kind::Text, text: cleaned, repairs })
    }

    /// The text on one line.
    pub fn line(&self) -> Cow<'_, str> {
        if self.text.as_bytes().contains(&b'\n') {
            Cow::Owned(self.text.replace('\n', " "))
        } else {
            Cow::Borrowed(&self.text)
        }
    }

    /// A number, or a text: not a date, not an error.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }
}

/// Do two texts differ in spaces alone?
fn is_same_writing(found: &str, cleaned: &str) -> bool {
    if found == cleaned {
        return true;
    }
    let visible = |text: &'_ str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    visible(found) == visible(cleaned)
}

/// Is this a filler for "nothing to say": dashes, dots, slashes, zeros for an empty cell?
pub fn is_filler(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            matches!(c, '-' | '–' | '—' | '−' | '.' | '…' | '_' | '/' | '\\' | '*' | '?')
                || c.is_whitespace()
        })
}

/// Words that say that there is nothing. Folded; from the fillers of DOMAIN 2.3, 3.6, and what
/// stands in columns of planned posts.
const NOTHING: [&str; 27] = [
    "khong",
    "khong co",
    "chua",
    "chua co",
    "0",
    "k",
    "ko",
    "n a",
    "na",
    "khong co thong tin",
    "chua ro",
    "khong ro",
    "chua cap",
    "chua duoc cap",
    "bo trong",
    "null",
    "none",
    "trong",
    "khong quy hoach",
    "chua quy hoach",
    "chua duoc quy hoach",
    "khong co quy hoach",
    "chua co quy hoach",
    "khong thuoc quy hoach",
    "khong thuoc dien quy hoach",
    "khong nam trong quy hoach",
    "chua co trong quy hoach",
];

/// Does the text say that there is nothing: a filler, `không`, `chưa có`, `0`?
pub fn says_nothing(text: &str) -> bool {
    is_filler(text) || (text.len() < 40 && may_say_nothing(text) && NOTHING.contains(&&*fold(text)))
}

/// Does the text begin as one of [`NOTHING`] does? Saves folding every text.
fn may_say_nothing(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| match Letter::of(c) {
        Some(letter) => matches!(letter.base, b'k' | b'c' | b'n' | b'b' | b't'),
        None => c == '0' && text.bytes().filter(u8::is_ascii_digit).count() == 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;
    use crate::model::workbook::LegacyEncoding;
    use proptest::prelude::*;

    #[test]
    fn spaces_alone_are_no_repair() {
        assert_eq!(Written::text("  Nguyễn  Văn ").unwrap().repairs, []);
        assert_eq!(Written::text("Nguye\u{302}\u{303}n").unwrap().repairs, [Repair::Unicode]);
        assert_eq!(Written::text("Ðinh").unwrap().text, "Đinh");
        assert_eq!(Written::text(" \u{A0}\n"), None);
    }

    #[test]
    fn normal_text_is_borrowed() {
        for text in ["Nguyễn Văn An", "12/03/1985", "Phó Trưởng phòng, Sở Nội vụ"] {
            assert!(matches!(Written::text(text).unwrap().text, Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn cleaned_text_is_clean(text in "(\\PC|[\u{300}-\u{303} \n\u{AD}]){0,30}") {
            if let Some(written) = Written::text(&text) {
                let again = Written::text(&written.text).unwrap();
                prop_assert_eq!(&again.text, &written.text);
                prop_assert_eq!(&again.repairs, &[]);
            }
        }
    }

    #[test]
    fn decoded_cells_say_so() {
        let mut cell = Cell::text(Position::default(), "Nguyễn");
        cell.decoded_from = Some(LegacyEncoding::Tcvn3);
        assert_eq!(Written::of(&cell).unwrap().repairs, [Repair::LegacyEncoding]);
    }

    #[test]
    fn fillers_and_words_for_nothing_are_known() {
        for text in ["-", "...", "//", "—", "Không", "chưa có", "0", "KHÔNG CÓ"] {
            assert!(says_nothing(text), "{text}");
        }
        for word in NOTHING {
            assert!(says_nothing(word), "{word}");
        }
        for text in ["x", "Kinh", "10", "không rõ ràng lắm"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
