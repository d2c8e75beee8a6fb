//! Schooling, political theory and ratings of a row: words or mark columns.

use super::cells::{Found, Row};
use super::memo::Memo;
use super::person::Scene;
use crate::layout::table::Column;
use crate::model::record::{Field, Origin, Record, Repair, YearRating};
use crate::model::role::Role;
use crate::model::value::{Education, PoliticalTheory, TheoryLevel};
use crate::normalise::rating::YearReading;
use crate::normalise::reading::Reading;
use crate::normalise::written::{Written, says_nothing};
use crate::normalise::{education, mark, rating, theory};
use crate::text::fold::fold;

const EDUCATION_MARKS: [(Role, Education); 9] = [
    (Role::EducationDoctor, Education::Doctor),
    (Role::EducationMaster, Education::Master),
    (Role::EducationPostgraduate, Education::Master),
    (Role::EducationUniversity, Education::University),
    (Role::EducationCollege, Education::College),
    (Role::EducationVocational, Education::Vocational),
    (Role::EducationHighSchool, Education::HighSchool),
    (Role::EducationLowerSecondary, Education::LowerSecondary),
    (Role::EducationPrimary, Education::Primary),
];

const THEORY_MARKS: [(Role, TheoryLevel); 4] = [
    (Role::PoliticalTheoryBachelor, TheoryLevel::Bachelor),
    (Role::PoliticalTheoryAdvanced, TheoryLevel::Advanced),
    (Role::PoliticalTheoryIntermediate, TheoryLevel::Intermediate),
    (Role::PoliticalTheoryElementary, TheoryLevel::Elementary),
];

/// Reads the levels into the record.
pub fn read(row: &Row, scene: &Scene, record: &mut Record) {
    record.education = highest(
        schooling(row, scene.memo),
        marked(row, &EDUCATION_MARKS, |level, text| {
            // A mark column may hold the degree in words: "Tiến sĩ" under "Sau đại học".
            education::of_text(text).value.map_or(level, |named| named.max(level))
        }),
    )
    .into();
    record.political_theory = political_theory(row, scene).into();
    if !record.political_theory.is_asked() {
        record.political_theory = theory_among_schooling(row, scene).unwrap_or_default().into();
    }
    record.ratings = ratings(row, scene.memo);
}

/// Every column of schooling; the highest level counts, an unknown word stays a problem.
fn schooling(row: &Row, memo: &Memo) -> Field<Education> {
    let read = |written: &Written| memo.education.of(written, education::read);
    let columns = row.all(Role::Education).map(|(_, found)| found.field(read));
    columns.reduce(highest).unwrap_or_default()
}

fn highest<T: Ord + Copy>(a: Field<T>, b: Field<T>) -> Field<T> {
    let says = |field: &Field<T>| (field.value, field.is_filled(), field.is_asked());
    let (mut high, low) = if says(&a) >= says(&b) { (a, b) } else { (b, a) };
    if high.problem.is_none() && low.problem.is_some() {
        high.problem = low.problem;
    }
    high
}

/// The highest level whose column is marked; blank when none of the columns is.
fn marked<L: Copy>(row: &Row, columns: &[(Role, L)], refine: impl Fn(L, &str) -> L) -> Field<L> {
    let mut blank = Field::default();
    for (role, level) in columns {
        match row.find(*role) {
            Found::NoColumn => {}
            Found::Blank(at) => blank = Field::blank(at),
            Found::Filled(slot) => match slot.text().map_or(Some(false), mark::read) {
                Some(true) => return slot.field(Reading::plain(*level)),
                Some(false) => blank = Field::blank(slot.at),
                None => {
                    let level = refine(*level, &slot.written.text);
                    return slot.field(Reading::plain(level));
                }
            },
        }
    }
    blank
}

