//! The rule catalogue.
//!
//! A rule is a value: a code, its texts and a function. Everything there is to
//! know about a rule is in its file; everything there is to know about the
//! catalogue is in [`RULES`].

use serde::Serialize;

use crate::config::Settings;
use crate::config::standards::Standards;
use crate::finding::{Finding, Findings, Severity, sort};
use crate::i18n::Label;
use crate::model::batch::Batch;
use crate::model::record::Record;
use crate::model::submission::Submission;

/// Every rule of the program, in the order of the codes.
pub const RULES: &[&Rule] = &[];

/// One check, with all there is to know about it.
pub struct Rule {
    /// Stable for ever: people put it in filters and in letters.
    pub code: &'static str,
    /// What is wrong, in words with hyphens; its file has the same name.
    pub name: &'static str,
    pub severity: Severity,
    pub title: Label,
    /// What the rule checks and why it matters.
    pub why: Label,
    /// What the unit or the officer should do.
    pub mend: Label,
    /// What sets it off, as it would stand in a form.
    pub example: Label,
    /// The regulation, standard or observation behind it.
    pub source: Label,
    pub check: Check,
}

/// How much of the data a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// Nothing: a stage of the pipeline reports it on its way.
    Stage,
    /// Each row of the forms that count.
    Record(fn(&Record, &Context, &mut Findings)),
    /// Each file handed in, read or not, counting or not.
    File(fn(&Submission, &Context, &mut Findings)),
    /// Each form that counts and could be read.
    Form(fn(&Submission, &Context, &mut Findings)),
    /// The whole period.
    Batch(fn(&Batch, &Context, &mut Findings)),
}

/// What a rule may ask besides the data it looks at.
pub struct Context<'a> {
    pub settings: &'a Settings,
    pub standards: &'a Standards,
    /// The whole period: lists, people, links.
    pub batch: &'a Batch,
}

/// The kinds of findings that a family of codes speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    File,
    Data,
    Eligibility,
    Reconciliation,
    Plan,
}

impl Rule {
    /// Lets this rule speak, and only in its own name; `None` when it is switched off.
    pub fn findings<'a>(
        &self,
        settings: &Settings,
        out: &'a mut Vec<Finding>,
    ) -> Option<Findings<'a>> {
        let severity = settings.severity_of(self.code, self.name, self.severity)?;
        Some(Findings::new(self.code, self.name, severity, out))
    }
}

/// Runs `rules` over the batch, in an order that depends on the data alone.
/// Rows of forms that do not count (duplicates, superseded ones) are not judged.
pub fn check(rules: &[&Rule], context: &Context) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in rules {
        let Some(mut findings) = rule.findings(context.settings, &mut out) else { continue };
        match rule.check {
            Check::Stage => {}
            Check::Record(check) => {
                for (_, record) in context.batch.counting_rows() {
                    check(record, context, &mut findings);
                }
            }
            Check::File(check) => {
                for file in &context.batch.submissions {
                    check(file, context, &mut findings);
                }
            }
            Check::Form(check) => {
                for form in context.batch.submissions.iter().filter(|form| form.counts()) {
                    check(form, context, &mut findings);
                }
            }
            Check::Batch(check) => check(context.batch, context, &mut findings),
        }
    }
    sort(&mut out);
    out
}
