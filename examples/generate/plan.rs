//! Who registers for what, and what goes wrong.

use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use crate::form::{FAMILIES, Family, NameAs, Registration};
use crate::make::Options;
use crate::people::{Theory, digits, national_id};
use crate::province::{COURSES, Unit};
use crate::rng::Rng;
use crate::truth::FileTruth;

/// A period's registrations: for each unit its rows; a unit without rows hands in nothing.
pub struct Plan {
    pub rows: Vec<Vec<Registration>>,
}

/// Mistakes that are planted, one after the other, in forms that can show them.
const DEFECTS: &[&str] = &[
    "missing-birth-date",
    "invalid-birth-date",
    "incomplete-birth-date",
    "missing-national-id",
    "invalid-national-id",
    "national-id-sex-mismatch",
    "national-id-birth-year-mismatch",
    "unknown-education",
    "unknown-course",
    "already-qualified",
    "under-age",
    "rating-below-standard",
    "position-not-eligible",
];

/// Writings of ratings that every standard accepts.
const RATINGS: &[&str] = &["Hoàn thành tốt nhiệm vụ", "HTTNV", "Hoàn thành xuất sắc nhiệm vụ"];

impl Plan {
    /// `period` is the index of the period: each takes other people.
    pub fn new(units: &[Unit], options: &Options, period: usize, rng: &mut Rng) -> Self {
        let sample = options.sample;
        let mut next_defect = period;
        let mut rows: Vec<Vec<Registration>> = units
            .iter()
            .enumerate()
            .map(|(at, unit)| {
                if at >= options.sending || sample && (at + 1) % 12 == 0 {
                    return Vec::new();
                }
                let family = FAMILIES[(at + period) % FAMILIES.len()];
                let mut rows = registrations(unit, family, period, options.rows, rng);
                let plant = if sample { rows.len() > 2 } else { at % 5 == 0 };
                if plant && shows_mistakes(family) {
                    for row in rows.iter_mut().rev().take(if sample { 2 } else { 1 }) {
                        spoil(row, DEFECTS[next_defect % DEFECTS.len()], rng);
                        next_defect += 1;
                    }
                }
                rows
            })
            .collect();
        register_twice(&mut rows, sample);
        Plan { rows }
    }

    /// Codes of the units that handed in nothing.
    pub fn absent(&self, units: &[Unit]) -> Vec<String> {
        let with_rows = units.iter().zip(&self.rows);
        with_rows.filter(|(_, rows)| rows.is_empty()).map(|(unit, _)| unit.code.clone()).collect()
    }
}

fn registrations(
    unit: &Unit,
    family: Family,
    period: usize,
    rows: usize,
    rng: &mut Rng,
) -> Vec<Registration> {
    let title_course = &COURSES[0];
    let first = period % (unit.people.len() / rows.max(1)).max(1) * rows;
    let people = unit.people.iter().skip(first).take(rows);
    people
        .map(|person| {
            let course = match (family, person.theory) {
                (Family::TitleCourse, _) => title_course,
                (_, Theory::None) => rng.pick(COURSES),
                _ => rng.pick(&COURSES[..2]),
            };
            Registration {
                person: person.clone(),
                workplace: unit.short.clone(),
                course,
                defects: Vec::new(),
                birth_as: None,
                id_as: None,
                education_as: None,
                course_as: rng.chance(30).then(|| course.code.to_owned()),
                rating: rng.pick::<&str>(RATINGS),
                name_as: name_as(family, rng),
            }
        })
        .collect()
}

fn name_as(family: Family, rng: &mut Rng) -> NameAs {
    if matches!(family, Family::Legacy | Family::TwoNames) {
        return NameAs::Plain;
    }
    *rng.weighted(&[
        (NameAs::Plain, 70),
        (NameAs::Lower, 6),
        (NameAs::Upper, 10),
        (NameAs::Spaced, 6),
        (NameAs::Decomposed, 4),
        (NameAs::WithTitle, 4),
    ])
}

fn shows_mistakes(family: Family) -> bool {
    matches!(family, Family::Standard | Family::Offset | Family::CommaFile)
}

