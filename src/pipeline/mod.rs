//! The order of the stages. The only place that knows all of them.

mod check;
pub mod cycle;
mod explain_pair;
mod judge;
mod knowledge;
mod letters;
mod made;
mod months;
mod own_form;
mod period;
mod progress;
mod read;
mod redacted;
mod ruling;
mod run;
mod send;
mod settle;
mod source;
mod starting_files;
mod unchanged;

pub use check::{Inspection, check, check_in_full, inspect};
pub use explain_pair::explain_pair;
pub use knowledge::{Knowledge, settings};
pub use progress::{Progress, Silent};
pub use redacted::redacted;
pub use run::{RunOptions, RunResult, outcome, run};
pub use send::{Sent, send_letters};
pub use starting_files::{blank_forms, blank_needs, starting_files};
