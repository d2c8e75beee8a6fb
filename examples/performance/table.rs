//! The tables: one line for each size.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::child::Measured;

/// Everything measured of one size.
#[derive(Clone, Copy)]
pub struct Row {
    forms: usize,
    run: Measured,
    one_job: Measured,
    again: Measured,
    cells: Measured,
    bare_read: Measured,
    bare_write: Measured,
}

/// Measures one size: every figure is the least of some rounds, the kinds
/// taking turns, so that a slow moment of the machine meets them all.
pub fn measure(forms: usize, workspace: &Path, rounds: usize) -> Result<Row, Box<dyn Error>> {
    let path = workspace.to_str().ok_or("a path that is no text")?;
    let mut row: Option<Row> = None;
    for _ in 0..rounds.max(1) {
        let next = Row {
            forms,
            run: child(&["run", path])?,
            one_job: child(&["run", path, "--jobs", "1"])?,
            again: child(&["run", path, "--again"])?,
            cells: child(&["cells", path])?,
            bare_read: child(&["bare-read", path])?,
            bare_write: child(&["bare-write", path])?,
        };
        row = Some(row.map_or(next, |row| row.least(&next)));
    }
    row.ok_or_else(|| "nothing was measured".into())
}

fn child(arguments: &[&str]) -> Result<Measured, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

impl Row {
    fn least(&self, other: &Row) -> Row {
        let least = |a: Measured, b: Measured| Measured {
            wall_ms: a.wall_ms.min(b.wall_ms),
            cpu_ms: a.cpu_ms.min(b.cpu_ms),
            read_ms: a.read_ms.min(b.read_ms),
            peak_mb: a.peak_mb.max(b.peak_mb),
            rows: a.rows,
        };
        Row {
            forms: self.forms,
            run: least(self.run, other.run),
            one_job: least(self.one_job, other.one_job),
            again: least(self.again, other.again),
            cells: least(self.cells, other.cells),
            bare_read: least(self.bare_read, other.bare_read),
            bare_write: least(self.bare_write, other.bare_write),
        }
    }

    /// Wall and processor time of reading and writing, nothing in between.
    fn bare(&self) -> Measured {
        let (read, write) = (self.bare_read, self.bare_write);
        Measured {
            wall_ms: read.wall_ms + write.wall_ms,
            cpu_ms: read.cpu_ms + write.cpu_ms,
            peak_mb: read.peak_mb.max(write.peak_mb),
            ..Measured::default()
        }
    }
}

/// The tables as Markdown: times, then what they come to.
pub fn print(rows: &[Row]) -> String {
    let mut out = String::from(
        "Seconds on the clock (seconds of processor time of all threads):\n\n\
         | forms | rows | bare: read | bare: write | our reader, cells only | whole run | whole run, one job | nothing changed | peak memory (bare) |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let time = |m: Measured| format!("{:.2} ({:.2})", m.wall_ms / 1000.0, m.cpu_ms / 1000.0);
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {:.0} MB ({:.0} MB) |",
            row.forms,
            row.run.rows,
            time(row.bare_read),
            time(row.bare_write),
            time(row.cells),
            time(row.run),
            time(row.one_job),
            time(row.again),
            row.run.peak_mb,
            row.bare().peak_mb,
        );
    }
    out.push_str(&ratios(rows));
    out
}

fn ratios(rows: &[Row]) -> String {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from) as f64;
    let mut out = String::from(
        "\nRatios on the clock (of processor time); efficiency is one job ÷ all jobs ÷ processors:\n\n\
         | forms | whole run ÷ bare | reading cells ÷ bare reading | nothing changed ÷ bare | efficiency |\n\
         |---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let ratio = |a: Measured, b: Measured| {
            format!("{:.2} ({:.2})", a.wall_ms / b.wall_ms, a.cpu_ms / b.cpu_ms)
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {:.2} |",
            row.forms,
            ratio(row.run, row.bare()),
            ratio(row.cells, row.bare_read),
            ratio(row.again, row.bare()),
            row.one_job.wall_ms / row.run.wall_ms / jobs,
        );
    }
    out
}
