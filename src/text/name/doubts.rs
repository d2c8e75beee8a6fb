//! What makes a name suspicious.

use std::borrow::Cow;

use super::super::letter::{Letter, Mark, lower};
use super::super::syllable::{is_syllable, is_unaccented_syllable};
use super::super::unicode::{has_foreign_letters, latinised};
use super::{families, is_highland_marker, title_case, typing};

/// A reason to ask whether a name is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    Digits,
    OneWord,
    /// Letters of another alphabet between Latin ones (Cyrillic А).
    MixedScripts,
    /// Characters that no name has: text in an unknown encoding, symbols.
    EncodingRemains {
        word: String,
    },
    /// `Nguyeenx`: typed without an input method.
    TypingLeftover {
        word: String,
    },
    /// `Hoàngg`, `Nnguyễn`.
    DoubledLetter {
        word: String,
    },
    /// Marks and tones are missing in this word (`Quoc` in `Nguyễn Quoc Anh`).
    MarksLost {
        word: String,
    },
    /// Neither a Vietnamese syllable nor known from the names of minority peoples.
    NotASyllable {
        word: String,
    },
    /// A word cut down to a letter (`Nguyễn T. Hoa`).
    Initial {
        word: String,
    },
    /// More names in one cell; only the first was read.
    SeveralNames,
    /// More words than names have: perhaps several names or a note.
    TooLong,
    /// No mark and no tone in the whole name, where its letters need some.
    NoMarks,
}

/// The doubts about a name in normal form, and the name as it was probably
/// meant where that can be told.
pub(super) fn judge(full: &str) -> (Vec<Doubt>, Option<String>) {
    let words: Vec<&str> = full.split(' ').collect();
    if (2..=MOST_WORDS).contains(&words.len()) && words.iter().all(|word| is_syllable(word)) {
        return (Vec::new(), None);
    }
    let highland = is_highland(full);
    let mut doubts = Vec::new();
    if words.len() == 1 && !highland {
        doubts.push(Doubt::OneWord);
    }
    if words.len() > MOST_WORDS {
        doubts.push(Doubt::TooLong);
    }
    let unmarked = full.is_ascii();
    let mut meant = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let (doubt, suggestion) = judge_word(word, index == 0, highland, unmarked);
        let known = doubt.as_ref().is_some_and(|doubt| doubts.contains(doubt));
        doubts.extend(doubt.filter(|_| !known));
        meant.push(suggestion.map_or(Cow::Borrowed(*word), |word| Cow::Owned(title_case(&word))));
    }
    let meant = meant.join(" ");
    (doubts, Some(meant).filter(|meant| meant != full))
}

/// Whether anything in a name tells that its syllables need not be Vietnamese ones.
fn is_highland(full: &str) -> bool {
    let is_family = |word: &str| families::family(word).is_some_and(|family| family.highland);
    is_family(families::split(full).family)
        || full.split(' ').enumerate().any(|(at, word)| {
            word.contains('\'') || is_family(word) || at == 0 && is_highland_marker(word)
        })
}

/// Công Tằng Tôn Nữ Thị Ngọc Anh has seven.
const MOST_WORDS: usize = 7;

type Judgement = (Option<Doubt>, Option<String>);

fn judge_word(word: &str, is_first: bool, highland: bool, unmarked: bool) -> Judgement {
    let is_whole = |word: &str| is_syllable(word) || families::is_known_word(word);
    // Hồng-Hạnh
    if is_whole(word) || word.contains('-') && word.split('-').all(is_whole) {
        return (None, None);
    }
    if has_foreign_letters(word) {
        return (Some(Doubt::MixedScripts), Some(latinised(word)));
    }
    let own = || word.to_owned();
    let meant = typing::meant(word);
    if word.contains(|c: char| c.is_ascii_digit()) {
        return (Some(Doubt::Digits), meant);
    }
    if !word.chars().all(is_name_letter) {
        return (Some(Doubt::EncodingRemains { word: own() }), None);
    }
    if word.chars().count() == 1 {
        return (Some(Doubt::Initial { word: own() }).filter(|_| !highland), None);
    }
    if let Some(single) = without_doubled_letter(word) {
        return (Some(Doubt::DoubledLetter { word: own() }), Some(single));
    }
    if highland {
        return (None, None);
    }
    if is_unaccented_syllable(word) {
        let family = families::family_without_marks(word).filter(|_| is_first);
        let doubt = if unmarked { Doubt::NoMarks } else { Doubt::MarksLost { word: own() } };
        return (Some(doubt), family.map(|family| family.name.to_owned()));
    }
    if meant.is_some() {
        return (Some(Doubt::TypingLeftover { word: own() }), meant);
    }
    let family = || {
        families::family_without_marks(word)
            .filter(|_| is_first)
            .map(|family| family.name.to_owned())
    };
    let meant = with_whole_marks(word).or_else(|| apart(word)).or_else(family);
    (Some(Doubt::NotASyllable { word: own() }), meant)
}

/// `Nguyễnvăn`: two syllables without a space, where they come apart in one way only.
fn apart(word: &str) -> Option<String> {
    let cuts = word.char_indices().skip(2).filter_map(|(at, _)| word.split_at_checked(at));
    let mut pairs = cuts.filter(|(one, two)| {
        // Not `Hu-yèn`, a slip of one syllable.
        let begins = two.chars().next().and_then(Letter::of).is_some_and(|c| !c.is_vowel());
        begins && one.chars().count() > 1 && is_syllable(one) && is_syllable(two)
    });
    let (one, two) = pairs.next().filter(|_| !word.is_ascii())?;
    pairs.next().is_none().then(|| format!("{one} {two}"))
}

/// Letters of Vietnamese and of the alphabets of the highland peoples (ĕ, ĭ, ŏ, ŭ, č, ñ), and what joins them.
fn is_name_letter(c: char) -> bool {
    Letter::of(c).is_some()
        || matches!(lower(c), 'ĕ' | 'ĭ' | 'ŏ' | 'ŭ' | 'č' | 'ñ' | '\'' | '-' | '\u{306}')
}

/// The word with one of two neighbours of the same base (nn, dđ) taken out, if
/// that makes a syllable of it.
fn without_doubled_letter(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let base = |c: &char| Letter::of(*c).map(|letter| letter.base);
    let doubled =
        |pair: &[char]| matches!(pair, [one, two] if base(one).is_some() && base(one) == base(two));
    let pairs = letters.windows(2).enumerate().filter(|(_, pair)| doubled(pair));
    let mut candidates =
        pairs.flat_map(|(at, _)| [skipping(&letters, at), skipping(&letters, at + 1)]);
    candidates.find(|word| is_syllable(word))
}

fn skipping(letters: &[char], skipped: usize) -> String {
    letters.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, c)| *c).collect()
}

/// `Trưong`, `Huơng`, `Phuợng`: the horn on one of ươ only.
fn with_whole_marks(word: &str) -> Option<String> {
    let mut letters: Vec<Letter> = word.chars().map(Letter::of).collect::<Option<_>>()?;
    let is_pair = |pair: &[Letter]| matches!(pair, [u, o] if u.base == b'u' && o.base == b'o' && (u.mark == Mark::Horn) != (o.mark == Mark::Horn));
    let at = letters.windows(2).position(is_pair)?;
    letters.iter_mut().skip(at).take(2).for_each(|letter| letter.mark = Mark::Horn);
    let word: String = letters.into_iter().map(Letter::to_char).collect();
    is_syllable(&word).then_some(word)
}
