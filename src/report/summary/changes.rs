//! What is different from the newest period before: who is new, gone, or told otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::settings::Submissions;
use crate::model::batch::RecordAt;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::report::field::value;
use crate::report::index::Index;

/// The difference between two periods.
#[derive(Debug)]
pub struct Changes<'a> {
    pub since: Period,
    /// Units that handed in then.
    pub senders_then: usize,
    /// People registered then.
    pub people_then: usize,
    /// How many of each kind there are.
    pub counts: BTreeMap<ChangeKind, usize>,
    /// In order of kind, then unit, then person. Where each month's forms are new
    /// registrations, people who are new or gone are only counted: nearly all are.
    pub list: Vec<Change<'a>>,
}

#[derive(Clone, Debug)]
pub struct Change<'a> {
    pub kind: ChangeKind,
    /// The row of now.
    pub now: Option<(RecordAt, &'a Record)>,
    /// The row of then.
    pub then: Option<&'a Record>,
    /// Fields that say something else than then.
    pub fields: Vec<FieldKey>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Registered now, not then.
    New,
    /// The same person, now for another class.
    OtherCourse,
    /// The same person and class, other data.
    OtherData,
    /// The same person and class, and nothing else.
    Again,
    /// Registered then, not now.
    Gone,
}

/// What is compared: facts about the person and the registration, not the form's own numbers.
const COMPARED: [FieldKey; 14] = [
    FieldKey::FullName,
    FieldKey::BirthDate,
    FieldKey::Sex,
    FieldKey::Ethnicity,
    FieldKey::NationalId,
    FieldKey::PartyCard,
    FieldKey::PartyJoined,
    FieldKey::PartyOfficial,
    FieldKey::Position,
    FieldKey::Workplace,
    FieldKey::PlannedPosition,
    FieldKey::Education,
    FieldKey::PoliticalTheory,
    FieldKey::Phone,
];

impl<'a> Changes<'a> {
    /// `None` without an earlier period.
    pub fn new(index: &Index<'a>) -> Option<Self> {
        let batch = &index.outcome.batch;
        let since = *batch.earlier_periods.iter().filter(|p| **p < batch.period).max()?;
        let mut then: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for row in batch.earlier.iter().filter(|row| row.period == since) {
            then.entry(&row.person).or_default().push(&row.record);
        }
        let mut list = Vec::new();
        let mut seen = BTreeSet::new();
        for row in index.counting_rows() {
            let Some(person) = index.person(row.at) else { continue };
            if !seen.insert((&*person.key, row.record.course.value.as_deref())) {
                continue;
            }
            let before = then.get(&*person.key).map_or(&[][..], Vec::as_slice);
            list.push(change(row.at, row.record, before));
        }
        let here: BTreeSet<&str> = seen.into_iter().map(|(person, _)| person).collect();
        let gone = then.iter().filter(|(person, _)| !here.contains(*person));
        list.extend(gone.filter_map(|(_, rows)| {
            let then = Some(*rows.first()?);
            Some(Change { kind: ChangeKind::Gone, now: None, then, fields: Vec::new() })
        }));
        let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
        for change in &list {
            *counts.entry(change.kind).or_default() += 1;
        }
        if index.outcome.settings.submissions == Submissions::Incremental {
            list.retain(|change| !matches!(change.kind, ChangeKind::New | ChangeKind::Gone));
        } else {
            list.retain(|change| change.kind != ChangeKind::Again);
        }
        list.sort_by(|a, b| (a.kind, a.unit()).cmp(&(b.kind, b.unit())));
        let senders_then = batch.earlier_senders.get(&since).map_or(0, BTreeSet::len);
        Some(Changes { since, senders_then, people_then: then.len(), counts, list })
    }

    pub fn count(&self, kind: ChangeKind) -> usize {
        self.counts.get(&kind).copied().unwrap_or(0)
    }
}

impl<'a> Change<'a> {
    /// The row to show: of now, else of then.
    pub fn record(&self) -> Option<&'a Record> {
        self.now.map(|(_, record)| record).or(self.then)
    }

    fn unit(&self) -> Option<&'a str> {
        self.record()?.unit.as_deref()
    }
}

fn change<'a>(at: RecordAt, now: &'a Record, before: &[&'a Record]) -> Change<'a> {
    let course = &now.course.value;
    let same = before.iter().find(|then| then.course.value == *course).or(before.first());
    let (kind, fields) = match same {
        None => (ChangeKind::New, Vec::new()),
        Some(then) => {
            let fields: Vec<_> = COMPARED
                .into_iter()
                .filter(|field| differs(value(now, *field), value(then, *field)))
                .collect();
            match (then.course.value == *course, fields.is_empty()) {
                (true, true) => (ChangeKind::Again, fields),
                (true, false) => (ChangeKind::OtherData, fields),
                (false, _) => (ChangeKind::OtherCourse, fields),
            }
        }
    };
    Change { kind, now: Some((at, now)), then: same.copied(), fields }
}

/// A value that one of the forms does not give is no contradiction.
fn differs<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}
