//! Words that people write, and what they mean: data in the people's words.
//!
//! A vocabulary is a text of tab-separated lines, `meaning`, `writings`
//! (with `;` between them) and, if need be, a source; lines that start with
//! `#` and the heading are left out. The built-in ones stand under
//! `templates/vocabulary/`.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::value::BorrowedStrDeserializer;

use crate::text::distance::similarity;
use crate::text::fold::{fold, fold_tones};

/// From here on a word is like enough to another to be suggested for it.
pub(super) const NEAR: f32 = 0.6;

/// A parsed vocabulary with meanings of type `T`.
#[derive(Clone, Debug)]
pub struct Vocabulary<T> {
    meanings: Vec<T>,
    /// Every writing with its meaning, in the order of the file.
    writings: Vec<(Box<str>, u16)>,
    /// Letters with marks and tones, punctuation as spaces.
    toned: FxHashMap<Box<str>, u16>,
    /// Folded; `None` when two meanings share the folded form.
    folded: FxHashMap<Box<str>, Option<u16>>,
    /// Words of the longest writing.
    longest: usize,
}

impl<T> Default for Vocabulary<T> {
    fn default() -> Self {
        Vocabulary {
            meanings: Vec::new(),
            writings: Vec::new(),
            toned: FxHashMap::default(),
            folded: FxHashMap::default(),
            longest: 0,
        }
    }
}

/// A line of a vocabulary that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyError {
    /// Counted from one.
    pub line: usize,
    pub meaning: String,
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: unknown meaning `{}`", self.line, self.meaning)
    }
}

impl std::error::Error for VocabularyError {}

/// The lines of a tab-separated text, cut into columns, each with its number
/// from one; without comments, blank lines and the heading.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .skip(1)
        .map(|(index, line)| (index + 1, line.split('\t').map(str::trim).collect()))
}

/// The writings of one column: `a; b; c`.
pub fn listed(column: &str) -> impl Iterator<Item = &str> {
    column.split(';').map(str::trim).filter(|writing| !writing.is_empty())
}

impl<'de, T: Deserialize<'de> + PartialEq> Vocabulary<T> {
    /// Reads a vocabulary whose meanings are the names of `T`'s variants (`part_time`).
    pub fn parse(text: &'de str) -> Result<Self, VocabularyError> {
        Vocabulary::parse_with(text, |columns| variant(columns.first()?))
    }
}

/// The variant of an enum by its name in data files (`part_time`).
pub fn variant<'de, T: Deserialize<'de>>(name: &'de str) -> Option<T> {
    let name: BorrowedStrDeserializer<'de, serde::de::value::Error> =
        BorrowedStrDeserializer::new(name);
    T::deserialize(name).ok()
}

impl<T: PartialEq> Vocabulary<T> {
    /// Reads a vocabulary; `meaning_of` makes a meaning of a line's columns.
    pub fn parse_with<'a>(
        text: &'a str,
        meaning_of: impl Fn(&[&'a str]) -> Option<T>,
    ) -> Result<Self, VocabularyError> {
        let mut vocabulary = Vocabulary::default();
        for (line, columns) in lines(text) {
            let meaning = meaning_of(&columns).ok_or_else(|| VocabularyError {
                line,
                meaning: columns.first().copied().unwrap_or_default().to_owned(),
            })?;
            let index = vocabulary.index_of(meaning);
            for writing in columns.get(1).into_iter().flat_map(|column| listed(column)) {
                vocabulary.add(writing, index);
            }
        }
        Ok(vocabulary)
    }

    /// Adds a meaning with its writings, `;` between them.
    pub fn add_all(&mut self, writings: &str, meaning: T) {
        let index = self.index_of(meaning);
        for writing in listed(writings) {
            self.add(writing, index);
        }
    }

    fn index_of(&mut self, meaning: T) -> u16 {
        let known = self.meanings.iter().position(|other| *other == meaning);
        let index = known.unwrap_or_else(|| {
            self.meanings.push(meaning);
            self.meanings.len() - 1
        });
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    fn add(&mut self, writing: &str, meaning: u16) {
        let folded = fold(writing).into_owned();
        if folded.is_empty() {
            return;
        }
        self.longest = self.longest.max(folded.split(' ').count());
        self.toned.entry(toned(writing).into()).or_insert(meaning);
        self.folded
            .entry(folded.into())
            .and_modify(|known| *known = known.filter(|known| *known == meaning))
            .or_insert(Some(meaning));
        self.writings.push((writing.into(), meaning));
    }
}

impl<T> Vocabulary<T> {
    fn meaning(&self, index: u16) -> Option<&T> {
        self.meanings.get(usize::from(index))
    }

    /// What a text means that is one writing and nothing else, with its marks and tones.
    pub fn find_toned(&self, text: &str) -> Option<&T> {
        self.meaning(*self.toned.get(toned(text).as_str())?)
    }

    /// What a text means that is one writing and nothing else. Marks and
    /// tones count only where they must to tell two meanings apart.
    pub fn find(&self, text: &str) -> Option<&T> {
        match self.folded.get(&*fold(text))? {
            Some(index) => self.meaning(*index),
            None => self.find_toned(text),
        }
    }

    /// The longest writing at the start of a folded text, as whole words:
    /// its end (a byte index) and its meaning. Writings that mean several things are passed over.
    pub fn starting<'a>(&'a self, folded: &str) -> Option<(usize, &'a T)> {
        let ends: smallest::Ends = word_ends(folded).take(self.longest).collect();
        ends.iter().rev().find_map(|end| {
            let index = self.folded.get(folded.get(..*end)?)?.as_ref()?;
            Some((*end, self.meaning(*index)?))
        })
    }

    /// As [`Vocabulary::starting`], of a text as written, with marks and tones:
    /// how many words, and the meaning.
    pub fn starting_toned(&self, text: &str) -> Option<(usize, &T)> {
        let toned = toned(text);
        let ends: smallest::Ends = word_ends(&toned).take(self.longest).collect();

        ends.iter().enumerate().rev().find_map(|(at, end)| {
            let index = self.toned.get(toned.get(..*end)?)?;
            Some((at + 1, self.meaning(*index)?))
        })
    }

    /// Every writing inside a folded text, from left to right, the longest
    /// first, as whole words: where it stands and what it means.
    pub fn inside<'a, 'f>(
        &'a self,
        folded: &'f str,
    ) -> impl Iterator<Item = (Range<usize>, &'a T)> + use<'a, 'f, T> {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(rest) = folded.get(from..).filter(|rest| !rest.is_empty()) {
                let start = from;
                if let Some((end, meaning)) = self.starting(rest) {
                    from = next_word(folded, start + end);
                    return Some((start..start + end, meaning));
                }
                from = next_word(folded, start + rest.find(' ').unwrap_or(rest.len()));
            }
            None
        })
    }

    /// The writings nearest to a text that means nothing, the nearest first, one for each meaning.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        // A sentence is near to no word, and would be dear to compare.
        if text.len() > 120 {
            return Vec::new();
        }
        let mut near: Vec<(f32, usize)> = self
            .writings
            .iter()
            .enumerate()
            .map(|(at, (writing, _))| (similarity(text, writing), at))
            .filter(|(likeness, _)| *likeness >= NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut meanings = Vec::new();
        let mut names = Vec::new();
        for (writing, meaning) in near.iter().filter_map(|(_, at)| self.writings.get(*at)) {
            if names.len() < 3 && !meanings.contains(meaning) {
                meanings.push(*meaning);
                names.push(writing.to_string());
            }
        }
        names
    }

    /// Every writing with its meaning, as in the file.
    pub fn writings(&self) -> impl Iterator<Item = (&str, &T)> {
        self.writings
            .iter()
            .filter_map(|(writing, index)| Some((&**writing, self.meaning(*index)?)))
    }
}

