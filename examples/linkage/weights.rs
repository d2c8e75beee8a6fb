//! How often each comparison level is reached between two rows of one person
//! (m) and between two rows of two people (u): what the weights of the
//! matching file are to be held against.

use std::collections::BTreeMap;

use tonghop::config::matching::Matching;
use tonghop::model::batch::{Batch, RecordAt};
use tonghop::reconcile::levels;

use super::forms::Row;
use super::random::Random;
use super::true_pairs;

/// Pairs of two people that are drawn for each population.
const DRAWN: usize = 500_000;

/// Per field and level the pairs that reach it: of one person, of two people.
#[derive(Default)]
pub struct Counts {
    reached: BTreeMap<(usize, usize), [u64; 2]>,
    /// Per field, the pairs for which both rows say something.
    compared: BTreeMap<usize, [u64; 2]>,
}

impl Counts {
    pub fn add(&mut self, rows: &[Row], batch: &Batch, matching: &Matching, seed: u64) {
        let truth: Vec<String> = rows.iter().map(|row| row.person.to_string()).collect();
        let at = |row: usize| RecordAt { submission: 0, record: row as u32 };
        let one: Vec<_> = true_pairs(&truth).into_iter().map(|(a, b)| (at(a), at(b))).collect();
        let mut random = Random::new(seed ^ 0x5eed);
        let mut two = Vec::with_capacity(DRAWN);
        while two.len() < DRAWN {
            let (a, b) = (random.below(rows.len()), random.below(rows.len()));
            if rows[a].person != rows[b].person {
                two.push((at(a), at(b)));
            }
        }
        for (kind, pairs) in [one, two].iter().enumerate() {
            for reached in levels(batch, matching, pairs) {
                for (field, level) in reached.into_iter().enumerate() {
                    let Some(level) = level else { continue };
                    self.reached.entry((field, level)).or_default()[kind] += 1;
                    self.compared.entry(field).or_default()[kind] += 1;
                }
            }
        }
    }

    pub fn print(&self, matching: &Matching) {
        println!("| field | level | m | u | log2 m/u | weight |");
        println!("|---|---|---|---|---|---|");
        for (number, field) in matching.fields.iter().enumerate() {
            let [one, two] = self.compared.get(&number).copied().unwrap_or([1, 1]);
            for (at, level) in field.levels.iter().enumerate() {
                let counts = self.reached.get(&(number, at)).copied().unwrap_or_default();
                // Half a pair more than was seen, so that what was never seen has a bound.
                let share = |count: u64, all: u64| (count as f64 + 0.5) / (all as f64 + 1.0);
                let (m, u) = (share(counts[0], one), share(counts[1], two));
                let bits = (m / u).log2();
                let sign = match counts {
                    [0, _] => "≤ ",
                    [_, 0] => "≥ ",
                    _ => "",
                };
                println!(
                    "| {} | {} | {m:.4} | {u:.7} | {sign}{bits:.1} | {:.1} |",
                    field.name, level.en, level.weight
                );
            }
        }
    }
}
