//! Personal numbers: twelve digits (CCCD, số định danh), or nine (CMND, no longer valid).
//!
//! Facts: TT 07/2016/TT-BCA Điều 7 (province, century and sex, birth year, six
//! digits); a numeric cell loses its leading zeros (DOMAIN 3.1).

use super::digits::{self, Digits};
use super::province::is_code;
use super::reading::Reading;
use super::written::{Kind, Written, says_nothing};
use crate::model::record::{Problem, Repair};
use crate::model::value::{NationalId, Sex};

/// What the row itself says of the person, to check restored zeros against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub sex: Option<Sex>,
    pub birth_year: Option<i32>,
    /// Other numbers of the column have lost their zeros beyond doubt.
    pub column_lost_zeros: bool,
}

/// Reads a cell of the national id.
pub fn read(written: &Written, known: Known) -> Reading<NationalId> {
    if written.kind == Kind::NoValue {
        return Reading::failed(Problem::NoValue);
    }
    if written.text.len() == 12 && digits::are_all(&written.text) {
        return whole(&written.text);
    }
    let text = written.line();
    if says_nothing(&text) {
        return Reading::none();
    }
    match digits::whole(&text) {
        Some(found) => of_digits(&found, &text, written.is_number(), known),
        None => out_of_text(&text),
    }
}

fn of_digits(found: &Digits, text: &str, is_number: bool, known: Known) -> Reading<NationalId> {
    let mut reading = match found.digits.len() {
        12 => whole(&found.digits),
        9 => Reading::plain(NationalId::Old(found.digits.as_str().into())),
        10 | 11 => {
            match with_zeros(&found.digits).filter(|id| is_sure(id, found, is_number, known)) {
                Some(id) => Reading::plain(id).with(Repair::LostZeros),
                None => wrong_length(&found.digits),
            }
        }
        _ => two_numbers(&found.digits).unwrap_or_else(|| wrong_length(&found.digits)),
    };
    if reading.value.is_none() && found.separated {
        // The number, and with it the day or the place of issue.
        if let Some(alone) = run_of(text, 12) {
            return whole(alone).with(Repair::TakenFromText);
        }
    }
    for repair in found.repairs() {
        reading = reading.with(repair);
    }
    reading
}

/// A run of so many digits with nothing inside it.
fn run_of(text: &str, digits: usize) -> Option<&str> {
    digits::runs(text).find(|run| run.len() == digits)
}

fn wrong_length(digits: &str) -> Reading<NationalId> {
    Reading::failed(Problem::WrongLength { digits: digits.len() })
}

fn whole(digits: &str) -> Reading<NationalId> {
    if digits.get(..3).is_some_and(is_code) {
        Reading::plain(NationalId::Citizen(digits.into()))
    } else {
        Reading::failed(Problem::UnknownProvince)
    }
}

/// Nine and twelve digits run together or kept apart by a slash: the newer number counts.
fn two_numbers(digits: &str) -> Option<Reading<NationalId>> {
    if digits.len() != 21 {
        return None;
    }
    let newer = [digits.get(9..)?, digits.get(..12)?];
    let id = newer.into_iter().map(whole).find(|reading| reading.value.is_some())?;
    Some(id.with(Repair::Split))
}

/// The number with its leading zeros, if it then begins with a province's code.
fn with_zeros(digits: &str) -> Option<NationalId> {
    let padded = format!("{digits:0>12}");
    padded.get(..3).is_some_and(is_code).then(|| NationalId::Citizen(padded.into()))
}

/// Are the zeros surely lost? Sex and birth year of the row must agree as far
/// as they are known; in a column of numbers that lost their zeros one may
/// disagree, which is then another finding. Ten digits may be a phone.
fn is_sure(id: &NationalId, found: &Digits, is_number: bool, known: Known) -> bool {
    let Some((sex, year)) = id.says() else { return false };
    let checks = [known.sex.map(|said| said == sex), known.birth_year.map(|said| said == year)];
    let agree = checks.iter().flatten().filter(|agrees| **agrees).count();
    let all_agree = agree > 0 && agree == checks.iter().flatten().count();
    let lone_eleven = found.digits.len() == 11 && is_number;
    all_agree || (is_number && known.column_lost_zeros) || (lone_eleven && agree > 0)
}

/// Does this cell prove that its column lost leading zeros?
pub fn proves_lost_zeros(written: &Written, sex: Option<Sex>, birth_year: Option<i32>) -> bool {
    let (Some(sex), Some(year)) = (sex, birth_year) else { return false };
    let says = |text: &str| with_zeros(text).and_then(|id| id.says());
    written.is_number()
        && matches!(written.text.len(), 10 | 11)
        && says(&written.text) == Some((sex, year))
}

