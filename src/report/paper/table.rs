//! A printed table: headings of one or two rows, the row of column numbers, lines.

use std::sync::Arc;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::columns::PaperColumn;
use super::sheet::PaperSheet;
use crate::config::outputs::Align;
use crate::model::date::PartialDate;
use crate::report::book::brush::At;
use crate::report::book::limits::{day_of, fitting};
use crate::report::book::metrics::{self, Face};
use crate::report::book::style::{BAD_FILL, DOUBT_FILL, PALE, paper};
use crate::report::error::Result;

/// Formats of a table, made once for a sheet.
pub struct TableLook {
    size: f64,
    heading_size: f64,
    heading: Format,
    numbers: Format,
    /// For each column, by mark.
    cells: Vec<[CellLook; 4]>,
    dates: Vec<bool>,
}

/// The formats of a cell by what it holds.
struct CellLook {
    text: Arc<Format>,
    date: Arc<Format>,
    count: Arc<Format>,
}

/// Why a cell stands out. Each is told apart in black and white too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    #[default]
    None,
    /// Read otherwise than written: to be confirmed.
    Repaired,
    /// Doubtful.
    Ask,
    /// Wrong.
    Wrong,
}

impl Mark {
    const ALL: [Mark; 4] = [Mark::None, Mark::Repaired, Mark::Ask, Mark::Wrong];

    pub fn dress(self, format: Format) -> Format {
        match self {
            Mark::None => format,
            Mark::Repaired => format.set_background_color(PALE).set_italic(),
            Mark::Ask => format.set_background_color(DOUBT_FILL).set_bold(),
            Mark::Wrong => {
                format.set_background_color(BAD_FILL).set_bold().set_border(FormatBorder::Medium)
            }
        }
    }
}

/// What stands in a cell of a printed table.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PaperValue {
    #[default]
    Empty,
    Text(String),
    Date(PartialDate),
    Count(u64),
}

