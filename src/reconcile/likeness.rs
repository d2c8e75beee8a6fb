//! How far apart two folded writings are, fast enough for millions of pairs.

/// How many slips lie between two texts, if no more than `most`: a letter more,
/// less or other, or two neighbours swapped (optimal string alignment).
pub fn slips_within(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = trim_common(a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    if a.is_empty() || b.is_empty() {
        return Some(a.len().max(b.len()));
    }
    // Rows of the matrix: before last, last, this one.
    let width = b.len() + 1;
    if width <= SHORT {
        let mut first = [0; SHORT];
        first.iter_mut().enumerate().for_each(|(at, cell)| *cell = at);
        return slips_in([first, [0; SHORT], [0; SHORT]], a, b, most);
    }
    slips_in([(0..width).collect::<Vec<_>>(), vec![0; width], vec![0; width]], a, b, most)
}

/// Names are shorter than this, so that comparing them takes no memory.
const SHORT: usize = 24;

fn slips_in<R>(mut rows: [R; 3], a: &[u8], b: &[u8], most: usize) -> Option<usize>
where
    R: AsRef<[usize]> + AsMut<[usize]>,
{
    let width = b.len() + 1;
    for (i, &letter) in a.iter().enumerate() {
        let [last, before_last, this] = &mut rows;
        let (last, before_last) = (last.as_ref(), before_last.as_ref());
        let this = this.as_mut();
        this[0] = i + 1;
        for (j, &other) in b.iter().enumerate() {
            let changed = last[j] + usize::from(letter != other);
            let mut best = changed.min(last[j + 1] + 1).min(this[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                best = best.min(before_last[j - 1] + 1);
            }
            this[j + 1] = best;
        }
        if this[..width].iter().min().is_some_and(|&least| least > most) {
            return None;
        }
        let [first, second, third] = rows;
        rows = [third, first, second];
    }
    rows[0].as_ref().get(b.len()).copied().filter(|&slips| slips <= most)
}

/// What is left when the common beginning and end are taken away.
fn trim_common<'a>(mut a: &'a [u8], mut b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Likeness of two texts from 0 to 1 after Jaro and Winkler: letters in
/// common, in order, with a bonus for a common beginning.
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    // Taking letters greedily depends on which text comes first; the likeness must not.
    let (a, b) = if a <= b { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let jaro = jaro(a, b);
    let prefix = a.iter().zip(b).take(4).take_while(|(a, b)| a == b).count();
    jaro + 0.1 * prefix as f64 * (1.0 - jaro)
}

fn jaro(a: &[u8], b: &[u8]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut common = Vec::with_capacity(a.len());
    for (i, letter) in a.iter().enumerate() {
        let window = i.saturating_sub(reach)..b.len().min(i + reach + 1);
        if let Some(j) = window.into_iter().find(|&j| !taken[j] && b[j] == *letter) {
            taken[j] = true;
            common.push(*letter);
        }
    }
    if common.is_empty() {
        return 0.0;
    }
    let in_b = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let moved = common.iter().zip(in_b).filter(|(a, b)| a != b).count() / 2;
    let count = common.len() as f64;
    (count / a.len() as f64 + count / b.len() as f64 + (count - moved as f64) / count) / 3.0
}

#[cfg(test)]
mod tests {
    use super::{jaro_winkler, slips_within};
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted_up_to_the_limit() {
        assert_eq!(slips_within("thinh", "thinh", 2), Some(0));
        assert_eq!(slips_within("nguyen", "nguien", 2), Some(1));
        assert_eq!(slips_within("nguyen", "nugyen", 2), Some(1));
        assert_eq!(slips_within("hoa", "hoan", 2), Some(1));
        assert_eq!(slips_within("hoa", "lan", 2), None);
        assert_eq!(slips_within("", "ab", 2), Some(2));
    }

    #[test]
    fn known_likenesses() {
        assert!((jaro_winkler("martha", "marhta") - 0.9611).abs() < 1e-4);
        assert!((jaro_winkler("dixon", "dicksonx") - 0.8133).abs() < 1e-4);
        assert_eq!((jaro_winkler("", ""), jaro_winkler("a", "")), (1.0, 0.0));
    }

    /// The whole matrix, as the definition has it.
    fn plain_slips(a: &[u8], b: &[u8]) -> usize {
        let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                cells[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let changed = cells[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = changed.min(cells[i - 1][j] + 1).min(cells[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best.min(cells[i - 2][j - 2] + 1)
                    } else {
                        best
                    }
                };
            }
        }
        cells[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn the_short_way_counts_like_the_long_one(a in "[abc ]{0,8}", b in "[abc ]{0,8}") {
            let slips = plain_slips(a.as_bytes(), b.as_bytes());
            prop_assert_eq!(slips_within(&a, &b, 3), (slips <= 3).then_some(slips));
        }

        #[test]
        fn likeness_is_a_share_and_the_same_both_ways(a in "[abcd]{0,9}", b in "[abcd]{0,9}") {
            let likeness = jaro_winkler(&a, &b);
            prop_assert!((0.0..=1.0).contains(&likeness));
            prop_assert_eq!(a == b, likeness == 1.0);
        }
    }
}
