//! XML as a stream of events with bounds: entities are never expanded, no
//! single piece of markup or text may grow without limit.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::limits::Budget;
use super::unread::Unread;
use crate::label;

/// The longest tag, comment or stretch of text. Excel's longest text is 32,767 characters.
const LONGEST_PIECE: usize = 4 * 1024 * 1024;

/// An XML document being read.
pub struct Xml<'a> {
    reader: Reader<Bounded<'a>>,
    buffer: Vec<u8>,
    budget: &'a Budget,
}

impl<'a> Xml<'a> {
    /// Reads UTF-8.
    pub fn new(source: Box<dyn BufRead + 'a>, budget: &'a Budget) -> Self {
        let mut reader = Reader::from_reader(Bounded { inner: source, piece: 0 });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { reader, buffer: Vec::new(), budget }
    }

    /// The next event. After an error the document is to be given up.
    pub fn next(&mut self) -> Result<Event<'_>, Unread> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        self.reader.read_event_into(&mut self.buffer).map_err(|error| match self.budget.breach() {
            Some(breach) => breach,
            None => broken_xml(&error),
        })
    }
}

fn broken_xml(error: &quick_xml::Error) -> Unread {
    match error {
        quick_xml::Error::Io(_) => super::zip_parts::broken_archive(),
        _ => malformed(),
    }
}

/// The XML of a part breaks its own rules or ends too early.
pub fn malformed() -> Unread {
    Unread::damaged(label!(
        vi: "nội dung bên trong sai cấu trúc hoặc bị cắt cụt",
        en: "its content is malformed or cut off",
    ))
}

/// An attribute's value by its local name, references resolved.
pub fn attribute<'e>(element: &'e BytesStart, name: &str) -> Option<Cow<'e, str>> {
    attributes(element).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// All attributes with their local names, references resolved where they can be.
pub fn attributes<'e>(element: &'e BytesStart) -> impl Iterator<Item = (&'e str, Cow<'e, str>)> {
    let mut listed = element.attributes();
    listed.with_checks(false);
    listed.flatten().map(|attribute| {
        let key = attribute.key.local_name().into_inner();
        let raw = attribute.value;
        let value = if raw.contains('&') {
            quick_xml::escape::unescape(&raw).map(|value| value.into_owned().into()).unwrap_or(raw)
        } else {
            raw
        };
        (key, value)
    })
}

/// `1` and `true` in all the spellings that XML Schema and Office know.
pub fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on" | "t" | "True" | "TRUE")
}

/// The characters that a reference stands for; nothing for entities that only
/// a document type could define.
pub fn resolve(reference: &BytesRef) -> Option<Cow<'static, str>> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(Cow::Owned(character.to_string())),
        Ok(None) => resolve_xml_entity(reference).map(Cow::Borrowed),
        Err(_) => None,
    }
}

/// Ends the stream with an error when one event takes in too many bytes.
struct Bounded<'a> {
    inner: Box<dyn BufRead + 'a>,
    piece: usize,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl BufRead for Bounded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > LONGEST_PIECE {
            return Err(io::Error::other("a piece of XML is too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.piece = self.piece.saturating_add(amount);
        self.inner.consume(amount);
    }
}
