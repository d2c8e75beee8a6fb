//! One table: rows and columns with their repetitions laid out on the grid.

use std::ops::Range as Span;

use quick_xml::events::{BytesStart, Event};

use super::cell::Start;
use super::skip;
use super::styles::Styles;
use super::text::CellText;
use crate::intake::xml::{Xml, attribute, attributes, malformed};
use crate::intake::{Budget, GRID_COLUMNS, GRID_ROWS, SheetBuilder, Unread};
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, Sheet, Visibility};

/// Copies of other documents' tables, kept for formulas that refer to them, are named by a link.
const FOREIGN_TABLE: &str = "'file:";

/// What a table element says of itself.
pub struct Heading {
    name: String,
    style: String,
    displayed: bool,
}

impl Heading {
    pub fn of(element: &BytesStart) -> Self {
        Heading {
            name: attribute(element, "name").unwrap_or_default().into_owned(),
            style: attribute(element, "style-name").unwrap_or_default().into_owned(),
            displayed: attribute(element, "display").is_none_or(|value| value != "false"),
        }
    }
}

/// Reads a table up to its end, if it holds anything; `None` when it is no sheet
/// of this document.
pub fn read(
    xml: Option<&mut Xml>,
    heading: Heading,
    styles: &mut Styles,
    budget: &Budget,
) -> Result<Option<Sheet>, Unread> {
    budget.cells(1)?;
    budget.time()?;
    if heading.name.starts_with(FOREIGN_TABLE) {
        return xml.map_or(Ok(()), skip).map(|()| None);
    }
    let displayed = heading.displayed && styles.shows_table(&heading.style);
    let visibility = if displayed { Visibility::Visible } else { Visibility::Hidden };
    let mut table = Table {
        builder: SheetBuilder::new(&heading.name, visibility, budget),
        styles,
        budget,
        row: 0,
        columns: 0,
        column_styles: Vec::new(),
        hidden_rows: Vec::new(),
        last_row: 0,
        scenario: false,
    };
    if let Some(xml) = xml {
        table.read(xml)?;
    }
    if table.scenario { Ok(None) } else { table.finish().map(Some) }
}

/// A table in the making.
struct Table<'b, 's> {
    builder: SheetBuilder<'b>,
    styles: &'s mut Styles,
    budget: &'b Budget,
    /// The next row.
    row: u32,
    /// The columns described so far.
    columns: u32,
    /// The style of the cells of some columns where neither row nor cell names one.
    column_styles: Vec<(Span<u32>, Box<str>)>,
    hidden_rows: Vec<Span<u32>>,
    /// The last row that holds something.
    last_row: u32,
    /// Holds other values for some cells of the sheet before, to be tried out.
    scenario: bool,
}

/// What a row element says.
struct Row {
    span: Span<u32>,
    style: Option<Box<str>>,
    /// Cells with the columns that they fill.
    cells: Vec<(Span<u32>, Cell)>,
    column: u32,
}

impl Table<'_, '_> {
    fn read(&mut self, xml: &mut Xml) -> Result<(), Unread> {
        // Rows and columns may stand in groups, header rows and the like.
        let mut groups = 0u32;
        loop {
            let (element, open) = match xml.next()? {
                Event::Start(element) => (element, true),
                Event::Empty(element) => (element, false),
                Event::End(_) if groups == 0 => return Ok(()),
                Event::End(_) => {
                    groups -= 1;
                    continue;
                }
                Event::Eof => return Err(malformed()),
                _ => continue,
            };
            match element.local_name().into_inner() {
                "table-column" => {
                    self.take_columns(&element);
                    if open {
                        skip(xml)?;
                    }
                }
                "table-row" => {
                    let row = self.start_row(&element);
                    if open {
                        self.read_row(xml, row)?;
                    }
                }
                "table-rows"
                | "table-header-rows"
                | "table-row-group"
                | "table-columns"
                | "table-header-columns"
                | "table-column-group" => groups += u32::from(open),
                name => {
                    self.scenario |= name == "scenario";
                    if open {
                        skip(xml)?;
                    }
                }
            }
        }
    }

