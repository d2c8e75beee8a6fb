//! `TotNghiep_2026.xlsx`: graduates proposed for the completed list, for the
//! officer to accept; and the list that accepted ones become.

use rust_xlsxwriter::DataValidation;

use super::pages::{Page, Pages};
use crate::cycle::funnel::graduates;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::cycle::{Learner, ResultsBook};
use crate::model::period::Period;
use crate::model::value::NationalId;
use crate::report::book::list::{Cell, FIRST_ROW};
use crate::report::book::style::{ACCENT, Kind, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;

/// The heading of the officer's word.
pub const TAKE: Label = label!(vi: "Đưa vào danh sách", en: "Take");
/// What the officer chooses.
pub const YES: Label = label!(vi: "nhận", en: "yes");
pub const NO: Label = label!(vi: "chưa", en: "no");

const COLUMNS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Họ và tên", en: "Full name"), 26.0, Kind::Text),
    (label!(vi: "Ngày sinh", en: "Birth date"), 12.0, Kind::Date),
    (label!(vi: "Số CCCD", en: "National id"), 15.0, Kind::Digits),
    (label!(vi: "Trình độ", en: "Level"), 14.0, Kind::Centre),
    (label!(vi: "Lớp", en: "Class"), 12.0, Kind::Centre),
    (label!(vi: "Năm tốt nghiệp", en: "Year"), 10.0, Kind::Digits),
    (label!(vi: "Xếp loại", en: "Result"), 12.0, Kind::Centre),
    (label!(vi: "Số hiệu bằng", en: "Certificate number"), 18.0, Kind::Digits),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 34.0, Kind::Long),
];

/// Writes the proposal.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(book: &ResultsBook, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let year = book.year;
    let title = text!(
        vi: "Đề xuất đưa vào danh sách đã tốt nghiệp, năm {year}",
        en: "Graduates of {year} proposed for the completed list",
    );
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    let people = graduates(book);
    let rows: Vec<Vec<Cell>> = people
        .iter()
        .map(|learner| {
            let mut row = cells(book, learner);
            let (take, why) = advice(learner);
            row.push(Cell::text(take.pick(lang)).toned(Tone::Input));
            row.push(Cell::text(why.pick(lang)));
            row
        })
        .collect();
    let count = rows.len() as u32;
    let mut columns = COLUMNS.to_vec();
    columns.push((TAKE, 12.0, Kind::Centre));
    columns.push((label!(vi: "Lưu ý", en: "Note"), 40.0, Kind::Long));
    let sheet = label!(vi: "Đề xuất", en: "Proposal");
    let page = Page {
        sheet,
        table: "DeXuat",
        title,
        lead: label!(
            vi: "Chọn nhận hoặc chưa, lưu lại, rồi chạy tonghop results --accept.",
            en: "Choose yes or no, save, then run tonghop results --accept.",
        ),
        columns: &columns,
        tab: ACCENT,
        frozen: 1,
    };
    pages.add(&page, rows)?;
    let choices = DataValidation::new().allow_list_strings(&[YES.pick(lang), NO.pick(lang)])?;
    let last = FIRST_ROW + count.max(1) - 1;
    let column = COLUMNS.len() as u16;
    let sheet = pages.book.worksheet_from_name(sheet.pick(lang))?;
    sheet.add_data_validation(FIRST_ROW, column, last, column, &choices)?;
    finish(pages.book, out)
}

/// Taken by default: who registered and has a number.
fn advice(learner: &Learner) -> (Label, Label) {
    if learner.registration.is_none() {
        return (NO, label!(vi: "không có trong biểu đăng ký nào", en: "in no registration"));
    }
    if !learner.conflict.is_empty() {
        return (
            NO,
            label!(vi: "các danh sách của trường nói khác nhau", en: "the school's lists disagree"),
        );
    }
    if learner.facts.certificate.is_none() {
        return (YES, label!(vi: "chưa có số hiệu bằng", en: "no certificate number yet"));
    }
    (YES, label!(vi: "", en: ""))
}

fn cells<'a>(book: &ResultsBook, learner: &Learner) -> Vec<Cell<'a>> {
    let record = book.record(learner);
    let lists = &book.batch.lists;
    // In the words that lists are read by, whatever the language.
    let level = lists.course(&learner.course).and_then(|course| course.level);
    let id = record.and_then(|record| record.national_id.value.as_ref()).map(NationalId::digits);
    let year = learner.facts.year.unwrap_or(book.year);
    let unit = learner.unit.as_deref().map(|unit| lists.unit_name(unit).to_owned());
    vec![
        Cell::maybe(record.and_then(|r| r.full_name.value.as_ref()).map(|n| n.full.to_string())),
        Cell::date(record.and_then(|record| record.birth_date.value)),
        Cell::maybe(id.map(str::to_owned)),
        Cell::maybe(level.map(|level| level.label().vi)),
        Cell::text(learner.course.to_string()),
        Cell::text(year.to_string()),
        Cell::maybe(learner.facts.result.clone()),
        Cell::maybe(learner.facts.certificate.clone()),
        Cell::maybe(unit),
    ]
}

/// Writes accepted lines, as the officer's workbook has them, as a list of
/// those who completed a level. Each line holds the texts of the columns above.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_list(lines: &[Vec<String>], year: i32, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let title = text!(vi: "Đã tốt nghiệp năm {year}", en: "Graduates of {year}");
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    let rows = lines.iter().map(|line| line.iter().map(|text| Cell::text(text.clone())).collect());
    // What the officer's workbook shows is kept as text, dates included.
    let columns: Vec<(Label, f64, Kind)> = COLUMNS
        .iter()
        .map(|(words, width, kind)| {
            (*words, *width, if *kind == Kind::Date { Kind::Centre } else { *kind })
        })
        .collect();
    let page = Page {
        sheet: label!(vi: "Đã tốt nghiệp", en: "Graduates"),
        table: "DaTotNghiep",
        title,
        lead: label!(
            vi: "Sửa được như mọi danh sách khác trong thư mục reference.",
            en: "May be changed like every list in the folder reference.",
        ),
        columns: &columns,
        tab: ACCENT,
        frozen: 1,
    };
    pages.add(&page, rows.collect())?;
    finish(pages.book, out)
}
