//! What the caller knows beside the workbook.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Deadline;
use crate::model::role::Role;

/// Words that only this workspace knows.
pub trait Known {
    /// Does the text name a unit of the units list?
    fn is_unit(&self, text: &str) -> bool;
    /// Does the text name a class of the courses list?
    fn is_course(&self, text: &str) -> bool;
}

/// Knows nothing: for files looked at without a workspace.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Known for Nothing {
    fn is_unit(&self, _: &str) -> bool {
        false
    }

    fn is_course(&self, _: &str) -> bool {
        false
    }
}

/// What helps to understand a workbook.
#[derive(Clone, Copy)]
pub struct Hints<'a> {
    /// Which templates to try; the first that fits best wins.
    pub templates: &'a [&'a str],
    pub known: &'a dyn Known,
    /// The file's name: it may say what the form registers for.
    pub file_name: &'a str,
    /// What the officer said about columns of this unit's forms.
    pub corrections: &'a BTreeMap<u32, Role>,
    /// Until when; what is not understood by then is left.
    pub deadline: Option<Deadline>,
    /// How the same unit's form was laid out before: used where a header is missing.
    pub before: Option<&'a Remembered>,
}

impl Hints<'_> {
    /// Is the time for this file up?
    pub fn late(&self) -> bool {
        self.deadline.is_some_and(Deadline::has_passed)
    }
}

/// The column meanings of an earlier form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remembered {
    /// Where it stood, to be named in the reason (`2026-10`).
    pub when: Arc<str>,
    /// Column, counted from zero, and its meaning.
    pub columns: BTreeMap<u32, Role>,
}

static NO_CORRECTIONS: BTreeMap<u32, Role> = BTreeMap::new();

impl Default for Hints<'_> {
    fn default() -> Self {
        Hints {
            templates: &["registration"],
            known: &Nothing,
            file_name: "",
            corrections: &NO_CORRECTIONS,
            deadline: None,
            before: None,
        }
    }
}
