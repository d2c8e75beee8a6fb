//! The officer's lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::period::Period;
use super::place::Place;
use super::record::{CourseCode, Record, UnitCode};
use super::value::{CourseLevel, StudyMode};

/// A party organisation that may hand in forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    pub code: UnitCode,
    pub name: String,
    pub other_names: Vec<String>,
    pub parent: Option<String>,
    pub email: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

impl Unit {
    /// Was the unit there at some time of the period?
    pub fn is_valid_in(&self, period: Period) -> bool {
        self.valid_from.is_none_or(|from| from <= period.last_day())
            && self.valid_to.is_none_or(|to| to >= period.first_day())
    }
}

/// A class that one can register for.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub code: CourseCode,
    pub name: String,
    pub level: Option<CourseLevel>,
    pub mode: Option<StudyMode>,
    pub opens: Option<NaiveDate>,
    pub closes: Option<NaiveDate>,
    pub capacity: Option<u32>,
    pub deadline: Option<NaiveDate>,
}

impl Course {
    /// Do the two classes run at the same time? Unknown days count as overlapping.
    pub fn overlaps(&self, other: &Course) -> bool {
        let starts_after = |a: &Course, b: &Course| match (a.opens, b.closes) {
            (Some(opens), Some(closes)) => opens > closes,
            _ => false,
        };
        !starts_after(self, other) && !starts_after(other, self)
    }
}

/// A member of the roster, or a person of the planned list: the same fields as a form's row.
pub type Member = Record;

/// A line of the completed list.
#[derive(Clone, Debug, Default)]
pub struct Completed {
    /// Name, birth date, national id.
    pub person: Record,
    pub level: Option<CourseLevel>,
    /// Class as written.
    pub class: Option<String>,
    pub year: Option<i32>,
    pub result: Option<String>,
}

/// A line of the quota list.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    pub unit: UnitCode,
    pub course: CourseCode,
    pub plan: Option<u32>,
    pub quota: Option<u32>,
    pub place: Place,
}

/// Every list that the workspace has. An absent list is `None`: rules that need it stay silent.
#[derive(Clone, Debug, Default)]
pub struct ReferenceLists {
    pub units: Option<BTreeMap<UnitCode, Unit>>,
    pub courses: Option<BTreeMap<CourseCode, Course>>,
    pub roster: Option<Vec<Member>>,
    pub completed: Option<Vec<Completed>>,
    pub planned: Option<Vec<Member>>,
    pub quotas: Option<Vec<Quota>>,
    /// Path below the workspace → sha256, of every list read.
    pub digests: BTreeMap<Arc<str>, Arc<str>>,
}

impl ReferenceLists {
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.as_ref()?.get(code)
    }

    pub fn course(&self, code: &str) -> Option<&Course> {
        self.courses.as_ref()?.get(code)
    }

    /// What to call a unit: its name, or its code where the list has none.
    pub fn unit_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.unit(code).map_or(code, |unit| unit.name.as_str())
    }
}
