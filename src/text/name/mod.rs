//! Names of persons: brought into one form, taken apart, doubted.
//!
//! Nothing is guessed: what a name probably was meant to be is a suggestion
//! beside it. Facts: DOMAIN 4.4, 4.6, 4.7.

mod doubts;
mod families;
mod made_up;
mod titles;
mod typing;

use std::borrow::Cow;

pub use doubts::Doubt;
pub use families::{Family, Parts, family, family_without_marks, split};
pub use made_up::made_up;
pub use titles::{Sex, may_begin_title};

use super::letter::{lower, upper};
use super::syllable::repair_tones;
use super::unicode::clean_lines;

/// A name as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameReading {
    /// NFC, title case, single spaces, tones in their modern place, without
    /// titles, numbering and notes.
    pub full: String,
    /// The sex that a title tells.
    pub sex: Option<Sex>,
    /// What stood behind the name: in brackets, after a dash, on the next line.
    pub note: Option<String>,
    pub changes: Changes,
    /// Why the name may be wrong; empty for a good name.
    pub doubts: Vec<Doubt>,
    /// The name as it was probably meant, where `doubts` are due to slips.
    pub suggestion: Option<String>,
}

/// What was changed on the way; spaces alone do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// NFD, Ð for Đ, invisible characters.
    pub unicode: bool,
    /// Title, numbering, note or stray punctuation left out.
    pub dropped: bool,
    pub case: bool,
    /// hoà → hòa, baỏ → bảo.
    pub tones: bool,
}

/// Reads a person's name as a cell holds it (decoded, see [`super::legacy`]).
/// `None` when there are no letters in it.
pub fn read(text: &str) -> Option<NameReading> {
    let cleaned = clean_lines(text);
    let unicode = !text.split_whitespace().eq(cleaned.split_whitespace());
    let (bare, sex) = without_titles(&cleaned);
    let (bare, behind) = cut_note(bare);
    let note = behind.trim_matches(|c: char| !c.is_alphanumeric());
    let joined = joined(bare);
    // A title that stray signs had taken apart: `Th_S`.
    let (words, told) = without_titles(&joined);
    let cased = title_case(words);
    let full = repair_tones(&cased).into_owned();
    if !full.contains(char::is_alphabetic) {
        return None;
    }
    let changes = Changes {
        unicode,
        dropped: without_spaces(words) != without_spaces(&apostrophes(&cleaned)),
        case: cased != words,
        tones: full != cased,
    };
    let (mut doubts, suggestion) = doubts::judge(&full);
    if begins_with_a_name(behind) {
        doubts.push(Doubt::SeveralNames);
    }
    let note = Some(note).filter(|note| !note.is_empty()).map(str::to_owned);
    Some(NameReading { full, sex: sex.or(told), note, changes, doubts, suggestion })
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Drops `1. `, `01)`, `(3) `, `- ` before a name.
fn without_numbering(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if after_digits.len() == rest.len() || after_digits.starts_with(char::is_alphabetic) {
            return rest;
        }
        rest = after_digits;
    }
}

/// The name, and what stands behind it from the sign that divides them on. A
/// single word before the sign is no name to divide.
fn cut_note(text: &str) -> (&str, &str) {
    let separators = ["(", "[", " - ", " – ", " — ", ";", ","];
    let signs = separators.iter().flat_map(|sign| text.match_indices(sign).map(|(at, _)| at));
    let at = signs
        .chain(line_that_is_a_note(text))
        .chain(birth_date(text))
        .filter(|at| has_words(text.get(..*at)));
    at.min().and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

fn has_words(name: Option<&str>) -> bool {
    name.is_some_and(|name| joined(name).contains(' '))
}

/// Whether what stands behind a name is another name: numbered, on a line of
/// its own or after a semicolon, and begun with a family name.
fn begins_with_a_name(behind: &str) -> bool {
    let bare = without_numbering(behind);
    let line = bare.lines().next().unwrap_or_default();
    let numbered = behind.trim_end_matches(bare).contains(|c: char| c.is_ascii_digit());
    let first = line.split(' ').next().unwrap_or_default();
    let parts = line.split(' ').count();
    (numbered || behind.starts_with(['\n', ';']))
        && (2..=5).contains(&parts)
        && family(first).is_some()
}

/// Where a line break divides a name from what is none: the lines together
/// would be too long for a name. Otherwise the name was wrapped.
fn line_that_is_a_note(text: &str) -> Option<usize> {
    let at = text.find('\n')?;
    let (first, _) = text.split_at_checked(at)?;
    (first.contains(' ') && text.split_whitespace().count() > 5).then_some(at)
}

/// Where a year of birth or a whole date stands behind a name, with the words before it: `Sinh năm 1980`.
fn birth_date(text: &str) -> Option<usize> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (name, date) = text.split_at_checked(digits)?;
    let runs = date.split(|c: char| !c.is_ascii_digit());
    let names_year = |run: &str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    let alone = name.ends_with([' ', '.', ':']) && !date.contains(char::is_alphabetic);
    if !alone || !runs.into_iter().any(names_year) {
        return None;
    }
    let mut end = name;
    let words = ["sinh", "năm", "ngày", "sn", "ns", "s", "n"];
    loop {
        let rest = end.trim_end_matches([' ', '.', ':', ',', '\n']);
        let word = rest.rsplit([' ', '.', ',', '\n']).next().unwrap_or_default();
        let lowered: String = word.chars().map(lower).collect();
        if !words.contains(&lowered.as_str()) {
            return Some(rest.len());
        }
        end = rest.strip_suffix(word)?;
    }
}

