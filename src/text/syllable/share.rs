//! How much of a text is Vietnamese.

use super::{MAX_LETTERS, is_syllable, rimes};

/// How many words of a text are syllables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Runs of letters.
    pub words: u32,
    /// Words that are syllables as written.
    pub syllables: u32,
    /// Those among the syllables that carry a mark or a tone.
    pub accented: u32,
    /// Words that are no syllables as written but would be with marks and tones (Bac, Nguyen).
    pub unaccented: u32,
}

impl Share {
    /// Counts the words of a text in NFC.
    pub fn of(text: &str) -> Share {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.fold(Share::default(), |mut share, word| {
            share.words = share.words.saturating_add(1);
            if is_syllable(word) {
                share.syllables += 1;
                share.accented += u32::from(!word.is_ascii());
            } else if is_unaccented_syllable(word) {
                share.unaccented += 1;
            }
            share
        })
    }

    /// The share of the words that are syllables as written, from 0 to 1; 0 without words.
    pub fn written(self) -> f64 {
        if self.words == 0 { 0.0 } else { f64::from(self.syllables) / f64::from(self.words) }
    }

    /// The share of the words that are syllables as written or once accented, from 0 to 1.
    pub fn possible(self) -> f64 {
        let known = self.syllables.saturating_add(self.unaccented);
        if self.words == 0 { 0.0 } else { f64::from(known) / f64::from(self.words) }
    }
}

/// Whether a word of plain letters is what some syllable leaves without marks
/// and tones: `Nguyen`, `Bac`, `Dung`.
pub fn is_unaccented_syllable(word: &str) -> bool {
    if word.len() > MAX_LETTERS || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let mut codes = [0; MAX_LETTERS];
    codes.iter_mut().zip(word.bytes()).for_each(|(code, byte)| *code = byte.to_ascii_lowercase());
    let onsets = rimes::onsets_of(codes.get(..word.len()).unwrap_or_default());
    // A lost stroke makes d of đ; both have the same rimes.
    let mut fitting =
        onsets.flat_map(|(onset, rest)| rimes::bare(rest).map(move |rime| (onset, rime)));
    fitting.any(|(onset, rime)| rimes::go_together(onset, rime))
}

#[cfg(test)]
mod tests {
    use super::{Share, is_unaccented_syllable};

    #[test]
    fn unaccented_syllables_are_told_from_other_words() {
        for word in "Nguyen Van Bac Dung duong huong thuy quoc giuong uy Y nghieng Hoang".split(' ')
        {
            assert!(is_unaccented_syllable(word), "{word}");
        }
        for word in "Nguyeenx Jean ward school Phong1 fw bk nghan ciu Ánh".split(' ') {
            assert!(!is_unaccented_syllable(word), "{word}");
        }
    }

    #[test]
    fn words_are_counted_by_kind() {
        let share = Share::of("Bùi Thị Hòa, Nguyen Van Bac (Mr. Smith) 12");
        assert_eq!(share, Share { words: 8, syllables: 4, accented: 3, unaccented: 2 });
        assert_eq!((share.written(), share.possible()), (0.5, 0.75));
        assert_eq!(Share::of("12/3").written(), 0.0);
    }
}
