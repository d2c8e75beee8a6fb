//! Phone numbers: ten digits, or eleven for a fixed line, in today's prefixes.
//!
//! Facts: DOMAIN 3.4; the prefix changes of 2018 in `templates/vocabulary/phone_2018.tsv`.

use std::sync::{Arc, LazyLock};

use super::digits::{self, Digits};
use super::reading::Reading;
use super::vocabulary::lines;
use super::written::{Kind, Written, says_nothing};
use crate::model::record::{Problem, Repair};

static CHANGED: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/phone_2018.tsv");
    lines(text).filter_map(|(_, columns)| Some((*columns.first()?, *columns.get(1)?))).collect()
});

/// Reads a cell; of several numbers the first good one.
pub fn read(written: &Written) -> Reading<Arc<str>> {
    if written.kind == Kind::NoValue {
        return Reading::failed(Problem::NoValue);
    }
    if is_number(&written.text) && digits::are_all(&written.text) {
        return Reading::plain((*written.text).into());
    }
    if says_nothing(&written.text) {
        return Reading::none();
    }
    let whole = one(&written.text);
    if whole.value.is_some() {
        return whole;
    }
    let parts = parts(&written.text);
    let several = parts.len() > 1;
    match parts.iter().map(|part| one(part)).find(|reading| reading.value.is_some()) {
        Some(reading) if several => reading.with(Repair::Split),
        Some(reading) => reading.with(Repair::TakenFromText),
        None => whole,
    }
}

/// The numbers of a cell: kept apart by marks that do not stand inside one, by words, or run together.
fn parts(text: &str) -> Vec<&str> {
    let is_inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '(' | ')' | ' ' | '-');
    let mut parts: Vec<&str> = Vec::new();
    for part in text.split(|c: char| !is_inside(c)) {
        let part = part.trim_matches([' ', '-', '.']).trim_end_matches([' ', '(']);
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        match digits {
            0..6 => {}
            6..14 => parts.push(part),
            _ => parts.extend(apart(part)),
        }
    }
    parts
}

/// Two numbers with a dash, a space or nothing between them.
fn apart(part: &str) -> Vec<&str> {
    for separator in [" - ", "-", "  ", " "] {
        let halves: Vec<&str> = part.split(separator).map(str::trim).collect();
        if halves.len() > 1 && halves.iter().all(|half| one(half).value.is_some()) {
            return halves;
        }
    }
    match part.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(10) {
        Some((at, '0')) => [part.get(..at), part.get(at..)].into_iter().flatten().collect(),
        _ => vec![part],
    }
}

/// Reads one number.
fn one(text: &str) -> Reading<Arc<str>> {
    // `+84 912…`, `(+84) 912…`.
    let (international, rest) = match text.trim_start().trim_start_matches('(').strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some(found) = digits::whole(rest) else {
        return Reading::failed(Problem::Unreadable);
    };
    let mut reading = today(&found, international);
    for repair in found.repairs() {
        reading = reading.with(repair);
    }
    reading
}

fn today(found: &Digits, international: bool) -> Reading<Arc<str>> {
    let digits = found.digits.as_str();
    let (national, prefixed) = match digits
        .strip_prefix("0084")
        .or_else(|| digits.strip_prefix("84").filter(|rest| international || rest.len() >= 9))
    {
        Some(rest) if rest.starts_with('0') => (rest.to_owned(), true),
        Some(rest) => (format!("0{rest}"), true),
        None => (digits.to_owned(), false),
    };
    let lost_zero = !national.starts_with('0') && matches!(national.len(), 9 | 10);
    let national = if lost_zero { format!("0{national}") } else { national };
    let (number, mapped) = match changed(&national) {
        Some(number) => (number, true),
        None => (national, false),
    };
    if is_number(&number) {
        Reading::plain(number.into())
            .with_if(lost_zero, Repair::LostZeros)
            .with_if(prefixed || mapped, Repair::PhonePrefix)
    } else if matches!(number.len(), 10 | 11) {
        Reading::failed(Problem::Unreadable)
    } else {
        Reading::failed(Problem::WrongLength { digits: digits.len() })
    }
}

/// A number of before 2018 with eleven digits → today's.
fn changed(number: &str) -> Option<String> {
    if number.len() != 11 {
        return None;
    }
    let (old, new) = CHANGED.iter().find(|(old, _)| number.starts_with(old))?;
    Some(format!("{new}{}", number.get(old.len()..)?))
}

