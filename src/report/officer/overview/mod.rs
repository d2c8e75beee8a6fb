//! The overview: one page that answers in ten seconds.

mod cards;
mod charts;
mod classes;
mod compare;
mod found;
mod look;
mod missing;
mod tasks;

use rust_xlsxwriter::{Workbook, Worksheet};

use self::look::Look;
use super::desk::Desk;
use super::pages::Page;
use crate::report::book::page::{self, Margins};
use crate::report::error::Result;
use crate::text;

/// The page is a grid of this many equal columns.
const COLUMNS: u16 = 12;
const LAST: u16 = COLUMNS - 1;
const COLUMN_WIDTH: f64 = 10.3;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let look = Look::new();
    let sheet = book.add_worksheet();
    let name = Page::Overview.sheet(desk.lang);
    sheet.set_name(name)?.set_tab_color(Page::Overview.tab_colour()).set_screen_gridlines(false);
    sheet.set_column_range_width(0, LAST, COLUMN_WIDTH)?;
    page::set(sheet, &page::Page { landscape: false, margins: Margins::DESK, repeat: None })?;
    sheet.set_footer("&R&8&P/&N").set_print_center_horizontally(true);
    head(sheet, desk, &look)?;
    let row = cards::add(sheet, desk, &look, 3)?;
    let row = tasks::add(sheet, desk, &look, row + 1)?;
    let (row, classes) = classes::add(sheet, desk, &look, row + 1)?;
    let beside = row + 1;
    charts::classes(sheet, desk, name, &classes, beside)?;
    let below = compare::add(sheet, desk, &look, beside)?;
    let row = below.max(beside + charts::ROWS);
    let (below, rules) = found::add(sheet, desk, &look, row + 1)?;
    charts::findings(sheet, desk, name, &rules, row + 2)?;
    let row = below.max(row + 2 + rules.height());
    missing::add(sheet, desk, &look, row + 1)?;
    sheet.set_active(true);
    Ok(())
}

fn head(sheet: &mut Worksheet, desk: &Desk, look: &Look) -> Result<()> {
    let title = Page::Overview.heading(desk.lang, desk.period());
    sheet.set_row_height(0, 34)?;
    sheet.merge_range(0, 0, 0, LAST, &title, &look.title)?;
    let period = desk.period();
    let summary = desk.summary;
    let (files, rows, people) = (summary.files, summary.rows, summary.people.all());
    let lead = text!(
        vi: "Từ {files} tệp trong inbox/{period}: {rows} dòng đăng ký của {people} người",
        en: "From {files} files in inbox/{period}: {rows} registrations of {people} people"
    );
    sheet.merge_range(1, 0, 1, LAST, lead.in_lang(desk.lang), &look.lead)?;
    sheet.set_row_height(2, 8)?;
    Ok(())
}
