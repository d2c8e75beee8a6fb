//! The rows to compare, column by column, every value taken apart once and
//! kept once however many rows hold it.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::date::DateValue;
use super::name::NameValue;
use super::number::NumberValue;
use super::words::TextValue;
use crate::config::matching::{Kind, Matching};

/// A value as it comes in.
#[derive(Clone, Debug, PartialEq)]
pub enum Given<'a> {
    Nothing,
    Words(&'a str),
    Date(DateValue),
    Number { digits: &'a str, valid: bool, series: u8 },
}

/// The distinct values of a column.
#[derive(Debug)]
pub enum Values {
    Names(Vec<NameValue>),
    Dates(Vec<DateValue>),
    Numbers(Vec<NumberValue>),
    Texts(Vec<TextValue>),
}

/// A column: for each row the number of its value.
#[derive(Debug)]
pub struct Column {
    pub values: Values,
    /// Rows that hold each value.
    pub counts: Vec<u32>,
    /// Per row, 1 + the index of its value; 0 for none.
    cells: Vec<u32>,
    known: FxHashMap<Box<str>, u32>,
}

/// All columns of a matching specification, filled row by row.
#[derive(Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Per row, a digest of its content that does not depend on its place.
    marks: Vec<u64>,
}

impl Values {
    fn new(kind: Kind) -> Values {
        match kind {
            Kind::Name => Values::Names(Vec::new()),
            Kind::Date => Values::Dates(Vec::new()),
            Kind::Number => Values::Numbers(Vec::new()),
            Kind::Text => Values::Texts(Vec::new()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Values::Names(values) => values.len(),
            Values::Dates(values) => values.len(),
            Values::Numbers(values) => values.len(),
            Values::Texts(values) => values.len(),
        }
    }

    /// Takes a value in; `false` when it does not fit the kind or holds nothing.
    fn push(&mut self, given: &Given) -> bool {
        match (self, given) {
            (Values::Names(values), Given::Words(words)) => push(values, NameValue::new(words)),
            (Values::Texts(values), Given::Words(words)) => push(values, TextValue::new(words)),
            (Values::Dates(values), Given::Date(date)) => push(values, Some(*date)),
            (Values::Numbers(values), &Given::Number { digits, valid, series }) => {
                let number = NumberValue { digits: digits.into(), valid, series };
                push(values, (!digits.is_empty()).then_some(number))
            }
            _ => false,
        }
    }
}

fn push<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    values.extend(value);
    true
}

impl Column {
    fn new(kind: Kind) -> Column {
        Column {
            values: Values::new(kind),
            counts: Vec::new(),
            cells: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    fn push(&mut self, given: &Given) -> u64 {
        let key = key_of(given);
        let number = match self.known.get(key.as_str()) {
            Some(&number) => number,
            None => {
                let before = self.values.len();
                self.values.push(given);
                let number = if self.values.len() > before { before as u32 + 1 } else { 0 };
                self.counts.resize(self.values.len(), 0);
                self.known.insert(key.clone().into(), number);
                number
            }
        };
        self.cells.push(number);
        if let Some(count) = number.checked_sub(1).and_then(|at| self.counts.get_mut(at as usize)) {
            *count += 1;
        }
        hash(&key)
    }

    /// The index of a row's value among [`Column::values`].
    pub fn value_of(&self, row: u32) -> Option<usize> {
        self.cells.get(row as usize)?.checked_sub(1).map(|index| index as usize)
    }
}

/// The same text for the same value.
fn key_of(given: &Given) -> String {
    match given {
        Given::Nothing => String::new(),
        Given::Words(words) => (*words).to_owned(),
        Given::Date(date) => format!("{}-{}-{}", date.year, date.month, date.day),
        Given::Number { digits, valid, series } => format!("{digits}/{valid}/{series}"),
    }
}

pub(super) fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Table {
    /// An empty table with one column for each field of the specification.
    pub fn new(matching: &Matching) -> Table {
        let columns = matching.fields.iter().map(|field| Column::new(field.kind)).collect();
        Table { columns, marks: Vec::new() }
    }

    /// Takes a row in: one value per column, in order. `identity` tells rows
    /// of the same content apart where anything does.
    pub fn push(&mut self, values: &[Given], identity: &str) {
        let mut mark = hash(identity);
        for (column, given) in self.columns.iter_mut().zip(values) {
            mark = mark.rotate_left(7) ^ column.push(given);
        }
        self.marks.push(mark);
    }

    /// Frees what only filling needs, and looks up which given names people bear.
    pub fn close(&mut self, matching: &Matching) {
        for column in &mut self.columns {
            column.known = FxHashMap::default();
            column.cells.shrink_to_fit();
            if let Values::Names(names) = &mut column.values {
                know_given_names(names, &column.counts, &matching.names.given);
            }
        }
    }

    pub fn rows(&self) -> usize {
        self.marks.len()
    }

    /// A digest of a row's content: what order to take rows in when nothing else decides.
    pub fn mark(&self, row: u32) -> u64 {
        self.marks.get(row as usize).copied().unwrap_or(0)
    }
}

/// A given name is known when the built-in list has it, or when so many rows
/// bear it that it is no slip of the pen: so many in all, and so many against
/// the names that lose their tones and marks in it (Thuy beside Thủy).
const BORNE_BY: u32 = 4;
const BORNE_AGAINST: u32 = 4;

fn know_given_names(names: &mut [NameValue], counts: &[u32], listed: &BTreeMap<String, f64>) {
    let mut borne: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut folded: FxHashMap<Box<str>, u32> = FxHashMap::default();
    for (name, count) in names.iter().zip(counts) {
        *borne.entry(name.toned_given().into()).or_insert(0) += count;
        *folded.entry(name.given().into()).or_insert(0) += count;
    }
    for name in names {
        let (given, plain) = (name.toned_given(), name.given());
        let count = borne.get(given).copied().unwrap_or(0);
        let others = folded.get(plain).copied().unwrap_or(0).saturating_sub(count);
        let stands = given != plain || count.saturating_mul(BORNE_AGAINST) >= others;
        name.given_is_known = listed.contains_key(given) || (count >= BORNE_BY && stands);
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, Table, Values};
    use crate::config::matching::{BUILT_IN, Matching};

    #[test]
    fn a_value_is_kept_once() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let mut table = Table::new(&matching);
        let name = matching.field("full_name").unwrap();
        for words in ["Bùi Hoa", "Bùi Hoa", "Bùi Lan", "..."] {
            let mut row = vec![Given::Nothing; matching.fields.len()];
            row[name] = Given::Words(words);
            table.push(&row, "");
        }
        let column = &table.columns[name];
        assert!(matches!(&column.values, Values::Names(names) if names.len() == 2));
        let values: Vec<_> = (0..5).map(|row| column.value_of(row)).collect();
        assert_eq!(values, [Some(0), Some(0), Some(1), None, None]);
        assert_eq!(column.counts, [2, 1]);
        assert!(table.mark(0) == table.mark(1) && table.mark(0) != table.mark(2));
    }
}
