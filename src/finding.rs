//! What the program tells people about their data.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::i18n::Text;
use crate::model::place::Place;
use crate::model::record::{Record, RecordId, UnitCode};
use crate::model::role::FieldKey;
use crate::model::submission::Submission;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// One located statement about the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's code, `D234`.
    pub code: &'static str,
    /// The rule's name, `national-id-sex-mismatch`.
    pub rule: &'static str,
    pub severity: Severity,
    pub at: Place,
    pub field: Option<FieldKey>,
    /// The row that the statement is about.
    pub record: Option<RecordId>,
    /// The other rows that it is about.
    pub related: Vec<RecordId>,
    pub unit: Option<UnitCode>,
    pub message: Text,
    /// What to do.
    pub suggestion: Option<Text>,
    /// Sets the statement apart from others of its rule on the same row or unit (a course code, a column).
    pub subject: Arc<str>,
}

impl Finding {
    /// Stable while the facts stay the same: it does not change when the file
    /// is renamed or the row moves.
    pub fn id(&self) -> String {
        let mut digest = Sha256::new();
        let place = if self.record.is_some() { "" } else { &*self.at.file };
        for part in [self.code, self.record.as_deref().unwrap_or(""), place] {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        for part in [self.unit.as_deref().unwrap_or(""), &self.subject, &self.message.vi] {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Rules that stayed silent for want of something (`no roster`).
#[derive(Clone, Debug, PartialEq)]
pub struct Unchecked {
    pub codes: Vec<&'static str>,
    pub why: Text,
}

/// A rule's way to report: it can only speak under its own name.
pub struct Findings<'a> {
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    out: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub fn new(
        code: &'static str,
        rule: &'static str,
        severity: Severity,
        out: &'a mut Vec<Finding>,
    ) -> Self {
        Findings { code, rule, severity, out }
    }

    /// Reports something about a place; the returned finding can be told more.
    pub fn report(&mut self, at: Place, message: Text) -> &mut Finding {
        let index = self.out.len();
        self.out.push(Finding {
            code: self.code,
            rule: self.rule,
            severity: self.severity,
            at,
            field: None,
            record: None,
            related: Vec::new(),
            unit: None,
            message,
            suggestion: None,
            subject: Arc::from(""),
        });
        &mut self.out[index]
    }

    /// Reports something about a field of a row.
    pub fn on_field(&mut self, record: &Record, field: FieldKey, message: Text) -> &mut Finding {
        let finding = self.on_record(record, message);
        finding.at = record.place_of(field);
        finding.field = Some(field);
        finding
    }

    /// Reports something about a file or a place in it.
    pub fn on_form(&mut self, form: &Submission, at: Place, message: Text) -> &mut Finding {
        let finding = self.report(at, message);
        finding.unit = form.sender.unit.clone();
        finding
    }

    /// Reports something about a row as a whole.
    pub fn on_record(&mut self, record: &Record, message: Text) -> &mut Finding {
        let finding = self.report(record.place.clone(), message);
        finding.record = Some(record.id.clone());
        finding.unit = record.unit.clone();
        finding
    }
}

impl Finding {
    pub fn suggest(&mut self, suggestion: Text) -> &mut Self {
        self.suggestion = Some(suggestion);
        self
    }

    pub fn relate(&mut self, related: impl IntoIterator<Item = RecordId>) -> &mut Self {
        self.related.extend(related);
        self
    }

    pub fn about(&mut self, subject: &str) -> &mut Self {
        self.subject = Arc::from(subject);
        self
    }
}

/// Puts findings in reading order: file, sheet, row, column, code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.at, a.code, &a.unit, &a.subject, &a.message.vi).cmp(&(
            &b.at,
            b.code,
            &b.unit,
            &b.subject,
            &b.message.vi,
        ))
    });
}
