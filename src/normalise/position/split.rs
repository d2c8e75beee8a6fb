//! A cell with position and workplace → the two apart.
//!
//! `Chuyên viên, Sở Tài chính`, `Trưởng phòng TC-HC - Sở Nội vụ`, `Sở Y tế⏎Phó Giám đốc`,
//! `Kế toán viên Sở Công Thương`. What is known of posts and of names of
//! workplaces decides where to cut; only where neither tells, the first mark does.

use std::sync::LazyLock;

use serde::Deserialize;

use super::POSTS;
use crate::normalise::vocabulary::Vocabulary;
use crate::text::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Organisation,
    /// The same, and no word of a department or a field of work: begins a name anywhere.
    Agency,
    /// Stands behind a mark inside the name of a workplace: no place to cut.
    InsideAName,
}

static ORGANISATIONS: LazyLock<Vocabulary<Word>> = LazyLock::new(|| {
    let text = include_str!("../../../templates/vocabulary/organisations.tsv");
    Vocabulary::parse(text).unwrap_or_default()
});

/// The two parts of a cell, each as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    pub position: Option<&'a str>,
    pub workplace: Option<&'a str>,
}

/// Marks and words between the parts, those that may stand inside a name last.
const SEPARATORS: [&str; 14] = [
    "\n",
    ",",
    ";",
    " - ",
    " – ",
    " tại ",
    " ở ",
    " công tác tại ",
    " thuộc ",
    ":",
    " / ",
    "/",
    "-",
    "–",
];

/// Cuts a cell. `workplace_first` is the order that the heading names.
pub fn split(text: &str, workplace_first: bool) -> Parts<'_> {
    let cuts = cuts(text);
    let known = in_brackets(text).or_else(|| known_cut(&cuts)).or_else(|| without_mark(text));
    let known = known.or_else(|| behind_last_post(text, &cuts)).or_else(|| behind_department(text));
    if let Some(parts) = known {
        return parts;
    }
    match cuts.first() {
        Some((left, right)) if is_workplace(left) && is_workplace(right) => {
            Parts { position: None, workplace: Some(text) }
        }
        Some((left, right)) if workplace_first || (is_workplace(left) && !is_position(left)) => {
            parts(right, left)
        }
        Some((left, right)) if !(is_position(left) && is_position(right)) => parts(left, right),
        _ if is_workplace(text) => Parts { position: None, workplace: Some(text) },
        _ => Parts { position: Some(text), workplace: None },
    }
}

/// The first cut with a post on one side and a workplace on the other.
fn known_cut<'a>(cuts: &[(&'a str, &'a str)]) -> Option<Parts<'a>> {
    cuts.iter()
        .find(|(left, right)| is_position(left) && is_workplace(right))
        .map(|(left, right)| parts(left, right))
        .or_else(|| {
            let reversed =
                cuts.iter().find(|(left, right)| is_workplace(left) && is_position(right));
            reversed.map(|(left, right)| parts(right, left))
        })
}

/// `Chuyên viên (Sở Nội vụ)`, `Sở Nội vụ (Chuyên viên)`.
fn in_brackets(text: &str) -> Option<Parts<'_>> {
    let (left, right) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (left, right) = (left.trim(), right.trim());
    if is_position(left) && is_workplace(right) {
        return Some(parts(left, right));
    }
    (is_workplace(left) && is_position(right)).then(|| parts(right, left))
}

/// `Bí thư chi bộ, Giám đốc Sở Tư pháp`: several posts, and a workplace right behind the last.
fn behind_last_post<'a>(text: &'a str, cuts: &[(&'a str, &'a str)]) -> Option<Parts<'a>> {
    cuts.iter().rev().filter(|(left, right)| is_position(left) && is_position(right)).find_map(
        |(_, right)| {
            let workplace = without_mark(right)?.workplace?;
            Some(parts(before(text, workplace)?, workplace))
        },
    )
}

