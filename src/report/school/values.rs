//! What the columns of a class list show.

use crate::config::outputs::{Column, ColumnValue};
use crate::i18n::Lang;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::report::field::{self, FieldValue};
use crate::report::index::Index;
use crate::report::paper::columns::PaperColumn;
use crate::report::paper::table::PaperValue;

/// A layout's column in a language.
pub fn paper_column(column: &Column, lang: Lang) -> PaperColumn {
    PaperColumn {
        heading: column.heading.in_lang(lang).to_owned(),
        group: column.group.as_ref().map(|group| group.in_lang(lang).to_owned()),
        joined: column.joined,
        width: column.width,
        grow: column.grow,
        align: column.align,
        dates: false,
    }
}

/// What a column shows of a row; `number` counts from one.
pub fn value(
    index: &Index,
    column: &Column,
    record: &Record,
    number: usize,
    lang: Lang,
) -> PaperValue {
    let name = record.full_name.value.as_ref();
    match column.value {
        ColumnValue::Ordinal => PaperValue::Count(number as u64),
        ColumnValue::Blank => PaperValue::Empty,
        ColumnValue::FamilyAndMiddle => text(name.map(|name| {
            let parts = [&*name.family, &*name.middle];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        })),
        ColumnValue::Given => text(name.map(|name| name.given.to_string())),
        ColumnValue::UnitName => text(unit_name(index, record)),
        ColumnValue::PositionWorkplace => {
            let parts = [record.position.value.as_deref(), record.workplace.value.as_deref()];
            text(Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
        }
        // A form without that column says it in its heading: the unit.
        ColumnValue::Field(FieldKey::Workplace) if record.workplace.value.is_none() => {
            text(unit_name(index, record))
        }
        ColumnValue::Field(field) => match field::value(record, field) {
            None => PaperValue::Empty,
            Some(FieldValue::Date(date)) => PaperValue::Date(date),
            Some(value) => text(Some(value.words(lang))),
        },
    }
}

fn unit_name(index: &Index, record: &Record) -> Option<String> {
    let lists = &index.outcome.batch.lists;
    record.unit.as_deref().map(|code| lists.unit_name(code).to_owned())
}

fn text(words: Option<String>) -> PaperValue {
    words.filter(|words| !words.is_empty()).map_or(PaperValue::Empty, PaperValue::Text)
}
