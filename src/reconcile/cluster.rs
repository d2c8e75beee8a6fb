//! From pairs to people, with guards: the strongest pairs come first, and a
//! pair joins two groups only when every row of the one can be the person of
//! every row of the other.

use std::collections::BTreeSet;

use super::score::{Score, Scorer, Verdict};

/// A pair with something to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    pub a: u32,
    pub b: u32,
    pub score: Score,
}

/// What is known beforehand about who is who. Of each pair the smaller row stands first.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// One person, because an earlier month settled it.
    pub settled: Vec<(u32, u32)>,
    /// One person, by the officer's word.
    pub same: BTreeSet<(u32, u32)>,
    /// Two people, by the officer's word.
    pub different: BTreeSet<(u32, u32)>,
}

/// Why a pair that looked like one person did not become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// Other rows of the two groups speak against it.
    Chain,
    /// The group would grow past the limit.
    Size,
    /// The whole run merges too much.
    Run,
    /// The officer said so.
    Officer,
}

/// Who is who.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// Per row, the smallest row of its group.
    leader: Vec<u32>,
    /// Rows by leader; empty for those that follow another.
    members: Vec<Vec<u32>>,
    /// Pairs that did not become one person although they looked like it.
    pub held: Vec<(Edge, Held)>,
}

impl Groups {
    fn alone(rows: usize) -> Groups {
        let rows = rows as u32;
        Groups {
            leader: (0..rows).collect(),
            members: (0..rows).map(|row| vec![row]).collect(),
            held: Vec::new(),
        }
    }

    /// The smallest row of a row's group.
    pub fn leader(&self, row: u32) -> u32 {
        self.leader.get(row as usize).copied().unwrap_or(row)
    }

    /// The rows of a group, in order.
    pub fn members(&self, leader: u32) -> &[u32] {
        self.members.get(leader as usize).map_or(&[], Vec::as_slice)
    }

    pub fn together(&self, a: u32, b: u32) -> bool {
        self.leader(a) == self.leader(b)
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.leader(a), self.leader(b));
        if a == b {
            return;
        }
        let (stay, go) = (a.min(b), a.max(b));
        let moved = self.members.get_mut(go as usize).map(std::mem::take).unwrap_or_default();
        for &row in &moved {
            if let Some(leader) = self.leader.get_mut(row as usize) {
                *leader = stay;
            }
        }
        if let Some(rows) = self.members.get_mut(stay as usize) {
            rows.extend(moved);
            rows.sort_unstable();
        }
    }
}

/// Groups the rows before `people` by the pairs that are one person; those
/// before `current` count toward the limit on how much a run may merge.
pub fn group(scorer: &Scorer, edges: &[Edge], given: &Given, current: u32, people: u32) -> Groups {
    let edges = &strongest_first(scorer, edges, people);
    let careful = group_once(scorer, edges, given, None);
    let limits = &scorer.matching.limits;
    let rows = current as usize;
    let leaders: BTreeSet<u32> = (0..current).map(|row| careful.leader(row)).collect();
    let merged = rows - leaders.len().min(rows);
    if rows < limits.merged_from || merged as f64 <= limits.merged_share * rows as f64 {
        return careful;
    }
    // Too much to be true: only what a number proves stays together.
    let sure = scorer.matching.thresholds.same * 1.5;
    group_once(scorer, edges, given, Some(sure))
}

fn group_once(scorer: &Scorer, edges: &[Edge], given: &Given, sure: Option<f64>) -> Groups {
    let mut groups = Groups::alone(scorer.table.rows());
    for &(a, b) in given.settled.iter().chain(&given.same) {
        groups.join(a, b);
    }
    for &edge in edges {
        if groups.together(edge.a, edge.b) {
            continue;
        }
        let held = match sure {
            Some(sure) if edge.score.weight < sure => Some(Held::Run),
            _ => objection(scorer, &groups, given, &edge),
        };
        match held {
            None => groups.join(edge.a, edge.b),
            Some(why) => groups.held.push((edge, why)),
        }
    }
    // A pair held back may have come together through others since.
    let held = std::mem::take(&mut groups.held);
    groups.held = held.into_iter().filter(|(edge, _)| !groups.together(edge.a, edge.b)).collect();
    groups
}

/// The order depends on what the rows say, not on where they stand.
fn strongest_first(scorer: &Scorer, edges: &[Edge], people: u32) -> Vec<Edge> {
    let same = |edge: &&Edge| edge.score.verdict == Verdict::Same && edge.b < people;
    let mut sorted: Vec<Edge> = edges.iter().filter(same).copied().collect();
    let marks = |edge: &Edge| {
        let (a, b) = (scorer.table.mark(edge.a), scorer.table.mark(edge.b));
        (a.min(b), a.max(b), edge.a, edge.b)
    };
    sorted.sort_by(|x, y| {
        y.score.weight.total_cmp(&x.score.weight).then_with(|| marks(x).cmp(&marks(y)))
    });
    sorted
}

/// What speaks against joining the groups of a pair.
fn objection(scorer: &Scorer, groups: &Groups, given: &Given, edge: &Edge) -> Option<Held> {
    let (left, right) = (groups.leader(edge.a), groups.leader(edge.b));
    let (left, right) = (groups.members(left), groups.members(right));
    if left.len() + right.len() > scorer.matching.limits.rows_per_person {
        return Some(Held::Size);
    }
    let crosses = |&(a, b): &(u32, u32)| {
        (left.contains(&a) && right.contains(&b)) || (left.contains(&b) && right.contains(&a))
    };
    if given.different.iter().any(crosses) {
        return Some(Held::Officer);
    }
    let all_fit = left.iter().all(|&a| right.iter().all(|&b| fits(scorer, a, b)));
    (!all_fit).then_some(Held::Chain)
}

/// Can two rows that others join be one person?
fn fits(scorer: &Scorer, a: u32, b: u32) -> bool {
    let reached = scorer.reached(a, b);
    let limits = &scorer.matching.thresholds;
    let least = match scorer.guards(&reached).map(|guard| guard.hard).max() {
        Some(true) => return false,
        Some(false) => limits.same,
        None => limits.chain,
    };
    let score = scorer.judge(&reached);
    score.weight >= least && score.verdict != Verdict::SharedNumber
}
