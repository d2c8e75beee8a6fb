//! Which of a person's rows for one class can reach the school's list.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::batch::{Batch, Person, RecordAt};
use crate::model::judgement::{Judgement, Status};
use crate::model::record::Record;
use crate::model::role::FieldKey;

/// What a fuller row has more of.
const FACTS: [FieldKey; 12] = [
    FieldKey::FullName,
    FieldKey::BirthDate,
    FieldKey::NationalId,
    FieldKey::Sex,
    FieldKey::PartyJoined,
    FieldKey::PartyOfficial,
    FieldKey::Position,
    FieldKey::Workplace,
    FieldKey::Education,
    FieldKey::PoliticalTheory,
    FieldKey::Phone,
    FieldKey::Hometown,
];

/// Marks one row for each person and class: the best standing one, then the
/// one of the unit that the roster has the person in, then the fullest.
pub fn choose(batch: &Batch, judgements: &mut [Vec<Judgement>]) {
    for person in &batch.people {
        let mut best: BTreeMap<Option<&str>, (Rank<'_>, RecordAt)> = BTreeMap::new();
        for &at in &person.rows {
            let (Some(record), Some(judgement)) = (batch.record(at), get(judgements, at)) else {
                continue;
            };
            let rank = rank(batch, person, record, judgement.status);
            let held = best.entry(record.course.value.as_deref()).or_insert((rank, at));
            if rank < held.0 {
                *held = (rank, at);
            }
        }
        for (_, at) in best.into_values() {
            let slot = judgements.get_mut(at.submission as usize);
            if let Some(judgement) = slot.and_then(|rows| rows.get_mut(at.record as usize)) {
                judgement.primary = true;
            }
        }
    }
}

fn get(judgements: &[Vec<Judgement>], at: RecordAt) -> Option<&Judgement> {
    judgements.get(at.submission as usize)?.get(at.record as usize)
}

/// Smaller is better.
type Rank<'a> = (Status, Reverse<bool>, Reverse<usize>, &'a str);

fn rank<'a>(batch: &Batch, person: &Person, record: &'a Record, status: Status) -> Rank<'a> {
    let roster = batch.lists.roster.as_ref();
    let member = person.roster.as_ref().and_then(|found| roster?.get(found.line));
    let at_home = member.is_some_and(|member| member.unit.is_some() && member.unit == record.unit);
    let has = |field: &&FieldKey| record.facts(**field).is_some_and(|facts| facts.has_value);
    (status, Reverse(at_home), Reverse(FACTS.iter().filter(has).count()), &record.id)
}