    fn take_columns(&mut self, element: &BytesStart) {
        let (mut repeat, mut hidden, mut style) = (1, false, None);
        for (key, value) in attributes(element) {
            match key {
                "number-columns-repeated" => repeat = value.trim().parse().unwrap_or(1),
                "visibility" => hidden = value != "visible",
                "default-cell-style-name" => style = Some(Box::from(value)),
                _ => {}
            }
        }
        let span = advance(&mut self.columns, repeat, GRID_COLUMNS);
        if span.is_empty() {
            return;
        }
        if hidden {
            self.builder.hide_columns(span.start, span.end - 1);
        }
        self.column_styles.extend(style.map(|style| (span, style)));
    }

    fn start_row(&mut self, element: &BytesStart) -> Row {
        let (mut repeat, mut hidden, mut style) = (1, false, None);
        for (key, value) in attributes(element) {
            match key {
                "number-rows-repeated" => repeat = value.trim().parse().unwrap_or(1),
                "visibility" => hidden = value != "visible",
                "default-cell-style-name" => style = Some(Box::from(value)),
                _ => {}
            }
        }
        let span = advance(&mut self.row, repeat, GRID_ROWS);
        if hidden && !span.is_empty() {
            self.hidden_rows.push(span.clone());
        }
        Row { span, style, cells: Vec::new(), column: 0 }
    }

    fn read_row(&mut self, xml: &mut Xml, mut row: Row) -> Result<(), Unread> {
        loop {
            let (start, open) = match xml.next()? {
                Event::Start(element) if is_cell(&element) => (Start::of(&element), true),
                Event::Empty(element) if is_cell(&element) => (Start::of(&element), false),
                Event::Start(_) => {
                    skip(xml)?;
                    continue;
                }
                Event::End(_) => return self.lay_out(row),
                Event::Eof => return Err(malformed()),
                _ => continue,
            };
            let text = if open { CellText::read(xml)? } else { CellText::default() };
            self.take_cell(&mut row, start, text)?;
        }
    }

    fn take_cell(&mut self, row: &mut Row, start: Start, text: CellText) -> Result<(), Unread> {
        let column = row.column;
        let span = advance(&mut row.column, start.repeat, GRID_COLUMNS);
        if start.columns_spanned > 1 || start.rows_spanned > 1 {
            let last = Position::new(
                row.span.start.saturating_add(start.rows_spanned - 1),
                column.saturating_add(start.columns_spanned - 1),
            );
            let first = Position::new(row.span.start, column);
            self.builder.merge(Range { first, last })?;
        }
        if start.covered || (start.is_blank() && text.as_str().is_empty()) {
            return Ok(());
        }
        if span.is_empty() || row.span.is_empty() {
            self.builder.unreadable();
            return Ok(());
        }
        let inherited = row.style.as_deref().or_else(|| style_at(&self.column_styles, column));
        if let Some(cell) = start.finish(text, inherited, self.styles) {
            row.cells.push((span, cell));
        }
        Ok(())
    }

    /// Puts the row's cells on the grid, as often as row and cells are repeated.
    fn lay_out(&mut self, row: Row) -> Result<(), Unread> {
        if row.cells.is_empty() {
            return Ok(());
        }
        for at_row in row.span {
            self.last_row = at_row;
            for (columns, cell) in &row.cells {
                for column in columns.clone() {
                    let at = Position::new(at_row, column);
                    self.builder.push(Cell { at, ..cell.clone() })?;
                }
            }
            if at_row % 4096 == 0 {
                self.budget.time()?;
            }
        }
        Ok(())
    }

    /// Hidden rows behind the last cell say nothing, and there are often a million.
    fn finish(mut self) -> Result<Sheet, Unread> {
        for span in self.hidden_rows {
            for row in span.start..span.end.min(self.last_row.saturating_add(1)) {
                self.builder.hide_row(row);
            }
        }
        Ok(self.builder.finish())
    }
}

fn is_cell(element: &BytesStart) -> bool {
    matches!(element.local_name().into_inner(), "table-cell" | "covered-table-cell")
}

/// The next `repeat` rows or columns as far as the grid goes; `next` moves behind them.
fn advance(next: &mut u32, repeat: u32, grid: u32) -> Span<u32> {
    let start = *next;
    *next = start.saturating_add(repeat.max(1));
    start.min(grid)..(*next).min(grid)
}

fn style_at(styles: &[(Span<u32>, Box<str>)], column: u32) -> Option<&str> {
    let index = styles.partition_point(|(span, _)| span.end <= column);
    styles.get(index).filter(|(span, _)| span.contains(&column)).map(|(_, style)| &**style)
}
