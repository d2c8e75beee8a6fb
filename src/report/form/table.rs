//! The values of a form's cells.

use super::columns::FormColumn;
use crate::config::templates::Kind;
use crate::i18n::Lang;
use crate::model::record::Record;
use crate::model::role::{FieldKey, Role};
use crate::report::field::{self, FieldValue};
use crate::report::paper::table::PaperValue;

/// What a column shows of a row: its valid reading, else what the sender wrote.
pub fn value(record: &Record, column: &FormColumn, number: usize, lang: Lang) -> PaperValue {
    match (column.role, column.role.field()) {
        (Role::Ordinal, _) => PaperValue::Count(number as u64),
        (Role::Rating, _) => rating(record, column.nth, lang),
        (_, Some(field)) => field_value(record, field, column.kind, lang),
        (_, None) => PaperValue::Empty,
    }
}

fn field_value(record: &Record, field: FieldKey, kind: Kind, lang: Lang) -> PaperValue {
    match field::value(record, field) {
        Some(FieldValue::Date(date)) => PaperValue::Date(date),
        Some(value) => text(value.words(lang)),
        None if kind == Kind::Mark => PaperValue::Empty,
        None => field::raw(record, field).map_or(PaperValue::Empty, text),
    }
}

fn rating(record: &Record, nth: usize, lang: Lang) -> PaperValue {
    let Some(year) = record.ratings.get(nth) else { return PaperValue::Empty };
    match (&year.rating.value, &year.rating.raw) {
        (Some(rating), _) => text(rating.label().pick(lang).to_owned()),
        (None, Some(raw)) => text(raw.to_string()),
        (None, None) => PaperValue::Empty,
    }
}

fn text(words: String) -> PaperValue {
    if words.is_empty() { PaperValue::Empty } else { PaperValue::Text(words) }
}
