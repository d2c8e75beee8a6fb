//! The nouns of the year around registration: folders of plans and of lists
//! from the school, needs, quotas.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::batch::{Batch, PersonKey, RecordAt};
use super::place::Place;
use super::record::{CourseCode, Record, UnitCode};
use super::reference::Course;
use super::submission::Submission;
use crate::i18n::Label;
use crate::label;

/// A folder of the inbox that belongs to a year rather than to a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearFolder {
    pub year: i32,
    pub part: YearPart,
}

/// What the folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearPart {
    /// `2027-KH` (kế hoạch): what the units need in the year.
    Plan,
    /// `2027-KQ` (kết quả): lists from the school.
    Results,
}

impl YearPart {
    fn ending(self) -> &'static str {
        match self {
            YearPart::Plan => "KH",
            YearPart::Results => "KQ",
        }
    }

    /// The form templates of the folder's files; of two that fit alike the first stands.
    pub fn templates(self) -> &'static [&'static str] {
        match self {
            YearPart::Plan => &["need_people", "need"],
            YearPart::Results => &["graduation", "marks", "attendance", "withdrawal", "admission"],
        }
    }
}

impl fmt::Display for YearFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.year, self.part.ending())
    }
}

impl FromStr for YearFolder {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, ending) = text.split_once('-').ok_or(())?;
        let parts = [YearPart::Plan, YearPart::Results];
        let part = parts.into_iter().find(|part| part.ending().eq_ignore_ascii_case(ending));
        let year = Some(year).filter(|year| year.len() == 4).ok_or(())?;
        let year = year.parse().map_err(drop)?;
        match (part, (1900..=2200).contains(&year)) {
            (Some(part), true) => Ok(YearFolder { year, part }),
            _ => Err(()),
        }
    }
}

/// One number of a plan: a cell of a form with numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedCell {
    pub unit: Option<UnitCode>,
    /// How the form names the unit; empty when it is the sender.
    pub unit_words: String,
    /// The kind of class, by its code in the list of kinds.
    pub kind: Option<CourseCode>,
    /// How the form names it.
    pub kind_words: String,
    pub number: u32,
    pub place: Place,
}

/// A sum that the form states, and what its cells come to.
#[derive(Clone, Debug, PartialEq)]
pub struct SumCheck {
    pub place: Place,
    pub unit: Option<UnitCode>,
    pub said: u32,
    pub counted: u32,
}

/// What a form of needs says in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    pub needs: Vec<NeedCell>,
    pub sums: Vec<SumCheck>,
}

/// What a unit needs of a kind of class, and what is known besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeedLine {
    pub unit: UnitCode,
    pub kind: CourseCode,
    /// The need that counts: the number stated, else the people named.
    pub need: u32,
    /// Each number stated, one for each form that states one.
    pub stated: Vec<(u32, Place)>,
    /// People named, each once.
    pub named: Option<u32>,
    /// Members who could go; `None` without a roster or a standard to judge by.
    pub able: Option<u32>,
    /// Members whose title asks for the level that they lack.
    pub gap: Option<u32>,
    /// Need of the year before; `None` when there is no plan of that year.
    pub before: Option<u32>,
    /// People accepted for such classes in the year before; `None` without forms of that year.
    pub sent: Option<u32>,
}

impl NeedLine {
    /// Where the need is stated first.
    pub fn place(&self) -> Place {
        self.stated.first().map_or_else(Place::default, |(_, place)| place.clone())
    }
}

/// A year's plans, consolidated.
#[derive(Debug)]
pub struct PlanBook {
    pub year: i32,
    /// Kinds of classes by code.
    pub kinds: BTreeMap<CourseCode, Course>,
    /// The forms; their records are the people that they name.
    pub batch: Batch,
    /// What each form says in numbers, as in `batch`.
    pub numbers: Vec<Numbers>,
    /// By unit, then kind.
    pub lines: Vec<NeedLine>,
}

impl PlanBook {
    /// The forms that count, each with what it says in numbers.
    pub fn counting(&self) -> impl Iterator<Item = (&Submission, &Numbers)> {
        self.batch.submissions.iter().zip(&self.numbers).filter(|(form, _)| form.counts())
    }

    /// What to call a kind of class.
    pub fn kind_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.kinds.get(code).map_or(code, |kind| kind.name.as_str())
    }
}

/// A list of the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchoolList {
    Withdrawal,
    Admission,
    Attendance,
    Marks,
    Graduation,
}

impl SchoolList {
    pub const ALL: [SchoolList; 5] = [
        SchoolList::Withdrawal,
        SchoolList::Admission,
        SchoolList::Attendance,
        SchoolList::Marks,
        SchoolList::Graduation,
    ];

