//! People with two or more registrations, and pairs of rows that may be one person.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::Workbook;

use super::compare::name;
use super::desk::Desk;
use super::pages::Page;
use super::people::place_columns;
use crate::i18n::Label;
use crate::label;
use crate::model::batch::{LinkVerdict, RecordAt};
use crate::report::book::list::{Cell, Column, List, write};
use crate::report::book::style::{Kind, Tone};
use crate::report::error::Result;

/// Rows that belong together, and why.
struct Group {
    rows: Vec<RecordAt>,
    kind: Label,
    why: Vec<String>,
}

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let groups = groups(desk);
    let count = groups.iter().map(|group| group.rows.len()).sum();
    let rows = groups.iter().enumerate().flat_map(|(number, group)| {
        group.rows.iter().filter_map(move |at| row(desk, number, group, *at))
    });
    write(book, &desk.styles, &list(desk), count, rows)
}

fn groups(desk: &Desk) -> Vec<Group> {
    let batch = &desk.index.outcome.batch;
    let mut reasons: BTreeMap<(RecordAt, RecordAt), &crate::model::batch::Link> = BTreeMap::new();
    for link in &batch.links {
        reasons.insert((link.a.min(link.b), link.a.max(link.b)), link);
    }
    let mut groups: Vec<Group> = batch
        .people
        .iter()
        .filter(|person| person.rows.len() > 1)
        .map(|person| {
            let pairs = person.rows.iter().flat_map(|a| {
                let last = RecordAt { submission: u32::MAX, record: u32::MAX };
                reasons.range((*a, *a)..=(*a, last))
            });
            let why: BTreeSet<&str> = pairs
                .filter(|((_, b), _)| person.rows.contains(b))
                .map(|(_, link)| link.reason.in_lang(desk.lang))
                .collect();
            Group {
                rows: person.rows.clone(),
                kind: label!(vi: "Cùng một người", en: "One person"),
                why: why.into_iter().map(str::to_owned).collect(),
            }
        })
        .collect();
    groups.extend(batch.links.iter().filter_map(|link| {
        let kind = match link.verdict {
            LinkVerdict::Same => return None,
            LinkVerdict::Undecided => {
                label!(vi: "Có thể là một người", en: "Perhaps one person")
            }
            LinkVerdict::SharedNumber => {
                label!(vi: "Hai người chung một số", en: "Two people, one number")
            }
        };
        let why = vec![link.reason.in_lang(desk.lang).to_owned()];
        Some(Group { rows: vec![link.a, link.b], kind, why })
    }));
    groups
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    let mut columns = vec![
        own(label!(vi: "Nhóm", en: "Group"), 7.0, Kind::Count),
        own(label!(vi: "Quan hệ", en: "Relation"), 16.0, Kind::Centre),
        own(label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Long),
        own(label!(vi: "Ngày sinh", en: "Birth date"), 11.0, Kind::Date),
        own(label!(vi: "Số CCCD", en: "National id"), 15.0, Kind::Digits),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 30.0, Kind::Long),
        own(label!(vi: "Lớp", en: "Class"), 10.0, Kind::Centre),
        own(label!(vi: "Tình trạng", en: "Status"), 12.0, Kind::Centre),
        own(label!(vi: "Dòng được giữ", en: "Row kept"), 9.0, Kind::Centre),
        own(label!(vi: "Căn cứ", en: "Evidence"), 36.0, Kind::Long),
        own(label!(vi: "Tới", en: "Go to"), 7.0, Kind::Link),
    ];
    let printed = columns.len() as u16 - 1;
    columns.extend(place_columns(lang));
    List { frozen: 3, printed, ..Page::Repeated.list(desk, columns) }
}

fn row<'a>(desk: &Desk<'a>, number: usize, group: &Group, at: RecordAt) -> Option<Vec<Cell<'a>>> {
    let row = desk.index.row(at)?;
    let record = row.record;
    // Every other group is shaded, so that groups can be told apart at a glance.
    let tone = if number % 2 == 1 { Tone::Shaded } else { Tone::Plain };
    let id = record.national_id.value.as_ref().map(|id| id.digits().to_owned());
    let mut cells = vec![
        Cell::count(number + 1),
        Cell::text(group.kind.pick(desk.lang)),
        Cell::maybe(name(record, desk.lang)),
        Cell::date(record.birth_date.value),
        Cell::maybe(id),
        Cell::text(desk.unit(record)),
        Cell::maybe(record.course.value.as_deref()),
        desk.status(row.judgement.status),
        Cell::text(if row.judgement.primary { "x" } else { "" }),
        Cell::text(evidence(desk, group, at)),
        desk.to_people(at),
    ];
    cells.extend(desk.place(record));
    for cell in cells.iter_mut().filter(|cell| cell.tone == Tone::Plain) {
        cell.tone = tone;
    }
    Some(cells)
}

/// How the rows were linked, else what the rules say of this one.
fn evidence(desk: &Desk, group: &Group, at: RecordAt) -> String {
    if !group.why.is_empty() {
        return group.why.join("\n");
    }
    let about_pairs = desk.index.findings(at).filter(|finding| finding.code.starts_with('R'));
    about_pairs.map(|finding| finding.message.in_lang(desk.lang)).collect::<Vec<_>>().join("\n")
}
