//! Numbers of party cards: eight digits so far (`38.012345`), perhaps twelve on cards since 9/2025.

use std::sync::Arc;

use super::digits;
use super::reading::Reading;
use super::written::{Kind, Written, says_nothing};
use crate::model::record::{Problem, Repair};
use crate::text::fold::fold;

/// Reads a cell; digits only come out.
pub fn read(written: &Written) -> Reading<Arc<str>> {
    if written.kind == Kind::NoValue {
        return Reading::failed(Problem::NoValue);
    }
    if is_card_number(&written.text) && digits::are_all(&written.text) {
        return Reading::plain((*written.text).into());
    }
    let text = written.line();
    if says_nothing(&text) {
        return Reading::none();
    }
    let folded = fold(&text);
    if ["chua", "khong", "du bi", "dang vien du bi"].iter().any(|word| folded.starts_with(word))
        && !folded.contains(|c: char| c.is_ascii_digit())
    {
        return Reading::none();
    }
    let whole = digits::whole(&text);
    let from_text = whole.is_none();
    let Some(found) =
        whole.or_else(|| digits::inside(&text).find(|one| is_card_number(&one.digits)))
    else {
        return Reading::failed(Problem::Unreadable);
    };
    let mut reading = match found.digits.len() {
        8 | 12 => Reading::plain(found.digits.as_str().into()),
        7 | 11 if written.is_number() => {
            Reading::plain(format!("0{}", found.digits).into()).with(Repair::LostZeros)
        }
        digits => return Reading::failed(Problem::WrongLength { digits }),
    };
    for repair in found.repairs() {
        reading = reading.with(repair);
    }
    reading.with_if(from_text, Repair::TakenFromText)
}

fn is_card_number(digits: &str) -> bool {
    matches!(digits.len(), 8 | 12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, CellValue};
    use proptest::prelude::*;

    #[test]
    fn cards_come_out_as_digits() {
        let card = |text| read(&Written::text(text).unwrap());
        assert_eq!(card("38012345"), Reading::plain("38012345".into()));
        assert_eq!(card("38.012345").repairs, [Repair::Separators]);
        assert_eq!(card("Số 38.012345").value.as_deref(), Some("38012345"));
        assert_eq!(card("380123").problem, Some(Problem::WrongLength { digits: 6 }));
        assert_eq!(card("Chưa cấp"), Reading::none());
        assert_eq!(card("đang chờ").problem, Some(Problem::Unreadable));
        assert_eq!(card("012345678901"), Reading::plain("012345678901".into()), "a card of 2025");
        for none in ["Đảng viên dự bị, chưa có thẻ", "Chưa có thẻ", "Dự bị"] {
            assert_eq!(card(none), Reading::none(), "{none}");
        }
    }

    #[test]
    fn a_card_that_was_typed_as_a_number_gets_its_zero_back() {
        let cell = Cell::new(Position::default(), CellValue::Number(8_012_345.0));
        let reading = read(&Written::of(&cell).unwrap());
        assert_eq!(reading, Reading::plain("08012345".into()).with(Repair::LostZeros));
        // A text keeps its zeros: seven digits are wrong.
        let text = read(&Written::text("8012345").unwrap());
        assert_eq!(text.problem, Some(Problem::WrongLength { digits: 7 }));
    }

    proptest! {
        #[test]
        fn own_output_is_read_as_it_stands(text in "[0-9. Ol-]{0,16}|\\PC{0,20}") {
            if let Some(card) = Written::text(&text).and_then(|written| read(&written).value) {
                let again = read(&Written::text(&card).unwrap());
                prop_assert_eq!(again, Reading::plain(card.clone()));
            }
        }
    }
}
