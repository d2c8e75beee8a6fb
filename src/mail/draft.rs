//! A letter as a file (.eml, RFC 5322): opened in a mail program, it only needs
//! to be sent. The same content gives the same bytes: no date, no message id.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// What a letter says.
#[derive(Clone, Debug, Default)]
pub struct Draft<'a> {
    /// An address, or empty.
    pub from: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    /// The name of the workbook that comes along, and its bytes.
    pub attachment: (&'a str, &'a [u8]),
}

/// Encoded lines are no longer than this (RFC 2045 6.8).
const LINE: usize = 76;
/// Bytes of text in one encoded word of a header (RFC 2047 2: 75 characters in all).
const WORD: usize = 42;

impl Draft<'_> {
    pub fn to_bytes(&self) -> Vec<u8> {
        let (name, content) = self.attachment;
        let boundary = self.boundary();
        let mut letter = String::new();
        if is_address(self.from) {
            let _ = write!(letter, "From: {}\r\n", self.from);
        }
        // Outlook and Thunderbird open a letter with this mark for sending.
        let _ = write!(
            letter,
            "To: {}\r\nSubject: {}\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n\
             --{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n\
             --{boundary}\r\n\
             Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\
             Content-Disposition: attachment; filename*=UTF-8''{}\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--{boundary}--\r\n",
            self.to,
            header_words(self.subject),
            lines(self.body.as_bytes()),
            percent(name),
            lines(content),
        );
        letter.into_bytes()
    }

    /// Follows from the content, and base64 lines cannot hold it.
    fn boundary(&self) -> String {
        let digest = Sha256::new()
            .chain_update(self.body)
            .chain_update(self.attachment.1)
            .finalize()
            .iter()
            .take(9)
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        format!("=_tonghop_{digest}")
    }
}

/// Is this one plain address? What it could smuggle into a header or a command is refused.
pub fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | '"' | ':');
    text.len() <= 254
        && text.chars().all(plain)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@')
        })
}

/// The address that a draft is to go to.
pub fn address_in(letter: &[u8]) -> Option<String> {
    let head = letter.split(|byte| *byte == b'\n').take_while(|line| line.len() > 1);
    let to = head.filter_map(|line| line.strip_prefix(b"To: ")).next()?;
    let to = std::str::from_utf8(to).ok()?.trim();
    is_address(to).then(|| to.to_owned())
}

fn lines(bytes: &[u8]) -> String {
    let encoded = BASE64.encode(bytes);
    let mut lines = String::with_capacity(encoded.len() + encoded.len() / LINE * 2 + 2);
    let mut rest = encoded.as_str();
    while let Some((line, more)) = rest.split_at_checked(LINE) {
        lines.extend([line, "\r\n"]);
        rest = more;
    }
    lines + rest
}

/// A header's text in encoded words (RFC 2047), none of which cuts a letter.
fn header_words(text: &str) -> String {
    let mut words: Vec<String> = vec![String::new()];
    for letter in text.chars().filter(|c| !c.is_control()) {
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > WORD) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    let words = words.iter().map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word)));
    words.collect::<Vec<_>>().join("\r\n ")
}

/// A file's name as a parameter (RFC 2231).
fn percent(name: &str) -> String {
    name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> String {
        let draft = Draft {
            from: "",
            to: "cb.stc@tinh.example",
            subject: "Phản hồi biểu đăng ký học lớp lý luận chính trị kỳ 2026-11",
            body: "Kính gửi đồng chí,\n",
            attachment: ("CB-STC Sở Tài chính.xlsx", &[0xFB; 200]),
        };
        String::from_utf8(draft.to_bytes()).unwrap()
    }

    #[test]
    fn a_letter_is_ascii_in_short_lines_and_comes_apart_again() {
        let letter = letter();
        assert!(letter.is_ascii());
        assert!(letter.split("\r\n").all(|line| line.len() <= 78 || line.starts_with("Content-")));
        assert_eq!(letter.matches("--=_tonghop_").count(), 3);
        let subject = letter.lines().find_map(|line| line.strip_prefix("Subject: =?utf-8?B?"));
        let word = BASE64.decode(subject.unwrap().trim_end_matches("?=")).unwrap();
        assert!(std::str::from_utf8(&word).unwrap().starts_with("Phản hồi biểu"));
        let encoded: String = letter.split("\r\n\r\n").nth(3).unwrap().lines().take(4).collect();
        assert_eq!(BASE64.decode(encoded).unwrap(), [0xFB; 200]);
        assert!(
            letter.contains("filename*=UTF-8''CB-STC%20S%E1%BB%9F%20T%C3%A0i%20ch%C3%ADnh.xlsx")
        );
    }

    #[test]
    fn a_draft_knows_whom_it_goes_to() {
        assert_eq!(address_in(letter().as_bytes()).as_deref(), Some("cb.stc@tinh.example"));
        assert_eq!(address_in(b"Subject: x\r\n\r\nTo: a@b.c\r\n"), None);
    }

    #[test]
    fn an_address_smuggles_nothing() {
        assert!(is_address("cb.stc@tinh.example"));
        for bad in ["", "a", "a@b", "a@b.c\r\nBcc: d@e.f", "<a@b.c>", "a@b.c, d@e.f", "á@b.c"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
