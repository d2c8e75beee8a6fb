//! The sex of a row: a word, mark columns, the column of the birth date, a
//! title, and last of all the national id. Two that disagree are a conflict.

use std::sync::Arc;

use super::cells::{Found, Row};
use super::memo::Memo;
use super::table::TableHints;
use crate::model::place::Position;
use crate::model::record::{Field, Origin, Problem, Record};
use crate::model::role::Role;
use crate::model::value::Sex;
use crate::normalise::mark;
use crate::normalise::sex;
use crate::normalise::written::Written;

/// What the form itself says, without the national id.
pub fn of_form(
    row: &Row,
    hints: &TableHints,
    memo: &Memo,
    title: Option<(Sex, Position)>,
) -> Field<Sex> {
    let read = |written: &Written| sex::read(&written.line());
    let word = row.find(Role::Sex).remembered(&memo.sexes, read);
    let marks = of_marks(row, hints);
    let columns = of_birth_columns(row);
    let by_title = title.map_or_else(Field::default, |(sex, at)| derived(sex, at));
    let told = [word, marks, columns, by_title];
    let mut sexes = told.iter().filter_map(|field| field.value);
    let first = sexes.next();
    let conflict = sexes.any(|sex| Some(sex) != first)
        || told.iter().any(|field| field.problem == Some(Problem::Conflict));
    let mut chosen = told
        .iter()
        .position(|field| field.value.is_some())
        .or_else(|| told.iter().position(Field::is_filled))
        .or_else(|| told.iter().position(Field::is_asked))
        .and_then(|at| told.into_iter().nth(at))
        .unwrap_or_default();
    if conflict {
        chosen.problem = Some(Problem::Conflict);
    }
    chosen
}

fn derived(sex: Sex, at: Position) -> Field<Sex> {
    Field { value: Some(sex), at: Some(at), origin: Origin::Derived, ..Field::default() }
}

/// Mark columns. A lone column for one sex says the other where it is empty,
/// unless nobody on the list is marked and some plainly should be.
fn of_marks(row: &Row, hints: &TableHints) -> Field<Sex> {
    let male = marked(row.find(Role::SexMale));
    let female = marked(row.find(Role::SexFemale));
    match (male, female) {
        (None, None) => Field::default(),
        (Some((at, true, raw)), Some((_, true, _))) => {
            Field { raw, at: Some(at), problem: Some(Problem::Conflict), ..Field::default() }
        }
        (Some((at, true, raw)), _) => marked_field(Sex::Male, raw, at),
        (_, Some((at, true, raw))) => marked_field(Sex::Female, raw, at),
        (Some((at, ..)), Some(_)) => Field::blank(at),
        (Some((at, ..)), None) | (None, Some((at, ..))) if hints.sex_column_unused => {
            Field::blank(at)
        }
        (Some((at, ..)), None) => derived(Sex::Female, at),
        (None, Some((at, ..))) => derived(Sex::Male, at),
    }
}

fn marked_field(sex: Sex, raw: Option<Arc<str>>, at: Position) -> Field<Sex> {
    Field { value: Some(sex), raw, at: Some(at), ..Field::default() }
}

/// Where a mark column's cell is, whether it is marked, and with what.
fn marked(found: Found) -> Option<(Position, bool, Option<Arc<str>>)> {
    match found {
        Found::NoColumn => None,
        Found::Blank(at) => Some((at, false, None)),
        Found::Filled(slot) => {
            let is_marked = slot.text().is_some_and(|text| mark::read(text).unwrap_or(true));
            Some((slot.at, is_marked, Some(slot.raw_text(None))))
        }
    }
}

/// Birth dates in a column for men and one for women.
fn of_birth_columns(row: &Row) -> Field<Sex> {
    let filled = |role| match row.find(role) {
        Found::Filled(slot) => Some(slot.at),
        _ => None,
    };
    match (filled(Role::BirthDateMale), filled(Role::BirthDateFemale)) {
        (Some(at), Some(_)) => {
            Field { at: Some(at), problem: Some(Problem::Conflict), ..Field::default() }
        }
        (Some(at), None) => derived(Sex::Male, at),
        (None, Some(at)) => derived(Sex::Female, at),
        (None, None) => match row.find(Role::BirthDateMale) {
            Found::Blank(at) => Field::blank(at),
            _ => Field::default(),
        },
    }
}

/// The sex that the national id states, when nothing else tells.
pub fn derive(record: &mut Record) {
    let told = record.sex.value.is_some() || record.sex.problem == Some(Problem::Conflict);
    let said = record.national_id.value.as_ref().and_then(|id| id.says());
    if let (false, Some((sex, _))) = (told, said) {
        let at = record.sex.at.or(record.national_id.at);
        record.sex = Field {
            value: Some(sex),
            raw: record.sex.raw.take(),
            at,
            origin: Origin::Derived,
            ..Field::default()
        }
        .into();
    }
}
