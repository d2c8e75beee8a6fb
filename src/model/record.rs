//! One person row of a form, every field with what was written, where, and
//! what was understood.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::PartialDate;
pub use super::kept::Kept;
use super::place::{Place, Position};
pub use super::repairs::{Repair, Repairs};
use super::role::FieldKey;
use super::value::{Education, NationalId, PersonName, PoliticalTheory, Rating, Sex, StudyMode};
use crate::i18n::Text;

/// Stable as long as the row says the same, wherever it stands: a digest of the
/// sender and the row's own values.
pub type RecordId = Arc<str>;

/// A unit's code in the units list.
pub type UnitCode = Arc<str>;

/// A course's code in the courses list.
pub type CourseCode = Arc<str>;

/// What a cell said and what was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The valid reading.
    pub value: Option<T>,
    /// The text as the form has it (legacy text before decoding); `None` for an empty cell.
    pub raw: Option<Arc<str>>,
    /// The cell; `None` when the form has no such column and nothing else tells.
    pub at: Option<Position>,
    pub origin: Origin,
    /// What was changed on the way from `raw` to `value`, in order. Trimming
    /// and single spaces alone are no repair.
    pub repairs: Repairs,
    /// Why there is no value, or what is doubtful about it.
    pub problem: Option<Problem>,
}

impl<T> Default for Field<T> {
    /// A field that the form does not have.
    fn default() -> Self {
        Field::NOTHING
    }
}

impl<T> Field<T> {
    /// A field that the form does not have.
    pub const NOTHING: Self = Field {
        value: None,
        raw: None,
        at: None,
        origin: Origin::Cell,
        repairs: Repairs::new(),
        problem: None,
    };

    /// A field whose cell is empty.
    pub fn blank(at: Position) -> Self {
        Field { at: Some(at), ..Field::default() }
    }

    /// A field read as it stands.
    pub fn read(value: T, raw: impl Into<Arc<str>>, at: Position) -> Self {
        Field { value: Some(value), raw: Some(raw.into()), at: Some(at), ..Field::default() }
    }

    /// Does the form have a place for this field?
    pub fn is_asked(&self) -> bool {
        self.at.is_some()
    }

    /// Has the form a place for this field, and nothing in it but at most a
    /// filler (`-`, `không`)?
    pub fn is_missing(&self) -> bool {
        self.is_asked() && self.value.is_none() && self.problem.is_none()
    }

    /// Did the sender write anything?
    pub fn is_filled(&self) -> bool {
        self.raw.is_some()
    }
}

/// Where a field's value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The field's own cell in the row.
    #[default]
    Cell,
    /// A section row above.
    Section,
    /// The title block.
    Title,
    SheetName,
    FileName,
    /// Another field (the sex from the national id or from the birth column).
    Derived,
    /// The same value as the row above (`-nt-`, `"`), or a merged cell.
    Above,
}

/// A cell of a column that no field claims, before its text was decoded or brought into one form.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    pub raw: Arc<str>,
    pub at: Position,
    pub repairs: Repairs,
}

/// Why a field has no sure value.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Not understood at all.
    Unreadable,
    /// A date that no calendar has (31/02/1985).
    NoSuchDay,
    /// Two readings; `value` holds the likelier one.
    Ambiguous { other: PartialDate },
    /// A number with the wrong count of digits.
    WrongLength { digits: usize },
    /// The first three digits are no province's code.
    UnknownProvince,
    /// A word that no vocabulary has, with the nearest known ones.
    UnknownWord { suggestions: Vec<String> },
    /// The form says two different things.
    Conflict,
    /// A name that no one bears as it stands; the words say why.
    Suspicious { why: Box<Text> },
    /// The cell holds an error value or a formula without a stored result.
    NoValue,
}

/// The rating of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearRating {
    /// The year, where the header names it.
    pub year: Option<i32>,
    pub rating: Kept<Rating>,
}

