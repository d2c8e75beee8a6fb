//! A list on a sheet of its own: title, one sentence on what it is for, headings
//! with filters, rows. Goes on with a next sheet where Excel's rows end.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Table, TableColumn, TableStyle, Workbook, Worksheet};

use super::metrics::{self, Face};
use super::names::{link_to, sheet_part};
use super::page::{self, Margins, Page};
use super::style::{Kind, Styles, Tone};
use crate::model::date::PartialDate;
use crate::report::error::Result;

const TITLE_ROW: u32 = 0;
const LEAD_ROW: u32 = 1;
const BACK_ROW: u32 = 2;
pub const HEADING_ROW: u32 = 3;
/// The first row of data, counted from zero.
pub const FIRST_ROW: u32 = HEADING_ROW + 1;

/// How many rows of data Excel has room for below the headings.
pub const ROWS_PER_SHEET: usize = 1_048_576 - FIRST_ROW as usize;
/// Above this a sheet is written to disk as it grows, and has filters instead of an
/// Excel table (which the library books cell by cell, in memory).
const LARGE: usize = 50_000;
/// Excel takes 65,530 links on a sheet.
const LINKS_PER_SHEET: u32 = 65_000;
/// Excel's limit for the text of a cell, in UTF-16 units.
const TEXT_UNITS: usize = 32_767;

const FONT_SIZE: f64 = 10.0;
/// The height of a row with one line, in points.
const ROW_HEIGHT: f64 = 15.0;
/// Excel's limit.
const MOST_HEIGHT: f64 = 409.0;

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Column {
    pub heading: String,
    /// In digits of the default font, as Excel counts.
    pub width: f64,
    pub kind: Kind,
    pub hidden: bool,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: f64, kind: Kind) -> Self {
        Column { heading: heading.into(), width, kind, hidden: false }
    }

    pub fn hidden(heading: impl Into<String>) -> Self {
        Column { heading: heading.into(), width: 10.0, kind: Kind::Digits, hidden: true }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, Default)]
pub enum Value<'a> {
    #[default]
    Empty,
    Text(Cow<'a, str>),
    /// A whole date becomes a real one, an incomplete one stays text.
    Date(PartialDate),
    Count(u64),
    /// Target as [`link_to`] makes it, and what to show.
    Link(String, Cow<'a, str>),
    /// Pieces of text, each with whether it is bold.
    Rich(Vec<(bool, String)>),
}

#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    pub value: Value<'a>,
    pub tone: Tone,
}

impl<'a> Cell<'a> {
    pub fn empty() -> Self {
        Cell::default()
    }

    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let value = if text.is_empty() { Value::Empty } else { Value::Text(text) };
        Cell { value, tone: Tone::Plain }
    }

    /// An absent text leaves the cell empty.
    pub fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or_else(Cell::empty, Cell::text)
    }

    pub fn count(count: impl TryInto<u64>) -> Self {
        count.try_into().map_or_else(|_| Cell::empty(), |count| Value::Count(count).into())
    }

    pub fn maybe_count(count: Option<u32>) -> Self {
        count.map_or_else(Cell::empty, Cell::count)
    }

    pub fn date(date: Option<impl Into<PartialDate>>) -> Self {
        date.map_or_else(Cell::empty, |date| Value::Date(date.into()).into())
    }

    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

impl<'a> From<Value<'a>> for Cell<'a> {
    fn from(value: Value<'a>) -> Self {
        Cell { value, tone: Tone::Plain }
    }
}

/// A list before its rows.
#[derive(Clone, Debug)]
pub struct List {
    /// The sheet's name; further sheets get a number.
    pub sheet: String,
    /// Name of the Excel table.
    pub table: &'static str,
    pub title: String,
    /// What the page is for, in a sentence.
    pub lead: String,
    /// The sheet to go back to and the words of the link.
    pub back: Option<(String, String)>,
    /// What to say where there are no rows.
    pub nothing: String,
    pub columns: Vec<Column>,
    /// How many columns stay when scrolling to the right.
    pub frozen: u16,
    /// How many columns are printed; the others are for the screen.
    pub printed: u16,
    pub landscape: bool,
    pub tab: Color,
}

impl List {
    /// The first column that shows.
    fn first_visible(&self) -> u16 {
        self.columns.iter().take_while(|column| column.hidden).count() as u16
    }

    fn last_column(&self) -> u16 {
        self.columns.len().saturating_sub(1) as u16
    }
}