/// The text after titles and numbering, in any order.
fn without_titles(text: &str) -> (&str, Option<Sex>) {
    let (mut rest, mut sex) = (without_numbering(text), None);
    while let Some((after, told)) = titles::drop_title(rest) {
        (rest, sex) = (without_numbering(after), sex.or(told));
    }
    (rest, sex)
}

/// The words of a name with single spaces, without stray punctuation.
fn joined(text: &str) -> String {
    let stray = |c: char| !c.is_alphanumeric() && !is_mark(c) && c != '\'';
    let text = apostrophes(text);
    let words = text.split([' ', '\n', '.', '_', '*']).map(|word| word.trim_matches(stray));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Symbols inside names are left in: they tell that the text is broken.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{A1}'..='\u{BF}')
}

/// The many characters that are typed for the apostrophe of H'Hen as one.
fn apostrophes(text: &str) -> Cow<'_, str> {
    let other = |c: char| matches!(c, '’' | '‘' | '`' | '´' | 'ʼ' | '′');
    if text.contains(other) { Cow::Owned(text.replace(other, "'")) } else { Cow::Borrowed(text) }
}

/// Every word with a capital and small letters after it; again after an
/// apostrophe or hyphen (H'Hen, Tôn-Nữ).
fn title_case(text: &str) -> String {
    let mut starts = true;
    let cased = text.chars().map(|c| {
        let cased = if starts { upper(c) } else { lower(c) };
        starts = !(c.is_alphanumeric() || is_mark(c));
        cased
    });
    cased.collect()
}

