//! The values that fields take. Orders go from low to high.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

/// The highest completed schooling (trình độ chuyên môn, văn hóa).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Education {
    Primary,
    LowerSecondary,
    HighSchool,
    Vocational,
    College,
    University,
    Master,
    Doctor,
}

/// A level of political theory (lý luận chính trị); `Bachelor` (cử nhân chính trị) counts as at least advanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TheoryLevel {
    None,
    Elementary,
    Intermediate,
    Advanced,
    Bachelor,
}

/// What a person holds, and whether it is a certificate of equivalence or still under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PoliticalTheory {
    pub held: TheoryLevel,
    /// Recognised as equivalent (giấy xác nhận tương đương) rather than studied.
    pub equivalent: bool,
    /// The level now being studied; not held.
    pub studying: Option<TheoryLevel>,
}

impl PoliticalTheory {
    pub fn held(level: TheoryLevel) -> Self {
        PoliticalTheory { held: level, equivalent: false, studying: None }
    }
}

/// How a class is taught (hình thức học).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StudyMode {
    FullTime,
    PartTime,
}

/// The yearly rating of a cadre (xếp loại), worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    Failed,
    Done,
    Good,
    Excellent,
}

/// What a course leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseLevel {
    /// Bồi dưỡng: leads to no level.
    Refresher,
    Elementary,
    Intermediate,
    Advanced,
}

impl CourseLevel {
    /// The level of political theory that the course gives.
    pub fn theory(self) -> Option<TheoryLevel> {
        match self {
            CourseLevel::Refresher => None,
            CourseLevel::Elementary => Some(TheoryLevel::Elementary),
            CourseLevel::Intermediate => Some(TheoryLevel::Intermediate),
            CourseLevel::Advanced => Some(TheoryLevel::Advanced),
        }
    }
}

/// A personal number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NationalId {
    /// Twelve digits: CCCD, số định danh cá nhân.
    Citizen(Box<str>),
    /// Nine digits: CMND, no longer valid since 31/12/2024.
    Old(Box<str>),
}

impl NationalId {
    pub fn digits(&self) -> &str {
        match self {
            NationalId::Citizen(digits) | NationalId::Old(digits) => digits,
        }
    }

    /// Sex and birth year that the number states (TT 07/2016/TT-BCA Điều 7); `None` for an old number.
    pub fn says(&self) -> Option<(Sex, i32)> {
        let NationalId::Citizen(digits) = self else { return None };
        let digit = |index: usize| digits.as_bytes().get(index).map(|byte| i32::from(byte - b'0'));
        let (century, tens, ones) = (digit(3)?, digit(4)?, digit(5)?);
        let sex = if century % 2 == 0 { Sex::Male } else { Sex::Female };
        Some((sex, 1900 + 100 * (century / 2) + 10 * tens + ones))
    }
}

/// A person's name, in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    /// NFC, title case, single spaces, today's tone placement.
    pub full: Box<str>,
    pub family: Box<str>,
    pub middle: Box<str>,
    pub given: Box<str>,
}

#[cfg(test)]
mod tests {
    use super::{NationalId, Sex};

    #[test]
    fn a_citizen_number_tells_sex_and_birth_year() {
        let says = |digits: &str| NationalId::Citizen(digits.into()).says();
        assert_eq!(says("017085001234"), Some((Sex::Male, 1985)));
        assert_eq!(says("017301001234"), Some((Sex::Female, 2001)));
    }

    #[test]
    fn the_fourth_digit_holds_century_and_sex() {
        for (digit, sex, century) in [
            (0, Sex::Male, 1900),
            (1, Sex::Female, 1900),
            (2, Sex::Male, 2000),
            (3, Sex::Female, 2000),
            (4, Sex::Male, 2100),
            (5, Sex::Female, 2100),
            (6, Sex::Male, 2200),
            (7, Sex::Female, 2200),
            (8, Sex::Male, 2300),
            (9, Sex::Female, 2300),
        ] {
            let id = NationalId::Citizen(format!("017{digit}07001234").into());
            assert_eq!(id.says(), Some((sex, century + 7)));
        }
        assert_eq!(NationalId::Old("113456789".into()).says(), None, "no inner structure");
    }
}
