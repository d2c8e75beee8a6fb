//! TCVN3: one byte for each lower-case letter; capitals only without tones.

use std::sync::LazyLock;

use super::super::data;
use super::super::letter::Letter;
use super::super::syllable::is_syllable;
use super::frequency;
use super::pages::CodePage;

/// By byte; `\0` where the fonts show nothing Vietnamese.
static LETTERS: LazyLock<[char; 256]> = LazyLock::new(|| {
    let mut table = ['\0'; 256];
    for [stored, letter] in data::rows(include_str!("../../../templates/vocabulary/text/tcvn3.tsv"))
    {
        let slot = data::character(stored).and_then(|c| table.get_mut(c as usize));
        if let (Some(slot), Some(letter)) = (slot, data::character(letter)) {
            *slot = letter;
        }
    }
    table
});

/// The letter that a stored character shows.
pub(super) fn letter(c: char, page: CodePage) -> Option<char> {
    let byte = page.byte(c)?;
    LETTERS.get(usize::from(byte)).copied().filter(|letter| *letter != '\0')
}

/// The character that shows a letter; the letter itself where there is none.
pub(super) fn stored(letter: char) -> char {
    let byte_of = |letter: char| {
        let byte = LETTERS.iter().position(|shown| *shown == letter)?;
        u8::try_from(byte).ok().map(char::from)
    };
    byte_of(letter).or_else(|| byte_of(super::super::letter::lower(letter))).unwrap_or(letter)
}

/// A word with its codes replaced.
pub(super) fn decode_word(word: &str, page: CodePage) -> String {
    word.chars().map(|c| letter(c, page).unwrap_or(c)).collect()
}

/// Puts back a ư that was lost with the soft hyphens (`Mờng` → `Mường`,
/// `nớc` → `nước`), where that is the only way to make a syllable of the word.
/// When it is known that they are `all_lost`, also where another syllable is far
/// more usual (`ngời` → `người`) and where nothing but an onset is left (`th` → `thư`).
pub(super) fn with_lost_horn(word: &str, all_lost: bool) -> Option<String> {
    let whole = is_syllable(word);
    if whole && !all_lost || word.is_ascii() && !lacks_a_vowel(word, all_lost) {
        return None;
    }
    let mut candidates =
        word.char_indices().map(|(at, _)| at).chain([word.len()]).filter_map(|at| {
            let (before, after) = word.split_at_checked(at)?;
            Some(format!("{before}ư{after}")).filter(|candidate| is_syllable(candidate))
        });
    let found = candidates.next()?;
    let only = candidates.next().is_none();
    let usual = !whole || frequency::log_ratio(&found, word) > FAR_MORE_USUAL;
    (only && usual).then_some(found)
}

/// The logarithm of a ratio of about 20.
const FAR_MORE_USUAL: f32 = 3.0;

/// Consonants only: with an ending (`Hng`, `trng`) what is left of Hưng, trưng;
/// an onset alone (`th`) may also be an abbreviation.
fn lacks_a_vowel(word: &str, onset_suffices: bool) -> bool {
    let vowelless = word.chars().all(|c| Letter::of(c).is_some_and(|letter| !letter.is_vowel()));
    let lower = word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    let long_enough = word.len() > 2 && word.ends_with("ng") || onset_suffices && word.len() > 1;
    vowelless && lower && long_enough
}

#[cfg(test)]
mod tests {
    use super::with_lost_horn;

    #[test]
    fn a_lost_horn_comes_back_where_only_it_helps() {
        for (lost, whole) in [
            ("Mờng", "Mường"),
            ("Khơng", "Khương"),
            ("nớc", "nước"),
            ("Hng", "Hưng"),
            ("ợc", "ược"),
        ] {
            assert_eq!(with_lost_horn(lost, false).as_deref(), Some(whole));
        }
        for word in ["hòa", "th", "tra", "Jean", "NNg", "xyz", "", "TCĐLCL"] {
            assert_eq!(with_lost_horn(word, false), None, "{word}");
        }
        for (lost, whole) in [("ngời", "người"), ("th", "thư"), ("Nh", "Như")] {
            assert_eq!(with_lost_horn(lost, true).as_deref(), Some(whole));
        }
        for word in ["TH", "S", "hòa", "tra", "ThS"] {
            assert_eq!(with_lost_horn(word, true), None, "{word}");
        }
    }
}
