//! A form with other people in it: same layout, same kinds of mess, nobody real.
//! For showing others a form that was not understood.
//!
//! Names, dates and numbers are replaced, the same by the same wherever they
//! stand; what describes people (posts, places, levels) changes rows; what was
//! not understood keeps its shape alone. Headings and titles stay.

mod numbers;
mod words;

use std::collections::BTreeMap;

use crate::layout::table::{Column, FormLayout, RowKind, RowReading, SheetLayout};
use crate::model::date::{date_of_serial, serial_of_date};
use crate::model::place::Position;
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue, Sheet, Workbook};
use crate::text::legacy::encode;
use numbers::Numbers;
use words::Names;

/// Puts made-up people into a form that was read and understood.
pub fn redact(workbook: &mut Workbook, layout: &FormLayout) {
    let mut replaced = Replaced::default();
    for (sheet, read) in workbook.sheets.iter_mut().zip(&layout.sheets) {
        let plan = Plan::of(read);
        shuffle(sheet, &plan);
        for cell in &mut sheet.cells {
            let fate = plan.fate(cell.at);
            replaced.cell(cell, fate);
        }
    }
    // Sheets that there was no time for.
    for sheet in workbook.sheets.iter_mut().skip(layout.sheets.len()) {
        sheet.cells.iter_mut().for_each(|cell| replaced.cell(cell, Fate::Shape));
    }
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Headings and titles: but for long numbers, as they are.
    Stays,
    Name {
        family: bool,
    },
    Date,
    Number,
    Email,
    /// Moves to another row of its column.
    Moves,
    /// Only the shape of the text stays.
    Shape,
    /// Of signatures and remarks: names and numbers are replaced.
    Aside,
}

/// What each cell of a sheet is.
struct Plan {
    fates: BTreeMap<Position, Fate>,
    rows: BTreeMap<u32, Fate>,
}

impl Plan {
    fn of(read: &SheetLayout) -> Plan {
        let mut plan = Plan { fates: BTreeMap::new(), rows: BTreeMap::new() };
        for row in read.rows.iter().chain(&read.beside) {
            plan.rows.entry(row.row).or_insert(of_row(row.kind));
            let table = row.table.and_then(|table| read.tables.get(usize::from(table)));
            if let Some(table) = table.filter(|_| of_row(row.kind) == Fate::Shape) {
                for column in &table.columns {
                    plan.column(row, column);
                }
            }
        }
        plan
    }

    fn column(&mut self, row: &RowReading, column: &Column) {
        let at = Position::new(row.row, row.shift.place_of(column.column));
        self.fates.insert(at, of_role(column.role));
    }

    fn fate(&self, at: Position) -> Fate {
        let row = || self.rows.get(&at.row).copied();
        self.fates.get(&at).copied().or_else(row).unwrap_or(Fate::Shape)
    }
}

fn of_row(kind: RowKind) -> Fate {
    match kind {
        RowKind::Title
        | RowKind::Header
        | RowKind::ColumnNumbers
        | RowKind::RepeatedHeader
        | RowKind::Section
        | RowKind::Subtotal
        | RowKind::Total => Fate::Stays,
        RowKind::Remark | RowKind::Signature | RowKind::Footer => Fate::Aside,
        RowKind::Person
        | RowKind::Continuation
        | RowKind::BlankLine
        | RowKind::OtherSheet
        | RowKind::Unread => Fate::Shape,
    }
}

fn of_role(role: Role) -> Fate {
    match role {
        Role::Ordinal => Fate::Stays,
        Role::FullName | Role::FamilyName => Fate::Name { family: true },
        Role::MiddleName | Role::GivenName => Fate::Name { family: false },
        Role::BirthDate
        | Role::BirthDateMale
        | Role::BirthDateFemale
        | Role::BirthDay
        | Role::BirthMonth
        | Role::BirthYear
        | Role::PartyJoined
        | Role::PartyOfficial => Fate::Date,
        Role::NationalId | Role::PartyCard | Role::Code | Role::Phone => Fate::Number,
        Role::Email => Fate::Email,
        Role::Note | Role::Extra | Role::Address => Fate::Shape,
        // Marks, levels, posts and places: words that many share.
        _ => Fate::Moves,
    }
}

/// Moves the cells of a column down by some rows, the last ones to the top.
fn shuffle(sheet: &mut Sheet, plan: &Plan) {
    let mut columns: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, cell) in sheet.cells.iter().enumerate() {
        if plan.fates.get(&cell.at) == Some(&Fate::Moves) {
            columns.entry(cell.at.column).or_default().push(index);
        }
    }
    for (column, indices) in columns {
        let by = 1 + column as usize % indices.len().max(2).saturating_sub(1);
        let before: Vec<Cell> = indices.iter().map(|&index| sheet.cells[index].clone()).collect();
        for (to, &index) in indices.iter().enumerate() {
            let from = &before[(to + by) % before.len()];
            sheet.cells[index] = Cell { at: sheet.cells[index].at, ..from.clone() };
        }
    }
}

