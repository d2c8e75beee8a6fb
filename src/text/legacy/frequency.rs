//! How usual a syllable is, for words that are syllables both as they stand
//! and decoded: `Không` is hardly ever a `Khụng` in TCVN3.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::data;
use super::super::letter::Tone;
use super::super::syllable::Syllable;

/// By rime: how many of a million accented syllables have it with each tone.
static FREQUENCIES: LazyLock<FxHashMap<&'static str, [f32; 6]>> = LazyLock::new(|| {
    let table = include_str!("../../../templates/vocabulary/text/rime_frequencies.tsv");
    data::rows::<7>(table)
        .map(|[rime, tones @ ..]| (rime, tones.map(|count| count.parse().unwrap_or_default())))
        .collect()
});

/// By rime: how many of a thousand syllables with it have each onset, in the order of [`ONSETS`].
static ONSET_FREQUENCIES: LazyLock<FxHashMap<&'static str, [f32; 28]>> = LazyLock::new(|| {
    data::rows::<29>(ONSET_TABLE)
        .map(|[rime, onsets @ ..]| (rime, onsets.map(|count| count.parse().unwrap_or_default())))
        .collect()
});
static ONSETS: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let heading = ONSET_TABLE.lines().find(|line| line.starts_with("rime\t")).unwrap_or_default();
    let onsets = heading.split('\t').skip(1).enumerate();
    onsets.map(|(index, onset)| (onset.trim_matches('-'), index)).collect()
});
const ONSET_TABLE: &str = include_str!("../../../templates/vocabulary/text/onset_frequencies.tsv");

/// What an onset counts that was not met before the rime, or a rime that was not met.
const UNSEEN_ONSET: f32 = 0.5;

/// What a rime with a tone counts that the table does not have.
const UNSEEN: f32 = 3.0;

/// The logarithm of how much more usual one syllable is than the other; 0 when that is not known.
pub(super) fn log_ratio(one: &str, other: &str) -> f32 {
    match (frequency(one), frequency(other)) {
        (Some(one), Some(other)) => (one / other).ln(),
        _ => 0.0,
    }
}

fn frequency(word: &str) -> Option<f32> {
    let syllable = Syllable::parse(word)?;
    // The table counts accented syllables only.
    if syllable.tone == Tone::Ngang && syllable.rime.is_ascii() {
        return None;
    }
    let count =
        FREQUENCIES.get(syllable.rime).and_then(|tones| tones.get(syllable.tone as usize).copied());
    let onset = ONSETS
        .get(syllable.onset)
        .and_then(|index| ONSET_FREQUENCIES.get(syllable.rime)?.get(*index));
    let share = onset.copied().unwrap_or_default().max(UNSEEN_ONSET);
    Some(count.unwrap_or_default().max(UNSEEN) * share)
}

#[cfg(test)]
mod tests {
    use super::log_ratio;

    #[test]
    fn usual_syllables_outweigh_rare_ones() {
        assert!(log_ratio("Không", "Khụng") > 3.0);
        assert!(log_ratio("Hịa", "Hòa") < -1.0);
        assert_eq!((log_ratio("an", "ạn"), log_ratio("x", "y")), (0.0, 0.0));
    }
}
