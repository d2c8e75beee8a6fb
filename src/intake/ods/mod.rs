//! Reads OpenDocument spreadsheets, zipped (.ods) or in one XML file (.fods).
//!
//! One pass over the XML. What a document repeats by a number is bounded by
//! the grid and the budget before it is made, and a document without an end is damage.

mod cell;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use std::io::Cursor;

use quick_xml::events::Event;

use super::charset::declared_by_xml;
use super::xml::{Xml, malformed};
use super::zip_parts::Parts;
use super::{Budget, Content, Unread};
use crate::label;
use styles::Styles;

/// The sheets of a file whose content was told to be OpenDocument.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let mut styles = Styles::default();
    if is_flat(bytes) {
        let mut xml = flat(bytes, budget);
        return read_document(&mut xml, &mut styles, Part::Content, budget);
    }
    let mut parts = Parts::open(bytes, budget)?;
    if parts.has("encrypted-package") || is_encrypted(&mut parts)? {
        return Err(Unread::Encrypted);
    }
    // A document is readable without its named styles.
    if let Ok(Some(mut xml)) = parts.xml("styles.xml") {
        let _ = read_document(&mut xml, &mut styles, Part::Styles, budget);
    }
    match parts.xml("content.xml")? {
        Some(mut xml) => read_document(&mut xml, &mut styles, Part::Content, budget),
        None => Err(Unread::damaged(label!(
            vi: "thiếu phần nội dung (content.xml)",
            en: "its content (content.xml) is missing",
        ))),
    }
}

/// A document in one file begins with markup, after a byte order mark perhaps.
fn is_flat(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    first.is_some_and(|byte| matches!(byte, b'<' | 0xEF | 0xFE | 0xFF))
}

/// A document in one file, in whatever encoding it says.
fn flat<'a>(bytes: &'a [u8], budget: &'a Budget) -> Xml<'a> {
    match declared_by_xml(bytes) {
        None => Xml::streamed(bytes, budget),
        Some(encoding) => {
            let text = encoding.decode(bytes).0.into_owned();
            Xml::streamed(Cursor::new(text.into_bytes()), budget)
        }
    }
}

/// The manifest says how parts are encrypted, if they are.
fn is_encrypted(parts: &mut Parts) -> Result<bool, Unread> {
    let Some(mut xml) = parts.xml("META-INF/manifest.xml")? else { return Ok(false) };
    loop {
        match xml.next() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().into_inner() == "encryption-data" =>
            {
                return Ok(true);
            }
            // A broken manifest says nothing about the content.
            Ok(Event::Eof) | Err(Unread::Damaged { .. }) => return Ok(false),
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Styles,
    Content,
}

fn read_document(
    xml: &mut Xml,
    styles: &mut Styles,
    part: Part,
    budget: &Budget,
) -> Result<Content, Unread> {
    let mut content = Content::default();
    let mut spreadsheet = false;
    loop {
        let (element, open) = match xml.next()? {
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            Event::End(end) if is_root(end.local_name().into_inner()) => break,
            Event::Eof => return Err(malformed()),
            _ => continue,
        };
        match element.local_name().into_inner() {
            "font-face" => styles.add_face(&element),
            "style" | "default-style" => {
                let id = styles::Id::of(&element);
                let style = styles::Style::of(&element);
                let style = if open { style.read_properties(xml)? } else { style };
                styles.add(id, style);
            }
            "number-style" if open => {
                let name = styles::name_of(&element);
                let digits = styles::read_padding(xml)?;
                styles.add_padding(name, digits);
            }
            "spreadsheet" => spreadsheet = true,
            "table" if spreadsheet => {
                let heading = sheet::Heading::of(&element);
                let inside = if open { Some(&mut *xml) } else { None };
                content.sheets.extend(sheet::read(inside, heading, styles, budget)?);
            }
            // What belongs to page layouts repeats names of the content's own styles.
            "automatic-styles" | "master-styles" if open && part == Part::Styles => skip(xml)?,
            name if open && NO_SHEETS.contains(&name) => skip(xml)?,
            _ => {}
        }
    }
    if part == Part::Content && !spreadsheet {
        return Err(Unread::unknown(label!(
            vi: "tài liệu OpenDocument không phải bảng tính",
            en: "an OpenDocument file that is no spreadsheet",
        )));
    }
    Ok(content)
}

fn is_root(name: &str) -> bool {
    matches!(name, "document" | "document-content" | "document-styles")
}

/// Elements that hold tables or styles which are none of the sheets'.
const NO_SHEETS: &[&str] =
    &["tracked-changes", "dde-links", "content-validations", "data-pilot-tables", "scripts"];

/// Passes over the rest of an element that has just been opened.
fn skip(xml: &mut Xml) -> Result<(), Unread> {
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(malformed()),
            _ => {}
        }
    }
    Ok(())
}
