//! What a perfect reader finds in the forms.

use std::path::Path;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde_json::{Value as Json, json};

use crate::form::{Family, Registration};
use crate::grid::{Grid, Value};
use crate::people::{Education, Theory};
use crate::province::Unit;

/// The rows of one file.
pub struct FileTruth {
    pub name: String,
    truth: Json,
}

impl FileTruth {
    pub fn new(
        period: &str,
        name: &str,
        unit: &Unit,
        family: Family,
        rows: &[Registration],
        places: &[u32],
    ) -> Self {
        let sheet =
            if matches!(family, Family::CommaFile | Family::WebTable) { "" } else { "Danh sách" };
        let people: Vec<Json> = rows
            .iter()
            .zip(places)
            .map(|(row, place)| person(family, sheet, row, *place))
            .collect();
        let defects: &[&str] = match family {
            Family::Legacy => &["legacy-encoding"],
            Family::Sections => &["hidden-data"],
            Family::WebTable => &["file-type-mismatch"],
            _ => &[],
        };
        let truth = json!({
            "file": format!("inbox/{period}/{name}"), "unit": unit.code, "family": format!("{family:?}"),
            "defects": defects, "rows": people,
        });
        FileTruth { name: name.to_owned(), truth }
    }
}

impl FileTruth {
    /// A file of which no row counts.
    pub fn unused(inbox: &Path, name: &str, defect: &str) -> Self {
        let period = inbox.file_name().unwrap_or_default().to_string_lossy();
        let truth = json!({
            "file": format!("inbox/{period}/{name}"), "unit": null, "family": "-",
            "defects": [defect], "rows": [], "skip": true,
        });
        FileTruth { name: name.to_owned(), truth }
    }
}

pub fn period(files: &[FileTruth], absent: &[String]) -> Json {
    let files: Vec<&Json> = files.iter().map(|file| &file.truth).collect();
    json!({ "not_submitted": absent, "over_quota": [], "files": files })
}

fn person(family: Family, sheet: &str, row: &Registration, place: u32) -> Json {
    let who = &row.person;
    let has = |defect: &str| row.defects.contains(&defect);
    let birth = match () {
        () if has("missing-birth-date") || has("invalid-birth-date") => Json::Null,
        () if has("incomplete-birth-date") => json!(who.birth.format("%Y").to_string()),
        () => json!(who.birth.to_string()),
    };
    let id = match &row.id_as {
        Some(_) if has("missing-national-id") || has("invalid-national-id") => Json::Null,
        Some(written) => json!(written),
        None => json!(who.id),
    };
    let course = if has("unknown-course") { Json::Null } else { json!(row.course.code) };
    let education =
        if has("unknown-education") { Json::Null } else { json!(education(who.education)) };
    json!({
        "sheet": sheet, "row": place + 1, "person": who.key, "defects": row.defects,
        "sex_hidden": false, "tolerated": tolerated(row),
        "fields": {
            "full_name": who.full_name(), "birth_date": birth, "sex": if who.female { "female" } else { "male" },
            "ethnicity": who.ethnicity, "national_id": id, "position": who.position, "workplace": row.workplace,
            "party_joined": who.joined.to_string(), "party_official": who.official.to_string(),
            "education": education, "political_theory": theory(who.theory), "planned_position": who.planned,
            "course": course, "study_mode": if row.course.full_time { "full_time" } else { "part_time" },
            "phone": who.phone, "hometown": if family == Family::TwoNames { who.hometown } else { "" },
        }
    })
}

/// Findings that follow from a planted one.
fn tolerated(row: &Registration) -> &'static [&'static str] {
    match row.defects.first() {
        Some(&"national-id-sex-mismatch" | &"national-id-birth-year-mismatch" | &"under-age") => {
            &["roster-conflict"]
        }
        Some(&"invalid-national-id") => &["roster-conflict", "national-id-birth-year-mismatch"],
        _ => &[],
    }
}

fn education(education: Education) -> &'static str {
    match education {
        Education::College => "college",
        Education::University => "university",
        Education::Master => "master",
    }
}

fn theory(theory: Theory) -> &'static str {
    match theory {
        Theory::None => "none",
        Theory::Elementary => "elementary",
        Theory::Intermediate => "intermediate",
    }
}

/// Unicode letter → the character that a TCVN3 font shows as it.
static TCVN3: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let table = include_str!("../../templates/vocabulary/text/tcvn3.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let (stored, letter) = row.split_once('\t')?;
        let stored = u32::from_str_radix(stored.strip_prefix("U+")?, 16).ok()?;
        Some((letter.chars().next()?, char::from_u32(stored)?))
    })
    .collect()
});

/// Types every text of the sheet in the font of 2003. It has no capitals with
/// tones: those were typed small.
pub fn to_tcvn3(grid: &mut Grid) {
    grid.font = Some(".VnTime");
    for value in grid.cells.values_mut() {
        if let Value::Text(text) = value {
            *text = text.chars().map(in_tcvn3).collect();
        }
    }
}

fn in_tcvn3(letter: char) -> char {
    let small = || letter.to_lowercase().next().unwrap_or(letter);
    let stored = TCVN3.get(&letter).or_else(|| TCVN3.get(&small()));
    stored.copied().unwrap_or(letter)
}
