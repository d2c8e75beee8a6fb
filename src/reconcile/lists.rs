//! People found in the officer's lists: the roster, those who already hold a
//! level, those who are planned for a post.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cluster::Edge;
use super::engine::Linked;
use super::links::{sentence, steps};
use super::score::Verdict;
use crate::config::matching::Matching;
use crate::model::batch::ListMatch;
use crate::model::record::Record;
use crate::model::reference::ReferenceLists;

/// Where the lines of each list stand among the rows compared.
#[derive(Clone, Debug, Default)]
pub struct ListRows {
    pub roster: Range<u32>,
    pub completed: Range<u32>,
    pub planned: Range<u32>,
}

/// The lines of all lists, one after the other, behind the rows before `first`.
pub fn lines(lists: &ReferenceLists, first: u32) -> (Vec<&Record>, ListRows) {
    let roster: Vec<&Record> = lists.roster.iter().flatten().collect();
    let completed = lists.completed.iter().flatten().map(|line| &line.person);
    let completed: Vec<&Record> = completed.collect();
    let planned: Vec<&Record> = lists.planned.iter().flatten().collect();
    let mut next = first;
    let mut range = |lines: &[&Record]| {
        let start = next;
        next += lines.len() as u32;
        start..next
    };
    let rows =
        ListRows { roster: range(&roster), completed: range(&completed), planned: range(&planned) };
    ([roster, completed, planned].concat(), rows)
}

/// The lowest weight that any list asks for.
pub fn floor(matching: &Matching) -> f64 {
    let lists = &matching.lists;
    lists.roster.min(lists.completed).min(lists.planned)
}

/// What the lists know of one person.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub roster: Option<ListMatch>,
    pub completed: Vec<ListMatch>,
    pub planned: Vec<ListMatch>,
}

/// Per group (by its smallest row), what the lists know of the person.
pub fn matches(linked: &Linked, rows: &ListRows, current: u32) -> BTreeMap<u32, Known> {
    let mut best: BTreeMap<(u32, u32), Edge> = BTreeMap::new();
    for edge in linked.edges.iter().filter(|edge| edge.a < current && edge.b >= rows.roster.start) {
        let at = (linked.groups.leader(edge.a), edge.b);
        let held = best.entry(at).or_insert(*edge);
        if edge.score.weight > held.score.weight {
            *held = *edge;
        }
    }
    let limits = &linked.scorer.matching.lists;
    let mut known: BTreeMap<u32, Known> = BTreeMap::new();
    for ((leader, line), edge) in best {
        let person = known.entry(leader).or_default();
        let weight = edge.score.weight;
        let found = |range: &Range<u32>| list_match(linked, &edge, line - range.start);
        if rows.roster.contains(&line) {
            let better = person.roster.as_ref().is_none_or(|held| weight > held.weight);
            if weight >= limits.roster && better {
                person.roster = Some(found(&rows.roster));
            }
        } else if rows.completed.contains(&line) {
            if weight >= limits.completed && edge.score.verdict == Verdict::Same {
                person.completed.push(found(&rows.completed));
            }
        } else if weight >= limits.planned && edge.score.guard.is_none() {
            person.planned.push(found(&rows.planned));
        }
    }
    known
}

fn list_match(linked: &Linked, edge: &Edge, line: u32) -> ListMatch {
    let steps = steps(&linked.scorer, edge.a, edge.b);
    ListMatch { line: line as usize, weight: edge.score.weight, reason: sentence(&steps) }
}
