//! What a person's row holds under each meaning: the row's own cells, or what
//! stands for them (a merged cell from above, `-nt-`).

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::heading::Heading;
use super::memo::{Cache, Seen};
use crate::layout::table::{Column, RowReading, Shift, Table};
use crate::model::place::{Position, Range};
use crate::model::record::{Field, Origin, Problem, Repair, Repairs};
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue, Sheet};
use crate::normalise::reading::Reading;
use crate::normalise::written::{Kind, Written};
use crate::text::fold::fold;
use crate::text::letter::Letter;
use crate::text::unicode::clean_lines;

/// A table with all that reading its rows needs to look up.
pub struct Lookup<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    /// For each role, by its number, where in `table.columns` its columns stand.
    by_role: Vec<Vec<u16>>,
    /// What the heading of each column says for its cells.
    headings: Vec<Heading>,
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
        let headings = table.columns.iter().map(Heading::of).collect();
        Lookup { sheet, table, by_role, headings, tall }
    }

    /// The columns of a role, from left to right.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = &'a Column> {
        let places = self.by_role.get(role as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.table.columns.get(usize::from(*at)))
    }

    /// The columns of a role with what their headings say.
    pub fn headed(&self, role: Role) -> impl Iterator<Item = (&'a Column, &Heading)> {
        let places = self.by_role.get(role as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| {
            let at = usize::from(*at);
            self.table.columns.get(at).zip(self.headings.get(at))
        })
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
    above: &'a Above,
}

/// Where `as above` leads, by column; nowhere in a table that never says so.
#[derive(Debug, Default)]
pub struct Above {
    is_said: bool,
    last: FxHashMap<u32, Position>,
}

impl Above {
    /// For a table with these rows.
    pub fn new<'c>(mut rows: impl Iterator<Item = &'c [Cell]>) -> Self {
        Above { is_said: rows.any(|cells| cells.iter().any(is_ditto)), last: FxHashMap::default() }
    }

    /// A new section: nothing above it counts.
    pub fn clear(&mut self) {
        self.last.clear();
    }

    /// Takes a row's own cells.
    pub fn pass(&mut self, cells: &[Cell], row: u32) {
        if self.is_said {
            let own = cells.iter().filter(|cell| !is_ditto(cell) && cell.at.row == row);
            self.last.extend(own.map(|cell| (cell.at.column, cell.at)));
        }
    }

    fn of(&self, cell: &Cell) -> Option<Position> {
        let said = self.is_said && is_ditto(cell);
        self.last.get(&cell.at.column).copied().filter(|_| said)
    }
}

/// What a row holds under a meaning.
pub enum Found<'r> {
    NoColumn,
    Blank(Position),
    Filled(Slot<'r>),
}

/// A filled cell. Its text is cleaned when somebody asks for it.
pub struct Slot<'r> {
    /// The cell that counts.
    cell: &'r Cell,
    written: OnceCell<Written<'r>>,
    raw: Raw<'r>,
    pub at: Position,
    pub origin: Origin,
    /// It stood beside its column.
    is_shifted: bool,
}

/// What the form has there. Copied only when it goes into a field: cells are
/// looked at more often than they are taken.
enum Raw<'r> {
    Of(&'r Cell),
    Text(Arc<str>),
}

impl<'a> Row<'a> {
    /// A row of the table; `cells` are its own, with those of lines that continue it.
    pub fn new(
        lookup: &'a Lookup<'a>,
        reading: &RowReading,
        cells: Cow<'a, [Cell]>,
        above: &'a Above,
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
            Some(cell) if may_repeat(column.role) => {
                self.above.of(cell).and_then(|above| self.lookup.sheet.cell(above))
            }
            Some(_) => None,
            None if may_repeat(column.role) => {
                let merge = self.lookup.tall_merge(at);
                merge.and_then(|merge| self.lookup.sheet.cell(merge.first))
            }
            None => None,
        };
        let (Some(cell), Some(stands)) = (source.or(own), own.or(source)) else {
            return Found::Blank(at);
        };
        if !shows_something(cell) {
            return Found::Blank(at);
        }
        Found::Filled(Slot {
            cell,
            written: OnceCell::new(),
            raw: Raw::Of(stands),
            at,
            origin: if source.is_some() { Origin::Above } else { Origin::Cell },
            is_shifted: self.shift.moves(column.column) && column.role != Role::Ordinal,
        })
    }
}

/// Would a person see anything in the cell?
fn shows_something(cell: &Cell) -> bool {
    let CellValue::Text(text) = &cell.value else { return true };
    let first = text.chars().next();
    first.is_some_and(|c| c.is_ascii_graphic() || Letter::of(c).is_some())
        || !clean_lines(text).is_empty()
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
    // Nearly every cell is ruled out by its first byte.
    let other_word = |byte: u8| {
        byte.is_ascii_alphanumeric() && !matches!(byte | 32, b'n' | b't' | b'c')
            // Đ, ấ, ổ …
            || matches!(byte, 0xC3..=0xC6)
    };
    if text.len() > 64 || text.bytes().next().is_some_and(other_word) {
        return false;
    }
    let text = text.trim();
    let Some(first) = text.chars().next().filter(|_| text.len() <= 24) else { return false };
    if Letter::of(first).is_some() || first.is_alphanumeric() {
        return may_be_a_word_for_it(text) && is_word_for_it(text);
    }
    let quotes = |c: char| matches!(c, '"' | '”' | '“' | '\'' | '’' | '〃' | '″' | ' ' | '-' | '–');
    let has_quote =
        || text.contains(['"', '”', '“', '〃', '″']) || text.contains("''") || text.contains("’’");
    (text.chars().all(quotes) && has_quote())
        || matches!(text.trim_matches([' ', '-', '–']), "//" if text.len() > 2)
        || is_word_for_it(text)
}

