//! What the row registers for: class and study mode, from its own columns,
//! else from where it stands.

use super::cells::{Found, Row, Slot};
use super::memo::Memo;
use super::person::Scene;
use crate::model::record::{CourseCode, Field, Origin, Problem, Record, Repair};
use crate::model::role::Role;
use crate::model::value::StudyMode;
use crate::normalise::course::CourseIndex;
use crate::normalise::reading::Reading;
use crate::normalise::written::Written;
use crate::normalise::{mark, study_mode};

/// Reads study mode and class into the record.
pub fn read(row: &Row, scene: &Scene, record: &mut Record) {
    record.study_mode = own_mode(row, scene.memo).into();
    let mode =
        record.study_mode.value.or(scene.inherited.mode.as_ref().and_then(|mode| mode.value));
    record.course = course(row, scene, mode).into();
    if record.study_mode.value.is_none() && !record.study_mode.is_filled() {
        let here = scene.inherited.mode.clone();
        let of_course = || mode_of_course(record, scene);
        if let Some(field) = here.or_else(of_course) {
            record.study_mode = field.into();
        }
    }
}

/// A word, or a mark in one of two columns.
fn own_mode(row: &Row, memo: &Memo) -> Field<StudyMode> {
    let read = |written: &Written| study_mode::read(&written.line());
    let word = row.find(Role::StudyMode).remembered(&memo.modes, read);
    if word.is_filled() {
        return word;
    }
    let is_marked =
        |found: &Found| found.text().is_some_and(|text| mark::read(text).unwrap_or(true));
    let full = row.find(Role::StudyModeFullTime);
    let part = row.find(Role::StudyModePartTime);
    match (is_marked(&full), is_marked(&part)) {
        (true, false) => full.field(|_| Reading::plain(StudyMode::FullTime)),
        (false, true) => part.field(|_| Reading::plain(StudyMode::PartTime)),
        (true, true) => full.field(|_| Reading::failed(Problem::Conflict)),
        _ => [word.at, full.place(), part.place()]
            .into_iter()
            .flatten()
            .next()
            .map_or_else(Field::default, Field::blank),
    }
}

/// A form that asks for no study mode means the class's.
fn mode_of_course(record: &Record, scene: &Scene) -> Option<Field<StudyMode>> {
    let code = record.course.value.as_deref()?;
    let mode = scene.known.courses?.course(code)?.mode?;
    let at = record.study_mode.at.or(record.course.at);
    Some(Field { value: Some(mode), at, origin: Origin::Derived, ..Field::default() })
}

fn course(row: &Row, scene: &Scene, mode: Option<StudyMode>) -> Field<CourseCode> {
    let here = || {
        let inherited = scene.inherited;
        let of_mode = || inherited.course_of_mode(mode, scene.known.courses, scene.memo);
        inherited.course.clone().or_else(of_mode)
    };
    let own = match row.find(Role::Course) {
        Found::Filled(slot) if !is_mark(&slot.written().text) => {
            return own_course(slot, scene, mode);
        }
        own => own,
    };
    if let Some(marked) = marked_course(row, scene.known.courses, mode) {
        return marked;
    }
    match (here(), own) {
        (Some(here), _) => here,
        // A mark in the one column for the class: the column's heading may name it.
        (None, Found::Filled(slot)) => headed_course(row, slot, scene, mode),
        (None, own) => own
            .place()
            .or_else(|| row.find(Role::CourseMark).place())
            .map_or_else(Field::default, Field::blank),
    }
}

/// A mark is short.
fn is_mark(text: &str) -> bool {
    text.len() <= 12 && mark::read(text) == Some(true)
}

/// The class that the cell names; what it leaves open, section or title may settle.
fn own_course(slot: Slot, scene: &Scene, mode: Option<StudyMode>) -> Field<CourseCode> {
    let Some(courses) = scene.known.courses else { return slot.field(Reading::none()) };
    let read = |written: &Written| courses.read(&written.line(), mode);
    let seen = slot.seen(scene.memo.course(mode), read);
    if let Some(Problem::UnknownWord { suggestions }) = &seen.value.problem
        && let Some(code) = scene.inherited.course.as_ref().and_then(|field| field.value.clone())
        && suggestions.iter().any(|other| **other == *code)
        && courses.may_mean(&slot.written().line(), &code)
    {
        return slot.field(Reading::plain(code));
    }
    slot.take(seen)
}

