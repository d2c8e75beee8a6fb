//! What the words of a row say about it: a total, a closing line, a signature,
//! a section.

use std::sync::LazyLock;

use serde::Deserialize;

use super::words::{WordBook, WordList};
use crate::config::templates::Phrase;
use crate::text::recent::Recent;

/// What words say a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Total,
    Closing,
    Signature,
    /// Nothing but a post: `BÍ THƯ`.
    Post,
    Recipients,
    DateLine,
    Remark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowWords {
    total: WordList,
    closing: WordList,
    signature: WordList,
    post: WordList,
    recipients: WordList,
    remark: WordList,
    title: WordList,
    section: WordList,
}

const TOTAL: u64 = 1;
const CLOSING: u64 = 2;
const SIGNATURE: u64 = 4;
const POST: u64 = 16;
const RECIPIENTS: u64 = 8;
const REMARK: u64 = 32;
const TITLE: u64 = 64;
const SECTION: u64 = 128;
const DATE_LINE: u64 = 256;

static WORDS: LazyLock<WordBook> = LazyLock::new(|| {
    let words: RowWords = toml::from_str(include_str!("../../templates/layout/rows.toml"))
        .unwrap_or_else(|error| unreachable!("built-in data: {error}"));
    let mut book = WordBook::default();
    for (list, bit) in [
        (&words.total, TOTAL),
        (&words.closing, CLOSING),
        (&words.signature, SIGNATURE),
        (&words.post, POST),
        (&words.recipients, RECIPIENTS),
        (&words.remark, REMARK),
        (&words.title, TITLE),
        (&words.section, SECTION),
    ] {
        book.add(list, bit);
    }
    book
});

thread_local! {
    static KNOWN: Recent<u64> = Recent::default();
}

/// All that the words of a text say, by bit.
fn bits_of(text: &str) -> u64 {
    let look = || {
        let phrase = Phrase::plain(text);
        WORDS.bits(&phrase) | if is_date_line(&phrase) { DATE_LINE } else { 0 }
    };
    KNOWN.with(|known| known.answer(text, look))
}

/// What a text that stands where a name should stand says about its row.
pub(super) fn says(text: &str) -> Option<Says> {
    let bits = bits_of(text);
    let order = [
        (DATE_LINE, Says::DateLine),
        (CLOSING, Says::Closing),
        (TOTAL, Says::Total),
        (RECIPIENTS, Says::Recipients),
        (SIGNATURE, Says::Signature),
        (POST, Says::Post),
        (REMARK, Says::Remark),
    ];
    order.into_iter().find(|(bit, _)| bits & bit != 0).map(|(_, says)| says)
}

/// `Hòa Bình, ngày 12 tháng 3 năm 2019`, also with the numbers left out; but
/// not `ngày, tháng, năm sinh`.
fn is_date_line(phrase: &Phrase) -> bool {
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = phrase.toned().split(' ').collect();
    let names: Vec<&str> = words.iter().copied().filter(|word| !is_number(word)).collect();
    let ends_in_year = match words.as_slice() {
        [.., "năm"] => true,
        [.., "năm", number] => is_number(number),
        _ => false,
    };
    ends_in_year
        && names.windows(3).any(|three| three == ["ngày", "tháng", "năm"])
        && names.len() <= 10
}

/// Does the text name a class, a unit or a group?
pub(super) fn names_a_section(text: &str) -> bool {
    bits_of(text) & SECTION != 0
}

/// Does the text read like a line above a header?
pub(super) fn is_title_line(text: &str) -> bool {
    bits_of(text) & TITLE != 0
}

#[cfg(test)]
mod tests {
    use super::{Says, names_a_section, says};

    #[test]
    fn words_tell_what_a_row_is() {
        for (text, wanted) in [
            ("Tổng số: 15 đồng chí (Nam: 9; Nữ: 6)", Says::Total),
            ("Cộng I", Says::Total),
            ("(Danh sách ấn định 05 người./.)", Says::Closing),
            ("Danh sách này có 12 đồng chí", Says::Closing),
            ("T/M CHI BỘ", Says::Signature),
            ("NGƯỜI LẬP BIỂU", Says::Signature),
            ("(Ký, ghi rõ họ tên)", Says::Signature),
            ("Nơi nhận:", Says::Recipients),
            ("- Lưu Chi bộ.", Says::Recipients),
            ("Hòa Bình, ngày 12 tháng 3 năm 2019", Says::DateLine),
            ("...., ngày   tháng   năm 2019", Says::DateLine),
            ("Ghi chú: cột 5 ghi rõ ngày, tháng, năm sinh", Says::Remark),
        ] {
            assert_eq!(says(text), Some(wanted), "{text}");
        }
        for text in ["Nguyễn Văn Cộng", "Bùi Thị Ký", "Lưu Văn Tổng", "Đinh Văn Tài"]
        {
            assert!(says(text).is_none(), "{text}");
        }
        assert!(
            names_a_section("Lớp Trung cấp LLCT khóa 45") && names_a_section("CHI BỘ VĂN PHÒNG")
        );
    }
}
