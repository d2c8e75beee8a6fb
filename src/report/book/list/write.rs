//! Writing a list: head, headings, rows.

use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Workbook, Worksheet};

use super::{Cell, FIRST_ROW, HEADING_ROW, List, Value};
use crate::report::book::brush::{At, Brush};
use crate::report::book::limits::{TEXT_UNITS, day_of, fitting, in_footer};
use crate::report::book::metrics::{self, Face};
use crate::report::book::names::{link_to, sheet_part};
use crate::report::book::page::{self, Margins, Page};
use crate::report::book::style::{Kind, Styles};
use crate::report::error::Result;

const TITLE_ROW: u32 = 0;
const LEAD_ROW: u32 = 1;
const BACK_ROW: u32 = 2;

/// Above this a sheet is written to disk as it grows, and has filters instead of an
/// Excel table (which the library books cell by cell, in memory).
const LARGE: usize = 50_000;
/// Excel takes 65,530 links on a sheet.
const LINKS_PER_SHEET: u32 = 65_000;

const FONT_SIZE: f64 = 10.0;
/// The height of a row with one line, in points.
const ROW_HEIGHT: f64 = 15.0;
/// What Excel takes for a line of Arial 10.
const LINE_HEIGHT: f64 = 12.75;
/// Excel's limit.
const MOST_HEIGHT: f64 = 409.0;

/// Writes a list of `count` rows on as many sheets as it takes.
///
/// # Errors
/// Those of the workbook.
pub fn write<'a>(
    book: &mut Workbook,
    styles: &Styles,
    list: &List,
    count: usize,
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<()> {
    if count > LARGE {
        styles.all().for_each(|format| book.register_format(format));
    }
    let mut rows = rows;
    let most = list.rows_per_sheet.max(1);
    for part in 0..count.div_ceil(most).max(1) {
        let here = (count - part * most).min(most);
        let sheet = match here > LARGE {
            true => book.add_worksheet_with_constant_memory()?,
            false => book.add_worksheet(),
        };
        sheet.set_name(sheet_part(&list.sheet, part))?;
        head(sheet, styles, list, (part, here))?;
        let brush = if here > LARGE { Brush::Now } else { Brush::later() };
        let mut rows_below = Rows { sheet, styles, list, brush, links: 0 };
        for (row, cells) in (FIRST_ROW..).zip(rows.by_ref().take(here)) {
            rows_below.write(row, &cells)?;
        }
        rows_below.brush.finish(rows_below.sheet)?;
    }
    Ok(())
}

fn head(
    sheet: &mut Worksheet,
    styles: &Styles,
    list: &List,
    (part, count): (usize, usize),
) -> Result<()> {
    let first = list.first_visible();
    for (number, column) in (0_u16..).zip(&list.columns) {
        sheet.set_column_width(number, column.width)?;
        if column.hidden {
            sheet.set_column_hidden(number)?;
        }
    }
    sheet.set_screen_gridlines(false).set_tab_color(list.tab);
    sheet.set_freeze_panes(FIRST_ROW, list.frozen)?;
    let repeat = Some((HEADING_ROW, HEADING_ROW));
    page::set(sheet, &Page { landscape: list.landscape, margins: Margins::DESK, repeat })?;
    sheet.set_footer(format!("&L&8{}&R&8&P/&N", in_footer(&list.title)));
    let last = FIRST_ROW + (count.max(1) as u32 - 1);
    sheet.set_print_area(0, 0, last, list.printed.clamp(1, list.last_column() + 1) - 1)?;

    sheet.set_row_height(TITLE_ROW, 26)?;
    sheet.write_string_with_format(TITLE_ROW, first, &list.title, &styles.title)?;
    sheet.write_string_with_format(LEAD_ROW, first, &list.lead, &styles.lead)?;
    if let Some((target, words)) = &list.back {
        let link = link_to(target, 0, 0);
        sheet.write_url_with_options(
            BACK_ROW,
            first,
            link.as_str(),
            words,
            "",
            Some(&styles.back),
        )?;
    }
    headings(sheet, styles, list, (part, count), last)
}

