//! What a cell's number format says about its number: a day, digits with
//! leading zeros, or nothing. One judgement for every format of file.

/// What a number format means for the value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    /// The number is a day, with or without a time. A time alone is no day.
    pub date: bool,
    /// How many digits the format pads to (`000000000000` → 12); 0 when it does not pad.
    pub padded_digits: u8,
}

/// One piece of a format code, outside quotes, brackets and escapes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    /// d, m, y, h or s, in lower case.
    DateLetter(char),
    /// `0`, `#` or `?`.
    Digit(char),
    /// A zero that is written as it stands: quoted or escaped.
    LiteralZero,
    /// `.`, `,`, `%`, `/`, `E`: the number is no bare row of digits.
    Arithmetic(char),
    Other,
}

impl NumberFormat {
    /// The format with this number: its code where the file tells it, else what
    /// Excel has built in under the number (ECMA-376 part 1, 18.8.30).
    pub fn resolve(id: u16, code: Option<&str>) -> Self {
        match code {
            Some(code) => NumberFormat::of_code(code),
            None => NumberFormat { date: is_builtin_date(id), padded_digits: 0 },
        }
    }

    /// Judges a code such as `dd/mm/yyyy` or `000000000000` by its first section.
    pub fn of_code(code: &str) -> Self {
        let tokens = tokens(code);
        NumberFormat { date: is_date(&tokens), padded_digits: padded_digits(&tokens) }
    }
}

/// 14 to 17 and 22 everywhere; 27 to 36 and 50 to 58 are days in East Asian
/// versions of Excel (some of them times in some) and unused elsewhere.
fn is_builtin_date(id: u16) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = code.chars();
    while let Some(letter) = rest.next() {
        match letter {
            ';' => break,
            '"' => tokens.extend(rest.by_ref().take_while(|&c| c != '"').map(literal)),
            '\\' => tokens.extend(rest.next().map(literal)),
            // A blank as wide as the next character, or that one repeated.
            '_' | '*' => drop(rest.next()),
            '[' => rest.by_ref().take_while(|&c| c != ']').for_each(drop),
            'G' | 'g' if starts_general(rest.as_str()) => {
                rest.nth("eneral".len() - 1);
                tokens.push(Token::Arithmetic(letter));
            }
            _ => tokens.push(bare(letter)),
        }
    }
    tokens
}

fn starts_general(rest: &str) -> bool {
    rest.get(.."eneral".len()).is_some_and(|word| word.eq_ignore_ascii_case("eneral"))
}

fn literal(letter: char) -> Token {
    if letter == '0' { Token::LiteralZero } else { Token::Other }
}

fn bare(letter: char) -> Token {
    match letter.to_ascii_lowercase() {
        letter @ ('d' | 'm' | 'y' | 'h' | 's') => Token::DateLetter(letter),
        letter @ ('0' | '#' | '?') => Token::Digit(letter),
        letter @ ('.' | ',' | '%' | '/' | 'e' | '@') => Token::Arithmetic(letter),
        _ => Token::Other,
    }
}

/// Letters of a day or month, and no digits but fractions of a second: `0 ngày` is a number.
fn is_date(tokens: &[Token]) -> bool {
    let mut letters = Vec::new();
    let mut before = Token::Other;
    for &token in tokens {
        match token {
            Token::DateLetter(letter) => letters.push(letter),
            Token::Digit(_) if before != Token::Arithmetic('.') => return false,
            _ => {}
        }
        if !matches!((token, before), (Token::Digit(_), Token::Arithmetic('.'))) {
            before = token;
        }
    }
    let has = |wanted: char| letters.contains(&wanted);
    // Beside hours or seconds a lone m means minutes.
    has('d') || has('y') || (has('m') && !has('h') && !has('s'))
}

/// All digits from the first zero on are always shown; literal zeros before them too.
fn padded_digits(tokens: &[Token]) -> u8 {
    let bare = |token: &Token| !matches!(token, Token::Arithmetic(_) | Token::DateLetter(_));
    let Some(first) = tokens.iter().position(|&token| token == Token::Digit('0')) else {
        return 0;
    };
    let (before, shown) = tokens.split_at(first);
    let no_other_digit = before.iter().all(|token| !matches!(token, Token::Digit(_)));
    let zeros = before.iter().rev().take_while(|&&token| token == Token::LiteralZero).count();
    let digits = shown.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    match digits + if no_other_digit { zeros } else { 0 } {
        0 | 1 => 0,
        width if tokens.iter().all(bare) => u8::try_from(width).unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    fn is_date(code: &str) -> bool {
        NumberFormat::of_code(code).date
    }

    fn padding(code: &str) -> u8 {
        NumberFormat::of_code(code).padded_digits
    }

    #[test]
    fn days_and_months_are_dates() {
        for code in [
            "dd/mm/yyyy",
            "d-mmm",
            "[$-42A]dd\\ mmmm\\ yyyy;@",
            "yyyy-mm-dd hh:mm:ss.000",
            "mmm-yy",
            "\"Ngày\" dd \"tháng\" mm",
            "mmmm",
        ] {
            assert!(is_date(code), "{code}");
        }
    }

    #[test]
    fn numbers_texts_and_bare_times_are_no_dates() {
        for code in [
            "General",
            "general",
            "GENERAL \"đ\"",
            "0 ngày",
            "#,##0 đ",
            "\"Năm\" 0",
            "@",
            "h:mm AM/PM",
            "[h]:mm:ss",
            "mm:ss.0",
            "0.00E+00",
            "_-* #,##0_-;d",
            "[Red]0",
            "\\d0",
            "",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }

    #[test]
    fn zeros_pad() {
        assert_eq!(padding("000000000000"), 12);
        assert_eq!(padding("000 000 0000"), 10);
        assert_eq!(padding("0#########"), 10);
        assert_eq!(padding("\"0\"000000000"), 10);
        assert_eq!(padding("\\0000000000"), 10);
        assert_eq!(padding("[>9]00;0"), 2);
        assert_eq!(padding(&"0".repeat(300)), 0);
    }

    #[test]
    fn what_does_not_pad_does_not() {
        for code in ["0", "#,##0", "0.00", "##0", "General", "00/00", "00%", "dd", "@"] {
            assert_eq!(padding(code), 0, "{code}");
        }
    }

    #[test]
    fn built_in_formats_are_known_by_number() {
        assert!(NumberFormat::resolve(14, None).date);
        assert!(!NumberFormat::resolve(20, None).date, "a time of day");
        assert!(!NumberFormat::resolve(14, Some("0")).date, "the file's own code counts");
    }
}
