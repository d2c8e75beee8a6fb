//! What a single cell could be: a date, a number of twelve digits, a name, a
//! mark … One cell can be several things; columns decide.

use std::sync::LazyLock;

use serde::Deserialize;

use super::grid::text_of;
use super::words::{WordBook, WordList};
use crate::config::templates::Phrase;
use crate::model::date::date_of_serial;
use crate::model::workbook::{Cell, CellValue};
use crate::text::syllable::{is_syllable, is_unaccented_syllable};

/// A set of things that a cell could be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(pub u64);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Traits {
            $($(#[$doc])* pub const $name: Traits = Traits(1 << $bit);)*
        }
    };
}

traits! {
    SEX = 0,
    MARK = 1,
    ETHNICITY = 2,
    RELIGION = 3,
    PLACE = 4,
    EDUCATION = 5,
    THEORY = 6,
    LEVEL = 7,
    RATING = 8,
    POSITION = 9,
    UNIT = 10,
    COURSE = 11,
    MODE = 12,
    FILLER = 13,
    /// A day, month and year.
    DATE = 14,
    /// A month and year, or a year with a word.
    PART_DATE = 15,
    /// A number of four digits from 1900 to 2100.
    YEAR = 16,
    /// Two dates in one cell.
    TWO_DATES = 17,
    DAY = 18,
    MONTH = 19,
    /// A whole number of at most four digits.
    SMALL = 20,
    NUMBER = 21,
    /// Eleven or twelve digits: a citizen number, perhaps without its first zero.
    DIGITS12 = 22,
    /// Nine digits.
    DIGITS9 = 23,
    PHONE = 24,
    /// Eight digits, or digits and dots like a party card.
    CARD = 25,
    EMAIL = 26,
    /// Letters and digits without blanks.
    CODE = 27,
    /// Family name first, two to six words, nothing else.
    NAME = 28,
    /// Capitalised syllables, but the first is no family name known here.
    NAME_LIKE = 29,
    /// One syllable.
    GIVEN = 30,
    TEXT = 31,
    LONG = 32,
    /// `1`, `I`, `1.2`, `a)`
    ORDINAL = 33,
    /// A number in the range of day numbers, without a date format.
    SERIAL = 34,
    /// Names on several lines or after one another.
    NAMES = 35,
    ERROR = 36,
    /// `12/12`, `10/10`: years of school.
    SCHOOL_YEARS = 37,
    /// Known to the workspace.
    KNOWN_UNIT = 38,
    KNOWN_COURSE = 39,
    /// Digits of a student or staff number: five or more.
    DIGITS = 40,
}

impl Traits {
    pub fn has(self, any_of: Traits) -> bool {
        self.0 & any_of.0 != 0
    }

    pub const fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }

    fn add(&mut self, other: Traits) {
        self.0 |= other.0;
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellWords {
    sex: WordList,
    mark: WordList,
    ethnicity: WordList,
    religion: WordList,
    place: WordList,
    education: WordList,
    theory: WordList,
    level: WordList,
    rating: WordList,
    position: WordList,
    unit: WordList,
    course: WordList,
    mode: WordList,
    filler: WordList,
    titles: WordList,
    family_names: WordList,
}

struct Vocabulary {
    words: WordBook,
    titles: WordBook,
    family_names: WordBook,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let words: CellWords = toml::from_str(include_str!("../../templates/layout/cells.toml"))
        .unwrap_or_else(|error| unreachable!("built-in data: {error}"));
    let mut book = WordBook::default();
    for (list, bit) in [
        (&words.sex, Traits::SEX),
        (&words.mark, Traits::MARK),
        (&words.ethnicity, Traits::ETHNICITY),
        (&words.religion, Traits::RELIGION),
        (&words.place, Traits::PLACE),
        (&words.education, Traits::EDUCATION),
        (&words.theory, Traits::THEORY),
        (&words.level, Traits::LEVEL),
        (&words.rating, Traits::RATING),
        (&words.position, Traits::POSITION),
        (&words.unit, Traits::UNIT),
        (&words.course, Traits::COURSE),
        (&words.mode, Traits::MODE),
        (&words.filler, Traits::FILLER),
    ] {
        book.add(list, bit.0);
    }
    let one = |list: &WordList| {
        let mut book = WordBook::default();
        book.add(list, 1);
        book
    };
    Vocabulary { words: book, titles: one(&words.titles), family_names: one(&words.family_names) }
});

