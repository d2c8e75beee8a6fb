//! UTF-8 that was read as Windows-1252 (`Nguyá»…n`): the bytes are all there
//! and can be read again.

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};

use super::super::letter::Letter;

/// The text read again as UTF-8, or `None` when that does not make Vietnamese
/// text of everything in it that is not ASCII. Text that went wrong twice is repaired twice.
pub(super) fn repair(text: &str) -> Option<String> {
    if !has_sequence(text) {
        return None;
    }
    let once = [WINDOWS_1252, WINDOWS_1258].into_iter().find_map(|page| read_again(text, page))?;
    let text = read_again(&once, WINDOWS_1252).unwrap_or(once);
    text.chars().all(is_expected).then_some(text)
}

/// Whether a character that can be the first byte of a letter stands before
/// another that is not ASCII: rare in any text that was read rightly.
fn has_sequence(text: &str) -> bool {
    let mut first = false;
    text.chars().any(|c| {
        let follows = std::mem::replace(&mut first, matches!(c, 'Â'..='ß' | 'à'..='ï' | 'Ă'));
        follows && !c.is_ascii()
    })
}

fn read_again(text: &str, page: &'static Encoding) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| byte(c, page)).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte behind a character; the five bytes that 1252 leaves open come as control characters.
fn byte(c: char, page: &'static Encoding) -> Option<u8> {
    if let '\0'..='\x7F' | '\u{81}' | '\u{8D}' | '\u{8F}' | '\u{90}' | '\u{9D}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = page.encode(c.encode_utf8(&mut buffer));
    match (unmappable, bytes.as_ref()) {
        (false, [byte]) => Some(*byte),
        _ => None,
    }
}

/// What text in Latin letters is made of.
fn is_expected(c: char) -> bool {
    c.is_ascii()
        || Letter::of(c).is_some()
        || matches!(c, '\u{A0}'..='\u{24F}' | '\u{300}'..='\u{323}' | '\u{2000}'..='\u{206F}' | '₫' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn misread_text_is_read_again() {
        let text = "Nguyễn Văn Ánh – Đảng ủy, đội ngũ “ậ ử ề ờ”";
        let misread =
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        assert_eq!(repair(&misread).as_deref(), Some(text));
        let twice = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(misread.as_bytes())
            .0
            .into_owned();
        assert_eq!(repair(&twice).as_deref(), Some(text));
        assert_eq!(repair("Nguyá»…n VÄƒn").as_deref(), Some("Nguyễn Văn"));
    }

    #[test]
    fn other_text_is_left() {
        for text in ["Nguyễn", "abc", "é", "Société", "25 °C", "m²", "NguyÔn V¨n", "Nguyeãn"]
        {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