fn spoil(row: &mut Registration, defect: &'static str, rng: &mut Rng) {
    let person = &mut row.person;
    match defect {
        "missing-birth-date" => row.birth_as = Some(String::new()),
        "invalid-birth-date" => row.birth_as = Some(format!("31/02/{}", person.birth.year())),
        "incomplete-birth-date" => row.birth_as = Some(person.birth.year().to_string()),
        "missing-national-id" => row.id_as = Some(String::new()),
        "invalid-national-id" => row.id_as = Some(format!("9{}", digits(12, rng))),
        "national-id-sex-mismatch" => {
            row.id_as = Some(national_id("017", !person.female, person.birth, rng))
        }
        "national-id-birth-year-mismatch" => {
            let other = NaiveDate::from_ymd_opt(person.birth.year() - 4, 6, 1).unwrap_or_default();
            row.id_as = Some(national_id("017", person.female, other, rng));
        }
        "unknown-education" => row.education_as = Some("Tốt".to_owned()),
        "unknown-course" => row.course_as = Some("Cao cấp lý luận chính trị khóa 99".to_owned()),
        "already-qualified" => (person.theory, row.course) = (Theory::Intermediate, &COURSES[0]),
        "under-age" => {
            person.birth = NaiveDate::from_ymd_opt(2001, 5, 17).unwrap_or_default();
            person.id = national_id("017", person.female, person.birth, rng);
            person.joined = NaiveDate::from_ymd_opt(2022, 3, 3).unwrap_or_default();
            person.official = NaiveDate::from_ymd_opt(2023, 3, 3).unwrap_or_default();
            (row.course, row.course_as) = (&COURSES[0], None);
        }
        "rating-below-standard" => {
            (row.rating, row.course, row.course_as) = ("Hoàn thành nhiệm vụ", &COURSES[0], None);
        }
        _ => {
            (person.position, person.planned) = ("Chuyên viên", "");
            (row.course, row.course_as) = (&COURSES[0], None);
        }
    }
    row.defects.push(defect);
}

/// One person sent by two units, as happens to people who have moved.
fn register_twice(rows: &mut [Vec<Registration>], sample: bool) {
    let step = if sample { 6 } else { 40 };
    for at in (0..rows.len().saturating_sub(1)).step_by(step) {
        let Some(first) = rows[at].first() else { continue };
        if !first.defects.is_empty() || rows[at + 1].is_empty() {
            continue;
        }
        let mut again = first.copy();
        again.name_as = NameAs::Plain;
        // The other unit's form may name its class in the title only.
        again.course = rows[at + 1][0].course;
        again.course_as = None;
        let code = again.course.code;
        if code != rows[at][0].course.code {
            continue;
        }
        again.defects.push("duplicate-across-units");
        rows[at][0].defects.push("duplicate-across-units");
        rows[at + 1].push(again);
    }
}

impl Registration {
    fn copy(&self) -> Self {
        Registration {
            person: self.person.clone(),
            workplace: self.workplace.clone(),
            course: self.course,
            defects: Vec::new(),
            birth_as: self.birth_as.clone(),
            id_as: self.id_as.clone(),
            education_as: self.education_as.clone(),
            course_as: self.course_as.clone(),
            rating: self.rating,
            name_as: self.name_as,
        }
    }
}

/// Files that are no forms, damaged, or there twice.
pub fn write_oddities(inbox: &Path, files: &mut Vec<FileTruth>) -> std::io::Result<()> {
    let whole = files.iter().map(|file| &file.name).find(|name| name.ends_with(".xlsx")).cloned();
    let letter = "Kính mời đồng chí dự họp chi bộ tháng 11\nThời gian: 8h00 ngày 20/11/2026\n";
    let mut put = |name: &str, bytes: &[u8], defect| {
        files.push(FileTruth::unused(inbox, name, defect));
        fs::write(inbox.join(name), bytes)
    };
    put("Giay moi hop.csv", letter.as_bytes(), "no-form-found")?;
    if let Some(name) = whole {
        let bytes = fs::read(inbox.join(&name))?;
        put(&format!("Copy of {name}"), &bytes, "duplicate-file")?;
        put("bieu_hong.xlsx", &bytes[..bytes.len() / 2], "file-unreadable")?;
    }
    Ok(())
}