/// What a cell could be.
pub(super) fn traits_of(cell: &Cell) -> Traits {
    match &cell.value {
        CellValue::Date(serial) => match date_of_serial(*serial) {
            Some(_) => Traits::DATE,
            None => Traits::NUMBER,
        },
        CellValue::Number(number) if number.fract() != 0.0 => {
            if (1900.0..2100.0).contains(number) {
                Traits::NUMBER
            } else {
                fraction(*number)
            }
        }
        CellValue::Number(_) => traits_of_digits(&cell.display()),
        CellValue::Bool(_) => Traits::MARK,
        CellValue::Error(_) => Traits::ERROR,
        CellValue::Uncalculated => Traits::default(),
        CellValue::Text(_) => traits_of_text(&text_of(cell)),
    }
}

fn fraction(number: f64) -> Traits {
    if (20_000.0..60_000.0).contains(&number) {
        Traits::NUMBER.or(Traits::SERIAL)
    } else {
        Traits::NUMBER
    }
}

/// What a cleaned text could be.
pub(super) fn traits_of_text(text: &str) -> Traits {
    let mut traits = Traits::default();
    if text.is_empty() {
        return traits;
    }
    if !text.chars().any(char::is_alphanumeric) {
        let is_mark = matches!(text, "+" | "*" | "✓" | "✔" | "√" | "☑" | "×" | "●" | "■");
        return if is_mark { Traits::MARK } else { Traits::FILLER };
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if digits > 0 {
        traits.add(traits_of_dates(text, letters));
        if letters == 0 {
            traits.add(traits_of_numeric(text));
        }
    }
    if text.contains('@') {
        traits.add(if is_email(text) { Traits::EMAIL } else { Traits::TEXT });
    }
    if letters == 0 {
        return traits;
    }
    traits.add(Traits::TEXT);
    if text.chars().count() > 70 {
        traits.add(Traits::LONG);
    }
    if digits > 0 && !text.contains(' ') && letters < text.len() {
        traits.add(Traits::CODE);
    }
    let phrase = Phrase::plain(text);
    traits.add(Traits(VOCABULARY.words.bits(&phrase)));
    let name = traits_of_name(text, &phrase);
    let office = traits.has(Traits::UNIT.or(Traits::POSITION).or(Traits::COURSE));
    traits.add(if office { Traits(name.0 & Traits::NAME.or(Traits::NAMES).0) } else { name });
    if is_roman(text) {
        traits.add(Traits::ORDINAL);
    }
    traits
}

/// Digits, perhaps with separators, without letters.
fn traits_of_numeric(text: &str) -> Traits {
    if matches!(text, "12/12" | "10/10" | "9/12" | "7/10" | "10/12" | "11/12" | "8/10" | "9/10") {
        return Traits::SCHOOL_YEARS.or(Traits::PART_DATE);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let separators = text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    let dotted = separators.clone().all(|c| matches!(c, '.' | ',' | '-' | '\'' | '+' | '(' | ')'));
    if !dotted {
        return Traits::default();
    }
    let mut traits = traits_of_digits(&digits);
    if separators.count() > 0 {
        // 1.2 and 3,5 are numbers, 091.234.5678 is a phone.
        traits.0 &= !(Traits::YEAR.or(Traits::DAY).or(Traits::MONTH).or(Traits::SERIAL)).0;
        traits.add(Traits::NUMBER);
        traits.add(Traits::CODE);
    }
    traits
}

/// A run of digits.
fn traits_of_digits(digits: &str) -> Traits {
    let mut traits = Traits::NUMBER;
    let negative = digits.starts_with('-');
    let Ok(number) = digits.parse::<u64>() else { return traits };
    if negative {
        return traits;
    }
    let length = digits.len();
    if length <= 4 {
        traits.add(Traits::SMALL);
        traits.add(Traits::ORDINAL);
    }
    if length >= 5 {
        traits.add(Traits::DIGITS);
    }
    match number {
        1 => traits.add(Traits::DAY.or(Traits::MONTH).or(Traits::MARK)),
        2..=12 => traits.add(Traits::DAY.or(Traits::MONTH)),
        13..=31 => traits.add(Traits::DAY),
        1900..=2100 if length == 4 => traits.add(Traits::YEAR),
        7_000..=60_000 if length <= 5 => traits.add(Traits::SERIAL),
        _ => {}
    }
    let lead = digits.trim_start_matches('0').as_bytes().first().copied().unwrap_or(b'0');
    let mobile = matches!(lead, b'3' | b'5' | b'7' | b'8' | b'9');
    match length {
        8 => traits.add(Traits::CARD),
        9 if mobile => traits.add(Traits::PHONE.or(Traits::DIGITS9)),
        9 => traits.add(Traits::DIGITS9),
        10 if digits.starts_with('0') => traits.add(Traits::PHONE),
        10 => traits.add(Traits::DIGITS9),
        11 if digits.starts_with("02") || digits.starts_with("84") || digits.starts_with("01") => {
            traits.add(Traits::PHONE.or(Traits::DIGITS12));
        }
        11 => traits.add(Traits::DIGITS12),
        12 => traits.add(Traits::DIGITS12),
        _ => {}
    }
    traits
}

/// Dates in a text, found by their digits: `12/3/1985`, `3.1985`, `12 tháng 3 năm 1985`, `03/02/2012 (CT: 03/02/2013)`.
fn traits_of_dates(text: &str, letters: usize) -> Traits {
    let runs = digit_runs(text);
    let full = runs.windows(3).filter(|w| is_day_month_year(w) || is_year_month_day(w)).count();
    if full >= 2 {
        return Traits::DATE.or(Traits::TWO_DATES);
    }
    let few_letters = letters <= 24;
    if full == 1 && few_letters {
        return Traits::DATE;
    }
    let part = runs.len() == 2
        && matches!(runs.as_slice(), [(m, _), (y, _)] if (1..=12).contains(m) && (1900..2100).contains(y));
    let year_with_word = runs.len() == 1 && letters > 0 && (1900..2100).contains(&runs[0].0);
    if part && letters <= 12 || year_with_word && letters <= 6 {
        return Traits::PART_DATE;
    }
    Traits::default()
}

/// The runs of digits with the number of digits of each; O and l between digits count as 0 and 1.
fn digit_runs(text: &str) -> Vec<(u32, usize)> {
    let mut runs: Vec<(u32, usize)> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        let digit = match c {
            'O' | 'o' if inside => Some(0),
            'l' | 'I' if inside => Some(1),
            _ => c.to_digit(10),
        };
        match (digit, inside) {
            (Some(digit), true) => {
                if let Some(run) = runs.last_mut() {
                    *run = (run.0.saturating_mul(10).saturating_add(digit), run.1 + 1);
                }
            }
            (Some(digit), false) => runs.push((digit, 1)),
            (None, _) => {}
        }
        inside = digit.is_some();
    }
    runs
}

fn is_day_month_year(runs: &[(u32, usize)]) -> bool {
    matches!(runs, [(day, dl), (month, ml), (year, yl)]
        if *day <= 31 && *month <= 31 && *dl <= 2 && *ml <= 2
            && ((1900..2100).contains(year) && *yl == 4 || *yl == 2))
}

fn is_year_month_day(runs: &[(u32, usize)]) -> bool {
    matches!(runs, [(year, 4), (month, ml), (day, dl)]
        if (1900..2100).contains(year) && (1..=12).contains(month) && (1..=31).contains(day) && *ml <= 2 && *dl <= 2)
}

fn is_email(text: &str) -> bool {
    let mut parts = text.splitn(2, '@');
    let (Some(user), Some(domain)) = (parts.next(), parts.next()) else { return false };
    !user.is_empty() && domain.contains('.') && !text.contains(' ')
}

/// `I`, `IV`, `A`, `b)`, `1.2.`, `I.`
pub(super) fn is_roman(text: &str) -> bool {
    let core = text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '-' | '/' | ' ' | ':'));
    let roman = !core.is_empty() && core.len() <= 5 && core.chars().all(|c| "IVXLivxl".contains(c));
    let letter = core.chars().count() == 1 && core.chars().all(|c| c.is_ascii_alphabetic());
    roman || letter
}