fn headed_course(
    row: &Row,
    slot: Slot,
    scene: &Scene,
    mode: Option<StudyMode>,
) -> Field<CourseCode> {
    let heading = row.lookup.columns(Role::Course).next().map(|column| column.header.as_str());
    let named = scene
        .known
        .courses
        .zip(heading)
        .and_then(|(courses, heading)| courses.inside(heading, mode));
    match named {
        Some(code) => slot.field(Reading::plain(code)),
        None => Field::blank(slot.at),
    }
}

/// The class whose column is marked; several marks are several registrations (see [`spread`]).
fn marked_course(
    row: &Row,
    courses: Option<&CourseIndex>,
    mode: Option<StudyMode>,
) -> Option<Field<CourseCode>> {
    marked_courses(row, courses, mode).into_iter().next()
}

fn marked_courses(
    row: &Row,
    courses: Option<&CourseIndex>,
    mode: Option<StudyMode>,
) -> Vec<Field<CourseCode>> {
    let mut found = Vec::new();
    for (column, cell) in row.all(Role::CourseMark) {
        let Found::Filled(slot) = cell else { continue };
        let says = mark::read(&slot.written().text);
        if says == Some(false) {
            continue;
        }
        let Some(courses) = courses else {
            found.push(slot.field(Reading::none()));
            continue;
        };
        let heading = column.detail.as_deref().unwrap_or(&column.header);
        let words = match says {
            Some(_) => heading.to_owned(),
            None => format!("{heading} {}", slot.written().line()),
        };
        let mode = study_mode::inside(&column.header).or(mode);
        let mut reading = courses.read(&words, mode);
        if reading.value.is_none() {
            reading.value = courses.inside(&column.header, mode);
            reading.problem = reading.problem.filter(|_| reading.value.is_none());
        }
        found.push(slot.field(reading));
    }
    found
}

/// Adds the record; one for each class, where the row names several.
pub fn spread(row: &Row, scene: &Scene, record: Record, records: &mut Vec<Record>) {
    let mode = record.study_mode.value.filter(|_| record.study_mode.origin == Origin::Cell);
    let mut courses = marked_courses(row, scene.known.courses, mode);
    if courses.len() < 2 && record.course.value.is_none() && record.course.problem.is_some() {
        courses = listed_courses(row, scene, mode);
    }
    if courses.len() < 2 {
        return records.push(record);
    }
    records.extend(courses.into_iter().map(|course| {
        let mut one = Record { course: course.into(), ..record.clone() };
        if one.study_mode.origin == Origin::Derived {
            one.study_mode = mode_of_course(&one, scene).unwrap_or_default().into();
        }
        one
    }));
}

/// Several classes in the one cell: `TC-K45; SC-2026`. Every part must name another one.
fn listed_courses(row: &Row, scene: &Scene, mode: Option<StudyMode>) -> Vec<Field<CourseCode>> {
    let (Found::Filled(slot), Some(courses)) = (row.find(Role::Course), scene.known.courses) else {
        return Vec::new();
    };
    let text = slot.written().text.replace(" và ", ";");
    let parts =
        text.split([';', '\n', ',', '+', '&', '/']).map(str::trim).filter(|part| !part.is_empty());
    let read: Option<Vec<CourseCode>> = parts.map(|part| courses.read(part, mode).value).collect();
    let mut codes = read.unwrap_or_default();
    codes.dedup();
    let field = slot.field(Reading::none());
    let of_code = |code| {
        let mut field: Field<CourseCode> = field.clone();
        field.value = Some(code);
        field.repairs.push(Repair::Split);
        field
    };
    codes.into_iter().map(of_code).collect()
}
