//! What layout gives: where the tables are, what each column means and what
//! each row is, each with its reason.

use std::sync::Arc;

use crate::i18n::Text;
use crate::model::place::{Position, Range};
use crate::model::role::Role;
use crate::model::submission::{Refusal, RowFate};
use crate::model::workbook::Visibility;

/// A whole workbook, understood.
#[derive(Clone, Debug, Default)]
pub struct FormLayout {
    /// One for each sheet of the workbook, in its order.
    pub sheets: Vec<SheetLayout>,
    /// What the officer said about columns that the form does not have any more.
    pub stale: Vec<StaleCorrection>,
}

/// A correction in the settings that meets no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleCorrection {
    /// Counted from zero.
    pub column: u32,
    pub role: Role,
}

#[derive(Clone, Debug)]
pub struct SheetLayout {
    pub name: Arc<str>,
    pub visibility: Visibility,
    pub tables: Vec<Table>,
    /// Every non-empty row of the sheet, in order, exactly once.
    pub rows: Vec<RowReading>,
    /// What rows are in tables that stand beside the table that `rows` books
    /// them under; empty unless tables stand side by side.
    pub beside: Vec<RowReading>,
    /// Why nothing was read here, where nothing was.
    pub refused: Option<Refusal>,
}

impl SheetLayout {
    /// The person rows of a table, in order, those of tables beside another one too.
    pub fn people_of(&self, table: u16) -> impl Iterator<Item = &RowReading> {
        self.rows_of(table).filter(|reading| reading.kind == RowKind::Person)
    }

    /// All rows of a table, in order.
    pub fn rows_of(&self, table: u16) -> impl Iterator<Item = &RowReading> {
        let own = self.rows.iter().filter(move |reading| reading.table == Some(table));
        own.chain(self.beside.iter().filter(move |reading| reading.table == Some(table)))
    }
}

/// A list of people on a sheet.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name of the form template that fits best.
    pub template: Arc<str>,
    /// 0 to 1.
    pub confidence: f32,
    /// Rows of the header, counted from zero; empty when the header is missing.
    pub header_rows: Vec<u32>,
    /// First and last person row, counted from zero; `None` for an empty form.
    pub body: Option<(u32, u32)>,
    /// In column order.
    pub columns: Vec<Column>,
    /// Required roles that no column fills.
    pub missing: Vec<Role>,
    /// Whether a run may take its people as records; false for a list of
    /// people that lacks what makes it this form.
    pub readable: bool,
    /// Sections above rows of this table, in order.
    pub sections: Vec<Section>,
    pub totals: Vec<TotalStatement>,
    /// Title lines above the header: place and text, decoded and cleaned.
    pub title: Vec<(Position, String)>,
    /// Lines that entitle the table and stand elsewhere: around the table of a
    /// page, or above the first part of a list that goes on here.
    pub title_elsewhere: Vec<String>,
    /// Lines below the body.
    pub footer: Vec<(Position, String)>,
}

#[derive(Clone, Debug)]
pub struct Column {
    /// Counted from zero.
    pub column: u32,
    pub role: Role,
    /// The heading with its parents: `Trình độ / LLCT`.
    pub header: String,
    /// The heading cell nearest to the body.
    pub header_at: Option<Position>,
    /// 0 to 1.
    pub confidence: f32,
    /// What spoke for the role.
    pub reason: Text,
    /// What the heading adds: the year of a rating, the course of a mark column.
    pub detail: Option<String>,
}

/// A row that names what the rows below it belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub at: Position,
    /// Cleaned, without its ordinal.
    pub text: String,
    /// 0 for the outermost.
    pub depth: u8,
}

/// A count that a row states about rows above it (or, in a section's heading, below it).
#[derive(Clone, Debug, PartialEq)]
pub struct TotalStatement {
    pub at: Position,
    pub text: String,
    /// First and last row that it counts, as far as its place tells.
    pub rows: (u32, u32),
}

/// What a row was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// Counted from zero.
    pub row: u32,
    pub kind: RowKind,
    /// Which table of the sheet it belongs to.
    pub table: Option<u16>,
    /// How the row's cells stand beside their headings; not at all in nearly every row.
    pub shift: Shift,
    pub reason: Text,
}

/// Cells that stand beside their headings: somebody left a cell out or put one in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// By how many columns to the right; to the left when negative.
    pub by: i8,
    /// The first column, by its heading, whose cell has moved.
    pub from: u32,
}

impl Shift {
    /// The whole row has moved.
    pub fn whole(by: i8) -> Self {
        Shift { by, from: 0 }
    }

    /// Where the value of a column stands.
    pub fn place_of(self, column: u32) -> u32 {
        if column < self.from { column } else { column.saturating_add_signed(i32::from(self.by)) }
    }

    pub fn moves(self, column: u32) -> bool {
        self.place_of(column) != column
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Title,
    Header,
    ColumnNumbers,
    /// The header once more, at a page break.
    RepeatedHeader,
    Section,
    Person,
    /// A second line of the person above: `continues` the same row.
    Continuation,
    Subtotal,
    Total,
    /// A form line with nothing but its ordinal.
    BlankLine,
    Remark,
    Signature,
    Footer,
    /// On a sheet that is no form.
    OtherSheet,
    /// Of no known kind.
    Unread,
}

impl RowKind {
    /// Where the row is booked in `data/run.json`.
    pub fn fate(self) -> RowFate {
        match self {
            RowKind::Title => RowFate::Title,
            RowKind::Header | RowKind::RepeatedHeader => RowFate::Header,
            RowKind::ColumnNumbers => RowFate::ColumnNumbers,
            RowKind::Section => RowFate::Section,
            RowKind::Person | RowKind::Continuation => RowFate::Person,
            RowKind::Subtotal => RowFate::Subtotal,
            RowKind::BlankLine => RowFate::BlankLine,
            RowKind::Total | RowKind::Remark | RowKind::Signature | RowKind::Footer => {
                RowFate::Footer
            }
            RowKind::OtherSheet => RowFate::OtherSheet,
            RowKind::Unread => RowFate::Unread,
        }
    }
}

/// Cells of a merged range all show the first cell's text.
pub fn merge_over(merges: &[Range], at: Position) -> Option<Range> {
    merges.iter().copied().find(|merge| merge.contains(at))
}
