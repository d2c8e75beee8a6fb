//! Schooling, political theory and ratings of a row: words or mark columns.

use std::borrow::Cow;
use std::rc::Rc;

use super::cells::{Found, Row, Slot};
use super::heading::Heading;
use super::memo::{Memo, Seen};
use super::person::Scene;
use crate::model::record::{Field, Origin, Record, Repair, YearRating};
use crate::model::role::Role;
use crate::model::value::{Education, PoliticalTheory, Rating, TheoryLevel};
use crate::normalise::rating::YearReading;
use crate::normalise::reading::Reading;
use crate::normalise::written::says_nothing;
use crate::normalise::{education, mark, rating, theory};

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
    let columns = row
        .all(Role::Education)
        .map(|(_, found)| found.remembered(&memo.education, education::read));
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
                    let level = refine(*level, &slot.written().text);
                    return slot.field(Reading::plain(level));
                }
            },
        }
    }
    blank
}

fn political_theory(row: &Row, scene: &Scene) -> Field<PoliticalTheory> {
    let list_year = scene.known.period.year;
    let words = row
        .find(Role::PoliticalTheory)
        .remembered(&scene.memo.theory, |written| theory::read(written, list_year));
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
    row.lookup.headed(Role::Education).find_map(|(column, heading)| {
        let Found::Filled(slot) = row.at(column) else { return None };
        let text = &slot.written().text;
        let theory = theory::among_schooling(text, list_year, heading.names_theory)?;
        let reading = Reading::plain(theory).with(Repair::Split);
        Some(Field { origin: Origin::Derived, ..slot.field(reading) })
    })
}

/// One rating for each year, the oldest first.
fn ratings(row: &Row, memo: &Memo) -> Vec<YearRating> {
    let mut ratings = Vec::new();
    for (column, heading) in row.lookup.headed(Role::Rating) {
        let latest = heading.years.last().copied();
        match row.at(column) {
            Found::NoColumn => {}
            Found::Blank(at) => {
                ratings.push(YearRating { year: latest, rating: Field::blank(at).into() })
            }
            Found::Filled(slot) => rate(slot, heading, memo, &mut ratings),
        }
    }
    ratings.sort_by_key(|rating| rating.year);
    ratings
}

/// The ratings of one cell.
fn rate(slot: Slot, heading: &Heading, memo: &Memo, ratings: &mut Vec<YearRating>) {
    let latest = heading.years.last().copied();
    let seen = slot.seen(&memo.ratings, |written| {
        let found = rating::read(&written.line());
        if says_nothing(&written.text) { Rc::default() } else { found.into() }
    });
    let none = Reading::<Rating>::none();
    let field = slot.take(Seen { raw: seen.raw, repairs: seen.repairs, value: none });
    match over_years(&seen.value, heading) {
        Cow::Borrowed([]) => ratings.push(YearRating { year: latest, rating: field.into() }),
        found => ratings.extend(found.iter().map(|one| {
            YearRating {
                year: one.year.or(latest),
                rating: Field {
                    value: one.rating.value,
                    repairs: field.repairs.and(one.rating.repairs),
                    problem: one.rating.problem.clone(),
                    ..field.clone()
                }
                .into(),
            }
        })),
    }
}

/// The ratings of one cell, each with its year as far as the heading tells:
/// one for each year of the heading, and one alone for all of them.
fn over_years<'r>(found: &'r [YearReading], heading: &Heading) -> Cow<'r, [YearReading]> {
    let Heading { years, two_years, .. } = heading;
    let of_several = years.len() > 1 || (*two_years && years.is_empty());
    let mut found = match found {
        [one] if of_several && one.year.is_none() && one.rating.value.is_some() => {
            let rating = one.rating.clone().with(Repair::Split);
            Cow::Owned(vec![YearReading { rating, ..one.clone() }; years.len().max(2)])
        }
        found => Cow::Borrowed(found),
    };
    if found.len() > 1 && found.len() == years.len() && found.iter().all(|one| one.year.is_none()) {
        for (one, year) in found.to_mut().iter_mut().zip(years) {
            one.year = Some(*year);
        }
    }
    found
}
