//! How much of a file is read before it counts as hostile or broken, and the
//! account that readers keep while they read.

use std::cell::{Cell, OnceCell};

use super::unread::{Measure, Unread};
use crate::config::Deadline;
pub use crate::config::Limits;

const MEGABYTE: u64 = 1024 * 1024;
/// What a cell takes with the room that a growing list reserves.
const CELL_COST: usize = 3 * size_of::<crate::model::workbook::Cell>();

impl Limits {
    /// Whether a file of this many bytes may be read at all.
    pub fn admit(&self, bytes: usize) -> Result<(), Unread> {
        if bytes as u64 > self.file_megabytes.saturating_mul(MEGABYTE) {
            return Err(too_large(Measure::File, self.file_megabytes));
        }
        Ok(())
    }
}

/// What of the limits is left for the file at hand. Every reader charges what
/// it takes before it takes it.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    unpacked: Cell<u64>,
    cells: Cell<u64>,
    text: Cell<u64>,
    memory: Cell<u64>,
    deadline: Deadline,
    /// The first limit that was passed: tells a limit from damage where a
    /// reader in between only knows I/O errors.
    breach: OnceCell<Unread>,
}

impl Budget {
    pub fn new(limits: &Limits) -> Self {
        Budget {
            limits: *limits,
            unpacked: Cell::new(limits.unpacked_megabytes.saturating_mul(MEGABYTE)),
            cells: Cell::new(limits.cells),
            text: Cell::new(limits.text_megabytes.saturating_mul(MEGABYTE)),
            memory: Cell::new(limits.memory_megabytes.saturating_mul(MEGABYTE)),
            deadline: Deadline::after(limits.seconds),
            breach: OnceCell::new(),
        }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Charges bytes that come out of a packed part.
    pub fn unpacked(&self, bytes: usize) -> Result<(), Unread> {
        self.charge(&self.unpacked, bytes, Measure::Unpacked, self.limits.unpacked_megabytes)
    }

    /// Charges cells, merged ranges or shared strings.
    pub fn cells(&self, count: usize) -> Result<(), Unread> {
        self.charge(&self.cells, count, Measure::Cells, self.limits.cells)?;
        self.memory(count.saturating_mul(CELL_COST))
    }

    /// Charges text that is kept.
    pub fn text(&self, bytes: usize) -> Result<(), Unread> {
        self.charge(&self.text, bytes, Measure::Text, self.limits.text_megabytes)?;
        self.memory(bytes)
    }

    /// Charges what is kept in memory: an estimate from above, since the memory
    /// of one file among many that are read side by side cannot be measured.
    fn memory(&self, bytes: usize) -> Result<(), Unread> {
        self.charge(&self.memory, bytes, Measure::Memory, self.limits.memory_megabytes)
    }

    /// Refuses to go on when the time is up. Asks the clock: call it once in a few thousand steps.
    pub fn time(&self) -> Result<(), Unread> {
        if self.deadline.has_passed() {
            return Err(self.record(too_large(Measure::Time, self.limits.seconds)));
        }
        Ok(())
    }

    /// The first limit that was passed.
    pub fn breach(&self) -> Option<Unread> {
        self.breach.get().cloned()
    }

    fn charge(
        &self,
        account: &Cell<u64>,
        amount: usize,
        what: Measure,
        limit: u64,
    ) -> Result<(), Unread> {
        match account.get().checked_sub(amount as u64) {
            Some(left) => {
                account.set(left);
                Ok(())
            }
            None => Err(self.record(too_large(what, limit))),
        }
    }

    fn record(&self, breach: Unread) -> Unread {
        self.breach.get_or_init(|| breach).clone()
    }
}

fn too_large(what: Measure, limit: u64) -> Unread {
    Unread::TooLarge { what, limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_charged_is_gone_and_the_first_breach_is_remembered() {
        let budget = Budget::new(&Limits { cells: 3, ..Limits::default() });
        assert_eq!(budget.cells(2), Ok(()));
        let breach = Unread::TooLarge { what: Measure::Cells, limit: 3 };
        assert_eq!(budget.cells(2), Err(breach.clone()));
        assert_eq!(budget.cells(1), Ok(()));
        assert_eq!(budget.breach(), Some(breach));
    }

    #[test]
    fn what_is_kept_counts_as_memory() {
        let budget = Budget::new(&Limits { memory_megabytes: 1, ..Limits::default() });
        assert_eq!(budget.text(600_000), Ok(()));
        let breach = Unread::TooLarge { what: Measure::Memory, limit: 1 };
        assert_eq!(budget.text(600_000), Err(breach.clone()));
        let budget = Budget::new(&Limits { memory_megabytes: 1, ..Limits::default() });
        assert_eq!(budget.cells(100_000), Err(breach));
    }

    #[test]
    fn no_time_means_no_reading() {
        let budget = Budget::new(&Limits { seconds: 0, ..Limits::default() });
        assert_eq!(budget.time(), Err(Unread::TooLarge { what: Measure::Time, limit: 0 }));
    }
}
