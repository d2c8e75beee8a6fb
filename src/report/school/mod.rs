//! For the school: one workbook for each class, one more with the totals of all.

mod class_list;
mod cover;
mod values;

use std::collections::BTreeMap;

use super::index::{Index, Row};
use crate::model::record::Record;
use crate::model::reference::Course;
use crate::text::collate::{SortKey, name_key};

pub use class_list::write_class;
pub use cover::write_cover;

/// A class and those who reach its list, in Vietnamese order.
#[derive(Clone, Debug)]
pub struct Class<'a> {
    pub code: &'a str,
    pub course: Option<&'a Course>,
    pub rows: Vec<Row<'a>>,
}

impl Class<'_> {
    /// The class's name; its code where the list of classes does not know it.
    pub fn name(&self) -> &str {
        self.course.map_or(self.code, |course| &course.name)
    }
}

/// The classes that someone is accepted for, by code.
pub fn classes<'a>(index: &Index<'a>) -> Vec<Class<'a>> {
    let mut classes: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for row in index.counting_rows().filter(Row::reaches_school) {
        if let Some(code) = row.record.course.value.as_deref() {
            classes.entry(code).or_default().push(row);
        }
    }
    let lists = &index.outcome.batch.lists;
    let class = |(code, mut rows): (&'a str, Vec<Row<'a>>)| {
        rows.sort_by_cached_key(|row| (sort_key(row.record), row.record.birth_date.value, row.at));
        Class { code, course: lists.course(code), rows }
    };
    classes.into_iter().map(class).collect()
}

/// By given name, family name, middle name, as schools sort (DOMAIN 4.6).
pub fn sort_key(record: &Record) -> Option<SortKey> {
    record.full_name.value.as_ref().map(|name| name_key(&name.full))
}
