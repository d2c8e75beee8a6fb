//! VNI-Windows: a letter, or a letter and a character for its mark and tone.

use std::sync::LazyLock;

use super::super::data;
use super::super::letter::{lower, upper};
use super::pages::CodePage;

/// Letter and mark character (`\0` for none), both in lower case, and what they show.
static LETTERS: LazyLock<Vec<((char, char), char)>> = LazyLock::new(|| {
    let mut table = Vec::new();
    for [stored, letter] in data::rows(include_str!("../../../templates/vocabulary/text/vni.tsv")) {
        let mut parts = stored.chars();
        if let (Some(base), Some(letter)) = (parts.next(), data::character(letter)) {
            table.push(((base, parts.next().unwrap_or('\0')), letter));
        }
    }
    table.sort_unstable();
    table
});

fn letter(base: char, mark: char) -> Option<char> {
    let key = (lower(base), lower(mark));
    let index = LETTERS.binary_search_by_key(&key, |entry| entry.0).ok()?;
    let letter = LETTERS.get(index)?.1;
    Some(if lower(base) == base { letter } else { upper(letter) })
}

/// What shows a letter: one character, or one and its mark.
pub(super) fn stored(letter: char) -> String {
    let small = lower(letter);
    let Some(((base, mark), _)) = LETTERS.iter().find(|(_, shown)| *shown == small) else {
        return letter.to_string();
    };
    let case = |c: char| if small == letter { c } else { upper(c) };
    [*base, *mark].into_iter().filter(|c| *c != '\0').map(case).collect()
}

/// A word with its codes replaced, the longest first, and how many pairs of
/// letter and mark there were.
pub(super) fn decode_word(word: &str, page: CodePage) -> (String, usize) {
    let mut chars = word.chars().map(|c| page.byte(c).map_or(c, char::from)).peekable();
    let mut originals = word.chars();
    let (mut out, mut pairs) = (String::with_capacity(word.len()), 0);
    while let Some(base) = chars.next() {
        let original = originals.next().unwrap_or(base);
        if let Some(letter) = chars.peek().and_then(|mark| letter(base, *mark)) {
            out.push(letter);
            pairs += 1;
            chars.next();
            originals.next();
        } else {
            // í and ì are written as themselves, and have other characters on another code page.
            let own = if matches!(base, 'í' | 'ì' | 'Í' | 'Ì') { base } else { original };
            out.push(letter(base, '\0').unwrap_or(own));
        }
    }
    (out, pairs)
}
