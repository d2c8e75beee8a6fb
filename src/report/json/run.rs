//! What a run read, where every row went, and what came of it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::Ordered;
use crate::i18n::Lang;
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::model::submission::{RowLedger, Standing, Submission};
use crate::model::workbook::Format;
use crate::report::index::Index;
use crate::report::outcome::Timings;

/// Writes `data/run.json`.
///
/// # Errors
/// Those of `out`.
pub fn write_run(index: &Index, lang: Lang, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(&run(index, lang))?;
    text.push(b'\n');
    out.write_all(&text)
}

#[derive(Serialize)]
struct Run<'a> {
    program: &'static str,
    version: &'a str,
    period: Period,
    settings_digest: &'a str,
    files: Vec<File<'a>>,
    reference: &'a BTreeMap<Arc<str>, Arc<str>>,
    totals: Totals<'a>,
    unchecked: Vec<Silent<'a>>,
    timings: Times,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<Format>,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(flatten)]
    standing: FileStanding<'a>,
    rows: &'a RowLedger,
}

#[derive(Serialize, Default)]
struct FileStanding<'a> {
    counts: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'a str>,
}

#[derive(Serialize, Default)]
struct Totals<'a> {
    files: usize,
    /// Non-empty rows of all files, by where they went.
    rows: RowLedger,
    /// Person rows of all forms: the lines of `records.jsonl`.
    records: usize,
    /// Those of forms that count, which the totals below are about; the sum of `status`.
    counting_records: usize,
    people: usize,
    status: BTreeMap<Status, usize>,
    unit: BTreeMap<&'a str, usize>,
    course: BTreeMap<&'a str, usize>,
    rule: BTreeMap<&'a str, usize>,
}

#[derive(Serialize)]
struct Silent<'a> {
    codes: &'a [&'static str],
    why: &'a str,
}

#[derive(Serialize)]
struct Times {
    stages_ms: Ordered<&'static str, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_memory_bytes: Option<u64>,
}

fn run<'a>(index: &'a Index, lang: Lang) -> Run<'a> {
    let outcome = index.outcome;
    Run {
        program: "tonghop",
        version: outcome.version,
        period: outcome.period(),
        settings_digest: &outcome.settings_digest,
        files: outcome.batch.submissions.iter().map(|form| file(form, lang)).collect(),
        reference: &outcome.batch.lists.digests,
        totals: totals(index),
        unchecked: outcome
            .unchecked
            .iter()
            .map(|silent| Silent { codes: &silent.codes, why: silent.why.in_lang(lang) })
            .collect(),
        timings: times(&outcome.timings),
    }
}

fn file(form: &Submission, lang: Lang) -> File<'_> {
    let mut standing = FileStanding { counts: form.counts(), ..FileStanding::default() };
    match &form.standing {
        Standing::Counts => {}
        Standing::DuplicateOf(other) => standing.duplicate_of = Some(other),
        Standing::SupersededBy(other) => standing.superseded_by = Some(other),
    }
    standing.unread = form.unread.as_ref().map(|unread| unread.why.in_lang(lang));
    File {
        path: &form.source.path,
        sha256: &form.source.sha256,
        format: form.source.format,
        size: form.source.size,
        unit: form.sender.unit.as_deref(),
        standing,
        rows: &form.rows,
    }
}

fn totals<'a>(index: &'a Index) -> Totals<'a> {
    let batch = &index.outcome.batch;
    let mut totals = Totals {
        files: batch.submissions.len(),
        records: batch.submissions.iter().map(|form| form.records.len()).sum(),
        people: batch.people.len(),
        status: [Status::Accepted, Status::Review, Status::Rejected].map(|s| (s, 0)).into(),
        ..Totals::default()
    };
    for form in &batch.submissions {
        for (fate, count) in &form.rows {
            *totals.rows.entry(*fate).or_default() += count;
        }
    }
    for row in index.counting_rows() {
        totals.counting_records += 1;
        *totals.status.entry(row.judgement.status).or_default() += 1;
        if let Some(unit) = &row.record.unit {
            *totals.unit.entry(unit).or_default() += 1;
        }
        if let Some(course) = &row.record.course.value {
            *totals.course.entry(course).or_default() += 1;
        }
    }
    for finding in &index.outcome.findings {
        *totals.rule.entry(finding.code).or_default() += 1;
    }
    totals
}

fn times(timings: &Timings) -> Times {
    let millis = |duration: &std::time::Duration| duration.as_secs_f64() * 1000.0;
    Times {
        stages_ms: Ordered(
            timings.stages.iter().map(|(stage, took)| (*stage, millis(took))).collect(),
        ),
        peak_memory_bytes: timings.peak_memory_bytes,
    }
}
