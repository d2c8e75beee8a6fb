//! Accepted people by unit and class, with totals as real formulas that carry their results.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

use super::desk::Desk;
use super::pages::{Page, back};
use crate::i18n::Label;
use crate::label;
use crate::model::place::{Position, column_letters};
use crate::report::book::limits::fitting;
use crate::report::book::list::height_of;
use crate::report::book::names::link_to;
use crate::report::book::page::{self, Margins};
use crate::report::book::style::{ACCENT, HEAD, Kind, LINE, Tone, screen};
use crate::report::error::Result;
use crate::report::summary::{CourseSummary, Tally, UnitSummary};

const GROUP_ROW: u32 = 3;
const HEADING_ROW: u32 = 4;
const FIRST_ROW: u32 = 5;
/// STT, code, name.
const FIRST_COURSE: u16 = 3;
/// In digits, as Excel counts.
const NAME_WIDTH: f64 = 42.0;

/// What is laid out: units down, classes across.
struct Matrix<'a> {
    units: Vec<(&'a str, &'a UnitSummary)>,
    courses: Vec<Option<&'a str>>,
    quotas: BTreeMap<(&'a str, &'a str), u32>,
}

impl Matrix<'_> {
    fn last_course(&self) -> u16 {
        FIRST_COURSE + (self.courses.len() as u16).saturating_sub(1)
    }

    /// Accepted, to decide, rejected, all.
    fn first_sum(&self) -> u16 {
        self.last_course() + 1
    }

    fn last_row(&self) -> u32 {
        FIRST_ROW + (self.units.len() as u32).saturating_sub(1)
    }

    fn accepted_in(&self, course: Option<&str>) -> usize {
        self.units.iter().map(|(_, unit)| self.accepted(unit, course)).sum()
    }

    fn accepted(&self, unit: &UnitSummary, course: Option<&str>) -> usize {
        let tally = unit.courses.iter().find(|(code, _)| code.as_deref() == course);
        tally.map_or(0, |(_, tally)| tally.accepted)
    }
}

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let matrix = matrix(desk);
    let sheet = book.add_worksheet();
    sheet.set_name(Page::ByUnit.sheet(desk.lang))?;
    head(sheet, desk, &matrix)?;
    if matrix.units.is_empty() || matrix.courses.is_empty() {
        return Ok(());
    }
    for (number, (code, unit)) in (0_u32..).zip(&matrix.units) {
        unit_row(sheet, desk, &matrix, number, code, unit)?;
    }
    totals(sheet, desk, &matrix)
}

fn matrix<'a>(desk: &'a Desk) -> Matrix<'a> {
    let summary = desk.summary;
    let mut units: Vec<_> = summary.units.iter().map(|(code, unit)| (*code, unit)).collect();
    units.sort_by_key(|(code, unit)| (desk.order(&unit.name), *code));
    if summary.nobody.rows > 0 {
        units.push(("", &summary.nobody));
    }
    // Classes by code; rows without a known class come last.
    let (known, unknown): (Vec<_>, Vec<_>) = summary.courses.keys().partition(|c| c.is_some());
    let quotas = desk.index.outcome.batch.lists.quotas.iter().flatten();
    let quotas = quotas.filter_map(|line| Some(((&*line.unit, &*line.course), line.quota?)));
    Matrix { units, courses: known.into_iter().chain(unknown).collect(), quotas: quotas.collect() }
}

fn head(sheet: &mut Worksheet, desk: &Desk, matrix: &Matrix) -> Result<()> {
    let (lang, styles) = (desk.lang, &desk.styles);
    sheet.set_screen_gridlines(false).set_tab_color(Page::ByUnit.tab_colour());
    let repeat = Some((GROUP_ROW, HEADING_ROW));
    page::set(sheet, &page::Page { landscape: true, margins: Margins::DESK, repeat })?;
    let title = Page::ByUnit.heading(lang, desk.period());
    sheet.set_footer(format!("&L&8{title}&R&8&P/&N"));
    sheet.set_freeze_panes(FIRST_ROW, FIRST_COURSE)?;
    sheet.set_row_height(0, 26)?;
    sheet.write_string_with_format(0, 0, &title, &styles.title)?;
    sheet.write_string_with_format(1, 0, Page::ByUnit.lead_in(lang), &styles.lead)?;
    let (target, words) = back(lang);
    let link = link_to(&target, 0, 0);
    sheet.write_url_with_options(2, 0, link.as_str(), words, "", Some(&styles.back))?;
    headings(sheet, desk, matrix)
}

