//! The words by which cells are recognised, from `templates/layout/cells.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::traits::Traits;
use super::words::{WordBook, WordList};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellWords {
    sex: WordList,
    mark: WordList,
    ethnicity: WordList,
    religion: WordList,
    place: WordList,
    education: WordList,
    theory: WordList,
    level: WordList,
    rating: WordList,
    position: WordList,
    unit: WordList,
    course: WordList,
    mode: WordList,
    filler: WordList,
    nothing: WordList,
    titles: WordList,
    family_names: WordList,
}

pub(super) struct Vocabulary {
    pub words: WordBook,
    pub titles: WordBook,
    pub family_names: WordBook,
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let words: CellWords = toml::from_str(include_str!("../../templates/layout/cells.toml"))
        .unwrap_or_else(|error| unreachable!("built-in data: {error}"));
    let mut book = WordBook::default();
    for (list, bit) in [
        (&words.sex, Traits::SEX),
        (&words.mark, Traits::MARK),
        (&words.ethnicity, Traits::ETHNICITY),
        (&words.religion, Traits::RELIGION),
        (&words.place, Traits::PLACE),
        (&words.education, Traits::EDUCATION),
        (&words.theory, Traits::THEORY),
        (&words.level, Traits::LEVEL),
        (&words.rating, Traits::RATING),
        (&words.position, Traits::POSITION),
        (&words.unit, Traits::UNIT),
        (&words.course, Traits::COURSE),
        (&words.mode, Traits::MODE),
        (&words.filler, Traits::FILLER),
        (&words.nothing, Traits::NOTHING),
    ] {
        book.add(list, bit.0);
    }
    let one = |list: &WordList| {
        let mut book = WordBook::default();
        book.add(list, 1);
        book
    };
    Vocabulary { words: book, titles: one(&words.titles), family_names: one(&words.family_names) }
});
