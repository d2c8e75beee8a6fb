//! `styles.xml`: for every cell format, the font and what its number format means.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::super::number_format::NumberFormat;
use super::super::unread::Unread;
use super::super::xml::{Xml, attribute, attributes, is_true};

/// Excel's own limit is 65,490 cell formats; what comes after this many is left out.
const MOST_FORMATS: usize = 100_000;

/// A font, as far as it carries meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Font {
    pub name: Option<Arc<str>>,
    pub bold: bool,
    pub strikeout: bool,
}

impl Font {
    /// Takes a property from an element inside `font` or `rPr`.
    pub fn take(&mut self, property: &BytesStart, names: &mut FontNames) {
        let on = || attribute(property, "val").is_none_or(|value| is_true(&value));
        match property.local_name().as_ref() {
            "name" | "rFont" => {
                self.name = attribute(property, "val").and_then(|name| names.intern(&name));
            }
            "b" => self.bold = on(),
            "strike" => self.strikeout = on(),
            _ => {}
        }
    }
}

/// Each font name once, however many fonts share it.
#[derive(Debug, Default)]
pub struct FontNames(FxHashMap<Box<str>, Arc<str>>);

impl FontNames {
    /// The shared name; nothing for one that is longer than any font's (Windows allows 31 characters).
    fn intern(&mut self, name: &str) -> Option<Arc<str>> {
        if name.is_empty() || name.len() > 255 {
            return None;
        }
        if let Some(known) = self.0.get(name) {
            return Some(known.clone());
        }
        let shared: Arc<str> = name.into();
        if self.0.len() < MOST_FORMATS {
            self.0.insert(name.into(), shared.clone());
        }
        Some(shared)
    }
}

/// The formats that cells refer to by number.
#[derive(Debug, Default)]
pub struct Styles {
    fonts: Vec<Font>,
    number_formats: FxHashMap<u32, NumberFormat>,
    cell_formats: Vec<CellFormat>,
    pub font_names: FontNames,
}

/// What cells of one format share.
#[derive(Clone, Copy, Debug, Default)]
struct CellFormat {
    font: u32,
    number_format: u32,
    /// What the number format means, once all of them are known.
    number: NumberFormat,
}

impl Styles {
    /// The font of a cell format.
    pub fn font(&self, style: u32) -> Option<&Font> {
        self.fonts.get(self.cell_formats.get(style as usize)?.font as usize)
    }

    /// The number format of a cell format.
    pub fn number_format(&self, style: u32) -> NumberFormat {
        self.cell_formats.get(style as usize).map(|format| format.number).unwrap_or_default()
    }

    pub fn read(mut xml: Xml) -> Result<Self, Unread> {
        let mut styles = Styles::default();
        let mut section = Section::Other;
        loop {
            match xml.next()? {
                Event::Start(e) => match Section::of(e.local_name().as_ref()) {
                    Some(entered) => section = entered,
                    None => styles.take(section, &e),
                },
                Event::Empty(e) => styles.take(section, &e),
                Event::End(e) if Section::of(e.local_name().as_ref()).is_some() => {
                    section = Section::Other;
                }
                Event::Eof => {
                    styles.settle();
                    return Ok(styles);
                }
                _ => {}
            }
        }
    }

    fn settle(&mut self) {
        for format in &mut self.cell_formats {
            let id = format.number_format;
            let own = self.number_formats.get(&id).copied();
            format.number = own.unwrap_or_else(|| NumberFormat::built_in(id));
        }
    }

    fn take(&mut self, section: Section, element: &BytesStart) {
        let name = element.local_name().into_inner();
        match section {
            Section::Fonts if name == "font" && self.fonts.len() < MOST_FORMATS => {
                self.fonts.push(Font::default());
            }
            Section::Fonts => {
                if let Some(font) = self.fonts.last_mut() {
                    font.take(element, &mut self.font_names);
                }
            }
            Section::NumberFormats if self.number_formats.len() < MOST_FORMATS => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(element, "formatCode");
                if let (Some(id), Some(code)) = (id, code) {
                    self.number_formats.insert(id, NumberFormat::parse(&code));
                }
            }
            Section::CellFormats if name == "xf" && self.cell_formats.len() < MOST_FORMATS => {
                self.cell_formats.push(cell_format(element));
            }
            _ => {}
        }
    }
}

fn cell_format(element: &BytesStart) -> CellFormat {
    let mut format = CellFormat::default();
    for (key, value) in attributes(element) {
        match key {
            "fontId" => format.font = value.parse().unwrap_or(0),
            "numFmtId" => format.number_format = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    format
}

/// The part of the style sheet that an element stands in: `dxfs` have fonts too.
#[derive(Clone, Copy)]
enum Section {
    Fonts,
    NumberFormats,
    CellFormats,
    Other,
}

impl Section {
    fn of(name: &str) -> Option<Self> {
        match name {
            "fonts" => Some(Section::Fonts),
            "numFmts" => Some(Section::NumberFormats),
            "cellXfs" => Some(Section::CellFormats),
            "dxfs" | "cellStyleXfs" | "cellStyles" | "fills" | "borders" | "extLst" => {
                Some(Section::Other)
            }
            _ => None,
        }
    }
}
