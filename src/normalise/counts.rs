//! Counts that a form states of itself: `Danh sách này có 12 đồng chí (Nam: 9; Nữ: 3)`, `(Mười hai đồng chí)`.

use crate::text::fold::{fold, fold_tones};

/// What a statement says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub total: u32,
    /// The total is one of people by its words; else a number behind `Cộng` or `Tổng số`, which may sum up anything.
    pub of_people: bool,
    pub male: Option<u32>,
    pub female: Option<u32>,
}

/// Words behind a count of people, folded.
const PEOPLE: [&str; 12] = [
    "nguoi",
    "dong chi",
    "d c",
    "dc",
    "hoc vien",
    "can bo",
    "dang vien",
    "truong hop",
    "cb",
    "hv",
    "nhan su",
    "cbcc",
];
/// Words before a count, folded; longest first.
const BEFORE: [&str; 14] = [
    "tong so nguoi",
    "tong so dong chi",
    "tong quan so",
    "tong cong",
    "tong so",
    "an dinh gom",
    "an dinh co",
    "co tat ca",
    "danh sach gom",
    "danh sach co",
    "cong",
    "gom",
    "co",
    "tong",
];

/// The count of people that a text states; `None` when it states none.
pub fn read(text: &str) -> Option<Counts> {
    let words = words(text);
    let (total, of_people) = (0..words.len()).find_map(|at| total_at(&words, at))?;
    let is_sex = |word: &Word| !word.is_year && matches!(&*word.folded, "nam" | "nu");
    let first = words.iter().position(is_sex).unwrap_or(0);
    // "9 nam, 6 nữ" or "Nam: 9; Nữ: 6": the first sex shows the habit.
    let number_first = first.checked_sub(1).and_then(|at| words.get(at)?.number).is_some();
    let of = |sex: &str| {
        let at = words.iter().position(|word| is_sex(word) && word.folded == sex)?;
        if number_first {
            words.get(at.checked_sub(1)?)?.number
        } else {
            behind(words.get(at + 1..)?)
        }
    };
    let mut counts = Counts { total, of_people, male: of("nam"), female: of("nu") };
    // A share cannot be more than the whole: then it was no share.
    counts.male = counts.male.filter(|count| *count <= total);
    counts.female = counts.female.filter(|count| *count <= total);
    Some(counts)
}

#[derive(Clone, Debug, PartialEq)]
struct Word {
    folded: String,
    number: Option<u32>,
    /// `năm` (year), not `nam` (man).
    is_year: bool,
}

/// Folded words; numbers in words become one word.
fn words(text: &str) -> Vec<Word> {
    let toned = fold_tones(text);
    let raw: Vec<&str> =
        toned.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(word) = raw.get(at) {
        let folded = fold(word).into_owned();
        let digits = folded.parse().ok().filter(|_| folded.len() <= 5);
        let spelled = in_words(raw.get(at..).unwrap_or_default());
        let (number, used) = match (digits, spelled) {
            (Some(number), _) => (Some(number), 1),
            (None, Some((number, used))) => (Some(number), used),
            _ => (None, 1),
        };
        words.push(Word { is_year: *word == "năm" && number.is_none(), folded, number });
        at += used;
    }
    words
}

/// The number at `at`, where it is a count of people and not a year, a class or a share.
fn total_at(words: &[Word], at: usize) -> Option<(u32, bool)> {
    let number = words.get(at)?.number?;
    let before = words.get(..at)?;
    let last = before.last();
    if last.is_some_and(|word| word.is_year || matches!(&*word.folded, "khoa" | "k" | "thang" | "ngay" | "nam" | "nu" | "quy" | "so" if !ends_with(before, &["tong so", "quan so"]))) {
        return None;
    }
    let people_follow = starts_with(words.get(at + 1..)?, &PEOPLE);
    let announced = ends_with(before, &BEFORE)
        || (people_follow && ends_with(before, &["an dinh", "danh sach"]));
    (people_follow || announced).then_some((number, people_follow))
}

/// `Nam: 9`, `Nữ có 6`: the number right behind the sex.
fn behind(words: &[Word]) -> Option<u32> {
    let talk = |word: &&Word| matches!(&*word.folded, "co" | "la" | "dong" | "chi");
    words.iter().take(4).find(|word| !talk(word))?.number.filter(|count| *count < 1900)
}

