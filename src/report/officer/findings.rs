//! All findings, for those who want to filter.

use std::cmp::Reverse;

use rust_xlsxwriter::Workbook;

use super::compare::name;
use super::desk::Desk;
use super::pages::Page;
use super::people::place_columns;
use crate::finding::Finding;
use crate::i18n::Label;
use crate::label;
use crate::report::book::list::{Cell, Column, List, write};
use crate::report::book::style::Kind;
use crate::report::error::Result;
use crate::report::rule_names::title;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let mut findings: Vec<&Finding> = desk.index.outcome.findings.iter().collect();
    // What asks for action first; within that, as the forms are read.
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let rows = findings.iter().enumerate().map(|(number, finding)| row(desk, number, finding));
    write(book, &desk.styles, &list(desk), findings.len(), rows)
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    let mut columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Mức độ", en: "Severity"), 10.0, Kind::Centre),
        own(label!(vi: "Mã", en: "Code"), 7.0, Kind::Centre),
        own(label!(vi: "Quy tắc", en: "Rule"), 24.0, Kind::Long),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 24.0, Kind::Long),
        own(label!(vi: "Họ và tên", en: "Full name"), 20.0, Kind::Long),
        own(label!(vi: "Cột", en: "Field"), 14.0, Kind::Long),
        own(label!(vi: "Ô", en: "Cell"), 7.0, Kind::Centre),
        own(label!(vi: "Nội dung", en: "Message"), 46.0, Kind::Long),
        own(label!(vi: "Nên làm gì", en: "What to do"), 34.0, Kind::Long),
        own(label!(vi: "Tới", en: "Go to"), 7.0, Kind::Link),
    ];
    let printed = columns.len() as u16 - 1;
    columns.extend(place_columns(lang));
    List { frozen: 3, printed, ..Page::Findings.list(desk, columns) }
}

fn row<'a>(desk: &Desk<'a>, number: usize, finding: &'a Finding) -> Vec<Cell<'a>> {
    let lang = desk.lang;
    let at = finding.record.as_deref().and_then(|id| desk.index.row_of(id));
    let record = at.and_then(|at| desk.index.outcome.batch.record(at));
    let lists = &desk.index.outcome.batch.lists;
    vec![
        Cell::count(number + 1),
        desk.severity(finding.severity),
        Cell::text(finding.code),
        Cell::text(title(finding.code, finding.rule, lang)),
        Cell::maybe(finding.unit.as_deref().map(|code| lists.unit_name(code))),
        Cell::maybe(record.and_then(|record| name(record, lang))),
        Cell::maybe(finding.field.map(|field| field.label().pick(lang))),
        Cell::maybe(finding.at.cell().map(|cell| cell.to_string())),
        Cell::text(finding.message.in_lang(lang)),
        Cell::maybe(finding.suggestion.as_ref().map(|text| text.in_lang(lang))),
        at.map_or_else(Cell::empty, |at| desk.to_people(at)),
        Cell::text(&*finding.at.file),
        Cell::maybe(finding.at.sheet.as_deref()),
        finding.at.row.map_or_else(Cell::empty, |row| Cell::count(row + 1)),
    ]
}
