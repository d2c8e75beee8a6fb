//! The engine: rows in, pairs and groups out. It knows fields and levels, but
//! no forms and no people.

use rayon::prelude::*;

use super::blocking::{KeyReport, candidates};
use super::cluster::{self, Edge, Groups};
use super::lists;
use super::score::{Scorer, Verdict};
use super::table::Table;
use crate::config::matching::{Evidence, Matching};

/// What the engine found.
pub struct Linked<'a> {
    pub scorer: Scorer<'a>,
    /// Pairs with something to say, by rows.
    pub edges: Vec<Edge>,
    pub groups: Groups,
    pub given: cluster::Given,
    /// Per blocking key, in order.
    pub keys: Vec<KeyReport>,
    /// Pairs that were weighed.
    pub weighed: u64,
}

/// Compares the rows before `current` with each other and with all others, and
/// groups the rows before `people` (those behind are lines of lists).
pub fn link<'a>(
    matching: &'a Matching,
    table: &'a Table,
    current: u32,
    people: u32,
    given: cluster::Given,
) -> Linked<'a> {
    let found = candidates(matching, table, current);
    let scorer = Scorer::new(matching, table, current as usize);
    let floor = lists::floor(matching);
    let edges: Vec<Edge> = found
        .pairs()
        .with_min_len(1024)
        .filter_map(|(a, b)| {
            let score = scorer.score(a, b);
            // A line of a list needs less than another row to be worth a word.
            let in_list = b >= people && score.weight >= floor && score.evidence >= Evidence::Hint;
            (score.verdict != Verdict::Apart || in_list).then_some(Edge { a, b, score })
        })
        .collect();
    let groups = cluster::group(&scorer, &edges, &given, current, people);
    Linked { scorer, edges, groups, given, weighed: found.len() as u64, keys: found.keys }
}
