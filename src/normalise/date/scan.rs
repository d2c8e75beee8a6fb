//! A text → the dates that stand in it, each as it can be read.

use crate::model::date::PartialDate;
use crate::text::fold::fold;

use chrono::NaiveDate;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub shape: Shape,
    /// A letter O stood for a zero, an l for a one.
    pub look_alike: bool,
    pub short_year: bool,
    pub lost_zero: bool,
    /// Numbers alone, so that a machine or a person may have swapped them.
    pub swappable: bool,
    /// Folded words between the date before this one (or the start) and this one.
    pub before: String,
    /// Folded words up to the next date or the end.
    pub after: String,
}

/// How the numbers can be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    Date(PartialDate),
    /// No date as day/month, but one as month/day (`12/25/1980`).
    MonthFirst(NaiveDate),
    NoSuchDay,
    Unreadable,
    /// Five digits that can be a serial day number.
    Serial(u32),
}

/// Reads two-digit years.
#[derive(Clone, Copy, Debug)]
pub struct Pivot {
    /// The first two-digit year of the last century.
    pub from: u32,
    /// May a lone two-digit number be a year?
    pub alone: bool,
}

/// `12/03/1985`, by far the most frequent writing, read without more ado:
/// digits with `/`, `.`, `-` (seldom `;` or `:`) between them, a year of four digits, and a day
/// that the calendar has. `None` for anything else.
pub fn plain(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if !(8..=10).contains(&bytes.len()) {
        return None;
    }
    let mut parts = bytes.split(|byte| matches!(byte, b'/' | b'.' | b'-' | b';' | b':'));
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| digits.contains(&part.len()))?;
        part.iter().try_fold(0u32, |value, byte| {
            byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
        })
    };
    let (day, month, year) = (number(1..=2)?, number(1..=2)?, number(4..=4)?);
    let whole = parts.next().is_none() && (1900..=2100).contains(&year);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|_| whole)?, month, day)
}

/// As [`plain`], of a date that a narrow column has broken over two lines: `12/03/⏎1985`.
pub fn wrapped(text: &str) -> Option<NaiveDate> {
    if text.len() > 12 || !text.contains('\n') {
        return None;
    }
    plain(&text.replace('\n', "")).or_else(|| plain(&text.replace('\n', "/")))
}

/// Every date of a cleaned text, from left to right.
pub fn dates(text: &str, pivot: Pivot) -> Vec<Found> {
    let tokens = tokens(without_time(text));
    let mut found: Vec<Found> = Vec::new();
    let mut before = String::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (parts, next) = parts(&tokens, at);
        if parts.iter().any(|part| part.number.is_some()) {
            let mut date = interpret(&parts, pivot, tokens.len() == 1);
            if let Some(last) = found.last_mut() {
                last.after.clone_from(&before);
            }
            date.before = std::mem::take(&mut before);
            found.push(date);
            at = next;
        } else {
            if let Token::Word(word) = token {
                push_word(&mut before, word);
            }
            at += 1;
        }
    }
    if let Some(last) = found.last_mut() {
        last.after = before;
    }
    found
}

/// Cuts the time of day off the end: `1985-03-12 00:00:00`, `1985-03-12T00:00:00`.
fn without_time(text: &str) -> &str {
    let cut = text.find(':').and_then(|colon| {
        let hours = text.get(..colon)?.trim_end_matches(|c: char| c.is_ascii_digit());
        let day = hours.strip_suffix([' ', 'T'])?;
        let is_time = hours.len() < colon && day.ends_with(|c: char| c.is_ascii_digit());
        is_time.then_some(day)
    });
    cut.unwrap_or(text)
}

fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Number),
    /// Folded.
    Word(String),
    /// `/`, `.`, `-` … between the parts of a date.
    Joint,
    Comma,
    /// Line breaks, brackets, colons: no date goes across.
    Stop,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    value: u32,
    digits: u8,
    look_alike: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            _ if c.is_alphanumeric() => {
                let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                run(rest.get(..end).unwrap_or_default(), &mut tokens);
                end
            }
            _ => {
                match c {
                    ' ' => {}
                    ',' => tokens.push(Token::Comma),
                    '\n' | ';' | '(' | ')' | ':' | '[' | ']' => tokens.push(Token::Stop),
                    _ => tokens.push(Token::Joint),
                }
                c.len_utf8()
            }
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    tokens
}

/// A run of letters and digits: a number (with look-alikes), a word, or words and numbers without spaces (`T3`).
fn run(run: &str, tokens: &mut Vec<Token>) {
    if let Some(number) = number(run) {
        return tokens.push(Token::Number(number));
    }
    let is_digit = |c: char| c.is_ascii_digit();
    // `19S5` is neither 19 nor 5.
    let inside = run.trim_matches(is_digit);
    if run.starts_with(is_digit) && run.ends_with(is_digit) && !is_label(inside) {
        return tokens.push(Token::Word(fold(run).into_owned()));
    }
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| is_digit(c) != is_digit(first)).unwrap_or(rest.len());
        let part = rest.get(..end).unwrap_or_default();
        tokens.push(match number(part) {
            Some(number) => Token::Number(number),
            None => Token::Word(fold(part).into_owned()),
        });
        rest = rest.get(end..).unwrap_or_default();
    }
}

/// May the letters stand between two numbers: `12t3`, `12thang3`, `1985T00`?
fn is_label(letters: &str) -> bool {
    matches!(&*fold(letters), "t" | "th" | "thg" | "thang" | "n" | "nam" | "x")
}

/// Up to nine digits, where O, o stand for 0 and l, I, i for 1 among digits.
fn number(run: &str) -> Option<Number> {
    let mut value: u32 = 0;
    let (mut digits, mut look_alike, mut sure) = (0u8, false, false);
    for c in run.chars() {
        let digit = match c {
            '0'..='9' => {
                sure = true;
                c as u32 - '0' as u32
            }
            'O' | 'o' => 0,
            'l' | 'I' | 'i' => 1,
            _ => return None,
        };
        look_alike |= !c.is_ascii_digit();
        value = value.checked_mul(10)?.checked_add(digit)?;
        digits = digits.checked_add(1)?;
    }
    // A lone O or lO between slashes is a number too; a word like "oi" is longer or has no O.
    let zero_like = digits <= 2 && run.contains(['O', 'o']) && !run.contains('i');
    (digits <= 9 && (sure || zero_like)).then_some(Number { value, digits, look_alike })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Day,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    label: Option<Label>,
    number: Option<Number>,
}

/// The parts of one date that begins at a token, and the token behind it.
fn parts(tokens: &[Token], start: usize) -> (Vec<Part>, usize) {
    let mut parts: Vec<Part> = Vec::new();
    let mut label = None;
    let mut at = start;
    let mut end = start;
    while let Some(token) = tokens.get(at) {
        let full_year = parts.iter().any(|part| part.number.is_some_and(|n| n.digits == 4));
        match token {
            Token::Number(number) => {
                parts.push(Part { label: label.take(), number: Some(*number) });
                end = at + 1;
            }
            Token::Word(word) => match word_part(word, label, tokens.get(at + 1)) {
                Some(WordPart::Label(next)) => {
                    let again = parts.iter().any(|part| part.label == Some(next));
                    if again || (parts.is_empty() && at != start && label.is_none()) {
                        break;
                    }
                    label = Some(next);
                }
                Some(WordPart::Month(value)) => {
                    label = None;
                    let number = Number { value, digits: 2, look_alike: false };
                    parts.push(Part { label: Some(Label::Month), number: Some(number) });
                    end = at + 1;
                }
                Some(WordPart::Unknown) => {
                    let number = Number { value: 0, digits: 2, look_alike: false };
                    parts.push(Part { label: label.take(), number: Some(number) });
                    end = at + 1;
                }
                None => break,
            },
            Token::Joint if !parts.is_empty() => {}
            Token::Comma if !parts.is_empty() && !full_year => {}
            _ => break,
        }
        at += 1;
        let year_last = parts.len() > 1
            && parts.last().and_then(|part| part.number).is_some_and(|n| n.digits == 4)
            && parts.first().and_then(|part| part.number).is_some_and(|n| n.digits < 4);
        if parts.len() == 3 || year_last {
            break;
        }
    }
    (parts, end.max(start + 1))
}

