//! A whole period: every submission, and who is who.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::period::Period;
use super::record::{Record, RecordId};
use super::reference::ReferenceLists;
use super::submission::Submission;
use crate::i18n::Text;

/// Where a record stands in the batch: submission, then record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordAt {
    pub submission: u32,
    pub record: u32,
}

/// A value that is the same for the same human being, also in later months.
pub type PersonKey = Arc<str>;

/// One human being and the rows that are theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub key: PersonKey,
    /// In batch order.
    pub rows: Vec<RecordAt>,
    /// The member of the roster (index into the list), and why.
    pub roster: Option<ListMatch>,
    /// Lines of the completed list.
    pub completed: Vec<ListMatch>,
    /// Lines of the planned list.
    pub planned: Vec<ListMatch>,
}

/// A person found in one of the officer's lists.
#[derive(Clone, Debug, PartialEq)]
pub struct ListMatch {
    /// Index into the list.
    pub line: usize,
    pub weight: f64,
    /// `cùng CCCD, cùng ngày sinh, tên khác dấu`
    pub reason: Text,
}

/// How two rows compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub a: RecordAt,
    pub b: RecordAt,
    pub verdict: LinkVerdict,
    /// Sum of the match weights (log2 odds).
    pub weight: f64,
    /// The comparison levels that spoke, strongest first.
    pub steps: Vec<LinkStep>,
    /// One sentence from the steps.
    pub reason: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkVerdict {
    /// One person.
    Same,
    /// Evidence both ways: the officer decides.
    Undecided,
    /// Plainly two people on one number (national id or party card).
    SharedNumber,
}

/// One line of the waterfall of a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkStep {
    /// The field compared, as in `templates/matching.toml`.
    pub field: String,
    /// The comparison level reached.
    pub level: Text,
    pub weight: f64,
}

/// The officer's word on who is who: pairs of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulings {
    pub same: Vec<(RecordId, RecordId)>,
    pub different: Vec<(RecordId, RecordId)>,
}

/// A registration of an earlier period.
#[derive(Clone, Debug)]
pub struct EarlierRow {
    pub period: Period,
    pub record: Record,
    pub person: PersonKey,
    /// Reached the school's list then.
    pub accepted: bool,
}

/// Every submission of a period with everything known around it.
#[derive(Debug)]
pub struct Batch {
    pub period: Period,
    /// Sorted by path.
    pub submissions: Vec<Submission>,
    pub lists: Arc<ReferenceLists>,
    /// Sorted by first row.
    pub people: Vec<Person>,
    /// Sorted by rows. Only pairs of rows that count.
    pub links: Vec<Link>,
    /// Rows of earlier periods, oldest first.
    pub earlier: Vec<EarlierRow>,
    /// Periods before this one that the workspace has forms of, oldest first.
    pub earlier_periods: Vec<Period>,
    /// Units that handed in a form, per earlier period.
    pub earlier_senders: BTreeMap<Period, BTreeSet<Arc<str>>>,
}

impl Batch {
    /// The lists, to be made up by a test.
    #[cfg(test)]
    pub fn lists_mut(&mut self) -> &mut ReferenceLists {
        Arc::make_mut(&mut self.lists)
    }

    pub fn record(&self, at: RecordAt) -> Option<&Record> {
        self.submissions.get(at.submission as usize)?.records.get(at.record as usize)
    }

    /// Every row of every submission that counts, in file, sheet, row order.
    pub fn counting_rows(&self) -> impl Iterator<Item = (RecordAt, &Record)> {
        self.rows().filter(|(at, _)| {
            self.submissions.get(at.submission as usize).is_some_and(Submission::counts)
        })
    }

    /// Every row of every submission, in file, sheet, row order.
    pub fn rows(&self) -> impl Iterator<Item = (RecordAt, &Record)> {
        self.submissions.iter().enumerate().flat_map(|(submission, form)| {
            form.records.iter().enumerate().map(move |(record, row)| {
                let at = RecordAt { submission: submission as u32, record: record as u32 };
                (at, row)
            })
        })
    }

    /// Ids of these rows, for a finding's `related`.
    pub fn ids(&self, rows: impl IntoIterator<Item = RecordAt>) -> Vec<RecordId> {
        rows.into_iter().filter_map(|at| Some(self.record(at)?.id.clone())).collect()
    }
}
