//! The closed vocabulary of the matching file: kinds of fields, comparison
//! levels, parts of values. It is closed because each word is a piece of code.

use std::fmt;
use std::mem::discriminant;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// How values of a field are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person's name: syllables, tones, family name first.
    Name,
    Date,
    /// Digits that identify: an id, a card, a phone.
    Number,
    /// Words.
    Text,
}

/// A degree of likeness, strongest first within each kind. A weaker test
/// holds for stronger likenesses too, so a file may leave levels out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// The same value, as precisely as the kind can tell.
    Equal,
    // Names.
    /// i for y, or the tone on another vowel.
    Spelling,
    /// One of the two has no tones or marks at all.
    MarksLost,
    /// Letters of one lack a tone or mark that the other has.
    ToneLost,
    /// The same syllables in another order.
    PartsSwapped,
    /// A middle part is missing, or shortened to its initial.
    MiddleMissing,
    /// One letter more, less, other, or two swapped.
    OneSlip,
    /// The same letters under other tones or marks.
    OtherTone,
    /// Another order, and beside it one slip or a part less.
    SwappedSlip,
    TwoSlips,
    /// The given name is missing.
    GivenCut,
    /// The given names are close, and both are names of their own.
    NearGiven,
    /// Family and given name are the same, the middle is another.
    OtherMiddle,
    /// Only the family name (and perhaps the middle) is the same.
    OtherGiven,
    // Dates.
    DayMonthSwapped,
    /// One digit other, or two neighbouring ones swapped.
    OneDigit,
    /// Month and year are the same, a day is not given.
    SameMonth,
    /// The year is the same, more is not given.
    SameYear,
    /// Two of day, month, year are the same.
    TwoParts,
    /// The year is the same, day and month are others.
    OtherDay,
    // Numbers.
    /// One digit other, missing or swapped, and one of the two is not valid as it stands.
    Slip,
    TwoSwapped,
    DigitMissing,
    /// Others, and one of the two is not valid as it stands.
    Doubtful,
    // Texts.
    SameWords,
    /// All words of one stand in the other.
    Contains,
    /// At least this similar (Jaro-Winkler of the folded texts).
    Similar(f64),
    /// The last part (the province of a home town) is the same.
    SameEnd,
    /// None of the above.
    Different,
}

const NAME: &[Test] = &[
    Test::Equal,
    Test::Spelling,
    Test::MarksLost,
    Test::ToneLost,
    Test::PartsSwapped,
    Test::MiddleMissing,
    Test::OneSlip,
    Test::OtherTone,
    Test::SwappedSlip,
    Test::TwoSlips,
    Test::GivenCut,
    Test::NearGiven,
    Test::OtherMiddle,
    Test::OtherGiven,
    Test::Different,
];
const DATE: &[Test] = &[
    Test::Equal,
    Test::DayMonthSwapped,
    Test::OneDigit,
    Test::SameMonth,
    Test::SameYear,
    Test::TwoParts,
    Test::OtherDay,
    Test::Different,
];
const NUMBER: &[Test] = &[
    Test::Equal,
    Test::Slip,
    Test::TwoSwapped,
    Test::OneDigit,
    Test::DigitMissing,
    Test::Doubtful,
    Test::Different,
];
const TEXT: &[Test] = &[
    Test::Equal,
    Test::SameWords,
    Test::Contains,
    Test::Similar(0.0),
    Test::SameEnd,
    Test::Different,
];

impl Kind {
    /// The levels that fields of this kind know, strongest first.
    pub fn tests(self) -> &'static [Test] {
        match self {
            Kind::Name => NAME,
            Kind::Date => DATE,
            Kind::Number => NUMBER,
            Kind::Text => TEXT,
        }
    }

    /// How far down a test stands among those of the kind.
    pub fn rank(self, test: Test) -> Option<usize> {
        let kind = discriminant(&test);
        self.tests().iter().position(|known| discriminant(known) == kind)
    }

    /// The parts that blocking keys can take of a value.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Kind::Name => &[
                Part::Value,
                Part::Sorted,
                Part::Family,
                Part::Given,
                Part::Ends,
                Part::Deletions,
                Part::Prefix(0),
            ],
            Kind::Date => &[Part::Value, Part::Year, Part::Month, Part::Unordered, Part::DayMonth],
            Kind::Number => &[Part::Value, Part::Deletions, Part::Prefix(0)],
            Kind::Text => &[Part::Value, Part::Sorted, Part::Prefix(0), Part::Deletions],
        }
    }
}