/// Where the row of this number (counted from zero) comes to stand: sheet, row.
pub fn place_of(sheet: &str, number: usize) -> (String, u32) {
    let row = FIRST_ROW + (number % ROWS_PER_SHEET) as u32;
    (sheet_part(sheet, number / ROWS_PER_SHEET), row)
}

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
    for part in 0..count.div_ceil(ROWS_PER_SHEET).max(1) {
        let here = (count - part * ROWS_PER_SHEET).min(ROWS_PER_SHEET);
        let sheet = match here > LARGE {
            true => book.add_worksheet_with_constant_memory()?,
            false => book.add_worksheet(),
        };
        sheet.set_name(sheet_part(&list.sheet, part))?;
        head(sheet, styles, list, here)?;
        let mut links = 0;
        for (number, cells) in rows.by_ref().take(here).enumerate() {
            write_row(sheet, styles, list, FIRST_ROW + number as u32, &cells, &mut links)?;
        }
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, styles: &Styles, list: &List, count: usize) -> Result<()> {
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
    sheet.set_footer(format!("&L&8{}&R&8&P/&N", list.title.replace('&', "&&")));
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
    headings(sheet, styles, list, count, last)
}

fn headings(
    sheet: &mut Worksheet,
    styles: &Styles,
    list: &List,
    count: usize,
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
        let table =
            Table::new().set_name(list.table).set_style(TableStyle::None).set_columns(&columns);
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

fn write_row(
    sheet: &mut Worksheet,
    styles: &Styles,
    list: &List,
    row: u32,
    cells: &[Cell],
    links: &mut u32,
) -> Result<()> {
    let height = row_height(list, cells);
    if height > ROW_HEIGHT {
        sheet.set_row_height(row, height)?;
    }
    // A short row still gets the lines of all its cells.
    let cells = cells.iter().map(Some).chain(std::iter::repeat(None));
    let nothing = Cell::empty();
    for ((number, column), cell) in (0_u16..).zip(&list.columns).zip(cells) {
        let cell = cell.unwrap_or(&nothing);
        let format = styles.cell(column.kind, cell.tone);
        match &cell.value {
            Value::Empty => sheet.write_blank(row, number, format)?,
            Value::Text(text) => {
                sheet.write_string_with_format(row, number, fitting(text), format)?
            }
            Value::Date(date) => match date.full() {
                Some(day) => sheet.write_datetime_with_format(row, number, day, format)?,
                None => sheet.write_string_with_format(row, number, date.vietnamese(), format)?,
            },
            Value::Count(count) => {
                sheet.write_number_with_format(row, number, *count as f64, format)?
            }
            Value::Link(target, words) if *links < LINKS_PER_SHEET => {
                *links += 1;
                let words = words.as_ref();
                sheet.write_url_with_options(
                    row,
                    number,
                    target.as_str(),
                    words,
                    "",
                    Some(format),
                )?
            }
            Value::Link(_, words) => {
                sheet.write_string_with_format(row, number, words.as_ref(), format)?
            }
            Value::Rich(pieces) => write_rich(sheet, styles, row, number, pieces, format)?,
        };
    }
    Ok(())
}

/// The height that the wrapped texts of a row need. Not every program finds it itself.
fn row_height(list: &List, cells: &[Cell]) -> f64 {
    let lines = list.columns.iter().zip(cells).map(|(column, cell)| {
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
    (2.0 + metrics::line_height(FONT_SIZE) * f64::from(lines)).min(MOST_HEIGHT)
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
    format: &rust_xlsxwriter::Format,
) -> Result<&'s mut Worksheet> {
    let parts: Vec<_> = pieces
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(bold, text)| (if *bold { &styles.strong } else { &styles.plain }, text.as_str()))
        .collect();
    Ok(match parts.as_slice() {
        [] => sheet.write_blank(row, column, format)?,
        parts => sheet.write_rich_string_with_format(row, column, parts, format)?,
    })
}

/// As much of a text as a cell holds.
pub fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= TEXT_UNITS {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < TEXT_UNITS
    });
    Cow::Owned(kept.chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::{FIRST_ROW, ROWS_PER_SHEET, fitting, place_of};

    #[test]
    fn rows_beyond_the_sheet_stand_on_the_next_one() {
        assert_eq!(place_of("Danh sách", 0), ("Danh sách".to_owned(), FIRST_ROW));
        assert_eq!(place_of("Danh sách", ROWS_PER_SHEET - 1).1, 1_048_575);
        assert_eq!(place_of("Danh sách", ROWS_PER_SHEET), ("Danh sách (2)".to_owned(), FIRST_ROW));
    }

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting(&"ư".repeat(40_000)).encode_utf16().count(), 32_767);
        assert_eq!(fitting("ư"), "ư");
    }
}
