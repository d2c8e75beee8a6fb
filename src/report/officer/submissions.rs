//! Who handed in what: the units that did not come first.

use rust_xlsxwriter::Workbook;

use super::desk::Desk;
use super::pages::Page;
use crate::finding::Severity;
use crate::i18n::Label;
use crate::label;
use crate::report::book::list::{Cell, Column, List, write};
use crate::report::book::style::{Kind, Tone};
use crate::report::error::Result;
use crate::report::summary::UnitSummary;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let mut units: Vec<_> = desk.summary.units.iter().map(|(code, unit)| (*code, unit)).collect();
    units.sort_by_key(|(code, unit)| (unit.received, desk.order(&unit.name), *code));
    let rows = units.iter().enumerate().map(|(number, (code, unit))| row(desk, number, code, unit));
    write(book, &desk.styles, &list(desk), units.len(), rows)
}

fn list(desk: &Desk) -> List {
    let own = |label: Label, width, kind| Column::new(label.pick(desk.lang), width, kind);
    let columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Mã", en: "Code"), 12.0, Kind::Text),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 38.0, Kind::Long),
        own(label!(vi: "Tình trạng nộp", en: "Handed in"), 15.0, Kind::Centre),
        own(label!(vi: "Số tệp", en: "Files"), 8.0, Kind::Count),
        own(label!(vi: "Số dòng", en: "Rows"), 8.0, Kind::Count),
        own(label!(vi: "Số người", en: "People"), 8.0, Kind::Count),
        own(label!(vi: "Chấp nhận", en: "Accepted"), 10.0, Kind::Count),
        own(label!(vi: "Cần xem", en: "To decide"), 10.0, Kind::Count),
        own(label!(vi: "Chưa đạt", en: "Rejected"), 10.0, Kind::Count),
        own(label!(vi: "Lỗi", en: "Errors"), 8.0, Kind::Count),
        own(label!(vi: "Cảnh báo", en: "Warnings"), 9.0, Kind::Count),
        own(label!(vi: "Lưu ý", en: "Infos"), 8.0, Kind::Count),
        own(label!(vi: "Thư điện tử", en: "E-mail"), 30.0, Kind::Text),
    ];
    List { frozen: 3, ..Page::Submissions.list(desk, columns) }
}

fn row<'a>(desk: &Desk<'a>, number: usize, code: &'a str, unit: &UnitSummary) -> Vec<Cell<'a>> {
    let found = |severity| Cell::count(unit.findings.get(&severity).copied().unwrap_or(0));
    let lists = &desk.index.outcome.batch.lists;
    vec![
        Cell::count(number + 1),
        Cell::text(code),
        Cell::text(unit.name.clone()),
        handed_in(desk, unit),
        Cell::count(unit.files),
        Cell::count(unit.rows),
        Cell::count(unit.people.all()),
        Cell::count(unit.people.accepted),
        Cell::count(unit.people.review),
        Cell::count(unit.people.rejected),
        found(Severity::Error),
        found(Severity::Warning),
        found(Severity::Info),
        Cell::maybe(lists.unit(code).and_then(|unit| unit.email.as_deref())),
    ]
}

fn handed_in(desk: &Desk, unit: &UnitSummary) -> Cell<'static> {
    let (words, tone) = match (unit.received, unit.expected) {
        (true, true) => (label!(vi: "Đã nộp", en: "Yes"), Tone::Good),
        (true, false) => {
            (label!(vi: "Đã nộp (ngoài danh mục)", en: "Yes (not in the list)"), Tone::Doubt)
        }
        (false, _) => (label!(vi: "Chưa nộp", en: "No"), Tone::Bad),
    };
    Cell::text(words.pick(desk.lang)).toned(tone)
}
