//! How sheets are printed: A4, one page wide, headings repeated, page numbers.

use rust_xlsxwriter::Worksheet;

use super::super::error::Result;

/// A4 in the numbers of Excel.
const A4: u8 = 9;
const MM_PER_INCH: f64 = 25.4;

/// Margins in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

impl Margins {
    /// For what is read on the screen and printed for the desk.
    pub const DESK: Margins = Margins { top: 14.0, bottom: 14.0, left: 12.0, right: 12.0 };
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    pub landscape: bool,
    pub margins: Margins,
    /// First and last row to repeat on each page, counted from zero.
    pub repeat: Option<(u32, u32)>,
}

/// Sets a sheet up for printing, one page wide and as long as it is.
pub fn set(sheet: &mut Worksheet, page: &Page) -> Result<()> {
    let inches = |mm: f64| mm / MM_PER_INCH;
    let margins = page.margins;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if page.landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    let edge = |margin: f64| inches((margin / 2.0).min(8.0));
    sheet.set_margins(
        inches(margins.left),
        inches(margins.right),
        inches(margins.top),
        inches(margins.bottom),
        edge(margins.top),
        edge(margins.bottom),
    );
    if let Some((first, last)) = page.repeat {
        sheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

/// Millimetres as pixels of the screen (96 to an inch).
pub fn pixels(mm: f64) -> u32 {
    (mm / MM_PER_INCH * 96.0).round().max(0.0) as u32
}

/// Millimetres as points (72 to an inch).
pub fn points(mm: f64) -> f64 {
    mm / MM_PER_INCH * 72.0
}