/// A number among words: `CCCD 017085001234, cấp ngày 12/3/2021`.
fn out_of_text(text: &str) -> Reading<NationalId> {
    if let Some(alone) = run_of(text, 12) {
        return whole(alone).with(Repair::TakenFromText);
    }
    let mut old = None;
    for found in digits::inside(text) {
        match found.digits.len() {
            12 => return whole(&found.digits).with(Repair::TakenFromText),
            9 => old = old.or(Some(NationalId::Old(found.digits.into()))),
            _ => {}
        }
    }
    match old {
        Some(id) => Reading::plain(id).with(Repair::TakenFromText),
        None => Reading::failed(Problem::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, CellValue};
    use proptest::prelude::*;

    fn text(text: &str) -> Reading<NationalId> {
        read(&Written::text(text).unwrap(), Known::default())
    }

    fn number(number: f64, known: Known) -> Reading<NationalId> {
        let cell = Cell::new(Position::default(), CellValue::Number(number));
        read(&Written::of(&cell).unwrap(), known)
    }

    fn digits(reading: &Reading<NationalId>) -> &str {
        reading.value.as_ref().map_or("", NationalId::digits)
    }

    const MAN_85: Known =
        Known { sex: Some(Sex::Male), birth_year: Some(1985), column_lost_zeros: false };

    #[test]
    fn twelve_and_nine_digits_are_read() {
        assert_eq!(
            text("017085001234"),
            Reading::plain(NationalId::Citizen("017085001234".into()))
        );
        assert_eq!(text("113456789"), Reading::plain(NationalId::Old("113456789".into())));
    }

    #[test]
    fn separators_look_alikes_and_words_are_taken_off() {
        for written in ["017 085 001 234", "017.085.001.234", "'017085001234", "017085-001234"] {
            assert_eq!(text(written).repairs, [Repair::Separators], "{written}");
            assert_eq!(digits(&text(written)), "017085001234");
        }
        assert_eq!(text("O17O85OO1234").repairs, [Repair::LookAlikeDigits]);
        let longer = text("CCCD: 017085001234 cấp ngày 12/3/2021");
        assert_eq!(
            (digits(&longer), &longer.repairs[..]),
            ("017085001234", &[Repair::TakenFromText][..])
        );
        assert_eq!(digits(&text("CMND 113456789; CCCD 017085001234")), "017085001234");
        for written in [
            "017085001234\n12/03/2021\nCục CS QLHC về TTXH",
            "017085001234 12/03/2021",
            "017085001234 - 12.03.2021",
            "CCCD 017085001234 12/3/2021",
        ] {
            assert_eq!(digits(&text(written)), "017085001234", "{written}");
        }
    }

    #[test]
    fn lost_zeros_come_back_only_when_the_row_agrees() {
        let restored = number(17_085_001_234.0, MAN_85);
        assert_eq!(
            (digits(&restored), &restored.repairs[..]),
            ("017085001234", &[Repair::LostZeros][..])
        );
        let ten = number(1_085_001_234.0, MAN_85);
        assert_eq!(digits(&ten), "001085001234");
        let unknown = number(17_085_001_234.0, Known::default());
        assert_eq!(unknown.problem, Some(Problem::WrongLength { digits: 11 }));
        let other =
            Known { sex: Some(Sex::Female), birth_year: Some(1990), column_lost_zeros: false };
        assert_eq!(number(17_085_001_234.0, other).value, None);
        let text_cell = read(&Written::text("17085001234").unwrap(), MAN_85);
        assert_eq!(digits(&text_cell), "017085001234");
    }

    #[test]
    fn in_a_column_of_lost_zeros_a_wrong_year_is_another_matter() {
        let known = Known { birth_year: Some(1990), column_lost_zeros: true, ..MAN_85 };
        assert_eq!(digits(&number(17_085_001_234.0, known)), "017085001234");
        let phone_like = Known { sex: None, birth_year: None, column_lost_zeros: false };
        assert_eq!(number(1_085_001_234.0, phone_like).value, None);
    }

    #[test]
    fn padding_formats_need_no_repair() {
        let mut cell = Cell::new(Position::default(), CellValue::Number(17_085_001_234.0));
        cell.look.padded_digits = 12;
        let reading = read(&Written::of(&cell).unwrap(), Known::default());
        assert_eq!((digits(&reading), reading.repairs.len()), ("017085001234", 0));
    }

    #[test]
    fn numbers_shown_as_powers_of_ten_lose_no_digit() {
        // 2,5E+10 on the screen is still a whole number in the cell.
        let known =
            Known { birth_year: Some(1985), sex: Some(Sex::Male), column_lost_zeros: false };
        assert_eq!(digits(&number(25_085_001_234.0, known)), "025085001234");
        assert_eq!(digits(&number(187_085_001_234.0, known)), "", "no province 187");
        assert_eq!(digits(&number(92_085_001_234.0, known)), "092085001234");
        let twelve = number(101_085_001_234.0, Known::default());
        assert_eq!(twelve.problem, Some(Problem::UnknownProvince));
    }

    #[test]
    fn a_phone_in_the_column_of_numbers_is_no_number_with_lost_zeros() {
        // Ten digits from 1 to 9 on: only 001 to 008 lose two zeros.
        for phone in [9_123_456_789.0, 1_681_234_567.0, 3_812_345_678.0] {
            assert_eq!(number(phone, Known::default()).value, None, "{phone}");
            assert_eq!(number(phone, MAN_85).value, None, "{phone}");
        }
    }

    #[test]
    fn wrong_numbers_say_why() {
        assert_eq!(text("0171868006557").problem, Some(Problem::WrongLength { digits: 13 }));
        assert_eq!(text("999183487691").problem, Some(Problem::UnknownProvince));
        assert_eq!(text("đang làm lại").problem, Some(Problem::Unreadable));
        assert_eq!(text("2,5E+10").problem, Some(Problem::Unreadable));
        assert_eq!(text("-"), Reading::none());
        assert_eq!(text("Chưa có"), Reading::none());
    }

    proptest! {
        #[test]
        fn there_is_no_check_digit(tail in "[0-9]{6}", century in 0..4_u32, year in 0..100_u32) {
            let id = format!("017{century}{year:02}{tail}");
            prop_assert_eq!(text(&id), Reading::plain(NationalId::Citizen(id.as_str().into())));
        }

        #[test]
        fn own_output_is_read_as_it_stands(text in "[0-9OlI .'-]{0,16}|\\PC{0,20}") {
            if let Some(written) = Written::text(&text)
                && let Some(id) = read(&written, MAN_85).value {
                    let again = read(&Written::text(id.digits()).unwrap(), Known::default());
                    prop_assert_eq!(again, Reading::plain(id.clone()));
                }
        }
    }
}
