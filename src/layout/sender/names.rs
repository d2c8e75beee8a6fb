//! All the ways in which a unit's name is written.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::tokens::Tokens;
use crate::text::fold::fold;

/// Phrase (folded words) → its abbreviations (letters run together).
static ABBREVIATIONS: LazyLock<Vec<(Vec<String>, Vec<String>)>> = LazyLock::new(|| {
    rows(include_str!("../../../templates/vocabulary/unit_abbreviations.tsv"))
        .filter_map(|row| {
            let (words, short) = row.split_once('\t')?;
            let short = short.split(';').map(run_together).collect();
            Some((fold(words).split(' ').map(str::to_owned).collect(), short))
        })
        .collect()
});

/// One row of `unit_aliases.tsv`: a unit's former or other names and what it became.
pub struct Alias {
    pub names: Vec<&'static str>,
    pub successor: &'static str,
}

/// The units whose names changed, with their other names.
pub static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    rows(include_str!("../../../templates/vocabulary/unit_aliases.tsv"))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let unit = cells.next()?;
            let others = cells.next()?.split(';').map(str::trim).filter(|name| !name.is_empty());
            let names = std::iter::once(unit).chain(others).collect();
            Some(Alias { names, successor: cells.next()?.trim() })
        })
        .collect()
});

/// The rows of a vocabulary file below its remarks and heading.
fn rows(content: &'static str) -> impl Iterator<Item = &'static str> {
    content.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1)
}

/// A name's letters run together, without what only says that it is a party body.
pub fn run_together(name: &str) -> String {
    let tokens = Tokens::of(name);
    let from = tokens.prefix_at(0);
    let from = if from < tokens.len() { from } else { 0 };
    tokens.run_together(from, tokens.len())
}

/// Shortened forms of a name that people make without asking: initials, known
/// abbreviations of its phrases, `tỉnh` left out. Never the name itself, never
/// shorter than three letters.
pub fn shortened(name: &str) -> BTreeSet<String> {
    let tokens = Tokens::of(name);
    let from = tokens.prefix_at(0);
    let words: Vec<&str> = (from..tokens.len()).map(|index| tokens.word(index)).collect();
    let mut forms = BTreeSet::new();
    for words in [words.clone(), without_place(&words)] {
        if words.len() < 2 {
            continue;
        }
        forms.insert(words.concat());
        forms.insert(initials(&words));
        forms.insert(format!("{}{}", words[0], initials(&words[1..])));
        forms.extend(abbreviated(&words, 0));
    }
    forms.remove(&words.concat());
    forms.retain(|form| form.len() >= 3);
    forms
}

/// The words without a place at the end that goes without saying inside a province.
fn without_place<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let words = match words {
        [rest @ .., "khu", "vuc"] | [rest @ .., "tinh"] => rest,
        words => words,
    };
    words.to_vec()
}

fn initials(words: &[&str]) -> String {
    words
        .iter()
        .filter(|word| !matches!(**word, "va" | "cac" | "cua"))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// The name with each known phrase written out or short, in every combination (few phrases fit a name).
fn abbreviated(words: &[&str], depth: usize) -> Vec<String> {
    const PHRASES_AT_MOST: usize = 5;
    let Some((first, rest)) = words.split_first() else { return vec![String::new()] };
    let mut forms: Vec<String> =
        abbreviated(rest, depth).into_iter().map(|tail| format!("{first}{tail}")).collect();
    if *first == "va" {
        forms.extend(abbreviated(rest, depth));
    }
    if depth >= PHRASES_AT_MOST {
        return forms;
    }
    for (phrase, short) in ABBREVIATIONS.iter() {
        if words.len() >= phrase.len() && phrase.iter().zip(words).all(|(a, b)| a == b) {
            for tail in abbreviated(&words[phrase.len()..], depth + 1) {
                forms.extend(short.iter().map(|short| format!("{short}{tail}")));
            }
        }
    }
    forms.truncate(512);
    forms
}

#[cfg(test)]
mod tests {
    use super::{run_together, shortened};

    #[test]
    fn offices_shorten_names_in_many_ways() {
        let forms = shortened("Đảng bộ Sở Nông nghiệp và Môi trường");
        for short in ["sonnmt", "snnmt", "sonongnghiepmoitruong"] {
            assert!(forms.contains(short), "{short} in {forms:?}");
        }
        let forms = shortened("Chi bộ Văn phòng Ủy ban nhân dân tỉnh");
        for short in ["vpubnd", "vpubndtinh", "vanphongubndtinh"] {
            assert!(forms.contains(short), "{short} in {forms:?}");
        }
    }

    #[test]
    fn one_word_never_stands_for_a_name() {
        assert!(!shortened("Chi bộ Báo tỉnh").contains("bao"));
    }

    #[test]
    fn a_party_prefix_does_not_count() {
        assert_eq!(run_together("Chi bộ Sở Tài chính"), run_together("SỞ TÀI CHÍNH"));
        assert_eq!(run_together("Chi bộ"), "chibo");
    }
}
