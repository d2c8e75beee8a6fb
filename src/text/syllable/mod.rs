//! The written syllable of Vietnamese: onset, rime, tone, from rules and not
//! from a list of words.
//!
//! The rules are those of the orthography taught in school: which letters can
//! begin a syllable, which rimes there are, that rimes on c, ch, p, t take only
//! sắc and nặng, that k, gh, ngh stand before i, e, ê (k also elsewhere, as in
//! Bắc Kạn), and where the tone is written.

mod rimes;
mod share;
mod tones;

pub use share::{Share, is_unaccented_syllable};
pub use tones::{modern_tones, repair_tones};

use super::letter::{Letter, Mark, Tone};

/// Every rime, without tone.
#[cfg(test)]
pub(super) fn all_rimes() -> impl Iterator<Item = &'static str> {
    rimes::RIMES.into_iter()
}

/// Longer than any syllable (`nghiêng`, `khuyếch`).
const MAX_LETTERS: usize = 7;

/// Where the tone is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TonePlace {
    /// Where today's spelling puts it (hòa), or there is none.
    Modern,
    /// Where the older spelling puts it: on the second letter of open oa, oe, uy (hoà).
    Old,
    /// Where no spelling puts it (baỏ).
    Wrong,
}

/// A syllable that the orthography allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// In lower case; empty when it begins with a vowel.
    pub onset: &'static str,
    /// In lower case, without tone.
    pub rime: &'static str,
    pub tone: Tone,
    pub tone_place: TonePlace,
    /// Index of the letter that carries the tone, and of the one that should.
    carried_by: usize,
    belongs_to: usize,
}

impl Syllable {
    /// Reads one word in NFC, in any case. `None` when it is no syllable
    /// (foreign, abbreviated, unaccented `Bac`, two tones).
    pub fn parse(word: &str) -> Option<Syllable> {
        let letters = Letters::of(word)?;
        let (onset, rime, belongs_to) = split(&letters)?;
        let (carried_by, tone) = letters.tone.unwrap_or((belongs_to, Tone::Ngang));
        if rimes::is_stopped(rime) && !matches!(tone, Tone::Sac | Tone::Nang) {
            return None;
        }
        let tone_place = if carried_by == belongs_to {
            TonePlace::Modern
        } else if matches!(rime, "oa" | "oe" | "uy") && carried_by == belongs_to + 1 {
            TonePlace::Old
        } else {
            TonePlace::Wrong
        };
        Some(Syllable { onset, rime, tone, tone_place, carried_by, belongs_to })
    }
}

/// Whether a word in NFC is a syllable of Vietnamese with its tone in a lawful place.
pub fn is_syllable(word: &str) -> bool {
    Syllable::parse(word).is_some_and(|syllable| syllable.tone_place != TonePlace::Wrong)
}

/// The letters of a word without case and tone, and the tone apart.
struct Letters {
    codes: [u8; MAX_LETTERS],
    len: usize,
    tone: Option<(usize, Tone)>,
}

impl Letters {
    fn of(word: &str) -> Option<Letters> {
        let mut letters = Letters { codes: [0; MAX_LETTERS], len: 0, tone: None };
        for c in word.chars() {
            let letter = Letter::of(c)?;
            if letter.tone != Tone::Ngang
                && letters.tone.replace((letters.len, letter.tone)).is_some()
            {
                return None;
            }
            *letters.codes.get_mut(letters.len)? = code(letter);
            letters.len += 1;
        }
        Some(letters)
    }

    fn codes(&self) -> &[u8] {
        self.codes.get(..self.len).unwrap_or_default()
    }
}

/// A letter without case and tone as one byte: ASCII, or a digit for a letter with a mark.
fn code(letter: Letter) -> u8 {
    match (letter.base, letter.mark) {
        (base, Mark::None) => base,
        (b'a', Mark::Breve) => b'1',
        (b'a', _) => b'2',
        (b'e', _) => b'3',
        (b'o', Mark::Circumflex) => b'4',
        (b'o', _) => b'5',
        (b'u', _) => b'6',
        _ => b'7',
    }
}

/// Onset, rime and the index of the letter where the tone belongs.
fn split(letters: &Letters) -> Option<(&'static str, &'static str, usize)> {
    let codes = letters.codes();
    rimes::onsets_of(codes).find_map(|(onset, rest)| {
        let rime = rimes::find(rest)?;
        let belongs_to = codes.len() - rest.len() + tone_index(rest);
        rimes::go_together(onset, rime).then_some((onset, rime, belongs_to))
    })
}

/// Which letter of a rime carries the tone: the last one with a mark; else the
/// last vowel before a consonant; else the middle of three and the first of two vowels.
fn tone_index(rime: &[u8]) -> usize {
    if let Some(marked) = rime.iter().rposition(u8::is_ascii_digit) {
        return marked;
    }
    let vowels = rime.iter().take_while(|code| is_plain_vowel(**code)).count();
    if vowels < rime.len() || vowels == 3 { vowels.min(2).saturating_sub(1) } else { 0 }
}

fn is_plain_vowel(code: u8) -> bool {
    matches!(code, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::{Syllable, TonePlace, is_syllable};
    use crate::text::letter::Tone;

    #[test]
    fn syllables_of_names_and_offices_are_known() {
        let text = "Nguyễn Văn Ánh Bùi Thị Hòa Quách Đình Quý Trần Thu Hường Đảng ủy Khối các cơ quan tỉnh Bình \
            Trung cấp lý luận chính trị Huỳnh Vũ Võ Dũng Tuấn Thúy Quỳnh Tú Yến nghiêng khuỷu thuở giếng gì gìn già \
            giữa quốc quyết uyên oanh xoong moóc khuya ngoéo Kạn Vy Thy ếch ỉa yêu huỵch tuýp quơ Gia Y Ê loay xoáy";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_none() {
        let text = "Mờng Khơng Bac cac Ngyễn Nguyeenx Hoàngg Ciên nghan ngi gê ắn2 Krông Đắk Jean ph th Müller \
            thúât V.n baỏ lựơng qúy yân iên hìu2 kuang aei LLCT";
        for word in text.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(!is_syllable(""));
    }

    #[test]
    fn parts_are_told() {
        let parts = |word| Syllable::parse(word).map(|s| (s.onset, s.rime, s.tone, s.tone_place));
        assert_eq!(parts("NGUYỄN"), Some(("ng", "uyên", Tone::Nga, TonePlace::Modern)));
        assert_eq!(parts("Hoà"), Some(("h", "oa", Tone::Huyen, TonePlace::Old)));
        assert_eq!(parts("qúy"), Some(("qu", "y", Tone::Sac, TonePlace::Wrong)));
        assert_eq!(parts("giếng"), Some(("g", "iêng", Tone::Sac, TonePlace::Modern)));
        assert_eq!(parts("gìa"), Some(("gi", "a", Tone::Huyen, TonePlace::Wrong)));
    }
}
