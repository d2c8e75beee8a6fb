//! The order of the stages. The only place that knows all of them.

mod check;
mod judge;
mod knowledge;
mod period;
mod progress;
mod read;
mod run;
mod source;
mod starting_files;
mod unchanged;

pub use check::{check, inspect};
pub use knowledge::Knowledge;
pub use progress::{Progress, Silent};
pub use run::{RunOptions, RunResult, outcome, run};
pub use starting_files::{blank_forms, starting_files};
