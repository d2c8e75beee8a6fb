//! The rows that a decision can be about: their keys, and the facts that a
//! decision on them rests on.
//!
//! A key tells a row by sender, name and class, so that it stays the same when
//! the form is corrected; a mended reply says itself which row each of its rows was. The facts are everything that the row says, and the
//! rows and list lines that it was compared with, as they were found before
//! any decision was applied.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::file::Decisions;
use super::notice::Notice;
use crate::model::batch::{Batch, Link, LinkVerdict, RecordAt, Rulings};
use crate::model::judgement::Choice;
use crate::model::record::{Record, RecordId};
use crate::text::fold::fold;

/// Two rows, the earlier one first.
type Pair = (RecordAt, RecordAt);

/// A row that can be decided on.
#[derive(Clone, Debug, Default)]
pub(super) struct RowCase {
    pub key: Arc<str>,
    /// Digest of the row and of what it was compared with.
    pub facts: String,
    /// Rows that may be the same person, the likeliest first.
    doubtful: Vec<RecordAt>,
}

/// Every row of the period that can be decided on.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    pub(super) rows: BTreeMap<RecordAt, RowCase>,
}

impl Cases {
    /// The cases of a batch on which no decision has been applied yet.
    pub fn of(batch: &Batch) -> Cases {
        let related = related(batch);
        let lines = list_lines(batch);
        let mut doubtful = doubtful(batch);
        let case = |(key, at): (Arc<str>, RecordAt)| {
            let own = batch.record(at).map_or("", |record| &record.id);
            let others = related.get(&at).into_iter().flatten().map(String::as_str);
            let lines = lines.get(&at).into_iter().flatten().copied();
            let facts = digest(std::iter::once(own).chain(others).chain(lines));
            (at, RowCase { key, facts, doubtful: doubtful.remove(&at).unwrap_or_default() })
        };
        Cases { rows: keys(batch).into_iter().map(case).collect() }
    }

    /// Who is who by the officer's word: of the decisions that still stand,
    /// those on pairs. `TwoPeople` parts a row from every row that it may
    /// repeat, `SamePerson` joins it to the likeliest.
    pub fn rulings(&self, batch: &Batch, decisions: &Decisions) -> (Rulings, Vec<Notice>) {
        let mut same: BTreeMap<Pair, &str> = BTreeMap::new();
        let mut different: BTreeSet<Pair> = BTreeSet::new();
        for (&at, case) in &self.rows {
            let Some(entry) = decisions.get(&case.key) else { continue };
            if !case.stands_on(&entry.facts) {
                continue;
            }
            let mut pairs = case.doubtful.iter().map(|&other| (at.min(other), at.max(other)));
            match entry.decision {
                Choice::SamePerson => same.extend(pairs.next().map(|pair| (pair, &*entry.row))),
                Choice::TwoPeople => different.extend(pairs),
                Choice::Accept | Choice::Reject | Choice::Wait => {}
            }
        }
        let contradicted = |pair: &Pair| same.contains_key(pair) && different.contains(pair);
        let ids = |pair: &Pair| {
            let id = |at: RecordAt| batch.record(at).map(|record| record.id.clone());
            Some((id(pair.0)?, id(pair.1)?)).filter(|_| !contradicted(pair))
        };
        let rulings = Rulings {
            same: same.keys().filter_map(ids).collect::<Vec<(RecordId, RecordId)>>(),
            different: different.iter().filter_map(ids).collect(),
        };
        let torn = same.iter().filter(|(pair, _)| different.contains(pair));
        let torn = torn.map(|(_, row)| Notice::Contradiction { row: (*row).to_owned() });
        (rulings, torn.collect())
    }
}

impl RowCase {
    /// Were these the facts of a decision on who is who? The other half of the
    /// fingerprint, what the rules say, does not matter for that.
    pub(super) fn stands_on(&self, fingerprint: &str) -> bool {
        fingerprint.split('-').next() == Some(&self.facts)
    }
}

