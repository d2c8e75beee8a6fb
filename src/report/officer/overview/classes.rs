//! Each class against its seats and plan.

use rust_xlsxwriter::{Formula, Worksheet};

use super::LAST;
use super::charts::Span;
use super::look::Look;
use crate::i18n::Label;
use crate::label;
use crate::model::place::column_letters;
use crate::report::error::Result;
use crate::report::officer::desk::Desk;
use crate::report::summary::CourseSummary;

pub const CODE: u16 = 0;
const NAME: u16 = 2;
const OPENS: u16 = 5;
pub const SEATS: u16 = 6;
const PLAN: u16 = 7;
pub const ACCEPTED: u16 = 8;
const LEFT: u16 = 11;

/// Returns the row below and where the data stand, for the chart.
pub fn add(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<(u32, Span)> {
    let title = label!(
        vi: "Theo lớp (số người)",
        en: "By class (people)"
    );
    sheet.merge_range(row, 0, row, LAST, title.pick(desk.lang), &look.section)?;
    sheet.set_row_height(row, 22)?;
    headings(sheet, desk, look, row + 1)?;
    let first = row + 2;
    let mut at = first;
    let (known, unknown): (Vec<_>, Vec<_>) =
        desk.summary.courses.iter().partition(|(code, _)| code.is_some());
    for (code, course) in known.into_iter().chain(unknown) {
        class(sheet, desk, look, at, *code, course)?;
        at += 1;
    }
    let span = Span { first, count: at - first };
    if span.count > 0 {
        totals(sheet, desk, look, &span)?;
        at += 1;
    }
    Ok((at, span))
}

fn headings(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<()> {
    let lang = desk.lang;
    let merged: [(u16, u16, Label); 2] = [
        (CODE, NAME - 1, label!(vi: "Lớp", en: "Class")),
        (NAME, OPENS - 1, label!(vi: "Tên lớp", en: "Name")),
    ];
    for (first, last, name) in merged {
        sheet.merge_range(row, first, row, last, name.pick(lang), &look.heading)?;
    }
    let single = [
        label!(vi: "Khai giảng", en: "Opens"),
        label!(vi: "Số chỗ", en: "Seats"),
        label!(vi: "Kế hoạch", en: "Plan"),
        label!(vi: "Chấp nhận", en: "Accepted"),
        label!(vi: "Cần xem", en: "To decide"),
        label!(vi: "Chưa đạt", en: "Rejected"),
        label!(vi: "Còn chỗ", en: "Left"),
    ];
    for (column, name) in (OPENS..).zip(single) {
        sheet.write_string_with_format(row, column, name.pick(lang), &look.heading)?;
    }
    Ok(())
}

fn class(
    sheet: &mut Worksheet,
    desk: &Desk,
    look: &Look,
    row: u32,
    code: Option<&str>,
    course: &CourseSummary,
) -> Result<()> {
    let unknown = label!(vi: "Chưa rõ lớp", en: "No known class");
    let listed = code.and_then(|code| desk.index.outcome.batch.lists.course(code));
    let code = code.unwrap_or(unknown.pick(desk.lang));
    sheet.set_row_height(row, 18)?;
    sheet.merge_range(row, CODE, row, NAME - 1, code, &look.code)?;
    sheet.merge_range(row, NAME, row, OPENS - 1, &course.name, &look.name)?;
    match listed.and_then(|listed| listed.opens) {
        Some(day) => sheet.write_datetime_with_format(row, OPENS, day, &look.date)?,
        None => sheet.write_blank(row, OPENS, &look.date)?,
    };
    let people = course.people;
    let counts = [
        (SEATS, course.capacity.map(u64::from)),
        (PLAN, course.plan.map(u64::from)),
        (ACCEPTED, Some(people.accepted as u64)),
        (ACCEPTED + 1, Some(people.review as u64)),
        (ACCEPTED + 2, Some(people.rejected as u64)),
    ];
    for (column, count) in counts {
        match count {
            Some(count) => {
                sheet.write_number_with_format(row, column, count as f64, &look.count)?
            }
            None => sheet.write_blank(row, column, &look.count)?,
        };
    }
    seats_left(sheet, look, row, course)
}

fn seats_left(sheet: &mut Worksheet, look: &Look, row: u32, course: &CourseSummary) -> Result<()> {
    let Some(seats) = course.capacity else {
        sheet.write_blank(row, LEFT, &look.count)?;
        return Ok(());
    };
    let left = i64::from(seats) - course.people.accepted as i64;
    let cell = |column: u16| format!("{}{}", column_letters(column.into()), row + 1);
    let formula = Formula::new(format!("={}-{}", cell(SEATS), cell(ACCEPTED)));
    let format = if left < 0 { &look.over } else { &look.count };
    sheet.write_formula_with_format(row, LEFT, formula.set_result(left.to_string()), format)?;
    Ok(())
}

fn totals(sheet: &mut Worksheet, desk: &Desk, look: &Look, span: &Span) -> Result<()> {
    let row = span.first + span.count;
    let name = label!(vi: "Tổng cộng", en: "Total");
    sheet.merge_range(row, CODE, row, OPENS, name.pick(desk.lang), &look.total_name)?;
    let courses = || desk.summary.courses.values();
    let results = [
        courses().filter_map(|course| course.capacity).map(u64::from).sum::<u64>(),
        courses().filter_map(|course| course.plan).map(u64::from).sum(),
        courses().map(|course| course.people.accepted as u64).sum(),
        courses().map(|course| course.people.review as u64).sum(),
        courses().map(|course| course.people.rejected as u64).sum(),
    ];
    for (column, result) in (SEATS..).zip(results) {
        let letters = column_letters(column.into());
        let (first, last) = (span.first + 1, span.first + span.count);
        let formula = Formula::new(format!("=SUM({letters}{first}:{letters}{last})"));
        let formula = formula.set_result(result.to_string());
        sheet.write_formula_with_format(row, column, formula, &look.total)?;
    }
    sheet.write_blank(row, LEFT, &look.total)?;
    Ok(())
}