enum WordPart {
    Label(Label),
    Month(u32),
    /// `xx` for a part that is not known.
    Unknown,
}

fn word_part(word: &str, label: Option<Label>, next: Option<&Token>) -> Option<WordPart> {
    if label == Some(Label::Month)
        && let Some(month) = month_number(word)
    {
        return Some(WordPart::Month(month));
    }
    match word {
        "ngay" | "mung" | "mong" => Some(WordPart::Label(Label::Day)),
        "thang" | "thg" => Some(WordPart::Label(Label::Month)),
        "t" | "th" if matches!(next, Some(Token::Number(_))) => Some(WordPart::Label(Label::Month)),
        "nam" | "n" if matches!(next, Some(Token::Number(_) | Token::Joint)) => {
            Some(WordPart::Label(Label::Year))
        }
        _ if !word.is_empty() && word.bytes().all(|byte| byte == b'x') && word.len() <= 4 => {
            matches!(next, Some(Token::Joint)).then_some(WordPart::Unknown)
        }
        _ => month_name(word).map(WordPart::Month),
    }
}

/// Vietnamese numbers and names of months, after `tháng`.
fn month_number(word: &str) -> Option<u32> {
    Some(match word {
        "gieng" | "mot" => 1,
        "hai" => 2,
        "ba" => 3,
        "tu" | "bon" => 4,
        "sau" => 6,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        "muoi" => 10,
        "chap" => 12,
        _ => return None,
    })
}

/// English names of months, as spreadsheets write them.
fn month_name(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word.len() < 3 {
        return None;
    }
    let is_name = |name: &&str| {
        **name == *word || name.get(..3) == Some(word) || (word == "sept" && **name == *"september")
    };
    NAMES.iter().position(is_name).and_then(|index| u32::try_from(index + 1).ok())
}

/// Day, month and year out of the parts.
fn interpret(parts: &[Part], pivot: Pivot, alone: bool) -> Found {
    let numbers: Vec<Number> = parts.iter().filter_map(|part| part.number).collect();
    let labelled = parts.iter().any(|part| part.label.is_some());
    let mut found = Found {
        shape: Shape::Unreadable,
        look_alike: numbers.iter().any(|number| number.look_alike),
        short_year: false,
        lost_zero: false,
        swappable: false,
        before: String::new(),
        after: String::new(),
    };
    let [day, month, year] = match (numbers.as_slice(), labelled) {
        (_, true) => by_label(parts),
        ([one], _) => return lone(*one, pivot, alone, found),
        ([first, second], _) if first.digits == 4 => [None, Some(*second), Some(*first)],
        ([first, second], _) => [None, Some(*first), Some(*second)],
        ([first, second, third], _) if first.digits == 4 => {
            [Some(*third), Some(*second), Some(*first)]
        }
        ([first, second, third], _) => {
            found.swappable = true;
            [Some(*first), Some(*second), Some(*third)]
        }
        _ => [None; 3],
    };
    let short = day.is_none() && !labelled && year.is_some_and(|year| year.value <= 31);
    if let Some(year) = year.filter(|_| !short) {
        found.short_year = year.digits == 2;
        found.shape = shape(day, month, full_year(year, pivot));
    }
    found
}

