//! The list of courses.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::ListRow;
use crate::model::record::CourseCode;
use crate::model::reference::Course;
use crate::model::role::Role;
use crate::model::value::StudyMode;
use crate::normalise::course::level;
use crate::normalise::study_mode;

/// Courses by code. A course without a code is known by its name.
pub fn courses(rows: &[ListRow]) -> BTreeMap<CourseCode, Course> {
    rows.iter().filter_map(course).map(|course| (course.code.clone(), course)).collect()
}

fn course(row: &ListRow) -> Option<Course> {
    let name = row.text(Role::CourseName).or_else(|| row.text(Role::Course));
    let code = row.text(Role::CourseCode).or_else(|| row.text(Role::Code));
    let name = name.or_else(|| code.clone())?;
    let code = code.unwrap_or_else(|| name.clone());
    let named = row.text(Role::Level).or_else(|| row.text(Role::PoliticalTheory));
    let level = named.and_then(|words| level(&words)).or_else(|| level(&name));
    let mode = row.text(Role::StudyMode).and_then(|words| mode(&words)).or_else(|| mode(&name));
    Some(Course {
        code: Arc::from(code),
        level,
        mode,
        opens: row.date(Role::Opens),
        closes: row.date(Role::Closes),
        capacity: row.number(Role::Capacity),
        deadline: row.date(Role::Deadline),
        name,
    })
}

fn mode(words: &str) -> Option<StudyMode> {
    study_mode::read(words).value
}
