//! A sheet before it is written in one of the formats that units send.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Date(NaiveDate),
}

#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub name: String,
    pub hidden: bool,
    /// Font of every cell; `None` is the usual one.
    pub font: Option<&'static str>,
    pub cells: BTreeMap<(u32, u16), Value>,
    /// First row, first column, last row, last column; the text stands in the first cell.
    pub merges: Vec<(u32, u16, u32, u16)>,
    /// Rows that get borders: first and last of the table.
    pub boxed: Option<(u32, u32)>,
}

impl Grid {
    pub fn text(&mut self, row: u32, column: u16, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.cells.insert((row, column), Value::Text(text));
        }
    }

    pub fn put(&mut self, row: u32, column: u16, value: Option<Value>) {
        match value {
            Some(Value::Text(text)) => self.text(row, column, text),
            Some(value) => drop(self.cells.insert((row, column), value)),
            None => {}
        }
    }

    pub fn last_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |&(row, _)| row)
    }

    fn last_column(&self) -> u16 {
        self.cells.keys().map(|&(_, column)| column).max().unwrap_or(0)
    }

    fn shown(&self, row: u32, column: u16) -> String {
        match self.cells.get(&(row, column)) {
            None => String::new(),
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Number(number)) => format!("{number}"),
            Some(Value::Date(date)) => date.format("%d/%m/%Y").to_string(),
        }
    }
}

/// A workbook that does not say when it was made: the same cells give the same bytes.
pub fn new_book() -> Workbook {
    let mut workbook = Workbook::new();
    let made = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    workbook
}

pub fn xlsx(grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_book();
    for grid in grids {
        let plain = match grid.font {
            Some(font) => Format::new().set_font_name(font),
            None => Format::new().set_font_name("Times New Roman"),
        };
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let head = boxed.clone().set_align(FormatAlign::Center);
        let sheet = workbook.add_worksheet().set_name(&grid.name)?;
        sheet.set_hidden(grid.hidden);
        for &(row, column, last_row, last_column) in &grid.merges {
            sheet.merge_range(
                row,
                column,
                last_row,
                last_column,
                &grid.shown(row, column),
                &head,
            )?;
        }
        let merged =
            |at: (u32, u16)| grid.merges.iter().any(|&(row, column, ..)| (row, column) == at);
        for (&(row, column), value) in grid.cells.iter().filter(|(at, _)| !merged(**at)) {
            let inside = grid.boxed.is_some_and(|(first, last)| (first..=last).contains(&row));
            let format = if inside { &boxed } else { &plain };
            match value {
                Value::Text(text) => sheet.write_with_format(row, column, text, format)?,
                Value::Number(number) => sheet.write_with_format(row, column, *number, format)?,
                Value::Date(date) => {
                    let format = format.clone().set_num_format("dd/mm/yyyy");
                    sheet.write_with_format(row, column, date, &format)?
                }
            };
        }
    }
    workbook.save_to_buffer()
}

/// Semicolons and a byte order mark, as Excel on a Vietnamese machine saves.
pub fn csv(grid: &Grid) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in 0..=grid.last_row() {
        let cells: Vec<String> =
            (0..=grid.last_column()).map(|column| quoted(&grid.shown(row, column))).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A table of a web page, as some programs write what they call .xls.
pub fn html(grid: &Grid) -> Vec<u8> {
    let mut out =
        String::from("<html><head><meta charset=\"utf-8\"></head><body><table border=1>\n");
    for row in 0..=grid.last_row() {
        out.push_str("<tr>");
        let mut column = 0;
        while column <= grid.last_column() {
            let at = (row, column);
            let covered = grid.merges.iter().any(|&(r, c, lr, lc)| {
                (r..=lr).contains(&row) && (c..=lc).contains(&column) && (r, c) != at
            });
            if !covered {
                let merge = grid.merges.iter().find(|&&(r, c, ..)| (r, c) == at);
                let spans = merge.map_or_else(String::new, |&(r, c, lr, lc)| {
                    format!(" rowspan={} colspan={}", lr - r + 1, lc - c + 1)
                });
                let text = grid.shown(row, column).replace('&', "&amp;").replace('<', "&lt;");
                let _ = write!(out, "<td{spans}>{text}</td>");
            }
            column += 1;
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></body></html>\n");
    out.into_bytes()
}
