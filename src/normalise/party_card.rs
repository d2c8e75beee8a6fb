//! Numbers of party cards: eight digits so far (`38.012345`), perhaps twelve on cards since 9/2025.

use super::digits;
use super::reading::Reading;
use super::written::{Kind, Written, says_nothing};
use crate::model::record::{Problem, Repair};

/// Reads a cell; digits only come out.
pub fn read(written: &Written) -> Reading<Box<str>> {
    if written.kind == Kind::NoValue {
        return Reading::failed(Problem::NoValue);
    }
    let text = written.line();
    if says_nothing(&text) {
        return Reading::none();
    }
    let whole = digits::whole(&text);
    let from_text = whole.is_none();
    let Some(found) = whole.or_else(|| digits::inside(&text).find(|one| is_card(&one.digits)))
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

fn is_card(digits: &str) -> bool {
    matches!(digits.len(), 8 | 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_come_out_as_digits() {
        let card = |text| read(&Written::text(text).unwrap());
        assert_eq!(card("38012345"), Reading::plain("38012345".into()));
        assert_eq!(card("38.012345").repairs, [Repair::Separators]);
        assert_eq!(card("Số 38.012345").value.as_deref(), Some("38012345"));
        assert_eq!(card("380123").problem, Some(Problem::WrongLength { digits: 6 }));
        assert_eq!(card("Chưa cấp"), Reading::none());
        assert_eq!(card("đang chờ").problem, Some(Problem::Unreadable));
    }
}
