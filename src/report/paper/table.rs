//! A printed table: headings of one or two rows, the row of column numbers, lines.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::columns::PaperColumn;
use super::sheet::PaperSheet;
use crate::config::outputs::Align;
use crate::model::date::PartialDate;
use crate::report::book::metrics::{self, Face};
use crate::report::book::style::paper;
use crate::report::error::Result;

/// Formats of a table, made once for a sheet.
pub struct TableLook {
    size: f64,
    heading_size: f64,
    heading: Format,
    numbers: Format,
    /// For each column: text, date.
    cells: Vec<(Format, Format)>,
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
        let joined_next = |number: usize| columns.get(number + 1).is_some_and(|c| c.joined);
        let cells = columns.iter().enumerate().map(|(number, column)| {
            let mut format =
                framed(paper(size)).set_align(FormatAlign::VerticalCenter).set_text_wrap();
            if column.align == Align::Centre {
                format = format.set_align(FormatAlign::Center);
            }
            if column.joined {
                format = format.set_border_left(FormatBorder::None);
            }
            if joined_next(number) {
                format = format.set_border_right(FormatBorder::None);
            }
            let date = format.clone().set_num_format("dd/mm/yyyy");
            (format.set_num_format("@"), date)
        });
        TableLook {
            size,
            heading_size,
            heading: centred(framed(paper(heading_size))).set_bold().set_text_wrap(),
            numbers: centred(framed(paper(9.0))).set_italic(),
            cells: cells.collect(),
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
        for number in 0..sheet.columns() {
            let words = format!("({})", number + 1);
            sheet.sheet.write_string_with_format(row, number, words, &self.numbers)?;
        }
        sheet.end_row(14.0)?;
        Ok((first, row))
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
                    sheet.sheet.write_string_with_format(lower, at, text, &self.heading)?;
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
            let lines = metrics::lines(&column.heading, self.heading_size, width, Face::PaperBold);
            // A heading without a group stands over both rows.
            let above = if column.group.is_some() { 0.0 } else { upper };
            lower = lower.max(line * f64::from(lines) + 6.0 - above);
        }
        (upper, lower)
    }

    /// Writes a line of the table, as high as its longest cell.
    pub fn row(&self, sheet: &mut PaperSheet, values: &[PaperValue]) -> Result<()> {
        let row = sheet.row();
        let mut lines = 1;
        for ((number, (text, date)), value) in (0_u16..).zip(&self.cells).zip(values) {
            let out = &mut *sheet.sheet;
            match value {
                PaperValue::Empty => out.write_blank(row, number, text)?,
                PaperValue::Count(count) => {
                    // Numbers of a list are numbers, in the look of its texts.
                    out.write_number_with_format(row, number, *count as f64, text)?
                }
                PaperValue::Date(day) => match day.full() {
                    Some(day) => out.write_datetime_with_format(row, number, day, date)?,
                    None => out.write_string_with_format(row, number, day.vietnamese(), text)?,
                },
                PaperValue::Text(words) => {
                    let width = sheet.width(number, number);
                    lines = lines.max(metrics::lines(words, self.size, width, Face::Paper));
                    sheet.sheet.write_string_with_format(row, number, words, text)?
                }
            };
        }
        let height = metrics::line_height(self.size) * f64::from(lines) + 4.0;
        sheet.end_row(height.max(20.0))
    }
}

fn merge(
    sheet: &mut PaperSheet,
    (first_row, first, last_row, last): (u32, u16, u32, u16),
    text: &str,
    format: &Format,
) -> Result<()> {
    if (first_row, first) == (last_row, last) {
        sheet.sheet.write_string_with_format(first_row, first, text, format)?;
    } else {
        sheet.sheet.merge_range(first_row, first, last_row, last, text, format)?;
    }
    Ok(())
}
