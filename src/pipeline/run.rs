//! The main job: a period's inbox → its outbox.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::judge::judge;
use super::knowledge::Knowledge;
use super::letters::letter;
use super::period::read_period;
use super::progress::Progress;
use super::read::Memory;
use super::source::digest_of;
use super::unchanged::{self, Fingerprint, fingerprints};
use super::{months, ruling, settle};
use crate::decisions::{Decisions, Notice};
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::model::period::Period;
use crate::reconcile::Earlier;
use crate::report::{Design, Export, Outcome, Planned, Reports};
use crate::text;
use crate::workspace::{Beside, Lock, OutputFile, RunError, Staging, Workspace, recover, stop};

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// The newest when `None`.
    pub period: Option<Period>,
    /// The settings' language when `None`.
    pub lang: Option<Lang>,
    /// A standard to judge by instead of the settings'.
    pub standard: Option<String>,
    /// Wait until no file has changed for so long.
    pub settle: Duration,
    /// Make the results again though nothing changed.
    pub force: bool,
    /// Write records and findings in this format too.
    pub export: Option<Export>,
}

/// What a run came to.
#[derive(Debug)]
pub enum RunResult {
    /// Results were written: the paths below the period's outbox, and remarks
    /// for the officer about the run itself.
    Written { outcome: Box<Outcome>, files: Vec<String>, remarks: Vec<Text> },
    /// Nothing changed since the last run; its results stand.
    Unchanged { period: Period },
}

/// Consolidates a period.
///
/// # Errors
/// [`RunError`] when the workspace or its settings are wrong, when another run
/// is at work, or when the results cannot be written; earlier results then stay as they were.
pub fn run(
    workspace: &Workspace,
    options: &RunOptions,
    progress: &dyn Progress,
) -> Result<RunResult, RunError> {
    can_export(options.export)?;
    let period = workspace.period(options.period)?;
    let _lock = Lock::take(workspace.root())?;
    recover(workspace)?;
    let workspace = &settle::wait(workspace, period, options.settle)?;
    let known = Knowledge::load(Some(workspace), period, options.standard.as_deref())?;
    let lang = options.lang.unwrap_or(known.settings.language);
    let (decisions, notices) = ruling::take_over(workspace, period, &known)?;
    let months = fingerprints(workspace, period, &known, lang)?;
    let fingerprint = months.get(&period).cloned().unwrap_or_default();
    if !options.force && unchanged::stands(workspace, period, &fingerprint, options.export) {
        return Ok(RunResult::Unchanged { period });
    }
    let (mut outcome, mut remarks) =
        outcome_after(workspace, period, &known, &decisions, &months, progress)?;
    remarks.splice(0..0, notices.iter().map(Notice::nameless));
    outcome.remarks.splice(0..0, notices.iter().map(Notice::text));
    stop::check()?;
    let reports = Reports::new(
        &outcome,
        Design { outputs: &known.outputs, templates: &known.templates },
        lang,
    )
    .with_export(options.export);
    let (files, kept_open) = write(workspace, &reports, &known, &fingerprint, progress)?;
    remarks.extend(kept_open);
    Ok(RunResult::Written { outcome: Box::new(outcome), files, remarks })
}

fn can_export(export: Option<Export>) -> Result<(), RunError> {
    if export.is_none_or(Export::is_built) {
        return Ok(());
    }
    Err(RunError::Usage(text!(
        vi: "bản chương trình này không có phần ghi Parquet; dựng bản có phần đó bằng: cargo build --release --features parquet",
        en: "this program was built without Parquet; build it with: cargo build --release --features parquet",
    )))
}

/// Everything up to the reports: learns of the earlier periods, then reads and judges this one.
pub fn outcome(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    decisions: &Decisions,
    progress: &dyn Progress,
) -> Result<(Outcome, Vec<Text>), RunError> {
    let months = fingerprints(workspace, period, known, known.settings.language)?;
    outcome_after(workspace, period, known, decisions, &months, progress)
}

