//! Precision and recall over pairs of rows.

use std::collections::{BTreeMap, BTreeSet};

use super::true_pairs;

/// Two rows, the smaller first.
pub type Pair = (usize, usize);
pub type Pairs = BTreeSet<Pair>;

/// What a program says of the rows.
pub struct Found {
    /// One person.
    pub same: Pairs,
    /// Left to the officer.
    pub undecided: Pairs,
}

impl Found {
    /// The first pairs that are wrong, and that were missed.
    pub fn faults(&self, truth: &[String], most: usize) -> Vec<(&'static str, Pair)> {
        let wanted = true_pairs(truth);
        let wrong = self.same.difference(&wanted).take(most).map(|&pair| ("wrong", pair));
        let missed = wanted.difference(&self.same).take(most).map(|&pair| ("missed", pair));
        wrong.chain(missed).collect()
    }
}

/// The rows by what they are given.
pub fn groups<T: Ord>(of: &[T]) -> BTreeMap<&T, Vec<usize>> {
    let mut groups: BTreeMap<&T, Vec<usize>> = BTreeMap::new();
    for (row, group) in of.iter().enumerate() {
        groups.entry(group).or_default().push(row);
    }
    groups
}

/// Every two rows of each group.
pub fn pairs(groups: impl Iterator<Item = Vec<usize>>) -> Pairs {
    let mut pairs = Pairs::new();
    for group in groups {
        for (index, &a) in group.iter().enumerate() {
            pairs.extend(group[index + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

pub fn report(truth: &[String], found: &Found) {
    let wanted = true_pairs(truth);
    let both: Pairs = found.same.union(&found.undecided).copied().collect();
    for (name, found) in [("same", &found.same), ("same or undecided", &both)] {
        let right = found.intersection(&wanted).count() as f64;
        let precision = right / found.len().max(1) as f64;
        let recall = right / wanted.len().max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!(
            "{name:>18}: precision {precision:.4} recall {recall:.4} F1 {f1:.4} ({} found, {} true, {} wrong)",
            found.len(),
            wanted.len(),
            found.len() - right as usize,
        );
    }
}
