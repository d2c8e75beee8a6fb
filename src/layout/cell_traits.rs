//! What a single cell could be, by its value and its words.

use super::cell_words::VOCABULARY;
use super::grid::text_of;
use super::traits::Traits;
use super::{cell_dates as dates, cell_names as names};
use crate::config::templates::Phrase;
use crate::model::date::date_of_serial;
use crate::model::workbook::{Cell, CellValue};
use crate::text::recent::Recent;

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

thread_local! {
    static KNOWN: Recent<Traits> = Recent::default();
}

/// What a cleaned text could be.
pub(super) fn traits_of_text(text: &str) -> Traits {
    match text {
        "" => Traits::default(),
        _ => KNOWN.with(|known| known.answer(text, || look_at(text))),
    }
}

fn look_at(text: &str) -> Traits {
    let mut traits = Traits::default();
    if !text.chars().any(char::is_alphanumeric) {
        let is_mark = matches!(text, "+" | "*" | "✓" | "✔" | "√" | "☑" | "×" | "●" | "■");
        return if is_mark { Traits::MARK } else { Traits::FILLER };
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if digits > 0 {
        traits.add(dates::traits_of_dates(text, letters));
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
    let name = names::traits_of_name(text, &phrase);
    let office = traits.has(Traits::UNIT.or(Traits::POSITION).or(Traits::COURSE));
    traits.add(if office { Traits(name.0 & Traits::NAME.or(Traits::NAMES).0) } else { name });
    if is_outline(text) {
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
        11 if digits.starts_with("02") || digits.starts_with("84") || digits.starts_with("01") => {
            traits.add(Traits::PHONE.or(Traits::DIGITS12));
        }
        11 => traits.add(Traits::DIGITS12),
        12 => traits.add(Traits::DIGITS12),
        _ => {}
    }
    traits
}

fn is_email(text: &str) -> bool {
    let mut parts = text.splitn(2, '@');
    let (Some(user), Some(domain)) = (parts.next(), parts.next()) else { return false };
    !user.is_empty() && domain.contains('.') && !text.contains(' ')
}

/// `I`, `IV`, `A`, `b)`, `1.2.`, `I.`
pub(super) fn is_outline(text: &str) -> bool {
    let core = text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '-' | '/' | ' ' | ':'));
    let roman = !core.is_empty() && core.len() <= 5 && core.chars().all(|c| "IVXLivxl".contains(c));
    let letter = core.chars().count() == 1 && core.chars().all(|c| c.is_ascii_alphabetic());
    roman || letter
}

#[cfg(test)]
mod tests {
    use crate::layout::cell_traits::traits_of_text;
    use crate::layout::traits::Traits;

    fn is(text: &str, traits: Traits) -> bool {
        traits_of_text(text).has(traits)
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
    fn vocabulary_tells_the_rest() {
        assert!(is("Nữ", Traits::SEX) && is("x", Traits::MARK) && is("Mường", Traits::ETHNICITY));
        assert!(
            is("Phó Trưởng phòng, Sở Tài chính", Traits::POSITION) && is("Sở Y tế", Traits::UNIT)
        );
        assert!(is("Không tập trung", Traits::MODE) && is("HTTNV", Traits::RATING));
        assert!(is("Trung cấp lý luận chính trị khóa 45", Traits::COURSE));
    }
}
