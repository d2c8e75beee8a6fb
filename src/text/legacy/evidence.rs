//! What a word, and then a text, says about its encoding.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::super::letter::Letter;
use super::super::syllable::is_syllable;
use super::super::unicode::clean;
use super::LegacyEncoding;
use super::decode::{Decoder, pieces};
use super::{frequency, tcvn3};

/// What a word is, as it stands and when decoded.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Finding {
    /// Decoding would not change it.
    Nothing,
    /// It holds letters that the encoding cannot give.
    OnlyUnicode,
    /// A syllable as it stands, and none when decoded.
    Unicode { decoded: String },
    /// A syllable only when decoded; `weight` says how surely.
    Legacy { decoded: String, weight: f32 },
    /// A syllable both ways (`Dòng`, Dũng); `weight` says which is more usual.
    Either { decoded: String, weight: f32 },
    /// A syllable neither way: foreign, an abbreviation, a slip.
    Neither { decoded: String, weight: f32 },
}

impl Finding {
    /// The word decoded, if decoding changes it.
    pub(super) fn decoded(&self) -> Option<&str> {
        match self {
            Finding::Nothing | Finding::OnlyUnicode => None,
            Finding::Unicode { decoded }
            | Finding::Legacy { decoded, .. }
            | Finding::Either { decoded, .. }
            | Finding::Neither { decoded, .. } => Some(decoded),
        }
    }
}

/// How much more likely a finding is in legacy text than in Unicode text, as
/// natural logarithms. Set by hand and held to by the tests on real workbooks.
mod weights {
    /// Letters of the word are no letters at all in Unicode (`®¶ng`).
    pub const SYMBOL_IN_SYLLABLE: f32 = 5.0;
    /// A vowel with its mark written after it (`Nguyeãn`).
    pub const PAIR_IN_SYLLABLE: f32 = 4.0;
    /// A capital inside a word (`NguyÔn`).
    pub const CAPITAL_IN_SYLLABLE: f32 = 4.5;
    /// Foreign words can do the same (`tôt`).
    pub const LETTER_IN_SYLLABLE: f32 = 3.0;
    /// So can units and abbreviations of one or two letters (`µm`).
    pub const SHORT: f32 = 3.0;
    pub const SYMBOL_IN_OTHER: f32 = 3.0;
    pub const PARAGRAPH_SIGN_IN_OTHER: f32 = 4.5;
    /// A foreign word, which makes the other words look foreign too.
    pub const LETTER_IN_OTHER: f32 = -2.0;
    /// How much of the frequencies counts: those of names are others than those of texts.
    pub const USAGE: f32 = 0.7;
    /// And how far: less where it would change a text than where it leaves it alone.
    pub const RARE_AS_IT_STANDS: f32 = 1.5;
    pub const RARE_WHEN_DECODED: f32 = -3.0;
    pub const UNICODE: f32 = -4.0;
    pub const ONLY_UNICODE: f32 = -8.0;
    /// All such words of a text together: it may be legacy text in its other part.
    pub const ALL_ONLY_UNICODE: f32 = -12.0;
    /// Where more evidence adds nothing.
    pub const MOST: f32 = 40.0;
}

/// The evidence of a whole text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Above zero for legacy text, below for Unicode.
    pub weight: f32,
    /// Whether decoding would change anything.
    pub affected: bool,
    /// How many words are syllables only when decoded.
    pub legacy: u32,
}

/// What a word adds to the evidence of a text.
#[derive(Clone, Copy, Default)]
struct Weighed {
    weight: f32,
    affected: bool,
    legacy: bool,
    only_unicode: bool,
}

/// Weighs texts for several encodings against Unicode, each word once.
pub(super) struct Scales<'a, const N: usize> {
    decoders: [Decoder; N],
    known: FxHashMap<&'a str, [Weighed; N]>,
}

impl<'a, const N: usize> Scales<'a, N> {
    pub(super) fn new(decoders: [Decoder; N]) -> Self {
        Scales { decoders, known: FxHashMap::default() }
    }

    /// The evidence of a text for each of the encodings.
    pub(super) fn weigh(&mut self, text: &'a str) -> [Evidence; N] {
        let mut evidence = [Evidence::default(); N];
        let mut only_unicode = [0.0; N];
        for word in pieces(text).filter(|piece| !piece.is_ascii()) {
            let decoders = self.decoders;
            let weighed = self
                .known
                .entry(word)
                .or_insert_with(|| decoders.map(|decoder| weigh_word(word, decoder)));
            for ((evidence, only_unicode), word) in
                evidence.iter_mut().zip(&mut only_unicode).zip(weighed)
            {
                evidence.add(*word);
                *only_unicode += if word.only_unicode { weights::ONLY_UNICODE } else { 0.0 };
            }
        }
        for (evidence, only_unicode) in evidence.iter_mut().zip(only_unicode) {
            evidence.weight += only_unicode.max(weights::ALL_ONLY_UNICODE);
        }
        evidence
    }
}

impl Evidence {
    fn add(&mut self, word: Weighed) {
        self.weight = (self.weight + word.weight).clamp(-weights::MOST, weights::MOST);
        self.affected |= word.affected;
        self.legacy += u32::from(word.legacy);
    }
}

