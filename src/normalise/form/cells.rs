//! What a person's row holds under each meaning: the row's own cells, or what
//! stands for them (a merged cell from above, `-nt-`).

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::layout::table::{Column, RowReading, Shift, Table};
use crate::model::place::{Position, Range};
use crate::model::record::{Field, Origin, Problem, Repair, Repairs};
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue, Sheet};
use crate::normalise::reading::Reading;
use crate::normalise::written::{Kind, Written};
use crate::text::fold::fold;

/// A table with all that reading its rows needs to look up.
pub struct Lookup<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    /// For each role, by its number, where in `table.columns` its columns stand.
    by_role: Vec<Vec<u16>>,
    /// Merged ranges of several rows inside the body, by their first column.
    tall: FxHashMap<u32, Vec<Range>>,
}

impl<'a> Lookup<'a> {
    pub fn new(sheet: &'a Sheet, table: &'a Table) -> Self {
        let mut by_role = vec![Vec::new(); Role::Extra as usize + 1];
        for (at, column) in (0u16..).zip(&table.columns) {
            if let Some(slot) = by_role.get_mut(column.role as usize) {
                slot.push(at);
            }
        }
        let mut tall: FxHashMap<u32, Vec<Range>> = FxHashMap::default();
        let first_row = table.body.map_or(0, |(first, _)| first);
        for merge in &sheet.merges {
            if merge.first.row >= first_row && merge.last.row > merge.first.row {
                tall.entry(merge.first.column).or_default().push(*merge);
            }
        }
        Lookup { sheet, table, by_role, tall }
    }

    /// The columns of a role, from left to right.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = &'a Column> {
        let places = self.by_role.get(role as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.table.columns.get(usize::from(*at)))
    }

    pub fn has(&self, role: Role) -> bool {
        self.columns(role).next().is_some()
    }

    fn tall_merge(&self, at: Position) -> Option<Range> {
        let merges = self.tall.get(&at.column)?;
        merges.iter().copied().find(|merge| merge.contains(at) && merge.first.row < at.row)
    }
}

/// A row with what it takes to read it.
pub struct Row<'a> {
    pub lookup: &'a Lookup<'a>,
    pub number: u32,
    /// How the cells stand beside their headings.
    shift: Shift,
    cells: Cow<'a, [Cell]>,
    /// One of several people in the same cells.
    pub is_part: bool,
    /// Where `as above` leads, by column.
    above: &'a FxHashMap<u32, Position>,
}

/// What a row holds under a meaning.
pub enum Found<'r> {
    NoColumn,
    Blank(Position),
    Filled(Slot<'r>),
}

/// A filled cell.
pub struct Slot<'r> {
    pub written: Written<'r>,
    pub raw: Box<str>,
    pub at: Position,
    pub origin: Origin,
    /// What it took to find the cell.
    pub repairs: Repairs,
}

impl<'a> Row<'a> {
    /// A row of the table; `cells` are its own, with those of lines that continue it.
    pub fn new(
        lookup: &'a Lookup<'a>,
        reading: &RowReading,
        cells: Cow<'a, [Cell]>,
        above: &'a FxHashMap<u32, Position>,
    ) -> Self {
        Row { lookup, number: reading.row, shift: reading.shift, cells, is_part: false, above }
    }

    /// The same row with other cells: those of one of several people.
    pub fn part(&self, cells: Vec<Cell>) -> Row<'_> {
        Row {
            lookup: self.lookup,
            number: self.number,
            shift: self.shift,
            cells: Cow::Owned(cells),
            is_part: true,
            above: self.above,
        }
    }

    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell's place for a column.
    pub fn place(&self, column: &Column) -> Position {
        Position::new(self.number, self.shift.place_of(column.column))
    }

    pub fn cell(&self, at: Position) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&at.column, |cell| cell.at.column).ok()?;
        self.cells.get(index)
    }

    /// What stands under a role: its first filled column counts.
    pub fn find(&self, role: Role) -> Found<'_> {
        let mut blank = None;
        for column in self.lookup.columns(role) {
            match self.at(column) {
                Found::Blank(at) => blank = blank.or(Some(at)),
                found => return found,
            }
        }
        blank.map_or(Found::NoColumn, Found::Blank)
    }

    /// Every column of a role with what stands there.
    pub fn all(&self, role: Role) -> impl Iterator<Item = (&'a Column, Found<'_>)> {
        self.lookup.columns(role).map(|column| (column, self.at(column)))
    }

    /// What stands in a column.
    pub fn at(&self, column: &Column) -> Found<'_> {
        let at = self.place(column);
        let own = self.cell(at);
        let source = match own {
            Some(cell) if is_ditto(cell) && may_repeat(column.role) => {
                self.above.get(&at.column).and_then(|above| self.lookup.sheet.cell(*above))
            }
            Some(_) => None,
            None if may_repeat(column.role) => {
                let merge = self.lookup.tall_merge(at);
                merge.and_then(|merge| self.lookup.sheet.cell(merge.first))
            }
            None => None,
        };
        let Some(written) = source.or(own).and_then(Written::of) else {
            return Found::Blank(at);
        };
        Found::Filled(Slot {
            written,
            raw: own.or(source).map(Cell::raw).unwrap_or_default().into_boxed_str(),
            at,
            origin: if source.is_some() { Origin::Above } else { Origin::Cell },
            repairs: self.repairs(column),
        })
    }

    fn repairs(&self, column: &Column) -> Repairs {
        let mut repairs = Repairs::new();
        if self.shift.moves(column.column) && column.role != Role::Ordinal {
            repairs.push(Repair::ShiftedRow);
        }
        repairs
    }
}

