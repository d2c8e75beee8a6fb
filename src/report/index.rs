//! Ways through an outcome: from a row to its person and findings, from an id to its row.

use rustc_hash::FxHashMap;

use super::outcome::Outcome;
use crate::finding::Finding;
use crate::model::batch::{EarlierRow, Person, RecordAt};
use crate::model::judgement::{Judgement, Status};
use crate::model::record::Record;
use crate::model::submission::Submission;

/// An outcome with its cross references. Built once, read by every report.
#[derive(Debug)]
pub struct Index<'a> {
    pub outcome: &'a Outcome,
    /// Index into `batch.people`, `u32::MAX` for a row of nobody.
    person_of: Vec<Vec<u32>>,
    findings_of: FxHashMap<RecordAt, Vec<u32>>,
    row_of: FxHashMap<&'a str, RecordAt>,
    earlier_of: FxHashMap<&'a str, &'a EarlierRow>,
}

/// A row with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub at: RecordAt,
    pub record: &'a Record,
    pub judgement: &'a Judgement,
}

impl Row<'_> {
    /// Does the row stand on the class list for the school?
    pub fn reaches_school(&self) -> bool {
        self.judgement.primary && self.judgement.status == Status::Accepted
    }
}

impl<'a> Index<'a> {
    pub fn new(outcome: &'a Outcome) -> Self {
        let batch = &outcome.batch;
        let mut person_of: Vec<Vec<u32>> =
            batch.submissions.iter().map(|form| vec![u32::MAX; form.records.len()]).collect();
        for (number, person) in batch.people.iter().enumerate() {
            for at in &person.rows {
                let form = person_of.get_mut(at.submission as usize);
                if let Some(slot) = form.and_then(|rows| rows.get_mut(at.record as usize)) {
                    *slot = number as u32;
                }
            }
        }
        // A replaced form may hold the very same rows: the one that counts owns the id.
        let mut row_of: FxHashMap<&str, RecordAt> =
            batch.rows().map(|(at, record)| (&*record.id, at)).collect();
        row_of.extend(batch.counting_rows().map(|(at, record)| (&*record.id, at)));
        let mut findings_of: FxHashMap<RecordAt, Vec<u32>> = FxHashMap::default();
        for (number, finding) in outcome.findings.iter().enumerate() {
            if let Some(at) = finding.record.as_deref().and_then(|id| row_of.get(id)) {
                findings_of.entry(*at).or_default().push(number as u32);
            }
        }
        let earlier_of = batch.earlier.iter().map(|row| (&*row.record.id, row)).collect();
        Index { outcome, person_of, findings_of, row_of, earlier_of }
    }

    pub fn person(&self, at: RecordAt) -> Option<&'a Person> {
        let number = *self.person_of.get(at.submission as usize)?.get(at.record as usize)?;
        self.outcome.batch.people.get(number as usize)
    }

    /// The findings about a row, in reading order.
    pub fn findings(&self, at: RecordAt) -> impl Iterator<Item = &'a Finding> + use<'a, '_> {
        let numbers = self.findings_of.get(&at).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| self.outcome.findings.get(*number as usize))
    }

    /// The codes of the findings about a row, each once, in order.
    pub fn codes(&self, at: RecordAt) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.findings(at).map(|finding| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The row of an id; the one that counts where several have it.
    pub fn row_of(&self, id: &str) -> Option<RecordAt> {
        self.row_of.get(id).copied()
    }

    /// The row of an id in an earlier period.
    pub fn earlier(&self, id: &str) -> Option<&'a EarlierRow> {
        self.earlier_of.get(id).copied()
    }

    pub fn row(&self, at: RecordAt) -> Option<Row<'a>> {
        let record = self.outcome.batch.record(at)?;
        Some(Row { at, record, judgement: self.outcome.judgement(at) })
    }

    /// Every row that counts, in file, sheet, row order.
    pub fn counting_rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let outcome = self.outcome;
        outcome.batch.counting_rows().map(move |(at, record)| Row {
            at,
            record,
            judgement: outcome.judgement(at),
        })
    }

    /// The rows of one form, if they count, in sheet, row order.
    pub fn rows_that_count(&self, form: usize) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let outcome = self.outcome;
        let counting = outcome.batch.submissions.get(form).filter(|form| form.counts());
        let records = counting.into_iter().flat_map(|form| &form.records).enumerate();
        records.map(move |(record_number, record)| {
            let at = RecordAt { submission: form as u32, record: record_number as u32 };
            Row { at, record, judgement: outcome.judgement(at) }
        })
    }

    pub fn form(&self, at: RecordAt) -> Option<&'a Submission> {
        self.outcome.batch.submissions.get(at.submission as usize)
    }
}
