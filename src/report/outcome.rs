//! All that a run found out: the one input of every report.

use std::sync::Arc;
use std::time::Duration;

use crate::config::Settings;
use crate::finding::Finding;
pub use crate::finding::Unchecked;
use crate::i18n::Text;
use crate::model::batch::{Batch, RecordAt};
use crate::model::judgement::{Judgement, Status};
use crate::model::period::Period;

/// A period, judged.
#[derive(Debug)]
pub struct Outcome {
    pub batch: Batch,
    /// In reading order ([`crate::finding::sort`]).
    pub findings: Vec<Finding>,
    /// What became of each row: `judgements[submission][record]`, as in `batch`.
    pub judgements: Vec<Vec<Judgement>>,
    /// Rules that could not speak, and what they lack.
    pub unchecked: Vec<Unchecked>,
    /// What the officer should know about the run itself; may name people.
    pub remarks: Vec<Text>,
    pub settings: Settings,
    /// Digest of all settings, templates and standards that the run obeyed, hex digits.
    pub settings_digest: Arc<str>,
    /// The program's version.
    pub version: &'static str,
    /// The only part that may differ between two runs on the same input.
    pub timings: Timings,
}

/// How long the stages took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timings {
    /// In the order of the stages.
    pub stages: Vec<(&'static str, Duration)>,
    pub peak_memory_bytes: Option<u64>,
}

impl Outcome {
    pub fn period(&self) -> Period {
        self.batch.period
    }

    /// What became of a row. Rows of forms that do not count are accepted and never primary.
    pub fn judgement(&self, at: RecordAt) -> &Judgement {
        static UNJUDGED: Judgement =
            Judgement { status: Status::Accepted, primary: false, case: None };
        let form = self.judgements.get(at.submission as usize);
        form.and_then(|rows| rows.get(at.record as usize)).unwrap_or(&UNJUDGED)
    }
}
