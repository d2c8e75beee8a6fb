//! Vietnamese numerals in words, as closing lines write them.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// `12` → `mười hai`, `105` → `một trăm linh năm`, `1021` → `một nghìn không trăm hai mươi mốt`.
pub fn in_words(number: u64) -> String {
    if number < 10 {
        return digit(number).to_owned();
    }
    let mut words = Vec::new();
    let groups = [(1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn")];
    let mut rest = number;
    for (size, name) in groups {
        if rest >= size {
            let whole = rest / size;
            match size {
                1_000_000_000 => words.push(in_words(whole)),
                _ => words.push(below_thousand(whole, !words.is_empty())),
            }
            words.push(name.to_owned());
            rest %= size;
        }
    }
    if rest > 0 {
        words.push(below_thousand(rest, !words.is_empty()));
    }
    words.join(" ")
}

/// A number below ten with two digits, so that nobody can add one: `05`.
pub fn two_digits(number: u64) -> String {
    if number == 0 { "0".to_owned() } else { format!("{number:02}") }
}

fn digit(number: u64) -> &'static str {
    DIGITS.get(number as usize % 10).copied().unwrap_or_default()
}

/// `inside`: after a greater group, hundreds are named also when there are none.
fn below_thousand(number: u64, inside: bool) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut words = Vec::new();
    if hundreds > 0 || inside {
        words.extend([digit(hundreds), "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if words.is_empty() => words.push(digit(ones)),
        (0, _) => words.extend(["linh", digit(ones)]),
        (1, 0) => words.push("mười"),
        (1, 5) => words.extend(["mười", "lăm"]),
        (1, _) => words.extend(["mười", digit(ones)]),
        (_, 0) => words.extend([digit(tens), "mươi"]),
        (_, 1) => words.extend([digit(tens), "mươi", "mốt"]),
        (_, 5) => words.extend([digit(tens), "mươi", "lăm"]),
        (_, _) => words.extend([digit(tens), "mươi", digit(ones)]),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        let said = [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (44, "bốn mươi bốn"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (105, "một trăm linh năm"),
            (1_021, "một nghìn không trăm hai mươi mốt"),
            (12_005, "mười hai nghìn không trăm linh năm"),
            (2_000_000, "hai triệu"),
        ];
        for (number, words) in said {
            assert_eq!(in_words(number), words);
        }
    }
}