/// One person row.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub id: RecordId,
    /// The row that this one mends, by the hidden key of a reply.
    pub answers: Option<RecordId>,
    /// File, sheet and row.
    pub place: Place,
    /// Who handed the row in, once known.
    pub unit: Option<UnitCode>,
    /// How the form itself names the unit, party cell or department of this row.
    pub unit_named: Kept<Arc<str>>,
    pub ordinal: Kept<u32>,
    pub full_name: Kept<PersonName>,
    pub birth_date: Kept<PartialDate>,
    pub sex: Kept<Sex>,
    /// The canonical name of one of the 54 groups.
    pub ethnicity: Kept<Arc<str>>,
    pub religion: Kept<Arc<str>>,
    pub hometown: Kept<Arc<str>>,
    /// The province that the home town belongs to since 1/7/2025; the text above stays as written.
    pub home_province: Option<&'static str>,
    pub address: Kept<Arc<str>>,
    pub national_id: Kept<NationalId>,
    /// Digits only.
    pub party_card: Kept<Arc<str>>,
    pub party_joined: Kept<PartialDate>,
    pub party_official: Kept<PartialDate>,
    /// A mark that says whether the person is a member.
    pub party_member: Kept<bool>,
    pub position: Kept<Arc<str>>,
    pub workplace: Kept<Arc<str>>,
    pub planned_position: Kept<Arc<str>>,
    pub education: Kept<Education>,
    pub political_theory: Kept<PoliticalTheory>,
    /// Oldest year first.
    pub ratings: Vec<YearRating>,
    /// The code in the courses list.
    pub course: Kept<CourseCode>,
    pub study_mode: Kept<StudyMode>,
    /// Ten digits, or eleven for a fixed line.
    pub phone: Kept<Arc<str>>,
    pub email: Kept<Arc<str>>,
    pub note: Kept<Arc<str>>,
    /// A staff, student or file number.
    pub code: Kept<Arc<str>>,
    /// Header text → cell text of the columns that no field claims.
    pub extra: BTreeMap<String, String>,
    /// Of these the cells whose text was not taken as it stood, under the same headings.
    pub extra_repaired: BTreeMap<String, Repaired>,
    /// The sender struck the row out.
    pub crossed_out: bool,
    /// The sender hid the row, or filtered it away.
    pub hidden: bool,
}

impl Record {
    /// The place of a field's cell, or of the row where the field has none.
    pub fn place_of(&self, field: FieldKey) -> Place {
        match self.cell_of(field) {
            Some(at) => self.place.clone().at_cell(at),
            None => self.place.clone(),
        }
    }

    /// The cell of a field, when the form has one.
    pub fn cell_of(&self, field: FieldKey) -> Option<Position> {
        self.facts(field).and_then(|facts| facts.at)
    }

    /// What the form wrote for a field.
    pub fn raw_of(&self, field: FieldKey) -> Option<&str> {
        self.facts(field).and_then(|facts| facts.raw)
    }

    /// All of a field but its typed value.
    pub fn facts(&self, field: FieldKey) -> Option<FieldFacts<'_>> {
        Some(match field {
            FieldKey::FullName => facts(&self.full_name),
            FieldKey::BirthDate => facts(&self.birth_date),
            FieldKey::Sex => facts(&self.sex),
            FieldKey::Ethnicity => facts(&self.ethnicity),
            FieldKey::Religion => facts(&self.religion),
            FieldKey::Hometown => facts(&self.hometown),
            FieldKey::Address => facts(&self.address),
            FieldKey::NationalId => facts(&self.national_id),
            FieldKey::PartyCard => facts(&self.party_card),
            FieldKey::PartyJoined => facts(&self.party_joined),
            FieldKey::PartyOfficial => facts(&self.party_official),
            FieldKey::PartyMember => facts(&self.party_member),
            FieldKey::Position => facts(&self.position),
            FieldKey::Workplace => facts(&self.workplace),
            FieldKey::PlannedPosition => facts(&self.planned_position),
            FieldKey::Education => facts(&self.education),
            FieldKey::PoliticalTheory => facts(&self.political_theory),
            FieldKey::Ratings => return self.ratings.first().map(|year| facts(&year.rating)),
            FieldKey::Course => facts(&self.course),
            FieldKey::StudyMode => facts(&self.study_mode),
            FieldKey::Phone => facts(&self.phone),
            FieldKey::Email => facts(&self.email),
            FieldKey::Note => facts(&self.note),
            FieldKey::Code => facts(&self.code),
            FieldKey::Unit => facts(&self.unit_named),
            FieldKey::Ordinal => facts(&self.ordinal),
        })
    }
}

/// A field without its typed value.
#[derive(Clone, Copy, Debug)]
pub struct FieldFacts<'a> {
    pub raw: Option<&'a str>,
    pub at: Option<Position>,
    pub origin: Origin,
    pub repairs: &'a [Repair],
    pub problem: Option<&'a Problem>,
    pub has_value: bool,
}

fn facts<T>(field: &Field<T>) -> FieldFacts<'_> {
    FieldFacts {
        raw: field.raw.as_deref(),
        at: field.at,
        origin: field.origin,
        repairs: &field.repairs,
        problem: field.problem.as_ref(),
        has_value: field.value.is_some(),
    }
}