/// A digest that stays the same while the parts do.
pub(super) fn digest<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A key for each row: sender, name and class, and for rows that share them the
/// birth date and at last a number.
fn keys(batch: &Batch) -> Vec<(Arc<str>, RecordAt)> {
    let mut by_words: BTreeMap<String, Vec<(RecordAt, &Record)>> = BTreeMap::new();
    let before = replaced(batch);
    for (at, record) in batch.counting_rows() {
        let then = record.answers.as_deref().and_then(|id| before.get(id));
        by_words.entry(words(then.unwrap_or(&record))).or_default().push((at, record));
    }
    let mut keys = Vec::new();
    for (words, rows) in by_words {
        let mut by_birth: BTreeMap<String, Vec<(&str, RecordAt)>> = BTreeMap::new();
        let alone = rows.len() == 1;
        for (at, record) in rows {
            let birth = record.birth_date.value.filter(|_| !alone);
            let birth = birth.map(|date| date.to_string()).unwrap_or_default();
            by_birth.entry(birth).or_default().push((&record.id, at));
        }
        for (birth, mut rows) in by_birth {
            rows.sort();
            for (number, (_, at)) in rows.into_iter().enumerate() {
                let parts = [words.as_str(), &birth, &number.to_string()];
                keys.push((digest(parts.into_iter()).into(), at));
            }
        }
    }
    keys
}

/// The rows of forms that others replaced, by their ids.
fn replaced(batch: &Batch) -> BTreeMap<&str, &Record> {
    let forms = batch.submissions.iter().filter(|form| !form.counts());
    forms.flat_map(|form| &form.records).map(|record| (&*record.id, record)).collect()
}

fn words(record: &Record) -> String {
    let name = record.full_name.value.as_ref().map(|name| &*name.full);
    let name = fold(name.or(record.full_name.raw.as_deref()).unwrap_or("")).into_owned();
    let course = record.course.value.as_deref().or(record.course.raw.as_deref());
    [record.unit.as_deref().unwrap_or(""), &name, course.unwrap_or("")].join("\n")
}

/// Per row, the rows that it is linked to and how.
fn related(batch: &Batch) -> BTreeMap<RecordAt, BTreeSet<String>> {
    let mut related: BTreeMap<RecordAt, BTreeSet<String>> = BTreeMap::new();
    for Link { a, b, verdict, .. } in &batch.links {
        for (at, other) in [(*a, *b), (*b, *a)] {
            let id = batch.record(other).map_or("", |record| &record.id);
            related.entry(at).or_default().insert(format!("{id} {verdict:?}"));
        }
    }
    related
}

/// Per row, the lines that lists have on its person.
fn list_lines(batch: &Batch) -> BTreeMap<RecordAt, Vec<&str>> {
    let lists = &batch.lists;
    let mut lines: BTreeMap<RecordAt, Vec<&str>> = BTreeMap::new();
    for person in &batch.people {
        let roster = person.roster.iter();
        let roster = roster.filter_map(|found| lists.roster.as_ref()?.get(found.line));
        let planned = person.planned.iter();
        let planned = planned.filter_map(|found| lists.planned.as_ref()?.get(found.line));
        let completed = person.completed.iter();
        let completed = completed.filter_map(|found| lists.completed.as_ref()?.get(found.line));
        let records = roster.chain(planned).chain(completed.map(|line| &line.person));
        let ids: Vec<&str> = records.map(|record| &*record.id).collect();
        lines.extend(person.rows.iter().map(|&at| (at, ids.clone())));
    }
    lines
}

/// Per row, the rows that may be the same person, the likeliest first.
fn doubtful(batch: &Batch) -> BTreeMap<RecordAt, Vec<RecordAt>> {
    let undecided = batch.links.iter().filter(|link| link.verdict == LinkVerdict::Undecided);
    let mut links: Vec<&Link> = undecided.collect();
    links.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut doubtful: BTreeMap<RecordAt, Vec<RecordAt>> = BTreeMap::new();
    for link in links {
        doubtful.entry(link.a).or_default().push(link.b);
        doubtful.entry(link.b).or_default().push(link.a);
    }
    doubtful
}
