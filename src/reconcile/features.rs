//! From a record to the values that are compared.

use super::date::DateValue;
use super::table::{Given, Table};
use crate::config::matching::{FieldSpec, Kind, Matching};
use crate::model::date::PartialDate;
use crate::model::record::{Field, Record};
use crate::model::value::{NationalId, Sex};

/// The columns that a matching specification can compare of records.
pub const SOURCES: &[&str] = &[
    "full_name",
    "birth_date",
    "sex",
    "ethnicity",
    "hometown",
    "national_id",
    "party_card",
    "party_joined",
    "party_official",
    "phone",
    "email",
    "position",
    "workplace",
    "code",
    "unit",
];

/// Takes a record's values into the table.
pub fn push(table: &mut Table, matching: &Matching, record: &Record) {
    let values: Vec<Given> = matching.fields.iter().map(|field| given(field, record)).collect();
    table.push(&values, &record.id);
}

fn given<'a>(field: &FieldSpec, record: &'a Record) -> Given<'a> {
    let source = field.from.first().map_or(field.name.as_str(), String::as_str);
    match (field.kind, source) {
        (Kind::Name, "full_name") => words(record.full_name.value.as_ref().map(|name| &*name.full)),
        (Kind::Number, "national_id") => national_id(record),
        (Kind::Number, "party_card") => number(&record.party_card, &[8, 12]),
        (Kind::Number, "phone") => number(&record.phone, &[10, 11]),
        (Kind::Number, "code") => number(&record.code, &[]),
        (Kind::Date, source) => date(field, date_of(record, source)),
        (Kind::Text, "sex") => {
            words(record.sex.value.or(said(record).map(|(sex, _)| sex)).map(sex))
        }
        (Kind::Text, source) => words(text_of(record, source)),
        _ => Given::Nothing,
    }
}

fn words(words: Option<&str>) -> Given<'_> {
    words.map_or(Given::Nothing, Given::Words)
}

fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

fn text_of<'a>(record: &'a Record, source: &str) -> Option<&'a str> {
    let field = match source {
        "ethnicity" => &record.ethnicity,
        "hometown" => &record.hometown,
        "email" => &record.email,
        "position" => &record.position,
        "workplace" => &record.workplace,
        "code" => &record.code,
        "unit" => return record.unit.as_deref(),
        _ => return None,
    };
    field.value.as_deref()
}

fn date_of(record: &Record, source: &str) -> Option<PartialDate> {
    match source {
        "birth_date" => {
            record.birth_date.value.or(said(record).map(|(_, year)| PartialDate::Year(year)))
        }
        "party_joined" => record.party_joined.value,
        "party_official" => record.party_official.value,
        _ => None,
    }
}

fn date<'a>(field: &FieldSpec, date: Option<PartialDate>) -> Given<'a> {
    date.map_or(Given::Nothing, |date| Given::Date(DateValue::new(date, &unknown_days(field))))
}

/// Month and day of the days that stand for an unknown one.
fn unknown_days(field: &FieldSpec) -> Vec<(u32, u32)> {
    field.unknown_days.iter().filter_map(|day| month_day(day)).collect()
}

fn month_day(words: &str) -> Option<(u32, u32)> {
    let (month, day) = words.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// A number's digits; what the form wrote where it is not valid as it stands.
fn number<'a>(field: &'a Field<std::sync::Arc<str>>, lengths: &[usize]) -> Given<'a> {
    let Some(digits) = field.value.as_deref() else { return Given::Nothing };
    let valid = lengths.is_empty() || lengths.contains(&digits.len());
    Given::Number { digits, valid: valid && field.problem.is_none(), series: 0 }
}

/// The id. One that contradicts its own row is not valid, and one that cannot
/// be read (a digit lost) still tells something by the digits that the form wrote.
fn national_id(record: &Record) -> Given<'_> {
    let field = &record.national_id;
    match &field.value {
        Some(id) => {
            let series = if matches!(id, NationalId::Old(_)) { 9 } else { 12 };
            let valid = field.problem.is_none() && agrees(id, record);
            Given::Number { digits: id.digits(), valid, series }
        }
        None => match field.raw.as_deref().map(str::trim) {
            Some(raw) if is_nearly_an_id(raw) => {
                Given::Number { digits: raw, valid: false, series: 12 }
            }
            _ => Given::Nothing,
        },
    }
}

/// What the id says of sex and birth year, for a row that does not say so itself.
fn said(record: &Record) -> Option<(Sex, i32)> {
    record.national_id.value.as_ref()?.says()
}

/// Do the digits for sex and birth year say what the row says?
fn agrees(id: &NationalId, record: &Record) -> bool {
    let Some((sex, year)) = id.says() else { return true };
    record.sex.value.is_none_or(|given| given == sex)
        && record.birth_date.value.is_none_or(|date| date.year() == year)
}

fn is_nearly_an_id(raw: &str) -> bool {
    (10..=13).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{SOURCES, national_id};
    use crate::config::matching::Matching;
    use crate::model::date::PartialDate;
    use crate::model::place::Position;
    use crate::model::record::{Field, Record};
    use crate::model::value::{NationalId, Sex};
    use crate::reconcile::table::Given;

    #[test]
    fn every_field_of_the_built_in_specification_has_a_source() {
        for field in &Matching::built_in().fields {
            let sources =
                if field.from.is_empty() { vec![field.name.clone()] } else { field.from.clone() };
            for source in sources {
                assert!(SOURCES.contains(&source.as_str()), "{source}");
            }
        }
    }

    #[test]
    fn an_id_with_a_digit_lost_still_tells_something() {
        let row = |raw: &str| {
            let national_id = Field { raw: Some(raw.into()), ..Field::default() };
            Record { national_id: national_id.into(), ..Record::default() }
        };
        let number = Given::Number { digits: "01708500123", valid: false, series: 12 };
        assert_eq!(national_id(&row("01708500123")), number);
        assert_eq!(national_id(&row("chưa có")), Given::Nothing);
    }

    #[test]
    fn an_id_that_contradicts_its_row_is_not_valid() {
        let at = Position::default();
        let digits = "017085001234";
        let mut row = Record {
            national_id: Field::read(NationalId::Citizen(digits.into()), digits, at).into(),
            birth_date: Field::read(PartialDate::Year(1985), "1985", at).into(),
            ..Record::default()
        };
        let valid = |row: &Record| matches!(national_id(row), Given::Number { valid: true, .. });
        assert!(valid(&row));
        row.sex = Field::read(Sex::Female, "Nữ", at).into();
        assert!(!valid(&row));
    }
}
