//! Every value that was read otherwise than it was written: raw text, value, why.

use std::cmp::Reverse;

use rust_xlsxwriter::Workbook;

use super::compare::name;
use super::desk::Desk;
use super::pages::Page;
use super::people::place_columns;
use crate::i18n::Label;
use crate::label;
use crate::model::batch::RecordAt;
use crate::model::record::{Record, Repaired};
use crate::model::role::FieldKey;
use crate::report::book::list::{Cell, Column, List, write};
use crate::report::book::style::Kind;
use crate::report::error::Result;
use crate::report::field;
use crate::report::repairs::{self, Doubt};

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let rows =
        desk.people.iter().filter_map(|at| Some((*at, desk.index.outcome.batch.record(*at)?)));
    let mut repaired: Vec<_> = rows.flat_map(|(at, record)| lines(at, record)).collect();
    // What could be wrong first; what is only written more neatly last.
    repaired.sort_by_key(|line| Reverse(line.doubt()));
    let rows = repaired.iter().enumerate().map(|(number, line)| row(desk, number, line));
    write(book, &desk.styles, &list(desk), repaired.len(), rows)
}

/// A cell that was read otherwise than it was written.
struct Line<'a> {
    at: RecordAt,
    record: &'a Record,
    what: What<'a>,
}

enum What<'a> {
    Field(FieldKey),
    /// Of a column that no field claims, by its heading.
    Extra(&'a str, &'a Repaired),
}

fn lines(at: RecordAt, record: &Record) -> impl Iterator<Item = Line<'_>> {
    let fields = FieldKey::ALL.into_iter().filter(|field| repairs::is_repaired(record, *field));
    let extra = record.extra_repaired.iter().map(|(heading, cell)| What::Extra(heading, cell));
    fields.map(What::Field).chain(extra).map(move |what| Line { at, record, what })
}

impl Line<'_> {
    fn doubt(&self) -> Doubt {
        match self.what {
            What::Field(field) => repairs::doubt(self.record, field),
            What::Extra(..) => Doubt::None,
        }
    }
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    let mut columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 30.0, Kind::Long),
        own(label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Long),
        own(label!(vi: "Cột", en: "Field"), 18.0, Kind::Long),
        own(label!(vi: "Ô", en: "Cell"), 8.0, Kind::Centre),
        own(label!(vi: "Chữ ghi trong đơn", en: "As written"), 30.0, Kind::Long),
        own(label!(vi: "Giá trị đã đọc", en: "As read"), 30.0, Kind::Long),
        own(label!(vi: "Vì sao", en: "Why"), 40.0, Kind::Long),
        own(label!(vi: "Nên kiểm tra", en: "To check"), 9.0, Kind::Centre),
        own(label!(vi: "Tới", en: "Go to"), 7.0, Kind::Link),
    ];
    let printed = columns.len() as u16 - 1;
    columns.extend(place_columns(lang));
    List { frozen: 3, printed, ..Page::Repaired.list(desk, columns) }
}

fn row<'a>(desk: &Desk<'a>, number: usize, line: &Line<'a>) -> Vec<Cell<'a>> {
    let record = line.record;
    let mut cells = vec![
        Cell::count(number + 1),
        Cell::text(desk.unit(record)),
        Cell::maybe(name(record, desk.lang)),
    ];
    cells.extend(match line.what {
        What::Field(field) => field_cells(desk, record, field),
        What::Extra(heading, cell) => extra_cells(desk, record, heading, cell),
    });
    cells.push(Cell::text(if line.doubt() > Doubt::None { "x" } else { "" }));
    cells.push(desk.to_people(line.at));
    cells.extend(desk.place(record));
    cells
}

/// Field, cell, as written, as read, why.
fn field_cells<'a>(desk: &Desk<'a>, record: &'a Record, field: FieldKey) -> [Cell<'a>; 5] {
    let value = field::value(record, field).map(|value| value.words(desk.lang));
    [
        Cell::text(field.label().pick(desk.lang)),
        Cell::maybe(record.cell_of(field).map(|cell| cell.to_string())),
        Cell::maybe(field::raw(record, field)),
        Cell::maybe(value),
        Cell::text(repairs::sentence(record, field, desk.lang)),
    ]
}

fn extra_cells<'a>(
    desk: &Desk<'a>,
    record: &'a Record,
    heading: &'a str,
    cell: &'a Repaired,
) -> [Cell<'a>; 5] {
    [
        Cell::text(heading),
        Cell::text(cell.at.to_string()),
        Cell::text(&*cell.raw),
        Cell::maybe(record.extra.get(heading).map(String::as_str)),
        Cell::text(repairs::in_words(cell.repairs.iter().copied(), desk.lang)),
    ]
}
