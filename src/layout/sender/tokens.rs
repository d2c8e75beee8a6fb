//! Words as names of units are compared: folded, with their ends known, so that
//! `Sở NN & MT`, `So NN&MT` and `SỞ NNMT` come out alike.

use std::borrow::Cow;

use crate::text::fold::fold;

/// Words before a unit's own name that only say what kind of party body it is.
const PREFIXES: &[&[&str]] = &[
    &["ban", "chap", "hanh", "dang", "bo"],
    &["dang", "bo", "bo", "phan"],
    &["chi", "bo", "co", "so"],
    &["dang", "bo", "co", "so"],
    &["chi", "uy"],
    &["chi", "bo"],
    &["dang", "bo"],
    &["dang", "uy"],
    &["chibo"],
    &["dangbo"],
    &["danguy"],
    &["cb"],
    &["db"],
    &["du"],
    &["tccsd"],
];

/// A text's words, folded; `spans` gives the letters of neighbouring words as one.
pub struct Tokens<'a> {
    folded: Cow<'a, str>,
    /// Where each word begins and ends.
    words: Vec<(usize, usize)>,
}

impl<'a> Tokens<'a> {
    pub fn of(text: &'a str) -> Self {
        let folded = fold(text);
        let mut words = Vec::new();
        let mut from = 0;
        for word in folded.split(' ') {
            if !word.is_empty() {
                words.push((from, from + word.len()));
            }
            from += word.len() + 1;
        }
        Tokens { folded, words }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |&(from, to)| &self.folded[from..to])
    }

    /// How many words at `from` say only what kind of party body follows.
    pub fn prefix_at(&self, from: usize) -> usize {
        PREFIXES
            .iter()
            .find(|prefix| prefix.iter().enumerate().all(|(i, word)| self.word(from + i) == *word))
            .map_or(0, |prefix| prefix.len())
    }

    /// The letters of words `from..to`, run together.
    pub fn run_together(&self, from: usize, to: usize) -> String {
        (from..to).map(|index| self.word(index)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    #[test]
    fn punctuation_and_tones_do_not_matter() {
        for text in ["Sở NN & MT", "SỞ NN&MT", "so_nn_mt"] {
            let tokens = Tokens::of(text);
            assert_eq!(tokens.run_together(0, tokens.len()), "sonnmt", "{text}");
        }
    }

    #[test]
    fn party_prefixes_are_known() {
        assert_eq!(Tokens::of("Chi bộ cơ sở Thanh tra tỉnh").prefix_at(0), 4);
        assert_eq!(Tokens::of("CB STC").prefix_at(0), 1);
        assert_eq!(Tokens::of("Thanh tra tỉnh").prefix_at(0), 0);
    }
}
