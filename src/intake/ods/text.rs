//! The paragraphs of a cell: their text, and how most of it looks.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::skip;
use super::styles::{Family, Id, Look, Styles};
use crate::intake::Unread;
use crate::intake::xml::{Xml, attribute, malformed, resolve};

/// Far more than any program keeps in a cell; a few bytes of markup can ask for more.
const LONGEST_TEXT: usize = 1024 * 1024;
const MOST_SPACES: usize = 32_767;
/// Deeper nesting than anybody writes.
const DEEPEST: usize = 256;

/// A cell's text in the making.
#[derive(Default)]
pub struct CellText {
    text: String,
    paragraphs: u32,
    /// Only white space since the line broke.
    indented: bool,
    /// Nothing since the paragraph began or markup asked for white space.
    fresh: bool,
    /// Characters in the cell's own style.
    own: usize,
    /// Stretches in a style of their own, with their lengths.
    spans: Vec<(Id, usize)>,
}

impl CellText {
    /// Reads what a cell holds, up to its end. Notes and drawings are passed over.
    pub fn read(xml: &mut Xml) -> Result<Self, Unread> {
        let mut text = CellText::default();
        loop {
            match xml.next()? {
                Event::Start(element) if is_paragraph(&element) => text.paragraph(xml)?,
                Event::Empty(element) if is_paragraph(&element) => text.begin_paragraph(),
                Event::Start(_) => skip(xml)?,
                Event::End(_) => return Ok(text),
                Event::Eof => return Err(malformed()),
                _ => {}
            }
        }
    }

    pub fn into_text(self) -> Box<str> {
        self.text.into()
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How the longest stretch looks, where it is longer than all that looks as the cell's style says.
    pub fn look(&self, styles: &mut Styles) -> Option<Look> {
        let (id, length) = self.spans.iter().max_by_key(|(_, length)| *length)?;
        (*length > self.own).then(|| styles.look(id.clone()))
    }

    /// Whether all of the text is struck out: half a text struck out is a correction.
    pub fn struck_out(&self, own: bool, styles: &mut Styles) -> bool {
        let mut struck = |(id, _): &(Id, usize)| styles.look(id.clone()).strikeout;
        own || (self.own == 0 && !self.spans.is_empty() && self.spans.iter().all(&mut struck))
    }

    fn begin_paragraph(&mut self) {
        if self.paragraphs > 0 {
            // Of no style: it does not count as text.
            self.text.push('\n');
        }
        self.paragraphs = self.paragraphs.saturating_add(1);
        (self.indented, self.fresh) = (false, true);
    }

    fn paragraph(&mut self, xml: &mut Xml) -> Result<(), Unread> {
        self.begin_paragraph();
        let mut spans: Vec<Option<Id>> = vec![None];
        while let Some(span) = spans.last().cloned() {
            let piece = match xml.next()? {
                Event::Start(element) => match Inline::of(&element) {
                    Inline::Stretch(_) if spans.len() > DEEPEST => return Err(malformed()),
                    Inline::Stretch(style) => {
                        spans.push(style.or(span));
                        continue;
                    }
                    Inline::Text(text) => {
                        skip(xml)?;
                        self.put_exact(&text, span.as_ref());
                        continue;
                    }
                    Inline::Nothing => {
                        skip(xml)?;
                        continue;
                    }
                },
                Event::Empty(element) => {
                    if let Inline::Text(text) = Inline::of(&element) {
                        self.put_exact(&text, span.as_ref());
                    }
                    continue;
                }
                Event::Text(text) => text.xml10_content().into_owned(),
                Event::CData(text) => text.xml10_content().into_owned(),
                Event::GeneralRef(reference) => {
                    resolve(&reference).map(Cow::into_owned).unwrap_or_default()
                }
                Event::End(_) => {
                    spans.pop();
                    continue;
                }
                Event::Eof => return Err(malformed()),
                _ => continue,
            };
            self.put_lines(&piece, span.as_ref());
        }
        Ok(())
    }

    /// White space stands as it is, as LibreOffice reads and writes it. Only where
    /// lines break it comes from a program that indents its XML: one space
    /// between words, none at either end of a paragraph.
    fn put_lines(&mut self, piece: &str, span: Option<&Id>) {
        let mut lines = piece.split(['\n', '\r']).peekable();
        while let Some(mut line) = lines.next() {
            if self.indented {
                line = line.trim_start();
            }
            let breaks = lines.peek().is_some();
            if breaks {
                line = line.trim_end();
            }
            if !line.is_empty() {
                if self.indented && !self.fresh {
                    self.put(" ", span);
                }
                self.put(line, span);
                (self.indented, self.fresh) = (false, false);
            }
            self.indented |= breaks;
        }
    }

    /// Spaces and breaks that markup asks for.
    fn put_exact(&mut self, text: &str, span: Option<&Id>) {
        self.put(text, span);
        (self.indented, self.fresh) = (false, true);
    }

    fn put(&mut self, text: &str, span: Option<&Id>) {
        if self.text.len() + text.len() > LONGEST_TEXT {
            return;
        }
        self.text.push_str(text);
        let Some(id) = span else {
            self.own += text.len();
            return;
        };
        match self.spans.last_mut().filter(|(last, _)| last == id) {
            Some((_, length)) => *length += text.len(),
            None => self.spans.push((id.clone(), text.len())),
        }
    }
}

fn is_paragraph(element: &BytesStart) -> bool {
    matches!(element.local_name().into_inner(), "p" | "h")
}

/// What an element inside a paragraph stands for.
enum Inline {
    /// Text with perhaps a style of its own.
    Stretch(Option<Id>),
    Text(String),
    /// Notes, drawings, readings of Asian characters.
    Nothing,
}

impl Inline {
    fn of(element: &BytesStart) -> Inline {
        match element.local_name().into_inner() {
            "s" => {
                let count = attribute(element, "c").and_then(|count| count.parse().ok());
                Inline::Text(" ".repeat(count.unwrap_or(1).min(MOST_SPACES)))
            }
            "tab" => Inline::Text("\t".to_owned()),
            "line-break" => Inline::Text("\n".to_owned()),
            "span" => Inline::Stretch(
                attribute(element, "style-name").map(|name| Id::new(Family::Text, &name)),
            ),
            "annotation" | "annotation-end" | "ruby-text" | "note" | "frame" | "custom-shape" => {
                Inline::Nothing
            }
            _ => Inline::Stretch(None),
        }
    }
}
