//! What a file or form as a whole says.

pub mod broken_ordinal;
pub mod crossed_out_row;
pub mod declared_total_mismatch;
pub mod duplicate_file;
pub mod empty_form;
pub mod file_encrypted;
pub mod file_too_large;
pub mod file_type_mismatch;
pub mod file_unreadable;
pub mod formula_without_value;
pub mod hidden_data;
pub mod legacy_encoding;
pub mod missing_column;
pub mod no_form_found;
pub mod period_mismatch;
pub mod superseded_submission;
pub mod unit_unknown;
pub mod unmapped_column;
pub mod unread_row;
pub mod unreadable_cells;
pub mod unsure_sheet;

use crate::finding::Findings;
use crate::model::place::Place;
use crate::model::submission::{Submission, UnreadKind};
use crate::rules::Rule;

/// Reports a file that could not be read for this reason.
fn report_unread(rule: &Rule, kind: UnreadKind, form: &Submission, findings: &mut Findings) {
    let Some(unread) = form.unread.as_ref().filter(|unread| unread.kind == kind) else { return };
    let at = Place::file(&form.source.path);
    findings.on_form(form, at, unread.why.clone()).suggest(rule.mend.to_text());
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
