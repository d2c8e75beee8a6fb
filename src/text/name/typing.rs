//! What an input method left behind: `Nguyeenx`, `Nguye64n`, `ddinh`.

use super::super::letter::{Letter, Mark, Tone};
use super::super::syllable::{is_syllable, repair_tones};

/// The syllable that was meant by a word typed in Telex or VNI without an
/// input method, in lower case; `None` when the word is no such slip.
pub(super) fn meant(word: &str) -> Option<String> {
    let mut typed = Typed::default();
    for c in word.chars() {
        typed.press(c)?;
    }
    let mut letters: Vec<Letter> = typed.letters;
    if let Some(tone) = typed.tone {
        let vowel = letters.iter_mut().rfind(|letter| letter.is_vowel())?;
        *vowel = vowel.with_tone(tone);
    }
    let plain: String = letters.into_iter().map(Letter::to_char).collect();
    let meant = repair_tones(&plain).into_owned();
    (typed.pressed && meant != word && is_syllable(&meant)).then_some(meant)
}

#[derive(Default)]
struct Typed {
    letters: Vec<Letter>,
    tone: Option<Tone>,
    /// Whether any key meant a mark or a tone.
    pressed: bool,
}

impl Typed {
    /// Takes one key; `None` for what no input method knows.
    fn press(&mut self, c: char) -> Option<()> {
        let letter = Letter::of(c).map(|letter| Letter { upper: false, ..letter });
        let after_vowel = self.letters.iter().any(|letter| letter.is_vowel());
        let done = match c.to_ascii_lowercase() {
            's' | '1' if after_vowel => self.set_tone(Tone::Sac),
            'f' | '2' if after_vowel => self.set_tone(Tone::Huyen),
            'r' | '3' if after_vowel => self.set_tone(Tone::Hoi),
            'x' | '4' if after_vowel => self.set_tone(Tone::Nga),
            'j' | '5' if after_vowel => self.set_tone(Tone::Nang),
            '6' => self.mark(b"aeo", Mark::Circumflex),
            'w' if self.mark(b"uo", Mark::Horn) => true,
            'w' | '8' => self.mark(b"a", Mark::Breve),
            '7' => self.mark(b"uo", Mark::Horn),
            '9' => self.mark(b"d", Mark::Stroke),
            'd' => self.mark(b"d", Mark::Stroke),
            base @ ('a' | 'e' | 'o') => {
                u8::try_from(base).is_ok_and(|base| self.mark(&[base], Mark::Circumflex))
            }
            _ => false,
        };
        self.pressed |= done;
        if !done {
            let letter = letter?;
            self.letters.push(letter.with_tone(Tone::Ngang));
            if letter.tone != Tone::Ngang && !self.set_tone(letter.tone) {
                return None;
            }
        }
        Some(())
    }

    /// One tone only; the same again is a key that was pressed twice.
    fn set_tone(&mut self, tone: Tone) -> bool {
        *self.tone.get_or_insert(tone) == tone
    }

    /// Marks the last letters with one of these bases, if they are still plain;
    /// the horn goes to both of uo.
    fn mark(&mut self, bases: &[u8], mark: Mark) -> bool {
        let plain =
            |letter: &&mut Letter| letter.mark == Mark::None && bases.contains(&letter.base);
        let last_vowels =
            self.letters.iter_mut().rev().skip_while(|letter| !bases.contains(&letter.base));
        let mut marked = false;
        for letter in last_vowels.take_while(|letter| plain(letter)) {
            letter.mark = mark;
            marked = true;
            if mark != Mark::Horn {
                break;
            }
        }
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::meant;
    use proptest::prelude::*;

    #[test]
    fn leftovers_of_telex_and_vni_are_read() {
        let pairs = [
            ("Nguyeenx", "nguyễn"),
            ("nguyeexn", "nguyễn"),
            ("ddinh", "đinh"),
            ("Hoaf", "hòa"),
            ("thij", "thị"),
            ("Huwowng", "hương"),
            ("truowngf", "trường"),
            ("Dduwcs", "đức"),
            ("tuaans", "tuấn"),
            ("vawn", "văn"),
            ("Nguye64n", "nguyễn"),
            ("Nguyễnx", "nguyễn"),
            ("hu7o7ng", "hương"),
        ];
        for (typed, read) in pairs {
            assert_eq!(meant(typed).as_deref(), Some(read), "{typed}");
        }
    }

    #[test]
    fn other_words_are_no_leftovers() {
        for word in
            ["Nguyễn", "an", "Jean", "Black", "Krông", "Niê", "x", "", "Phong1x", "wwww", "12"]
        {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(word in "\\PC{0,12}|[a-zà-ỹ0-9]{0,10}") {
            meant(&word);
        }
    }
}
