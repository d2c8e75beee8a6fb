//! What a normaliser makes of a text.

use std::sync::Arc;

use crate::model::place::Position;
use crate::model::record::{Field, Origin, Problem, Repair, Repairs};

/// A value, what was repaired on the way to it, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<T> {
    pub value: Option<T>,
    pub repairs: Repairs,
    pub problem: Option<Problem>,
}

impl<T> Default for Reading<T> {
    fn default() -> Self {
        Reading { value: None, repairs: Repairs::new(), problem: None }
    }
}

impl<T> Reading<T> {
    /// Read as it stands.
    pub fn plain(value: T) -> Self {
        Reading { value: Some(value), ..Reading::default() }
    }

    /// The text says that there is no such thing.
    pub fn none() -> Self {
        Reading::default()
    }

    /// No value, and why.
    pub fn failed(problem: Problem) -> Self {
        Reading { problem: Some(problem), ..Reading::default() }
    }

    /// The same, with one more repair; a repair is named once.
    #[must_use]
    pub fn with(mut self, repair: Repair) -> Self {
        self.repairs.push(repair);
        self
    }

    /// The same, with one more repair where `happened`.
    #[must_use]
    pub fn with_if(self, happened: bool, repair: Repair) -> Self {
        if happened { self.with(repair) } else { self }
    }

    /// The same, with something doubtful about it.
    #[must_use]
    pub fn doubting(mut self, problem: Problem) -> Self {
        self.problem = Some(problem);
        self
    }

    /// Another type of value, the same story.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: self.value.map(change), repairs: self.repairs, problem: self.problem }
    }

    /// The field of a cell that was read so.
    pub fn into_field(self, raw: impl Into<Arc<str>>, at: Position) -> Field<T> {
        Field {
            value: self.value,
            raw: Some(raw.into()),
            at: Some(at),
            origin: Origin::Cell,
            repairs: self.repairs,
            problem: self.problem,
        }
    }
}
