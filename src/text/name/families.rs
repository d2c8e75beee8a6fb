//! Known family names, and how a full name falls into its parts.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::data;
use super::super::fold::{fold, fold_tones};

/// What is known of a family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// In its usual spelling.
    pub name: &'static str,
    /// How many of ten thousand people bear it, where that is known.
    pub share: Option<u32>,
    /// It stands after the personal name (Y Bhin Niê).
    pub stands_last: bool,
    /// Of the Central Highlands or Trường Sơn: the syllables of such names are not those of Vietnamese.
    pub highland: bool,
}

struct Families {
    by_name: FxHashMap<String, Family>,
    /// Without marks; the most frequent where several fold to one.
    by_fold: FxHashMap<String, Family>,
    /// The other syllables that only minority names have, folded but for their marks.
    syllables: FxHashSet<String>,
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let table =
        data::rows::<4>(include_str!("../../../templates/vocabulary/text/family_names.tsv"));
    let mut families = Families {
        by_name: FxHashMap::default(),
        by_fold: FxHashMap::default(),
        syllables: data::rows::<1>(include_str!(
            "../../../templates/vocabulary/text/name_syllables.tsv"
        ))
        .map(|[syllable]| fold_tones(syllable).into_owned())
        .collect(),
    };
    for [name, share, place, people] in table {
        let share = share.parse().ok();
        let family =
            Family { name, share, stands_last: place == "last", highland: people == "highland" };
        families.by_name.insert(fold_tones(name).into_owned(), family);
        let usual = families.by_fold.entry(fold(name).into_owned()).or_insert(family);
        if family.share > usual.share {
            *usual = family;
        }
    }
    families
});

/// Looks a family name up as it is spelt, in any case and tone placement.
pub fn family(name: &str) -> Option<Family> {
    FAMILIES.by_name.get(&*fold_tones(name)).copied()
}

/// Looks a family name up by its letters alone (`nguyen`, `Nguyển`); the most
/// frequent one where several have them.
pub fn family_without_marks(name: &str) -> Option<Family> {
    FAMILIES.by_fold.get(&*fold(name)).copied()
}

/// Whether a word is known from names only, as a family name or part of one or
/// as a syllable of minority names.
pub(super) fn is_known_word(word: &str) -> bool {
    let word = fold_tones(word);
    FAMILIES.by_name.contains_key(&*word) || FAMILIES.syllables.contains(&*word)
}

/// A full name in its parts; each may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    pub family: &'a str,
    pub middle: &'a str,
    pub given: &'a str,
}

/// Takes a name in normal form apart: first word, last word, what is between
/// them; family names of several words (Tôn Nữ, Rơ Châm) whole; a clan name at
/// the end (Y Bhin Niê) as the family name. A single word is the given name.
pub fn split(full: &str) -> Parts<'_> {
    if let Some((given, clan)) = clan_at_end(full) {
        return Parts { family: clan, middle: "", given };
    }
    let Some((family, rest)) = family_at_start(full).or_else(|| full.split_once(' ')) else {
        return Parts { given: full, ..Parts::default() };
    };
    match rest.rsplit_once(' ') {
        Some((middle, given)) => Parts { family, middle, given },
        None => Parts { family, middle: "", given: rest },
    }
}

/// A known family name of two to four words, if a given name follows.
fn family_at_start(full: &str) -> Option<(&str, &str)> {
    let ends = full.match_indices(' ').map(|(at, _)| at).skip(1).take(3);
    let longest = ends.filter_map(|at| Some((full.get(..at)?, full.get(at + 1..)?)));
    longest.filter(|(start, _)| family(start).is_some_and(|family| !family.stands_last)).last()
}

/// Personal name and clan name of `Y Bhin Niê`, `H'Hen Niê Kdăm`; only where
/// the first word is of that people too, so that no other name is turned round.
fn clan_at_end(full: &str) -> Option<(&str, &str)> {
    let (first, _) = full.split_once(' ')?;
    if !super::is_highland_marker(first) {
        return None;
    }
    let ends = full.match_indices(' ').map(|(at, _)| at);
    let mut cuts = ends.filter_map(|at| Some((full.get(..at)?, full.get(at + 1..)?)));
    cuts.find(|(given, clan)| {
        *given != "Y" && family(clan).is_some_and(|family| family.stands_last)
    })
}

#[cfg(test)]
mod tests {
    use super::{family, family_without_marks, split};

    fn parts(full: &str) -> [&str; 3] {
        let parts = split(full);
        [parts.family, parts.middle, parts.given]
    }

    #[test]
    fn names_fall_into_family_middle_and_given() {
        assert_eq!(parts("Nguyễn Thị Thu Hà"), ["Nguyễn", "Thị Thu", "Hà"]);
        assert_eq!(parts("Lê Nam"), ["Lê", "", "Nam"]);
        assert_eq!(parts("Hương"), ["", "", "Hương"]);
        assert_eq!(parts("Tôn Nữ Thị Ninh"), ["Tôn Nữ", "Thị", "Ninh"]);
        assert_eq!(parts("Rơ Châm Hlanh"), ["Rơ Châm", "", "Hlanh"]);
        assert_eq!(parts(""), ["", "", ""]);
    }

    #[test]
    fn clan_names_stand_last() {
        assert_eq!(parts("Y Bhin Niê"), ["Niê", "", "Y Bhin"]);
        assert_eq!(parts("H'Hen Niê Kdăm"), ["Niê Kdăm", "", "H'Hen"]);
        assert_eq!(parts("Y Nhi"), ["Y", "", "Nhi"]);
        assert_eq!(parts("Siu Black"), ["Siu", "", "Black"]);
    }

    #[test]
    fn family_names_are_known_with_and_without_marks() {
        assert_eq!(family("NGUYỄN").map(|family| family.name), Some("Nguyễn"));
        assert_eq!(family("Nguyễn").and_then(|family| family.share), Some(3840));
        assert_eq!(family("Nguyển"), None);
        assert_eq!(family_without_marks("Nguyen").map(|family| family.name), Some("Nguyễn"));
        assert!(family("Ksor").is_some_and(|family| family.highland));
    }
}