/// Lower case, tones in their modern place, all but letters and digits as single spaces.
fn toned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in fold_tones(text).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Where the words of a folded text end.
fn word_ends(folded: &str) -> impl Iterator<Item = usize> {
    folded.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(folded.len()))
}

fn next_word(folded: &str, end: usize) -> usize {
    if folded.get(end..).is_some_and(|rest| rest.starts_with(' ')) { end + 1 } else { end }
}

/// The first few word ends, without touching the heap.
mod smallest {
    /// No writing has more words than this.
    const MOST: usize = 12;

    #[derive(Default)]
    pub struct Ends {
        ends: [usize; MOST],
        count: usize,
    }

    impl Ends {
        pub fn iter(&self) -> impl DoubleEndedIterator<Item = &usize> + ExactSizeIterator {
            self.ends.iter().take(self.count)
        }
    }

    impl FromIterator<usize> for Ends {
        fn from_iter<I: IntoIterator<Item = usize>>(ends: I) -> Self {
            let mut out = Ends::default();
            for (slot, end) in out.ends.iter_mut().zip(ends) {
                *slot = end;
                out.count += 1;
            }
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::StudyMode;

    const MODES: &str = "# source: made up\nmode\twritings\n\
        full_time\ttập trung; TT\npart_time\tkhông tập trung; KTT; tại chức\n";

    fn modes() -> Vocabulary<StudyMode> {
        Vocabulary::parse(MODES).unwrap()
    }

    #[test]
    fn writings_are_found_whatever_their_case_and_tones() {
        assert_eq!(modes().find("Không  TẬP trung"), Some(&StudyMode::PartTime));
        assert_eq!(modes().find("tap trung"), Some(&StudyMode::FullTime));
        assert_eq!(modes().find("tập"), None);
    }

    #[test]
    fn the_longest_writing_wins_inside_a_text() {
        let modes = modes();
        let found: Vec<_> = modes.inside("he khong tap trung hoac tt").collect();
        assert_eq!(found, [(3..18, &StudyMode::PartTime), (24..26, &StudyMode::FullTime)]);
        assert_eq!(modes.inside("tta he").count(), 0);
    }

    #[test]
    fn tones_settle_what_folding_mixes_up() {
        let text = "group\twritings\nHoa\tHoa\nHòa\tHòa\n";
        let words = Vocabulary::parse_with(text, |columns| columns.first().copied()).unwrap();
        assert_eq!(words.find("hoà"), Some(&"Hòa"));
        assert_eq!(words.find("hoa"), Some(&"Hoa"));
        assert_eq!(words.find("họa"), None);
    }

    #[test]
    fn an_unknown_meaning_is_named_with_its_line() {
        let error = Vocabulary::<StudyMode>::parse("mode\twritings\nevening\ttối\n").unwrap_err();
        assert_eq!(error.to_string(), "line 2: unknown meaning `evening`");
    }
}
