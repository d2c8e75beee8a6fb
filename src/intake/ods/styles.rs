//! The styles of an OpenDocument file, as far as they carry meaning.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxBuildHasher;

use crate::intake::Unread;
use crate::intake::xml::{Xml, attribute, attributes, malformed};

/// More styles than any program writes; further ones are as good as none.
const MOST_STYLES: usize = 100_000;
/// Styles may build on others, never on themselves.
const MOST_PARENTS: usize = 16;
/// The style of all cells that name none.
const UNSTYLED: &str = "Default";

/// What of a style matters; `None` where its parent decides.
#[derive(Clone, Debug, Default)]
pub struct Style {
    parent: Option<Box<str>>,
    font: Option<Arc<str>>,
    bold: Option<bool>,
    strikeout: Option<bool>,
    number_style: Option<Box<str>>,
    displayed: Option<bool>,
}

/// A style with all that its parents say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub font: Option<Arc<str>>,
    pub bold: bool,
    pub strikeout: bool,
    pub padded_digits: u8,
}

/// What a style is for, and its name; empty for the default style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id {
    family: Family,
    name: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    Cell,
    /// Stretches of text within a cell.
    Text,
    Table,
    Other,
}

#[derive(Default)]
pub struct Styles {
    faces: HashMap<Box<str>, Arc<str>, FxBuildHasher>,
    styles: HashMap<Id, Style, FxBuildHasher>,
    padding: HashMap<Box<str>, u8, FxBuildHasher>,
    looks: HashMap<Id, Look, FxBuildHasher>,
}

impl Id {
    pub fn new(family: Family, name: &str) -> Self {
        Id { family, name: name.into() }
    }

    pub fn of(element: &BytesStart) -> Self {
        let family = match attribute(element, "family").as_deref() {
            Some("table-cell") => Family::Cell,
            Some("text") => Family::Text,
            Some("table") => Family::Table,
            _ => Family::Other,
        };
        Id { family, name: name_of(element) }
    }
}

pub fn name_of(element: &BytesStart) -> Box<str> {
    attribute(element, "name").unwrap_or_default().into()
}

impl Style {
    /// What the element itself says.
    pub fn of(element: &BytesStart) -> Self {
        let mut style = Style::default();
        for (key, value) in attributes(element) {
            match key {
                "parent-style-name" => style.parent = Some(value.into()),
                "data-style-name" => style.number_style = Some(value.into()),
                _ => {}
            }
        }
        style
    }

    /// What the elements inside it say, up to its end.
    pub fn read_properties(mut self, xml: &mut Xml) -> Result<Self, Unread> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Event::Start(element) => {
                    depth += 1;
                    self.take(&element);
                }
                Event::Empty(element) => self.take(&element),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(malformed()),
                _ => {}
            }
        }
        Ok(self)
    }

    fn take(&mut self, element: &BytesStart) {
        match element.local_name().into_inner() {
            "text-properties" | "properties" => {}
            "table-properties" => {
                self.displayed = attribute(element, "display").map(|value| value != "false");
                return;
            }
            _ => return,
        }
        for (key, value) in attributes(element) {
            match key {
                // The family itself outdoes the name of a declared face.
                "font-family" => self.font = Some(unquoted(&value).into()),
                "font-name" if self.font.is_none() => self.font = Some(value.into()),
                "font-weight" => self.bold = Some(is_bold(&value)),
                "text-line-through-style" | "text-line-through-type" => {
                    self.strikeout = Some(value != "none");
                }
                _ => {}
            }
        }
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

/// Families with blanks in their names stand in quotes.
fn unquoted(family: &str) -> &str {
    family.trim().trim_matches(['\'', '"'])
}

/// How many digits a number style pads to, up to the style's end.
pub fn read_padding(xml: &mut Xml) -> Result<u8, Unread> {
    let (mut depth, mut digits) = (1, 0);
    while depth > 0 {
        match xml.next()? {
            Event::Start(element) => {
                depth += 1;
                digits = padding_of(&element).unwrap_or(digits);
            }
            Event::Empty(element) => digits = padding_of(&element).unwrap_or(digits),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(malformed()),
            _ => {}
        }
    }
    Ok(digits)
}

fn padding_of(element: &BytesStart) -> Option<u8> {
    if element.local_name().into_inner() != "number" {
        return None;
    }
    let mut digits = 0;
    for (key, value) in attributes(element) {
        match key {
            "min-integer-digits" => digits = value.parse().unwrap_or(0),
            "grouping" if value == "true" => return Some(0),
            "decimal-places" | "min-decimal-places" if value != "0" => return Some(0),
            _ => {}
        }
    }
    Some(if digits > 1 { digits } else { 0 })
}

impl Styles {
    /// Takes in a font face, which styles name instead of the family.
    pub fn add_face(&mut self, element: &BytesStart) {
        let family = attribute(element, "font-family");
        if let Some(family) = family.filter(|_| self.faces.len() < MOST_STYLES) {
            self.faces.insert(name_of(element), unquoted(&family).into());
        }
    }

    pub fn add(&mut self, id: Id, style: Style) {
        if id.family != Family::Other && self.styles.len() < MOST_STYLES {
            self.styles.insert(id, style);
        }
    }

    pub fn add_padding(&mut self, name: Box<str>, digits: u8) {
        if digits > 0 && self.padding.len() < MOST_STYLES {
            self.padding.insert(name, digits);
        }
    }

    /// Whether tables of this style are shown.
    pub fn shows_table(&self, name: &str) -> bool {
        let style = self.styles.get(&Id::new(Family::Table, name));
        style.and_then(|style| style.displayed).unwrap_or(true)
    }

    /// How text or a cell of this style looks. Styles are complete once they are asked for.
    pub fn look(&mut self, id: Id) -> Look {
        if let Some(look) = self.looks.get(&id) {
            return look.clone();
        }
        let look = self.resolve(&id);
        if self.looks.len() < MOST_STYLES {
            self.looks.insert(id, look.clone());
        }
        look
    }

    fn resolve(&self, id: &Id) -> Look {
        let mut all = self.styles.get(id).cloned().unwrap_or_default();
        for _ in 0..MOST_PARENTS {
            let Some(name) = all.parent.take() else { break };
            all.inherit(self.styles.get(&Id { family: id.family, name }));
        }
        all.inherit(self.styles.get(&Id::new(id.family, UNSTYLED)));
        all.inherit(self.styles.get(&Id::new(id.family, "")));
        let face = |font: Arc<str>| self.faces.get(&*font).cloned().unwrap_or(font);
        let padding = all.number_style.and_then(|name| self.padding.get(&name));
        Look {
            font: all.font.map(face),
            bold: all.bold.unwrap_or(false),
            strikeout: all.strikeout.unwrap_or(false),
            padded_digits: padding.copied().unwrap_or(0),
        }
    }
}

impl Style {
    /// Takes from a parent what the style itself leaves open.
    fn inherit(&mut self, parent: Option<&Style>) {
        let Some(parent) = parent else { return };
        self.parent = parent.parent.clone();
        self.font = self.font.take().or_else(|| parent.font.clone());
        self.bold = self.bold.or(parent.bold);
        self.strikeout = self.strikeout.or(parent.strikeout);
        self.number_style = self.number_style.take().or_else(|| parent.number_style.clone());
    }
}