fn is_word_for_it(text: &str) -> bool {
    matches!(&*fold(text), "nt" | "nhu tren" | "n t" | "tren" | "nhu tren nt" | "cung tren")
}

/// A first glance at the letters, which rules out nearly every cell.
fn may_be_a_word_for_it(text: &str) -> bool {
    let mut letters = text.chars().filter_map(Letter::of).map(|letter| letter.base);
    matches!(
        (letters.next(), letters.next(), letters.next()),
        (Some(b'n'), Some(b't'), None)
            | (Some(b'n'), Some(b'h'), Some(b'u'))
            | (Some(b't'), Some(b'r'), Some(b'e'))
            | (Some(b'c'), Some(b'u'), Some(b'n'))
    )
}

impl<'r> Slot<'r> {
    /// What stands in the cell.
    pub fn written(&self) -> &Written<'r> {
        let blank =
            || Written { kind: Kind::Text, text: Cow::Borrowed(""), repairs: Repairs::new() };
        self.written.get_or_init(|| Written::of(self.cell).unwrap_or_else(blank))
    }

    /// What the cell says; an error cell says nothing.
    pub fn text(&self) -> Option<&str> {
        (self.written().kind != Kind::NoValue).then_some(&*self.written().text)
    }

    /// The same with another text of the row behind it: the parts of a name.
    pub fn join(&mut self, other: Slot<'r>) {
        let mut written = self.written().clone();
        if let Some(text) = other.text() {
            let both = self.text().map(|own| format!("{own} {text}"));
            written.text = Cow::Owned(both.unwrap_or_else(|| text.to_owned()));
        }
        written.repairs = written.repairs.and(other.written().repairs);
        let raw = format!("{} {}", self.raw_text(None), other.raw_text(None));
        self.raw = Raw::Text(raw.into());
        self.written = OnceCell::from(written);
    }

    /// The same with another text for what the form has.
    pub fn with_raw(mut self, raw: impl Into<Arc<str>>) -> Self {
        self.raw = Raw::Text(raw.into());
        self
    }

    /// What the cell was read as before, else what it is read as now.
    pub fn seen<T: Clone>(&self, cache: &Cache<T>, read: impl FnOnce(&Written) -> T) -> Seen<T> {
        let CellValue::Text(text) = &self.cell.value else {
            let written = self.written();
            return Seen { raw: None, repairs: written.repairs, value: read(written) };
        };
        cache.seen(text, || {
            let written = self.written();
            // Whether the cell was decoded is for the cell to say.
            let of_text = |repair: &Repair| *repair != Repair::LegacyEncoding;
            (written.repairs.iter().copied().filter(of_text).collect(), read(written))
        })
    }

    /// The field that a reading of this cell makes. An error cell has no value
    /// whatever was read.
    pub fn field<T>(self, reading: Reading<T>) -> Field<T> {
        let repairs = self.written().repairs;
        self.take(Seen { raw: None, repairs, value: reading })
    }

    /// As [`Slot::field`], of a reading that may have been remembered.
    pub fn take<T>(self, seen: Seen<Reading<T>>) -> Field<T> {
        let Seen { raw, repairs: of_writing, value: mut reading } = seen;
        let is_text = matches!(self.cell.value, CellValue::Text(_));
        if !is_text && self.written().kind == Kind::NoValue {
            reading = Reading::failed(Problem::NoValue);
        }
        let mut repairs = Repairs::new();
        if self.is_shifted {
            repairs.push(Repair::ShiftedRow);
        }
        if self.cell.decoded_from.is_some() {
            repairs.push(Repair::LegacyEncoding);
        }
        let repairs = repairs.and(of_writing).and(reading.repairs);
        Field {
            value: reading.value,
            raw: Some(self.raw_text(raw)),
            at: Some(self.at),
            origin: self.origin,
            repairs,
            problem: reading.problem,
        }
    }

    /// What the form has there; `known` is the text of the cell that counts.
    pub fn raw_text(&self, known: Option<Arc<str>>) -> Arc<str> {
        let cell = match &self.raw {
            Raw::Text(text) => return text.clone(),
            Raw::Of(cell) => *cell,
        };
        match (&cell.stored, &cell.value) {
            (Some(stored), _) => (**stored).into(),
            (None, _) if !std::ptr::eq(cell, self.cell) => cell.display().into(),
            (None, CellValue::Text(text)) => known.unwrap_or_else(|| (**text).into()),
            // Numbers and dates are written as they are shown.
            (None, CellValue::Number(_) | CellValue::Date(_)) => (*self.written().text).into(),
            _ => cell.display().into(),
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
                let reading = read(slot.written());
                slot.field(reading)
            }
        }
    }

    /// As [`Found::field`], where the reading depends on the text alone.
    pub fn remembered<T: Clone>(
        self,
        cache: &Cache<Reading<T>>,
        read: impl FnOnce(&Written) -> Reading<T>,
    ) -> Field<T> {
        match self {
            Found::NoColumn => Field::default(),
            Found::Blank(at) => Field::blank(at),
            Found::Filled(slot) => {
                let seen = slot.seen(cache, read);
                slot.take(seen)
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
