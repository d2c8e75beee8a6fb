//! The values of one leaf column as Parquet stores them: with a level for each row that
//! says whether there is a value, and for lists one that says where a row begins.

use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};
use parquet::file::writer::SerializedRowGroupWriter;

use crate::report::book::Sink;

/// Some rows of a file that is being written.
pub type RowGroup<'w, 'o> = SerializedRowGroupWriter<'w, &'o mut dyn Sink>;

pub struct Leaf<T: DataType> {
    values: Vec<T::T>,
    definition: Vec<i16>,
    /// Empty when there is at most one value a row.
    repetition: Vec<i16>,
}

impl<T: DataType> Leaf<T> {
    /// At most one value a row.
    pub fn plain(rows: impl Iterator<Item = Option<T::T>>) -> Self {
        let mut leaf = Leaf { values: Vec::new(), definition: Vec::new(), repetition: Vec::new() };
        for value in rows {
            leaf.definition.push(value.is_some().into());
            leaf.values.extend(value);
        }
        leaf
    }

    /// A list in each row: none, an empty one, or one with values.
    pub fn lists(rows: impl Iterator<Item = Option<Vec<T::T>>>) -> Self {
        let mut leaf = Leaf { values: Vec::new(), definition: Vec::new(), repetition: Vec::new() };
        for list in rows {
            match list {
                None => leaf.level(0, 0),
                Some(values) if values.is_empty() => leaf.level(1, 0),
                Some(values) => {
                    for number in 0..values.len() {
                        leaf.level(2, i16::from(number > 0));
                    }
                    leaf.values.extend(values);
                }
            }
        }
        leaf
    }

    fn level(&mut self, definition: i16, repetition: i16) {
        self.definition.push(definition);
        self.repetition.push(repetition);
    }

    /// Writes the column that comes next.
    pub fn write(&self, out: &mut RowGroup) -> Result<()> {
        let none_left = || ParquetError::General("more columns than the schema has".to_owned());
        let mut column = out.next_column()?.ok_or_else(none_left)?;
        let repetition = (!self.repetition.is_empty()).then_some(&*self.repetition);
        column.typed::<T>().write_batch(&self.values, Some(&self.definition), repetition)?;
        column.close()
    }
}
