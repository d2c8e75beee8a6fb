//! The yearly ratings of cadres.

use std::sync::LazyLock;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::says_nothing;
use crate::model::record::{Problem, Repair};
use crate::model::value::Rating;
use crate::text::fold::fold;

static RATINGS: LazyLock<Vocabulary<Rating>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/ratings.tsv")).unwrap_or_default()
});

/// A rating and the year that the cell names with it.
#[derive(Clone, Debug, PartialEq)]
pub struct YearReading {
    pub year: Option<i32>,
    pub rating: Reading<Rating>,
}

/// Reads a cell with one rating or several: `HTTNV`, `2024: HTTNV; 2025: HTXSNV`,
/// `HTTNV 2 năm liền`. Nothing for a filler; the oldest year comes first.
pub fn read(text: &str) -> Vec<YearReading> {
    if let Some(rating) = RATINGS.find(text) {
        return vec![YearReading { year: None, rating: Reading::plain(*rating) }];
    }
    if says_nothing(text) {
        return Vec::new();
    }
    let folded = fold(text);
    let mut found = several(&folded);
    if found.is_empty() && ["chua ", "khong "].iter().any(|word| folded.starts_with(word)) {
        return Vec::new();
    }
    if found.is_empty() {
        let suggestions = RATINGS.nearest(text);
        let rating = Reading::failed(Problem::UnknownWord { suggestions });
        return vec![YearReading { year: None, rating }];
    }
    if let ([one], true) = (found.as_slice(), says_two_years(&folded)) {
        found = vec![one.clone(), one.clone()];
    }
    if found.len() > 1 {
        for one in &mut found {
            one.rating.repairs.push(Repair::Split);
        }
    }
    found.sort_by_key(|one| one.year);
    found
}

/// The ratings of a folded text, each with the year that stands nearest: before
/// it (`2024: HTTNV`), else behind it (`HTTNV (2024)`).
fn several(folded: &str) -> Vec<YearReading> {
    let mut out: Vec<YearReading> = Vec::new();
    let mut rest_from = 0;
    for (range, rating) in RATINGS.inside(folded) {
        let gap = folded.get(rest_from..range.start).unwrap_or_default();
        let mut years = years(gap);
        let previous_lacks = out.last().is_some_and(|last| last.year.is_none());
        if previous_lacks
            && rest_from > 0
            && let (Some(last), false) = (out.last_mut(), years.is_empty())
        {
            last.year = Some(years.remove(0));
        }
        out.push(YearReading { year: years.pop(), rating: Reading::plain(*rating) });
        rest_from = range.end;
    }
    let mut behind = years(folded.get(rest_from..).unwrap_or_default());
    if let ([one @ YearReading { year: None, .. }], [_, _, ..]) = (&*out, &*behind) {
        let of_year = |year: &i32| YearReading { year: Some(*year), ..one.clone() };
        return behind.iter().map(of_year).collect();
    }
    if let Some(last) = out.last_mut().filter(|last| last.year.is_none()) {
        last.year = behind.pop();
    }
    out
}

/// Years of this century.
fn years(folded: &str) -> Vec<i32> {
    let is_year = |word: &&str| word.len() == 4 && word.starts_with("20");
    folded.split(' ').filter(is_year).filter_map(|word| word.parse().ok()).collect()
}

fn says_two_years(folded: &str) -> bool {
    ["2 nam", "02 nam", "hai nam", "ca 2 nam", "lien ke", "lien tiep"]
        .iter()
        .any(|words| folded.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str) -> Vec<(Option<i32>, Option<Rating>)> {
        read(text).into_iter().map(|one| (one.year, one.rating.value)).collect()
    }

    #[test]
    fn the_four_levels_are_known_in_full_and_short() {
        for (rating, texts) in [
            (
                Rating::Excellent,
                "Hoàn thành xuất sắc nhiệm vụ; HTXSNV; HTXS; Xuất sắc; HT xuất sắc nhiệm vụ",
            ),
            (
                Rating::Good,
                "Hoàn thành tốt nhiệm vụ; HTTNV; HT tốt NV; Tốt; hoan thanh tot nhiem vu",
            ),
            (Rating::Done, "Hoàn thành nhiệm vụ; HTNV; Hoàn thành"),
            (
                Rating::Failed,
                "Không hoàn thành nhiệm vụ; KHTNV; Không HTNV; Chưa hoàn thành nhiệm vụ",
            ),
        ] {
            for text in texts.split("; ") {
                assert_eq!(show(text), [(None, Some(rating))], "{text}");
            }
        }
    }

    #[test]
    fn several_years_in_one_cell_come_apart_oldest_first() {
        let both = [(Some(2024), Some(Rating::Good)), (Some(2025), Some(Rating::Excellent))];
        for text in [
            "2024: HTTNV; 2025: HTXSNV",
            "HTTNV (2024), HTXSNV (2025)",
            "Năm 2025 HTXSNV\nNăm 2024 HTTNV",
            "HTTNV năm 2024 HTXSNV năm 2025",
        ] {
            assert_eq!(show(text), both, "{text}");
        }
        let same = [(Some(2024), Some(Rating::Good)), (Some(2025), Some(Rating::Good))];
        assert_eq!(show("HTTNV (2024, 2025)"), same);
        let twice = [(None, Some(Rating::Good)), (None, Some(Rating::Good))];
        assert_eq!(show("HTTNV/HTTNV"), twice);
        assert_eq!(show("HTTNV 2 năm liền"), twice);
        assert_eq!(show("HTTNV năm 2025"), [(Some(2025), Some(Rating::Good))]);
    }

    #[test]
    fn other_words_are_unknown() {
        assert!(matches!(read("Khá")[0].rating.problem, Some(Problem::UnknownWord { .. })));
        for none in ["-", "Chưa xếp loại", "Chưa đánh giá"] {
            assert_eq!(read(none), [], "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,30}|(HTTNV|HTNV|KHTNV|2024|2025|:|;| |/|2 năm){0,8}") {
            let found = read(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].year <= pair[1].year), "{:?}", found);
        }

        #[test]
        fn the_name_of_a_rating_reads_back(at in 0..4_usize, year in 2020..2030_i32) {
            let rating = [Rating::Failed, Rating::Done, Rating::Good, Rating::Excellent][at];
            prop_assert_eq!(show(rating.label().vi), [(None, Some(rating))]);
            prop_assert_eq!(show(&format!("{year}: {}", rating.label().vi)), [(Some(year), Some(rating))]);
        }
    }
}
