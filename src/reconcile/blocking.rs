//! Which pairs are worth weighing: rows that share a blocking key. Keys that
//! bring too many rows together are split by further parts, so the work grows
//! with the rows and not with their square.

use rayon::prelude::*;

use super::name::NameValue;
use super::table::{Column, Table, Values, hash};
use crate::config::matching::{BlockSpec, Matching, Part, PartRef};

/// Pairs to weigh, and what each key did.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Each pair once, sorted: the smaller row in the upper half of the number.
    pairs: Vec<u64>,
    /// Per blocking key, in order.
    pub keys: Vec<KeyReport>,
}

/// What a blocking key did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyReport {
    /// Pairs that the key brought together, those of other keys among them.
    pub pairs: u64,
    /// Rows in blocks that stayed too large after every split.
    pub left_out: u64,
}

/// Finds the pairs. Of each pair at least one row stands before `current`:
/// rows of lists and earlier months are not compared with each other.
pub fn candidates(matching: &Matching, table: &Table, current: u32) -> Candidates {
    let mut found = Candidates::default();
    let limit = block_limit(matching, table.rows());
    for block in &matching.blocks {
        let (pairs, report) = Blocker { matching, table, current, block, limit }.pairs();
        found.keys.push(report);
        found.pairs = merge(std::mem::take(&mut found.pairs), pairs);
    }
    found
}

/// How many rows a block may have: the more rows there are in all, the less a
/// shared key says, and the fewer each block may bring together.
fn block_limit(matching: &Matching, rows: usize) -> usize {
    let limits = &matching.limits;
    let share = (matching.thresholds.rows / rows.max(1) as f64).sqrt().min(1.0);
    ((limits.block as f64 * share) as usize).max(limits.block_least.min(limits.block))
}

impl Candidates {
    /// Each pair once, the smaller row first, sorted.
    pub fn pairs(&self) -> impl IndexedParallelIterator<Item = (u32, u32)> {
        self.pairs.par_iter().map(|pair| ((pair >> 32) as u32, *pair as u32))
    }

    pub fn len(&self) -> usize {
        self.pairs.len()
    }
}

/// The union of two sorted lists.
fn merge(a: Vec<u64>, b: Vec<u64>) -> Vec<u64> {
    if a.is_empty() {
        return b;
    }
    let mut out = a;
    out.extend(b);
    // Two sorted runs: the stable sort merges them in one pass.
    out.par_sort();
    out.dedup();
    out
}

struct Blocker<'a> {
    matching: &'a Matching,
    table: &'a Table,
    current: u32,
    block: &'a BlockSpec,
    /// Rows that a block may have.
    limit: usize,
}

/// A row under one of its keys.
type Entry = (u64, u32);

impl Blocker<'_> {
    fn pairs(&self) -> (Vec<u64>, KeyReport) {
        let mut entries: Vec<Entry> = (0..self.table.rows() as u32)
            .into_par_iter()
            .fold(Vec::new, |mut entries, row| {
                self.enter(row, &mut entries);
                entries
            })
            .reduce(Vec::new, |mut all, more| {
                all.extend(more);
                all
            });
        entries.par_sort_unstable();
        entries.dedup();
        let blocks: Vec<&[Entry]> =
            entries.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).collect();
        let (mut pairs, left_out) = blocks
            .par_chunks(1024)
            .map(|blocks| {
                let (mut pairs, mut left_out) = (Vec::new(), 0);
                for block in blocks {
                    let rows: Vec<u32> = block.iter().map(|&(_, row)| row).collect();
                    left_out += self.expand(rows, &self.block.split, &mut pairs);
                }
                (pairs, left_out)
            })
            .reduce(
                || (Vec::new(), 0),
                |mut all, more| {
                    all.0.extend(more.0);
                    (all.0, all.1 + more.1)
                },
            );
        pairs.par_sort_unstable();
        pairs.dedup();
        let report = KeyReport { pairs: pairs.len() as u64, left_out };
        (pairs, report)
    }

    /// Puts a row under each of its keys.
    fn enter(&self, row: u32, entries: &mut Vec<Entry>) {
        let mut keys = vec![0];
        for part in &self.block.of {
            let Some(values) = self.values(part, row) else { return };
            keys = keys
                .iter()
                .flat_map(|key: &u64| values.iter().map(move |value| key.rotate_left(21) ^ value))
                .collect();
        }
        entries.extend(keys.into_iter().map(|key| (key, row)));
    }

    fn values(&self, part: &PartRef, row: u32) -> Option<Vec<u64>> {
        let column = self.table.columns.get(self.matching.field(&part.field)?)?;
        part_values(column, column.value_of(row)?, part.part)
    }

    /// Pairs up the rows of a block, or of its parts when it is too large;
    /// returns how many rows could not be paired up.
    fn expand(&self, rows: Vec<u32>, split: &[PartRef], pairs: &mut Vec<u64>) -> u64 {
        if rows.len() <= self.limit {
            pair_up(&rows, self.current, pairs);
            return 0;
        }
        let Some((part, rest)) = split.split_first() else { return rows.len() as u64 };
        let mut keyed: Vec<(u64, u32)> = rows
            .into_iter()
            .map(|row| (self.values(part, row).map_or(0, |values| hash(&values)), row))
            .collect();
        keyed.sort_unstable();
        let mut left_out = 0;
        for block in keyed.chunk_by(|a, b| a.0 == b.0) {
            let rows = block.iter().map(|&(_, row)| row).collect();
            left_out += self.expand(rows, rest, pairs);
        }
        left_out
    }
}

