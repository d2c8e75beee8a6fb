//! What has been read already in a form: most cells of a list say what others said before.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::model::value::{Education, PersonName, PoliticalTheory, StudyMode};
use crate::normalise::name::{self, NameReading};
use crate::normalise::rating::YearReading;
use crate::normalise::reading::Reading;
use crate::normalise::written::{Kind, Written};
use crate::text::name::may_begin_title;

type Words = Reading<Box<str>>;

/// The readings of one form.
#[derive(Default)]
pub struct Memo {
    pub words: Cache<Words>,
    pub positions: Cache<Words>,
    pub ethnicity: Cache<Words>,
    pub religion: Cache<Words>,
    pub education: Cache<Reading<Education>>,
    pub theory: Cache<Reading<PoliticalTheory>>,
    pub modes: Cache<Reading<StudyMode>>,
    /// Home towns → the province of today.
    pub provinces: Cache<Option<&'static str>>,
    pub ratings: Cache<Vec<YearReading>>,
    /// Position and workplace out of one cell.
    pub apart: Cache<(Words, Words)>,
    /// By study mode and words; see [`Memo::course`].
    pub courses: [Cache<Reading<std::sync::Arc<str>>>; 3],
    /// First two words of names that are good as they stand → bytes of the family name.
    openings: Cache<Option<usize>>,
    /// Words inside names: are they good as they stand?
    inside: Cache<bool>,
}

/// Text → what it was read as.
pub struct Cache<T>(RefCell<FxHashMap<Box<str>, T>>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache(RefCell::default())
    }
}

/// Longer texts do not come again.
const LONGEST: usize = 160;

impl<T: Clone> Cache<T> {
    /// What the text was read as before, else what it is read as now.
    pub fn get(&self, text: &str, read: impl FnOnce() -> T) -> T {
        if text.len() > LONGEST {
            return read();
        }
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let new = read();
        self.0.borrow_mut().insert(text.into(), new.clone());
        new
    }

    /// As [`Cache::get`], for a cell whose reading depends on its text alone when it is a text.
    pub fn of(&self, written: &Written, read: impl FnOnce(&Written) -> T) -> T {
        match written.kind {
            Kind::Text => self.get(&written.text, || read(written)),
            _ => read(written),
        }
    }
}

impl Memo {
    /// The cache of class names for rows of a study mode.
    pub fn course(&self, mode: Option<StudyMode>) -> &Cache<Reading<std::sync::Arc<str>>> {
        let [none, full, part] = &self.courses;
        match mode {
            None => none,
            Some(StudyMode::FullTime) => full,
            Some(StudyMode::PartTime) => part,
        }
    }

    /// Reads a name. One that is made of words known to be good, in their
    /// places, needs no second look.
    pub fn name(&self, text: &str) -> NameReading {
        match self.good_name(text) {
            Some(name) => NameReading { name: Reading::plain(name), ..NameReading::default() },
            None => name::read(text),
        }
    }

    fn good_name(&self, text: &str) -> Option<PersonName> {
        let mut spaces = text.match_indices(' ').map(|(at, _)| at);
        let opening_ends = spaces.nth(1)?;
        let (opening, rest) = (text.get(..opening_ends)?, text.get(opening_ends + 1..)?);
        if spaces.count() > 2 {
            return None;
        }
        let family = self.openings.get(opening, || family_of(opening))?;
        let is_good = |word: &str| {
            self.inside
                .get(word, || name::is_plain_word(word) && is_good(&format!("Nguyễn Văn {word}")))
        };
        if !rest.split(' ').all(is_good) {
            return None;
        }
        let (middle, given) = text.get(family + 1..)?.rsplit_once(' ')?;
        Some(PersonName {
            full: text.into(),
            family: text.get(..family)?.into(),
            middle: middle.into(),
            given: given.into(),
        })
    }
}

fn is_good(name: &str) -> bool {
    name::is_good(&name::read(name), name)
}

/// How long the family name is with which all good names begin that begin so:
/// a sample stands for them.
fn family_of(opening: &str) -> Option<usize> {
    let sample = format!("{opening} An");
    // The words after it may make a title of it, as `Sư` does of `Phó Giáo`.
    let begins = name::begins_with_family(opening) && !may_begin_title(opening);
    let good = begins && is_good(&sample);
    good.then(|| name::in_parts(&sample).family.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_name_is_the_same_with_and_without_memory(
            names in prop::collection::vec("(Nguyễn|Đồng|Ông|Bà|Y|trần|LÊ|Phó|Tôn) (Văn|Thị|Chí|Nữ|văn|Giáo|Bhin)( (An|Hòa|Hoà|Thanh|ánh|Niê|Sư|A|x|2|H'Hen|Ánh|\\(Nữ\\)|Thủy|Thuỷ)){0,4}", 1..12)
        ) {
            let memo = Memo::default();
            for name in names {
                prop_assert_eq!(memo.name(&name), name::read(&name), "{}", name);
            }
        }
    }
}
