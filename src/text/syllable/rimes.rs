//! Which onsets and rimes there are, and which go together.

use std::sync::LazyLock;

use super::super::letter::Letter;
use super::code;

/// The onset written with these letters (see [`code`]). `gi` and `qu` count as
/// onsets; where the rime itself begins with i (gì, giếng), `g` is the onset.
fn onset(codes: &[u8]) -> Option<&'static str> {
    Some(match codes {
        b"" => "",
        b"b" => "b",
        b"c" => "c",
        b"d" => "d",
        b"7" => "đ",
        b"g" => "g",
        b"h" => "h",
        b"k" => "k",
        b"l" => "l",
        b"m" => "m",
        b"n" => "n",
        b"p" => "p",
        b"r" => "r",
        b"s" => "s",
        b"t" => "t",
        b"v" => "v",
        b"x" => "x",
        b"ch" => "ch",
        b"gh" => "gh",
        b"gi" => "gi",
        b"kh" => "kh",
        b"ng" => "ng",
        b"nh" => "nh",
        b"ph" => "ph",
        b"qu" => "qu",
        b"th" => "th",
        b"tr" => "tr",
        b"ngh" => "ngh",
        _ => return None,
    })
}

/// Every rime of the written language, without tone, by main vowel.
/// `oong`, `ooc`, `uyp` and the like live in loan words (xoong, moóc, tuýp).
pub(super) const RIMES: [&str; 167] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", //
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", //
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", //
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", //
    "i", "ich", "im", "in", "inh", "ip", "it", "iu", "ia", //
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", //
    "y", "yêm", "yên", "yêng", "yêt", "yêu", //
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "ooc", "oong", //
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", //
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", //
    "u", "uc", "ui", "um", "un", "ung", "up", "ut", "ua", //
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", //
    "ư", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ưa", //
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", //
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", //
    "oăc", "oăm", "oăn", "oăng", "oăt", //
    "oe", "oem", "oen", "oeo", "oet", //
    "uâc", "uân", "uâng", "uât", "uây", //
    "uê", "uêch", "uên", "uênh", "uêt", "uơ", //
    "uy", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uya", "uyên", "uyêt", //
    "ynh", "yt", "ych",
];

static RIME_TABLE: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| table(packed));
static BARE_RIME_TABLE: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| table(packed_bare));

fn table(key: fn(&str) -> u32) -> Vec<(u32, &'static str)> {
    let mut table: Vec<_> = RIMES.iter().map(|rime| (key(rime), *rime)).collect();
    table.sort_unstable();
    table
}

fn packed(rime: &str) -> u32 {
    rime.chars().filter_map(Letter::of).fold(0, |key, letter| key << 8 | u32::from(code(letter)))
}

fn packed_bare(rime: &str) -> u32 {
    rime.chars().filter_map(Letter::of).fold(0, |key, letter| key << 8 | u32::from(letter.base))
}

/// The onsets that a word may begin with, the longest first, and what follows each.
pub(super) fn onsets_of(codes: &[u8]) -> impl Iterator<Item = (&'static str, &[u8])> {
    (0..=codes.len().min(3)).rev().filter_map(|len| {
        let (start, rest) = codes.split_at_checked(len)?;
        Some((onset(start)?, rest))
    })
}

/// The rime that is written with these letters.
pub(super) fn find(codes: &[u8]) -> Option<&'static str> {
    let key = key_of(codes)?;
    let index = RIME_TABLE.binary_search_by_key(&key, |entry| entry.0).ok()?;
    RIME_TABLE.get(index).map(|entry| entry.1)
}

/// The rimes that leave these letters when tones and marks are lost.
pub(super) fn bare(codes: &[u8]) -> impl Iterator<Item = &'static str> {
    let key = key_of(codes);
    let start = BARE_RIME_TABLE.partition_point(|entry| Some(entry.0) < key);
    let rest = BARE_RIME_TABLE.get(start..).unwrap_or_default();
    rest.iter().take_while(move |entry| Some(entry.0) == key).map(|entry| entry.1)
}

fn key_of(codes: &[u8]) -> Option<u32> {
    (1..=4)
        .contains(&codes.len())
        .then(|| codes.iter().fold(0, |key, code| key << 8 | u32::from(*code)))
}

/// Whether a rime ends in c, ch, p or t and so takes only two of the tones.
pub(super) fn is_stopped(rime: &str) -> bool {
    rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch")
}

/// Whether the orthography writes this onset before this rime.
pub(super) fn go_together(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['i', 'e', 'ê', 'y']);
    let with_onset = match onset {
        "" => !rime.starts_with("iê"),
        "c" | "ng" => !front,
        "g" => rime.starts_with('i'),
        "gh" | "ngh" => front && !rime.starts_with('y'),
        "gi" => !rime.starts_with(['i', 'y']),
        "qu" => !rime.starts_with(['o', 'u', 'ư']) && !rime.starts_with("iê") && rime != "ia",
        _ => true,
    };
    with_onset && y_goes_with(onset, rime)
}

/// y as a whole rime is written after few onsets (lý, Vy, Thy); ynh, yt and ych
/// only as part of quynh, quýt; yê only at the beginning and after qu.
fn y_goes_with(onset: &str, rime: &str) -> bool {
    match rime {
        "y" => !matches!(onset, "đ" | "g" | "p" | "nh" | "ch"),
        "ynh" | "yt" | "ych" => onset == "qu",
        _ if rime.starts_with('y') => matches!(onset, "" | "qu"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{RIMES, packed};

    #[test]
    fn no_rime_is_listed_twice_and_all_fit_the_key() {
        let mut keys: Vec<u32> = RIMES.iter().map(|rime| packed(rime)).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), RIMES.len());
        assert!(RIMES.iter().all(|rime| rime.chars().count() <= 4));
    }
}
