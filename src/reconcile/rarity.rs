//! How rare a value is, as log2 of one over its share: sharing a rare name
//! says more than sharing Nguyễn Thị Hương.
//!
//! The share of a whole name is put together from its parts (family name,
//! middle, given name), each counted in the rows at hand and joined with
//! built-in shares, because a few hundred rows say little about whole names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::name::NameValue;
use super::table::{Column, Values};
use crate::config::matching::{FieldSpec, Matching, NameShares};
use crate::text::fold::fold;

/// Per value of a column, its rarity within the bounds of the specification;
/// empty where rarity does not matter.
pub fn of_column(matching: &Matching, field: &FieldSpec, column: &Column) -> Vec<f32> {
    let Some(bounds) = field.rarity else { return Vec::new() };
    let shares = match &column.values {
        Values::Names(names) => name_shares(&matching.names, names, &column.counts),
        _ => plain_shares(&column.counts),
    };
    let bits = shares.into_iter().map(|share| -share.log2());
    bits.map(|bits| bits.clamp(bounds.least, bounds.most) as f32).collect()
}

/// Half a row more than nothing, so that a value seen once is rare but not impossible.
fn plain_shares(counts: &[u32]) -> Vec<f64> {
    let rows: f64 = counts.iter().map(|&count| f64::from(count)).sum();
    // The two rows of the pair itself tell nothing about others.
    let others = |count: u32| (f64::from(count) - 2.0).max(0.0) + 0.5;
    counts.iter().map(|&count| others(count) / (rows + 1.0)).collect()
}

struct PartCounts<'a> {
    shares: &'a BTreeMap<String, f64>,
    counts: FxHashMap<&'a str, u32>,
    rows: f64,
    weight: f64,
    unseen: f64,
}

impl<'a> PartCounts<'a> {
    fn new(
        shares: &'a BTreeMap<String, f64>,
        parts: impl Iterator<Item = (&'a str, u32)>,
        names: &NameShares,
    ) -> Self {
        let mut counts = FxHashMap::default();
        let mut rows = 0.0;
        for (part, count) in parts {
            *counts.entry(part).or_insert(0) += count;
            rows += f64::from(count);
        }
        PartCounts { shares, counts, rows, weight: names.weight, unseen: names.unseen }
    }

    fn share(&self, part: &str) -> f64 {
        let counted = self.counts.get(part).copied().unwrap_or(0);
        let others = (f64::from(counted) - 2.0).max(0.0);
        let built_in = self.shares.get(part).copied().unwrap_or(self.unseen);
        (others + self.weight * built_in) / (self.rows + self.weight)
    }
}

fn name_shares(shares: &NameShares, names: &[NameValue], counts: &[u32]) -> Vec<f64> {
    let parts = |part: fn(&NameValue) -> &str| {
        names.iter().map(part).zip(counts.iter().copied()).collect::<Vec<_>>().into_iter()
    };
    let family = PartCounts::new(&shares.family, parts(NameValue::family), shares);
    let middle = PartCounts::new(&shares.middle, parts(NameValue::middle), shares);
    let mut listed = BTreeMap::new();
    for (name, share) in &shares.given {
        *listed.entry(fold(name).into_owned()).or_insert(0.0) += share;
    }
    let given = PartCounts::new(&listed, parts(NameValue::given), shares);
    let rows: f64 = counts.iter().map(|&count| f64::from(count)).sum();
    let share = |(name, &count): (&NameValue, &u32)| {
        let parts = family.share(name.family())
            * middle.share(name.middle())
            * given.share(name.given())
            * shares.together;
        let seen = (f64::from(count) - 2.0).max(0.0) / rows.max(1.0);
        parts.max(seen)
    };
    names.iter().zip(counts).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::of_column;
    use crate::config::matching::{BUILT_IN, Matching};
    use crate::reconcile::table::{Given, Table};

    #[test]
    fn common_names_are_less_rare_than_others_even_in_a_small_list() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let at = matching.field("full_name").unwrap();
        let mut table = Table::new(&matching);
        for name in ["Nguyễn Thị Hương", "Bùi Thị Hà", "Khuất Thị Ngân Giang"] {
            let mut row = vec![Given::Nothing; matching.fields.len()];
            row[at] = Given::Words(name);
            table.push(&row, "");
        }
        let rarity = of_column(&matching, &matching.fields[at], &table.columns[at]);
        assert!(rarity[0] < rarity[1] && rarity[1] < rarity[2], "{rarity:?}");
    }
}