fn traits_of_name(text: &str, phrase: &Phrase) -> Traits {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let listed = has_digit && (text.contains("1.") || text.contains("1)")) && text.contains('2');
    if listed && names_in_list(text) >= 2 {
        return Traits::NAMES;
    }
    let name = without_title(text, phrase);
    if has_digit
        || name.chars().any(|c| matches!(c, ',' | ':' | ';' | '/' | '@' | '=' | '%' | '&' | '('))
    {
        return lines_of_names(name);
    }
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '.').filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 7 {
        return Traits::default();
    }
    let syllables = words.iter().all(|word| is_name_word(word));
    if !syllables {
        return Traits::default();
    }
    if words.len() == 1 {
        return Traits::GIVEN;
    }
    let first = Phrase::plain(words.first().copied().unwrap_or_default());
    let family = VOCABULARY.family_names.bits(&first) != 0;
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let lower = words.iter().filter(|word| !capital(word)).count();
    let cased = lower == 0 || lower == words.len() || (family && lower == 1 && words.len() > 2);
    match (family && cased, lower == 0) {
        (true, _) => Traits::NAME,
        (false, true) => Traits::NAME_LIKE,
        _ => Traits::default(),
    }
}

/// A name with remarks behind a line break or in brackets is still one.
fn lines_of_names(text: &str) -> Traits {
    let head = text.split(['(', ',', ';', '-', '–']).next().unwrap_or_default().trim();
    if head.len() < text.len() && head.contains(' ') && !head.bytes().any(|b| b.is_ascii_digit()) {
        let traits = traits_of_name(head, &Phrase::plain(head));
        return Traits(traits.0 & Traits::NAME.0);
    }
    Traits::default()
}

