//! The cells around one, for texts that do not tell by themselves: rows and
//! blocks of rows are pasted whole.

use std::collections::BTreeMap;

use super::judge::{Each, Item, Sample};

/// How much the next telling cell above or below says.
const NEXT: f32 = 1.0;
/// How much the rest of the row can say.
const ROW: f32 = 2.0;

/// What the telling cells are, by column and by row.
pub(super) struct Surroundings {
    columns: BTreeMap<(u32, u32, u32), Each>,
    rows: BTreeMap<(u32, u32), Each>,
}

impl Surroundings {
    pub(super) fn of(
        samples: &[Sample],
        items: &[Item],
        item_of: &[Option<usize>],
    ) -> Surroundings {
        let mut around = Surroundings { columns: BTreeMap::new(), rows: BTreeMap::new() };
        for (sample, item) in samples.iter().zip(item_of) {
            let Some(item) = item.and_then(|item| items.get(item)).filter(|item| item.tells())
            else {
                continue;
            };
            let side = item.odds.map(|odds| odds.clamp(-NEXT, NEXT));
            around.columns.insert((sample.sheet, sample.column, sample.row), side);
            let row = around.rows.entry((sample.sheet, sample.row)).or_default();
            for (sum, part) in row.iter_mut().zip(side) {
                *sum = (*sum + part).clamp(-ROW, ROW);
            }
        }
        around
    }

    /// Which way the surroundings of a cell that does not tell tilt the scales.
    pub(super) fn tilt(&self, sample: &Sample) -> Each {
        let row = self.rows.get(&(sample.sheet, sample.row)).copied().unwrap_or_default();
        let column = |row| (sample.sheet, sample.column, row);
        let above = self.columns.range(column(0)..column(sample.row)).next_back();
        let below = self.columns.range(column(sample.row)..=column(u32::MAX)).next();
        let next = |index: usize| {
            [above, below].into_iter().flatten().map(|(_, side)| side[index]).sum::<f32>()
        };
        [row[0] + next(0), row[1] + next(1)]
    }
}