fn political_theory(row: &Row, scene: &Scene) -> Field<PoliticalTheory> {
    let list_year = scene.known.period.year;
    let read = |written: &Written| scene.memo.theory.of(written, |w| theory::read(w, list_year));
    let words = row.find(Role::PoliticalTheory).field(read);
    let marks = marked(row, &THEORY_MARKS, |level, _| level);
    let marked = match marks.value {
        Some(level) => {
            let held = |level| PoliticalTheory::held(level);
            Field {
                value: Some(held(level)),
                raw: marks.raw,
                at: marks.at,
                origin: marks.origin,
                repairs: marks.repairs,
                problem: None,
            }
        }
        None => marks.at.map_or_else(Field::default, Field::blank),
    };
    if words.value.is_some_and(|value| marked.value.is_none_or(|other| value.held >= other.held)) {
        return words;
    }
    if marked.value.is_some() || !words.is_asked() { marked } else { words }
}

/// A form with one column for all schooling may hold the theory there too.
fn theory_among_schooling(row: &Row, scene: &Scene) -> Option<Field<PoliticalTheory>> {
    let list_year = scene.known.period.year;
    row.all(Role::Education).find_map(|(column, found)| {
        let Found::Filled(slot) = found else { return None };
        let headed = theory::names_theory(&fold(&column.header));
        let theory = theory::among_schooling(&slot.written.text, list_year, headed)?;
        let reading = Reading::plain(theory).with(Repair::Split);
        Some(Field { origin: Origin::Derived, ..slot.field(reading) })
    })
}

/// One rating for each year, the oldest first.
fn ratings(row: &Row, memo: &Memo) -> Vec<YearRating> {
    let mut ratings = Vec::new();
    for (column, found) in row.all(Role::Rating) {
        let headed = headed_years(column);
        let latest = headed.last().copied();
        match found {
            Found::NoColumn => {}
            Found::Blank(at) => {
                ratings.push(YearRating { year: latest, rating: Field::blank(at).into() })
            }
            Found::Filled(slot) => {
                let found = memo.ratings.of(&slot.written, |w| rating::read(&w.line()));
                if found.is_empty() || says_nothing(&slot.written.text) {
                    ratings.push(YearRating {
                        year: latest,
                        rating: slot.field(Reading::none()).into(),
                    });
                    continue;
                }
                let found = over_years(found, &headed, names_two_years(&column.header));
                let field = slot.field(Reading::<()>::none());
                ratings.extend(found.into_iter().map(|one| {
                    YearRating {
                        year: one.year.or(latest),
                        rating: Field {
                            value: one.rating.value,
                            raw: field.raw.clone(),
                            at: field.at,
                            origin: field.origin,
                            repairs: field.repairs.and(one.rating.repairs),
                            problem: one.rating.problem,
                        }
                        .into(),
                    }
                }));
            }
        }
    }
    ratings.sort_by_key(|rating| rating.year);
    ratings
}

/// The years of this century that a column's heading names.
fn headed_years(column: &Column) -> Vec<i32> {
    let years = |heading: &str| -> Vec<i32> {
        let runs = heading.split(|c: char| !c.is_ascii_digit());
        let years = runs.filter(|run| run.len() == 4 && run.starts_with("20"));
        years.filter_map(|run| run.parse().ok()).collect()
    };
    let detail = column.detail.as_deref().map(years).unwrap_or_default();
    if detail.is_empty() { years(&column.header) } else { detail }
}

/// Does a heading ask for two years at once: `Xếp loại 02 năm liền kề`?
fn names_two_years(heading: &str) -> bool {
    let folded = fold(heading);
    ["2 nam", "02 nam", "hai nam"].iter().any(|words| folded.contains(words))
}

/// The ratings of one cell, each with its year as far as the heading tells:
/// one for each year of the heading, and one alone for all of them.
fn over_years(mut found: Vec<YearReading>, headed: &[i32], two: bool) -> Vec<YearReading> {
    if let ([one], true) = (found.as_slice(), headed.len() > 1 || (two && headed.is_empty()))
        && one.year.is_none()
        && one.rating.value.is_some()
    {
        let both = YearReading { rating: one.rating.clone().with(Repair::Split), ..one.clone() };
        found = vec![both; headed.len().max(2)];
    }
    if found.len() == headed.len() && found.iter().all(|one| one.year.is_none()) {
        for (one, year) in found.iter_mut().zip(headed) {
            one.year = Some(*year);
        }
    }
    found
}
