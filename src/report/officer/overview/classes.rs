//! Each class against its seats and plan.

use rust_xlsxwriter::{Formula, Worksheet};

use super::LAST;
use super::charts::Span;
use super::look::Look;
use crate::label;
use crate::model::place::column_letters;
use crate::report::book::limits::{day_of, fitting};
use crate::report::error::Result;
use crate::report::officer::desk::Desk;
use crate::report::summary::CourseSummary;

pub const CODE: u16 = 0;
const NAME: u16 = 1;
const OPENS: u16 = 4;
pub const SEATS: u16 = 5;
const PLAN: u16 = 6;
/// Accepted in earlier periods.
pub const BEFORE: u16 = 7;
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
    let class = label!(vi: "Lớp", en: "Class");
    sheet.write_string_with_format(row, CODE, class.pick(lang), &look.heading)?;
    let name = label!(vi: "Tên lớp", en: "Name");
    sheet.merge_range(row, NAME, row, OPENS - 1, name.pick(lang), &look.heading)?;
    let single = [
        label!(vi: "Khai giảng", en: "Opens"),
        label!(vi: "Số chỗ", en: "Seats"),
        label!(vi: "Kế hoạch", en: "Plan"),
        label!(vi: "Nhận kỳ trước", en: "Accepted before"),
        label!(vi: "Chấp nhận", en: "Accepted"),
        label!(vi: "Cần xem", en: "To decide"),
        label!(vi: "Chưa đạt", en: "Rejected"),
        label!(vi: "Còn chỗ", en: "Left"),
    ];
    for (column, name) in (OPENS..).zip(single) {
        sheet.write_string_with_format(row, column, name.pick(lang), &look.heading)?;
    }
    sheet.set_row_height(row, 28)?;
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
    sheet.write_string_with_format(row, CODE, fitting(code), &look.code)?;
    sheet.merge_range(row, NAME, row, OPENS - 1, &fitting(&course.name), &look.name)?;
    match listed.and_then(|listed| day_of(listed.opens?.into())) {
        Some(day) => sheet.write_datetime_with_format(row, OPENS, day, &look.date)?,
        None => sheet.write_blank(row, OPENS, &look.date)?,
    };
    let people = course.people;
    let counts = [
        (SEATS, course.capacity.map(u64::from)),
        (PLAN, course.plan.map(u64::from)),
        (BEFORE, (course.before > 0).then_some(course.before as u64)),
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
    let Some(left) = course.seats_left() else {
        sheet.write_blank(row, LEFT, &look.count)?;
        return Ok(());
    };
    let cell = |column: u16| format!("{}{}", column_letters(column.into()), row + 1);
    let formula = format!("={}-{}-{}", cell(SEATS), cell(BEFORE), cell(ACCEPTED));
    let formula = Formula::new(formula);
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
        courses().map(|course| course.before as u64).sum(),
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
