//! The layouts of what units fill in and get back.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::shape::{Line, Margins, Signature};
use crate::i18n::Text;
use crate::model::role::Role;

/// The blank form, and the list of a reply.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormLayout {
    pub columns: Vec<Role>,
    pub required: Vec<Role>,
    pub title: Vec<Line>,
    pub help: Line,
    /// What the marks of a reply's list mean.
    pub marks: Line,
    pub closing: Text,
    /// Numbered lines of a blank form, at least.
    pub lines: u32,
    pub size: f64,
    pub heading_size: f64,
    pub landscape: bool,
    pub margins: Margins,
    pub left: Vec<Line>,
    pub right: Vec<Line>,
    pub signature: Signature,
    /// The first that fits the unit's name.
    pub signer: Vec<Signer>,
    /// Millimetres of the column that says what to mend.
    pub mend_width: f64,
    /// Millimetres of columns that are not as wide as the template has them.
    #[serde(default)]
    pub widths: BTreeMap<Role, f64>,
    /// What is said when a cell is chosen.
    #[serde(default)]
    pub hints: BTreeMap<Role, Text>,
}

/// The blank form of a year's needs, where it is not as the registration form.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedLayout {
    pub columns: Vec<Role>,
    pub title: Vec<Line>,
    pub help: Line,
    /// Empty lines below the kinds of classes.
    pub spare: usize,
    pub size: f64,
    pub heading_size: f64,
    #[serde(default)]
    pub landscape: bool,
    pub margins: Margins,
    #[serde(default)]
    pub widths: BTreeMap<Role, f64>,
    #[serde(default)]
    pub hints: BTreeMap<Role, Text>,
}

impl NeedLayout {
    /// The whole layout: what is not said here is as in the registration form.
    pub fn over(&self, form: &FormLayout) -> FormLayout {
        let NeedLayout { columns, title, help, spare: _, size, heading_size, .. } = self.clone();
        FormLayout {
            columns,
            required: Vec::new(),
            title,
            help,
            size,
            heading_size,
            landscape: self.landscape,
            margins: self.margins,
            widths: self.widths.clone(),
            hints: self.hints.clone(),
            ..form.clone()
        }
    }
}

/// Who signs for units whose names begin alike.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    pub begins: String,
    pub symbol: String,
    pub authority: String,
    pub post: String,
}

impl FormLayout {
    /// Who signs for a unit of this name.
    pub fn signer_of(&self, unit: &str) -> Option<&Signer> {
        let name = unit.to_lowercase();
        self.signer.iter().find(|signer| name.starts_with(&signer.begins.to_lowercase()))
    }
}

/// The letter of a reply.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    pub title: Vec<Line>,
    pub greeting: Line,
    pub paragraphs: Vec<Paragraph>,
    /// What became of the rows, for `{tally}`.
    pub tally: Tallied,
    /// Who gets the letter.
    pub recipients: Vec<Text>,
    /// Codes of findings that a unit need not hear of.
    #[serde(default)]
    pub quiet: Vec<String>,
    pub size: f64,
    pub heading_size: f64,
    pub landscape: bool,
    pub margins: Margins,
}

/// How many rows are how; a kind that there is none of goes unsaid.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tallied {
    pub accepted: Text,
    pub review: Text,
    pub rejected: Text,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    pub when: When,
    pub text: Text,
}

/// When a paragraph of a reply is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// A list was read.
    Read,
    /// None could be.
    Unread,
    /// Something in the list is to be mended.
    Mend,
    /// Repaired values are to be confirmed.
    Confirm,
    /// An answer is asked for, and there is a day for it.
    Answer,
}
