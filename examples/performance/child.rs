//! One measurement in a process of its own.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tonghop::i18n::Lang;
use tonghop::pipeline::{RunOptions, RunResult, Silent, run};
use tonghop::report::{Design, Outcome, Reports};
use tonghop::workspace::Workspace;

use crate::{Child, PERIOD, bare};

/// What was measured.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    pub wall_ms: f64,
    /// Of all threads, in the program and in the system for it.
    pub cpu_ms: f64,
    /// Of a whole run: until all forms were read.
    pub read_ms: f64,
    pub peak_mb: f64,
    pub rows: usize,
}

pub fn measure(child: &Child) -> Result<Measured, Box<dyn Error>> {
    match child {
        Child::Run { workspace, again, jobs, period, kinds } => {
            let period = period.as_deref().map(str::parse).transpose();
            let period = period.map_err(|_| "a period is written 2026-11")?;
            let options = RunOptions { force: !again, period, ..RunOptions::default() };
            whole_run(workspace, &options, *jobs, *kinds)
        }
        Child::Doublings => Err("measures in processes of its own".into()),
        Child::Cells { workspace } => {
            let files = inputs(workspace);
            Ok(timed(|| drop(black_box(cells(&files)))))
        }
        Child::BareRead { workspace } => {
            let files = inputs(workspace);
            Ok(timed(|| drop(black_box(bare::read(&files)))))
        }
        Child::BareWrite { workspace } => {
            let files = bare::workbooks(&workspace.join("outbox").join(PERIOD));
            let books = bare::read(&files);
            let folder = tempfile::tempdir_in(workspace)?;
            let mut written = Ok(());
            let measured = timed(|| written = bare::write(&books, folder.path()));
            written?;
            Ok(measured)
        }
    }
}

fn inputs(workspace: &Path) -> Vec<PathBuf> {
    let folders = ["inbox", "reference"];
    folders.iter().flat_map(|folder| bare::workbooks(&workspace.join(folder))).collect()
}

/// The cells of each file as a run reads them.
fn cells(files: &[PathBuf]) -> Vec<tonghop::model::workbook::Workbook> {
    let limits = tonghop::config::Limits::default();
    let read = |file: &PathBuf| {
        let bytes = fs::read(file).ok()?;
        let name = file.to_string_lossy();
        Some(tonghop::intake::read(&bytes, &name, &limits).ok()?.workbook)
    };
    files.par_iter().filter_map(read).collect()
}

fn whole_run(
    workspace: &Path,
    options: &RunOptions,
    jobs: Option<usize>,
    kinds: bool,
) -> Result<Measured, Box<dyn Error>> {
    if let Some(jobs) = jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?;
    }
    let workspace = Workspace::open(workspace)?;
    let mut result = None;
    let mut measured = timed(|| result = Some(run(&workspace, options, &Silent)));
    match result.ok_or("nothing was run")?? {
        RunResult::Written { outcome, .. } => {
            let read = outcome.timings.stages.iter().find(|(name, _)| *name == "read");
            measured.read_ms = read.map_or(0.0, |(_, time)| time.as_secs_f64() * 1000.0);
            if kinds {
                print_kinds(&outcome)?;
            }
            measured.rows = outcome.batch.rows().count();
        }
        RunResult::Unchanged { .. } if !options.force => {}
        RunResult::Unchanged { .. } => return Err("nothing was run".into()),
    }
    Ok(measured)
}

/// Prints how long each kind of file takes alone, the longest first, to standard error.
fn print_kinds(outcome: &Outcome) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let reports = Reports::new(outcome, Design::built_in(), Lang::Vi);
    eprintln!("looked up once: {:.0?}", started.elapsed());
    let mut kinds: BTreeMap<String, (usize, Duration)> = BTreeMap::new();
    for planned in reports.plan() {
        let kind = planned.path.split(['/', '_', ' ']).next().unwrap_or_default().to_owned();
        let started = Instant::now();
        reports.write(&planned, &mut Cursor::new(Vec::new()))?;
        let sum = kinds.entry(kind).or_default();
        *sum = (sum.0 + 1, sum.1 + started.elapsed());
    }
    for (kind, (files, time)) in kinds {
        eprintln!("{kind}: {files} files, {time:.0?}");
    }
    Ok(())
}

fn timed(work: impl FnOnce()) -> Measured {
    let (started, before) = (Instant::now(), cpu_ms());
    work();
    let wall_ms = started.elapsed().as_secs_f64() * 1000.0;
    Measured { wall_ms, cpu_ms: cpu_ms() - before, peak_mb: peak_mb(), ..Measured::default() }
}

/// How long the process has been at work so far, on all processors; 0 where the system
/// does not tell. The system counts in hundredths of a second.
fn cpu_ms() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = status.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

/// The most memory that this process ever held; 0 where the system does not tell.
fn peak_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or_default() / 1024.0
}
