//! A table's columns as the reader of rows needs them, and what a row shows at a glance.

use super::cell_traits::{is_outline, traits_of, traits_of_text};
use super::grid::{Row, text_of};
use super::table::Column;
use super::traits::Traits;
use crate::config::templates::Subject;
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue};
use crate::text::fold::fold;

/// What the reader of rows must know of the table.
pub(super) struct Shape {
    pub first: u32,
    pub last: u32,
    pub ordinal: Option<u32>,
    /// The name, in one column or in its parts; for lists of things, what they are called.
    pub names: Vec<u32>,
    /// Folded top heading over the first name column: to know it again at a page break.
    name_heading: String,
    /// Columns whose cells are told from others at a glance.
    pub marked: Vec<(u32, Role)>,
    pub subject: Subject,
}

/// What stands in a row, at a glance.
pub(super) struct Look<'a> {
    pub row: Row<'a>,
    pub ordinal: Ordinal,
    pub name: String,
    pub name_traits: Traits,
    /// Filled cells that are neither ordinal nor name.
    pub others: Vec<&'a Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordinal {
    None,
    Number,
    /// `I`, `A`, `1.1`
    Outline,
    Words,
}

impl Shape {
    pub fn new(columns: &[Column], keys: &[Role], subject: Subject) -> Self {
        let of = |role: Role| columns.iter().find(|c| c.role == role).map(|c| c.column);
        let parts = [Role::FullName, Role::FamilyName, Role::MiddleName, Role::GivenName];
        let wanted: &[Role] = if subject == Subject::People { &parts } else { keys };
        let mut names: Vec<u32> = wanted.iter().filter_map(|role| of(*role)).collect();
        names.sort_unstable();
        let heading = columns.iter().find(|c| names.first() == Some(&c.column));
        let top = heading.and_then(|c| c.header.split(" / ").next()).unwrap_or_default();
        let sure = columns.iter().filter(|c| c.confidence >= 0.5).map(|c| (c.column, c.role));
        Shape {
            first: columns.first().map_or(0, |c| c.column),
            last: columns.last().map_or(0, |c| c.column),
            ordinal: of(Role::Ordinal),
            name_heading: fold(top).into_owned(),
            names,
            marked: sure.filter(|(_, role)| telling_traits(*role).is_some()).collect(),
            subject,
        }
    }

    pub fn look<'a>(&self, row: Row<'a>) -> Look<'a> {
        let mut name = String::new();
        for text in self.names.iter().map(|column| row.text(*column)) {
            if !text.is_empty() && !is_filler(&text) {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&text);
            }
        }
        let others = row.within(self.first..=self.last).filter(|cell| {
            !self.names.contains(&cell.at.column) && Some(cell.at.column) != self.ordinal
        });
        let name_traits = traits_of_text(&name);
        let ordinal = self.ordinal.map_or(Ordinal::None, |column| ordinal_of(row.cell(column)));
        Look { row, ordinal, name, name_traits, others: others.collect() }
    }

    pub fn repeats_header(&self, look: &Look<'_>) -> bool {
        // Cheap test first: only a text of about the heading's length can be it.
        !look.name.is_empty()
            && self.name_heading.len() >= 3
            && look.name.len() <= self.name_heading.len() * 3
            && fold(&look.name) == self.name_heading
    }

    /// How many cells fit what their column holds, where a glance tells, when
    /// the row is read `shift` columns to the right; up to six.
    pub fn fitting(&self, look: &Look<'_>, shift: i32) -> usize {
        let fits = |(column, role): &&(u32, Role)| {
            let cell = column.checked_add_signed(shift).and_then(|column| look.row.cell(column));
            let wanted = telling_traits(*role);
            cell.zip(wanted).is_some_and(|(cell, wanted)| traits_of(cell).has(wanted))
        };
        self.marked.iter().filter(fits).take(6).count()
    }

    /// A birth date, a number or an address that only a person has.
    pub fn has_personal_data(&self, look: &Look<'_>) -> bool {
        let personal = self.marked.iter().filter(|(_, role)| {
            !is_often_alike(*role) && !matches!(role, Role::Code | Role::Phone | Role::Email)
        });
        personal
            .filter_map(|(column, role)| look.row.cell(*column).zip(telling_traits(*role)))
            .any(|(cell, wanted)| traits_of(cell).has(wanted))
    }

    /// Is this a person's row beyond doubt?
    pub fn is_beyond_doubt(&self, look: &Look<'_>) -> bool {
        let has_name = look.has_name();
        let numbered = look.ordinal == Ordinal::Number;
        match self.ordinal {
            Some(_) => {
                numbered && (has_name && !look.others.is_empty() || self.fitting(look, 0) >= 2)
            }
            None => has_name && self.fitting(look, 0) >= 2,
        }
    }

    /// A numbered line without anybody: all that it holds is what the line above holds too.
    pub fn is_prefilled(&self, look: &Look<'_>, above: Option<Row<'_>>) -> bool {
        let (Some(above), Ordinal::Number) = (above, look.ordinal) else { return false };
        let personal = |cell: &Cell| {
            let role = self.marked.iter().find(|(column, _)| *column == cell.at.column);
            role.is_some_and(|(_, role)| !is_often_alike(*role))
        };
        let repeats = |cell: &&Cell| !personal(cell) && above.text(cell.at.column) == text_of(cell);
        look.name.is_empty() && look.others.iter().all(repeats)
    }

    /// The name, or where there is none, everything is struck out.
    pub fn is_struck_out(&self, look: &Look<'_>) -> bool {
        let mut names = self.names.iter().filter_map(|column| look.row.cell(*column)).peekable();
        match names.peek() {
            Some(_) => names.all(|cell| cell.look.strikeout),
            None => !look.others.is_empty() && look.others.iter().all(|cell| cell.look.strikeout),
        }
    }
}

