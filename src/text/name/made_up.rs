//! Words for names of people that there are not.

use std::sync::LazyLock;

use super::super::data;

static WORDS: LazyLock<[Vec<&'static str>; 2]> = LazyLock::new(|| {
    let table = include_str!("../../../templates/vocabulary/text/made_up_names.tsv");
    let words = |wanted: &str| {
        data::rows::<2>(table).filter(|[_, place]| *place == wanted).map(|[word, _]| word).collect()
    };
    [words("family"), words("given")]
});

/// The word of a number: of a family, or of what follows it. Numbers that stand
/// near each other give words that do not; beyond the list they begin again.
pub fn made_up(number: usize, family: bool) -> &'static str {
    /// Prime, so that every word has its turn.
    const STRIDE: usize = 41;
    let words = &WORDS[usize::from(!family)];
    words.get(number.wrapping_mul(STRIDE) % words.len().max(1)).copied().unwrap_or("An")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::made_up;

    #[test]
    fn numbers_give_all_different_words_for_a_while() {
        let words: BTreeSet<_> = (0..90).map(|number| made_up(number, false)).collect();
        assert_eq!(words.len(), 90);
        let families: BTreeSet<_> = (0..30).map(|number| made_up(number, true)).collect();
        assert_eq!(families.len(), 30);
    }
}
