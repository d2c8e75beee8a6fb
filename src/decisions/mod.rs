//! What the officer decided, and whether it still stands.
//!
//! A decision is taken in the review sheet of the officer's workbook, read
//! back by the next run ([`read_sheet`]), and kept as one line of a plain file
//! ([`Decisions`]), which is the truth from then on: deleting the line undoes
//! the decision. It holds as long as the facts do that it was taken on
//! ([`Cases`]); when they change, the case is open again and the old decision
//! is shown as a reminder.

mod cases;
mod file;
mod judge;
mod merge;
mod notice;
mod primary;
mod sheet;

pub use cases::Cases;
pub use file::{Decisions, Entry};
pub use judge::judge;
pub use merge::{Saved, Taken, take};
pub use notice::Notice;
pub use sheet::{SheetLine, read_sheet};
