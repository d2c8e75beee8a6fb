//! `tonghop classes`: the people accepted for a class, split into several.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::results::read_results;
use super::{YearOptions, made, newest_year, put};
use crate::config::settings::SeatOrder;
use crate::cycle::classes::{Applicant, Limits, Split, split};
use crate::model::batch::{EarlierRow, PersonKey};
use crate::model::cycle::{Fate, ResultsBook, YearFolder, YearPart};
use crate::model::date::age_on;
use crate::model::period::Period;
use crate::model::record::{Record, UnitCode};
use crate::model::reference::Course;
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::progress::Progress;
use crate::report::book::names::file_stem;
use crate::report::cycle::{ClassReport, write_classes};
use crate::text;
use crate::workspace::{Lock, RunError, Workspace};

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct ClassOptions {
    pub year: YearOptions,
    /// The course's code.
    pub course: String,
    /// How many classes; as many as the limit of size needs when `None`.
    pub classes: Option<usize>,
    pub size: Option<u32>,
}

/// What `tonghop classes` came to.
pub struct ClassesRun {
    pub course: Course,
    pub split: Split,
    pub people: usize,
    pub written: PathBuf,
}

/// Numbers of classes that are always shown beside the one chosen.
const WHAT_IF: [usize; 3] = [2, 3, 4];

/// Splits the people accepted for a course and writes the workbook.
///
/// # Errors
/// When the list has no such course, nobody is accepted for it, another run is
/// at work, or the workbook cannot be written.
pub fn classes(
    workspace: &Workspace,
    options: &ClassOptions,
    progress: &dyn Progress,
) -> Result<ClassesRun, RunError> {
    let _lock = Lock::take(workspace.root())?;
    let year = newest_year(workspace, options.year.year)?;
    let folder = YearFolder { year, part: YearPart::Results };
    let known = Knowledge::load(Some(workspace), Period { year, month: 1 }, None)?;
    let course = course(&known, &options.course)?;
    let book = read_results(workspace, folder, &known, progress)?;
    let rows = accepted(&book, &course, &known);
    if rows.is_empty() {
        let code = &course.code;
        return Err(RunError::Usage(text!(
            vi: "chưa có ai được chấp nhận vào lớp {code} (đến hết năm {year})",
            en: "nobody is accepted for {code} (up to the end of {year})",
        )));
    }
    let mut settings = known.settings.classes.clone();
    settings.size = options.size.unwrap_or(settings.size).max(1);
    let people = applicants(&rows, &book, &course, &settings.age_bands);
    let needed = people.len().div_ceil(settings.size as usize).max(1);
    let members = members(&known);
    // Classes of one course: its list entry says how many seats one class has.
    let into = |classes: usize| {
        let capacity = course.capacity.filter(|_| classes == 1);
        split(&people, &Limits { classes, settings: &settings, capacity, members: &members })
    };
    let chosen = into(options.classes.unwrap_or(needed).clamp(1, 50));
    let others: Vec<Split> =
        WHAT_IF.into_iter().filter(|n| *n != chosen.classes).map(into).collect();
    let records: Vec<&Record> = rows.iter().map(|row| &row.record).collect();
    let report = ClassReport {
        course: &course,
        year,
        lists: known.lists(),
        records: &records,
        people: &people,
        split: &chosen,
        others: &others,
        settings: &settings,
    };
    let lang = options.year.lang.unwrap_or(known.settings.language);
    let bytes = made(|out| write_classes(&report, lang, out))?;
    let name = format!("XepLop_{}.xlsx", file_stem(&course.code));
    let written = put(workspace, folder, &name, &bytes)?;
    Ok(ClassesRun { people: people.len(), split: chosen, written, course })
}

fn course(known: &Knowledge, words: &str) -> Result<Course, RunError> {
    let courses = &known.reference().courses;
    let read = || courses.course(courses.read(words, None).value.as_deref()?);
    courses.course(words).or_else(read).cloned().ok_or_else(|| {
        RunError::Usage(text!(
            vi: "danh mục lớp không có lớp “{words}”",
            en: "the list of classes has no “{words}”",
        ))
    })
}

/// The accepted registrations, each person once, in the order in which seats are given.
fn accepted<'a>(book: &'a ResultsBook, course: &Course, known: &Knowledge) -> Vec<&'a EarlierRow> {
    let mut of_person: BTreeMap<&PersonKey, &EarlierRow> = BTreeMap::new();
    let own = |row: &&EarlierRow| row.record.course.value.as_ref() == Some(&course.code);
    for row in book.batch.earlier.iter().filter(|row| row.accepted).filter(own) {
        of_person.entry(&row.person).or_insert(row);
    }
    let mut rows: Vec<&EarlierRow> = of_person.into_values().collect();
    let order = &known.settings.judging.seat_order;
    rows.sort_by_cached_key(|row| {
        let reasons: Vec<i64> = order.iter().map(|reason| turn(*reason, row)).collect();
        (reasons, row.period, row.record.id.clone())
    });
    rows
}

/// Smaller goes first; what is not known goes last.
fn turn(reason: SeatOrder, row: &EarlierRow) -> i64 {
    let record = &row.record;
    let days = |date: Option<chrono::NaiveDate>| {
        date.map_or(i64::MAX, |day| day.signed_duration_since(chrono::NaiveDate::MIN).num_days())
    };
    match reason {
        SeatOrder::PlannedPosition => i64::from(record.planned_position.value.is_none()),
        SeatOrder::PartyAge => days(record.party_joined.value.map(|date| date.earliest())),
        SeatOrder::Age => days(record.birth_date.value.map(|date| date.earliest())),
        SeatOrder::DateSubmitted => days(Some(row.period.first_day())),
    }
}

fn applicants(
    rows: &[&EarlierRow],
    book: &ResultsBook,
    course: &Course,
    bands: &[u16],
) -> Vec<Applicant> {
    let gone = |fate: Fate| matches!(fate, Fate::Withdrawn);
    let of_course = book.learners.iter().filter(|learner| learner.course == course.code);
    let withdrawn: BTreeSet<&PersonKey> =
        of_course.filter(|learner| gone(learner.fate)).map(|learner| &learner.person).collect();
    let day = course.opens.unwrap_or_else(|| Period { year: book.year, month: 12 }.last_day());
    let band = |record: &Record| {
        let age = age_on(record.birth_date.value?.earliest(), day);
        Some(bands.iter().filter(|from| age >= i32::from(**from)).count())
    };
    let applicant = |(turn, row): (usize, &&EarlierRow)| Applicant {
        unit: row.record.unit.clone(),
        sex: row.record.sex.value,
        band: band(&row.record),
        turn,
        withdrawn: withdrawn.contains(&row.person),
    };
    rows.iter().enumerate().map(applicant).collect()
}

/// Members of each unit.
fn members(known: &Knowledge) -> BTreeMap<UnitCode, u32> {
    let mut members: BTreeMap<UnitCode, u32> = BTreeMap::new();
    for member in known.lists().roster.iter().flatten() {
        if let Some(unit) = &member.unit {
            *members.entry(unit.clone()).or_default() += 1;
        }
    }
    members
}