/// What has been replaced so far, so that the same becomes the same.
#[derive(Default)]
struct Replaced {
    names: Names,
    numbers: Numbers,
}

impl Replaced {
    fn cell(&mut self, cell: &mut Cell, fate: Fate) {
        let value = match &cell.value {
            CellValue::Text(text) => CellValue::Text(self.text(text, fate).into()),
            CellValue::Number(number) => self.number(*number, fate),
            CellValue::Date(serial) if fate != Fate::Moves => moved(*serial),
            other => other.clone(),
        };
        if value == cell.value {
            return;
        }
        cell.value = value;
        let encoding = cell.decoded_from;
        if let (CellValue::Text(text), Some(encoding)) = (&cell.value, encoding) {
            cell.stored = Some(encode(text, encoding).into());
        }
    }

    fn text(&mut self, text: &str, fate: Fate) -> String {
        match fate {
            Fate::Moves => text.to_owned(),
            Fate::Stays => self.numbers.long(text),
            Fate::Name { family } => self.names.replace(text, family),
            Fate::Date => numbers::date(text),
            Fate::Number => self.numbers.replace(text),
            Fate::Email => self.names.email(text),
            Fate::Shape => words::shape(text),
            Fate::Aside if words::looks_like_a_name(text) => self.names.replace(text, true),
            Fate::Aside => self.numbers.long(text),
        }
    }

    fn number(&mut self, number: f64, fate: Fate) -> CellValue {
        let digits = format!("{number}");
        let replaced = match fate {
            Fate::Moves | Fate::Name { .. } | Fate::Email => digits.clone(),
            Fate::Stays | Fate::Aside => self.numbers.long(&digits),
            Fate::Date => numbers::date(&digits),
            Fate::Number => self.numbers.replace(&digits),
            Fate::Shape if digits.len() > 3 => self.numbers.replace(&digits),
            Fate::Shape => digits.clone(),
        };
        CellValue::Number(replaced.parse().unwrap_or(number))
    }
}

/// A date, as a text of the same day would be.
fn moved(serial: f64) -> CellValue {
    let day = date_of_serial(serial).and_then(numbers::day);
    CellValue::Date(day.map_or(1.0, serial_of_date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Templates;
    use crate::layout::{Hints, understand};
    use crate::model::workbook::Format;

    fn form(rows: &[&[&str]]) -> Workbook {
        let mut cells = Vec::new();
        for (row, texts) in (0u32..).zip(rows) {
            for (column, text) in (0u32..).zip(*texts).filter(|(_, text)| !text.is_empty()) {
                cells.push(Cell::text(Position::new(row, column), *text));
            }
        }
        let sheet = Sheet { name: "DS".into(), cells, ..Sheet::default() };
        Workbook { format: Format::Xlsx, sheets: vec![sheet] }
    }

    #[test]
    fn the_people_are_others_and_the_form_is_the_same() {
        let mut workbook = form(&[
            &["DANH SÁCH ĐĂNG KÝ HỌC TRUNG CẤP LÝ LUẬN CHÍNH TRỊ"],
            &["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Chức vụ", "Ghi chú"],
            &["1", "Nguyễn  Văn Ánh", "12/5/1985", "017085001234", "Phó Trưởng phòng", "ĐT của vợ"],
            &["2", "BÙI THỊ HOA", "31/02/1990", "17.190.005678", "Chuyên viên", ""],
            &["3", "Nguyễn Văn Ánh", "12/5/1985", "017085001234", "Văn thư", ""],
            &["", "NGƯỜI LẬP BIỂU"],
            &["", "Trần Quốc Bảo"],
        ]);
        let before = workbook.clone();
        let hints = Hints::default();
        let layout = understand(&workbook, Templates::built_in(), &hints);
        redact(&mut workbook, &layout);
        let text = |workbook: &Workbook, row, column| {
            workbook.sheets[0].cell(Position::new(row, column)).unwrap().display()
        };
        for (row, column) in [(2, 1), (3, 1), (2, 2), (3, 3), (2, 3), (2, 5), (6, 1)] {
            let (old, new) = (text(&before, row, column), text(&workbook, row, column));
            assert_ne!(old, new);
            assert_eq!(old.split(' ').count(), new.split(' ').count(), "{old} → {new}");
        }
        assert_eq!(text(&workbook, 2, 3), text(&workbook, 4, 3), "one number stays one");
        let name = |row| text(&workbook, row, 1).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(name(2), name(4), "one person stays one");
        assert_eq!(name(3), name(3).to_uppercase());
        assert!(text(&workbook, 3, 2).starts_with("31/"), "an impossible day stays one");
        assert_eq!(text(&workbook, 0, 0), text(&before, 0, 0));
        let again = understand(&workbook, Templates::built_in(), &hints);
        let kinds = |layout: &FormLayout| -> Vec<RowKind> {
            layout.sheets[0].rows.iter().map(|row| row.kind).collect()
        };
        assert_eq!(kinds(&layout), kinds(&again));
    }
}
