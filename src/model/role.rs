//! What a column of a form means, and which field of a record it fills.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The meaning of a column. The names are those that `inspect` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Ordinal,
    FullName,
    FamilyName,
    MiddleName,
    GivenName,
    BirthDate,
    /// The birth dates of men: the column also tells the sex.
    BirthDateMale,
    BirthDateFemale,
    BirthDay,
    BirthMonth,
    BirthYear,
    Sex,
    /// A mark in the column says that the person is a man.
    SexMale,
    SexFemale,
    Ethnicity,
    Religion,
    Hometown,
    Address,
    NationalId,
    PartyCard,
    /// A staff, student or file number.
    Code,
    Position,
    Workplace,
    PositionWorkplace,
    Unit,
    PartyJoined,
    PartyOfficial,
    /// A mark: is a party member.
    PartyMember,
    Education,
    EducationPrimary,
    EducationLowerSecondary,
    EducationHighSchool,
    EducationVocational,
    EducationCollege,
    EducationUniversity,
    EducationMaster,
    EducationDoctor,
    /// Above university, master or doctor.
    EducationPostgraduate,
    PoliticalTheory,
    PoliticalTheoryElementary,
    PoliticalTheoryIntermediate,
    PoliticalTheoryAdvanced,
    PoliticalTheoryBachelor,
    PlannedPosition,
    Rating,
    Course,
    /// A mark in the column says the course that its header names.
    CourseMark,
    StudyMode,
    StudyModeFullTime,
    StudyModePartTime,
    Phone,
    Email,
    Note,
    // Columns of reference lists.
    UnitCode,
    UnitName,
    OtherNames,
    Parent,
    ValidFrom,
    ValidTo,
    CourseCode,
    CourseName,
    Level,
    Opens,
    Closes,
    Capacity,
    Deadline,
    Plan,
    Quota,
    Year,
    Result,
    Term,
    // Columns of yearly plans.
    /// How many people are wanted; the heading or the row says for which kind of class.
    Need,
    /// The sum that the form states for its row.
    Total,
    /// Everybody who works there.
    Staff,
    /// How many of them are members.
    Members,
    // Columns of lists from the school.
    Sessions,
    Absent,
    Mark,
    Certificate,
    /// What became of the learner, in a word (`bỏ học`).
    Standing,
    /// Claimed by no field; its cells are kept.
    Extra,
}

/// A field of a record, named as in `data/records.jsonl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKey {
    FullName,
    BirthDate,
    Sex,
    Ethnicity,
    Religion,
    Hometown,
    Address,
    NationalId,
    PartyCard,
    PartyJoined,
    PartyOfficial,
    PartyMember,
    Position,
    Workplace,
    PlannedPosition,
    Education,
    PoliticalTheory,
    Ratings,
    Course,
    StudyMode,
    Phone,
    Email,
    Note,
    Code,
    Unit,
    Ordinal,
}

/// The name as it stands in the data files: `full_name`.
pub fn snake_name<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&snake_name(self))
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&snake_name(self))
    }
}