fn outcome_after(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    decisions: &Decisions,
    months: &BTreeMap<Period, Fingerprint>,
    progress: &dyn Progress,
) -> Result<(Outcome, Vec<Text>), RunError> {
    let (earlier, memory) = months::before(workspace, period, known, months, progress)?;
    let month = Month { period, known, decisions };
    let (outcome, remarks) = month.judge(workspace, earlier, &memory, progress)?;
    if outcome.batch.submissions.is_empty() {
        let root = workspace.root().display();
        return Err(RunError::Usage(text!(
            vi: "thư mục {root}/inbox/{period} chưa có tệp nào; chép biểu của các đơn vị vào rồi chạy lại",
            en: "there is no file in {root}/inbox/{period}; put the units' forms there and run again",
        )));
    }
    Ok((outcome, remarks))
}

/// A month to be read and judged.
pub(super) struct Month<'a> {
    pub period: Period,
    pub known: &'a Knowledge,
    pub decisions: &'a Decisions,
}

impl Month<'_> {
    pub fn judge(
        &self,
        workspace: &Workspace,
        earlier: Earlier,
        memory: &Memory,
        progress: &dyn Progress,
    ) -> Result<(Outcome, Vec<Text>), RunError> {
        let mut clock = Clock::start();
        let files = workspace.inbox_files(self.period)?;
        progress.stage(READING, files.len());
        let submissions = read_period(&files, self.period, self.known, memory, progress);
        clock.lap("read");
        stop::check()?;
        progress.stage(JUDGING, 0);
        let (mut outcome, remarks) =
            judge(self.period, submissions, earlier, self.known, self.decisions);
        clock.lap("judge");
        outcome.timings.stages = clock.laps;
        Ok((outcome, remarks))
    }
}

const READING: Label = label!(vi: "Đọc biểu", en: "Reading forms");
const JUDGING: Label = label!(vi: "Đối chiếu, xét", en: "Reconciling, judging");
const WRITING: Label = label!(vi: "Ghi kết quả", en: "Writing results");

/// Makes the files side by side, each written to the folder aside as soon as it is made.
fn write(
    workspace: &Workspace,
    reports: &Reports,
    known: &Knowledge,
    fingerprint: &Fingerprint,
    progress: &dyn Progress,
) -> Result<(Vec<String>, Vec<Text>), RunError> {
    let (outcome, lang) = (reports.outcome(), reports.lang());
    let plan = reports.plan();
    progress.stage(WRITING, plan.len());
    let staging = Staging::start(workspace, outcome.period())?;
    let make = |planned: &Planned| {
        stop::check()?;
        let mut bytes = Cursor::new(Vec::new());
        let made = reports.write(planned, &mut bytes);
        made.map_err(|error| RunError::Build(error.text()))?;
        let file = OutputFile { path: planned.path.clone(), bytes: bytes.into_inner() };
        let unit = reports.addressee(planned);
        let letter = unit.and_then(|unit| letter(&file, unit, outcome.period(), known, lang));
        let written = std::iter::once(file).chain(letter).map(|file| {
            staging.write(&file)?;
            Ok((digest_of(&file.bytes), file.path))
        });
        let written: Result<Vec<_>, RunError> = written.collect();
        progress.step();
        written
    };
    let made: Result<Vec<_>, RunError> = plan.par_iter().with_max_len(1).map(make).collect();
    let outputs: BTreeMap<_, _> =
        made?.into_iter().flatten().map(|(digest, path)| (path, digest)).collect();
    let files = outputs.keys().cloned().collect();
    staging.write(&fingerprint.file(outputs, months::kept(outcome)))?;
    let beside = staging.put_in_place()?;
    Ok((files, beside.iter().map(kept_open).collect()))
}

/// Excel on Windows lets nobody replace a workbook that it has open.
fn kept_open(file: &Beside) -> Text {
    let Beside { path, beside } = file;
    text!(
        vi: "{path} đang mở ở chương trình khác nên chưa thay được; bản mới ghi ở {beside}. Đóng tệp rồi chạy lại để chỉ còn một bản",
        en: "{path} is open in another program and could not be replaced; the new one is {beside}. Close it and run again to have one file only",
    )
}

/// Times of the stages, for `run.json`.
struct Clock {
    started: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        Clock { started: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, name: &'static str) {
        let now = Instant::now();
        self.laps.push((name, now - self.started));
        self.started = now;
    }
}
