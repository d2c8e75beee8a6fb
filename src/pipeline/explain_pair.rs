//! Why two rows are, or are not, one person: the waterfall of a decision.

use super::knowledge::Knowledge;
use super::progress::Silent;
use super::ruling;
use super::run::outcome;
use crate::i18n::{Lang, Text};
use crate::model::batch::{Batch, RecordAt};
use crate::model::period::Period;
use crate::model::record::Record;
use crate::reconcile;
use crate::text;
use crate::workspace::{RunError, Workspace};

/// Explains the comparison of two rows. A row is named by its id in
/// `data/records.jsonl`, or by file and row: `So Tai chinh.xlsx:12`.
///
/// # Errors
/// [`RunError::Usage`] when a name means no row, or several.
pub fn explain_pair(
    workspace: &Workspace,
    period: Option<Period>,
    a: &str,
    b: &str,
) -> Result<Text, RunError> {
    let period = workspace.period(period)?;
    let known = Knowledge::load(Some(workspace), period, None)?;
    let (decisions, _) = ruling::stored(workspace, period)?;
    let (outcome, _) = outcome(workspace, period, &known, &decisions, &Silent)?;
    let batch = &outcome.batch;
    let (a, b) = (find(batch, a)?, find(batch, b)?);
    let told = reconcile::explain(batch, &known.matching, a, b);
    let words = |lang| told.as_ref().map(|told| told.lines(lang).join("\n")).unwrap_or_default();
    Ok(Text { vi: words(Lang::Vi), en: words(Lang::En) })
}

fn find(batch: &Batch, name: &str) -> Result<RecordAt, RunError> {
    let found: Vec<RecordAt> = batch
        .rows()
        .filter(|(_, record)| *record.id == *name || stands_at(record, name))
        .map(|(at, _)| at)
        .collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(RunError::Usage(text!(
            vi: "không có dòng nào là “{name}”; ghi mã dòng trong data/records.jsonl, hoặc tệp:số dòng, hoặc tệp:trang:số dòng",
            en: "no row is “{name}”; give its id in data/records.jsonl, or file:row, or file:sheet:row",
        ))),
        _ => Err(RunError::Usage(text!(
            vi: "“{name}” có thể là nhiều dòng; ghi thêm tên trang (tệp:trang:số dòng), hoặc mã dòng trong data/records.jsonl",
            en: "“{name}” can be several rows; add the sheet (file:sheet:row), or give the id in data/records.jsonl",
        ))),
    }
}

/// `file:row` or `file:sheet:row`, where the file may be the end of its path.
fn stands_at(record: &Record, words: &str) -> bool {
    let Some((place, row)) = words.rsplit_once(':') else { return false };
    if row.trim().parse().ok() != record.place.row.map(|row| row + 1) {
        return false;
    }
    let is_file = |words: &str| {
        let path = &*record.place.file;
        path == words || path.strip_suffix(words).is_some_and(|folder| folder.ends_with('/'))
    };
    let in_sheet = |(file, sheet)| record.place.sheet.as_deref() == Some(sheet) && is_file(file);
    is_file(place) || place.rsplit_once(':').is_some_and(in_sheet)
}

#[cfg(test)]
mod tests {
    use super::stands_at;
    use crate::model::place::Place;
    use crate::model::record::Record;

    #[test]
    fn rows_are_named_by_file_sheet_and_row() {
        let place = Place::sheet(&"inbox/2026-11/a.xlsx".into(), &"Danh sách".into()).at_row(8);
        let record = Record { place, ..Record::default() };
        for words in ["a.xlsx:9", "inbox/2026-11/a.xlsx:9", "a.xlsx:Danh sách:9"] {
            assert!(stands_at(&record, words), "{words}");
        }
        for words in ["a.xlsx:8", ".xlsx:9", "a.xlsx:Trang 2:9", "a.xlsx", ":9", "9", ""] {
            assert!(!stands_at(&record, words), "{words}");
        }
    }
}