fn names_in_list(text: &str) -> usize {
    let parts = text.split(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '\n'));
    parts
        .map(str::trim)
        .filter(|part| {
            part.contains(' ') && traits_of_name(part, &Phrase::plain(part)).has(Traits::NAME)
        })
        .count()
}

/// Cuts `Ông`, `Đ/c` … off the front.
fn without_title<'a>(text: &'a str, phrase: &Phrase) -> &'a str {
    if VOCABULARY.titles.bits(phrase) == 0 {
        return text;
    }
    let text = text.trim_start();
    let longer = |title: &&str| text.get(..title.len()).is_some_and(|head| head == *title);
    let title = ["Đ/c:", "Đ/c.", "Đ/c", "đ/c", "Đồng chí", "Đ.c"].into_iter().find(longer);
    let rest = match title {
        Some(title) => text.get(title.len()..).unwrap_or_default(),
        None => text.split_once([' ', '.', ':']).map_or("", |(_, rest)| rest),
    };
    rest.trim_start_matches([':', '.', ' '])
}

fn is_name_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '\'' | '’' | '-' | '*'));
    let mut parts = word.split(['-', '\'', '’']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            part.chars().all(char::is_alphabetic)
                && (part.chars().count() == 1
                    || is_syllable(part)
                    || is_unaccented_syllable(part)
                    || is_foreign(part))
        })
}

/// Words of minority names: Krông, Niê, Ksor.
fn is_foreign(word: &str) -> bool {
    let folded = Phrase::plain(word);
    let vowel = folded.folded().contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    vowel && capital && word.chars().count() <= 6 && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Traits, traits_of_text};

    fn is(text: &str, traits: Traits) -> bool {
        traits_of_text(text).has(traits)
    }

    #[test]
    fn dates_are_known_in_all_their_writings() {
        for text in [
            "12/3/1985",
            "12-03-1985",
            "12.3.85",
            "1998-11-10",
            "12 tháng 3 năm 1985",
            "O5/1O/1980",
            "31/02/1985",
            "00/00/1985",
            "ngày 03 tháng 02 năm 2012",
        ] {
            assert!(is(text, Traits::DATE), "{text}");
        }
        assert!(is("3/1985", Traits::PART_DATE) && is("1985", Traits::YEAR));
        assert!(is("03/02/2012 (CT: 03/02/2013)", Traits::TWO_DATES));
        for text in ["TC-K45", "0912345678", "Khóa 45", "12/12", "47.01.104.059"] {
            assert!(!is(text, Traits::DATE), "{text}");
        }
    }

    #[test]
    fn numbers_are_told_by_their_digits() {
        assert!(is("017085001234", Traits::DIGITS12) && is("17085001234", Traits::DIGITS12));
        assert!(is("0912 345 678", Traits::PHONE) && is("912345678", Traits::PHONE));
        assert!(is("+84912345678", Traits::PHONE));
        assert!(is("113245678", Traits::DIGITS9) && !is("113245678", Traits::PHONE));
        assert!(is("38.012345", Traits::CARD));
    }

    #[test]
    fn names_are_family_name_first_and_nothing_else() {
        for text in [
            "Nguyễn Văn Ánh",
            "LÊ NGỌC QUÂN",
            "nguyen thi hoa",
            "Ông Bùi Văn A",
            "Đ/c Trần Thị Bích Ngọc",
            "Hà Cao An",
            "Y Bhin Niê",
            "Nguyễn Thị Hoa (Hòa)",
        ] {
            assert!(is(text, Traits::NAME), "{text}");
        }
        for text in [
            "Phó Trưởng phòng",
            "Sở Tài chính",
            "Chi bộ 1",
            "Trung cấp",
            "Tổng cộng",
            "Đề tài số 1",
            "Cộng",
            "Nơi nhận:",
            "Toán giải tích",
            "Bí thư chi bộ",
            "Văn học và Lý luận văn học",
        ] {
            assert!(!is(text, Traits::NAME), "{text}");
        }
        assert!(is("1.Trần Tiến Thuật 2.Võ Như Năng 3.Lê Hà Phước", Traits::NAMES));
        assert!(is("Chương", Traits::GIVEN));
    }

    #[test]
    fn vocabulary_tells_the_rest() {
        assert!(is("Nữ", Traits::SEX) && is("x", Traits::MARK) && is("Mường", Traits::ETHNICITY));
        assert!(
            is("Phó Trưởng phòng, Sở Tài chính", Traits::POSITION) && is("Sở Y tế", Traits::UNIT)
        );
        assert!(is("Không tập trung", Traits::MODE) && is("HTTNV", Traits::RATING));
        assert!(is("Trung cấp lý luận chính trị khóa 45", Traits::COURSE));
    }
}
