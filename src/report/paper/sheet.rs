//! A sheet to be printed, written from top to bottom, that knows how high it has become.

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Worksheet};

use super::breaks::Layout;
use crate::config::outputs::{Line, Margins};
use crate::report::book::brush::Brush;
use crate::report::book::limits::fitting;
use crate::report::book::metrics::{self, Face};
use crate::report::book::page::{self, Page, pixels, points};
use crate::report::book::style::paper;
use crate::report::error::Result;

/// A4 in millimetres.
const SHORT_EDGE: f64 = 210.0;
const LONG_EDGE: f64 = 297.0;
/// Programs round widths in their own ways: this part of the page stays free.
const SLACK: f64 = 0.985;
/// How much wider LibreOffice makes the columns, and so how much smaller it prints, at most.
const WIDER: f64 = 1.08;

/// How a sheet lies and where its margins are.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub landscape: bool,
    pub margins: Margins,
}

impl Paper {
    /// Room between the margins, in millimetres.
    pub fn room(&self) -> (f64, f64) {
        let (width, height) = match self.landscape {
            true => (LONG_EDGE, SHORT_EDGE),
            false => (SHORT_EDGE, LONG_EDGE),
        };
        let margins = self.margins;
        let across = (width - margins.left - margins.right) * SLACK;
        (across, height - margins.top - margins.bottom)
    }
}

/// A sheet on its way.
pub struct PaperSheet<'a> {
    pub sheet: &'a mut Worksheet,
    brush: Brush,
    paper: Paper,
    /// Millimetres.
    widths: Vec<f64>,
    /// Of the rows written so far, in points.
    heights: Vec<f64>,
}

impl<'a> PaperSheet<'a> {
    /// Takes an empty sheet and sets its columns.
    pub fn new(sheet: &'a mut Worksheet, paper: Paper, widths: Vec<f64>) -> Result<Self> {
        for (number, width) in (0_u16..).zip(&widths) {
            sheet.set_column_width_pixels(number, pixels(*width))?;
        }
        sheet.set_screen_gridlines(false).set_print_center_horizontally(true);
        Ok(PaperSheet { sheet, brush: Brush::later(), paper, widths, heights: Vec::new() })
    }

    /// Takes a column out of sight and out of the print.
    pub fn hide_column(&mut self, column: u16) -> Result<()> {
        self.sheet.set_column_hidden(column)?;
        if let Some(width) = self.widths.get_mut(usize::from(column)) {
            *width = 0.0;
        }
        Ok(())
    }

    /// The next row, counted from zero.
    pub fn row(&self) -> u32 {
        self.heights.len() as u32
    }

    pub fn columns(&self) -> u16 {
        self.widths.len() as u16
    }

    pub fn widths(&self) -> &[f64] {
        &self.widths
    }

    /// Width of a block of columns in points.
    pub fn width(&self, first: u16, last: u16) -> f64 {
        let range = usize::from(first)..usize::from(last) + 1;
        self.widths.get(range).map_or(0.0, |widths| points(widths.iter().sum()))
    }

    /// Ends the row with this height in points and goes to the next.
    pub fn end_row(&mut self, height: f64) -> Result<()> {
        self.sheet.set_row_height(self.row(), height)?;
        self.heights.push(height);
        Ok(())
    }

    /// An empty row.
    pub fn gap(&mut self, height: f64) -> Result<()> {
        self.end_row(height)
    }

    /// Writes a text over a block of columns of the current row.
    pub fn across(&mut self, first: u16, last: u16, text: &str, format: &Format) -> Result<()> {
        let (row, text) = (self.row(), &*fitting(text));
        if last > first {
            self.sheet.merge_range(row, first, row, last, text, format)?;
        } else {
            self.sheet.write_string_with_format(row, first, text, format)?;
        }
        Ok(())
    }

    /// The sheet, and what writes the cells of its tables.
    pub fn cells(&mut self) -> (&mut Worksheet, &mut Brush) {
        (self.sheet, &mut self.brush)
    }

    /// A whole row of text, as high as its lines need.
    pub fn line(&mut self, line: &Line, text: &str, align: FormatAlign) -> Result<()> {
        let last = self.columns().saturating_sub(1);
        let format = line_format(line).set_align(align).set_text_wrap();
        self.across(0, last, text, &format)?;
        let face = if line.bold { Face::PaperBold } else { Face::Paper };
        let lines = metrics::lines(text, line.size, self.width(0, last), face);
        self.end_row((metrics::line_height(line.size) * f64::from(lines) + 2.0).min(409.0))
    }

    /// Page set-up, with the signature kept together: everything from row `tail` on
    /// goes to one page. `repeat` are the heading rows.
    pub fn finish(self, repeat: (u32, u32), tail: u32, footer: &str) -> Result<()> {
        let margins = self.paper.margins;
        let margins = page::Margins {
            top: margins.top,
            bottom: margins.bottom,
            left: margins.left,
            right: margins.right,
        };
        let landscape = self.paper.landscape;
        page::set(self.sheet, &Page { landscape, margins, repeat: Some(repeat) })?;
        self.sheet.set_footer(footer);
        let last = self.row().saturating_sub(1);
        self.sheet.set_print_area(0, 0, last, self.columns().saturating_sub(1))?;
        if let Some(row) =
            self.layout((repeat.0 as usize, repeat.1 as usize)).break_before(tail as usize)
        {
            self.sheet.set_page_breaks(&[row as u32])?;
        }
        self.brush.finish(self.sheet)
    }

    fn layout(&self, repeat: (usize, usize)) -> Layout<'_> {
        let (across, down) = self.paper.room();
        let needed: f64 = self.widths.iter().sum();
        // Columns wider than the page are printed smaller, which makes room below.
        let scale = (across / needed.max(1.0)).min(1.0);
        let page = points(down) / scale * 0.98;
        Layout { heights: &self.heights, repeat, page, long_page: page * WIDER }
    }
}

/// The font of a line of text.
pub fn line_format(line: &Line) -> Format {
    let mut format = paper(line.size).set_align(FormatAlign::VerticalCenter);
    if line.bold {
        format = format.set_bold();
    }
    if line.italic {
        format = format.set_italic();
    }
    if line.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    format
}
