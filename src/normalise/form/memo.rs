//! What has been read already: most cells of a form say what others said
//! before, in this form or another.
//!
//! Each thread remembers for itself, within bounds. Readings depend on the
//! text alone (and on what [`Asked`] names), so nobody can tell whether one was remembered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::model::period::Period;
use crate::model::record::{CourseCode, Repairs};
use crate::model::value::{Education, PersonName, PoliticalTheory, Sex, StudyMode};
use crate::normalise::course::CourseIndex;
use crate::normalise::form::Known;
use crate::normalise::name::{self, NameReading};
use crate::normalise::rating::YearReading;
use crate::normalise::reading::Reading;
use crate::normalise::study_mode;
use crate::text::name::may_begin_title;

type Words = Reading<Arc<str>>;

thread_local! {
    static MEMO: Memo = Memo::default();
}

/// Lends what this thread has read so far to the reading of a form.
pub fn with<R>(known: &Known, read: impl FnOnce(&Memo) -> R) -> R {
    MEMO.with(|memo| {
        memo.prepare(Asked {
            year: known.period.year,
            courses: known.courses.map(CourseIndex::id),
        });
        read(memo)
    })
}

/// What readings depend on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    /// Of the list: tells which classes are still under way.
    year: i32,
    courses: Option<u64>,
}

/// The readings of a thread.
#[derive(Default)]
pub struct Memo {
    asked: Cell<Asked>,
    pub words: Cache<Words>,
    pub positions: Cache<Words>,
    pub notes: Cache<Words>,
    pub sexes: Cache<Reading<Sex>>,
    /// With the religion that the same cell tells.
    pub ethnicity: Cache<(Words, Option<Arc<str>>)>,
    pub religion: Cache<Words>,
    pub education: Cache<Reading<Education>>,
    pub theory: Cache<Reading<PoliticalTheory>>,
    pub modes: Cache<Reading<StudyMode>>,
    /// With the province of today.
    pub hometowns: Cache<(Words, Option<&'static str>)>,
    pub ratings: Cache<Rc<[YearReading]>>,
    /// Position and workplace out of one cell; the second where the heading names the workplace first.
    pub apart: [Cache<(Words, Words)>; 2],
    /// By study mode and words; see [`Memo::course`].
    courses: [Cache<Reading<CourseCode>>; 3],
    /// Month and day that a line of title or footer names.
    pub times: Cache<(Option<Period>, Option<NaiveDate>)>,
    /// The study mode, and by mode the class, that a longer text names.
    modes_inside: Cache<Option<StudyMode>>,
    courses_inside: [Cache<Option<CourseCode>>; 3],
    leaving_open: Cache<bool>,
    /// First two words of names that are good as they stand → bytes of the family name.
    openings: Cache<Option<usize>>,
    /// Words inside names: are they good as they stand?
    inside: Cache<bool>,
}

/// A text as it stands in a cell, and what it was read as.
#[derive(Clone, Debug)]
pub struct Seen<T> {
    /// Where the text was remembered.
    pub raw: Option<Arc<str>>,
    /// What it took to get clean text of it.
    pub repairs: Repairs,
    pub value: T,
}

/// Text → what it was read as.
pub struct Cache<T>(RefCell<FxHashMap<Arc<str>, (Repairs, T)>>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache(RefCell::default())
    }
}

/// Longer texts do not come again.
const LONGEST: usize = 240;
/// Hostile files must not fill the memory; what is used comes back soon.
const MOST: usize = 2048;

impl<T: Clone> Cache<T> {
    /// What the text was read as before, else what it is read as now.
    pub fn get(&self, text: &str, read: impl FnOnce() -> T) -> T {
        if let Some((_, known)) = self.0.borrow().get(text) {
            return known.clone();
        }
        let new = read();
        self.remember(text, (Repairs::new(), new.clone()));
        new
    }

    /// As [`Cache::get`], for the text of a cell, with the repairs of its writing.
    pub fn seen(&self, text: &str, read: impl FnOnce() -> (Repairs, T)) -> Seen<T> {
        if let Some((raw, (repairs, value))) = self.0.borrow().get_key_value(text) {
            return Seen { raw: Some(raw.clone()), repairs: *repairs, value: value.clone() };
        }
        let (repairs, value) = read();
        let raw = self.remember(text, (repairs, value.clone()));
        Seen { raw, repairs, value }
    }

    fn remember(&self, text: &str, read: (Repairs, T)) -> Option<Arc<str>> {
        if text.len() > LONGEST {
            return None;
        }
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        let key: Arc<str> = text.into();
        known.insert(key.clone(), read);
        Some(key)
    }

    fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

impl Memo {
    /// Forgets what was read for another year or another list of classes.
    fn prepare(&self, asked: Asked) {
        let before = self.asked.replace(asked);
        if before.year != asked.year {
            self.theory.clear();
        }
        if before.courses != asked.courses {
            self.courses.iter().for_each(Cache::clear);
            self.courses_inside.iter().for_each(Cache::clear);
            self.leaving_open.clear();
        }
    }

    /// The cache of class names for rows of a study mode.
    pub fn course(&self, mode: Option<StudyMode>) -> &Cache<Reading<CourseCode>> {
        of_mode(&self.courses, mode)
    }

    /// See [`study_mode::inside`].
    pub fn mode_inside(&self, text: &str) -> Option<StudyMode> {
        self.modes_inside.get(text, || study_mode::inside(text))
    }

    /// See [`CourseIndex::inside`]; `courses` is the list that this memo was lent for.
    pub fn course_inside(
        &self,
        courses: &CourseIndex,
        text: &str,
        mode: Option<StudyMode>,
    ) -> Option<CourseCode> {
        of_mode(&self.courses_inside, mode).get(text, || courses.inside(text, mode))
    }

    /// See [`CourseIndex::leaves_open`].
    pub fn leaves_open(&self, courses: &CourseIndex, text: &str) -> bool {
        self.leaving_open.get(text, || courses.leaves_open(text))
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

/// One cache for each study mode and one for none.
fn of_mode<T>(caches: &[Cache<T>; 3], mode: Option<StudyMode>) -> &Cache<T> {
    let [none, full, part] = caches;
    match mode {
        None => none,
        Some(StudyMode::FullTime) => full,
        Some(StudyMode::PartTime) => part,
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
