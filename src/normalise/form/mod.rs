//! A whole form: every person row of every table → a record, and what the
//! form says of itself.

mod cells;
mod choices;
mod dates;
mod facts;
mod heading;
mod inherited;
mod levels;
mod memo;
mod names;
mod person;
mod sexes;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::cells::{Above, Lookup, Row};
use self::inherited::Sections;
use self::memo::Memo;
use self::person::Scene;
use self::table::{Gathering, TableHints};
use super::course::CourseIndex;
use super::ids;
use crate::layout::table::{FormLayout, RowKind, RowReading, SheetLayout, Table};
use crate::model::period::Period;
use crate::model::place::{Place, Position};
use crate::model::record::{Record, UnitCode};
use crate::model::role::Role;
use crate::model::submission::{
    FormFacts, RowLedger, SenderEvidence, SheetFacts, SourceFile, Standing, Submission, TableFacts,
    Version,
};
use crate::model::workbook::{Cell, CellValue, Sheet, Workbook};
use crate::text::unicode::clean_lines;

/// What is known before a form is read.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Settles two-digit years, and what is still under way.
    pub period: Period,
    pub courses: Option<&'a CourseIndex>,
    /// Who handed the form in; it goes into the records' ids.
    pub unit: Option<UnitCode>,
}

impl Known<'_> {
    /// A period and nothing else: for lists that name no class.
    pub fn of_period(period: Period) -> Self {
        Known { period, courses: None, unit: None }
    }
}

/// Reads a form. Sender, version and mismatch of the file's name are left to
/// those who know them.
pub fn submission(
    source: SourceFile,
    workbook: &Workbook,
    layout: &FormLayout,
    known: &Known,
) -> Submission {
    memo::with(known, |memo| read(source, workbook, layout, known, memo))
}

fn read(
    source: SourceFile,
    workbook: &Workbook,
    layout: &FormLayout,
    known: &Known,
    memo: &Memo,
) -> Submission {
    let mut form = Submission {
        unread: None,
        mismatch: None,
        sheets: Vec::new(),
        sender: SenderEvidence::default(),
        facts: FormFacts::default(),
        version: Version::default(),
        standing: Standing::default(),
        tables: Vec::new(),
        records: Vec::new(),
        rows: ledger(layout),
        decoded: decoded(workbook),
        source,
    };
    let file = Place::file(&form.source.path);
    let mut totals = Vec::new();
    for (sheet, understood) in workbook.sheets.iter().zip(&layout.sheets) {
        form.sheets.push(sheet_facts(sheet, understood));
        if understood.refused.is_some() {
            continue;
        }
        let place = Place { sheet: Some(understood.name.clone()), ..file.clone() };
        let from = form.records.len();
        for (index, table) in (0u16..).zip(&understood.tables) {
            facts::read_times(table, &place, memo, &mut form.facts);
            let mut facts = table_facts(understood, index, table);
            if table.readable {
                let part = TablePart { sheet, understood, index, table, place: &place };
                let new = records(&part, known, memo);
                facts.missing.retain(|role| !is_told(*role, &new));
                form.records.extend(new);
            }
            form.tables.push(facts);
        }
        // Tables side by side: their rows in the sheet's order.
        if let Some(new) = form.records.get_mut(from..) {
            new.sort_by_key(|record| record.place.row);
        }
        totals.extend(understood.tables.iter().map(|table| (table, place.clone())));
    }
    let declared: Vec<_> =
        totals.iter().flat_map(|(table, place)| declared(table, place, &form.records)).collect();
    form.facts.declared = declared;
    ids::assign(&mut form.records, known.unit.as_deref().unwrap_or(&form.source.sha256));
    form
}

/// A column that is missing and yet told in others: `Nguyễn Văn An (1985)`.
fn is_told(role: Role, records: &[Record]) -> bool {
    let told = records.iter().filter(|record| record.birth_date.value.is_some()).count();
    role == Role::BirthDate && told > 0 && told * 2 >= records.len()
}

fn declared(
    table: &Table,
    place: &Place,
    all: &[Record],
) -> Vec<crate::model::submission::DeclaredTotal> {
    if table.totals.is_empty() {
        return Vec::new();
    }
    let (first, last) = table.body.unwrap_or_default();
    let on_sheet: Vec<&Record> =
        all.iter().filter(|record| record.place.sheet == place.sheet).collect();
    let in_table: Vec<&Record> = on_sheet
        .iter()
        .copied()
        .filter(|record| record.place.row.is_some_and(|row| (first..=last).contains(&row)))
        .collect();
    let whole: Vec<&Record> = all.iter().collect();
    facts::totals(table, place, &in_table, &[&on_sheet, &whole])
}

fn ledger(layout: &FormLayout) -> RowLedger {
    let mut ledger = RowLedger::new();
    for row in layout.sheets.iter().flat_map(|sheet| &sheet.rows) {
        *ledger.entry(row.kind.fate()).or_default() += 1;
    }
    ledger
}

fn decoded(workbook: &Workbook) -> BTreeMap<crate::model::workbook::LegacyEncoding, u32> {
    let mut decoded = BTreeMap::new();
    let cells = workbook.sheets.iter().flat_map(|sheet| &sheet.cells);
    for encoding in cells.filter_map(|cell| cell.decoded_from) {
        *decoded.entry(encoding).or_default() += 1;
    }
    decoded
}

