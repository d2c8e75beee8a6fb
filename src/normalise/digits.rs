//! Numbers that are names: ids, cards, phones. Digits with what people put between them.

use crate::model::record::{Repair, Repairs};

/// The digits of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    pub digits: String,
    /// Spaces, dots, dashes, apostrophes or brackets stood among them.
    pub separated: bool,
    /// Letters O, l, I stood for digits.
    pub look_alike: bool,
}

impl Digits {
    /// The repairs that it took to get the digits.
    pub fn repairs(&self) -> Repairs {
        let mut repairs = Repairs::new();
        if self.separated {
            repairs.push(Repair::Separators);
        }
        if self.look_alike {
            repairs.push(Repair::LookAlikeDigits);
        }
        repairs
    }
}

/// Marks that people put into numbers.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '–' | '_' | '\'' | '’' | '‘' | '`' | '"' | '(' | ')' | ',')
}

/// Is the text digits and nothing else?
pub fn are_all(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a text that is a number and nothing else; `None` when words stand in it.
pub fn whole(text: &str) -> Option<Digits> {
    // A number that went through a program that knows no whole numbers.
    let whole = text.strip_suffix(".0").filter(|rest| rest.len() >= 7 && are_all(rest));
    let text = whole.unwrap_or(text);
    let mut found = Digits::default();
    for c in text.chars() {
        match c {
            '0'..='9' => found.digits.push(c),
            'O' | 'o' => {
                found.digits.push('0');
                found.look_alike = true;
            }
            'l' | 'I' | '|' => {
                found.digits.push('1');
                found.look_alike = true;
            }
            _ if is_separator(c) => found.separated = true,
            _ => return None,
        }
    }
    let real = text.bytes().filter(u8::is_ascii_digit).count();
    // Letters among digits, not digits among letters.
    (real > 0 && real * 2 > found.digits.len()).then_some(found)
}

/// The numbers of a longer text: runs of digits and separators, without words around them.
pub fn inside(text: &str) -> impl Iterator<Item = Digits> {
    text.split(|c: char| {
        !(c.is_ascii_digit() || is_separator(c) && c != '(' && c != ')' && c != ',')
    })
    .filter_map(whole)
    .map(|mut found| {
        found.separated = false;
        found
    })
}

/// The runs of digits of a text, with nothing inside them: `017085001234 12/03/2021`.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{inside, whole};

    #[test]
    fn separators_and_look_alikes_are_seen() {
        let found = whole("017O85 00l.234").unwrap();
        assert_eq!(found.digits, "017085001234");
        assert!(found.separated && found.look_alike);
        assert!(!whole("0912345678").unwrap().separated);
        assert_eq!(whole("17085001234.0").unwrap().digits, "17085001234");
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["oOl", "chưa có", "", "-", "12a", "I1O"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_found_among_words() {
        let found: Vec<_> = inside("CCCD: 017085001234 cấp 12/3/2021").map(|f| f.digits).collect();
        assert_eq!(found, ["017085001234", "12", "3", "2021"]);
    }
}
