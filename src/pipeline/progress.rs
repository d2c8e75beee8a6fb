//! How a run tells what it is doing. Never names a person.

use crate::i18n::Label;

/// Hears about the progress of a run.
pub trait Progress: Sync {
    /// A stage begins; `steps` is how many steps it will report, 0 when it reports none.
    fn stage(&self, name: Label, steps: usize);
    /// One step of the current stage is done.
    fn step(&self);
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Label, _: usize) {}
    fn step(&self) {}
}
