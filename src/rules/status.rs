//! What becomes of each row: accepted, to be reviewed or rejected, and which of
//! a person's rows for a class can reach the school's list.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Severity};
use crate::model::batch::{Batch, Person, RecordAt};
use crate::model::judgement::{Judgement, Status};
use crate::model::record::Record;

/// Judges every row by the findings about it: an error rejects it, a warning
/// sends it to review. Findings that only name a row as related do not count.
/// Rows of forms that do not count are accepted and never primary.
pub fn judge(batch: &Batch, findings: &[Finding]) -> Vec<Vec<Judgement>> {
    let worst = worst_by_record(findings);
    let status = |record: &Record| match worst.get(&*record.id) {
        Some(Severity::Error) => Status::Rejected,
        Some(Severity::Warning) => Status::Review,
        Some(Severity::Info) | None => Status::Accepted,
    };
    let mut judgements: Vec<Vec<Judgement>> = batch
        .submissions
        .iter()
        .map(|form| {
            let rows = form.records.iter().map(|record| Judgement {
                status: if form.counts() { status(record) } else { Status::Accepted },
                ..Judgement::default()
            });
            rows.collect()
        })
        .collect();
    choose_primaries(batch, findings, &mut judgements);
    judgements
}

/// Marks the one row of each person and class that can reach the school's
/// list. To be called again when decisions have changed a status.
pub fn choose_primaries(batch: &Batch, findings: &[Finding], judgements: &mut [Vec<Judgement>]) {
    let problems = problems_by_record(findings);
    for judgement in judgements.iter_mut().flatten() {
        judgement.primary = false;
    }
    for Group { person, rows } in groups(batch) {
        let home = person.and_then(|person| home(batch, person));
        let merit = |at: &RecordAt| merit(batch, *at, home, judgements, &problems);
        let Some(best) = rows.iter().copied().min_by_key(merit) else { continue };
        if let Some(judgement) = get(judgements, best) {
            judgement.primary = true;
        }
    }
}

/// The counting rows of one person for one class.
struct Group<'a> {
    person: Option<&'a Person>,
    rows: Vec<RecordAt>,
}

fn groups(batch: &Batch) -> Vec<Group<'_>> {
    let mut person_of: FxHashMap<RecordAt, usize> = FxHashMap::default();
    for (index, person) in batch.people.iter().enumerate() {
        person_of.extend(person.rows.iter().map(|&at| (at, index)));
    }
    let mut groups: BTreeMap<_, Group<'_>> = BTreeMap::new();
    for (at, record) in batch.counting_rows() {
        let person = person_of.get(&at).copied();
        // A row that belongs to nobody known stands for itself.
        let key = (person, person.is_none().then_some(at), record.course.value.as_deref());
        let of_key = groups.entry(key).or_insert_with(|| Group {
            person: person.and_then(|index| batch.people.get(index)),
            rows: Vec::new(),
        });
        of_key.rows.push(at);
    }
    groups.into_values().collect()
}

/// The unit that the roster has a person in.
fn home<'a>(batch: &'a Batch, person: &Person) -> Option<&'a str> {
    let line = person.roster.as_ref()?.line;
    batch.lists.roster.as_ref()?.get(line)?.unit.as_deref()
}

/// Less is better: a row that may still be accepted, that stands, of the unit
/// that the roster has the person in, with the fewest problems, of the latest
/// version, first in order.
type Merit = (bool, bool, bool, usize, Reverse<u32>, RecordAt);

fn merit(
    batch: &Batch,
    at: RecordAt,
    home: Option<&str>,
    judgements: &[Vec<Judgement>],
    problems: &FxHashMap<&str, usize>,
) -> Merit {
    let judgement =
        judgements.get(at.submission as usize).and_then(|rows| rows.get(at.record as usize));
    let rejected = judgement.is_some_and(|judgement| judgement.status == Status::Rejected);
    let record = batch.record(at);
    let away = home.is_some() && home != record.and_then(|record| record.unit.as_deref());
    let crossed_out = record.is_some_and(|record| record.crossed_out);
    let count = record.and_then(|record| problems.get(&*record.id)).copied().unwrap_or(0);
    let version = batch.submissions.get(at.submission as usize).map_or(0, |form| form.version.rank);
    (rejected, crossed_out, away, count, Reverse(version), at)
}

fn get(judgements: &mut [Vec<Judgement>], at: RecordAt) -> Option<&mut Judgement> {
    judgements.get_mut(at.submission as usize)?.get_mut(at.record as usize)
}

