//! TCVN3: one byte for each lower-case letter; capitals only without tones.

use std::sync::LazyLock;

use super::super::data;
use super::super::letter::Letter;
use super::super::syllable::is_syllable;
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

/// A word with its codes replaced.
pub(super) fn decode_word(word: &str, page: CodePage) -> String {
    word.chars().map(|c| letter(c, page).unwrap_or(c)).collect()
}

/// Puts back a ư that was lost with the soft hyphens (`Mờng` → `Mường`,
/// `nớc` → `nước`), where that is the only way to make a syllable of the word.
pub(super) fn with_lost_horn(word: &str) -> Option<String> {
    if word.is_ascii() && !has_bare_ending(word) || is_syllable(word) {
        return None;
    }
    let mut gaps = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let candidate = |at: usize| {
        let (before, after) = word.split_at_checked(at)?;
        let horn = if before.is_empty() { 'Ư' } else { 'ư' };
        let candidate = format!("{before}{horn}{after}");
        is_syllable(&candidate).then_some(candidate)
    };
    let found = gaps.find_map(candidate)?;
    gaps.all(|at| candidate(at).is_none()).then_some(found)
}

/// Consonants only, with an ending (`Hng`, `trng`): what is left of Hưng, trưng.
fn has_bare_ending(word: &str) -> bool {
    let vowelless = word.chars().all(|c| Letter::of(c).is_some_and(|letter| !letter.is_vowel()));
    let lower = word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    vowelless && lower && word.len() > 2 && word.ends_with("ng")
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
            ("ợc", "Ược"),
        ] {
            assert_eq!(with_lost_horn(lost).as_deref(), Some(whole));
        }
        for word in ["hòa", "th", "tra", "Jean", "NNg", "xyz", "", "TCĐLCL"] {
            assert_eq!(with_lost_horn(word), None, "{word}");
        }
    }
}
