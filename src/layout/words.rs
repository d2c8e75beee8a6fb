//! Word lists read from data: what a text is, begins with, or contains.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::config::templates::Phrase;

/// Words of one kind, as its data file gives them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordList {
    #[serde(default)]
    pub whole: Vec<String>,
    #[serde(default)]
    pub starts: Vec<String>,
    #[serde(default)]
    pub has: Vec<String>,
}

/// Several word lists in one, each with its bit.
#[derive(Debug, Default)]
pub(super) struct WordBook {
    whole: FxHashMap<Box<str>, Vec<(Box<str>, u64)>>,
    starts: FxHashMap<Box<str>, Vec<(Box<str>, u64)>>,
    has: FxHashMap<Box<str>, Vec<(Box<str>, u64)>>,
}

/// Phrases of at most this many words are looked for.
const LONGEST: usize = 4;

impl WordBook {
    pub fn add(&mut self, list: &WordList, bit: u64) {
        for (words, map) in [
            (&list.whole, &mut self.whole),
            (&list.starts, &mut self.starts),
            (&list.has, &mut self.has),
        ] {
            for word in words {
                let phrase = Phrase::plain(word);
                let known = map.entry(phrase.folded().into()).or_default();
                known.push((phrase.toned().into(), bit));
            }
        }
    }

    /// The bits of all lists that know the text.
    pub fn bits(&self, text: &Phrase) -> u64 {
        let mut bits = find(&self.whole, text, text.folded(), 0);
        let ends: Vec<usize> = word_ends(text.folded()).collect();
        for &end in ends.iter().take(LONGEST) {
            bits |= find(&self.starts, text, &text.folded()[..end], 0);
        }
        if !self.has.is_empty() {
            for (first, start) in word_starts(text.folded()).enumerate() {
                for &end in ends.iter().skip(first).take(LONGEST) {
                    bits |= find(&self.has, text, &text.folded()[start..end], first);
                }
            }
        }
        bits
    }
}

/// Accents must agree where the text has any.
fn find(
    map: &FxHashMap<Box<str>, Vec<(Box<str>, u64)>>,
    text: &Phrase,
    part: &str,
    first_word: usize,
) -> u64 {
    let Some(known) = map.get(part) else { return 0 };
    let words = part.split(' ').count();
    let agrees = |toned: &str| {
        let own = text.toned().split(' ').skip(first_word).take(words);
        !text.is_accented() || own.eq(toned.split(' '))
    };
    known.iter().filter(|(toned, _)| agrees(toned)).fold(0, |bits, (_, bit)| bits | bit)
}

fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(' ').map(|(at, _)| at).chain([text.len()])
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    [0].into_iter().chain(text.match_indices(' ').map(|(at, _)| at + 1))
}

#[cfg(test)]
mod tests {
    use super::{WordBook, WordList};
    use crate::config::templates::Phrase;

    #[test]
    fn texts_are_known_by_whole_start_and_part() {
        let list = |whole: &[&str], starts: &[&str], has: &[&str]| WordList {
            whole: whole.iter().map(ToString::to_string).collect(),
            starts: starts.iter().map(ToString::to_string).collect(),
            has: has.iter().map(ToString::to_string).collect(),
        };
        let mut book = WordBook::default();
        book.add(&list(&["nữ"], &[], &[]), 1);
        book.add(&list(&[], &["chi bộ"], &["lý luận chính trị"]), 2);
        let bits = |text: &str| book.bits(&Phrase::plain(text));
        assert_eq!(bits("Nữ"), 1);
        assert_eq!(bits("NU"), 1);
        assert_eq!(bits("nú"), 0);
        assert_eq!(bits("Chi bộ 1"), 2);
        assert_eq!(bits("Trung cấp lý luận chính trị khóa 45"), 2);
        assert_eq!(bits("lý luận"), 0);
    }
}