fn by_label(parts: &[Part]) -> [Option<Number>; 3] {
    let labels = [Label::Day, Label::Month, Label::Year];
    let given = |label| parts.iter().find(|part| part.label == Some(label)).and_then(|p| p.number);
    let mut slots = labels.map(given);
    let mut free = parts.iter().filter(|part| part.label.is_none()).filter_map(|part| part.number);
    // A lone unlabelled number beside a month is the year when it looks like one.
    if slots[0].is_none() && slots[2].is_none() && parts.len() == 2 {
        slots[2] = free.next();
    }
    for slot in slots.iter_mut().filter(|slot| slot.is_none()) {
        match free.next() {
            Some(number) => *slot = Some(number),
            None => break,
        }
    }
    slots
}

fn full_year(year: Number, pivot: Pivot) -> Option<i32> {
    let value = match year.digits {
        4 => year.value,
        2 if year.value >= pivot.from => 1900 + year.value,
        2 => 2000 + year.value,
        _ => return None,
    };
    (1900..=2100).contains(&value).then(|| i32::try_from(value).ok()).flatten()
}

fn shape(day: Option<Number>, month: Option<Number>, year: Option<i32>) -> Shape {
    let Some(year) = year else { return Shape::Unreadable };
    let part = |number: Option<Number>| number.map(|n| n.value).filter(|value| *value > 0);
    let too_long = |number: Option<Number>| number.is_some_and(|n| n.digits > 2);
    if too_long(day) || too_long(month) {
        return Shape::Unreadable;
    }
    match (part(day), part(month)) {
        (_, None) => Shape::Date(PartialDate::Year(year)),
        (None, Some(month @ 1..=12)) => Shape::Date(PartialDate::Month { year, month }),
        (None, Some(_)) => Shape::NoSuchDay,
        (Some(day), Some(month)) => match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Shape::Date(PartialDate::Day(date)),
            None if month > 12 => NaiveDate::from_ymd_opt(year, day, month)
                .map_or(Shape::NoSuchDay, Shape::MonthFirst),
            None => Shape::NoSuchDay,
        },
    }
}

/// One number without separators: a year, `12031985`, `120385`, a serial number.
fn lone(number: Number, pivot: Pivot, alone: bool, mut found: Found) -> Found {
    let part = |value: u32, digits: u8| Number { value, digits, look_alike: false };
    let value = number.value;
    let cut = |year: u32| [value / year / 100, value / year % 100, value % year];
    match number.digits {
        4 => found.shape = shape(None, None, full_year(number, pivot)),
        2 if alone && pivot.alone && value >= 40 => {
            found.short_year = true;
            found.shape = shape(None, None, full_year(number, pivot));
        }
        5 => found.shape = Shape::Serial(value),
        6 => {
            let [day, month, year] = cut(100);
            let as_day =
                shape(Some(part(day, 2)), Some(part(month, 2)), full_year(part(year, 2), pivot));
            let [_, month, year] = cut(10_000);
            let as_month = shape(None, Some(part(month, 2)), full_year(part(year, 4), pivot));
            found.short_year = matches!(as_day, Shape::Date(_));
            found.shape = if found.short_year { as_day } else { as_month };
        }
        7 | 8 => {
            let [day, month, year] = cut(10_000);
            found.lost_zero = number.digits == 7;
            found.shape =
                shape(Some(part(day, 2)), Some(part(month, 2)), full_year(part(year, 4), pivot));
            let iso = [value / 10_000, value / 100 % 100, value % 100];
            let as_iso = shape(
                Some(part(iso[2], 2)),
                Some(part(iso[1], 2)),
                full_year(part(iso[0], 4), pivot),
            );
            if number.digits == 8
                && matches!(
                    (found.shape, as_iso),
                    (Shape::Unreadable | Shape::NoSuchDay, Shape::Date(_))
                )
            {
                found.shape = as_iso;
            }
        }
        _ => {}
    }
    found
}
