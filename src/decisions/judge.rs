//! What becomes of each row: by what the rules found, then by the officer's word.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{Cases, RowCase, digest};
use super::file::{Decisions, Entry};
use super::notice::Notice;
use super::primary;
use crate::finding::{Finding, Severity};
use crate::model::batch::{Batch, RecordAt};
use crate::model::judgement::{Case, Choice, Decision, Judgement, Status};

/// Judges every row (`judgements[submission][record]`), and tells which
/// decisions no longer stand. `cases` are those of the batch before the
/// officer's word on pairs was applied.
pub fn judge(
    batch: &Batch,
    findings: &[Finding],
    cases: &Cases,
    decisions: &Decisions,
) -> (Vec<Vec<Judgement>>, Vec<Notice>) {
    let blank = |rows: usize| vec![Judgement::default(); rows];
    let mut judgements: Vec<Vec<Judgement>> =
        batch.submissions.iter().map(|form| blank(form.records.len())).collect();
    let found = by_record(findings);
    let words: BTreeMap<&str, &Entry> =
        decisions.entries().map(|entry| (&*entry.key, entry)).collect();
    let mut notices = Vec::new();
    for (at, record) in batch.counting_rows() {
        let (Some(case), Some(judgement)) = (cases.rows.get(&at), slot(&mut judgements, at)) else {
            continue;
        };
        let found = found.get(&*record.id).map_or(&[][..], Vec::as_slice);
        judgement.status = status(found);
        decide(judgement, case, found, words.get(&*case.key).copied(), &mut notices);
    }
    primary::choose(batch, &mut judgements);
    notices.extend(without_case(cases, &words));
    (judgements, notices)
}

fn slot(judgements: &mut [Vec<Judgement>], at: RecordAt) -> Option<&mut Judgement> {
    judgements.get_mut(at.submission as usize)?.get_mut(at.record as usize)
}

fn by_record(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(record) = &finding.record {
            found.entry(record).or_default().push(finding);
        }
    }
    found
}

/// An error rejects a row, a warning puts it up for review.
fn status(found: &[&Finding]) -> Status {
    match found.iter().map(|finding| finding.severity).max() {
        Some(Severity::Error) => Status::Rejected,
        Some(Severity::Warning) => Status::Review,
        Some(Severity::Info) | None => Status::Accepted,
    }
}

/// Puts the officer's word on a row, if there is one and while its facts hold.
fn decide(
    judgement: &mut Judgement,
    case: &RowCase,
    found: &[&Finding],
    entry: Option<&Entry>,
    notices: &mut Vec<Notice>,
) {
    let doubtful = judgement.status != Status::Accepted || entry.is_some();
    let fingerprint = format!("{}-{}", case.facts, doubts(found));
    let decision = entry.map(|entry| Decision {
        choice: entry.decision,
        note: entry.note.clone(),
        stands: match entry.decision {
            Choice::SamePerson | Choice::TwoPeople => case.stands_on(&entry.facts),
            Choice::Accept | Choice::Reject | Choice::Wait => *entry.facts == *fingerprint,
        },
    });
    match &decision {
        Some(Decision { stands: true, choice, .. }) => {
            judgement.status = match choice {
                Choice::Accept => Status::Accepted,
                Choice::Reject => Status::Rejected,
                Choice::Wait => Status::Review,
                Choice::SamePerson | Choice::TwoPeople => judgement.status,
            };
        }
        Some(Decision { stands: false, .. }) => {
            notices.extend(entry.map(|entry| Notice::FactsChanged { row: entry.row.clone() }));
        }
        None => {}
    }
    judgement.case =
        Some(Case { key: case.key.clone(), fingerprint: fingerprint.into(), decision, doubtful });
}

/// Digest of what the rules hold against a row. Findings about several rows
/// are left out: which rows those are is among the row's facts already, and
/// deciding on one of them must not open the others again.
fn doubts(found: &[&Finding]) -> String {
    let grave = found.iter().filter(|finding| finding.severity >= Severity::Warning);
    let own = grave.filter(|finding| finding.related.is_empty());
    let doubts: BTreeSet<(&str, &str)> =
        own.map(|finding| (finding.code, &*finding.subject)).collect();
    digest(doubts.into_iter().flat_map(|(code, subject)| [code, subject]))
}

