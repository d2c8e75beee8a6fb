//! Bytes → text for files that do not say, or say wrongly, how they are encoded.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// The text at the start of a file, good enough to tell what it is; nothing when it is no text.
pub fn peek(head: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(encoding) = unicode_by_pattern(head) {
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

/// A file's text. In order: a byte order mark, the zeros of UTF-16, valid
/// UTF-8, what the file itself declares, Windows-1258 where that makes
/// Vietnamese of it, else Windows-1252. TCVN3 and VNI come out as the
/// characters that Windows shows without their fonts; telling them is a later step.
pub fn decode<'b>(bytes: &'b [u8], declared: Option<&'static Encoding>) -> Cow<'b, str> {
    if let Some(encoding) = unicode_by_pattern(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    if is_mostly_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    // Between these three the bytes are better evidence than any declaration.
    let unsure = [UTF_8, WINDOWS_1252, WINDOWS_1258];
    match declared.filter(|encoding| !unsure.contains(encoding)) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => vietnamese_or_western(bytes),
    }
}

/// Windows-1258 writes tones as marks after their letters: composed here.
fn vietnamese_or_western(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(256 * 1024)];
    if makes_vietnamese(&WINDOWS_1258.decode_without_bom_handling(head).0) {
        let text = WINDOWS_1258.decode_without_bom_handling(bytes).0;
        Cow::Owned(text.nfc().collect())
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    }
}

/// Letters that only Vietnamese has as single letters of Windows-1258, and its tone marks.
const VIETNAMESE: &str = "ăâđêôơưĂÂĐÊÔƠƯàáèéùúóíÀÁÈÉÙÚÓÍ";
const TONES: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}";
const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

/// Does a text decoded as Windows-1258 read as Vietnamese? Nearly all of its
/// letters beyond ASCII are Vietnamese, and nearly all tones stand on vowels; text in
/// TCVN3 or VNI has other letters, and "tones" after consonants.
fn makes_vietnamese(text: &str) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut before = ' ';
    for c in text.chars() {
        let fits = match c {
            _ if TONES.contains(c) => VOWELS.contains(before),
            _ if VIETNAMESE.contains(c) => true,
            // Punctuation that Word puts in: dashes, quotes, dots, no-break space.
            '\u{2010}'..='\u{2026}' | '\u{a0}' | '\0'..='\u{7f}' => {
                before = c;
                continue;
            }
            _ => false,
        };
        *(if fits { &mut good } else { &mut bad }) += 1;
        before = c;
    }
    good > 0 && bad * 20 <= good
}

fn unicode_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    marked.or_else(|| utf16_without_bom(bytes))
}

/// UTF-16 shows as zeros in every second byte: Vietnamese text is mostly Latin letters.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
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

/// UTF-8 with a few broken bytes, such as a text cut in the middle of a letter.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken * 3
}

/// Text has next to no control characters; legacy Vietnamese encodings use a few.
fn looks_like_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
    let zeros = bytes.iter().filter(|&&b| b == 0).count();
    let controls = bytes.iter().filter(|b| control(b)).count();
    zeros == 0 && controls * 10 <= bytes.len()
}

/// The encoding of an XML document, when it is not UTF-8.
pub fn declared_by_xml(document: &[u8]) -> Option<&'static Encoding> {
    let head = &document[..document.len().min(256)];
    let encoding = unicode_by_pattern(head).or_else(|| declared_in_xml(head));
    encoding.filter(|&encoding| encoding != UTF_8)
}

/// `<?xml … encoding="…"?>`
pub fn declared_in_xml(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}

/// `charset=…` in the head of a page or of a MIME part.
pub fn declared_in_html(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
    Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Họ và tên;Nguyễn Thị Ánh;Sở Tài chính;Đảng viên dự bị";

    /// Vietnamese as Windows-1258 stores it: marks after the letters, but â ê ô ơ ư ă whole.
    fn windows_1258(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for c in text.chars() {
            let whole = WINDOWS_1258.encode(&c.to_string()).0.into_owned();
            let parts: String = std::iter::once(c).nfd().collect();
            let known = !WINDOWS_1258.encode(&c.to_string()).2;
            if known {
                bytes.extend(whole);
                continue;
            }
            // Base with its shape (â, ơ …) whole, the tone after it.
            let (tone, rest): (String, String) = parts.chars().partition(|c| TONES.contains(*c));
            let base: String = rest.nfc().collect();
            bytes.extend(WINDOWS_1258.encode(&base).0.iter());
            bytes.extend(WINDOWS_1258.encode(&tone).0.iter());
        }
        bytes
    }

    #[test]
    fn every_encoding_in_use_is_told_from_the_bytes() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        for bytes in [TEXT.as_bytes().to_vec(), marked, utf16, utf16_be, windows_1258(TEXT)] {
            assert_eq!(decode(&bytes, None), TEXT);
        }
    }

    #[test]
    fn utf8_cut_in_the_middle_of_a_letter_stays_utf8() {
        let bytes = &TEXT.as_bytes()[..TEXT.len() - 2];
        assert!(decode(bytes, None).starts_with("Họ và tên;Nguyễn Thị Ánh"));
    }

    #[test]
    fn legacy_fonts_come_out_as_windows_shows_them() {
        for shown in ["Céng hßa x· héi chñ nghÜa ViÖt Nam", "Nguyeãn Vaên Ñöùc, Ñaûng boä"]
        {
            let bytes = WINDOWS_1252.encode(shown).0;
            assert_eq!(decode(&bytes, None), shown);
        }
    }

    #[test]
    fn what_a_page_declares_counts_only_where_it_can_be_true() {
        let page = "<meta charset=\"windows-1258\">".as_bytes();
        assert_eq!(declared_in_html(page), Some(WINDOWS_1258));
        assert_eq!(declared_in_html(b"text/html; charset=utf-8"), Some(UTF_8));
        assert_eq!(decode(TEXT.as_bytes(), Some(WINDOWS_1252)), TEXT);
    }
}
