//! What a single cell could be: a date, a number of twelve digits, a name, a
//! mark … One cell can be several things; columns decide.

/// A set of things that a cell could be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(pub u64);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Traits {
            $($(#[$doc])* pub const $name: Traits = Traits(1 << $bit);)*
        }
    };
}

traits! {
    SEX = 0,
    MARK = 1,
    ETHNICITY = 2,
    RELIGION = 3,
    PLACE = 4,
    EDUCATION = 5,
    THEORY = 6,
    LEVEL = 7,
    RATING = 8,
    POSITION = 9,
    UNIT = 10,
    COURSE = 11,
    MODE = 12,
    FILLER = 13,
    /// A day, month and year.
    DATE = 14,
    /// A month and year, or a year with a word.
    PART_DATE = 15,
    /// A number of four digits from 1900 to 2100.
    YEAR = 16,
    /// Two dates in one cell.
    TWO_DATES = 17,
    DAY = 18,
    MONTH = 19,
    /// A whole number of at most four digits.
    SMALL = 20,
    NUMBER = 21,
    /// Eleven or twelve digits: a citizen number, perhaps without its first zero.
    DIGITS12 = 22,
    /// Nine digits.
    DIGITS9 = 23,
    PHONE = 24,
    /// Eight digits, or digits and dots like a party card.
    CARD = 25,
    EMAIL = 26,
    /// Letters and digits without blanks.
    CODE = 27,
    /// Family name first, two to six words, nothing else.
    NAME = 28,
    /// Capitalised syllables, but the first is no family name known here.
    NAME_LIKE = 29,
    /// One syllable.
    GIVEN = 30,
    TEXT = 31,
    LONG = 32,
    /// `1`, `I`, `1.2`, `a)`
    ORDINAL = 33,
    /// A number in the range of day numbers, without a date format.
    SERIAL = 34,
    /// Names on several lines or after one another.
    NAMES = 35,
    ERROR = 36,
    /// `12/12`, `10/10`: years of school.
    SCHOOL_YEARS = 37,
    /// Known to the workspace.
    KNOWN_UNIT = 38,
    KNOWN_COURSE = 39,
    /// `Không`, `Chưa`: nothing of what is asked for.
    NOTHING = 41,
    /// Digits of a student or staff number: five or more.
    DIGITS = 40,
}

impl Traits {
    pub fn has(self, any_of: Traits) -> bool {
        self.0 & any_of.0 != 0
    }

    pub const fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }

    /// The numbers of the bits that are set.
    pub fn bits(self) -> impl Iterator<Item = usize> {
        let rest = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
        let first = Some(self.0).filter(|bits| *bits != 0);
        std::iter::successors(first, rest).map(|left| left.trailing_zeros() as usize)
    }

    pub fn add(&mut self, other: Traits) {
        self.0 |= other.0;
    }
}
