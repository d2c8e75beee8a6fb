//! A period's forms → the outcome: who is who, what the rules say, what became of each row.

use std::sync::Arc;

use super::knowledge::Knowledge;
use crate::finding::{Finding, Findings, sort};
use crate::model::judgement::Judgement;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::reconcile::{self, Earlier, Rulings};
use crate::report::Outcome;
use crate::report::outcome::Timings;
use crate::rules::{self, Context, RULES};

/// Judges a period. `earlier` holds the rows of the periods before.
pub fn judge(
    period: Period,
    submissions: Vec<Submission>,
    earlier: Earlier,
    known: &Knowledge,
    rulings: &Rulings,
) -> Outcome {
    let lists = known.reference.lists.clone();
    let (batch, notes) =
        reconcile::batch(period, submissions, lists, earlier, &known.matching, rulings);
    let context = Context::new(&known.settings, &known.standards, &batch);
    let mut findings = rules::check(RULES, &context);
    findings.extend(about_lists(known));
    let judgements: Vec<Vec<Judgement>> = rules::status::judge(&batch, &findings);
    findings.extend(rules::check_judged(RULES, &context, &judgements));
    sort(&mut findings);
    let _ = notes;
    Outcome {
        findings,
        judgements,
        unchecked: Vec::new(),
        settings: known.settings.clone(),
        settings_digest: known.settings_digest.clone(),
        version: env!("CARGO_PKG_VERSION"),
        timings: Timings::default(),
        batch,
    }
}

/// A list that cannot be used is reported as a file that cannot be read: the
/// rules that need it stay silent, and the officer must know why.
fn about_lists(known: &Knowledge) -> Vec<Finding> {
    let mut out = Vec::new();
    let Some(rule) = rules::find("F101") else { return out };
    let mut findings = Findings::new(rule.code, rule.name, rule.severity, &mut out);
    for problem in &known.reference.problems {
        let file: &Arc<str> = &problem.file;
        findings.report(Place::file(file), problem.why.clone());
    }
    out
}