fn worst_by_record(findings: &[Finding]) -> FxHashMap<&str, Severity> {
    let mut worst: FxHashMap<&str, Severity> = FxHashMap::default();
    for finding in findings {
        if let Some(record) = finding.record.as_deref() {
            let known = worst.entry(record).or_insert(finding.severity);
            *known = (*known).max(finding.severity);
        }
    }
    worst
}

fn problems_by_record(findings: &[Finding]) -> FxHashMap<&str, usize> {
    let mut problems = FxHashMap::default();
    for finding in findings.iter().filter(|finding| finding.severity > Severity::Info) {
        if let Some(record) = finding.record.as_deref() {
            *problems.entry(record).or_insert(0) += 1;
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{choose_primaries, judge};
    use crate::finding::{Finding, Findings, Severity};
    use crate::model::batch::{Batch, RecordAt};
    use crate::model::judgement::{Judgement, Status};
    use crate::model::submission::Standing;
    use crate::rules::test_support::{
        at, batch, form, form_of, found, other_row, row, same_person,
    };
    use crate::text;

    fn says(batch: &Batch, at: RecordAt, severity: Severity) -> Finding {
        let mut out = Vec::new();
        let message = text!(vi: "Sai.", en: "Wrong.");
        Findings::new("X001", "x", severity, &mut out)
            .on_record(batch.record(at).unwrap(), message);
        out.remove(0)
    }

    /// One person in two units' forms, for the same class.
    fn twice() -> Batch {
        let mut batch = batch(vec![
            form_of("CB-SNV", vec![row()]),
            form_of("CB-STC", vec![other_row(2, "Nguyễn Văn Ánh")]),
        ]);
        same_person(&mut batch, &[at(0, 0), at(1, 0)]);
        batch
    }

    fn primaries(judgements: &[Vec<Judgement>]) -> Vec<bool> {
        judgements.iter().flatten().map(|judgement| judgement.primary).collect()
    }

    #[test]
    fn the_worst_finding_decides_and_related_rows_are_left_alone() {
        let batch = batch(vec![form(vec![row(), other_row(2, "A"), other_row(3, "B")])]);
        let mut findings = vec![
            says(&batch, at(0, 0), Severity::Warning),
            says(&batch, at(0, 0), Severity::Error),
            says(&batch, at(0, 1), Severity::Warning),
            says(&batch, at(0, 2), Severity::Info),
        ];
        findings[0].relate(["r3".into()]);
        let statuses: Vec<_> = judge(&batch, &findings)[0].iter().map(|one| one.status).collect();
        assert_eq!(statuses, [Status::Rejected, Status::Review, Status::Accepted]);
    }

    #[test]
    fn the_row_of_the_roster_s_unit_is_primary() {
        let mut batch = twice();
        assert_eq!(primaries(&judge(&batch, &[])), [true, false]);
        batch.lists.roster = Some(vec![row()]);
        batch.people[0].roster = Some(found(0));
        assert_eq!(primaries(&judge(&batch, &[])), [false, true]);
    }

    #[test]
    fn a_rejected_row_gives_way_and_so_does_one_with_more_problems() {
        let batch = twice();
        for severity in [Severity::Error, Severity::Warning] {
            let findings = [says(&batch, at(0, 0), severity)];
            assert_eq!(primaries(&judge(&batch, &findings)), [false, true]);
        }
    }

    #[test]
    fn rows_for_other_classes_and_other_people_are_primary_each() {
        let mut batch = twice();
        batch.submissions[1].records[0].course.value = Some("SC-2026".into());
        assert_eq!(primaries(&judge(&batch, &[])), [true, true]);
        batch.people.clear();
        assert_eq!(primaries(&judge(&batch, &[])), [true, true]);
    }

    #[test]
    fn rows_that_do_not_count_are_accepted_and_never_primary() {
        let mut batch = twice();
        batch.submissions[0].standing = Standing::SupersededBy("b.xlsx".into());
        let findings = [says(&batch, at(0, 0), Severity::Error)];
        let judgements = judge(&batch, &findings);
        assert_eq!(judgements[0][0].status, Status::Accepted);
        assert_eq!(primaries(&judgements), [false, true]);
    }

    #[test]
    fn a_decision_against_the_primary_row_lets_the_next_one_in() {
        let batch = twice();
        let mut judgements = judge(&batch, &[]);
        judgements[0][0].status = Status::Rejected;
        choose_primaries(&batch, &[], &mut judgements);
        assert_eq!(primaries(&judgements), [false, true]);
    }
}