fn weigh_word(word: &str, decoder: Decoder) -> Weighed {
    match of_word(word, decoder) {
        Finding::Nothing => Weighed::default(),
        Finding::OnlyUnicode => Weighed { only_unicode: true, ..Weighed::default() },
        Finding::Unicode { .. } => Weighed { weight: weights::UNICODE, ..Weighed::default() },
        Finding::Either { weight, .. } | Finding::Neither { weight, .. } => {
            Weighed { weight, affected: true, ..Weighed::default() }
        }
        Finding::Legacy { weight, .. } => {
            Weighed { weight, affected: true, legacy: true, only_unicode: false }
        }
    }
}

/// Judges one piece of a text.
pub(super) fn of_word(word: &str, decoder: Decoder) -> Finding {
    if word.is_ascii() {
        return Finding::Nothing;
    }
    if word.contains(|c| matches!(c, '\u{1EA0}'..='\u{1EF9}')) {
        return Finding::OnlyUnicode;
    }
    if word.chars().any(|c| !c.is_ascii() && decoder.page.byte(c).is_none()) {
        let vietnamese =
            word.chars().any(|c| !c.is_ascii() && (Letter::of(c).is_some() || is_tone(c)));
        return if vietnamese { Finding::OnlyUnicode } else { Finding::Nothing };
    }
    let (decoded, pairs) = decoder.decode_word(word);
    if decoded == word {
        return Finding::Nothing;
    }
    if is_lone_symbol(word) {
        return Finding::Either { decoded, weight: 0.0 };
    }
    let restored = tcvn3::with_lost_horn(&decoded, decoder.horns_lost)
        .filter(|_| decoder.encoding == LegacyEncoding::Tcvn3);
    let decoded = restored.unwrap_or(decoded);
    let legacy =
        !is_abbreviation(word) && is_syllable(&decoded) && !has_inner_capital(&ascii_letters(word));
    match (legacy, is_unicode_syllable(word)) {
        (true, false) => Finding::Legacy { weight: weight_of_syllable(word, pairs), decoded },
        (true, true) => Finding::Either { weight: weight_of_either(word, &decoded), decoded },
        (false, true) => Finding::Unicode { decoded },
        (false, false) => {
            Finding::Neither { weight: weight_of_other(word, decoder.encoding), decoded }
        }
    }
}

fn weight_of_either(word: &str, decoded: &str) -> f32 {
    let ratio = frequency::log_ratio(decoded, trim_marks(word)) * weights::USAGE;
    ratio.clamp(weights::RARE_WHEN_DECODED, weights::RARE_AS_IT_STANDS)
}

fn weight_of_syllable(word: &str, pairs: usize) -> f32 {
    let weight = if has_symbol(word) {
        weights::SYMBOL_IN_SYLLABLE
    } else if has_inner_capital(word) {
        weights::CAPITAL_IN_SYLLABLE
    } else if pairs > 0 {
        weights::PAIR_IN_SYLLABLE
    } else {
        weights::LETTER_IN_SYLLABLE
    };
    if word.chars().count() < 3 { weight.min(weights::SHORT) } else { weight }
}

/// A symbol at the end may be a mark of Unicode text (`Windows®`, `«Sao»`).
fn weight_of_other(word: &str, encoding: LegacyEncoding) -> f32 {
    if has_paragraph_sign(word) {
        weights::PARAGRAPH_SIGN_IN_OTHER
    } else if has_symbol(trim_marks(word))
        || encoding == LegacyEncoding::Vni && is_enye_abbreviation(word)
    {
        weights::SYMBOL_IN_OTHER
    } else {
        weights::LETTER_IN_OTHER
    }
}

/// `§H`, `Q§`: the Đ of TCVN3. In Unicode text a space or a number follows the sign.
fn has_paragraph_sign(word: &str) -> bool {
    word.contains('§') && word.contains(|c: char| c.is_ascii_uppercase())
}

/// A bullet or a sign in Unicode text; in legacy text `§/c`, `« t«`.
fn is_lone_symbol(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| !c.is_alphabetic()) && chars.next().is_none()
}

fn has_symbol(word: &str) -> bool {
    word.chars().any(|c| !c.is_alphabetic() && !is_tone(c))
}

/// `ÑH`, `QÑ`: the Đ of VNI; in Spanish there are vowels around the ñ.
fn is_enye_abbreviation(word: &str) -> bool {
    let consonant = |c: char| Letter::of(c).is_some_and(|letter| !letter.is_vowel());
    let has_enye = word.contains(['Ñ', 'ñ']);
    has_enye
        && word.chars().count() > 1
        && word.chars().all(|c| consonant(c) || matches!(c, 'Ñ' | 'ñ'))
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Quotation marks and dots before a word, and marks after it, that Unicode text may have.
fn trim_marks(word: &str) -> &str {
    word.trim_start_matches(['«', '·', '¡']).trim_end_matches(['»', '®', '©', '·', '¹', '\u{AD}'])
}

/// A syllable of Unicode text, in any of its forms, in a case that people
/// write. No one hyphenates a syllable.
fn is_unicode_syllable(word: &str) -> bool {
    let word = trim_marks(word);
    let word = if word.contains('\u{AD}') { Cow::Borrowed("") } else { clean(word) };
    is_syllable(&word) && !has_inner_capital(&word)
}

/// `HÐ`, `TÐ`: capitals with an eth typed for Đ, as in abbreviations.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() < 4 && word.chars().all(|c| c == 'Ð' || c.is_ascii_uppercase())
}

/// Whether a capital comes after a lower-case letter.
fn has_inner_capital(word: &str) -> bool {
    word.chars().skip_while(|c| !c.is_lowercase()).any(char::is_uppercase)
}

fn ascii_letters(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphabetic).collect()
}