/// `Phó Trưởng phòng Tổ chức cán bộ Sở Nội vụ`: an agency behind the department of a post.
fn behind_department(text: &str) -> Option<Parts<'_>> {
    let post = words_of_post(text);
    let from = super::end_of_words(text, post).filter(|_| post > 0)?;
    let words = text.match_indices(' ').map(|(at, _)| at).filter(|at| *at >= from);
    words.filter_map(|at| text.get(at + 1..)).find_map(|workplace| {
        let is_agency = starts_with(workplace)
            .is_some_and(|(word, words)| word == Word::Agency && words_of(workplace) > words);
        let named = is_agency && workplace.starts_with(char::is_uppercase);
        named.then(|| before(text, workplace).map(|post| parts(post, workplace))).flatten()
    })
}

/// What stands before the end of a text.
fn before<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    text.get(..text.len().checked_sub(end.len())?).map(str::trim_end)
}

fn parts<'a>(position: &'a str, workplace: &'a str) -> Parts<'a> {
    Parts { position: Some(position), workplace: Some(workplace) }
}

/// Every way to cut the text at a mark, from left to right; marks with spaces before those without.
fn cuts(text: &str) -> Vec<(&str, &str)> {
    let mut places: Vec<(bool, usize, usize)> = Vec::new();
    for (rank, separator) in SEPARATORS.iter().enumerate() {
        let weak = rank + 3 >= SEPARATORS.len();
        places
            .extend(text.match_indices(separator).map(|(at, found)| (weak, at, at + found.len())));
    }
    places.sort_unstable();
    let marks = [',', ';', '-', '–', ':', '/', '(', ')', '.', ' ', '\n'];
    let cut = |(_, left, right): &(bool, usize, usize)| {
        let left = closed(text, text.get(..*left)?.trim_end_matches(marks));
        let right = text.get(*right..)?.trim_start_matches(marks).trim();
        let is_name = starts_with(right) == Some((Word::InsideAName, words_of(right)));
        let inside = is_name && starts_with(left).is_some();
        (!left.is_empty() && !right.is_empty() && !inside).then_some((left, right))
    };
    places.iter().filter_map(cut).collect()
}

/// The beginning of a text with its bracket, where trimming took that off: `Trưởng phòng (phụ trách)`.
fn closed<'a>(text: &'a str, start: &'a str) -> &'a str {
    let open = start.matches('(').count() > start.matches(')').count();
    let with_bracket = text.get(..start.len() + 1).filter(|with| open && with.ends_with(')'));
    with_bracket.unwrap_or(start).trim()
}

fn is_position(text: &str) -> bool {
    let post = words_of_post(text);
    post > 0 && post >= words_of_organisation(text)
}

/// Does the text begin like the name of an agency, a department or a party organisation?
pub fn is_workplace_name(text: &str) -> bool {
    is_workplace(text)
}

fn is_workplace(text: &str) -> bool {
    words_of_organisation(text) > words_of_post(text)
}

/// How many words of the beginning are a known post.
fn words_of_post(text: &str) -> usize {
    let folded = fold(text);
    POSTS.starting(&folded).map_or(0, |(end, _)| words(folded.get(..end)))
}

/// How many words of the beginning are a known word for a workplace, tones included.
fn words_of_organisation(text: &str) -> usize {
    starts_with(text).filter(|(word, _)| *word != Word::InsideAName).map_or(0, |(_, words)| words)
}

fn starts_with(text: &str) -> Option<(Word, usize)> {
    ORGANISATIONS.starting_toned(text).map(|(words, word)| (*word, words))
}

fn words_of(text: &str) -> usize {
    words(Some(&*fold(text)).filter(|folded| !folded.is_empty()))
}

fn words(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.split(' ').count())
}

