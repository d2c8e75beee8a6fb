//! How far apart two writings are to a Vietnamese reader: another tone is
//! nearer than another mark (ò/ó, o/ô), and both are nearer than another letter (o/x).

use super::letter::{Letter, Mark, Tone, lower};

/// What a letter more or less, or another letter costs; two letters swapped cost the same.
const LETTER: f32 = 1.0;
/// i and y stand for one sound (Lý, Lí).
const I_FOR_Y: f32 = 0.2;
/// One of the two has no tone, or no mark: it was lost rather than mistaken.
const LOST: f32 = 0.2;
const TONE: f32 = 0.3;
/// hỏi and ngã are confused in speech and in writing.
const HOI_FOR_NGA: f32 = 0.2;
const MARK: f32 = 0.4;

/// The least cost of turning one text into the other, in letters; case does not
/// count. Both in NFC.
pub fn distance(a: &str, b: &str) -> f32 {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().map(lower).collect(), b.chars().map(lower).collect());
    // Rows of the matrix of optimal string alignment: before last, last, this one.
    let mut before: Vec<f32> = Vec::new();
    let mut last: Vec<f32> = (0..=b.len()).map(|count| count as f32 * LETTER).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut this = Vec::with_capacity(b.len() + 1);
        let mut left = (i + 1) as f32 * LETTER;
        this.push(left);
        for (j, (&y, ends)) in b.iter().zip(last.windows(2)).enumerate() {
            let mut least = (ends[0] + substitution(x, y)).min(ends[1] + LETTER).min(left + LETTER);
            if let Some(swapped) = swap(&a, &b, i, j, &before) {
                least = least.min(swapped);
            }
            this.push(least);
            left = least;
        }
        before = std::mem::replace(&mut last, this);
    }
    last.last().copied().unwrap_or_default()
}

/// The cost when the letters at `i` and `j` and those before them are swapped.
fn swap(a: &[char], b: &[char], i: usize, j: usize, before: &[f32]) -> Option<f32> {
    let (x, y) = (a.get(i.checked_sub(1)?)?, b.get(j.checked_sub(1)?)?);
    (Some(x) == b.get(j) && Some(y) == a.get(i)).then_some(())?;
    before.get(j - 1).map(|cost| cost + LETTER)
}

/// 1 for equal texts down to 0 for texts without anything in common.
pub fn similarity(a: &str, b: &str) -> f32 {
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 { 1.0 } else { (1.0 - distance(a, b) / longest as f32).max(0.0) }
}

fn substitution(x: char, y: char) -> f32 {
    if x == y {
        return 0.0;
    }
    let (Some(x), Some(y)) = (Letter::of(x), Letter::of(y)) else { return LETTER };
    let base = match (x.base, y.base) {
        (x, y) if x == y => 0.0,
        (b'i', b'y') | (b'y', b'i') => I_FOR_Y,
        _ => return LETTER,
    };
    base + tone(x.tone, y.tone) + mark(x.mark, y.mark)
}

fn tone(x: Tone, y: Tone) -> f32 {
    match (x, y) {
        _ if x == y => 0.0,
        (Tone::Ngang, _) | (_, Tone::Ngang) => LOST,
        (Tone::Hoi, Tone::Nga) | (Tone::Nga, Tone::Hoi) => HOI_FOR_NGA,
        _ => TONE,
    }
}

fn mark(x: Mark, y: Mark) -> f32 {
    match (x, y) {
        _ if x == y => 0.0,
        (Mark::None, _) | (_, Mark::None) => LOST,
        _ => MARK,
    }
}

#[cfg(test)]
mod tests {
    use super::{distance, similarity};
    use proptest::prelude::*;

    #[test]
    fn tones_are_nearer_than_marks_and_marks_than_letters() {
        let tone = distance("Hòa", "Hóa");
        let mark = distance("Hôn", "Hơn");
        let letter = distance("Hoa", "Hxa");
        assert!(0.0 < tone && tone < mark && mark < letter);
        assert!(distance("Hoa", "Hòa") < tone);
        assert!(distance("Lý", "Lí") < tone);
        assert!(distance("Nguyễn", "Nguyển") < tone);
        assert_eq!(distance("HÒA", "hòa"), 0.0);
    }

    #[test]
    fn slips_cost_one_letter() {
        for (a, b) in
            [("Thịnh", "Thịn"), ("Thịnh", "Thịnhh"), ("Thịnh", "Thịnk"), ("Thinh", "Thnih")]
        {
            assert_eq!(distance(a, b), 1.0, "{a} {b}");
        }
        assert_eq!(
            (distance("", "abc"), similarity("", ""), similarity("abc", "")),
            (3.0, 1.0, 0.0)
        );
    }

    proptest! {
        #[test]
        fn distances_are_symmetric_and_zero_for_equal_texts(a in "[a-zà-ỹ ]{0,12}", b in "[a-zà-ỹ ]{0,12}") {
            prop_assert!((distance(&a, &b) - distance(&b, &a)).abs() < 1e-4);
            prop_assert_eq!(distance(&a, &a), 0.0);
            prop_assert!((0.0..=1.0).contains(&similarity(&a, &b)));
        }
    }
}
