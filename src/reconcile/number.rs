//! Numbers that identify, as they are compared.

use crate::config::matching::Test;

/// Digits, and whether they are a valid number of their kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NumberValue {
    pub digits: Box<str>,
    /// Right in length and in what else can be checked.
    pub valid: bool,
    /// Numbers of different series (the old 9-digit id and the new one) say nothing about each other.
    pub series: u8,
}

impl NumberValue {
    /// The likeness of two different numbers; `None` where they cannot be compared.
    pub fn relation(&self, other: &NumberValue) -> Option<Test> {
        if self.digits == other.digits {
            return Some(Test::Equal);
        }
        let (a, b) = (self.digits.as_bytes(), other.digits.as_bytes());
        let slip = match a.len().abs_diff(b.len()) {
            0 => slip_of_equal_length(a, b),
            1 if a.len() < b.len() => lacks_one(a, b),
            1 => lacks_one(b, a),
            _ => None,
        };
        match slip {
            Some(test) if self.valid && other.valid => Some(test),
            Some(_) => Some(Test::Slip),
            None if self.series != other.series => None,
            None if self.valid && other.valid => Some(Test::Different),
            None => Some(Test::Doubtful),
        }
    }
}

fn slip_of_equal_length(a: &[u8], b: &[u8]) -> Option<Test> {
    let first = a.iter().zip(b).position(|(a, b)| a != b)?;
    let (rest_a, rest_b) = (a.get(first + 1..)?, b.get(first + 1..)?);
    if rest_a == rest_b {
        return Some(Test::OneDigit);
    }
    let swapped = a.get(first) == rest_b.first()
        && b.get(first) == rest_a.first()
        && rest_a.get(1..) == rest_b.get(1..);
    swapped.then_some(Test::TwoSwapped)
}

fn lacks_one(short: &[u8], long: &[u8]) -> Option<Test> {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    (short.get(same..) == long.get(same + 1..)).then_some(Test::DigitMissing)
}

#[cfg(test)]
mod tests {
    use super::{NumberValue, Test};

    fn number(digits: &str) -> NumberValue {
        NumberValue {
            digits: digits.into(),
            valid: matches!(digits.len(), 9 | 12),
            series: if digits.len() == 9 { 9 } else { 12 },
        }
    }

    #[test]
    fn numbers_are_told_by_how_they_differ() {
        for (a, b, wanted) in [
            ("017085001234", "017085001234", Some(Test::Equal)),
            ("017085001234", "017085001235", Some(Test::OneDigit)),
            ("017085001234", "017085001243", Some(Test::TwoSwapped)),
            ("017085001234", "01708500234", Some(Test::Slip)),
            ("017085001234", "017085991299", Some(Test::Different)),
            ("017085001234", "0170850099", Some(Test::Doubtful)),
            ("017085001234", "113456789", None),
            ("113456789", "113456780", Some(Test::OneDigit)),
        ] {
            assert_eq!(number(a).relation(&number(b)), wanted, "{a} {b}");
            assert_eq!(number(b).relation(&number(a)), wanted, "{b} {a}");
        }
    }
}
