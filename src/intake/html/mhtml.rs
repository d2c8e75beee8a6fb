//! Web pages saved as one file (RFC 2557): a mail message whose parts are the pages.

use encoding_rs::Encoding;

use crate::intake::charset::{declared_in_html, decode};

/// A part of the message, its transfer encoding undone.
pub struct Part {
    /// In lower case: `text/html`, `text/css` …
    pub content_type: String,
    /// The last part of where it was saved from: `sheet001.htm`.
    pub location: String,
    pub text: String,
}

/// Messages in messages: as deep as this.
const DEEPEST: usize = 4;
const MOST_PARTS: usize = 1000;

/// The text parts of a message, in order.
pub fn parts(message: &[u8]) -> Vec<Part> {
    let mut found = Vec::new();
    collect(message, DEEPEST, &mut found);
    found
}

fn collect(message: &[u8], depth: usize, found: &mut Vec<Part>) {
    let (headers, body) = split_headers(message);
    let content_type = header(&headers, "content-type").unwrap_or_default();
    if let (Some(boundary), true) = (boundary(&content_type), depth > 0) {
        for part in split_body(body, &boundary) {
            collect(part, depth - 1, found);
        }
        return;
    }
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !kind.starts_with("text/") || found.len() >= MOST_PARTS {
        return;
    }
    let bytes = match header(&headers, "content-transfer-encoding").unwrap_or_default().trim() {
        encoding if encoding.eq_ignore_ascii_case("quoted-printable") => quoted_printable(body),
        encoding if encoding.eq_ignore_ascii_case("base64") => base64(body),
        _ => body.to_vec(),
    };
    let declared: Option<&'static Encoding> =
        declared_in_html(content_type.as_bytes()).or_else(|| declared_in_html(head(&bytes)));
    let location = header(&headers, "content-location").unwrap_or_default();
    let location = location.trim().rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    found.push(Part { content_type: kind, location, text: decode(&bytes, declared).into_owned() });
}

pub fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(4096)]
}

/// The headers with folded lines joined, and what follows the first blank line.
fn split_headers(message: &[u8]) -> (String, &[u8]) {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let find = |end: &[u8]| message.windows(end.len()).position(|window| window == end);
    let end = ends.into_iter().filter_map(|end| find(end).map(|at| (at, at + end.len()))).min();
    let (end, start) = end.unwrap_or((message.len(), message.len()));
    let headers = String::from_utf8_lossy(&message[..end]).replace("\r\n", "\n");
    (headers.replace("\n ", " ").replace("\n\t", " "), &message[start..])
}

fn header(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn boundary(content_type: &str) -> Option<String> {
    let at = content_type.to_ascii_lowercase().find("boundary=")?;
    let value = content_type.get(at + "boundary=".len()..)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ']).next()?,
    };
    (!value.is_empty()).then(|| value.to_owned())
}

/// The parts between lines that start with `--boundary`.
fn split_body<'m>(body: &'m [u8], boundary: &str) -> Vec<&'m [u8]> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            parts.extend(start.and_then(|start| body.get(start..at)));
            start = Some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(start.and_then(|start| body.get(start..at)).filter(|last| !last.is_empty()));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match (byte, tail) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) => match (hexadecimal(*high), hexadecimal(*low)) {
                (Some(high), Some(low)) => {
                    plain.push(high << 4 | low);
                    rest = after;
                }
                _ => plain.push(byte),
            },
            _ => plain.push(byte),
        }
    }
    plain
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            plain.push((bits >> count & 0xFF) as u8);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_apart_and_decoded() {
        let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"=_x\"\r\n\r\n\
                       --=_x\r\nContent-Location: file:///C:/a/sheet001.htm\r\n\
                       Content-Transfer-Encoding: quoted-printable\r\n\
                       Content-Type: text/html; charset=\"utf-8\"\r\n\r\n<b>H=E1=BB=8D v=\r\n=C3=A0</b>\r\n\
                       --=_x\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: base64\r\n\r\n\
                       dGR7fQ==\r\n--=_x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--=_x--\r\n";
        let parts = parts(message.as_bytes());
        let found: Vec<_> =
            parts.iter().map(|part| (part.content_type.as_str(), part.text.trim())).collect();
        assert_eq!(found, [("text/html", "<b>Họ và</b>"), ("text/css", "td{}")]);
        assert_eq!(parts[0].location, "sheet001.htm");
    }

    #[test]
    fn a_message_without_parts_is_its_own_part() {
        let parts = parts(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<table>");
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].text, "<table>");
    }
}
