//! Why two rows are, or are not, one person: the waterfall of a decision.

use std::fmt::Write;

use super::knowledge::Knowledge;
use super::progress::Silent;
use super::ruling;
use super::run::outcome;
use crate::i18n::{Lang, Text};
use crate::model::batch::{Batch, Link, LinkVerdict, RecordAt};
use crate::model::period::Period;
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
    let link = batch.links.iter().find(|link| [link.a, link.b] == [a.min(b), a.max(b)]);
    Ok(match link {
        Some(link) => Text { vi: waterfall(link, Lang::Vi), en: waterfall(link, Lang::En) },
        None => apart(batch, a, b),
    })
}

fn find(batch: &Batch, name: &str) -> Result<RecordAt, RunError> {
    let (file, row) = name.rsplit_once(':').unwrap_or((name, ""));
    let row = row.parse::<u32>().ok();
    let is_meant = |at: RecordAt| {
        let Some(record) = batch.record(at) else { return false };
        let by_place = record.place.file.ends_with(file)
            && row.is_some()
            && record.place.row.map(|found| found + 1) == row;
        *record.id == *name || by_place
    };
    let found: Vec<RecordAt> = batch.rows().map(|(at, _)| at).filter(|at| is_meant(*at)).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(RunError::Usage(text!(
            vi: "không có dòng nào là “{name}”; ghi mã dòng trong data/records.jsonl, hoặc tệp:số dòng",
            en: "no row is “{name}”; give its id in data/records.jsonl, or file:row",
        ))),
        _ => Err(RunError::Usage(text!(
            vi: "“{name}” có thể là nhiều dòng; ghi mã dòng trong data/records.jsonl",
            en: "“{name}” can be several rows; give the id in data/records.jsonl",
        ))),
    }
}

fn waterfall(link: &Link, lang: Lang) -> String {
    let verdict = match link.verdict {
        LinkVerdict::Same => text!(vi: "một người", en: "one person"),
        LinkVerdict::Undecided => {
            text!(vi: "cần cán bộ quyết định", en: "for the officer to decide")
        }
        LinkVerdict::SharedNumber => {
            text!(vi: "hai người khác nhau trên một số", en: "two people on one number")
        }
    };
    let mut out = format!("{}: {}\n", verdict.in_lang(lang), link.reason.in_lang(lang));
    for step in &link.steps {
        let _ =
            writeln!(out, "  {:+7.2}  {}: {}", step.weight, step.field, step.level.in_lang(lang));
    }
    let _ = writeln!(out, "  {:+7.2}", link.weight);
    out
}

/// Two rows without a link: linked over others, or nothing in common.
fn apart(batch: &Batch, a: RecordAt, b: RecordAt) -> Text {
    let together =
        batch.people.iter().any(|person| person.rows.contains(&a) && person.rows.contains(&b));
    if together {
        return text!(
            vi: "một người, nối qua các dòng khác của người đó",
            en: "one person, joined through other rows of theirs",
        );
    }
    text!(
        vi: "hai người: không có đủ điểm chung để so, hoặc tổng điểm dưới ngưỡng",
        en: "two people: too little in common to compare, or below the threshold",
    )
}
