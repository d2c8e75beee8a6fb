//! Decodes a text word by word, so that what is Unicode in it stays.

use std::borrow::Cow;

use super::super::letter::{Letter, upper};
use super::evidence::{self, Finding};
use super::pages::CodePage;
use super::{LegacyEncoding, tcvn3, utf8, vni};

/// How to read legacy text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decoder {
    pub encoding: LegacyEncoding,
    pub page: CodePage,
    /// The soft hyphens, which are the ư of TCVN3, were lost from all of the file.
    pub horns_lost: bool,
}

/// A text with every code of an encoding replaced, as its font shows it,
/// whatever else the text may be.
pub fn decode(text: &str, encoding: LegacyEncoding) -> String {
    match encoding {
        LegacyEncoding::Utf8AsCp1252 => utf8::repair(text).unwrap_or_else(|| text.to_owned()),
        _ => Decoder::new(encoding, CodePage::Western).decode_word(text).0,
    }
}

impl Decoder {
    pub fn new(encoding: LegacyEncoding, page: CodePage) -> Self {
        Decoder { encoding, page, horns_lost: false }
    }

    /// A text decoded word by word: in a text that is partly Unicode that part
    /// stays, a ư that was lost comes back, and capitals become whole. Borrowed
    /// when nothing changes; nothing is cleaned.
    pub fn decode(self, text: &str) -> Cow<'_, str> {
        if text.is_ascii() {
            return Cow::Borrowed(text);
        }
        if self.encoding == LegacyEncoding::Utf8AsCp1252 {
            return utf8::repair(text).map_or(Cow::Borrowed(text), Cow::Owned);
        }
        let mut out = String::with_capacity(text.len() + 8);
        let findings: Vec<_> =
            pieces(text).map(|piece| (piece, evidence::of_word(piece, self))).collect();
        let mixed = findings.iter().any(|(_, finding)| *finding == Finding::OnlyUnicode);
        for (index, (piece, finding)) in findings.iter().enumerate() {
            let stays = mixed && !is_legacy_here(&findings, index);
            match finding.decoded().filter(|_| !stays) {
                Some(decoded) => out.push_str(decoded),
                None => {
                    let next = findings.get(index + 1).map(|(piece, _)| *piece);
                    let whole = self.lost_only_code(piece, next, text);
                    out.push_str(whole.as_deref().unwrap_or(piece));
                }
            }
        }
        if is_meant_as_capitals(text, &out) {
            out = out.chars().map(upper).collect();
        }
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// A word without codes that lost its only one (`Hng`). An abbreviation with
    /// a point or a slash is none.
    fn lost_only_code(self, piece: &str, next: Option<&str>, text: &str) -> Option<String> {
        let abbreviated = next.is_some_and(|next| next.starts_with(['.', '/']));
        let lost =
            self.encoding == LegacyEncoding::Tcvn3 && !abbreviated && !text.contains('\u{AD}');
        (lost && piece.is_ascii()).then(|| tcvn3::with_lost_horn(piece, self.horns_lost)).flatten()
    }

    /// One word with its codes replaced, and how many of them are pairs.
    pub(super) fn decode_word(self, word: &str) -> (String, usize) {
        match self.encoding {
            LegacyEncoding::Vni => vni::decode_word(word, self.page),
            _ => (tcvn3::decode_word(word, self.page), 0),
        }
    }
}

/// Whether a word of a text that is partly Unicode is legacy text: by itself,
/// or as the nearest word that tells, rather before it than after.
fn is_legacy_here(findings: &[(&str, Finding)], index: usize) -> bool {
    let tells = |(_, finding): &(&str, Finding)| match finding {
        Finding::Legacy { .. } => Some(true),
        Finding::Unicode { .. } | Finding::OnlyUnicode => Some(false),
        _ => None,
    };
    let (before, after) = findings.split_at_checked(index).unwrap_or_default();
    let here = after.first().and_then(tells);
    let around = || before.iter().rev().find_map(tells).or_else(|| after.iter().find_map(tells));
    here.or_else(around).unwrap_or(true)
}

/// Text typed for a capitals font in another font: capitals where there are
/// any, codes for lower-case letters between them (`TØNH UûY`). TCVN3 has no others.
fn is_meant_as_capitals(stored: &str, decoded: &str) -> bool {
    let plain_lower = stored.chars().any(|c| c.is_ascii_lowercase());
    !plain_lower
        && words(decoded).any(|word| {
            let capitals = word.chars().filter(char::is_ascii_uppercase).count();
            let toned = word
                .chars()
                .any(|c| Letter::of(c).is_some_and(|letter| !letter.upper && !letter.is_plain()));
            capitals >= 2 && toned
        })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

/// The text cut into words (runs of what can be letters in any of the
/// encodings) and the rest between them; nothing is left out.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| is_word_part(c) != is_word_part(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

pub(super) fn is_word_part(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        '\u{A1}'..='\u{FF}' => tcvn3::letter(c, CodePage::Western).is_some() || c.is_alphabetic(),
        '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{36F}' | '₫' => true,
        _ => Letter::of(c).is_some() || c.is_alphabetic(),
    }
}