impl Look<'_> {
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.ordinal == Ordinal::None && self.others.is_empty()
    }

    /// A person's name, or several.
    pub fn has_name(&self) -> bool {
        self.name_traits.has(Traits::NAME.or(Traits::NAMES))
    }

    pub fn says_nothing(&self) -> bool {
        self.name.is_empty() && self.others.iter().all(|cell| is_filler(&text_of(cell)))
    }
}

/// What many people of a list share.
fn is_often_alike(role: Role) -> bool {
    matches!(
        role,
        Role::StudyMode
            | Role::Course
            | Role::Rating
            | Role::Ethnicity
            | Role::Education
            | Role::PoliticalTheory
            | Role::Position
            | Role::PositionWorkplace
    )
}

/// What a cell is if it fits its column, for columns where that is easily told.
pub(super) fn telling_traits(role: Role) -> Option<Traits> {
    Some(match role {
        Role::BirthDate
        | Role::BirthDateMale
        | Role::BirthDateFemale
        | Role::PartyJoined
        | Role::PartyOfficial => {
            Traits::DATE.or(Traits::PART_DATE).or(Traits::YEAR).or(Traits::SERIAL)
        }
        Role::BirthYear => Traits::YEAR,
        Role::Sex => Traits::SEX,
        Role::Ethnicity => Traits::ETHNICITY,
        Role::NationalId => Traits::DIGITS12.or(Traits::DIGITS9),
        Role::Code | Role::UnitCode | Role::CourseCode => Traits::CODE.or(Traits::DIGITS),
        Role::Phone => Traits::PHONE,
        Role::Email => Traits::EMAIL,
        Role::Education => Traits::EDUCATION,
        Role::PoliticalTheory => Traits::THEORY,
        Role::Position | Role::PositionWorkplace => Traits::POSITION,
        Role::Rating => Traits::RATING,
        Role::StudyMode => Traits::MODE,
        Role::Course => Traits::COURSE.or(Traits::CODE),
        _ => return None,
    })
}

fn ordinal_of(cell: Option<&Cell>) -> Ordinal {
    let Some(cell) = cell else { return Ordinal::None };
    if matches!(cell.value, CellValue::Number(_)) {
        return Ordinal::Number;
    }
    let text = text_of(cell);
    let core = text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/' | '-' | '*' | ' '));
    let short = core.len() <= 6;
    match core {
        "" => Ordinal::None,
        _ if short && core.bytes().all(|b| b.is_ascii_digit()) => Ordinal::Number,
        _ if is_outline(core) => Ordinal::Outline,
        _ if short && core.bytes().all(|b| b.is_ascii_digit() || b == b'.') => Ordinal::Outline,
        _ => Ordinal::Words,
    }
}

/// Dots, dashes and the like that stand for nothing.
fn is_filler(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}
