//! Texts as they are compared: home towns, units, anything in words.

use super::likeness::jaro_winkler;
use crate::config::matching::Test;
use crate::text::fold::fold;

/// A text without tones, marks and punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextValue {
    pub folded: Box<str>,
    /// The words in alphabetical order.
    pub sorted: Box<str>,
    /// What stands behind the last comma or dash: the province of a place.
    pub end: Box<str>,
}

impl TextValue {
    /// A text, or `None` when nothing of it is left to compare.
    pub fn new(text: &str) -> Option<TextValue> {
        let folded = fold(text);
        if folded.is_empty() {
            return None;
        }
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        let end = text.rsplit([',', '-', '–', ';']).map(fold).find(|end| !end.is_empty());
        Some(TextValue {
            sorted: words.join(" ").into(),
            end: end.unwrap_or_default().into(),
            folded: folded.into(),
        })
    }

    /// The strongest likeness of two texts but for similarity, which is left
    /// to [`TextValue::similarity`] because it costs more.
    pub fn relation(&self, other: &TextValue) -> Test {
        if self.folded == other.folded {
            return Test::Equal;
        }
        if self.sorted == other.sorted {
            return Test::SameWords;
        }
        if contains(&self.folded, &other.folded) || contains(&other.folded, &self.folded) {
            return Test::Contains;
        }
        if !self.end.is_empty() && self.end == other.end { Test::SameEnd } else { Test::Different }
    }

    /// 0 to 1.
    pub fn similarity(&self, other: &TextValue) -> f64 {
        jaro_winkler(&self.folded, &other.folded)
    }
}

fn contains(long: &str, short: &str) -> bool {
    short.len() < long.len() && short.split(' ').all(|word| long.split(' ').any(|one| one == word))
}

#[cfg(test)]
mod tests {
    use super::{Test, TextValue};

    #[test]
    fn places_are_told_by_how_they_differ() {
        for (a, b, wanted) in [
            ("Hòa Bình", "HOÀ BÌNH", Test::Equal),
            ("Kim Bôi, Hòa Bình", "Hòa Bình, Kim Bôi", Test::SameWords),
            ("Kim Bôi, Hòa Bình", "Hòa Bình", Test::Contains),
            ("Kim Bôi, Hòa Bình", "Lương Sơn - Hòa Bình", Test::SameEnd),
            ("Nghệ An", "Hòa Bình", Test::Different),
        ] {
            let (a, b) = (TextValue::new(a).unwrap(), TextValue::new(b).unwrap());
            assert_eq!((a.relation(&b), b.relation(&a)), (wanted, wanted));
        }
        assert_eq!(TextValue::new("-"), None);
    }
}
