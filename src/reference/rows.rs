//! The rows of a list of things (units, courses, quotas), by the meaning of their columns.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::layout::table::{Column, FormLayout, RowKind};
use crate::model::place::{Place, Position};
use crate::model::role::Role;
use crate::model::workbook::{Cell, Sheet, Workbook};
use crate::normalise::date::{DateHints, DateRole};
use crate::normalise::written::Written;
use crate::normalise::{self};
use crate::text::unicode::clean;

/// One line of a list.
pub struct ListRow<'a> {
    sheet: &'a Sheet,
    columns: &'a [Column],
    row: u32,
}

/// Every line of every table of this template, in order.
pub fn rows<'a>(
    workbook: &'a Workbook,
    layout: &'a FormLayout,
    template: &str,
) -> Vec<ListRow<'a>> {
    rows_of(workbook, layout, template, RowKind::Person)
}

/// Every row of this kind of every table of this template, in order.
pub fn rows_of<'a>(
    workbook: &'a Workbook,
    layout: &'a FormLayout,
    template: &str,
    kind: RowKind,
) -> Vec<ListRow<'a>> {
    let mut found = Vec::new();
    for (sheet, understood) in workbook.sheets.iter().zip(&layout.sheets) {
        for (index, table) in understood.tables.iter().enumerate() {
            if &*table.template != template {
                continue;
            }
            let lines = understood
                .rows
                .iter()
                .filter(|line| line.kind == kind && line.table == Some(index as u16));
            found.extend(lines.map(|line| ListRow {
                sheet,
                columns: &table.columns,
                row: line.row,
            }));
        }
    }
    found
}

/// Lines by the place where they stand.
pub struct ByPlace<'r, 'a>(FxHashMap<(&'a str, u32), &'r ListRow<'a>>);

impl<'r, 'a> ByPlace<'r, 'a> {
    /// Of two lines on one row the left one counts.
    pub fn of(rows: &'r [ListRow<'a>]) -> Self {
        let from_the_right = rows.iter().rev();
        ByPlace(from_the_right.map(|row| ((&*row.sheet.name, row.row), row)).collect())
    }

    pub fn at(&self, place: &Place) -> Option<&'r ListRow<'a>> {
        self.0.get(&(place.sheet.as_deref()?, place.row?)).copied()
    }
}

impl<'a> ListRow<'a> {
    /// The columns with this meaning, in order.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = &'a Column> {
        self.columns.iter().filter(move |column| column.role == role)
    }

    pub fn cell(&self, column: &Column) -> Option<&'a Cell> {
        self.sheet.cell(Position::new(self.row, column.column))
    }

    /// The cleaned text of the first filled column with this meaning.
    pub fn text(&self, role: Role) -> Option<String> {
        self.columns(role).find_map(|column| {
            let shown = self.cell(column)?.display();
            let cleaned = clean(&shown);
            (!cleaned.is_empty()).then(|| cleaned.into_owned())
        })
    }

    /// The cleaned text below one of these headings, whatever the column means.
    pub fn headed(&self, headings: &[&str]) -> Option<String> {
        let column = self.columns.iter().find(|c| headings.contains(&c.header.trim()))?;
        let shown = self.cell(column)?.display();
        Some(clean(&shown).into_owned())
    }

    /// A whole number that is not negative.
    pub fn number(&self, role: Role) -> Option<u32> {
        self.columns(role).find_map(|column| whole_number(self.cell(column)?))
    }

    /// A whole date.
    pub fn date(&self, role: Role) -> Option<NaiveDate> {
        self.columns(role).find_map(|column| {
            let written = Written::of(self.cell(column)?)?;
            // Days of lists lie around now; the year only settles two-digit years.
            let hints = DateHints::new(DateRole::Other, LIST_YEAR);
            normalise::date::read(&written, hints).value?.full()
        })
    }

    /// Does the line stand on one of these sheets?
    pub fn is_on(&self, sheets: &[&str]) -> bool {
        sheets.contains(&&*self.sheet.name)
    }

    /// The place of the line's cell in a column.
    pub fn place_of(&self, file: &std::sync::Arc<str>, column: &Column) -> Place {
        Place::sheet(file, &self.sheet.name).at_cell(Position::new(self.row, column.column))
    }

    pub fn place(&self, file: &std::sync::Arc<str>) -> Place {
        Place::sheet(file, &self.sheet.name).at_row(self.row)
    }
}

/// Two-digit years of opening days are of this century.
const LIST_YEAR: i32 = 2026;

/// The whole number in a cell, typed as a number or as text.
pub fn whole_number(cell: &Cell) -> Option<u32> {
    cell.display().trim().parse().ok()
}