    /// The form template of the list.
    pub fn template(self) -> &'static str {
        match self {
            SchoolList::Withdrawal => "withdrawal",
            SchoolList::Admission => "admission",
            SchoolList::Attendance => "attendance",
            SchoolList::Marks => "marks",
            SchoolList::Graduation => "graduation",
        }
    }

    pub fn label(self) -> Label {
        match self {
            SchoolList::Withdrawal => label!(vi: "rút, thay thế", en: "withdrawals"),
            SchoolList::Admission => label!(vi: "trúng tuyển, nhập học", en: "admission"),
            SchoolList::Attendance => label!(vi: "chuyên cần", en: "attendance"),
            SchoolList::Marks => label!(vi: "bảng điểm", en: "marks"),
            SchoolList::Graduation => label!(vi: "tốt nghiệp", en: "graduation"),
        }
    }
}

/// What became of a learner, from the least to the most certain end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Accepted here; the school has sent no list of admissions yet.
    Registered,
    /// Accepted here, and not in the school's list.
    NotAdmitted,
    Withdrawn,
    Admitted,
    /// Admitted, and in none of the later lists of the class.
    NoShow,
    Studying,
    Deferred,
    DroppedOut,
    Failed,
    /// Studied to the end, but stands on no list of graduates although there is one.
    Unfinished,
    Graduated,
}

impl Fate {
    pub fn label(self) -> Label {
        match self {
            Fate::Registered => label!(vi: "Chờ trường xét", en: "Waits for the school"),
            Fate::NotAdmitted => label!(vi: "Không trúng tuyển", en: "Not admitted"),
            Fate::Withdrawn => label!(vi: "Rút", en: "Withdrawn"),
            Fate::Admitted => label!(vi: "Trúng tuyển", en: "Admitted"),
            Fate::NoShow => label!(vi: "Không nhập học", en: "Did not come"),
            Fate::Studying => label!(vi: "Đang học", en: "Studies"),
            Fate::Deferred => label!(vi: "Bảo lưu", en: "Deferred"),
            Fate::DroppedOut => label!(vi: "Bỏ học", en: "Dropped out"),
            Fate::Failed => label!(vi: "Không đạt", en: "Failed"),
            Fate::Unfinished => label!(vi: "Chưa tốt nghiệp", en: "Not graduated"),
            Fate::Graduated => label!(vi: "Tốt nghiệp", en: "Graduated"),
        }
    }

    /// Did the person sit in the class?
    pub fn came(self) -> bool {
        matches!(
            self,
            Fate::Studying
                | Fate::Deferred
                | Fate::DroppedOut
                | Fate::Failed
                | Fate::Unfinished
                | Fate::Graduated
        )
    }

    /// Did the school take the person?
    pub fn was_admitted(self) -> bool {
        self.came() || matches!(self, Fate::Admitted | Fate::NoShow)
    }
}

/// What one list says of one learner besides who it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchoolFacts {
    pub list: Option<SchoolList>,
    pub fate: Option<Fate>,
    pub absent: Option<u32>,
    pub sessions: Option<u32>,
    /// The final mark, in hundredths.
    pub mark: Option<u32>,
    /// As written: `Giỏi`.
    pub result: Option<String>,
    pub certificate: Option<String>,
    pub year: Option<i32>,
}

/// A person and a class: what was registered, and what the school says.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    pub person: PersonKey,
    pub course: CourseCode,
    pub unit: Option<UnitCode>,
    /// The registration (index into the earlier rows); `None`: nobody registered this learner.
    pub registration: Option<usize>,
    /// Was the registration accepted?
    pub accepted: bool,
    /// Rows of the school's lists, in batch order.
    pub rows: Vec<RecordAt>,
    pub fate: Fate,
    /// Everything that the lists say, later lists before earlier ones.
    pub facts: SchoolFacts,
    /// Lists that say different things of the end: what each says.
    pub conflict: Vec<Fate>,
    /// The completed list has the level already.
    pub completed: bool,
}

/// A year's lists from the school, matched to the registrations.
#[derive(Debug)]
pub struct ResultsBook {
    pub year: i32,
    /// The school's lists; `earlier` holds the registrations.
    pub batch: Batch,
    /// What each row says besides who it is about, as in `batch`.
    pub facts: Vec<Vec<SchoolFacts>>,
    /// By class, unit, name.
    pub learners: Vec<Learner>,
    /// Rows of the school's lists that name no class of the list.
    pub classless: Vec<RecordAt>,
}

impl ResultsBook {
    /// The row that says best who a learner is: the registration, else the school's first.
    pub fn record(&self, learner: &Learner) -> Option<&Record> {
        let registered = learner.registration.and_then(|row| self.batch.earlier.get(row));
        let of_school = || learner.rows.first().and_then(|at| self.batch.record(*at));
        registered.map(|row| &row.record).or_else(of_school)
    }
}

#[cfg(test)]
mod tests {
    use super::{YearFolder, YearPart};

    #[test]
    fn folders_of_a_year_are_told_from_those_of_a_month() {
        let plan = YearFolder { year: 2027, part: YearPart::Plan };
        assert_eq!("2027-KH".parse(), Ok(plan));
        assert_eq!("2027-kq".parse(), Ok(YearFolder { year: 2027, part: YearPart::Results }));
        assert_eq!(plan.to_string(), "2027-KH");
        for wrong in ["2027-11", "27-KH", "2027KH", "3027-KH", ""] {
            assert!(wrong.parse::<YearFolder>().is_err(), "{wrong}");
        }
    }
}
