//! Character references of HTML: numbers, and the names that office programs
//! and mail systems write.

/// Names of U+00A0 to U+00FF in order (HTML 4.01, 24.2.1).
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

/// Others that occur (HTML 4.01, 24.3 and 24.4).
const OTHERS: [(&str, char); 27] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("hellip", '…'),
    ("euro", '€'),
    ("trade", '™'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
];

/// The longest reference that is looked at.
const LONGEST: usize = 12;

/// Replaces the references in a text; what is no reference stays as it is.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match reference(rest) {
            Some((character, length)) => {
                plain.push(character);
                rest = &rest[length..];
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain
}

/// The character and the length of the reference that a text after `&` starts with. The `;` may be missing.
fn reference(text: &str) -> Option<(char, usize)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let length = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let name = text.get(..length).filter(|name| !name.is_empty() && name.len() <= LONGEST)?;
    let character = match name.strip_prefix('#') {
        Some(number) => by_number(number)?,
        None => by_name(name)?,
    };
    let closed = text[length..].starts_with(';');
    Some((character, length + usize::from(closed)))
}

fn by_name(name: &str) -> Option<char> {
    if let Some(index) = LATIN_1.iter().position(|known| *known == name) {
        return char::from_u32(0xA0 + u32::try_from(index).ok()?);
    }
    OTHERS.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

/// Numbers from 128 to 159 mean Windows-1252, as in all browsers.
fn by_number(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
        }
        Ok(0) => None,
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn references_become_characters() {
        assert_eq!(unescape("H&#7885; v&agrave; t&#xEA;n"), "Họ và tên");
        assert_eq!(unescape("A&amp;B &lt;x&gt; &ldquo;y&rdquo; &#150;"), "A&B <x> “y” –");
        assert_eq!(unescape("&nbsp;&yuml;&Agrave"), "\u{a0}ÿÀ");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["&", "A & B", "&unknown;", "&#0;", "&#xFFFFFFFF;", "a&b=c", "&ỹ;"] {
            assert_eq!(unescape(text), text);
        }
    }
}
