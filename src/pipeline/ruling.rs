//! The officer's decisions of a period: taken over from the workbook of the
//! last run, kept in `decisions/<period>.jsonl`.

use std::fs;
use std::path::{Path, PathBuf};

use super::knowledge::Knowledge;
use super::source::digest_of;
use super::unchanged::is_as_written;
use crate::decisions::{Decisions, Notice, Saved, read_sheet, take};
use crate::i18n::Text;
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
/// keeps it. No decision is lost: a workbook that is damaged is kept beside the
/// decisions before the run replaces it, and is a notice.
///
/// # Errors
/// A workbook that cannot even be opened (locked, no permission): the run
/// would replace what nobody has read.
pub fn take_over(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
) -> Result<(Decisions, Vec<Notice>), RunError> {
    let (mut decisions, mut notices) = stored(workspace, period)?;
    let before = decisions.to_text();
    for book in books(&workspace.outbox(period), period) {
        if is_open(&book) {
            notices.push(Notice::WorkbookOpen);
        }
        let doing = text!(vi: "đọc quyết định trong", en: "read the decisions in");
        let bytes = fs::read(&book).map_err(RunError::io(doing, &book))?;
        // Nobody touched it: it says nothing that is not known.
        let name = book.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if is_as_written(workspace, period, name, &bytes) {
            continue;
        }
        match from_book(&bytes, known, &mut decisions) {
            Ok(found) => notices.extend(found),
            Err(why) => {
                let kept = keep(workspace, period, &book, &bytes)?;
                notices.push(Notice::WorkbookUnreadable { why, kept });
            }
        }
    }
    let after = decisions.to_text();
    if before != after {
        write_whole(&file_of(workspace, period), after.as_bytes())?;
    }
    Ok((decisions, notices))
}

/// Endings of what Excel and LibreOffice save.
const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "ods", "xls"];

/// The workbook of the period, and copies of it that the officer saved beside
/// it in another format or under a longer name; the workbook first.
fn books(outbox: &Path, period: Period) -> Vec<PathBuf> {
    let name = format!("TongHop_{period}");
    let is_one = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let ending = path.extension().and_then(|ending| ending.to_str());
        stem.is_some_and(|stem| stem.starts_with(&name))
            && ending.is_some_and(|ending| ENDINGS.contains(&ending.to_lowercase().as_str()))
            && path.is_file()
    };
    let Ok(entries) = fs::read_dir(outbox) else { return Vec::new() };
    let mut books: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(is_one).collect();
    let own = outbox.join(format!("{name}.xlsx"));
    books.sort_by_key(|path| (*path != own, path.clone()));
    books
}

fn from_book(
    bytes: &[u8],
    known: &Knowledge,
    decisions: &mut Decisions,
) -> Result<Vec<Notice>, Text> {
    let limits = &known.settings.limits;
    let reading = intake::read(bytes, "TongHop.xlsx", limits).map_err(|unread| unread.text())?;
    let Some((lines, notices)) = read_sheet(&reading.workbook) else {
        return Ok(vec![Notice::NoReviewSheet]);
    };
    let properties = intake::properties(bytes, limits);
    take(decisions, &lines, &Saved { by: properties.saved_by, at: properties.saved_at });
    Ok(notices)
}

/// Puts a damaged workbook aside: the officer may still get it repaired.
fn keep(
    workspace: &Workspace,
    period: Period,
    book: &Path,
    bytes: &[u8],
) -> Result<String, RunError> {
    let ending = book.extension().and_then(|ending| ending.to_str()).unwrap_or("xlsx");
    let digest: String = digest_of(bytes).chars().take(8).collect();
    let name = format!("{period}_khong-doc-duoc_{digest}.{ending}");
    write_whole(&workspace.decisions().join(&name), bytes)?;
    Ok(format!("decisions/{name}"))
}

/// Excel and LibreOffice leave a small file beside a workbook while it is open.
fn is_open(book: &Path) -> bool {
    let Some(name) = book.file_name().and_then(|name| name.to_str()) else { return false };
    let mut excel = name.chars();
    excel.nth(1);
    let marks = [format!("~${name}"), format!("~${}", excel.as_str()), format!(".~lock.{name}#")];
    marks.iter().any(|mark| book.with_file_name(mark).exists())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{books, is_open};
    use crate::model::period::Period;

    #[test]
    fn the_workbook_and_its_copies_are_found_and_whether_they_are_open() {
        let dir = tempfile::tempdir().unwrap();
        let names = ["TongHop_2026-11.ods", "TongHop_2026-11.xlsx", "TongHop_2026-11 (1).XLSX"];
        for name in names.iter().chain(&["TongHop_2026-11.pdf", "TC-K45.xlsx"]) {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let found = books(dir.path(), Period { year: 2026, month: 11 });
        let found: Vec<_> = found.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(found, [names[1], names[2], names[0]]);
        assert!(!is_open(&dir.path().join(names[1])));
        fs::write(dir.path().join(".~lock.TongHop_2026-11.xlsx#"), "").unwrap();
        assert!(is_open(&dir.path().join(names[1])));
    }
}