/// Can a value of this role be the same for the next person?
fn may_repeat(role: Role) -> bool {
    !matches!(
        role,
        Role::Ordinal
            | Role::FullName
            | Role::FamilyName
            | Role::MiddleName
            | Role::GivenName
            | Role::NationalId
            | Role::PartyCard
            | Role::Phone
            | Role::Email
            | Role::Code
    )
}

/// `-nt-`, `nt`, `như trên`, `"`, `-//-`: the same as above (DOMAIN 2.3).
pub fn is_ditto(cell: &Cell) -> bool {
    let CellValue::Text(text) = &cell.value else { return false };
    let text = text.trim();
    let may_be = |c: char| !c.is_alphanumeric() || matches!(c, 'n' | 'N' | 't' | 'T' | 'c' | 'C');
    if text.len() > 24 || !text.starts_with(may_be) {
        return false;
    }
    let quotes = |c: char| matches!(c, '"' | '”' | '“' | '\'' | '’' | '〃' | '″' | ' ' | '-' | '–');
    let has_quote =
        text.contains(['"', '”', '“', '〃', '″']) || text.contains("''") || text.contains("’’");
    (has_quote && text.chars().all(quotes))
        || matches!(text.trim_matches([' ', '-', '–']), "//" if text.len() > 2)
        || matches!(&*fold(text), "nt" | "nhu tren" | "n t" | "tren" | "nhu tren nt" | "cung tren")
}

impl Slot<'_> {
    /// What the cell says; an error cell says nothing.
    pub fn text(&self) -> Option<&str> {
        (self.written.kind != Kind::NoValue).then_some(&*self.written.text)
    }

    /// The field that a reading of this cell makes. An error cell has no value
    /// whatever was read.
    pub fn field<T>(self, mut reading: Reading<T>) -> Field<T> {
        if self.written.kind == Kind::NoValue {
            reading = Reading::failed(Problem::NoValue);
        }
        let repairs = self.repairs.and(self.written.repairs).and(reading.repairs);
        Field {
            value: reading.value,
            raw: Some(self.raw),
            at: Some(self.at),
            origin: self.origin,
            repairs,
            problem: reading.problem,
        }
    }
}

impl Found<'_> {
    /// The field that this makes with a way to read it.
    pub fn field<T>(self, read: impl FnOnce(&Written) -> Reading<T>) -> Field<T> {
        match self {
            Found::NoColumn => Field::default(),
            Found::Blank(at) => Field::blank(at),
            Found::Filled(slot) => {
                let reading = read(&slot.written);
                slot.field(reading)
            }
        }
    }

    pub fn is_filled(&self) -> bool {
        matches!(self, Found::Filled(_))
    }

    /// The text, where there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Found::Filled(slot) => slot.text(),
            _ => None,
        }
    }

    pub fn place(&self) -> Option<Position> {
        match self {
            Found::NoColumn => None,
            Found::Blank(at) => Some(*at),
            Found::Filled(slot) => Some(slot.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_the_same_as_above_are_known() {
        let ditto = |text: &str| is_ditto(&Cell::text(Position::default(), text));
        for text in ["-nt-", "nt", "Như trên", "\"", "”", "''", "- nt -", "-//-", "NT", "〃"] {
            assert!(ditto(text), "{text}");
        }
        for text in ["-", "//", "...", "x", "Kinh", "", "'"] {
            assert!(!ditto(text), "{text}");
        }
    }
}