/// Decisions on rows that are not there any more.
fn without_case(cases: &Cases, words: &BTreeMap<&str, &Entry>) -> Vec<Notice> {
    let keys: BTreeSet<&str> = cases.rows.values().map(|case| &*case.key).collect();
    let lost = words.iter().filter(|(key, _)| !keys.contains(**key));
    lost.map(|(_, entry)| Notice::NothingMatches { row: entry.row.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cases, Decisions, Notice, judge};
    use crate::decisions::Entry;
    use crate::finding::{Finding, Findings, Severity};
    use crate::model::batch::{Batch, Link, LinkVerdict, Person, RecordAt};
    use crate::model::judgement::{Choice, Judgement, Status};
    use crate::model::period::Period;
    use crate::model::place::Position;
    use crate::model::record::{Field, Record};
    use crate::model::reference::ReferenceLists;
    use crate::model::submission::{SourceFile, Submission, Unread, UnreadKind};
    use crate::model::value::PersonName;
    use crate::text;

    fn row(name: &str, phone: &str) -> Record {
        let at = Position::default();
        let full = PersonName { full: name.into(), ..PersonName::default() };
        Record {
            id: format!("{name} {phone}").into(),
            unit: Some("CB-1".into()),
            full_name: Field::read(full, name, at).into(),
            phone: Field::read(phone.into(), phone, at).into(),
            course: Field::read("K45".into(), "K45", at).into(),
            ..Record::default()
        }
    }

    fn batch(records: Vec<Record>) -> Batch {
        let source = SourceFile { path: "a".into(), sha256: "a".into(), size: 1, format: None };
        let people = (0..records.len() as u32).map(|record| Person {
            key: record.to_string().into(),
            rows: vec![RecordAt { submission: 0, record }],
            ..Person::default()
        });
        Batch {
            period: Period { year: 2026, month: 11 },
            people: people.collect(),
            submissions: vec![Submission {
                unread: None,
                records,
                ..Submission::unread(
                    source,
                    Unread { kind: UnreadKind::Unreadable, why: text!(vi: "", en: "") },
                )
            }],
            lists: ReferenceLists::default().into(),
            links: Vec::new(),
            earlier: Vec::new(),
            earlier_periods: Vec::new(),
            earlier_senders: Default::default(),
        }
    }

    fn finding(record: &Record, severity: Severity) -> Finding {
        let mut out = Vec::new();
        let mut findings = Findings::new("D211", "missing-birth-date", severity, &mut out);
        findings.on_record(record, text!(vi: "thiếu ngày sinh", en: "no birth date"));
        out.remove(0)
    }

    fn judged(batch: &Batch, decisions: &Decisions) -> (Vec<Judgement>, Vec<Notice>) {
        let records = &batch.submissions[0].records;
        let findings: Vec<Finding> =
            records.iter().map(|record| finding(record, Severity::Error)).collect();
        let (mut judgements, notices) = judge(batch, &findings, &Cases::of(batch), decisions);
        (judgements.remove(0), notices)
    }

    fn decided(judgement: &Judgement, decision: Choice) -> Decisions {
        let case = judgement.case.clone().unwrap();
        let mut decisions = Decisions::default();
        decisions.put(Entry {
            decision,
            row: "Bùi Thị Hoa".to_owned(),
            note: String::new(),
            who: None,
            when: None,
            key: case.key,
            facts: case.fingerprint,
        });
        decisions
    }

    #[test]
    fn a_decision_lives_until_its_facts_change() {
        let rows = vec![row("Bùi Thị Hoa", "0912000001"), row("Lê Văn Nam", "0912000002")];
        let (open, _) = judged(&batch(rows.clone()), &Decisions::default());
        assert_eq!(open[0].status, Status::Rejected);
        let decisions = decided(&open[0], Choice::Accept);

        let (taken, notices) = judged(&batch(rows.clone()), &decisions);
        assert_eq!((taken[0].status, taken[1].status), (Status::Accepted, Status::Rejected));
        assert!(taken[0].case.as_ref().unwrap().decision.as_ref().unwrap().stands);
        assert!(notices.is_empty());

        let other = vec![rows[0].clone(), row("Lê Văn Nam", "0912999999")];
        assert_eq!(judged(&batch(other), &decisions).0[0].status, Status::Accepted);

        let corrected = vec![row("Bùi Thị Hoa", "0912999999"), rows[1].clone()];
        let (reopened, notices) = judged(&batch(corrected), &decisions);
        assert_eq!(reopened[0].status, Status::Rejected);
        assert!(!reopened[0].case.as_ref().unwrap().decision.as_ref().unwrap().stands);
        assert_eq!(notices, [Notice::FactsChanged { row: "Bùi Thị Hoa".to_owned() }]);

        let (_, notices) = judged(&batch(rows[1..].to_vec()), &decisions);
        assert_eq!(notices, [Notice::NothingMatches { row: "Bùi Thị Hoa".to_owned() }]);
    }

    #[test]
    fn a_row_that_nobody_doubts_can_be_rejected() {
        let batch = batch(vec![row("Bùi Thị Hoa", "1")]);
        let cases = Cases::of(&batch);
        let (calm, _) = judge(&batch, &[], &cases, &Decisions::default());
        assert_eq!((calm[0][0].status, calm[0][0].doubt()), (Status::Accepted, None));
        let decisions = decided(&calm[0][0], Choice::Reject);
        let (rejected, notices) = judge(&batch, &[], &cases, &decisions);
        assert_eq!((rejected[0][0].status, notices.len()), (Status::Rejected, 0));
        assert!(rejected[0][0].doubt().is_some(), "now it stands on the review sheet");
    }

    #[test]
    fn only_doubtful_rows_are_cases_and_one_row_of_a_person_is_primary() {
        let mut batch = batch(vec![row("Bùi Thị Hoa", "1"), row("Bùi Thị Hoa", "2")]);
        batch.people[0].rows =
            vec![RecordAt { submission: 0, record: 0 }, RecordAt { submission: 0, record: 1 }];
        batch.people.truncate(1);
        let rejected = [finding(&batch.submissions[0].records[0], Severity::Warning)];
        let (judgements, _) = judge(&batch, &rejected, &Cases::of(&batch), &Decisions::default());
        let told: Vec<_> = judgements[0]
            .iter()
            .map(|row| (row.status, row.doubt().is_some(), row.primary))
            .collect();
        assert_eq!(told, [(Status::Review, true, false), (Status::Accepted, false, true)]);
    }

    #[test]
    fn a_word_on_a_pair_rules_and_a_contradiction_is_told() {
        let mut batch = batch(vec![row("Bùi Thị Hoa", "1"), row("Bùi Thị Hòa", "2")]);
        let at = |record| RecordAt { submission: 0, record };
        batch.links.push(Link {
            a: at(0),
            b: at(1),
            verdict: LinkVerdict::Undecided,
            weight: 14.0,
            steps: Vec::new(),
            reason: text!(vi: "", en: ""),
        });
        let cases = Cases::of(&batch);
        let (judgements, _) = judged(&batch, &Decisions::default());
        let mut decisions = decided(&judgements[0], Choice::SamePerson);
        let (rulings, notices) = cases.rulings(&batch, &decisions);
        let ids = |at: usize| batch.submissions[0].records[at].id.clone();
        assert_eq!((rulings.same, notices.len()), (vec![(ids(0), ids(1))], 0));
        for entry in decided(&judgements[1], Choice::TwoPeople).entries() {
            decisions.put(entry.clone());
        }
        let (rulings, notices) = cases.rulings(&batch, &decisions);
        assert!(rulings.same.is_empty() && rulings.different.is_empty());
        assert_eq!(notices, [Notice::Contradiction { row: "Bùi Thị Hoa".to_owned() }]);
    }
}