/// `Kế toán viên Sở Công Thương`: a known post, and a workplace right behind
/// it. A shorter post counts where words follow the longest (`Phó Giám đốc Sở
/// Tài chính`), not where it ends the text or a mark follows (`Bí thư chi bộ, …`).
fn without_mark(text: &str) -> Option<Parts<'_>> {
    let folded = fold(text);
    let (end, _) = POSTS.starting(&folded)?;
    let longest = words(folded.get(..end));
    let behind = text.get(super::end_of_words(text, longest)?..)?;
    let goes_on =
        behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if !goes_on {
        return None;
    }
    (1..=longest).rev().find_map(|count| {
        POSTS.find(folded.get(..nth_word_end(&folded, count)?)?)?;
        let cut = super::end_of_words(text, count)?;
        let (position, workplace) = (text.get(..cut)?.trim(), text.get(cut..)?.trim());
        (is_workplace(workplace) && words_of(workplace) > 1).then(|| parts(position, workplace))
    })
}

/// The byte after the `count`th word of a folded text.
fn nth_word_end(folded: &str, count: usize) -> Option<usize> {
    let mut ends = folded.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(folded.len()));
    ends.nth(count.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn splits(text: &str, position: &str, workplace: &str) {
        let parts = split(text, false);
        let show = |part: Option<&str>| part.unwrap_or_default().to_owned();
        assert_eq!(
            (show(parts.position), show(parts.workplace)),
            (position.into(), workplace.into()),
            "{text}"
        );
    }

    #[test]
    fn the_usual_cells_come_apart() {
        splits("Văn thư, Sở Tài chính", "Văn thư", "Sở Tài chính");
        splits("Phó Giám đốc Sở, Sở Công Thương", "Phó Giám đốc Sở", "Sở Công Thương");
        splits(
            "Thanh tra viên, Sở Văn hóa, Thể thao và Du lịch",
            "Thanh tra viên",
            "Sở Văn hóa, Thể thao và Du lịch",
        );
        splits(
            "Chuyên viên - Sở Văn hóa, Thể thao và Du lịch",
            "Chuyên viên",
            "Sở Văn hóa, Thể thao và Du lịch",
        );
        splits(
            "Giảng viên\nTrường Cao đẳng Kỹ thuật - Công nghệ",
            "Giảng viên",
            "Trường Cao đẳng Kỹ thuật - Công nghệ",
        );
        splits("Chuyên viên tại Sở Nội vụ", "Chuyên viên", "Sở Nội vụ");
        splits("Kế toán viên, Thuế tỉnh", "Kế toán viên", "Thuế tỉnh");
        splits("Chánh Văn phòng, Thanh tra tỉnh", "Chánh Văn phòng", "Thanh tra tỉnh");
        splits("PTP, SNV", "PTP", "SNV");
        splits("Chuyên viên-Sở Nội vụ", "Chuyên viên", "Sở Nội vụ");
        splits("Giám đốc Trung tâm, Tỉnh đoàn", "Giám đốc Trung tâm", "Tỉnh đoàn");
        splits("Viên chức, Bưu điện tỉnh", "Viên chức", "Bưu điện tỉnh");
        splits(
            "Phó Trưởng phòng, Liên đoàn Lao động tỉnh",
            "Phó Trưởng phòng",
            "Liên đoàn Lao động tỉnh",
        );
    }

    #[test]
    fn the_order_may_be_reversed() {
        splits("Sở Nội vụ - Chuyên viên", "Chuyên viên", "Sở Nội vụ");
        splits(
            "Sở Văn hóa, Thể thao và Du lịch, Chuyên viên",
            "Chuyên viên",
            "Sở Văn hóa, Thể thao và Du lịch",
        );
        splits("Sở Y tế\nPhó Giám đốc Trung tâm", "Phó Giám đốc Trung tâm", "Sở Y tế");
        splits("Thanh tra tỉnh: Thanh tra viên", "Thanh tra viên", "Thanh tra tỉnh");
        let parts = split("Phú Cường, Lái máy", true);
        assert_eq!(parts, Parts { position: Some("Lái máy"), workplace: Some("Phú Cường") });
    }

    #[test]
    fn several_positions_stay_together() {
        splits(
            "Bí thư Chi bộ, Phó Giám đốc Sở, Sở Công Thương",
            "Bí thư Chi bộ, Phó Giám đốc Sở",
            "Sở Công Thương",
        );
        splits(
            "Chi ủy viên, Trưởng phòng TC-HC - Sở Nội vụ",
            "Chi ủy viên, Trưởng phòng TC-HC",
            "Sở Nội vụ",
        );
        splits("Bí thư chi bộ, Phó Giám đốc", "Bí thư chi bộ, Phó Giám đốc", "");
    }

    #[test]
    fn departments_stay_with_the_position() {
        splits(
            "Phó Trưởng phòng Tổ chức - Hành chính, Sở Nội vụ",
            "Phó Trưởng phòng Tổ chức - Hành chính",
            "Sở Nội vụ",
        );
        splits(
            "Chuyên viên phòng Kế hoạch, Sở Tài chính",
            "Chuyên viên phòng Kế hoạch",
            "Sở Tài chính",
        );
    }

    #[test]
    fn a_workplace_right_behind_the_post_is_found() {
        splits("Kế toán viên Sở Công Thương", "Kế toán viên", "Sở Công Thương");
        splits("Phó Giám đốc Sở Tài chính", "Phó Giám đốc", "Sở Tài chính");
        splits("Phó Giám đốc Sở Sở Tài chính", "Phó Giám đốc Sở", "Sở Tài chính");
        splits(
            "Chuyên viên Sở Văn hóa, Thể thao và Du lịch",
            "Chuyên viên",
            "Sở Văn hóa, Thể thao và Du lịch",
        );
        splits(
            "Phó Giám đốc Trung tâm Khảo nghiệm Vùng cao",
            "Phó Giám đốc",
            "Trung tâm Khảo nghiệm Vùng cao",
        );
        splits("Chánh Văn phòng UBND tỉnh", "Chánh Văn phòng", "UBND tỉnh");
    }

    #[test]
    fn agencies_behind_departments_and_further_posts_are_found() {
        splits("Phó Trưởng phòng TCHC Sở Y tế", "Phó Trưởng phòng TCHC", "Sở Y tế");
        splits(
            "Phó trưởng phòng Tổ chức cán bộ Sở Nội vụ",
            "Phó trưởng phòng Tổ chức cán bộ",
            "Sở Nội vụ",
        );
        splits("Bí thư chi bộ, Giám đốc Sở Tư pháp", "Bí thư chi bộ, Giám đốc", "Sở Tư pháp");
        splits("Trưởng phòng Quản lý trường học", "Trưởng phòng Quản lý trường học", "");
        splits("Chánh Thanh tra Sở", "Chánh Thanh tra Sở", "");
    }

    #[test]
    fn brackets_hold_the_other_part_or_stay() {
        splits("Chuyên viên (Sở Nội vụ)", "Chuyên viên", "Sở Nội vụ");
        splits("Sở Nội vụ (Chuyên viên)", "Chuyên viên", "Sở Nội vụ");
        splits(
            "Phó Trưởng phòng (phụ trách), Sở Nội vụ",
            "Phó Trưởng phòng (phụ trách)",
            "Sở Nội vụ",
        );
    }

    #[test]
    fn one_part_alone_stays_whole() {
        splits("Phòng Ngân sách, Sở Tài chính", "", "Phòng Ngân sách, Sở Tài chính");
        splits("Trưởng phòng", "Trưởng phòng", "");
        splits("Sở Nội vụ", "", "Sở Nội vụ");
        splits("Sở Văn hóa, Thể thao và Du lịch", "", "Sở Văn hóa, Thể thao và Du lịch");
        splits("Bí thư chi bộ", "Bí thư chi bộ", "");
        splits("Phó Giám đốc Sở", "Phó Giám đốc Sở", "");
        splits("Tổ viên, Phú Cường", "Tổ viên", "Phú Cường");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(\\PC|[,\n -]|Sở |Phó |chuyên viên ){0,30}") {
            let parts = split(&text, false);
            prop_assert!(parts.position.is_some() || parts.workplace.is_some());
        }
    }
}