/// Rows come in order, so that the smaller of a pair stands first.
fn pair_up(rows: &[u32], current: u32, pairs: &mut Vec<u64>) {
    for (index, &a) in rows.iter().enumerate() {
        if a >= current {
            break;
        }
        let rest = rows.iter().skip(index + 1);
        pairs.extend(rest.map(|&b| (u64::from(a) << 32) | u64::from(b)));
    }
}

/// What a blocking key takes of a value; `None` where there is nothing to take.
fn part_values(column: &Column, value: usize, part: Part) -> Option<Vec<u64>> {
    match &column.values {
        Values::Names(names) => name_part(names.get(value)?, part),
        Values::Texts(texts) => {
            let text = texts.get(value)?;
            word_part(if part == Part::Sorted { &text.sorted } else { &text.folded }, part)
        }
        Values::Numbers(numbers) => word_part(&numbers.get(value)?.digits, part),
        Values::Dates(dates) => {
            let date = dates.get(value)?;
            let (year, month, day) = (date.year, date.month, date.day);
            let (low, high) = (day.min(month), day.max(month));
            match part {
                Part::Year => Some(vec![hash(&year)]),
                Part::Month if month > 0 => Some(vec![hash(&(year, month))]),
                _ if !date.is_whole() => None,
                Part::Unordered => Some(vec![hash(&(year, low, high))]),
                Part::DayMonth => Some(vec![hash(&(low, high))]),
                _ => Some(vec![hash(&(year, month, day))]),
            }
        }
    }
}

fn name_part(name: &NameValue, part: Part) -> Option<Vec<u64>> {
    let words = match part {
        Part::Sorted => &name.sorted,
        Part::Family => name.family(),
        Part::Given => name.given(),
        Part::Ends => return Some(vec![hash(&(name.family(), name.given()))]),
        _ => return word_part(&name.folded, part),
    };
    (!words.is_empty()).then(|| vec![hash(words)])
}

fn word_part(words: &str, part: Part) -> Option<Vec<u64>> {
    match part {
        Part::Deletions => {
            let mut all = vec![hash(words)];
            for (at, letter) in words.char_indices() {
                let rest = words.get(at + letter.len_utf8()..).unwrap_or("");
                all.push(hash(&format!("{}{rest}", words.get(..at).unwrap_or(""))));
            }
            all.sort_unstable();
            all.dedup();
            Some(all)
        }
        Part::Prefix(count) => {
            let end = words.char_indices().nth(count).map_or(words.len(), |(at, _)| at);
            Some(vec![hash(words.get(..end)?)])
        }
        _ => Some(vec![hash(words)]),
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::{Candidates, block_limit, candidates};
    use crate::config::matching::{BUILT_IN, Matching};
    use crate::reconcile::table::{Given, Table};

    fn table(matching: &Matching, numbers: &[String]) -> Table {
        let at = matching.field("national_id").unwrap();
        let mut table = Table::new(matching);
        for digits in numbers {
            let mut row = vec![Given::Nothing; matching.fields.len()];
            row[at] = Given::Number { digits, valid: true, series: 12 };
            table.push(&row, "");
        }
        table
    }

    #[test]
    fn numbers_one_slip_apart_meet() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let numbers = ["017085001234", "017085001243", "01708500123", "040085991234"];
        let table = table(&matching, &numbers.map(str::to_owned));
        let found = candidates(&matching, &table, 4);
        let pairs = |found: &Candidates| found.pairs().collect::<Vec<_>>();
        assert_eq!(pairs(&found), [(0, 1), (0, 2), (1, 2)]);
        let found = candidates(&matching, &table, 1);
        assert_eq!(
            pairs(&found),
            [(0, 1), (0, 2)],
            "rows of lists are not compared with each other"
        );
    }

    #[test]
    fn the_more_rows_the_smaller_the_blocks() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let limits =
            [1_000, 20_000, 80_000, 2_000_000, usize::MAX].map(|rows| block_limit(&matching, rows));
        assert_eq!(limits[..2], [matching.limits.block; 2]);
        assert_eq!(limits[2], matching.limits.block / 2);
        assert_eq!(limits[3..], [matching.limits.block_least; 2]);
    }

    #[test]
    fn a_block_that_cannot_be_split_is_reported() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let rows = matching.limits.block + 1;
        let table = table(&matching, &vec!["017085001234".to_owned(); rows]);
        let found = candidates(&matching, &table, rows as u32);
        assert_eq!(found.len(), 0);
        let left_out: Vec<_> = found.keys.iter().map(|key| key.left_out).collect();
        assert!(left_out[0] > 0, "{left_out:?}");
    }
}
