//! The officer's workbook `TongHop_<period>.xlsx`: an overview that answers in ten
//! seconds, the consolidated list, the review sheet, and all that stands behind them.

mod by_unit;
mod changes;
mod compare;
mod desk;
mod findings;
mod log;
mod overview;
mod pages;
mod people;
mod repaired;
mod repeated;
mod review;
mod submissions;

use rust_xlsxwriter::Workbook;

use super::book::style::SCREEN_FONT;
use super::book::{About, Sink, finish, new_book};
use super::error::Result;
use super::index::Index;
use super::summary::Summary;
use crate::i18n::Lang;
use desk::Desk;
use pages::Page;

/// Writes the officer's workbook; lists of more than `rows_per_sheet` rows go on with a next sheet.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(
    index: &Index,
    summary: &Summary,
    replies: usize,
    rows_per_sheet: usize,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    finish(book(&Desk::new(index, summary, replies, rows_per_sheet, lang))?, out)
}

fn book(desk: &Desk) -> Result<Workbook> {
    let title = Page::Overview.heading(desk.lang, desk.period());
    let about = About { title, ..About::default() };
    let mut book = new_book(SCREEN_FONT, 10.0, &about, desk.period())?;
    overview::add(&mut book, desk)?;
    people::add(&mut book, desk)?;
    review::add(&mut book, desk)?;
    by_unit::add(&mut book, desk)?;
    submissions::add(&mut book, desk)?;
    changes::add(&mut book, desk)?;
    repeated::add(&mut book, desk)?;
    repaired::add(&mut book, desk)?;
    findings::add(&mut book, desk)?;
    log::add(&mut book, desk)?;
    Ok(book)
}
