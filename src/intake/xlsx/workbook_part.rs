//! `workbook.xml`: the sheets and how days are counted.

use quick_xml::events::{BytesStart, Event};

use super::super::unread::Unread;
use super::super::xml::{Xml, attribute, attributes, is_true};
use crate::model::workbook::Visibility;

/// What the workbook part says.
#[derive(Debug, Default)]
pub struct WorkbookPart {
    pub sheets: Vec<SheetEntry>,
    /// There are more than are taken.
    pub more_sheets: bool,
    /// Days are counted from 1904.
    pub date_1904: bool,
    /// The writer asked for all formulas to be calculated when the file is opened.
    pub calculate_on_load: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug, Default)]
pub struct SheetEntry {
    pub name: String,
    pub visibility: Visibility,
    pub relationship: String,
}

/// More sheets than anybody makes.
const MOST_SHEETS: usize = 1000;

impl WorkbookPart {
    pub fn read(mut xml: Xml) -> Result<Self, Unread> {
        let mut part = WorkbookPart::default();
        loop {
            match xml.next()? {
                Event::Start(e) | Event::Empty(e) => part.take(&e),
                Event::Eof => return Ok(part),
                _ => {}
            }
        }
    }

    fn take(&mut self, element: &BytesStart) {
        let on = |name| attribute(element, name).is_some_and(|value| is_true(&value));
        match element.local_name().as_ref() {
            "sheet" if self.sheets.len() < MOST_SHEETS => self.sheets.push(sheet_entry(element)),
            "sheet" => self.more_sheets = true,
            // Extensions repeat these elements with other attributes.
            "workbookPr" => self.date_1904 |= on("date1904"),
            "calcPr" => self.calculate_on_load |= on("fullCalcOnLoad"),
            _ => {}
        }
    }
}

fn sheet_entry(element: &BytesStart) -> SheetEntry {
    let mut entry = SheetEntry::default();
    for (key, value) in attributes(element) {
        match key {
            "name" => entry.name = value.into_owned(),
            // `r:id`, under whatever prefix; the unprefixed number is `sheetId`.
            "id" => entry.relationship = value.into_owned(),
            "state" => {
                entry.visibility = match value.as_ref() {
                    "hidden" => Visibility::Hidden,
                    "veryHidden" => Visibility::VeryHidden,
                    _ => Visibility::Visible,
                };
            }
            _ => {}
        }
    }
    entry
}