fn starts_with(words: &[Word], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut rest = words.iter();
        phrase.split(' ').all(|part| rest.next().is_some_and(|word| word.folded == part))
    })
}

fn ends_with(words: &[Word], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let count = phrase.split(' ').count();
        words.len() >= count
            && starts_with(words.get(words.len() - count..).unwrap_or_default(), &[phrase])
    })
}

/// A number in Vietnamese words at the start of some words (lower case, with
/// tones): its value and how many words it takes. `mười hai` → 12.
fn in_words(words: &[&str]) -> Option<(u32, usize)> {
    let mut total = 0;
    let mut last = None;
    let mut used = 0;
    for (at, word) in words.iter().enumerate() {
        match (*word, last) {
            ("mươi", Some(ones)) => (total, last) = (total + ones * 10, Some(0)),
            ("mười", None) => (total, last) = (total + 10, Some(0)),
            ("trăm", Some(ones)) => (total, last) = (total + ones * 100, Some(0)),
            ("linh" | "lẻ", Some(0)) => {}
            _ => match digit(word) {
                Some(ones) if last.is_none_or(|last| last == 0) => last = Some(ones),
                _ => break,
            },
        }
        used = at + 1;
    }
    // A lone digit word ("ba", "năm") may be part of a name or a year.
    let value = total + last?;
    (used > 1 || words.get(1).is_some_and(|next| matches!(*next, "đồng" | "người")))
        .then_some((value, used))
}

fn digit(word: &str) -> Option<u32> {
    Some(match word {
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" | "nhăm" => 5,
        "sáu" => 6,
        "bảy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn says(text: &str, total: u32, male: Option<u32>, female: Option<u32>) {
        let counts = read(text).map(|counts| (counts.total, counts.male, counts.female));
        assert_eq!(counts, Some((total, male, female)), "{text}");
    }

    #[test]
    fn statements_of_the_closing_line_are_understood() {
        for text in [
            "Danh sách ấn định có 12 người",
            "(Danh sách ấn định gồm 12 người./.)",
            "Danh sách này có 12 đồng chí",
            "Ấn định danh sách: 12 người",
            "(Mười hai đồng chí)",
            "Tổng số: 12 đồng chí",
            "Tổng cộng: 12",
            "Danh sách năm 2026 có 12 người",
            "Chi bộ Sở Nội vụ (12 đ/c)",
            "Danh sách ấn định có 12 (mười hai) người",
            "Ấn định danh sách: Mười hai người",
            "Cộng: 12",
            "Tổng: 12 đ/c",
            "Danh sách lớp khóa 45 có 12 học viên",
            "Cộng I: 12 đồng chí",
            "Tổng số 12 đ/c",
        ] {
            says(text, 12, None, None);
        }
        says("(Danh sách này có 08 đồng chí)", 8, None, None);
    }

    #[test]
    fn shares_of_the_sexes_are_understood() {
        says("Tổng số: 15 đồng chí (Nam: 9; Nữ: 6)", 15, Some(9), Some(6));
        says("Tổng số 15 đ/c, trong đó nữ: 06 đ/c", 15, None, Some(6));
        says("Danh sách có 15 người (9 nam, 6 nữ)", 15, Some(9), Some(6));
        says("Tổng quân số: 5 đồng chí (Chính thức: 4 đ/c; Dự bị: 1 đ/c)", 5, None, None);
        says("Tổng số: 3 người năm 2026", 3, None, None);
    }

    #[test]
    fn numbers_in_words_are_read() {
        for (words, value) in [
            ("mười hai", 12),
            ("hai mươi", 20),
            ("hai mươi mốt", 21),
            ("ba mươi lăm", 35),
            ("một trăm linh năm", 105),
            ("mười", 10),
            ("chín mươi chín", 99),
        ] {
            says(&format!("Danh sách có {words} người"), value, None, None);
        }
    }

    #[test]
    fn other_numbers_are_no_counts() {
        for text in [
            "",
            "Cộng",
            "Tháng 11 năm 2026",
            "ngày 12 tháng 11 năm 2026",
            "Lớp Trung cấp khóa 45",
            "Số 12-CV/ĐU",
            "Năm đồng chí Ba",
        ] {
            assert!(read(text).is_none_or(|c| c.total == 5), "{text}: {:?}", read(text));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(\\PC|[0-9 ():;]|đồng chí |mười |trăm |nam |tổng số ){0,30}") {
            read(&text);
        }
    }
}
