//! What every workbook of the program has in common: how it is opened and closed,
//! looks, page set-up, lists, names.

pub mod brush;
pub mod limits;
pub mod list;
pub mod metrics;
pub mod names;
pub mod page;
pub mod style;

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, Format, Workbook};

use super::error::Result;
use crate::model::period::Period;
use limits::in_property;

/// What a workbook says of itself in its properties.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub title: String,
    pub subject: String,
    /// The organisation; empty when the settings name none.
    pub company: String,
    /// Machine-readable facts (`tonghop.kind`).
    pub custom: Vec<(&'static str, String)>,
}

/// A workbook whose font is `font`, dated by its period so that the same input
/// gives the same bytes.
pub fn new_book(font: &str, size: f64, about: &About, period: Period) -> Result<Workbook> {
    let mut book = Workbook::new();
    // A default column of 64 pixels: seven a digit, as in both of our fonts at these sizes.
    book.set_default_format(&Format::new().set_font_name(font).set_font_size(size), 20, 64)?;
    // Level 3 takes a fifth less time than the default for a seventh more bytes.
    book.set_zip_compression_level(3);
    let mut properties = DocProperties::new()
        .set_title(in_property(&about.title))
        .set_subject(&about.subject)
        .set_author("tonghop")
        .set_company(in_property(&about.company))
        .set_creation_datetime(&period.last_day());
    for (name, value) in &about.custom {
        properties = properties.set_custom_property(*name, value.as_str());
    }
    book.set_properties(&properties);
    Ok(book)
}

/// Somewhere to write a file to.
pub trait Sink: Write + Seek + Send {}

impl<T: Write + Seek + Send> Sink for T {}

/// Writes the finished workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn finish(mut book: Workbook, out: &mut dyn Sink) -> Result<()> {
    Ok(book.save_to_writer(out)?)
}