impl Test {
    /// The word in the file, without its parameter.
    pub fn name(self) -> &'static str {
        match self {
            Test::Equal => "equal",
            Test::Spelling => "spelling",
            Test::MarksLost => "marks_lost",
            Test::ToneLost => "tone_lost",
            Test::PartsSwapped => "parts_swapped",
            Test::MiddleMissing => "middle_missing",
            Test::OneSlip => "one_slip",
            Test::OtherTone => "other_tone",
            Test::SwappedSlip => "swapped_slip",
            Test::TwoSlips => "two_slips",
            Test::GivenCut => "given_cut",
            Test::NearGiven => "near_given",
            Test::OtherMiddle => "other_middle",
            Test::OtherGiven => "other_given",
            Test::DayMonthSwapped => "day_month_swapped",
            Test::OneDigit => "one_digit",
            Test::SameMonth => "same_month",
            Test::SameYear => "same_year",
            Test::TwoParts => "two_parts",
            Test::OtherDay => "other_day",
            Test::Slip => "slip",
            Test::TwoSwapped => "two_swapped",
            Test::DigitMissing => "digit_missing",
            Test::Doubtful => "doubtful",
            Test::SameWords => "same_words",
            Test::Contains => "contains",
            Test::Similar(_) => "similar",
            Test::SameEnd => "same_end",
            Test::Different => "different",
        }
    }
}

impl FromStr for Test {
    type Err = String;

    fn from_str(word: &str) -> Result<Test, String> {
        if let Some(least) = word.strip_prefix("similar:") {
            return match least.parse::<f64>() {
                Ok(least) if (0.0..=1.0).contains(&least) => Ok(Test::Similar(least)),
                _ => Err(format!("`{word}`: expected similar:0.5 to similar:1")),
            };
        }
        let known = [NAME, DATE, NUMBER, TEXT].into_iter().flatten().copied();
        let mut plain = known.filter(|test| !matches!(test, Test::Similar(_)));
        plain.find(|test| test.name() == word).ok_or_else(|| format!("unknown level `{word}`"))
    }
}

/// What a blocking key takes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it (names and texts without tones and marks).
    Value,
    /// The words in alphabetical order.
    Sorted,
    Family,
    Given,
    /// Family and given name.
    Ends,
    /// The value and every value that is one character shorter: brings
    /// together what differs by one character or by a swap.
    Deletions,
    /// The first characters.
    Prefix(usize),
    Year,
    /// Year and month.
    Month,
    /// Year, and day and month in either order.
    Unordered,
    DayMonth,
}

impl Part {
    pub fn name(self) -> &'static str {
        match self {
            Part::Value => "value",
            Part::Sorted => "sorted",
            Part::Family => "family",
            Part::Given => "given",
            Part::Ends => "ends",
            Part::Deletions => "deletions",
            Part::Prefix(_) => "prefix",
            Part::Year => "year",
            Part::Month => "month",
            Part::Unordered => "unordered",
            Part::DayMonth => "day_month",
        }
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(word: &str) -> Result<Part, String> {
        if let Some(count) = word.strip_prefix("prefix:") {
            return match count.parse() {
                Ok(count) if (1..=32).contains(&count) => Ok(Part::Prefix(count)),
                _ => Err(format!("`{word}`: expected prefix:1 to prefix:32")),
            };
        }
        let kinds = [Kind::Name, Kind::Date, Kind::Number, Kind::Text];
        let mut known = kinds.into_iter().flat_map(Kind::parts).copied();
        known
            .find(|part| part.name() == word && !matches!(part, Part::Prefix(_)))
            .ok_or_else(|| format!("unknown part `{word}`"))
    }
}

/// `birth_date:year`
#[derive(Clone, Debug, PartialEq)]
pub struct PartRef {
    pub field: String,
    pub part: Part,
}

/// `full_name:one_slip|other_tone`: one of these levels of a field is the one reached.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRef {
    pub field: String,
    pub tests: Vec<Test>,
}

impl FromStr for PartRef {
    type Err = String;

    fn from_str(words: &str) -> Result<PartRef, String> {
        let (field, part) = words.split_once(':').unwrap_or((words, "value"));
        Ok(PartRef { field: field.to_owned(), part: part.parse()? })
    }
}

impl FromStr for LevelRef {
    type Err = String;

    fn from_str(words: &str) -> Result<LevelRef, String> {
        let (field, tests) =
            words.split_once(':').ok_or_else(|| format!("`{words}`: expected field:level"))?;
        let tests = tests.split('|').map(str::parse).collect::<Result<_, _>>()?;
        Ok(LevelRef { field: field.to_owned(), tests })
    }
}

fn from_words<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_words(deserializer)
    }
}

impl<'de> Deserialize<'de> for PartRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_words(deserializer)
    }
}

impl<'de> Deserialize<'de> for LevelRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_words(deserializer)
    }
}
