//! The main job: a period's inbox → its outbox.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::judge::judge;
use super::knowledge::Knowledge;
use super::period::read_period;
use super::progress::Progress;
use super::read::Memory;
use super::ruling;
use super::settle;
use super::unchanged::{self, Fingerprint};
use crate::decisions::{Decisions, Notice};
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::layout::Remembered;
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::reconcile::Earlier;
use crate::report::{self, Design, Outcome};
use crate::text;
use crate::workspace::{Lock, OutputFile, RunError, Staging, Workspace, recover, stop};

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
    let period = workspace.period(options.period)?;
    let _lock = Lock::take(workspace.root())?;
    recover(workspace)?;
    let workspace = &settle::wait(workspace, period, options.settle)?;
    let known = Knowledge::load(Some(workspace), period, options.standard.as_deref())?;
    let lang = options.lang.unwrap_or(known.settings.language);
    let (decisions, notices) = ruling::take_over(workspace, period, &known)?;
    let fingerprint = unchanged::fingerprint(workspace, period, &known, lang)?;
    if !options.force && unchanged::stands(workspace, period, &fingerprint) {
        return Ok(RunResult::Unchanged { period });
    }
    let (outcome, mut remarks) = outcome(workspace, period, &known, &decisions, progress)?;
    remarks.splice(0..0, notices.iter().map(Notice::text));
    stop::check()?;
    let files = write(workspace, &outcome, &known, lang, &fingerprint, progress)?;
    Ok(RunResult::Written { outcome: Box::new(outcome), files, remarks })
}

/// Everything up to the reports: reads and judges the earlier periods, then this one.
pub fn outcome(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    decisions: &Decisions,
    progress: &dyn Progress,
) -> Result<(Outcome, Vec<Text>), RunError> {
    let mut earlier = Earlier::default();
    let mut memory = Memory::new();
    for before in workspace.periods()?.into_iter().filter(|before| *before < period) {
        let (decisions, _) = ruling::stored(workspace, before)?;
        let month = Month { period: before, known, decisions: &decisions };
        let (outcome, _) = month.judge(workspace, earlier, &memory, progress)?;
        remember_layouts(&outcome, &mut memory);
        earlier = with_month(outcome);
    }
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

/// The months before, and this one.
fn with_month(mut outcome: Outcome) -> Earlier {
    let batch = &mut outcome.batch;
    let mut earlier = Earlier {
        rows: std::mem::take(&mut batch.earlier),
        periods: std::mem::take(&mut batch.earlier_periods),
        senders: std::mem::take(&mut batch.earlier_senders),
    };
    let accepted = |at| {
        let judgement = outcome.judgement(at);
        judgement.primary && judgement.status == Status::Accepted
    };
    earlier.add(&outcome.batch, accepted);
    earlier
}

/// How each unit's form was laid out, for a month in which it sends one without a header.
fn remember_layouts(outcome: &Outcome, memory: &mut Memory) {
    for form in outcome.batch.submissions.iter().filter(|form| form.counts()) {
        let Some(unit) = &form.sender.unit else { continue };
        let table = form.tables.iter().find(|table| table.header_row.is_some());
        if let Some(table) = table {
            let when = Arc::from(outcome.period().to_string());
            let columns = table.columns.iter().copied().collect();
            memory.insert(unit.clone(), Remembered { when, columns });
        }
    }
}

/// A month to be read and judged.
struct Month<'a> {
    period: Period,
    known: &'a Knowledge,
    decisions: &'a Decisions,
}

impl Month<'_> {
    fn judge(
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

fn write(
    workspace: &Workspace,
    outcome: &Outcome,
    known: &Knowledge,
    lang: Lang,
    fingerprint: &Fingerprint,
    progress: &dyn Progress,
) -> Result<Vec<String>, RunError> {
    progress.stage(WRITING, 0);
    let design = Design { outputs: &known.outputs, templates: &known.templates };
    let made = report::files(outcome, design, lang);
    let made = made.map_err(|error| RunError::Build(error.text()))?;
    let mut files: Vec<OutputFile> =
        made.into_iter().map(|file| OutputFile { path: file.path, bytes: file.bytes }).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    stop::check()?;
    let staging = Staging::start(workspace, outcome.period())?;
    staging.write(&files)?;
    staging.write(&[fingerprint.file(&files)])?;
    staging.put_in_place()?;
    Ok(files.into_iter().map(|file| file.path).collect())
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
