//! The numbers of a plan of need: units in rows and kinds of classes in
//! columns, or one line for each kind.

use std::sync::Arc;

use super::rows::{ListRow, rows, rows_of};
use crate::layout::sender::UnitIndex;
use crate::layout::table::{Column, FormLayout, RowKind};
use crate::model::cycle::{NeedCell, Numbers, SumCheck};
use crate::model::record::{CourseCode, UnitCode};
use crate::model::role::Role;
use crate::model::workbook::{Cell, Workbook};
use crate::normalise::kind::kinds;
use crate::normalise::study_mode;

/// The form template that these numbers stand in.
pub const TEMPLATE: &str = "need";

/// Whose form it is, and which units there are.
pub struct Sender<'a> {
    pub file: &'a Arc<str>,
    pub units: &'a UnitIndex,
    pub unit: Option<&'a UnitCode>,
}

/// Reads every table of needs of a form, with the sums that it states.
pub fn needs(workbook: &Workbook, layout: &FormLayout, sender: &Sender) -> Numbers {
    let mut numbers = Numbers::default();
    let mut unit = Named::default();
    for row in rows(workbook, layout, TEMPLATE) {
        unit = unit.next(&row, sender);
        let from = numbers.needs.len();
        numbers.needs.extend(cells(&row, &unit, sender));
        let new = numbers.needs.get(from..).unwrap_or_default();
        numbers.sums.extend(row_sum(&row, new, sender));
    }
    for row in rows_of(workbook, layout, TEMPLATE, RowKind::Total) {
        numbers.sums.extend(column_sums(&row, &numbers.needs, sender));
    }
    numbers
}

/// The unit that the lines speak of.
#[derive(Clone, Default)]
struct Named {
    words: String,
    unit: Option<UnitCode>,
}

impl Named {
    /// The unit of the next line; a line that names none goes on with the one above.
    fn next(self, row: &ListRow, sender: &Sender) -> Named {
        match row.text(Role::Unit) {
            Some(words) => Named { unit: unit_of(&words, sender), words },
            None if self.words.is_empty() => {
                Named { words: String::new(), unit: sender.unit.cloned() }
            }
            None => self,
        }
    }
}

/// A unit of the list; what is none is a part of the sender.
fn unit_of(words: &str, sender: &Sender) -> Option<UnitCode> {
    let inside = || match &sender.units.find(words)[..] {
        [one] => Some(one.unit.clone()),
        _ => None,
    };
    let named = sender.units.exactly(words).or_else(inside);
    named.or_else(|| sender.unit.cloned())
}

fn cells(row: &ListRow, unit: &Named, sender: &Sender) -> Vec<NeedCell> {
    let mut found: Vec<NeedCell> = Vec::new();
    for column in row.columns(Role::Need) {
        let Some(number) = row.cell(column).and_then(count) else { continue };
        let (kind, kind_words) = kind_of(row, column);
        found.push(NeedCell {
            unit: unit.unit.clone(),
            unit_words: unit.words.clone(),
            kind,
            kind_words,
            number,
            place: row.place_of(sender.file, column),
        });
    }
    found
}

/// The kind that the line names, else the one that the heading does.
fn kind_of(row: &ListRow, column: &Column) -> (Option<CourseCode>, String) {
    match row.text(Role::Course) {
        Some(words) => {
            let mode = row.text(Role::StudyMode).and_then(|mode| study_mode::read(&mode).value);
            (kinds().read(&words, mode), words)
        }
        None => {
            let leaf = column.header.rsplit(" / ").next().unwrap_or_default();
            (kinds().of_heading(&column.header), leaf.to_owned())
        }
    }
}

/// The whole number that a cell begins with: `3`, `02`, `3 đ/c`.
fn count(cell: &Cell) -> Option<u32> {
    let shown = cell.display();
    let shown = shown.trim();
    let digits = shown.bytes().take_while(u8::is_ascii_digit).count();
    let rest = shown.get(digits..)?.trim_start();
    let fraction = rest.starts_with([',', '.', '/', '-', '%']);
    shown.get(..digits)?.parse().ok().filter(|_| !fraction)
}

fn row_sum(row: &ListRow, cells: &[NeedCell], sender: &Sender) -> Option<SumCheck> {
    let column = row.columns(Role::Total).next()?;
    let said = count(row.cell(column)?)?;
    let unit = cells.first().and_then(|cell| cell.unit.clone());
    let counted = cells.iter().map(|cell| cell.number).fold(0, u32::saturating_add);
    let place = row.place_of(sender.file, column);
    (!cells.is_empty()).then_some(SumCheck { place, unit, said, counted })
}

/// What a line of totals says of each column of numbers above it.
fn column_sums(row: &ListRow, needs: &[NeedCell], sender: &Sender) -> Vec<SumCheck> {
    let total = row.place(sender.file);
    let above = |cell: &&NeedCell| cell.place.sheet == total.sheet && cell.place.row < total.row;
    let mut sums = Vec::new();
    for column in row.columns(Role::Need) {
        let Some(said) = row.cell(column).and_then(count) else { continue };
        let own = needs
            .iter()
            .filter(above)
            .filter(|cell| cell.place.column == Some(column.column))
            .map(|cell| cell.number);
        let counted = own.fold(0, u32::saturating_add);
        let place = row.place_of(sender.file, column);
        sums.push(SumCheck { place, unit: sender.unit.cloned(), said, counted });
    }
    sums
}