/// Words that only names of the highland peoples begin with: Y, H', K', Ka, A …
fn is_highland_marker(word: &str) -> bool {
    let mut letters = word.chars();
    let apostrophe = letters.by_ref().take(3).any(|c| matches!(c, '\'' | '’'));
    apostrophe && word.len() > 2 || matches!(word, "Y" | "H" | "K" | "y" | "h" | "k")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn full(text: &str) -> String {
        read(text).map(|reading| reading.full).unwrap_or_default()
    }

    #[test]
    fn names_come_out_in_one_form() {
        let pairs = [
            ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa"),
            ("nguyễn văn ánh", "Nguyễn Văn Ánh"),
            ("Nguyễn  văn\u{A0}ÁNH ", "Nguyễn Văn Ánh"),
            ("Ðặng Thị Thuỷ", "Đặng Thị Thủy"),
            ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
            ("Ô. Nguyễn Văn An", "Nguyễn Văn An"),
            ("B. Nguyễn Thị An", "Nguyễn Thị An"),
            ("Đ/c Bùi Thị Hoa", "Bùi Thị Hoa"),
            ("1. Trần Văn Bình", "Trần Văn Bình"),
            ("02- Trần Văn Bình*", "Trần Văn Bình"),
            ("Th_S Trần Văn Bình", "Trần Văn Bình"),
            ("Trần Văn Bình.", "Trần Văn Bình"),
            ("Đ/c ThS. Trần Văn Bình", "Trần Văn Bình"),
            ("Nguyễn Thị\nThu Hà", "Nguyễn Thị Thu Hà"),
            ("H’HEN NIÊ", "H'Hen Niê"),
            ("y bhin niê", "Y Bhin Niê"),
            ("k'brẻo", "K'Brẻo"),
            ("Y BLIK ÊBAN", "Y Blik Êban"),
            ("Nguyễn Văn A", "Nguyễn Văn A"),
        ];
        for (text, name) in pairs {
            assert_eq!(full(text), name, "{text}");
            assert_eq!(full(name), name);
        }
        for text in ["", " - ", "...", "123", "*"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn notes_are_kept_apart() {
        let note = |text| {
            read(text).map(|reading| (reading.full, reading.note.unwrap_or_default())).unwrap()
        };
        let name = "Trần Thị Bình".to_owned();
        for born in
            ["Trần Thị Bình Sinh năm 1980", "Trần Thị Bình 12/3/1980", "Trần Thị Bình SN: 1980"]
        {
            assert_eq!(read(born).map(|reading| reading.full), Some(name.clone()), "{born}");
        }
        assert_eq!(note("Trần Thị Bình (Nữ)"), (name.clone(), "Nữ".into()));
        assert_eq!(note("Trần Thị Bình - Phó phòng"), (name.clone(), "Phó phòng".into()));
        assert_eq!(
            note("Trần Thị Bình\nPhó Trưởng phòng Nội vụ"),
            (name, "Phó Trưởng phòng Nội vụ".into())
        );
    }

    #[test]
    fn changes_are_told() {
        let changes = |text| read(text).unwrap().changes;
        assert_eq!(changes("Nguyễn Văn An"), Changes::default());
        assert_eq!(changes(" Nguyễn  Văn An "), Changes::default());
        assert_eq!(changes("Nguyễn Văn Hoà"), Changes { tones: true, ..Changes::default() });
        assert_eq!(changes("NGUYỄN VĂN AN"), Changes { case: true, ..Changes::default() });
        assert_eq!(
            changes("Bà Ðỗ An"),
            Changes { unicode: true, dropped: true, ..Changes::default() }
        );
        assert_eq!(read("Bà Đỗ An").unwrap().sex, Some(Sex::Female));
    }

    #[test]
    fn good_names_are_not_doubted() {
        let names = [
            "Nguyễn Văn Ánh",
            "Bùi Thị Hòa",
            "Lò Văn Ứng",
            "Giàng A Páo",
            "H'Hen Niê",
            "Y Bhin Niê",
            "K'Brẻo",
            "Rơ Châm Hlanh",
            "Ksor Phước",
            "Siu Black",
            "Tôn Nữ Thị Ninh",
            "Lê Vy",
            "Xa Thị Thơ",
            "Thạch Sóc Kal",
            "Sùng Seo Dính",
            "Quàng Thị Ín",
            "Công Tằng Tôn Nữ Thị Ngọc Anh",
            "Le Thi Hoa",
            "Y Thông",
            "Kpă H'Lan",
            "Nguyễn Thị Hồng-Hạnh",
            "Chamaléa Thị Thủy",
        ];
        for name in names {
            assert_eq!(read(name).unwrap().doubts, [], "{name}");
        }
    }

    #[test]
    fn suspicious_names_say_why_and_what_was_meant() {
        let own = str::to_owned;
        let cases = [
            ("Nguyễn Văn 2An", vec![Doubt::Digits], None),
            ("Hương", vec![Doubt::OneWord], None),
            ("Nguyễn Vаn An", vec![Doubt::MixedScripts], Some("Nguyễn Van An")),
            ("Nguyễn V¨n An", vec![Doubt::EncodingRemains { word: own("V¨n") }], None),
            (
                "Nguyeenx Văn An",
                vec![Doubt::TypingLeftover { word: own("Nguyeenx") }],
                Some("Nguyễn Văn An"),
            ),
            ("Nguye64n Văn An", vec![Doubt::Digits], Some("Nguyễn Văn An")),
            (
                "Hoàngg Văn An",
                vec![Doubt::DoubledLetter { word: own("Hoàngg") }],
                Some("Hoàng Văn An"),
            ),
            ("Nguyễn Quoc Ánh", vec![Doubt::MarksLost { word: own("Quoc") }], None),
            (
                "Trưong Văn An",
                vec![Doubt::NotASyllable { word: own("Trưong") }],
                Some("Trương Văn An"),
            ),
            ("Nguyễn T. Hoa", vec![Doubt::Initial { word: own("T") }], None),
            ("Phạm Huyèn", vec![Doubt::NotASyllable { word: own("Huyèn") }], None),
            (
                "Nguyễnvăn An",
                vec![Doubt::NotASyllable { word: own("Nguyễnvăn") }],
                Some("Nguyễn Văn An"),
            ),
            ("Nguyen Van Bac", vec![Doubt::NoMarks], Some("Nguyễn Van Bac")),
            (
                "Jean Smith",
                vec![
                    Doubt::NotASyllable { word: own("Jean") },
                    Doubt::NotASyllable { word: own("Smith") },
                ],
                None,
            ),
        ];
        for (text, doubts, meant) in cases {
            let reading = read(text).unwrap();
            assert_eq!((reading.doubts, reading.suggestion.as_deref()), (doubts, meant), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_is_idempotent(text in "(\\PC|[A-Za-zĐđÀ-ỹ '’.,()\n0-9]){0,30}") {
            if let Some(reading) = read(&text) {
                let again = read(&reading.full);
                prop_assert_eq!(again.map(|again| again.full), Some(reading.full));
            }
        }
    }
}
