//! Text with runs: the content of `si` and `is` elements.

use quick_xml::events::BytesStart;

use super::super::xml::attribute;
use super::styles::{Font, FontNames};

/// Text in the making; feed it the events between the start and the end of an
/// `si` or `is`. Phonetic runs (`rPh`) are left out.
#[derive(Default)]
pub struct RichText {
    text: String,
    /// Where the text of the current `t` starts.
    piece: Option<usize>,
    preserve: bool,
    phonetic: bool,
    /// The current run's font, from its `rPr`.
    run: Option<Font>,
    in_properties: bool,
    longest: usize,
    longest_font: Option<Font>,
    struck: usize,
    visible: usize,
}

impl RichText {
    pub fn clear(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        *self = RichText { text, ..RichText::default() };
    }

    pub fn start(&mut self, element: &BytesStart, fonts: &mut FontNames) {
        match element.local_name().as_ref() {
            "t" if !self.phonetic => {
                self.piece = Some(self.text.len());
                self.preserve = attribute(element, "space").is_some_and(|v| v == "preserve");
            }
            "r" => self.run = None,
            "rPr" => {
                self.in_properties = true;
                self.run = Some(Font::default());
            }
            "rPh" => self.phonetic = true,
            _ if self.in_properties => {
                if let Some(font) = &mut self.run {
                    font.take(element, fonts);
                }
            }
            _ => {}
        }
    }

    /// Starts a `t` without attributes whose text the caller adds.
    pub fn start_piece(&mut self) -> &mut String {
        self.piece = Some(self.text.len());
        &mut self.text
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "t" => self.end_piece(),
            "r" => self.run = None,
            "rPr" => self.in_properties = false,
            "rPh" => self.phonetic = false,
            _ => {}
        }
    }

    /// Is text content wanted here?
    pub fn wants_text(&self) -> bool {
        self.piece.is_some()
    }

    pub fn push(&mut self, text: &str) {
        if self.piece.is_some() {
            self.text.push_str(text);
        }
    }

    fn end_piece(&mut self) {
        let Some(start) = self.piece.take() else {
            return;
        };
        if !self.preserve {
            trim_from(&mut self.text, start);
        }
        unescape_from(&mut self.text, start);
        let visible = self.text[start..].chars().filter(|c| !c.is_whitespace()).count();
        self.visible += visible;
        if self.run.as_ref().is_some_and(|font| font.strikeout) {
            self.struck += visible;
        }
        if visible > self.longest {
            self.longest = visible;
            self.longest_font.clone_from(&self.run);
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The font of the longest run, where it has one of its own. Struck out
    /// only when all of the text is: half a text struck out is a correction, and
    /// the rest still counts.
    pub fn font(&self) -> Option<Font> {
        let mut font = self.longest_font.clone()?;
        font.strikeout = self.visible > 0 && self.struck == self.visible;
        Some(font)
    }
}

/// Without `xml:space="preserve"`, space around a text is none; other white space is.
fn trim_from(text: &mut String, start: usize) {
    const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];
    let end = start + text[start..].trim_end_matches(SPACE).len();
    text.truncate(end);
    let leading = text[start..].len() - text[start..].trim_start_matches(SPACE).len();
    text.replace_range(start..start + leading, "");
}

/// Replaces `_xHHHH_` by the UTF-16 unit that it stands for (ECMA-376 part 1, 22.9.2.19), from `start` on.
pub fn unescape_from(text: &mut String, start: usize) {
    let Some(first) = text[start..].find("_x") else {
        return;
    };
    let first = start + first;
    let escaped = text[first..].to_owned();
    let mut rest = escaped.as_str();
    text.truncate(first);
    let mut units: Vec<u16> = Vec::new();
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = escape_at(rest) {
            units.push(unit);
            rest = &rest[ESCAPE..];
            continue;
        }
        flush(&mut units, text);
        text.push(c);
        rest = &rest[c.len_utf8()..];
    }
    flush(&mut units, text);
}

/// Length of `_xHHHH_`.
const ESCAPE: usize = 7;

fn escape_at(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let escape = text.as_bytes().get(ESCAPE - 1) == Some(&b'_');
    let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if escape && hexadecimal { u16::from_str_radix(digits, 16).ok() } else { None }
}

fn flush(units: &mut Vec<u16>, text: &mut String) {
    let decoded = char::decode_utf16(units.drain(..));
    text.extend(decoded.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescaped(text: &str) -> String {
        let mut text = text.to_owned();
        unescape_from(&mut text, 0);
        text
    }

    #[test]
    fn escapes_stand_for_utf16_units() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xD83D__xDE00_"), "😀");
        assert_eq!(unescaped("_xD83D_"), "\u{FFFD}");
        assert_eq!(unescaped("_x00_ _xỹ00D_ _x+00D_ _x000D"), "_x00_ _xỹ00D_ _x+00D_ _x000D");
    }

    #[test]
    fn only_the_last_piece_is_trimmed() {
        let mut text = "a  b \n".to_owned();
        trim_from(&mut text, 1);
        assert_eq!(text, "ab");
    }
}
