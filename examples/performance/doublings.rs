//! Doubles one thing at a time and says by how much the work grows. No step may grow by more
//! than 2.2 times: what is a little slower than linear here takes days for a whole country.
//!
//! Work is counted in instructions where the system counts them (`perf stat`), else in CPU time
//! of all threads, the least of some rounds: a busy machine makes that longer too.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crate::child::Measured;
use crate::make::{self, Options};

/// What is doubled: its name, and the workspace with so many times of it.
struct Doubling {
    what: &'static str,
    options: fn(usize) -> Options,
}

/// What is not doubled stays small, so that it does not hide what grows.
const DOUBLINGS: &[Doubling] = &[
    Doubling {
        what: "forms, with their units and members",
        options: |times| Options::new(250 * times, 45, months(1), 7),
    },
    Doubling {
        what: "rows of each form",
        options: |times| Options { rows: 100 * times, ..Options::new(60, 400, months(1), 7) },
    },
    Doubling {
        what: "members of each unit on the roster",
        options: |times| Options { rows: 10, ..Options::new(120, 250 * times, months(1), 7) },
    },
    Doubling {
        what: "units of the list that send nothing",
        options: |times| Options {
            sending: 250,
            rows: 5,
            ..Options::new(1000 * times, 10, months(1), 7)
        },
    },
    Doubling {
        what: "earlier periods, read back",
        options: |times| Options { rows: 15, ..Options::new(150, 90, months(1 + 3 * times), 7) },
    },
];

/// The last months of 2026, the newest last.
fn months(count: usize) -> Vec<String> {
    let first = 12 * 2026 + 11 - count;
    (first..first + count).map(|month| format!("{}-{:02}", month / 12, month % 12 + 1)).collect()
}

/// Measures and prints each doubling, two steps of each.
pub fn print(rounds: usize) -> Result<(), Box<dyn Error>> {
    let counted = instructions(Command::new("true")).is_some();
    let unit = if counted { "10⁹ instructions" } else { "CPU seconds" };
    println!("| doubled | rows | {unit} | | | factors |");
    println!("|:--|--:|--:|--:|--:|--:|");
    for Doubling { what, options } in DOUBLINGS {
        let steps = [1, 2, 4].map(|times| work(&options(times), counted, rounds));
        let [one, two, four] = steps;
        let (one, two, four) = (one?, two?, four?);
        let rows = format!("{} – {}", one.rows, four.rows);
        println!(
            "| {what} | {rows} | {:.2} | {:.2} | {:.2} | {:.2} · {:.2} |",
            one.work,
            two.work,
            four.work,
            two.work / one.work,
            four.work / two.work
        );
    }
    Ok(())
}

struct Work {
    work: f64,
    rows: usize,
}

/// The work of a run over the newest period, earlier ones being done.
fn work(options: &Options, counted: bool, rounds: usize) -> Result<Work, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    make::make(folder.path(), options)?;
    let workspace = folder.path().join("tinh-mau");
    for period in &options.periods {
        run(&workspace, period)?.wait_for()?;
    }
    let newest = options.periods.last().ok_or("a workspace without a period")?;
    let mut least: Option<Work> = None;
    for _ in 0..rounds.max(1) {
        let measured = run(&workspace, newest)?.wait_for()?;
        let work = match counted {
            true => instructions(run(&workspace, newest)?.0).ok_or("perf stopped counting")?,
            false => measured.cpu_ms / 1000.0,
        };
        if least.as_ref().is_none_or(|least| work < least.work) {
            least = Some(Work { work, rows: measured.rows });
        }
    }
    least.ok_or_else(|| "nothing was measured".into())
}

/// A run in a process of its own, on one thread.
struct Run(Command);

fn run(workspace: &Path, period: &str) -> Result<Run, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("run").arg(workspace).args(["--jobs", "1", "--period", period]);
    Ok(Run(command))
}

impl Run {
    fn wait_for(mut self) -> Result<Measured, Box<dyn Error>> {
        let output = self.0.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// Thousands of millions of instructions of a command; nothing where the system does not count them.
fn instructions(command: Command) -> Option<f64> {
    let mut perf = Command::new("perf");
    perf.args(["stat", "-x,", "-e", "instructions:u"]);
    perf.arg(command.get_program()).args(command.get_args());
    let output = perf.output().ok()?;
    let lines = String::from_utf8_lossy(&output.stderr).into_owned();
    let count: f64 = lines.lines().find_map(|line| line.split(',').next()?.parse().ok())?;
    Some(count / 1e9)
}
