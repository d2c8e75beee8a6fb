//! Made-up rows as the records that the program compares.

use std::sync::Arc;

use tonghop::model::date::PartialDate;
use tonghop::model::place::{Place, Position};
use tonghop::model::record::{Field, Record};
use tonghop::model::value::{NationalId, PersonName, Sex};
use tonghop::normalise::national_id::{self, Known};
use tonghop::normalise::written::Written;

use super::forms::Row;

/// A row as normalisation would give it. `number` tells rows of the same content apart.
pub fn record(row: &Row, number: usize) -> Record {
    let file: Arc<str> = format!("{}.xlsx", row.unit).into();
    Record {
        id: format!("r{number}").into(),
        place: Place::file(&file).at_row(number as u32),
        unit: Some(row.unit.as_str().into()),
        full_name: field(&row.full_name, |name| {
            Some(PersonName { full: name.into(), ..PersonName::default() })
        })
        .into(),
        birth_date: field(&row.birth_date, date).into(),
        sex: field(&row.sex, |sex| Some(if sex == "male" { Sex::Male } else { Sex::Female }))
            .into(),
        national_id: national_id(&row.national_id).into(),
        party_card: field(&row.party_card, text).into(),
        party_joined: field(&row.party_joined, date).into(),
        phone: field(&row.phone, |phone| (phone.len() >= 10).then(|| phone.into())).into(),
        hometown: field(&row.hometown, text).into(),
        workplace: field(&row.workplace, text).into(),
        ethnicity: field(&row.ethnicity, text).into(),
        ..Record::default()
    }
}

fn national_id(digits: &str) -> Field<NationalId> {
    let reading = Written::text(digits).map(|it| national_id::read(&it, Known::default()));
    let Some(reading) = reading else { return Field::blank(Position::default()) };
    Field { value: reading.value, problem: reading.problem, ..field(digits, |_| None) }
}

fn text(words: &str) -> Option<Arc<str>> {
    Some(words.into())
}

fn field<T>(words: &str, read: impl Fn(&str) -> Option<T>) -> Field<T> {
    if words.is_empty() {
        return Field::blank(Position::default());
    }
    Field {
        value: read(words),
        raw: Some(words.into()),
        at: Some(Position::default()),
        ..Field::default()
    }
}

fn date(words: &str) -> Option<PartialDate> {
    let mut parts = words.split('-').filter_map(|part| part.parse::<u32>().ok());
    let year = parts.next()? as i32;
    match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
        _ => Some(PartialDate::Year(year)),
    }
}
