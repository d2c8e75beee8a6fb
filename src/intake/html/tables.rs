//! Tags → the tables of a page, each as a grid with merged cells.

use super::css::{Look, StyleSheet};
use super::entities::unescape;
use super::tokens::{Tag, Token};
use crate::intake::GRID_COLUMNS;
use crate::model::place::{Position, Range};
use crate::model::workbook::Cell;

/// A table; rows are counted by its `tr` elements.
#[derive(Default)]
pub struct Table {
    pub cells: Vec<Cell>,
    pub merges: Vec<Range>,
    pub hidden_rows: Vec<u32>,
    pub rows: u32,
    /// Cells that lie beyond the grid.
    pub beyond: u32,
    /// For each column, the first row that no cell from above reaches into.
    free_from: Vec<u32>,
}

/// What a page holds: its tables in the order in which they begin, and the text around them in lines.
#[derive(Default)]
pub struct Page {
    pub tables: Vec<Table>,
    pub lines: Vec<String>,
}

/// Tables in tables in tables: beyond this the inner ones count as text of the outer.
const DEEPEST: usize = 40;
/// As browsers limit them.
const WIDEST_SPAN: u32 = 1000;
const TALLEST_SPAN: u32 = 65_534;
/// Elements open at once that change how text looks.
const MOST_OPEN: usize = 200;

/// Builds a [`Page`] from tokens.
#[derive(Default)]
pub struct Reader {
    styles: StyleSheet,
    page: Page,
    open: Vec<OpenTable>,
    outside: Text,
    inline: Vec<(String, Look)>,
}

/// A table whose end was not seen yet.
struct OpenTable {
    /// Its place in the page's tables.
    index: usize,
    row_open: bool,
    column: u32,
    cell: Option<OpenCell>,
    look: Look,
}

struct OpenCell {
    at: Position,
    columns: u32,
    rows: u32,
    look: Look,
    text: Text,
}

impl Reader {
    pub fn with_styles(css: &str) -> Self {
        let mut reader = Reader::default();
        reader.styles.take(css);
        reader
    }

    pub fn take(&mut self, token: Token) {
        match token {
            Token::Text(text) => self.text(&unescape(text)),
            Token::Style(css) => self.styles.take(css),
            Token::Open(tag) => self.start(&tag),
            Token::Close(name) => self.end(&name),
        }
    }

    pub fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.end_table();
        }
        self.end_line();
        self.page
    }

    fn start(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "table" => self.start_table(tag),
            "tr" => self.start_row(tag),
            "td" | "th" => self.start_cell(tag),
            "br" => self.break_line(),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "center" => {
                self.soft_break();
            }
            "b" | "strong" | "s" | "strike" | "del" | "font" | "span" | "i" | "u" | "a"
                if self.inline.len() < MOST_OPEN =>
            {
                let look = self.styles.look(tag).over(&self.current_look());
                self.inline.push((tag.name.clone(), look));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "center" => {
                self.soft_break();
            }
            _ => {
                if let Some(at) = self.inline.iter().rposition(|(open, _)| open == name) {
                    self.inline.truncate(at);
                }
            }
        }
    }

    fn current_look(&self) -> Look {
        if let Some((_, look)) = self.inline.last() {
            return look.clone();
        }
        let cell = self.open.last().and_then(|table| table.cell.as_ref());
        cell.map(|cell| cell.look.clone()).unwrap_or_default()
    }

    /// Where text goes now: into the innermost open cell, else beside the tables.
    fn sink(&mut self) -> &mut Text {
        match self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.outside,
        }
    }

    fn text(&mut self, text: &str) {
        let look = self.current_look();
        self.sink().push(text, &look);
    }

    fn break_line(&mut self) {
        self.sink().content.push('\n');
        if self.open.is_empty() {
            self.end_line();
        }
    }

    fn soft_break(&mut self) {
        let text = self.sink();
        if !text.content.trim_end_matches(' ').is_empty() {
            text.content.push('\n');
        }
        if self.open.is_empty() {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.outside).finished();
        self.page
            .lines
            .extend(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
    }

    fn start_table(&mut self, tag: &Tag) {
        if self.open.len() >= DEEPEST {
            return;
        }
        if self.open.is_empty() {
            self.end_line();
        }
        self.inline.clear();
        self.page.tables.push(Table::default());
        self.open.push(OpenTable {
            index: self.page.tables.len() - 1,
            row_open: false,
            column: 0,
            cell: None,
            look: self.styles.look(tag),
        });
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(table) = self.open.pop()
            && let Some(table) = self.page.tables.get_mut(table.index)
        {
            table.trim_merges();
        }
        self.inline.clear();
    }

    fn start_row(&mut self, tag: &Tag) {
        self.end_row();
        let look = self.styles.look(tag);
        if let Some((open, table)) = self.innermost() {
            open.row_open = true;
            open.column = 0;
            if look.hidden {
                table.hidden_rows.push(table.rows);
            }
            open.look = Look { hidden: false, ..look.over(&open.look) };
            table.rows = table.rows.saturating_add(1);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(open) = self.open.last_mut() {
            open.row_open = false;
        }
    }

    fn start_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let look = self.styles.look(tag);
        self.inline.clear();
        let Some((open, table)) = self.innermost() else {
            return;
        };
        if !open.row_open {
            open.row_open = true;
            open.column = 0;
            table.rows = table.rows.saturating_add(1);
        }
        let columns = tag.number("colspan").unwrap_or(1).clamp(1, WIDEST_SPAN);
        let rows = tag.number("rowspan").unwrap_or(1).clamp(1, TALLEST_SPAN);
        let row = table.rows.saturating_sub(1);
        let column = table.place(row, open.column, rows, columns);
        open.column = column.saturating_add(columns);
        let at = Position::new(row, column);
        open.cell = Some(OpenCell {
            at,
            columns,
            rows,
            look: look.over(&open.look),
            text: Text::default(),
        });
    }

    fn end_cell(&mut self) {
        let Some((open, table)) = self.innermost() else {
            return;
        };
        let Some(cell) = open.cell.take() else {
            return;
        };
        table.add(cell);
        self.inline.clear();
    }

    fn innermost(&mut self) -> Option<(&mut OpenTable, &mut Table)> {
        let open = self.open.last_mut()?;
        let table = self.page.tables.get_mut(open.index)?;
        Some((open, table))
    }
}