fn headings(sheet: &mut Worksheet, desk: &Desk, matrix: &Matrix) -> Result<()> {
    let (lang, heading) = (desk.lang, &desk.styles.heading);
    let fixed = [
        (label!(vi: "STT", en: "No."), 6.0),
        (label!(vi: "Mã", en: "Code"), 12.0),
        (label!(vi: "Tổ chức đảng", en: "Party organisation"), NAME_WIDTH),
    ];
    for (column, (name, width)) in (0_u16..).zip(fixed) {
        sheet.set_column_width(column, width)?;
        sheet.merge_range(GROUP_ROW, column, HEADING_ROW, column, name.pick(lang), heading)?;
    }
    let group = label!(vi: "Người được chấp nhận, theo lớp", en: "Accepted people, by class");
    group_heading(sheet, FIRST_COURSE, matrix.last_course(), group.pick(lang), heading)?;
    let none = label!(vi: "Chưa rõ lớp", en: "No known class");
    for (column, course) in (FIRST_COURSE..).zip(&matrix.courses) {
        sheet.set_column_width(column, 11)?;
        let name = course.unwrap_or(none.pick(lang));
        sheet.write_string_with_format(HEADING_ROW, column, fitting(name), heading)?;
    }
    let group = label!(vi: "Cộng", en: "Totals");
    let first = matrix.first_sum();
    group_heading(sheet, first, first + 3, group.pick(lang), heading)?;
    for (column, name) in (first..).zip(sums()) {
        sheet.set_column_width(column, 11)?;
        sheet.write_string_with_format(HEADING_ROW, column, name.pick(lang), heading)?;
    }
    sheet.set_row_height(HEADING_ROW, 30)?;
    Ok(())
}

fn sums() -> [Label; 4] {
    [
        label!(vi: "Lượt chấp nhận", en: "Accepted places"),
        label!(vi: "Lượt cần xem", en: "Places to decide"),
        label!(vi: "Lượt chưa đạt", en: "Rejected places"),
        label!(vi: "Tổng lượt đăng ký", en: "All places"),
    ]
}

fn group_heading(
    sheet: &mut Worksheet,
    first: u16,
    last: u16,
    words: &str,
    format: &Format,
) -> Result<()> {
    if last > first {
        sheet.merge_range(GROUP_ROW, first, GROUP_ROW, last, words, format)?;
    } else {
        sheet.write_string_with_format(GROUP_ROW, first, words, format)?;
    }
    Ok(())
}

fn unit_row(
    sheet: &mut Worksheet,
    desk: &Desk,
    matrix: &Matrix,
    number: u32,
    code: &str,
    unit: &UnitSummary,
) -> Result<()> {
    let styles = &desk.styles;
    let row = FIRST_ROW + number;
    let plain = |kind| styles.cell(kind, Tone::Plain);
    sheet.write_number_with_format(row, 0, number + 1, plain(Kind::Count))?;
    sheet.write_string_with_format(row, 1, fitting(code), plain(Kind::Text))?;
    let nobody = label!(vi: "Chưa rõ đơn vị", en: "No known unit");
    let name = if code.is_empty() { nobody.pick(desk.lang) } else { &unit.name };
    sheet.write_string_with_format(row, 2, fitting(name), plain(Kind::Long))?;
    sheet.set_row_height(row, height_of(name, NAME_WIDTH))?;
    for (column, course) in (FIRST_COURSE..).zip(&matrix.courses) {
        let accepted = matrix.accepted(unit, *course);
        let quota = course.and_then(|course| matrix.quotas.get(&(code, course)));
        let over = quota.is_some_and(|quota| accepted > *quota as usize);
        let tone = if over { Tone::Doubt } else { Tone::Plain };
        let format = styles.cell(Kind::Count, tone);
        match accepted {
            0 => sheet.write_blank(row, column, format)?,
            accepted => sheet.write_number_with_format(row, column, accepted as f64, format)?,
        };
    }
    let places = |count: fn(&Tally) -> usize| unit.courses.values().map(count).sum::<usize>();
    let (accepted, review, rejected) =
        (places(|t| t.accepted), places(|t| t.review), places(|t| t.rejected));
    let first = matrix.first_sum();
    let across = sum_of(row, FIRST_COURSE, row, matrix.last_course());
    let format = &total_format();
    sheet.write_formula_with_format(row, first, across.set_result(accepted.to_string()), format)?;
    sheet.write_number_with_format(row, first + 1, review as f64, plain(Kind::Count))?;
    sheet.write_number_with_format(row, first + 2, rejected as f64, plain(Kind::Count))?;
    let all =
        sum_of(row, first, row, first + 2).set_result((accepted + review + rejected).to_string());
    sheet.write_formula_with_format(row, first + 3, all, format)?;
    Ok(())
}

