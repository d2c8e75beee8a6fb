//! This period beside the one before.

use rust_xlsxwriter::Worksheet;

use super::LAST;
use super::look::Look;
use crate::config::settings::Submissions;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::report::error::Result;
use crate::report::officer::changes::kind_words;
use crate::report::officer::desk::Desk;
use crate::report::summary::Changes;
use crate::report::summary::changes::ChangeKind;
use crate::text;

const NAME: u16 = 8;
const THEN: u16 = 10;
const NOW: u16 = 11;

/// Returns the row below.
pub fn add(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<u32> {
    let lang = desk.lang;
    let title = label!(vi: "So với kỳ trước", en: "Since the period before");
    sheet.merge_range(row, NAME, row, LAST, title.pick(lang), &look.section)?;
    let Some(changes) = &desk.summary.changes else {
        let none = label!(vi: "Chưa có kỳ trước để so sánh.", en: "There is no earlier period.");
        sheet.merge_range(row + 1, NAME, row + 1, LAST, none.pick(lang), &look.note)?;
        return Ok(row + 2);
    };
    headings(sheet, desk, look, row + 1, changes)?;
    let mut at = row + 2;
    for (name, then, now) in lines(desk, changes) {
        sheet.merge_range(at, NAME, at, THEN - 1, name.pick(lang), &look.name)?;
        match then {
            Some(then) => sheet.write_number_with_format(at, THEN, then as f64, &look.count)?,
            None => sheet.write_blank(at, THEN, &look.count)?,
        };
        sheet.write_number_with_format(at, NOW, now as f64, &look.count)?;
        at += 1;
    }
    Ok(at)
}

fn headings(
    sheet: &mut Worksheet,
    desk: &Desk,
    look: &Look,
    row: u32,
    changes: &Changes,
) -> Result<()> {
    let short = |period: crate::model::period::Period| {
        let (year, month) = (period.year, period.month);
        match desk.lang {
            Lang::Vi => text!(vi: "Tháng {month:02}/{year}", en: "").vi,
            Lang::En => format!("{month:02}/{year}"),
        }
    };
    sheet.merge_range(row, NAME, row, THEN - 1, "", &look.heading)?;
    sheet.write_string_with_format(row, THEN, short(changes.since), &look.heading)?;
    sheet.write_string_with_format(row, NOW, short(desk.period()), &look.heading)?;
    sheet.set_row_height(row, 28)?;
    Ok(())
}

fn lines(desk: &Desk, changes: &Changes) -> Vec<(Label, Option<usize>, usize)> {
    let summary = desk.summary;
    let senders = summary.units.values().filter(|unit| unit.received).count();
    let mut lines = vec![
        (label!(vi: "Đơn vị đã nộp", en: "Units received"), Some(changes.senders_then), senders),
        (
            label!(vi: "Người đăng ký", en: "People registered"),
            Some(changes.people_then),
            summary.people.all(),
        ),
    ];
    let mut kinds =
        vec![ChangeKind::New, ChangeKind::OtherCourse, ChangeKind::OtherData, ChangeKind::Again];
    // Where each month's forms are new registrations, nobody is missed who is not named again.
    if desk.index.outcome.settings.submissions == Submissions::Standing {
        kinds.push(ChangeKind::Gone);
    }
    lines.extend(kinds.into_iter().map(|kind| (kind_words(kind), None, changes.count(kind))));
    lines
}
