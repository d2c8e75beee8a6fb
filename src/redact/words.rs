//! Other names for people, and texts of which only the shape stays.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::text::fold::fold;
use crate::text::name::{family, made_up};

/// The words of names that were replaced, without their marks: who is written
/// with marks once and without them another time stays one.
#[derive(Default)]
pub struct Names {
    families: BTreeMap<String, usize>,
    others: BTreeMap<String, usize>,
    addresses: BTreeMap<String, usize>,
}

impl Names {
    /// A name in other words: as many, as far apart, in the same case and form.
    pub fn replace(&mut self, text: &str, family: bool) -> String {
        let composed: String = text.nfc().collect();
        let mut out = String::with_capacity(composed.len());
        let mut first = family;
        for piece in pieces(&composed) {
            if piece.starts_with(char::is_alphabetic) {
                out.push_str(&self.word(piece, first));
                first = false;
            } else {
                out.push_str(piece);
            }
        }
        if is_nfc(text) { out } else { out.nfd().collect() }
    }

    fn word(&mut self, word: &str, is_family: bool) -> String {
        let known = if is_family { &mut self.families } else { &mut self.others };
        let key = fold(word).into_owned();
        // They tell the sex and nobody's name.
        if !is_family && matches!(key.as_str(), "van" | "thi") {
            return word.to_owned();
        }
        let next = known.len();
        let number = *known.entry(key.clone()).or_insert(next);
        // What was typed without marks stays without.
        let made = made_up(number, is_family);
        let bare = key == word.to_lowercase() && word.chars().count() > 1;
        let made =
            if bare && family(word).is_none() { fold(made).into_owned() } else { made.into() };
        in_case_of(word, &made)
    }

    pub fn email(&mut self, text: &str) -> String {
        let next = self.addresses.len() + 1;
        let number = *self.addresses.entry(text.trim().to_lowercase()).or_insert(next);
        match text.split_once('@') {
            Some(_) => format!("nguoi{number}@tinh.example"),
            None => shape(text),
        }
    }
}

/// Runs of letters, and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let letters = rest.starts_with(char::is_alphabetic);
        let end = rest.find(|c: char| c.is_alphabetic() != letters).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn in_case_of(word: &str, made: &str) -> String {
    let upper = |c: char| c.is_uppercase();
    if word.chars().all(upper) {
        made.to_uppercase()
    } else if word.chars().any(upper) {
        made.to_owned()
    } else {
        made.to_lowercase()
    }
}

/// Letters become `x` and `a`, digits 0: how a text looked, and nothing it said.
pub fn shape(text: &str) -> String {
    let letter = |c: char| match c {
        c if c.is_uppercase() => 'X',
        c if c.is_alphabetic() && c.is_ascii() => 'x',
        c if c.is_alphabetic() => 'ă',
        c if c.is_numeric() => '0',
        c => c,
    };
    text.chars().map(letter).collect()
}

/// Two to five words, the first of them a family's, and nothing else.
pub fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &&str| word.chars().all(char::is_alphabetic);
    (2..=5).contains(&words.len()) && words.iter().all(plain) && family(words[0]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_case_spaces_and_form_stay() {
        let mut names = Names::default();
        let plain = names.replace("Lê Quốc Bảo", true);
        let loud = names.replace(" LÊ  QUỐC BẢO", true);
        assert_eq!(loud, format!(" {}", plain.to_uppercase().replacen(' ', "  ", 1)));
        let apart: String = names.replace(&"Lê Quốc Bảo".nfd().collect::<String>(), true);
        assert_eq!(apart.nfc().collect::<String>(), plain);
        assert!(!plain.contains("Quốc"));
    }

    #[test]
    fn nothing_is_left_of_a_text_but_its_shape() {
        assert_eq!(shape("Vợ: bà Hoa, 0912"), "Xă: xă Xxx, 0000");
    }
}
