//! A column of a table: its name, its type, and how a row gives its value.

use std::borrow::Cow;

use chrono::NaiveDate;
use parquet::data_type::{BoolType, ByteArrayType, Int32Type};
use parquet::errors::Result;

use super::leaf::{Leaf, RowGroup};

/// What a row of type `R` gives for a column; `None` where it says nothing.
type Get<'a, R, T> = Box<dyn Fn(R) -> Option<T> + 'a>;

/// A text of a row, made or borrowed.
pub type Words<'a> = Cow<'a, str>;

/// A column, or a few that belong together in a group.
pub struct Column<'a, R> {
    name: String,
    of: Of<'a, R>,
}

enum Of<'a, R> {
    Text(Get<'a, R, Words<'a>>),
    Number(Get<'a, R, u32>),
    Flag(Get<'a, R, bool>),
    Day(Get<'a, R, NaiveDate>),
    Texts(Get<'a, R, Vec<Words<'a>>>),
    Pairs(Get<'a, R, Vec<(&'a str, &'a str)>>),
    Group(Vec<Column<'a, R>>),
}

impl<'a, R: Copy> Column<'a, R> {
    fn new(name: impl Into<String>, of: Of<'a, R>) -> Self {
        Column { name: name.into(), of }
    }

    pub fn text(name: impl Into<String>, get: impl Fn(R) -> Option<Words<'a>> + 'a) -> Self {
        Column::new(name, Of::Text(Box::new(get)))
    }

    pub fn number(name: impl Into<String>, get: impl Fn(R) -> Option<u32> + 'a) -> Self {
        Column::new(name, Of::Number(Box::new(get)))
    }

    pub fn flag(name: impl Into<String>, get: impl Fn(R) -> Option<bool> + 'a) -> Self {
        Column::new(name, Of::Flag(Box::new(get)))
    }

    pub fn day(name: impl Into<String>, get: impl Fn(R) -> Option<NaiveDate> + 'a) -> Self {
        Column::new(name, Of::Day(Box::new(get)))
    }

    pub fn texts(name: impl Into<String>, get: impl Fn(R) -> Option<Vec<Words<'a>>> + 'a) -> Self {
        Column::new(name, Of::Texts(Box::new(get)))
    }

    /// Texts by keys that no schema can know.
    pub fn pairs(
        name: impl Into<String>,
        get: impl Fn(R) -> Option<Vec<(&'a str, &'a str)>> + 'a,
    ) -> Self {
        Column::new(name, Of::Pairs(Box::new(get)))
    }

    pub fn group(name: impl Into<String>, columns: Vec<Column<'a, R>>) -> Self {
        Column::new(name, Of::Group(columns))
    }

    /// The column in Parquet's language of schemas.
    pub fn declared(&self) -> String {
        let name = &self.name;
        match &self.of {
            Of::Text(_) => format!("optional binary {name} (STRING);"),
            Of::Number(_) => format!("optional int32 {name};"),
            Of::Flag(_) => format!("optional boolean {name};"),
            Of::Day(_) => format!("optional int32 {name} (DATE);"),
            Of::Texts(_) => format!(
                "optional group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Of::Pairs(_) => format!(
                "optional group {name} (MAP) {{ repeated group key_value {{ required binary key (STRING); required binary value (STRING); }} }}"
            ),
            Of::Group(columns) => {
                let inside: String = columns.iter().map(Column::declared).collect();
                format!("required group {name} {{ {inside} }}")
            }
        }
    }

    /// Writes what the rows give.
    pub fn write(&self, rows: &[R], out: &mut RowGroup) -> Result<()> {
        let each = rows.iter().copied();
        match &self.of {
            Of::Text(get) => {
                let texts = each.map(|row| get(row).map(|text| text.as_ref().into()));
                Leaf::<ByteArrayType>::plain(texts).write(out)
            }
            Of::Number(get) => {
                let numbers = each.map(|row| get(row).and_then(|number| number.try_into().ok()));
                Leaf::<Int32Type>::plain(numbers).write(out)
            }
            Of::Flag(get) => Leaf::<BoolType>::plain(each.map(get)).write(out),
            Of::Day(get) => {
                let days = each.map(|row| get(row).map(|day| day.to_epoch_days()));
                Leaf::<Int32Type>::plain(days).write(out)
            }
            Of::Texts(get) => {
                let texts = |row| Some(get(row)?.iter().map(|text| text.as_ref().into()).collect());
                Leaf::<ByteArrayType>::lists(each.map(texts)).write(out)
            }
            Of::Pairs(get) => {
                let part = |pick: fn(&(&'a str, &'a str)) -> &'a str| {
                    let texts = |row| Some(get(row)?.iter().map(|it| pick(it).into()).collect());
                    Leaf::<ByteArrayType>::lists(each.clone().map(texts))
                };
                part(|(key, _)| key).write(out)?;
                part(|(_, value)| value).write(out)
            }
            Of::Group(columns) => columns.iter().try_for_each(|column| column.write(rows, out)),
        }
    }
}
