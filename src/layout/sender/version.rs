//! Which of several forms of a unit this is: `lần 2`, `(1)`, `bản cuối`, `bổ sung`.

use crate::model::submission::Version;
use crate::text::fold::fold;

/// Words that say that a form puts right or replaces what was sent before.
/// They rank above any count.
const REPLACES: &[&str] = &[
    "thay the",
    "dinh chinh",
    "ban cuoi",
    "cuoi cung",
    "chinh thuc gui",
    "sua lai",
    "da sua",
    "ban sua",
    "sua doi",
    "dieu chinh",
    "final",
    "chot",
];

/// Words that say that a form adds to what was sent before.
const ADDS: &[&str] = &["bo sung", "danh sach them"];

/// Behind `bổ sung`: what a class adds to, and not the list.
const ADDED_BY_CLASS: &[&str] = &[
    "kien thuc",
    "ky nang",
    "ki nang",
    "nghiep vu",
    "chuyen mon",
    "trinh do",
    "ly luan",
    "li luan",
    "chuong trinh",
    "tieu chuan",
    "quy hoach",
    "chuc danh",
    "nguon",
    "chung chi",
    "bang cap",
    "van bang",
    "cap nhat",
];

/// Before `bổ sung`: classes, plans and regulations are added to, lists corrected.
const ADDED_TO: &[&str] =
    &["boi duong", "cap nhat", "quy hoach", "sua doi", "ra soat", "kien thuc", "kien toan"];

/// Lines that quote another paper: its version is not the form's.
const QUOTES: &[&str] =
    &["kem theo", "can cu", "thuc hien", "theo cong van", "theo quy", "ban hanh"];

/// Ranks between counts (`lần 2` → 2) and words (`bản cuối`).
const WORD_RANK: u32 = 1_000;

/// Reads the version out of the file name (without its ending) and the title lines.
pub fn version(file: &str, titles: &[String]) -> Version {
    let mut version = Version::default();
    for text in std::iter::once(file).chain(titles.iter().map(String::as_str)) {
        let folded = fold(text);
        if QUOTES.iter().any(|words| folded.starts_with(words)) {
            continue;
        }
        version.supplement |= adds(&folded);
        let word = REPLACES.iter().any(|words| has_words(&folded, words));
        let rank = counted(&folded).unwrap_or(0) + if word { WORD_RANK } else { 0 };
        version.rank = version.rank.max(rank);
    }
    version.rank = version.rank.max(copy_number(file).unwrap_or(0));
    version
}

/// Does the text say that people are added to a list: `danh sách bổ sung`, but
/// not `lớp bồi dưỡng bổ sung kiến thức`?
fn adds(folded: &str) -> bool {
    let of_class = |(before, after): (&str, &str)| {
        ADDED_TO.iter().any(|words| before.trim_end().ends_with(words))
            || ADDED_BY_CLASS.iter().any(|words| after.trim_start().starts_with(words))
    };
    ADDS.iter().any(|words| around(folded, words).any(|sides| !of_class(sides)))
}

fn has_words(folded: &str, words: &str) -> bool {
    around(folded, words).next().is_some()
}

/// What stands before and behind the words, wherever they stand as whole words.
fn around<'f>(folded: &'f str, words: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
    folded.match_indices(words).filter_map(move |(at, _)| {
        let (before, rest) = folded.split_at_checked(at)?;
        let after = rest.get(words.len()..)?;
        let is_end = |c: Option<char>| c.is_none_or(|c| c == ' ');
        (is_end(before.chars().next_back()) && is_end(after.chars().next()))
            .then_some((before, after))
    })
}

/// `lan 2`, `lan thu 2`, `v2`, `ban 2`, `lan hai`.
fn counted(folded: &str) -> Option<u32> {
    let words: Vec<&str> = folded.split(' ').collect();
    words.iter().enumerate().find_map(|(i, word)| match *word {
        "lan" | "ban" | "version" | "ver" => {
            let next = words.get(i + 1).copied()?;
            number(if next == "thu" { words.get(i + 2).copied()? } else { next })
        }
        word => small(word.strip_prefix('v').or_else(|| word.strip_prefix("lan"))?),
    })
}

fn number(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &["mot", "hai", "ba", "bon", "nam", "sau"];
    let spelled = WORDS.iter().position(|spelled| *spelled == word);
    spelled.map(|index| index as u32 + 1).or_else(|| small(word))
}

/// A count of versions: one or two digits.
fn small(digits: &str) -> Option<u32> {
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

/// `danh sach (2)`: the number that a file manager puts behind a second copy.
fn copy_number(file: &str) -> Option<u32> {
    let inner = file.trim_end().strip_suffix(')')?;
    small(inner.rsplit_once('(')?.1)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn later_versions_rank_higher() {
        let rank = |file: &str| version(file, &[]).rank;
        assert_eq!(rank("Chi bộ Sở Nội vụ thang 11"), 0);
        assert_eq!(rank("Chi bộ Sở Nội vụ thang 11 lan 2"), 2);
        assert_eq!(rank("DS_SNV_v3"), 3);
        assert_eq!(rank("danh sach (1)"), 1);
        assert!(rank("DS SNV (bản cuối)") > rank("DS SNV lần 9"));
        assert!(rank("DS đính chính lần 2") > rank("DS đính chính"));
    }

    #[test]
    fn a_supplement_adds() {
        assert!(version("DS bổ sung", &[]).supplement);
        assert!(version("DS", &["DANH SÁCH BỔ SUNG".to_owned()]).supplement);
        assert!(!version("DS", &[]).supplement);
        assert!(version("Đăng ký học bổ sung", &[]).supplement);
    }

    #[test]
    fn a_class_that_adds_to_knowledge_is_no_supplement() {
        for title in [
            "DANH SÁCH ĐĂNG KÝ LỚP BỒI DƯỠNG BỔ SUNG KIẾN THỨC",
            "Danh sách cử đi học lớp bổ sung kiến thức quốc phòng",
            "Danh sách cán bộ bổ sung quy hoạch giai đoạn 2026-2031",
            "Rà soát, bổ sung quy hoạch",
            "Danh sách học viên bồi dưỡng, bổ sung, cập nhật nghiệp vụ",
        ] {
            assert!(!version("DS", &[title.to_owned()]).supplement, "{title}");
        }
    }

    #[test]
    fn papers_that_a_form_quotes_are_not_its_version() {
        let quoted = "(Kèm theo Công văn số 12-CV/ĐU sửa đổi, bổ sung, lần 2)".to_owned();
        assert_eq!(version("DS", &[quoted]), version("DS", &[]));
    }

    #[test]
    fn months_and_years_are_no_versions() {
        assert_eq!(version("DS thang 11 2026", &[]).rank, 0);
        assert_eq!(version("Sở VHTTDL", &[]).rank, 0);
    }
}
