//! The rows of a batch as they are compared: those of the period first, then
//! those of earlier months, then the lines of the officer's lists.

use super::features;
use super::lists::{self, ListRows};
use super::table::Table;
use crate::config::matching::Matching;
use crate::model::batch::{Batch, RecordAt};
use crate::model::record::Record;

/// A batch, taken apart for comparing.
pub struct Compared<'a> {
    /// Where each row of the period stands.
    pub at: Vec<RecordAt>,
    /// The rows of the period, in the same order.
    pub records: Vec<&'a Record>,
    /// Rows of the period and of earlier months; lines of lists stand behind them.
    pub people: u32,
    pub list_rows: ListRows,
    pub table: Table,
    further: Vec<RecordAt>,
}

impl<'a> Compared<'a> {
    pub fn of(batch: &'a Batch, matching: &Matching) -> Self {
        Compared::with(batch, matching, &[])
    }

    /// The same with further rows at the very end, such as those of a form that does not count.
    pub fn with(batch: &'a Batch, matching: &Matching, further: &[RecordAt]) -> Self {
        let (at, records): (Vec<RecordAt>, Vec<&Record>) = batch.counting_rows().unzip();
        let people = (records.len() + batch.earlier.len()) as u32;
        let (lines, list_rows) = lists::lines(&batch.lists, people);
        let mut table = Table::new(matching);
        let earlier = batch.earlier.iter().map(|row| &row.record);
        let more = further.iter().filter_map(|&at| batch.record(at));
        for record in records.iter().copied().chain(earlier).chain(lines).chain(more) {
            features::push(&mut table, matching, record);
        }
        table.close(matching);
        Compared { at, records, people, list_rows, table, further: further.to_vec() }
    }

    /// How many rows of the period count.
    pub fn current(&self) -> u32 {
        self.records.len() as u32
    }

    /// The number of a row of the period, or of one of the further rows.
    pub fn row_of(&self, at: RecordAt) -> Option<u32> {
        let further = || {
            let number = self.further.iter().position(|&further| further == at)?;
            Some(self.table.rows() - self.further.len() + number)
        };
        let row = self.at.binary_search(&at).ok().or_else(further)?;
        Some(row as u32)
    }
}