fn headings(
    sheet: &mut Worksheet,
    styles: &Styles,
    list: &List,
    (part, count): (usize, usize),
    last: u32,
) -> Result<()> {
    sheet.set_row_height(HEADING_ROW, 32)?;
    if count > 0 && count <= LARGE {
        let columns: Vec<_> = list
            .columns
            .iter()
            .map(|column| {
                TableColumn::new().set_header(&column.heading).set_header_format(&styles.heading)
            })
            .collect();
        // No two tables of a workbook may have one name.
        let name = match part {
            0 => list.table.to_owned(),
            part => format!("{}{}", list.table, part + 1),
        };
        let table = Table::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
        sheet.add_table(HEADING_ROW, 0, last, list.last_column(), &table)?;
        return Ok(());
    }
    for (number, column) in (0_u16..).zip(&list.columns) {
        sheet.write_string_with_format(HEADING_ROW, number, &column.heading, &styles.heading)?;
    }
    if count == 0 {
        sheet.write_string_with_format(
            FIRST_ROW,
            list.first_visible(),
            &list.nothing,
            &styles.lead,
        )?;
    } else {
        sheet.autofilter(HEADING_ROW, 0, last, list.last_column())?;
    }
    Ok(())
}

/// The rows of a sheet on its way.
struct Rows<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    list: &'s List,
    brush: Brush,
    links: u32,
}

impl Rows<'_> {
    fn write(&mut self, row: u32, cells: &[Cell]) -> Result<()> {
        let height = row_height(self.list, cells);
        if height > ROW_HEIGHT {
            self.sheet.set_row_height(row, height)?;
        }
        // A short row still gets the lines of all its cells.
        let cells = cells.iter().map(Some).chain(std::iter::repeat(None));
        let nothing = Cell::empty();
        for (column, cell) in (0..=self.list.last_column()).zip(cells) {
            self.cell((row, column), cell.unwrap_or(&nothing))?;
        }
        Ok(())
    }

    fn cell(&mut self, at: At, cell: &Cell) -> Result<()> {
        let (sheet, brush) = (&mut *self.sheet, &mut self.brush);
        let format = self.styles.cell(self.list.kind(at.1), cell.tone);
        match &cell.value {
            Value::Empty => brush.blank(sheet, at, format),
            Value::Text(text) => brush.text(sheet, at, text, format),
            Value::Date(date) => match day_of(*date) {
                Some(day) => brush.date(sheet, at, day, format),
                None => brush.text(sheet, at, &date.vietnamese(), format),
            },
            Value::Count(count) => brush.number(sheet, at, *count as f64, format),
            Value::Link(target, words) if self.links < LINKS_PER_SHEET => {
                self.links += 1;
                let (target, words) = (target.as_str(), words.as_ref());
                sheet.write_url_with_options(at.0, at.1, target, words, "", Some(format))?;
                Ok(())
            }
            Value::Link(_, words) => brush.text(sheet, at, words, format),
            Value::Rich(pieces) => {
                write_rich(sheet, self.styles, at.0, at.1, pieces, format)?;
                Ok(())
            }
        }
    }
}

/// The height that the wrapped texts of a row need. Not every program finds it itself.
fn row_height(list: &List, cells: &[Cell]) -> f64 {
    let printed = list.columns.iter().take(usize::from(list.printed));
    let lines = printed.zip(cells).map(|(column, cell)| {
        let wraps = matches!(column.kind, Kind::Long | Kind::Centre);
        match &cell.value {
            Value::Text(text) if wraps && text.len() * 5 > column.width as usize * 3 => {
                metrics::lines(text, FONT_SIZE, points_of(column.width), Face::Screen)
            }
            Value::Rich(pieces) => {
                let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
                metrics::lines(&text, FONT_SIZE, points_of(column.width), Face::Screen)
            }
            _ => 1,
        }
    });
    let lines = lines.max().unwrap_or(1);
    (3.0 + LINE_HEIGHT * f64::from(lines)).min(MOST_HEIGHT)
}

/// The height of a row whose longest text stands in a column of this width.
pub fn height_of(text: &str, width: f64) -> f64 {
    let lines = metrics::lines(text, FONT_SIZE, points_of(width), Face::Screen);
    (3.0 + LINE_HEIGHT * f64::from(lines)).clamp(ROW_HEIGHT, MOST_HEIGHT)
}

/// A column's width in points: seven pixels a digit and five for the margins.
fn points_of(width: f64) -> f64 {
    (width * 7.0 + 5.0) * 0.75
}

fn write_rich<'s>(
    sheet: &'s mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    pieces: &[(bool, String)],
    format: &Format,
) -> Result<&'s mut Worksheet> {
    let parts: Vec<_> = pieces
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(bold, text)| (if *bold { &styles.strong } else { &styles.plain }, text.as_str()))
        .collect();
    let units: usize = parts.iter().map(|(_, text)| text.encode_utf16().count()).sum();
    if units >= TEXT_UNITS {
        let whole: String = parts.iter().map(|(_, text)| *text).collect();
        return Ok(sheet.write_string_with_format(row, column, fitting(&whole), format)?);
    }
    Ok(match parts.as_slice() {
        [] => sheet.write_blank(row, column, format)?,
        parts => sheet.write_rich_string_with_format(row, column, parts, format)?,
    })
}