/// A mobile number of ten digits, or a fixed line of eleven (02…; ten in the old style of some provinces).
fn is_number(number: &str) -> bool {
    let mobile = ["03", "05", "07", "08", "09"].iter().any(|lead| number.starts_with(lead));
    (number.len() == 10 && mobile) || (number.len() == 11 && number.starts_with("02"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, CellValue};
    use proptest::prelude::*;

    #[track_caller]
    fn reads(text: &str, number: &str, repairs: &[Repair]) {
        let reading = read(&Written::text(text).unwrap());
        assert_eq!(reading.value.as_deref(), Some(number), "{text}: {reading:?}");
        assert_eq!(reading.repairs, repairs, "{text}");
    }

    #[test]
    fn every_changed_prefix_is_mapped() {
        assert_eq!(CHANGED.len(), 21);
        for (old, new) in CHANGED.iter() {
            reads(&format!("{old}1234567"), &format!("{new}1234567"), &[Repair::PhonePrefix]);
        }
    }

    #[test]
    fn writings_of_a_number_come_out_alike() {
        reads("0912345678", "0912345678", &[]);
        reads("0912.345.678", "0912345678", &[Repair::Separators]);
        reads("0912 345 678", "0912345678", &[Repair::Separators]);
        reads("+84 912345678", "0912345678", &[Repair::PhonePrefix, Repair::Separators]);
        reads("(+84)912345678", "0912345678", &[Repair::PhonePrefix, Repair::Separators]);
        reads("(+84) 912 345 678", "0912345678", &[Repair::PhonePrefix, Repair::Separators]);
        reads("84912345678", "0912345678", &[Repair::PhonePrefix]);
        reads("0084912345678", "0912345678", &[Repair::PhonePrefix]);
        reads("+84(0)912345678", "0912345678", &[Repair::PhonePrefix, Repair::Separators]);
        reads("912345678", "0912345678", &[Repair::LostZeros]);
        reads("O912345678", "0912345678", &[Repair::LookAlikeDigits]);
        reads("02183852123", "02183852123", &[]);
        reads("(0218) 3.852.123", "02183852123", &[Repair::Separators]);
        reads("ĐT: 0912345678", "0912345678", &[Repair::TakenFromText]);
        reads("0912345678 (Zalo)", "0912345678", &[Repair::TakenFromText]);
    }

    #[test]
    fn fixed_lines_of_the_provinces_have_eleven_digits() {
        // Hòa Bình, Phú Thọ, Vĩnh Phúc.
        for line in ["02183852123", "02103852123", "02113852123"] {
            reads(line, line, &[]);
        }
        for short in ["0218385212", "021838521234"] {
            assert!(read(&Written::text(short).unwrap()).problem.is_some(), "{short}");
        }
    }

    #[test]
    fn live_mobile_numbers_begin_with_one_of_five_leads() {
        for lead in ["03", "05", "07", "08", "09"] {
            let number = format!("{lead}12345678");
            reads(&number, &number, &[]);
            reads(number.trim_start_matches('0'), &number, &[Repair::LostZeros]);
        }
        for dead in ["0112345678", "0412345678", "0612345678"] {
            assert_eq!(read(&Written::text(dead).unwrap()).problem, Some(Problem::Unreadable));
        }
    }

    #[test]
    fn of_two_numbers_the_first_counts() {
        for text in [
            "0912345678/0987654321",
            "0912345678; 0987654321",
            "0912345678\n0987654321",
            "0912345678 - 0987654321",
            "0912345678-0987654321",
            "0912345678 0987654321",
            "09123456780987654321",
            "0912345678, 0987654321",
            "0912345678 hoặc 0987654321",
        ] {
            reads(text, "0912345678", &[Repair::Split]);
        }
        let dotted = read(&Written::text("0912.345.678 / 0987.654.321").unwrap());
        assert_eq!(dotted.value.as_deref(), Some("0912345678"));
    }

    #[test]
    fn numeric_cells_give_their_zero_back() {
        for (number, is) in [
            (912_345_678.0, "0912345678"),
            (1_681_234_567.0, "0381234567"),
            (2_183_852_123.0, "02183852123"),
        ] {
            let cell = Cell::new(Position::default(), CellValue::Number(number));
            let reading = read(&Written::of(&cell).unwrap());
            assert_eq!(reading.value.as_deref(), Some(is));
            assert!(reading.repairs.contains(&Repair::LostZeros));
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        let problem = |text| read(&Written::text(text).unwrap()).problem;
        assert_eq!(problem("09767597"), Some(Problem::WrongLength { digits: 8 }));
        assert_eq!(problem("0412345678"), Some(Problem::Unreadable));
        assert_eq!(problem("không nhớ"), Some(Problem::Unreadable));
        assert_eq!(problem("-"), None);
    }

    proptest! {
        #[test]
        fn own_output_is_read_as_it_stands(text in "[0-9+. ()/-]{0,24}|\\PC{0,20}") {
            if let Some(number) = Written::text(&text).and_then(|written| read(&written).value) {
                let again = read(&Written::text(&number).unwrap());
                prop_assert_eq!(again, Reading::plain(number.clone()));
            }
        }
    }
}
