//! Bytes → text for files that do not say, or say wrongly, how they are encoded.

use std::borrow::Cow;
use std::io::BufRead;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text at the start of a file, good enough to tell what it is; nothing when it is no text.
pub fn peek(head: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding.decode(head).0);
    }
    if let Some(encoding) = utf16_without_bom(head) {
        return Some(encoding.decode(head).0);
    }
    if !looks_like_text(head) {
        return None;
    }
    match std::str::from_utf8(head) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => Some(WINDOWS_1252.decode_without_bom_handling(head).0),
    }
}

/// UTF-16 shows as zeros in every second byte: Vietnamese text is mostly Latin letters.
pub fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = head.len() / 2;
    if odd * 2 > pairs && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 2 > pairs && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has next to no control characters; legacy Vietnamese encodings use a few.
fn looks_like_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
    let zeros = bytes.iter().filter(|&&b| b == 0).count();
    let controls = bytes.iter().filter(|b| control(b)).count();
    zeros == 0 && controls * 10 <= bytes.len()
}

/// The encoding of an XML document at the start of a stream, when it is not UTF-8.
pub fn xml_encoding(stream: &mut impl BufRead) -> Option<&'static Encoding> {
    let head = stream.fill_buf().ok()?;
    let head = &head[..head.len().min(256)];
    let encoding = match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding),
        None => utf16_without_bom(head).or_else(|| declared_encoding(head)),
    };
    encoding.filter(|&encoding| encoding != UTF_8)
}

/// `<?xml … encoding="…"?>`
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}