/// The totals below, then seats and plan of each class and what is left.
fn totals(sheet: &mut Worksheet, desk: &Desk, matrix: &Matrix) -> Result<()> {
    let row = matrix.last_row() + 1;
    sum_row(sheet, desk, matrix, row)?;
    let plan = label!(vi: "Kế hoạch", en: "Plan");
    course_row(sheet, desk, matrix, row + 1, plan.pick(desk.lang), |course| course.plan)?;
    let seats = label!(vi: "Số chỗ của lớp", en: "Seats");
    course_row(sheet, desk, matrix, row + 2, seats.pick(desk.lang), |course| course.capacity)?;
    let before = label!(vi: "Đã nhận từ các kỳ trước", en: "Accepted in earlier periods");
    let count = |course: &CourseSummary| Some(course.before as u32).filter(|count| *count > 0);
    course_row(sheet, desk, matrix, row + 3, before.pick(desk.lang), count)?;
    seats_left(sheet, desk, matrix, row)
}

fn sum_row(sheet: &mut Worksheet, desk: &Desk, matrix: &Matrix, row: u32) -> Result<()> {
    let format = &total_format();
    let name = label!(vi: "Tổng cộng", en: "Total");
    total_name(sheet, row, name.pick(desk.lang), format)?;
    let tallies = || matrix.units.iter().flat_map(|(_, unit)| unit.courses.values());
    let mut results: Vec<usize> =
        matrix.courses.iter().map(|course| matrix.accepted_in(*course)).collect();
    results.push(tallies().map(|tally| tally.accepted).sum());
    results.push(tallies().map(|tally| tally.review).sum());
    results.push(tallies().map(|tally| tally.rejected).sum());
    results.push(tallies().map(|tally| tally.all()).sum());
    for (column, result) in (FIRST_COURSE..).zip(results) {
        let sum = sum_of(FIRST_ROW, column, matrix.last_row(), column);
        let sum = sum.set_result(result.to_string());
        sheet.write_formula_with_format(row, column, sum, format)?;
    }
    Ok(())
}

/// A number of each class that the lists give.
fn course_row(
    sheet: &mut Worksheet,
    desk: &Desk,
    matrix: &Matrix,
    row: u32,
    name: &str,
    number: impl Fn(&CourseSummary) -> Option<u32>,
) -> Result<()> {
    total_name(sheet, row, name, &total_format())?;
    let plain = desk.styles.cell(Kind::Count, Tone::Plain);
    for (column, course) in (FIRST_COURSE..).zip(&matrix.courses) {
        match desk.summary.courses.get(course).and_then(&number) {
            Some(number) => sheet.write_number_with_format(row, column, number, plain)?,
            None => sheet.write_blank(row, column, plain)?,
        };
    }
    Ok(())
}

/// Seats less those who had one before and the accepted of the row of totals, `sums`.
fn seats_left(sheet: &mut Worksheet, desk: &Desk, matrix: &Matrix, sums: u32) -> Result<()> {
    let row = sums + 4;
    let name = label!(vi: "Còn lại", en: "Left");
    total_name(sheet, row, name.pick(desk.lang), &total_format())?;
    for (column, course) in (FIRST_COURSE..).zip(&matrix.courses) {
        let summary = desk.summary.courses.get(course);
        let seats = summary.and_then(|summary| Some((summary.capacity?, summary.before)));
        let Some((seats, before)) = seats else {
            sheet.write_blank(row, column, desk.styles.cell(Kind::Count, Tone::Plain))?;
            continue;
        };
        let left = i64::from(seats) - before as i64 - matrix.accepted_in(*course) as i64;
        let cell = |row: u32| format!("{}{row}", column_letters(column.into()));
        let formula = format!("={}-{}-{}", cell(sums + 3), cell(sums + 4), cell(sums + 1));
        let formula = Formula::new(formula);
        let formula = formula.set_result(left.to_string());
        let tone = if left < 0 { Tone::Bad } else { Tone::Plain };
        let format = desk.styles.cell(Kind::Count, tone);
        sheet.write_formula_with_format(row, column, formula, format)?;
    }
    Ok(())
}

fn total_name(sheet: &mut Worksheet, row: u32, name: &str, format: &Format) -> Result<()> {
    let format = format.clone().set_align(FormatAlign::Right);
    sheet.merge_range(row, 0, row, FIRST_COURSE - 1, name, &format)?;
    Ok(())
}

fn total_format() -> Format {
    screen(10.0)
        .set_bold()
        .set_font_color(ACCENT)
        .set_background_color(HEAD)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_num_format("#,##0")
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
}

fn sum_of(row: u32, column: u16, last_row: u32, last_column: u16) -> Formula {
    let first = Position::new(row, column.into());
    let last = Position::new(last_row, last_column.into());
    Formula::new(format!("=SUM({first}:{last})"))
}
