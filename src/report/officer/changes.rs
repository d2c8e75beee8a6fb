//! What is different from the period before, person by person.

use rust_xlsxwriter::Workbook;

use super::compare::{name, shown};
use super::desk::Desk;
use super::pages::Page;
use crate::config::settings::Submissions;
use crate::i18n::Label;
use crate::label;
use crate::model::role::FieldKey;
use crate::report::book::list::{Cell, Column, List, Value, write};
use crate::report::book::style::{Kind, Tone};
use crate::report::error::Result;
use crate::report::summary::changes::{Change, ChangeKind, Changes};
use crate::text;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let changes = desk.summary.changes.as_ref().map_or(&[][..], |changes| &changes.list);
    let rows = changes.iter().enumerate().map(|(number, change)| row(desk, number, change));
    write(book, &desk.styles, &list(desk), changes.len(), rows)
}

fn list(desk: &Desk) -> List {
    let own = |label: Label, width, kind| Column::new(label.pick(desk.lang), width, kind);
    let columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Thay đổi", en: "Change"), 16.0, Kind::Centre),
        own(label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Long),
        own(label!(vi: "Ngày sinh", en: "Birth date"), 11.0, Kind::Date),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 30.0, Kind::Long),
        own(label!(vi: "Lớp kỳ trước", en: "Class before"), 12.0, Kind::Centre),
        own(label!(vi: "Lớp kỳ này", en: "Class now"), 12.0, Kind::Centre),
        own(label!(vi: "Nội dung thay đổi", en: "What changed"), 52.0, Kind::Long),
        own(label!(vi: "Tới", en: "Go to"), 7.0, Kind::Link),
    ];
    let printed = columns.len() as u16 - 1;
    let list = Page::Changes.list(desk, columns);
    let nothing = match &desk.summary.changes {
        Some(changes) => nothing(desk, changes),
        None => list.nothing.clone(),
    };
    List { frozen: 3, printed, nothing, ..list }
}

/// Where each month's forms are new registrations, those who are new are no lines of the page.
fn nothing(desk: &Desk, changes: &Changes) -> String {
    if desk.index.outcome.settings.submissions == Submissions::Standing {
        return label!(vi: "Không có thay đổi.", en: "No changes.").pick(desk.lang).to_owned();
    }
    let new = changes.count(ChangeKind::New);
    text!(
        vi: "Không có người nào đăng ký lại, đổi lớp hoặc đổi thông tin; {new} người mới đăng ký (xem trang Danh sách).",
        en: "Nobody registered again, for another class or with other data; {new} people are new (see the page People)."
    )
    .in_lang(desk.lang)
    .to_owned()
}

fn row<'a>(desk: &Desk<'a>, number: usize, change: &Change<'a>) -> Vec<Cell<'a>> {
    let shown = change.record();
    let now = change.now.map(|(_, record)| record);
    let course = |record: Option<&'a crate::model::record::Record>| {
        Cell::maybe(record.and_then(|record| record.course.value.as_deref()))
    };
    vec![
        Cell::count(number + 1),
        kind(desk, change.kind),
        Cell::maybe(shown.and_then(|record| name(record, desk.lang))),
        Cell::date(shown.and_then(|record| record.birth_date.value)),
        shown.map_or_else(Cell::empty, |record| Cell::text(desk.unit(record))),
        course(change.then),
        course(now),
        differences(desk, change),
        change.now.map_or_else(Cell::empty, |(at, _)| desk.to_people(at)),
    ]
}

fn kind(desk: &Desk, kind: ChangeKind) -> Cell<'static> {
    let tone = match kind {
        ChangeKind::New => Tone::Good,
        ChangeKind::OtherCourse | ChangeKind::OtherData => Tone::Doubt,
        ChangeKind::Again | ChangeKind::Gone => Tone::Quiet,
    };
    Cell::text(kind_words(kind).pick(desk.lang)).toned(tone)
}

pub fn kind_words(kind: ChangeKind) -> Label {
    match kind {
        ChangeKind::New => label!(vi: "Mới đăng ký", en: "New"),
        ChangeKind::OtherCourse => label!(vi: "Đổi lớp", en: "Other class"),
        ChangeKind::OtherData => label!(vi: "Đổi thông tin", en: "Other data"),
        ChangeKind::Again => label!(vi: "Đăng ký lại", en: "Again the same"),
        ChangeKind::Gone => label!(vi: "Không còn đăng ký", en: "No longer registered"),
    }
}

fn differences<'a>(desk: &Desk, change: &Change) -> Cell<'a> {
    let (Some((_, now)), Some(then)) = (change.now, change.then) else { return Cell::empty() };
    let mut pieces = Vec::new();
    for field in &change.fields {
        let line = if pieces.is_empty() { "" } else { "\n" };
        let name = field.label().pick(desk.lang);
        let show = |record| shown(record, *field, desk.lang);
        pieces.push((false, format!("{line}{name}: {} → ", show(then))));
        pieces.push((true, show(now)));
    }
    if desk.unit(now) != desk.unit(then) {
        let line = if pieces.is_empty() { "" } else { "\n" };
        let name = FieldKey::Unit.label().pick(desk.lang);
        pieces.push((false, format!("{line}{name}: {} → ", desk.unit(then))));
        pieces.push((true, desk.unit(now).to_owned()));
    }
    Value::Rich(pieces).into()
}
