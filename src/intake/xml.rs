//! XML as a stream of events with bounds: entities are never expanded, no
//! single piece of markup or text may grow without limit.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Config;

use super::limits::Budget;
use super::unread::Unread;
use crate::label;

/// The longest tag, comment or stretch of text. Excel's longest text is 32,767 characters.
const LONGEST_PIECE: usize = 4 * 1024 * 1024;

/// Elements in elements; the parser remembers each until it ends.
const DEEPEST: usize = 10_000;

/// An XML document being read.
pub struct Xml<'a> {
    source: Source<'a>,
    budget: &'a Budget,
    /// How many elements are open.
    depth: usize,
}

enum Source<'a> {
    /// In memory: events borrow from it.
    Whole(Reader<&'a [u8]>),
    Stream {
        reader: Box<Reader<Bounded<'a>>>,
        buffer: Vec<u8>,
    },
}

impl<'a> Xml<'a> {
    /// Reads a document in memory, in UTF-8.
    pub fn of(document: &'a [u8], budget: &'a Budget) -> Self {
        let mut reader = Reader::from_reader(document);
        forgive(reader.config_mut());
        Xml { source: Source::Whole(reader), budget, depth: 0 }
    }

    /// Reads a document as a stream, in UTF-8.
    pub fn streamed(source: impl BufRead + 'a, budget: &'a Budget) -> Self {
        let mut reader = Reader::from_reader(Bounded { inner: Box::new(source), piece: 0 });
        forgive(reader.config_mut());
        let source = Source::Stream { reader: Box::new(reader), buffer: Vec::new() };
        Xml { source, budget, depth: 0 }
    }

    /// The next event. After an error the document is to be given up.
    pub fn next(&mut self) -> Result<Event<'_>, Unread> {
        let event = match &mut self.source {
            Source::Whole(reader) => reader.read_event(),
            Source::Stream { reader, buffer } => {
                buffer.clear();
                reader.get_mut().piece = 0;
                reader.read_event_into(buffer)
            }
        };
        match &event {
            Ok(Event::Start(_)) => self.depth += 1,
            Ok(Event::End(_)) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEEPEST {
            return Err(malformed());
        }
        event.map_err(|error| self.budget.breach().unwrap_or_else(|| broken_xml(&error)))
    }

    /// Takes an element without attributes that holds nothing but plain text,
    /// if exactly that comes next: its text is added to `text`. Most of a sheet is
    /// such elements, and taking them apart event by event is most of the cost.
    pub fn take_plain(&mut self, open: &[u8], close: &[u8], text: &mut String) -> bool {
        match &mut self.source {
            Source::Whole(reader) => take_plain(reader.get_mut(), open, close, text),
            Source::Stream { reader, .. } => take_plain(reader.get_mut(), open, close, text),
        }
    }
}

fn take_plain(source: &mut impl BufRead, open: &[u8], close: &[u8], text: &mut String) -> bool {
    // What is not all in the buffer takes the long way, as an error does.
    let Some(rest) = source.fill_buf().ok().and_then(|bytes| bytes.strip_prefix(open)) else {
        return false;
    };
    let length = rest.iter().position(|byte| matches!(byte, b'<' | b'&' | b'\r'));
    let Some((content, rest)) = length.and_then(|length| rest.split_at_checked(length)) else {
        return false;
    };
    match std::str::from_utf8(content) {
        Ok(content) if rest.starts_with(close) => text.push_str(content),
        _ => return false,
    }
    let consumed = open.len() + content.len() + close.len();
    source.consume(consumed);
    true
}

/// Small breaches of the rules are common in files that other programs make.
fn forgive(config: &mut Config) {
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
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
    listed
        .flatten()
        .map(|attribute| (attribute.key.local_name().into_inner(), unescaped(attribute.value)))
}

/// A value as it is meant: references resolved where they can be.
pub fn unescaped<'e>(raw: impl Into<Cow<'e, str>>) -> Cow<'e, str> {
    let raw = raw.into();
    if !raw.contains('&') {
        return raw;
    }
    quick_xml::escape::unescape(&raw).map(|value| value.into_owned().into()).unwrap_or(raw)
}

/// All attributes with their local names, exactly as written: for elements that
/// come by the million and whose values are numbers and addresses. Malformed ones end the list.
pub fn plain_attributes<'e>(element: &'e BytesStart) -> impl Iterator<Item = (&'e str, &'e str)> {
    let text = element.attributes_raw();
    let bytes = text.as_bytes();
    let mut at = 0;
    // Byte by byte: the pieces are too short for anything cleverer to pay.
    let find = move |from: usize, wanted: u8| {
        bytes.get(from..)?.iter().position(|&byte| byte == wanted).map(|offset| from + offset)
    };
    std::iter::from_fn(move || {
        let equals = find(at, b'=')?;
        let mut open = equals + 1;
        while bytes.get(open)?.is_ascii_whitespace() {
            open += 1;
        }
        let quote = *bytes.get(open).filter(|quote| matches!(quote, b'"' | b'\''))?;
        let close = find(open + 1, quote)?;
        let key = text.get(at..equals)?.trim_ascii();
        at = close + 1;
        let local = key.bytes().position(|byte| byte == b':').map_or(0, |colon| colon + 1);
        Some((key.get(local..)?, text.get(open + 1..close)?))
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
