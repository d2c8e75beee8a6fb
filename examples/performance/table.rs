//! The table: one line for each size.

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
        let least = |a: Measured, b: Measured| if a.wall_ms <= b.wall_ms { a } else { b };
        Row {
            forms: self.forms,
            run: least(self.run, other.run),
            one_job: least(self.one_job, other.one_job),
            again: least(self.again, other.again),
            bare_read: least(self.bare_read, other.bare_read),
            bare_write: least(self.bare_write, other.bare_write),
        }
    }

    fn bare(&self) -> f64 {
        self.bare_read.wall_ms + self.bare_write.wall_ms
    }
}

/// The table as Markdown.
pub fn print(rows: &[Row]) -> String {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut out = String::from(
        "| forms | rows | bare: read | bare: write | run: read forms | run: whole | whole ÷ bare | nothing changed ÷ bare | one job ÷ all jobs | peak |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let seconds = |ms: f64| format!("{:.2} s", ms / 1000.0);
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {:.2} | {:.2} | {:.2} of {jobs} | {:.0} MB |",
            row.forms,
            row.run.rows,
            seconds(row.bare_read.wall_ms),
            seconds(row.bare_write.wall_ms),
            seconds(row.run.read_ms),
            seconds(row.run.wall_ms),
            row.run.wall_ms / row.bare(),
            row.again.wall_ms / row.bare(),
            row.one_job.wall_ms / row.run.wall_ms,
            row.run.peak_mb,
        );
    }
    out
}
