//! One row for every person row of every form, in file, sheet, row order.

use std::borrow::Cow;

use super::column::{Column, Words};
use super::table;
use crate::model::batch::RecordAt;
use crate::model::date::PartialDate;
use crate::model::record::Record;
use crate::model::role::{FieldKey, snake_name};
use crate::report::book::Sink;
use crate::report::error::Result;
use crate::report::field::{FieldValue, raw, value};
use crate::report::index::Index;
use crate::report::json::AS_WRITTEN;
use crate::report::repairs::repairs;

/// Writes `data/records.parquet`.
///
/// # Errors
/// Those of `out`.
pub fn write_records(index: &Index, out: &mut dyn Sink) -> Result<()> {
    let rows: Vec<Row> = index.outcome.batch.rows().collect();
    table::write("records", &columns(index), &rows, out)
}

type Row<'a> = (RecordAt, &'a Record);

fn columns<'a>(index: &'a Index<'a>) -> Vec<Column<'a, Row<'a>>> {
    let period = index.outcome.period().to_string();
    let judgement = move |at| index.outcome.judgement(at);
    vec![
        Column::text("period", move |_| Some(period.clone().into())),
        Column::text("id", |(_, record): Row<'a>| Some(Cow::from(&*record.id))),
        Column::group("source", source()),
        Column::text("unit", |(_, record): Row<'a>| record.unit.as_deref().map(Cow::from)),
        Column::text("status", move |(at, _)| Some(snake_name(judgement(at).status).into())),
        Column::text("person", move |(at, _)| {
            index.person(at).map(|person| Cow::from(&*person.key))
        }),
        Column::flag("primary", move |(at, _)| Some(judgement(at).primary)),
        Column::group("fields", FieldKey::ALL.into_iter().flat_map(valid).collect()),
        each_field("raw", |record, field| raw(record, field).map(Cow::from)),
        each_field("cells", |record, field| record.cell_of(field).map(|at| at.to_string().into())),
        Column::text("home_province", |(_, record): Row| record.home_province.map(Cow::from)),
        Column::group("repairs", FieldKey::ALL.into_iter().map(changed).collect()),
        Column::pairs("extra", |(_, record): Row<'a>| {
            let extra = record.extra.iter().map(|(heading, text)| (&**heading, &**text));
            (!record.extra.is_empty()).then(|| extra.collect())
        }),
        Column::texts("findings", move |(at, _)| {
            Some(index.codes(at).into_iter().map(Cow::from).collect())
        }),
    ]
}

fn source<'a>() -> Vec<Column<'a, Row<'a>>> {
    vec![
        Column::text("file", |(_, record): Row<'a>| Some(Cow::from(&*record.place.file))),
        Column::text("sheet", |(_, record): Row<'a>| {
            record.place.sheet.as_deref().filter(|name| !name.is_empty()).map(Cow::from)
        }),
        Column::number("row", |(_, record): Row| record.place.row.map(|row| row + 1)),
    ]
}

/// A text column for every field.
fn each_field<'a>(
    name: &str,
    text: fn(&'a Record, FieldKey) -> Option<Words<'a>>,
) -> Column<'a, Row<'a>> {
    let column = |field: FieldKey| {
        Column::text(field.to_string(), move |(_, record): Row<'a>| text(record, field))
    };
    Column::group(name, FieldKey::ALL.into_iter().map(column).collect())
}

/// The columns of a field's valid reading.
fn valid<'a>(field: FieldKey) -> Vec<Column<'a, Row<'a>>> {
    let name = field.to_string();
    match field {
        _ if AS_WRITTEN.contains(&field) => Vec::new(),
        FieldKey::BirthDate | FieldKey::PartyJoined | FieldKey::PartyOfficial => {
            dates(field, &name)
        }
        FieldKey::PartyMember => {
            vec![Column::flag(name, |(_, record): Row| record.party_member.value)]
        }
        FieldKey::Ratings => vec![Column::texts(name, |(_, record): Row| {
            let Some(FieldValue::Ratings(years)) = value(record, FieldKey::Ratings) else {
                return None;
            };
            Some(years.into_iter().map(|rating| snake_name(rating).into()).collect())
        })],
        _ => vec![Column::text(name, move |(_, record): Row<'a>| words(value(record, field)?))],
    }
}

/// The day where the form gives one; beside it what is known of the date, and how precisely.
fn dates<'a>(field: FieldKey, name: &str) -> Vec<Column<'a, Row<'a>>> {
    let date = move |record| match value(record, field) {
        Some(FieldValue::Date(date)) => Some(date),
        _ => None,
    };
    vec![
        Column::day(name, move |(_, record): Row| date(record)?.full()),
        Column::text(format!("{name}_iso"), move |(_, record): Row| {
            Some(date(record)?.to_string().into())
        }),
        Column::text(format!("{name}_precision"), move |(_, record): Row| {
            Some(Cow::from(match date(record)? {
                PartialDate::Year(_) => "year",
                PartialDate::Month { .. } => "month",
                PartialDate::Day(_) => "day",
            }))
        }),
    ]
}

/// What was changed between `raw` and `fields`, in order.
fn changed<'a>(field: FieldKey) -> Column<'a, Row<'a>> {
    Column::texts(field.to_string(), move |(_, record): Row| {
        let names = repairs(record, field).map(|repair| snake_name(repair).into());
        Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty())
    })
}

/// A valid reading as the JSON lines write it.
fn words(value: FieldValue<'_>) -> Option<Words<'_>> {
    Some(match value {
        FieldValue::Text(text) | FieldValue::Digits(text) => Cow::from(text),
        other => Cow::from(snake_name(other)),
    })
}