fn sheet_facts(sheet: &Sheet, understood: &SheetLayout) -> SheetFacts {
    let unread = understood.rows.iter().filter(|row| row.kind == RowKind::Unread);
    SheetFacts {
        name: understood.name.clone(),
        visibility: understood.visibility,
        refused: understood.refused.clone(),
        unreadable_cells: sheet.unreadable_cells,
        unread_rows: match understood.refused {
            // A refused sheet is reported as a whole.
            Some(_) => Vec::new(),
            None => unread.map(|row| row.row).collect(),
        },
    }
}

fn table_facts(understood: &SheetLayout, index: u16, table: &Table) -> TableFacts {
    let extra = table.columns.iter().filter(|column| column.role == Role::Extra);
    TableFacts {
        sheet: understood.name.clone(),
        header_row: table.header_rows.first().copied(),
        roles: table.columns.iter().map(|column| column.role).collect(),
        columns: table.columns.iter().map(|column| (column.column, column.role)).collect(),
        unmapped: extra.map(|column| (column.header.clone(), column.column)).collect(),
        missing: table.missing.clone(),
        person_rows: u32::try_from(understood.people_of(index).count()).unwrap_or(u32::MAX),
    }
}

/// A table and where it stands.
struct TablePart<'a> {
    sheet: &'a Sheet,
    understood: &'a SheetLayout,
    index: u16,
    table: &'a Table,
    place: &'a Place,
}

/// The records of a table, in row order.
fn records(part: &TablePart, known: &Known, memo: &Memo) -> Vec<Record> {
    let TablePart { sheet, understood, index, table, place } = *part;
    let lookup = Lookup::new(sheet, table);
    let rows = people(sheet, understood, index);
    let hints = hints(&lookup, &rows, known);
    let mut sections = Sections::new(table, &understood.name, known.courses, memo);
    let mut inherited = sections.here();
    let mut above = Above::new(rows.iter().map(|(_, cells)| &**cells));
    let mut records = Vec::with_capacity(rows.len());
    for (reading, cells) in &rows {
        if sections.advance(reading.row) {
            inherited = sections.here();
            above.clear();
        }
        let row = Row::new(&lookup, reading, Cow::Borrowed(cells), &above);
        let scene = Scene { known, place, hints: &hints, inherited: &inherited, memo };
        let parts = names::people(&row);
        if parts.is_empty() {
            choices::spread(&row, &scene, person::record(&row, &scene), &mut records);
        }
        for part in &parts {
            choices::spread(part, &scene, person::record(part, &scene), &mut records);
        }
        above.pass(cells, reading.row);
    }
    records
}

/// A first look at every row.
fn hints(lookup: &Lookup, rows: &[(&RowReading, Cow<[Cell]>)], known: &Known) -> TableHints {
    let above = Above::default();
    let mut gathering = Gathering::new(known.period.year);
    for (reading, cells) in rows {
        gathering.add(&Row::new(lookup, reading, Cow::Borrowed(cells), &above));
    }
    gathering.hints()
}

/// The person rows of a table with their cells; lines that continue a row are joined to it.
fn people<'a>(
    sheet: &'a Sheet,
    understood: &'a SheetLayout,
    index: u16,
) -> Vec<(&'a RowReading, Cow<'a, [Cell]>)> {
    let mut people: Vec<(&RowReading, Cow<[Cell]>)> = Vec::new();
    let mut cells = Cells { all: &sheet.cells, next: 0 };
    for reading in understood.rows_of(index) {
        match reading.kind {
            RowKind::Person => people.push((reading, Cow::Borrowed(cells.of(reading.row)))),
            RowKind::Continuation => {
                if let Some((_, own)) = people.last_mut() {
                    join(own.to_mut(), cells.of(reading.row));
                }
            }
            _ => {}
        }
    }
    people
}

/// The cells of a sheet, looked up row after row.
struct Cells<'a> {
    all: &'a [Cell],
    /// Behind the row that was looked up last.
    next: usize,
}

impl<'a> Cells<'a> {
    fn of(&mut self, row: u32) -> &'a [Cell] {
        let rest = self.all.get(self.next..).unwrap_or_default();
        let here = rest.first().filter(|cell| cell.at.row == row).map(|_| self.next);
        let from = here.unwrap_or_else(|| self.all.partition_point(|cell| cell.at.row < row));
        let row_cells = self.all.get(from..).unwrap_or_default();
        let count = row_cells.iter().take_while(|cell| cell.at.row == row).count();
        self.next = from + count;
        row_cells.get(..count).unwrap_or_default()
    }
}

/// Adds the cells of a second line under those of the first.
fn join(cells: &mut Vec<Cell>, line: &[Cell]) {
    for below in line {
        match cells.iter_mut().find(|cell| cell.at.column == below.at.column) {
            Some(cell) => {
                let text = format!("{}\n{}", cell.display(), below.display());
                let stored = (cell.stored.is_some() || below.stored.is_some())
                    .then(|| format!("{}\n{}", cell.raw(), below.raw()).into_boxed_str());
                let joined = clean_lines(&text).into_owned().into_boxed_str();
                (cell.value, cell.stored) = (CellValue::Text(joined), stored);
            }
            None => {
                let row = cells.first().map_or(below.at.row, |cell| cell.at.row);
                let at = Position::new(row, below.at.column);
                cells.push(Cell { at, ..below.clone() });
            }
        }
    }
    cells.sort_by_key(|cell| cell.at);
}

#[cfg(test)]
mod tests;
