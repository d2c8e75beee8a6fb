//! What a column, a sheet and a file say about their cells.

use rustc_hash::FxHashMap;

use super::judge::{Each, Item};

/// How rare legacy text is where nothing shows any.
const RARE: f32 = 0.02;
/// How many items of the wider pool a narrower one starts out with.
const INHERITED: f32 = 2.0;

/// How many items of a pool are what; fractions where it is not sure.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    legacy: Each,
    unicode: f32,
}

/// How likely each encoding and Unicode are.
#[derive(Clone, Copy)]
struct Mixture {
    legacy: Each,
    unicode: f32,
}

/// The counts of all columns and sheets and of the file.
#[derive(Default)]
pub(super) struct Pools {
    file: Counts,
    sheets: FxHashMap<u32, Counts>,
    columns: FxHashMap<(u32, u32), Counts>,
}

impl Pools {
    /// Counts the items that tell, each as what it now seems to be.
    pub(super) fn of(items: &[Item]) -> Pools {
        let mut pools = Pools::default();
        for item in items.iter().filter(|item| item.tells()) {
            let (share, say) = (share_of(item), item.say());
            pools.file.add(share, say);
            pools.sheets.entry(item.sheet).or_default().add(share, say);
            pools.columns.entry((item.sheet, item.column)).or_default().add(share, say);
        }
        pools
    }

    /// What an item's own words and all other items together say, as the logarithm
    /// of the odds against Unicode.
    pub(super) fn odds(&self, item: &Item) -> Each {
        let own = item.tells().then(|| share_of(item));
        let others = |counts: Option<&Counts>| {
            let mut counts = counts.copied().unwrap_or_default();
            if let Some(own) = own.filter(|_| counts.total() > 0.0) {
                counts.add(own, -item.say());
            }
            counts
        };
        let base = Mixture { legacy: [RARE; 2], unicode: 1.0 };
        let file = base.with(others(Some(&self.file)), 1.0);
        let sheet = file.with(others(self.sheets.get(&item.sheet)), INHERITED);
        let column = sheet.with(others(self.columns.get(&(item.sheet, item.column))), INHERITED);
        [0, 1].map(|index| item.weights[index] + (column.legacy[index] / column.unicode).ln())
    }
}

impl Counts {
    fn add(&mut self, share: Mixture, weight: f32) {
        for (count, part) in self.legacy.iter_mut().zip(share.legacy) {
            *count = (*count + weight * part).max(0.0);
        }
        self.unicode = (self.unicode + weight * share.unicode).max(0.0);
    }

    fn total(self) -> f32 {
        self.unicode + self.legacy.iter().sum::<f32>()
    }
}

impl Mixture {
    /// The mixture of a narrower pool, which starts out as this one.
    fn with(self, counts: Counts, weight: f32) -> Mixture {
        let sum = self.unicode + self.legacy.iter().sum::<f32>();
        let part = |count: f32, prior: f32| (count + weight * prior / sum).max(f32::MIN_POSITIVE);
        Mixture {
            legacy: [0, 1].map(|index| part(counts.legacy[index], self.legacy[index])),
            unicode: part(counts.unicode, self.unicode),
        }
    }
}

/// What an item seems to be: shares that sum up to one.
fn share_of(item: &Item) -> Mixture {
    let legacy = item.odds.map(|odds| odds.clamp(-40.0, 40.0).exp());
    let sum = 1.0 + legacy.iter().sum::<f32>();
    Mixture { legacy: legacy.map(|part| part / sum), unicode: 1.0 / sum }
}
