//! The officer's decisions of a period: taken over from the review sheet of the
//! last run's workbook, kept in `decisions/<period>.jsonl`.

use std::fs;
use std::path::PathBuf;

use super::knowledge::Knowledge;
use super::unchanged::is_as_written;
use crate::decisions::{Decisions, Notice, Saved, read_sheet, take};
use crate::intake;
use crate::model::period::Period;
use crate::text;
use crate::workspace::{RunError, Workspace, write_whole};

fn file_of(workspace: &Workspace, period: Period) -> PathBuf {
    workspace.decisions().join(format!("{period}.jsonl"))
}

/// The decisions of a period as the file has them.
pub fn stored(workspace: &Workspace, period: Period) -> Result<(Decisions, Vec<Notice>), RunError> {
    let path = file_of(workspace, period);
    if !path.exists() {
        return Ok((Decisions::default(), Vec::new()));
    }
    let bytes = fs::read(&path).map_err(RunError::io(text!(vi: "đọc", en: "read"), &path))?;
    Ok(Decisions::parse(&String::from_utf8_lossy(&bytes)))
}

/// Takes over what the officer changed in the workbook since the last run, and
/// keeps it. A workbook that cannot be read is a notice; no decision is lost.
pub fn take_over(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
) -> Result<(Decisions, Vec<Notice>), RunError> {
    let (mut decisions, mut notices) = stored(workspace, period)?;
    let before = decisions.to_text();
    for (name, book) in books(workspace, period) {
        let bytes = fs::read(&book);
        // Nobody touched it: it says nothing that is not known.
        if bytes.as_ref().is_ok_and(|bytes| is_as_written(workspace, period, &name, bytes)) {
            continue;
        }
        notices.extend(from_book(bytes, known, &mut decisions));
    }
    let after = decisions.to_text();
    if before != after {
        write_whole(&file_of(workspace, period), after.as_bytes())?;
    }
    Ok((decisions, notices))
}

/// The officer's workbook, and after it those put beside it while it was open, oldest first.
fn books(workspace: &Workspace, period: Period) -> Vec<(String, PathBuf)> {
    let stem = format!("TongHop_{period}");
    let entries = fs::read_dir(workspace.outbox(period)).into_iter().flatten().flatten();
    let mut books: Vec<(bool, String, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let rest = name.strip_prefix(&stem)?.strip_suffix(".xlsx")?;
            let dated = rest.starts_with(" (") && rest.ends_with(')');
            let is_book = rest.is_empty() || dated;
            is_book.then(|| (dated, name, entry.path()))
        })
        .collect();
    books.sort();
    books.into_iter().map(|(_, name, path)| (name, path)).collect()
}

fn from_book(
    bytes: std::io::Result<Vec<u8>>,
    known: &Knowledge,
    decisions: &mut Decisions,
) -> Vec<Notice> {
    let unreadable = |why| vec![Notice::WorkbookUnreadable { why }];
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let kind = error.kind();
            return unreadable(
                text!(vi: "không mở được ({kind})", en: "it cannot be opened ({kind})"),
            );
        }
    };
    let reading = match intake::read(&bytes, "TongHop.xlsx", &known.settings.limits) {
        Ok(reading) => reading,
        Err(unread) => return unreadable(unread.text()),
    };
    let Some((lines, notices)) = read_sheet(&reading.workbook) else {
        return vec![Notice::NoReviewSheet];
    };
    let saved = Saved::default();
    take(decisions, &lines, &saved);
    notices
}
