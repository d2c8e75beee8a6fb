//! Bytes → text for files that do not say, or say wrongly, how they are encoded.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

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