impl TableLook {
    pub fn new(columns: &[PaperColumn], size: f64, heading_size: f64) -> Self {
        let framed = |format: Format| format.set_border(FormatBorder::Thin);
        let centred = |format: Format| {
            format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        let cells = (0..columns.len())
            .map(|number| Mark::ALL.map(|mark| cell_look(columns, number, size, mark)));
        TableLook {
            size,
            heading_size,
            heading: centred(framed(paper(heading_size))).set_bold().set_text_wrap(),
            numbers: centred(framed(paper(9.0))).set_italic(),
            cells: cells.collect(),
            dates: columns.iter().map(|column| column.dates).collect(),
        }
    }

    /// Writes the heading rows and the row of numbers; returns the first and last of them.
    pub fn headings(&self, sheet: &mut PaperSheet, columns: &[PaperColumn]) -> Result<(u32, u32)> {
        let first = sheet.row();
        let grouped = columns.iter().any(|column| column.group.is_some());
        let lower = if grouped { first + 1 } else { first };
        let mut number = 0;
        while number < columns.len() {
            number = self.heading(sheet, columns, number, first, lower)?;
        }
        let (upper, lower) = self.heading_heights(sheet, columns, grouped);
        if grouped {
            sheet.end_row(upper)?;
        }
        sheet.end_row(lower)?;
        let row = sheet.row();
        self.numbers(sheet, columns)?;
        Ok((first, row))
    }

    /// The row of numbers; columns under one heading have one number.
    fn numbers(&self, sheet: &mut PaperSheet, columns: &[PaperColumn]) -> Result<()> {
        let (row, mut left) = (sheet.row(), 0);
        for number in 1.. {
            let joined = columns.iter().skip(left + 1).take_while(|column| column.joined).count();
            let right = left + joined;
            if right >= columns.len() {
                break;
            }
            let at = (row, left as u16, row, right as u16);
            merge(sheet, at, &format!("({number})"), &self.numbers)?;
            left = right + 1;
        }
        sheet.end_row(14.0)
    }

    /// The heading of a column and of those it shares it with; returns the next column.
    fn heading(
        &self,
        sheet: &mut PaperSheet,
        columns: &[PaperColumn],
        number: usize,
        upper: u32,
        lower: u32,
    ) -> Result<usize> {
        let Some(column) = columns.get(number) else { return Ok(columns.len()) };
        let same_group = |other: &PaperColumn| other.group.is_some() && other.group == column.group;
        let run = match &column.group {
            Some(_) => columns.iter().skip(number).take_while(|c| same_group(c)).count(),
            None => 1 + columns.iter().skip(number + 1).take_while(|c| c.joined).count(),
        };
        let next = number + run;
        let (left, right) = (number as u16, next.saturating_sub(1) as u16);
        match &column.group {
            Some(group) => {
                merge(sheet, (upper, left, upper, right), group, &self.heading)?;
                for (offset, column) in columns.iter().skip(number).take(run).enumerate() {
                    let at = left + offset as u16;
                    let text = &column.heading;
                    sheet.sheet.write_string_with_format(
                        lower,
                        at,
                        fitting(text),
                        &self.heading,
                    )?;
                }
            }
            None => merge(sheet, (upper, left, lower, right), &column.heading, &self.heading)?,
        }
        Ok(next)
    }

    /// Heights of the upper and lower heading rows; the lower one alone where nothing is grouped.
    fn heading_heights(
        &self,
        sheet: &PaperSheet,
        columns: &[PaperColumn],
        grouped: bool,
    ) -> (f64, f64) {
        let line = metrics::line_height(self.heading_size);
        let upper = if grouped { line + 6.0 } else { 0.0 };
        let mut lower: f64 = line + 6.0;
        for (number, column) in columns.iter().enumerate().filter(|(_, column)| !column.joined) {
            let joined = columns.iter().skip(number + 1).take_while(|c| c.joined).count();
            let width = sheet.width(number as u16, (number + joined) as u16);
            // A hidden column makes no row higher.
            if width < 1.0 {
                continue;
            }
            let lines = metrics::lines(&column.heading, self.heading_size, width, Face::PaperBold);
            // A heading without a group stands over both rows.
            let above = if column.group.is_some() { 0.0 } else { upper };
            lower = lower.max(line * f64::from(lines) + 6.0 - above);
        }
        (upper, lower)
    }

    /// Writes a line of the table, as high as its longest cell.
    pub fn row(&self, sheet: &mut PaperSheet, values: &[PaperValue]) -> Result<()> {
        self.marked_row(sheet, values, &[])
    }

    /// A line some of whose cells stand out; cells beyond the marks are plain.
    pub fn marked_row(
        &self,
        sheet: &mut PaperSheet,
        values: &[PaperValue],
        marks: &[Mark],
    ) -> Result<()> {
        self.row_of(sheet, values, marks, 1)
    }

    /// A line with room to be filled in: what is typed may need a second line, and
    /// programs do not grow a row whose height is given.
    pub fn roomy_row(&self, sheet: &mut PaperSheet, values: &[PaperValue]) -> Result<()> {
        self.row_of(sheet, values, &[], 2)
    }

    fn row_of(
        &self,
        sheet: &mut PaperSheet,
        values: &[PaperValue],
        marks: &[Mark],
        least_lines: u32,
    ) -> Result<()> {
        let row = sheet.row();
        let mut lines = least_lines;
        for ((number, looks), value) in (0_u16..).zip(&self.cells).zip(values) {
            let mark = marks.get(usize::from(number)).copied().unwrap_or_default();
            let look = &looks[mark as usize];
            let dates = self.dates.get(usize::from(number)).copied().unwrap_or_default();
            self.cell(sheet, (row, number), value, look, dates)?;
            if let PaperValue::Text(words) = value {
                let face = if mark > Mark::Repaired { Face::PaperBold } else { Face::Paper };
                let width = sheet.width(number, number);
                // A hidden column makes no row higher.
                if width < 1.0 {
                    continue;
                }
                lines = lines.max(metrics::lines(words, self.size, width, face));
            }
        }
        let height = metrics::line_height(self.size) * f64::from(lines) + 4.0;
        sheet.end_row(height.clamp(20.0, 409.0))
    }

    fn cell(
        &self,
        sheet: &mut PaperSheet,
        at: At,
        value: &PaperValue,
        look: &CellLook,
        dates: bool,
    ) -> Result<()> {
        let (sheet, brush) = sheet.cells();
        let empty = if dates { &look.date } else { &look.text };
        match value {
            PaperValue::Empty => brush.blank(sheet, at, empty),
            PaperValue::Count(count) => brush.number(sheet, at, *count as f64, &look.count),
            PaperValue::Date(day) => match day_of(*day) {
                Some(day) => brush.date(sheet, at, day, &look.date),
                None => brush.text(sheet, at, &day.vietnamese(), &look.text),
            },
            PaperValue::Text(words) => brush.text(sheet, at, words, &look.text),
        }
    }
}

fn cell_look(columns: &[PaperColumn], number: usize, size: f64, mark: Mark) -> CellLook {
    let joined = |number: usize| columns.get(number).is_some_and(|column| column.joined);
    let mut format = paper(size)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    if columns.get(number).is_some_and(|column| column.align == Align::Centre) {
        format = format.set_align(FormatAlign::Center);
    }
    if joined(number) {
        format = format.set_border_left(FormatBorder::None);
    }
    if joined(number + 1) {
        format = format.set_border_right(FormatBorder::None);
    }
    let format = mark.dress(format);
    CellLook {
        text: Arc::new(format.clone().set_num_format("@")),
        date: Arc::new(format.clone().set_num_format("dd/mm/yyyy")),
        count: Arc::new(format),
    }
}

fn merge(
    sheet: &mut PaperSheet,
    (first_row, first, last_row, last): (u32, u16, u32, u16),
    text: &str,
    format: &Format,
) -> Result<()> {
    if (first_row, first) == (last_row, last) {
        sheet.sheet.write_string_with_format(first_row, first, fitting(text), format)?;
    } else {
        sheet.sheet.merge_range(first_row, first, last_row, last, &fitting(text), format)?;
    }
    Ok(())
}