impl Table {
    /// Finds the first free column for a cell, and takes the place that it spans.
    fn place(&mut self, row: u32, from: u32, rows: u32, columns: u32) -> u32 {
        let mut column = from as usize;
        while self.free_from.get(column).is_some_and(|&free| free > row) {
            column += 1;
        }
        let end = (column + columns as usize).min(GRID_COLUMNS as usize);
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        if let Some(taken) = self.free_from.get_mut(column..end) {
            taken.fill(row.saturating_add(rows));
        }
        u32::try_from(column).unwrap_or(GRID_COLUMNS)
    }

    fn add(&mut self, open: OpenCell) {
        let OpenCell { at, columns, rows, text, .. } = open;
        if at.column >= GRID_COLUMNS {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        if columns > 1 || rows > 1 {
            let column = (at.column + columns - 1).min(GRID_COLUMNS - 1);
            let last = Position::new(at.row.saturating_add(rows - 1), column);
            self.merges.push(Range { first: at, last });
        }
        let (bold, strikeout, font) = (text.mostly_bold(), text.all_struck(), text.font.clone());
        let content = text.finished();
        if !content.is_empty() {
            let mut cell = Cell::text(at, content);
            (cell.look.bold, cell.look.strikeout, cell.font) = (bold, strikeout, font);
            self.cells.push(cell);
        }
    }

    /// Spans end with the table, however far they claim to reach.
    fn trim_merges(&mut self) {
        let last = self.rows.saturating_sub(1);
        for range in &mut self.merges {
            range.last.row = range.last.row.min(last).max(range.first.row);
        }
    }
}

/// Text in the making, white space collapsed as a browser does.
#[derive(Default)]
struct Text {
    content: String,
    font: Option<std::sync::Arc<str>>,
    visible: usize,
    bold: usize,
    struck: usize,
}

impl Text {
    fn push(&mut self, text: &str, look: &Look) {
        let mut visible = 0;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if !self.content.ends_with([' ', '\n']) {
                    self.content.push(' ');
                }
            } else {
                self.content.push(c);
                visible += 1;
            }
        }
        if visible > 0 && self.visible == 0 {
            self.font.clone_from(&look.font);
        }
        self.visible += visible;
        self.bold += if look.bold == Some(true) { visible } else { 0 };
        self.struck += if look.strikeout == Some(true) { visible } else { 0 };
    }

    fn mostly_bold(&self) -> bool {
        self.bold * 2 > self.visible
    }

    fn all_struck(&self) -> bool {
        self.visible > 0 && self.struck == self.visible
    }

    /// Without space at the ends; nothing for what only keeps a cell open (`&nbsp;`).
    fn finished(self) -> String {
        let text = self.content.trim_matches([' ', '\n']);
        if text.chars().all(char::is_whitespace) { String::new() } else { text.to_owned() }
    }
}
